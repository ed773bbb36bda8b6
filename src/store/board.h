/* The whiteboard's rows, which desks follow as a state by its versions, and lone workers' visits.
 */
#ifndef STORE_BOARD_H
#define STORE_BOARD_H

#include "store/store.h"

int officer_get(struct tx *tx, const char *id, struct officer *out, struct arena *arena);
/* Gives the row the whiteboard's next version, and wakes those who follow. */
int officer_put(struct tx *tx, struct officer *officer);
/* The rows that changed after a version, by version. */
int officers_after(
    struct tx *tx, int64_t after, size_t most, struct arena *arena, struct whiteboard_page *page);
int visit_get(struct tx *tx, const char *id, struct visit *out, struct arena *arena);
int visit_put(struct tx *tx, const struct visit *visit);
/* Planned or begun, the first to end first. */
int visits_open(struct tx *tx, size_t most, struct arena *arena, struct list *out);
/* Those whose next rung is to be raised by now; and when the next one is, INT64_MAX: never. */
int visits_due(struct tx *tx, struct arena *arena, struct list *out);
micros visits_next_due(struct tx *tx);

#endif
