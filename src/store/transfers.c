#include "store/transfers.h"
#include "base/text.h"
#include "model/pack.h"
#include "store/inside.h"

#include <string.h>

enum { PACKED_LIMIT = 2 << 20 };

int
transfer_get(struct tx *tx, const char *id, struct contact_transfer *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&contact_transfer_record), id, out, arena);
}

static const char *
person_of(const struct contact_transfer *transfer)
{
	return transfer->customer ? transfer->customer : transfer->contact_id;
}

int
transfer_put(struct tx *tx, const struct contact_transfer *transfer)
{
	struct contact_transfer said = {.id = transfer->id,
	    .contact_id = transfer->contact_id,
	    .work = transfer->work,
	    .drafts = transfer->drafts};
	struct buf packed;
	size_t length = 0;
	const void *locked = NULL;
	table_put(tx->db, table_of(&contact_transfer_record), transfer);
	buf_init(&packed, PACKED_LIMIT);
	if (record_pack(&packed, &contact_transfer_record, &said) < 0)
		tx->db->fault = DB_MISTAKEN;
	else
		locked = vault_lock(tx, person_of(transfer), packed.data, packed.length, &length);
	buf_release(&packed);
	return db_run(tx->db, "UPDATE contact_transfer SET said = $2 WHERE id = $1",
	    VALUES(v_text(transfer->id), v_bytes(locked, length)));
}

int
transfer_said(struct tx *tx, struct contact_transfer *transfer, struct arena *arena)
{
	struct contact_transfer said = {0};
	struct db_rows *rows = db_query(tx->db, "SELECT said FROM contact_transfer WHERE id = $1",
	    VALUES(v_text(transfer->id)));
	size_t length;
	const void *bytes = db_next(rows) ? row_bytes(rows, 0, &length) : NULL;
	bytes = bytes ? vault_open(tx, person_of(transfer), bytes, length, &length, arena) : NULL;
	bool read = bytes &&
		    record_unpack(bytes, length, &contact_transfer_record, &said, arena, NULL) == 0;
	db_end(rows);
	if (tx->db->fault != DB_FINE)
		return -1;
	transfer->work = read ? said.work : NULL;
	transfer->drafts = said.drafts;
	return transfer->work != NULL;
}

const char *
transfer_of_contact(struct tx *tx, const char *contact, struct arena *arena)
{
	return db_string(tx->db,
	    "SELECT id FROM contact_transfer WHERE contact_id = $1 AND state = 'offered'",
	    VALUES(v_text(contact)), arena);
}

/* What was said goes with the offer. */
static int
end(struct tx *tx, const struct contact_transfer *transfer, const char *state,
    const struct session *by)
{
	const char *done = db_string(tx->db,
	    "UPDATE contact_transfer SET state = $2, ended = $3, taken_desk = $4, taken_user = $5, "
	    "taken_name = $6, said = NULL, label = NULL, message = NULL WHERE id = $1 AND state = "
	    "'offered' RETURNING id",
	    VALUES(v_text(transfer->id), v_text(state), v_number(tx->now),
		v_text(by ? by->desk : NULL), v_text(by ? by->user : NULL),
		v_text(by ? by->name : NULL)),
	    &tx->scratch);
	return tx->db->fault == DB_FINE ? done != NULL : -1;
}

int
transfer_taken(struct tx *tx, const struct contact_transfer *transfer, const struct session *by)
{
	int taken = end(tx, transfer, "taken", by);
	if (taken != 1)
		return taken;
	const char *owned = db_string(tx->db,
	    "UPDATE contact SET desk = $2 WHERE id = $1 AND desk = $3 RETURNING id",
	    VALUES(v_text(transfer->contact_id), v_text(by->desk), v_text(transfer->from_desk)),
	    &tx->scratch);
	return tx->db->fault == DB_FINE && owned ? 1 : -1;
}

int
transfer_withdraw(struct tx *tx, const struct contact_transfer *transfer)
{
	return end(tx, transfer, "back", NULL);
}

bool
transferred_from(struct tx *tx, const char *contact, const char *desk)
{
	return desk &&
	       db_number(tx->db,
		   "SELECT count(*) FROM contact_transfer WHERE contact_id = $1 AND from_desk = $2 "
		   "AND state = 'taken'",
		   VALUES(v_text(contact), v_text(desk)), 0) > 0;
}

int
transfers_of(struct tx *tx, const struct session *session, micros since, struct arena *arena,
    struct list *out)
{
	return table_select(tx->db, table_of(&contact_transfer_record),
	    "WHERE (t.state = 'offered' AND t.from_desk <> $1 AND (t.to_desk = $1 OR t.to_council "
	    "= $2 OR t.to_queue IN (SELECT q.id FROM queue q WHERE q.team = $3))) OR (t.from_desk "
	    "= $1 AND t.made >= $4) ORDER BY t.made, t.id LIMIT 100",
	    VALUES(v_text(session->desk), v_text(session->council), v_text(session->team),
		v_number(since)),
	    true, arena, out);
}

int
desks_present(struct tx *tx, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT d.id, d.name, s.name, d.council, d.kind, u.id, u.name, u.role, i.created FROM "
	    "session i JOIN desk_record d ON d.id = i.desk JOIN site s ON s.id = d.site JOIN "
	    "\"user\" u ON u.id = i.\"user\" WHERE i.expires > $1 ORDER BY d.id, i.created DESC",
	    VALUES(v_number(tx->now)));
	while (db_next(rows)) {
		const char *desk = row_text(rows, 0, arena);
		if (out->count &&
		    text_same(LIST_AT(struct presence, out, out->count - 1)->id, desk))
			continue;
		*(struct presence *)list_add(arena, out, &presence_record) =
		    (struct presence){.id = desk,
			.desk_name = row_text(rows, 1, arena),
			.site_name = row_text(rows, 2, arena),
			.council = row_text(rows, 3, arena),
			.kind = row_text(rows, 4, arena),
			.user = row_text(rows, 5, arena),
			.user_name = row_text(rows, 6, arena),
			.role = row_text(rows, 7, arena),
			.since = row_number(rows, 8)};
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
