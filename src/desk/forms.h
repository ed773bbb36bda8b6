/*
 * Forms on the web at the desk: those of which nobody knows yet whose they are stand in the list of
 * mails; one of them shows what was typed and who it may be, and a key says who it is. And the
 * secret by which the customer of a case looks how it stands, read out on the telephone.
 */
#ifndef DESK_FORMS_H
#define DESK_FORMS_H

#include "desk/state.h"

/* The form on the screen; null while it is not here. */
const struct web_form *form_shown(const struct desk *desk);
void form_open_page(struct desk *desk, const char *id);
void form_reply(struct desk *desk, const struct reply *reply, const char *id);
void form_pick(struct desk *desk, const char *item);
void form_set_aside(struct desk *desk);
/* Somebody else has said who it is. */
/* The forms of which it is not known whose they are, without the mails. */
void forms_open(struct desk *desk);
bool forms_only(const struct desk *desk);
void form_refused(struct desk *desk, const char *id);
void forms_look_again(struct desk *desk);

void case_secret_ask(struct desk *desk);
void case_secret_reply(struct desk *desk, const struct reply *reply, const char *subject);
/* That of the case on the screen; null: none was asked for. */
const char *case_secret_shown(const struct desk *desk);

bool when_form_shown(const struct desk *desk);
bool when_can_give_secret(const struct desk *desk);

#endif
