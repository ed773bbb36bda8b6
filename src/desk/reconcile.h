/*
 * Payments reconciled at the desk: of a council the groups with their sums and what is not settled,
 * or one group; oldest first, what the provider says beside what is held.
 */
#ifndef DESK_RECONCILE_H
#define DESK_RECONCILE_H

#include "desk/state.h"

#define PAYMENTS_FILTER "payments.filter"

/* Those of a council, by its id or name; null: that of the user. */
void reconcile_open(struct desk *desk, const char *council);
/* Goes back to it after a restart. */
void reconcile_back(struct desk *desk, const char *subject);
/* The list in front is read anew, from its start. */
void reconcile_ask(struct desk *desk);
void reconcile_more(struct desk *desk);
bool reconcile_has_more(const struct desk *desk);
void reconcile_reply(struct desk *desk, const struct reply *reply, const char *subject);
void reconcile_pick(struct desk *desk, const char *item, const char *text);
/* The CRM has given this one: its line says so. */
void reconcile_heard(struct desk *desk, const struct payment *payment);
/* Is it in the list on the screen? */
bool reconcile_lists(const struct desk *desk, const char *id);
void reconcile_filter(struct desk *desk); /* goes to its field */
/* True when there was one: then all is shown again. */
bool reconcile_filter_leave(struct desk *desk);

/* What was read for the list in front; null: nothing yet. */
const struct payment_page *reconcile_page(const struct desk *desk);
const char *reconcile_council(const struct desk *desk);
const char *reconcile_group(const struct desk *desk); /* null: all groups */
bool reconcile_shows(const struct desk *desk, const struct payment *payment);

/* The provider is asked about the payment under the cursor of the list. */
void reconcile_look(struct desk *desk);
bool reconcile_can_look(const struct desk *desk);
bool when_can_reconcile(const struct desk *desk);

#endif
