/* The telling half of a walk: the outline and how it ends. */
#include "dialogue/walk_inner.h"

#include <string.h>

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
		return prompt->kind != PROMPT_ASK || answer_settles(prompt, mark->given->value)
			   ? STEP_ANSWERED
			   : STEP_OPEN;
	return mark->known ? STEP_KNOWN : STEP_OPEN;
}

static const char *
fill_in(struct walking *walking, const struct mark *at, const char *text, const char *language)
{
	if (!text || !strstr(text, "${"))
		return text;
	struct names names = walking_names(walking, at, language);
	return text_fill(walking->arena, text, &names, NULL);
}

static const char *
fill_text(struct walking *walking, const struct mark *at, const struct words *words)
{
	const char *language = walking->env->language ? walking->env->language : "en";
	return fill_in(walking, at, words_in(words, language), language);
}

/* In the customer's language: only what was written in it. */
static const char *
fill_other(struct walking *walking, const struct mark *at, const struct words *words)
{
	const char *other = walking->env->other;
	return fill_in(walking, at, words_only(words, other), other);
}

/* A time that is reckoned with, and so not in the words of people. */
static const char *
fill_due(struct walking *walking, const struct prompt *outcome)
{
	struct names names = walking_names(walking, NULL, NULL);
	names.language = NULL;
	return outcome->due ? text_fill(walking->arena, outcome->due, &names, NULL) : NULL;
}

/* A title that names its instance itself needs no number. */
static const char *
heading_of(struct walking *walking, const struct mark *mark)
{
	const struct section *section = dialogue_section(walking->dialogue, mark->prompt->section);
	if (!section)
		return NULL;
	const char *title = words_in(&section->title, walking->env->language);
	const char *filled = fill_text(walking, mark, &section->title);
	return mark->instance > 0 && !strstr(title, "${")
		   ? arena_printf(walking->arena, "%s %zu", filled, mark->instance)
		   : filled;
}

static void
fill_step(struct walking *walking, const struct mark *mark, struct step *step)
{
	step->prompt = mark->prompt;
	step->written = mark->written;
	step->instance = mark->instance;
	step->instances = mark->repeat ? mark->repeat->count : 0;
	step->known_from = mark->known_from;
	step->state = state_of(mark);
	step->text = fill_text(walking, mark, &mark->prompt->text);
	step->other = fill_other(walking, mark, &mark->prompt->text);
	step->rule = fill_text(walking, mark, &mark->prompt->rule);
	step->hint = fill_text(walking, mark, &mark->prompt->hint);
	step->to = fill_text(walking, mark, &mark->prompt->to);
	step->heading = heading_of(walking, mark);
	if (prompt_is_outcome(mark->prompt))
		return;
	step->answer = mark->given && mark->prompt->kind != PROMPT_CALCULATE ? mark->given->value
									     : mark->known;
	if (!step->answer || step->answer[0] == '\0')
		return;
	step->answer_text =
	    prompt_has_value(mark->prompt)
		? answer_words(mark->prompt, step->answer, walking->env->language, walking->arena)
		: step->answer;
}

static void
add_step(struct walking *walking, struct mark *mark, struct outline *outline)
{
	mark_see(walking, mark);
	fill_step(walking, mark, &outline->steps[outline->count++]);
}

/* Two referrals that come to the same need no choice. */
static bool
same_outcome(struct walking *walking, const struct prompt *a, const struct prompt *b)
{
	if (a->kind != PROMPT_REFER || b->kind != PROMPT_REFER ||
	    strcmp(a->queue_role, b->queue_role) != 0)
		return false;
	const char *promise_a = fill_text(walking, NULL, &a->promise);
	const char *promise_b = fill_text(walking, NULL, &b->promise);
	const char *when_a = fill_due(walking, a), *when_b = fill_due(walking, b);
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
	outline->outcome = outcome;
	outline->outcome_text =
	    outcome->kind == PROMPT_SIGNPOST ? fill_text(walking, NULL, &outcome->to) : NULL;
	if (!outline->outcome_text && outcome->text.in[ENGLISH][0] != '\0')
		outline->outcome_text = fill_text(walking, NULL, &outcome->text);
	outline->outcome_other = fill_other(
	    walking, NULL, outcome->kind == PROMPT_SIGNPOST ? &outcome->to : &outcome->text);
	outline->promise_text = fill_text(walking, NULL, &outcome->promise);
	outline->promise_other = fill_other(walking, NULL, &outcome->promise);
	outline->due_text = fill_due(walking, outcome);
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

/* The prompts in their order; the instances of a repeat follow each other. */
static void
fill_steps(struct walking *walking, struct outline *outline)
{
	size_t most = walking->count;
	for (struct repeat *repeat = walking->repeats; repeat; repeat = repeat->next)
		most += walking_repeat(walking, repeat->section->id)->shown * repeat->prompts;
	outline->steps = arena_alloc(walking->arena, (most + 1) * sizeof *outline->steps);
	const struct repeat *before = NULL;
	size_t at = 0;
	for (const struct prompt *p = walking->dialogue->prompts; p; p = p->next) {
		const struct repeat *repeat = walking_repeat(walking, p->section);
		if (!repeat)
			add_step(walking, &walking->marks[at++], outline);
		else if (repeat != before)
			for (size_t i = 0; i < repeat->shown * repeat->prompts; i++)
				add_step(walking, &repeat->marks[i], outline);
		before = repeat;
	}
	for (; at < walking->count; at++)
		add_step(walking, &walking->marks[at], outline);
}

int
walk(const struct dialogue *dialogue, const struct walk_env *env, struct arena *arena,
    struct outline *outline, struct err *err)
{
	struct walking *walking = walking_begin(dialogue, env, arena);
	struct tally tally = {0};
	*outline = (struct outline){0};
	fill_steps(walking, outline);
	for (size_t i = 0; i < outline->count; i++)
		count_step(walking, &outline->steps[i], &tally);
	decide_end(outline, &tally);
	if (outline->end == WALK_OUTCOME)
		fill_outcome(walking, outline, tally.outcome);
	outline->next = find_next(outline);
	return walking->failed ? err_set(err, "%s", walking->err.text) : 0;
}

struct names
walk_names(const struct dialogue *dialogue, const struct walk_env *env, const char *prompt,
    struct arena *arena)
{
	struct walking *walking = walking_begin(dialogue, env, arena);
	const struct prompt *written = prompt ? dialogue_prompt(dialogue, prompt) : NULL;
	const struct repeat *repeat = written ? walking_repeat(walking, written->section) : NULL;
	for (size_t i = 0; repeat && i < repeat->shown * repeat->prompts; i++)
		if (strcmp(repeat->marks[i].prompt->id, prompt) == 0)
			return walking_names(walking, &repeat->marks[i], NULL);
	return walking_names(walking, NULL, NULL);
}
