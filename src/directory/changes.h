/*
 * What changed between two texts of a service, as a person would say it: by service, then by what
 * it is (a fact, a prompt's text, the hours of one council), never by lines of the file. Pure.
 */
#ifndef DIRECTORY_CHANGES_H
#define DIRECTORY_CHANGES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stddef.h>

enum change_kind {
	CHANGE_ADDED,
	CHANGE_REMOVED,
	CHANGE_ALTERED,
	CHANGE_MOVED, /* the same things in another order */
	CHANGE_LAYOUT /* comments, blanks or quotes: nothing that anybody is shown */
};

struct change {
	enum change_kind kind;
	const char *path;    /* where, as directory/splice.h writes it; "" for the whole text */
	const char *council; /* whose variant it is in; null: the common text */
	const char *what;    /* "fact fee", "prompt bin, text in Welsh": in the reader's language */
	const char *was, *now; /* null: not there, or more than one text */
	const char *behind;    /* "Welsh, Polish": these still say what they said; null: none */
	int line;              /* in the new text; of what was removed, in the old one */
	struct change *next;
};

/* The changes in the order of the new text, then what was removed; null when there are none. A null
 * `was` or `now`: there is no such text; then it is one change. -1 with a sentence when a text
 * cannot be read. All strings live in the arena. */
int changes_between(
    struct arena *arena, const char *was, const char *now, struct change **out, struct err *err);

/* What the place of a path is called, and in *council whose variant it is in (unset when common).
 */
const char *change_place(struct arena *arena, const char *path, const char **council);

/* One line: `fact fee: £20 → £22`, `prompt bin added: Which bin was missed?`. */
void change_words(struct buf *out, const struct change *change);

#endif
