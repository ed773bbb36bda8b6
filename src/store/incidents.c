#include "store/incidents.h"
#include "base/secret.h"
#include "base/text.h"
#include "store/inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int
incident_get(struct tx *tx, const char *id, struct incident *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&incident_record), id, out, arena);
}

int
incident_put(struct tx *tx, const struct incident *incident)
{
	return table_put(tx->db, table_of(&incident_record), incident);
}

int
incidents_like(struct tx *tx, const struct incident *like, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&incident_record),
	    "WHERE t.service = $1 AND t.state = 'open' AND t.merged_into IS NULL AND "
	    "coalesce(t.last, t.opened) >= $2 - t.hours * 3600000000 AND ((t.easting BETWEEN $3 - "
	    "t.within AND $3 + t.within AND t.northing BETWEEN $4 - t.within AND $4 + t.within) "
	    "OR t.postcode = $5 OR t.street = $6) ORDER BY t.people DESC, t.opened DESC, t.id "
	    "LIMIT 60",
	    VALUES(v_text(like->service), v_number(tx->now), v_number(like->easting),
		v_number(like->northing), v_text(like->postcode), v_text(like->street)),
	    true, arena, out);
}

int
incident_member_get(struct tx *tx, const char *id, struct incident_member *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&incident_member_record), id, out, arena);
}

/* ---- joining and leaving ---- */

static int incident_late(struct tx *tx, const char *id);

/* Has this person, by any record, joined it before? */
static bool
is_there(struct tx *tx, const struct incident_member *member)
{
	return member->customer &&
	       db_number(tx->db,
		   "SELECT count(*) FROM (SELECT 1 FROM incident_member m WHERE m.customer "
		   "IN " ONE_PERSON " AND m.incident = $2 AND m.id <> $3 AND m.state <> 'left' "
		   "LIMIT 1) AS others",
		   VALUES(v_text(member->customer), v_text(member->incident), v_text(member->id)),
		   0) > 0;
}

int
incident_join(struct tx *tx, const struct incident_member *member, int64_t *people)
{
	const char *made = db_string(tx->db,
	    "INSERT INTO incident_member (id, incident, via, customer, contact, state, joined) "
	    "VALUES ($1, $2, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING RETURNING id",
	    VALUES(v_text(member->id), v_text(member->incident), v_text(member->customer),
		v_text(member->contact), v_text(member->state), v_number(member->joined)),
	    &tx->scratch);
	if (!made)
		return tx->db->fault == DB_FINE ? 0 : -1;
	if (text_same(member->state, "pending"))
		incident_late(tx, member->incident);
	*people = db_number(tx->db,
	    "UPDATE incident SET people = people + $2, last = $3 WHERE id = $1 RETURNING people",
	    VALUES(v_text(member->incident), v_number(is_there(tx, member) ? 0 : 1),
		v_number(tx->now)),
	    0);
	return tx->db->fault == DB_FINE ? 1 : -1;
}

int
incident_member_of(struct tx *tx, const char *id, const char *customer)
{
	return db_run(tx->db, "UPDATE incident_member SET customer = $2 WHERE id = $1",
	    VALUES(v_text(id), v_text(customer)));
}

/* Each member with the person that their record has become: the rows whose `next` is null. */
#define WHO(states)                                                                                \
	"WITH RECURSIVE who(member, state, person, next) AS (SELECT m.id, m.state, "               \
	"coalesce(m.customer, m.id), c.merged_into FROM incident_member m LEFT JOIN customer c "   \
	"ON c.id = m.customer WHERE m.incident = $1 AND m.state IN (" states                       \
	") UNION ALL SELECT w.member, w.state, c.id, c.merged_into FROM who w JOIN customer c ON " \
	"c.id = w.next) "

static int
recount(struct tx *tx, const char *id)
{
	int64_t people = db_number(tx->db,
	    WHO("'joined', 'pending', 'told'") "SELECT count(DISTINCT person) FROM who WHERE next "
					       "IS NULL",
	    VALUES(v_text(id)), 0);
	return db_run(tx->db, "UPDATE incident SET people = $2 WHERE id = $1",
	    VALUES(v_text(id), v_number(people)));
}

int
incident_unjoin(struct tx *tx, const struct incident_member *member)
{
	db_run(tx->db, "DELETE FROM incident_member WHERE id = $1", VALUES(v_text(member->id)));
	return recount(tx, member->incident);
}

int
incident_leave(struct tx *tx, const struct incident_member *member, const char *reason)
{
	const char *left = db_string(tx->db,
	    "UPDATE incident_member SET state = 'left', \"left\" = $2, reason = $3, told_with = "
	    "NULL WHERE id = $1 AND state <> 'left' RETURNING id",
	    VALUES(v_text(member->id), v_number(tx->now), v_text(reason)), &tx->scratch);
	if (!left || recount(tx, member->incident))
		return tx->db->fault == DB_FINE ? 0 : -1;
	return 1;
}

int
incident_told(struct tx *tx, const char *member, const char *by)
{
	const char *told = db_string(tx->db,
	    "UPDATE incident_member SET state = 'told', told = $2, told_by = $3, heard = telling, "
	    "way = CASE WHEN way = 'list' THEN way END WHERE id = $1 AND state = 'pending' "
	    "RETURNING id",
	    VALUES(v_text(member), v_number(tx->now), v_text(by)), &tx->scratch);
	if (told)
		db_run(tx->db,
		    "UPDATE outbound_item SET state = 'stopped' WHERE member = $1 AND state = "
		    "'waiting'",
		    VALUES(v_text(member)));
	return tx->db->fault == DB_FINE ? told != NULL : -1;
}

/* ---- all of them ---- */

/* Of each person one is to be told: the one that was, else the first. */
static int
fold(struct tx *tx, const char *id)
{
	db_run(tx->db,
	    "UPDATE incident_member SET state = 'pending', told_with = NULL WHERE incident = $1 "
	    "AND told_with IS NOT NULL AND state = 'joined'",
	    VALUES(v_text(id)));
	return db_run(tx->db,
	    WHO("'pending', 'told'") ", firsts AS (SELECT person, coalesce(min(CASE WHEN state = "
				     "'told' THEN member END), min(member)) AS first FROM who "
				     "WHERE next IS NULL GROUP BY person), others AS (SELECT "
				     "w.member, f.first FROM who w JOIN firsts f ON f.person = "
				     "w.person WHERE w.next IS NULL AND w.member <> f.first) "
				     "UPDATE incident_member SET state = 'joined', told_with = "
				     "others.first FROM others WHERE incident_member.id = "
				     "others.member AND incident_member.state = 'pending'",
	    VALUES(v_text(id)));
}

/* What was to be told, so that nobody hears the same twice: of the words, not the words. */
static const char *
words_digest(struct tx *tx, const char *outcome)
{
	unsigned char hash[SECRET_HASH];
	char text[64];
	if (text_blank(outcome))
		return "";
	secret_hash(hash, outcome, strlen(outcome), NULL);
	secret_base64_url(text, sizeof text, hash, sizeof hash / 2);
	return arena_strdup(&tx->scratch, text);
}

/* Whoever was given no way yet is to be told by the CRM itself, if there is anything to tell. */
static int
tell_soon(struct tx *tx, const char *id)
{
	return db_run(tx->db,
	    "UPDATE incident SET tell_at = $2 WHERE id = $1 AND state = 'closed' AND outcome IS "
	    "NOT NULL AND EXISTS (SELECT 1 FROM incident_member m WHERE m.incident = $1 AND "
	    "m.state = 'pending' AND m.way IS NULL)",
	    VALUES(v_text(id), v_number(tx->now)));
}

/* Who is somebody, or rang from a number, can be told: all who have not heard just this (`again`),
 * or those who had no word of it. */
static int
to_be_told(struct tx *tx, const char *id, const char *outcome, bool again)
{
	const char *digest = words_digest(tx, outcome);
	db_run(tx->db,
	    "UPDATE incident_member SET state = 'told', told_with = NULL WHERE incident = $1 AND "
	    "state IN ('joined', 'pending') AND heard = $2 AND $2 <> ''",
	    VALUES(v_text(id), v_text(digest)));
	db_run(tx->db,
	    "UPDATE incident_member SET state = 'pending', told_with = NULL, way = NULL, mail = "
	    "NULL, telling = $2 WHERE incident = $1 AND (state = 'joined' OR (state = 'pending' "
	    "AND coalesce(telling, '') <> $2) OR (state = $3 AND ($2 = '' OR coalesce(heard, '') "
	    "<> $2))) AND (customer IS NOT NULL OR EXISTS (SELECT 1 FROM contact c WHERE c.id = "
	    "incident_member.contact AND c.caller IS NOT NULL))",
	    VALUES(v_text(id), v_text(digest), v_text(again ? "told" : "")));
	fold(tx, id);
	return tell_soon(tx, id);
}

/* Somebody joined it after it had ended. */
static int
incident_late(struct tx *tx, const char *id)
{
	return to_be_told(tx, id,
	    db_string(tx->db, "SELECT outcome FROM incident WHERE id = $1", VALUES(v_text(id)),
		&tx->scratch),
	    false);
}

int
incident_close(struct tx *tx, const char *id, const char *outcome, micros at)
{
	db_run(tx->db,
	    "UPDATE incident SET state = 'closed', closed = $2, outcome = $3 WHERE id = $1",
	    VALUES(v_text(id), v_number(at), v_text(text_blank(outcome) ? NULL : outcome)));
	return to_be_told(tx, id, outcome, true);
}

int
incident_reopen(struct tx *tx, const char *id)
{
	db_run(tx->db,
	    "UPDATE incident SET state = 'open', closed = NULL, outcome = NULL, tell_at = NULL "
	    "WHERE id = $1",
	    VALUES(v_text(id)));
	db_run(tx->db,
	    "UPDATE outbound_item SET state = 'stopped' WHERE state = 'waiting' AND list IN "
	    "(SELECT id FROM outbound_list WHERE incident = $1)",
	    VALUES(v_text(id)));
	return db_run(tx->db,
	    "UPDATE incident_member SET state = 'joined', told_with = NULL WHERE incident = $1 AND "
	    "(state = 'pending' OR told_with IS NOT NULL)",
	    VALUES(v_text(id)));
}

int
incident_merge(struct tx *tx, const char *id, const char *into)
{
	db_run(tx->db, "UPDATE incident SET merged_into = $2 WHERE id = $1",
	    VALUES(v_text(id), v_text(into)));
	db_run(tx->db, "UPDATE incident_member SET incident = $2 WHERE incident = $1",
	    VALUES(v_text(id), v_text(into)));
	bool closed =
	    db_number(tx->db, "SELECT count(*) FROM incident WHERE id = $1 AND state = 'closed'",
		VALUES(v_text(into)), 0) > 0;
	if (closed)
		incident_late(tx, into);
	return recount(tx, into);
}

int
incident_split(struct tx *tx, const char *id)
{
	const char *from = db_string(tx->db, "SELECT merged_into FROM incident WHERE id = $1",
	    VALUES(v_text(id)), &tx->scratch);
	db_run(tx->db, "UPDATE incident SET merged_into = NULL WHERE id = $1", VALUES(v_text(id)));
	db_run(tx->db,
	    "WITH RECURSIVE down(id) AS (SELECT id FROM incident WHERE id = $1 UNION SELECT i.id "
	    "FROM incident i JOIN down d ON i.merged_into = d.id) UPDATE incident_member SET "
	    "incident = $1 WHERE via IN (SELECT id FROM down)",
	    VALUES(v_text(id)));
	recount(tx, id);
	return from ? recount(tx, from) : 0;
}

int
incidents_fold(struct tx *tx, const char *customer)
{
	struct list incidents = {0};
	struct db_rows *rows = db_query(tx->db,
	    "SELECT DISTINCT m.incident, i.state FROM incident_member m JOIN incident i ON i.id = "
	    "m.incident WHERE m.customer IN " ONE_PERSON,
	    VALUES(v_text(customer)));
	while (db_next(rows))
		*(struct incident *)list_add(&tx->scratch, &incidents, &incident_record) =
		    (struct incident){.id = row_text(rows, 0, &tx->scratch),
			.state = row_text(rows, 1, &tx->scratch)};
	db_end(rows);
	LIST_EACH(struct incident, incident, &incidents)
	{
		if (text_same(incident->state, "closed")) {
			fold(tx, incident->id);
			tell_soon(tx, incident->id);
		}
		recount(tx, incident->id);
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- a page of them ---- */

int
incident_people(struct tx *tx, const char *id, const char *after, size_t most, struct arena *arena,
    struct list *out, const char **next)
{
	struct row_place place = row_place_read(after, INT64_MIN, arena);
	*next = NULL;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT m.id, m.customer, c.caller, m.state, m.told_by, c.\"as\", m.joined, m.told, "
	    "CASE WHEN k.enquiry = m.id THEN 1 ELSE 0 END, m.way FROM incident_member m LEFT JOIN "
	    "contact "
	    "c ON c.id = m.contact LEFT JOIN case_record k ON k.id = m.incident WHERE m.incident = "
	    "$1 AND (m.joined, m.id) > ($2, $3) ORDER BY m.joined, m.id LIMIT $4",
	    VALUES(v_text(id), v_number(place.at), v_text(place.id), v_number((int64_t)most + 1)));
	while (db_next(rows)) {
		if (out->count == most) {
			const struct incident_person *end =
			    LIST_AT(struct incident_person, out, most - 1);
			*next = row_place_text((struct row_place){end->joined, end->id}, arena);
			break;
		}
		*(struct incident_person *)list_add(arena, out, &incident_person_record) =
		    (struct incident_person){.id = row_text(rows, 0, arena),
			.customer = row_text(rows, 1, arena),
			.phone = row_text(rows, 2, arena),
			.state = row_text(rows, 3, arena),
			.told_by = row_text(rows, 4, arena),
			.council = row_text(rows, 5, arena),
			.joined = row_number(rows, 6),
			.told = row_number(rows, 7),
			.first = row_number(rows, 8) != 0,
			.way = row_text(rows, 9, arena)};
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
incident_counts(struct tx *tx, struct incident *incident)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT cast(coalesce(sum(CASE WHEN state = 'pending' THEN 1 ELSE 0 END), 0) AS "
	    "bigint), cast(coalesce(sum(CASE WHEN state = 'pending' AND way = 'mail' THEN 1 ELSE 0 "
	    "END), 0) AS bigint), cast(coalesce(sum(CASE WHEN state = 'pending' AND way = 'list' "
	    "THEN 1 ELSE 0 END), 0) AS bigint), cast(coalesce(sum(CASE WHEN state = 'told' AND way "
	    "= 'mail' THEN 1 ELSE 0 END), 0) AS bigint) FROM incident_member WHERE incident = $1 "
	    "AND state IN ('pending', 'told')",
	    VALUES(v_text(incident->id)));
	if (db_next(rows)) {
		incident->untold = row_number(rows, 0);
		incident->mailing = row_number(rows, 1);
		incident->listed = row_number(rows, 2);
		incident->mailed = row_number(rows, 3);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
property_at(struct tx *tx, const char *words, struct property *out, struct arena *arena)
{
	char postcode[9];
	struct list found = {0};
	if (!postcode_find(words, postcode))
		return 0;
	table_select(tx->db, table_of(&property_record),
	    "WHERE t.postcode = $1 AND t.until IS NULL", VALUES(v_text(postcode)), false, arena,
	    &found);
	LIST_EACH(struct property, property, &found)
	{
		const struct address address = {
		    .line = property->line, .town = property->town, .postcode = property->postcode};
		if (!text_same(address_words(&address, arena), words))
			continue;
		*out = *property;
		return 1;
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}
