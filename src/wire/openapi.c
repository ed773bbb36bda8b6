#include "wire/openapi.h"
#include "wire/codec.h"
#include "wire/routes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes JSON one member a line, so that a change of the API reads well as a difference. */
struct doc {
	struct buf *out;
	int depth;
	bool more; /* something stands before at this depth */
};

static void
begin_member(struct doc *doc, const char *key)
{
	if (doc->depth)
		buf_puts(doc->out, doc->more ? ",\n" : "\n");
	for (int i = 0; i < doc->depth; i++)
		buf_putc(doc->out, ' ');
	if (key)
		buf_printf(doc->out, "\"%s\": ", key);
	doc->more = true;
}

/* Keys and texts come from the tables: nothing in them needs more than these two escapes. */
static void
put_quoted(struct doc *doc, const char *text)
{
	buf_putc(doc->out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_putc(doc->out, '\\');
		buf_putc(doc->out, *text);
	}
	buf_putc(doc->out, '"');
}

static void
doc_open(struct doc *doc, const char *key, char bracket)
{
	begin_member(doc, key);
	buf_putc(doc->out, bracket);
	doc->depth++;
	doc->more = false;
}

static void
doc_close(struct doc *doc, char bracket)
{
	doc->depth--;
	buf_putc(doc->out, '\n');
	for (int i = 0; i < doc->depth; i++)
		buf_putc(doc->out, ' ');
	buf_putc(doc->out, bracket);
	doc->more = true;
}

static void
doc_text(struct doc *doc, const char *key, const char *text)
{
	begin_member(doc, key);
	put_quoted(doc, text);
}

static void
doc_number(struct doc *doc, const char *key, int64_t number)
{
	begin_member(doc, key);
	buf_printf(doc->out, "%" PRId64, number);
}

static void
doc_flag(struct doc *doc, const char *key, bool flag)
{
	begin_member(doc, key);
	buf_puts(doc->out, flag ? "true" : "false");
}

static void
doc_ref(struct doc *doc, const struct record *record, bool partial)
{
	begin_member(doc, "$ref");
	buf_printf(doc->out, "\"#/components/schemas/%s%s\"", record->name, partial ? "_part" : "");
}

/* ---- schemas ---- */

/* A text that is not required may be "": said to be empty. */
static void
put_pattern(struct doc *doc, const struct field *field, const char *pattern)
{
	begin_member(doc, "pattern");
	buf_putc(doc->out, '"');
	buf_printf(doc->out, field->flags & FIELD_REQUIRED ? "^%s$" : "^(%s)?$", pattern);
	buf_putc(doc->out, '"');
}

static void
put_words(struct doc *doc, const struct field *field)
{
	doc_open(doc, "enum", '[');
	for (const char *const *word = field->words; *word; word++)
		doc_text(doc, NULL, *word);
	if (!(field->flags & FIELD_REQUIRED))
		doc_text(doc, NULL, "");
	doc_close(doc, ']');
}

static void
put_type(struct doc *doc, const struct field *field)
{
	static const char *const types[] = {[FIELD_TEXT] = "string",
	    [FIELD_ID] = "string",
	    [FIELD_KEY] = "string",
	    [FIELD_WORD] = "string",
	    [FIELD_DATE] = "string",
	    [FIELD_NUMBER] = "integer",
	    [FIELD_BOOL] = "boolean",
	    [FIELD_TIME] = "string",
	    [FIELD_LIST] = "array"};
	if (field->type != FIELD_ONE)
		doc_text(doc, "type", types[field->type]);
	switch (field->type) {
	case FIELD_ID:
		put_pattern(doc, field, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
		break;
	case FIELD_KEY:
		put_pattern(doc, field, "[a-z0-9._#-]+");
		break;
	case FIELD_DATE:
		put_pattern(doc, field, "[0-9]{4}-[0-9]{2}-[0-9]{2}");
		break;
	case FIELD_WORD:
		put_words(doc, field);
		break;
	case FIELD_NUMBER:
		doc_number(doc, "minimum", -INT64_C(9007199254740991));
		doc_number(doc, "maximum", INT64_C(9007199254740991));
		break;
	case FIELD_TIME:
		doc_text(doc, "format", "date-time");
		break;
	case FIELD_ONE:
		doc_ref(doc, field->of, field->flags & FIELD_PARTIAL);
		break;
	case FIELD_LIST:
		doc_number(doc, "maxItems", (int64_t)field->limit);
		doc_open(doc, "items", '{');
		doc_ref(doc, field->of, false);
		doc_close(doc, '}');
		break;
	default:
		break;
	}
	if ((field->type == FIELD_TEXT || field->type == FIELD_KEY) && field->limit)
		doc_number(doc, "maxLength", (int64_t)field->limit);
}

static void
put_problem_types(struct doc *doc)
{
	doc_open(doc, "enum", '[');
	for (int i = 1; i < PROBLEM_COUNT; i++) {
		begin_member(doc, NULL);
		buf_printf(
		    doc->out, "\"%s%s\"", PROBLEM_URN, problem_kind((enum problem_type)i)->name);
	}
	doc_close(doc, ']');
}

static void
put_field(struct doc *doc, const struct record *record, const struct field *field)
{
	doc_open(doc, field->name, '{');
	if (record == &problem_record && strcmp(field->name, "type") == 0)
		put_problem_types(doc);
	if (field->label)
		doc_text(doc, "title", field->label);
	put_type(doc, field);
	if (field->flags & FIELD_READ_ONLY)
		doc_flag(doc, "readOnly", true);
	if (field->flags & FIELD_SECRET)
		doc_text(doc, "format", "password");
	if (field->flags & FIELD_PERSONAL)
		doc_flag(doc, "x-personal", true);
	doc_close(doc, '}');
}

static void
put_required(struct doc *doc, const struct record *record)
{
	bool any = false;
	for (size_t i = 0; i < record->count; i++) {
		if (!(record->fields[i].flags & FIELD_REQUIRED))
			continue;
		if (!any)
			doc_open(doc, "required", '[');
		any = true;
		doc_text(doc, NULL, record->fields[i].name);
	}
	if (any)
		doc_close(doc, ']');
}

static void
put_schema(struct doc *doc, const struct record *record, bool partial)
{
	char name[80];
	snprintf(name, sizeof name, "%s%s", record->name, partial ? "_part" : "");
	doc_open(doc, name, '{');
	doc_text(doc, "type", "object");
	doc_flag(doc, "additionalProperties", false);
	if (!partial)
		put_required(doc, record);
	doc_open(doc, "properties", '{');
	for (size_t i = 0; i < record->count; i++)
		put_field(doc, record, &record->fields[i]);
	doc_close(doc, '}');
	doc_close(doc, '}');
}

/* Which records the routes speak of: bit 1 whole, bit 2 in part. */
enum { WHOLE = 1, PART = 2, RECORDS = 400 };

static void
mark(const struct record *record, unsigned as, unsigned char marks[RECORDS])
{
	for (size_t i = 0; all_records[i]; i++) {
		if (i == RECORDS)
			abort(); /* a mistake in the program: nothing is left out of the description
				  */
		if (all_records[i] != record || (marks[i] & as) == as)
			continue;
		marks[i] |= (unsigned char)as;
		for (size_t k = 0; k < record->count; k++)
			if (record->fields[k].of)
				mark(record->fields[k].of,
				    record->fields[k].flags & FIELD_PARTIAL ? PART : WHOLE, marks);
	}
}

static void
put_schemas(struct doc *doc)
{
	unsigned char marks[RECORDS] = {0};
	mark(&problem_record, WHOLE, marks);
	for (int i = 0; i < ROUTE_COUNT; i++) {
		const struct route *route = route_of((enum route_id)i);
		if (route->body)
			mark(route->body, WHOLE, marks);
		if (route->reply)
			mark(route->reply, WHOLE, marks);
	}
	doc_open(doc, "schemas", '{');
	for (size_t i = 0; all_records[i] && i < RECORDS; i++) {
		if (marks[i] & WHOLE)
			put_schema(doc, all_records[i], false);
		if (marks[i] & PART)
			put_schema(doc, all_records[i], true);
	}
	doc_close(doc, '}');
}

/* ---- paths ---- */

static void
put_parameter(
    struct doc *doc, const char *name, size_t length, const char *in, size_t limit, bool required)
{
	char text[60];
	snprintf(text, sizeof text, "%.*s", (int)length, name);
	doc_open(doc, NULL, '{');
	doc_text(doc, "name", text);
	doc_text(doc, "in", in);
	doc_flag(doc, "required", required);
	doc_open(doc, "schema", '{');
	doc_text(doc, "type", "string");
	doc_number(doc, "maxLength", (int64_t)limit);
	doc_close(doc, '}');
	doc_close(doc, '}');
}

static void
put_parameters(struct doc *doc, const struct route *route)
{
	const char *at = strchr(route->path, '{');
	if (!at && !route->query[0].name && !route->operation)
		return;
	doc_open(doc, "parameters", '[');
	for (; at; at = strchr(at, '{')) {
		size_t length = strcspn(++at, "}");
		put_parameter(doc, at, length, "path", PATH_LIMIT, true);
	}
	for (int i = 0; i < REQUEST_QUERY && route->query[i].name; i++)
		put_parameter(doc, route->query[i].name, strlen(route->query[i].name), "query",
		    route->query[i].limit, route->query[i].required);
	if (route->operation)
		put_parameter(
		    doc, "Idempotency-Key", strlen("Idempotency-Key"), "header", 38, true);
	doc_close(doc, ']');
}

static void
put_content(struct doc *doc, const char *type, const struct record *record)
{
	doc_open(doc, "content", '{');
	doc_open(doc, type, '{');
	doc_open(doc, "schema", '{');
	if (record)
		doc_ref(doc, record, false);
	else
		doc_text(doc, "type", strncmp(type, "text/", 5) == 0 ? "string" : "object");
	doc_close(doc, '}');
	doc_close(doc, '}');
	doc_close(doc, '}');
}

static void
put_success(struct doc *doc, const struct route *route)
{
	bool content = route->reply || route->id == ROUTE_OPENAPI;
	doc_open(doc, content ? "200" : "204", '{');
	doc_text(doc, "description", content ? "Done" : "Done; there is nothing to say");
	if (content)
		put_content(doc, route->media ? route->media : "application/json",
		    route->media ? NULL : route->reply);
	doc_close(doc, '}');
}

/* All problems of one status in one response, which lists their types. */
static void
put_problems(struct doc *doc, const struct route *route, int status)
{
	char code[12];
	snprintf(code, sizeof code, "%d", status);
	bool any = false;
	for (int i = 1; i < PROBLEM_COUNT; i++) {
		const struct problem_kind *kind = problem_kind((enum problem_type)i);
		if (kind->status != status || !route_may(route, (enum problem_type)i))
			continue;
		if (!any) {
			doc_open(doc, code, '{');
			begin_member(doc, "description");
			buf_puts(doc->out, "\"Problem: ");
		}
		buf_printf(doc->out, "%s%s", any ? ", " : "", kind->name);
		any = true;
	}
	if (!any)
		return;
	buf_putc(doc->out, '"');
	put_content(doc, "application/problem+json", &problem_record);
	doc_close(doc, '}');
}

static void
put_route(struct doc *doc, const struct route *route)
{
	static const struct {
		const char *method, *key;
	} keys[] = {{"GET", "get"}, {"PUT", "put"}, {"POST", "post"}, {"PATCH", "patch"},
	    {"DELETE", "delete"}};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].method, route->method) == 0)
			doc_open(doc, keys[i].key, '{');
	doc_text(doc, "summary", route->summary);
	if (route->open) {
		doc_open(doc, "security", '[');
		doc_close(doc, ']');
	}
	put_parameters(doc, route);
	if (route->body) {
		doc_open(doc, "requestBody", '{');
		doc_flag(doc, "required", true);
		put_content(doc, "application/json", route->body);
		doc_close(doc, '}');
	}
	if (route->posted) {
		doc_open(doc, "requestBody", '{');
		put_content(doc, route->posted, NULL);
		doc_close(doc, '}');
	}
	doc_open(doc, "responses", '{');
	put_success(doc, route);
	for (int status = 400; status < 600; status++)
		put_problems(doc, route, status);
	doc_close(doc, '}');
	doc_close(doc, '}');
}

static void
put_paths(struct doc *doc)
{
	const char *path = NULL;
	doc_open(doc, "paths", '{');
	for (int i = 0; i < ROUTE_COUNT; i++) {
		const struct route *route = route_of((enum route_id)i);
		if (!path || strcmp(path, route->path) != 0) {
			if (path)
				doc_close(doc, '}');
			doc_open(doc, route->path, '{');
			path = route->path;
		}
		put_route(doc, route);
	}
	doc_close(doc, '}');
	doc_close(doc, '}');
}

int
openapi_write(struct buf *out)
{
	struct doc doc = {.out = out};
	doc_open(&doc, NULL, '{');
	doc_text(&doc, "openapi", "3.1.0");
	doc_open(&doc, "info", '{');
	doc_text(&doc, "title", "frontdesk");
	doc_text(&doc, "version", "1");
	doc_text(&doc, "description",
	    "The central CRM of a partnership's front office. Grown only: fields and routes are "
	    "added, "
	    "never removed. Errors are problems (RFC 9457). Limits of text are bytes of UTF-8.");
	doc_close(&doc, '}');
	doc_open(&doc, "security", '[');
	doc_open(&doc, NULL, '{');
	doc_open(&doc, "session", '[');
	doc_close(&doc, ']');
	doc_close(&doc, '}');
	doc_close(&doc, ']');
	put_paths(&doc);
	doc_open(&doc, "components", '{');
	put_schemas(&doc);
	doc_open(&doc, "securitySchemes", '{');
	doc_open(&doc, "session", '{');
	doc_text(&doc, "type", "http");
	doc_text(&doc, "scheme", "bearer");
	doc_close(&doc, '}');
	doc_close(&doc, '}');
	doc_close(&doc, '}');
	doc_close(&doc, '}');
	buf_putc(out, '\n');
	return buf_ok(out) ? 0 : -1;
}
