/* Cases, and the queues they stand in. */
#include "store/inside.h"

#include <inttypes.h>
#include <stdio.h>
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
	return table_put(tx->db, table_of(&case_record_record), record);
}

int
case_answers(
    struct tx *tx, const char *enquiry, struct arena *arena, struct list *answers, int64_t *version)
{
	*version = db_number(tx->db, "SELECT version FROM contact_enquiries WHERE id = $1",
	    VALUES(v_text(enquiry)), 0);
	struct db_rows *rows = db_query(tx->db,
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
queue_counts(struct tx *tx, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT q.id, q.role, q.council, t.name, coalesce(c.open, 0), coalesce(c.overdue, 0), "
	    "coalesce(c.oldest, 0) FROM queue q JOIN team t ON t.id = q.team LEFT JOIN (SELECT "
	    "queue, count(*) AS open, sum(CASE WHEN due_order < $1 THEN 1 ELSE 0 END) AS overdue, "
	    "min(opened) AS oldest FROM case_record WHERE state = 'open' GROUP BY queue) c ON "
	    "c.queue = q.id ORDER BY q.id",
	    VALUES(v_number(tx->now)));
	while (db_next(rows)) {
		struct queue_count *count = list_add(arena, out, &queue_count_record);
		*count = (struct queue_count){.id = row_text(rows, 0, arena),
		    .role = row_text(rows, 1, arena),
		    .council = row_text(rows, 2, arena),
		    .team_name = row_text(rows, 3, arena),
		    .open = row_number(rows, 4),
		    .overdue = row_number(rows, 5),
		    .oldest = row_number(rows, 6)};
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

static void
read_summary(struct db_rows *rows, struct case_line *line, struct arena *arena)
{
	line->what = (struct sharing){.concern = {row_text(rows, 11, arena),
					  row_text(rows, 12, arena), row_text(rows, 5, arena)},
	    .taker = row_text(rows, 13, arena),
	    .consent = row_text(rows, 14, arena),
	    .team = row_text(rows, 15, arena)};
	line->task = row_number(rows, 16) != 0;
	if (row_text(rows, 17, arena) && row_number(rows, 17) == 0)
		line->what.consent = "none"; /* taken back: customer_shares */
	line->summary = (struct case_summary){.id = row_text(rows, 0, arena),
	    .reference = row_text(rows, 1, arena),
	    .service = row_text(rows, 2, arena),
	    .summary = row_text(rows, 3, arena),
	    .customer_name = row_text(rows, 4, arena),
	    .responsible = row_text(rows, 5, arena),
	    .state = row_text(rows, 6, arena),
	    .claimed_by = row_text(rows, 7, arena),
	    .opened = row_number(rows, 8),
	    .due = row_number(rows, 9)};
}

/* A record that was merged has no face: the case says who they are now, and what they allow. */
static void
name_merged(struct tx *tx, struct case_line *line, struct arena *arena)
{
	struct customer customer;
	const char *id = line->summary.customer_name
			     ? NULL
			     : db_string(tx->db, "SELECT customer FROM case_record WHERE id = $1",
				   VALUES(v_text(line->summary.id)), arena);
	if (!id || customer_get(tx, id, &customer, arena) != 1)
		return;
	line->summary.customer_name = customer_list_name(&customer, arena);
	line->what.consent = customer_shares(&customer);
}

int
queue_cases(struct tx *tx, const char *queue, const char *after, size_t most, struct arena *arena,
    struct list *out, const char **next)
{
	int64_t due = INT64_MIN, last_due = 0;
	char id[ID_LENGTH + 1] = "";
	if (!after || sscanf(after, "%" SCNd64 ".%36[0-9a-f-]", &due, id) != 2) {
		due = INT64_MIN;
		id[0] = '\0';
	}
	*next = NULL;
	static const struct record case_line_record = {
	    "case_line", sizeof(struct case_line), NULL, 0};
	struct db_rows *rows = db_query(tx->db,
	    "SELECT k.id, k.reference, k.service, k.summary, f.name, k.responsible, k.state, "
	    "k.claimed_by, k.opened, k.due, k.due_order, k.at, k.\"as\", c.\"user\", u.sharing, "
	    "q.team, CASE WHEN k.enquiry IS NULL AND k.move IS NULL AND k.correction IS NULL "
	    "THEN 1 ELSE 0 END, (SELECT s.agreed FROM "
	    "customer_consents s WHERE s.parent = k.customer AND s.kind = 'sharing' ORDER BY s.at "
	    "DESC, s.position DESC LIMIT 1) FROM case_record k JOIN queue q ON q.id = k.queue LEFT "
	    "JOIN face f ON f.id = k.customer LEFT JOIN customer u ON u.id = k.customer LEFT JOIN "
	    "contact c ON c.id = k.contact WHERE k.state = 'open' AND k.queue = $1 AND "
	    "(k.due_order, k.id) > "
	    "($2, $3) ORDER BY k.due_order, k.id LIMIT $4",
	    VALUES(v_text(queue), v_number(due), v_text(id), v_number((int64_t)most + 1)));
	while (db_next(rows)) {
		if (out->count == most) {
			*next = arena_printf(arena, "%" PRId64 ".%s", last_due,
			    LIST_AT(struct case_line, out, most - 1)->summary.id);
			break;
		}
		read_summary(rows, list_add(arena, out, &case_line_record), arena);
		last_due = row_number(rows, 10);
	}
	db_end(rows);
	LIST_EACH(struct case_line, line, out)
	name_merged(tx, line, arena);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
