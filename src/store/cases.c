/* Cases. Those of queues: case_lines.c. */
#include "store/cases.h"
#include "store/inside.h"

#include <string.h>

int
case_get(struct tx *tx, const char *id, struct case_record *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&case_record_record), id, out, arena);
}

static int
case_where(struct tx *tx, const char *tail, const char *value, struct case_record *out,
    struct arena *arena)
{
	struct list found = {0};
	table_select(tx->db, table_of(&case_record_record), tail, VALUES(v_text(value)), true,
	    arena, &found);
	if (tx->db->fault != DB_FINE)
		return -1;
	if (found.count)
		*out = *LIST_AT(struct case_record, &found, 0);
	return found.count > 0;
}

int
case_by_reference(
    struct tx *tx, const char *reference, struct case_record *out, struct arena *arena)
{
	return case_where(tx, "WHERE t.reference = $1", reference, out, arena);
}

int
case_by_old_reference(
    struct tx *tx, const char *reference, struct case_record *out, struct arena *arena)
{
	return case_where(tx,
	    "WHERE lower(t.origin_key) = lower($1) AND t.origin_key IS NOT NULL ORDER BY t.opened "
	    "DESC, t.id DESC LIMIT 1",
	    reference, out, arena);
}

int
case_of_enquiry(struct tx *tx, const char *enquiry, struct case_record *out, struct arena *arena)
{
	return case_where(tx, "WHERE t.enquiry = $1", enquiry, out, arena);
}

int
case_put(struct tx *tx, const struct case_record *record)
{
	tally_case(tx, record->id, -1);
	table_put(tx->db, table_of(&case_record_record), record);
	tally_case(tx, record->id, 1);
	return tally_settle(tx);
}

int
case_answers(struct tx *tx, const char *enquiry, struct arena *arena, struct list *answers,
    int64_t *version, const char **outcome_prompt)
{
	struct db_rows *rows =
	    db_query(tx->db, "SELECT version, outcome_prompt FROM contact_enquiries WHERE id = $1",
		VALUES(v_text(enquiry)));
	bool found = db_next(rows);
	*version = found ? row_number(rows, 0) : 0;
	*outcome_prompt = found ? row_text(rows, 1, arena) : NULL;
	db_end(rows);
	rows = db_query(tx->db,
	    "SELECT prompt, value, source, at, version FROM contact_enquiries_answers WHERE parent "
	    "= $1 ORDER BY position",
	    VALUES(v_text(enquiry)));
	while (db_next(rows)) {
		struct answer *answer = list_add(arena, answers, &answer_record);
		*answer = (struct answer){.prompt = row_text(rows, 0, arena),
		    .value = row_text(rows, 1, arena),
		    .source = row_text(rows, 2, arena),
		    .at = row_number(rows, 3),
		    .version = row_number(rows, 4)};
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
case_answer_put(struct tx *tx, const char *enquiry, const struct answer *answer)
{
	struct db_value values[] = {v_text(enquiry), v_text(answer->prompt), v_text(answer->value),
	    v_text(answer->source), v_time(answer->at), v_number(answer->version)};
	if (db_number(tx->db,
		"SELECT count(*) FROM contact_enquiries_answers WHERE parent = $1 AND prompt = $2",
		values, 2, 0))
		return db_run(tx->db,
		    "UPDATE contact_enquiries_answers SET value = $3, source = $4, at = $5, "
		    "version = $6 WHERE parent = $1 AND prompt = $2",
		    values, 6);
	return db_run(tx->db,
	    "INSERT INTO contact_enquiries_answers (parent, position, prompt, value, source, at, "
	    "version) SELECT $1, coalesce(max(position), -1) + 1, $2, $3, $4, cast($5 AS bigint), "
	    "cast($6 AS bigint) FROM "
	    "contact_enquiries_answers WHERE parent = $1",
	    values, 6);
}
