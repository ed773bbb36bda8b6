/*
 * The traps of YAML that people who write sentences fall into. Works on the bare lines of a file
 * and says, in their terms, what went wrong. Inner header of the reader.
 */
#ifndef DIALOGUE_YAML_TRAPS_H
#define DIALOGUE_YAML_TRAPS_H

#include <stdbool.h>
#include <stddef.h>

struct trap {
	int column;           /* from 1, in characters */
	const char *sentence; /* constant text */
};

/* A line that is indented with tabs. */
bool trap_tab(const char *line, size_t length, struct trap *trap);

/* What follows a plain text on its line, from its end: a comment that cuts the sentence? A true
 * comment has two blanks before its '#' and one after. */
bool trap_comment(const char *rest, size_t length);
extern const char trap_comment_sentence[];

/* The likeliest reason why the parser stumbled over this line. */
bool trap_explain(const char *line, size_t length, struct trap *trap);

/* The parser's own words for what is left, made into a sentence about what to do. */
const char *trap_reword(const char *problem);

/* Characters (not bytes) in a piece of UTF-8. */
int trap_columns(const char *text, size_t length);

#endif
