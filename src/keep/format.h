/*
 * The journal's bytes.
 *
 * Header, 285 bytes, twice (at 0 and at 4096, so that one damaged sector does not cost the file):
 *   magic 8 | file id 16 | salt 16 | passes u32 | memory u64 | nonce 24 | wrapped key 48 |
 *   sealed? u8 | CRM key 32 | key and user sealed to it 112 | check 16 (BLAKE2b of all before)
 * Records from 8192 on:
 *   "fdr\n" | length u32 of what follows the number | number u64 | nonce 24 |
 *   XChaCha20-Poly1305 of the batch, beside it: BLAKE2b(header), number | "\n"
 * A record neither begins nor ends in a zero byte: zeros there are room that was never filled.
 * Batch: synced record number when it was written u64, then changes:
 *   1 put | kind u8+text | key u16+text | value u32+bytes      2 drop | kind | key
 * Integers are little-endian. Records are numbered from 1 in each file.
 */
#ifndef KEEP_FORMAT_H
#define KEEP_FORMAT_H

#include "base/buf.h"
#include "base/secret.h"
#include "keep/live.h"
#include "keep/sealed.h"

enum {
	HEADER_SIZE = 285,
	HEADER_COPY = 4096,
	RECORDS_AT = 8192,
	FRAME_HEAD = 16,
	FRAME_EXTRA = FRAME_HEAD + SECRET_NONCE + SECRET_TAG + 1,
	BATCH_LIMIT = 16 << 20
};

struct header {
	unsigned char id[16], salt[SECRET_SALT];
	struct secret_cost cost;
	unsigned char nonce[SECRET_NONCE], wrapped[SECRET_KEY + SECRET_TAG];
	bool sealed;
	unsigned char crm_key[SECRET_KEY], seal[SEALED_KEY];
	unsigned char hash[SECRET_HASH]; /* of the encoded header; beside every record */
};

enum header_state { HEADER_GOOD, HEADER_DAMAGED, HEADER_OTHER_VERSION };

/* Wraps the data key under the password with a fresh salt and, when crm_key is not null, seals it
 * together with whose it is.
 * A null password leaves no way in but the seal. -1 with err when memory is short. */
int header_make(struct header *header, const unsigned char *data_key, const char *password,
    struct secret_cost cost, const unsigned char *crm_key, const char *user, struct err *err);
void header_seal(struct header *header, const unsigned char *data_key, const unsigned char *crm_key,
    const char *user);
/* The data key, or 1 when the password is wrong, -1 with err when memory is short. */
int header_open(
    const struct header *header, const char *password, unsigned char *data_key, struct err *err);
/* A new id for a new file; the key's wrapping and seal stay. */
void header_renew(struct header *header);

/* Both copies and the gap between: RECORDS_AT bytes. */
void header_encode(struct header *header, unsigned char out[RECORDS_AT]);
/* Reads either copy; *repair tells that one of them is damaged. */
enum header_state header_decode(
    struct header *header, const unsigned char *bytes, size_t length, bool *repair);

/* Adds one change to a batch. */
void batch_put(
    struct buf *batch, const char *kind, const char *key, const void *bytes, size_t length);
void batch_drop(struct buf *batch, const char *kind, const char *key);
/* Carries out a batch's changes (without its leading synced number). -1 when it does not parse;
 * then nothing was changed. */
int batch_apply(struct live *live, const unsigned char *bytes, size_t length);

/* Appends the frame of record `number`; -1 when the buffer is full. */
int frame_add(struct buf *out, const struct header *header, const unsigned char *data_key,
    uint64_t number, uint64_t synced, const void *batch, size_t batch_length);

enum frame_state {
	FRAME_GOOD,
	FRAME_SHORT, /* the bytes end before its length says */
	FRAME_BAD    /* altered, or no frame at all */
};
/* Opens the frame at bytes[at]. When good, *size is its whole length, *number its number, *synced
 * the number that was synced when it was written, and its changes are in `batch`. */
enum frame_state frame_open(const struct header *header, const unsigned char *data_key,
    const unsigned char *bytes, size_t length, size_t at, size_t *size, uint64_t *number,
    uint64_t *synced, struct buf *batch);

/* The next place from `at` on where a frame may begin; `length` when there is none. */
size_t frame_search(const unsigned char *bytes, size_t length, size_t at);

#endif
