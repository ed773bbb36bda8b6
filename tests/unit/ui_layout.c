/* Layout is data: sizes in, one line of text out. And the names of keys. */
#include "helpers/tap.h"
#include "ui/keys.h"
#include "ui/layout.h"

#include <stdio.h>
#include <string.h>

static const struct {
	struct layout_wish wish;
	const char *expected;
} layouts[] = {
    {{.rows = 24, .columns = 80}, "title 0 upper 1 body 2+19 x80 message 21+1 kept 22 keys 23"},
    {{.rows = 24, .columns = 80, .strip = true},
	"title 0 strip 1 upper 2 body 3+18 x80 message 21+1 kept 22 keys 23"},
    {{.rows = 24, .columns = 80, .strip = true, .side = true},
	"title 0 strip 1 upper 2 body 3+18 x51 side 52+28 message 21+1 kept 22 keys 23"},
    {{.rows = 43, .columns = 132, .strip = true, .side = true},
	"title 0 strip 1 upper 2 body 3+37 x87 side 88+44 message 40+1 kept 41 keys 42"},
    {{.rows = 24, .columns = 60, .side = true},
	"title 0 upper 1 body 2+19 x37 side 38+22 message 21+1 kept 22 keys 23"},
    {{.rows = 24, .columns = 59, .side = true},
	"title 0 upper 1 body 2+19 x59 message 21+1 kept 22 keys 23"},
    {{.rows = 24, .columns = 80, .side = true, .stacked = true},
	"title 0 upper 1 body 2+19 x80 message 21+1 kept 22 keys 23"},
    {{.rows = 24, .columns = 80, .message = 2},
	"title 0 upper 1 body 2+18 x80 message 20+2 kept 22 keys 23"},
    {{.rows = 24, .columns = 80, .message = 9},
	"title 0 upper 1 body 2+17 x80 message 19+3 kept 22 keys 23"},
    {{.rows = 10, .columns = 40, .strip = true, .message = 3},
	"title 0 strip 1 upper 2 body 3+2 x40 message 5+3 kept 8 keys 9"},
    {{.rows = 9, .columns = 80}, "tiny"},
    {{.rows = 24, .columns = 39}, "tiny"},
    {{.rows = 8, .columns = 30}, "tiny"},
};

static void
describe(const struct layout *layout, char *out, size_t size)
{
	char strip[32] = "", side[48] = "";
	if (layout->tiny) {
		snprintf(out, size, "tiny");
		return;
	}
	if (layout->strip >= 0)
		snprintf(strip, sizeof strip, "strip %d ", layout->strip);
	if (layout->side_columns > 0)
		snprintf(
		    side, sizeof side, "side %d+%d ", layout->side_column, layout->side_columns);
	snprintf(out, size, "title %d %supper %d body %d+%d x%d %smessage %d+%d kept %d keys %d",
	    layout->title, strip, layout->upper, layout->body, layout->body_rows,
	    layout->body_columns, side, layout->message, layout->message_rows, layout->kept,
	    layout->keys);
}

START_TEST(sizes_give_places)
{
	char text[256];
	struct layout layout = layout_of(&layouts[_i].wish);
	describe(&layout, text, sizeof text);
	ck_assert_str_eq(text, layouts[_i].expected);
}
END_TEST

START_TEST(every_size_is_covered_without_overlap)
{
	for (int rows = 1; rows < 60; rows++)
		for (int columns = 1; columns < 200; columns++) {
			struct layout_wish wish = {
			    .rows = rows, .columns = columns, .strip = true, .side = true};
			struct layout layout = layout_of(&wish);
			if (layout.tiny)
				continue;
			ck_assert_int_ge(layout.body_rows, 1);
			ck_assert_int_eq(layout.message, layout.body + layout.body_rows);
			ck_assert_int_eq(layout.kept, layout.message + layout.message_rows);
			ck_assert_int_eq(layout.keys, rows - 1);
			ck_assert_int_eq(layout.body_columns +
					     (layout.side_columns ? layout.side_columns + 1 : 0),
			    columns);
		}
}
END_TEST

static struct key
key_named(const char *name)
{
	struct key key;
	bool prefixed;
	ck_assert_msg(keys_parse(name, strlen(name), &key, &prefixed), "%s", name);
	return key;
}

START_TEST(names_are_read)
{
	static const char *const bad[] = {
	    "", "F0", "F13", "Fx", "^ab", "Tabs", "ab", "M-", "\xc3\xa9"};
	struct key key;
	bool prefixed;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!keys_parse(bad[i], strlen(bad[i]), &key, &prefixed), "%s", bad[i]);
	key = key_named("F12");
	ck_assert(key.kind == KEYS_FUNCTION && key.character == 12);
	key = key_named("S-Tab");
	ck_assert(key.kind == KEYS_BACKTAB);
	key = key_named("^X");
	ck_assert(key.kind == KEYS_CONTROL && key.character == 'X');
	ck_assert(keys_parse("^Go", 3, &key, &prefixed) && prefixed && key.alt);
}
END_TEST

START_TEST(letters_are_commands_in_lists_only)
{
	const struct command_entry entry = {.keys = "f F4"}, home = {.keys = "^Go"};
	struct key f = key_named("f"), f4 = key_named("F4"), alt = f, o = key_named("o");
	char out[16];
	alt.alt = true;
	ck_assert(keys_match(&entry, &f, KEYS_IN_LIST, true));
	ck_assert(!keys_match(&entry, &f, KEYS_IN_LIST, false));
	ck_assert(!keys_match(&entry, &f, KEYS_IN_FIELD, true));
	ck_assert(keys_match(&entry, &alt, KEYS_IN_FIELD, true));
	ck_assert(keys_match(&entry, &alt, KEYS_IN_LIST, false));
	ck_assert(keys_match(&entry, &f4, KEYS_IN_FIELD, false));
	ck_assert(!keys_match(&home, &o, KEYS_IN_LIST, true));
	o.alt = true;
	ck_assert(keys_match(&home, &o, KEYS_IN_LIST, true));
	ck_assert_str_eq(keys_name(&entry, KEYS_IN_LIST, true, out, sizeof out), "f");
	ck_assert_str_eq(keys_name(&entry, KEYS_IN_FIELD, true, out, sizeof out), "F4");
	ck_assert_str_eq(keys_name(&home, KEYS_IN_LIST, true, out, sizeof out), "^G o");
	ck_assert_ptr_null(
	    keys_name(&(struct command_entry){.keys = ""}, KEYS_IN_LIST, true, out, sizeof out));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("layout");
	TCase *tests = tcase_create("layout");
	tcase_add_loop_test(tests, sizes_give_places, 0, sizeof layouts / sizeof *layouts);
	tcase_add_test(tests, every_size_is_covered_without_overlap);
	tcase_add_test(tests, names_are_read);
	tcase_add_test(tests, letters_are_commands_in_lists_only);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
