#include "wire/codec.h"
#include "base/date.h"
#include "model/cards.h"
#include "wire/tree.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* The integers that a double holds exactly (RFC 8259 section 6). */
#define NUMBER_LIMIT 9007199254740991.0

enum { NAME_LIMIT = 60 };

/* ---- encoding ---- */

static void put_record(struct buf *out, const struct record *record, const void *value);

static void
put_list(struct buf *out, const struct record *of, const struct list *list)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < list->count; i++) {
		if (i)
			buf_putc(out, ',');
		put_record(out, of, (const char *)list->items + i * of->size);
	}
	buf_putc(out, ']');
}

static bool
is_left_out(const struct field *field, const void *at)
{
	bool required = field->flags & FIELD_REQUIRED;
	switch (field->type) {
	case FIELD_NUMBER:
		return *(const int64_t *)at == 0 && !required;
	case FIELD_BOOL:
		return !*(const bool *)at && !required;
	case FIELD_TIME:
		return *(const micros *)at == 0;
	case FIELD_LIST:
		return ((const struct list *)at)->count == 0;
	default:
		return *(void *const *)at == NULL;
	}
}

static void
put_field(struct buf *out, const struct field *field, const void *at)
{
	char time[RFC3339_SIZE];
	switch (field->type) {
	case FIELD_NUMBER:
		buf_printf(out, "%" PRId64, *(const int64_t *)at);
		break;
	case FIELD_BOOL:
		buf_puts(out, *(const bool *)at ? "true" : "false");
		break;
	case FIELD_TIME:
		rfc3339_format(time, *(const micros *)at);
		json_write_text(out, time);
		break;
	case FIELD_ONE:
		put_record(out, field->of, *(void *const *)at);
		break;
	case FIELD_LIST:
		put_list(out, field->of, at);
		break;
	default:
		json_write_text(out, *(const char *const *)at);
	}
}

static void
put_record(struct buf *out, const struct record *record, const void *value)
{
	char before = '{';
	for (size_t i = 0; i < record->count && buf_ok(out); i++) {
		const struct field *field = &record->fields[i];
		const void *at = (const char *)value + field->offset;
		if (is_left_out(field, at))
			continue;
		buf_printf(out, "%c\"%s\":", before, field->name);
		put_field(out, field, at);
		before = ',';
	}
	buf_puts(out, before == '{' ? "{}" : "}");
}

int
json_encode(struct buf *out, const struct record *record, const void *value)
{
	put_record(out, record, value);
	return buf_ok(out) ? 0 : -1;
}

/* ---- decoding ---- */

/* Where the reading stands; a fault gets its path put in front on the way out. */
struct reading {
	struct arena *arena;
	bool strict;
	const char **where;
	struct err *err;
};

/* A field's name for a problem: what others sent is cut at a character. */
static int
refuse(struct reading *in, const char *name, const char *fault)
{
	size_t length = strlen(name);
	if (length > NAME_LIMIT)
		for (length = NAME_LIMIT; length && ((unsigned char)name[length] & 0xc0) == 0x80;)
			length--;
	*in->where = arena_strndup(in->arena, name, length);
	return err_set(in->err, "%s %s", *in->where, fault);
}

static int get_record(struct reading *in, const struct json *json, const struct record *record,
    void *value, bool partial);

static int
get_number(struct reading *in, const struct json *json, const struct field *field, int64_t *at)
{
	double number = json->number;
	if (json->kind != JSON_NUMBER || number != floor(number) || fabs(number) > NUMBER_LIMIT)
		return refuse(in, field->name, "must be a whole number within 2^53");
	*at = (int64_t)number;
	return 0;
}

static int
get_list(struct reading *in, const struct json *json, const struct field *field, struct list *list)
{
	if (json->kind != JSON_LIST)
		return refuse(in, field->name, "must be an array");
	size_t index = 0;
	for (const struct json *item = json->first; item; item = item->next) {
		if (in->strict && field->limit && index == field->limit)
			return refuse(in, field->name, "has too many items");
		if (get_record(in, item, field->of, list_add(in->arena, list, field->of), false) <
		    0) {
			*in->where = arena_printf(in->arena, "%s.%zu%s%s", field->name, index,
			    *in->where ? "." : "", *in->where ? *in->where : "");
			return -1;
		}
		index++;
	}
	return 0;
}

static int
get_one(struct reading *in, const struct json *json, const struct field *field, void **at)
{
	*at = record_new(in->arena, field->of);
	if (get_record(in, json, field->of, *at, field->flags & FIELD_PARTIAL) == 0)
		return 0;
	*in->where = arena_printf(
	    in->arena, "%s%s%s", field->name, *in->where ? "." : "", *in->where ? *in->where : "");
	return -1;
}

static int
get_field(struct reading *in, const struct json *json, const struct field *field, void *at)
{
	if (json->kind == JSON_NULL)
		return 0;
	switch (field->type) {
	case FIELD_NUMBER:
		return get_number(in, json, field, at);
	case FIELD_BOOL:
		if (json->kind != JSON_BOOL)
			return refuse(in, field->name, "must be true or false");
		*(bool *)at = json->truth;
		return 0;
	case FIELD_TIME:
		if (json->kind != JSON_TEXT || !rfc3339_parse(json->text, at))
			return refuse(in, field->name, "must be a time (RFC 3339)");
		return 0;
	case FIELD_LIST:
		return get_list(in, json, field, at);
	case FIELD_ONE:
		return get_one(in, json, field, at);
	default:
		if (json->kind != JSON_TEXT)
			return refuse(in, field->name, "must be a text");
		*(const char **)at = arena_strdup(in->arena, json->text);
		return 0;
	}
}

/* record_check cannot tell a number of 0 from one that is not there. */
static int
check_numbers(struct reading *in, const struct json *json, const struct record *record)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		if ((field->type != FIELD_NUMBER && field->type != FIELD_BOOL) ||
		    !(field->flags & FIELD_REQUIRED))
			continue;
		const struct json *given = json_member(json, field->name);
		if (!given || given->kind == JSON_NULL)
			return refuse(in, field->name, "is missing");
	}
	return 0;
}

static int
get_record(struct reading *in, const struct json *json, const struct record *record, void *value,
    bool partial)
{
	*in->where = NULL;
	if (json->kind != JSON_OBJECT)
		return err_set(in->err, "an object was expected");
	for (const struct json *item = json->first; item; item = item->next) {
		const struct field *field = record_field(record, item->name);
		if (!field && in->strict)
			return refuse(in, item->name, "is unknown");
		if (!field || (in->strict && field->flags & FIELD_READ_ONLY))
			continue;
		if (get_field(in, item, field, (char *)value + field->offset) < 0)
			return -1;
	}
	return in->strict && !partial ? check_numbers(in, json, record) : 0;
}

int
json_decode(const char *text, size_t length, const struct record *record, void *value,
    struct arena *arena, bool strict, enum problem_type *problem, const char **where,
    struct err *err)
{
	*where = NULL;
	*problem = PROBLEM_TOO_LARGE;
	if (strict && length > BODY_LIMIT)
		return err_set(err, "longer than %d bytes", BODY_LIMIT);
	*problem = PROBLEM_BAD_JSON;
	struct arena reading;
	arena_init(&reading);
	const struct json *json = json_read(text, length, &reading, err);
	if (!json) {
		arena_release(&reading);
		return -1;
	}
	*problem = PROBLEM_BAD_FIELD;
	struct reading in = {arena, strict, where, err};
	int rc = get_record(&in, json, record, value, false);
	arena_release(&reading);
	if (rc == 0 && strict) {
		cards_mask(record, value, arena);
		rc = record_check(record, value, arena, where, err);
	}
	if (rc == 0)
		*problem = PROBLEM_NONE;
	return rc;
}
