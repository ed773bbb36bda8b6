/* Files on cases: bytes kept once by their hash, and pieces of what is not whole yet. */
#ifndef STORE_BLOBS_H
#define STORE_BLOBS_H

#include "store/store.h"

/* Bytes by their hash, kept once. blob_get: at most so many from there on; null when they are not
 * there. blobs_sweep: those that
 * no attachment names any more go; blobs_of_case: those of this case (mail) alone, before it is
 * parted from them. */
int blob_put(struct tx *tx, const char *hash, const void *bytes, size_t length);
const void *blob_get(struct tx *tx, const char *hash, int64_t from, int64_t most, size_t *length,
    struct arena *arena);
/* The pieces of a file that is not all there yet: how many bytes of it this user has put on that
 * case (-1: the store failed), one more of them, and all as one, which are no pieces any more. What
 * never gets whole goes with its case, or after a month. */
int64_t attachment_came(
    struct tx *tx, const char *parent, const char *attachment, const char *author);
int attachment_piece_put(struct tx *tx, const char *parent, const char *attachment,
    const char *author, int64_t from, const void *bytes, size_t length);
int pieces_forget(struct tx *tx, const char *customer); /* of their cases */
const void *attachment_join(
    struct tx *tx, const char *attachment, size_t *length, struct arena *arena);
int blobs_sweep(struct tx *tx);
int blobs_of_case(struct tx *tx, const char *id);
int blobs_of_mail(struct tx *tx, const char *id);

#endif
