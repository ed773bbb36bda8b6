/* Everything as one archive, and a store from one. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/store.h"

#include <stdio.h>

/* Everything as it is in this transaction, but for who is signed in, as one archive that any engine
 * takes; *rows counts the records. -1 with a sentence. */
int store_backup(struct tx *tx, FILE *out, int64_t *rows, struct err *err);
/* Makes a new store from an archive, whole or not at all; its key file must be in its place. The
 * feed has another epoch, the anchor is set to the archive's end of the audit. */
struct store_restored {
	int64_t rows;
	int64_t last, anchored; /* the newest audit entry; what the anchor knew beyond it, or 0 */
};
int store_restore(
    const struct store_options *options, FILE *in, struct store_restored *out, struct err *err);

#endif
