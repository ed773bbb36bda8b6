/* A customer's history: every contact with its enquiries, the cases these opened and what happened
 * to them, newest first. */
#include "store/history.h"
#include "store/inside.h"
#include "store/moves.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct record history_line_record = {
    "history_line", sizeof(struct history_line), NULL, 0};
static const struct record earlier_line_record = {
    "earlier_line", sizeof(struct earlier_line), NULL, 0};

struct mark {
	int64_t began, position;
	char contact[ID_LENGTH + 1];
};

/* "MICROS.CONTACT.POSITION"; without a key, after everything. */
static struct mark
mark_read(const char *key)
{
	struct mark mark = {INT64_MAX, 0, ""};
	if (!key || sscanf(key, "%" SCNd64 ".%36[0-9a-f-].%" SCNd64, &mark.began, mark.contact,
			&mark.position) != 3)
		mark = (struct mark){INT64_MAX, 0, ""};
	return mark;
}

/* What the third of the lists calls its lines. */
static bool
is_move(const char *happened)
{
	return happened && strcmp(happened, "move") == 0;
}

static bool
is_appointment(const char *happened)
{
	return happened && strcmp(happened, "appointment") == 0;
}

static bool
is_promise(const char *happened)
{
	return happened && strcmp(happened, "promise") == 0;
}

/* It is no event of a case, but a record of its own. */
static bool
is_own(const char *happened)
{
	return is_move(happened) || is_appointment(happened) || is_promise(happened);
}

static const char *
happened_kind(const char *happened)
{
	return is_own(happened) ? happened : "event";
}

static void
read_line(struct db_rows *rows, struct history_line *line, struct arena *arena)
{
	const char *enquiry = row_text(rows, 0, arena), *contact = row_text(rows, 6, arena),
		   *case_id = row_text(rows, 11, arena), *happened = row_text(rows, 20, arena);
	line->what = (struct sharing){.concern = {row_text(rows, 8, arena),
					  row_text(rows, 9, arena), row_text(rows, 4, arena)},
	    .taker = row_text(rows, 15, arena),
	    .team = row_text(rows, 16, arena)};
	const char *responsible = line->what.concern.responsible;
	line->key = arena_printf(
	    arena, "%" PRId64 ".%s.%" PRId64, row_number(rows, 10), contact, row_number(rows, 5));
	line->item = (struct history_item){.id = case_id   ? case_id
						 : enquiry ? enquiry
							   : contact,
	    .kind = happened  ? happened_kind(happened)
		    : case_id ? "case"
		    : enquiry ? "enquiry"
			      : "contact",
	    .happened = is_own(happened) ? NULL : happened,
	    .service = row_text(rows, 1, arena),
	    .outcome = row_text(rows, 2, arena),
	    .note = row_text(rows, 3, arena),
	    .channel = row_text(rows, 7, arena),
	    .council = responsible ? responsible : line->what.concern.as,
	    .reference = row_text(rows, 12, arena),
	    .state = row_text(rows, 13, arena),
	    .offer_reply = row_text(rows, 14, arena),
	    .direction = row_text(rows, 17, arena),
	    .due = row_number(rows, 18),
	    .closed = row_number(rows, 19),
	    .origin = row_text(rows, 21, arena),
	    .old_reference = row_text(rows, 22, arena),
	    .at = row_number(rows, 10)};
	const char *caller = row_text(rows, 23, arena);
	if (!caller)
		return;
	line->item.behalf = record_new(arena, &behalf_record);
	*line->item.behalf = (struct behalf){.name = caller,
	    .role = row_text(rows, 24, arena),
	    .authority = row_text(rows, 25, arena),
	    .until = row_text(rows, 26, arena)};
}

/* Five lists that are each read in their order by an index, and merged: contacts with their
 * enquiries and the cases these opened, what later happened to cases, changes of address,
 * appointments, and what was promised and is settled. A promise that was kept with its case is told
 * by the case. */
static const char history_sql[] =
    "SELECT * FROM (SELECT e.id AS enquiry, e.service AS service, e.outcome AS outcome, "
    "coalesce(e.note, CASE WHEN e.id IS NULL THEN c.note END) AS note, coalesce(k.responsible, "
    "e.responsible) AS responsible, coalesce(e.position, 0) AS position, c.id AS mark, c.channel "
    "AS channel, c.at AS desk, c.\"as\" AS name, c.began AS at, k.id AS case_id, k.reference AS "
    "reference, k.state AS state, e.offer_reply AS reply, c.\"user\" AS taker, q.team AS team, "
    "c.direction AS direction, k.due AS due, k.closed AS closed, NULL AS happened, c.origin AS "
    "origin, k.origin_key AS old, c.caller_name AS caller, c.caller_role AS role, c.authority AS "
    "authority, c.authority_until AS until FROM contact c "
    "LEFT JOIN contact_enquiries e ON e.parent = c.id LEFT JOIN case_record k ON k.id = coalesce("
    "(SELECT m.incident FROM incident_member m WHERE m.id = e.id AND m.state <> 'left'), (SELECT "
    "own.id FROM case_record own WHERE own.enquiry = e.id)) "
    "LEFT JOIN queue q ON q.id = k.queue WHERE c.customer IN " ONE_PERSON
    " AND c.began <= $2 AND (c.began < "
    "$2 OR c.id < $3 OR (c.id = $3 AND coalesce(e.position, 0) > $4)) AND (e.id IS NOT NULL OR "
    "c.id <> $6) ORDER BY c.began DESC, c.id DESC, e.position LIMIT $5) AS contacts "
    "UNION ALL SELECT * FROM (SELECT NULL, k.service, NULL, v.text, k.responsible, 0, v.id, NULL, "
    "k.at, k.\"as\", v.at AS happening, k.id, k.reference, k.state, NULL, c.\"user\", q.team, "
    "NULL, k.due, k.closed, v.kind, k.origin, k.origin_key, NULL, NULL, NULL, NULL FROM "
    "case_record k JOIN "
    "case_record_events v ON v.parent = k.id "
    "AND v.kind IN ('close', 'reopen') LEFT JOIN contact c ON c.id = k.contact LEFT JOIN queue q "
    "ON "
    "q.id = k.queue WHERE k.id IN (SELECT own.id FROM case_record own WHERE own.customer "
    "IN " ONE_PERSON " UNION SELECT m.incident FROM incident_member m WHERE m.customer "
    "IN " ONE_PERSON
    " AND m.state <> 'left') AND k.enquiry IS NOT NULL AND v.at <= $2 AND (v.at < $2 "
    "OR v.id < $3) ORDER BY happening DESC, v.id DESC LIMIT $5) AS happenings "
    "UNION ALL SELECT * FROM (SELECT NULL, NULL, NULL, NULL, m.district, 0, m.id, NULL, m.at, "
    "m.\"as\", m.made AS made, NULL, NULL, NULL, NULL, m.author, NULL, NULL, cast(NULL AS "
    "bigint), cast(NULL AS bigint), 'move', NULL, NULL, NULL, NULL, NULL, NULL FROM move m WHERE "
    "(m.customer IN " ONE_PERSON
    " OR m.id IN (SELECT p.parent FROM move_people p WHERE p.customer IN " ONE_PERSON
    ")) AND m.made <= $2 AND (m.made < $2 OR m.id < $3) ORDER BY made DESC, m.id DESC LIMIT $5) AS "
    "moves UNION ALL SELECT * FROM (SELECT NULL, a.service, NULL, NULL, a.council, 0, a.id, NULL, "
    "a.at, a.at, a.made AS made, NULL, a.reference, NULL, NULL, a.author, d.team, NULL, "
    "a.start, "
    "cast(NULL AS bigint), 'appointment', NULL, NULL, NULL, NULL, NULL, NULL FROM appointment a "
    "LEFT JOIN diary d ON d.id = a.diary WHERE a.customer IN " ONE_PERSON
    " AND a.made <= $2 AND (a.made < $2 OR a.id < $3) ORDER BY made DESC, a.id DESC LIMIT $5) AS "
    "appointments ";

static const char promises_sql[] =
    "UNION ALL SELECT * FROM (SELECT NULL, p.service, NULL, p.what, p.responsible, 0, p.id, NULL, "
    "p.at, p.\"as\", p.made AS made, NULL, NULL, NULL, NULL, p.made_by, q.team, NULL, p.due, "
    "cast(NULL AS bigint), 'promise', NULL, NULL, NULL, NULL, NULL, NULL FROM promise p LEFT "
    "JOIN queue q ON q.id = p.queue WHERE p.customer IN " ONE_PERSON
    " AND p.state <> 'open' AND (p.case_id IS NULL OR p.state <> 'kept') AND p.made <= $2 AND "
    "(p.made < $2 OR p.id < $3) ORDER BY made DESC, p.id DESC LIMIT $5) AS promises ";

static void
read_move(struct tx *tx, struct history_item *item, struct arena *arena)
{
	struct move *move = record_new(arena, &move_record);
	if (move_get(tx, item->id, move, arena) != 1)
		return;
	const struct address address = {
	    .line = move->line, .town = move->town, .postcode = move->postcode};
	item->move = move;
	item->note = address_words(&address, arena);
}

/* The records of the page's lines of one kind, all in one question. */
static struct list
read_kind(struct tx *tx, const char *kind, const struct record *record, struct arena *arena,
    const struct list *out)
{
	const char **ids = arena_alloc(arena, (out->count + 1) * sizeof *ids);
	size_t count = 0;
	struct list found = {0};
	LIST_EACH(struct history_line, line, out)
	if (strcmp(line->item.kind, kind) == 0)
		ids[count++] = line->item.id;
	if (count)
		table_get_many(tx->db, table_of(record), ids, count, arena, &found);
	return found;
}

static void
read_appointments(struct tx *tx, struct arena *arena, struct list *out)
{
	struct list found = read_kind(tx, "appointment", &appointment_record, arena, out);
	LIST_EACH(struct history_line, line, out)
	if (strcmp(line->item.kind, "appointment") == 0)
		line->item.appointment = list_find(&found, &appointment_record, line->item.id);
}

static void
read_promises(struct tx *tx, struct arena *arena, struct list *out)
{
	struct list found = read_kind(tx, "promise", &promise_record, arena, out);
	LIST_EACH(struct history_line, line, out)
	{
		const struct promise *promise =
		    strcmp(line->item.kind, "promise") == 0
			? list_find(&found, &promise_record, line->item.id)
			: NULL;
		if (!promise)
			continue;
		line->item.promise = record_new(arena, &promise_line_record);
		*line->item.promise = (struct promise_line){.id = promise->id,
		    .kind = promise->kind,
		    .service = promise->service,
		    .council = promise->responsible,
		    .what = promise->what,
		    .queue = promise->queue,
		    .owner = promise->owner,
		    .state = promise->state,
		    .made = promise->made,
		    .due = promise->due,
		    .kept = promise->kept};
	}
}

/* The latest correction of what a line is of: its contact, whatever the enquiry, or its case. */
static void
read_corrections(struct tx *tx, const char *customer, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT record_id, state, statement, role, at FROM correction WHERE customer "
	    "IN " ONE_PERSON " AND record <> 'customer' ORDER BY at, id",
	    VALUES(v_text(customer)));
	while (db_next(rows)) {
		struct correction *correction = record_new(arena, &correction_record);
		*correction = (struct correction){.record_id = row_text(rows, 0, arena),
		    .state = row_text(rows, 1, arena),
		    .statement = row_text(rows, 2, arena),
		    .role = row_text(rows, 3, arena),
		    .at = row_number(rows, 4)};
		LIST_EACH(struct history_line, line, out)
		if (strcmp(correction->record_id, line->item.id) == 0 ||
		    strstr(line->key, correction->record_id))
			line->item.correction = correction;
	}
	db_end(rows);
}

int
history(struct tx *tx, const char *customer, const char *but, const char *before, size_t most,
    struct arena *arena, struct list *out)
{
	struct mark mark = mark_read(before);
	const char *sql = arena_printf(
	    arena, "%s%sORDER BY at DESC, mark DESC, position LIMIT $5", history_sql, promises_sql);
	struct db_rows *rows = db_query(tx->db, sql,
	    VALUES(v_text(customer), v_number(mark.began), v_text(mark.contact),
		v_number(mark.position), v_number((int64_t)most), v_text(but ? but : "")));
	while (db_next(rows))
		read_line(rows, list_add(arena, out, &history_line_record), arena);
	db_end(rows);
	LIST_EACH(struct history_line, line, out)
	if (strcmp(line->item.kind, "move") == 0 && !line->item.move)
		read_move(tx, &line->item, arena);
	read_appointments(tx, arena, out);
	read_promises(tx, arena, out);
	if (out->count)
		read_corrections(tx, customer, arena, out);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
earlier_answers(struct tx *tx, const char *customer, const char *but, size_t longest, size_t most,
    struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT e.service, a.prompt, a.value, a.at, e.responsible, c.at, c.\"as\", "
	    "c.\"user\", q.team FROM contact c "
	    "JOIN contact_enquiries e ON e.parent = c.id JOIN contact_enquiries_answers a ON "
	    "a.parent "
	    "= e.id LEFT JOIN case_record k ON k.enquiry = e.id LEFT JOIN queue q ON q.id = "
	    "k.queue WHERE c.customer IN " ONE_PERSON
	    " AND c.id <> $2 AND a.source <> 'calculated' AND "
	    "a.value <> 'told' AND a.prompt <> 'address.district' AND "
	    "length(a.value) BETWEEN 1 AND $3 ORDER BY c.began DESC, c.id DESC, e.position, "
	    "a.position LIMIT $4",
	    VALUES(v_text(customer), v_text(but ? but : ""), v_number((int64_t)longest),
		v_number((int64_t)most)));
	while (db_next(rows)) {
		struct earlier_line *line = list_add(arena, out, &earlier_line_record);
		line->what =
		    (struct sharing){.concern = {row_text(rows, 5, arena), row_text(rows, 6, arena),
					 row_text(rows, 4, arena)},
			.taker = row_text(rows, 7, arena),
			.team = row_text(rows, 8, arena)};
		const char *responsible = line->what.concern.responsible;
		line->answer = (struct earlier_answer){.service = row_text(rows, 0, arena),
		    .prompt = row_text(rows, 1, arena),
		    .value = row_text(rows, 2, arena),
		    .council = responsible ? responsible : line->what.concern.as,
		    .at = row_number(rows, 3)};
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
offers_said(struct tx *tx, const char *customer, const char *contact, size_t most,
    struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT e.service, e.offer_reply, c.began, c.at, c.\"as\", e.responsible, "
	    "c.\"user\" FROM contact c JOIN contact_enquiries e ON e.parent = c.id WHERE "
	    "c.customer IN " ONE_PERSON " AND c.id <> $2 AND "
	    "e.offer_reply IS NOT NULL ORDER BY c.began DESC, c.id DESC, e.position LIMIT $3",
	    VALUES(v_text(customer), v_text(contact ? contact : ""), v_number((int64_t)most)));
	while (db_next(rows)) {
		struct history_line *line = list_add(arena, out, &history_line_record);
		line->item.service = row_text(rows, 0, arena);
		line->item.offer_reply = row_text(rows, 1, arena);
		line->item.at = row_number(rows, 2);
		line->what =
		    (struct sharing){.concern = {row_text(rows, 3, arena), row_text(rows, 4, arena),
					 row_text(rows, 5, arena)},
			.taker = row_text(rows, 6, arena)};
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
