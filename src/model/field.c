#include "model/field.h"
#include "base/date.h"
#include "base/id.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void *
at(const struct field *field, const void *value)
{
	return (char *)(uintptr_t)value + field->offset;
}

static bool
is_string(const struct field *field)
{
	return field->type <= FIELD_DATE;
}

const struct field *
record_field(const struct record *record, const char *name)
{
	for (size_t i = 0; i < record->count; i++)
		if (strcmp(record->fields[i].name, name) == 0)
			return &record->fields[i];
	return NULL;
}

const char *
field_string(const struct field *field, const void *value)
{
	return is_string(field) ? *(const char **)at(field, value) : NULL;
}

void
field_set_string(const struct field *field, void *value, const char *text)
{
	*(const char **)at(field, value) = text;
}

void *
record_new(struct arena *arena, const struct record *record)
{
	return arena_alloc(arena, record->size);
}

/* list_add counts on it: there is room up to the next power of two. */
static size_t
room_for(size_t count)
{
	size_t room = 1;
	while (room < count)
		room *= 2;
	return room;
}

static void
copy_list(struct arena *arena, const struct record *of, struct list *to, const struct list *from)
{
	to->count = from->count;
	to->items = from->count ? arena_alloc(arena, room_for(from->count) * of->size) : NULL;
	for (size_t i = 0; i < from->count; i++)
		record_copy_into(arena, of, (char *)to->items + i * of->size,
		    (char *)from->items + i * of->size);
}

void
record_copy_into(struct arena *arena, const struct record *record, void *to, const void *from)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		if (is_string(field))
			field_set_string(field, to, arena_strdup(arena, field_string(field, from)));
		else if (field->type == FIELD_LIST)
			copy_list(arena, field->of, at(field, to), at(field, from));
		else if (field->type == FIELD_ONE)
			*(void **)at(field, to) =
			    record_copy(arena, field->of, *(void **)at(field, from));
		else if (field->type == FIELD_BOOL)
			*(bool *)at(field, to) = *(bool *)at(field, from);
		else
			*(int64_t *)at(field, to) = *(int64_t *)at(field, from);
	}
}

void *
record_copy(struct arena *arena, const struct record *record, const void *from)
{
	if (!from)
		return NULL;
	void *to = record_new(arena, record);
	record_copy_into(arena, record, to, from);
	return to;
}

static bool
strings_equal(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool
field_equal(const struct field *field, const void *a, const void *b)
{
	if (is_string(field))
		return strings_equal(field_string(field, a), field_string(field, b));
	if (field->type == FIELD_BOOL)
		return *(bool *)at(field, a) == *(bool *)at(field, b);
	if (field->type == FIELD_ONE) {
		const void *x = *(void **)at(field, a), *y = *(void **)at(field, b);
		return x && y ? record_equal(field->of, x, y) : x == y;
	}
	if (field->type == FIELD_LIST) {
		const struct list *x = at(field, a), *y = at(field, b);
		if (x->count != y->count)
			return false;
		for (size_t i = 0; i < x->count; i++)
			if (!record_equal(field->of, (char *)x->items + i * field->of->size,
				(char *)y->items + i * field->of->size))
				return false;
		return true;
	}
	return *(int64_t *)at(field, a) == *(int64_t *)at(field, b);
}

bool
record_equal(const struct record *record, const void *a, const void *b)
{
	for (size_t i = 0; i < record->count; i++)
		if (!field_equal(&record->fields[i], a, b))
			return false;
	return true;
}

void *
list_add(struct arena *arena, struct list *list, const struct record *record)
{
	/* The room doubles at each power of two; what is left behind is freed with the arena. */
	if ((list->count & (list->count - 1)) == 0) {
		size_t room = list->count ? list->count * 2 : 1;
		void *items = arena_alloc(arena, room * record->size);
		if (list->count)
			memcpy(items, list->items, list->count * record->size);
		list->items = items;
	}
	void *item = (char *)list->items + list->count++ * record->size;
	memset(item, 0, record->size);
	return item;
}

void
list_remove(struct list *list, const struct record *record, size_t index)
{
	if (index >= list->count)
		return;
	char *item = (char *)list->items + index * record->size;
	memmove(item, item + record->size, (list->count - index - 1) * record->size);
	list->count--;
}

void *
list_find(const struct list *list, const struct record *record, const char *id)
{
	const struct field *key = NULL;
	for (size_t i = 0; i < record->count && !key; i++)
		if (record->fields[i].type == FIELD_ID || record->fields[i].type == FIELD_KEY)
			key = &record->fields[i];
	for (size_t i = 0; key && id && i < list->count; i++) {
		void *item = (char *)list->items + i * record->size;
		if (strings_equal(field_string(key, item), id))
			return item;
	}
	return NULL;
}

const char *
field_text(const struct field *field, const void *value, struct arena *arena)
{
	char text[RFC3339_SIZE];
	switch (field->type) {
	case FIELD_NUMBER:
		return arena_printf(arena, "%" PRId64, *(int64_t *)at(field, value));
	case FIELD_BOOL:
		return *(bool *)at(field, value) ? "yes" : "no";
	case FIELD_TIME:
		if (!*(micros *)at(field, value))
			return NULL;
		rfc3339_format(text, *(micros *)at(field, value));
		return arena_strdup(arena, text);
	case FIELD_ONE:
	case FIELD_LIST:
		return NULL;
	default:
		return field_string(field, value);
	}
}

int
field_set_text(
    const struct field *field, void *value, const char *text, struct arena *arena, struct err *err)
{
	char *end;
	switch (field->type) {
	case FIELD_NUMBER:
		*(int64_t *)at(field, value) = strtoll(text, &end, 10);
		return *text && !*end ? 0 : err_set(err, "\"%s\" is not a whole number", text);
	case FIELD_BOOL:
		if (!word_equal(text, "yes") && !word_equal(text, "no"))
			return err_set(err, "\"%s\" is neither yes nor no", text);
		*(bool *)at(field, value) = word_equal(text, "yes");
		return 0;
	case FIELD_TIME:
		if (!rfc3339_parse(text, at(field, value)))
			return err_set(err, "\"%s\" is not a time (RFC 3339)", text);
		return 0;
	case FIELD_ONE:
	case FIELD_LIST:
		return err_set(err, "%s holds records, not text", field->name);
	default:
		field_set_string(field, value, arena_strdup(arena, text));
		return 0;
	}
}

static bool
key_valid(const char *text)
{
	if (!*text)
		return false;
	for (; *text; text++)
		if (!((*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9') ||
			strchr("._-#", *text)))
			return false;
	return true;
}

static int
check_string(const struct field *field, const char *text, struct err *err)
{
	size_t length = strlen(text);
	struct date date;
	if (!utf8_valid(text, length))
		return err_set(err, "%s is not valid UTF-8", field->name);
	if (field->limit && length > field->limit)
		return err_set(err, "%s is longer than %zu bytes", field->name, field->limit);
	if (field->type == FIELD_ID && !id_valid(text))
		return err_set(err, "%s is not an id (UUID)", field->name);
	if (field->type == FIELD_KEY && *text && !key_valid(text))
		return err_set(
		    err, "%s may hold only a-z, 0-9, dot, dash, underscore and #", field->name);
	if (field->type == FIELD_DATE && *text && !date_parse(text, &date))
		return err_set(err, "%s is not a date (YYYY-MM-DD)", field->name);
	if (field->type == FIELD_WORD) {
		for (const char *const *word = field->words; *word; word++)
			if (strcmp(*word, text) == 0)
				return 0;
		return err_set(err, "%s is not one of the words it may be", field->name);
	}
	if ((field->flags & FIELD_SINGLE_LINE) && strpbrk(text, "\r\n"))
		return err_set(err, "%s is one line only", field->name);
	return 0;
}

static bool
field_present(const struct field *field, const void *value)
{
	if (is_string(field))
		return field_string(field, value) && *field_string(field, value);
	if (field->type == FIELD_ONE)
		return *(void **)at(field, value) != NULL;
	if (field->type == FIELD_LIST)
		return ((struct list *)at(field, value))->count > 0;
	if (field->type == FIELD_TIME)
		return *(micros *)at(field, value) != 0;
	return true;
}

static int check_record(const struct record *record, const void *value, bool partial,
    struct arena *arena, const char **where, struct err *err);

/* A field's own check; `inner` is the path below it where the fault lies, or null. */
static int
check_field(const struct field *field, const void *value, bool partial, struct arena *arena,
    const char **inner, struct err *err)
{
	*inner = NULL;
	if (!field_present(field, value))
		return (field->flags & FIELD_REQUIRED) && !partial
			   ? err_set(err, "%s is missing", field->name)
			   : 0;
	if (is_string(field))
		return check_string(field, field_string(field, value), err);
	if (field->type == FIELD_ONE)
		return check_record(field->of, *(void **)at(field, value),
		    field->flags & FIELD_PARTIAL, arena, inner, err);
	if (field->type != FIELD_LIST)
		return 0;
	const struct list *list = at(field, value);
	if (field->limit && list->count > field->limit)
		return err_set(err, "%s has more than %zu items", field->name, field->limit);
	for (size_t i = 0; i < list->count; i++) {
		const char *below;
		if (record_check(field->of, (char *)list->items + i * field->of->size, arena,
			&below, err) < 0) {
			*inner = arena_printf(arena, "%zu.%s", i, below);
			return -1;
		}
	}
	return 0;
}

static int
check_record(const struct record *record, const void *value, bool partial, struct arena *arena,
    const char **where, struct err *err)
{
	for (size_t i = 0; i < record->count; i++) {
		const char *inner;
		if (check_field(&record->fields[i], value, partial, arena, &inner, err) == 0)
			continue;
		*where = inner ? arena_printf(arena, "%s.%s", record->fields[i].name, inner)
			       : record->fields[i].name;
		return -1;
	}
	return 0;
}

int
record_check(const struct record *record, const void *value, struct arena *arena,
    const char **where, struct err *err)
{
	return check_record(record, value, false, arena, where, err);
}
