/* Unusual looking, for the data protection officer: what waits for somebody to ask, and what came
 * of it. */
#ifndef DESK_LOOKS_H
#define DESK_LOOKS_H

#include "desk/state.h"

void looks_ask(struct desk *desk); /* when this user is an officer */
void looks_reply(struct desk *desk, const struct reply *reply);
void looks_open(struct desk *desk);
void looks_pick(struct desk *desk, const char *item);
/* The CRM has taken a verdict. */
void looks_taken(struct desk *desk);

/* The one that is open, or null: it is decided, or has not come yet. */
const struct unusual_look *look_open(const struct desk *desk);
/* Their own looking is for another officer. */
bool look_is_own(const struct desk *desk, const struct unusual_look *look);
/* "Own name" */
const char *look_rule(const struct unusual_look *look);
/* The field for what came of it: "look.ID.reason". */
const char *look_field(const char *id, struct arena *arena);

#endif
