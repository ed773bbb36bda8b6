#include "base/text.h"
#include "helpers/tap.h"
#include "ui/edit.h"

#include <string.h>

#define GUJARATI                                                                                   \
	"\xe0\xaa\x97\xe0\xab\x81\xe0\xaa\x9c\xe0\xaa\xb0\xe0\xaa\xbe\xe0\xaa\xa4\xe0\xab\x80"
#define URDU "\xd9\x81\xd8\xa7\xd8\xb7\xd9\x85\xdb\x81" /* Fatima */
#define WELSH "Si\xc3\xa2n Llywelyn-T\xc5\xb7"
#define ACUTE "\xcc\x81" /* combining */

/* Types in the notation of the command table: "^A", "M-b", "Left", else the characters. */
static enum edit_result
press(struct edit *edit, const char *names)
{
	enum edit_result result = EDIT_IGNORED;
	while (*names) {
		size_t length = strcspn(names, " ");
		struct key key;
		bool prefixed;
		ck_assert_msg(keys_parse(names, length, &key, &prefixed), "%s", names);
		result = edit_key(edit, &key, 20);
		names += length + strspn(names + length, " ");
	}
	return result;
}

static enum edit_result
type(struct edit *edit, const char *text)
{
	enum edit_result result = EDIT_IGNORED;
	for (size_t at = 0, n; at < strlen(text); at += n) {
		unsigned char lead = (unsigned char)text[at];
		n = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
		struct key key = {
		    .kind = KEYS_CHARACTER, .character = n == 1 ? lead : lead & (0xffU >> (n + 1))};
		for (size_t i = 1; i < n; i++)
			key.character = key.character << 6 | ((unsigned char)text[at + i] & 0x3f);
		result = edit_key(edit, &key, 20);
	}
	return result;
}

static enum edit_result
paste(struct edit *edit, const char *text)
{
	struct key key = {.kind = KEYS_PASTE, .text = text, .length = strlen(text)};
	return edit_key(edit, &key, 20);
}

START_TEST(readline_keys_mean_what_people_know)
{
	static const struct {
		const char *text, *keys, *after;
		size_t cursor;
	} cases[] = {
	    {"Amina Patel", "^A", "Amina Patel", 0},
	    {"Amina Patel", "^A ^E", "Amina Patel", 11},
	    {"Amina Patel", "^B ^B ^D", "Amina Patl", 9},
	    {"Amina Patel", "^W", "Amina ", 6},
	    {"Amina Patel", "M-b ^K", "Amina ", 6},
	    {"Amina Patel", "M-b ^U", "Patel", 0},
	    {"Amina Patel", "^A M-f", "Amina Patel", 5},
	    {"Amina Patel", "^A M-d", " Patel", 0},
	    {"Amina Patel", "^U ^Y ^Y", "Amina PatelAmina Patel", 22},
	    {"Amina Patel", "^T", "Amina Patle", 11},
	    {"Amina Patel", "^A ^F ^T", "mAina Patel", 2},
	    {"Amina Patel", "^A ^T", "Amina Patel", 0},
	    {"Amina Patel", "Left Left BS", "Amina Pael", 8},
	    {"Amina Patel", "Home Del", "mina Patel", 0},
	    {"Amina Patel", "Home BS", "Amina Patel", 0},
	    {"Amina Patel", "End Del Right", "Amina Patel", 11},
	    {"", "^K ^U ^W ^T ^D BS Del Left Right M-b M-f M-d ^Y", "", 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edit edit;
		edit_init(&edit, 100, false, false);
		type(&edit, cases[i].text);
		press(&edit, cases[i].keys);
		ck_assert_str_eq(edit.text.data, cases[i].after);
		ck_assert_msg(
		    edit.cursor == cases[i].cursor, "%s: cursor %zu", cases[i].keys, edit.cursor);
		edit_release(&edit);
	}
}
END_TEST

START_TEST(graphemes_stay_whole)
{
	struct edit edit;
	edit_init(&edit, 200, false, false);
	/* Four graphemes in seven characters: four steps back, four deletions. */
	ck_assert_int_eq(type(&edit, GUJARATI), EDIT_CHANGED);
	ck_assert_str_eq(edit.text.data, GUJARATI);
	press(&edit, "Left Left Left Left");
	ck_assert_uint_eq(edit.cursor, 0);
	press(&edit, "Del Del");
	ck_assert_str_eq(edit.text.data, "\xe0\xaa\xb0\xe0\xaa\xbe\xe0\xaa\xa4\xe0\xab\x80");
	press(&edit, "End BS BS");
	ck_assert_str_eq(edit.text.data, "");
	type(&edit, URDU);
	press(&edit, "BS");
	ck_assert_str_eq(edit.text.data, "\xd9\x81\xd8\xa7\xd8\xb7\xd9\x85");
	press(&edit, "^U");
	type(&edit, "e" ACUTE "x");
	press(&edit, "Left BS");
	ck_assert_str_eq(edit.text.data, "x");
	/* A mark typed on the letter before the cursor belongs to it. */
	press(&edit, "End ^U");
	type(&edit, "ax");
	press(&edit, "Left");
	type(&edit, ACUTE);
	ck_assert_str_eq(edit.text.data, "a" ACUTE "x");
	ck_assert_uint_eq(edit.cursor, 3);
	edit_release(&edit);
}
END_TEST

START_TEST(commit_composes)
{
	struct edit edit;
	edit_init(&edit, 100, false, false);
	type(&edit, "Sia\xcc\x82n");
	ck_assert(edit_commit(&edit));
	ck_assert_str_eq(edit.text.data, "Si\xc3\xa2n");
	ck_assert(!edit_commit(&edit));
	press(&edit, "^U");
	type(&edit, WELSH);
	ck_assert(!edit_commit(&edit));
	ck_assert_str_eq(edit.text.data, WELSH);
	edit_release(&edit);
}
END_TEST

START_TEST(controls_and_turning_characters_stay_out)
{
	struct edit edit;
	edit_init(&edit, 100, false, false);
	paste(&edit, "a\033[31mb\x07"
		     "c\xc2\x9b"
		     "d\xe2\x80\xae"
		     "e\xff"
		     "f\xef\xbb\xbfg\r\n");
	ck_assert_str_eq(edit.text.data, "a[31mbcdefg");
	press(&edit, "^U");
	paste(&edit, "1 High St\r\nChorley\tPR7");
	ck_assert_str_eq(edit.text.data, "1 High St Chorley PR7");
	struct key key = {.kind = KEYS_CHARACTER, .character = 0x202e};
	ck_assert_int_eq(edit_key(&edit, &key, 20), EDIT_MOVED);
	ck_assert_str_eq(edit.text.data, "1 High St Chorley PR7");
	edit_set(&edit, "x\033y\nz");
	ck_assert_str_eq(edit.text.data, "xy z");
	edit_release(&edit);
}
END_TEST

START_TEST(limit_counts_bytes_and_cuts_between_graphemes)
{
	struct edit edit;
	edit_init(&edit, 8, false, false);
	ck_assert_int_eq(type(&edit, "abcdefgh"), EDIT_CHANGED);
	ck_assert_int_eq(type(&edit, "i"), EDIT_FULL);
	ck_assert_str_eq(edit.text.data, "abcdefgh");
	press(&edit, "^U");
	ck_assert_int_eq(paste(&edit, GUJARATI), EDIT_FULL);
	ck_assert_str_eq(edit.text.data, "\xe0\xaa\x97\xe0\xab\x81");
	edit_set(&edit, "123456789");
	ck_assert_str_eq(edit.text.data, "12345678");
	edit_release(&edit);
}
END_TEST

START_TEST(secrets_are_not_kept_for_yank)
{
	struct edit edit;
	edit_init(&edit, 50, true, false);
	type(&edit, "hunter2");
	press(&edit, "^U ^Y");
	ck_assert_str_eq(edit.text.data, "");
	ck_assert_uint_eq(edit.killed.length, 0);
	edit_release(&edit);
}
END_TEST

START_TEST(view_scrolls_so_that_the_cursor_is_seen)
{
	struct edit edit;
	size_t from, length;
	int cell;
	edit_init(&edit, 200, false, false);
	type(&edit, "0123456789012345678");
	edit_view(&edit, 20, &from, &length, &cell);
	ck_assert_uint_eq(from, 0);
	ck_assert_uint_eq(length, 19);
	ck_assert_int_eq(cell, 19);
	type(&edit, "9012345");
	edit_view(&edit, 20, &from, &length, &cell);
	ck_assert_uint_gt(from, 0);
	ck_assert_int_lt(cell, 20);
	ck_assert_uint_eq(from + length, 26);
	press(&edit, "^A");
	edit_view(&edit, 20, &from, &length, &cell);
	ck_assert_uint_eq(from, 0);
	ck_assert_int_eq(cell, 0);
	/* Width, not characters: seven characters of Gujarati take six cells. */
	press(&edit, "^K");
	type(&edit, GUJARATI);
	edit_view(&edit, 20, &from, &length, &cell);
	ck_assert_int_eq(cell, text_width(GUJARATI, strlen(GUJARATI)));
	edit_release(&edit);
}
END_TEST

START_TEST(a_note_wraps_and_moves_by_line)
{
	struct edit edit;
	size_t from, length;
	int row, cell;
	edit_init(&edit, 400, false, true);
	paste(&edit, "She waited in the rain for an hour.\r\nRing after four");
	ck_assert_int_eq(edit_rows(&edit, 20), 3);
	ck_assert(edit_row(&edit, 20, 0, &from, &length));
	ck_assert_uint_eq(from, 0);
	ck_assert_mem_eq(edit.text.data + from, "She waited in the", length);
	ck_assert(edit_row(&edit, 20, 2, &from, &length));
	ck_assert_mem_eq(edit.text.data + from, "Ring after four", length);
	ck_assert(!edit_row(&edit, 20, 3, &from, &length));
	edit_place(&edit, 20, &row, &cell);
	ck_assert_int_eq(row, 2);
	ck_assert_int_eq(cell, 15);
	ck_assert_int_eq(press(&edit, "Up"), EDIT_MOVED);
	edit_place(&edit, 20, &row, &cell);
	ck_assert_int_eq(row, 1);
	ck_assert_int_eq(cell, 15);
	ck_assert_int_eq(press(&edit, "Up Up"), EDIT_IGNORED);
	ck_assert_int_eq(press(&edit, "Enter"), EDIT_CHANGED);
	ck_assert_int_eq(edit_rows(&edit, 20), 4);
	press(&edit, "^A ^U");
	edit_place(&edit, 20, &row, &cell);
	ck_assert_int_eq(cell, 0);
	edit_set(&edit, "x\n");
	press(&edit, "End");
	edit.cursor = edit.text.length;
	ck_assert_int_eq(edit_rows(&edit, 20), 2);
	edit_place(&edit, 20, &row, &cell);
	ck_assert_int_eq(row, 1);
	ck_assert_int_eq(cell, 0);
	edit_release(&edit);
}
END_TEST

START_TEST(setting_the_same_length_keeps_the_cursor)
{
	struct edit edit;
	edit_init(&edit, 100, false, false);
	type(&edit, "4111 1111 1111 1111");
	press(&edit, "Left Left");
	edit_set(&edit, "**** **** **** 1111");
	ck_assert_uint_eq(edit.cursor, 17);
	edit_set(&edit, "new");
	ck_assert_uint_eq(edit.cursor, 3);
	edit_release(&edit);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("edit");
	TCase *tests = tcase_create("edit");
	tcase_add_test(tests, readline_keys_mean_what_people_know);
	tcase_add_test(tests, graphemes_stay_whole);
	tcase_add_test(tests, commit_composes);
	tcase_add_test(tests, controls_and_turning_characters_stay_out);
	tcase_add_test(tests, limit_counts_bytes_and_cuts_between_graphemes);
	tcase_add_test(tests, secrets_are_not_kept_for_yank);
	tcase_add_test(tests, view_scrolls_so_that_the_cursor_is_seen);
	tcase_add_test(tests, a_note_wraps_and_moves_by_line);
	tcase_add_test(tests, setting_the_same_length_keeps_the_cursor);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
