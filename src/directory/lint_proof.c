/*
 * The proof: every way through the dialogue ends in an outcome, every condition holds on some way,
 * and every question takes some answer. What lies beyond the bound is said to be not proved.
 */
#include "directory/lint_ways.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_EXAMPLES = 3, MOST_ALTERNATIVES = 32 };

/* What was seen of one prompt, by its place in the dialogue. */
struct sight {
	const struct prompt *prompt;
	bool shown;
	const struct expr *alternatives[MOST_ALTERNATIVES]; /* the parts of its `or` */
	size_t count;
	uint32_t unseen;  /* those that have not held yet */
	uint32_t missing; /* choices that were never there */
};

struct proof {
	const struct lint *lint;
	struct yaml place; /* of the dialogue */
	size_t dead_ends, choices;
	struct sight *sights;
	const struct sight *wanted; /* the one that is looked for, or null */
};

static void
report_dead_end(struct proof *proof, const struct ways *ways, struct arena *arena)
{
	if (++proof->dead_ends > MOST_EXAMPLES)
		return;
	script_error(&proof->lint->script, &proof->place,
	    "with %s nothing is left to ask and no outcome holds: add an outcome, or widen a "
	    "'when'",
	    ways_words(ways, arena));
}

static void
report_choice(struct proof *proof, const struct ways *ways, const struct outline *outline,
    struct arena *arena)
{
	const char *ids = "";
	if (++proof->choices > 1)
		return;
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (prompt_is_outcome(step->prompt) && step->state == STEP_OPEN)
			ids = arena_printf(
			    arena, "%s%s'%s'", ids, *ids ? " and " : "", step->prompt->id);
	}
	script_warn(&proof->lint->script, &proof->place,
	    "with %s the outcomes %s hold together: the advisor will have to choose",
	    ways_words(ways, arena), ids);
}

/* Which parts of a prompt's `or` hold now. Soon all have been seen, and nothing is left to do. */
static void
note_alternatives(
    struct sight *sight, const struct ways *ways, const struct step *step, struct arena *arena)
{
	struct walk_env env;
	struct names names = ways_names(ways, step, &env, arena);
	for (size_t i = 0; i < sight->count; i++) {
		struct value value;
		if (sight->unseen & 1U << i &&
		    expr_eval(sight->alternatives[i], &names, arena, &value, NULL) == 0 &&
		    value_truth(&value) == TRUTH_YES)
			sight->unseen &= ~(1U << i);
	}
}

/* Shown, with all its parts. */
static bool
is_whole(const struct sight *sight)
{
	return sight->shown && !sight->unseen && !sight->missing;
}

static void
note_choices(struct sight *sight, const struct step *step)
{
	size_t i = 0;
	for (const struct choice *c = sight->prompt->choices; c && i < MOST_ALTERNATIVES;
	     c = c->next, i++)
		if (sight->missing & 1U << i && choice_of(step->prompt, c->value, strlen(c->value)))
			sight->missing &= ~(1U << i);
}

static void
note_walk(struct ways *ways, const struct outline *outline, struct arena *arena)
{
	struct proof *proof = ways->context;
	size_t at = 0;
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (step->state == STEP_NOT_NEEDED || step->state == STEP_BLOCKED)
			continue;
		/* Steps come in the order of the prompts; a repeat goes back to its first. */
		while (proof->sights[at].prompt != step->written)
			at = proof->sights[at].prompt ? at + 1 : 0;
		struct sight *sight = &proof->sights[at];
		sight->shown = true;
		if (sight->unseen)
			note_alternatives(sight, ways, step, arena);
		if (sight->missing)
			note_choices(sight, step);
	}
	ways->enough = proof->wanted && is_whole(proof->wanted);
}

static void
note_end(struct ways *ways, const struct outline *outline, struct arena *arena)
{
	struct proof *proof = ways->context;
	if (outline->end == WALK_NONE || outline->end == WALK_OPEN)
		report_dead_end(proof, ways, arena);
	else if (outline->end == WALK_CHOOSE)
		report_choice(proof, ways, outline, arena);
}

static void
add_alternative(void *context, const struct expr *part)
{
	struct sight *sight = context;
	if (sight->count == MOST_ALTERNATIVES)
		return;
	sight->unseen |= 1U << sight->count;
	sight->alternatives[sight->count++] = part;
}

static void
prepare_sights(struct proof *proof)
{
	struct sight *sight = proof->sights;
	for (const struct prompt *p = proof->lint->service->dialogue->prompts; p; p = p->next) {
		size_t i = 0;
		sight->prompt = p;
		if (p->when)
			expr_alternatives(p->when, add_alternative, sight);
		for (const struct choice *c = p->choices; c && i < MOST_ALTERNATIVES; c = c->next)
			sight->missing |= (c->when ? 1U : 0U) << i++;
		sight++;
	}
}

static void
report_parts(const struct lint *lint, const struct sight *sight)
{
	const struct prompt *p = sight->prompt;
	size_t at = 0;
	for (size_t i = 0; i < sight->count; i++)
		if (sight->unseen & 1U << i)
			lint_error_in(lint, lint_node(lint, p, "when"),
			    expr_place(sight->alternatives[i]),
			    "this part of the condition never holds: delete it, or mend it");
	for (const struct choice *c = p->choices; c && at < MOST_ALTERNATIVES; c = c->next, at++)
		if (sight->missing & 1U << at)
			script_error(&lint->script,
			    yaml_get(lint_node(lint, p, "choices"), c->value),
			    "no answers make this condition true: the choice '%s' is never there",
			    c->value);
}

static void report_unproved(const struct proof *proof, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
report_unproved(const struct proof *proof, const char *format, ...)
{
	char text[400];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	finding_add(proof->lint->script.findings, FINDING_NOTE, proof->lint->script.file,
	    proof->place.line, proof->place.column, "%s", text);
}

/* Looks for a prompt that no way to an outcome showed, with all that it depends on itself. */
static void
reach(struct proof *proof, struct ways *ways, const struct sight *sight)
{
	const struct lint *lint = proof->lint;
	const struct prompt *prompt = sight->prompt;
	proof->wanted = sight;
	ways_reach(ways, prompt);
	if (is_whole(sight))
		return;
	if (ways->cut || variables_uncovered(&ways->variables))
		report_unproved(proof, "not proved: whether '%s' %s", prompt->id,
		    sight->shown ? "needs every part of its condition" : "is ever shown");
	else if (!sight->shown)
		script_error(&lint->script, lint_node(lint, prompt, "when"),
		    "no answers make this condition true: '%s' is never shown", prompt->id);
	else if (!prompt->part)
		report_parts(lint, sight);
}

/* A prompt that no way shows; a part of an `or`, or a choice's condition, that holds on none. */
static void
report_unseen(struct proof *proof, struct ways *ways)
{
	for (const struct sight *sight = proof->sights; sight->prompt; sight++)
		if (!is_whole(sight) && !ways->failure.text[0])
			reach(proof, ways, sight);
}

static void
report_bounds(const struct proof *proof, const struct ways *ways)
{
	const struct lint *lint = proof->lint;
	const char *uncovered = variables_uncovered(&ways->variables);
	if (ways->cut)
		report_unproved(proof,
		    "not proved: there are more than %zu ways through this dialogue",
		    ways->most_walks);
	else if (uncovered && !ways->failure.text[0])
		report_unproved(
		    proof, "not proved for every value of '%s': only some were tried", uncovered);
	const struct prompt *refused = ways->refused ? lint_ask(lint, ways->refused) : NULL;
	if (refused)
		script_error(&lint->script,
		    lint_node(lint, refused, refused->constraint ? "constraint" : "choices"),
		    refused->constraint ? "no answer to '%s' meets this constraint on some way"
					: "on some way '%s' has no choice",
		    ways->refused);
}

void
lint_proof(const struct lint *lint)
{
	struct ways *ways = xcalloc(1, sizeof *ways);
	struct proof proof = {.lint = lint, .place = *yaml_get(lint->root, "dialogue")};
	proof.place.line = proof.place.key_line;
	proof.place.column = proof.place.key_column;
	proof.sights = xcalloc(lint->service->dialogue->prompt_count + 1, sizeof *proof.sights);
	prepare_sights(&proof);
	ways->walked = note_walk;
	ways->ended = note_end;
	ways->context = &proof;
	ways_explore(ways, lint, false);
	if (proof.dead_ends > MOST_EXAMPLES)
		script_error(&lint->script, &proof.place, "… and %zu more ways without an outcome",
		    proof.dead_ends - MOST_EXAMPLES);
	report_bounds(&proof, ways);
	if (!ways->cut && !ways->failure.text[0] && !ways->refused)
		report_unseen(&proof, ways);
	if (ways->failure.text[0])
		script_error(&lint->script, &proof.place, "%s", ways->failure.text);
	free(proof.sights);
	free(ways);
}
