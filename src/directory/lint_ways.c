#include "directory/lint_ways.h"

#include <string.h>

enum { MOST_WALKS = 20000, MOST_STEPS = 2000000 };

static bool
look(void *context, const char *name, struct value *out)
{
	const struct ways *ways = context;
	const struct fact *fact = strncmp(name, "fact.", 5) == 0
				      ? library_fact(ways->lint->library, ways->lint->service,
					    name + 5, ways->lint->council)
				      : NULL;
	const char *text = fact ? fact->value.in[ENGLISH] : "";
	for (size_t i = 0; i < ways->variables.count && i < WAYS_GIVEN; i++)
		if (!ways->variables.items[i].ask &&
		    strcmp(ways->variables.items[i].name, name) == 0 && ways->outer[i])
			text = ways->outer[i];
	*out = (struct value){.kind = VALUE_STRING, .string = text};
	return true;
}

const char *
ways_words(const struct ways *ways, struct arena *arena)
{
	const char *words = "";
	for (size_t i = 0; i < ways->variables.count && i < WAYS_GIVEN; i++) {
		const struct variable *variable = &ways->variables.items[i];
		if (!variable->ask && ways->outer[i])
			words = arena_printf(arena, "%s%s%s = %s", words, *words ? ", " : "",
			    variable->name, *ways->outer[i] ? ways->outer[i] : "(not known)");
	}
	for (size_t i = 0; i < ways->given_count; i++) {
		const struct variable *variable = variables_get(&ways->variables,
		    dialogue_prompt(ways->lint->service->dialogue, ways->given[i].prompt)->id);
		const char *value = ways->given[i].value;
		if (variable && variable->decides)
			words = arena_printf(arena, "%s%s%s = %s", words, *words ? ", " : "",
			    ways->given[i].prompt, *value ? value : "(nothing)");
	}
	return *words ? words : "any answers";
}

static struct walk_env
env_of(const struct ways *ways)
{
	return (struct walk_env){.given = ways->given,
	    .given_count = ways->given_count,
	    .facts = {.look = look,
		.context = (void *)ways,
		.today = ways->lint->today,
		.id = ways->lint->service->id},
	    .language = "en"};
}

struct names
ways_names(
    const struct ways *ways, const struct step *step, struct walk_env *env, struct arena *arena)
{
	*env = env_of(ways);
	return walk_names(ways->lint->service->dialogue, env, step->prompt->id, arena);
}

/* What is asked several times has one variable for all. */
static const struct variable *
variable_of(const struct ways *ways, const struct step *step)
{
	return step->prompt->kind == PROMPT_ASK ? variables_get(&ways->variables, step->written->id)
						: NULL;
}

/* The question to try next: one that is open and can make a difference. */
static const struct step *
next_step(const struct ways *ways, const struct outline *outline)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		const struct variable *variable = variable_of(ways, step);
		if (variable && (step->state == STEP_OPEN || step->state == STEP_KNOWN) &&
		    (variable->decides || (step->prompt->required && !ways->reaching)))
			return step;
	}
	return NULL;
}

static int
walk_now(struct ways *ways, struct arena *arena, struct outline *outline)
{
	struct walk_env env = env_of(ways);
	struct err why = {{0}};
	ways->walks++;
	if (walk(ways->lint->service->dialogue, &env, arena, outline, &why) == 0) {
		if (ways->walked)
			ways->walked(ways, outline, arena);
		return 0;
	}
	if (!ways->failure.text[0])
		err_set(&ways->failure, "with %s: %s", ways_words(ways, arena), why.text);
	return -1;
}

/* The choice may not be there on this way. */
static bool
is_there(const struct prompt *prompt, const char *value)
{
	return prompt->type != ANSWER_SELECT_ONE || *value == '\0' ||
	       choice_of(prompt, value, strlen(value));
}

/* The value as a desk would keep it; null when it would not take it. A free text stands for any
 * that is taken: its form is not tried. */
static const char *
taken(const struct ways *ways, const struct step *step, const struct variable *variable,
    const char *value, struct arena *arena)
{
	struct walk_env env;
	const char *canonical;
	if (variable->vague || !variable_is_listed(step->prompt->type))
		return is_there(step->prompt, value) ? value : NULL;
	struct names names = step->prompt->constraint ? ways_names(ways, step, &env, arena)
						      : (struct names){.today = ways->lint->today};
	return answer_check(step->prompt, value, &names, arena, &canonical, NULL) ? NULL
										  : canonical;
}

static void explore(struct ways *ways);

/* What makes no difference is answered once. */
static void
explore_step(struct ways *ways, const struct step *step, struct arena *arena)
{
	const struct variable *variable = variable_of(ways, step);
	size_t tried = 0;
	for (size_t i = 0; i < variable->count && (tried == 0 || variable->decides); i++) {
		const char *value = taken(ways, step, variable, variable->values[i], arena);
		if (!value)
			continue;
		tried++;
		ways->given[ways->given_count++] = (struct given){step->prompt->id, value};
		explore(ways);
		ways->given_count--;
		if (!variable->decides) /* any answer leads on; try_others gives the rest */
			break;
	}
	if (tried == 0)
		ways->refused = variable->name;
}

static bool
is_over(const struct ways *ways)
{
	return ways->cut || ways->enough || ways->failure.text[0];
}

static void
explore(struct ways *ways)
{
	struct arena arena;
	struct outline outline;
	if (is_over(ways))
		return;
	if (ways->walks >= ways->most_walks || ways->given_count == WAYS_GIVEN) {
		ways->cut = true;
		return;
	}
	arena_init(&arena);
	if (walk_now(ways, &arena, &outline) == 0) {
		const struct step *step = next_step(ways, &outline);
		if (step)
			explore_step(ways, step, &arena);
		else if (ways->ended)
			ways->ended(ways, &outline, &arena);
	}
	arena_release(&arena);
}

/* Every combination of the values from outside. */
static void
explore_outer(struct ways *ways, size_t from)
{
	while (from < ways->variables.count &&
	       (ways->variables.items[from].ask || !ways->variables.items[from].decides))
		from++;
	if (from >= ways->variables.count || from >= WAYS_GIVEN) {
		explore(ways);
		return;
	}
	const struct variable *variable = &ways->variables.items[from];
	for (size_t i = 0; i < variable->count && !is_over(ways); i++) {
		ways->outer[from] = variable->values[i];
		explore_outer(ways, from + 1);
	}
	ways->outer[from] = NULL;
}

void
ways_explore(struct ways *ways, const struct lint *lint, bool every)
{
	/* Long dialogues take longer to walk: the bound is on the steps in all. */
	size_t prompts = lint->service->dialogue->prompt_count;
	ways->lint = lint;
	ways->most_walks = prompts > MOST_STEPS / MOST_WALKS ? MOST_STEPS / prompts : MOST_WALKS;
	variables_find(lint, &ways->variables);
	for (const struct prompt *p = lint->service->dialogue->prompts; p && every; p = p->next)
		variables_mark(lint, &ways->variables, p);
	explore_outer(ways, 0);
}

void
ways_reach(struct ways *ways, const struct prompt *prompt)
{
	variables_unmark(&ways->variables);
	variables_mark(ways->lint, &ways->variables, prompt);
	ways->reaching = true;
	ways->walks = 0;
	ways->cut = ways->enough = false;
	ways->ended = NULL;
	explore_outer(ways, 0);
}
