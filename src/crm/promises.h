/* What the rules of promises share, and what contacts, cases and customers' pages need of them. */
#ifndef CRM_PROMISES_H
#define CRM_PROMISES_H

#include "crm/inside.h"

/* Makes, renews or takes back the promises of a contact's enquiries, once its cases are open. */
void promises_of_contact(struct ask *ask, const struct contact *contact);
/* Something happened to a case: its promises go where it goes, and closing it settles them. */
void promises_follow(
    struct ask *ask, const struct case_record *record, const struct case_event *event);

/* Adds struct promise_line, as they may be seen: the open ones of a customer, all of a case. */
void promises_show_customer(struct ask *ask, const char *customer, struct list *items);
void promises_show_case(struct ask *ask, const char *case_id, struct list *items);

/* So long before it is due its owner is told. */
#define PROMISE_NOTICE (2 * MICROS_HOUR)

/* Tells of what is due soon or overdue: how many; and when there is something to tell next. */
size_t promises_tell(struct crm *crm, struct tx *tx, struct arena *arena);
micros promises_tell_next(struct tx *tx);

/* ---- among themselves ---- */

const char *promise_subject(const struct promise *promise); /* whose values it holds */
/* Refuses what they may not see. */
bool promise_seen(struct ask *ask, const struct promise *promise);
/* Is there somebody who keeps it? Refuses. */
bool promise_owned(struct ask *ask, const char *queue, const char *owner);
/* Keeps it with audit and feed; `was` null when new. */
void promise_keep(
    struct ask *ask, const char *action, const struct promise *now, const struct promise *was);
struct promise_event *promise_event_add(struct ask *ask, struct promise *promise, const char *kind);

#endif
