/*
 * Out of hours, of a service at a council: what is said then and the number that is given, and what
 * was taken while it was closed.
 */
#ifndef DESK_OUT_OF_HOURS_H
#define DESK_OUT_OF_HOURS_H

#include "desk/state.h"
#include "directory/responsible.h"

/* Of that service as that council has it; null: the council that must deliver it here. */
void late_open(struct desk *desk, const char *service, const char *council);
/* Goes back to it after a restart: "COUNCIL/SERVICE". */
void late_back(struct desk *desk, const char *subject);
void late_ask(struct desk *desk);
void late_more(struct desk *desk);
bool late_has_more(const struct desk *desk);
void late_reply(struct desk *desk, const struct reply *reply, const char *subject);
void late_pick(struct desk *desk, const char *item);

/* Of the screen in front; null when there is no such service any more. */
const struct service *late_service(const struct desk *desk);
const struct council *late_council(const struct desk *desk);
/* What was read for it; null: nothing yet. */
const struct late_page *late_page(const struct desk *desk);

#endif
