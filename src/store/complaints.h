/* Complaints, as they are counted: cases whose service takes them. */
#ifndef STORE_COMPLAINTS_H
#define STORE_COMPLAINTS_H

#include "store/store.h"

/* What happened in from … to - 1, struct complaint_count by council and stage; and what stands
 * overdue now. */
int complaints_count(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out);
/* What was written down to be learnt and put right in that time, struct complaint_lesson by council
 * and time; done as it is today. */
int complaint_lessons(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out);

#endif
