/* What changed between two texts, in the words that people read. */
#include "directory/changes.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

static const char bins[] = "service: bins\n"
			   "title: { en: Missed bin, cy: Casgliad bin }\n"
			   "provided_by: district\n"
			   "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			   "assured: 2026-10-01\n"
			   "review_by: 2027-04-01\n"
			   "words: [rubbish, not emptied]\n"
			   "hours: Mo-Fr 08:00-18:00\n"
			   "facts:\n"
			   "  fee: { label: Charge, value: £20, review_by: 2027-05-01 }\n"
			   "  wait: { value: 2 working days, review_by: 2027-04-01 }\n"
			   "dialogue:\n"
			   "  - section: The collection\n"
			   "    prompts:\n"
			   "      - say: I am sorry.   # always\n"
			   "      - ask: bin\n"
			   "        text: Which bin?\n"
			   "        type: select_one\n"
			   "        choices: { grey: Grey, blue: Blue }\n"
			   "        required: true\n"
			   "      - tell: Out by 6 please\n"
			   "        id: early\n"
			   "  - section: What happens now\n"
			   "    prompts:\n"
			   "      - refer: waste-round\n"
			   "        promise: Back within ${fact.wait}\n"
			   "        due: ${fact.wait}\n"
			   "at:\n"
			   "  pendle:\n"
			   "    facts: { fee: { value: £25, review_by: 2027-02-01 } }\n"
			   "    texts: { early: Out by 7 please }\n";

/* The base with one piece of it in another way. */
static char *
altered(const char *from, const char *to)
{
	const char *at = strstr(bins, from);
	ck_assert_msg(at != NULL, "no '%s'", from);
	size_t before = (size_t)(at - bins);
	return arena_printf(&arena, "%.*s%s%s", (int)before, bins, to, at + strlen(from));
}

static const char *
said(const char *was, const char *now)
{
	struct change *changes;
	struct err err = {""};
	struct buf out;
	buf_init(&out, 100000);
	ck_assert_msg(changes_between(&arena, was, now, &changes, &err) == 0, "%s", err.text);
	for (const struct change *c = changes; c; c = c->next) {
		change_words(&out, c);
		buf_putc(&out, '\n');
	}
	const char *text = arena_strdup(&arena, out.data);
	buf_release(&out);
	return text;
}

static const struct {
	const char *from, *to, *said;
} cases[] = {
    {"£20", "£22", "fact fee: £20 → £22\n"},
    {"value: £20", "value: { en: £20, cy: 20 punt }", "fact fee in Welsh added: 20 punt\n"},
    {"  fee: { label: Charge, value: £20, review_by: 2027-05-01 }\n", "  fee: £20\n",
	"fact fee, label removed: Charge\nfact fee, review_by removed: 2027-05-01\n"},
    {"  wait:", "  cap: { value: six, review_by: 2027-05-01 }\n  wait:", "fact cap added: six\n"},
    {"  wait: { value: 2 working days, review_by: 2027-04-01 }\n", "",
	"fact wait removed: 2 working days\n"},
    {"08:00-18:00", "08:00-17:00", "hours: Mo-Fr 08:00-18:00 → Mo-Fr 08:00-17:00\n"},
    {"assured: 2026-10-01", "assured: 2026-11-20", "assured: 2026-10-01 → 2026-11-20\n"},
    {"team: chorley-waste", "team: chorley-streets",
	"owner, team: chorley-waste → chorley-streets\n"},
    {"[rubbish, not emptied]", "[not emptied, refuse, rubbish]", "words added: refuse\n"},
    {"cy: Casgliad bin", "cy: Bin", "title in Welsh: Casgliad bin → Bin\n"},
    {"Which bin?", "Which bin was missed?",
	"prompt bin, text: Which bin? → Which bin was missed?\n"},
    {"text: Which bin?", "text:\n          en: Which bin?\n          cy: Pa fin?",
	"prompt bin, text in Welsh added: Pa fin?\n"},
    {"grey: Grey", "grey: Grey (refuse)", "prompt bin, choices grey: Grey → Grey (refuse)\n"},
    {"grey: Grey, blue: Blue", "blue: Blue, grey: Grey", "prompt bin, choices in another order\n"},
    {"grey: Grey, ", "", "prompt bin, choices grey removed: Grey\n"},
    {"I am sorry.", "Sorry.", "prompt say-1, text: I am sorry. → Sorry.\n"},
    {"      - tell: Out by 6 please\n        id: early\n", "",
	"prompt early removed: Out by 6 please\n"},
    {"      - tell: Out", "      - tell: New\n        id: new\n      - tell: Out",
	"prompt new added: New\n"},
    {"section: The collection", "section: The bin",
	"section \"The bin\": The collection → The bin\n"},
    {"Out by 7", "Out by 8", "pendle: prompt early, text: Out by 7 please → Out by 8 please\n"},
    {"£25", "£26", "pendle: fact fee: £25 → £26\n"},
    {"    texts: { early: Out by 7 please }\n", "",
	"pendle: prompt early, text removed: Out by 7 please\n"},
    {"   # always", "", "comments or layout only\n"},
    {"at:\n", "at:  # councils\n", "comments or layout only\n"},
    {"tell: Out by 6 please", "say: Out by 6 please", "prompt early, kind: tell → say\n"},
};

START_TEST(each_change_is_said_once)
{
	const char *now = altered(cases[_i].from, cases[_i].to);
	ck_assert_str_eq(said(bins, now), cases[_i].said);
}
END_TEST

START_TEST(nothing_changed)
{
	ck_assert_str_eq(said(bins, bins), "");
}
END_TEST

START_TEST(a_prompt_goes_elsewhere)
{
	static const char tell[] = "      - tell: Out by 6 please\n        id: early\n";
	const char *now = altered(tell, "");
	const char *whole = arena_strdup(&arena, now);
	const char *at = strstr(whole, "      - refer:");
	now = arena_printf(&arena, "%.*s%s%s", (int)(at - whole), whole, tell, at);
	ck_assert_str_eq(
	    said(bins, now), "prompt early, section: The collection → What happens now\n");
	/* Within its section it is the order that changed. */
	static const char say[] = "      - say: I am sorry.   # always\n";
	whole = altered(say, "");
	at = strstr(whole, "      - tell:");
	now = arena_printf(&arena, "%.*s%s%s", (int)(at - whole), whole, say, at);
	ck_assert_str_eq(said(bins, now), "prompts in another order\n");
}
END_TEST

START_TEST(whole_services)
{
	ck_assert_str_eq(said(NULL, bins), "service added\n");
	ck_assert_str_eq(said(bins, ""), "service removed\n");
}
END_TEST

START_TEST(what_cannot_be_read_is_said)
{
	struct change *changes;
	struct err err = {""};
	ck_assert_int_eq(changes_between(&arena, bins, "service: [a\n", &changes, &err), -1);
	ck_assert_msg(strstr(err.text, "line ") != NULL, "%s", err.text);
}
END_TEST

START_TEST(languages_left_behind)
{
	struct change *changes;
	struct err err = {""};
	const char *now = altered("en: Missed bin,", "en: Bin not emptied,");
	ck_assert_int_eq(changes_between(&arena, bins, now, &changes, &err), 0);
	ck_assert_str_eq(changes->behind, "Welsh");
	now = altered("en: Missed bin, cy: Casgliad bin", "en: Bin not emptied, cy: Bin");
	ck_assert_int_eq(changes_between(&arena, bins, now, &changes, &err), 0);
	ck_assert_ptr_null(changes->behind);
	now = altered("cy: Casgliad bin", "cy: Bin");
	ck_assert_int_eq(changes_between(&arena, bins, now, &changes, &err), 0);
	ck_assert_ptr_null(changes->behind);
	ck_assert_int_eq(changes_between(&arena, bins, altered("£25", "£26"), &changes, &err), 0);
	ck_assert_ptr_null(changes->behind);
}
END_TEST

START_TEST(paths_and_places)
{
	struct change *changes;
	struct err err = {""};
	ck_assert_int_eq(changes_between(&arena, bins, altered("£25", "£26"), &changes, &err), 0);
	ck_assert_str_eq(changes->path, "at/pendle/facts/fee/value");
	ck_assert_str_eq(changes->council, "pendle");
	ck_assert_int_eq(changes->line, 30);
	ck_assert_ptr_null(changes->next);
	ck_assert_int_eq(
	    changes_between(&arena, bins, altered("Which bin?", "What?"), &changes, &err), 0);
	ck_assert_str_eq(changes->path, "dialogue/prompt/bin/text");
	ck_assert_ptr_null(changes->council);
	ck_assert_int_eq(changes->line, 17);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory changes");
	TCase *tcase = tcase_create("changes");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_loop_test(tcase, each_change_is_said_once, 0, sizeof cases / sizeof *cases);
	tcase_add_test(tcase, nothing_changed);
	tcase_add_test(tcase, languages_left_behind);
	tcase_add_test(tcase, a_prompt_goes_elsewhere);
	tcase_add_test(tcase, whole_services);
	tcase_add_test(tcase, what_cannot_be_read_is_said);
	tcase_add_test(tcase, paths_and_places);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
