/* Whom the CRM itself tells how an incident ended: some at a time, with as many queries for fifty
 * as for one. */
#include "base/text.h"
#include "store/incidents.h"
#include "store/inside.h"

#include <string.h>

int
incident_untold(struct tx *tx, const char *id, size_t most, struct arena *arena,
    struct incident_untold *out, size_t *count)
{
	struct db_rows *rows = db_query(tx->db,
	    "WITH RECURSIVE few(id, customer, contact, mail, joined) AS (SELECT id, customer, "
	    "contact, mail, joined FROM incident_member WHERE incident = $1 AND state = 'pending' "
	    "AND way IS NULL ORDER BY joined, id LIMIT $2), who(member, contact, mail, joined, "
	    "person, next) AS (SELECT s.id, s.contact, s.mail, s.joined, s.customer, c.merged_into "
	    "FROM few s LEFT JOIN customer c ON c.id = s.customer UNION ALL SELECT w.member, "
	    "w.contact, w.mail, w.joined, c.id, c.merged_into FROM who w JOIN customer c ON c.id = "
	    "w.next) SELECT w.member, w.person, k.caller, w.mail, w.joined FROM who w "
	    "LEFT JOIN contact k ON k.id = w.contact WHERE w.next IS NULL ORDER BY w.joined, "
	    "w.member",
	    VALUES(v_text(id), v_number((int64_t)most)));
	*count = 0;
	while (db_next(rows) && *count < most)
		out[(*count)++] = (struct incident_untold){.member = row_text(rows, 0, arena),
		    .customer = row_text(rows, 1, arena),
		    .caller = row_text(rows, 2, arena),
		    .mailed = row_type(rows, 3) != DB_NULL,
		    .joined = row_number(rows, 4)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
incident_way(struct tx *tx, const char *member, const char *way, const char *mail)
{
	return db_run(tx->db,
	    "UPDATE incident_member SET way = $2, mail = coalesce($3, mail) WHERE id = $1 AND "
	    "state = 'pending'",
	    VALUES(v_text(member), v_text(way), v_text(mail)));
}

/* ---- when ---- */

int
incidents_to_tell(struct tx *tx, size_t most, struct arena *arena, const char **ids, size_t *count)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id FROM incident WHERE tell_at <= $1 ORDER BY tell_at, id LIMIT $2",
	    VALUES(v_number(tx->now), v_number((int64_t)most)));
	*count = 0;
	while (db_next(rows) && *count < most)
		ids[(*count)++] = row_text(rows, 0, arena);
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

micros
incidents_tell_next(struct tx *tx)
{
	return db_number(tx->db, "SELECT min(tell_at) FROM incident WHERE tell_at IS NOT NULL",
	    NO_VALUES, INT64_MAX);
}

int
incident_tell_on(struct tx *tx, const char *id, micros at)
{
	return db_run(tx->db,
	    "UPDATE incident SET tell_at = CASE WHEN EXISTS (SELECT 1 FROM incident_member m WHERE "
	    "m.incident = $1 AND m.state = 'pending' AND m.way IS NULL) THEN cast($2 AS bigint) "
	    "END WHERE id = $1",
	    VALUES(v_text(id), v_number(at)));
}

/* ---- what came of a mail ---- */

bool
incident_mails_wait(struct tx *tx, const char *id)
{
	return db_number(tx->db,
		   "SELECT count(*) FROM (SELECT 1 FROM incident_member WHERE incident = $1 AND "
		   "state = 'pending' AND way = 'mail' LIMIT 1) AS mails",
		   VALUES(v_text(id)), 0) > 0;
}

static const char *
member_of(struct tx *tx, const char *mail, const char **member, struct arena *arena)
{
	const char *incident = NULL;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, incident FROM incident_member WHERE mail = $1", VALUES(v_text(mail)));
	if (db_next(rows)) {
		*member = row_text(rows, 0, arena);
		incident = row_text(rows, 1, arena);
	}
	db_end(rows);
	return incident;
}

const char *
incident_mail_sent(struct tx *tx, const char *mail, const char **member, struct arena *arena)
{
	const char *incident = member_of(tx, mail, member, arena);
	if (incident)
		db_run(tx->db,
		    "UPDATE incident_member SET heard = telling, told = $2, told_by = NULL, state "
		    "= CASE WHEN state = 'pending' THEN 'told' ELSE state END WHERE id = $1 AND "
		    "state IN ('pending', 'joined')",
		    VALUES(v_text(*member), v_number(tx->now)));
	return incident;
}

const char *
incident_mail_failed(struct tx *tx, const char *mail, const char **member, struct arena *arena)
{
	const char *incident = member_of(tx, mail, member, arena);
	if (!incident)
		return NULL;
	/* Told by somebody in the meantime they are told. */
	db_run(tx->db,
	    "UPDATE incident_member SET way = NULL, heard = NULL, told = NULL, state = CASE WHEN "
	    "state = 'told' AND (SELECT i.state FROM incident i WHERE i.id = "
	    "incident_member.incident) = 'closed' THEN 'pending' WHEN state = 'told' THEN 'joined' "
	    "ELSE state END WHERE id = $1 AND way = 'mail' AND told_by IS NULL",
	    VALUES(v_text(*member)));
	db_run(tx->db,
	    "UPDATE incident SET tell_at = $2 WHERE id = $1 AND state = 'closed' AND tell_at IS "
	    "NULL",
	    VALUES(v_text(incident), v_number(tx->now)));
	return incident;
}

/* ---- who said no ---- */

struct refusing {
	const char *const *texts;
	size_t count;
	bool *refused;
};

/* Marks those whose text is in the rows of a query with "@keys". */
static void
mark(struct tx *tx, const char *sql, const struct refusing *of, struct arena *arena)
{
	struct db_value *keys = arena_alloc(arena, (of->count + 1) * sizeof *keys);
	size_t known = 0;
	for (size_t i = 0; i < of->count; i++)
		if (of->texts[i])
			keys[known++] = v_text(of->texts[i]);
	if (!known)
		return;
	struct db_rows *rows = db_query_keys(tx->db, sql, NO_VALUES, keys, known, arena);
	while (db_next(rows)) {
		const char *text = row_text(rows, 0, arena);
		for (size_t i = 0; i < of->count; i++)
			of->refused[i] = of->refused[i] || text_same(of->texts[i], text);
	}
	db_end(rows);
}

int
outbound_refusals(struct tx *tx, const char *const *customers, const char *const *numbers,
    size_t count, bool *refused, struct arena *arena)
{
	const struct refusing people = {customers, count, refused},
			      rung = {numbers, count, refused};
	bool *owned = arena_alloc(arena, (count + 1) * sizeof *owned);
	memset(owned, 0, (count + 1) * sizeof *owned);
	const struct refusing owners = {numbers, count, owned};
	memset(refused, 0, count * sizeof *refused);
	if (count > DB_KEYS)
		return -1;
	mark(tx,
	    "WITH RECURSIVE mine(face, id) AS (SELECT id, id FROM customer WHERE id IN (@keys) "
	    "UNION ALL SELECT mine.face, c.id FROM customer c JOIN mine ON c.merged_into = "
	    "mine.id) SELECT DISTINCT mine.face FROM mine JOIN outbound_item i ON i.customer = "
	    "mine.id JOIN outbound_item_attempts a ON a.parent = i.id WHERE a.outcome = "
	    "'not_again'",
	    &people, arena);
	mark(tx,
	    "SELECT DISTINCT i.number FROM outbound_item i JOIN outbound_item_attempts a ON "
	    "a.parent = i.id WHERE a.outcome = 'not_again' AND i.number IN (@keys)",
	    &rung, arena);
	/* Of a number that is nobody's here: whoever has it. */
	mark(tx,
	    "SELECT DISTINCT p.number FROM customer u JOIN customer_phones p ON p.parent = u.id "
	    "WHERE p.number IN (@keys) AND u.merged_into IS NULL AND (SELECT s.agreed FROM "
	    "customer_consents s WHERE s.parent = u.id AND s.kind = 'phone' ORDER BY s.at DESC, "
	    "s.position DESC LIMIT 1) = 0",
	    &owners, arena);
	for (size_t i = 0; i < count; i++)
		refused[i] = refused[i] || (!customers[i] && owned[i]);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
