/* A small book of payments, as the CRM gives it to who reconciles: one that ran out and was paid
 * after all, and one that is under way. */
#ifndef HELPERS_BOOKS_H
#define HELPERS_BOOKS_H

#include "model/exchange.h"

#define BOOKS_LATE "01920000-0000-7000-8000-0000000000a1"

extern struct payment books_late; /* a test may change it */

void books_open(micros now);
/* As play.answers: the body of a reply, or null. */
const void *books_answer(const struct request *request, struct arena *arena);
/* The value of a request's parameter, or null. */
const char *books_query(const struct request *request, const char *name);

#endif
