/* A contact's way: begun, put aside and taken up again, sent step by step, finished. */
#ifndef DESK_CONTACT_H
#define DESK_CONTACT_H

#include "desk/state.h"

/* Begins a contact when there is none in front. */
struct hand *contact_begin(struct desk *desk);
/* The same with an id that was settled before; null: a new one. */
struct hand *contact_begin_as(struct desk *desk, const char *id);
void contact_keep(struct desk *desk, struct hand *hand);
/* Something was kept in it: a matter, a note, a person. */
bool contact_has_content(const struct desk *desk, const struct hand *hand);
/* Aside, with the form of a person that is half filled in front; resuming brings that back. */
void contact_park(struct desk *desk);
/* Whose form waits half filled in with a contact that is aside; null when none does. */
const char *contact_unsaved(const struct desk *desk, const struct hand *hand, struct arena *arena);
void contact_resume(struct desk *desk, const char *id);
/* Shows the contact in front where its work is: dialogue, customer, or Home. */
void contact_show(struct desk *desk);
void contact_vanish(struct desk *desk);
/* The contact for this person: the one in front, unless it has somebody else's matters. */
struct hand *contact_for(struct desk *desk, const char *customer);
/* The person for the contact in front, from a list. */
void contact_person(struct desk *desk, const struct candidate *person);
void contact_send(struct desk *desk, struct hand *hand);            /* sends its next step */
struct contact *contact_step(struct desk *desk, struct hand *hand); /* that is sent in another */
int64_t contact_step_above(const struct desk *desk, int64_t step);  /* the next after it */
void contact_leave(struct desk *desk, struct hand *hand);           /* another desk has it now */
void contact_finish(struct desk *desk);
void contact_reopen(struct desk *desk, struct hand *hand);
/* The CRM has taken a step of it; `last`: nothing more of it waits. */
void contact_sent(struct desk *desk, const char *id, bool last);
const char *contact_channel(const struct desk *desk);
/* Somebody speaks for themselves, on the line or at the counter; not in training. */
bool contact_is_their_own(const struct desk *desk, const struct hand *hand);
/* "post", "email sent": another channel than the desk's own; a letter is logged so. */
void contact_came(struct desk *desk, const char *words);
/* The council of this desk. */
const char *desk_at(const struct desk *desk);
/* A note as it stands: what is being typed, else what is stored. Null when there is none. */
const char *note_text(const struct desk *desk, const char *id, const char *stored);

#endif
