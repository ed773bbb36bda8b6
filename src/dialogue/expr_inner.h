/* The parsed form of an expression, shared by its parser, its evaluator and lint's questions. */
#ifndef DIALOGUE_EXPR_INNER_H
#define DIALOGUE_EXPR_INNER_H

#include "dialogue/expr.h"

enum {
	MOST_SOURCE = 1 << 20,
	MOST_RESULT = 4096,
	MOST_NESTED = 40,
	MOST_ARGUMENTS = 32,
	MOST_LISTED = 4096
};

enum op {
	OP_NONE,
	OP_OR,
	OP_AND,
	OP_EQUAL,
	OP_UNEQUAL,
	OP_LESS,
	OP_LESS_EQUAL,
	OP_GREATER,
	OP_GREATER_EQUAL,
	OP_ADD,
	OP_SUBTRACT,
	OP_MULTIPLY,
	OP_DIVIDE,
	OP_MODULO
};

enum node_kind {
	NODE_CONSTANT,
	NODE_NAME,
	NODE_NEGATE, /* one child */
	NODE_CHAIN,  /* operands of one precedence, left to right */
	NODE_CALL
};

struct function;
struct pattern;

struct expr {
	enum node_kind kind;
	enum op op; /* joins it to the operand before it */
	int at;     /* character in the source, from 1 */
	struct value constant;
	const char *name;
	const struct function *function;
	struct pattern *pattern; /* regex() with a constant pattern, compiled once */
	struct expr *first, *next;
	size_t count;
};

/* What is put into a fault, which may be null. Returns -1. */
int fault_set(struct fault *fault, enum fault_kind kind, int at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Functions get values that are all known. */
struct call {
	const struct expr *node;
	const struct value *arguments;
	size_t count;
	const struct names *names;
	struct arena *arena;
	struct fault *fault;
};

/* Which of its arguments a function looks at, and how. */
enum function_way {
	WAY_VALUES,   /* all, as values */
	WAY_LISTS,    /* all; a name that repeats gives all its values */
	WAY_COUNT,    /* names only, and only how many values they have */
	WAY_LABEL,    /* a value, and the name it belongs to in quotes: '${bin}' */
	WAY_IF,       /* only what is needed */
	WAY_COALESCE, /* up to the first that is not empty */
	WAY_ONCE      /* as of the beginning, unless `.` has a value */
};

struct function {
	const char *name;
	size_t least, most;
	int (*apply)(const struct call *call, struct value *out); /* null: the evaluator's own */
	enum function_way way;
};

/* The functions by what they work on, each table ended by a null name. */
extern const struct function text_functions[], number_functions[], date_functions[];

const struct function *function_find(const char *name, size_t length);
bool function_starts_path(const char *name, size_t length); /* instance(), current() */

/* For functions: what they give, and what they are given. */
int give_boolean(struct value *out, bool boolean);
int give_number(struct value *out, double number);
int give_string(struct value *out, const char *string);
const char *call_string(const struct call *call, size_t index);
double call_number(const struct call *call, size_t index);
int call_fault(const struct call *call, size_t index, const char *format, ...)
    __attribute__((format(printf, 3, 4))); /* FAULT_VALUE at that argument */

/* A date or a moment in London as days since 1970, the time of day as part of one; a time alone as
 * part of a day. False when the text is none. */
bool text_moment(const char *text, double *days);

/* Are the signs of this format of format-date() known? */
bool date_format_good(const char *format);
#define DATE_FORMAT_SIGNS                                                                          \
	"the format knows %%Y %%y %%m %%n %%b %%d %%e %%a %%H %%h %%M %%S %%3 and %%%%"

#endif
