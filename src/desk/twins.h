/*
 * People who may be in the CRM twice because nobody could look when they were written down: the
 * line was away, or its answer had not come. When they have arrived, the CRM is asked who is like
 * them; whoever is found becomes work on Home, until the two are merged or said to be two people.
 * The journal keeps it.
 */
#ifndef DESK_TWINS_H
#define DESK_TWINS_H

#include "desk/state.h"

/* A new person was saved unseen. */
void twins_note(struct desk *desk, const struct customer *customer);
void twins_recovered(struct desk *desk, const struct twin *twin);
/* Asks for one whom nobody has looked for yet, when all that waited has been sent. */
void twins_look(struct desk *desk);
void twins_reply(struct desk *desk, const struct reply *reply, const char *customer);
/* Is this one still to be compared with somebody? */
bool twins_has(const struct desk *desk, const char *customer);
/* Merged, said to be somebody else, or forgotten. */
void twins_settle(struct desk *desk, const char *customer);
/* From Home: the person, and beside them who may be the same. */
void twins_open(struct desk *desk, const char *customer);
/* Who is in front is somebody else than whoever is like them. */
void twins_differ(struct desk *desk);
void twins_forget(struct desk *desk);

#endif
