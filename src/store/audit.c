/*
 * The audit: each entry's MAC covers the entry and the MAC before it, under a key that is not in
 * the database; the newest is anchored outside. An entry that was altered, removed, moved or cut
 * off shows, and cannot be made good without the key.
 */
#include "store/audit.h"
#include "model/pack.h"
#include "store/inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TEXT(type_, name_)                                                                         \
	{                                                                                          \
		.name = #name_, .type = FIELD_TEXT, .offset = offsetof(struct type_, name_)        \
	}

static const struct field change_fields[] = {
    TEXT(audit_change, field),
    TEXT(audit_change, was),
    TEXT(audit_change, now),
};
const struct record audit_change_record = {
    "audit_change", sizeof(struct audit_change), change_fields, 3};

static const struct field row_fields[] = {
    {.name = "number", .type = FIELD_NUMBER, .offset = offsetof(struct audit_row, number)},
    {.name = "at", .type = FIELD_TIME, .offset = offsetof(struct audit_row, at)},
    TEXT(audit_row, actor),
    TEXT(audit_row, desk),
    TEXT(audit_row, action),
    TEXT(audit_row, record),
    TEXT(audit_row, id),
    TEXT(audit_row, person),
    TEXT(audit_row, purpose),
    {.name = "changes",
	.type = FIELD_LIST,
	.offset = offsetof(struct audit_row, changes),
	.of = &audit_change_record},
};
static const struct record audit_row_record = {
    "audit_row", sizeof(struct audit_row), row_fields, sizeof row_fields / sizeof *row_fields};

struct changes {
	struct list items;
};
static const struct field changes_fields[] = {{.name = "items",
    .type = FIELD_LIST,
    .offset = offsetof(struct changes, items),
    .of = &audit_change_record}};
static const struct record changes_record = {"changes", sizeof(struct changes), changes_fields, 1};

enum { DETAIL_LIMIT = 4 << 20 };

static void
add_bytes(struct buf *out, const void *bytes, size_t length)
{
	uint64_t n = bytes ? length + 1 : 0; /* null and empty differ */
	buf_add(out, &n, sizeof n);
	if (bytes)
		buf_add(out, bytes, length);
}

static void
add_text(struct buf *out, const char *text)
{
	add_bytes(out, text, text ? strlen(text) : 0);
}

static void
chain(const struct keys *keys, const unsigned char before[MAC_SIZE], const struct audit_row *row,
    const void *detail, size_t length, unsigned char mac[MAC_SIZE])
{
	struct buf content;
	buf_init(&content, DETAIL_LIMIT + 65536);
	buf_add(&content, before, MAC_SIZE);
	buf_add(&content, &row->number, sizeof row->number);
	buf_add(&content, &row->at, sizeof row->at);
	const char *const texts[] = {
	    row->actor, row->desk, row->action, row->record, row->id, row->person, row->purpose};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add_text(&content, texts[i]);
	add_bytes(&content, detail, length);
	secret_hash(mac, content.data, content.length, keys->audit);
	buf_release(&content);
}

int
audit_head(struct tx *tx)
{
	tx->head = (struct head){0};
	struct db_rows *rows = db_query(
	    tx->db, "SELECT number, mac FROM audit ORDER BY number DESC LIMIT 1", NO_VALUES);
	if (db_next(rows)) {
		size_t length;
		const void *mac = row_bytes(rows, 1, &length);
		tx->head.number = row_number(rows, 0);
		if (length == MAC_SIZE)
			memcpy(tx->head.mac, mac, MAC_SIZE);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

bool
audit_anchored(struct tx *tx)
{
	struct head anchor = {0};
	bool same = false;
	if (anchor_read(tx->store->anchor, &anchor) != 1)
		return true; /* none yet, or lost: it begins anew */
	struct db_rows *rows = db_query(
	    tx->db, "SELECT mac FROM audit WHERE number = $1", VALUES(v_number(anchor.number)));
	if (db_next(rows)) {
		size_t length;
		const void *mac = row_bytes(rows, 0, &length);
		same = length == MAC_SIZE && secret_equal(mac, anchor.mac, MAC_SIZE);
	}
	db_end(rows);
	return same;
}

/*
 * What is kept of was and now: 'n' and the whole record when it is new, which is short and quick;
 * 'c' and the fields that differ when it is not.
 */
static int
pack_detail(struct tx *tx, const struct audit_entry *entry, struct buf *out)
{
	struct changes changes = {0};
	if (!entry->was) {
		buf_putc(out, 'n');
		return record_pack(out, entry->of, entry->now);
	}
	difference(&tx->scratch, entry->of, entry->was, entry->now, "", &changes.items);
	buf_putc(out, 'c');
	return record_pack(out, &changes_record, &changes);
}

/* In the scratch arena, locked when it is about a person. */
static void *
detail_of(struct tx *tx, const struct audit_entry *entry, size_t *length)
{
	struct buf packed;
	void *detail = NULL;
	*length = 0;
	if (!entry->of)
		return NULL;
	buf_init(&packed, DETAIL_LIMIT);
	if (pack_detail(tx, entry, &packed) < 0)
		tx->db->fault = DB_MISTAKEN;
	else if (entry->person)
		detail = vault_lock(tx, entry->person, packed.data, packed.length, length);
	else {
		*length = packed.length;
		detail = arena_strndup(&tx->scratch, packed.data, packed.length);
	}
	buf_release(&packed);
	return detail;
}

int
audit_add(struct tx *tx, const struct audit_entry *entry)
{
	size_t length;
	void *detail = detail_of(tx, entry, &length);
	struct audit_row row = {.number = tx->head.number + 1,
	    .at = tx->now,
	    .actor = tx->actor ? tx->actor : "crm",
	    .desk = tx->desk,
	    .action = entry->action,
	    .record = entry->record,
	    .id = entry->id,
	    .person = entry->person,
	    .purpose = entry->purpose};
	struct head head = {.number = row.number};
	chain(tx->store->keys, tx->head.mac, &row, detail, length, head.mac);
	tx->head = head;
	return db_run(tx->db,
	    "INSERT INTO audit (number, at, actor, desk, action, record, id, person, purpose, "
	    "detail, mac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	    VALUES(v_number(row.number), v_number(row.at), v_text(row.actor), v_text(row.desk),
		v_text(row.action), v_text(row.record), v_text(row.id), v_text(row.person),
		v_text(row.purpose), v_bytes(detail, length), v_bytes(head.mac, MAC_SIZE)));
}

#define COLUMNS "number, at, actor, desk, action, record, id, person, purpose, detail, mac"

static struct audit_row
read_row(struct db_rows *rows, struct arena *arena)
{
	return (struct audit_row){.number = row_number(rows, 0),
	    .at = row_number(rows, 1),
	    .actor = row_text(rows, 2, arena),
	    .desk = row_text(rows, 3, arena),
	    .action = row_text(rows, 4, arena),
	    .record = row_text(rows, 5, arena),
	    .id = row_text(rows, 6, arena),
	    .person = row_text(rows, 7, arena),
	    .purpose = row_text(rows, 8, arena)};
}

/*
 * About a customer is what names the record or one that was merged into it, and what names their
 * contacts and cases: whoever reads those reads of them too.
 */
int
audit_about(struct tx *tx, const char *customer, micros from, micros until, struct arena *arena,
    struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "WITH RECURSIVE mine(id) AS (SELECT id FROM customer WHERE id = $1 UNION SELECT c.id "
	    "FROM customer c JOIN mine m ON c.merged_into = m.id), about(id) AS (SELECT id FROM "
	    "mine UNION SELECT k.id FROM contact k JOIN mine m ON k.customer = m.id UNION SELECT "
	    "k.id FROM case_record k JOIN mine m ON k.customer = m.id UNION SELECT v.id FROM move "
	    "v "
	    "JOIN mine m ON v.customer = m.id) SELECT " COLUMNS
	    " FROM audit WHERE id IN (SELECT id FROM about) AND at >= $2 AND at < $3 ORDER BY "
	    "number",
	    VALUES(v_text(customer), v_number(from), v_number(until)));
	while (db_next(rows))
		*(struct audit_row *)list_add(arena, out, &audit_row_record) =
		    read_row(rows, arena);
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

static const struct record *
record_named(const char *name)
{
	for (size_t i = 0; name && all_records[i]; i++)
		if (strcmp(all_records[i]->name, name) == 0)
			return all_records[i];
	return NULL;
}

static void
read_changes(struct tx *tx, struct db_rows *rows, struct audit_row *row, struct arena *arena)
{
	size_t length;
	const char *detail = row_bytes(rows, 9, &length);
	const struct record *of = record_named(row->record);
	struct changes changes = {0};
	if (detail && row->person)
		detail = vault_open(tx, row->person, detail, length, &length, arena);
	if (!detail || length < 2)
		return;
	if (*detail == 'n' && of) {
		void *now = record_new(arena, of);
		if (record_unpack(detail + 1, length - 1, of, now, arena, NULL) == 0)
			difference(arena, of, NULL, now, "", &row->changes);
	} else if (*detail == 'c' && record_unpack(detail + 1, length - 1, &changes_record,
					 &changes, arena, NULL) == 0) {
		row->changes = changes.items;
	}
}

int
audit_read(struct tx *tx, const char *id, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT " COLUMNS " FROM audit WHERE id = $1 ORDER BY number", VALUES(v_text(id)));
	while (db_next(rows)) {
		struct audit_row *row = list_add(arena, out, &audit_row_record);
		*row = read_row(rows, arena);
		read_changes(tx, rows, row, arena);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

static void
verify_anchor(const struct head *anchor, int there, int64_t last, bool met,
    void (*fault)(void *context, const char *sentence), void *context)
{
	char line[200];
	if (there < 0)
		fault(context, "the audit's anchor file is damaged");
	else if (there == 0 && last > 0)
		fault(context, "the audit's anchor file is missing or empty");
	else if (there == 1 && last < anchor->number) {
		snprintf(line, sizeof line,
		    "the audit's end is cut off: entries %" PRId64 " to %" PRId64 " are gone",
		    last + 1, anchor->number);
		fault(context, line);
	} else if (there == 1 && !met) {
		snprintf(line, sizeof line,
		    "audit entry %" PRId64 " is not the one that was anchored", anchor->number);
		fault(context, line);
	}
}

int
audit_verify(struct tx *tx, void (*fault)(void *context, const char *sentence), void *context,
    size_t *proved)
{
	struct head anchor = {0};
	int there = anchor_read(tx->store->anchor, &anchor);
	unsigned char before[MAC_SIZE] = {0}, mac[MAC_SIZE];
	int64_t last = 0;
	bool met = anchor.number == 0;
	size_t good = 0;
	struct arena arena;
	arena_init(&arena);
	struct db_rows *rows =
	    db_stream(tx->db, "SELECT " COLUMNS " FROM audit ORDER BY number", NO_VALUES);
	while (db_next(rows)) {
		size_t length, mac_length;
		struct audit_row row = read_row(rows, &arena);
		const void *detail = row_bytes(rows, 9, &length);
		const unsigned char *kept = row_bytes(rows, 10, &mac_length);
		if (row.number != last + 1)
			fault(context, arena_printf(&arena,
					   "audit entries %" PRId64 " to %" PRId64 " are missing",
					   last + 1, row.number - 1));
		chain(tx->store->keys, before, &row, detail, length, mac);
		if (mac_length != MAC_SIZE || !secret_equal(mac, kept, MAC_SIZE))
			fault(context,
			    arena_printf(&arena,
				"audit entry %" PRId64 " was altered, or what stood before it was",
				row.number));
		else
			good++;
		memset(before, 0, sizeof before);
		if (mac_length == MAC_SIZE)
			memcpy(before, kept, MAC_SIZE);
		last = row.number;
		if (last == anchor.number)
			met = mac_length == MAC_SIZE && secret_equal(kept, anchor.mac, MAC_SIZE);
		arena_release(&arena);
		arena_init(&arena);
	}
	db_end(rows);
	arena_release(&arena);
	verify_anchor(&anchor, there, last, met, fault, context);
	if (proved)
		*proved = good;
	return tx->db->fault == DB_FINE ? 0 : -1;
}
