/*
 * Who vouched for a text and until when: of a service's common text, and of each council whose
 * variant has an owner, dates or facts of its own.
 */
#ifndef DIRECTORY_VOUCHED_H
#define DIRECTORY_VOUCHED_H

#include "base/arena.h"
#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

struct vouched {
	const char *council;            /* whose variant; null: the common text */
	const char *team;               /* the owner's: the variant's own, else the common one's */
	struct date assured, review_by; /* year 0 when not said; a variant's own only */
	struct date *facts;             /* when each fact said here is to be looked at again */
	size_t fact_count;
	struct vouched *next;
};

/* The title (in English) and the common text first, then the variants in the order of the file.
 * Null when the text cannot be read. Everything lives in the arena. */
struct vouched *vouched_read(
    struct arena *arena, const char *text, size_t length, const char **title);

/* Facts past their review; and is it overdue: itself or a fact of it? */
size_t vouched_stale(const struct vouched *vouched, struct date today);
bool vouched_overdue(const struct vouched *vouched, struct date today);

#endif
