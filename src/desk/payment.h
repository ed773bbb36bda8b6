/* A payment for the matter in front, handed off to the provider's page or line: begun with one key,
 * followed by the feed, its receipt in the matter's note. */
#ifndef DESK_PAYMENT_H
#define DESK_PAYMENT_H

#include "desk/state.h"

/* What the matter in front costs where it is delivered, in pence: 0 where nothing is paid for it by
 * this desk. */
int64_t payment_due(const struct desk *desk);
bool when_can_pay(const struct desk *desk);
bool when_can_give_up(const struct desk *desk);
/* To the payment of this matter; begins one when there is none, or the last came to nothing. */
void payment_begin(struct desk *desk);
/* To one of a list. */
void payment_show(struct desk *desk, const char *id);
/* The provider is asked about it now; null: nothing. */
void payment_look(struct desk *desk, const struct payment *payment);
/* The CRM refused what was done to one. */
void payment_refused(struct desk *desk, const char *id);
/* Why its page cannot be sent to the customer by a mail; null: it can. */
const char *payment_unmailed(const struct desk *desk, const struct payment *payment);
/* The provider says something else than is held, and this user may make it what is held. */
bool payment_can_settle(const struct desk *desk, const struct payment *payment);
void payment_give_up(struct desk *desk);
void payment_pick(struct desk *desk, const char *item);
void payment_ask(struct desk *desk, const char *id);
/* The CRM says how it stands. */
void payment_take(struct desk *desk, const struct payment *payment);
/* The feed told of it. */
void payment_news(struct desk *desk, const char *id);
/* The one on the screen, or null. */
const struct payment *payment_shown(const struct desk *desk);
/* "£25.00" */
const char *say_money(int64_t pence, struct arena *arena);
/* What is paid for; of one that is withheld, that it is. */
const char *say_payment(const struct payment *payment);
/* What the customer is told once it is paid. */
const char *say_receipt(
    const struct desk *desk, const struct payment *payment, struct arena *arena);

#endif
