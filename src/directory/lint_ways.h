/*
 * Every way through a dialogue: it is walked with every combination of the values that can make a
 * difference, question by question as they open. Questions that make none are answered once, if
 * they must be. Inner header of the proof and of the keystroke model. Bounded by the steps in all.
 */
#ifndef DIRECTORY_LINT_WAYS_H
#define DIRECTORY_LINT_WAYS_H

#include "directory/lint_values.h"

enum { WAYS_GIVEN = 300 };

struct ways {
	const struct lint *lint;
	struct variables variables;
	struct given given[WAYS_GIVEN];
	size_t given_count;
	const char *outer[WAYS_GIVEN]; /* the value of each outside name now */
	size_t walks, most_walks;
	bool cut;            /* there are more ways than most_walks */
	bool reaching;       /* only one prompt is looked for */
	bool enough;         /* set by walked: what was looked for is found */
	struct err failure;  /* a walk that could not be made; empty: none */
	const char *refused; /* a question of which no tried answer was taken, or null */
	/* After each walk; may be null. */
	void (*walked)(struct ways *ways, const struct outline *outline, struct arena *arena);
	/* Where nothing that makes a difference is left to ask; may be null. */
	void (*ended)(struct ways *ways, const struct outline *outline, struct arena *arena);
	void *context;
};

/* Finds the values and explores as far as the outcomes depend on them, or with `every` as far as
 * any prompt does; walked, ended and context are the caller's. */
void ways_explore(struct ways *ways, const struct lint *lint, bool every);
/* Explores once more as far as one prompt depends on them. The marks are that prompt's afterwards.
 */
void ways_reach(struct ways *ways, const struct prompt *prompt);

/* "bin = grey, out_by_six = no" */
const char *ways_words(const struct ways *ways, struct arena *arena);
/* The names as the conditions of one step see them on this way. */
struct names ways_names(
    const struct ways *ways, const struct step *step, struct walk_env *env, struct arena *arena);

#endif
