/* What every desk loads: the partnership, the directory, health. */
#include "base/text.h"
#include "config.h"
#include "crm/inside.h"
#include "directory/service.h"

#include <stdlib.h>
#include <string.h>

bool
health_read(struct ask *ask)
{
	struct health *health = record_new(ask->call->arena, &health_record);
	health->status = "ok";
	health->version = PACKAGE_VERSION;
	ask->answer->body = health;
	return true;
}

bool
partnership_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct partnership_page *page = record_new(arena, &partnership_page_record);
	partnership_page_fill(ask->tx, page, arena);
	ask->answer->body = page;
	return true;
}

bool
query_number(struct ask *ask, int index, const char *name, int64_t *number)
{
	const char *text = ask->call->query[index];
	char *end;
	*number = 0;
	if (!text || !*text)
		return true;
	*number = strtoll(text, &end, 10);
	return (!*end && *number >= 0) ||
	       refuse(ask, PROBLEM_BAD_FIELD, name, "not a whole number");
}

/* Of texts in one reply: a desk reads them between two keys. */
enum { PAGE_BYTES = 256 * 1024 };

bool
directory_read(struct ask *ask)
{
	int64_t after;
	if (!query_number(ask, 0, "after", &after))
		return false;
	struct directory_page *page = record_new(ask->call->arena, &directory_page_record);
	page->version = directory_newest(ask->tx);
	directory_part(ask->tx, after, PAGE_BYTES, ask->call->arena, &page->services, &page->more);
	ask->answer->body = page;
	return true;
}

bool
service_read(struct ask *ask)
{
	int64_t version;
	if (!query_number(ask, 0, "version", &version))
		return false;
	struct service_text *service = record_new(ask->call->arena, &service_text_record);
	int found =
	    directory_get(ask->tx, ask->call->params[0], version, service, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	ask->answer->body = service;
	return true;
}

bool
service_is_sensitive(struct ask *ask, const char *service)
{
	struct service_text current;
	if (!service || directory_get(ask->tx, service, 0, &current, ask->call->arena) != 1)
		return true;
	struct finding_list findings;
	findings_init(&findings);
	struct service *parsed =
	    service_parse(service, current.text, strlen(current.text), NULL, NULL, &findings);
	bool sensitive = !parsed || parsed->sensitive;
	service_free(parsed);
	findings_release(&findings);
	return sensitive;
}
