/* What desks follow as a log: numbered, without gaps, in the order of the commits. */
#ifndef STORE_FEED_H
#define STORE_FEED_H

#include "store/store.h"

/* Numbered at the end of the batch. */
int feed_add(struct tx *tx, const char *topic, const char *id, const char *text, int64_t version);
/* At most `most` items after `after`; *last is the newest number there is. */
int feed_after(struct tx *tx, int64_t after, size_t most, struct arena *arena, struct list *items,
    int64_t *last);
const char *feed_epoch(struct tx *tx, struct arena *arena);

#endif
