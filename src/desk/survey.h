/*
 * Satisfaction surveys at the desk: the contacts that are drawn are offered one at wrap-up, at one
 * key. It is a matter of the contact like any other, walked by its dialogue; that it was asked goes
 * with the contact, what was answered goes to the CRM by itself, under no contact, to be counted.
 */
#ifndef DESK_SURVEY_H
#define DESK_SURVEY_H

#include "desk/state.h"

/* The survey that this contact is to be asked; null: none. */
const struct service *survey_drawn(const struct desk *desk, const struct hand *hand);
/* Is this matter a survey? */
bool survey_is(const struct desk *desk, const struct hand *hand, const struct matter *matter);

/* Do the keys work: is one drawn, or being asked? On paper only where somebody stands at a desk. */
bool survey_works(const struct desk *desk);
bool survey_can_decline(const struct desk *desk);
bool survey_can_hand(const struct desk *desk);
void survey_ask(struct desk *desk);
/* "declined", "handed": nothing more is asked. */
void survey_say(struct desk *desk, const char *reply);

/* A call out about an earlier contact: whose dialogue was opened for it. */
void survey_rung(struct desk *desk, const struct outbound_item *item, const char *survey);
/* What of it goes with the contact; null: nothing. In the step's memory. */
struct survey_asking *survey_asking(struct desk *desk, const struct hand *hand);
/* The contact has ended: what was answered is sent, once. */
void survey_send(struct desk *desk, struct hand *hand);

#endif
