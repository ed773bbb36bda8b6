#include "base/id.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <string.h>

START_TEST(ids_rise_with_time_and_differ)
{
	char a[ID_LENGTH + 1], b[ID_LENGTH + 1], later[ID_LENGTH + 1];
	struct id_seeded seeded;
	id_seeded_init(&seeded, 7);
	micros now = INT64_C(1795171320) * MICROS_SECOND;
	id_make(a, now, &seeded.source);
	id_make(b, now, &seeded.source);
	id_make(later, now + MICROS_SECOND, &seeded.source);
	ck_assert(id_valid(a) && id_valid(b));
	ck_assert_str_ne(a, b);
	ck_assert_str_gt(later, a);
	ck_assert_int_eq(a[14], '7');
	ck_assert(strchr("89ab", a[19]));
	id_seeded_init(&seeded, 7);
	id_make(b, now, &seeded.source);
	ck_assert_str_eq(a, b);
}
END_TEST

START_TEST(other_texts_are_no_ids)
{
	static const char *const bad[] = {"", "x", "01930000-0000-7000-8000-00000000000",
	    "01930000-0000-7000-8000-0000000000000", "01930000-0000-7000-8000-00000000000G",
	    "01930000000070008000000000000000", "01930000-0000-7000-8000_000000000000"};
	ck_assert(id_valid("01930000-0000-7000-8000-000000000000"));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!id_valid(bad[i]), "%s", bad[i]);
}
END_TEST

static const uint32_t numbers[] = {0, 1, 12345678, 40712283, 99999999, 90000000, 55555555};

START_TEST(references_read_back)
{
	char text[REFERENCE_LENGTH + 1], loose[32];
	uint32_t got;
	reference_format(text, numbers[_i]);
	ck_assert_uint_eq(strlen(text), REFERENCE_LENGTH);
	ck_assert(text[4] == '-' && text[9] == '-');
	ck_assert(reference_parse(text, &got));
	ck_assert_uint_eq(got, numbers[_i]);
	snprintf(loose, sizeof loose, " %.4s %.4s%c", text, text + 5, text[10]);
	ck_assert(reference_parse(loose, &got));
	ck_assert_uint_eq(got, numbers[_i]);
}
END_TEST

/* What people do to a number that is read out: one figure wrong, two neighbours swapped. */
START_TEST(references_show_a_slip)
{
	char text[REFERENCE_LENGTH + 1];
	uint32_t got;
	for (int at = 0; at < REFERENCE_LENGTH; at++) {
		reference_format(text, numbers[_i]);
		char was = text[at];
		for (char c = '0'; c <= '9'; c++) {
			text[at] = c;
			ck_assert_msg(
			    was == '-' || c == was || !reference_parse(text, &got), "%s", text);
		}
		text[at] = was;
		int next = at + 1 < REFERENCE_LENGTH && text[at + 1] == '-' ? at + 2 : at + 1;
		if (was == '-' || next >= REFERENCE_LENGTH || text[next] == was)
			continue;
		text[at] = text[next];
		text[next] = was;
		ck_assert_msg(!reference_parse(text, &got), "%s", text);
	}
}
END_TEST

START_TEST(other_texts_are_no_references)
{
	static const char *const bad[] = {
	    "", "-", "4071-2283", "4071-2283-53", "4071-228x-5", "four"};
	uint32_t got;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!reference_parse(bad[i], &got), "%s", bad[i]);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("base_id");
	TCase *tests = tcase_create("id");
	tcase_add_test(tests, ids_rise_with_time_and_differ);
	tcase_add_test(tests, other_texts_are_no_ids);
	tcase_add_loop_test(tests, references_read_back, 0, sizeof numbers / sizeof *numbers);
	tcase_add_loop_test(tests, references_show_a_slip, 0, sizeof numbers / sizeof *numbers);
	tcase_add_test(tests, other_texts_are_no_references);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
