/*
 * Payments as those who reconcile them see them, in groups: "begun" at the provider, "lost" (the
 * customer never came back from there: it ran out, or has no end long after the provider's page
 * has), "paid", "failed", "cancelled" (given up), "refunded"; and across these "differs", where the
 * provider says something else than is held.
 */
#ifndef MODEL_PAYMENT_GROUP_H
#define MODEL_PAYMENT_GROUP_H

#include "base/clock.h"

#include <stdbool.h>

struct payment;

/* GOV.UK Pay's page lives ninety minutes; what has no end after this has none to come. */
#define PAYMENT_LOST_AFTER (2 * MICROS_HOUR)

/* It has no end, so far as is held. */
bool payment_open_state(const char *state);
/* Has the provider said something else, of how it ended or how much was paid? */
bool payment_differs(const struct payment *payment);
/* Does each word begin one of its reference, case, service or what it is for? */
bool payment_fits(const struct payment *payment, const char *words);

#endif
