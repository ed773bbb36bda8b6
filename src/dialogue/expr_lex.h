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
	struct fault *fault; /* may be null */
	const char *counted; /* up to here, `columns` characters; null: none yet */
	int columns;
};

/* 0, or -1 with the fault. After an operand only an operator can follow: `*` and `div`. */
int lexer_next(struct lexer *lexer, bool after_operand, struct token *token);
/* The next sign is this one, blanks left out of account: then it is taken. */
bool lexer_take(struct lexer *lexer, const char *sign);

/* A decimal number at the start of a text, by C's rules whatever the locale; the bytes it takes. */
size_t number_read(const char *text, double *number);

#endif
