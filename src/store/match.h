/*
 * Records by their words (tokens.h), for the store alone. The rarest term is read from the index,
 * and the other terms too when that is less than to look into each record; so nobody is missed.
 * When every term is frequent, what is read is bounded all the same, and the best is read first:
 * two words that stand together (a whole name, a house in its street), those of this council who
 * were seen last, then what the index has first.
 *
 * What a query costs is pages rather than rows: a reader's pages are forgotten with each commit. So
 * neighbours in an index are read by thousands, but records one by one only by hundreds.
 */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "store/inside.h"
#include "store/ranges.h"
#include "store/tokens.h"

/* What bounds the work of one query, whatever the size of the CRM. Tests make it less. */
struct match_limits {
	int64_t words;     /* read of one choice; a term of more is frequent */
	int64_t filled;    /* … of a frequent one */
	int64_t walked;    /* people of the council, the last seen first */
	int64_t walked_to; /* … until so many are found */
	int64_t paired;    /* of one pair of words */
	int64_t checked;   /* records whose words are all looked at */
	int64_t ranked;    /* … of which council and time are */
};
extern struct match_limits match_limits;

extern const struct index match_people, match_properties;

struct hit {
	int64_t number;             /* of the face, or the UPRN */
	int score;                  /* 0: it fell out */
	int part;                   /* of the term in hand */
	unsigned char parts[TERMS]; /* of each, of a record that is looked into */
	bool rough;                 /* its words have still to be looked at */
	bool near;                  /* of the council */
	micros seen;
};

/* Every term is found in each of `hits` (struct hit), best first; *more when there may be others.
 * council: whose people come first, or null. */
void match(struct tx *tx, const struct index *index, const struct term *terms, size_t count,
    const char *council, struct arena *arena, struct list *hits, bool *more);

#endif
