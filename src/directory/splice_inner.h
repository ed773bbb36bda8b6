/* The parts of a splice: where a path leads, how a value is written, what the bytes become. */
#ifndef DIRECTORY_SPLICE_INNER_H
#define DIRECTORY_SPLICE_INNER_H

#include "dialogue/finding.h"
#include "directory/splice.h"

/* Follows the path as far as the tree has it; *rest is what is left of it ("" when all is there).
 */
struct yaml *splice_follow(struct yaml *root, const char *path, const char **rest);

/* Of a text in several languages its English; any other node is its own. */
struct yaml *splice_english(struct yaml *node);

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

/* Where a value goes: over a text, behind a map's or a list's last entry, or into the map that a
 * text, or nothing, becomes. */
enum splice_place { INTO_SCALAR, INTO_MAP, INTO_LIST, FOR_TEXT };

struct splice {
	struct arena arena;
	struct finding_list findings;
	const char *text, *eol;
	size_t length;
	struct yaml *root; /* as read; then as it should be read after the change */
	struct yaml *node; /* what the path led to */
	const char *rest;  /* what it did not lead to */
	bool flow;         /* the node stands within { } or [ ], or is written so */
	enum splice_place place;
	const char *old;         /* what the text said there */
	struct yaml *after_node; /* the child that the new entry stands behind */
	/* The change: these bytes give way to `before`, the value, `after`. */
	size_t start, end;
	struct buf before, after;
	struct splice_entry entry;
};

/* Sets `place`; -1 when the text has none for the path. */
int splice_find_place(struct splice *splice, const char *path, struct err *err);
/* The tree becomes as it should be read with the value there. */
void splice_prepare(struct splice *splice, const char *path, const char *value);
/* After that: the bytes, with the value in this style. */
void splice_write_change(struct splice *splice, enum splice_style style);
/* Before that: the bytes of a scalar with another value. */
void splice_write_scalar(struct splice *splice, enum splice_style style, const char *value);
/* Bytes and tree without this node. */
void splice_cut(struct splice *splice, struct yaml *node);

#endif
