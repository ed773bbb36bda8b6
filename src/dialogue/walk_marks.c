/* The evaluating half of a walk: which prompts apply, what is known, what calculations come to. */
#include "dialogue/walk_inner.h"

#include <stdlib.h>
#include <string.h>

/* Who looks a name up: in a repeat its own instance comes first. */
struct looking {
	struct walking *walking;
	const struct repeat *repeat;
	size_t instance;
	const char *language;      /* of the words; null: values */
	const struct names *facts; /* in that language */
};

/* ---- marks ---- */

static const struct given *
find_given(const struct walk_env *env, const char *prompt)
{
	for (size_t i = env->given_count; i > 0; i--)
		if (strcmp(env->given[i - 1].prompt, prompt) == 0)
			return &env->given[i - 1];
	return NULL;
}

static const struct section *
repeated_section(const struct dialogue *dialogue, const struct prompt *prompt)
{
	const struct section *section = dialogue_section(dialogue, prompt->section);
	return section && section->repeat ? section : NULL;
}

static struct repeat *
add_repeat(struct walking *walking, const struct section *section)
{
	struct repeat **last = &walking->repeats;
	for (; *last; last = &(*last)->next)
		if ((*last)->section == section)
			return *last;
	*last = arena_alloc(walking->arena, sizeof **last);
	(*last)->section = section;
	return *last;
}

struct walking *
walking_begin(const struct dialogue *dialogue, const struct walk_env *env, struct arena *arena)
{
	struct walking *walking = arena_alloc(arena, sizeof *walking);
	size_t most = dialogue->prompt_count + env->offer_count;
	*walking = (struct walking){.dialogue = dialogue, .env = env, .arena = arena};
	walking->marks = arena_alloc(arena, (most + 1) * sizeof *walking->marks);
	for (const struct prompt *p = dialogue->prompts; p; p = p->next) {
		const struct section *section = repeated_section(dialogue, p);
		if (section)
			add_repeat(walking, section)->prompts++;
		else
			walking->marks[walking->count++].written = p;
	}
	for (size_t i = 0; i < env->offer_count; i++)
		walking->marks[walking->count++].written = env->offers[i];
	for (size_t i = 0; i < walking->count; i++) {
		struct mark *mark = &walking->marks[i];
		mark->prompt = mark->written;
		mark->given = find_given(env, mark->prompt->id);
	}
	return walking;
}

/* ---- repeats ---- */

/* The highest instance that has an answer: `age#3`. */
static size_t
most_given(const struct walking *walking, const struct repeat *repeat)
{
	size_t most = 0;
	for (size_t i = 0; i < walking->env->given_count; i++) {
		const char *id = walking->env->given[i].prompt, *sign = strchr(id, '#');
		size_t instance = sign ? (size_t)strtoul(sign + 1, NULL, 10) : 0;
		const struct prompt *prompt = sign ? dialogue_prompt(walking->dialogue, id) : NULL;
		if (prompt && strcmp(prompt->section, repeat->section->id) == 0 &&
		    instance > most && instance <= DIALOGUE_INSTANCES)
			most = instance;
	}
	return most;
}

static const struct prompt *
instance_prompt(struct walking *walking, const struct prompt *written, size_t instance)
{
	struct prompt *prompt = arena_alloc(walking->arena, sizeof *prompt);
	*prompt = *written;
	prompt->id = arena_printf(walking->arena, "%s#%zu", written->id, instance);
	prompt->next = NULL;
	return prompt;
}

static void
make_instances(struct walking *walking, struct repeat *repeat)
{
	size_t at = 0;
	repeat->marks =
	    arena_alloc(walking->arena, repeat->shown * repeat->prompts * sizeof *repeat->marks);
	for (size_t instance = 1; instance <= repeat->shown; instance++)
		for (const struct prompt *p = walking->dialogue->prompts; p; p = p->next) {
			if (strcmp(p->section, repeat->section->id) != 0)
				continue;
			struct mark *mark = &repeat->marks[at++];
			*mark = (struct mark){.written = p, .repeat = repeat, .instance = instance};
			mark->prompt = instance_prompt(walking, p, instance);
			mark->given = find_given(walking->env, mark->prompt->id);
		}
}

/* An expression as a prompt sees its names. What cannot be evaluated stays open, and fails the
 * walk. */
static void
evaluate(struct walking *walking, const struct mark *at, const char *id, const struct expr *expr,
    struct value *out)
{
	struct names names = walking_names(walking, at, NULL);
	struct fault fault = {0};
	if (expr_eval(expr, &names, walking->arena, out, &fault) == 0)
		return;
	*out = (struct value){.kind = VALUE_UNKNOWN};
	if (walking->failed)
		return;
	walking->failed = true;
	err_set(&walking->err, "%s: %s (character %d)", id, fault.err.text, fault.at);
}

/* While it is being counted, what hangs on itself stays open. */
static void
count_instances(struct walking *walking, struct repeat *repeat)
{
	struct value value;
	repeat->seen = COUNTING;
	repeat->open = true;
	repeat->shown = 0;
	evaluate(walking, NULL, repeat->section->repeat, repeat->section->count, &value);
	double number = value_number(&value);
	repeat->open = value.kind == VALUE_UNKNOWN;
	if (!repeat->open && number >= 1)
		repeat->count =
		    number < repeat->section->most ? (size_t)number : (size_t)repeat->section->most;
	size_t given = most_given(walking, repeat);
	repeat->shown = repeat->count > given ? repeat->count : given;
	if (repeat->shown == 0)
		repeat->shown = 1;
	make_instances(walking, repeat);
	repeat->seen = COUNTED;
}

struct repeat *
walking_repeat(struct walking *walking, const char *section)
{
	struct repeat *repeat = walking->repeats;
	while (repeat && strcmp(repeat->section->id, section) != 0)
		repeat = repeat->next;
	if (repeat && repeat->seen == NOT_COUNTED)
		count_instances(walking, repeat);
	return repeat;
}

/* A section by the word of its repeat (`child`), counted. */
static const struct repeat *
repeat_of_word(struct walking *walking, const char *word)
{
	for (struct repeat *repeat = walking->repeats; repeat; repeat = repeat->next)
		if (strcmp(repeat->section->repeat, word) == 0)
			return walking_repeat(walking, repeat->section->id);
	return NULL;
}

/* The mark of a name that repeats, in one instance; null when it does not, or has none. */
static struct mark *
instance_mark(const struct repeat *repeat, const char *id, size_t instance)
{
	if (!repeat || repeat->seen != COUNTED || instance > repeat->shown || instance == 0)
		return NULL;
	struct mark *marks = &repeat->marks[(instance - 1) * repeat->prompts];
	for (size_t i = 0; i < repeat->prompts; i++)
		if (strcmp(marks[i].written->id, id) == 0)
			return &marks[i];
	return NULL;
}

/* ---- names ---- */

static struct repeat *
repeat_of_name(struct walking *walking, const char *id)
{
	const struct prompt *written =
	    walking->repeats ? dialogue_prompt(walking->dialogue, id) : NULL;
	return written ? walking_repeat(walking, written->section) : NULL;
}

/* Seen from inside a repeat its own instance, from outside the first. */
static struct mark *
find_mark(const struct looking *looking, const char *id)
{
	struct walking *walking = looking->walking;
	for (size_t i = 0; i < walking->count; i++)
		if (strcmp(walking->marks[i].prompt->id, id) == 0)
			return &walking->marks[i];
	const struct repeat *repeat = repeat_of_name(walking, id);
	return instance_mark(
	    repeat, id, repeat == looking->repeat && repeat ? looking->instance : 1);
}

bool
prompt_has_value(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_ASK || prompt->kind == PROMPT_CALCULATE;
}

static bool
is_select(const struct prompt *prompt)
{
	return prompt->type == ANSWER_SELECT_ONE || prompt->type == ANSWER_SELECT_MULTIPLE;
}

/* A choice may have gone with a newer version of the dialogue, or with an earlier answer: its
 * answer is asked again. */
static bool
choices_have(const struct prompt *prompt, const char *values)
{
	for (const char *at = values; *at;) {
		size_t length = strcspn(at, " ");
		if (length > 0 && !choice_of(prompt, at, length))
			return false;
		at += length + (at[length] != '\0');
	}
	return true;
}

bool
answer_settles(const struct prompt *prompt, const char *value)
{
	if (value[0] == '\0')
		return !prompt->required || prompt->type == ANSWER_SELECT_MULTIPLE;
	return !is_select(prompt) || choices_have(prompt, value);
}

static void
set_string(struct value *out, const char *string)
{
	*out = (struct value){.kind = VALUE_STRING, .string = string};
}

static void
set_open(struct value *out)
{
	*out = (struct value){.kind = VALUE_UNKNOWN};
}

/* The answer of a prompt as conditions see it. */
static void
mark_value(struct walking *walking, struct mark *mark, struct value *out)
{
	set_open(out);
	if (mark->seen == IN_WORK) /* a loop: lint reports it, here it stays open */
		return;
	mark_see(walking, mark);
	if (mark->applies == TRUTH_NO)
		set_string(out, "");
	else if (mark->applies == TRUTH_UNKNOWN)
		return;
	else if (mark->prompt->kind == PROMPT_ASK && mark->given) {
		if (answer_settles(mark->prompt, mark->given->value))
			set_string(out, mark->given->value);
	} else if (mark->known)
		set_string(out, mark->known);
}

/* The word of a repeat: inside it which one this is, outside how many there are. */
static bool
look_repeat(const struct looking *looking, const char *name, struct value *out)
{
	const struct repeat *repeat = repeat_of_word(looking->walking, name);
	if (!repeat)
		return false;
	set_open(out);
	if (repeat == looking->repeat)
		*out = (struct value){.kind = VALUE_NUMBER, .number = (double)looking->instance};
	else if (!repeat->open)
		*out = (struct value){.kind = VALUE_NUMBER, .number = (double)repeat->count};
	return true;
}

static bool
look(void *context, const char *name, struct value *out)
{
	const struct looking *looking = context;
	struct walking *walking = looking->walking;
	struct mark *mark = find_mark(looking, name);
	if (mark && prompt_has_value(mark->prompt)) {
		mark_value(walking, mark, out);
		return true;
	}
	if (look_repeat(looking, name, out))
		return true;
	const struct names *facts = looking->facts;
	if (!facts->look || !facts->look(facts->context, name, out))
		set_string(out, "");
	return true;
}

/* The same for sentences, where an answer is its words and not its value. */
static bool
look_words(void *context, const char *name, struct value *out)
{
	const struct looking *looking = context;
	const struct walking *walking = looking->walking;
	look(context, name, out);
	struct mark *mark = find_mark(looking, name);
	if (mark && prompt_has_value(mark->prompt) && out->kind == VALUE_STRING)
		out->string =
		    answer_words(mark->prompt, out->string, looking->language, walking->arena);
	return true;
}

static const char *
look_label(void *context, const char *name, const char *value)
{
	const struct looking *looking = context;
	const struct walking *walking = looking->walking;
	struct mark *mark = find_mark(looking, name);
	if (!mark || mark->prompt->kind != PROMPT_ASK)
		return NULL;
	return answer_words(mark->prompt, value, walking->env->language, walking->arena);
}

/* All instances, seen from outside them; those that are hidden or were left out are not among them.
 */
static bool
look_list(void *context, const char *name, struct value_list *out)
{
	const struct looking *looking = context;
	struct walking *walking = looking->walking;
	const struct repeat *word = repeat_of_word(walking, name);
	const struct repeat *repeat = word ? word : repeat_of_name(walking, name);
	if (!repeat || (repeat == looking->repeat && !word))
		return false;
	struct value *items = arena_alloc(walking->arena, (repeat->count + 1) * sizeof *items);
	*out = (struct value_list){.items = items, .open = repeat->open};
	for (size_t i = 1; i <= repeat->count; i++) {
		struct mark *mark = word ? NULL : instance_mark(repeat, name, i);
		struct value value = {.kind = VALUE_NUMBER, .number = (double)i};
		if (mark)
			mark_value(walking, mark, &value);
		if (value.kind != VALUE_STRING || value.string[0] != '\0')
			items[out->count++] = value;
	}
	return true;
}

struct names
walking_names(struct walking *walking, const struct mark *at, const char *language)
{
	const struct walk_env *env = walking->env;
	bool other = language && language == env->other;
	struct looking *looking = arena_alloc(walking->arena, sizeof *looking);
	*looking = (struct looking){.walking = walking,
	    .repeat = at ? at->repeat : NULL,
	    .instance = at ? at->instance : 0,
	    .language = language,
	    .facts = other ? &env->other_facts : &env->facts};
	struct names names = env->facts; /* for the time and the matter's id */
	names.look = language ? look_words : look;
	names.list = look_list;
	names.label = look_label;
	names.context = looking;
	names.language = other ? env->other : env->language;
	names.position = looking->instance;
	return names;
}

/* ---- what is found out of one prompt ---- */

/* What is known beforehand, in the canonical form of this question; null when it does not fit. */
static const char *
find_known(struct walking *walking, const struct mark *at, const char *fill)
{
	struct names names = walking_names(walking, at, NULL);
	const struct mark *mark = find_mark(names.context, fill);
	const char *canonical;
	struct value value;
	if (mark && mark->seen == IN_WORK)
		return NULL;
	look(names.context, fill, &value);
	if (value.kind == VALUE_UNKNOWN)
		return NULL;
	const char *text = value_string(&value, walking->arena);
	if (text[0] == '\0' ||
	    answer_check(at->prompt, text, &names, walking->arena, &canonical, NULL) ||
	    canonical[0] == '\0')
		return NULL;
	return canonical;
}

/* All its conditions: one that is false decides, even while another is open. */
static enum truth
conditions_hold(struct walking *walking, const struct mark *mark)
{
	const struct prompt *prompt = mark->prompt;
	const struct repeat *repeat = mark->repeat;
	enum truth all = repeat && repeat->open ? TRUTH_UNKNOWN : TRUTH_YES;
	struct value value;
	if (repeat && !repeat->open && mark->instance > repeat->count)
		return TRUTH_NO;
	for (const struct gate *gate = prompt->gates; gate && all != TRUTH_NO; gate = gate->next) {
		evaluate(walking, mark, prompt->id, gate->when, &value);
		if (value_truth(&value) != TRUTH_YES)
			all = value_truth(&value);
	}
	if (!prompt->when || all == TRUTH_NO)
		return all;
	evaluate(walking, mark, prompt->id, prompt->when, &value);
	return value_truth(&value) == TRUTH_YES ? all : value_truth(&value);
}

/* Leaves the choices that apply now. An open condition leaves the question waiting, and where
 * nothing is left to choose there is nothing to ask. */
static void
narrow_choices(struct walking *walking, struct mark *mark)
{
	const struct choice *choice = mark->prompt->choices;
	while (choice && !choice->when)
		choice = choice->next;
	if (!choice)
		return;
	struct prompt *prompt = arena_alloc(walking->arena, sizeof *prompt);
	struct choice **last = &prompt->choices;
	*prompt = *mark->prompt;
	for (choice = mark->prompt->choices; choice; choice = choice->next) {
		struct value value = {.kind = VALUE_BOOLEAN, .boolean = true};
		if (choice->when)
			evaluate(walking, mark, prompt->id, choice->when, &value);
		if (value.kind == VALUE_UNKNOWN)
			mark->applies = TRUTH_UNKNOWN;
		if (value_truth(&value) == TRUTH_NO)
			continue;
		*last = arena_alloc(walking->arena, sizeof **last);
		**last = *choice;
		last = &(*last)->next;
	}
	*last = NULL;
	if (!prompt->choices)
		mark->applies = TRUTH_NO;
	mark->prompt = prompt;
}

/* Null while something it needs is open; "" when it comes to no value, such as a number made of an
 * answer that was left out. */
static const char *
calculate(struct walking *walking, const struct mark *mark)
{
	struct value value;
	evaluate(walking, mark, mark->prompt->id, mark->prompt->value, &value);
	if (value.kind == VALUE_UNKNOWN)
		return NULL;
	return answer_of_value(mark->prompt, &value, walking->arena);
}

/* What was said before is asked for by instance, too: the second child's name fills the second. */
static const char *
instance_name(struct walking *walking, const struct mark *mark, const char *name)
{
	bool earlier = strncmp(name, "earlier.", 8) == 0 || strncmp(name, "part.", 5) == 0;
	return mark->instance && earlier
		   ? arena_printf(walking->arena, "%s#%zu", name, mark->instance)
		   : name;
}

void
mark_see(struct walking *walking, struct mark *mark)
{
	if (mark->seen != NOT_SEEN)
		return;
	mark->seen = IN_WORK;
	mark->applies = conditions_hold(walking, mark);
	if (mark->applies == TRUTH_YES)
		narrow_choices(walking, mark);
	if (mark->applies == TRUTH_YES && mark->prompt->kind == PROMPT_CALCULATE)
		mark->known = calculate(walking, mark);
	for (const struct name_list *fill = mark->prompt->fill;
	     fill && mark->applies == TRUTH_YES && !mark->known; fill = fill->next) {
		mark->known = find_known(walking, mark, instance_name(walking, mark, fill->name));
		if (mark->known)
			mark->known_from = instance_name(walking, mark, fill->name);
	}
	mark->seen = SEEN;
}
