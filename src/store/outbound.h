/* Lists of calls out, what is next on them and what came of it. */
#ifndef STORE_OUTBOUND_H
#define STORE_OUTBOUND_H

#include "store/store.h"

int outbound_get(struct tx *tx, const char *id, struct outbound_item *out, struct arena *arena);
int outbound_put(struct tx *tx, const struct outbound_item *item);
bool outbound_known(struct tx *tx, const char *list, const char *key);
/* What this user at this desk has in hand. */
int outbound_held(struct tx *tx, const char *user, const char *desk, struct outbound_item *out,
    struct arena *arena);
/* Takes the one that is next, for this desk alone, until a time: its id, or null. */
const char *outbound_take(struct tx *tx, const char *list, const char *user, const char *desk,
    micros until, struct arena *arena);
/* When the next one may be rung; 0: none is left. */
micros outbound_next(struct tx *tx, const char *list);
/* Has this person, or whoever has the number, said that they are not to be rung: on their record,
 * or when they were rung for any list? */
bool outbound_refused(struct tx *tx, const char *customer, const char *number);
/* Is this person on the list and not rung yet? */
bool outbound_waits(struct tx *tx, const char *list, const char *customer);
/* The lists of a council that this team may work, with counts; struct outbound_line. */
int outbound_lines(
    struct tx *tx, const char *council, const char *team, struct arena *arena, struct list *out);
/* Customers after an id who have a number and whose last word on this consent is yes: struct
 * outbound_item with the customer alone. */
int customers_agreeing(struct tx *tx, const char *kind, const char *after, size_t most,
    struct arena *arena, struct list *out);

#endif
