#include "directory/lint_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VALUES = 40, MOST_SUBSETS = 4, SHORT_RANGE = 32, MINUTES_OF_DAY = 24 * 60 };

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

/* How far the next value of a type is, where its values have an order; 0 where they have none. */
static double
step_of(const struct variable *variable)
{
	if (!variable->ask) /* a name from outside: a number or a day */
		return 1;
	switch (variable->ask->type) {
	case ANSWER_INTEGER:
	case ANSWER_DATE:
		return 1;
	case ANSWER_DECIMAL:
	case ANSWER_MONEY:
		return 0.01;
	case ANSWER_TIME:
		return 1.0 / MINUTES_OF_DAY;
	default:
		return 0;
	}
}

static bool
is_day(const struct variable *variable)
{
	return variable->ask ? variable->ask->type == ANSWER_DATE
			     : strcmp(variable->name, "customer.born") == 0;
}

/* A number as an answer of the type is written; null when it cannot be one. */
static const char *
number_words(const struct lint *lint, const struct variable *variable, double number)
{
	struct arena *arena = lint->script.arena;
	char text[11];
	if (isnan(number) || fabs(number) > 1e12)
		return NULL;
	if (is_day(variable)) {
		if (fabs(number) > 1e6)
			return NULL;
		date_format(text, date_from_days((int)floor(number)));
		return arena_strdup(arena, text);
	}
	if (variable->ask && variable->ask->type == ANSWER_TIME) {
		if (fabs(number) > 1)
			return NULL;
		int minutes = (int)round(number * MINUTES_OF_DAY);
		return minutes < 0 || minutes >= MINUTES_OF_DAY
			   ? NULL
			   : arena_printf(arena, "%02d:%02d", minutes / 60, minutes % 60);
	}
	return arena_printf(arena, step_of(variable) < 1 ? "%.2f" : "%.0f", number);
}

static void
add_number(const struct lint *lint, struct variable *variable, double number)
{
	const char *words = number_words(lint, variable, number);
	if (words)
		add_value(lint, variable, words);
}

/* Below, at and above a boundary, each a value that the type can have. */
static void
add_boundary(const struct lint *lint, struct variable *variable, const struct value *constant)
{
	double number = value_number(constant), step = step_of(variable);
	if (isnan(number) || step == 0)
		return;
	if (!number_words(lint, variable, number)) {
		variable->open = true;
		return;
	}
	/* Rounded first: 0.1 is not a whole number of hundredths to a computer. */
	double steps = number / step, whole = round(steps);
	bool between = fabs(steps - whole) > 1e-6;
	add_number(lint, variable, (between ? floor(steps) : whole - 1) * step);
	if (!between)
		add_number(lint, variable, whole * step);
	add_number(lint, variable, (between ? ceil(steps) : whole + 1) * step);
}

bool
variable_is_listed(enum answer_type type)
{
	struct prompt ask = {.type = type};
	struct variable variable = {.ask = &ask};
	return type == ANSWER_YESNO || type == ANSWER_SELECT_ONE ||
	       type == ANSWER_SELECT_MULTIPLE || step_of(&variable) > 0;
}

/* So few whole numbers that all of them can be tried. */
static bool
short_range(const struct prompt *ask)
{
	return ask->type == ANSWER_INTEGER && ask->min && ask->max &&
	       strtod(ask->max, NULL) - strtod(ask->min, NULL) < SHORT_RANGE;
}

/* A constraint: its boundaries are values to try. What it cannot be listed by makes it vague. */
static void
note_constraint(void *context, const struct use *use)
{
	struct finding_values *finding = context;
	struct variable *variable = variables_get(finding->out, finding->condition->prompt->id);
	if (!variable || !variable_is_listed(variable->ask->type))
		return;
	if (short_range(variable->ask))
		variable->every = true;
	else if (strcmp(use->name, ".") != 0 || use->kind == USE_OTHER)
		variable->vague = true;
	else if (use->constant && (use->kind == USE_ORDER || use->kind == USE_EQUAL))
		add_boundary(finding->lint, variable, use->constant);
}

static void
note_use(void *context, const struct use *use)
{
	struct finding_values *finding = context;
	const struct lint *lint = finding->lint;
	const struct prompt *valued = lint_valued(lint, use->name);
	if (strncmp(use->name, "fact.", 5) == 0 || lint_repeat(lint, use->name))
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
		if (variable->ask ? step_of(variable) > 0 : use->constant->kind == VALUE_NUMBER)
			add_boundary(lint, variable, use->constant);
		else if (!variable->ask || !variable_is_listed(variable->ask->type))
			add_value(lint, variable, value_string(use->constant, lint->script.arena));
		break;
	case USE_ORDER:
		variable->open = variable->open || (step_of(variable) == 0 &&
						       !variable_is_listed(variable->ask->type));
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

static void
note_condition(void *context, const struct lint_condition *condition)
{
	struct finding_values *finding = context;
	bool constraint = strcmp(condition->key, "constraint") == 0;
	if (strcmp(condition->key, "value") == 0)
		return;
	finding->condition = condition;
	expr_uses(condition->expr, finding->lint->today, finding->lint->script.arena,
	    constraint ? note_constraint : note_use, finding);
}

struct marking {
	const struct lint *lint;
	struct variables *variables;
};

static void
mark_name(void *context, const char *name)
{
	struct marking *marking = context;
	struct variable *variable = variables_get(marking->variables, name);
	const struct prompt *valued = lint_valued(marking->lint, name);
	if (variable && variable->decides)
		return;
	if (variable)
		variable->decides = true;
	if (valued)
		lint_waits(marking->lint, valued, mark_name, marking);
}

void
variables_mark(const struct lint *lint, struct variables *variables, const struct prompt *prompt)
{
	struct marking marking = {lint, variables};
	lint_waits(lint, prompt, mark_name, &marking);
}

void
variables_unmark(struct variables *variables)
{
	for (size_t i = 0; i < variables->count; i++)
		variables->items[i].decides = false;
}

const char *
variables_uncovered(const struct variables *variables)
{
	for (size_t i = 0; i < variables->count; i++)
		if (variables->items[i].decides && variables->items[i].open)
			return variables->items[i].name;
	return NULL;
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

static bool
among(const char *const *named, size_t count, const char *value)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(named[i], value) == 0)
			return true;
	return false;
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
	const char *const *words = variable->ask ? NULL : outer_words(variable->name);
	for (; words && *words && !other; words++)
		other = among(named, count, *words) ? NULL : *words;
	const struct choice *c = variable->ask ? variable->ask->choices : NULL;
	for (; c && !other; c = c->next)
		other = among(named, count, c->value) ? NULL : c->value;
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

/* The least and the most; a value in the middle when there is neither. */
static void
fill_bounds(const struct lint *lint, struct variable *variable)
{
	const char *const bounds[] = {variable->ask->min, variable->ask->max};
	if (variable->every)
		add_range(lint, variable);
	for (int i = 0; i < 2; i++) {
		struct value bound = {.kind = VALUE_STRING, .string = bounds[i]};
		if (bounds[i])
			add_number(lint, variable, value_number(&bound));
	}
	if (variable->count == 0)
		add_number(lint, variable, variable->ask->type == ANSWER_TIME ? 0.5 : 1);
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
	case ANSWER_DECIMAL:
	case ANSWER_MONEY:
	case ANSWER_TIME:
		fill_bounds(lint, variable);
		break;
	case ANSWER_DATE:
		fill_bounds(lint, variable);
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
	const char *const *words = outer_words(variable->name);
	if (outer_several(variable->name)) {
		fill_multiple(lint, variable);
		return;
	}
	add_value(lint, variable, "");
	for (; words && *words; words++)
		add_value(lint, variable, *words);
	if (words)
		return;
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
	}
	/* An outcome waits for every required answer, and for what its own condition names. */
	for (const struct prompt *p = dialogue->prompts; p; p = p->next)
		if (prompt_is_outcome(p) || (p->kind == PROMPT_ASK && p->required))
			variables_mark(lint, out, p);
}
