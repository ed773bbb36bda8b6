/* What waits in queues: pages, what is next, what one has in hand, actions on many, what was
 * bounced. */
#ifndef STORE_QUEUES_H
#define STORE_QUEUES_H

#include "store/store.h"

/* Every queue with its counts, struct queue_count, by id. `today`: since when what was closed
 * counts as done. */
int queue_counts(struct tx *tx, micros today, struct arena *arena, struct list *out);
/* A case of a queue, with what the rules need to judge it. */
struct case_line {
	struct case_summary summary;
	struct sharing what;
	bool task; /* about an entry, and nobody's */
};
/* Open cases, the oldest due first, after the key `after`; struct case_line. *next is the key of
 * the next page, or null. With a filter (model/case_filter.h) a page may be short, even empty, and
 * go on: a few thousand are looked through at a time. */
int queue_cases(struct tx *tx, const char *queue, const char *filter, const char *after,
    size_t most, struct arena *arena, struct list *out, const char **next);
/* What a user has: claimed, or bounced back to their team (null: to any of the council) and not yet
 * taken by anybody; struct case_line, those first, then by due time. */
int work_cases(struct tx *tx, const char *user, const char *team, const char *council, size_t most,
    struct arena *arena, struct list *out);
/* The cases that this one is linked to, closed ones too; struct case_line. */
int linked_cases(struct tx *tx, const char *id, struct arena *arena, struct list *out);

/*
 * What is to be done next: open, claimed by nobody, in one of the queues, asking for no skill or
 * one of these ("" stands for none and must be among them). Overdue before others, then by
 * priority, due time, age, id. Each is offered in that order until one is taken: 1 then, 0 when
 * none is left.
 */
struct next_query {
	const char *const *queues, *const *skills;
	size_t queue_count, skill_count;
};
int case_next(struct tx *tx, const struct next_query *query,
    bool (*offer)(void *context, const char *id), void *context);
/* How many of the queues' cases nobody has, whatever they ask for. */
int64_t cases_waiting(struct tx *tx, const struct next_query *query);
/* 1 when it is the user's from now on, 0 when somebody else was first or it is closed. */
int case_take(struct tx *tx, const char *id, const char *user);
/* One action on many cases. */
int bulk_get(struct tx *tx, const char *id, struct bulk *out, struct arena *arena);
int bulk_put(struct tx *tx, const struct bulk *bulk);
/* The queues of a team, or of a council when `team` is null. */
int queues_of(
    struct tx *tx, const char *team, const char *council, struct arena *arena, struct list *out);
/* Who may sign in, of a council, by name; struct colleague. */
int colleagues(struct tx *tx, const char *council, struct arena *arena, struct list *out);
/* What was bounced in from … to - 1, struct bounce_count, the most frequent first; of one service,
 * or of all when it is null. */
int bounces_count(struct tx *tx, const char *service, micros from, micros to, struct arena *arena,
    struct list *out);

#endif
