/*
 * A service's text laid out flat: a path (as directory/splice.h writes them) and a value for each
 * thing that is said in it. How it is written does not matter: a plain text is its own English, a
 * plain fact its own value, a variant's plain words their own text. Inner header of changes.
 */
#ifndef DIRECTORY_FLAT_H
#define DIRECTORY_FLAT_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct leaf {
	const char *path, *value;
	const char *unit;         /* the fact or prompt that comes and goes as one; or null */
	const char *group, *item; /* the list whose order people see, and what of it this is of; or
				     null */
	bool first;               /* the item's first leaf */
	int line;
};

struct flat {
	struct arena *arena;
	struct leaf *leaves; /* in the order of the file */
	size_t count, capacity;
	const struct leaf **sorted; /* by path */
};

int flat_read(struct arena *arena, const char *text, struct flat *out, struct err *err);

const struct leaf *flat_find(const struct flat *flat, const char *path);
/* The first leaf of a unit, of a group; null when there is none. */
const struct leaf *flat_unit(const struct flat *flat, const char *unit);
const struct leaf *flat_group(const struct flat *flat, const char *group);
bool flat_has_item(const struct flat *flat, const char *item);

/* A section with another title is still the section of the prompts that it kept: `now` gets the old
 * title in its prompts, and one leaf for the new title. */
void flat_rename_sections(struct flat *was, struct flat *now);

/* Is it a list in which only what is there counts, as search words? */
bool flat_is_set(const char *name);
/* "Welsh" when the name is the code of a language other than English; else null. */
const char *flat_language(const char *name);

#endif
