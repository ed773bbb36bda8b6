/* The functions of conditions, one each. Their odd corners are those of ODK's evaluators. */
#include "dialogue/expr_inner.h"
#include "dialogue/pattern.h"

#include "base/buf.h"

#include <math.h>
#include <string.h>

static int
give_boolean(struct value *out, bool boolean)
{
	*out = (struct value){.kind = VALUE_BOOLEAN, .boolean = boolean};
	return 0;
}

static int
give_number(struct value *out, double number)
{
	*out = (struct value){.kind = VALUE_NUMBER, .number = number};
	return 0;
}

static int
give_string(struct value *out, const char *string)
{
	*out = (struct value){.kind = VALUE_STRING, .string = string};
	return 0;
}

static const char *
string_of(const struct call *call, size_t index)
{
	return value_string(&call->arguments[index], call->arena);
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
	const char *at = string_of(call, 0), *wanted = string_of(call, 1), *piece;
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
	const char *at = string_of(call, 0), *piece;
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
apply_number(const struct call *call, struct value *out)
{
	return give_number(out, value_number(&call->arguments[0]));
}

static int
apply_string(const struct call *call, struct value *out)
{
	return give_string(out, string_of(call, 0));
}

static int
apply_concat(const struct call *call, struct value *out)
{
	struct buf text;
	buf_init(&text, MOST_RESULT);
	for (size_t i = 0; i < call->count; i++)
		buf_puts(&text, string_of(call, i));
	int failed = buf_ok(&text) ? 0 : err_set(call->err, "concat() makes a text over 4 KiB");
	if (!failed)
		give_string(out, arena_strndup(call->arena, text.data, text.length));
	buf_release(&text);
	return failed;
}

static int
apply_contains(const struct call *call, struct value *out)
{
	return give_boolean(out, strstr(string_of(call, 0), string_of(call, 1)) != NULL);
}

static int
apply_starts_with(const struct call *call, struct value *out)
{
	const char *start = string_of(call, 1);
	return give_boolean(out, strncmp(string_of(call, 0), start, strlen(start)) == 0);
}

static int
apply_string_length(const struct call *call, struct value *out)
{
	double count = 0;
	for (const char *p = string_of(call, 0); *p; p++)
		if (((unsigned char)*p & 0xC0) != 0x80)
			count++;
	return give_number(out, count);
}

static int
apply_regex(const struct call *call, struct value *out)
{
	const struct pattern *pattern = call->node->pattern;
	const char *text = string_of(call, 0);
	if (!pattern)
		pattern = pattern_compile(call->arena, string_of(call, 1), call->err);
	if (!pattern)
		return -1;
	if (strlen(text) > MOST_RESULT)
		return err_set(call->err, "regex() looks at texts up to 4 KiB");
	return give_boolean(out, pattern_test(pattern, text, call->arena));
}

static int
apply_int(const struct call *call, struct value *out)
{
	return give_number(out, trunc(value_number(&call->arguments[0])));
}

static int
apply_floor(const struct call *call, struct value *out)
{
	return give_number(out, floor(value_number(&call->arguments[0])));
}

/* Halves go away from zero. Negative places round to tens and hundreds. */
static int
apply_round(const struct call *call, struct value *out)
{
	double number = value_number(&call->arguments[0]), places = 0;
	if (call->count > 1)
		places = round(value_number(&call->arguments[1]));
	if (isnan(places))
		return give_number(out, NAN);
	double power = pow(10, fmin(fabs(places), 15));
	if (places > 0)
		return give_number(out, round(number * power) / power);
	return give_number(out, power * round(number / power));
}

static int
apply_extreme(const struct call *call, struct value *out, bool most)
{
	double result = value_number(&call->arguments[0]);
	for (size_t i = 1; i < call->count; i++) {
		double number = value_number(&call->arguments[i]);
		if (isnan(number) || isnan(result))
			result = NAN;
		else if (most ? number > result : number < result)
			result = number;
	}
	return give_number(out, result);
}

static int
apply_min(const struct call *call, struct value *out)
{
	return apply_extreme(call, out, false);
}

static int
apply_max(const struct call *call, struct value *out)
{
	return apply_extreme(call, out, true);
}

static int
give_date(const struct call *call, struct value *out, struct date date)
{
	char text[11];
	date_format(text, date);
	return give_string(out, arena_strdup(call->arena, text));
}

static int
apply_today(const struct call *call, struct value *out)
{
	return give_date(call, out, call->names->today);
}

/* A number counts days since 1970. A day that does not exist is refused, not rolled on. */
static int
apply_date(const struct call *call, struct value *out)
{
	const struct value *value = &call->arguments[0];
	struct date date;
	double days;
	if (value->kind == VALUE_STRING && value->string[0] == '\0')
		return give_string(out, "");
	if (value->kind == VALUE_STRING && date_parse(value->string, &date))
		return give_date(call, out, date);
	days = floor(value_number(value));
	if (!(days > -700000 && days < 2900000)) /* years 53 … 9909 */
		return err_set(call->err, "'%s' is no date", string_of(call, 0));
	return give_date(call, out, date_from_days((int)days));
}

/* Evaluated by the evaluator itself, because they leave out what is not needed. */
const struct function function_if = {"if", 3, 3, NULL};
const struct function function_coalesce = {"coalesce", 2, MOST_ARGUMENTS, NULL};

static const struct function functions[] = {
    {"boolean", 1, 1, apply_boolean},
    {"concat", 1, MOST_ARGUMENTS, apply_concat},
    {"contains", 2, 2, apply_contains},
    {"count-selected", 1, 1, apply_count_selected},
    {"date", 1, 1, apply_date},
    {"false", 0, 0, apply_false},
    {"floor", 1, 1, apply_floor},
    {"int", 1, 1, apply_int},
    {"max", 1, MOST_ARGUMENTS, apply_max},
    {"min", 1, MOST_ARGUMENTS, apply_min},
    {"not", 1, 1, apply_not},
    {"number", 1, 1, apply_number},
    {"regex", 2, 2, apply_regex},
    {"round", 1, 2, apply_round},
    {"selected", 2, 2, apply_selected},
    {"starts-with", 2, 2, apply_starts_with},
    {"string", 1, 1, apply_string},
    {"string-length", 1, 1, apply_string_length},
    {"today", 0, 0, apply_today},
    {"true", 0, 0, apply_true},
};

static bool
named(const struct function *function, const char *name, size_t length)
{
	return strlen(function->name) == length && memcmp(function->name, name, length) == 0;
}

const struct function *
function_find(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
		if (named(&functions[i], name, length))
			return &functions[i];
	if (named(&function_if, name, length))
		return &function_if;
	return named(&function_coalesce, name, length) ? &function_coalesce : NULL;
}
