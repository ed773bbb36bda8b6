/*
 * An index of words (tokens.h) read by ranges, several in one statement: every choice of a term, or
 * pairs of words. For the store alone.
 */
#ifndef STORE_RANGES_H
#define STORE_RANGES_H

#include "store/db.h"
#include "store/tokens.h"

/* Where the words of a kind of record are: `key` says whose. */
struct index {
	const char *table, *key;
};

/* Keys and words: `most` of each choice from its first on, `together` of all. */
struct db_rows *ranges_read(struct db *db, const struct index *index, const struct choice *choices,
    size_t count, int64_t most, int64_t together, struct arena *arena);
/* How many there are; more than `most` is most + 1. */
int64_t ranges_size(struct db *db, const struct index *index, const struct choice *choices,
    size_t count, int64_t most, struct arena *arena);
/* As many choices as make few different statements. */
size_t ranges_rounded(size_t count);

#endif
