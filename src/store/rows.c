#include "store/rows.h"
#include "base/alloc.h"
#include "base/id.h"
#include "model/records.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 40, MOST_CHILDREN = 16, MOST_TABLES = 128, SQL_LIMIT = 8000 };

struct table {
	const struct record *record;
	char *name;
	bool child;
	const struct field *key; /* a root's, or a child's own id when it has lists */
	const struct field *columns[MOST_COLUMNS];
	size_t column_count;
	char *put, *select;
	char *wipe, *of_parents; /* a child's rows of one parent, and of many */
	struct {
		const struct field *field;
		const struct table *table;
	} children[MOST_CHILDREN];
	size_t child_count;
};

/* The records that are kept. Lists inside them follow by themselves. */
static const struct record *const kept[] = {&council_record, &site_record, &desk_record_record,
    &outbound_list_record, &outbound_item_record, &survey_asking_record,
    /* Other systems. */
    &connect_job_record, &mailbox_record, &mail_record, &web_form_record,
    /* The front office. */
    &team_record, &queue_record, &user_record, &promise_record, &customer_record, &contact_record,
    &case_record_record, &notice_record, &property_record, &entry_draft_record, &wrong_record,
    &body_record, &postcode_record, &learnt_record, &customer_merge_record, &hold_record,
    &retention_record, &move_record, &access_request_record, &correction_record,
    &unusual_look_record, &arrival_record, &room_use_record, &venue_record, &diary_record,
    &diary_day_record, &appointment_record, &payment_record, &bulk_record, &incident_record,
    &incident_member_record, &contact_transfer_record, &officer_record, &ladder_rung_record,
    &visit_record};

static struct table tables[MOST_TABLES];
static size_t table_count;

static void
add_columns(struct buf *sql, const struct table *table, const char *before)
{
	for (size_t i = 0; i < table->column_count; i++)
		buf_printf(sql, "%s%s\"%s\"", i ? ", " : "", before, table->columns[i]->name);
}

static char *
taken(struct buf *sql)
{
	char *text = buf_take(sql);
	buf_release(sql);
	return text;
}

static char *
put_sql(const struct table *table)
{
	struct buf sql;
	buf_init(&sql, SQL_LIMIT);
	buf_printf(&sql, "INSERT INTO \"%s\" (%s", table->name,
	    table->child ? "\"parent\", \"position\", " : "");
	add_columns(&sql, table, "");
	buf_puts(&sql, ") VALUES (");
	size_t values = table->column_count + (table->child ? 2 : 0);
	for (size_t i = 1; i <= values; i++)
		buf_printf(&sql, "%s$%zu", i > 1 ? ", " : "", i);
	buf_putc(&sql, ')');
	if (!table->child) {
		buf_printf(&sql, " ON CONFLICT (\"%s\") DO UPDATE SET ", table->key->name);
		for (size_t i = 1; i < table->column_count; i++)
			buf_printf(&sql, "%s\"%s\" = excluded.\"%s\"", i > 1 ? ", " : "",
			    table->columns[i]->name, table->columns[i]->name);
	}
	return taken(&sql);
}

static char *
select_sql(const struct table *table)
{
	struct buf sql;
	buf_init(&sql, SQL_LIMIT);
	buf_puts(&sql, "SELECT ");
	add_columns(&sql, table, "t.");
	buf_printf(&sql, " FROM \"%s\" t ", table->name);
	return taken(&sql);
}

static bool
has_column(const struct field *field)
{
	return field->type != FIELD_LIST && field->type != FIELD_ONE &&
	       !(field->flags & (FIELD_DERIVED | FIELD_SECRET));
}

static char *
of_parents_sql(const struct table *table)
{
	struct buf sql;
	buf_init(&sql, SQL_LIMIT);
	buf_puts(&sql, "SELECT t.\"parent\", ");
	add_columns(&sql, table, "t.");
	buf_printf(&sql,
	    " FROM \"%s\" t WHERE t.\"parent\" IN (@keys) ORDER BY t.\"parent\", t.\"position\"",
	    table->name);
	return taken(&sql);
}

static const struct table *
build(const struct record *record, char *name, bool child)
{
	if (table_count == MOST_TABLES)
		abort();
	struct table *table = &tables[table_count++];
	table->record = record;
	table->name = name;
	table->child = child;
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		if (has_column(field)) {
			if (table->column_count == MOST_COLUMNS)
				abort();
			table->columns[table->column_count++] = field;
			if (!table->key && (field->type == FIELD_ID || field->type == FIELD_KEY))
				table->key = field;
		} else if (field->type == FIELD_LIST && !(field->flags & FIELD_DERIVED)) {
			size_t n = table->child_count++;
			table->children[n].field = field;
			table->children[n].table =
			    build(field->of, xasprintf("%s_%s", name, field->name), true);
		}
	}
	table->put = put_sql(table);
	table->select = select_sql(table);
	table->wipe = xasprintf("DELETE FROM \"%s\" WHERE \"parent\" = $1", name);
	table->of_parents = child ? of_parents_sql(table) : NULL;
	return table;
}

static void
build_all(void)
{
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		build(kept[i], xstrdup(kept[i]->name), false);
}

static void
ready(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, build_all);
}

const struct table *
table_of(const struct record *record)
{
	ready();
	for (size_t i = 0; i < table_count; i++)
		if (tables[i].record == record && !tables[i].child)
			return &tables[i];
	abort(); /* a record that is not kept: a mistake in the program */
}

void
tables_each(void (*each)(void *context, const char *table, const char *columns), void *context)
{
	ready();
	for (size_t i = 0; i < table_count; i++) {
		struct buf columns;
		buf_init(&columns, SQL_LIMIT);
		if (tables[i].child)
			buf_puts(&columns, "\"parent\", \"position\", ");
		add_columns(&columns, &tables[i], "");
		each(context, tables[i].name, columns.data);
		buf_release(&columns);
	}
}

static struct db_value
value_of(const struct field *field, const void *record)
{
	const void *at = (const char *)record + field->offset;
	switch (field->type) {
	case FIELD_BOOL:
		return v_number(*(const bool *)at);
	case FIELD_NUMBER:
		return v_number(*(const int64_t *)at);
	case FIELD_TIME:
		return v_time(*(const micros *)at);
	default:
		return v_text(field_string(field, record));
	}
}

static int
put_row(struct db *db, const struct table *table, const char *parent, size_t position,
    const void *value)
{
	struct db_value values[MOST_COLUMNS + 2];
	size_t count = 0;
	if (table->child) {
		values[count++] = v_text(parent);
		values[count++] = v_number((int64_t)position);
	}
	for (size_t i = 0; i < table->column_count; i++)
		values[count++] = value_of(table->columns[i], value);
	return db_run(db, table->put, values, count);
}

static const struct list *
list_of(const struct field *field, const void *value)
{
	return (const void *)((const char *)value + field->offset);
}

static int
put_lists(struct db *db, const struct table *table, const void *value)
{
	for (size_t i = 0; i < table->child_count; i++) {
		const struct table *child = table->children[i].table;
		const struct list *list = list_of(table->children[i].field, value);
		const char *parent = field_string(table->key, value);
		for (size_t n = 0; n < list->count; n++) {
			const char *item = (const char *)list->items + n * child->record->size;
			put_row(db, child, parent, n, item);
			put_lists(db, child, item);
		}
	}
	return db->fault == DB_FINE ? 0 : -1;
}

int
table_put(struct db *db, const struct table *table, const void *value)
{
	const char *id = field_string(table->key, value);
	put_row(db, table, NULL, 0, value);
	/* Lists inside lists go with their parent by foreign key. */
	for (size_t i = 0; i < table->child_count; i++)
		db_run(db, table->children[i].table->wipe, VALUES(v_text(id)));
	return put_lists(db, table, value);
}

/* The columns of the table, from the row's column `from` on. */
static void
read_row(
    struct db_rows *rows, int from, const struct table *table, void *value, struct arena *arena)
{
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i];
		void *at = (char *)value + field->offset;
		int column = from + (int)i;
		if (field->type == FIELD_BOOL)
			*(bool *)at = row_number(rows, column) != 0;
		else if (field->type == FIELD_NUMBER || field->type == FIELD_TIME)
			*(int64_t *)at = row_number(rows, column);
		else
			field_set_string(field, value, row_text(rows, column, arena));
	}
}

/* Records that are in hand, by their keys. */
struct parent {
	const char *key;
	char *value;
};

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct parent *)a)->key, ((const struct parent *)b)->key);
}

static int get_lists(struct db *db, const struct table *table, struct parent *parents, size_t count,
    struct arena *arena);

/* The lists in the items of one list of each parent. */
static int
get_inner(struct db *db, const struct table *child, size_t offset, const struct parent *parents,
    size_t count, struct arena *arena)
{
	size_t inner = 0;
	for (size_t i = 0; i < count; i++)
		inner += ((struct list *)(void *)(parents[i].value + offset))->count;
	struct parent *items = arena_alloc(arena, (inner + 1) * sizeof *items);
	inner = 0;
	for (size_t i = 0; i < count; i++) {
		const struct list *list = (struct list *)(void *)(parents[i].value + offset);
		for (size_t n = 0; n < list->count; n++) {
			char *item = (char *)list->items + n * child->record->size;
			items[inner++] = (struct parent){field_string(child->key, item), item};
		}
	}
	return get_lists(db, child, items, inner, arena);
}

/* One query of a list for every DB_KEYS parents. */
static void
get_list(struct db *db, const struct table *child, size_t offset, const struct parent *parents,
    size_t count, struct arena *arena)
{
	for (size_t from = 0; from < count; from += DB_KEYS) {
		size_t n = count - from < DB_KEYS ? count - from : DB_KEYS;
		struct db_value *keys = arena_alloc(arena, n * sizeof *keys);
		for (size_t i = 0; i < n; i++)
			keys[i] = v_text(parents[from + i].key);
		struct db_rows *rows =
		    db_query_keys(db, child->of_parents, NO_VALUES, keys, n, arena);
		while (db_next(rows)) {
			const struct parent key = {row_text(rows, 0, NULL), NULL},
					    *parent = bsearch(
						&key, parents + from, n, sizeof key, by_key);
			if (parent)
				read_row(rows, 1, child,
				    list_add(arena, (struct list *)(void *)(parent->value + offset),
					child->record),
				    arena);
		}
		db_end(rows);
	}
}

/* The lists of many records: as many queries as there are tables, not rows. */
static int
get_lists(struct db *db, const struct table *table, struct parent *parents, size_t count,
    struct arena *arena)
{
	if (!count)
		return 0;
	qsort(parents, count, sizeof *parents, by_key);
	for (size_t i = 0; i < table->child_count; i++) {
		const struct table *child = table->children[i].table;
		size_t offset = table->children[i].field->offset;
		get_list(db, child, offset, parents, count, arena);
		if (child->child_count)
			get_inner(db, child, offset, parents, count, arena);
	}
	return db->fault == DB_FINE ? 0 : -1;
}

/* Adds the rows, and lists to what has been added since `first`. */
static int
take_rows(struct db *db, const struct table *table, struct db_rows *rows, bool deep,
    struct arena *arena, struct list *out)
{
	size_t first = out->count;
	while (db_next(rows))
		read_row(rows, 0, table, list_add(arena, out, table->record), arena);
	db_end(rows);
	if (deep && table->child_count && out->count > first) {
		size_t count = out->count - first;
		struct parent *parents = arena_alloc(arena, count * sizeof *parents);
		for (size_t i = 0; i < count; i++) {
			char *value = (char *)out->items + (first + i) * table->record->size;
			parents[i] = (struct parent){field_string(table->key, value), value};
		}
		get_lists(db, table, parents, count, arena);
	}
	return db->fault == DB_FINE ? 0 : -1;
}

int
table_select(struct db *db, const struct table *table, const char *tail,
    const struct db_value *values, size_t count, bool deep, struct arena *arena, struct list *out)
{
	struct buf sql;
	buf_init(&sql, SQL_LIMIT);
	buf_puts(&sql, table->select);
	buf_puts(&sql, tail);
	struct db_rows *rows = db_query(db, sql.data, values, count);
	buf_release(&sql);
	return take_rows(db, table, rows, deep, arena, out);
}

int
table_get_many(struct db *db, const struct table *table, const char *const *ids, size_t count,
    struct arena *arena, struct list *out)
{
	struct buf sql;
	buf_init(&sql, SQL_LIMIT);
	buf_printf(&sql, "%sWHERE t.\"%s\" IN (@keys)", table->select, table->key->name);
	for (size_t from = 0; from < count; from += DB_KEYS) {
		size_t n = count - from < DB_KEYS ? count - from : DB_KEYS;
		struct db_value *keys = arena_alloc(arena, n * sizeof *keys);
		for (size_t i = 0; i < n; i++)
			keys[i] = v_text(ids[from + i]);
		take_rows(db, table, db_query_keys(db, sql.data, NO_VALUES, keys, n, arena), true,
		    arena, out);
	}
	buf_release(&sql);
	return db->fault == DB_FINE ? 0 : -1;
}

int
table_get(
    struct db *db, const struct table *table, const char *id, void *value, struct arena *arena)
{
	struct list found = {0};
	struct buf tail;
	buf_init(&tail, 200);
	buf_printf(&tail, "WHERE t.\"%s\" = $1", table->key->name);
	table_select(db, table, tail.data, VALUES(v_text(id)), true, arena, &found);
	buf_release(&tail);
	if (db->fault != DB_FINE)
		return -1;
	if (found.count)
		memcpy(value, found.items, table->record->size);
	return found.count > 0;
}

/* ---- without the person ---- */

/* "UPDATE name SET a = NULL, b = '' WHERE …" of the personal columns; nothing when there are none.
 */
static int
blank_columns(struct db *db, const struct table *table, const char *where, const char *value)
{
	struct buf sql;
	size_t count = 0;
	buf_init(&sql, SQL_LIMIT);
	buf_printf(&sql, "UPDATE \"%s\" SET ", table->name);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i];
		if (field->flags & FIELD_PERSONAL)
			buf_printf(&sql, "%s\"%s\" = %s", count++ ? ", " : "", field->name,
			    field->flags & FIELD_REQUIRED ? "''" : "NULL");
	}
	buf_printf(&sql, " WHERE %s", where);
	int rc = count ? db_run(db, sql.data, VALUES(v_text(value))) : 0;
	buf_release(&sql);
	return rc;
}

/* `where` names rows of the table by $1. */
static int
blank(struct db *db, const struct table *table, const char *where, const char *value)
{
	for (size_t i = 0; i < table->child_count; i++) {
		const struct table *child = table->children[i].table;
		char *of = xasprintf("\"parent\" IN (SELECT \"%s\" FROM \"%s\" WHERE %s)",
		    table->key->name, table->name, where);
		char *wipe = xasprintf("DELETE FROM \"%s\" WHERE %s", child->name, of);
		if (table->children[i].field->flags & FIELD_PERSONAL)
			db_run(db, wipe, VALUES(v_text(value)));
		else
			blank(db, child, of, value);
		free(wipe);
		free(of);
	}
	return blank_columns(db, table, where, value);
}

/* A field of a record that says whose it is. */
static const struct field *
customer_of(const struct table *table)
{
	const struct field *field = record_field(table->record, "customer");
	return field && field->type == FIELD_ID && has_column(field) ? field : NULL;
}

void
tables_roots(
    void (*each)(void *context, const struct record *record, bool of_customer), void *context)
{
	ready();
	for (size_t i = 0; i < table_count; i++)
		if (!tables[i].child)
			each(context, tables[i].record, customer_of(&tables[i]) != NULL);
}

int
tables_of_customer(struct db *db, const char *customer,
    void (*each)(void *context, const struct record *record, int64_t rows), void *context)
{
	ready();
	for (size_t i = 0; i < table_count; i++) {
		if (tables[i].child || !customer_of(&tables[i]))
			continue;
		char *sql = xasprintf(
		    "SELECT count(*) FROM \"%s\" WHERE \"customer\" = $1", tables[i].name);
		each(context, tables[i].record, db_number(db, sql, VALUES(v_text(customer)), 0));
		free(sql);
	}
	return db->fault == DB_FINE ? 0 : -1;
}

int
table_part(struct db *db, const struct table *table, const char *id)
{
	char *where = xasprintf("\"%s\" = $1", table->key->name);
	char *sql = xasprintf("UPDATE \"%s\" SET \"customer\" = NULL WHERE %s", table->name, where);
	blank(db, table, where, id);
	if (customer_of(table))
		db_run(db, sql, VALUES(v_text(id)));
	free(sql);
	free(where);
	return db->fault == DB_FINE ? 0 : -1;
}

int
tables_part(struct db *db, const char *customer)
{
	ready();
	for (size_t i = 0; i < table_count; i++) {
		const struct field *field = customer_of(&tables[i]);
		if (!field)
			continue;
		/* Somebody else's relation to them says nothing any more. */
		bool nothing = tables[i].child || (field->flags & FIELD_REQUIRED);
		char *sql = xasprintf(nothing ? "DELETE FROM \"%s\" WHERE \"customer\" = $1"
					      : "UPDATE \"%s\" SET \"customer\" = NULL WHERE "
						"\"customer\" = $1",
		    tables[i].name);
		if (!nothing)
			blank(db, &tables[i], "\"customer\" = $1", customer);
		db_run(db, sql, VALUES(v_text(customer)));
		free(sql);
	}
	return db->fault == DB_FINE ? 0 : -1;
}

/* ---- pages ---- */

struct row_place
row_place_read(const char *key, int64_t otherwise, struct arena *arena)
{
	char id[ID_LENGTH + 1] = "";
	int64_t at;
	if (key && sscanf(key, "%" SCNd64 ".%36[0-9a-f-]", &at, id) == 2)
		return (struct row_place){at, arena_strdup(arena, id)};
	return (struct row_place){otherwise, ""};
}

const char *
row_place_text(struct row_place place, struct arena *arena)
{
	return arena_printf(arena, "%" PRId64 ".%s", place.at, place.id);
}
