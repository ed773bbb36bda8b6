/*
 * What was sent stays in the journal for seven days, and no longer: a CRM that is put back from a
 * backup has lost what came after it, and is offered it again under the same operation ids. What is
 * of the moment, or must not be found with a person, is not kept.
 */
#ifndef DESK_SENT_H
#define DESK_SENT_H

#include "desk/state.h"

/* The CRM has taken it. */
void sent_take(struct desk *desk, const struct outgoing *outgoing);
void sent_recovered(struct desk *desk, const struct sent *sent); /* from the journal */
/* Signed in: what a CRM of another epoch has is offered to this one. */
void sent_offer(struct desk *desk);
void sent_tick(struct desk *desk); /* wipes what is older than seven days */
/* Nothing about this customer stays. */
void sent_forget_customer(struct desk *desk, const char *customer);
void sent_forget(struct desk *desk); /* this user's, without touching the journal */

#endif
