/* The parsed form of an expression, shared by its parser, its evaluator and lint's questions. */
#ifndef DIALOGUE_EXPR_INNER_H
#define DIALOGUE_EXPR_INNER_H

#include "dialogue/expr.h"

enum { MOST_SOURCE = 4096, MOST_RESULT = 4096, MOST_NESTED = 40, MOST_ARGUMENTS = 32 };

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

/* Functions get values that are all known; `if` and `coalesce` are the evaluator's own. */
struct call {
	const struct expr *node;
	const struct value *arguments;
	size_t count;
	const struct names *names;
	struct arena *arena;
	struct err *err;
};

struct function {
	const char *name;
	size_t least, most;
	int (*apply)(const struct call *call, struct value *out);
};

const struct function *function_find(const char *name, size_t length);
extern const struct function function_if, function_coalesce;

#endif
