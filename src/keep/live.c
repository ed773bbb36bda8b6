#include "keep/live.h"
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BUCKETS = 64, OVERHEAD = 16 };

void
live_init(struct live *live)
{
	*live = (struct live){.bucket_count = FIRST_BUCKETS};
	live->buckets = xcalloc(live->bucket_count, sizeof(struct live_item *));
}

void
live_release(struct live *live)
{
	for (struct live_item *item = live->first, *after; item; item = after) {
		after = item->after;
		free(item);
	}
	free(live->buckets);
	*live = (struct live){0};
}

/* FNV-1a: the keys are our own ids, nobody else chooses them. */
static size_t
hash(const char *kind, const char *key)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	for (int part = 0; part < 2; part++) {
		for (const char *at = part ? key : kind; *at; at++)
			h = (h ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
		h = h * UINT64_C(0x100000001b3); /* the end of the kind counts */
	}
	return (size_t)h;
}

static struct live_item **
place(const struct live *live, const char *kind, const char *key)
{
	struct live_item **at = &live->buckets[hash(kind, key) % live->bucket_count];
	while (*at && (strcmp((*at)->key, key) != 0 || strcmp((*at)->kind, kind) != 0))
		at = &(*at)->chain;
	return at;
}

const struct live_item *
live_find(const struct live *live, const char *kind, const char *key)
{
	return *place(live, kind, key);
}

static void
widen(struct live *live)
{
	live->bucket_count *= 4;
	live->buckets = xrealloc(live->buckets, live->bucket_count, sizeof(struct live_item *));
	memset(live->buckets, 0, live->bucket_count * sizeof(struct live_item *));
	for (struct live_item *item = live->first; item; item = item->after) {
		item->chain = NULL;
		*place(live, item->kind, item->key) = item;
	}
}

static size_t
weight(const struct live_item *item)
{
	return strlen(item->kind) + strlen(item->key) + item->length + OVERHEAD;
}

void
live_drop(struct live *live, const char *kind, const char *key)
{
	struct live_item **at = place(live, kind, key), *item = *at;
	if (!item)
		return;
	*at = item->chain;
	*(item->before ? &item->before->after : &live->first) = item->after;
	*(item->after ? &item->after->before : &live->last) = item->before;
	live->bytes -= weight(item);
	live->count--;
	free(item);
}

void
live_put(struct live *live, const char *kind, const char *key, const void *bytes, size_t length)
{
	size_t kind_size = strlen(kind) + 1, key_size = strlen(key) + 1;
	struct live_item *item = xcalloc(1, sizeof *item + kind_size + key_size + length);
	char *text = (char *)(item + 1);
	memcpy(text, kind, kind_size);
	memcpy(text + kind_size, key, key_size);
	if (length)
		memcpy(text + kind_size + key_size, bytes, length);
	item->kind = text;
	item->key = text + kind_size;
	item->bytes = (unsigned char *)text + kind_size + key_size;
	item->length = length;

	live_drop(live, kind, key);
	if (live->count >= live->bucket_count)
		widen(live);
	*place(live, kind, key) = item;
	item->before = live->last;
	*(live->last ? &live->last->after : &live->first) = item;
	live->last = item;
	live->bytes += weight(item);
	live->count++;
}
