/* Payments: of an enquiry at most one that was not given up, by a unique key. */
#include "store/payments.h"
#include "base/text.h"
#include "model/payment_group.h"
#include "store/inside.h"
#include "store/migrate.h"

#include <inttypes.h>
#include <stdio.h>

#define OPEN "state IN ('created', 'started', 'submitted')"
#define UNSETTLED "(" OPEN " OR differs = 1)"

/* A month of a council's is counted in the index alone. */
const char *const schema_reconciling[] = {
    "ALTER TABLE payment ADD COLUMN said TEXT;\n"
    "ALTER TABLE payment ADD COLUMN said_amount @int;\n"
    "ALTER TABLE payment ADD COLUMN looked @int;\n"
    "ALTER TABLE payment ADD COLUMN differs @int;\n"
    "CREATE INDEX payment_council ON payment (council, made, id, state, differs, amount);\n"
    "CREATE INDEX payment_unsettled ON payment (council, made, id) WHERE " UNSETTLED ";\n",
    NULL};

const char *const schema_payment_mails[] = {"ALTER TABLE payment ADD COLUMN mailed @int;\n", NULL};

int
payment_put(struct tx *tx, const struct payment *payment)
{
	return table_put(tx->db, table_of(&payment_record), payment);
}

int
payment_get(struct tx *tx, const char *id, struct payment *out, struct arena *arena)
{
	return table_get(tx->db, table_of(&payment_record), id, out, arena);
}

int
payment_by_reference(struct tx *tx, const char *reference, struct payment *out, struct arena *arena)
{
	struct list found = {0};
	table_select(tx->db, table_of(&payment_record), "WHERE t.reference = $1",
	    VALUES(v_text(reference)), false, arena, &found);
	if (tx->db->fault != DB_FINE)
		return -1;
	if (found.count)
		*out = *LIST_AT(struct payment, &found, 0);
	return found.count > 0;
}

int
payment_open(struct tx *tx, const char *enquiry, struct payment *out, struct arena *arena)
{
	struct list found = {0};
	table_select(tx->db, table_of(&payment_record),
	    "WHERE t.enquiry = $1 AND t.state IN ('created', 'started', 'submitted', 'success')",
	    VALUES(v_text(enquiry)), false, arena, &found);
	if (tx->db->fault != DB_FINE)
		return -1;
	if (found.count)
		*out = *LIST_AT(struct payment, &found, 0);
	return found.count > 0;
}

int
payments_between(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&payment_record),
	    "WHERE t.made >= $1 AND t.made < $2 ORDER BY t.made, t.id",
	    VALUES(v_number(from), v_number(to)), false, arena, out);
}

/* ---- reconciling ---- */

static const struct {
	const char *group, *where; /* $1 council, $2 since, $3 when what has no end is lost */
} groups[] = {{"begun", OPEN " AND made >= $3"},
    {"lost", "(state = 'expired' OR " OPEN " AND made < $3)"}, {"paid", "state = 'success'"},
    {"failed", "state = 'failed'"}, {"cancelled", "state = 'cancelled'"},
    {"refunded", "state = 'refunded'"}, {"differs", "differs = 1"}};
enum { GROUPS = sizeof groups / sizeof *groups };

int
payments_sums(
    struct tx *tx, const char *council, micros from, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT CASE WHEN " OPEN " THEN CASE WHEN made < $3 THEN 'lost' ELSE 'begun' END WHEN "
	    "state = 'success' THEN 'paid' WHEN state = 'expired' THEN 'lost' ELSE state END, "
	    "count(*), cast(sum(amount) AS bigint), cast(coalesce(sum(differs), 0) AS bigint), "
	    "cast(coalesce(sum(CASE WHEN differs = 1 THEN amount END), 0) AS bigint) FROM payment "
	    "WHERE council = $1 AND made >= $2 GROUP BY 1 ORDER BY 1",
	    VALUES(v_text(council), v_number(from), v_number(tx->now - PAYMENT_LOST_AFTER)));
	struct payment_sum differ = {.group = "differs"};
	while (db_next(rows)) {
		*(struct payment_sum *)list_add(arena, out, &payment_sum_record) =
		    (struct payment_sum){.group = row_text(rows, 0, arena),
			.count = row_number(rows, 1),
			.amount = row_number(rows, 2)};
		differ.count += row_number(rows, 3);
		differ.amount += row_number(rows, 4);
	}
	db_end(rows);
	if (differ.count)
		*(struct payment_sum *)list_add(arena, out, &payment_sum_record) = differ;
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* The cases that their enquiries opened. */
static void
name_cases(struct tx *tx, struct list *payments, struct arena *arena)
{
	struct db_value keys[DB_KEYS];
	for (size_t at = 0; at < payments->count; at += DB_KEYS) {
		size_t count = payments->count - at < DB_KEYS ? payments->count - at : DB_KEYS;
		for (size_t i = 0; i < count; i++)
			keys[i] = v_text(LIST_AT(struct payment, payments, at + i)->enquiry);
		struct db_rows *rows = db_query_keys(tx->db,
		    "SELECT enquiry, reference FROM case_record WHERE enquiry IN (@keys)", NULL, 0,
		    keys, count, arena);
		while (db_next(rows)) {
			const char *enquiry = row_text(rows, 0, arena);
			LIST_EACH(struct payment, payment, payments)
			if (text_same(payment->enquiry, enquiry))
				payment->case_reference = row_text(rows, 1, arena);
		}
		db_end(rows);
	}
}

int
payment_name_case(struct tx *tx, struct payment *payment, struct arena *arena)
{
	struct list one = {payment, 1};
	name_cases(tx, &one, arena);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* One reach into the table behind *place, which moves on; true when there may be more. */
static bool
look_through(struct tx *tx, const char *tail, const struct db_value *values, const char *filter,
    size_t most, size_t limit, struct row_place *place, struct arena *arena, struct list *out)
{
	struct list found = {0};
	struct db_value bound[] = {values[0], values[1], values[2], v_number(place->at),
	    v_text(place->id), v_number((int64_t)limit)};
	table_select(tx->db, table_of(&payment_record), tail, bound, sizeof bound / sizeof *bound,
	    false, arena, &found);
	name_cases(tx, &found, arena);
	LIST_EACH(struct payment, payment, &found)
	{
		if (out->count == most)
			return true;
		*place = (struct row_place){payment->made, payment->id};
		if (!filter || payment_fits(payment, filter))
			*(struct payment *)list_add(arena, out, &payment_record) = *payment;
	}
	return found.count == limit;
}

int
payments_page(struct tx *tx, const char *council, const char *group, micros from,
    const char *filter, const char *after, size_t most, struct arena *arena, struct list *out,
    const char **next)
{
	enum { LOOK = 400, TIMES = 10 };
	const char *where = UNSETTLED;
	struct row_place place = row_place_read(after, INT64_MIN, arena);
	bool further = true;
	for (size_t i = 0; i < GROUPS; i++)
		if (text_same(groups[i].group, group))
			where = groups[i].where;
	const char *tail = arena_printf(arena,
	    "WHERE council = $1 AND made >= $2 AND %s AND (made, id) > ($4, $5) AND $3 > 0 ORDER "
	    "BY made, id LIMIT $6",
	    where);
	const struct db_value values[] = {v_text(council), v_number(group ? from : 0),
	    v_number(group ? tx->now - PAYMENT_LOST_AFTER : INT64_MAX)};
	for (int i = 0; further && out->count < most && i < (filter ? TIMES : 1); i++)
		further = look_through(
		    tx, tail, values, filter, most, filter ? LOOK : most + 1, &place, arena, out);
	*next = further ? row_place_text(place, arena) : NULL;
	return tx->db->fault == DB_FINE ? 0 : -1;
}
