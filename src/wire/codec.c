#include "wire/codec.h"
#include "base/date.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* The integers that a double holds exactly (RFC 8259 section 6). */
#define NUMBER_LIMIT 9007199254740991.0

enum { NAME_LIMIT = 60 };

/* ---- encoding ---- */

static void
put_text(struct buf *out, const char *text)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	buf_putc(out, '"');
	while (*text) {
		size_t plain = 0;
		while (
		    (unsigned char)text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\')
			plain++;
		buf_add(out, text, plain);
		text += plain;
		if (!*text)
			break;
		const char *found = strchr(from, *text);
		if (found)
			buf_printf(out, "\\%c", to[found - from]);
		else
			buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*text);
		text++;
	}
	buf_putc(out, '"');
}

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
		put_text(out, time);
		break;
	case FIELD_ONE:
		put_record(out, field->of, *(void *const *)at);
		break;
	case FIELD_LIST:
		put_list(out, field->of, at);
		break;
	default:
		put_text(out, *(const char *const *)at);
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

static int get_record(
    struct reading *in, const cJSON *json, const struct record *record, void *value, bool partial);

static int
get_number(struct reading *in, const cJSON *json, const struct field *field, int64_t *at)
{
	double number = json->valuedouble;
	if (!cJSON_IsNumber(json) || number != floor(number) || fabs(number) > NUMBER_LIMIT)
		return refuse(in, field->name, "must be a whole number within 2^53");
	*at = (int64_t)number;
	return 0;
}

static int
get_list(struct reading *in, const cJSON *json, const struct field *field, struct list *list)
{
	if (!cJSON_IsArray(json))
		return refuse(in, field->name, "must be an array");
	size_t index = 0;
	const cJSON *item;
	cJSON_ArrayForEach(item, json)
	{
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
get_one(struct reading *in, const cJSON *json, const struct field *field, void **at)
{
	*at = record_new(in->arena, field->of);
	if (get_record(in, json, field->of, *at, field->flags & FIELD_PARTIAL) == 0)
		return 0;
	*in->where = arena_printf(
	    in->arena, "%s%s%s", field->name, *in->where ? "." : "", *in->where ? *in->where : "");
	return -1;
}

static int
get_field(struct reading *in, const cJSON *json, const struct field *field, void *at)
{
	if (cJSON_IsNull(json))
		return 0;
	switch (field->type) {
	case FIELD_NUMBER:
		return get_number(in, json, field, at);
	case FIELD_BOOL:
		if (!cJSON_IsBool(json))
			return refuse(in, field->name, "must be true or false");
		*(bool *)at = cJSON_IsTrue(json);
		return 0;
	case FIELD_TIME:
		if (!cJSON_IsString(json) || !rfc3339_parse(json->valuestring, at))
			return refuse(in, field->name, "must be a time (RFC 3339)");
		return 0;
	case FIELD_LIST:
		return get_list(in, json, field, at);
	case FIELD_ONE:
		return get_one(in, json, field, at);
	default:
		if (!cJSON_IsString(json))
			return refuse(in, field->name, "must be a text");
		*(const char **)at = arena_strdup(in->arena, json->valuestring);
		return 0;
	}
}

/* record_check cannot tell a number of 0 from one that is not there. */
static int
check_numbers(struct reading *in, const cJSON *json, const struct record *record)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		if ((field->type != FIELD_NUMBER && field->type != FIELD_BOOL) ||
		    !(field->flags & FIELD_REQUIRED))
			continue;
		const cJSON *given = cJSON_GetObjectItemCaseSensitive(json, field->name);
		if (!given || cJSON_IsNull(given))
			return refuse(in, field->name, "is missing");
	}
	return 0;
}

static int
get_record(
    struct reading *in, const cJSON *json, const struct record *record, void *value, bool partial)
{
	*in->where = NULL;
	if (!cJSON_IsObject(json))
		return err_set(in->err, "an object was expected");
	const cJSON *item;
	cJSON_ArrayForEach(item, json)
	{
		const struct field *field = record_field(record, item->string);
		if (!field && in->strict)
			return refuse(in, item->string, "is unknown");
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
	if (json_guard(text, length, err) < 0)
		return -1;
	cJSON *json = cJSON_ParseWithLength(text, length);
	if (!json)
		return err_set(err, "a number is too long to be read");
	*problem = PROBLEM_BAD_FIELD;
	struct reading in = {arena, strict, where, err};
	int rc = get_record(&in, json, record, value, false);
	cJSON_Delete(json);
	if (rc == 0 && strict)
		rc = record_check(record, value, arena, where, err);
	if (rc == 0)
		*problem = PROBLEM_NONE;
	return rc;
}
