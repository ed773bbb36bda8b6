/* The counter's counts, read with an audit entry under the report's name: struct counter_count by
 * site and hour, struct venue_count. */
#ifndef CRM_COUNTER_H
#define CRM_COUNTER_H

#include "crm/crm.h"

int crm_counter(struct crm *crm, const char *actor, micros from, micros to, struct arena *arena,
    struct list *hours, struct list *venues, struct err *err);

#endif
