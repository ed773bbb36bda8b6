/*
 * import customers and addresses from CSV. The columns are the fields of the records: `born`,
 * `names.family`, `phones.2.number`; the last part alone will do where it is unique (`family`,
 * `postcode`). A bad row is set aside with its line and reason; the rest is imported, and a second
 * run changes nothing.
 */
#include "admin/admin.h"
#include "admin/csv.h"
#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 200 };

/* Where a column goes: a field of the record, or the nth item of a list and a field of that. */
struct column {
	const struct field *field;
	const struct field *list; /* null: the record's own */
	size_t index;
};

struct import {
	struct admin *admin;
	const char *path, *origin;
	const struct record *record;
	struct column columns[CSV_FIELDS];
	size_t column_count;
	struct arena arena; /* of the batch */
	struct list batch;
	size_t imported, aside;
};

static const struct field *
leaf_in(const struct record *record, const char *name, const struct field **list)
{
	*list = NULL;
	const struct field *field = record_field(record, name);
	if (field && field->type != FIELD_LIST && field->type != FIELD_ONE)
		return field;
	const struct field *found = NULL;
	for (size_t i = 0; i < record->count; i++) {
		const struct field *outer = &record->fields[i];
		const struct field *inner =
		    outer->type == FIELD_LIST ? record_field(outer->of, name) : NULL;
		if (!inner || inner->type == FIELD_ID)
			continue;
		if (found)
			return NULL; /* not unique: the long form is needed */
		found = inner;
		*list = outer;
	}
	return found;
}

static int
find_column(const struct record *record, const char *title, struct column *out, struct err *err)
{
	char head[120];
	const char *dot = strchr(title, '.');
	*out = (struct column){0};
	if (!dot) {
		out->field = leaf_in(record, title, &out->list);
	} else if ((size_t)(dot - title) < sizeof head) {
		memcpy(head, title, (size_t)(dot - title));
		head[dot - title] = '\0';
		char *end;
		unsigned long nth = strtoul(dot + 1, &end, 10);
		const char *leaf = end > dot + 1 && *end == '.' ? end + 1 : dot + 1;
		out->list = record_field(record, head);
		out->index = leaf == dot + 1 || nth == 0 ? 0 : nth - 1;
		if (out->list && out->list->type == FIELD_LIST && out->index < out->list->limit)
			out->field = record_field(out->list->of, leaf);
	}
	if (!out->field)
		return err_set(
		    err, _("the column \"%s\" is no field of a %s"), title, record->name);
	return 0;
}

static int
read_header(struct import *import, struct csv *csv, struct err *err)
{
	if (csv_next(csv, err) <= 0)
		return err_set(err, _("%s is empty"), import->path);
	for (size_t i = 0; i < csv->count; i++)
		if (find_column(import->record, csv->fields[i], &import->columns[i], err) < 0)
			return -1;
	import->column_count = csv->count;
	return 0;
}

/* Values as people write them become canonical: telephone, postcode, date, key words. */
static const char *
canonical(const struct field *field, const char *text, struct arena *arena, struct err *err)
{
	char out[32];
	struct date date;
	if (strcmp(field->name, "number") == 0) {
		if (!phone_normal(text, out))
			return err_set(err, _("\"%s\" is not a telephone number"), text), NULL;
		return arena_strdup(arena, out);
	}
	if (strcmp(field->name, "postcode") == 0) {
		if (!postcode_normal(text, out))
			return err_set(err, _("\"%s\" is not a postcode"), text), NULL;
		return arena_strdup(arena, out);
	}
	if (field->type == FIELD_DATE) {
		if (!date_read(text, london_of(clock_now(clock_system())).date, &date))
			return err_set(err, _("\"%s\" is not a date"), text), NULL;
		date_format(out, date);
		return arena_strdup(arena, out);
	}
	return arena_strdup(arena, text);
}

static void *
target(struct import *import, const struct column *column, void *value)
{
	if (!column->list)
		return value;
	struct list *list = (void *)((char *)value + column->list->offset);
	while (list->count <= column->index)
		list_add(&import->arena, list, column->list->of);
	return (char *)list->items + column->index * column->list->of->size;
}

static int
fill_row(struct import *import, const struct csv *csv, void *value, struct err *err)
{
	if (csv->count != import->column_count)
		return err_set(err, _("the row has %zu fields, the header %zu"), csv->count,
		    import->column_count);
	for (size_t i = 0; i < csv->count; i++) {
		if (text_blank(csv->fields[i]))
			continue;
		const struct column *column = &import->columns[i];
		char *text = text_trim(arena_strdup(&import->arena, csv->fields[i]));
		if (!utf8_valid(text, strlen(text)))
			return err_set(err, _("the field %s is not UTF-8"), column->field->name);
		const char *fit = canonical(column->field, text, &import->arena, err);
		if (!fit || field_set_text(column->field, target(import, column, value), fit,
				&import->arena, err) < 0)
			return -1;
	}
	return 0;
}

/* Ids and kinds that a CSV does not carry. */
static void
complete_customer(struct import *import, struct customer *customer, const struct csv *csv)
{
	micros now = clock_now(clock_system());
	char id[ID_LENGTH + 1];
	struct {
		const struct record *record;
		struct list *list;
		const char *kind;
	} parts[] = {
	    {&person_name_record, &customer->names, "current"},
	    {&phone_record, &customer->phones, NULL},
	    {&email_record, &customer->emails, NULL},
	    {&address_record, &customer->addresses, "home"},
	    {&note_record, &customer->notes, NULL},
	};
	id_make(id, now, id_system());
	customer->id = arena_strdup(&import->arena, id);
	if (!customer->kind)
		customer->kind = "person";
	customer->origin = import->origin;
	if (!customer->origin_key) /* without a key of its own the row's text is its key */
		customer->origin_key = arena_strndup(&import->arena, csv->raw.data,
		    strcspn(csv->raw.data, "\r\n") < 80 ? strcspn(csv->raw.data, "\r\n") : 80);
	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
		for (size_t i = 0; i < parts[p].list->count; i++) {
			void *item = (char *)parts[p].list->items + i * parts[p].record->size;
			const struct field *kind = record_field(parts[p].record, "kind");
			id_make(id, now, id_system());
			field_set_string(record_field(parts[p].record, "id"), item,
			    arena_strdup(&import->arena, id));
			if (kind && !field_string(kind, item)) {
				const char *word = parts[p].kind;
				if (parts[p].record == &phone_record)
					word =
					    strncmp(((struct phone *)item)->number, "+447", 4) == 0
						? "mobile"
						: "home";
				field_set_string(kind, item, word);
			}
		}
}

static void
set_aside(struct import *import, const struct csv *csv, const char *reason)
{
	import->aside++;
	fprintf(stderr, "%s:%ld: %s\n", import->path, csv->line, reason);
}

static int
write_batch(struct import *import)
{
	struct err err;
	struct crm_counts counts = {0};
	int rc = 0;
	if (import->batch.count && import->record == &customer_record)
		rc = crm_import_customers(import->admin->crm, import->admin->actor,
		    import->batch.items, import->batch.count, &counts, &err);
	else if (import->batch.count)
		rc = crm_import_addresses(import->admin->crm, import->admin->actor,
		    import->batch.items, import->batch.count, &counts, &err);
	if (rc < 0) {
		admin_fail("%s", err.text);
		return -1;
	}
	import->imported += import->batch.count;
	arena_release(&import->arena);
	arena_init(&import->arena);
	import->batch = (struct list){0};
	return 0;
}

static void
take_row(struct import *import, const struct csv *csv)
{
	struct err err;
	const char *where;
	void *value = record_new(&import->arena, import->record);
	if (fill_row(import, csv, value, &err) < 0) {
		set_aside(import, csv, err.text);
		return;
	}
	if (import->record == &customer_record)
		complete_customer(import, value, csv);
	if (record_check(import->record, value, &import->arena, &where, &err) < 0) {
		set_aside(import, csv, err.text);
		return;
	}
	void *item = list_add(&import->arena, &import->batch, import->record);
	memcpy(item, value, import->record->size);
}

static enum admin_exit
import_file(struct import *import, FILE *file)
{
	struct csv csv;
	struct err err;
	csv_init(&csv, file);
	enum admin_exit status = ADMIN_DONE;
	if (read_header(import, &csv, &err) < 0)
		status = admin_fail("%s", err.text);
	while (status == ADMIN_DONE) {
		int got = csv_next(&csv, &err);
		if (got < 0)
			set_aside(import, &csv, err.text);
		else if (got > 0 && !(csv.count == 1 && text_blank(csv.fields[0])))
			take_row(import, &csv);
		if ((got == 0 || import->batch.count == BATCH) && write_batch(import) < 0)
			status = ADMIN_FAILED;
		if (got == 0)
			break;
	}
	csv_release(&csv);
	return status;
}

/* What is a record a row. */
static enum admin_exit
import_rows(struct admin *admin, const struct record *record, int argc, char **argv)
{
	const char *origin = admin_option(&argc, argv, "--origin");
	struct import import = {
	    .admin = admin, .record = record, .origin = origin ? origin : "csv"};
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	arena_init(&import.arena);
	enum admin_exit status = ADMIN_DONE;
	for (int i = 1; i < argc && status == ADMIN_DONE; i++) {
		import.path = argv[i];
		FILE *file = fopen(argv[i], "r");
		if (!file) {
			status = admin_fail(_("cannot read %s: %s"), argv[i], strerror(errno));
			break;
		}
		status = import_file(&import, file);
		fclose(file);
	}
	arena_release(&import.arena);
	if (status == ADMIN_DONE)
		printf(_("imported %zu, set aside %zu\n"), import.imported, import.aside);
	return status == ADMIN_DONE && import.aside ? ADMIN_SET_ASIDE : status;
}

static enum admin_exit
import_customers(struct admin *admin, int argc, char **argv)
{
	return import_rows(admin, &customer_record, argc, argv);
}

static enum admin_exit
import_addresses(struct admin *admin, int argc, char **argv)
{
	return import_rows(admin, &property_record, argc, argv);
}

static const struct {
	const char *name;
	enum admin_exit (*run)(struct admin *admin, int argc, char **argv); /* argv[0]: the kind */
} kinds[] = {{"customers", import_customers}, {"addresses", import_addresses},
    {"postcodes", import_postcodes}, {"councils", import_councils}, {"oruk", import_oruk},
    {"lgsl", import_lgsl}, {"xlsform", import_xlsform}};

enum { KINDS = sizeof kinds / sizeof *kinds };

enum admin_exit
admin_import(struct admin *admin, int argc, char **argv)
{
	if (argc < 3)
		return admin_usage("import", _("import needs a kind and at least one file"));
	for (int i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].name, argv[1]) == 0)
			return kinds[i].run(admin, argc - 1, argv + 1);
	struct buf names;
	buf_init(&names, 400);
	for (int i = 0; i < KINDS; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", kinds[i].name);
	char *sentence = xasprintf(_("import knows %s"), names.data);
	enum admin_exit status = admin_usage("import", sentence);
	free(sentence);
	buf_release(&names);
	return status;
}
