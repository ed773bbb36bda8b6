/* What came from another system, and what its rows said. */
#include "store/contacts.h"
#include "store/inside.h"

#include <string.h>

const char *
contact_by_origin(struct tx *tx, const char *origin, const char *origin_key, struct arena *arena)
{
	return db_string(tx->db, "SELECT id FROM contact WHERE origin = $1 AND origin_key = $2",
	    VALUES(v_text(origin), v_text(origin_key)), arena);
}

const char *
case_by_origin(struct tx *tx, const char *origin, const char *origin_key, struct arena *arena)
{
	return db_string(tx->db, "SELECT id FROM case_record WHERE origin = $1 AND origin_key = $2",
	    VALUES(v_text(origin), v_text(origin_key)), arena);
}

bool
imported_same(struct tx *tx, const char *kind, const char *origin, const char *origin_key,
    const unsigned char digest[32])
{
	bool same = false;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT digest FROM imported WHERE kind = $1 AND origin = $2 AND origin_key = $3",
	    VALUES(v_text(kind), v_text(origin), v_text(origin_key)));
	if (db_next(rows)) {
		size_t length;
		const void *kept = row_bytes(rows, 0, &length);
		same = length == 32 && memcmp(kept, digest, 32) == 0;
	}
	db_end(rows);
	return same;
}

int
imported_put(struct tx *tx, const char *kind, const char *origin, const char *origin_key,
    const unsigned char digest[32], micros at)
{
	return db_run(tx->db,
	    "INSERT INTO imported (kind, origin, origin_key, digest, at) VALUES ($1, $2, $3, $4, "
	    "$5) "
	    "ON CONFLICT (kind, origin, origin_key) DO UPDATE SET digest = excluded.digest, at = "
	    "excluded.at",
	    VALUES(v_text(kind), v_text(origin), v_text(origin_key), v_bytes(digest, 32),
		v_number(at)));
}

micros
imported_at(struct tx *tx, const char *kind, const char *origin, const char *origin_key)
{
	return db_number(tx->db,
	    "SELECT at FROM imported WHERE kind = $1 AND origin = $2 AND origin_key = $3",
	    VALUES(v_text(kind), v_text(origin), v_text(origin_key)), 0);
}
