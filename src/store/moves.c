/* Changes of address, and what tells whom they concern. */
#include "store/moves.h"
#include "store/inside.h"

#include <string.h>

int
move_get(struct tx *tx, const char *id, struct move *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&move_record), id, out, arena);
}

int
move_put(struct tx *tx, const struct move *move)
{
	return table_put(tx->db, table_of(&move_record), move);
}

int
moves_due(struct tx *tx, const char *today, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&move_record),
	    "WHERE t.state = 'planned' AND t.customer IS NOT NULL AND t.moved_on <= $1 ORDER BY "
	    "t.moved_on, t.id",
	    VALUES(v_text(today)), true, arena, out);
}

const char *
move_next_due(struct tx *tx, struct arena *arena)
{
	return db_string(tx->db,
	    "SELECT min(moved_on) FROM move WHERE state = 'planned' AND customer IS NOT NULL",
	    NO_VALUES, arena);
}

int
directory_with(struct tx *tx, const char *word, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT s.id, s.version, v.text FROM service s JOIN service_version v ON v.service = "
	    "s.id AND v.version = s.version WHERE v.text LIKE '%' || $1 || '%' ORDER BY s.id",
	    VALUES(v_text(word)));
	while (db_next(rows))
		*(struct service_text *)list_add(arena, out, &service_text_record) =
		    (struct service_text){.service = row_text(rows, 0, arena),
			.version = row_number(rows, 1),
			.text = row_text(rows, 2, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

bool
customer_has_had(struct tx *tx, const char *customer, const char *service)
{
	return db_number(tx->db,
		   "SELECT count(*) FROM contact c JOIN contact_enquiries e ON e.parent = c.id "
		   "WHERE c.customer IN " ONE_PERSON
		   " AND e.service = $2 AND (e.offer_reply IS NULL OR e.offer_reply = 'yes')",
		   VALUES(v_text(customer), v_text(service)), 0) > 0;
}
