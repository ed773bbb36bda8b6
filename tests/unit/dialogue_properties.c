/*
 * What holds of every walk, whatever the dialogue and the answers:
 *   - the order in which answers are given makes no difference;
 *   - no answer is ever lost: it is shown, as answered or as kept;
 *   - the same answers give the same outline;
 *   - changing an early answer discards no later one, and changing it back brings all back.
 * Tried on random dialogues (a seed each; PROPERTY_SEED=N tries one) and on the starter directory.
 */
#include "dialogue/walk.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIALOGUES = 150, ROUNDS = 12, MOST_GIVEN = 200, MOST_TEXT = 128 * 1024 };

static uint64_t state;

/* xorshift64*: the same numbers everywhere. */
static uint32_t
dice(uint32_t sides)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (uint32_t)((state * UINT64_C(2685821657736338717)) >> 33) % sides;
}

/* ---- random dialogues ---- */

struct writing {
	char *text;
	size_t length;
	int asks; /* q0 … written so far; their types below */
	int types[100];
};

enum { YESNO, CHOICE, SEVERAL, NUMBER, KINDS };

static void
put(struct writing *writing, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int length =
	    vsnprintf(writing->text + writing->length, MOST_TEXT - writing->length, format, args);
	va_end(args);
	ck_assert_int_lt(length, (int)(MOST_TEXT - writing->length));
	writing->length += (size_t)length;
}

/* A condition on one earlier question, or on two. */
static void
put_condition(struct writing *writing, int depth)
{
	int ask = (int)dice((uint32_t)writing->asks);
	if (depth > 0 && dice(3) == 0) {
		put(writing, "(");
		put_condition(writing, depth - 1);
		put(writing, dice(2) ? " and " : " or ");
		put_condition(writing, depth - 1);
		put(writing, ")");
		return;
	}
	if (dice(5) == 0)
		put(writing, "not");
	switch (writing->types[ask]) {
	case YESNO:
		put(writing, "(${q%d} = '%s')", ask, dice(2) ? "yes" : "no");
		break;
	case CHOICE:
		put(writing, "(${q%d} %s '%c')", ask, dice(3) ? "=" : "!=", 'a' + (char)dice(3));
		break;
	case SEVERAL:
		put(writing, "(selected(${q%d}, '%c'))", ask, 'a' + (char)dice(3));
		break;
	default:
		put(writing, "(${q%d} %s %u)", ask, dice(2) ? ">" : "<=", dice(10));
		break;
	}
}

static void
put_when(struct writing *writing)
{
	if (writing->asks == 0 || dice(3) == 0)
		return;
	put(writing, "      when: \"");
	put_condition(writing, 2);
	put(writing, "\"\n");
}

static void
put_ask(struct writing *writing)
{
	static const char *const types[] = {"yesno", "select_one", "select_multiple", "integer"};
	int type = (int)dice(KINDS), number = writing->asks;
	put(writing, "    - ask: q%d\n      text: Q\n      type: %s\n", number, types[type]);
	if (type == CHOICE || type == SEVERAL) {
		put(writing, "      choices: { a: A, b: B, c: { label: C, when: \"");
		put_condition(writing, 1);
		put(writing, "\" } }\n");
	}
	if (dice(2))
		put(writing, "      required: true\n");
	if (number > 0 && writing->types[number - 1] == type && dice(4) == 0)
		put(writing, "      fill: q%d\n", number - 1);
	put_when(writing);
	writing->types[writing->asks++] = type;
}

static void
put_repeat(struct writing *writing, int number)
{
	put(writing,
	    "- section: R%d\n  repeat: one%d\n  count: \"if(${q0} = 'yes', 2, if(${q0} = 'no', 1, "
	    "0))\"\n"
	    "  most: 3\n  prompts:\n    - ask: age%d\n      text: A\n      type: integer\n",
	    number, number, number);
	put(writing, "    - tell: Old\n      id: old%d\n      when: ${age%d} > 5\n", number,
	    number);
}

/* A number that others may hang on: it is answered by what it is worked out from. */
static void
put_calculation(struct writing *writing, int number)
{
	put(writing,
	    "- section: C%d\n  prompts:\n    - calculate: sum%d\n      text: Sum\n      type: "
	    "integer\n"
	    "      value: \"if(",
	    number, number);
	put_condition(writing, 1);
	put(writing, ", 7, 3)\"\n      rule: By the book\n");
	put(writing, "    - tell: Much\n      id: much%d\n      when: ${sum%d} > 5\n", number,
	    number);
}

static const struct dialogue *
random_dialogue(void)
{
	struct writing writing = {.text = arena_alloc(&arena, MOST_TEXT)};
	int sections = 1 + (int)dice(4);
	put(&writing, "- section: S\n  prompts:\n");
	put(&writing, "    - ask: q0\n      text: Q\n      type: yesno\n");
	writing.types[writing.asks++] = YESNO;
	for (int s = 0; s < sections; s++) {
		if (s > 0)
			put(&writing, "- section: S%d\n  prompts:\n", s);
		for (int count = 1 + (int)dice(6); count > 0; count--) {
			if (dice(4) == 0) {
				put(&writing, "    - tell: T\n");
				put_when(&writing);
			} else {
				put_ask(&writing);
			}
		}
		if (dice(3) == 0)
			put_repeat(&writing, s);
		if (dice(3) == 0)
			put_calculation(&writing, s);
	}
	put(&writing, "- section: E\n  prompts:\n");
	for (int i = 0; i < 3; i++) {
		put(&writing, "    - resolve: end%d\n", i);
		put_when(&writing);
	}
	return reading_dialogue(writing.text);
}

/* ---- answers ---- */

struct answers {
	struct given items[MOST_GIVEN];
	size_t count;
};

static const char *
random_value(const struct prompt *prompt)
{
	size_t choices = 0, wanted;
	char days[11];
	for (const struct choice *c = prompt->choices; c; c = c->next)
		choices++;
	switch (prompt->type) {
	case ANSWER_YESNO:
		return dice(2) ? "yes" : "no";
	case ANSWER_SELECT_ONE:
	case ANSWER_SELECT_MULTIPLE:
		wanted = dice((uint32_t)choices);
		for (const struct choice *c = prompt->choices; c; c = c->next)
			if (wanted-- == 0)
				return c->value;
		return "";
	case ANSWER_DATE:
		date_format(days, (struct date){2026, 1 + (int)dice(12), 1 + (int)dice(28)});
		return arena_strdup(&arena, days);
	case ANSWER_TIME:
		return arena_printf(&arena, "%02u:%02u", dice(24), dice(60));
	case ANSWER_INTEGER:
		return arena_printf(&arena, "%u", dice(12));
	case ANSWER_DECIMAL:
	case ANSWER_MONEY:
		return arena_printf(&arena, "%u.%02u", dice(40), dice(100));
	case ANSWER_POSTCODE:
		return "PR7 1AB";
	case ANSWER_EMAIL:
		return "a@example.org";
	case ANSWER_PHONE:
		return "+441257515151";
	default:
		return "some words";
	}
}

/* Of a section that repeats, three instances: some of them beyond its count. */
static void
add_answers(struct answers *answers, const struct dialogue *dialogue, const struct prompt *prompt)
{
	const struct section *section = dialogue_section(dialogue, prompt->section);
	int instances = section && section->repeat ? 3 : 0;
	if (prompt->kind != PROMPT_ASK || answers->count + 4 > MOST_GIVEN)
		return;
	if (instances == 0)
		answers->items[answers->count++] = (struct given){prompt->id, random_value(prompt)};
	for (int i = 1; i <= instances; i++)
		answers->items[answers->count++] = (struct given){
		    arena_printf(&arena, "%s#%d", prompt->id, i), random_value(prompt)};
}

static void
random_answers(struct answers *answers, const struct dialogue *dialogue)
{
	answers->count = 0;
	for (const struct prompt *p = dialogue->prompts; p; p = p->next)
		if (dice(5) > 0)
			add_answers(answers, dialogue, p);
}

static void
shuffle(struct answers *answers)
{
	for (size_t i = answers->count; i > 1; i--) {
		size_t other = dice((uint32_t)i);
		struct given given = answers->items[i - 1];
		answers->items[i - 1] = answers->items[other];
		answers->items[other] = given;
	}
}

/* ---- what is said of a walk ---- */

static bool
look(void *context, const char *name, struct value *out)
{
	(void)context;
	(void)name;
	*out = (struct value){.kind = VALUE_STRING, .string = ""};
	return true;
}

static void
walk_with(const struct dialogue *dialogue, const struct answers *answers, struct outline *outline)
{
	struct err err = {{0}};
	struct walk_env env = {.given = answers->items,
	    .given_count = answers->count,
	    .facts = {.look = look, .today = {2026, 11, 20}, .id = "matter"},
	    .language = "en"};
	ck_assert_msg(walk(dialogue, &env, &arena, outline, &err) == 0, "%s", err.text);
}

/* The whole outline as one text: equal texts, equal walks. */
static const char *
outline_words(const struct outline *outline)
{
	static const char marks[] = "?+=-.*";
	const char *words =
	    arena_printf(&arena, "end %d next %zu open %zu outcome %s", (int)outline->end,
		outline->next, outline->open, outline->outcome ? outline->outcome->id : "-");
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		words = arena_printf(&arena, "%s %s%c%s", words, step->prompt->id,
		    marks[step->state], step->answer ? step->answer : "");
	}
	return words;
}

static const char *
words_with(const struct dialogue *dialogue, const struct answers *answers)
{
	struct outline outline;
	walk_with(dialogue, answers, &outline);
	return outline_words(&outline);
}

/* A choice that is not there for the moment is asked again, but what was said stays shown. */
static void
check_kept(const struct outline *outline, const struct given *given)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (strcmp(step->prompt->id, given->prompt) != 0)
			continue;
		ck_assert_msg(step->answer && strcmp(step->answer, given->value) == 0,
		    "%s lost '%s': it has '%s' in %s", given->prompt, given->value,
		    step->answer ? step->answer : "(nothing)", outline_words(outline));
		ck_assert_msg(step->state != STEP_NOT_NEEDED && step->state != STEP_KNOWN,
		    "%s is not shown as answered: %s", given->prompt, outline_words(outline));
		return;
	}
	ck_abort_msg("%s is not in the outline at all", given->prompt);
}

static void
check_all_kept(const struct dialogue *dialogue, const struct answers *answers)
{
	struct outline outline;
	walk_with(dialogue, answers, &outline);
	for (size_t i = 0; i < answers->count; i++)
		check_kept(&outline, &answers->items[i]);
}

static void
check_order(const struct dialogue *dialogue, const struct answers *answers)
{
	struct answers other = *answers;
	const char *words = words_with(dialogue, answers);
	ck_assert_str_eq(words, words_with(dialogue, answers));
	shuffle(&other);
	ck_assert_str_eq(words, words_with(dialogue, &other));
}

static void
check_change(const struct dialogue *dialogue, struct answers *answers)
{
	if (answers->count == 0)
		return;
	const char *before = words_with(dialogue, answers);
	struct given *given = &answers->items[dice((uint32_t)answers->count)];
	const char *kept = given->value;
	given->value = random_value(dialogue_prompt(dialogue, given->prompt));
	check_all_kept(dialogue, answers);
	check_order(dialogue, answers);
	given->value = kept;
	ck_assert_str_eq(before, words_with(dialogue, answers));
}

static void
check_dialogue(const struct dialogue *dialogue)
{
	struct answers *answers = arena_alloc(&arena, sizeof *answers);
	for (int round = 0; round < ROUNDS; round++) {
		random_answers(answers, dialogue);
		check_all_kept(dialogue, answers);
		check_order(dialogue, answers);
		check_change(dialogue, answers);
	}
}

START_TEST(random_dialogues_keep_to_it)
{
	const char *wanted = getenv("PROPERTY_SEED");
	unsigned seed = wanted ? (unsigned)strtoul(wanted, NULL, 10) : (unsigned)_i + 1;
	state = seed * UINT64_C(0x9E3779B97F4A7C15);
	printf("# seed %u\n", seed);
	for (int i = 0; i < 10; i++)
		check_dialogue(random_dialogue());
}
END_TEST

START_TEST(the_starter_directory_keeps_to_it)
{
	struct directory *directory = reading_starter();
	state = 11;
	for (size_t i = 0; i < directory_count(directory); i++) {
		const struct service *service =
		    directory_service(directory, directory_nth(directory, i), NULL);
		ck_assert_ptr_nonnull(service);
		if (service->dialogue)
			check_dialogue(service->dialogue);
	}
	directory_free(directory);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("dialogue_properties");
	TCase *tcase = tcase_create("properties");
	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_loop_test(tcase, random_dialogues_keep_to_it, 0, DIALOGUES / 10);
	tcase_add_test(tcase, the_starter_directory_keeps_to_it);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
