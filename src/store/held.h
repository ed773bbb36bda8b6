/* What is held of somebody, in every kind of record. */
#ifndef STORE_HELD_H
#define STORE_HELD_H

#include "store/store.h"

/* Every record of this person's records, with its lists, by kind in the order of its time; a kind
 * of which there is none is left out. */
int held_of(struct tx *tx, const char *customer, struct arena *arena,
    void (*each)(void *context, const struct record *record, struct list *rows), void *context);
/* Is there nothing of a customer in records of this kind? What is kept is of a customer, by a field
 * of that name or by held_of, or it is on a list of what is not. */
bool held_of_nobody(const struct record *record);
/* Ids of customers who have all search words of this one, which need not be kept: at most `most`.
 */
int customers_with(struct tx *tx, const struct customer *words, size_t most, struct arena *arena,
    const char **ids, size_t *count);

#endif
