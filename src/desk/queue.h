/* Queues of cases and the page of one. */
#ifndef DESK_QUEUE_H
#define DESK_QUEUE_H

#include "desk/state.h"

/* Do this user's days begin with a queue? All others have them behind F5. */
bool queues_are_work(const struct desk *desk);
/* The CRM makes a queue for the reports of wrong entries of each team: `entries-TEAM`. */
bool queue_is_of_entries(const char *role);
void queues_ask(struct desk *desk);
void queues_reply(struct desk *desk, const struct reply *reply);
void queue_open(struct desk *desk, const char *queue);
void queue_more(struct desk *desk);
void queue_reply(struct desk *desk, const struct reply *reply, const char *subject);

#endif
