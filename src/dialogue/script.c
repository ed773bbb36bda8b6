#include "dialogue/script.h"

#include "base/edits.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
add(const struct script *script, enum finding_level level, const struct yaml *node,
    const char *format, va_list args)
{
	char text[800];
	vsnprintf(text, sizeof text, format, args);
	finding_add(script->findings, level, script->file, node ? node->line : 0,
	    node ? node->column : 0, "%s", text);
}

void
script_error(const struct script *script, const struct yaml *node, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(script, FINDING_ERROR, node, format, args);
	va_end(args);
}

void
script_warn(const struct script *script, const struct yaml *node, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	add(script, FINDING_WARNING, node, format, args);
	va_end(args);
}

const char *
script_nearest(const char *word, const char *const *table)
{
	const char *nearest = NULL;
	size_t length = strlen(word);
	int most = length > 5 ? 2 : length > 2 ? 1 : 0; /* any two letters are near some others */
	for (; *table; table++) {
		int count = edits(word, length, *table, strlen(*table), most);
		if (count <= most) {
			most = count - 1;
			nearest = *table;
		}
	}
	return nearest;
}

void
script_keys(const struct script *script, const struct yaml *map, const char *const *allowed)
{
	for (const struct yaml *value = map->first; value; value = value->next) {
		const char *const *key = allowed;
		while (*key && strcmp(*key, value->key) != 0)
			key++;
		if (*key)
			continue;
		struct yaml at = {.line = value->key_line, .column = value->key_column};
		const char *nearest = script_nearest(value->key, allowed);
		if (nearest)
			script_error(script, &at, "'%s' is not known here: did you mean '%s'?",
			    value->key, nearest);
		else
			script_error(script, &at, "'%s' is not known here: delete it", value->key);
	}
}

const char *
script_scalar(const struct script *script, const struct yaml *node, const char *what)
{
	if (node->kind != YAML_SCALAR) {
		script_error(script, node, "%s must be a plain text, not a list or map", what);
		return NULL;
	}
	if (node->text[strspn(node->text, " \n")] == '\0') {
		script_error(script, node, "%s is empty: write it, or delete the line", what);
		return NULL;
	}
	return node->text;
}

/* Block and folded texts end in a newline that nobody meant. */
static const char *
trimmed(const struct script *script, const char *text)
{
	size_t length = strlen(text);
	while (length > 0 && strchr(" \n", text[length - 1]))
		length--;
	return arena_strndup(script->arena, text, length);
}

bool
script_words(const struct script *script, const struct yaml *node, struct words *out)
{
	if (!node)
		return true;
	if (node->kind == YAML_SCALAR) {
		const char *text = script_scalar(script, node, "the text");
		if (text)
			*out = (struct words){{trimmed(script, text)}};
		return text != NULL;
	}
	if (node->kind == YAML_LIST) {
		script_error(script, node, "this must be a text, or its languages as en: and cy:");
		return false;
	}
	script_keys(script, node, language_codes);
	if (!yaml_get(node, languages[ENGLISH].code)) {
		script_error(script, node, "the English text is missing: add en:");
		return false;
	}
	struct words words = {{NULL}};
	bool good = true;
	for (int i = 0; i < LANGUAGES; i++) {
		const struct yaml *text = yaml_get(node, languages[i].code);
		const char *what = arena_printf(script->arena, "the %s text", languages[i].name);
		const char *written = text ? script_scalar(script, text, what) : NULL;
		good = good && (!text || written);
		words.in[i] = written ? trimmed(script, written) : NULL;
	}
	if (good)
		*out = words;
	return good;
}

bool
script_has_languages(const struct yaml *node)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (yaml_get(node, languages[i].code))
			return true;
	return false;
}

bool
script_flag(const struct script *script, const struct yaml *node)
{
	if (!node)
		return false;
	const char *text = node->kind == YAML_SCALAR ? node->text : "";
	if (strcmp(text, "true") == 0 || strcmp(text, "yes") == 0)
		return true;
	if (strcmp(text, "false") != 0 && strcmp(text, "no") != 0)
		script_error(script, node, "%s must be true or false", node->key);
	return false;
}

int
script_whole(const struct script *script, const struct yaml *node, int least, int most, int absent)
{
	char *end;
	if (!node)
		return absent;
	const char *text = node->kind == YAML_SCALAR ? node->text : "";
	long number = strtol(text, &end, 10);
	if (*text != '\0' && *end == '\0' && number >= least && number <= most)
		return (int)number;
	script_error(
	    script, node, "%s must be a whole number from %d to %d", node->key, least, most);
	return absent;
}

static struct name_list *
read_name(const struct script *script, const struct yaml *node, const char *what)
{
	struct name_list *name = arena_alloc(script->arena, sizeof *name);
	name->name = script_scalar(script, node, what);
	if (name->name && strchr(name->name, '{'))
		script_error(script, node, "%s takes a bare name, without ${ }", what);
	return name->name ? name : NULL;
}

struct name_list *
script_names(const struct script *script, const struct yaml *node)
{
	struct name_list *first = NULL, **last = &first;
	if (!node)
		return NULL;
	if (node->kind != YAML_LIST)
		return read_name(script, node, node->key);
	for (const struct yaml *item = node->first; item; item = item->next) {
		*last = read_name(script, item, node->key);
		if (*last)
			last = &(*last)->next;
	}
	return first;
}

bool
script_date(const struct script *script, const struct yaml *node, struct date *out)
{
	if (!node)
		return false;
	if (node->kind == YAML_SCALAR && date_parse(node->text, out))
		return true;
	script_error(script, node, "%s must be a day that exists, written 2026-11-20", node->key);
	return false;
}

struct expr *
script_expr(const struct script *script, const struct yaml *node, const char **source)
{
	if (!node)
		return NULL;
	const char *text = script_scalar(script, node, node->key);
	if (!text)
		return NULL;
	struct fault fault = {.at = 1};
	struct expr *expr = expr_parse(script->arena, text, &fault);
	if (source)
		*source = text;
	if (expr)
		return expr;
	struct yaml place = *node;
	place.column += fault.at - 1 + (node->quoted ? 1 : 0);
	script_error(script, &place, "%s", fault.err.text);
	return NULL;
}

struct gate *
script_gate(const struct script *script, const struct yaml *node)
{
	const char *source = NULL;
	struct expr *when = script_expr(script, node, &source);
	if (!when)
		return NULL;
	struct gate *gate = arena_alloc(script->arena, sizeof *gate);
	*gate = (struct gate){
	    .when = when, .source = source, .line = node->line, .column = node->column};
	return gate;
}

bool
script_id(const char *text)
{
	size_t length = strlen(text);
	return length > 0 && length <= SCRIPT_ID_MOST && text[0] >= 'a' && text[0] <= 'z' &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-") == length;
}

static bool
read_choice(const struct script *script, const struct yaml *node, struct choice *choice)
{
	static const char *const keys[] = {"label", "when", NULL};
	const struct yaml *label = yaml_get(node, "label"), *when = yaml_get(node, "when");
	if (!label && !when)
		return script_words(script, node, &choice->label);
	script_keys(script, node, keys);
	choice->when = script_expr(script, when, NULL);
	if (!label) {
		script_error(script, node, "a choice with a condition needs its label: add label:");
		return false;
	}
	return script_words(script, label, &choice->label) && (!when || choice->when);
}

struct choice *
script_choices(const struct script *script, const struct yaml *map)
{
	struct choice *first = NULL, **last = &first;
	bool good = true;
	if (map->kind != YAML_MAP || map->count == 0) {
		script_error(script, map, "choices are written 'value: label', one a line");
		return NULL;
	}
	for (const struct yaml *label = map->first; label; label = label->next) {
		struct yaml at = {.line = label->key_line, .column = label->key_column};
		struct choice *choice = arena_alloc(script->arena, sizeof *choice);
		choice->value = label->key;
		if (label->key[0] == '\0' || strpbrk(label->key, " \t\n,'\"") != NULL) {
			script_error(script, &at,
			    "the value of a choice is one word without blanks, commas or quotes; "
			    "what people read goes after the colon");
			good = false;
		}
		good = read_choice(script, label, choice) && good;
		*last = choice;
		last = &choice->next;
	}
	return good ? first : NULL;
}
