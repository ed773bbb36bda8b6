/* Columns that are the fields of a record. */
#include "admin/import.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

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
find_column(
    const struct record *record, const char *title, struct import_column *out, struct err *err)
{
	char head[120];
	const char *dot = strchr(title, '.');
	*out = (struct import_column){0};
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

int
import_columns_read(struct import_columns *columns, const struct record *record,
    const struct csv *csv, struct err *err)
{
	columns->record = record;
	columns->count = csv->count;
	for (size_t i = 0; i < csv->count; i++)
		if (find_column(record, csv->fields[i], &columns->items[i], err) < 0)
			return -1;
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
target(const struct import_column *column, void *value, struct arena *arena)
{
	if (!column->list)
		return value;
	struct list *list = (void *)((char *)value + column->list->offset);
	while (list->count <= column->index)
		list_add(arena, list, column->list->of);
	return (char *)list->items + column->index * column->list->of->size;
}

int
import_columns_fill(const struct import_columns *columns, const struct csv *csv, void *value,
    struct arena *arena, struct err *err)
{
	for (size_t i = 0; i < csv->count && i < columns->count; i++) {
		if (text_blank(csv->fields[i]))
			continue;
		const struct import_column *column = &columns->items[i];
		char *text = text_trim(arena_strdup(arena, csv->fields[i]));
		if (!utf8_valid(text, strlen(text)))
			return err_set(err, _("the field %s is not UTF-8"), column->field->name);
		const char *fit = canonical(column->field, text, arena, err);
		if (!fit || field_set_text(
				column->field, target(column, value, arena), fit, arena, err) < 0)
			return -1;
	}
	return 0;
}
