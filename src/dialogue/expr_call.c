/* The functions of conditions on texts and choices, one each. Their odd corners are those of ODK's
 * evaluators. */
#include "dialogue/expr_inner.h"
#include "dialogue/pattern.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
give_boolean(struct value *out, bool boolean)
{
	*out = (struct value){.kind = VALUE_BOOLEAN, .boolean = boolean};
	return 0;
}

int
give_number(struct value *out, double number)
{
	*out = (struct value){.kind = VALUE_NUMBER, .number = number};
	return 0;
}

int
give_string(struct value *out, const char *string)
{
	*out = (struct value){.kind = VALUE_STRING, .string = string};
	return 0;
}

const char *
call_string(const struct call *call, size_t index)
{
	return value_string(&call->arguments[index], call->arena);
}

double
call_number(const struct call *call, size_t index)
{
	return value_number(&call->arguments[index]);
}

/* The place of an argument in the source; of the call when a list stood for several. */
static int
argument_at(const struct call *call, size_t index)
{
	const struct expr *argument = call->node->first;
	for (; argument && index > 0; index--)
		argument = argument->next;
	return argument ? argument->at : call->node->at;
}

int
call_fault(const struct call *call, size_t index, const char *format, ...)
{
	char text[400];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return fault_set(call->fault, FAULT_VALUE, argument_at(call, index), "%s", text);
}

/* A text of pieces, bounded. */
static int
give_joined(const struct call *call, size_t from, const char *separator, struct value *out)
{
	struct buf text;
	buf_init(&text, MOST_RESULT);
	for (size_t i = from; i < call->count; i++) {
		buf_puts(&text, i > from ? separator : "");
		buf_puts(&text, call_string(call, i));
	}
	int failed = buf_ok(&text)
			 ? 0
			 : fault_set(call->fault, FAULT_SIZE, call->node->at,
			       "%s() makes a text over 4 KiB", call->node->function->name);
	if (!failed)
		give_string(out, arena_strndup(call->arena, text.data, text.length));
	buf_release(&text);
	return failed;
}

/* The next piece between single blanks; false after the last. Pieces may be empty. */
static bool
next_piece(const char **at, const char **piece, size_t *length)
{
	if (!*at)
		return false;
	const char *blank = strchr(*at, ' ');
	*piece = *at;
	*length = blank ? (size_t)(blank - *at) : strlen(*at);
	*at = blank ? blank + 1 : NULL;
	return true;
}

static int
apply_selected(const struct call *call, struct value *out)
{
	const char *at = call_string(call, 0), *wanted = call_string(call, 1), *piece;
	size_t length, wanted_length;
	wanted += strspn(wanted, " ");
	wanted_length = strlen(wanted);
	while (wanted_length > 0 && wanted[wanted_length - 1] == ' ')
		wanted_length--;
	while (next_piece(&at, &piece, &length))
		if (length == wanted_length && memcmp(piece, wanted, length) == 0)
			return give_boolean(out, true);
	return give_boolean(out, false);
}

static int
apply_count_selected(const struct call *call, struct value *out)
{
	const char *at = call_string(call, 0), *piece;
	size_t length, count = 0;
	while (next_piece(&at, &piece, &length))
		count += length > 0;
	return give_number(out, (double)count);
}

static int
apply_not(const struct call *call, struct value *out)
{
	return give_boolean(out, value_truth(&call->arguments[0]) == TRUTH_NO);
}

static int
apply_true(const struct call *call, struct value *out)
{
	(void)call;
	return give_boolean(out, true);
}

static int
apply_false(const struct call *call, struct value *out)
{
	(void)call;
	return give_boolean(out, false);
}

static int
apply_boolean(const struct call *call, struct value *out)
{
	return give_boolean(out, value_truth(&call->arguments[0]) == TRUTH_YES);
}

static int
apply_string(const struct call *call, struct value *out)
{
	return give_string(out, call_string(call, 0));
}

static int
apply_concat(const struct call *call, struct value *out)
{
	return give_joined(call, 0, "", out);
}

static int
apply_join(const struct call *call, struct value *out)
{
	return give_joined(call, 1, call_string(call, 0), out);
}

static int
apply_contains(const struct call *call, struct value *out)
{
	return give_boolean(out, strstr(call_string(call, 0), call_string(call, 1)) != NULL);
}

static int
apply_starts_with(const struct call *call, struct value *out)
{
	const char *start = call_string(call, 1);
	return give_boolean(out, strncmp(call_string(call, 0), start, strlen(start)) == 0);
}

static int
apply_string_length(const struct call *call, struct value *out)
{
	double count = 0;
	for (const char *p = call_string(call, 0); *p; p++)
		if (((unsigned char)*p & 0xC0) != 0x80)
			count++;
	return give_number(out, count);
}

static int
apply_regex(const struct call *call, struct value *out)
{
	const struct pattern *pattern = call->node->pattern;
	const char *text = call_string(call, 0);
	struct err why = {{0}};
	if (!pattern)
		pattern = pattern_compile(call->arena, call_string(call, 1), &why);
	if (!pattern)
		return call_fault(call, 1, "%s", why.text);
	if (strlen(text) > MOST_RESULT)
		return fault_set(
		    call->fault, FAULT_SIZE, call->node->at, "regex() looks at texts up to 4 KiB");
	return give_boolean(out, pattern_test(pattern, text, call->arena));
}

/* The id of the matter: the same at every walk, so that what hangs on it is stable. */
static int
apply_uuid(const struct call *call, struct value *out)
{
	if (!call->names->id)
		return fault_set(
		    call->fault, FAULT_VALUE, call->node->at, "uuid() has no matter here");
	return give_string(out, call->names->id);
}

const struct function text_functions[] = {
    {"boolean", 1, 1, apply_boolean, WAY_VALUES},
    {"coalesce", 2, MOST_ARGUMENTS, NULL, WAY_COALESCE},
    {"concat", 1, MOST_ARGUMENTS, apply_concat, WAY_LISTS},
    {"contains", 2, 2, apply_contains, WAY_VALUES},
    {"count-selected", 1, 1, apply_count_selected, WAY_VALUES},
    {"false", 0, 0, apply_false, WAY_VALUES},
    {"if", 3, 3, NULL, WAY_IF},
    {"join", 1, MOST_ARGUMENTS, apply_join, WAY_LISTS},
    {"jr:choice-name", 2, 2, NULL, WAY_LABEL},
    {"not", 1, 1, apply_not, WAY_VALUES},
    {"once", 1, 1, NULL, WAY_ONCE},
    {"regex", 2, 2, apply_regex, WAY_VALUES},
    {"selected", 2, 2, apply_selected, WAY_VALUES},
    {"starts-with", 2, 2, apply_starts_with, WAY_VALUES},
    {"string", 1, 1, apply_string, WAY_VALUES},
    {"string-length", 1, 1, apply_string_length, WAY_VALUES},
    {"true", 0, 0, apply_true, WAY_VALUES},
    {"uuid", 0, 0, apply_uuid, WAY_VALUES},
    {NULL, 0, 0, NULL, WAY_VALUES},
};

static const struct function *
find_in(const struct function *table, const char *name, size_t length)
{
	for (; table->name; table++)
		if (strlen(table->name) == length && memcmp(table->name, name, length) == 0)
			return table;
	return NULL;
}

const struct function *
function_find(const char *name, size_t length)
{
	const struct function *found = find_in(text_functions, name, length);
	if (!found)
		found = find_in(number_functions, name, length);
	return found ? found : find_in(date_functions, name, length);
}

bool
function_starts_path(const char *name, size_t length)
{
	static const struct function paths[] = {
	    {.name = "current"}, {.name = "instance"}, {.name = NULL}};
	return find_in(paths, name, length) != NULL;
}
