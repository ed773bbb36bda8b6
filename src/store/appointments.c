/*
 * Appointments, and the seats that they take. A seat is a row for every five minutes that it keeps
 * others out, under a key of diary, seat and time: whatever looked free, two cannot have it, from
 * whichever server they come.
 */
#include "store/appointments.h"
#include "store/inside.h"

#include <string.h>

static const micros step = SLOT_STEP * MICROS_MINUTE;

int
appointment_get(struct tx *tx, const char *id, struct appointment *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&appointment_record), id, out, arena);
}

int
appointment_put(struct tx *tx, const struct appointment *appointment)
{
	return table_put(tx->db, table_of(&appointment_record), appointment);
}

int
appointment_drop(struct tx *tx, const char *id)
{
	return db_run(tx->db, "DELETE FROM appointment WHERE id = $1", VALUES(v_text(id)));
}

/* ---- seats ---- */

static int64_t
first_tick(micros start)
{
	return start / step;
}

static int64_t
last_tick(micros end)
{
	return (end - 1) / step;
}

/* The first seat that nobody has in that time; 0 when there is none. */
static int64_t
free_seat(struct tx *tx, const char *diary, micros start, micros end, int64_t capacity)
{
	int64_t seat = 1;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT DISTINCT seat FROM appointment_seat WHERE diary = $1 AND tick >= $2 AND tick "
	    "<= $3 ORDER BY seat",
	    VALUES(v_text(diary), v_number(first_tick(start)), v_number(last_tick(end))));
	while (db_next(rows))
		seat += row_number(rows, 0) == seat;
	db_end(rows);
	return seat <= capacity ? seat : 0;
}

int
appointment_unseat(struct tx *tx, const char *id)
{
	return db_run(
	    tx->db, "DELETE FROM appointment_seat WHERE appointment = $1", VALUES(v_text(id)));
}

int
appointment_seat(struct tx *tx, const struct appointment *appointment, micros end, int64_t capacity,
    int64_t *seat)
{
	int64_t first = first_tick(appointment->start), last = last_tick(end);
	db_run(tx->db,
	    "DELETE FROM appointment WHERE diary = $1 AND state = 'held' AND until <= $2",
	    VALUES(v_text(appointment->diary), v_number(tx->now)));
	appointment_unseat(tx, appointment->id);
	*seat = free_seat(tx, appointment->diary, appointment->start, end, capacity);
	if (!*seat)
		return tx->db->fault == DB_FINE ? 0 : -1;
	db_run(tx->db,
	    "INSERT INTO appointment_seat (diary, seat, tick, appointment) SELECT $1, $2, t.tick, "
	    "$3 FROM (WITH RECURSIVE ticks(tick) AS (SELECT cast($4 AS bigint) UNION ALL SELECT "
	    "tick + 1 FROM ticks WHERE tick < $5) SELECT tick FROM ticks) AS t WHERE true ON "
	    "CONFLICT DO NOTHING",
	    VALUES(v_text(appointment->diary), v_number(*seat), v_text(appointment->id),
		v_number(first), v_number(last)));
	int64_t taken =
	    db_number(tx->db, "SELECT count(*) FROM appointment_seat WHERE appointment = $1",
		VALUES(v_text(appointment->id)), 0);
	if (tx->db->fault != DB_FINE)
		return -1;
	return taken == last - first + 1;
}

int
appointments_taken(struct tx *tx, const char *const *diaries, size_t count, micros from, micros to,
    struct arena *arena, struct list *out)
{
	struct db_value *keys = arena_alloc(arena, (count + 1) * sizeof *keys);
	for (size_t i = 0; i < count; i++)
		keys[i] = v_text(diaries[i]);
	for (size_t at = 0; at < count; at += DB_KEYS) {
		struct db_rows *rows = db_query_keys(tx->db,
		    "SELECT s.diary, s.seat, min(s.tick), max(s.tick) FROM appointment_seat s JOIN "
		    "appointment a ON a.id = s.appointment WHERE s.tick >= $1 AND s.tick <= $2 AND "
		    "(a.until IS NULL OR a.until > $3) AND s.diary IN (@keys) GROUP BY s.diary, "
		    "s.seat, s.appointment",
		    VALUES(v_number(first_tick(from)), v_number(last_tick(to)), v_number(tx->now)),
		    keys + at, count - at < DB_KEYS ? count - at : DB_KEYS, arena);
		while (db_next(rows))
			*(struct slot_taken *)list_add(arena, out, &slot_taken_record) =
			    (struct slot_taken){.diary = row_text(rows, 0, arena),
				.seat = row_number(rows, 1),
				.start = row_number(rows, 2) * step,
				.end = (row_number(rows, 3) + 1) * step};
		db_end(rows);
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- reading ---- */

int
appointments_of_diary(
    struct tx *tx, const char *diary, micros from, micros to, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&appointment_record),
	    "WHERE t.diary = $1 AND t.start >= $2 AND t.start < $3 AND (t.until IS NULL OR t.until "
	    "> $4) ORDER BY t.start, t.seat, t.id",
	    VALUES(v_text(diary), v_number(from), v_number(to), v_number(tx->now)), false, arena,
	    out);
}

int
appointments_of_customer(
    struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&appointment_record),
	    "WHERE t.customer IN " ONE_PERSON " AND (t.until IS NULL OR t.until > $2) ORDER BY "
	    "t.made DESC, t.id LIMIT $3",
	    VALUES(v_text(customer), v_number(tx->now), v_number((int64_t)most)), false, arena,
	    out);
}

int
diary_days(struct tx *tx, const char *from, const char *to, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&diary_day_record),
	    "WHERE t.day >= $1 AND t.day <= $2 AND t.hours IS NOT NULL ORDER BY t.id",
	    VALUES(v_text(from), v_text(to)), false, arena, out);
}

int
diaries_of(struct tx *tx, const char *council, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&diary_record), "WHERE t.council = $1 ORDER BY t.id",
	    VALUES(v_text(council)), false, arena, out);
}

/* ---- what opens a calendar ---- */

int
diary_secret_put(struct tx *tx, const char *diary, const unsigned char hash[SECRET_HASH])
{
	return db_run(tx->db,
	    "INSERT INTO diary_secret (diary, hash) VALUES ($1, $2) ON CONFLICT (diary) DO UPDATE "
	    "SET hash = excluded.hash",
	    VALUES(v_text(diary), v_bytes(hash, SECRET_HASH)));
}

int
diary_secret_get(struct tx *tx, const char *diary, unsigned char hash[SECRET_HASH])
{
	struct db_rows *rows = db_query(
	    tx->db, "SELECT hash FROM diary_secret WHERE diary = $1", VALUES(v_text(diary)));
	bool found = db_next(rows);
	size_t length = 0;
	const void *bytes = found ? row_bytes(rows, 0, &length) : NULL;
	found = found && length == SECRET_HASH;
	if (found)
		memcpy(hash, bytes, SECRET_HASH);
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}
