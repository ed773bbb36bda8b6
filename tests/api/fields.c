/* Every field of every body: missing, unknown, of the wrong type, over-long, of the wrong value,
 * and bodies that are no JSON, no UTF-8 or of another type. Each is refused with the field's path,
 * and nothing of it is kept. */
#include "api/walker.h"

#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct walk {
	const struct sample *sample;
	cJSON *root;
	int sent;
};

/* Sends the body as it is now, which must be refused at this path. */
static void
refused(struct walk *walk, const char *path, const char *what)
{
	char *body = cJSON_PrintUnformatted(walk->root);
	char *about = proc_text("%s: %s %s", walk->sample->path, path, what);
	struct http_reply reply = walk_call(walk->sample, body, strlen(body), (struct sending){0});
	walk_expect(&reply, 422, "bad-field", path, about);
	walk->sent++;
	free(about);
	free(body);
}

/* Puts a value in place of the field's own for one request. */
static void
try_value(struct walk *walk, cJSON *object, const char *name, const char *path, cJSON *value,
    const char *what)
{
	cJSON *own = cJSON_DetachItemFromObjectCaseSensitive(object, name);
	if (value)
		cJSON_AddItemToObject(object, name, value);
	refused(walk, path, what);
	if (value)
		cJSON_DeleteItemFromObjectCaseSensitive(object, name);
	if (own)
		cJSON_AddItemToObject(object, name, own);
}

static void
try_text(struct walk *walk, const struct field *field, cJSON *object, const char *path)
{
	try_value(walk, object, field->name, path, cJSON_CreateNumber(7), "a number");
	try_value(walk, object, field->name, path, cJSON_CreateArray(), "an array");
	if (field->type == FIELD_TEXT || field->type == FIELD_KEY) {
		char *text = malloc(field->limit + 2);
		memset(text, 'a', field->limit + 1);
		text[field->limit + 1] = '\0';
		try_value(walk, object, field->name, path, cJSON_CreateString(text), "over-long");
		free(text);
	}
	if (field->type == FIELD_KEY)
		try_value(walk, object, field->name, path, cJSON_CreateString("No Key!"), "no key");
	if (field->type == FIELD_WORD)
		try_value(walk, object, field->name, path, cJSON_CreateString("x"), "no word");
	if (field->type == FIELD_ID)
		try_value(walk, object, field->name, path, cJSON_CreateString("7"), "no id");
	if (field->type == FIELD_DATE)
		try_value(
		    walk, object, field->name, path, cJSON_CreateString("2026-02-30"), "no date");
	if (field->flags & FIELD_SINGLE_LINE)
		try_value(walk, object, field->name, path, cJSON_CreateString("a\nb"), "two lines");
}

static void try_record(
    struct walk *walk, const struct record *record, cJSON *object, const char *path, bool partial);

static void
try_nested(struct walk *walk, const struct field *field, cJSON *object, const char *path)
{
	cJSON *own = cJSON_GetObjectItemCaseSensitive(object, field->name);
	if (field->type == FIELD_ONE && own) {
		try_record(walk, field->of, own, path, field->flags & FIELD_PARTIAL);
	} else if (field->type == FIELD_LIST && cJSON_GetArraySize(own) > 0) {
		char *first = proc_text("%s.0", path);
		try_record(walk, field->of, cJSON_GetArrayItem(own, 0), first, false);
		free(first);
	}
}

static void
try_field(
    struct walk *walk, const struct field *field, cJSON *object, const char *path, bool partial)
{
	const char *name = field->name;
	if (field->flags & FIELD_READ_ONLY)
		return;
	if (field->flags & FIELD_REQUIRED && !partial) {
		try_value(walk, object, name, path, NULL, "missing");
		try_value(walk, object, name, path, cJSON_CreateNull(), "null");
	}
	switch (field->type) {
	case FIELD_NUMBER:
		try_value(walk, object, name, path, cJSON_CreateString("1"), "a text");
		try_value(walk, object, name, path, cJSON_CreateNumber(0.5), "a fraction");
		try_value(walk, object, name, path, cJSON_CreateNumber(1e300), "too much");
		try_value(walk, object, name, path, cJSON_CreateRaw("9007199254740992"), "2^53");
		break;
	case FIELD_BOOL:
		try_value(walk, object, name, path, cJSON_CreateNumber(1), "a number");
		break;
	case FIELD_TIME:
		try_value(walk, object, name, path, cJSON_CreateNumber(1), "a number");
		try_value(walk, object, name, path, cJSON_CreateString("20 Nov"), "no time");
		try_value(walk, object, name, path, cJSON_CreateString("2026-11-20T10:42:00"),
		    "a time without a zone");
		break;
	case FIELD_ONE:
		try_value(walk, object, name, path, cJSON_CreateArray(), "an array");
		try_value(walk, object, name, path, cJSON_CreateTrue(), "true");
		try_nested(walk, field, object, path);
		break;
	case FIELD_LIST:
		try_value(walk, object, name, path, cJSON_CreateObject(), "an object");
		try_value(walk, object, name, path, cJSON_CreateString("x"), "a text");
		try_nested(walk, field, object, path);
		break;
	default:
		try_text(walk, field, object, path);
	}
}

static void
try_record(
    struct walk *walk, const struct record *record, cJSON *object, const char *path, bool partial)
{
	static const char *const strangers[] = {"zz", "__proto__", "Id", "id ", ""};
	for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
		char *at = proc_text("%s%s%s", path, *path ? "." : "", strangers[i]);
		try_value(walk, object, strangers[i], at, cJSON_CreateString("x"), "unknown");
		free(at);
	}
	for (size_t i = 0; i < record->count; i++) {
		char *at = proc_text("%s%s%s", path, *path ? "." : "", record->fields[i].name);
		try_field(walk, &record->fields[i], object, at, partial);
		free(at);
	}
}

START_TEST(fields)
{
	const struct route *route = route_of((enum route_id)_i);
	if (!route->body)
		return;
	struct sample sample = sample_make(route->id);
	sample_enrich(&sample);
	struct walk walk = {.sample = &sample, .root = cJSON_Parse(sample.body)};
	try_record(&walk, route->body, walk.root, "", false);
	ck_assert_int_ge(walk.sent, (int)route->body->count);
	cJSON_Delete(walk.root);
	sample_release(&sample);
}
END_TEST

START_TEST(too_many_items)
{
	struct sample sample = sample_make(ROUTE_CHANGE_CUSTOMER);
	struct buf body;
	buf_init(&body, 1 << 20);
	buf_printf(&body, "{\"id\":\"%s\",\"was\":{},\"now\":{\"phones\":[", world.customer);
	for (int i = 0; i < 21; i++) {
		char *id = office_id();
		buf_printf(&body,
		    "%s{\"id\":\"%s\",\"kind\":\"home\",\"number\":\"+4416329600%02d\"}",
		    i ? "," : "", id, i);
		free(id);
	}
	buf_puts(&body, "]}}");
	struct http_reply reply = walk_call(&sample, body.data, body.length, (struct sending){0});
	walk_expect(&reply, 422, "bad-field", "now.phones", "21 telephones");
	buf_release(&body);
	sample_release(&sample);
}
END_TEST

/* ---- bodies that are no JSON ---- */

static const struct {
	const char *text;
	size_t length;
} no_json[] = {{"", 0}, {" ", 1}, {"{", 1}, {"}", 1}, {"{}}", 3}, {"{\"a\":1,}", 8}, {"{'a':1}", 7},
    {"{\"id\":\"\xff\"}", 10}, {"{\"\xc0\xaf\":1}", 8}, {"{\"id\":\"\xed\xa0\x80\"}", 12},
    {"\xef\xbb\xbf{}", 5}, {"\xff\xfe{\0}\0", 6}, {"{}\0", 3}, {"{\"id\":\"\\u0000\"}", 15},
    {"{\"id\":\"\\ud800\"}", 15}, {"{\"id\":1,\"id\":2}", 15}, {"{\"id\":1,\"\\u0069d\":2}", 20},
    {"[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", 34}, {"{\"id\":01}", 9}, {"{\"id\":NaN}", 10},
    {"{} // well", 10}, {"null null", 9}};

START_TEST(bodies_that_are_no_json)
{
	const struct route *route = route_of((enum route_id)_i);
	if (!route->body)
		return;
	struct sample sample = sample_make(route->id);
	for (size_t i = 0; i < sizeof no_json / sizeof *no_json; i++) {
		struct http_reply reply =
		    walk_call(&sample, no_json[i].text, no_json[i].length, (struct sending){0});
		walk_expect(&reply, 400, "bad-json", NULL, no_json[i].text);
	}
	static const char *const no_object[] = {"[]", "null", "true", "\"x\"", "1"};
	for (size_t i = 0; i < sizeof no_object / sizeof *no_object; i++) {
		struct http_reply reply =
		    walk_call(&sample, no_object[i], strlen(no_object[i]), (struct sending){0});
		walk_expect(&reply, 422, "bad-field", NULL, no_object[i]);
	}
	sample_release(&sample);
}
END_TEST

START_TEST(bodies_of_another_type)
{
	static const char *const types[] = {"text/plain", "application/x-www-form-urlencoded",
	    "application/jsonx", "application/json-patch+json", "json"};
	const struct route *route = route_of((enum route_id)_i);
	struct sample sample = sample_make(route->id);
	struct http_reply reply;
	if (route->body) {
		for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
			reply = walk_send(&sample, (struct sending){.type = types[i]});
			walk_expect(&reply, 415, "media-type", NULL, types[i]);
		}
		reply =
		    walk_send(&sample, (struct sending){.headers = "Content-Encoding: gzip\r\n"});
		walk_expect(&reply, 415, "media-type", NULL, "gzip");
		reply =
		    walk_send(&sample, (struct sending){.type = "Application/JSON; charset=utf-8"});
		ck_assert_int_ne(reply.status, 415);
		http_reply_release(&reply);
	} else if (route->posted) {
		reply = walk_send(&sample, (struct sending){.type = "text/plain"});
		walk_expect(&reply, 415, "media-type", NULL, "text");
	} else if (route->id != ROUTE_OPENAPI) {
		reply = walk_call(&sample, "{}", 2, (struct sending){0});
		walk_expect(&reply, 400, "bad-request", "body", sample.path);
	}
	sample_release(&sample);
}
END_TEST

/* The vectors of JSONTestSuite, where they are at hand: all are refused as a contact, those that
 * are no JSON as such. */
START_TEST(json_vectors)
{
	char *folder = proc_data("malformed/json"), *bytes = malloc(1 << 16);
	DIR *dir = folder ? opendir(folder) : NULL;
	struct sample sample = sample_make(ROUTE_PUT_CONTACT);
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		if (!strstr(entry->d_name, ".json"))
			continue;
		char *path = proc_text("%s/%s", folder, entry->d_name);
		FILE *file = fopen(path, "rb");
		ck_assert_ptr_nonnull(file);
		size_t length = fread(bytes, 1, 1 << 16, file);
		fclose(file);
		struct http_reply reply = walk_call(&sample, bytes, length, (struct sending){0});
		if (entry->d_name[0] == 'n')
			walk_expect(&reply, 400, "bad-json", NULL, path);
		else
			ck_assert_msg(reply.status == 422 || reply.status == 400, "%s", path);
		if (entry->d_name[0] != 'n')
			http_reply_release(&reply);
		free(path);
	}
	if (dir)
		closedir(dir);
	sample_release(&sample);
	free(folder);
	free(bytes);
}
END_TEST

/* A body over the limit is refused whole; one just under it is read. */
START_TEST(body_at_its_limit)
{
	struct sample sample = sample_make(ROUTE_PUT_CONTACT);
	size_t length = strlen(sample.body), limit = 1 << 20;
	char *big = malloc(limit + 1);
	memset(big, ' ', limit + 1);
	memcpy(big, sample.body, length);
	struct http_reply reply = walk_call(&sample, big, limit + 1, (struct sending){0});
	walk_expect(&reply, 413, "too-large", NULL, "a byte over the limit");
	reply = walk_call(&sample, big, limit, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	http_reply_release(&reply);
	free(big);
	sample_release(&sample);
}
END_TEST

/* After all that: what was refused is nowhere. */
START_TEST(nothing_is_kept)
{
	struct sample sample = {
	    .route = ROUTE_FIND_CUSTOMERS, .path = strdup("/v1/customers?q=Walk")};
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_le(json_count(reply.body, "items"), 0);
	http_reply_release(&reply);
	sample_release(&sample);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api fields");
	TCase *bodies = tcase_create("bodies");
	tcase_add_unchecked_fixture(bodies, world_begin, world_end);
	tcase_set_timeout(bodies, 300);
	tcase_add_loop_test(bodies, fields, 0, ROUTE_COUNT);
	tcase_add_test(bodies, too_many_items);
	tcase_add_loop_test(bodies, bodies_that_are_no_json, 0, ROUTE_COUNT);
	tcase_add_loop_test(bodies, bodies_of_another_type, 0, ROUTE_COUNT);
	tcase_add_test(bodies, json_vectors);
	tcase_add_test(bodies, body_at_its_limit);
	tcase_add_test(bodies, nothing_is_kept);
	suite_add_tcase(suite, bodies);
	return tap_run(suite);
}
