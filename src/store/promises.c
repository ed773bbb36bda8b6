/* Promises: lists by owner, counts of how they were kept, and what tells whom they are due. */
#include "store/promises.h"
#include "store/customers.h"
#include "store/inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct record promise_found_record = {
    "promise_found", sizeof(struct promise_found), NULL, 0};

int
promise_get(struct tx *tx, const char *id, struct promise *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&promise_record), id, out, arena);
}

int
promise_put(struct tx *tx, const struct promise *promise)
{
	return table_put(tx->db, table_of(&promise_record), promise);
}

int
promises_part(struct tx *tx, const char *of, const char *id)
{
	struct list found = {0};
	table_select(tx->db, table_of(&promise_record),
	    arena_printf(&tx->scratch, "WHERE t.\"%s\" = $1", of), VALUES(v_text(id)), false,
	    &tx->scratch, &found);
	LIST_EACH(struct promise, promise, &found)
	{
		table_part(tx->db, table_of(&promise_record), promise->id);
		db_run(tx->db, "UPDATE promise SET anonymised = $2 WHERE id = $1",
		    VALUES(v_text(promise->id), v_number(tx->now)));
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- lists ---- */

#define LINE                                                                                       \
	"SELECT p.id, p.kind, p.customer, f.name, p.service, p.responsible, p.what, p.number, "    \
	"p.queue, t.name, p.owner, p.state, p.case_id, k.reference, p.made, p.due, p.kept, "       \
	"p.overdue, p.at, p.\"as\", p.made_by, u.sharing, q.team, (SELECT s.agreed FROM "          \
	"customer_consents s WHERE s.parent = p.customer AND s.kind = 'sharing' ORDER BY s.at "    \
	"DESC, s.position DESC LIMIT 1), p.contact FROM promise p LEFT JOIN queue q ON q.id = "    \
	"p.queue LEFT "                                                                            \
	"JOIN team t ON t.id = q.team LEFT JOIN face f ON f.id = p.customer LEFT JOIN customer u " \
	"ON u.id = p.customer LEFT JOIN case_record k ON k.id = p.case_id "

static void
read_found(struct db_rows *rows, struct promise_found *found, struct arena *arena)
{
	found->line = (struct promise_line){.id = row_text(rows, 0, arena),
	    .kind = row_text(rows, 1, arena),
	    .customer = row_text(rows, 2, arena),
	    .customer_name = row_text(rows, 3, arena),
	    .contact = row_text(rows, 24, arena),
	    .service = row_text(rows, 4, arena),
	    .council = row_text(rows, 5, arena),
	    .what = row_text(rows, 6, arena),
	    .number = row_text(rows, 7, arena),
	    .queue = row_text(rows, 8, arena),
	    .team_name = row_text(rows, 9, arena),
	    .owner = row_text(rows, 10, arena),
	    .state = row_text(rows, 11, arena),
	    .case_id = row_text(rows, 12, arena),
	    .reference = row_text(rows, 13, arena),
	    .made = row_number(rows, 14),
	    .due = row_number(rows, 15),
	    .kept = row_number(rows, 16),
	    .overdue = row_number(rows, 17)};
	found->what = (struct sharing){
	    .concern = {row_text(rows, 18, arena), row_text(rows, 19, arena), found->line.council},
	    .taker = row_text(rows, 20, arena),
	    .consent = row_text(rows, 21, arena),
	    .team = row_text(rows, 22, arena)};
	if (row_type(rows, 23) != DB_NULL && row_number(rows, 23) == 0)
		found->what.consent = "none"; /* taken back: customer_shares */
}

/* A record that was merged has no face: the promise says who they are now, and what they allow. */
static void
name_merged(struct tx *tx, struct promise_found *found, struct arena *arena)
{
	struct customer customer;
	if (found->line.customer_name || !found->line.customer ||
	    customer_get(tx, found->line.customer, &customer, arena) != 1)
		return;
	found->line.customer = customer.id;
	found->line.customer_name = customer_list_name(&customer, arena);
	found->what.consent = customer_shares(&customer);
}

static int
read_all(struct tx *tx, struct db_rows *rows, struct arena *arena, struct list *out)
{
	size_t first = out->count;
	while (db_next(rows))
		read_found(rows, list_add(arena, out, &promise_found_record), arena);
	db_end(rows);
	for (size_t i = first; i < out->count; i++)
		name_merged(tx, LIST_AT(struct promise_found, out, i), arena);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

#define OF_USER                                                                                    \
	"(p.owner = $1 OR (p.owner IS NULL AND p.queue IN (SELECT id FROM queue WHERE team = $2))" \
	" OR (p.overdue IS NOT NULL AND (p.responsible = $3 OR p.at = $3)))"
#define OF_COUNCIL "(p.at = $1 OR p.\"as\" = $2 OR p.responsible = $3)"

int
promises_list(struct tx *tx, const struct promise_filter *filter, const char *after, size_t most,
    struct arena *arena, struct list *out, const char **next, int64_t *open, int64_t *late)
{
	const char *who = filter->user ? OF_USER : OF_COUNCIL;
	struct db_value one = v_text(filter->user ? filter->user : filter->council),
			two = v_text(
			    filter->user ? (filter->team ? filter->team : "") : filter->council),
			three = v_text(filter->user ? (filter->late_of ? filter->late_of : "")
						    : filter->council);
	struct row_place place = row_place_read(after, INT64_MIN, arena);
	*next = NULL;
	read_all(tx,
	    db_query(tx->db,
		arena_printf(arena,
		    LINE "WHERE p.state = 'open' AND %s AND (p.due, p.id) > ($4, $5) ORDER BY "
			 "p.due, p.id LIMIT $6",
		    who),
		VALUES(one, two, three, v_number(place.at), v_text(place.id),
		    v_number((int64_t)most + 1))),
	    arena, out);
	if (out->count > most) {
		const struct promise_line *last =
		    &LIST_AT(struct promise_found, out, most - 1)->line;
		*next = row_place_text((struct row_place){last->due, last->id}, arena);
		out->count = most;
	}
	struct db_rows *rows = db_query(tx->db,
	    arena_printf(arena,
		"SELECT count(*), cast(coalesce(sum(CASE WHEN p.due < $4 THEN 1 ELSE 0 END), 0) AS "
		"bigint) FROM promise p WHERE p.state = 'open' AND %s",
		who),
	    VALUES(one, two, three, v_number(tx->now)));
	if (db_next(rows)) {
		*open = row_number(rows, 0);
		*late = row_number(rows, 1);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
promises_of_customer(
    struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out)
{
	return read_all(tx,
	    db_query(tx->db,
		LINE "WHERE p.customer IN " ONE_PERSON
		     " AND p.state = 'open' ORDER BY p.due, p.id LIMIT $2",
		VALUES(v_text(customer), v_number((int64_t)most))),
	    arena, out);
}

int
promises_of_case(struct tx *tx, const char *case_id, struct arena *arena, struct list *out)
{
	return read_all(tx,
	    db_query(
		tx->db, LINE "WHERE p.case_id = $1 ORDER BY p.made, p.id", VALUES(v_text(case_id))),
	    arena, out);
}

/* ---- how they were kept ---- */

int
promises_count(struct tx *tx, enum promise_by by, const char *council, micros from, micros to,
    struct arena *arena, struct list *out)
{
	static const char *const groups[] = {[PROMISE_BY_ALL] = "'all'",
	    [PROMISE_BY_COUNCIL] = "coalesce(p.responsible, p.\"as\", p.at)",
	    [PROMISE_BY_TEAM] = "coalesce(q.team, u.team, '-')",
	    [PROMISE_BY_SERVICE] = "coalesce(p.service, '-')",
	    [PROMISE_BY_OWNER] = "coalesce(p.owner, '-')"};
	struct db_rows *rows = db_query(tx->db,
	    arena_printf(arena,
		"SELECT %s, %s, cast(sum(CASE WHEN p.state = 'kept' THEN 1 ELSE 0 END) AS bigint), "
		"cast(sum(CASE WHEN p.state = 'broken' AND p.kept IS NOT NULL THEN 1 ELSE 0 END) "
		"AS bigint), cast(sum(CASE WHEN p.state = 'broken' AND p.kept IS NULL THEN 1 ELSE "
		"0 END) AS bigint), cast(sum(CASE WHEN p.state = 'open' AND p.due < $3 THEN 1 ELSE "
		"0 END) AS bigint), cast(sum(CASE "
		"WHEN p.state = 'withdrawn' THEN 1 ELSE 0 END) AS bigint) FROM promise p LEFT JOIN "
		"queue q ON q.id = p.queue LEFT JOIN \"user\" u ON u.id = p.owner WHERE p.due >= "
		"$1 AND p.due < $2 AND ($4 = '' OR u.council = $4) GROUP BY 1, 2 ORDER BY 1",
		groups[by], by == PROMISE_BY_OWNER ? "u.name" : "NULL"),
	    VALUES(
		v_number(from), v_number(to), v_number(tx->now), v_text(council ? council : "")));
	while (db_next(rows))
		*(struct promise_count *)list_add(arena, out, &promise_count_record) =
		    (struct promise_count){row_text(rows, 0, arena), row_text(rows, 1, arena),
			row_number(rows, 2), row_number(rows, 3), row_number(rows, 4),
			row_number(rows, 5), row_number(rows, 6)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- when they are due ---- */

int
promises_to_tell(struct tx *tx, micros soon, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&promise_record),
	    "WHERE t.state = 'open' AND ((t.due <= $1 AND t.warned IS NULL) OR (t.due < $2 AND "
	    "t.overdue IS NULL)) ORDER BY t.due, t.id LIMIT $3",
	    VALUES(v_number(soon), v_number(tx->now), v_number((int64_t)most)), true, arena, out);
}

micros
promises_next(struct tx *tx, micros notice)
{
	int64_t warn = db_number(tx->db,
		    "SELECT min(due) FROM promise WHERE state = 'open' AND warned IS NULL",
		    NO_VALUES, 0),
		late = db_number(tx->db,
		    "SELECT min(due) FROM promise WHERE state = 'open' AND overdue IS NULL",
		    NO_VALUES, 0);
	micros first = INT64_MAX;
	if (warn)
		first = warn - notice;
	if (late && late + 1 < first)
		first = late + 1;
	return first;
}

bool
promise_told(struct tx *tx, const char *id, bool overdue)
{
	return db_number(tx->db,
		   overdue ? "UPDATE promise SET overdue = $2 WHERE id = $1 AND overdue IS NULL "
			     "AND state = 'open' RETURNING cast(1 AS bigint)"
			   : "UPDATE promise SET warned = $2 WHERE id = $1 AND warned IS NULL AND "
			     "state = 'open' RETURNING cast(1 AS bigint)",
		   VALUES(v_text(id), v_number(tx->now)), 0) == 1;
}
