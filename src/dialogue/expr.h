/*
 * Conditions and ${name} texts: the XLSForm/ODK expression subset (ODK XForms specification, "XPath
 * functions"; semantics checked against openrosa-xpath-evaluator). Values are strings, numbers,
 * booleans and *undetermined* (an answer that is still open), by Kleene's three-valued logic: `no
 * and ?` is no. Bounded: depth 40, source 4 KiB, result 4 KiB. No allocation outside the given
 * arena. Pure.
 */
#ifndef DIALOGUE_EXPR_H
#define DIALOGUE_EXPR_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum value_kind { VALUE_STRING, VALUE_NUMBER, VALUE_BOOLEAN, VALUE_UNKNOWN };

struct value {
	enum value_kind kind;
	const char *string;
	double number;
	bool boolean;
};

/* Where names come from. Returns false when the name does not exist; an open answer is
 * VALUE_UNKNOWN, an answer that is hidden or left out is the empty string. */
struct names {
	bool (*look)(void *context, const char *name, struct value *out);
	void *context;
	struct date today;
	const char *language; /* of texts that are quoted and of refusals; null: English */
};

struct expr; /* parsed; lives in the arena */

/* Parses; null with a sentence in err when the text is not an expression, and in *at (may be null)
 * the character, from 1, where that shows. Curly quotes are refused with the repair in the
 * sentence. Functions: selected, count-selected, if, coalesce, not, true, false, number, string,
 * boolean, concat, contains, starts-with, string-length, regex, int, round, floor, min, max, today,
 * date. A date is its ISO text; where a number is wanted it counts days since 1970-01-01. */
struct expr *expr_parse(struct arena *arena, const char *source, int *at, struct err *err);

/* Calls each for every ${name} in it; `.` is a name too. */
void expr_names(
    const struct expr *expr, void (*each)(void *context, const char *name), void *context);

/* Evaluates. Results live in the arena. 0, or -1 with err (an unknown name, a bad date, a text over
 * 4 KiB). */
int expr_eval(const struct expr *expr, const struct names *names, struct arena *arena,
    struct value *out, struct err *err);

/* TRUE / FALSE / UNKNOWN of a value, as a condition sees it (boolean('false') is true; '' is
 * false). */
enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };
enum truth value_truth(const struct value *value);
double value_number(const struct value *value); /* NaN when it is none */
const char *value_string(const struct value *value, struct arena *arena);

/*
 * Where names meet constants, for lint: which values of a name can make a difference.
 *   USE_EQUAL     `${bin} = 'grey'`: that value
 *   USE_SELECTED  `selected(${items}, 'bed')`: that value among others
 *   USE_ORDER     `${age} > 60`, `${day} < today()`: below, at and above it
 *   USE_PRESENCE  `${note}` alone as a condition: empty or not
 *   USE_OTHER     anything else: no finite list of values covers it (constant is null)
 */
enum use_kind { USE_EQUAL, USE_SELECTED, USE_ORDER, USE_PRESENCE, USE_OTHER };
struct use {
	const char *name;
	enum use_kind kind;
	const struct value *constant;
	int at; /* of the constant, or of the name */
};
void expr_uses(const struct expr *expr, struct date today, struct arena *arena,
    void (*each)(void *context, const struct use *use), void *context);

/* Puts values into a sentence with ${name}. An open answer or an unknown name gives "…", and sets
 * *open (may be null). */
char *text_fill(struct arena *arena, const char *text, const struct names *names, bool *open);

/* Every ${name} of a text. Returns false when one is not well formed (`${` without `}`). */
bool text_names(const char *text, void (*each)(void *context, const char *name), void *context);

#endif
