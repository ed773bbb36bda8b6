/*
 * Equality monitoring at the end of a contact, where the partnership asks at all: one question a
 * page, all of it declined at one key. What is said waits as a draft of nobody's and goes to the
 * CRM by itself, under no contact and no customer.
 */
#ifndef DESK_EQUALITY_H
#define DESK_EQUALITY_H

#include "desk/state.h"
#include "model/equality.h"

/* The contact was logged: asks, when there is something to ask. */
void equality_begin(struct desk *desk, const struct hand *hand);
/* The question on the screen; null when there is none. */
const struct equality_question *equality_asked(const struct desk *desk);
/* Has something been answered already? */
bool equality_answered(const struct desk *desk);
void equality_pick(struct desk *desk, const char *item);
/* Whatever was said is sent; what was not asked yet counts as not said. */
void equality_leave(struct desk *desk);

#endif
