/*
 * Texts of the directory, parsed once for all the contacts that use them. A kept one is taken only
 * for the very text it was read from, so that nothing has to be told when texts change. On the
 * writer's thread alone.
 */
#include "base/alloc.h"
#include "crm/inside.h"
#include "directory/service.h"
#include "store/services.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT = 256 };

struct parsed {
	int64_t version; /* of the directory, when it was asked for surveys */
	char *surveys;
	struct {
		char *id, *text;
		struct service *service; /* null when the text cannot be read */
	} kept[KEPT];
};

struct parsed *
parsed_new(void)
{
	return xcalloc(1, sizeof(struct parsed));
}

void
parsed_free(struct parsed *parsed)
{
	for (size_t i = 0; i < KEPT; i++) {
		free(parsed->kept[i].id);
		free(parsed->kept[i].text);
		service_free(parsed->kept[i].service);
	}
	free(parsed->surveys);
	free(parsed);
}

const char *
parsed_surveys(struct parsed *parsed, struct tx *tx, struct arena *arena)
{
	int64_t newest = directory_newest(tx);
	if (!parsed->surveys || parsed->version != newest) {
		free(parsed->surveys);
		parsed->surveys = xstrdup(directory_holding(tx, "survey:", arena));
		parsed->version = newest;
	}
	return arena_strdup(arena, parsed->surveys);
}

static size_t
slot_of(const struct service_text *text)
{
	uint32_t hash = 2166136261u ^ (uint32_t)text->version; /* FNV-1a */
	for (const char *c = text->service; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	return hash % KEPT;
}

const struct service *
parsed_service(struct parsed *parsed, const struct service_text *text)
{
	size_t slot = slot_of(text);
	if (parsed->kept[slot].id && strcmp(parsed->kept[slot].id, text->service) == 0 &&
	    strcmp(parsed->kept[slot].text, text->text) == 0)
		return parsed->kept[slot].service;
	free(parsed->kept[slot].id);
	free(parsed->kept[slot].text);
	service_free(parsed->kept[slot].service);
	struct finding_list findings;
	findings_init(&findings);
	parsed->kept[slot].id = xstrdup(text->service);
	parsed->kept[slot].text = xstrdup(text->text);
	parsed->kept[slot].service =
	    service_parse(text->service, text->text, strlen(text->text), NULL, NULL, &findings);
	findings_release(&findings);
	return parsed->kept[slot].service;
}
