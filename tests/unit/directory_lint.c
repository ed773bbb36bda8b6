/* Each kind of mistake an author makes, at its line and column, in words that say what to do. */
#include "directory/lint.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static struct partnership partnership;

static const char councils[] =
    "councils:\n"
    "  lancashire: { name: Lancashire County Council, short: Lancashire, tier: county }\n"
    "  chorley: { name: Chorley Council, short: Chorley, tier: district, county: lancashire }\n"
    "  pendle: { name: Pendle Borough Council, short: Pendle, tier: district, county: lancashire "
    "}\n"
    "teams:\n"
    "  chorley-waste: { name: Waste, council: chorley }\n"
    "  pendle-waste: { name: Waste, council: pendle }\n"
    "  roads: { name: Roads, council: lancashire }\n"
    "queues:\n"
    "  waste-round: { chorley: chorley-waste, pendle: pendle-waste }\n"
    "  half-done: { chorley: chorley-waste }\n"
    "  roads: { lancashire: roads }\n";

static void
setup(void)
{
	reading_begin();
	int failed = partnership_parse(
	    &arena, "partnership.yml", councils, strlen(councils), &partnership, &findings);
	ck_assert_msg(!failed, "%s", reading_findings());
}

/* The lines of a good file, each on its own, so that a test can replace one. */
static const char *const good[] = {
    /*  1 */ "service: bins",
    /*  2 */ "lgsl: 524",
    /*  3 */ "title: { en: Bins, cy: Biniau }",
    /*  4 */ "provided_by: district",
    /*  5 */ "owner: { team: chorley-waste, email: waste@chorley.example }",
    /*  6 */ "assured: 2026-10-01",
    /*  7 */ "review_by: 2027-04-01",
    /*  8 */ "words: [rubbish, not emptied]",
    /*  9 */ "hours: Mo-Fr 08:00-18:00; PH off",
    /* 10 */ "facts:",
    /* 11 */ "  days: { value: 2 working days, review_by: 2027-04-01 }",
    /* 12 */ "dialogue:",
    /* 13 */ "  - section: The bin",
    /* 14 */ "    prompts:",
    /* 15 */ "      - ask: bin",
    /* 16 */ "        text: Which bin?",
    /* 17 */ "        type: select_one",
    /* 18 */ "        choices: { grey: Grey, blue: Blue }",
    /* 19 */ "        required: true",
    /* 20 */ "      - ask: late",
    /* 21 */ "        text: Was the ${bin} bin out?",
    /* 22 */ "        type: yesno",
    /* 23 */ "        required: true",
    /* 24 */ "        when: ${bin} = 'grey'",
    /* 25 */ "      - tell: We come in ${fact.days}.",
    /* 26 */ "        when: ${late} = 'no'",
    /* 27 */ "      - resolve: done",
    /* 28 */ "        when: ${bin} = 'blue' or ${late} = 'yes'",
    /* 29 */ "      - refer: waste-round",
    /* 30 */ "        when: ${late} = 'no'",
    /* 31 */ "        promise: Back in ${fact.days}.",
    /* 32 */ "        due: ${fact.days}",
    /* 33 */ "at:",
    /* 34 */ "  pendle:",
    /* 35 */ "    choices: { bin: { grey: Grey, blue: Blue, green: Green } }",
    /* 36 */ "    texts: { late: Was it there by 7?, done: Done }",
    /* 37 */ "    facts: { days: { value: 3 working days, review_by: 2027-04-01 } }",
};
enum { LINES = sizeof good / sizeof *good };

static void
lint_with(int line, const char *text, const struct partnership *where)
{
	const char *all = reading_lines(good, LINES, line, text);
	lint_service(
	    "bins.yaml", all, strlen(all), where, NULL, (struct date){2026, 11, 20}, &findings);
}

START_TEST(a_good_file_is_silent)
{
	lint_with(0, NULL, &partnership);
	ck_assert_str_eq(reading_findings(),
	    "bins.yaml:12:1: error: with bin = green nothing is left "
	    "to ask and no outcome holds: add an outcome, or widen a "
	    "'when'\n");
	findings_release(&findings);
	findings_init(&findings);
	lint_with(35, "    choices: { bin: { blue: Blue, grey: Black } }", &partnership);
	ck_assert_str_eq(reading_findings(), "");
}
END_TEST

/* Line 35 is made good in all of these but the last group. The replaced line (null: taken out), and
 * what lint says. */
static const struct {
	int line;
	const char *text, *says;
} mistakes[] = {
    /* the entry */
    {1, NULL, "bins.yaml:1:1: error: the file has no 'service:'"},
    {1, "service: Bins", "bins.yaml:1:10: error: 'Bins' cannot be a service's id"},
    {1, "service: boxes",
	"bins.yaml:1:10: error: the service 'boxes' must be in a file called "
	"boxes.yaml"},
    {2, "lgsl: many", "bins.yaml:2:7: error: lgsl is the number"},
    {3, NULL, "bins.yaml:1:1: error: the file has no 'title:'"},
    {3, "title: { cy: Biniau }", "bins.yaml:3:8: error: the English text is missing"},
    {3, "title: { en: Bins, fr: Bacs }", "bins.yaml:3:20: error: 'fr' is not known here"},
    {3, "titel: Bins", "bins.yaml:3:1: error: 'titel' is not known here: did you mean 'title'?"},
    {4, "provided_by: borough", "bins.yaml:4:14: error: 'borough' provides nothing: write county"},
    {4, NULL, "bins.yaml:1:1: error: who provides the service is missing"},
    {5, NULL, "bins.yaml:1:1: error: the service has no owner: add"},
    {5, "owner: { team: chorley-waste }", "bins.yaml:5:8: error: the owner has no email"},
    {5, "owner: { team: nobody, email: a@chorley.example }",
	"bins.yaml:5:16: error: there is no team 'nobody' in partnership.yml"},
    {5, "owner: { team: chorley-waste, email: waste }",
	"bins.yaml:5:38: error: 'waste' is no e-mail address"},
    {6, "assured: 2026-02-30", "bins.yaml:6:10: error: assured must be a day that exists"},
    {6, "assured: 2026-12-01", "bins.yaml:6:10: error: assured is a day that has not come yet"},
    {6, NULL, "bins.yaml:1:1: warning: nobody has vouched"},
    {7, "review_by: 2026-09-01", "bins.yaml:7:12: error: review_by is before assured"},
    {7, "review_by: 2026-11-01", "bins.yaml:7:12: warning: the review is overdue"},
    {7, NULL, "bins.yaml:1:1: warning: no review is due"},
    {8, "words: rubbish", "bins.yaml:8:8: error: words is a list"},
    {9, "hours: Mon-Fri 8-6", "bins.yaml:9:8: error: the hours are not understood at 'n-Fri 8-6'"},
    {11, "  days: { value: 2 working days }",
	"bins.yaml:11:9: warning: the fact 'days' has no review_by"},
    {11, "  days: { value: 2 working days, review_by: 2026-10-01 }",
	"bins.yaml:11:45: warning: the fact 'days' is past its review_by"},
    {11, "  days: { valeu: 2 working days, review_by: 2027-04-01 }",
	"bins.yaml:11:9: error: a fact is written"},
    /* prompts */
    {13, "  - sektion: The bin", "bins.yaml:13:5: error: a section begins with"},
    {15, "      - aks: bin",
	"bins.yaml:15:9: error: 'aks' is no kind of prompt: did you mean "
	"'ask'?"},
    {15, "      - ask: The bin", "bins.yaml:15:14: error: 'The bin' cannot be an id"},
    {15, "      - ask: late", "bins.yaml:20:9: error: the id 'late' is already used in line 15"},
    {16, NULL, "bins.yaml:15:9: error: the question 'bin' has no text"},
    {16, "        text: 'Which?' she said", "bins.yaml:16:24: error: the quote at the start ends"},
    {16, "        text: Which: grey?", "bins.yaml:16:20: error: the colon makes"},
    {16, "        text: Bin #2?", "bins.yaml:16:19: error: the '#' starts a comment"},
    {17, NULL, "bins.yaml:15:9: error: the question 'bin' has no type"},
    {17, "        type: select_on",
	"bins.yaml:17:15: error: 'select_on' is no type: did you mean "
	"'select_one'?"},
    {17, "        type: text", "bins.yaml:18:18: error: choices go with the types select_one"},
    {18, NULL, "bins.yaml:15:9: error: the question 'bin' has no choices"},
    {18, "        choices: [grey, blue]", "bins.yaml:18:18: error: choices are written"},
    {18, "        choices: { light grey: Grey }",
	"bins.yaml:18:20: error: the value of a choice "
	"is one word"},
    {19, "        required: certainly", "bins.yaml:19:19: error: required must be true or false"},
    {19, "        due: 2 days", "bins.yaml:19:9: error: 'due' does not go with 'ask'"},
    {19, "        fill: customer.adress",
	"bins.yaml:19:15: error: there is nothing called 'customer.adress' to fill from: did you "
	"mean 'customer.address'?"},
    {19, "        fill: ${customer.address}", "bins.yaml:19:15: error: fill takes a bare name"},
    {19, "        min: 3",
	"bins.yaml:19:14: error: min goes with the types integer, decimal, money, date and time"},
    {19, "        constraint: . != 'x'",
	"bins.yaml:19:21: error: say what to do when the answer "
	"fails this"},
    /* names and conditions */
    {21, "        text: Was the ${bni} bin out?",
	"bins.yaml:21:23: error: there is no ${bni}: did you mean ${bin}?"},
    {21, "        text: Was the ${bin bin out?", "bins.yaml:21:15: error: a name is written"},
    {24, "        when: ${bni} = 'grey'",
	"bins.yaml:24:15: error: there is no ${bni}: did you mean ${bin}?"},
    {24, "        when: ${bin} = 'gray'",
	"bins.yaml:24:24: error: 'gray' is not a choice of 'bin': did you mean 'grey'?"},
    {24, "        when: ${bin} = \xE2\x80\x98grey\xE2\x80\x99",
	"bins.yaml:24:24: error: this is a curly quote: type ' instead"},
    {24, "        when: bin = 'grey'",
	"bins.yaml:24:15: error: 'bin' is neither a text nor a "
	"name"},
    {24, "        when: \"${bin} == 'grey'\"", "bins.yaml:24:23: error: write one ="},
    {24, "        when: ${customer.nam} = ''",
	"bins.yaml:24:15: error: there is no "
	"${customer.nam}: did you mean ${customer.name}?"},
    {24, "        when: ${late} = 'yes'",
	"bins.yaml:24:15: error: these conditions wait for each other: late -> late"},
    {25, "      - tell: We come in ${fact.day}.",
	"bins.yaml:25:26: error: there is no ${fact.day}: did you mean ${fact.days}?"},
    {26, "        when: ${late} = 'No'",
	"bins.yaml:26:25: error: 'late' is answered 'yes' or 'no', never 'No'"},
    {26, "        when: . = 'no'", "bins.yaml:26:15: error: '.' is the answer of a constraint"},
    {26, "        when: ${late} = 'no' and ${bin} = 'blue'",
	"bins.yaml:26:15: error: no answers make this condition true: 'tell-1' is never shown"},
    /* outcomes */
    {23, NULL, "bins.yaml:20:14: error: 'late' decides the outcome 'done' and must be required"},
    {27, "      - tell: done", "bins.yaml:12:1: error: with bin = blue nothing is left to ask"},
    {28, "        when: ${bin} = 'blue'",
	"bins.yaml:12:1: error: with bin = grey, late = yes "
	"nothing is left to ask and no outcome holds"},
    {28, NULL,
	"bins.yaml:12:1: warning: with bin = grey, late = no the outcomes 'done' and "
	"'waste-round' hold together"},
    {29, "      - refer: waste-rounds",
	"bins.yaml:29:16: error: there is no queue role 'waste-rounds' in partnership.yml: did you "
	"mean 'waste-round'?"},
    {29, "      - refer: half-done",
	"bins.yaml:29:16: error: the queue role 'half-done' has no team at 'pendle'"},
    {29, "      - signpost: away", "bins.yaml:31:9: error: 'promise' does not go with 'signpost'"},
    {31, NULL, "bins.yaml:29:9: warning: a referral without a promise"},
    {32, NULL, "bins.yaml:29:9: error: a referral has no due"},
    {32, "        due: soon", "bins.yaml:32:14: error: 'soon' is no duration"},
    {32, "        due: ${bin}", "bins.yaml:32:14: error: due takes a duration or facts only"},
    {32, "        due: 3 weeks\n        urgent: true",
	"bins.yaml:32:14: warning: this is urgent, yet due in 3 weeks"},
    /* variants */
    {34, "  pendel:", "bins.yaml:34:3: error: there is no council 'pendel' in partnership.yml"},
    {36, "    texts: { lat: Was it there? }",
	"bins.yaml:36:14: error: the dialogue has no prompt "
	"'lat'"},
    {36, "    texts: { late: 'Was ${bni} there?' }",
	"bins.yaml:36:25: error: there is no ${bni}: did you mean ${bin}?"},
    {36, "    dialogue: none", "bins.yaml:36:5: error: 'dialogue' is not known here"},
    {36, "    choices: none", "bins.yaml:36:5: error: 'choices' is written twice"},
    {37, "    facts: { days: { value: a while, review_by: 2027-04-01 } }",
	"bins.yaml:32:14: error: 'a while' is no duration"},
    {37, "    owner: { team: nobody, email: a@pendle.example }",
	"bins.yaml:37:20: error: there is no team 'nobody'"},
    /* mechanisms */
    {8, "words: [rubbish]\nmechanisms: { email: { stage: pilot, owner: nobody } }",
	"bins.yaml:9:15: error: email: there is no team 'nobody' in partnership.yml"},
    {8,
	"words: [rubbish]\nmechanisms: { email: { stage: pilot, from: 2027-02-01, until: "
	"2027-01-01 } }",
	"bins.yaml:9:15: error: email ends before it begins"},
    {8, "words: [rubbish]\nmechanisms: [telephone]",
	"bins.yaml:30:9: warning: the mechanisms do not name fulfilment"},
    /* a tab */
    {16, "\t\ttext: Which bin?", "bins.yaml:16:1: error: a tab is used as indentation"},
};

START_TEST(each_mistake_is_named)
{
	const char *all = "";
	for (int i = 0; i < LINES; i++) {
		const char *line = i + 1 == mistakes[_i].line ? mistakes[_i].text
				   : i + 1 == 35
				       ? "    choices: { bin: { blue: Blue, grey: Black } }"
				       : good[i];
		if (line)
			all = arena_printf(&arena, "%s%s\n", all, line);
	}
	lint_service("bins.yaml", all, strlen(all), &partnership, NULL, (struct date){2026, 11, 20},
	    &findings);
	ck_assert_msg(strstr(reading_findings(), mistakes[_i].says) != NULL, "wanted: %s\ngot: %s",
	    mistakes[_i].says, reading_findings());
}
END_TEST

START_TEST(a_variant_keeps_the_choices_that_conditions_name)
{
	lint_with(35, "    choices: { bin: { blue: Blue, black: Black } }", &partnership);
	ck_assert_ptr_nonnull(strstr(reading_findings(),
	    "bins.yaml:35:16: error: a condition of 'late' names 'grey', which is not among these "
	    "choices of 'bin'"));
}
END_TEST

START_TEST(without_a_partnership_its_names_are_not_looked_up)
{
	lint_with(35, "    choices: { bin: { blue: Blue, grey: Black } }", NULL);
	ck_assert_str_eq(reading_findings(), "");
}
END_TEST

static const char *
dialogue_of(const char *prompts)
{
	return arena_printf(&arena,
	    "service: bins\ntitle: Bins\nprovided_by: county\n"
	    "owner: { team: roads, email: a@lancashire.example }\n"
	    "assured: 2026-10-01\nreview_by: 2027-04-01\ndialogue:\n  - section: S\n    "
	    "prompts:\n%s",
	    prompts);
}

/* Prompts, and what the proof says; "" when it is satisfied. */
static const char *const proofs[][2] = {
    /* numbers: below, at and above each boundary */
    {"      - { ask: n, text: N, type: integer, required: true }\n"
     "      - { resolve: a, when: '${n} < 6' }\n"
     "      - { resolve: b, when: '${n} > 6' }\n",
	"with n = 6 nothing is left"},
    {"      - { ask: n, text: N, type: integer, required: true }\n"
     "      - { resolve: a, when: '${n} <= 6' }\n"
     "      - { resolve: b, when: '${n} > 6' }\n",
	""},
    {"      - { ask: n, text: N, type: integer, min: 7, required: true }\n"
     "      - { resolve: a, when: '${n} > 6' }\n",
	""},
    {"      - { ask: n, text: N, type: integer, max: 9, required: true }\n"
     "      - { resolve: a, when: '${n} < 9' }\n",
	"with n = 9 nothing is left"},
    /* dates */
    {"      - { ask: d, text: D, type: date, required: true }\n"
     "      - { resolve: a, when: '${d} < today()' }\n"
     "      - { resolve: b, when: '${d} > today()' }\n",
	"with d = 2026-11-20 nothing is left"},
    {"      - { ask: d, text: D, type: date, required: true }\n"
     "      - { resolve: a, when: \"${d} <= date('2026-04-01')\" }\n"
     "      - { resolve: b, when: \"${d} > date('2026-04-02')\" }\n",
	"with d = 2026-04-02 nothing is left"},
    /* several answers: every subset of what is named, and something else */
    {"      - { ask: i, text: I, type: select_multiple, choices: { a: A, b: B, c: C }, required: "
     "true }\n"
     "      - { resolve: x, when: \"selected(${i}, 'a')\" }\n"
     "      - { resolve: y, when: \"not(selected(${i}, 'a')) and count-selected(${i}) > 0\" }\n",
	"with i = (nothing) nothing is left"},
    {"      - { ask: i, text: I, type: select_multiple, choices: { a: A, b: B, c: C }, required: "
     "true }\n"
     "      - { resolve: x, when: \"${i} = 'a'\" }\n",
	"write selected(${i}, 'a')"},
    /* names from outside */
    {"      - { resolve: x, when: '${customer.age} >= 60' }\n"
     "      - { resolve: y, when: '${customer.age} < 60' }\n",
	"with customer.age = (not known) nothing is left"},
    {"      - { resolve: x, when: '${customer.age} >= 60' }\n"
     "      - { resolve: y, when: 'not(${customer.age} >= 60)' }\n",
	""},
    /* hidden answers count as '' */
    {"      - { ask: a, text: A, type: yesno, required: true }\n"
     "      - { ask: b, text: B, type: yesno, required: true, when: \"${a} = 'yes'\" }\n"
     "      - { resolve: x, when: \"${b} = 'yes'\" }\n"
     "      - { resolve: y, when: \"${b} = 'no'\" }\n",
	"with a = no nothing is left"},
    /* loops over several */
    {"      - { ask: a, text: A, type: yesno, required: true, when: \"${c} = 'yes'\" }\n"
     "      - { ask: b, text: B, type: yesno, required: true, when: \"${a} = 'yes'\" }\n"
     "      - { ask: c, text: C, type: yesno, required: true, when: \"${b} = 'yes'\" }\n"
     "      - { resolve: x }\n",
	"wait for each other: a -> c -> b -> a"},
    /* no outcome at all */
    {"      - { ask: a, text: A, type: yesno }\n", "the dialogue has no outcome"},
    /* what it cannot prove it says */
    {"      - { ask: t, text: T, type: text, required: true }\n"
     "      - { resolve: x, when: 'string-length(${t}) > 3' }\n"
     "      - { resolve: y, when: 'string-length(${t}) <= 3' }\n",
	"note: not proved for every value of 't'"},
    {"      - { ask: n, text: N, type: integer, required: true }\n"
     "      - { resolve: x, when: '${n} * 3 > 7' }\n"
     "      - { resolve: y, when: '${n} * 3 <= 7' }\n",
	"note: not proved for every value of 'n'"},
    /* but of a short range it tries every value */
    {"      - { ask: n, text: N, type: integer, min: 1, max: 12, required: true }\n"
     "      - { resolve: x, when: '${n} * 3 > 21' }\n"
     "      - { resolve: y, when: '${n} * 3 < 21' }\n",
	"with n = 7 nothing is left"},
    {"      - { ask: n, text: N, type: integer, min: 0, max: 31, required: true }\n"
     "      - { resolve: x, when: '${n} * 3 > 21' }\n"
     "      - { resolve: y, when: '${n} * 3 <= 21' }\n",
	""},
    /* Needs come together, and one that is named comes without the others. */
    {"      - { tell: Both, when: \"selected(${customer.needs}, 'signer') and "
     "selected(${customer.needs}, 'large_print')\" }\n"
     "      - { tell: One, when: \"selected(${customer.needs}, 'signer') and "
     "not(selected(${customer.needs}, 'large_print'))\" }\n"
     "      - { resolve: x }\n",
	""},
    {"      - { resolve: x, when: \"selected(${customer.needs}, 'interpreter')\" }\n"
     "      - { resolve: y, when: \"${customer.needs} = ''\" }\n",
	"with customer.needs = signer nothing is left"},
    {"      - { resolve: x, when: \"${contact.channel} = 'post'\" }\n"
     "      - { resolve: y, when: \"${contact.channel} != 'post'\" }\n",
	""},
    /* an answer that is only told of decides nothing */
    {"      - { ask: t, text: T, type: text }\n"
     "      - { tell: Note it, when: \"${t} != ''\" }\n"
     "      - { resolve: x }\n",
	""},
    {"      - { resolve: x }\n"
     "      - { refer: roads, due: 1 day, promise: P }\n",
	"with any answers the outcomes 'x' and 'roads' hold together"},
    {"      - { refer: roads, due: 1 day, promise: P, when: \"${contact.channel} = 'phone'\" }\n"
     "      - { refer: roads, due: 1 day, promise: P }\n",
	"a second referral to 'roads' needs an id of its own"},
};

START_TEST(every_path_is_proved)
{
	const char *text = dialogue_of(proofs[_i][0]);
	lint_service("bins.yaml", text, strlen(text), &partnership, NULL,
	    (struct date){2026, 11, 20}, &findings);
	if (proofs[_i][1][0] == '\0')
		ck_assert_str_eq(reading_findings(), "");
	else
		ck_assert_msg(strstr(reading_findings(), proofs[_i][1]) != NULL,
		    "wanted: %s\ngot: %s", proofs[_i][1], reading_findings());
}
END_TEST

START_TEST(too_many_ways_are_given_up)
{
	const char *prompts = "", *all = "";
	for (int i = 0; i < 16; i++) {
		prompts = arena_printf(&arena,
		    "%s      - { ask: q%d, text: Q, type: yesno, required: true }\n", prompts, i);
		all = arena_printf(&arena, "%s%s${q%d} = 'yes'", all, *all ? " and " : "", i);
	}
	const char *text = dialogue_of(arena_printf(&arena,
	    "%s      - { resolve: x, when: \"%s\" }\n      - { resolve: y, when: \"not(%s)\" }\n",
	    prompts, all, all));
	lint_service("bins.yaml", text, strlen(text), &partnership, NULL,
	    (struct date){2026, 11, 20}, &findings);
	ck_assert_str_eq(reading_findings(), "bins.yaml:7:1: note: not proved: there are more than "
					     "20000 ways through this dialogue\n");
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("directory_lint");
	TCase *tcase = tcase_create("lint");
	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, setup, reading_end);
	tcase_add_test(tcase, a_good_file_is_silent);
	tcase_add_loop_test(tcase, each_mistake_is_named, 0, COUNT(mistakes));
	tcase_add_test(tcase, a_variant_keeps_the_choices_that_conditions_name);
	tcase_add_test(tcase, without_a_partnership_its_names_are_not_looked_up);
	tcase_add_loop_test(tcase, every_path_is_proved, 0, COUNT(proofs));
	tcase_add_test(tcase, too_many_ways_are_given_up);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
