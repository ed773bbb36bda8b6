/* Satisfaction surveys: whom they were asked of, and what was answered, as counts and nothing else.
 * Each part of a report has counts of its own: they cannot be crossed to find who said it. */
#include "store/surveys.h"
#include "store/inside.h"

#include <string.h>

int
survey_get(struct tx *tx, const char *contact, struct survey_asking *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&survey_asking_record), contact, out, arena);
}

int
survey_put(struct tx *tx, const struct survey_asking *asking)
{
	return table_put(tx->db, table_of(&survey_asking_record), asking);
}

micros
customer_surveyed(struct tx *tx, const char *customer)
{
	return db_number(tx->db, "SELECT max(at) FROM survey_asking WHERE customer IN " ONE_PERSON,
	    VALUES(v_text(customer)), 0);
}

void
surveys_part(struct tx *tx, const char *contact)
{
	db_run(tx->db, "UPDATE survey_asking SET customer = NULL WHERE id = $1",
	    VALUES(v_text(contact)));
	survey_invite_drop(tx, contact);
}

/* ---- by mail ---- */

int
survey_invite_put(struct tx *tx, const struct survey_invite *invite, const unsigned char hash[32])
{
	return db_run(tx->db,
	    "INSERT INTO survey_invite (id, hash, survey, council, service, channel, team, "
	    "language, until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO "
	    "NOTHING",
	    VALUES(v_text(invite->id), v_bytes(hash, SECRET_HASH), v_text(invite->survey),
		v_text(invite->council), v_text(invite->service), v_text(invite->channel),
		v_text(invite->team), v_text(invite->language), v_number(invite->until)));
}

int
survey_invite_by_hash(
    struct tx *tx, const unsigned char hash[32], struct survey_invite *out, struct arena *arena)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, survey, council, service, channel, team, language, until FROM "
	    "survey_invite WHERE hash = $1 AND until > $2",
	    VALUES(v_bytes(hash, SECRET_HASH), v_number(tx->now)));
	bool found = db_next(rows);
	if (found)
		*out = (struct survey_invite){.id = row_text(rows, 0, arena),
		    .survey = row_text(rows, 1, arena),
		    .council = row_text(rows, 2, arena),
		    .service = row_text(rows, 3, arena),
		    .channel = row_text(rows, 4, arena),
		    .team = row_text(rows, 5, arena),
		    .language = row_text(rows, 6, arena),
		    .until = row_number(rows, 7)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}

bool
survey_invite_waits(struct tx *tx, const char *id)
{
	return db_number(tx->db, "SELECT count(*) FROM survey_invite WHERE id = $1 AND until > $2",
		   VALUES(v_text(id), v_number(tx->now)), 0) > 0;
}

bool
survey_invite_drop(struct tx *tx, const char *id)
{
	return db_string(tx->db, "DELETE FROM survey_invite WHERE id = $1 RETURNING id",
		   VALUES(v_text(id)), &tx->scratch) != NULL;
}

/* ---- answers ---- */

static const char *const parts[] = {[SURVEY_BY_ALL] = "all",
    [SURVEY_BY_COUNCIL] = "council",
    [SURVEY_BY_SERVICE] = "service",
    [SURVEY_BY_CHANNEL] = "channel",
    [SURVEY_BY_TEAM] = "team"};
enum { PARTS = sizeof parts / sizeof *parts };

int
survey_add(struct tx *tx, const struct survey_said *said)
{
	const char *const groups[PARTS] = {
	    "all", said->council, said->service, said->channel, said->team};
	for (size_t i = 0; i < PARTS; i++)
		LIST_EACH(struct survey_answer, answer, &said->answers)
	db_run(tx->db,
	    "INSERT INTO survey_count (month, survey, part, member, question, answer, "
	    "count) VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (month, survey, part, "
	    "member, question, answer) DO UPDATE SET count = survey_count.count + 1",
	    VALUES(v_text(said->month), v_text(said->survey), v_text(parts[i]),
		v_text(groups[i] ? groups[i] : ""), v_text(answer->question),
		v_text(answer->answer)));
	return tx->db->fault == DB_FINE ? 0 : -1;
}

static int
read_counts(struct tx *tx, struct db_rows *rows, struct arena *arena, struct list *out)
{
	while (db_next(rows))
		*(struct survey_count *)list_add(arena, out, &survey_count_record) =
		    (struct survey_count){.survey = row_text(rows, 0, arena),
			.group = row_text(rows, 1, arena),
			.question = row_text(rows, 2, arena),
			.answer = row_text(rows, 3, arena),
			.count = row_number(rows, 4)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
survey_replies(struct tx *tx, enum survey_by by, micros from, micros until, struct arena *arena,
    struct list *out)
{
	return read_counts(tx,
	    db_query(tx->db,
		arena_printf(arena,
		    "SELECT survey, %s, '" SURVEY_REPLY "', reply, count(*) FROM survey_asking "
		    "WHERE at >= $1 AND at < $2 GROUP BY 1, 2, 4 ORDER BY 1, 2, 4",
		    by == SURVEY_BY_ALL ? "'all'"
					: arena_printf(arena, "coalesce(%s, '')", parts[by])),
		VALUES(v_number(from), v_number(until))),
	    arena, out);
}

int
survey_counts_of(struct tx *tx, enum survey_by by, const char *from, const char *to,
    struct arena *arena, struct list *out)
{
	return read_counts(tx,
	    db_query(tx->db,
		"SELECT survey, member, question, answer, cast(sum(count) AS bigint) FROM "
		"survey_count WHERE month >= $1 AND month <= $2 AND part = $3 GROUP BY 1, 2, 3, 4 "
		"ORDER BY 1, 3, 2, 4",
		VALUES(v_text(from), v_text(to), v_text(parts[by]))),
	    arena, out);
}

/* ---- who waits ---- */

micros
reception_waits(struct tx *tx, const char *site, const char *day)
{
	return db_number(tx->db,
	    "SELECT min(since) FROM arrival WHERE site = $1 AND day = $2 AND state = 'waiting'",
	    VALUES(v_text(site), v_text(day)), 0);
}

micros
queue_waits(struct tx *tx, const char *queue)
{
	return db_number(tx->db,
	    "SELECT min(opened) FROM case_record WHERE queue = $1 AND state = 'open' AND "
	    "claimed_by IS NULL",
	    VALUES(v_text(queue)), 0);
}
