/* Who joined an incident, for those who work on its case: a page at a time, in the order in which
 * they came, with who has heard how it ended. */
#ifndef DESK_JOINED_H
#define DESK_JOINED_H

#include "desk/state.h"

/* Of the case on the screen. */
void joined_open(struct desk *desk);
/* Goes back to it after a restart. */
void joined_back(struct desk *desk, const char *incident);
void joined_reply(struct desk *desk, const struct reply *reply, const char *incident);
/* The feed says that it has changed. */
void joined_changed(struct desk *desk, const char *incident);
void joined_more(struct desk *desk);
bool joined_has_more(const struct desk *desk);
/* Writes down that whoever the cursor stands on has heard it. */
void joined_tell(struct desk *desk);
bool joined_can_tell(const struct desk *desk);
void joined_pick(struct desk *desk, const char *item);

/* Does the case on the screen stand for an incident? */
bool joined_works(const struct desk *desk);
/* What has been read of the incident that is open; null: nothing yet. */
const struct incident_people *joined_page(const struct desk *desk);
/* Their name, else their number, else that they gave neither. */
const char *joined_name(const struct incident_person *person, struct arena *arena);
/* "3000 people, 2400 told by e-mail, 480 to be rung, 120 still to be told" */
const char *joined_words(const struct incident *incident, struct arena *arena);

#endif
