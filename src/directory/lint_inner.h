/* What the parts of lint share: one service, as one council sees it. Inner header. */
#ifndef DIRECTORY_LINT_INNER_H
#define DIRECTORY_LINT_INNER_H

#include "dialogue/walk.h"
#include "directory/lint.h"
#include "directory/variant.h"

struct lint {
	struct script script;
	const struct yaml *root;
	const struct partnership *partnership; /* or null */
	/* The services that offers may name; null: not known, so they are not looked up. */
	const struct service *const *services;
	size_t service_count;
	const struct library *library; /* or null */
	bool alone;                    /* a lone file: what is not found is only a warning */
	struct date today;
	const struct service *service;
	const char *council; /* null: the common text */
};

/* The YAML of a prompt's key: of the council's variant when it has one, else of the prompt, else
 * the prompt itself. Never null. */
const struct yaml *lint_node(const struct lint *lint, const struct prompt *prompt, const char *key);

/* A finding at a character inside a node's text. */
void lint_error_in(const struct lint *lint, const struct yaml *node, int at, const char *format,
    ...) __attribute__((format(printf, 4, 5)));
void lint_missing(const struct lint *lint, const struct yaml *node, const char *format, ...)
    __attribute__((format(printf, 3, 4))); /* an error, or a warning for a lone file */

/* Every expression of the dialogue: conditions (of prompts and choices, and of the sections and
 * parts that they stand in), constraints, calculations, counts of sections that repeat. */
struct lint_condition {
	const struct prompt *prompt;
	const char *key; /* when, constraint, value, choices, count (of the section it begins) */
	const struct expr *expr;
	const struct yaml *node; /* where it is written; null: in the file of a part */
	bool again;              /* the same as of the prompt before */
};
void lint_conditions(const struct lint *lint,
    void (*each)(void *context, const struct lint_condition *condition), void *context);

/* Calls each for the names that a prompt waits for: of its conditions, those of its section and
 * choices, and of what a calculation is worked out from. */
void lint_waits(const struct lint *lint, const struct prompt *prompt,
    void (*each)(void *context, const char *name), void *context);

/* Is this what one of a section that repeats is called? */
bool lint_repeat(const struct lint *lint, const char *word);
/* An ask or a calculation of the dialogue by its id, or null. */
const struct prompt *lint_valued(const struct lint *lint, const char *id);
/* An ask of the dialogue by its id, or null. */
const struct prompt *lint_ask(const struct lint *lint, const char *id);

void lint_service_facts(const struct lint *lint); /* dates, owner, offers */
void lint_names(const struct lint *lint);         /* ${…}, fill, constants */
void lint_outcomes(const struct lint *lint);      /* roles, due, urgent, one there */
bool lint_loops(const struct lint *lint);         /* true when there is one */
void lint_languages(const struct lint *lint);     /* every text in each declared language */
void lint_proof(const struct lint *lint);         /* every path ends in an outcome */

#endif
