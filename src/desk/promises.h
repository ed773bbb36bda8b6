/*
 * Promises at the desk: those that the user and their team have to keep, nearest due first; one of
 * them, with what happened to it; and the form that makes one by hand. What is typed is a draft
 * under the promise and what is said of it: "promise.ID.kept".
 */
#ifndef DESK_PROMISES_H
#define DESK_PROMISES_H

#include "desk/customer.h"
#include "desk/state.h"

#define PROMISE_SOON (2 * MICROS_HOUR) /* so long before it is due it is said to be near */

/* "Ring HOLT, Enid (Mrs): Blue Badge", in the arena. */
const char *promise_words(
    const struct desk *desk, const struct promise_line *line, struct arena *arena);
/* As the desk knows it, from whatever list; null: it does not. */
const struct promise_line *promise_known(const struct desk *desk, const char *id);
/* The one that the cursor or the screen is on, and may be settled; or null. */
const struct promise_line *promise_in_focus(const struct desk *desk);
/* Of the screen's subject "ID/kept": the id, in the arena, and what is being said of it ("kept",
 * "broken", "withdrawn", "passed"), or null. */
const char *promise_subject_id(const struct desk *desk, struct arena *arena);
const char *promise_saying(const struct desk *desk);
/* The field for it. */
const char *promise_field(const char *id, const char *saying, struct arena *arena);

void promises_init(struct promises *promises);
void promises_release(struct promises *promises);
void promises_open(struct desk *desk);
void promises_ask(struct desk *desk);
void promises_ask_again(struct desk *desk); /* when it has been put off */
void promises_reply(struct desk *desk, const struct reply *reply);
/* The feed tells of one: whose list it is on. */
void promises_told(struct desk *desk, const char *whom);
void promise_open(struct desk *desk, const char *id);
void promise_reply(struct desk *desk, const struct reply *reply, const char *id);
/* Somebody is erased: nothing about them stays. */
void promises_forget(struct desk *desk, const char *customer);
/* Opens the field in which is said how it went. */
void promise_say(struct desk *desk, const char *saying);
/* A row or field of these screens, and of others that list promises ("promise:ID", "promises"). */
void promises_pick(struct desk *desk, const char *item);
/* The CRM has taken what was said; or somebody else has settled it before. */
void promise_taken(struct desk *desk, const struct promise *promise);
void promise_settled_before(struct desk *desk, const char *id);

/* ---- how they are kept: kept.c ---- */

/* Only a supervisor sees how single people do. */
bool kept_is_shown(const struct desk *desk);
void kept_ask(struct desk *desk);
void kept_reply(struct desk *desk, const struct reply *reply);
void kept_open(struct desk *desk);
/* Of the user's council; null: not known, or nothing fell due. */
const struct promise_count *kept_here(const struct desk *desk);
/* The name of a team of the user's council; null: it is another's. */
const char *kept_team(const struct desk *desk, const struct promise_count *count);
int64_t kept_due(const struct promise_count *count); /* the rate is of so many */

/* ---- by hand: promise_form.c ---- */

enum { PROMISE_FIELDS = 3 };
extern const struct person_field promise_fields[PROMISE_FIELDS];
bool promise_has_field(const char *field);
void promise_form_open(struct desk *desk);
void promise_form_pick(struct desk *desk, const char *item);
void promise_form_save(struct desk *desk);
/* When that is: "2 working days", "15:00", "fri", "fri 15:00", "1 dec". Empty: one working day. */
bool promise_when(const struct desk *desk, const char *typed, micros *due);
/* Who that is: empty and "me" the user, else a team by the beginning of its name, else a user by
 * name or sign-in name. False: nobody. */
struct keeper {
	const char *queue, *owner, *name;
};
bool promise_keeper(
    const struct desk *desk, const char *typed, struct keeper *keeper, struct arena *arena);

#endif
