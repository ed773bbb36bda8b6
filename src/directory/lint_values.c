#include "directory/lint_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VALUES = 40, MOST_SUBSETS = 4, SHORT_RANGE = 32 };

struct finding_values {
	const struct lint *lint;
	struct variables *out;
	size_t capacity;
	const struct lint_condition *condition;
};

struct variable *
variables_get(const struct variables *variables, const char *name)
{
	for (size_t i = 0; i < variables->count; i++)
		if (strcmp(variables->items[i].name, name) == 0)
			return &variables->items[i];
	return NULL;
}

static void
add_value(const struct lint *lint, struct variable *variable, const char *value)
{
	for (size_t i = 0; i < variable->count; i++)
		if (strcmp(variable->values[i], value) == 0)
			return;
	if (variable->count == MOST_VALUES) {
		variable->open = true;
		return;
	}
	variable->values[variable->count++] = arena_strdup(lint->script.arena, value);
}

static struct variable *
add_variable(struct finding_values *finding, const char *name, const struct prompt *ask)
{
	struct variables *out = finding->out;
	struct variable *variable = variables_get(out, name);
	if (variable || out->count == finding->capacity)
		return variable;
	variable = &out->items[out->count++];
	*variable = (struct variable){.name = name, .ask = ask};
	variable->values =
	    arena_alloc(finding->lint->script.arena, (MOST_VALUES + 1) * sizeof *variable->values);
	return variable;
}

static void
add_number(const struct lint *lint, struct variable *variable, double number)
{
	const struct prompt *ask = variable->ask;
	double min = ask && ask->min ? strtod(ask->min, NULL) : -INFINITY;
	double max = ask && ask->max ? strtod(ask->max, NULL) : INFINITY;
	if (!isnan(number) && fabs(number) < 1e15 && number >= min && number <= max)
		add_value(lint, variable, arena_printf(lint->script.arena, "%.0f", number));
}

/* Below, at and above a boundary. */
static void
add_boundary(const struct lint *lint, struct variable *variable, const struct value *constant)
{
	double number = value_number(constant);
	bool date = (variable->ask && variable->ask->type == ANSWER_DATE) ||
		    strcmp(variable->name, "customer.born") == 0;
	if (isnan(number) || fabs(number) > 1e6) {
		variable->open = variable->open || !isnan(number);
		return;
	}
	for (int step = -1; step <= 1; step++) {
		char text[11];
		double at = (step == 0 ? number : step < 0 ? ceil(number) - 1 : floor(number) + 1);
		if (!date) {
			add_number(lint, variable, at);
			continue;
		}
		date_format(text, date_from_days((int)at));
		add_value(lint, variable, text);
	}
}

/* So few whole numbers that all of them can be tried. */
static bool
short_range(const struct prompt *ask)
{
	return ask->type == ANSWER_INTEGER && ask->min && ask->max &&
	       strtod(ask->max, NULL) - strtod(ask->min, NULL) < SHORT_RANGE;
}

static void
note_use(void *context, const struct use *use)
{
	struct finding_values *finding = context;
	const struct lint *lint = finding->lint;
	const struct prompt *valued = lint_valued(lint, use->name);
	if (strcmp(use->name, ".") == 0 || strncmp(use->name, "fact.", 5) == 0 ||
	    lint_repeat(lint, use->name))
		return;
	if (valued && valued->kind == PROMPT_CALCULATE) { /* what it is worked out from matters */
		expr_uses(valued->value, lint->today, lint->script.arena, note_use, finding);
		return;
	}
	struct variable *variable = variables_get(finding->out, use->name);
	if (!variable)
		variable = add_variable(finding, use->name, NULL);
	if (!variable)
		return;
	switch (use->kind) {
	case USE_EQUAL:
	case USE_SELECTED:
		if (use->constant->kind == VALUE_NUMBER)
			add_boundary(lint, variable, use->constant);
		else if (!variable->ask || variable->ask->type == ANSWER_TEXT)
			add_value(lint, variable, value_string(use->constant, lint->script.arena));
		else if (variable->ask->type == ANSWER_DATE)
			add_boundary(lint, variable, use->constant);
		break;
	case USE_ORDER:
		add_boundary(lint, variable, use->constant);
		break;
	case USE_PRESENCE:
		break;
	case USE_OTHER:
		/* All values of a short list are tried. */
		variable->every = variable->ask && short_range(variable->ask);
		if (!variable->every &&
		    (!variable->ask || (variable->ask->type != ANSWER_YESNO &&
					   variable->ask->type != ANSWER_SELECT_ONE)))
			variable->open = true;
		break;
	}
}

static bool
decides(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_ASK || prompt_is_outcome(prompt);
}

static void
mark_deciding(void *context, const char *name)
{
	struct finding_values *finding = context;
	struct variable *variable = variables_get(finding->out, name);
	const struct prompt *valued = lint_valued(finding->lint, name);
	if (variable)
		variable->decides = true;
	if (valued && valued->kind == PROMPT_CALCULATE)
		expr_names(valued->value, mark_deciding, finding);
}

static void
note_condition(void *context, const struct lint_condition *condition)
{
	struct finding_values *finding = context;
	if (strcmp(condition->key, "constraint") == 0 || strcmp(condition->key, "value") == 0)
		return;
	expr_uses(
	    condition->expr, finding->lint->today, finding->lint->script.arena, note_use, finding);
	if (decides(condition->prompt) || strcmp(condition->key, "count") == 0)
		expr_names(condition->expr, mark_deciding, finding);
}

static void
note_selected(void *context, const struct use *use)
{
	struct variable *variable = context;
	if (strcmp(use->name, variable->name) != 0 || !use->constant ||
	    use->constant->kind != VALUE_STRING || variable->count > MOST_SUBSETS)
		return;
	for (size_t i = 0; i < variable->count; i++)
		if (strcmp(variable->values[i], use->constant->string) == 0)
			return;
	variable->values[variable->count++] = use->constant->string;
}

struct selecting {
	const struct lint *lint;
	struct variable *variable;
};

static void
note_selection(void *context, const struct lint_condition *condition)
{
	struct selecting *selecting = context;
	if (strcmp(condition->key, "constraint") != 0)
		expr_uses(condition->expr, selecting->lint->today, selecting->lint->script.arena,
		    note_selected, selecting->variable);
}

/* Several answers: every subset of the choices that a condition names, with and without another. */
static void
fill_multiple(const struct lint *lint, struct variable *variable)
{
	struct selecting selecting = {lint, variable};
	const char *named[MOST_SUBSETS + 1], *other = NULL;
	variable->count = 0;
	lint_conditions(lint, note_selection, &selecting);
	size_t count = variable->count;
	if (count > MOST_SUBSETS) {
		variable->open = true;
		count = MOST_SUBSETS;
	}
	memcpy(named, variable->values, count * sizeof *named);
	for (const struct choice *c = variable->ask->choices; c && !other; c = c->next) {
		other = c->value;
		for (size_t i = 0; i < count; i++)
			if (strcmp(named[i], c->value) == 0)
				other = NULL;
	}
	variable->count = 0;
	for (unsigned set = 0; set < 1U << count; set++) {
		const char *value = "";
		for (size_t i = 0; i < count; i++)
			if (set & 1U << i)
				value = arena_printf(lint->script.arena, "%s%s%s", value,
				    *value ? " " : "", named[i]);
		add_value(lint, variable, value);
	}
	if (other)
		add_value(lint, variable, other);
}

static void
add_range(const struct lint *lint, struct variable *variable)
{
	double max = strtod(variable->ask->max, NULL);
	for (double number = strtod(variable->ask->min, NULL); number <= max; number++)
		add_number(lint, variable, number);
}

static void
fill_ask(const struct lint *lint, struct variable *variable)
{
	const struct prompt *ask = variable->ask;
	struct value today = {.kind = VALUE_NUMBER, .number = date_days(lint->today)};
	switch (ask->type) {
	case ANSWER_SELECT_ONE:
		for (const struct choice *c = ask->choices; c; c = c->next)
			add_value(lint, variable, c->value);
		break;
	case ANSWER_SELECT_MULTIPLE:
		fill_multiple(lint, variable);
		break;
	case ANSWER_YESNO:
		add_value(lint, variable, "yes");
		add_value(lint, variable, "no");
		break;
	case ANSWER_INTEGER:
		if (variable->every)
			add_range(lint, variable);
		if (ask->min)
			add_number(lint, variable, strtod(ask->min, NULL));
		if (ask->max)
			add_number(lint, variable, strtod(ask->max, NULL));
		if (variable->count == 0)
			add_number(lint, variable, 1);
		break;
	case ANSWER_DATE:
		add_boundary(lint, variable, &today);
		break;
	default:
		add_value(lint, variable, "x");
		break;
	}
	if (!ask->required)
		add_value(lint, variable, "");
}

/* A value from outside may always be missing, and may be one that no condition names. */
static void
fill_outer(const struct lint *lint, struct variable *variable)
{
	add_value(lint, variable, "");
	if (strcmp(variable->name, "customer.age") != 0 &&
	    strcmp(variable->name, "customer.born") != 0)
		add_value(lint, variable, "x");
}

void
variables_find(const struct lint *lint, struct variables *out)
{
	const struct dialogue *dialogue = lint->service->dialogue;
	struct finding_values finding = {.lint = lint, .out = out};
	*out = (struct variables){0};
	finding.capacity = dialogue->prompt_count + 20;
	out->items = arena_alloc(lint->script.arena, finding.capacity * sizeof *out->items);
	for (const struct prompt *p = dialogue->prompts; p; p = p->next)
		if (p->kind == PROMPT_ASK)
			add_variable(&finding, p->id, p);
	lint_conditions(lint, note_condition, &finding);
	for (size_t i = 0; i < out->count; i++) {
		struct variable *variable = &out->items[i];
		if (variable->ask)
			fill_ask(lint, variable);
		else
			fill_outer(lint, variable);
		if (!variable->decides || !variable->open || out->uncovered)
			continue;
		out->uncovered = true;
		out->uncovered_name = variable->name;
	}
}
