/* Looking that is out of the usual, for somebody to decide; what is done by days, up to which day.
 */
#ifndef STORE_LOOKING_H
#define STORE_LOOKING_H

#include "store/store.h"

int unusual_put(struct tx *tx, const struct unusual_look *look);
int unusual_get(struct tx *tx, const char *id, struct unusual_look *out, struct arena *arena);
/* Those that nobody has decided, the oldest first. */
int unusual_open(struct tx *tx, size_t most, struct arena *arena, struct list *out);

/* The day up to which something that is done by days was done, or null. */
const char *day_done(struct tx *tx, const char *what, struct arena *arena);
int day_done_put(struct tx *tx, const char *what, const char *day);

#endif
