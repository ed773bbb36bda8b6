/* What each write with an operation id did, so that a repeat is answered the same. */
#ifndef STORE_OPERATIONS_H
#define STORE_OPERATIONS_H

#include "store/store.h"

struct operation {
	const char *id;
	unsigned char digest[32];
	int status;
	const struct record *of; /* of result */
	const char *person;      /* seals the result, or null */
};
/* 1 when it was done before: *same tells whether with the same digest, and `result` (of
 * operation->of) is filled. */
int operation_get(
    struct tx *tx, struct operation *operation, bool *same, void *result, struct arena *arena);
int operation_keep(struct tx *tx, const struct operation *operation, const void *result);
/* Drops operations older than 90 days, ended sessions, used codes; a few rows at a time. */
int store_sweep(struct tx *tx);

#endif
