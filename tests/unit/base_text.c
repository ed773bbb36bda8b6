#include "base/text.h"
#include "helpers/tap.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define GUJARATI                                                                                   \
	"\xe0\xaa\x97\xe0\xab\x81\xe0\xaa\x9c\xe0\xaa\xb0\xe0\xaa\xbe\xe0\xaa\xa4\xe0\xab\x80"
#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define WELSH_FLAG_A "\xf0\x9f\x87\xac\xf0\x9f\x87\xa7" /* regional indicators G B */

static int
count_graphemes(const char *text, size_t length)
{
	int count = 0;
	for (size_t at = 0; at < length; count++) {
		size_t next = grapheme_next(text, length, at);
		ck_assert_uint_gt(next, at);
		ck_assert_uint_eq(grapheme_prev(text, length, next), at);
		at = next;
	}
	return count;
}

START_TEST(graphemes_move_both_ways)
{
	static const struct {
		const char *text;
		int count;
	} cases[] = {{"", 0}, {"abc", 3}, {"Si\xc3\xa2n", 4}, {"Sia\xcc\x82n", 4}, {GUJARATI, 4},
	    {"\xff"
	     "a\xc3",
		3},
	    {"a\r\nb", 3}, {FAMILY "x", 2}, {WELSH_FLAG_A WELSH_FLAG_A "x", 3},
	    {"e\xcc\x81\xcc\x81\xcc\x81.", 2}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_msg(
		    count_graphemes(cases[i].text, strlen(cases[i].text)) == cases[i].count,
		    "case %zu", i);
}
END_TEST

START_TEST(a_grapheme_longer_than_the_window_is_one)
{
	char text[2048] = "e";
	for (int i = 0; i < 500; i++)
		strcat(text, "\xcc\x81");
	size_t length = strlen(text);
	strcat(text, "z");
	ck_assert_uint_eq(grapheme_next(text, length + 1, 0), length);
	ck_assert_uint_eq(grapheme_prev(text, length + 1, length), 0);
}
END_TEST

START_TEST(words_are_stepped_over)
{
	const char *text = "  Mrs O'Brien, Si\xc3\xa2n";
	size_t length = strlen(text);
	ck_assert_uint_eq(word_next(text, length, 0), 5);
	ck_assert_uint_eq(word_next(text, length, 5), 7);
	ck_assert_uint_eq(word_prev(text, length, length), 15);
	ck_assert_uint_eq(word_prev(text, length, 15), 8);
	ck_assert_uint_eq(word_prev(text, length, 1), 0);
	ck_assert_uint_eq(word_next(text, length, length), length);
}
END_TEST

START_TEST(width_is_that_of_the_terminal)
{
	ck_assert_int_eq(text_width("abc", 3), 3);
	ck_assert_int_eq(text_width(GUJARATI, strlen(GUJARATI)), 6);
	ck_assert_int_eq(text_width("\xe6\x97\xa5", 3), 2);
	ck_assert_int_eq(text_width("e\xcc\x81", 3), 1);
	ck_assert_int_eq(text_width("\x01\xff", 2), 2);
	ck_assert_ptr_nonnull(setlocale(LC_CTYPE, "C.UTF-8"));
	for (wchar_t c = 0xa0; c < 0x30000; c++) {
		char bytes[8];
		mbstate_t state = {0};
		size_t n = wcrtomb(bytes, c, &state);
		if (n == (size_t)-1)
			continue;
		int width = wcwidth(c);
		ck_assert_msg(
		    text_width(bytes, n) == (width < 0 ? 1 : width), "U+%04X", (unsigned)c);
	}
	/* and does not depend on the program's locale */
	setlocale(LC_CTYPE, "C");
	ck_assert_int_eq(text_width("\xe6\x97\xa5", 3), 2);
}
END_TEST

START_TEST(fit_never_splits_a_grapheme)
{
	ck_assert_uint_eq(text_fit("abc", 3, 2), 2);
	ck_assert_uint_eq(text_fit("\xe6\x97\xa5\xe6\x97\xa5", 6, 3), 3);
	ck_assert_uint_eq(text_fit("e\xcc\x81"
				   "x",
			      4, 1),
	    3);
	ck_assert_uint_eq(text_fit("abc", 3, 0), 0);
}
END_TEST

static char *
wrapped(const char *text, int cells)
{
	struct buf out;
	buf_init(&out, 4096);
	size_t length = strlen(text), skip;
	while (length) {
		size_t n = text_wrap(text, length, cells, &skip);
		ck_assert_uint_gt(n + skip, 0);
		ck_assert_int_le(text_width(text, n), cells);
		buf_add(&out, text, n);
		buf_putc(&out, '|');
		text += n + skip;
		length -= n + skip;
	}
	char *bytes = buf_take(&out);
	buf_release(&out);
	return bytes;
}

START_TEST(paragraphs_wrap)
{
	static const struct {
		const char *text;
		int cells;
		const char *lines;
	} cases[] = {{"put out after 6 am", 8, "put out|after 6|am|"}, {"abc def", 7, "abc def|"},
	    {"abc def", 3, "abc|def|"}, {"abc   def", 4, "abc|def|"},
	    {"abcdefgh", 3, "abc|def|gh|"}, {"one\ntwo three", 9, "one|two three|"},
	    {"one \n\ntwo", 4, "one ||two|"}, {"ab abcdef", 4, "ab|abcd|ef|"},
	    {"\xe6\x97\xa5\xe6\x97\xa5\xe6\x97\xa5", 4, "\xe6\x97\xa5\xe6\x97\xa5|\xe6\x97\xa5|"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *lines = wrapped(cases[i].text, cases[i].cells);
		ck_assert_str_eq(lines, cases[i].lines);
		free(lines);
	}
}
END_TEST

typedef void transform(struct buf *out, const char *text, size_t length);

static void
expect(transform *change, const char *text, const char *result)
{
	struct buf out;
	buf_init(&out, 4096);
	change(&out, text, strlen(text));
	ck_assert_str_eq(out.data, result);
	buf_release(&out);
}

START_TEST(printable_text_steers_nothing)
{
	expect(text_printable, "a\x1b[2Jb", "a\xef\xbf\xbd[2Jb");
	expect(text_printable, "a\nb\tc", "a b c");
	expect(text_printable,
	    "\xc2\x9b"
	    "31m",
	    "\xef\xbf\xbd"
	    "31m"); /* C1 CSI */
	expect(text_printable,
	    "a\xe2\x80\xae"
	    "b",
	    "a\xef\xbf\xbd"
	    "b"); /* RLO */
	expect(text_printable,
	    "a\xd8\x9c"
	    "b",
	    "a\xef\xbf\xbd"
	    "b"); /* ALM */
	expect(text_printable,
	    "\xef\xbb\xbf"
	    "b",
	    "\xef\xbf\xbd"
	    "b"); /* BOM */
	expect(text_printable, "a\xffz", "a\xef\xbf\xbdz");
	expect(text_printable, FAMILY, "\xf0\x9f\x91\xa9\xf0\x9f\x91\xa7"); /* joiner of pictures */
	expect(text_printable, "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1",
	    "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1");
	expect(text_printable,
	    "a\xe2\x80\x8c"
	    "b",
	    "ab");
	/* Malayalam chillu at a word's end: virama, joiner */
	expect(text_printable, "\xe0\xb4\xa8\xe0\xb5\x8d\xe2\x80\x8d",
	    "\xe0\xb4\xa8\xe0\xb5\x8d\xe2\x80\x8d");
	ck_assert(text_is_printable(GUJARATI, strlen(GUJARATI)));
	ck_assert(!text_is_printable("a\x07", 2));
	ck_assert(!text_is_printable("a\0b", 3));
}
END_TEST

START_TEST(nfc_composes)
{
	expect(text_nfc, "Sia\xcc\x82n", "Si\xc3\xa2n");
	expect(text_nfc, "plain", "plain");
	expect(text_nfc, "a\xff", "a\xef\xbf\xbd");
}
END_TEST

START_TEST(folding_makes_names_meet)
{
	expect(text_fold, "\xc5\x81ukasz", "lukasz");
	expect(text_fold,
	    "O\xe2\x80\x99"
	    "Brien",
	    "o brien");
	expect(text_fold, "O'BRIEN", "o brien");
	expect(text_fold, "Si\xc3\xa2n", "sian");
	expect(text_fold, "Sia\xcc\x82n", "sian");
	expect(text_fold, "  Smith -- Jones ", "smith jones");
	expect(text_fold,
	    "Stra\xc3\x9f"
	    "e",
	    "strasse");
	expect(text_fold, "\xc3\x86sop \xc3\x98rsted", "aesop orsted");
	expect(text_fold, "\xef\xbc\xa1\xef\xbc\x91", "a1");
	expect(text_fold, GUJARATI, GUJARATI);
	expect(text_fold, "", "");
	expect(text_fold, "-- !", "");
	expect(text_fold, "\xff", "");
}
END_TEST

START_TEST(invalid_utf8_is_told)
{
	ck_assert(utf8_valid(GUJARATI, strlen(GUJARATI)));
	ck_assert(!utf8_valid("\xc0\xaf", 2));
	ck_assert(!utf8_valid("\xed\xa0\x80", 3));
	ck_assert(!utf8_valid("\xf4\x90\x80\x80", 4));
	ck_assert(!utf8_valid("\xe0\xaa", 2));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("base_text");
	TCase *tests = tcase_create("text");
	tcase_add_test(tests, graphemes_move_both_ways);
	tcase_add_test(tests, a_grapheme_longer_than_the_window_is_one);
	tcase_add_test(tests, words_are_stepped_over);
	tcase_add_test(tests, width_is_that_of_the_terminal);
	tcase_add_test(tests, fit_never_splits_a_grapheme);
	tcase_add_test(tests, paragraphs_wrap);
	tcase_add_test(tests, printable_text_steers_nothing);
	tcase_add_test(tests, nfc_composes);
	tcase_add_test(tests, folding_makes_names_meet);
	tcase_add_test(tests, invalid_utf8_is_told);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
