/* Bytes by their hash, kept once; what no row names any more is swept away. */
#include "store/blobs.h"
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
blob_get(struct tx *tx, const char *hash, int64_t from, int64_t most, size_t *length,
    struct arena *arena)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT substr(bytes, cast($2 AS integer), cast($3 AS integer)) FROM blob WHERE hash = "
	    "$1",
	    VALUES(v_text(hash), v_number(from + 1), v_number(most)));
	const void *bytes = NULL;
	if (db_next(rows)) {
		const void *read = row_bytes(rows, 0, length);
		char *copy = arena_alloc(arena, *length + 1);
		if (*length)
			memcpy(copy, read, *length);
		bytes = copy;
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? bytes : NULL;
}

/* ---- piece by piece ---- */

int64_t
attachment_came(struct tx *tx, const char *parent, const char *attachment, const char *author)
{
	int64_t bytes = db_number(tx->db,
	    "SELECT cast(coalesce(sum(length(bytes)), 0) AS bigint) FROM attachment_piece WHERE "
	    "attachment = $1 AND parent = $2 AND author = $3",
	    VALUES(v_text(attachment), v_text(parent), v_text(author)), 0);
	return tx->db->fault == DB_FINE ? bytes : -1;
}

int
attachment_piece_put(struct tx *tx, const char *parent, const char *attachment, const char *author,
    int64_t from, const void *bytes, size_t length)
{
	return db_run(tx->db,
	    "INSERT INTO attachment_piece (attachment, at, parent, author, made, bytes) VALUES "
	    "($1, $2, $3, $4, $5, $6) ON CONFLICT (attachment, at) DO NOTHING",
	    VALUES(v_text(attachment), v_number(from), v_text(parent), v_text(author),
		v_number(tx->now), v_bytes(bytes, length)));
}

const void *
attachment_join(struct tx *tx, const char *attachment, size_t *length, struct arena *arena)
{
	int64_t size = db_number(tx->db,
	    "SELECT cast(coalesce(sum(length(bytes)), 0) AS bigint) FROM attachment_piece WHERE "
	    "attachment = $1",
	    VALUES(v_text(attachment)), 0);
	char *whole = arena_alloc(arena, (size_t)size + 1);
	size_t at = 0, one;
	struct db_rows *rows =
	    db_query(tx->db, "SELECT bytes FROM attachment_piece WHERE attachment = $1 ORDER BY at",
		VALUES(v_text(attachment)));
	while (db_next(rows)) {
		const void *bytes = row_bytes(rows, 0, &one);
		memcpy(whole + at, bytes, one);
		at += one;
	}
	db_end(rows);
	*length = at;
	db_run(tx->db, "DELETE FROM attachment_piece WHERE attachment = $1",
	    VALUES(v_text(attachment)));
	return tx->db->fault == DB_FINE ? whole : NULL;
}

/* ---- what goes ---- */

#define PIECES_KEPT (30 * MICROS_DAY)

int
blobs_sweep(struct tx *tx)
{
	db_run(tx->db, "DELETE FROM attachment_piece WHERE made < $1",
	    VALUES(v_number(tx->now - PIECES_KEPT)));
	return db_run(tx->db,
	    "DELETE FROM blob WHERE NOT EXISTS (SELECT 1 FROM case_record_attachments a WHERE "
	    "a.hash = blob.hash) AND NOT EXISTS (SELECT 1 FROM mail_files f WHERE f.hash = "
	    "blob.hash)",
	    NO_VALUES);
}

int
pieces_forget(struct tx *tx, const char *customer)
{
	return db_run(tx->db,
	    "DELETE FROM attachment_piece WHERE parent IN (SELECT id FROM case_record WHERE "
	    "customer = $1)",
	    VALUES(v_text(customer)));
}

int
blobs_of_case(struct tx *tx, const char *id)
{
	db_run(tx->db, "DELETE FROM attachment_piece WHERE parent = $1", VALUES(v_text(id)));
	return db_run(tx->db,
	    "DELETE FROM blob WHERE hash IN (SELECT a.hash FROM case_record_attachments a WHERE "
	    "a.parent = $1) AND NOT EXISTS (SELECT 1 FROM case_record_attachments b WHERE b.hash = "
	    "blob.hash AND b.parent <> $1) AND NOT EXISTS (SELECT 1 FROM mail_files f WHERE f.hash "
	    "= "
	    "blob.hash)",
	    VALUES(v_text(id)));
}

int
blobs_of_mail(struct tx *tx, const char *id)
{
	return db_run(tx->db,
	    "DELETE FROM blob WHERE hash IN (SELECT f.hash FROM mail_files f WHERE f.parent = $1) "
	    "AND NOT EXISTS (SELECT 1 FROM case_record_attachments a WHERE a.hash = blob.hash) AND "
	    "NOT EXISTS (SELECT 1 FROM mail_files g WHERE g.hash = blob.hash AND g.parent <> $1)",
	    VALUES(v_text(id)));
}
