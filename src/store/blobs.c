/* Bytes by their hash, kept once; what no row names any more is swept away. */
#include "store/inside.h"

#include <string.h>

int
blob_put(struct tx *tx, const char *hash, const void *bytes, size_t length)
{
	return db_run(tx->db,
	    "INSERT INTO blob (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
	    VALUES(v_text(hash), v_bytes(bytes, length)));
}

const void *
blob_get(struct tx *tx, const char *hash, size_t *length, struct arena *arena)
{
	struct db_rows *rows =
	    db_query(tx->db, "SELECT bytes FROM blob WHERE hash = $1", VALUES(v_text(hash)));
	const void *bytes = NULL;
	if (db_next(rows)) {
		const void *read = row_bytes(rows, 0, length);
		bytes = memcpy(arena_alloc(arena, *length + 1), read, *length);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? bytes : NULL;
}

int
blobs_sweep(struct tx *tx)
{
	return db_run(tx->db,
	    "DELETE FROM blob WHERE NOT EXISTS (SELECT 1 FROM case_record_attachments a WHERE "
	    "a.hash = blob.hash)",
	    NO_VALUES);
}

int
blobs_of_case(struct tx *tx, const char *id)
{
	return db_run(tx->db,
	    "DELETE FROM blob WHERE hash IN (SELECT a.hash FROM case_record_attachments a WHERE "
	    "a.parent = $1) AND NOT EXISTS (SELECT 1 FROM case_record_attachments b WHERE b.hash = "
	    "blob.hash AND b.parent <> $1)",
	    VALUES(v_text(id)));
}
