/* What was promised to whom, by whom, until when. */
#ifndef STORE_PROMISES_H
#define STORE_PROMISES_H

#include "store/store.h"

int promise_get(struct tx *tx, const char *id, struct promise *out, struct arena *arena);
int promise_put(struct tx *tx, const struct promise *promise);

/* Whose open promises: those of the user and of nobody in particular in their team, or all that are
 * at, as or for the council; late ones of this council (null: none) beside the former. */
struct promise_filter {
	const char *user, *team; /* of a user; else */
	const char *council;
	const char *late_of;
};
/* A promise of a list, with what the rules need to judge it. */
struct promise_found {
	struct promise_line line;
	struct sharing what;
};
/* Nearest due first, after the key `after`; struct promise_found. *next is the key of the next
 * page, or null; *open and *late (may be null) count the whole list. */
int promises_list(struct tx *tx, const struct promise_filter *filter, const char *after,
    size_t most, struct arena *arena, struct list *out, const char **next, int64_t *open,
    int64_t *late);
/* Of a person by any of their records, the open ones; of a case, all; struct promise_found. */
int promises_of_customer(
    struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out);
int promises_of_case(struct tx *tx, const char *case_id, struct arena *arena, struct list *out);
/* Those that fell due from `from` to before `to`, by group, those of owners of one council only or
 * (null) all; struct promise_count. */
enum promise_by {
	PROMISE_BY_ALL,
	PROMISE_BY_COUNCIL,
	PROMISE_BY_TEAM,
	PROMISE_BY_SERVICE,
	PROMISE_BY_OWNER
};
int promises_count(struct tx *tx, enum promise_by by, const char *council, micros from, micros to,
    struct arena *arena, struct list *out);
/* Ids of open ones of which nobody was told yet: due before `soon`, and overdue ones; struct
 * promise. And when the next one's time comes, with so much notice; INT64_MAX: never. */
int promises_to_tell(
    struct tx *tx, micros soon, size_t most, struct arena *arena, struct list *out);
micros promises_next(struct tx *tx, micros notice);
/* Marks it as told, once: false when somebody else has. */
bool promise_told(struct tx *tx, const char *id, bool overdue);

#endif
