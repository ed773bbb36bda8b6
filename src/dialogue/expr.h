/*
 * Conditions and ${name} texts: the XLSForm/ODK expression subset (ODK XForms specification, "XPath
 * functions"; semantics checked against openrosa-xpath-evaluator). Values are strings, numbers,
 * booleans and *undetermined* (an answer that is still open), by Kleene's three-valued logic: `no
 * and ?` is no. Bounded: depth 40, source 1 MiB, result 4 KiB. No allocation outside the given
 * arena. Pure: the time, the day and every id come in with struct names.
 */
#ifndef DIALOGUE_EXPR_H
#define DIALOGUE_EXPR_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum value_kind { VALUE_STRING, VALUE_NUMBER, VALUE_BOOLEAN, VALUE_UNKNOWN };

struct value {
	enum value_kind kind;
	const char *string;
	const char *said; /* by people, in the language of the names; null: as `string` is */
	double number;
	bool boolean;
};

/* The values of a name that is asked several times, one an instance, in their order. */
struct value_list {
	const struct value *items;
	size_t count;
	bool open; /* how many there will be is not known yet */
};

/* Where names come from. Only `look` and `today` are always needed; the rest may be null or 0. */
struct names {
	/* Returns false when the name does not exist; an open answer is VALUE_UNKNOWN, an answer
	 * that is hidden or left out is the empty string. */
	bool (*look)(void *context, const char *name, struct value *out);
	void *context;
	struct date today;
	const char *language; /* of texts that are quoted and of refusals; null: English */
	/* What sum, count, min, max and join take of a name that repeats. Returns false for a name
	 * that does not: then it is the one value that look gives. */
	bool (*list)(void *context, const char *name, struct value_list *out);
	/* What people read for this value of a name, for jr:choice-name(); null: the value. */
	const char *(*label)(void *context, const char *name, const char *value);
	micros now;      /* for now(); 0: the day's first moment */
	micros began;    /* when the matter was opened, for once(); 0: now */
	const char *id;  /* of the matter, for uuid() */
	size_t position; /* of the instance that the expression stands in, from 1; 0: in none */
	const struct value *self; /* what `.` stands for; null: ask look */
};

/* What a name stands for, `.` too; false when there is no such name. */
bool names_look(const struct names *names, const char *name, struct value *out);

struct expr; /* parsed; lives in the arena */

/* What is wrong with an expression: of which kind, where that shows (the character, from 1), and
 * in a sentence. */
enum fault_kind {
	FAULT_SYNTAX,   /* not an expression */
	FAULT_QUOTE,    /* curly quotes: the sentence has the repair */
	FAULT_PATH,     /* a location path of XPath */
	FAULT_FUNCTION, /* a function that there is not */
	FAULT_COUNT,    /* too few or too many values for a function */
	FAULT_VALUE,    /* a value that this cannot be made of: no date, no pattern */
	FAULT_NAME,     /* a name that does not exist */
	FAULT_SIZE      /* beyond a bound */
};
struct fault {
	enum fault_kind kind;
	int at;
	struct err err;
};

/*
 * Parses; null with the fault (which may be null) when the text is not an expression. Functions:
 *   texts    concat contains starts-with string-length string regex join
 *   choices  selected count-selected jr:choice-name
 *   logic    if coalesce not true false boolean
 *   numbers  number int round floor min max sum count
 *   dates    today now date decimal-date-time format-date format-date-time difference-in-months
 *   others   once position uuid
 * A date is its ISO text, `2026-11-20`; where a number is wanted it counts days since 1970-01-01,
 * and a time of the day, London's, counts as part of one. once() is the value that `.` already has,
 * else its value as of the moment the matter began.
 */
struct expr *expr_parse(struct arena *arena, const char *source, struct fault *fault);

/* Calls each for every ${name} in it; `.` is a name too. */
void expr_names(
    const struct expr *expr, void (*each)(void *context, const char *name), void *context);

/* The same for the names of which one value is used: not those that a function takes as a list. */
void expr_single_names(
    const struct expr *expr, void (*each)(void *context, const char *name), void *context);

/* Evaluates. Results live in the arena. 0, or -1 with the fault (which may be null). */
int expr_eval(const struct expr *expr, const struct names *names, struct arena *arena,
    struct value *out, struct fault *fault);

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

/* Calls each for the parts of an `or` at the top, of which one is enough. None when it is no `or`.
 */
void expr_alternatives(
    const struct expr *expr, void (*each)(void *context, const struct expr *part), void *context);
int expr_place(const struct expr *expr); /* where it begins: the character, from 1 */

/* Puts values into a sentence with ${name}. An open answer or an unknown name gives "…", and sets
 * *open (may be null). */
char *text_fill(struct arena *arena, const char *text, const struct names *names, bool *open);

/* Every ${name} of a text. Returns false when one is not well formed (`${` without `}`). */
bool text_names(const char *text, void (*each)(void *context, const char *name), void *context);

#endif
