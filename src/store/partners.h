/* The partnership: councils, sites, desks, teams, queues, users, notices; and what was chosen after
 * which words. */
#ifndef STORE_PARTNERS_H
#define STORE_PARTNERS_H

#include "store/store.h"

/* council, site, desk_record, team, queue, user, notice. */
int partner_put(struct tx *tx, const struct record *record, const void *value);
int partner_get(
    struct tx *tx, const struct record *record, const char *id, void *value, struct arena *arena);
/* All of one kind, by id. */
int partner_list(struct tx *tx, const struct record *record, struct arena *arena, struct list *out);
/* Every council, of each only id, name and sharing. */
int councils_sharing(struct tx *tx, struct arena *arena, struct list *out);
/* What was chosen after which words: the newest, struct learnt; and drops what is older. */
int learnt_recent(struct tx *tx, struct arena *arena, struct list *out);
void learnt_prune(struct tx *tx, micros before);
/* Those in force, to come, or prepared; the newest first. */
int notices_current(struct tx *tx, struct arena *arena, struct list *out);
/* A queue by its id, or by role and council. */
int queue_find(
    struct tx *tx, const char *role, const char *council, struct queue *queue, struct arena *arena);

#endif
