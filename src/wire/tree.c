/* The only file that knows cJSON. */
#include "wire/tree.h"

#include "wire/codec.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct json *
copy(const cJSON *from, struct arena *arena)
{
	struct json *json = json_new(arena, JSON_NULL);
	if (from->string)
		json->name = arena_strdup(arena, from->string);
	if (cJSON_IsBool(from)) {
		json->kind = JSON_BOOL;
		json->truth = cJSON_IsTrue(from);
	} else if (cJSON_IsNumber(from)) {
		json->kind = JSON_NUMBER;
		json->number = from->valuedouble;
	} else if (cJSON_IsString(from)) {
		json->kind = JSON_TEXT;
		json->text = arena_strdup(arena, from->valuestring);
	} else if (!cJSON_IsNull(from)) {
		json->kind = cJSON_IsArray(from) ? JSON_LIST : JSON_OBJECT;
		const cJSON *item;
		cJSON_ArrayForEach(item, from)
		{
			struct json *child = copy(item, arena);
			json_add(json, child->name, child);
		}
	}
	return json;
}

struct json *
json_read(const char *text, size_t length, struct arena *arena, struct err *err)
{
	if (json_guard(text, length, err) < 0)
		return NULL;
	cJSON *read = cJSON_ParseWithLength(text, length);
	if (!read) {
		err_set(err, "a number is too long to be read");
		return NULL;
	}
	struct json *json = copy(read, arena);
	cJSON_Delete(read);
	return json;
}

/* ---- writing ---- */

void
json_write_text(struct buf *out, const char *text)
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

/* The shortest decimal that reads back as the same double. */
static void
write_number(struct buf *out, double number)
{
	char text[40];
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, number);
		if (fabs(strtod(text, NULL) - number) <= 0.0)
			break;
	}
	buf_puts(out, text);
}

static void
write_value(struct buf *out, const struct json *json)
{
	switch (json->kind) {
	case JSON_NULL:
		buf_puts(out, "null");
		return;
	case JSON_BOOL:
		buf_puts(out, json->truth ? "true" : "false");
		return;
	case JSON_NUMBER:
		write_number(out, json->number);
		return;
	case JSON_TEXT:
		json_write_text(out, json->text);
		return;
	case JSON_LIST:
	case JSON_OBJECT:
		break;
	}
	bool list = json->kind == JSON_LIST;
	buf_putc(out, list ? '[' : '{');
	for (const struct json *item = json->first; item && buf_ok(out); item = item->next) {
		if (item != json->first)
			buf_putc(out, ',');
		if (!list) {
			json_write_text(out, item->name);
			buf_putc(out, ':');
		}
		write_value(out, item);
	}
	buf_putc(out, list ? ']' : '}');
}

int
json_write(struct buf *out, const struct json *json)
{
	write_value(out, json);
	return buf_ok(out) ? 0 : -1;
}

/* ---- looking and building ---- */

struct json *
json_member(const struct json *object, const char *name)
{
	struct json *item = object && object->kind == JSON_OBJECT ? object->first : NULL;
	while (item && strcmp(item->name, name) != 0)
		item = item->next;
	return item;
}

const char *
json_member_text(const struct json *object, const char *name)
{
	const struct json *member = json_member(object, name);
	return member && member->kind == JSON_TEXT && member->text[0] ? member->text : NULL;
}

static bool
same_children(const struct json *a, const struct json *b)
{
	size_t left = 0, right = 0;
	const struct json *y = b->first;
	for (const struct json *x = a->first; x; x = x->next, left++) {
		const struct json *other = a->kind == JSON_OBJECT ? json_member(b, x->name) : y;
		if (!other || !json_same(x, other))
			return false;
		y = y ? y->next : NULL;
	}
	for (const struct json *item = b->first; item; item = item->next)
		right++;
	return left == right;
}

bool
json_same(const struct json *a, const struct json *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case JSON_NULL:
		return true;
	case JSON_BOOL:
		return a->truth == b->truth;
	case JSON_NUMBER:
		return fabs(a->number - b->number) <= 0.0;
	case JSON_TEXT:
		return strcmp(a->text, b->text) == 0;
	case JSON_LIST:
	case JSON_OBJECT:
		break;
	}
	return same_children(a, b);
}

struct json *
json_new(struct arena *arena, enum json_kind kind)
{
	struct json *json = arena_alloc(arena, sizeof *json);
	json->kind = kind;
	return json;
}

struct json *
json_new_text(struct arena *arena, const char *text)
{
	struct json *json = json_new(arena, JSON_TEXT);
	json->text = arena_strdup(arena, text);
	return json;
}

struct json *
json_add(struct json *parent, const char *name, struct json *value)
{
	value->name = name;
	if (parent->last)
		parent->last->next = value;
	else
		parent->first = value;
	parent->last = value;
	return value;
}

void
json_add_text(struct json *object, struct arena *arena, const char *name, const char *text)
{
	if (text && *text)
		json_add(object, name, json_new_text(arena, text));
}
