#include "dialogue/yaml_traps.h"

#include <string.h>

const char trap_comment_sentence[] =
    "the '#' starts a comment here and cuts the text short: put the whole text in quotes (a real "
    "comment has two blanks before its '#' and one after)";

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

int
trap_columns(const char *text, size_t length)
{
	int columns = 0;
	for (size_t i = 0; i < length; i++)
		if (((unsigned char)text[i] & 0xC0) != 0x80)
			columns++;
	return columns;
}

bool
trap_tab(const char *line, size_t length, struct trap *trap)
{
	size_t i = 0, tab = length;
	for (; i < length && is_blank(line[i]); i++)
		if (line[i] == '\t' && tab == length)
			tab = i;
	if (i == length || tab == length)
		return false;
	trap->column = (int)tab + 1;
	trap->sentence = "a tab is used as indentation: use blanks, two for each level";
	return true;
}

bool
trap_comment(const char *rest, size_t length)
{
	size_t blanks = 0;
	while (blanks < length && is_blank(rest[blanks]))
		blanks++;
	if (blanks == 0 || blanks == length || rest[blanks] != '#')
		return false;
	if (blanks == 1 && rest[0] == ' ')
		return true;
	char after = blanks + 1 < length ? rest[blanks + 1] : ' ';
	return !is_blank(after) && after != '#' && after != '-' && after != '=';
}

/* Past the indentation, the dashes of a list and, when there is one, the key. */
static size_t
value_start(const char *line, size_t length)
{
	size_t at = 0;
	for (;;) {
		while (at < length && is_blank(line[at]))
			at++;
		if (at + 1 < length && line[at] == '-' && is_blank(line[at + 1]))
			at++;
		else
			break;
	}
	for (size_t i = at; i < length; i++) {
		char c = line[i];
		if (c == '"' || c == '\'' || c == '{' || c == '[' || c == '#')
			break;
		if (c == ':' && i + 1 < length && is_blank(line[i + 1])) {
			at = i + 1;
			while (at < length && is_blank(line[at]))
				at++;
			break;
		}
	}
	return at;
}

/* The offset after the closing quote, or length when it does not close on this line. */
static size_t
quote_end(const char *line, size_t length, size_t at)
{
	char quote = line[at];
	for (size_t i = at + 1; i < length; i++) {
		if (quote == '"' && line[i] == '\\') {
			i++;
		} else if (line[i] == quote) {
			if (quote == '\'' && i + 1 < length && line[i + 1] == quote)
				i++;
			else
				return i + 1;
		}
	}
	return length;
}

static bool
explain_quote(const char *line, size_t length, size_t at, struct trap *trap)
{
	size_t end = quote_end(line, length, at);
	while (end < length && is_blank(line[end]))
		end++;
	if (end >= length || strchr("#,:]}\r", line[end]))
		return false;
	trap->column = trap_columns(line, end) + 1;
	trap->sentence =
	    line[at] == '"'
		? "the quote at the start ends early and text follows it: put the whole text in "
		  "'single quotes', with every apostrophe in it doubled"
		: "the quote at the start ends early and text follows it: double every apostrophe "
		  "inside, or put the whole text in \"double quotes\"";
	return true;
}

static bool
explain_colon(const char *line, size_t length, size_t at, struct trap *trap)
{
	for (size_t i = at; i < length; i++) {
		if (line[i] == '#' && i > at && is_blank(line[i - 1]))
			return false;
		if (line[i] != ':' || (i + 1 < length && !is_blank(line[i + 1])))
			continue;
		trap->column = trap_columns(line, i) + 1;
		trap->sentence = "the colon makes what stands before it a name: put the whole text "
				 "in 'single quotes'";
		return true;
	}
	return false;
}

static bool
explain_flow(const char *line, size_t length, size_t at, struct trap *trap)
{
	for (size_t i = at; i + 1 < length; i++) {
		if (line[i] != '$' || line[i + 1] != '{')
			continue;
		trap->column = trap_columns(line, i) + 1;
		trap->sentence =
		    "inside { } or [ ] a text with ${…}, a comma or a bracket must be in quotes";
		return true;
	}
	return false;
}

bool
trap_explain(const char *line, size_t length, struct trap *trap)
{
	size_t at = value_start(line, length);
	if (at >= length)
		return false;
	trap->column = trap_columns(line, at) + 1;
	switch (line[at]) {
	case '"':
	case '\'':
		return explain_quote(line, length, at, trap);
	case '@':
	case '`':
	case '%':
	case '*':
	case '&':
	case '!':
		trap->sentence = "a text cannot start with this sign: put the whole text in quotes";
		return true;
	case '{':
	case '[':
		return explain_flow(line, length, at, trap);
	default:
		return explain_colon(line, length, at, trap);
	}
}

const char *
trap_reword(const char *problem)
{
	static const struct {
		const char *part, *sentence;
	} table[] = {
	    {"mapping values are not allowed",
		"a colon is not possible here: put the text in quotes, or check the indentation"},
	    {"expected ',' or",
		"the list or { } opened here is not closed, or a text in it needs quotes"},
	    {"could not find expected ':'", "this is neither a name with a colon nor part of a "
					    "text: check the indentation, and "
					    "put a text of several lines in quotes"},
	    {"did not find expected",
		"this line does not fit the lines above: check how far it is indented"},
	    {"cannot start any token",
		"a text cannot start with this sign: put the whole text in quotes"},
	    {"unexpected end of stream", "a quote, a list or { } is opened and never closed"},
	    {"UTF-8", "this is not UTF-8 text: save the file as UTF-8"},
	    {"control characters", "there is a control character here: delete it"},
	    {"unknown escape",
		"inside \"double quotes\" a backslash starts a code: write \\\\, or use 'single "
		"quotes'"},
	};
	for (size_t i = 0; problem && i < sizeof table / sizeof *table; i++)
		if (strstr(problem, table[i].part))
			return table[i].sentence;
	return problem ? problem : "this cannot be read as YAML";
}
