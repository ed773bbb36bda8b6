/* The words of an expression. Inner header of its parser. */
#ifndef DIALOGUE_EXPR_LEX_H
#define DIALOGUE_EXPR_LEX_H

#include "dialogue/expr_inner.h"

enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_STRING,
	TOKEN_NAME, /* ${name} or . */
	TOKEN_WORD, /* a function */
	TOKEN_OP,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA
};

struct token {
	enum token_kind kind;
	enum op op;
	const char *text; /* of a string, name or word: not ended by NUL */
	size_t length;
	double number;
	int at; /* character in the source, from 1 */
};

struct lexer {
	const char *source, *at;
	struct err *err;
	int error_at;
};

/* 0, or -1 with err and error_at. After an operand only an operator can follow: `*` and `div`. */
int lexer_next(struct lexer *lexer, bool after_operand, struct token *token);
int lexer_fail(struct lexer *lexer, int at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A decimal number at the start of a text, by C's rules whatever the locale; the bytes it takes. */
size_t number_read(const char *text, double *number);

#endif
