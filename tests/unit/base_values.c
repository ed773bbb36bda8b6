#include "base/text.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <string.h>

START_TEST(small_words)
{
	char text[] = "  a b \t\n";
	ck_assert_str_eq(text_trim(text), "a b");
	char none[] = "   ";
	ck_assert_str_eq(text_trim(none), "");
	ck_assert(text_blank(NULL) && text_blank("") && text_blank(" \t") && !text_blank(" x"));
	ck_assert(word_equal("Yes", "yEs") && !word_equal("yes", "yesterday"));
}
END_TEST

START_TEST(card_numbers_are_masked)
{
	static const char *const cases[][2] = {
	    {"4111111111111111", "************1111"},
	    {"card 4111 1111 1111 1111, thanks", "card **** **** **** 1111, thanks"},
	    {"4111-1111-1111-1111", "****-****-****-1111"},
	    {"3782 822463 10005", "**** ****** *0005"},
	    {"4111 1111 1111 1111 exp 12/27", "**** **** **** 1111 exp 12/27"},
	    {"no:5555555555554444.", "no:************4444."}, {"4222222222222", "*********2222"},
	    {"6759649826438453 Maestro", "************8453 Maestro"},
	    {"6799990100000000019", "***************0019"},
	    {"6011 1111 1111 1117", "**** **** **** 1117"},
	    {"3530111333300000", "************0000"}, {"30569309025904", "**********5904"},
	    {"4111.1111.1111.1111", "****.****.****.1111"},
	    {"4111\n1111\n1111\n1111", "****\n****\n****\n1111"},
	    {"4111\xc2\xa0"
	     "1111\xe2\x80\x93"
	     "1111 1111",
		"****\xc2\xa0****\xe2\x80\x93**** 1111"},
	    {"4111\xe2\x80\x8b"
	     "111111111111",
		"****\xe2\x80\x8b********1111"},
	    {"\xef\xbc\x94\xef\xbc\x91\xef\xbc\x91\xef\xbc\x91"
	     "111111111111",
		"\xef\xbc\x8a\xef\xbc\x8a\xef\xbc\x8a\xef\xbc\x8a********1111"},
	    {"\xd9\xa4\xd9\xa1\xd9\xa1\xd9\xa1 1111 1111 1111",
		"\xd9\xad\xd9\xad\xd9\xad\xd9\xad **** **** 1111"},
	    {"+4111111111111111", "+************1111"}, /* too long for a telephone */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[64];
		strcpy(text, cases[i][0]);
		ck_assert(text_mask_cards(text));
		ck_assert_str_eq(text, cases[i][1]);
	}
}
END_TEST

START_TEST(other_numbers_are_left_alone)
{
	static const char *const cases[] = {"4111111111111112", "01632 960123 07700 900123",
	    "4071-2283-5 01632 960123", "+441632960123", "100012345678", "411111111111",
	    "41111111111111111111111", "+49 30 2345 678904", "0049302345678904",
	    "+44 (0)1632 960123", "01930000-0000-7000-8000-000000000001", "192.168.100.200",
	    "walk-41111111-1111-1111-8000-00000000abcd", "born 14/03/1949, NHS 943 476 5919", ""};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[64];
		strcpy(text, cases[i]);
		ck_assert_msg(!text_mask_cards(text), "%s", cases[i]);
		ck_assert_str_eq(text, cases[i]);
	}
}
END_TEST

/* Foreign numbers, a UPRN and references that pass Luhn by chance stay as they are. */
START_TEST(numbers_that_pass_by_chance_are_left_alone)
{
	char text[64];
	int passed = 0;
	for (int i = 0; i < 3000; i++) {
		static const char *const forms[] = {"+%lld", "0%lld", "00%lld"};
		long long number = 493023450000LL + i * 7919LL;
		snprintf(text, sizeof text, forms[i % 3], number * (i % 3 ? 1 : 10) + i % 10);
		ck_assert_msg(!text_mask_cards(text), "%s", text);
		snprintf(text, sizeof text, "%lld", 100012000000LL + i * 104729LL);
		ck_assert_msg(!text_mask_cards(text), "UPRN %s", text);
		snprintf(text, sizeof text, "%lld", 4000000000000LL + i * 104729LL);
		passed += text_mask_cards(text); /* one in ten of what could be one */
	}
	ck_assert(passed > 200 && passed < 400);
}
END_TEST

START_TEST(halves_in_two_texts_are_masked)
{
	static const struct {
		const char *first, *second;
		bool card;
	} cases[] = {{"4111 1111", "1111 1111", true}, {"555555", "5555554444", true},
	    {"3782", "822463 10005", true}, {"4111", "111111111112", false},
	    {"01632 960123", "07700 900123", false}, {"about 4111 1111", "1111 1111", false},
	    {"411", "1111111111111", false}, {"", "4111", false}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char first[64], second[64];
		snprintf(first, sizeof first, "%s", cases[i].first);
		snprintf(second, sizeof second, "%s", cases[i].second);
		ck_assert_msg(text_mask_card_halves(first, second) == cases[i].card, "%s %s",
		    cases[i].first, cases[i].second);
		ck_assert(cases[i].card == (strcmp(first, cases[i].first) != 0));
	}
}
END_TEST

START_TEST(telephones_meet)
{
	static const char *const cases[][3] = {
	    {"01632 960123", "+441632960123", "01632 960123"},
	    {"(01632) 960 123", "+441632960123", "01632 960123"},
	    {"+44 (0)1632 960123", "+441632960123", "01632 960123"},
	    {"0044 1632 960123", "+441632960123", "01632 960123"},
	    {"441632960123", "+441632960123", "01632 960123"},
	    {"1632960123", "+441632960123", "01632 960123"},
	    {"01632\xc2\xa0"
	     "960123",
		"+441632960123", "01632 960123"},
	    {"020 7946 0000", "+442079460000", "020 7946 0000"},
	    {"07700 900123", "+447700900123", "07700 900123"},
	    {"0113 496 0000", "+441134960000", "0113 496 0000"},
	    {"0121-496-0000", "+441214960000", "0121 496 0000"},
	    {"0808 157 0123", "+448081570123", "0808 157 0123"},
	    {"0300 123 6701", "+443001236701", "0300 123 6701"},
	    {"015242 12345", "+441524212345", "015242 12345"},
	    {"01254 51234", "+44125451234", "01254 51234"},
	    {"0800 1111", "+448001111", "0800 1111"},
	    {"0845 46 47", "+448454647", "0845 46 47"},
	    {"+33 1 23 45 67 89", "+33123456789", "+33123456789"},
	    {"0048 22 123 45 67", "+48221234567", "+48221234567"},
	};
	char number[20], words[32];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ck_assert_msg(phone_normal(cases[i][0], number), "%s", cases[i][0]);
		ck_assert_str_eq(number, cases[i][1]);
		phone_words(number, words, sizeof words);
		ck_assert_str_eq(words, cases[i][2]);
		ck_assert(phone_normal(words, number));
		ck_assert_str_eq(number, cases[i][1]);
	}
}
END_TEST

START_TEST(telephones_are_read_however_typed)
{
	static const char *const typed[] = {"01632/960/123", "01632.960.123",
	    "01632\u2011960\u2013123",
	    "\uff10\uff11\uff16\uff13\uff12 \uff19\uff16\uff10\uff11\uff12\uff13",
	    "\uff0b44\u00a0\uff080\uff091632 960123", "0044 (0)1632-960-123"};
	char number[20], small[8];
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		ck_assert_msg(phone_normal(typed[i], number), "%s", typed[i]);
		ck_assert_str_eq(number, "+441632960123");
	}
	ck_assert(!phone_ascii("01632960123", small, sizeof small));
}
END_TEST

START_TEST(extensions_are_found)
{
	static const char *const with[] = {"01632 960123 ext 4", "01632 960123 Ext. 12",
	    "01632 960123 extension 12", "01632 960123 x12", "01632 960123 #12"};
	static const char *const without[] = {"01632 960123", "01632 960123 ext", "x12", ""};
	for (size_t i = 0; i < sizeof with / sizeof *with; i++)
		ck_assert_uint_eq(phone_extension(with[i]), strlen("01632 960123 "));
	for (size_t i = 0; i < sizeof without / sizeof *without; i++)
		ck_assert_uint_eq(phone_extension(without[i]), strlen(without[i]));
}
END_TEST

START_TEST(other_things_are_no_telephone)
{
	static const char *const cases[] = {"", " ", "960123", "0163296012", "01632 9601234",
	    "04632 960123", "+", "+44", "++441632960123", "01632 960123 ext 4", "name@x.example",
	    "+4412345678901234567890", "12345", "+0123456789", NULL};
	char number[20];
	ck_assert(!phone_normal(NULL, number));
	for (size_t i = 0; cases[i]; i++)
		ck_assert_msg(!phone_normal(cases[i], number), "%s -> %s", cases[i], number);
}
END_TEST

START_TEST(postcodes_take_one_form)
{
	static const char *const good[][2] = {{"pr71ab", "PR7 1AB"}, {"PR7  1AB", "PR7 1AB"},
	    {"m1 1aa", "M1 1AA"}, {"M60 1NW", "M60 1NW"}, {"bb101aa", "BB10 1AA"},
	    {"W1A 0AX", "W1A 0AX"}, {"EC1A1BB", "EC1A 1BB"}, {"gir0aa", "GIR 0AA"},
	    {" PR7 1AB ", "PR7 1AB"}};
	static const char *const bad[] = {"", "PR7", "PR7 1A", "PR7 1AC", "1A1 1AA", "EH1 JS",
	    "12FSSD", "PR7-1AB", "Definitely wrong", "PRR7 1AB", "PR777 1AB", "A1AA 1AA"};
	char out[9];
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		ck_assert_msg(postcode_normal(good[i][0], out), "%s", good[i][0]);
		ck_assert_str_eq(out, good[i][1]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!postcode_normal(bad[i], out), "%s", bad[i]);
	ck_assert(!postcode_normal(NULL, out));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("base_values");
	TCase *tests = tcase_create("values");
	tcase_add_test(tests, small_words);
	tcase_add_test(tests, card_numbers_are_masked);
	tcase_add_test(tests, other_numbers_are_left_alone);
	tcase_add_test(tests, numbers_that_pass_by_chance_are_left_alone);
	tcase_add_test(tests, halves_in_two_texts_are_masked);
	tcase_add_test(tests, telephones_meet);
	tcase_add_test(tests, telephones_are_read_however_typed);
	tcase_add_test(tests, extensions_are_found);
	tcase_add_test(tests, other_things_are_no_telephone);
	tcase_add_test(tests, postcodes_take_one_form);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
