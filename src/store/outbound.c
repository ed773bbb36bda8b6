/* Lists of whom to ring: the next one is taken by one desk alone. */
#include "store/outbound.h"
#include "store/customers.h"
#include "store/inside.h"

#include <string.h>

int
outbound_get(struct tx *tx, const char *id, struct outbound_item *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&outbound_item_record), id, out, arena);
}

int
outbound_put(struct tx *tx, const struct outbound_item *item)
{
	return table_put(tx->db, table_of(&outbound_item_record), item);
}

bool
outbound_known(struct tx *tx, const char *list, const char *key)
{
	return db_number(tx->db,
		   "SELECT count(*) FROM outbound_item WHERE list = $1 AND \"key\" = $2",
		   VALUES(v_text(list), v_text(key)), 0) > 0;
}

int
outbound_held(struct tx *tx, const char *user, const char *desk, struct outbound_item *out,
    struct arena *arena)
{
	const char *id = db_string(tx->db,
	    "SELECT id FROM outbound_item WHERE state = 'held' AND held_by = $1 AND held_desk = $2",
	    VALUES(v_text(user), v_text(desk)), arena);
	if (!id)
		return tx->db->fault == DB_FINE ? 0 : -1;
	return outbound_get(tx, id, out, arena);
}

/* The row is taken where it still is free: who comes second on another server waits for the first
 * and then finds that it is not, and looks for the next. */
const char *
outbound_take(struct tx *tx, const char *list, const char *user, const char *desk, micros until,
    struct arena *arena)
{
	enum { TRIES = 200 };
	for (int i = 0; i < TRIES; i++) {
		const char *free = db_string(tx->db,
		    "SELECT id FROM outbound_item WHERE list = $1 AND ((state = 'waiting' AND next "
		    "<= $2) OR (state = 'held' AND held_until <= $2)) ORDER BY next, id LIMIT 1",
		    VALUES(v_text(list), v_number(tx->now)), arena);
		if (!free)
			return NULL;
		const char *taken = db_string(tx->db,
		    "UPDATE outbound_item SET state = 'held', held_by = $2, held_desk = $3, "
		    "held_until = $4 WHERE id = $1 AND ((state = 'waiting' AND next <= $5) OR "
		    "(state = 'held' AND held_until <= $5)) RETURNING id",
		    VALUES(v_text(free), v_text(user), v_text(desk), v_number(until),
			v_number(tx->now)),
		    arena);
		if (taken || tx->db->fault != DB_FINE)
			return taken;
	}
	return NULL;
}

micros
outbound_next(struct tx *tx, const char *list)
{
	return db_number(tx->db,
	    "SELECT min(CASE WHEN state = 'held' THEN held_until ELSE next END) FROM outbound_item "
	    "WHERE list = $1 AND state IN ('waiting', 'held')",
	    VALUES(v_text(list)), 0);
}

/* Is it the number of somebody who is not to be rung? */
static bool
number_refuses(struct tx *tx, const char *number)
{
	return db_number(tx->db,
		   "SELECT count(*) FROM customer u JOIN customer_phones p ON p.parent = u.id "
		   "WHERE "
		   "p.number = $1 AND u.merged_into IS NULL AND (SELECT s.agreed FROM "
		   "customer_consents s WHERE s.parent = u.id AND s.kind = 'phone' ORDER BY s.at "
		   "DESC, s.position DESC LIMIT 1) = 0",
		   VALUES(v_text(number ? number : "")), 0) > 0;
}

/* What a person has said themselves, on their record, comes before what is known of a number. */
bool
outbound_refused(struct tx *tx, const char *customer, const char *number)
{
	int said = customer ? customer_consents(tx, customer, "phone") : -1;
	if (said >= 0)
		return said == 0;
	if (!customer && number_refuses(tx, number))
		return true;
	return db_number(tx->db,
		   "SELECT count(*) FROM outbound_item i JOIN outbound_item_attempts a ON a.parent "
		   "= i.id WHERE a.outcome = 'not_again' AND (i.customer IN " ONE_PERSON
		   " OR i.number = $2)",
		   VALUES(v_text(customer ? customer : ""), v_text(number ? number : "")), 0) > 0;
}

bool
outbound_waits(struct tx *tx, const char *list, const char *customer)
{
	return db_number(tx->db,
		   "SELECT count(*) FROM outbound_item WHERE customer IN " ONE_PERSON
		   " AND list = $2 AND state IN ('waiting', 'held')",
		   VALUES(v_text(customer), v_text(list)), 0) > 0;
}

int
outbound_lines(
    struct tx *tx, const char *council, const char *team, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT l.id, l.name, l.service, l.council, l.team, cast(coalesce(sum(CASE WHEN "
	    "i.state IN ('waiting', 'held') THEN 1 ELSE 0 END), 0) AS bigint), "
	    "cast(coalesce(sum(CASE WHEN (i.state = 'waiting' AND i.next <= $3) OR (i.state = "
	    "'held' AND i.held_until <= $3) THEN 1 ELSE 0 END), 0) AS bigint), "
	    "cast(coalesce(sum(CASE WHEN i.state = 'done' THEN 1 ELSE 0 END), 0) AS bigint), "
	    "cast(coalesce(sum(CASE WHEN i.state = 'stopped' THEN 1 ELSE 0 END), 0) AS bigint) "
	    "FROM "
	    "outbound_list l LEFT JOIN outbound_item i ON i.list = l.id WHERE l.council = $1 AND "
	    "(l.team IS NULL OR l.team = $2) GROUP BY l.id, l.name, l.service, l.council, l.team "
	    "ORDER BY l.name, l.id",
	    VALUES(v_text(council), v_text(team ? team : ""), v_number(tx->now)));
	while (db_next(rows))
		*(struct outbound_line *)list_add(arena, out, &outbound_line_record) =
		    (struct outbound_line){.id = row_text(rows, 0, arena),
			.name = row_text(rows, 1, arena),
			.service = row_text(rows, 2, arena),
			.council = row_text(rows, 3, arena),
			.team = row_text(rows, 4, arena),
			.waiting = row_number(rows, 5),
			.ready = row_number(rows, 6),
			.spoken = row_number(rows, 7),
			.ended = row_number(rows, 8)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
customers_agreeing(struct tx *tx, const char *kind, const char *after, size_t most,
    struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT u.id FROM customer u WHERE u.id > $2 AND u.merged_into IS NULL AND EXISTS "
	    "(SELECT 1 FROM customer_phones p WHERE p.parent = u.id) AND (SELECT "
	    "s.agreed FROM customer_consents s WHERE s.parent = u.id AND s.kind = $1 ORDER BY s.at "
	    "DESC, s.position DESC LIMIT 1) = 1 ORDER BY u.id LIMIT $3",
	    VALUES(v_text(kind), v_text(after ? after : ""), v_number((int64_t)most)));
	while (db_next(rows))
		((struct outbound_item *)list_add(arena, out, &outbound_item_record))->customer =
		    row_text(rows, 0, arena);
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
