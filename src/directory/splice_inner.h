/* The parts of a splice: where a path leads, how a value is written, what the bytes become. */
#ifndef DIRECTORY_SPLICE_INNER_H
#define DIRECTORY_SPLICE_INNER_H

#include "directory/splice.h"

/* Follows the path as far as the tree has it; *rest is what is left of it ("" when all is there).
 */
struct yaml *splice_follow(struct yaml *root, const char *path, const char **rest);

/* The first name of a path, its length in *length; *next is what follows. */
const char *splice_name(const char *path, size_t *length, const char **next);

/* The key that a plainly written text moves to when it becomes a map to take `name` (the first of
 * a path); null when a text cannot become a map for it. */
const char *splice_home(const char *name);

/* The ways to write a value, simplest first. */
enum splice_style { SPLICE_PLAIN, SPLICE_SINGLE, SPLICE_DOUBLE, SPLICE_LITERAL };

/* How this scalar stands in the text. */
enum splice_style splice_style_of(const char *text, const struct yaml *scalar);

/* Whether the style can say this value at all; the reader decides whether it does so here. */
bool splice_can(enum splice_style style, const char *value, bool flow);

/* Writes the value; `indent` is that of a literal block's lines, `eol` ends them. */
void splice_write(
    struct buf *out, enum splice_style style, const char *value, size_t indent, const char *eol);

struct splice_entry { /* a value and the keys that lead to it */
	const char *path, *value;
	enum splice_style style;
	bool flow;      /* stands within { } or [ ] */
	bool leaf_flow; /* its last map is written { … } */
	size_t indent;
	const char *eol;
};

/* `a:` and below it, `b: value`; the first key stands where the writing is, without a line end. */
void splice_write_entry(struct buf *out, const struct splice_entry *entry);

#endif
