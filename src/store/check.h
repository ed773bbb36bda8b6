/* The proof that a store is sound. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/store.h"

/* The engine's own check, dangling rows, feed gaps, faces and tokens, the audit chain. */
int store_check(struct tx *tx, void (*fault)(void *context, const char *sentence), void *context);

#endif
