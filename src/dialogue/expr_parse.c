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

/* The commonest fault: what stands there is not what can stand there. */
static struct expr *
refuse(struct parser *parser, int at, const char *sentence)
{
	fault_set(parser->lexer.fault, FAULT_SYNTAX, at, "%s", sentence);
	return NULL;
}

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
	if (parser->token.kind != TOKEN_CLOSE)
		return refuse(parser, at, "the bracket that opens here is never closed");
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
			return fault_set(parser->lexer.fault, FAULT_COUNT, call->at,
			    "there are too many values");
		if (parser->token.kind == TOKEN_CLOSE)
			return advance(parser, true);
		if (parser->token.kind != TOKEN_COMMA)
			return fault_set(parser->lexer.fault, FAULT_SYNTAX, call->at,
			    "the bracket of %s( is never closed", call->function->name);
		if (advance(parser, false))
			return -1;
	}
}

static int
check_count(struct parser *parser, const struct expr *call)
{
	const struct function *function = call->function;
	struct fault *fault = parser->lexer.fault;
	if (call->count >= function->least && call->count <= function->most)
		return 0;
	if (function->most == 0)
		return fault_set(fault, FAULT_COUNT, call->at, "%s() takes nothing in its brackets",
		    function->name);
	if (function->least == function->most)
		return fault_set(fault, FAULT_COUNT, call->at, "%s() takes %zu value%s, not %zu",
		    function->name, function->least, function->least == 1 ? "" : "s", call->count);
	return fault_set(fault, FAULT_COUNT, call->at, "%s() takes %s %zu values, not %zu",
	    function->name, call->count < function->least ? "at least" : "at most",
	    call->count < function->least ? function->least : function->most, call->count);
}

/* The name in the quotes of jr:choice-name(${bin}, '${bin}'). */
static int
check_label(struct parser *parser, struct expr *quoted)
{
	struct lexer lexer = {.source = quoted->constant.string, .at = quoted->constant.string};
	struct token name, end;
	if (quoted->kind != NODE_CONSTANT || quoted->constant.kind != VALUE_STRING ||
	    lexer_next(&lexer, false, &name) || name.kind != TOKEN_NAME ||
	    lexer_next(&lexer, true, &end) || end.kind != TOKEN_END)
		return fault_set(parser->lexer.fault, FAULT_VALUE, quoted->at,
		    "jr:choice-name() takes a value and then its question in quotes: '${name}'");
	quoted->kind = NODE_NAME;
	quoted->name = arena_strndup(parser->arena, name.text, name.length);
	return 0;
}

static bool
is_text(const struct expr *expr)
{
	return expr && expr->kind == NODE_CONSTANT && expr->constant.kind == VALUE_STRING;
}

/* What can be said about a constant, before anybody waits for its value. */
static int
check_constant(struct parser *parser, struct expr *call, const struct expr *last)
{
	const char *name = call->function->name, *text = last->constant.string;
	struct fault *fault = parser->lexer.fault;
	struct err why = {{0}};
	struct date date;
	double days;
	if (strcmp(name, "regex") == 0) {
		call->pattern = pattern_compile(parser->arena, text, &why);
		if (!call->pattern)
			return fault_set(fault, FAULT_VALUE, last->at, "%s", why.text);
	}
	if (strcmp(name, "date") == 0 && text[0] != '\0' && !date_parse(text, &date) &&
	    !text_moment(text, &days))
		return fault_set(fault, FAULT_VALUE, last->at,
		    "'%s' is no date: write year-month-day, as in '2026-11-20'", text);
	if (strncmp(name, "format-date", strlen("format-date")) == 0 && !date_format_good(text))
		return fault_set(fault, FAULT_VALUE, last->at, DATE_FORMAT_SIGNS);
	return 0;
}

static int
check_call(struct parser *parser, struct expr *call)
{
	struct expr *last = call->first;
	if (check_count(parser, call))
		return -1;
	while (last && last->next)
		last = last->next;
	if (call->function->way == WAY_LABEL)
		return check_label(parser, last);
	if (call->function->way == WAY_COUNT && last->kind != NODE_NAME)
		return fault_set(parser->lexer.fault, FAULT_VALUE, last->at,
		    "count() counts the answers to one question: write count(${name})");
	return is_text(last) ? check_constant(parser, call, last) : 0;
}

/* A word that is no function here. */
static void
refuse_word(struct parser *parser, const struct token *word, const struct function *function)
{
	int length = (int)word->length;
	const char *after = word->text + word->length;
	struct fault *fault = parser->lexer.fault;
	if (*after == '/' || (*after == ':' && after[1] == ':'))
		fault_set(fault, FAULT_PATH, word->at,
		    "paths are not possible here: write ${name} for the answer");
	else if (function && function->most == 0)
		fault_set(fault, FAULT_SYNTAX, word->at, "write %.*s()", length, word->text);
	else
		fault_set(fault, FAULT_SYNTAX, word->at,
		    "'%.*s' is neither a text nor a name: write '%.*s' in quotes for the "
		    "text, ${%.*s} for the answer",
		    length, word->text, length, word->text, length, word->text);
}

/* instance() and current() only begin a path. */
static void
refuse_function(struct parser *parser, const struct token *word)
{
	int length = (int)word->length;
	bool path = function_starts_path(word->text, word->length);
	fault_set(parser->lexer.fault, path ? FAULT_PATH : FAULT_FUNCTION, word->at,
	    path ? "%.*s() begins a path, and paths are not possible here: write ${name} for the "
		   "answer"
		 : "there is no function %.*s()",
	    length, word->text);
}

/* position(..) is how ODK writes it: `..` is the instance that this stands in. */
static bool
take_position(struct parser *parser, const struct function *function)
{
	struct lexer before = parser->lexer;
	if (strcmp(function->name, "position") == 0 && lexer_take(&parser->lexer, "..") &&
	    lexer_take(&parser->lexer, ")"))
		return true;
	parser->lexer = before;
	return false;
}

static struct expr *
parse_call(struct parser *parser)
{
	struct token word = parser->token;
	const struct function *function = function_find(word.text, word.length);
	struct expr *call = new_expr(parser, NODE_CALL);
	call->function = function;
	if (!lexer_take(&parser->lexer, "(")) {
		refuse_word(parser, &word, function);
		return NULL;
	}
	if (!function) {
		refuse_function(parser, &word);
		return NULL;
	}
	if (take_position(parser, function))
		return advance(parser, true) == 0 ? call : NULL;
	return parse_arguments(parser, call) == 0 && check_call(parser, call) == 0 ? call : NULL;
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
		return refuse(parser, parser->token.at,
		    parser->token.at == 1 ? "the condition is empty"
					  : "the condition ends too early: a value is missing");
	default:
		return refuse(parser, parser->token.at, "a value is missing here");
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
		fault_set(parser->lexer.fault, FAULT_SIZE, parser->token.at,
		    "there are too many brackets in brackets");
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
	return refuse(parser, parser->token.at,
	    parser->token.kind == TOKEN_CLOSE
		? "this bracket closes nothing: delete it, or open one before"
		: "'and', 'or' or a sign such as = is missing before this");
}

struct expr *
expr_parse(struct arena *arena, const char *source, struct fault *fault)
{
	struct parser parser = {
	    .arena = arena, .lexer = {.source = source, .at = source, .fault = fault}};
	if (strlen(source) > MOST_SOURCE) {
		fault_set(fault, FAULT_SIZE, 1, "the condition is longer than 1 MiB");
		return NULL;
	}
	return parse_all(&parser);
}
