/* Payments in the store. */
#ifndef STORE_PAYMENTS_H
#define STORE_PAYMENTS_H

#include "store/store.h"

int payment_put(struct tx *tx, const struct payment *payment);
int payment_get(struct tx *tx, const char *id, struct payment *out, struct arena *arena);
/* The one of an enquiry that was not given up: under way, or paid. 1 found. */
int payment_open(struct tx *tx, const char *enquiry, struct payment *out, struct arena *arena);
/* Those made from … to - 1, by when they were made; struct payment. */
int payments_between(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out);

#endif
