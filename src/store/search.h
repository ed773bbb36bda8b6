/*
 * The match of people and of properties: which records have every term of a query among their
 * words. For the store alone.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/store.h"
#include "store/tokens.h"

/* Where the words of a kind of record are. */
struct index {
	const char *count, *scan, *probe;
};

struct hit {
	int64_t number;
	int score;
	micros seen;
	struct candidate face;
};
extern const struct record hit_record;

/* The records in which every term is found, best first, in the arena; *more when there may be
 * others. The rarest term is read, the others are looked up: bounded, whatever is typed. */
void search_match(struct tx *tx, const struct index *index, const struct term *terms, size_t count,
    struct arena *arena, struct list *hits, bool *more);

#endif
