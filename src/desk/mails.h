/*
 * E-mail at the desk: the list of what waits, one mail with who may have written it and which
 * services it may be about, and the answer. Taking a mail begins a contact; the answer is typed
 * beside it, is a draft from its first letter, and goes when the contact is logged, after it, so
 * that it can tell the reference.
 */
#ifndef DESK_MAILS_H
#define DESK_MAILS_H

#include "desk/state.h"

enum { MAIL_GUESSES = 4 };

void mails_open(struct desk *desk); /* the list, or the mail of the contact in front */
void mails_ask(struct desk *desk);
void mails_reply(struct desk *desk, const struct reply *reply);
void mail_reply(struct desk *desk, const struct reply *reply, const char *id);
/* The feed tells of a mail. */
void mail_changed(struct desk *desk, const struct feed_item *item);
/* The line is there again, or the desk was started anew: what is to be shown is asked for. */
void mail_look_again(struct desk *desk);
void mails_pick(struct desk *desk, const char *item);
void mails_release(struct desk *desk); /* its memory */

/* The mail on the screen; null while it is not here. */
const struct mail *mail_shown(const struct desk *desk);
/* That of the contact in front; null when it has none, or it is not here. */
const struct mail *mail_in_hand(const struct desk *desk);
/* The services that its words may mean, best first; those whose e-mail comes to the desks. */
size_t mail_guesses(
    const struct desk *desk, const struct mail *mail, const struct service *guesses[MAIL_GUESSES]);

void mail_let_go(struct desk *desk);    /* the one on the screen waits again */
void mail_set_aside(struct desk *desk); /* it is nothing to answer */
void mail_refused(struct desk *desk, const char *id);

/* ---- the answer: mail_answer.c ---- */

/* The field in which the answer to the mail, or about the case, on the screen is typed. */
const char *answer_field(const struct desk *desk, struct arena *arena);
/* What goes under what is typed: the reference, what was promised, who signs. */
const char *answer_tail(const struct desk *desk, struct arena *arena);
/* To whom it goes, or null. */
const char *answer_to(const struct desk *desk);
/* Was something written for this mail, more than the greeting? */
bool answer_is_written(const struct desk *desk, const char *mail);
void answer_open(struct desk *desk);
void answer_save(struct desk *desk);
/* The contact has been logged: its answer follows. */
void answer_follow(struct desk *desk, const struct hand *hand);
void answer_mend(struct desk *desk, const char *operation);

/* Commands. */
bool when_away_from_mails(const struct desk *desk);
bool when_mail_taken(const struct desk *desk);
bool when_can_set_aside(const struct desk *desk);
bool when_can_answer(const struct desk *desk);

#endif
