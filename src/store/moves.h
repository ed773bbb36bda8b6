/* Changes of address, planned and done. */
#ifndef STORE_MOVES_H
#define STORE_MOVES_H

#include "store/store.h"

int move_get(struct tx *tx, const char *id, struct move *out, struct arena *arena);
int move_put(struct tx *tx, const struct move *move);
/* Those that are planned for that day (YYYY-MM-DD) or one before it, the earliest first. */
int moves_due(struct tx *tx, const char *today, struct arena *arena, struct list *out);
/* The day of the next one, or null. */
const char *move_next_due(struct tx *tx, struct arena *arena);
/* The current texts of the directory that have this word in them, by id; struct service_text. */
int directory_with(struct tx *tx, const char *word, struct arena *arena, struct list *out);
/* Has the customer had anything of this service, other than an offer that they declined? */
bool customer_has_had(struct tx *tx, const char *customer, const char *service);

#endif
