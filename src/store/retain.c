/*
 * What retention looks at and takes away. Records are found by their age, in pages by a key that
 * an index has, so that neither a page nor the last one walks over what is younger.
 */
#include "store/retain.h"
#include "base/date.h"
#include "base/text.h"
#include "store/blobs.h"
#include "store/customers.h"
#include "store/erase.h"
#include "store/inside.h"
#include "store/surveys.h"

#include <string.h>

const struct record retained_record = {"retained", sizeof(struct retained), NULL, 0};

/*
 * By kind: id, whose, council, service, reference, since; then how it is told from what is gone or
 * too young ($1), and by what it is paged. Rows of a customer's record are paged by customer and id
 * ($2, $3), all else by time and id.
 */
#define ROW(table, since)                                                                          \
	"SELECT r.id, r.parent, f.council, NULL, NULL, " since " FROM customer_" table             \
	" r LEFT JOIN face f ON f.id = r.parent"

static const struct kind {
	const char *select, *old, *page, *order;
	bool row, dated; /* of a customer's record; its time is a day */
	const char *table;
} kinds[RETAIN_KINDS] = {
    [RETAIN_NOTE] = {ROW("notes", "r.at"), "r.at < $1", "(r.parent, r.id) > ($2, $3)",
	"r.parent, r.id", true, false, "customer_notes"},
    [RETAIN_CHECK] = {ROW("checks", "r.at"), "r.at < $1", "(r.parent, r.id) > ($2, $3)",
	"r.parent, r.id", true, false, "customer_checks"},
    [RETAIN_MARKER] = {ROW("markers", "r.until"), "r.until < $1", "(r.parent, r.id) > ($2, $3)",
	"r.parent, r.id", true, true, "customer_markers"},
    [RETAIN_RELATION] = {ROW("relations", "r.until"), "r.until < $1", "(r.parent, r.id) > ($2, $3)",
	"r.parent, r.id", true, true, "customer_relations"},
    [RETAIN_CASE] = {"SELECT r.id, r.customer, coalesce(r.responsible, r.\"as\"), r.service, "
		     "r.reference, "
		     "r.closed FROM case_record r",
	"r.anonymised IS NULL AND r.state = 'closed' AND (r.enquiry IS NOT NULL OR r.move IS NOT "
	"NULL OR r.correction IS NOT NULL) AND r.closed < $1",
	"(r.closed, r.id) > ($2, $3)", "r.closed, r.id", false, false, NULL},
    [RETAIN_CONTACT] = {"SELECT r.id, r.customer, r.\"as\", NULL, NULL, coalesce(r.ended, "
			"r.began), r.began FROM contact r",
	"r.anonymised IS NULL AND r.began < $1", "(r.began, r.id) > ($2, $3)", "r.began, r.id",
	false, false, NULL},
    [RETAIN_VISIT] = {"SELECT r.id, r.customer, r.council, r.service, NULL, r.ends FROM visit r",
	"r.state IN ('back', 'cancelled') AND r.ends < $1", "(r.ends, r.id) > ($2, $3)",
	"r.ends, r.id", false, false, NULL},
    [RETAIN_CUSTOMER] = {"SELECT r.id, r.id, r.council, NULL, NULL, r.seen FROM face r JOIN "
			 "customer c ON c.id = r.id",
	"c.merged_into IS NULL AND r.seen < $1", "(r.seen, r.id) > ($2, $3)", "r.seen, r.id", false,
	false, NULL},
};

static micros
time_of(struct db_rows *rows, const struct kind *kind, struct arena *arena)
{
	struct date date;
	if (!kind->dated)
		return row_number(rows, 5);
	const char *day = row_text(rows, 5, arena);
	return day && date_parse(day, &date) ? london_micros(date, 0, 0) : 0;
}

static struct retained
read_retained(struct db_rows *rows, const struct kind *kind, struct arena *arena)
{
	struct retained item = {.id = row_text(rows, 0, arena),
	    .customer = row_text(rows, 1, arena),
	    .council = row_text(rows, 2, arena),
	    .service = row_text(rows, 3, arena),
	    .reference = row_text(rows, 4, arena),
	    .since = time_of(rows, kind, arena)};
	item.place = kind == &kinds[RETAIN_CONTACT] ? row_number(rows, 6) : item.since;
	return item;
}

/* The time that a kind is compared with. */
static struct db_value
before_value(const struct kind *kind, micros before, char day[11])
{
	if (!kind->dated)
		return v_number(before);
	date_format(day, london_of(before).date);
	return v_text(day);
}

int
retained_older(struct tx *tx, enum retained_kind which, micros before, const struct retained *after,
    size_t most, struct arena *arena, struct list *out)
{
	const struct kind *kind = &kinds[which];
	char day[11];
	const char *sql = arena_printf(arena, "%s WHERE %s AND %s ORDER BY %s LIMIT $4",
	    kind->select, kind->old, kind->page, kind->order);
	const struct db_value from = kind->row ? v_text(after ? after->customer : "")
					       : v_number(after ? after->place : INT64_MIN);
	struct db_rows *rows = db_query(tx->db, sql,
	    VALUES(before_value(kind, before, day), from, v_text(after ? after->id : ""),
		v_number((int64_t)most)));
	while (db_next(rows))
		*(struct retained *)list_add(arena, out, &retained_record) =
		    read_retained(rows, kind, arena);
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- what a rule is judged by ---- */

micros
customer_heard(struct tx *tx, const char *customer)
{
	return db_number(tx->db,
	    "SELECT max(t.at) FROM (SELECT seen AS at FROM face WHERE id = $1 UNION ALL SELECT "
	    "coalesce(ended, began) FROM contact WHERE customer IN " ONE_PERSON
	    " UNION ALL SELECT coalesce(closed, opened) FROM case_record WHERE customer "
	    "IN " ONE_PERSON ") t",
	    VALUES(v_text(customer)), 0);
}

static int
read_all(struct tx *tx, const char *sql, const struct db_value *values, size_t count,
    const struct kind *kind, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db, sql, values, count);
	while (db_next(rows))
		*(struct retained *)list_add(arena, out, &retained_record) =
		    read_retained(rows, kind, arena);
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
contact_services(struct tx *tx, const char *contact, struct arena *arena, struct list *out)
{
	return read_all(tx,
	    "SELECT id, NULL, responsible, service, NULL, began FROM contact_enquiries WHERE "
	    "parent = $1 ORDER BY position",
	    VALUES(v_text(contact)), &kinds[RETAIN_CASE], arena, out);
}

#define A_CASE                                                                                     \
	"SELECT id, customer, coalesce(responsible, \"as\"), service, reference, CASE WHEN state " \
	"= "                                                                                       \
	"'open' THEN 0 ELSE coalesce(closed, opened) END FROM case_record WHERE anonymised IS "    \
	"NULL AND "

int
retained_cases(
    struct tx *tx, const char *contact, const char *customer, struct arena *arena, struct list *out)
{
	return read_all(tx,
	    contact ? A_CASE "contact = $1 ORDER BY id"
		    : A_CASE "customer IN " ONE_PERSON " ORDER BY id",
	    VALUES(v_text(contact ? contact : customer)), &kinds[RETAIN_CASE], arena, out);
}

int
retained_contacts(struct tx *tx, const char *customer, struct arena *arena, struct list *out)
{
	return read_all(tx,
	    "SELECT id, customer, \"as\", NULL, NULL, coalesce(ended, began), began FROM contact "
	    "WHERE anonymised IS NULL AND customer IN " ONE_PERSON " ORDER BY began, id",
	    VALUES(v_text(customer)), &kinds[RETAIN_CONTACT], arena, out);
}

int
retained_held(struct tx *tx, const char *customer, const struct list *cases, struct hold *out,
    struct arena *arena)
{
	const char *root = customer ? customer_root(tx, customer, arena) : NULL;
	const char *id =
	    root ? db_string(tx->db,
		       "SELECT id FROM hold WHERE id IN " ONE_PERSON " ORDER BY id LIMIT 1",
		       VALUES(v_text(root)), arena)
		 : NULL;
	LIST_EACH(struct retained, record, cases)
	if (!id)
		id = db_string(
		    tx->db, "SELECT id FROM hold WHERE id = $1", VALUES(v_text(record->id)), arena);
	if (!id)
		return tx->db->fault == DB_FINE ? 0 : -1;
	return hold_get(tx, id, out, arena);
}

/* ---- taking away ---- */

static int
anonymise(struct tx *tx, const struct record *record, const struct retained *item)
{
	if (item->customer)
		customer_seen(tx, item->customer, item->since);
	table_part(tx->db, table_of(record), item->id);
	return db_run(tx->db,
	    arena_printf(
		&tx->scratch, "UPDATE \"%s\" SET anonymised = $2 WHERE id = $1", record->name),
	    VALUES(v_text(item->id), v_number(tx->now)));
}

/* The appointments that came of it are about the same. */
static void
part_appointments(struct tx *tx, const char *field, const char *id)
{
	struct list all = {0};
	table_select(tx->db, table_of(&appointment_record),
	    arena_printf(&tx->scratch, "WHERE t.%s = $1", field), VALUES(v_text(id)), false,
	    &tx->scratch, &all);
	LIST_EACH(struct appointment, one, &all)
	table_part(tx->db, table_of(&appointment_record), one->id);
}

int
contact_anonymise(struct tx *tx, const struct retained *contact)
{
	person_forget(tx, contact->id);
	part_appointments(tx, "contact", contact->id);
	promises_part(tx, "contact", contact->id);
	surveys_part(tx, contact->id);
	mails_part(tx, "contact", contact->id);
	web_forms_part(tx, contact->id);
	db_run(tx->db,
	    "UPDATE incident_member SET customer = NULL, contact = NULL, reason = NULL WHERE id IN "
	    "(SELECT id FROM contact_enquiries WHERE parent = $1)",
	    VALUES(v_text(contact->id)));
	return anonymise(tx, &contact_record, contact);
}

int
case_anonymise(struct tx *tx, const struct retained *record)
{
	part_appointments(tx, "case_id", record->id);
	promises_part(tx, "case_id", record->id);
	mails_part(tx, "case_id", record->id);
	table_part(tx->db, table_of(&incident_record), record->id); /* where it was */
	blobs_of_case(tx, record->id);
	return anonymise(tx, &case_record_record, record);
}

int
visit_drop(struct tx *tx, const struct retained *visit)
{
	person_forget(tx, visit->id); /* of one to nobody's record */
	return db_run(tx->db, "DELETE FROM visit WHERE id = $1", VALUES(v_text(visit->id)));
}

int
customer_drop_row(struct tx *tx, enum retained_kind kind, const struct retained *row)
{
	return db_run(tx->db,
	    arena_printf(
		&tx->scratch, "DELETE FROM %s WHERE parent = $1 AND id = $2", kinds[kind].table),
	    VALUES(v_text(row->customer), v_text(row->id)));
}
