/* References: a case's number is one of a block that a desk has leased, see base/id.h. */
#ifndef STORE_LEASES_H
#define STORE_LEASES_H

#include "store/store.h"

/* The next block of numbers for a desk; `training` takes from the range that starts with 9. 1
 * taken, 0 when there are none left. */
int lease_take(struct tx *tx, const char *id, const char *desk, const char *user, bool training,
    struct lease *out);
/* One, for a case that the CRM opens itself. */
int reference_next(struct tx *tx, bool training, char out[REFERENCE_LENGTH + 1]);
/* The last blocks of a desk and user, with `next` above every reference that has become a case:
 * what a disk put back from a backup must not use again. */
int lease_marks(struct tx *tx, const char *desk, const char *user, size_t most, struct arena *arena,
    struct list *out);
/* Who holds a block whose desk was forgotten when the CRM was put back from an archive. */
#define LEASE_LOST "-"
/* The desk that holds the number, LEASE_LOST, or null. */
const char *lease_holder(struct tx *tx, int64_t number, struct arena *arena);

#endif
