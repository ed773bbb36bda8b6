#include "dialogue/walk.h"

#include <string.h>

/* What is found out of one prompt, once, in the order in which conditions need it. */
struct mark {
	const struct prompt *prompt;
	const struct given *given;
	enum { NOT_SEEN, IN_WORK, SEEN } seen;
	enum truth applies;
	const char *known; /* proposed by fill; of a calculation what it comes to */
};

struct walking {
	const struct dialogue *dialogue;
	const struct walk_env *env;
	struct arena *arena;
	struct err err;
	bool failed;
	struct mark *marks;
	size_t count;
};

static struct mark *find_applies(struct walking *walking, struct mark *mark);

static const struct given *
find_given(const struct walk_env *env, const char *prompt)
{
	for (size_t i = env->given_count; i > 0; i--)
		if (strcmp(env->given[i - 1].prompt, prompt) == 0)
			return &env->given[i - 1];
	return NULL;
}

static struct mark *
find_mark(struct walking *walking, const char *id)
{
	for (size_t i = 0; i < walking->count; i++)
		if (strcmp(walking->marks[i].prompt->id, id) == 0)
			return &walking->marks[i];
	return NULL;
}

static bool
is_select(const struct prompt *prompt)
{
	return prompt->type == ANSWER_SELECT_ONE || prompt->type == ANSWER_SELECT_MULTIPLE;
}

/* A choice may have gone with a newer version of the dialogue: its answer is asked again. */
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

/* Is this a value that settles the question? */
static bool
settles(const struct prompt *prompt, const char *value)
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
calculated(const struct mark *mark, struct value *out)
{
	if (mark->known)
		set_string(out, mark->known);
	else
		out->kind = VALUE_UNKNOWN;
}

static bool
has_value(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_ASK || prompt->kind == PROMPT_CALCULATE;
}

/* The answer of a prompt as conditions see it. */
static void
mark_value(struct walking *walking, struct mark *mark, struct value *out)
{
	if (mark->seen == IN_WORK) { /* a loop: lint reports it, here it stays open */
		out->kind = VALUE_UNKNOWN;
		return;
	}
	find_applies(walking, mark);
	if (mark->applies == TRUTH_NO)
		set_string(out, "");
	else if (mark->prompt->kind == PROMPT_CALCULATE)
		calculated(mark, out);
	else if (mark->applies == TRUTH_YES && mark->given &&
		 settles(mark->prompt, mark->given->value))
		set_string(out, mark->given->value);
	else if (mark->applies == TRUTH_YES && !mark->given && mark->known)
		set_string(out, mark->known);
	else
		out->kind = VALUE_UNKNOWN;
}

static bool
look(void *context, const char *name, struct value *out)
{
	struct walking *walking = context;
	struct mark *mark = find_mark(walking, name);
	if (mark && has_value(mark->prompt)) {
		mark_value(walking, mark, out);
		return true;
	}
	const struct names *facts = &walking->env->facts;
	if (!facts->look || !facts->look(facts->context, name, out))
		set_string(out, "");
	return true;
}

/* The same for sentences, where an answer is its words and not its value. */
static bool
look_words(void *context, const char *name, struct value *out)
{
	struct walking *walking = context;
	look(context, name, out);
	struct mark *mark = find_mark(walking, name);
	if (mark && has_value(mark->prompt) && out->kind == VALUE_STRING)
		out->string =
		    answer_words(mark->prompt, out->string, walking->env->language, walking->arena);
	return true;
}

static const char *
look_label(void *context, const char *name, const char *value)
{
	struct walking *walking = context;
	struct mark *mark = find_mark(walking, name);
	if (!mark || mark->prompt->kind != PROMPT_ASK)
		return NULL;
	return answer_words(mark->prompt, value, walking->env->language, walking->arena);
}

static struct names
names_of(struct walking *walking, bool words)
{
	struct names names = walking->env->facts; /* for the time and the matter's id */
	names.look = words ? look_words : look;
	names.list = NULL;
	names.label = look_label;
	names.context = walking;
	names.language = walking->env->language;
	return names;
}

/* What is known beforehand, in the canonical form of this question; null when it does not fit. */
static const char *
find_known(struct walking *walking, const struct prompt *prompt)
{
	struct names names = names_of(walking, false);
	struct value value;
	const char *canonical;
	struct mark *mark = find_mark(walking, prompt->fill);
	if (mark && mark->seen == IN_WORK)
		return NULL;
	look(walking, prompt->fill, &value);
	if (value.kind == VALUE_UNKNOWN)
		return NULL;
	const char *text = value_string(&value, walking->arena);
	if (text[0] == '\0' ||
	    answer_check(prompt, text, &names, walking->arena, &canonical, NULL) ||
	    canonical[0] == '\0')
		return NULL;
	return canonical;
}

/* An expression of a prompt. What cannot be evaluated stays open, and fails the walk. */
static void
evaluate(struct walking *walking, const struct prompt *prompt, const struct expr *expr,
    struct value *out)
{
	struct names names = names_of(walking, false);
	struct fault fault = {0};
	if (expr_eval(expr, &names, walking->arena, out, &fault) == 0)
		return;
	*out = (struct value){.kind = VALUE_UNKNOWN};
	if (walking->failed)
		return;
	walking->failed = true;
	err_set(&walking->err, "%s: %s", prompt->id, fault.err.text);
}

/* All its conditions: one that is false decides, even while another is open. */
static enum truth
conditions_hold(struct walking *walking, const struct prompt *prompt)
{
	enum truth all = TRUTH_YES;
	struct value value;
	for (const struct gate *gate = prompt->gates; gate && all != TRUTH_NO; gate = gate->next) {
		evaluate(walking, prompt, gate->when, &value);
		if (value_truth(&value) != TRUTH_YES)
			all = value_truth(&value);
	}
	if (!prompt->when || all == TRUTH_NO)
		return all;
	evaluate(walking, prompt, prompt->when, &value);
	return value_truth(&value) == TRUTH_YES ? all : value_truth(&value);
}

/* Null while something it needs is open; "" when it comes to no value, such as a number made of an
 * answer that was left out. */
static const char *
calculate(struct walking *walking, const struct prompt *prompt)
{
	struct value value;
	evaluate(walking, prompt, prompt->value, &value);
	if (value.kind == VALUE_UNKNOWN)
		return NULL;
	return answer_of_value(prompt, &value, walking->arena);
}

static struct mark *
find_applies(struct walking *walking, struct mark *mark)
{
	const struct prompt *prompt = mark->prompt;
	if (mark->seen == SEEN)
		return mark;
	mark->seen = IN_WORK;
	mark->applies = conditions_hold(walking, prompt);
	if (mark->applies == TRUTH_YES && prompt->kind == PROMPT_ASK && prompt->fill)
		mark->known = find_known(walking, prompt);
	if (mark->applies == TRUTH_YES && prompt->kind == PROMPT_CALCULATE)
		mark->known = calculate(walking, prompt);
	mark->seen = SEEN;
	return mark;
}

static void
prepare(struct walking *walking)
{
	const struct walk_env *env = walking->env;
	size_t most = walking->dialogue->prompt_count + env->offer_count;
	walking->marks = arena_alloc(walking->arena, (most + 1) * sizeof *walking->marks);
	for (const struct prompt *p = walking->dialogue->prompts; p; p = p->next)
		walking->marks[walking->count++].prompt = p;
	for (size_t i = 0; i < env->offer_count; i++)
		walking->marks[walking->count++].prompt = env->offers[i];
	for (size_t i = 0; i < walking->count; i++)
		walking->marks[i].given = find_given(env, walking->marks[i].prompt->id);
}

static enum prompt_state
state_of(const struct mark *mark)
{
	const struct prompt *prompt = mark->prompt;
	bool has_answer = mark->given && (mark->given->value[0] != '\0' || !prompt->required);
	if (mark->applies == TRUTH_NO)
		return has_answer ? STEP_KEPT : STEP_NOT_NEEDED;
	if (mark->applies == TRUTH_UNKNOWN)
		return STEP_BLOCKED;
	if (prompt->kind == PROMPT_CALCULATE)
		return !mark->known ? STEP_BLOCKED : *mark->known ? STEP_ANSWERED : STEP_NOT_NEEDED;
	if (mark->given)
		return prompt->kind != PROMPT_ASK || settles(prompt, mark->given->value)
			   ? STEP_ANSWERED
			   : STEP_OPEN;
	return mark->known ? STEP_KNOWN : STEP_OPEN;
}

static const char *
fill_text(struct walking *walking, const struct words *words)
{
	const char *text = words_in(words, walking->env->language);
	struct names names = names_of(walking, true);
	if (!text)
		return NULL;
	return strstr(text, "${") ? text_fill(walking->arena, text, &names, NULL) : text;
}

static void
fill_step(struct walking *walking, const struct mark *mark, struct step *step)
{
	step->prompt = mark->prompt;
	step->state = state_of(mark);
	step->text = fill_text(walking, &mark->prompt->text);
	step->rule = fill_text(walking, &mark->prompt->rule);
	if (prompt_is_outcome(mark->prompt))
		return;
	step->answer = mark->given && mark->prompt->kind != PROMPT_CALCULATE ? mark->given->value
									     : mark->known;
	if (!step->answer || step->answer[0] == '\0')
		return;
	step->answer_text = has_value(mark->prompt) ? answer_words(mark->prompt, step->answer,
							  walking->env->language, walking->arena)
						    : step->answer;
}

/* Two referrals that come to the same need no choice. */
static bool
same_outcome(struct walking *walking, const struct prompt *a, const struct prompt *b)
{
	struct words due_a = {{a->due}}, due_b = {{b->due}};
	if (a->kind != PROMPT_REFER || b->kind != PROMPT_REFER ||
	    strcmp(a->queue_role, b->queue_role) != 0)
		return false;
	const char *promise_a = fill_text(walking, &a->promise);
	const char *promise_b = fill_text(walking, &b->promise);
	const char *when_a = fill_text(walking, &due_a), *when_b = fill_text(walking, &due_b);
	return strcmp(promise_a ? promise_a : "", promise_b ? promise_b : "") == 0 &&
	       strcmp(when_a ? when_a : "", when_b ? when_b : "") == 0;
}

static bool
is_chosen(const struct walk_env *env, const struct prompt *prompt)
{
	return env->chosen && strcmp(env->chosen, prompt->id) == 0;
}

struct tally {
	const struct prompt *outcome;
	bool several, chosen;
	size_t open, waiting; /* required asks */
	bool undecided;       /* an outcome, or an ask it may need, waits */
};

static void
count_step(struct walking *walking, const struct step *step, struct tally *tally)
{
	const struct prompt *prompt = step->prompt;
	if (prompt->kind == PROMPT_ASK && prompt->required) {
		tally->open += step->state == STEP_OPEN;
		tally->waiting += step->state == STEP_BLOCKED;
	}
	if (!prompt_is_outcome(prompt))
		return;
	if (step->state == STEP_BLOCKED)
		tally->undecided = true;
	if (step->state != STEP_OPEN && step->state != STEP_ANSWERED)
		return;
	if (is_chosen(walking->env, prompt)) {
		tally->chosen = true;
		tally->outcome = prompt;
	} else if (!tally->outcome) {
		tally->outcome = prompt;
	} else if (!same_outcome(walking, tally->outcome, prompt)) {
		tally->several = true;
	}
}

static void
decide_end(struct outline *outline, const struct tally *tally)
{
	outline->open = tally->open;
	if (tally->open > 0 || tally->waiting > 0)
		outline->end = WALK_OPEN;
	else if (tally->outcome && tally->several && !tally->chosen)
		outline->end = WALK_CHOOSE;
	else if (tally->outcome)
		outline->end = WALK_OUTCOME;
	else
		outline->end = tally->undecided ? WALK_OPEN : WALK_NONE;
}

static void
fill_outcome(struct walking *walking, struct outline *outline, const struct prompt *outcome)
{
	struct words due = {{outcome->due}};
	outline->outcome = outcome;
	outline->outcome_text =
	    outcome->kind == PROMPT_SIGNPOST ? fill_text(walking, &outcome->to) : NULL;
	if (!outline->outcome_text && outcome->text.in[ENGLISH][0] != '\0')
		outline->outcome_text = fill_text(walking, &outcome->text);
	outline->promise_text = fill_text(walking, &outcome->promise);
	outline->due_text = fill_text(walking, &due);
	for (size_t i = 0; i < outline->count; i++)
		if (outline->steps[i].prompt == outcome)
			outline->steps[i].state = STEP_ANSWERED;
}

static bool
can_be_next(const struct step *step)
{
	enum prompt_kind kind = step->prompt->kind;
	return step->state == STEP_OPEN &&
	       (kind == PROMPT_ASK || kind == PROMPT_TELL || kind == PROMPT_OFFER);
}

static size_t
find_next(const struct outline *outline)
{
	for (int urgent = 1; urgent >= 0; urgent--)
		for (size_t i = 0; i < outline->count; i++)
			if (can_be_next(&outline->steps[i]) &&
			    (outline->steps[i].prompt->urgent || !urgent))
				return i;
	return outline->count;
}

static struct walking *
begin(const struct dialogue *dialogue, const struct walk_env *env, struct arena *arena)
{
	struct walking *walking = arena_alloc(arena, sizeof *walking);
	walking->dialogue = dialogue;
	walking->env = env;
	walking->arena = arena;
	prepare(walking);
	return walking;
}

int
walk(const struct dialogue *dialogue, const struct walk_env *env, struct arena *arena,
    struct outline *outline, struct err *err)
{
	struct walking *walking = begin(dialogue, env, arena);
	struct tally tally = {0};
	*outline = (struct outline){.count = walking->count};
	outline->steps = arena_alloc(arena, (walking->count + 1) * sizeof *outline->steps);
	for (size_t i = 0; i < walking->count; i++)
		fill_step(walking, find_applies(walking, &walking->marks[i]), &outline->steps[i]);
	for (size_t i = 0; i < outline->count; i++)
		count_step(walking, &outline->steps[i], &tally);
	decide_end(outline, &tally);
	if (outline->end == WALK_OUTCOME)
		fill_outcome(walking, outline, tally.outcome);
	outline->next = find_next(outline);
	return walking->failed ? err_set(err, "%s", walking->err.text) : 0;
}

struct names
walk_names(const struct dialogue *dialogue, const struct walk_env *env, struct arena *arena)
{
	return names_of(begin(dialogue, env, arena), false);
}
