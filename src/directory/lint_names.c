/* Names: every ${…} exists, and what it is compared with can come true. */
#include "directory/lint_inner.h"

#include "dialogue/yaml_traps.h"

#include <string.h>

struct naming {
	const struct lint *lint;
	const struct prompt *prompt;
	const char *key;
	const struct yaml *node;
	bool constraint;
	bool fact_only;
};

/* Every name that would have been right here, for "did you mean". */
static const char *
nearest_name(const struct lint *lint, const char *name)
{
	enum { MOST = 400 };
	const char *table[MOST + 1];
	size_t count = 0;
	for (const char *const *outer = outer_names; *outer && count < MOST; outer++)
		table[count++] = *outer;
	for (const struct fact *f = lint->service->facts; f && count < MOST; f = f->next)
		table[count++] = arena_printf(lint->script.arena, "fact.%s%s%s",
		    lint->service->part ? lint->service->id : "", lint->service->part ? "." : "",
		    f->name);
	if (lint->service->dialogue)
		for (const struct prompt *p = lint->service->dialogue->prompts; p && count < MOST;
		     p = p->next)
			if (p->kind == PROMPT_ASK || p->kind == PROMPT_CALCULATE)
				table[count++] = p->id;
	table[count] = NULL;
	return script_nearest(name, table);
}

/* The facts of another service are known only with its file. A part has no service around it, and
 * names its own facts in full. */
static bool
fact_exists(const struct lint *lint, const char *name)
{
	bool foreign = strchr(name, '.') != NULL;
	if (lint->service->part && !foreign)
		return false;
	return (foreign && !lint->library) ||
	       library_fact(lint->library, lint->service, name, lint->council) != NULL;
}

static bool
asks(const struct service *service, const char *prompt)
{
	const struct prompt *found =
	    service->dialogue ? dialogue_prompt(service->dialogue, prompt) : NULL;
	return found && found->kind == PROMPT_ASK;
}

/* PROMPT of any service, or SERVICE.PROMPT. Without the other files nothing can be said. */
static bool
earlier_exists(const struct lint *lint, const char *name)
{
	const char *dot = strchr(name, '.');
	size_t length = dot ? (size_t)(dot - name) : 0;
	bool seen = false;
	for (size_t i = 0; i < lint->service_count; i++) {
		const struct service *service = lint->services[i];
		bool named =
		    !dot || (strncmp(service->id, name, length) == 0 && !service->id[length]);
		seen = seen || named;
		if (named && asks(service, dot ? dot + 1 : name))
			return true;
	}
	return !lint->services || (lint->alone && !(dot && seen)) ||
	       (!dot && asks(lint->service, name));
}

static bool
name_exists(const struct lint *lint, const char *name)
{
	if (strncmp(name, "fact.", 5) == 0)
		return fact_exists(lint, name + 5);
	if (strncmp(name, "earlier.", 8) == 0)
		return earlier_exists(lint, name + 8);
	return outer_name(name) ||
	       (lint->service->dialogue && (lint_valued(lint, name) || lint_repeat(lint, name)));
}

/* Where ${name} stands in the node's text, from 1; block and folded texts only know their start. */
static int
place_of(const struct yaml *node, const char *name, struct arena *arena)
{
	if (node->kind != YAML_SCALAR || strchr(node->text, '\n'))
		return 1;
	const char *at = strstr(node->text, arena_printf(arena, "${%s}", name));
	if (!at)
		at = strstr(node->text, name);
	return at ? trap_columns(node->text, (size_t)(at - node->text)) + 1 : 1;
}

static void
check_name(void *context, const char *name)
{
	const struct naming *naming = context;
	const struct lint *lint = naming->lint;
	if (strcmp(name, ".") == 0 && naming->constraint)
		return;
	if (strcmp(name, ".") == 0) {
		lint_error_in(lint, naming->node, place_of(naming->node, name, lint->script.arena),
		    "'.' is the answer of a constraint: here write ${name}");
		return;
	}
	if (name_exists(lint, name))
		return;
	/* It may be an answer of a part that was not looked up. */
	if (lint->service->dialogue && lint->service->dialogue->incomplete && !strchr(name, '.'))
		return;
	const char *nearest = nearest_name(lint, name);
	lint_error_in(lint, naming->node, place_of(naming->node, name, lint->script.arena),
	    nearest ? "there is no ${%s}: did you mean ${%s}?" : "there is no ${%s}", name,
	    nearest);
}

/* What is asked several times has no one answer outside of its section. */
static void
check_single(void *context, const char *name)
{
	const struct naming *naming = context;
	const struct lint *lint = naming->lint;
	const struct dialogue *dialogue = lint->service->dialogue;
	const struct prompt *prompt = dialogue ? lint_valued(lint, name) : NULL;
	const struct section *section = prompt ? dialogue_section(dialogue, prompt->section) : NULL;
	if (!section || !section->repeat ||
	    (naming->prompt && strcmp(naming->prompt->section, prompt->section) == 0))
		return;
	lint_error_in(lint, naming->node, place_of(naming->node, name, lint->script.arena),
	    "'%s' is asked of each %s: here write sum(${%s}), count, min, max or join, in a text "
	    "by "
	    "way of a calculation",
	    name, section->repeat, name);
}

static void
check_text(const struct lint *lint, const struct prompt *prompt, const char *key,
    const struct words *words)
{
	const struct yaml *node = lint_node(lint, prompt, key);
	for (int i = 0; i < LANGUAGES; i++) {
		const struct yaml *place = yaml_get(node, languages[i].code);
		struct naming naming = {
		    .lint = lint, .prompt = prompt, .node = place ? place : node};
		if (words->in[i])
			text_names(words->in[i], check_single, &naming);
		if (words->in[i] && !text_names(words->in[i], check_name, &naming))
			lint_error_in(lint, naming.node, 1,
			    "a name is written ${name}, with letters, digits, '_', '-' and '.': "
			    "one here is not");
	}
}

static void
check_condition(void *context, const struct lint_condition *condition)
{
	const struct lint *lint = context;
	if (!condition->node || condition->again)
		return;
	struct naming naming = {.lint = lint,
	    .prompt = condition->prompt,
	    .node = condition->node,
	    .constraint = strcmp(condition->key, "constraint") == 0};
	expr_names(condition->expr, check_name, &naming);
	expr_single_names(condition->expr, check_single, &naming);
}

/* ---- constants ---- */

struct comparing {
	const struct lint *lint;
	const struct lint_condition *condition;
};

static bool
has_choice(const struct prompt *ask, const char *value)
{
	for (const struct choice *choice = ask->choices; choice; choice = choice->next)
		if (strcmp(choice->value, value) == 0)
			return true;
	return false;
}

static const char *
nearest_choice(const struct prompt *ask, const char *value)
{
	enum { MOST = 64 };
	const char *table[MOST + 1];
	size_t count = 0;
	for (const struct choice *c = ask->choices; c && count < MOST; c = c->next)
		table[count++] = c->value;
	table[count] = NULL;
	return script_nearest(value, table);
}

static void
no_such_choice(const struct comparing *comparing, const struct prompt *ask, const char *value,
    const struct yaml *node, int at)
{
	const struct lint *lint = comparing->lint;
	const struct yaml *own = lint->council ? lint_node(lint, ask, "choices") : NULL;
	const struct yaml *common = yaml_get(
	    yaml_get(yaml_get(yaml_get(lint->root, "at"), lint->council ? lint->council : ""),
		"choices"),
	    ask->id);
	if (own && own == common) {
		struct yaml place = {.line = own->key_line, .column = own->key_column};
		script_error(&lint->script, &place,
		    "a condition of '%s' names '%s', which is not among these choices of '%s'",
		    comparing->condition->prompt->id, value, ask->id);
		return;
	}
	const char *nearest = nearest_choice(ask, value);
	lint_error_in(lint, node, at,
	    nearest ? "'%s' is not a choice of '%s': did you mean '%s'?"
		    : "'%s' is not a choice of '%s'",
	    value, ask->id, nearest);
}

/* A name from outside of which the words are known. */
static void
check_outer(const struct lint *lint, const struct use *use, const struct yaml *node)
{
	const char *const *words = outer_words(use->name);
	const char *value = use->constant ? value_string(use->constant, lint->script.arena) : "";
	if (!words || !*value || (use->kind != USE_EQUAL && use->kind != USE_SELECTED))
		return;
	if (use->kind == USE_EQUAL && outer_several(use->name)) {
		lint_error_in(lint, node, use->at,
		    "'%s' may have several values: write selected(${%s}, '%s')", use->name,
		    use->name, value);
		return;
	}
	for (const char *const *word = words; *word; word++)
		if (strcmp(*word, value) == 0)
			return;
	const char *nearest = script_nearest(value, words);
	lint_error_in(lint, node, use->at,
	    nearest ? "'%s' is never '%s': did you mean '%s'?" : "'%s' is never '%s'", use->name,
	    value, nearest);
}

static void
check_use(void *context, const struct use *use)
{
	const struct comparing *comparing = context;
	const struct lint *lint = comparing->lint;
	const struct prompt *ask = lint_ask(lint, use->name);
	const struct yaml *node = comparing->condition->node;
	struct date date;
	if (strcmp(use->name, ".") == 0)
		ask = comparing->condition->prompt;
	if (!ask)
		check_outer(lint, use, node);
	if (!ask || !use->constant || use->constant->kind != VALUE_STRING ||
	    use->constant->string[0] == '\0')
		return;
	const char *value = use->constant->string;
	switch (ask->type) {
	case ANSWER_SELECT_MULTIPLE:
		if (use->kind == USE_EQUAL)
			lint_error_in(lint, node, use->at,
			    "'%s' may have several values: write selected(${%s}, '%s')", ask->id,
			    ask->id, value);
		else if (!has_choice(ask, value))
			no_such_choice(comparing, ask, value, node, use->at);
		break;
	case ANSWER_SELECT_ONE:
		if (!has_choice(ask, value))
			no_such_choice(comparing, ask, value, node, use->at);
		break;
	case ANSWER_YESNO:
		if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			lint_error_in(lint, node, use->at,
			    "'%s' is answered 'yes' or 'no', never '%s'", ask->id, value);
		break;
	case ANSWER_DATE:
		if (!date_parse(value, &date))
			lint_error_in(lint, node, use->at,
			    "'%s' is no date: write it as in date('2026-11-20')", value);
		break;
	case ANSWER_TIME:
		if (!answer_bound(ask->type, value))
			lint_error_in(
			    lint, node, use->at, "'%s' is no time: write it as in '09:30'", value);
		break;
	case ANSWER_DECIMAL:
	case ANSWER_MONEY:
		/* Kept as 22.50, it would not be the text 22.5. */
		if (use->kind == USE_EQUAL)
			lint_error_in(lint, node, use->at,
			    "'%s' is a number: compare it with a number, without quotes", ask->id);
		break;
	case ANSWER_INTEGER:
		if (value_number(use->constant) != value_number(use->constant))
			lint_error_in(lint, node, use->at, "'%s' is a number, and '%s' is none",
			    ask->id, value);
		break;
	default:
		break;
	}
}

static void
check_constants(void *context, const struct lint_condition *condition)
{
	struct comparing comparing = {.lint = context, .condition = condition};
	if (!condition->node || condition->again)
		return;
	expr_uses(condition->expr, comparing.lint->today, comparing.lint->script.arena, check_use,
	    &comparing);
}

static void
check_fill(const struct lint *lint, const struct prompt *prompt, const char *name)
{
	if (name_exists(lint, name) || lint->service->dialogue->incomplete)
		return;
	const char *nearest = nearest_name(lint, name);
	lint_error_in(lint, lint_node(lint, prompt, "fill"), 1,
	    nearest ? "there is nothing called '%s' to fill from: did you mean '%s'?"
		    : "there is nothing called '%s' to fill from",
	    name, nearest);
}

static void
check_prompt(const struct lint *lint, const struct prompt *prompt)
{
	struct words due = {{prompt->due}};
	check_text(lint, prompt, "text", &prompt->text);
	check_text(lint, prompt, "hint", &prompt->hint);
	check_text(lint, prompt, "rule", &prompt->rule);
	check_text(lint, prompt, "message", &prompt->constraint_message);
	check_text(lint, prompt, "promise", &prompt->promise);
	check_text(lint, prompt, "to", &prompt->to);
	check_text(lint, prompt, "due", &due);
	for (const struct name_list *fill = prompt->fill; fill; fill = fill->next)
		check_fill(lint, prompt, fill->name);
}

/* An offer is made in the dialogue of another service: its names are those answers. */
static void
check_offer_name(void *context, const char *name)
{
	const struct naming *naming = context;
	const struct lint *lint = naming->lint;
	const struct offer *offer = lint->service->offer;
	if (outer_name(name) || (strncmp(name, "fact.", 5) == 0 && fact_exists(lint, name + 5)))
		return;
	for (size_t i = 0; i < lint->service_count; i++)
		for (const struct word_list *w = offer->beside; w; w = w->next) {
			const struct service *other = lint->services[i];
			const struct prompt *prompt =
			    other->dialogue ? dialogue_prompt(other->dialogue, name) : NULL;
			if (strcmp(other->id, w->word) == 0 && prompt && prompt->kind == PROMPT_ASK)
				return;
		}
	struct yaml place = *naming->node;
	place.column += place_of(&place, name, lint->script.arena) - 1 + (place.quoted ? 1 : 0);
	lint_missing(
	    lint, &place, "none of the services that this is offered beside asks for ${%s}", name);
}

static void
check_offer_names(const struct lint *lint)
{
	const struct offer *offer = lint->service->offer;
	if (!offer || !offer->when || !lint->services)
		return;
	struct naming naming = {
	    .lint = lint, .node = yaml_get(yaml_get(lint->root, "offer"), "when")};
	expr_names(offer->when, check_offer_name, &naming);
}

void
lint_names(const struct lint *lint)
{
	check_offer_names(lint);
	if (!lint->service->dialogue)
		return;
	for (const struct prompt *p = lint->service->dialogue->prompts; p; p = p->next)
		if (!p->part) /* a part is looked over in its own file */
			check_prompt(lint, p);
	lint_conditions(lint, check_condition, (void *)lint);
	lint_conditions(lint, check_constants, (void *)lint);
}
