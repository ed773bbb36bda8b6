/* Contacts with their enquiries and answers; the cases they opened are kept as cases. */
#include "store/contacts.h"
#include "store/cases.h"
#include "store/inside.h"

#include <string.h>

int
contact_state(struct tx *tx, const char *id, struct contact_state *out, struct arena *arena)
{
	*out = (struct contact_state){0};
	struct db_rows *rows = db_query(tx->db,
	    "SELECT step, desk, \"user\", customer, received, made_customer, digest FROM contact "
	    "WHERE id = $1",
	    VALUES(v_text(id)));
	bool found = db_next(rows);
	if (found) {
		size_t length;
		out->step = row_number(rows, 0);
		out->desk = row_text(rows, 1, arena);
		out->user = row_text(rows, 2, arena);
		out->customer = row_text(rows, 3, arena);
		out->received = row_number(rows, 4);
		out->made_customer = row_number(rows, 5);
		const void *digest = row_bytes(rows, 6, &length);
		if (length == sizeof out->digest)
			memcpy(out->digest, digest, length);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}

static struct case_open *
opened_by(struct tx *tx, const char *enquiry, struct arena *arena)
{
	struct case_record record;
	if (case_of_enquiry(tx, enquiry, &record, arena) != 1)
		return NULL;
	struct case_open *opens = record_new(arena, &case_open_record);
	*opens = (struct case_open){.id = record.id,
	    .reference = record.reference,
	    .queue = record.queue,
	    .promise = record.promise,
	    .summary = record.summary,
	    .due = record.due,
	    .origin = record.origin,
	    .origin_key = record.origin_key};
	return opens;
}

int
contact_get(struct tx *tx, const char *id, struct contact *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	int found = table_get(tx->db, table_of(&contact_record), id, out, arena);
	if (found != 1)
		return found;
	LIST_EACH(struct enquiry, enquiry, &out->enquiries)
	enquiry->opens = opened_by(tx, enquiry->id, arena);
	return tx->db->fault == DB_FINE ? 1 : -1;
}

int
contact_put(struct tx *tx, const struct contact *contact, const struct contact_state *state)
{
	table_put(tx->db, table_of(&contact_record), contact);
	return db_run(tx->db, "UPDATE contact SET digest = $2, made_customer = $3 WHERE id = $1",
	    VALUES(v_text(contact->id), v_bytes(state->digest, sizeof state->digest),
		v_time(state->made_customer)));
}

const char *
contact_came_by(struct tx *tx, const char *id, struct arena *arena)
{
	return db_string(
	    tx->db, "SELECT channel FROM contact WHERE id = $1", VALUES(v_text(id)), arena);
}

const char *
enquiry_contact(struct tx *tx, const char *enquiry, struct arena *arena)
{
	return db_string(tx->db, "SELECT parent FROM contact_enquiries WHERE id = $1",
	    VALUES(v_text(enquiry)), arena);
}

int
contact_behalf(struct tx *tx, const char *id, struct behalf *out, struct arena *arena)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT caller_relation, caller_name, caller_role, authority, authority_until FROM "
	    "contact WHERE id = $1 AND caller_name IS NOT NULL",
	    VALUES(v_text(id)));
	bool found = db_next(rows);
	if (found)
		*out = (struct behalf){.relation = row_text(rows, 0, arena),
		    .name = row_text(rows, 1, arena),
		    .role = row_text(rows, 2, arena),
		    .authority = row_text(rows, 3, arena),
		    .until = row_text(rows, 4, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}
