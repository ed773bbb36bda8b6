/*
 * What waits at this desk for others than who is signed in. A user's outbox is left sealed to the
 * CRM beside their journal; a colleague who signs in after them delivers it unread, and their
 * drafts stay where they are.
 */
#ifndef DESK_LEFT_H
#define DESK_LEFT_H

#include "desk/state.h"

/* This user's outbox is another, or its journal is open. */
void left_changed(struct desk *desk);
/* Writes down for others what waits, when it has changed: the user goes. */
void left_leave(struct desk *desk);
void left_look(struct desk *desk); /* signed in at the CRM: what have others left? */
void left_take(struct desk *desk, const struct left_listing *listing);
void left_reply(struct desk *desk, const struct reply *reply);
void left_tick(struct desk *desk);
void left_forget(struct desk *desk);
/* How many of whom wait since when, or null. */
const char *left_words(const struct desk *desk, struct arena *arena);

#endif
