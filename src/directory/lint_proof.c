/*
 * The proof: the dialogue is walked with every combination of the values that can make a
 * difference, question by question as they open, and every way must end in an outcome.
 */
#include "directory/lint_values.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WALKS = 20000, MOST_STEPS = 2000000, MOST_EXAMPLES = 3, MOST_GIVEN = 300 };

struct proof {
	const struct lint *lint;
	struct variables variables;
	struct yaml place; /* of the dialogue */
	struct given given[MOST_GIVEN];
	const char *outer[MOST_GIVEN]; /* the value of each outside name now */
	size_t given_count;
	size_t walks, most_walks, dead_ends, choices;
	bool cut, failed;
	bool *shown; /* by the place of the prompt */
};

static bool
look(void *context, const char *name, struct value *out)
{
	const struct proof *proof = context;
	const struct fact *fact = strncmp(name, "fact.", 5) == 0
				      ? library_fact(proof->lint->library, proof->lint->service,
					    name + 5, proof->lint->council)
				      : NULL;
	const char *text = fact ? fact->value.in[ENGLISH] : "";
	for (size_t i = 0; i < proof->variables.count; i++)
		if (!proof->variables.items[i].ask &&
		    strcmp(proof->variables.items[i].name, name) == 0 && proof->outer[i])
			text = proof->outer[i];
	*out = (struct value){.kind = VALUE_STRING, .string = text};
	return true;
}

/* "with bin = grey and out_by_six = no" */
static const char *
way_words(const struct proof *proof, struct arena *arena)
{
	const char *words = "";
	for (size_t i = 0; i < proof->variables.count; i++) {
		const struct variable *variable = &proof->variables.items[i];
		if (!variable->ask && proof->outer[i])
			words = arena_printf(arena, "%s%s%s = %s", words, *words ? ", " : "",
			    variable->name, *proof->outer[i] ? proof->outer[i] : "(not known)");
	}
	for (size_t i = 0; i < proof->given_count; i++) {
		const struct variable *variable = variables_get(&proof->variables,
		    dialogue_prompt(proof->lint->service->dialogue, proof->given[i].prompt)->id);
		const char *value = proof->given[i].value;
		if (variable && variable->decides)
			words = arena_printf(arena, "%s%s%s = %s", words, *words ? ", " : "",
			    proof->given[i].prompt, *value ? value : "(nothing)");
	}
	return *words ? words : "any answers";
}

static void
report_dead_end(struct proof *proof, struct arena *arena)
{
	if (++proof->dead_ends > MOST_EXAMPLES)
		return;
	script_error(&proof->lint->script, &proof->place,
	    "with %s nothing is left to ask and no outcome holds: add an outcome, or widen a "
	    "'when'",
	    way_words(proof, arena));
}

static void
report_choice(struct proof *proof, const struct outline *outline, struct arena *arena)
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
	    way_words(proof, arena), ids);
}

/* What is asked several times has one variable for all. */
static const struct variable *
variable_of(const struct proof *proof, const struct step *step)
{
	return step->prompt->kind == PROMPT_ASK
		   ? variables_get(&proof->variables, step->written->id)
		   : NULL;
}

/* The choice may not be there in this way through the dialogue. */
static bool
can_be_given(const struct prompt *prompt, const char *value)
{
	return prompt->type != ANSWER_SELECT_ONE || *value == '\0' ||
	       choice_of(prompt, value, strlen(value));
}

/* The question to try next: one that is open and can make a difference. */
static const struct step *
next_step(const struct proof *proof, const struct outline *outline)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (step->prompt->kind != PROMPT_ASK ||
		    (step->state != STEP_OPEN && step->state != STEP_KNOWN))
			continue;
		const struct variable *variable = variable_of(proof, step);
		if (variable && (variable->decides || step->prompt->required))
			return step;
	}
	return NULL;
}

/* The how-manieth of the dialogue. */
static size_t
place_of(const struct proof *proof, const struct prompt *prompt)
{
	size_t at = 0;
	for (const struct prompt *p = proof->lint->service->dialogue->prompts; p && p != prompt;
	     p = p->next)
		at++;
	return at;
}

static void
note_shown(struct proof *proof, const struct outline *outline)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (step->state != STEP_NOT_NEEDED && step->state != STEP_BLOCKED)
			proof->shown[place_of(proof, step->written)] = true;
	}
}

static int
walk_now(struct proof *proof, struct arena *arena, struct outline *outline)
{
	struct walk_env env = {.given = proof->given,
	    .given_count = proof->given_count,
	    .facts = {.look = look, .context = proof, .today = proof->lint->today},
	    .language = "en"};
	struct err why = {{0}};
	proof->walks++;
	if (walk(proof->lint->service->dialogue, &env, arena, outline, &why) == 0)
		return 0;
	if (!proof->failed)
		script_error(&proof->lint->script, &proof->place, "with %s: %s",
		    way_words(proof, arena), why.text);
	proof->failed = true;
	return -1;
}

/* What no outcome hangs on may still show or hide a tell: each such value is tried once. */
static void
try_others(struct proof *proof, const struct outline *outline)
{
	size_t before = proof->given_count, tried = 0;
	for (size_t turn = 0; turn == 0 || tried > 0; turn++) {
		tried = 0;
		for (size_t i = 0; i < outline->count; i++) {
			const struct step *step = &outline->steps[i];
			const struct variable *variable = variable_of(proof, step);
			if (!variable || variable->decides || step->state == STEP_NOT_NEEDED ||
			    variable->count <= turn || proof->given_count == MOST_GIVEN)
				continue;
			proof->given[proof->given_count++] =
			    (struct given){step->prompt->id, variable->values[turn]};
			tried++;
		}
		struct arena arena;
		struct outline more;
		arena_init(&arena);
		if (tried > 0 && walk_now(proof, &arena, &more) == 0)
			note_shown(proof, &more);
		arena_release(&arena);
		proof->given_count = before;
	}
}

static void
explore(struct proof *proof)
{
	struct arena arena;
	struct outline outline;
	if (proof->cut || proof->failed)
		return;
	if (proof->walks >= proof->most_walks || proof->given_count == MOST_GIVEN) {
		proof->cut = true;
		return;
	}
	arena_init(&arena);
	if (walk_now(proof, &arena, &outline) == 0) {
		note_shown(proof, &outline);
		const struct step *step = next_step(proof, &outline);
		if (step) {
			const struct variable *variable = variable_of(proof, step);
			proof->given_count++;
			struct given *given = &proof->given[proof->given_count - 1];
			for (size_t i = 0; i < variable->count; i++) {
				*given = (struct given){step->prompt->id, variable->values[i]};
				if (can_be_given(step->prompt, variable->values[i]))
					explore(proof);
			}
			proof->given_count--;
		} else {
			if (outline.end == WALK_NONE || outline.end == WALK_OPEN)
				report_dead_end(proof, &arena);
			else if (outline.end == WALK_CHOOSE)
				report_choice(proof, &outline, &arena);
			try_others(proof, &outline);
		}
	}
	arena_release(&arena);
}

/* Every combination of the values from outside. */
static void
explore_outer(struct proof *proof, size_t from)
{
	while (from < proof->variables.count && proof->variables.items[from].ask)
		from++;
	if (from >= proof->variables.count || from >= MOST_GIVEN) {
		explore(proof);
		return;
	}
	const struct variable *variable = &proof->variables.items[from];
	for (size_t i = 0; i < variable->count && !proof->cut && !proof->failed; i++) {
		proof->outer[from] = variable->values[i];
		explore_outer(proof, from + 1);
	}
	proof->outer[from] = NULL;
}

static void
report_hidden(const struct proof *proof)
{
	const struct lint *lint = proof->lint;
	size_t at = 0;
	for (const struct prompt *p = lint->service->dialogue->prompts; p; p = p->next, at++)
		if (!proof->shown[at])
			script_warn(&lint->script, lint_node(lint, p, "when"),
			    "no answers make this condition true: '%s' is never shown", p->id);
}

void
lint_proof(const struct lint *lint)
{
	struct proof *proof = xcalloc(1, sizeof *proof);
	proof->lint = lint;
	proof->place = *yaml_get(lint->root, "dialogue");
	proof->place.line = proof->place.key_line;
	proof->place.column = proof->place.key_column;
	proof->shown = xcalloc(lint->service->dialogue->prompt_count + 1, sizeof *proof->shown);
	/* Long dialogues take longer to walk: the bound is on the steps in all. */
	size_t prompts = lint->service->dialogue->prompt_count;
	proof->most_walks = prompts > MOST_STEPS / MOST_WALKS ? MOST_STEPS / prompts : MOST_WALKS;
	variables_find(lint, &proof->variables);
	explore_outer(proof, 0);
	if (proof->dead_ends > MOST_EXAMPLES)
		script_error(&lint->script, &proof->place, "… and %zu more ways without an outcome",
		    proof->dead_ends - MOST_EXAMPLES);
	if (proof->cut)
		finding_add(lint->script.findings, FINDING_NOTE, lint->script.file,
		    proof->place.line, proof->place.column,
		    "not proved: there are more than %zu ways through this dialogue",
		    proof->most_walks);
	else if (proof->variables.uncovered && !proof->failed)
		finding_add(lint->script.findings, FINDING_NOTE, lint->script.file,
		    proof->place.line, proof->place.column,
		    "not proved for every value of '%s': only some were tried",
		    proof->variables.uncovered_name);
	if (!proof->cut && !proof->failed)
		report_hidden(proof);
	free(proof->shown);
	free(proof);
}
