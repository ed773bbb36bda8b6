/*
 * Who is called when somebody who works alone is not back: `lone_workers:` of partnership.yml has
 * the minutes after the expected end of each rung. Pure.
 */
#ifndef DIRECTORY_LADDER_H
#define DIRECTORY_LADDER_H

#include "dialogue/script.h"
#include "directory/partnership.h"

enum { LADDER_RUNGS = 4 };

struct rung_kind {
	const char *id;    /* ring-worker */
	const char *label; /* gettext id: what is to be done */
	int64_t usual;     /* minutes, where nothing is configured */
};
extern const struct rung_kind rung_kinds[LADDER_RUNGS];

/* The rungs of a partnership, by rung_kinds; a rung that it leaves out is negative. With no list:
 * the usual ones. */
struct ladder {
	int64_t after[LADDER_RUNGS];
};
struct ladder ladder_of(const struct list *rungs /* ladder_rung */);

/* The number of a rung; -1: none. */
int rung_named(const char *id);

/* The first rung after this one (-1: none yet) that is there, and when it is raised for that
 * expected end; LADDER_RUNGS: there is none. */
int ladder_next(const struct ladder *ladder, int rung, micros ends, micros *at);

/* The rungs that the file has, or the usual ones; they must not come before each other. */
void ladder_read(
    const struct script *script, const struct yaml *root, struct partnership *partnership);

#endif
