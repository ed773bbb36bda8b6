/* Filling a new database from an archive; for the store alone. */
#ifndef STORE_ARCHIVE_H
#define STORE_ARCHIVE_H

#include "store/inside.h"

/* In the transaction that is open on an empty database: makes the tables and fills them. -1 with a
 * sentence; then the transaction is to be taken back. */
int archive_take(
    struct db *db, const struct keys *keys, int64_t now, FILE *in, int64_t *rows, struct err *err);

#endif
