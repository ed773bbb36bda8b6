/* The values of a name that can make a difference to a dialogue. Inner header of the proof. */
#ifndef DIRECTORY_LINT_VALUES_H
#define DIRECTORY_LINT_VALUES_H

#include "directory/lint_inner.h"

struct variable {
	const char *name;
	const struct prompt *ask; /* null: a name from outside, such as customer.age */
	const char **values;
	size_t count;
	bool decides; /* what is looked for depends on it: an outcome, or one prompt */
	bool open;    /* used in a way that no list of values covers */
	bool every;   /* reckoned with, and so few that all are tried */
	bool vague;   /* so is its own constraint */
};

struct variables {
	struct variable *items;
	size_t count;
};

/* Is every answer of this type among those that are tried, as far as it makes a difference? */
bool variable_is_listed(enum answer_type type);

/* All of a dialogue's; marked as deciding are those that its outcomes depend on. */
void variables_find(const struct lint *lint, struct variables *out);
/* Marks those that a prompt depends on, however far back; and takes all marks away. */
void variables_mark(
    const struct lint *lint, struct variables *variables, const struct prompt *prompt);
void variables_unmark(struct variables *variables);
/* The name of a deciding one that no list of values covers, or null. */
const char *variables_uncovered(const struct variables *variables);
struct variable *variables_get(const struct variables *variables, const char *name);

#endif
