#include "keep/format.h"
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static const unsigned char frame_mark[4] = {'f', 'd', 'r', '\n'}, frame_end = '\n';

/* The last byte is the version. */
static const unsigned char magic[8] = {'f', 'd', 'k', 'e', 'e', 'p', '\n', 2};

enum { CHANGE_PUT = 1, CHANGE_DROP = 2, CHECK_SIZE = 16, MOST_PASSES = 16 };
static const uint64_t most_memory = UINT64_C(1) << 30;

/* ---- integers ---- */

static void
store(unsigned char *out, uint64_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		out[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t
fetch(const unsigned char *bytes, size_t size)
{
	uint64_t value = 0;
	for (size_t i = size; i > 0; i--)
		value = value << 8 | bytes[i - 1];
	return value;
}

static void
put_number(struct buf *out, uint64_t value, size_t size)
{
	unsigned char bytes[8];
	store(bytes, value, size);
	buf_add(out, bytes, size);
}

/* ---- header ---- */

/* Where each part of the header lies. */
enum {
	AT_ID = 8,
	AT_SALT = AT_ID + 16,
	AT_PASSES = AT_SALT + SECRET_SALT,
	AT_MEMORY = AT_PASSES + 4,
	AT_NONCE = AT_MEMORY + 8,
	AT_WRAPPED = AT_NONCE + SECRET_NONCE,
	AT_SEALED = AT_WRAPPED + SECRET_KEY + SECRET_TAG,
	AT_CRM = AT_SEALED + 1,
	AT_SEAL = AT_CRM + SECRET_KEY,
	AT_CHECK = AT_SEAL + SEALED_KEY
};
_Static_assert(AT_CHECK + CHECK_SIZE == HEADER_SIZE, "header layout");

/* What the wrapped key is bound to: salt and cost, so that a cheaper cost cannot be written in. */
static void
wrap_binding(const struct header *header, unsigned char out[SECRET_SALT + 12])
{
	memcpy(out, header->salt, SECRET_SALT);
	store(out + SECRET_SALT, header->cost.passes, 4);
	store(out + SECRET_SALT + 4, header->cost.memory, 8);
}

int
header_make(struct header *header, const unsigned char *data_key, const char *password,
    struct secret_cost cost, const unsigned char *crm_key, const char *user, struct err *err)
{
	unsigned char wrap_key[SECRET_KEY], binding[SECRET_SALT + 12];
	*header = (struct header){.cost = cost};
	secret_random(header->salt, sizeof header->salt);
	secret_random(header->nonce, sizeof header->nonce);
	header_renew(header);
	if (!password)
		secret_random(wrap_key, sizeof wrap_key);
	else if (secret_from_password(wrap_key, password, header->salt, cost, err) < 0)
		return -1;
	wrap_binding(header, binding);
	secret_lock(header->wrapped, data_key, SECRET_KEY, binding, sizeof binding, header->nonce,
	    wrap_key);
	secret_wipe(wrap_key, sizeof wrap_key);
	if (crm_key)
		header_seal(header, data_key, crm_key, user);
	return 0;
}

void
header_seal(struct header *header, const unsigned char *data_key, const unsigned char *crm_key,
    const char *user)
{
	unsigned char plain[SEALED_PLAIN];
	memcpy(plain, data_key, SECRET_KEY);
	secret_hash(plain + SECRET_KEY, user, strlen(user), NULL);
	header->sealed = true;
	memcpy(header->crm_key, crm_key, SECRET_KEY);
	secret_seal(header->seal, plain, sizeof plain, crm_key);
	secret_wipe(plain, sizeof plain);
}

int
header_open(
    const struct header *header, const char *password, unsigned char *data_key, struct err *err)
{
	unsigned char wrap_key[SECRET_KEY], binding[SECRET_SALT + 12];
	if (secret_from_password(wrap_key, password, header->salt, header->cost, err) < 0)
		return -1;
	wrap_binding(header, binding);
	bool good = secret_unlock(data_key, header->wrapped, sizeof header->wrapped, binding,
	    sizeof binding, header->nonce, wrap_key);
	secret_wipe(wrap_key, sizeof wrap_key);
	return good ? 0 : 1;
}

void
header_renew(struct header *header)
{
	secret_random(header->id, sizeof header->id);
}

void
header_encode(struct header *header, unsigned char out[RECORDS_AT])
{
	unsigned char check[SECRET_HASH];
	memset(out, 0, RECORDS_AT);
	memcpy(out, magic, sizeof magic);
	memcpy(out + AT_ID, header->id, sizeof header->id);
	memcpy(out + AT_SALT, header->salt, sizeof header->salt);
	store(out + AT_PASSES, header->cost.passes, 4);
	store(out + AT_MEMORY, header->cost.memory, 8);
	memcpy(out + AT_NONCE, header->nonce, sizeof header->nonce);
	memcpy(out + AT_WRAPPED, header->wrapped, sizeof header->wrapped);
	out[AT_SEALED] = header->sealed;
	memcpy(out + AT_CRM, header->crm_key, sizeof header->crm_key);
	memcpy(out + AT_SEAL, header->seal, sizeof header->seal);
	secret_hash(check, out, AT_CHECK, NULL);
	memcpy(out + AT_CHECK, check, CHECK_SIZE);
	secret_hash(header->hash, out, HEADER_SIZE, NULL);
	memcpy(out + HEADER_COPY, out, HEADER_SIZE);
}

static bool
decode_copy(struct header *header, const unsigned char *in)
{
	unsigned char check[SECRET_HASH];
	secret_hash(check, in, AT_CHECK, NULL);
	if (memcmp(in, magic, sizeof magic) != 0 || memcmp(in + AT_CHECK, check, CHECK_SIZE) != 0)
		return false;
	uint64_t passes = fetch(in + AT_PASSES, 4), memory = fetch(in + AT_MEMORY, 8);
	if (passes > MOST_PASSES || memory > most_memory)
		return false;
	*header = (struct header){.cost = {passes, (size_t)memory}, .sealed = in[AT_SEALED] != 0};
	memcpy(header->id, in + AT_ID, sizeof header->id);
	memcpy(header->salt, in + AT_SALT, sizeof header->salt);
	memcpy(header->nonce, in + AT_NONCE, sizeof header->nonce);
	memcpy(header->wrapped, in + AT_WRAPPED, sizeof header->wrapped);
	memcpy(header->crm_key, in + AT_CRM, sizeof header->crm_key);
	memcpy(header->seal, in + AT_SEAL, sizeof header->seal);
	secret_hash(header->hash, in, HEADER_SIZE, NULL);
	return true;
}

enum header_state
header_decode(struct header *header, const unsigned char *bytes, size_t length, bool *repair)
{
	struct header second;
	bool first_good = length >= HEADER_SIZE && decode_copy(header, bytes);
	bool second_good =
	    length >= HEADER_COPY + HEADER_SIZE && decode_copy(&second, bytes + HEADER_COPY);
	if (first_good && second_good && memcmp(header->hash, second.hash, SECRET_HASH) != 0)
		second_good = false;
	*repair = !first_good || !second_good;
	if (first_good)
		return HEADER_GOOD;
	if (second_good) {
		*header = second;
		return HEADER_GOOD;
	}
	if (length >= sizeof magic && memcmp(bytes, magic, sizeof magic - 1) == 0 &&
	    bytes[sizeof magic - 1] > magic[sizeof magic - 1])
		return HEADER_OTHER_VERSION;
	return HEADER_DAMAGED;
}

/* ---- batches ---- */

static void
put_name(struct buf *batch, int change, const char *kind, const char *key)
{
	buf_putc(batch, (char)change);
	put_number(batch, strlen(kind), 1);
	buf_puts(batch, kind);
	put_number(batch, strlen(key), 2);
	buf_puts(batch, key);
}

void
batch_put(struct buf *batch, const char *kind, const char *key, const void *bytes, size_t length)
{
	put_name(batch, CHANGE_PUT, kind, key);
	put_number(batch, length, 4);
	buf_add(batch, bytes, length);
}

void
batch_drop(struct buf *batch, const char *kind, const char *key)
{
	put_name(batch, CHANGE_DROP, kind, key);
}

struct reader {
	const unsigned char *at, *end;
	bool bad;
};

static const unsigned char *
take(struct reader *reader, size_t size)
{
	if (reader->bad || (size_t)(reader->end - reader->at) < size) {
		reader->bad = true;
		return NULL;
	}
	reader->at += size;
	return reader->at - size;
}

static size_t
take_number(struct reader *reader, size_t size)
{
	const unsigned char *bytes = take(reader, size);
	return bytes ? (size_t)fetch(bytes, size) : 0;
}

/* A name of at most `size - 1` bytes as a C string. */
static void
take_name(struct reader *reader, size_t prefix, char *out, size_t size)
{
	size_t length = take_number(reader, prefix);
	const unsigned char *bytes = length < size ? take(reader, length) : NULL;
	if (!bytes || memchr(bytes, 0, length)) {
		reader->bad = true;
		*out = '\0';
		return;
	}
	memcpy(out, bytes, length);
	out[length] = '\0';
}

int
batch_apply(struct live *live, const unsigned char *bytes, size_t length)
{
	for (int pass = 0; pass < 2; pass++) { /* first only looks, second acts */
		struct reader reader = {bytes, bytes + length, false};
		while (reader.at < reader.end && !reader.bad) {
			char kind[256], key[4096];
			const unsigned char *value = NULL;
			size_t size = 0, change = take_number(&reader, 1);
			take_name(&reader, 1, kind, sizeof kind);
			take_name(&reader, 2, key, sizeof key);
			if (change == CHANGE_PUT) {
				size = take_number(&reader, 4);
				value = take(&reader, size);
			} else if (change != CHANGE_DROP) {
				reader.bad = true;
			}
			if (pass == 0 || reader.bad)
				continue;
			if (value)
				live_put(live, kind, key, value, size);
			else
				live_drop(live, kind, key);
		}
		if (reader.bad)
			return -1;
	}
	return 0;
}

/* ---- frames ---- */

/* What each record is bound to: this file and its place in it. */
static void
record_binding(const struct header *header, uint64_t number, unsigned char out[SECRET_HASH + 8])
{
	memcpy(out, header->hash, SECRET_HASH);
	store(out + SECRET_HASH, number, 8);
}

int
frame_add(struct buf *out, const struct header *header, const unsigned char *data_key,
    uint64_t number, uint64_t synced, const void *batch, size_t batch_length)
{
	unsigned char binding[SECRET_HASH + 8];
	size_t length = 8 + batch_length, size = FRAME_EXTRA + length;
	unsigned char *plain = xmalloc(length), *frame = xmalloc(size);
	store(plain, synced, 8);
	memcpy(plain + 8, batch, batch_length);
	unsigned char *nonce = frame + FRAME_HEAD;
	memcpy(frame, frame_mark, sizeof frame_mark);
	store(frame + 4, size - FRAME_HEAD, 4);
	store(frame + 8, number, 8);
	secret_random(nonce, SECRET_NONCE);
	record_binding(header, number, binding);
	secret_lock(nonce + SECRET_NONCE, plain, length, binding, sizeof binding, nonce, data_key);
	frame[size - 1] = frame_end;
	int rc = buf_add(out, frame, size);
	secret_wipe(plain, length);
	free(plain);
	free(frame);
	return rc;
}

enum frame_state
frame_open(const struct header *header, const unsigned char *data_key, const unsigned char *bytes,
    size_t length, size_t at, size_t *size, uint64_t *number, uint64_t *synced, struct buf *batch)
{
	unsigned char binding[SECRET_HASH + 8];
	const unsigned char *head = bytes + at;
	if (length - at < FRAME_HEAD)
		return FRAME_SHORT;
	uint64_t body = fetch(head + 4, 4);
	if (memcmp(head, frame_mark, sizeof frame_mark) != 0 ||
	    body < SECRET_NONCE + SECRET_TAG + 8 + 1 || body > BATCH_LIMIT + FRAME_EXTRA)
		return FRAME_BAD;
	if (body > length - at - FRAME_HEAD)
		return FRAME_SHORT;
	*size = FRAME_HEAD + (size_t)body;
	*number = fetch(head + 8, 8);
	const unsigned char *nonce = head + FRAME_HEAD, *locked = nonce + SECRET_NONCE;
	size_t locked_length = (size_t)body - SECRET_NONCE - 1,
	       plain_length = locked_length - SECRET_TAG;
	unsigned char *plain = xmalloc(plain_length);
	record_binding(header, *number, binding);
	bool good =
	    locked[locked_length] == frame_end &&
	    secret_unlock(plain, locked, locked_length, binding, sizeof binding, nonce, data_key);
	if (good) {
		*synced = fetch(plain, 8);
		buf_clear(batch);
		buf_add(batch, plain + 8, plain_length - 8);
	}
	secret_wipe(plain, plain_length);
	free(plain);
	return good ? FRAME_GOOD : FRAME_BAD;
}

size_t
frame_search(const unsigned char *bytes, size_t length, size_t at)
{
	const unsigned char *found = memmem(bytes + at, length - at, frame_mark, sizeof frame_mark);
	return found ? (size_t)(found - bytes) : length;
}
