/* A telephone call that comes in beside the desk: whose it is, its contact. */
#ifndef DESK_POP_H
#define DESK_POP_H

#include "desk/state.h"

void pop_hear(struct desk *desk, const char *text); /* what is no telephone number is ignored */
/* The call that waits and the keys for it; null when there is none that could be taken. */
const char *pop_words(const struct desk *desk, struct arena *arena);
/* Begins its contact, the one in front parked, and looks for who has the number: opens the only
 * one, lists several, offers the form of a new person when nobody has it. */
void pop_take(struct desk *desk);
void pop_dismiss(struct desk *desk);
/* May the number of this contact's call be written down as the customer's? Not when it is theirs.
 */
bool hers_works(const struct desk *desk);
void hers_take(struct desk *desk); /* before their other numbers */

/* Home with what is the desk's own in sight: nothing is looked for. */
bool home_in_sight(const struct desk *desk);

#endif
