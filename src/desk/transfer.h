/* The contact in hand goes to another desk, a team or a council, with everything said so far; and
 * what others give to this desk. */
#ifndef DESK_TRANSFER_H
#define DESK_TRANSFER_H

#include "desk/state.h"

/* What is said to whoever takes it. */
extern const char transfer_message_field[];

bool transfer_works(const struct desk *desk);
/* To whom? Refused, with a sentence, without a line: a caller waits for no outbox. */
void transfer_open(struct desk *desk);
/* "desk:ID", "queue:ID", "council:ID" */
void transfer_pick(struct desk *desk, const char *item);
/* The queue that the matter in front would go to, or null. */
const struct queue *transfer_queue(const struct desk *desk, struct arena *arena);

/* What waits to be taken here, the first; null when there is none. */
const struct contact_transfer *transfer_waiting(const struct desk *desk);
void transfer_take(struct desk *desk, const char *id);
/* Out of the key line; it stays on Home. */
void transfer_dismiss(struct desk *desk);
/* The one given away comes back, if nobody has taken it. */
void transfer_back(struct desk *desk, struct hand *hand);

void transfers_ask(struct desk *desk);
void transfers_reply(struct desk *desk, const struct reply *reply);
void transfers_present(struct desk *desk, const struct reply *reply);
/* The feed: does it concern this desk? */
void transfer_heard(struct desk *desk, const struct feed_item *item);
/* The CRM has answered a write of this; or refused it: the contact is where it was. */
void transfer_answered(struct desk *desk, const struct reply *reply);
void transfer_refused(struct desk *desk, const struct reply *reply, const char *path);
void transfers_forget(struct desk *desk);

#endif
