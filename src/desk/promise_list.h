/* What the desk holds of promises and calls out. A part of its state (state.h). */
#ifndef DESK_PROMISE_LIST_H
#define DESK_PROMISE_LIST_H

#include "model/records.h"

/* What the user and their team have promised. */
struct promises {
	struct arena arena, one_arena;
	struct list items; /* struct promise_line: nearest due first */
	int64_t open, late;
	micros read; /* when the list came last */
	uint64_t asked;
	bool again;          /* it has changed since it was asked for */
	struct promise *one; /* the one that was opened last, or null */
	struct arena counts_arena;
	struct promise_count_page *counts; /* how they are kept, or null: not asked for */
	uint64_t counts_asked;
};

/* Calls out. */
struct calling {
	struct arena arena, turn_arena;
	struct list lists; /* struct outbound_line */
	uint64_t asked;
	struct outbound_turn *turn; /* in hand at this desk, or null */
	char *list;                 /* whose next one comes once `after` */
	bool after;                 /* what was said of the last one has been taken */
};

#endif
