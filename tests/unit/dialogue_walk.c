#include "dialogue/walk.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static struct outline outline;

static bool
look(void *context, const char *name, struct value *out)
{
	static const char *const known[][2] = {{"customer.address", "14 Union Street, Chorley"},
	    {"customer.phone", "01632 960001"}, {"customer.age", "77"},
	    {"fact.return_days", "2 working days"}, {"fact.wait", "2 working days"}};
	(void)context;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i][0], name) == 0) {
			*out = (struct value){.kind = VALUE_STRING, .string = known[i][1]};
			return true;
		}
	return false;
}

/* Answers as "bin=grey out=no"; an empty value was left out. Values hold no blanks. */
static void
walk_with_env(const struct dialogue *dialogue, const char *answers, struct walk_env env)
{
	struct given given[20];
	struct err err = {{0}};
	size_t count = 0;
	for (char *word = strtok(arena_strdup(&arena, answers), " "); word;
	     word = strtok(NULL, " ")) {
		char *equals = strchr(word, '=');
		*equals = '\0';
		given[count++] = (struct given){word, equals + 1};
	}
	env.given = given;
	env.given_count = count;
	if (!env.language)
		env.language = "en";
	ck_assert_msg(walk(dialogue, &env, &arena, &outline, &err) == 0, "%s", err.text);
}

static void
walk_with(const struct dialogue *dialogue, const char *answers)
{
	struct walk_env env = {.facts = {.look = look, .today = {2026, 11, 20}}};
	walk_with_env(dialogue, answers, env);
}

/* "bin? out+ next-" */
static const char *
marks(void)
{
	static const char signs[] = "?+=-.*";
	const char *text = "";
	for (size_t i = 0; i < outline.count; i++)
		text = arena_printf(&arena, "%s%s%s%c", text, *text ? " " : "",
		    outline.steps[i].prompt->id, signs[outline.steps[i].state]);
	return text;
}

static const char *
end_words(void)
{
	static const char *const ends[] = {"open", "outcome", "choose", "none"};
	return arena_printf(&arena, "%s %zu %s %s", ends[outline.end], outline.open,
	    outline.outcome ? outline.outcome->id : "-",
	    outline.next < outline.count ? outline.steps[outline.next].prompt->id : "-");
}

static const char missed_bin[] = "- section: { en: The collection, cy: Y casgliad }\n"
				 "  prompts:\n"
				 "    - say: I'm sorry about that.\n"
				 "    - ask: property\n"
				 "      text: Which address is it?\n"
				 "      type: address\n"
				 "      required: true\n"
				 "      fill: customer.address\n"
				 "    - ask: bin\n"
				 "      text: { en: Which bin?, cy: Pa fin? }\n"
				 "      type: select_one\n"
				 "      choices: { grey: Grey (refuse), blue: Blue }\n"
				 "      required: true\n"
				 "    - ask: out_by_six\n"
				 "      text: Was the ${bin} bin out by 6 am?\n"
				 "      type: yesno\n"
				 "      required: true\n"
				 "- section: What happens now\n"
				 "  prompts:\n"
				 "    - tell: Bins put out late are emptied next time.\n"
				 "      id: late\n"
				 "      when: ${out_by_six} = 'no'\n"
				 "    - resolve: next-collection\n"
				 "      when: ${out_by_six} = 'no'\n"
				 "    - refer: waste-round\n"
				 "      when: ${out_by_six} = 'yes'\n"
				 "      promise: Back within ${fact.return_days}.\n"
				 "      due: ${fact.return_days}\n";

/* Answers, marks, and "end open outcome next". */
static const char *const missed_bin_walks[][3] = {
    {"", "say-1? property= bin? out_by_six? late. next-collection. waste-round.", "open 2 - bin"},
    {"bin=grey", "say-1? property= bin+ out_by_six? late. next-collection. waste-round.",
	"open 1 - out_by_six"},
    {"bin=grey out_by_six=no",
	"say-1? property= bin+ out_by_six+ late? next-collection+ waste-round-",
	"outcome 0 next-collection late"},
    {"bin=grey out_by_six=no late=told",
	"say-1? property= bin+ out_by_six+ late+ next-collection+ waste-round-",
	"outcome 0 next-collection -"},
    {"bin=grey out_by_six=yes",
	"say-1? property= bin+ out_by_six+ late- next-collection- waste-round+",
	"outcome 0 waste-round -"},
    /* out of order */
    {"out_by_six=yes", "say-1? property= bin? out_by_six+ late- next-collection- waste-round?",
	"open 1 - bin"},
    /* told, and then it turned out otherwise: kept */
    {"bin=grey out_by_six=yes late=told",
	"say-1? property= bin+ out_by_six+ late* next-collection- waste-round+",
	"outcome 0 waste-round -"},
    /* the last answer counts */
    {"bin=grey out_by_six=no out_by_six=yes",
	"say-1? property= bin+ out_by_six+ late- next-collection- waste-round+",
	"outcome 0 waste-round -"},
    /* a choice that a newer version no longer has is asked again */
    {"bin=green out_by_six=yes",
	"say-1? property= bin? out_by_six+ late- next-collection- waste-round?", "open 1 - bin"},
    /* what is required is not settled by leaving it out */
    {"bin= out_by_six=yes", "say-1? property= bin? out_by_six+ late- next-collection- waste-round?",
	"open 1 - bin"},
    {"property=UPRN bin=blue out_by_six=yes",
	"say-1? property+ bin+ out_by_six+ late- next-collection- waste-round+",
	"outcome 0 waste-round -"},
};

START_TEST(a_missed_bin_goes_its_ways)
{
	const struct dialogue *dialogue = reading_dialogue(missed_bin);
	walk_with(dialogue, missed_bin_walks[_i][0]);
	ck_assert_str_eq(marks(), missed_bin_walks[_i][1]);
	ck_assert_str_eq(end_words(), missed_bin_walks[_i][2]);
}
END_TEST

START_TEST(texts_are_filled_with_words_and_facts)
{
	const struct dialogue *dialogue = reading_dialogue(missed_bin);
	walk_with(dialogue, "");
	ck_assert_str_eq(outline.steps[3].text, "Was the … bin out by 6 am?");
	ck_assert_str_eq(outline.steps[1].answer, "14 Union Street, Chorley");
	ck_assert_str_eq(outline.steps[1].answer_text, "14 Union Street, Chorley");
	walk_with(dialogue, "bin=grey out_by_six=yes");
	ck_assert_str_eq(outline.steps[3].text, "Was the Grey (refuse) bin out by 6 am?");
	ck_assert_str_eq(outline.steps[3].answer_text, "Yes");
	ck_assert_str_eq(outline.promise_text, "Back within 2 working days.");
	ck_assert_str_eq(outline.due_text, "2 working days");
	walk_with_env(dialogue, "", (struct walk_env){.language = "cy"});
	ck_assert_str_eq(outline.steps[2].text, "Pa fin?");
	ck_assert_str_eq(outline.steps[0].text, "I'm sorry about that.");
	ck_assert_str_eq(words_in(&dialogue->sections->title, "cy"), "Y casgliad");
	ck_assert_str_eq(words_in(&dialogue->sections->next->title, "cy"), "What happens now");
}
END_TEST

/* b hangs on a, c on b; d is optional and c's brother. */
static const char chain[] = "- section: S\n"
			    "  prompts:\n"
			    "    - { ask: a, text: A, type: yesno, required: true }\n"
			    "    - { ask: b, text: B, type: yesno, required: true, when: \"${a} = "
			    "'yes'\" }\n"
			    "    - { ask: c, text: C, type: text, required: true, when: \"${b} = "
			    "'yes'\" }\n"
			    "    - { ask: d, text: D, type: text }\n"
			    "    - { tell: T, when: \"${d} = ''\" }\n"
			    "    - { resolve: r, when: \"${a} = 'no' or ${b} = 'no'\" }\n"
			    "    - { resolve: s, when: \"${b} != 'no' and ${a} = 'yes'\" }\n";

static const char *const chain_walks[][3] = {
    {"", "a? b. c. d? tell-1. r. s.", "open 1 - a"},
    {"a=yes", "a+ b? c. d? tell-1. r. s.", "open 1 - b"},
    /* what is hidden counts as '', so c is not needed and r holds */
    {"a=no", "a+ b- c- d? tell-1. r+ s-", "outcome 0 r d"},
    {"a=no b=yes c=x", "a+ b* c* d? tell-1. r+ s-", "outcome 0 r d"},
    {"b=yes c=x", "a? b. c. d? tell-1. r. s.", "open 1 - a"},
    {"a=yes b=yes", "a+ b+ c? d? tell-1. r- s?", "open 1 - c"},
    {"a=yes b=yes c=x", "a+ b+ c+ d? tell-1. r- s+", "outcome 0 s d"},
    {"a=yes b=yes c=x d=", "a+ b+ c+ d+ tell-1? r- s+", "outcome 0 s tell-1"},
    {"a=yes b=yes c=x d=y", "a+ b+ c+ d+ tell-1- r- s+", "outcome 0 s -"},
};

START_TEST(conditions_follow_each_other)
{
	walk_with(reading_dialogue(chain), chain_walks[_i][0]);
	ck_assert_str_eq(marks(), chain_walks[_i][1]);
	ck_assert_str_eq(end_words(), chain_walks[_i][2]);
}
END_TEST

static const char outcomes[] =
    "- section: S\n"
    "  prompts:\n"
    "    - { ask: a, text: A, type: select_one, choices: { x: X, y: Y, z: Z, n: N, p: P }, "
    "required: true }\n"
    "    - { refer: team, id: one, when: \"${a} = 'x' or ${a} = 'p'\", due: '${fact.wait}', "
    "promise: Soon }\n"
    "    - { refer: team, id: two, when: \"${a} = 'x' or ${a} = 'y'\", due: "
    "'${fact.return_days}', promise: Soon }\n"
    "    - { signpost: away, when: \"${a} = 'y' or ${a} = 'z'\", to: Someone else }\n"
    "    - { resolve: done, when: \"${a} = 'p'\" }\n";

START_TEST(several_outcomes_make_the_advisor_choose)
{
	const struct dialogue *dialogue = reading_dialogue(outcomes);
	struct walk_env env = {.facts = {.look = look}};
	/* the same queue, time and promise: one outcome, twice */
	walk_with(dialogue, "a=x");
	ck_assert_str_eq(end_words(), "outcome 0 one -");
	walk_with(dialogue, "a=y");
	ck_assert_str_eq(end_words(), "choose 0 - -");
	ck_assert_str_eq(marks(), "a+ one- two? away? done-");
	env.chosen = "away";
	walk_with_env(dialogue, "a=y", env);
	ck_assert_str_eq(end_words(), "outcome 0 away -");
	ck_assert_str_eq(outline.outcome_text, "Someone else");
	ck_assert_str_eq(marks(), "a+ one- two? away+ done-");
	/* a choice that does not hold chooses nothing */
	env.chosen = "done";
	walk_with_env(dialogue, "a=y", env);
	ck_assert_str_eq(end_words(), "choose 0 - -");
	env.chosen = "away";
	walk_with_env(dialogue, "a=x", env);
	ck_assert_str_eq(end_words(), "outcome 0 one -");
	walk_with(dialogue, "a=n");
	ck_assert_str_eq(end_words(), "none 0 - -");
}
END_TEST

START_TEST(an_outcome_waits_for_what_decides_it)
{
	const struct dialogue *dialogue =
	    reading_dialogue("- section: S\n"
			     "  prompts:\n"
			     "    - { ask: a, text: A, type: yesno }\n"
			     "    - { resolve: r, when: \"${a} = 'yes'\" }\n"
			     "    - { resolve: s, when: \"${a} != 'yes'\" }\n");
	walk_with(dialogue, "");
	ck_assert_str_eq(end_words(), "open 0 - a");
	walk_with(dialogue, "a=");
	ck_assert_str_eq(end_words(), "outcome 0 s -");
}
END_TEST

START_TEST(loops_block_and_do_not_hang)
{
	walk_with(reading_dialogue(
		      "- section: S\n"
		      "  prompts:\n"
		      "    - { ask: a, text: A, type: yesno, when: \"${b} = 'yes'\" }\n"
		      "    - { ask: b, text: B, type: yesno, when: \"${a} = 'yes'\", fill: a }\n"
		      "    - { ask: c, text: C, type: yesno, when: \"${c} = 'yes'\", fill: c }\n"
		      "    - { resolve: r }\n"),
	    "a=yes");
	ck_assert_str_eq(marks(), "a. b. c. r+");
}
END_TEST

START_TEST(known_answers_count_and_fit)
{
	const struct dialogue *dialogue = reading_dialogue(
	    "- section: S\n"
	    "  prompts:\n"
	    "    - { ask: ring, text: R, type: phone, fill: customer.phone }\n"
	    "    - { ask: age, text: R, type: integer, fill: customer.age, max: 70 }\n"
	    "    - { ask: again, text: R, type: phone, fill: ring }\n"
	    "    - { ask: gone, text: R, type: text, fill: customer.nothing }\n"
	    "    - { resolve: r, when: \"starts-with(${ring}, '+44')\" }\n");
	walk_with(dialogue, "");
	ck_assert_str_eq(marks(), "ring= age? again= gone? r+");
	ck_assert_str_eq(outline.steps[0].answer, "+441632960001");
	ck_assert_str_eq(outline.steps[0].answer_text, "01632 960001");
	ck_assert_str_eq(outline.steps[2].answer, "+441632960001");
	/* left out on purpose: not proposed again */
	walk_with(dialogue, "ring=");
	ck_assert_str_eq(marks(), "ring+ age? again? gone? r-");
}
END_TEST

START_TEST(urgent_words_come_first)
{
	walk_with(reading_dialogue("- section: S\n"
				   "  prompts:\n"
				   "    - { ask: a, text: A, type: yesno, required: true }\n"
				   "    - { tell: Soon }\n"
				   "    - { tell: Ring 999, urgent: true, id: u }\n"
				   "    - { resolve: r }\n"),
	    "");
	ck_assert_str_eq(end_words(), "open 1 - u");
}
END_TEST

START_TEST(offers_stand_last)
{
	const struct dialogue *dialogue = reading_dialogue(missed_bin);
	struct prompt offers[] = {
	    {.kind = PROMPT_OFFER, .id = "offer-a", .text = {{"A"}}},
	    {.kind = PROMPT_OFFER, .id = "offer-b", .text = {{"B"}}},
	    {.kind = PROMPT_OFFER, .id = "offer-c", .text = {{"C"}}},
	};
	offers[0].when = expr_parse(&arena, "not(${customer.age} < 60)", NULL);
	offers[1].when = expr_parse(&arena, "${bin} = 'grey'", NULL);
	offers[2].when = expr_parse(&arena, "${nobody.knows} = 'x'", NULL);
	const struct prompt *list[] = {&offers[0], &offers[1], &offers[2]};
	struct walk_env env = {.facts = {.look = look}, .offers = list, .offer_count = 3};
	walk_with_env(dialogue, "", env);
	ck_assert_ptr_nonnull(strstr(marks(), "waste-round. offer-a? offer-b. offer-c-"));
	walk_with_env(dialogue, "bin=grey out_by_six=yes offer-a=later", env);
	ck_assert_ptr_nonnull(strstr(marks(), "waste-round+ offer-a+ offer-b? offer-c-"));
	ck_assert_str_eq(end_words(), "outcome 0 waste-round offer-b");
}
END_TEST

START_TEST(an_error_is_told_and_nothing_else_lost)
{
	const struct dialogue *dialogue =
	    reading_dialogue("- section: S\n"
			     "  prompts:\n"
			     "    - { ask: a, text: A, type: text }\n"
			     "    - { tell: T, when: \"date(${a}) = today()\" }\n"
			     "    - { resolve: r }\n");
	struct given given = {"a", "no day"};
	struct walk_env env = {.given = &given, .given_count = 1};
	struct err err = {{0}};
	ck_assert_int_eq(walk(dialogue, &env, &arena, &outline, &err), -1);
	ck_assert_str_eq(err.text, "tell-1: 'no day' is no date (character 6)");
	ck_assert_str_eq(marks(), "a+ tell-1. r+");
}
END_TEST

/* A charge by a rule, its date, and what follows from it. */
static const char sums[] =
    "- section: S\n"
    "  when: ${customer.age} > 70\n"
    "  prompts:\n"
    "    - { ask: items, text: I, type: integer, required: true }\n"
    "    - { ask: extra, text: E, type: integer }\n"
    "    - calculate: charge\n"
    "      text: Charge\n"
    "      type: integer\n"
    "      value: if(${items} > 3, 22 + (${items} - 3) * 5.5, 22)\n"
    "      rule: 22 for three, and 5.50 for each of the other ${items}\n"
    "    - { calculate: day, text: By, type: date, value: 'today() + 10', rule: R }\n"
    "    - { calculate: more, text: M, value: '${extra} * 2', rule: R }\n"
    "    - { calculate: hidden, text: H, value: '1', rule: R, when: '${items} "
    "> 8' }\n"
    "    - { resolve: dear, text: 'It is ${charge}', when: '${charge} > 30' "
    "}\n"
    "    - resolve: cheap\n"
    "      when: ${charge} <= 30 and ${hidden} = ''\n";

static const char *const sum_walks[][3] = {
    {"", "items? extra? charge. day+ more. hidden. dear. cheap.", "open 1 - items"},
    {"items=2", "items+ extra? charge+ day+ more. hidden- dear- cheap+", "outcome 0 cheap extra"},
    {"items=5 extra=", "items+ extra+ charge+ day+ more- hidden- dear+ cheap-", "outcome 0 dear -"},
    {"items=9 extra=4", "items+ extra+ charge+ day+ more+ hidden+ dear+ cheap-",
	"outcome 0 dear -"},
};

START_TEST(calculations_are_worked_out_and_count)
{
	const struct dialogue *dialogue = reading_dialogue(sums);
	walk_with(dialogue, sum_walks[_i][0]);
	ck_assert_str_eq(marks(), sum_walks[_i][1]);
	ck_assert_str_eq(end_words(), sum_walks[_i][2]);
}
END_TEST

START_TEST(calculations_are_shown_with_their_rule)
{
	const struct dialogue *dialogue = reading_dialogue(sums);
	walk_with(dialogue, "items=5 charge=1");
	ck_assert_str_eq(outline.steps[2].answer, "33");
	ck_assert_str_eq(outline.steps[2].rule, "22 for three, and 5.50 for each of the other 5");
	ck_assert_str_eq(outline.steps[3].answer, "2026-11-30");
	ck_assert_str_eq(outline.steps[3].answer_text, "30 Nov 2026");
	ck_assert_str_eq(outline.outcome_text, "It is 33");
	/* the section's condition is the condition of each prompt in it */
	walk_with_env(dialogue, "items=5", (struct walk_env){.language = "en"});
	ck_assert_str_eq(marks(), "items* extra- charge- day- more- hidden- dear- cheap-");
}
END_TEST

START_TEST(the_same_walk_is_the_same)
{
	const struct dialogue *dialogue = reading_dialogue(missed_bin);
	walk_with(dialogue, "bin=blue");
	const char *first = marks();
	walk_with(dialogue, "bin=blue");
	ck_assert_str_eq(first, marks());
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("dialogue_walk");
	TCase *tcase = tcase_create("walk");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_loop_test(tcase, a_missed_bin_goes_its_ways, 0, COUNT(missed_bin_walks));
	tcase_add_test(tcase, texts_are_filled_with_words_and_facts);
	tcase_add_loop_test(tcase, conditions_follow_each_other, 0, COUNT(chain_walks));
	tcase_add_test(tcase, several_outcomes_make_the_advisor_choose);
	tcase_add_test(tcase, an_outcome_waits_for_what_decides_it);
	tcase_add_test(tcase, loops_block_and_do_not_hang);
	tcase_add_test(tcase, known_answers_count_and_fit);
	tcase_add_test(tcase, urgent_words_come_first);
	tcase_add_test(tcase, offers_stand_last);
	tcase_add_test(tcase, an_error_is_told_and_nothing_else_lost);
	tcase_add_loop_test(tcase, calculations_are_worked_out_and_count, 0, COUNT(sum_walks));
	tcase_add_test(tcase, calculations_are_shown_with_their_rule);
	tcase_add_test(tcase, the_same_walk_is_the_same);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
