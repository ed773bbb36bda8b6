/* The values of a name that can make a difference to a dialogue. Inner header of the proof. */
#ifndef DIRECTORY_LINT_VALUES_H
#define DIRECTORY_LINT_VALUES_H

#include "directory/lint_inner.h"

struct variable {
	const char *name;
	const struct prompt *ask; /* null: a name from outside, such as customer.age */
	const char **values;
	size_t count;
	bool decides; /* an outcome or another question depends on it */
	bool open;    /* used in a way that no list of values covers */
	bool every;   /* reckoned with, and so few that all are tried */
	bool vague;   /* so is its own constraint */
};

struct variables {
	struct variable *items;
	size_t count;
	bool uncovered; /* some deciding one is open */
	const char *uncovered_name;
};

/* Is every answer of this type among those that are tried, as far as it makes a difference? */
bool variable_is_listed(enum answer_type type);

void variables_find(const struct lint *lint, struct variables *out);
struct variable *variables_get(const struct variables *variables, const char *name);

#endif
