/* The back office's queues: taking the next case, colleagues to hand it to, what came back and why.
 * The fields of each: record_queue.c. */
#ifndef MODEL_RECORD_QUEUE_H
#define MODEL_RECORD_QUEUE_H

#include "model/field.h"

/* Take what is to be done next. */
struct next_best {
	const char *id;    /* of the claim, once it is an event */
	const char *queue; /* of this one alone; null: of the user's team */
};
extern const struct record next_best_record;

struct case_page;
struct next_best_page {
	struct case_page *taken; /* it is the user's now; null: nothing waits that they can do */
	int64_t waiting;         /* when nothing was taken: how many wait for skills of others */
};
extern const struct record next_best_page_record;

/* Somebody to hand a case to. */
struct colleague {
	const char *id, *name, *council, *team, *role;
	const char *skills; /* between blanks, or null */
};
extern const struct record colleague_record;

struct colleague_page {
	struct list items;
};
extern const struct record colleague_page_record;

/* How often cases of a service were bounced back for this reason because of this prompt. */
struct bounce_count {
	const char *service, *council /* whose queue sent it back */, *prompt /* or null */;
	const char *reason;
	int64_t count;
	micros last;
};
extern const struct record bounce_count_record;

struct bounce_count_page {
	struct list items; /* the most frequent first */
};
extern const struct record bounce_count_page_record;

#endif
