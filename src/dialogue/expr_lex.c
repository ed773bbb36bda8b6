#include "dialogue/expr_lex.h"

#include "dialogue/yaml_traps.h"

#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

size_t
number_read(const char *text, double *number)
{
	size_t at = 0, digits = 0;
	double whole = 0, scale = 1;
	for (; is_digit(text[at]); at++, digits++)
		whole = whole * 10 + (text[at] - '0');
	if (text[at] == '.' && (digits > 0 || is_digit(text[at + 1]))) {
		at++;
		for (; is_digit(text[at]); at++, digits++)
			if (scale < 1e17) {
				whole = whole * 10 + (text[at] - '0');
				scale *= 10;
			}
	}
	*number = whole / scale;
	return digits > 0 ? at : 0;
}

/* Counts on from the last place: a long condition has many words. */
static int
column(struct lexer *lexer)
{
	if (!lexer->counted)
		lexer->counted = lexer->source;
	lexer->columns += trap_columns(lexer->counted, (size_t)(lexer->at - lexer->counted));
	lexer->counted = lexer->at;
	return lexer->columns + 1;
}

static int
lex_name(struct lexer *lexer, struct token *token)
{
	const char *start = lexer->at + 2, *end = start;
	while (is_letter(*end) || is_digit(*end) || *end == '.' || *end == '-')
		end++;
	if (end == start || *end != '}')
		return fault_set(lexer->fault, FAULT_SYNTAX, token->at,
		    "a name is written ${name}, with letters, digits, '_', '-' and '.'");
	token->kind = TOKEN_NAME;
	token->text = start;
	token->length = (size_t)(end - start);
	lexer->at = end + 1;
	return 0;
}

static int
lex_string(struct lexer *lexer, struct token *token)
{
	char quote = *lexer->at;
	const char *end = strchr(lexer->at + 1, quote);
	if (!end)
		return fault_set(lexer->fault, FAULT_SYNTAX, token->at,
		    "the quote %c that opens here is never closed", quote);
	token->kind = TOKEN_STRING;
	token->text = lexer->at + 1;
	token->length = (size_t)(end - lexer->at) - 1;
	lexer->at = end + 1;
	return 0;
}

static bool
word_is(const struct token *token, const char *word)
{
	return token->length == strlen(word) && memcmp(token->text, word, token->length) == 0;
}

static int
lex_word(struct lexer *lexer, bool after_operand, struct token *token)
{
	static const struct {
		const char *word;
		enum op op;
	} words[] = {{"or", OP_OR}, {"and", OP_AND}, {"div", OP_DIVIDE}, {"mod", OP_MODULO}};
	token->kind = TOKEN_WORD;
	token->text = lexer->at;
	while (is_letter(*lexer->at) || is_digit(*lexer->at) || *lexer->at == '-' ||
	       (*lexer->at == ':' && is_letter(lexer->at[1])))
		lexer->at++;
	token->length = (size_t)(lexer->at - token->text);
	if (!after_operand)
		return 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (word_is(token, words[i].word)) {
			token->kind = TOKEN_OP;
			token->op = words[i].op;
			return 0;
		}
	if (word_is(token, "AND") || word_is(token, "OR") || word_is(token, "And") ||
	    word_is(token, "Or"))
		return fault_set(
		    lexer->fault, FAULT_SYNTAX, token->at, "write 'and' and 'or' in small letters");
	return fault_set(lexer->fault, FAULT_SYNTAX, token->at,
	    "'%.*s' stands where 'and', 'or' or a sign such as = should be", (int)token->length,
	    token->text);
}

/* Signs that other languages have, and what to write instead. Longer ones first. */
static int
lex_foreign(struct lexer *lexer, struct token *token)
{
	static const char path[] = "paths are not possible here: write ${name} for the answer";
	static const struct {
		const char *sign;
		enum fault_kind kind;
		const char *sentence;
	} table[] = {
	    {"\xE2\x80\x98", FAULT_QUOTE, "this is a curly quote: type ' instead"},
	    {"\xE2\x80\x99", FAULT_QUOTE, "this is a curly quote: type ' instead"},
	    {"\xE2\x80\x9C", FAULT_QUOTE, "this is a curly quote: type \" instead"},
	    {"\xE2\x80\x9D", FAULT_QUOTE, "this is a curly quote: type \" instead"},
	    {"\xE2\x80\x93", FAULT_SYNTAX, "this is a dash: type - instead"},
	    {"\xE2\x89\xA0", FAULT_SYNTAX, "write != for 'is not'"},
	    {"\xE2\x89\xA4", FAULT_SYNTAX, "write <= for 'at most'"},
	    {"\xE2\x89\xA5", FAULT_SYNTAX, "write >= for 'at least'"},
	    {"&", FAULT_SYNTAX, "write 'and'"},
	    {"|", FAULT_SYNTAX, "write 'or'"},
	    {"!", FAULT_SYNTAX, "write not(…), or != for 'is not'"},
	    {"/", FAULT_PATH,
		"paths are not possible here: write ${name} for the answer; 'divided by' is div"},
	    {"[", FAULT_PATH, path},
	    {"@", FAULT_PATH, path},
	    {"..", FAULT_PATH, path},
	    {"{", FAULT_SYNTAX, "a name is written ${name}: the $ is missing"},
	    {"$", FAULT_SYNTAX, "a name is written ${name}: the { is missing"},
	    {"%", FAULT_SYNTAX, "write mod for the rest of a division"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strncmp(lexer->at, table[i].sign, strlen(table[i].sign)) == 0)
			return fault_set(
			    lexer->fault, table[i].kind, token->at, "%s", table[i].sentence);
	return fault_set(lexer->fault, FAULT_SYNTAX, token->at, "this sign means nothing here");
}

static int
lex_sign(struct lexer *lexer, struct token *token)
{
	static const struct {
		const char *sign;
		enum token_kind kind;
		enum op op;
	} table[] = {
	    {"!=", TOKEN_OP, OP_UNEQUAL},
	    {"<=", TOKEN_OP, OP_LESS_EQUAL},
	    {">=", TOKEN_OP, OP_GREATER_EQUAL},
	    {"=", TOKEN_OP, OP_EQUAL},
	    {"<", TOKEN_OP, OP_LESS},
	    {">", TOKEN_OP, OP_GREATER},
	    {"+", TOKEN_OP, OP_ADD},
	    {"-", TOKEN_OP, OP_SUBTRACT},
	    {"*", TOKEN_OP, OP_MULTIPLY},
	    {"(", TOKEN_OPEN, OP_NONE},
	    {")", TOKEN_CLOSE, OP_NONE},
	    {",", TOKEN_COMMA, OP_NONE},
	};
	if (strncmp(lexer->at, "==", 2) == 0)
		return fault_set(lexer->fault, FAULT_SYNTAX, token->at, "write one = for 'is'");
	if (strncmp(lexer->at, "<>", 2) == 0)
		return fault_set(lexer->fault, FAULT_SYNTAX, token->at, "write != for 'is not'");
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t length = strlen(table[i].sign);
		if (strncmp(lexer->at, table[i].sign, length) != 0)
			continue;
		token->kind = table[i].kind;
		token->op = table[i].op;
		lexer->at += length;
		return 0;
	}
	return lex_foreign(lexer, token);
}

static void
skip_blanks(struct lexer *lexer)
{
	for (;;) {
		if (*lexer->at != '\0' && strchr(" \t\r\n", *lexer->at))
			lexer->at++;
		else if (strncmp(lexer->at, "\xC2\xA0", 2) == 0) /* spreadsheets' hard blank */
			lexer->at += 2;
		else
			return;
	}
}

bool
lexer_take(struct lexer *lexer, const char *sign)
{
	skip_blanks(lexer);
	size_t length = strlen(sign);
	if (strncmp(lexer->at, sign, length) != 0)
		return false;
	lexer->at += length;
	return true;
}

int
lexer_next(struct lexer *lexer, bool after_operand, struct token *token)
{
	skip_blanks(lexer);
	*token = (struct token){.kind = TOKEN_END, .at = column(lexer)};
	const char *at = lexer->at;
	if (*at == '\0')
		return 0;
	if (at[0] == '$' && at[1] == '{')
		return lex_name(lexer, token);
	if (*at == '\'' || *at == '"')
		return lex_string(lexer, token);
	size_t length = number_read(at, &token->number);
	if (length > 0) {
		token->kind = TOKEN_NUMBER;
		lexer->at += length;
		return 0;
	}
	if (at[0] == '.' && at[1] != '.') {
		token->kind = TOKEN_NAME;
		token->text = at;
		token->length = 1;
		lexer->at++;
		return 0;
	}
	if (is_letter(*at))
		return lex_word(lexer, after_operand, token);
	return lex_sign(lexer, token);
}
