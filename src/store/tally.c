/*
 * What waits in the queues, kept with every write: by queue and day, how many open cases are due,
 * and how many that nobody has were opened. What is asked of whole queues is summed over days, and
 * only the day that the question falls into is looked at case by case, in an index.
 */
#include "store/inside.h"
#include "store/queues.h"

#include <string.h>

/* A case's own part of it, from the row as it stands. */
#define PARTS(which)                                                                               \
	"SELECT queue, 'open' AS what, due_order / 86400000000 AS day FROM case_record WHERE "     \
	"state = 'open'" which " UNION ALL SELECT queue, 'waiting', opened / 86400000000 FROM "    \
	"case_record WHERE state = 'open' AND claimed_by IS NULL" which

int
tally_case(struct tx *tx, const char *id, int by)
{
	return db_run(tx->db,
	    "INSERT INTO queue_tally (queue, what, day, cases) SELECT queue, what, day, cast($2 AS "
	    "bigint) FROM (" PARTS(" AND id = $1") ") parts WHERE true ON CONFLICT (queue, what, "
						   "day) DO UPDATE SET cases = queue_tally.cases + "
						   "excluded.cases",
	    VALUES(v_text(id), v_number(by)));
}

int
tally_settle(struct tx *tx)
{
	return db_run(tx->db, "DELETE FROM queue_tally WHERE cases = 0", NO_VALUES);
}

int
tally_recount(struct db *db)
{
	db_run(db, "DELETE FROM queue_tally", NO_VALUES);
	return db_run(db,
	    "INSERT INTO queue_tally (queue, what, day, cases) SELECT queue, what, day, count(*) "
	    "FROM (" PARTS("") ") parts GROUP BY queue, what, day",
	    NO_VALUES);
}

const char tally_faults[] =
    "SELECT count(*) FROM (SELECT queue FROM (SELECT queue, what, day, 1 AS cases FROM (" PARTS(
	"") ") parts UNION ALL SELECT queue, what, day, -cases FROM queue_tally) both_ways GROUP "
	    "BY "
	    "queue, what, day HAVING sum(cases) <> 0) wrong";

/* ---- what is asked ---- */

/* $1 is now, $2 its day, $3 when today began. */
static const char counts_sql[] =
    "SELECT q.id, q.role, q.council, t.name, coalesce(s.open, 0), coalesce(s.late, 0) + (SELECT "
    "count(*) FROM case_record k WHERE k.queue = q.id AND k.state = 'open' AND k.due_order >= $2 * "
    "86400000000 AND k.due_order < $1), coalesce((SELECT min(k.opened) FROM case_record k WHERE "
    "k.queue = q.id AND k.state = 'open'), 0), coalesce(s.waiting, 0), (SELECT count(*) FROM "
    "case_record k WHERE k.queue = q.id AND k.closed >= $3) FROM queue q JOIN team t ON t.id = "
    "q.team LEFT JOIN (SELECT queue, cast(sum(CASE WHEN what = 'open' THEN cases ELSE 0 END) AS "
    "bigint) AS open, cast(sum(CASE WHEN what = 'open' AND day < $2 THEN cases ELSE 0 END) AS "
    "bigint) AS late, cast(sum(CASE WHEN what = 'waiting' THEN cases ELSE 0 END) AS bigint) AS "
    "waiting FROM queue_tally GROUP BY queue) s ON s.queue = q.id ORDER BY q.id";

/* Where the middle of those that wait in a queue is found: so many behind the first of its day. */
struct middle {
	struct queue_count *count;
	int64_t day, behind;
};

enum { AT_ONCE = 32 };
#define MIDDLE                                                                                     \
	"SELECT queue, opened FROM (SELECT queue, opened FROM case_record WHERE queue = $%zu AND " \
	"state = 'open' AND claimed_by IS NULL AND opened >= $%zu ORDER BY opened LIMIT 1 OFFSET " \
	"$%zu) m%zu"

/* Some queues in one statement; their number is rounded up, so that few different ones are
 * prepared. */
static void
look_up(struct tx *tx, const struct middle *middles, size_t count)
{
	struct buf sql;
	struct db_value values[3 * AT_ONCE];
	size_t rounded = 1;
	while (rounded < count)
		rounded *= 2;
	buf_init(&sql, AT_ONCE * (sizeof MIDDLE + 40));
	for (size_t i = 0; i < rounded; i++) {
		const struct middle *middle = &middles[i < count ? i : count - 1];
		struct db_value *own = &values[3 * i];
		own[0] = v_text(middle->count->id);
		own[1] = v_number(middle->day * MICROS_DAY);
		own[2] = v_number(middle->behind);
		buf_printf(
		    &sql, "%s" MIDDLE, i ? " UNION ALL " : "", 3 * i + 1, 3 * i + 2, 3 * i + 3, i);
	}
	struct db_rows *rows = db_query(tx->db, sql.data, values, 3 * rounded);
	while (db_next(rows)) {
		const char *queue = row_text(rows, 0, &tx->scratch);
		for (size_t i = 0; i < count; i++)
			if (strcmp(middles[i].count->id, queue) == 0)
				middles[i].count->median = row_number(rows, 1);
	}
	db_end(rows);
	buf_release(&sql);
}

static void
find_middles(struct tx *tx, const struct list *counts) /* by id, as the tallies */
{
	struct middle *middles = arena_alloc(&tx->scratch, (counts->count + 1) * sizeof *middles);
	size_t at = 0, found = 0;
	int64_t before = 0;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT queue, day, cases FROM queue_tally WHERE what = 'waiting' ORDER BY queue, day",
	    NO_VALUES);
	while (db_next(rows)) {
		const char *queue = row_text(rows, 0, &tx->scratch);
		for (; at < counts->count &&
		       strcmp(LIST_AT(struct queue_count, counts, at)->id, queue) < 0;
		     at++)
			before = 0;
		if (at == counts->count)
			break;
		struct queue_count *count = LIST_AT(struct queue_count, counts, at);
		if (strcmp(count->id, queue) != 0)
			continue;
		int64_t half = (count->waiting + 1) / 2, cases = row_number(rows, 2);
		if (before < half && before + cases >= half)
			middles[found++] =
			    (struct middle){count, row_number(rows, 1), half - before - 1};
		before += cases;
	}
	db_end(rows);
	for (size_t i = 0; i < found; i += AT_ONCE)
		look_up(tx, middles + i, found - i < AT_ONCE ? found - i : AT_ONCE);
}

int
queue_counts(struct tx *tx, micros today, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db, counts_sql,
	    VALUES(v_number(tx->now), v_number(tx->now / MICROS_DAY), v_number(today)));
	while (db_next(rows)) {
		struct queue_count *count = list_add(arena, out, &queue_count_record);
		*count = (struct queue_count){.id = row_text(rows, 0, arena),
		    .role = row_text(rows, 1, arena),
		    .council = row_text(rows, 2, arena),
		    .team_name = row_text(rows, 3, arena),
		    .open = row_number(rows, 4),
		    .overdue = row_number(rows, 5),
		    .oldest = row_number(rows, 6),
		    .waiting = row_number(rows, 7),
		    .done = row_number(rows, 8)};
	}
	db_end(rows);
	find_middles(tx, out);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
