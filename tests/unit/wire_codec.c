/* The JSON guard against texts that readers disagree about, and every record there and back. */
#include "base/date.h"
#include "base/id.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "model/records.h"
#include "wire/codec.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the guard ---- */

static const char *const good_texts[] = {"{}", "[]", "\"\"", "0", "-0", "-1.5e+3", "1E2", "true",
    "false", "null", " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", "{\"a\":{\"a\":{\"a\":1}},\"b\":1}",
    "\"\\u00e9 \\\" \\\\ \\/ \\b\\f\\n\\r\\t\"", "\"\\ud834\\udd1e\"", "\"\\uDBFF\\uDFFF\"",
    "\"\x7f\"", "\"\xef\xbf\xbf\"", "\"\xf4\x8f\xbf\xbf\"", "\"\\u2028\xe2\x80\xa9\"", "{\"\":0}",
    "{\"a\":1,\"A\":1,\"aa\":1}", "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", "[{\"a\":1},{\"a\":1}]",
    "{\"a\":{\"b\":1},\"b\":{\"a\":1}}", NULL};

static const char *const bad_texts[] = {"", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]",
    "[,]", "[1,,2]", "[1 2]", "[1:2]", "{]", "[}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}",
    "{,}", "{\"a\" 1}", "{\"a\"::1}", "{\"a\",1}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}",
    "{\"a\":1}}", "{}{}", "1 2", "\"a\"b", "tru", "True", "nul", "nulll", "NaN", "Infinity",
    "-Infinity", "+1", "-", "--1", "- 1", "01", "-01", "1.", ".5", "1.e3", "1e", "1e+", "1e+-2",
    "0x1", "1_000", "1a", "\xef\xbc\x91", "\"", "\"a", "'a'", "\"\\\"", "\"\\x41\"", "\"\\a\"",
    "\"\\u\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u123", "\"\\", "\"\t\"", "\"\n\"", "\"\x1f\"",
    "\"\\\t\"", "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"",
    "\"\xe2\x82\"", "\xef\xbb\xbf{}", "[1]//", "/**/1", "{\"a\":1}/", "\"\\ud834\"", "\"\\udd1e\"",
    "\"\\ud834\\u0041\"", "\"\\ud834\\\"", "[\x0b]", "[\x0c]", "[\xe2\x81\xa0]",
    /* stricter than RFC 8259 */
    "\"\\u0000\"", "{\"\\u0000\":1}", "{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"\\u0061\":3}",
    "{\"x\":{\"a\":1,\"b\":{},\"a\":2}}", "{\"\":1,\"\":2}", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]",
    "{\"\xc3\xa9\":1,\"\\u00e9\":1}", NULL};

START_TEST(guard_accepts)
{
	for (int i = 0; good_texts[i]; i++) {
		struct err err = {0};
		int rc = json_guard(good_texts[i], strlen(good_texts[i]), &err);
		ck_assert_msg(rc == 0, "%s: %s", good_texts[i], err.text);
	}
}
END_TEST

START_TEST(guard_refuses)
{
	for (int i = 0; bad_texts[i]; i++) {
		struct err err = {0};
		int rc = json_guard(bad_texts[i], strlen(bad_texts[i]), &err);
		ck_assert_msg(rc == -1, "accepted %s", bad_texts[i]);
		ck_assert_msg(err.text[0] != 0, "no reason for %s", bad_texts[i]);
	}
	struct err err;
	ck_assert_int_eq(json_guard("[1\0]", 4, &err), -1);
	ck_assert_int_eq(json_guard("1\0", 2, &err), -1);
	ck_assert_int_eq(json_guard("\"a\0b\"", 5, &err), -1);
}
END_TEST

START_TEST(guard_names_the_byte)
{
	struct err err;
	ck_assert_int_eq(json_guard("{\"a\":1,\"b\":2,\"a\":3}", 19, &err), -1);
	ck_assert_str_eq(err.text, "byte 13: a key is given twice");
	ck_assert_int_eq(json_guard("[1,2,x]", 7, &err), -1);
	ck_assert_str_eq(err.text, "byte 5: a digit was expected");
}
END_TEST

/* A hundred thousand keys in one object, and the same with one of them twice: no long wait. */
START_TEST(guard_many_keys)
{
	struct buf text;
	buf_init(&text, 4 << 20);
	for (int i = 0; i < 100000; i++)
		buf_printf(&text, "%c\"k%d\":0", i ? ',' : '{', i);
	size_t length = text.length;
	buf_puts(&text, "}");
	struct err err;
	ck_assert_int_eq(json_guard(text.data, text.length, &err), 0);
	buf_splice(&text, length, 1, ",\"k77\":1}", 9);
	ck_assert_int_eq(json_guard(text.data, text.length, &err), -1);
	buf_release(&text);
}
END_TEST

/*
 * The vectors of JSONTestSuite where they are at hand: y_ must pass and n_ must not, but for the
 * four y_ files that have a key twice or U+0000, in which the guard is stricter on purpose.
 */
static void
guard_file(const char *folder, const char *name)
{
	static const char *const stricter[] = {"y_object_duplicated_key.json",
	    "y_object_duplicated_key_and_value.json", "y_object_escaped_null_in_key.json",
	    "y_string_null_escape.json", NULL};
	char *path = proc_text("%s/%s", folder, name), *bytes = malloc(1 << 20);
	FILE *file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	size_t length = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	bool pass = name[0] == 'y';
	for (int i = 0; stricter[i]; i++)
		if (strcmp(stricter[i], name) == 0)
			pass = false;
	struct err err = {0};
	int rc = json_guard(bytes, length, &err);
	ck_assert_msg(rc == (pass ? 0 : -1), "%s: %s", name, rc ? err.text : "accepted");
	free(bytes);
	free(path);
}

START_TEST(guard_vectors)
{
	char *folder = proc_data("malformed/json");
	DIR *dir = folder ? opendir(folder) : NULL;
	int files = 0;
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (strncmp(entry->d_name, "y_", 2) == 0 || strncmp(entry->d_name, "n_", 2) == 0) {
			guard_file(folder, entry->d_name);
			files++;
		}
	if (dir)
		closedir(dir);
	ck_assert_msg(!dir || files > 100, "only %d vectors in %s", files, folder);
	free(folder);
}
END_TEST

/* ---- records ---- */

struct maker {
	struct arena arena;
	struct id_seeded ids;
	int count;
	bool partial; /* every second field is left out where it may be */
};

static void make(struct maker *m, const struct record *record, void *value, int depth);

static const char *
make_text(struct maker *m, const struct field *field)
{
	static const char *const texts[] = {"Siân O’Brien", "", "\"quoted\" \\ and /", "ગુજરાતી",
	    "a\tb", "two\nlines", "\x01\x1f\x7f", "\xf0\x9f\x8f\xa1", "<&>"};
	const char *text = texts[m->count % 9];
	if (!*text && (field->flags & FIELD_REQUIRED))
		text = "x";
	if ((field->flags & FIELD_SINGLE_LINE) && strchr(text, '\n'))
		text = "one line";
	return strlen(text) > field->limit ? "1" : text;
}

static void
make_field(struct maker *m, const struct field *field, void *at, int depth)
{
	char id[ID_LENGTH + 1];
	struct list *list;
	m->count++;
	switch (field->type) {
	case FIELD_TEXT:
		*(const char **)at = make_text(m, field);
		break;
	case FIELD_ID:
		id_make(id, m->count * MICROS_DAY * 365, &m->ids.source);
		*(const char **)at = arena_strdup(&m->arena, id);
		break;
	case FIELD_KEY:
		*(const char **)at = arena_printf(&m->arena, "key.%d-x", m->count);
		break;
	case FIELD_WORD:
		*(const char **)at = field->words[m->count & 1];
		break;
	case FIELD_DATE:
		*(const char **)at = "1949-03-14";
		break;
	case FIELD_NUMBER:
		*(int64_t *)at = m->count % 3 == 0   ? INT64_C(9007199254740991)
				 : m->count % 3 == 1 ? -INT64_C(9007199254740991)
						     : m->count;
		break;
	case FIELD_BOOL:
		*(bool *)at = m->count & 1;
		break;
	case FIELD_TIME:
		*(micros *)at = m->count * MICROS_DAY * 365 + (m->count & 1 ? 123456 : 0);
		break;
	case FIELD_ONE:
		*(void **)at = record_new(&m->arena, field->of);
		make(m, field->of, *(void **)at, depth + 1);
		break;
	case FIELD_LIST:
		list = at;
		for (int i = 0; i < (depth ? 1 : 3); i++)
			make(m, field->of, list_add(&m->arena, list, field->of), depth + 1);
	}
}

static void
make(struct maker *m, const struct record *record, void *value, int depth)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		bool leave = m->partial && i % 2 && !(field->flags & FIELD_REQUIRED);
		if (!leave)
			make_field(m, field, (char *)value + field->offset, depth);
	}
}

/* What a server keeps of a write: nothing of the fields that it sets itself. */
static void
drop_read_only(const struct record *record, void *value)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		char *at = (char *)value + field->offset;
		if (field->flags & FIELD_READ_ONLY)
			memset(at, 0,
			    field->type == FIELD_BOOL   ? sizeof(bool)
			    : field->type == FIELD_LIST ? sizeof(struct list)
							: sizeof(void *));
		else if (field->type == FIELD_ONE && *(void **)(void *)at)
			drop_read_only(field->of, *(void **)(void *)at);
		else if (field->type == FIELD_LIST)
			for (size_t k = 0; k < ((struct list *)(void *)at)->count; k++)
				drop_read_only(
				    field->of, (char *)((struct list *)(void *)at)->items +
						   k * field->of->size);
	}
}

static void
round_trip(const struct record *record, bool partial, bool strict)
{
	struct maker m = {.partial = partial};
	arena_init(&m.arena);
	id_seeded_init(&m.ids, 7);
	void *value = record_new(&m.arena, record), *back = record_new(&m.arena, record);
	make(&m, record, value, 0);
	struct buf text;
	buf_init(&text, BODY_LIMIT);
	ck_assert_int_eq(json_encode(&text, record, value), 0);
	enum problem_type problem;
	const char *where;
	struct err err = {0};
	int rc = json_decode(
	    text.data, text.length, record, back, &m.arena, strict, &problem, &where, &err);
	ck_assert_msg(rc == 0, "%s at %s: %s", record->name, where ? where : "-", err.text);
	ck_assert_int_eq(problem, PROBLEM_NONE);
	if (strict)
		drop_read_only(record, value);
	ck_assert_msg(record_equal(record, value, back), "%s differs: %s", record->name, text.data);
	buf_release(&text);
	arena_release(&m.arena);
}

START_TEST(records_return)
{
	for (int i = 0; all_records[i]; i++)
		for (int way = 0; way < 4; way++)
			round_trip(all_records[i], way & 1, way & 2);
}
END_TEST

START_TEST(encoding_is_compact)
{
	struct phone phones[] = {{NULL, "home", "+441632960001"}};
	struct customer customer = {.kind = "person", .born = "", .phones = {phones, 1}};
	struct buf text;
	buf_init(&text, 1000);
	ck_assert_int_eq(json_encode(&text, &customer_record, &customer), 0);
	ck_assert_str_eq(text.data,
	    "{\"kind\":\"person\",\"born\":\"\",\"phones\":[{\"kind\":\"home\","
	    "\"number\":\"+441632960001\"}]}");
	buf_release(&text);
	struct contact_receipt receipt = {.received = 1234567890 * MICROS_SECOND};
	buf_init(&text, 1000);
	ck_assert_int_eq(json_encode(&text, &contact_receipt_record, &receipt), 0);
	ck_assert_str_eq(text.data, "{\"step\":0,\"received\":\"2009-02-13T23:31:30Z\"}");
	buf_release(&text);
	buf_init(&text, 20);
	ck_assert_int_eq(json_encode(&text, &contact_receipt_record, &receipt), -1);
	buf_release(&text);
}
END_TEST

struct refusal {
	const struct record *record;
	const char *text;
	enum problem_type problem;
	const char *where;
};

#define ID "\"01930000-0000-7000-8000-000000000001\""
#define EVENT "{\"id\":" ID ",\"kind\":\"note\",\"at\":\"2026-11-20T10:42:00Z\""

static const struct refusal refusals[] = {
    {&case_event_record, EVENT, PROBLEM_BAD_JSON, NULL},
    {&case_event_record, "[]", PROBLEM_BAD_FIELD, NULL},
    {&case_event_record, "\"x\"", PROBLEM_BAD_FIELD, NULL},
    {&case_event_record, EVENT ",\"x\":1}", PROBLEM_BAD_FIELD, "x"},
    {&case_event_record, EVENT ",\"Text\":\"a\"}", PROBLEM_BAD_FIELD, "Text"},
    {&case_event_record, EVENT ",\"text\":1}", PROBLEM_BAD_FIELD, "text"},
    {&case_event_record, EVENT ",\"text\":[\"a\"]}", PROBLEM_BAD_FIELD, "text"},
    {&case_event_record, EVENT ",\"queue\":\"Not A Key\"}", PROBLEM_BAD_FIELD, "queue"},
    {&case_event_record, "{\"id\":" ID ",\"kind\":\"note\"}", PROBLEM_BAD_FIELD, "at"},
    {&case_event_record, "{\"id\":" ID ",\"kind\":\"nap\",\"at\":\"2026-11-20T10:42:00Z\"}",
	PROBLEM_BAD_FIELD, "kind"},
    {&case_event_record, "{\"id\":" ID ",\"kind\":\"note\",\"at\":\"20 Nov\"}", PROBLEM_BAD_FIELD,
	"at"},
    {&case_event_record, "{\"id\":\"7\",\"kind\":\"note\",\"at\":\"2026-11-20T10:42:00Z\"}",
	PROBLEM_BAD_FIELD, "id"},
    {&lease_record, "{\"id\":" ID ",\"from\":1}", PROBLEM_BAD_FIELD, "to"},
    {&lease_record, "{\"id\":" ID ",\"from\":1,\"to\":null}", PROBLEM_BAD_FIELD, "to"},
    {&lease_record, "{\"id\":" ID ",\"from\":1,\"to\":2.5}", PROBLEM_BAD_FIELD, "to"},
    {&lease_record, "{\"id\":" ID ",\"from\":1,\"to\":\"2\"}", PROBLEM_BAD_FIELD, "to"},
    {&lease_record, "{\"id\":" ID ",\"from\":1,\"to\":9007199254740993}", PROBLEM_BAD_FIELD, "to"},
    {&lease_record, "{\"id\":" ID ",\"from\":1,\"to\":1e400}", PROBLEM_BAD_FIELD, "to"},
    {&customer_record,
	"{\"id\":" ID ",\"kind\":\"person\",\"names\":[{\"id\":" ID ",\"kind\":\"current\"}]}",
	PROBLEM_BAD_FIELD, "names.0.family"},
    {&customer_record,
	"{\"id\":" ID ",\"kind\":\"person\",\"names\":[{\"id\":" ID
	",\"kind\":\"current\",\"family\":\"x\"},3]}",
	PROBLEM_BAD_FIELD, "names.1"},
    {&customer_record,
	"{\"id\":" ID ",\"kind\":\"person\",\"names\":[{\"id\":" ID
	",\"kind\":\"current\",\"family\":\"x\",\"odd\":1}]}",
	PROBLEM_BAD_FIELD, "names.0.odd"},
    {&customer_record, "{\"id\":" ID ",\"kind\":\"person\",\"names\":{}}", PROBLEM_BAD_FIELD,
	"names"},
    {&customer_record, "{\"id\":" ID ",\"kind\":\"person\",\"names\":[]}", PROBLEM_BAD_FIELD,
	"names"},
    {&customer_change_record, "{\"id\":" ID ",\"was\":{},\"now\":{\"born\":\"x\"}}",
	PROBLEM_BAD_FIELD, "now.born"},
    {&customer_change_record, "{\"id\":" ID ",\"was\":{}}", PROBLEM_BAD_FIELD, "now"},
};

START_TEST(decoding_refuses)
{
	const struct refusal *r = &refusals[_i];
	struct arena arena;
	arena_init(&arena);
	enum problem_type problem;
	const char *where = NULL;
	struct err err = {0};
	int rc = json_decode(r->text, strlen(r->text), r->record, record_new(&arena, r->record),
	    &arena, true, &problem, &where, &err);
	ck_assert_msg(rc == -1, "accepted %s", r->text);
	ck_assert_msg(problem == r->problem, "%s: %s", r->text, problem_kind(problem)->name);
	if (r->where)
		ck_assert_msg(where && strcmp(where, r->where) == 0, "%s: at %s", r->text,
		    where ? where : "-");
	else
		ck_assert_ptr_null(where);
	ck_assert_msg(err.text[0] != 0, "no reason for %s", r->text);
	arena_release(&arena);
}
END_TEST

START_TEST(decoding_accepts)
{
	struct arena arena;
	arena_init(&arena);
	enum problem_type problem;
	const char *where;
	struct err err = {0};
	struct customer_change *change = record_new(&arena, &customer_change_record);
	const char *text =
	    "{\"id\":" ID ",\"was\":{\"born\":null},\"now\":{\"born\":\"1949-03-14\","
	    "\"phones\":[{\"id\":" ID ",\"kind\":\"home\",\"number\":\"+441632960001\"}]}}";
	ck_assert_msg(json_decode(text, strlen(text), &customer_change_record, change, &arena, true,
			  &problem, &where, &err) == 0,
	    "%s", err.text);
	ck_assert_ptr_null(change->was->born);
	ck_assert_str_eq(change->now->born, "1949-03-14");
	ck_assert_uint_eq(change->now->phones.count, 1);
	struct lease *lease = record_new(&arena, &lease_record);
	text = "{\"id\":" ID ",\"from\":0,\"to\":1e2,\"colour\":{\"new\":[1]}}";
	ck_assert_int_eq(json_decode(text, strlen(text), &lease_record, lease, &arena, false,
			     &problem, &where, &err),
	    0);
	ck_assert_int_eq(lease->to, 100);
	arena_release(&arena);
}
END_TEST

START_TEST(decoding_limits_size)
{
	struct arena arena;
	arena_init(&arena);
	struct buf text;
	buf_init(&text, BODY_LIMIT + 10);
	buf_puts(&text, "{}");
	while (text.length <= BODY_LIMIT)
		buf_putc(&text, ' ');
	enum problem_type problem;
	const char *where;
	struct health health = {0};
	ck_assert_int_eq(json_decode(text.data, text.length, &health_record, &health, &arena, true,
			     &problem, &where, NULL),
	    -1);
	ck_assert_int_eq(problem, PROBLEM_TOO_LARGE);
	ck_assert_int_eq(json_decode(text.data, text.length, &health_record, &health, &arena, false,
			     &problem, &where, NULL),
	    0);
	buf_release(&text);
	arena_release(&arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wire codec");
	TCase *guard = tcase_create("guard");
	tcase_add_test(guard, guard_accepts);
	tcase_add_test(guard, guard_refuses);
	tcase_add_test(guard, guard_names_the_byte);
	tcase_add_test(guard, guard_many_keys);
	tcase_add_test(guard, guard_vectors);
	suite_add_tcase(suite, guard);
	TCase *codec = tcase_create("records");
	tcase_add_test(codec, records_return);
	tcase_add_test(codec, encoding_is_compact);
	tcase_add_loop_test(codec, decoding_refuses, 0, (int)(sizeof refusals / sizeof *refusals));
	tcase_add_test(codec, decoding_accepts);
	tcase_add_test(codec, decoding_limits_size);
	suite_add_tcase(suite, codec);
	return tap_run(suite);
}
