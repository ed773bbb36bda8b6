/* What was done under which operation id, so that a repeat answers the same and does nothing. */
#include "store/operations.h"
#include "model/pack.h"
#include "store/inside.h"

#include <string.h>

enum { RESULT_LIMIT = 1 << 20, SWEEP_ROWS = 500 };

static bool
read_result(struct tx *tx, const struct operation *operation, const char *person, const void *bytes,
    size_t length, void *result, struct arena *arena)
{
	if (!bytes || !operation->of)
		return true;
	if (person && !(bytes = vault_open(tx, person, bytes, length, &length, arena)))
		return false;
	return record_unpack(bytes, length, operation->of, result, arena, NULL) == 0;
}

int
operation_get(
    struct tx *tx, struct operation *operation, bool *same, void *result, struct arena *arena)
{
	int found = 0;
	struct db_rows *rows =
	    db_query(tx->db, "SELECT digest, status, person, result FROM operation WHERE id = $1",
		VALUES(v_text(operation->id)));
	if (db_next(rows)) {
		size_t length;
		const void *digest = row_bytes(rows, 0, &length);
		found = 1;
		*same = length == sizeof operation->digest &&
			memcmp(digest, operation->digest, length) == 0;
		operation->status = (int)row_number(rows, 1);
		operation->person = row_text(rows, 2, arena);
		const void *bytes = row_bytes(rows, 3, &length);
		if (*same &&
		    !read_result(tx, operation, operation->person, bytes, length, result, arena))
			found = -1;
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}

int
operation_keep(struct tx *tx, const struct operation *operation, const void *result)
{
	struct buf packed;
	buf_init(&packed, RESULT_LIMIT);
	const void *bytes = NULL;
	size_t length = 0;
	if (operation->of && result) {
		if (record_pack(&packed, operation->of, result) < 0)
			tx->db->fault = DB_MISTAKEN;
		bytes = packed.data;
		length = packed.length;
		if (operation->person)
			bytes = vault_lock(tx, operation->person, bytes, length, &length);
	}
	int rc = db_run(tx->db,
	    "INSERT INTO operation (id, digest, status, person, result, at) VALUES ($1, $2, $3, "
	    "$4, $5, $6)",
	    VALUES(v_text(operation->id), v_bytes(operation->digest, sizeof operation->digest),
		v_number(operation->status), v_text(operation->person), v_bytes(bytes, length),
		v_number(tx->now)));
	buf_release(&packed);
	return rc;
}

int
store_sweep(struct tx *tx)
{
	db_run(tx->db,
	    "DELETE FROM operation WHERE id IN (SELECT id FROM operation WHERE at < $1 LIMIT $2)",
	    VALUES(v_number(tx->now - 90 * MICROS_DAY), v_number(SWEEP_ROWS)));
	db_run(tx->db, "DELETE FROM session WHERE expires < $1", VALUES(v_number(tx->now)));
	db_run(tx->db, "DELETE FROM appointment WHERE state = 'held' AND until <= $1",
	    VALUES(v_number(tx->now)));
	db_run(tx->db, "DELETE FROM survey_invite WHERE until <= $1", VALUES(v_number(tx->now)));
	db_run(tx->db, "DELETE FROM desk_code WHERE expires < $1", VALUES(v_number(tx->now)));
	return db_run(
	    tx->db, "DELETE FROM attempt WHERE until < $1", VALUES(v_number(tx->now - MICROS_DAY)));
}
