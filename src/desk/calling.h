/*
 * Calls out at the desk: the lists that may be worked, and the one whom this desk has in hand. One
 * key says what came of it; when nobody was there the next comes by itself, and when somebody was,
 * their page and the list's dialogue.
 */
#ifndef DESK_CALLING_H
#define DESK_CALLING_H

#include "desk/state.h"

/* What may come of a call, in the order of their digits. */
struct call_outcome {
	const char *word, *label; /* label: gettext id */
};
extern const struct call_outcome call_outcomes[];
extern const size_t call_outcome_count;

void calling_init(struct calling *calling);
void calling_release(struct calling *calling);
/* Is it to be shown: are calls out set for its service at its council today? */
bool calling_shows(const struct desk *desk, const struct outbound_line *line);
void calling_ask(struct desk *desk); /* for the lists */
void calling_lists(struct desk *desk, const struct reply *reply);
void calling_next(struct desk *desk, const char *list);
void calling_reply(struct desk *desk, const struct reply *reply);
void calling_told(struct desk *desk); /* the CRM has what was said of the last one */
void calling_pick(struct desk *desk, const char *item);

#endif
