/* What the desk holds of promises. A part of its state (state.h). */
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
};

#endif
