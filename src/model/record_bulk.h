/* One action on many cases, as it would be or was done to each. The fields: record_bulk.c. */
#ifndef MODEL_RECORD_BULK_H
#define MODEL_RECORD_BULK_H

#include "model/field.h"

/* A case of it, how it went, and what the case was before: that is put back when all is undone. */
struct bulk_item {
	const char *id; /* of the case */
	const char *reference, *service;
	const char *result; /* will done undone; else why not: gone, not_permitted, closed, claimed
			       (somebody else has it), same (it is so already), changed (since; not
			       undone), refused */
	const char *event;  /* of the case, by which it was done */
	const char *was_state, *was_claimed_by, *was_queue, *was_responsible, *was_priority,
	    *was_bounced, *was_life;
	micros was_closed, was_due, was_stopped;
	int64_t was_given, was_left;
};
extern const struct record bulk_item_record;

struct bulk {
	const char *id;
	const char *kind;     /* of the events: close priority hand_over move */
	const char *text;     /* as of an event; kept in the events alone */
	const char *priority; /* as of an event, these three */
	const char *to, *queue;
	struct list items;
	const char *user;
	micros at, undone;
};
extern const struct record bulk_record;

#endif
