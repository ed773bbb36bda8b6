/* A contact of which the CRM has a later step than this desk knew: the desk's disk was put back
 * from a backup, copied, or lost its last moments with the power. */
#ifndef DESK_OVERTAKEN_H
#define DESK_OVERTAKEN_H

#include "desk/state.h"

/* While it is not finished there, this desk's own goes above it. Once it was, what was logged
 * stands: those matters leave the contact, and what else is in it goes on as a contact of its own,
 * under another id. */
void contact_overtaken(struct desk *desk, struct hand *hand, const struct reply *reply);
/* Its next step replaces the one that the CRM has. */
void contact_above(struct hand *hand, const struct reply *reply);

#endif
