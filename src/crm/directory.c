/* What every desk loads: the partnership, the directory, health. */
#include "base/compress.h"
#include "base/secret.h"
#include "base/text.h"
#include "config.h"
#include "crm/inside.h"
#include "model/pack.h"
#include "store/services.h"

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

/* Null, and so never known, when it is too large to be packed. */
static const char *
digest_of(const struct partnership_page *page, struct arena *arena)
{
	enum { MOST = 16 << 20, SHOWN = 16 };
	struct buf packed, digest;
	unsigned char hash[SECRET_HASH];
	buf_init(&packed, MOST);
	buf_init(&digest, 2 * SHOWN + 1);
	bool good = record_pack(&packed, &partnership_page_record, page) == 0 && buf_ok(&packed);
	secret_hash(hash, packed.data, packed.length, NULL);
	for (int i = 0; i < SHOWN; i++)
		buf_printf(&digest, "%02x", hash[i]);
	const char *text = good ? arena_strdup(arena, digest.data) : NULL;
	buf_release(&packed);
	buf_release(&digest);
	return text;
}

bool
partnership_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct partnership_page *page = record_new(arena, &partnership_page_record);
	partnership_page_fill(ask->tx, page, arena);
	page->digest = digest_of(page, arena);
	if (text_same(page->digest, ask->call->query[0]))
		*page = (struct partnership_page){.digest = page->digest, .same = true};
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

/* Of texts in one reply, at most: a desk reads them between two keys. On a thin line it asks for
 * less, so that nobody waits long behind them. */
enum { PAGE_BYTES = 256 * 1024 };

/* In place of the text what the desk needs to make it of the old one, where that is shorter. */
static void
patch(struct service_text *service, const struct service_text *was, struct arena *arena)
{
	if (was->version == 0 || text_blank(was->text) || text_blank(service->text))
		return;
	struct buf packed;
	buf_init(&packed, strlen(service->text) / 2);
	if (deflate_pack(
		&packed, service->text, strlen(service->text), was->text, strlen(was->text)) == 0) {
		size_t size = packed.length / 3 * 4 + 8;
		char *text = arena_alloc(arena, size);
		secret_base64(text, size, packed.data, packed.length);
		service->patch = text;
		service->was = was->version;
		service->text = NULL;
	}
	buf_release(&packed);
}

bool
directory_read(struct ask *ask)
{
	int64_t after, most, whole;
	struct list was = {0};
	if (!query_number(ask, 0, "after", &after) || !query_number(ask, 1, "most", &most) ||
	    !query_number(ask, 2, "whole", &whole))
		return false;
	if (most == 0 || most > PAGE_BYTES)
		most = PAGE_BYTES;
	struct directory_page *page = record_new(ask->call->arena, &directory_page_record);
	page->version = directory_newest(ask->tx);
	directory_part(ask->tx, after, whole, (size_t)most, ask->call->arena, &page->services,
	    whole ? &was : NULL, &page->more);
	for (size_t i = 0; i < was.count; i++)
		patch(LIST_AT(struct service_text, &page->services, i),
		    LIST_AT(struct service_text, &was, i), ask->call->arena);
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
