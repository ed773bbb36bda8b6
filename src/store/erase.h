/* Records without their person: erasure, and what forbids it. */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "store/store.h"

/* Of a customer and those that were merged into it: how many records of each kind there are, struct
 * kind_count. */
int customer_counts(struct tx *tx, const char *customer, struct arena *arena, struct list *out);
/* Erases them: what names them stays for the counts without anything personal, their search words
 * go, their key in the vault and kept results are destroyed, desks are told to forget them. */
int customer_erase(struct tx *tx, const char *customer);
/* 1 when there was such a customer and was erased. */
int customer_is_erased(struct tx *tx, const char *id);
/* How many of their cases are open, and the reference of the first. */
int64_t customer_open_cases(
    struct tx *tx, const char *customer, const char **first, struct arena *arena);
/* A legal hold on a customer or a case, by its id; customer_held: one that keeps this customer. */
int hold_put(struct tx *tx, const struct hold *hold);
int hold_drop(struct tx *tx, const char *id);
int hold_get(struct tx *tx, const char *id, struct hold *out, struct arena *arena);
int customer_held(struct tx *tx, const char *customer, struct hold *out, struct arena *arena);
/* After a commit, with no transaction: nothing of what was deleted is left in the database's files.
 * `compact` writes the whole database anew. */
int store_settle(const char *database, bool compact, struct err *err);

#endif
