/* The partnership's records and notices: few, read whole. */
#include "store/partners.h"
#include "store/inside.h"

int
partner_put(struct tx *tx, const struct record *record, const void *value)
{
	return table_put(tx->db, table_of(record), value);
}

int
partner_get(
    struct tx *tx, const struct record *record, const char *id, void *value, struct arena *arena)
{
	return table_get(tx->db, table_of(record), id, value, arena);
}

int
partner_list(struct tx *tx, const struct record *record, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(record), "ORDER BY t.id", NO_VALUES, true, arena, out);
}

int
councils_sharing(struct tx *tx, struct arena *arena, struct list *out)
{
	struct db_rows *rows =
	    db_query(tx->db, "SELECT id, sharing, name FROM council ORDER BY id", NO_VALUES);
	while (db_next(rows)) {
		struct council *council = list_add(arena, out, &council_record);
		council->id = row_text(rows, 0, arena);
		council->sharing = row_text(rows, 1, arena);
		council->name = row_text(rows, 2, arena);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
notices_current(struct tx *tx, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&notice_record),
	    "WHERE t.until > $1 OR t.prepared = 1 ORDER BY coalesce(t.\"from\", 0) DESC, t.id DESC "
	    "LIMIT 200",
	    VALUES(v_number(tx->now)), true, arena, out);
}

int
learnt_recent(struct tx *tx, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&learnt_record), "ORDER BY t.at DESC LIMIT 3000",
	    NO_VALUES, false, arena, out);
}

void
learnt_prune(struct tx *tx, micros before)
{
	db_run(tx->db, "DELETE FROM learnt WHERE at < $1", VALUES(v_number(before)));
}

int
queue_find(
    struct tx *tx, const char *role, const char *council, struct queue *queue, struct arena *arena)
{
	struct list found = {0};
	table_select(tx->db, table_of(&queue_record),
	    "WHERE t.id = $1 OR (t.role = $1 AND t.council = $2) ORDER BY t.id LIMIT 1",
	    VALUES(v_text(role), v_text(council)), false, arena, &found);
	if (tx->db->fault != DB_FINE)
		return -1;
	if (found.count)
		*queue = *LIST_AT(struct queue, &found, 0);
	return found.count > 0;
}
