/* What is said to be wrong in the directory, until it is mended and heard of. */
#ifndef STORE_WRONGS_H
#define STORE_WRONGS_H

#include "store/store.h"

int wrong_get(struct tx *tx, const char *id, struct wrong *out, struct arena *arena);
int wrong_put(struct tx *tx, const struct wrong *wrong);
int wrongs_of_case(struct tx *tx, const char *case_id, struct arena *arena, struct list *out);
/* Of a service, those not yet mended, the oldest first. */
int wrongs_open(struct tx *tx, const char *service, struct arena *arena, struct list *out);
/* Mended, and the user who reported them has not heard it; the latest first. */
int wrongs_unheard(
    struct tx *tx, const char *user, size_t most, struct arena *arena, struct list *out);

#endif
