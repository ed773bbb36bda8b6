/* Payments in the store. */
#ifndef STORE_PAYMENTS_H
#define STORE_PAYMENTS_H

#include "store/store.h"

int payment_put(struct tx *tx, const struct payment *payment);
int payment_get(struct tx *tx, const char *id, struct payment *out, struct arena *arena);
/* By our reference, which the provider knows: 1 found. */
int payment_by_reference(
    struct tx *tx, const char *reference, struct payment *out, struct arena *arena);
/* The one of an enquiry that was not given up: under way, or paid. 1 found. */
int payment_open(struct tx *tx, const char *enquiry, struct payment *out, struct arena *arena);
/* Those made from … to - 1, by when they were made; struct payment. */
/* Of a council, oldest first, behind `after` (null: from the beginning): those that are not settled
 * (group null), or of a group of model/payment_group.h, made since `from`; with the cases of their
 * enquiries. *next is the key of what follows, or null. */
int payments_page(struct tx *tx, const char *council, const char *group, micros from,
    const char *filter, const char *after, size_t most, struct arena *arena, struct list *out,
    const char **next);
/* Says of one which case its enquiry opened. */
int payment_name_case(struct tx *tx, struct payment *payment, struct arena *arena);
/* How many of each group, struct payment_sum. */
int payments_sums(
    struct tx *tx, const char *council, micros from, struct arena *arena, struct list *out);
int payments_between(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out);

#endif
