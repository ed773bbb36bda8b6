/*
 * The counter's lists. What must never double - a ticket, a call, a room - is taken by one
 * statement that says whether it was: several frontdeskd may share the database.
 */
#include "store/counter.h"
#include "base/date.h"
#include "base/text.h"
#include "store/inside.h"

#include <string.h>

int64_t
ticket_take(struct tx *tx, const char *site, const char *day)
{
	return db_number(tx->db,
	    "INSERT INTO ticket (site, day, last) VALUES ($1, $2, 1) ON CONFLICT (site, day) DO "
	    "UPDATE SET last = ticket.last + 1 RETURNING last",
	    VALUES(v_text(site), v_text(day)), 0);
}

int
arrival_put(struct tx *tx, const struct arrival *arrival)
{
	return table_put(tx->db, table_of(&arrival_record), arrival);
}

int
arrival_get(struct tx *tx, const char *id, struct arrival *out, struct arena *arena)
{
	return table_get(tx->db, table_of(&arrival_record), id, out, arena);
}

int
arrival_of_contact(struct tx *tx, const char *contact, struct arrival *out, struct arena *arena)
{
	struct list found = {0};
	table_select(tx->db, table_of(&arrival_record), "WHERE t.contact = $1",
	    VALUES(v_text(contact)), false, arena, &found);
	if (tx->db->fault != DB_FINE)
		return -1;
	if (found.count)
		*out = *LIST_AT(struct arrival, &found, 0);
	return found.count > 0;
}

int
arrivals_open(struct tx *tx, const char *site, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&arrival_record),
	    "WHERE t.site = $1 AND t.ended IS NULL ORDER BY CASE WHEN t.state = 'waiting' THEN 0 "
	    "ELSE "
	    "1 END, CASE WHEN t.priority IS NULL THEN 1 ELSE 0 END, t.since, t.number LIMIT $2",
	    VALUES(v_text(site), v_number((int64_t)most)), false, arena, out);
}

bool
arrival_take(struct tx *tx, const char *id, const char *desk, const char *user)
{
	return db_number(tx->db,
		   "UPDATE arrival SET state = 'called', desk = $2, \"user\" = $3, called = "
		   "coalesce(called, $4), calls = coalesce(calls, 0) + 1 WHERE id = $1 AND state = "
		   "'waiting' RETURNING 1",
		   VALUES(v_text(id), v_text(desk), v_text(user), v_number(tx->now)), 0) == 1;
}

int
arrivals_counted(struct tx *tx, const char *site, const char *day, struct arrival_page *page)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT cast(coalesce(sum(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0) AS "
	    "bigint), "
	    "count(called), cast(coalesce(sum(called - since), 0) AS bigint), "
	    "coalesce(max(called - since), 0) FROM arrival WHERE site = $1 AND day = $2",
	    VALUES(v_text(site), v_text(day)));
	if (db_next(rows)) {
		page->waiting = row_number(rows, 0);
		page->called = row_number(rows, 1);
		page->average =
		    page->called ? row_number(rows, 2) / page->called / MICROS_MINUTE : 0;
		page->longest = row_number(rows, 3) / MICROS_MINUTE;
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- rooms ---- */

int
room_take(struct tx *tx, const struct room_use *use)
{
	return db_run(tx->db,
	    "INSERT INTO room_use (id, site, room, arrival, why, desk, \"user\", since) VALUES "
	    "($1, $2, "
	    "$3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
	    VALUES(v_text(use->id), v_text(use->site), v_text(use->room), v_text(use->arrival),
		v_text(use->why), v_text(use->desk), v_text(use->user), v_time(use->since)));
}

int
room_free(struct tx *tx, const char *id)
{
	return db_run(tx->db, "UPDATE room_use SET freed = $2 WHERE id = $1 AND freed IS NULL",
	    VALUES(v_text(id), v_number(tx->now)));
}

int
room_get(struct tx *tx, const char *id, struct room_use *out, struct arena *arena)
{
	return table_get(tx->db, table_of(&room_use_record), id, out, arena);
}

int
rooms_used(struct tx *tx, const char *site, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&room_use_record),
	    "WHERE t.site = $1 AND t.freed IS NULL ORDER BY t.room", VALUES(v_text(site)), false,
	    arena, out);
}

/* ---- counts ---- */

struct hour_sum {
	int64_t waited, called;
};

static void
add_arrival(
    struct db_rows *rows, struct counter_count *count, struct hour_sum *sum, struct arena *arena)
{
	micros since = row_number(rows, 1), called = row_number(rows, 2);
	const char *state = row_text(rows, 3, arena);
	count->visitors++;
	if (called) {
		micros waited = called - since;
		sum->waited += waited;
		sum->called++;
		count->average = sum->waited / sum->called / MICROS_MINUTE;
		if (waited / MICROS_MINUTE > count->longest)
			count->longest = waited / MICROS_MINUTE;
	}
	count->left += text_same(state, "left");
	count->served += text_same(state, "done") || text_same(state, "being-served");
	count->no_shows += row_number(rows, 4) != 0;
}

/* By site and the hour in London in which they came, all days of the time together: a list of at
 * most 24 for each site, in whose order the rows are looked for again. */
int
counter_count(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out)
{
	struct hour_sum sums[24];
	size_t first = 0;
	const char *site = NULL;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT site, since, called, state, no_show FROM arrival WHERE since >= $1 AND since < "
	    "$2 "
	    "ORDER BY site, since",
	    VALUES(v_number(from), v_number(to)));
	while (db_next(rows)) {
		const char *of = row_text(rows, 0, arena);
		if (!text_same(of, site)) {
			site = of;
			first = out->count;
			memset(sums, 0, sizeof sums);
			for (int hour = 0; hour < 24; hour++)
				((struct counter_count *)list_add(
				     arena, out, &counter_count_record))
				    ->group = arena_printf(arena, "%s %02d:00", site, hour);
		}
		int hour = london_of(row_number(rows, 1)).hour;
		add_arrival(rows, LIST_AT(struct counter_count, out, first + (size_t)hour),
		    &sums[hour], arena);
	}
	db_end(rows);
	for (size_t i = out->count; i-- > 0;)
		if (!LIST_AT(struct counter_count, out, i)->visitors)
			list_remove(out, &counter_count_record, i);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
venues_count(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT c.venue, count(DISTINCT c.began / 86400000000), count(DISTINCT c.id), "
	    "count(e.id) "
	    "FROM contact c LEFT JOIN contact_enquiries e ON e.parent = c.id WHERE c.venue IS NOT "
	    "NULL "
	    "AND c.began >= $1 AND c.began < $2 GROUP BY c.venue ORDER BY c.venue",
	    VALUES(v_number(from), v_number(to)));
	while (db_next(rows)) {
		struct venue_count *count = list_add(arena, out, &venue_count_record);
		*count = (struct venue_count){row_text(rows, 0, arena), row_number(rows, 1),
		    row_number(rows, 2), row_number(rows, 3)};
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
