/* Texts of the directory that are not published: in work, submitted, or waiting for their day. */
#include "store/drafts.h"
#include "store/inside.h"

int
draft_put(struct tx *tx, const struct entry_draft *draft)
{
	return table_put(tx->db, table_of(&entry_draft_record), draft);
}

int
draft_get(struct tx *tx, const char *id, struct entry_draft *out, struct arena *arena)
{
	return table_get(tx->db, table_of(&entry_draft_record), id, out, arena);
}

int
draft_drop(struct tx *tx, const char *id)
{
	return db_run(tx->db, "DELETE FROM entry_draft WHERE id = $1", VALUES(v_text(id)));
}

int
draft_list(struct tx *tx, struct arena *arena, struct list *out)
{
	return table_select(
	    tx->db, table_of(&entry_draft_record), "ORDER BY t.id", NO_VALUES, false, arena, out);
}

int
draft_due(struct tx *tx, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&entry_draft_record),
	    "WHERE t.state = 'scheduled' AND t.effective <= $1 ORDER BY t.effective, t.id",
	    VALUES(v_number(tx->now)), false, arena, out);
}

micros
draft_next_due(struct tx *tx)
{
	return db_number(tx->db,
	    "SELECT coalesce(min(effective), $1) FROM entry_draft WHERE state = 'scheduled'",
	    VALUES(v_number(INT64_MAX)), INT64_MAX);
}
