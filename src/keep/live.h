/* The journal's live records in memory: kind and key to bytes, in the order of their last put. */
#ifndef KEEP_LIVE_H
#define KEEP_LIVE_H

#include <stddef.h>

struct live_item {
	struct live_item *before, *after; /* order */
	struct live_item *chain;          /* same bucket */
	const char *kind, *key;           /* lie behind the item */
	const unsigned char *bytes;
	size_t length;
};

struct live {
	struct live_item *first, *last;
	struct live_item **buckets;
	size_t bucket_count, count;
	size_t bytes; /* what the live records take when written, about */
};

void live_init(struct live *live);
void live_release(struct live *live);
void live_put(
    struct live *live, const char *kind, const char *key, const void *bytes, size_t length);
/* Null when there is none. */
const struct live_item *live_find(const struct live *live, const char *kind, const char *key);
void live_drop(struct live *live, const char *kind, const char *key);

#endif
