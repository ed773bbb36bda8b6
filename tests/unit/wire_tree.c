/* JSON of any shape: what is read is written the same, and compared by what it says. */
#include "helpers/tap.h"
#include "wire/tree.h"

#include <string.h>

static struct arena arena;

static void
begin(void)
{
	arena_init(&arena);
}

static void
end(void)
{
	arena_release(&arena);
}

static const struct json *
reading(const char *text)
{
	struct err err;
	const struct json *json = json_read(text, strlen(text), &arena, &err);
	ck_assert_msg(json, "%s: %s", text, err.text);
	return json;
}

static const char *const texts[] = {"{}", "[]", "null", "[true,false,null]",
    "{\"a\":{\"b\":[1,-2.5,1e+100,0.1]},\"c\":\"\"}", "\"\\\"\\\\\\n\\u0001 caf\xc3\xa9\"",
    "[53.76345678901234,9007199254740991]"};

START_TEST(what_is_read_is_written_the_same)
{
	struct buf out;
	buf_init(&out, 4096);
	ck_assert_int_eq(json_write(&out, reading(texts[_i])), 0);
	ck_assert_str_eq(out.data, texts[_i]);
	buf_release(&out);
}
END_TEST

static const struct {
	const char *a, *b;
	bool same;
} pairs[] = {
    {"{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true},
    {"{\"a\":1}", "{\"a\":1,\"b\":2}", false},
    {"[1,2]", "[2,1]", false},
    {"[1,2]", "[1,2,3]", false},
    {"{\"a\":null}", "{}", false},
    {"{\"a\":[{\"x\":\"y\"}]}", "{\"a\":[{\"x\":\"y\"}]}", true},
    {"\"1\"", "1", false},
    {"true", "false", false},
};

START_TEST(sameness_is_of_what_is_said)
{
	ck_assert_int_eq(json_same(reading(pairs[_i].a), reading(pairs[_i].b)), pairs[_i].same);
	ck_assert_int_eq(json_same(reading(pairs[_i].b), reading(pairs[_i].a)), pairs[_i].same);
}
END_TEST

START_TEST(a_tree_is_built_member_by_member)
{
	struct json *object = json_new(&arena, JSON_OBJECT);
	struct buf out;
	json_add_text(object, &arena, "name", "Bins");
	json_add_text(object, &arena, "url", "");
	json_add_text(object, &arena, "email", NULL);
	json_add(json_add(object, "days", json_new(&arena, JSON_LIST)), NULL,
	    json_new_text(&arena, "MO"));
	buf_init(&out, 4096);
	ck_assert_int_eq(json_write(&out, object), 0);
	ck_assert_str_eq(out.data, "{\"name\":\"Bins\",\"days\":[\"MO\"]}");
	buf_release(&out);
	ck_assert_str_eq(json_member_text(object, "name"), "Bins");
	ck_assert_ptr_null(json_member_text(object, "days"));
	ck_assert_ptr_null(json_member(NULL, "name"));
	buf_init(&out, 8);
	ck_assert_int_eq(json_write(&out, object), -1);
	buf_release(&out);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("wire_tree");
	TCase *tcase = tcase_create("tree");
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, what_is_read_is_written_the_same, 0, COUNT(texts));
	tcase_add_loop_test(tcase, sameness_is_of_what_is_said, 0, COUNT(pairs));
	tcase_add_test(tcase, a_tree_is_built_member_by_member);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
