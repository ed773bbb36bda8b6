/*
 * A strict reader of the YAML subset that service files are written in: block and flow mappings,
 * sequences, scalars. Refused, each with its own sentence: anchors, aliases, tags, a second
 * document, duplicate keys, nesting over 32, files over 4 MiB, and the traps people fall into (an
 * unquoted '#' that cuts a sentence, a colon in a sentence, a leading quote that ends early, tabs
 * as indentation). Every scalar stays text. Every node knows its line and column (from 1) for
 * messages, and its bytes for who changes one node and leaves the rest of the text as it is
 * (directory/splice.h).
 */
#ifndef DIALOGUE_YAML_H
#define DIALOGUE_YAML_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { YAML_MOST = 4 << 20 };

struct finding_list; /* dialogue/finding.h */

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind kind;
	int line, column;  /* of the node's first character */
	const char *text;  /* YAML_SCALAR; "" when nothing is written */
	bool quoted;       /* a quoted or block scalar */
	bool flow;         /* a map in { }, a list in [ ] */
	size_t start, end; /* its bytes in the text, quotes and brackets with them; the line ends
			      that follow a block scalar are not its */
	const char *key;   /* when it is the value in a mapping */
	int key_line, key_column;
	size_t key_start;
	struct yaml *first, *next; /* children; brothers */
	struct yaml *parent;       /* null for the root */
	size_t count;
};

/* Parses a whole file. Everything lives in the arena. Null when a finding of level error was added.
 */
struct yaml *yaml_parse(struct arena *arena, const char *name, const char *text, size_t length,
    struct finding_list *findings);

const struct yaml *yaml_get(const struct yaml *map, const char *key); /* null when absent */
const char *yaml_text(const struct yaml *map, const char *key); /* null when absent or not scalar */

#endif
