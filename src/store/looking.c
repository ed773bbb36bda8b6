/* Readings as the audit has them: for asking who looked at what was none of their business. */
#include "store/looking.h"
#include "base/text.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/inside.h"

#include <string.h>

/* What is shown of a person is shown by these. */
#define READINGS "action IN ('customer.read', 'customer.glass', 'contact.read', 'case.read')"

static const struct record audit_row_size = {"audit_row", sizeof(struct audit_row), NULL, 0};
static const struct record audit_pace_size = {"audit_pace", sizeof(struct audit_pace), NULL, 0};

/* The number of the first entry at or after a time. The numbers rise with the time, so that it is
 * found by halves and needs no index of its own. */
static int64_t
first_at(struct tx *tx, micros when)
{
	int64_t low = 1, high = tx->head.number;
	if (!high)
		high = db_number(tx->db, "SELECT max(number) FROM audit", NO_VALUES, 0);
	high++;
	while (low < high) {
		int64_t middle = low + (high - low) / 2;
		int64_t at = db_number(tx->db,
		    "SELECT at FROM audit WHERE number >= $1 ORDER BY number LIMIT 1",
		    VALUES(v_number(middle)), INT64_MAX);
		if (at < when)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int
audit_readings(struct tx *tx, micros from, micros until, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT number, at, actor, desk, action, record, id, purpose FROM audit WHERE number "
	    ">= $1 AND number < $2 AND id IS NOT NULL AND " READINGS " ORDER BY number",
	    VALUES(v_number(first_at(tx, from)), v_number(first_at(tx, until))));
	while (db_next(rows))
		*(struct audit_row *)list_add(arena, out, &audit_row_size) =
		    (struct audit_row){.number = row_number(rows, 0),
			.at = row_number(rows, 1),
			.actor = row_text(rows, 2, arena),
			.desk = row_text(rows, 3, arena),
			.action = row_text(rows, 4, arena),
			.record = row_text(rows, 5, arena),
			.id = row_text(rows, 6, arena),
			.purpose = row_text(rows, 7, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
audit_paces(struct tx *tx, micros from, micros until, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT actor, at / 3600000000, count(DISTINCT id) FROM audit WHERE number >= $1 AND "
	    "number < $2 AND id IS NOT NULL AND " READINGS " GROUP BY 1, 2 ORDER BY 1, 2",
	    VALUES(v_number(first_at(tx, from)), v_number(first_at(tx, until))));
	while (db_next(rows))
		*(struct audit_pace *)list_add(arena, out, &audit_pace_size) =
		    (struct audit_pace){row_text(rows, 0, arena), row_number(rows, 1) * MICROS_HOUR,
			row_number(rows, 2)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
customers_named(struct tx *tx, const char *family, int64_t *named, int64_t *all)
{
	struct buf word;
	buf_init(&word, 4096);
	buf_putc(&word, 'n');
	text_fold(&word, family, strlen(family));
	*named = db_number(
	    tx->db, "SELECT count(*) FROM token WHERE word = $1", VALUES(v_text(word.data)), 0);
	*all = db_number(tx->db, "SELECT max(number) FROM face", NO_VALUES, 0);
	buf_release(&word);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- what was found by the rules ---- */

int
unusual_put(struct tx *tx, const struct unusual_look *look)
{
	return table_put(tx->db, table_of(&unusual_look_record), look);
}

int
unusual_get(struct tx *tx, const char *id, struct unusual_look *out, struct arena *arena)
{
	return table_get(tx->db, table_of(&unusual_look_record), id, out, arena);
}

int
unusual_open(struct tx *tx, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&unusual_look_record),
	    "WHERE t.state IS NULL ORDER BY t.at, t.id LIMIT $1", VALUES(v_number((int64_t)most)),
	    false, arena, out);
}

/* ---- what is done by days ---- */

const char *
day_done(struct tx *tx, const char *what, struct arena *arena)
{
	return db_string(
	    tx->db, "SELECT value FROM meta WHERE name = $1", VALUES(v_text(what)), arena);
}

int
day_done_put(struct tx *tx, const char *what, const char *day)
{
	return db_run(tx->db,
	    "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value "
	    "= excluded.value",
	    VALUES(v_text(what), v_text(day)));
}
