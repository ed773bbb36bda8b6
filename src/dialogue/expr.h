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
};

struct expr; /* parsed; lives in the arena */

/* Parses; null with err ("column N: …") when the text is not an expression. Curly quotes are
 * refused with the repair in the sentence. */
struct expr *expr_parse(struct arena *arena, const char *source, struct err *err);

/* Calls each for every ${name} in it. */
void expr_names(
    const struct expr *expr, void (*each)(void *context, const char *name), void *context);

/* Evaluates. Results live in the arena. 0, or -1 with err (an unknown name, a bad date). */
int expr_eval(const struct expr *expr, const struct names *names, struct arena *arena,
    struct value *out, struct err *err);

/* TRUE / FALSE / UNKNOWN of a value, as a condition sees it (boolean('false') is true; '' is
 * false). */
enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };
enum truth value_truth(const struct value *value);
const char *value_string(const struct value *value, struct arena *arena);

/* Puts values into a sentence with ${name}. An open answer gives "…"; *open is set when there was
 * one. */
char *text_fill(struct arena *arena, const char *text, const struct names *names, bool *open);
void text_names(const char *text, void (*each)(void *context, const char *name), void *context);

#endif
