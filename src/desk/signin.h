/* Signing in, locking, signing out: here by the journal's password key and at the CRM, whichever
 * answers. */
#ifndef DESK_SIGNIN_H
#define DESK_SIGNIN_H

#include "desk/state.h"

void signin_submit(struct desk *desk);
void signin_unlocked(struct desk *desk, const struct desk_event *event);
void signin_ready(struct desk *desk, const char *notice);
void signin_reply(struct desk *desk, const struct reply *reply, enum asked_for what);
void signin_key(struct desk *desk, const struct reply *reply); /* of the journal */
void signin_line(struct desk *desk);
void signin_tick(struct desk *desk);
void signin_retry(struct desk *desk); /* asks the CRM again for a token that was not answered */
void signin_lock(struct desk *desk);
void signin_out(struct desk *desk);
/* Signs out or quits, as the command says, once all that was typed is kept. While it cannot be it
 * stays, unless the argument is "anyway". */
void signin_leave(struct desk *desk, enum command command, const char *argument);
void signin_kept(struct desk *desk);  /* or it cannot be */
void signin_stale(struct desk *desk); /* the CRM no longer knows the token */
void signin_remember(struct desk *desk, const struct session *session); /* from the journal */
bool signed_in(const struct desk *desk);
/* Signed in at the CRM, and the line is not known to be down. */
bool desk_reaches(const struct desk *desk);
bool command_permits(const struct desk *desk, enum action action);

#endif
