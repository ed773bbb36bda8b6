#include "dialogue/expr_lex.h"
#include "dialogue/pattern.h"

#include <string.h>

struct parser {
	struct lexer lexer;
	struct token token; /* the one to be used next */
	struct arena *arena;
	int nesting;
};

/* From what binds least to what binds most. */
static const enum op levels[][5] = {
    {OP_OR},
    {OP_AND},
    {OP_EQUAL, OP_UNEQUAL},
    {OP_LESS, OP_LESS_EQUAL, OP_GREATER, OP_GREATER_EQUAL},
    {OP_ADD, OP_SUBTRACT},
    {OP_MULTIPLY, OP_DIVIDE, OP_MODULO},
};
enum { LEVELS = sizeof levels / sizeof *levels };

static struct expr *parse_level(struct parser *parser, int level);

static int
advance(struct parser *parser, bool after_operand)
{
	return lexer_next(&parser->lexer, after_operand, &parser->token);
}

static struct expr *
new_expr(struct parser *parser, enum node_kind kind)
{
	struct expr *expr = arena_alloc(parser->arena, sizeof *expr);
	expr->kind = kind;
	expr->at = parser->token.at;
	return expr;
}

static struct expr *
parse_constant(struct parser *parser)
{
	struct expr *expr = new_expr(parser, NODE_CONSTANT);
	if (parser->token.kind == TOKEN_NUMBER) {
		expr->constant.kind = VALUE_NUMBER;
		expr->constant.number = parser->token.number;
	} else {
		expr->constant.kind = VALUE_STRING;
		expr->constant.string =
		    arena_strndup(parser->arena, parser->token.text, parser->token.length);
	}
	return advance(parser, true) == 0 ? expr : NULL;
}

static struct expr *
parse_name(struct parser *parser)
{
	struct expr *expr = new_expr(parser, NODE_NAME);
	expr->name = arena_strndup(parser->arena, parser->token.text, parser->token.length);
	return advance(parser, true) == 0 ? expr : NULL;
}

static struct expr *
parse_brackets(struct parser *parser)
{
	int at = parser->token.at;
	if (advance(parser, false))
		return NULL;
	struct expr *expr = parse_level(parser, 0);
	if (!expr)
		return NULL;
	if (parser->token.kind != TOKEN_CLOSE) {
		lexer_fail(&parser->lexer, at, "the bracket that opens here is never closed");
		return NULL;
	}
	return advance(parser, true) == 0 ? expr : NULL;
}

static int
parse_arguments(struct parser *parser, struct expr *call)
{
	struct expr **last = &call->first;
	if (advance(parser, false))
		return -1;
	if (parser->token.kind == TOKEN_CLOSE)
		return advance(parser, true);
	for (;;) {
		struct expr *argument = parse_level(parser, 0);
		if (!argument)
			return -1;
		*last = argument;
		last = &argument->next;
		if (++call->count > MOST_ARGUMENTS)
			return lexer_fail(&parser->lexer, call->at, "there are too many values");
		if (parser->token.kind == TOKEN_CLOSE)
			return advance(parser, true);
		if (parser->token.kind != TOKEN_COMMA)
			return lexer_fail(&parser->lexer, call->at,
			    "the bracket of %s( is never closed", call->function->name);
		if (advance(parser, false))
			return -1;
	}
}

static int
check_call(struct parser *parser, struct expr *call)
{
	const struct function *function = call->function;
	if (call->count < function->least || call->count > function->most) {
		if (function->most == 0)
			return lexer_fail(&parser->lexer, call->at,
			    "%s() takes nothing in its brackets", function->name);
		if (function->least == function->most)
			return lexer_fail(&parser->lexer, call->at,
			    "%s() takes %zu value%s, not %zu", function->name, function->least,
			    function->least == 1 ? "" : "s", call->count);
		return lexer_fail(&parser->lexer, call->at, "%s() takes %s %zu values, not %zu",
		    function->name, call->count < function->least ? "at least" : "at most",
		    call->count < function->least ? function->least : function->most, call->count);
	}
	const struct expr *last = call->first;
	while (last && last->next)
		last = last->next;
	if (!last || last->kind != NODE_CONSTANT || last->constant.kind != VALUE_STRING)
		return 0;
	struct err why = {{0}};
	if (strcmp(function->name, "regex") == 0) {
		call->pattern = pattern_compile(parser->arena, last->constant.string, &why);
		if (!call->pattern)
			return lexer_fail(&parser->lexer, last->at, "%s", why.text);
	}
	struct date date;
	if (strcmp(function->name, "date") == 0 && last->constant.string[0] != '\0' &&
	    !date_parse(last->constant.string, &date))
		return lexer_fail(&parser->lexer, last->at,
		    "'%s' is no date: write year-month-day, as in '2026-11-20'",
		    last->constant.string);
	return 0;
}

static struct expr *
parse_call(struct parser *parser)
{
	struct token word = parser->token;
	int length = (int)word.length;
	struct expr *call = new_expr(parser, NODE_CALL);
	call->function = function_find(word.text, word.length);
	if (advance(parser, true) || parser->token.kind != TOKEN_OPEN) {
		if (call->function && call->function->most == 0)
			lexer_fail(&parser->lexer, word.at, "write %.*s()", length, word.text);
		else
			lexer_fail(&parser->lexer, word.at,
			    "'%.*s' is neither a text nor a name: write '%.*s' in quotes for the "
			    "text, ${%.*s} for the answer",
			    length, word.text, length, word.text, length, word.text);
		return NULL;
	}
	if (!call->function) {
		lexer_fail(
		    &parser->lexer, word.at, "there is no function %.*s()", length, word.text);
		return NULL;
	}
	if (parse_arguments(parser, call) || check_call(parser, call))
		return NULL;
	return call;
}

static struct expr *
parse_operand(struct parser *parser)
{
	switch (parser->token.kind) {
	case TOKEN_NUMBER:
	case TOKEN_STRING:
		return parse_constant(parser);
	case TOKEN_NAME:
		return parse_name(parser);
	case TOKEN_WORD:
		return parse_call(parser);
	case TOKEN_OPEN:
		return parse_brackets(parser);
	case TOKEN_END:
		lexer_fail(&parser->lexer, parser->token.at,
		    parser->token.at == 1 ? "the condition is empty"
					  : "the condition ends too early: a value is missing");
		return NULL;
	default:
		lexer_fail(&parser->lexer, parser->token.at, "a value is missing here");
		return NULL;
	}
}

static struct expr *
parse_unary(struct parser *parser)
{
	if (parser->token.kind != TOKEN_OP || parser->token.op != OP_SUBTRACT)
		return parse_operand(parser);
	struct expr *negate = new_expr(parser, NODE_NEGATE);
	bool odd = false;
	while (parser->token.kind == TOKEN_OP && parser->token.op == OP_SUBTRACT) {
		odd = !odd;
		if (advance(parser, false))
			return NULL;
	}
	negate->first = parse_operand(parser);
	if (!negate->first || odd)
		return negate->first ? negate : NULL;
	/* Two signs cancel out, but still make a number of it. */
	struct expr *again = new_expr(parser, NODE_NEGATE);
	again->at = negate->at;
	again->first = negate;
	return again;
}

static bool
at_level(const struct parser *parser, int level)
{
	if (parser->token.kind != TOKEN_OP)
		return false;
	for (size_t i = 0; i < 5 && levels[level][i] != OP_NONE; i++)
		if (levels[level][i] == parser->token.op)
			return true;
	return false;
}

/* A node hangs in one list only: as an operand of its chain or as an argument of its call. */
static struct expr *
parse_chain(struct parser *parser, int level)
{
	struct expr *first =
	    level + 1 < LEVELS ? parse_chain(parser, level + 1) : parse_unary(parser);
	if (!first || !at_level(parser, level))
		return first;
	struct expr *chain = arena_alloc(parser->arena, sizeof *chain), *last = first;
	chain->kind = NODE_CHAIN;
	chain->at = first->at;
	chain->first = first;
	chain->count = 1;
	while (at_level(parser, level)) {
		enum op op = parser->token.op;
		if (advance(parser, false))
			return NULL;
		struct expr *operand =
		    level + 1 < LEVELS ? parse_chain(parser, level + 1) : parse_unary(parser);
		if (!operand)
			return NULL;
		operand->op = op;
		last->next = operand;
		last = operand;
		chain->count++;
	}
	return chain;
}

static struct expr *
parse_level(struct parser *parser, int level)
{
	if (++parser->nesting > MOST_NESTED) {
		lexer_fail(&parser->lexer, parser->token.at,
		    "there are too many brackets in "
		    "brackets");
		return NULL;
	}
	struct expr *expr = parse_chain(parser, level);
	parser->nesting--;
	return expr;
}

static struct expr *
parse_all(struct parser *parser)
{
	if (advance(parser, false))
		return NULL;
	struct expr *expr = parse_level(parser, 0);
	if (!expr || parser->token.kind == TOKEN_END)
		return expr;
	if (parser->token.kind == TOKEN_CLOSE)
		lexer_fail(&parser->lexer, parser->token.at,
		    "this bracket closes nothing: delete it, or open one before");
	else
		lexer_fail(&parser->lexer, parser->token.at,
		    "'and', 'or' or a sign such as = is missing before this");
	return NULL;
}

struct expr *
expr_parse(struct arena *arena, const char *source, int *at, struct err *err)
{
	struct parser parser = {
	    .arena = arena, .lexer = {.source = source, .at = source, .err = err, .error_at = 1}};
	struct expr *expr = NULL;
	if (strlen(source) > MOST_SOURCE)
		err_set(err, "the condition is longer than 4096 characters");
	else
		expr = parse_all(&parser);
	if (!expr && at)
		*at = parser.lexer.error_at;
	return expr;
}
