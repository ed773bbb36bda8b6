/*
 * All that is held of one person, found by the tables of fields: a new record that says whose it is
 * comes in by itself.
 */
#include "store/held.h"
#include "store/inside.h"
#include "store/tokens.h"

#include <stdlib.h>
#include <string.h>

/* Records that say in another way than by a field `customer` whose they are. */
static const struct {
	const struct record *record;
	const char *where;
} other_ways[] = {
    {&customer_record, "t.id IN " ONE_PERSON},
    {&customer_merge_record, "t.keep IN " ONE_PERSON " OR t.gone IN " ONE_PERSON},
    {&hold_record, "t.id IN " ONE_PERSON " OR t.id IN (SELECT id FROM case_record WHERE customer "
		   "IN " ONE_PERSON ")"},
};
enum { OTHER_WAYS = sizeof other_ways / sizeof *other_ways };

/* The partnership, the directory and its work, the gazetteer. */
static const struct record *const nobodys[] = {&council_record, &site_record, &desk_record_record,
    &outbound_list_record,
    /* Other systems. */
    &connect_job_record, &mailbox_record,
    /* What the front office has. */
    &team_record, &queue_record, &user_record, &notice_record, &property_record, &postcode_record,
    &entry_draft_record, &wrong_record, &body_record, &learnt_record, &retention_record,
    &room_use_record, &venue_record, &diary_record, &diary_day_record, &bulk_record,
    &incident_record, &officer_record, &ladder_rung_record};

bool
held_of_nobody(const struct record *record)
{
	for (size_t i = 0; i < sizeof nobodys / sizeof *nobodys; i++)
		if (nobodys[i] == record)
			return true;
	return false;
}

struct holding {
	struct tx *tx;
	const char *customer;
	struct arena *arena;
	void (*each)(void *context, const struct record *record, struct list *rows);
	void *context;
};

static const char *
where_of(const struct record *record, bool of_customer)
{
	for (size_t i = 0; i < OTHER_WAYS; i++)
		if (other_ways[i].record == record)
			return other_ways[i].where;
	return of_customer ? "t.\"customer\" IN " ONE_PERSON : NULL;
}

static const char *
first_time(const struct record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].type == FIELD_TIME &&
		    !(record->fields[i].flags & FIELD_DERIVED))
			return record->fields[i].name;
	return "id";
}

static void
hold_one(void *context, const struct record *record, bool of_customer)
{
	const struct holding *holding = context;
	const char *where = where_of(record, of_customer);
	struct list rows = {0};
	if (!where)
		return;
	const char *tail = arena_printf(
	    holding->arena, "WHERE %s ORDER BY t.\"%s\", t.\"id\"", where, first_time(record));
	table_select(holding->tx->db, table_of(record), tail, VALUES(v_text(holding->customer)),
	    true, holding->arena, &rows);
	if (rows.count)
		holding->each(holding->context, record, &rows);
}

int
held_of(struct tx *tx, const char *customer, struct arena *arena,
    void (*each)(void *context, const struct record *record, struct list *rows), void *context)
{
	struct holding holding = {tx, customer, arena, each, context};
	tables_roots(hold_one, &holding);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
customers_with(struct tx *tx, const struct customer *words, size_t most, struct arena *arena,
    const char **ids, size_t *count)
{
	enum { WORDS = 8 };
	struct list tokens = {0};
	struct db_value values[WORDS + 1];
	struct buf sql;
	*count = 0;
	tokens_of_customer(words, arena, &tokens);
	if (!tokens.count)
		return 0;
	size_t used = tokens.count < WORDS ? tokens.count : WORDS;
	buf_init(&sql, 2000);
	buf_puts(&sql, "SELECT f.id FROM token t0 JOIN face f ON f.number = t0.face");
	for (size_t i = 1; i < used; i++)
		buf_printf(&sql, " JOIN token t%zu ON t%zu.face = t0.face AND t%zu.word = $%zu", i,
		    i, i, i + 1);
	buf_printf(&sql, " WHERE t0.word = $1 ORDER BY f.number LIMIT $%zu", used + 1);
	for (size_t i = 0; i < used; i++)
		values[i] = v_text(LIST_AT(struct token, &tokens, i)->word);
	values[used] = v_number((int64_t)most);
	struct db_rows *rows = db_query(tx->db, sql.data, values, used + 1);
	while (db_next(rows) && *count < most)
		ids[(*count)++] = row_text(rows, 0, arena);
	db_end(rows);
	buf_release(&sql);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
