/* One prompt of a dialogue. */
#include "dialogue/script.h"

#include "dialogue/prompt.h"

#include <stdio.h>
#include <string.h>

const char *const prompt_kinds[] = {
    "say", "ask", "tell", "refer", "resolve", "signpost", "book", "calculate", "include", NULL};
const char *const answer_types[] = {"text", "integer", "decimal", "money", "date", "time", "yesno",
    "select_one", "select_multiple", "address", "phone", "email", "postcode", NULL};

/* Which keys go with which kinds. */
enum {
	SAY = 1,
	ASK = 2,
	TELL = 4,
	REFER = 8,
	RESOLVE = 16,
	SIGNPOST = 32,
	BOOK = 64,
	CALCULATE = 128,
	INCLUDE = 256
};
#define OUTCOMES (REFER | RESOLVE | SIGNPOST | BOOK)

static const struct {
	const char *key;
	int kinds;
} prompt_keys[] = {
    {"id", SAY | TELL | OUTCOMES},
    {"text", ASK | OUTCOMES | CALCULATE},
    {"when", SAY | ASK | TELL | OUTCOMES | CALCULATE | INCLUDE},
    {"type", ASK | CALCULATE},
    {"choices", ASK},
    {"required", ASK},
    {"fill", ASK},
    {"hint", ASK},
    {"min", ASK},
    {"max", ASK},
    {"constraint", ASK},
    {"message", ASK},
    {"value", CALCULATE},
    {"rule", CALCULATE},
    {"promise", REFER | BOOK},
    {"due", REFER},
    {"begins", REFER},
    {"to", SIGNPOST},
    {"urgent", TELL | OUTCOMES},
};

static int
index_of(const char *const *table, const char *word)
{
	for (int i = 0; table[i]; i++)
		if (strcmp(table[i], word) == 0)
			return i;
	return -1;
}

#define KINDS                                                                                      \
	"a prompt begins with its kind: say, ask, tell, calculate, include, refer, resolve, "      \
	"signpost or book"

/* The key that names the kind, as the first of the prompt or anywhere in it. */
static const struct yaml *
find_kind(const struct script *script, const struct yaml *map, int *kind)
{
	const struct yaml *found = NULL;
	if (map->kind != YAML_MAP) {
		script_error(script, map, KINDS);
		return NULL;
	}
	for (const struct yaml *value = map->first; value; value = value->next) {
		int index = index_of(prompt_kinds, value->key);
		if (index < 0)
			continue;
		if (found) {
			struct yaml at = {.line = value->key_line, .column = value->key_column};
			script_error(script, &at,
			    "this prompt is already a '%s' in line %d: begin a new one with '- "
			    "%s:'",
			    found->key, found->key_line, value->key);
			return NULL;
		}
		found = value;
		*kind = index;
	}
	if (found)
		return found;
	const char *nearest = map->first ? script_nearest(map->first->key, prompt_kinds) : NULL;
	if (nearest)
		script_error(script, map, "'%s' is no kind of prompt: did you mean '%s'?",
		    map->first->key, nearest);
	else
		script_error(script, map, KINDS);
	return NULL;
}

static void
check_keys(const struct script *script, const struct yaml *map, int kind)
{
	const char *allowed[sizeof prompt_keys / sizeof *prompt_keys + 2];
	size_t count = 0, all = sizeof prompt_keys / sizeof *prompt_keys;
	allowed[count++] = prompt_kinds[kind];
	for (size_t i = 0; i < all; i++)
		if (prompt_keys[i].kinds & (1 << kind))
			allowed[count++] = prompt_keys[i].key;
	allowed[count] = NULL;
	for (const struct yaml *value = map->first; value; value = value->next)
		for (size_t i = 0; i < all; i++) {
			if (strcmp(value->key, prompt_keys[i].key) != 0 ||
			    (prompt_keys[i].kinds & (1 << kind)))
				continue;
			struct yaml at = {.line = value->key_line, .column = value->key_column};
			script_error(script, &at, "'%s' does not go with '%s': delete it",
			    value->key, prompt_kinds[kind]);
			/* Said once: the general check would say it again. */
			allowed[count++] = value->key;
			allowed[count] = NULL;
			if (count + 1 >= sizeof allowed / sizeof *allowed)
				return;
		}
	script_keys(script, map, allowed);
}

static void
read_id(const struct script *script, const struct yaml *map, const struct yaml *kind_value,
    struct prompt *prompt)
{
	const struct yaml *id = yaml_get(map, "id");
	bool named = prompt->kind != PROMPT_SAY && prompt->kind != PROMPT_TELL;
	if (!id && named)
		id = kind_value;
	if (!id)
		return; /* the dialogue makes one */
	const char *text = script_scalar(script, id, "the id");
	if (text && strlen(text) > SCRIPT_ID_MOST)
		script_error(script, id, "'%s' is too long for an id: at most %d letters", text,
		    SCRIPT_ID_MOST);
	else if (text && !script_id(text))
		script_error(script, id,
		    "'%s' cannot be an id: use small letters, digits, '_' and '-', and begin with "
		    "a letter",
		    text);
	prompt->id = text;
}

static void
check_bound(const struct script *script, const struct yaml *bound, enum answer_type type)
{
	static const char *const needs[ANSWER_TYPES] = {[ANSWER_INTEGER] = "a whole number",
	    [ANSWER_DECIMAL] = "a number",
	    [ANSWER_MONEY] = "pounds and pence, as in 22.50",
	    [ANSWER_DATE] = "a day, written 2026-11-20, or the word today",
	    [ANSWER_TIME] = "a time, written 09:30"};
	if (!bound || bound->kind != YAML_SCALAR)
		return;
	if (!needs[type])
		script_error(script, bound,
		    "%s goes with the types integer, decimal, money, date and time only",
		    bound->key);
	else if (!answer_bound(type, bound->text))
		script_error(script, bound, "%s must be %s", bound->key, needs[type]);
}

static void
read_type(const struct script *script, const struct yaml *map, struct prompt *prompt)
{
	const struct yaml *type = yaml_get(map, "type");
	if (!type) {
		script_error(script, map,
		    "the question '%s' has no type: add 'type: text' or "
		    "another",
		    prompt->id ? prompt->id : "");
		return;
	}
	const char *text = script_scalar(script, type, "the type");
	int index = text ? index_of(answer_types, text) : -1;
	if (text && index < 0) {
		const char *nearest = script_nearest(text, answer_types);
		script_error(script, type, "'%s' is no type: %s%s%s", text,
		    nearest ? "did you mean '" : "",
		    nearest ? nearest
			    : "use text, integer, decimal, money, date, time, yesno, select_one, "
			      "select_multiple, address, phone, email or postcode",
		    nearest ? "'?" : "");
	}
	if (index >= 0)
		prompt->type = (enum answer_type)index;
}

static void
read_choices(const struct script *script, const struct yaml *map, struct prompt *prompt)
{
	const struct yaml *choices = yaml_get(map, "choices");
	bool select = prompt->type == ANSWER_SELECT_ONE || prompt->type == ANSWER_SELECT_MULTIPLE;
	if (select && !choices)
		script_error(script, map, "the question '%s' has no choices: add them",
		    prompt->id ? prompt->id : "");
	if (!choices)
		return;
	if (!select && yaml_get(map, "type"))
		script_error(script, choices,
		    "choices go with the types select_one and select_multiple only");
	prompt->choices = script_choices(script, choices);
}

static void
read_ask(const struct script *script, const struct yaml *map, struct prompt *prompt)
{
	read_type(script, map, prompt);
	read_choices(script, map, prompt);
	if (!yaml_get(map, "text"))
		script_error(script, map, "the question '%s' has no text: add what to ask",
		    prompt->id ? prompt->id : "");
	prompt->required = script_flag(script, yaml_get(map, "required"));
	script_words(script, yaml_get(map, "hint"), &prompt->hint);
	prompt->fill = script_names(script, yaml_get(map, "fill"));
	prompt->constraint = script_expr(script, yaml_get(map, "constraint"), NULL);
	script_words(script, yaml_get(map, "message"), &prompt->constraint_message);
	if (prompt->constraint && !prompt->constraint_message.in[ENGLISH])
		script_error(script, yaml_get(map, "constraint"),
		    "say what to do when the answer fails this: add message:");
	check_bound(script, yaml_get(map, "min"), prompt->type);
	check_bound(script, yaml_get(map, "max"), prompt->type);
	prompt->min = yaml_text(map, "min");
	prompt->max = yaml_text(map, "max");
}

static void
read_calculate(const struct script *script, const struct yaml *map, struct prompt *prompt)
{
	if (yaml_get(map, "type"))
		read_type(script, map, prompt);
	if (!yaml_get(map, "value"))
		script_error(script, map,
		    "the calculation '%s' has no value: add how it is worked out, such as 'value: "
		    "${adults} * 22'",
		    prompt->id ? prompt->id : "");
	if (!yaml_get(map, "text"))
		script_error(script, map, "the calculation '%s' has no text: add what it is",
		    prompt->id ? prompt->id : "");
	if (!yaml_get(map, "rule"))
		script_error(script, map,
		    "the calculation '%s' has no rule: say in words how it is worked out",
		    prompt->id ? prompt->id : "");
	prompt->value = script_expr(script, yaml_get(map, "value"), &prompt->value_source);
	script_words(script, yaml_get(map, "rule"), &prompt->rule);
}

/* No prompt of the file can have the id of an include. */
static void
read_include(const struct script *script, const struct yaml *value, struct prompt *prompt)
{
	prompt->part = script_scalar(script, value, "the part's name");
	prompt->id = arena_printf(script->arena, "include %s", prompt->part ? prompt->part : "");
}

static void
read_outcome(const struct script *script, const struct yaml *map, const struct yaml *value,
    struct prompt *prompt)
{
	script_words(script, yaml_get(map, "promise"), &prompt->promise);
	script_words(script, yaml_get(map, "to"), &prompt->to);
	prompt->due = yaml_text(map, "due");
	prompt->begins = yaml_text(map, "begins");
	if (prompt->kind == PROMPT_REFER) {
		prompt->queue_role = script_scalar(script, value, "the queue role");
		if (!prompt->due)
			script_error(script, map,
			    "a referral has no due: add one, such as 'due: 2 working days'");
		if (!prompt->promise.in[ENGLISH])
			script_warn(script, map,
			    "a referral without a promise: say what the caller may count on");
	}
	if (prompt->kind == PROMPT_SIGNPOST && !prompt->to.in[ENGLISH])
		script_error(script, map, "a signpost must say whom to ask instead: add to:");
}

struct prompt *
prompt_parse(const struct script *script, const struct yaml *map, const char *section)
{
	int kind;
	const struct yaml *value = find_kind(script, map, &kind);
	if (!value)
		return NULL;
	struct prompt *prompt = arena_alloc(script->arena, sizeof *prompt);
	prompt->kind = (enum prompt_kind)kind;
	prompt->section = section;
	prompt->line = map->line;
	prompt->column = map->column;
	prompt->text = (struct words){{""}};
	check_keys(script, map, kind);
	if (prompt->kind == PROMPT_INCLUDE)
		read_include(script, value, prompt);
	else
		read_id(script, map, value, prompt);
	prompt->when = script_expr(script, yaml_get(map, "when"), &prompt->when_source);
	prompt->urgent = script_flag(script, yaml_get(map, "urgent"));
	if (prompt->kind == PROMPT_SAY || prompt->kind == PROMPT_TELL)
		script_words(script, value, &prompt->text);
	else
		script_words(script, yaml_get(map, "text"), &prompt->text);
	if (prompt->kind == PROMPT_ASK)
		read_ask(script, map, prompt);
	else if (prompt->kind == PROMPT_CALCULATE)
		read_calculate(script, map, prompt);
	else if (prompt_is_outcome(prompt))
		read_outcome(script, map, value, prompt);
	return prompt;
}
