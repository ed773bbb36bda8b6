/*
 * Bytes locked under a key of the person they are about. The key lies in the database, wrapped
 * under the vault key beside it: without that file nothing can be read, and destroying the row
 * destroys every copy of what it locked, backups of the audit included.
 */
#include "store/audit.h"
#include "store/inside.h"

#include <string.h>

enum { WRAPPED = SECRET_NONCE + SECRET_KEY + SECRET_TAG };

/* 1 found, 0 destroyed or never made, -1 failed. */
static int
key_get(struct tx *tx, const char *person, unsigned char key[SECRET_KEY])
{
	struct db_rows *rows = db_query(
	    tx->db, "SELECT key FROM person_key WHERE person = $1", VALUES(v_text(person)));
	int found = 0;
	if (db_next(rows)) {
		size_t length;
		const unsigned char *bytes = row_bytes(rows, 0, &length);
		found = length == WRAPPED &&
			secret_unlock(key, bytes + SECRET_NONCE, length - SECRET_NONCE, person,
			    strlen(person), bytes, tx->store->keys->vault);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}

static int
key_make(struct tx *tx, const char *person, unsigned char key[SECRET_KEY])
{
	unsigned char wrapped[WRAPPED];
	secret_random(key, SECRET_KEY);
	secret_random(wrapped, SECRET_NONCE);
	secret_lock(wrapped + SECRET_NONCE, key, SECRET_KEY, person, strlen(person), wrapped,
	    tx->store->keys->vault);
	return db_run(tx->db, "INSERT INTO person_key (person, key) VALUES ($1, $2)",
	    VALUES(v_text(person), v_bytes(wrapped, sizeof wrapped)));
}

void *
vault_lock(struct tx *tx, const char *person, const void *bytes, size_t length, size_t *locked)
{
	unsigned char key[SECRET_KEY];
	int found = key_get(tx, person, key);
	if (found < 0 || (found == 0 && key_make(tx, person, key) < 0))
		return NULL;
	*locked = SECRET_NONCE + length + SECRET_TAG;
	unsigned char *out = arena_alloc(&tx->scratch, *locked);
	secret_random(out, SECRET_NONCE);
	secret_lock(out + SECRET_NONCE, bytes, length, person, strlen(person), out, key);
	secret_wipe(key, sizeof key);
	return out;
}

void *
vault_open(struct tx *tx, const char *person, const void *bytes, size_t length, size_t *opened,
    struct arena *arena)
{
	unsigned char key[SECRET_KEY];
	const unsigned char *at = bytes;
	if (length < SECRET_NONCE + SECRET_TAG || key_get(tx, person, key) != 1)
		return NULL;
	*opened = length - SECRET_NONCE - SECRET_TAG;
	unsigned char *out = arena_alloc(arena, *opened + 1);
	bool good = secret_unlock(
	    out, at + SECRET_NONCE, length - SECRET_NONCE, person, strlen(person), at, key);
	secret_wipe(key, sizeof key);
	return good ? out : NULL;
}

int
audit_forget(struct tx *tx, const char *person)
{
	return db_run(tx->db, "DELETE FROM person_key WHERE person = $1", VALUES(v_text(person)));
}
