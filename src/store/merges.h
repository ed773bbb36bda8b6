/* One person in several records. */
#ifndef STORE_MERGES_H
#define STORE_MERGES_H

#include "store/store.h"

/*
 * A record that was merged into another stays as it is, and what names it goes on naming it:
 * contacts and cases belong to the record they were made with. It points to the other
 * (customer.merged_into), and whoever reads a customer, their history or a case follows: that is
 * one person with all the words by which either is found. Taking the pointer away gives back
 * everything.
 */
/* Points the record to another (null: to none); faces and search words follow. `council` as of
 * customer_put. */
int customer_point(struct tx *tx, const char *id, const char *into, const char *council);
micros merge_time(struct tx *tx); /* now, and later than every merge there is */
int merge_get(struct tx *tx, const char *id, struct customer_merge *out, struct arena *arena);
/* With what the kept record was before it and after. */
int merge_put(struct tx *tx, const struct customer_merge *merge, const struct customer *before,
    const struct customer *after);
/* 1, or 0 when their person was erased. */
int merge_versions(struct tx *tx, const struct customer_merge *merge, struct customer *before,
    struct customer *after, struct arena *arena);
/* Of a person, by any of their records: newest first, undone ones too; struct customer_merge. */
int merges_of(
    struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out);
/* How many records were merged into this person's, and are still. */
int64_t merges_count(struct tx *tx, const char *customer);
/* Those that hold and came after this one, into the record it went into or one that went on from
 * there to: newest first. */
int merges_above(
    struct tx *tx, const struct customer_merge *merge, struct arena *arena, struct list *out);

#endif
