/*
 * The whiteboard and visits. The whiteboard is a state: each change of a row gives it the next
 * number of a counter, under the one writer's lock, so that a desk that names the last number it
 * has is given what changed since and nothing else.
 */
#include "store/board.h"
#include "store/inside.h"

#include <string.h>

static int64_t
board_version(struct tx *tx)
{
	return db_number(
	    tx->db, "SELECT value FROM counter WHERE name = 'whiteboard'", NO_VALUES, 0);
}

int
officer_get(struct tx *tx, const char *id, struct officer *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&officer_record), id, out, arena);
}

int
officer_put(struct tx *tx, struct officer *officer)
{
	officer->version = db_number(tx->db,
	    "UPDATE counter SET value = value + 1 WHERE name = 'whiteboard' RETURNING value",
	    NO_VALUES, 0);
	tx->stirred = true;
	return table_put(tx->db, table_of(&officer_record), officer);
}

int
officers_after(
    struct tx *tx, int64_t after, size_t most, struct arena *arena, struct whiteboard_page *page)
{
	int rc = table_select(tx->db, table_of(&officer_record),
	    "WHERE t.version > $1 ORDER BY t.version LIMIT $2",
	    VALUES(v_number(after), v_number((int64_t)most + 1)), false, arena, &page->items);
	page->more = page->items.count > most;
	if (page->more)
		page->items.count = most;
	page->version = page->more ? LIST_AT(struct officer, &page->items, most - 1)->version
				   : board_version(tx);
	return rc;
}

int
visit_get(struct tx *tx, const char *id, struct visit *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&visit_record), id, out, arena);
}

int
visit_put(struct tx *tx, const struct visit *visit)
{
	return table_put(tx->db, table_of(&visit_record), visit);
}

#define OPEN "t.state IN ('planned', 'begun')"

int
visits_open(struct tx *tx, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&visit_record),
	    "WHERE " OPEN " ORDER BY t.ends, t.id LIMIT $1", VALUES(v_number((int64_t)most)), true,
	    arena, out);
}

int
visits_due(struct tx *tx, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&visit_record),
	    "WHERE t.due <= $1 AND " OPEN " ORDER BY t.due, t.id", VALUES(v_number(tx->now)), true,
	    arena, out);
}

micros
visits_next_due(struct tx *tx)
{
	return db_number(tx->db,
	    "SELECT coalesce(min(t.due), 9223372036854775807) FROM visit t WHERE t.due IS NOT NULL "
	    "AND " OPEN,
	    NO_VALUES, INT64_MAX);
}
