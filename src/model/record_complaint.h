/* What is counted of complaints, and the log of what is done about them. */
#ifndef MODEL_RECORD_COMPLAINT_H
#define MODEL_RECORD_COMPLAINT_H

#include "model/field.h"

/* Of one council and stage, by when it happened. Late is what came after it was due. */
struct complaint_count {
	const char *council;
	int64_t stage;
	int64_t received, acknowledged, acknowledged_late, extended, answered, answered_late,
	    upheld, partly, rejected /* not upheld */, withdrawn;
	int64_t overdue; /* stands there today, past its time */
};
extern const struct record complaint_count_record;

/* What was learnt of a complaint, or puts one right: what is done about it, by whom and when. */
struct complaint_lesson {
	const char *council, *reference, *kind /* lesson remedy */, *text, *action, *owner;
	micros at, due, done /* 0: not yet */;
	const char *came; /* what came of it */
};
extern const struct record complaint_lesson_record;

#endif
