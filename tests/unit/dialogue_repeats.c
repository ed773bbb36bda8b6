/* Sections that repeat, and choices with a condition. */
#include "dialogue/walk.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static struct outline outline;

static const char school[] =
    "- section: The family\n"
    "  prompts:\n"
    "    - { ask: how_many, text: H, type: integer, required: true }\n"
    "    - { ask: stage, text: S, type: select_one, required: true, choices: { "
    "first: First, upper: Upper } }\n"
    "- section: Child\n"
    "  repeat: child\n"
    "  count: ${how_many}\n"
    "  most: 4\n"
    "  prompts:\n"
    "    - ask: name\n"
    "      text: What is child ${child} called?\n"
    "      type: text\n"
    "      required: true\n"
    "    - ask: age\n"
    "      text: How old is ${name}?\n"
    "      type: integer\n"
    "      max: 18\n"
    "      constraint: . != 13 or ${name} != 'Ann'\n"
    "      message: Not ${name}\n"
    "    - ask: school\n"
    "      text: Which school?\n"
    "      type: select_one\n"
    "      choices:\n"
    "        infants: { label: Infants, when: '${age} < 7' }\n"
    "        juniors: { label: Juniors, when: '${age} >= 7' }\n"
    "        college: { label: College, when: \"${stage} = 'upper'\" }\n"
    "    - calculate: fare\n"
    "      text: Fare\n"
    "      type: money\n"
    "      value: ${age} * 10\n"
    "      rule: £10 a year of age\n"
    "- section: Result\n"
    "  prompts:\n"
    "    - calculate: total\n"
    "      text: Together\n"
    "      type: money\n"
    "      value: sum(${fare})\n"
    "      rule: all ${child} fares for join(', ', names)\n"
    "    - calculate: names\n"
    "      text: Who\n"
    "      value: join(', ', ${name})\n"
    "      rule: all\n"
    "    - { tell: Bring them all, id: bring, when: 'count(${child}) > 1' }\n"
    "    - { tell: Too old, id: old, when: 'max(${age}) > 16' }\n"
    "    - { resolve: done }\n";

static void
walk_with(const struct dialogue *dialogue, const char *answers)
{
	struct given given[40];
	struct err err = {{0}};
	size_t count = 0;
	for (char *word = strtok(arena_strdup(&arena, answers), " "); word;
	     word = strtok(NULL, " ")) {
		char *equals = strchr(word, '=');
		*equals = '\0';
		given[count++] = (struct given){word, equals + 1};
	}
	struct walk_env env = {.given = given,
	    .given_count = count,
	    .language = "en",
	    .facts = {.today = {2026, 11, 20}}};
	ck_assert_msg(walk(dialogue, &env, &arena, &outline, &err) == 0, "%s", err.text);
}

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

static const struct step *
step(const char *id)
{
	for (size_t i = 0; i < outline.count; i++)
		if (strcmp(outline.steps[i].prompt->id, id) == 0)
			return &outline.steps[i];
	ck_abort_msg("no step %s in %s", id, marks());
	return NULL;
}

static const char *const walks[][2] = {
    {"", "how_many? stage? name#1. age#1. school#1. fare#1. total. names. bring. old. done+"},
    {"how_many=0 stage=first",
	"how_many+ stage+ name#1- age#1- school#1- fare#1- total+ names- bring- old- done+"},
    {"how_many=1", "how_many+ stage? name#1? age#1? school#1. fare#1. total. names. bring- old. "
		   "done+"},
    {"how_many=2 stage=first name#1=Ann age#1=5 name#2=Bob age#2=17",
	"how_many+ stage+ name#1+ age#1+ school#1? fare#1+ name#2+ age#2+ school#2? fare#2+ "
	"total+ names+ bring? old? done+"},
    /* one fewer: the answers of the second are kept */
    {"how_many=1 stage=first name#1=Ann age#1=5 name#2=Bob age#2=17",
	"how_many+ stage+ name#1+ age#1+ school#1? fare#1+ name#2* age#2* school#2- fare#2- "
	"total+ names+ bring- old- done+"},
    /* more than there can be */
    {"how_many=9 stage=first",
	"how_many+ stage+ name#1? age#1? school#1. fare#1. name#2? age#2? school#2. fare#2. "
	"name#3? age#3? school#3. fare#3. name#4? age#4? school#4. fare#4. total. names. bring? "
	"old. done+"},
};

START_TEST(instances_come_and_go_with_their_count)
{
	walk_with(reading_dialogue(school), walks[_i][0]);
	const char *wanted = walks[_i][1];
	if (outline.end != WALK_OUTCOME) /* the outcome holds, and waits for what is required */
		wanted = arena_printf(&arena, "%.*s?", (int)(strlen(wanted) - 1), wanted);
	ck_assert_str_eq(marks(), wanted);
}
END_TEST

START_TEST(texts_speak_of_their_own_instance)
{
	const struct dialogue *dialogue = reading_dialogue(school);
	walk_with(dialogue, "how_many=2 stage=first name#1=Ann age#1=5 name#2=Bob age#2=17");
	ck_assert_str_eq(step("name#2")->text, "What is child 2 called?");
	ck_assert_str_eq(step("age#1")->text, "How old is Ann?");
	ck_assert_str_eq(step("age#2")->text, "How old is Bob?");
	ck_assert_str_eq(step("fare#2")->answer_text, "£170.00");
	ck_assert_str_eq(step("total")->answer_text, "£220.00");
	ck_assert_str_eq(step("names")->answer, "Ann, Bob");
	ck_assert_uint_eq(step("age#2")->instance, 2);
	ck_assert_uint_eq(step("age#2")->instances, 2);
	ck_assert_uint_eq(step("stage")->instance, 0);
	ck_assert_ptr_eq(step("age#2")->written, dialogue_prompt(dialogue, "age"));
	ck_assert_ptr_eq(dialogue_prompt(dialogue, "age#2"), dialogue_prompt(dialogue, "age"));
	/* back to two after one: nothing was lost */
	walk_with(
	    dialogue, "how_many=1 how_many=2 stage=first name#1=Ann age#1=5 name#2=Bob age#2=17");
	ck_assert_str_eq(step("total")->answer_text, "£220.00");
}
END_TEST

START_TEST(constraints_look_at_their_own_instance)
{
	const struct dialogue *dialogue = reading_dialogue(school);
	struct given given[] = {{"how_many", "2"}, {"name#1", "Ann"}, {"name#2", "Bob"}};
	struct walk_env env = {.given = given, .given_count = 3, .language = "en"};
	const struct prompt *age = dialogue_prompt(dialogue, "age");
	const char *canonical;
	struct err err = {{0}};
	struct names names = walk_names(dialogue, &env, "age#2", &arena);
	ck_assert_int_eq(answer_check(age, "13", &names, &arena, &canonical, &err), 0);
	names = walk_names(dialogue, &env, "age#1", &arena);
	ck_assert_int_eq(answer_check(age, "13", &names, &arena, &canonical, &err), -1);
	ck_assert_str_eq(err.text, "Not Ann");
}
END_TEST

static const char *
choices(const char *id)
{
	const char *all = "";
	for (const struct choice *c = step(id)->prompt->choices; c; c = c->next)
		all = arena_printf(&arena, "%s%s%s", all, *all ? " " : "", c->value);
	return all;
}

START_TEST(choices_come_and_go_with_their_conditions)
{
	const struct dialogue *dialogue = reading_dialogue(school);
	walk_with(dialogue, "how_many=2 stage=first age#1=5 age#2=9");
	ck_assert_str_eq(choices("school#1"), "infants");
	ck_assert_str_eq(choices("school#2"), "juniors");
	walk_with(dialogue, "how_many=2 stage=upper age#1=5 age#2=9 school#1=college");
	ck_assert_str_eq(choices("school#1"), "infants college");
	ck_assert_int_eq(step("school#1")->state, STEP_ANSWERED);
	/* the choice has gone: asked again, and the answer is still there */
	walk_with(dialogue, "how_many=2 stage=first age#1=5 age#2=9 school#1=college");
	ck_assert_int_eq(step("school#1")->state, STEP_OPEN);
	ck_assert_str_eq(step("school#1")->answer, "college");
	/* nothing is left to choose from: nothing to ask */
	walk_with(dialogue, "how_many=1 stage=first age#1=");
	ck_assert_int_eq(step("school#1")->state, STEP_NOT_NEEDED);
}
END_TEST

/* A count that hangs on its own answers stays open, and does not hang the walk. */
START_TEST(a_count_of_itself_stays_open)
{
	walk_with(reading_dialogue("- section: S\n"
				   "  repeat: one\n"
				   "  count: ${n} + count(${one})\n"
				   "  prompts:\n"
				   "    - { ask: n, text: N, type: integer, required: true }\n"
				   "- section: T\n"
				   "  prompts:\n"
				   "    - { resolve: r, when: '${n} > 0' }\n"),
	    "n#1=3");
	ck_assert_str_eq(marks(), "n#1. r.");
}
END_TEST

static const char *const mistakes[][2] = {
    {"- section: S\n  count: ${n}\n  prompts: [ { say: X } ]\n",
	"count goes with a section that repeats"},
    {"- section: S\n  repeat: child\n  prompts: [ { say: X } ]\n", "say how many there are"},
    {"- section: S\n  repeat: A child\n  count: '1'\n  prompts: [ { say: X } ]\n",
	"'A child' cannot be a name"},
    {"- section: S\n  repeat: child\n  count: '1'\n  most: 99\n  prompts: [ { say: X } ]\n",
	"most must be a whole number from 1 to 50"},
    {"- section: S\n  repeat: child\n  count: '1'\n  prompts: [ { resolve: x } ]\n",
	"an outcome ends the whole matter"},
    {"- section: S\n  prompts:\n    - { ask: a, text: T, type: time, min: 9 }\n",
	"min must be a time, written 09:30"},
    {"- section: S\n  prompts:\n    - { ask: a, text: T, type: email, max: 9 }\n",
	"max goes with the types integer, decimal, money, date and time only"},
    {"- section: S\n  prompts:\n    - { ask: a, text: T, type: select_one, choices: { x: { when: "
     "'true()' } } }\n",
	"a choice with a condition needs its label"},
    {"- section: S\n  prompts:\n    - { calculate: a, text: T, rule: R }\n",
	"the calculation 'a' has no value"},
    {"- section: S\n  prompts:\n    - { calculate: a, text: T, value: '1' }\n",
	"the calculation 'a' has no rule"},
};

START_TEST(mistakes_are_told)
{
	const char *text = mistakes[_i][0];
	const struct yaml *root = yaml_parse(&arena, "x.yaml", text, strlen(text), &findings);
	ck_assert_msg(root != NULL, "%s", reading_findings());
	ck_assert_ptr_null(dialogue_parse(&arena, "x.yaml", root, &findings));
	ck_assert_msg(strstr(reading_findings(), mistakes[_i][1]) != NULL, "wanted: %s\ngot: %s",
	    mistakes[_i][1], reading_findings());
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("dialogue_repeats");
	TCase *tests = tcase_create("repeats");
	tcase_add_checked_fixture(tests, reading_begin, reading_end);
	tcase_add_loop_test(tests, instances_come_and_go_with_their_count, 0, COUNT(walks));
	tcase_add_test(tests, texts_speak_of_their_own_instance);
	tcase_add_test(tests, constraints_look_at_their_own_instance);
	tcase_add_test(tests, choices_come_and_go_with_their_conditions);
	tcase_add_test(tests, a_count_of_itself_stays_open);
	tcase_add_loop_test(tests, mistakes_are_told, 0, COUNT(mistakes));
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
