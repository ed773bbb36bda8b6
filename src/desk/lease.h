/* The references leased for cases: in blocks, used on one machine alone, and never twice. */
#ifndef DESK_LEASE_H
#define DESK_LEASE_H

#include "desk/state.h"

void lease_ask(struct desk *desk);
void lease_reply(struct desk *desk, const struct reply *reply);
/* From the journal: of another machine it is let go, as that one may use it still. */
void lease_recovered(struct desk *desk, const struct lease *lease);
/* The CRM tells at signing in which ones this desk has, and what it knows to be used of them: all
 * others are let go, and a journal put back from a backup goes on beyond that. */
void leases_told(struct desk *desk, const struct list *leases);
/* The next unused reference, or false; its use is journalled. */
bool reference_take(struct desk *desk, char out[REFERENCE_LENGTH + 1]);
/* May the references taken so far be shown: is their use on the disk? */
bool lease_shown(const struct desk *desk);

#endif
