/* Texts of the directory that are not published. */
#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

#include "store/store.h"

int draft_put(struct tx *tx, const struct entry_draft *draft);
int draft_get(struct tx *tx, const char *id, struct entry_draft *out, struct arena *arena);
int draft_drop(struct tx *tx, const char *id);
/* All of them, struct entry_draft, by id. */
int draft_list(struct tx *tx, struct arena *arena, struct list *out);
/* Those whose day has come, the earliest first; and when the next one's comes (INT64_MAX: never).
 */
int draft_due(struct tx *tx, struct arena *arena, struct list *out);
micros draft_next_due(struct tx *tx);

#endif
