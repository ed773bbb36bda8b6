/* Reports of one incident: opened beside its first caller's case, joined by the enquiries of later
 * contacts, followed to its end. */
#ifndef CRM_INCIDENTS_H
#define CRM_INCIDENTS_H

#include "crm/inside.h"

struct service;

/* The text of a service as it is now, or (version above 0) as it was then; null: there is none. On
 * the writer's thread. */
const struct service *service_as_of(struct ask *ask, const char *service, int64_t version);

/* What a contact's enquiries open and join; `was` (null: a new one) is its step before. Refuses. */
bool incidents_of_contact(struct ask *ask, struct contact *contact, const struct contact *was);
/* Something happened to a case that may stand for an incident. */
void incidents_follow(
    struct ask *ask, const struct case_record *record, const struct case_event *event);
/* The incident of a case as its page shows it, or null. In the arena. */
struct incident *incident_of_case(struct ask *ask, const struct case_record *record);
/* As every desk may see it, never who; null when it is not there. */
struct incident *incident_shown(struct ask *ask, const char *id);
/* Desks hear of one as it grows: at the second person, then ever more rarely. */
void incident_tell(struct ask *ask, const char *id);

/* The one that somebody who filled in a form tells of, too; null: none, or it is not sure which. */
const struct incident *incident_same(struct ask *ask, const struct enquiry *enquiry);

/* ---- everybody hears how it ended: told.c ---- */

/* Tells some of those whose time has come: of how many incidents. */
size_t incidents_tell_due(struct crm *crm, struct tx *tx, struct arena *arena);
/* A mail is sent, or did not reach anybody; of one that told nobody of an incident, nothing. */
void incident_mail_ended(struct ask *ask, const char *mail, bool well);
/* Is an item on a list for somebody who is not to be told any more? */
bool incident_item_over(struct ask *ask, const struct outbound_item *item);
/* What came of ringing them; the item as it is kept now. */
void incident_rung(struct ask *ask, const struct outbound_item *item, const char *outcome);

bool incidents_read(struct ask *ask);
bool incident_people_read(struct ask *ask);
bool incident_people_audit(struct ask *ask);
bool incident_event_write(struct ask *ask);

#endif
