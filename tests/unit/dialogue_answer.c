#include "dialogue/dialogue.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static const struct dialogue *dialogue;

static const char questions[] =
    "- section: S\n"
    "  prompts:\n"
    "    - { ask: text, text: T, type: text }\n"
    "    - { ask: must, text: T, type: text, required: true }\n"
    "    - { ask: count, text: T, type: integer, min: 1, max: 12 }\n"
    "    - { ask: least, text: T, type: integer, min: 1 }\n"
    "    - { ask: most, text: T, type: integer, max: 5 }\n"
    "    - { ask: day, text: T, type: date }\n"
    "    - { ask: past, text: T, type: date, max: today }\n"
    "    - { ask: term, text: T, type: date, min: 2026-09-01, max: 2027-07-31 }\n"
    "    - { ask: yes, text: T, type: yesno }\n"
    "    - { ask: bin, text: T, type: select_one, choices: { grey: Grey (refuse), blue: { en: "
    "'Blue, paper', cy: Glas } } }\n"
    "    - { ask: items, text: T, type: select_multiple, required: true, choices: { sofa: Sofa, "
    "bed: Bed, fridge: Fridge } }\n"
    "    - { ask: bins, text: T, type: select_multiple, choices: { grey: Grey (refuse), "
    "garden: Garden waste, food: Food caddy, blue: 'Blue, paper and card' } }\n"
    "    - { ask: weight, text: T, type: decimal, min: 0.5, max: 100 }\n"
    "    - { ask: any, text: T, type: decimal }\n"
    "    - { ask: rent, text: T, type: money, min: 1 }\n"
    "    - { ask: debt, text: T, type: money, max: 2000.50 }\n"
    "    - { ask: at, text: T, type: time, min: '09:00', max: '17:30' }\n"
    "    - { ask: when, text: T, type: time }\n"
    "    - { ask: mail, text: T, type: email }\n"
    "    - { ask: code_of, text: T, type: postcode }\n"
    "    - { ask: several, text: T, type: select_multiple, choices: { a: Blue lid, b: 'Grey, or "
    "black', c: { label: Food caddy, when: \"${count} > 1\" } } }\n"
    "    - { ask: ring, text: T, type: phone }\n"
    "    - { ask: where, text: T, type: address }\n"
    "    - { ask: code, text: T, type: text, constraint: \"regex(., '^[0-9]{4}$')\", message: "
    "'Four "
    "digits for ${text}' }\n"
    "    - { ask: even, text: T, type: integer, constraint: '. mod 2 = 0 and . <= ${count}', "
    "message: { en: Even, cy: Eilrif } }\n";

static bool
look(void *context, const char *name, struct value *out)
{
	*out = (struct value){.kind = VALUE_STRING, .string = "it"};
	if (strcmp(name, "count") == 0 && !context)
		*out = (struct value){.kind = VALUE_UNKNOWN};
	else if (strcmp(name, "count") == 0)
		out->string = context;
	return true;
}

static void
setup(void)
{
	reading_begin();
	dialogue = reading_dialogue(questions);
}

/* Prompt, typed, what is kept, what people read. */
static const char *const good[][4] = {
    {"text", "  It's here ", "It's here", "It's here"},
    {"text", "", "", ""},
    {"text", "   ", "", ""},
    {"count", "7", "7", "7"},
    {"count", " 012 ", "12", "12"},
    {"least", "1,200", "1200", "1200"},
    {"least", "+3", "3", "3"},
    {"least", "50.0", "50", "50"},
    {"least", "1,200.00", "1200", "1200"},
    {"most", "-4", "-4", "-4"},
    {"day", "14/3/2026", "2026-03-14", "14 Mar 2026"},
    {"day", "14 mar 2026", "2026-03-14", "14 Mar 2026"},
    {"day", "today", "2026-11-20", "20 Nov 2026"},
    {"past", "20/11/2026", "2026-11-20", "20 Nov 2026"},
    {"term", "2026-09-01", "2026-09-01", "1 Sep 2026"},
    {"yes", "y", "yes", "Yes"},
    {"yes", "NO", "no", "No"},
    {"bin", "grey", "grey", "Grey (refuse)"},
    {"bin", "grey refuse", "grey", "Grey (refuse)"},
    {"bin", "BLUE PAPER", "blue", "Blue, paper"},
    {"bin", "glas", "blue", "Blue, paper"},
    {"items", "fridge, sofa", "sofa fridge", "Sofa, Fridge"},
    {"items", "bed bed Sofa", "sofa bed", "Sofa, Bed"},
    {"items", "", "", ""},
    {"items", "fridge,sofa", "sofa fridge", "Sofa, Fridge"},
    {"bins", "Blue, paper and card", "blue", "Blue, paper and card"},
    {"bins", "garden waste, grey", "grey garden", "Grey (refuse), Garden waste"},
    {"bins", "grey garden, Food caddy", "grey garden food",
	"Grey (refuse), Garden waste, Food caddy"},
    {"weight", "2.50", "2.5", "2.5"},
    {"weight", "007", "7", "7"},
    {"weight", "100.0", "100", "100"},
    {"any", "-0.0", "0", "0"},
    {"any", "1,234,567.25", "1234567.25", "1234567.25"},
    {"any", "-3", "-3", "-3"},
    {"any", "0.10", "0.1", "0.1"},
    {"rent", "22", "22.00", "£22.00"},
    {"rent", "£ 1,200.5", "1200.50", "£1200.50"},
    {"debt", "-20.05", "-20.05", "-£20.05"},
    {"at", "9.30", "09:30", "09:30"},
    {"at", "5pm", "17:00", "17:00"},
    {"at", "1730", "17:30", "17:30"},
    {"when", "12 am", "00:00", "00:00"},
    {"when", "12:15 p.m.", "12:15", "12:15"},
    {"when", "noon", "12:00", "12:00"},
    {"when", "930", "09:30", "09:30"},
    {"mail", " Sian.O'Brien@Example.ORG ", "Sian.O'Brien@example.org", "Sian.O'Brien@example.org"},
    {"code_of", "pr71ab", "PR7 1AB", "PR7 1AB"},
    {"several", "grey or black, BLUE LID", "a b", "Blue lid, Grey, or black"},
    {"several", "Food caddy, a", "a c", "Blue lid, Food caddy"},
    {"ring", "01632 960 001", "+441632960001", "01632 960001"},
    {"ring", "+44 (0)7700 900123", "+447700900123", "07700 900123"},
    {"where", "14 Union Street", "14 Union Street", "14 Union Street"},
    {"code", "0042", "0042", "0042"},
    {"even", "8", "8", "8"},
};

START_TEST(answers_get_one_form)
{
	const struct prompt *prompt = dialogue_prompt(dialogue, good[_i][0]);
	struct names names = {.look = look, .today = {2026, 11, 20}};
	struct err err = {{0}};
	const char *canonical;
	ck_assert_msg(answer_check(prompt, good[_i][1], &names, &arena, &canonical, &err) == 0,
	    "%s: %s", good[_i][1], err.text);
	ck_assert_str_eq(canonical, good[_i][2]);
	ck_assert_str_eq(answer_words(prompt, canonical, "en", &arena), good[_i][3]);
	/* What is kept can be given again. */
	ck_assert_int_eq(answer_check(prompt, canonical, &names, &arena, &canonical, &err), 0);
	ck_assert_str_eq(canonical, good[_i][2]);
	/* So can what people read. */
	ck_assert_msg(answer_check(prompt, good[_i][3], &names, &arena, &canonical, &err) == 0,
	    "%s", err.text);
	ck_assert_str_eq(canonical, good[_i][2]);
}
END_TEST

/* Prompt, typed, what the advisor is told. */
static const char *const bad[][3] = {
    {"must", " ", "This one needs an answer."},
    {"weight", "0.4", "Type a number between 0.5 and 100."},
    {"any", "1.", "Type a number in digits, such as 3 or 2.5."},
    {"any", ".5", "Type a number in digits, such as 3 or 2.5."},
    {"any", "1e3", "Type a number in digits, such as 3 or 2.5."},
    {"any", "1234567890123456", "Type a number in digits, such as 3 or 2.5."},
    {"rent", "0", "Type an amount of £1 or more."},
    {"rent", "22.505", "Type an amount in pounds, such as 22 or 22.50."},
    {"rent", "22p", "Type an amount in pounds, such as 22 or 22.50."},
    {"debt", "2000.51", "Type an amount of £2000.50 or less."},
    {"at", "8:59", "The time must be between 09:00 and 17:30."},
    {"at", "5:31 pm", "The time must be between 09:00 and 17:30."},
    {"when", "9", "Type a time, such as 9:30, 14:00 or 2 pm."},
    {"when", "24:00", "Type a time, such as 9:30, 14:00 or 2 pm."},
    {"when", "13 pm", "Type a time, such as 9:30, 14:00 or 2 pm."},
    {"when", "9:3", "Type a time, such as 9:30, 14:00 or 2 pm."},
    {"when", "soon", "Type a time, such as 9:30, 14:00 or 2 pm."},
    {"mail", "sian", "That is not an e-mail address: it looks like name@example.org."},
    {"mail", "a@b@c.org", "That is not an e-mail address: it looks like name@example.org."},
    {"mail", "a@example", "That is not an e-mail address: it looks like name@example.org."},
    {"mail", "a b@example.org", "That is not an e-mail address: it looks like name@example.org."},
    {"code_of", "PR7", "That is not a postcode: it looks like PR7 1AB."},
    {"count", "0", "Type a whole number between 1 and 12."},
    {"count", "13", "Type a whole number between 1 and 12."},
    {"least", "-1", "Type a whole number of 1 or more."},
    {"most", "6", "Type a whole number of 5 or less."},
    {"count", "two", "Type a whole number, in digits."},
    {"count", "1.5", "Type a whole number, in digits."},
    {"count", "-", "Type a whole number, in digits."},
    {"count", "99999999999999999999", "Type a whole number, in digits."},
    {"day", "30/2/2026", "Type a day that exists, such as 14/3/2026 or 3 nov."},
    {"past", "21/11/2026", "The day must be 20 Nov 2026 or earlier."},
    {"term", "31/8/2026", "The day must be 1 Sep 2026 or later."},
    {"yes", "perhaps", "Answer yes or no."},
    {"bin", "green", "Choose one of: Grey (refuse), Blue, paper."},
    {"items", "sofa tv", "Choose one of: Sofa, Bed, Fridge."},
    {"ring", "12", "That is not a telephone number: type it with its area code."},
    {"code", "42", "Four digits for it"},
    {"even", "7", "Even"},
};

START_TEST(wrong_answers_are_refused_in_words)
{
	const struct prompt *prompt = dialogue_prompt(dialogue, bad[_i][0]);
	struct names names = {.look = look, .today = {2026, 11, 20}};
	struct err err = {{0}};
	const char *canonical;
	ck_assert_int_eq(answer_check(prompt, bad[_i][1], &names, &arena, &canonical, &err), -1);
	ck_assert_str_eq(err.text, bad[_i][2]);
}
END_TEST

START_TEST(a_constraint_sees_the_other_answers)
{
	const struct prompt *prompt = dialogue_prompt(dialogue, "even");
	struct names names = {
	    .look = look, .context = "6", .today = {2026, 11, 20}, .language = "cy"};
	struct err err = {{0}};
	const char *canonical;
	ck_assert_int_eq(answer_check(prompt, "6", &names, &arena, &canonical, &err), 0);
	ck_assert_int_eq(answer_check(prompt, "8", &names, &arena, &canonical, &err), -1);
	ck_assert_str_eq(err.text, "Eilrif");
}
END_TEST

START_TEST(long_texts_are_refused)
{
	const struct prompt *prompt = dialogue_prompt(dialogue, "text");
	struct names names = {.look = look};
	struct err err = {{0}};
	const char *canonical;
	char text[4100];
	memset(text, 'a', sizeof text);
	text[4000] = '\0';
	ck_assert_int_eq(answer_check(prompt, text, &names, &arena, &canonical, &err), 0);
	text[4000] = 'a';
	text[4001] = '\0';
	ck_assert_int_eq(answer_check(prompt, text, &names, &arena, &canonical, &err), -1);
}
END_TEST

START_TEST(a_language_goes_by_any_of_its_names)
{
	ck_assert_int_eq(language_named("cy"), WELSH);
	ck_assert_int_eq(language_named("gujarati"), GUJARATI);
	ck_assert_int_eq(language_named("POLSKI"), POLISH);
	ck_assert_int_eq(language_named("اردو"), URDU);
	ck_assert_int_eq(language_named("Klingon"), LANGUAGES);
	ck_assert_int_eq(language_named(""), LANGUAGES);
	ck_assert_int_eq(language_named(NULL), LANGUAGES);
	for (int i = 0; i < LANGUAGES; i++)
		ck_assert_str_eq(language_codes[i], languages[i].code);
	ck_assert_ptr_null(language_codes[LANGUAGES]);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("dialogue_answer");
	TCase *tcase = tcase_create("answer");
	tcase_add_checked_fixture(tcase, setup, reading_end);
	tcase_add_loop_test(tcase, answers_get_one_form, 0, COUNT(good));
	tcase_add_loop_test(tcase, wrong_answers_are_refused_in_words, 0, COUNT(bad));
	tcase_add_test(tcase, a_constraint_sees_the_other_answers);
	tcase_add_test(tcase, long_texts_are_refused);
	tcase_add_test(tcase, a_language_goes_by_any_of_its_names);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
