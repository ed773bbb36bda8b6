#include "store/forms.h"
#include "base/date.h"
#include "base/text.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

int
web_form_get(struct tx *tx, const char *id, struct web_form *out, struct arena *arena)
{
	*out = (struct web_form){0};
	return table_get(tx->db, table_of(&web_form_record), id, out, arena);
}

int
web_form_put(struct tx *tx, const struct web_form *form)
{
	return table_put(tx->db, table_of(&web_form_record), form);
}

int
web_forms_waiting(struct tx *tx, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&web_form_record),
	    "WHERE t.state = 'waiting' ORDER BY t.at, t.id LIMIT $1",
	    VALUES(v_number((int64_t)most)), false, arena, out);
}

int
web_forms_part(struct tx *tx, const char *contact)
{
	struct list found = {0};
	table_select(tx->db, table_of(&web_form_record), "WHERE t.contact = $1",
	    VALUES(v_text(contact)), false, &tx->scratch, &found);
	LIST_EACH(struct web_form, form, &found)
	table_part(tx->db, table_of(&web_form_record), form->id);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- counts ---- */

int
form_used(struct tx *tx, const char *service, const char *council, enum form_use use)
{
	char day[11];
	date_format(day, london_of(tx->now).date);
	return db_run(tx->db,
	    "INSERT INTO form_count (day, service, council, begun, sent, refused, looked) VALUES "
	    "($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (day, service, council) DO UPDATE SET begun "
	    "= "
	    "form_count.begun + excluded.begun, sent = form_count.sent + excluded.sent, refused = "
	    "form_count.refused + excluded.refused, looked = form_count.looked + excluded.looked",
	    VALUES(v_text(day), v_text(service), v_text(council), v_number(use == FORM_BEGUN),
		v_number(use == FORM_SENT), v_number(use == FORM_REFUSED),
		v_number(use == FORM_LOOKED)));
}

static struct form_count *
count_of(struct list *counts, const char *service, const char *council, struct arena *arena)
{
	LIST_EACH(struct form_count, count, counts)
	if (text_same(count->service, service) && text_same(count->council, council))
		return count;
	struct form_count *new = list_add(arena, counts, &form_count_record);
	*new = (struct form_count){.service = service, .council = council};
	return new;
}

/* Rows of one service and council follow each other; those that were worked on come by how soon. */
static void
add_cases(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT service, council, first FROM (SELECT f.service, f.council, (SELECT min(e.at) "
	    "FROM "
	    "case_record_events e WHERE e.parent = k.id AND e.kind <> 'opened' AND e.\"user\" IS "
	    "NOT "
	    "NULL) - k.opened AS first FROM web_form f JOIN case_record k ON k.id = f.case_id "
	    "WHERE "
	    "f.at >= $1 AND f.at < $2) AS cases ORDER BY service, council, first IS NULL, first",
	    VALUES(v_number(from), v_number(to)));
	struct form_count *count = NULL;
	size_t worked = 0, most = 0;
	micros *firsts = NULL;
	while (db_next(rows)) {
		const char *service = row_text(rows, 0, arena), *council = row_text(rows, 1, arena);
		struct form_count *of = count_of(out, service, council, arena);
		if (of != count)
			worked = 0;
		count = of;
		count->cases++;
		if (row_type(rows, 2) == DB_NULL)
			continue;
		if (worked == most) {
			most = most ? 2 * most : 64;
			micros *more = arena_alloc(arena, most * sizeof *more);
			if (worked)
				memcpy(more, firsts, worked * sizeof *more);
			firsts = more;
		}
		firsts[worked++] = row_number(rows, 2);
		count->first = firsts[(worked - 1) / 2];
	}
	db_end(rows);
}

int
forms_count(struct tx *tx, const char *from, const char *to, struct arena *arena, struct list *out)
{
	struct date first, last;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT service, council, cast(sum(begun) AS bigint), cast(sum(sent) AS bigint), "
	    "cast(sum(refused) AS bigint), cast(sum(looked) AS bigint) FROM form_count WHERE day "
	    ">= "
	    "$1 AND day <= $2 GROUP BY service, council ORDER BY service, council",
	    VALUES(v_text(from), v_text(to)));
	while (db_next(rows)) {
		struct form_count *count = list_add(arena, out, &form_count_record);
		*count = (struct form_count){.service = row_text(rows, 0, arena),
		    .council = row_text(rows, 1, arena),
		    .begun = row_number(rows, 2),
		    .sent = row_number(rows, 3),
		    .refused = row_number(rows, 4),
		    .looked = row_number(rows, 5)};
	}
	db_end(rows);
	if (date_parse(from, &first) && date_parse(to, &last))
		add_cases(tx, london_micros(first, 0, 0), london_micros(date_add(last, 1), 0, 0),
		    arena, out);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- secrets ---- */

int
case_secret_put(struct tx *tx, const char *case_id, const unsigned char hash[32])
{
	return db_run(tx->db,
	    "INSERT INTO case_secret (case_id, hash, made) VALUES ($1, $2, $3) ON CONFLICT "
	    "(case_id) "
	    "DO UPDATE SET hash = excluded.hash, made = excluded.made",
	    VALUES(v_text(case_id), v_bytes(hash, SECRET_HASH), v_number(tx->now)));
}

int
case_secret_get(struct tx *tx, const char *case_id, unsigned char hash[32])
{
	struct db_rows *rows = db_query(
	    tx->db, "SELECT hash FROM case_secret WHERE case_id = $1", VALUES(v_text(case_id)));
	size_t length = 0;
	bool found = db_next(rows);
	if (found) {
		const void *bytes = row_bytes(rows, 0, &length);
		if (length == SECRET_HASH)
			memcpy(hash, bytes, length);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? found && length == SECRET_HASH : -1;
}

void
store_derive(const struct tx *tx, const char *text, unsigned char out[32])
{
	secret_hash(out, text, strlen(text), tx->store->keys->vault);
}
