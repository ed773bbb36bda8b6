/* Who may come in: passwords, failed attempts, enrolment codes, desk secrets, sessions. */
#include "store/entry.h"
#include "store/inside.h"

#include <string.h>

static int
outcome(struct tx *tx, int found)
{
	return tx->db->fault == DB_FINE ? found : -1;
}

int
password_put(struct tx *tx, const char *user, const char *hash)
{
	return db_run(tx->db,
	    "INSERT INTO password (\"user\", hash, changed) VALUES ($1, $2, $3) ON CONFLICT "
	    "(\"user\") DO UPDATE SET hash = excluded.hash, changed = excluded.changed",
	    VALUES(v_text(user), v_text(hash), v_number(tx->now)));
}

const char *
password_get(struct tx *tx, const char *user, struct arena *arena)
{
	return db_string(
	    tx->db, "SELECT hash FROM password WHERE \"user\" = $1", VALUES(v_text(user)), arena);
}

int
attempt_get(struct tx *tx, const char *subject, int64_t *count, micros *until)
{
	struct db_rows *rows = db_query(
	    tx->db, "SELECT count, until FROM attempt WHERE subject = $1", VALUES(v_text(subject)));
	bool found = db_next(rows);
	*count = found ? row_number(rows, 0) : 0;
	*until = found ? row_number(rows, 1) : 0;
	db_end(rows);
	return outcome(tx, found);
}

int
attempt_put(struct tx *tx, const char *subject, int64_t count, micros until)
{
	return db_run(tx->db,
	    "INSERT INTO attempt (subject, count, until) VALUES ($1, $2, $3) ON CONFLICT (subject) "
	    "DO UPDATE SET count = excluded.count, until = excluded.until",
	    VALUES(v_text(subject), v_number(count), v_number(until)));
}

int
attempt_clear(struct tx *tx, const char *subject)
{
	return db_run(tx->db, "DELETE FROM attempt WHERE subject = $1", VALUES(v_text(subject)));
}

/* A new code takes the place of the desk's earlier ones. */
int
desk_code_put(struct tx *tx, const unsigned char hash[32], const char *desk, micros expires)
{
	db_run(tx->db, "DELETE FROM desk_code WHERE desk = $1", VALUES(v_text(desk)));
	return db_run(tx->db, "INSERT INTO desk_code (hash, desk, expires) VALUES ($1, $2, $3)",
	    VALUES(v_bytes(hash, 32), v_text(desk), v_number(expires)));
}

const char *
desk_code_take(struct tx *tx, const unsigned char hash[32], struct arena *arena)
{
	return db_string(tx->db,
	    "DELETE FROM desk_code WHERE hash = $1 AND expires >= $2 RETURNING desk",
	    VALUES(v_bytes(hash, 32), v_number(tx->now)), arena);
}

int
desk_secret_put(struct tx *tx, const char *desk, const unsigned char hash[32])
{
	return db_run(tx->db,
	    "INSERT INTO desk_secret (desk, hash, enrolled) VALUES ($1, $2, $3) ON CONFLICT (desk) "
	    "DO UPDATE SET hash = excluded.hash, enrolled = excluded.enrolled",
	    VALUES(v_text(desk), v_bytes(hash, 32), v_number(tx->now)));
}

int
desk_secret_get(struct tx *tx, const char *desk, unsigned char hash[32])
{
	struct db_rows *rows =
	    db_query(tx->db, "SELECT hash FROM desk_secret WHERE desk = $1", VALUES(v_text(desk)));
	size_t length = 0;
	const void *bytes = db_next(rows) ? row_bytes(rows, 0, &length) : NULL;
	if (length == 32)
		memcpy(hash, bytes, 32);
	db_end(rows);
	return outcome(tx, length == 32);
}

int
session_put(
    struct tx *tx, const unsigned char hash[32], const char *user, const char *desk, micros expires)
{
	return db_run(tx->db,
	    "INSERT INTO session (hash, \"user\", desk, created, expires) VALUES ($1, $2, $3, $4, "
	    "$5)",
	    VALUES(v_bytes(hash, 32), v_text(user), v_text(desk), v_number(tx->now),
		v_number(expires)));
}

int
session_get(struct tx *tx, const unsigned char hash[32], const char **user, const char **desk,
    micros *expires, struct arena *arena)
{
	struct db_rows *rows =
	    db_query(tx->db, "SELECT \"user\", desk, expires FROM session WHERE hash = $1",
		VALUES(v_bytes(hash, 32)));
	bool found = db_next(rows);
	if (found) {
		*user = row_text(rows, 0, arena);
		*desk = row_text(rows, 1, arena);
		*expires = row_number(rows, 2);
	}
	db_end(rows);
	return outcome(tx, found);
}

int
session_end(struct tx *tx, const unsigned char hash[32])
{
	return db_run(tx->db, "DELETE FROM session WHERE hash = $1", VALUES(v_bytes(hash, 32)));
}

int
session_end_user(struct tx *tx, const char *user)
{
	return db_run(tx->db, "DELETE FROM session WHERE \"user\" = $1", VALUES(v_text(user)));
}

int64_t
session_count(struct tx *tx)
{
	return db_number(tx->db, "SELECT count(*) FROM session WHERE expires > $1",
	    VALUES(v_number(tx->now)), 0);
}
