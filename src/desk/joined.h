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

/* ---- joined_form.c: somebody is taken out, two incidents become one or two again ---- */

/* Opens its form; `kind`: leave, merge, split. */
void joined_act(struct desk *desk, const char *kind);
bool joined_can_take_out(const struct desk *desk);
bool joined_can_act(const struct desk *desk);
/* The kind of the form that is open, or null. */
const char *joined_acting(const struct desk *desk);
/* Whom it takes out; null also while their row has not come (after a restart). */
const struct incident_person *joined_leaving(const struct desk *desk);
/* Its fields: the reference of the other one, and why. */
const char *joined_field(const struct desk *desk, const char *name, struct arena *arena);
/* Enter in one of them; false when the item is none of them. */
bool joined_form_pick(struct desk *desk, const char *item);
/* True when there was a form: its words stay. */
bool joined_form_leave(struct desk *desk);
/* The CRM has taken what was done, or refused it: false when that is not for here. */
void joined_taken(struct desk *desk, const char *incident);
bool joined_refused(struct desk *desk, const struct reply *reply, const char *incident);

/* Does the case on the screen stand for an incident? */
bool joined_works(const struct desk *desk);
/* What has been read of the incident that is open; null: nothing yet. */
const struct incident_people *joined_page(const struct desk *desk);
/* Whom the cursor stands on, or null. */
struct incident_person *joined_under_cursor(const struct desk *desk);
/* Their name, else their number, else that they gave neither; null: it is not known here. */
const char *joined_name(const struct incident_person *person, struct arena *arena);
/* "3000 people, 2400 told by e-mail, 480 to be rung, 120 still to be told" */
const char *joined_words(const struct incident *incident, struct arena *arena);

#endif
