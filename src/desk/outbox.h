/* What is owed to the CRM: writes in the journal until they are answered. */
#ifndef DESK_OUTBOX_H
#define DESK_OUTBOX_H

#include "desk/state.h"

/* Journals a write and sends it. Strings of the request must last for the step. */
void outbox_send(struct desk *desk, const struct request *request, const char *label);
/* The same for a thing that is put whole, or an event of it (its id, or null): in the thing's own
 * chain. Gives the operation. */
const char *outbox_put(struct desk *desk, enum route_id route, const char *id, const char *event,
    const void *body, const char *label);
void outbox_reply(struct desk *desk, const struct reply *reply, const char *operation);
void outbox_resend(struct desk *desk);
/* What the CRM had and may have lost is owed once more, under the same operation id. */
void outbox_again(struct desk *desk, const struct outgoing *outgoing);
void outbox_recovered(struct desk *desk, const struct outgoing *outgoing);
size_t outbox_waiting(const struct desk *desk);
/* Is a write of this chain still to be answered? Then what the CRM tells is older than what is
 * shown here. */
bool outbox_owes(const struct desk *desk, const char *chain);
size_t outbox_refused(const struct desk *desk);
/* Does what was refused come back to where it was typed? Else it can be sent again, or thrown away.
 */
bool outbox_mends(const struct desk *desk, const struct outgoing *outgoing);
/* Why it was refused; *field (may be null) is the field that was wrong, or null. */
enum problem_type outbox_problem(const struct outgoing *outgoing, const char **field);
void outbox_pick(struct desk *desk, const char *item);
void outbox_forget(struct desk *desk);

#endif
