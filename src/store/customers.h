/* Customers: their records and faces, and the words by which they are found. */
#ifndef STORE_CUSTOMERS_H
#define STORE_CUSTOMERS_H

#include "store/store.h"

/* By id; a merged id gives the record it was merged into. */
int customer_get(struct tx *tx, const char *id, struct customer *out, struct arena *arena);
/* The record itself, also one that was merged. */
int customer_own(struct tx *tx, const char *id, struct customer *out, struct arena *arena);
/* Of many, those that are there, in no order. */
int customers_own(
    struct tx *tx, const char *const *ids, size_t count, struct arena *arena, struct list *out);
/* The id of the record that it was merged into, or its own; null when there is none. */
const char *customer_root(struct tx *tx, const char *id, struct arena *arena);
/* What a candidate shows of it. */
struct candidate customer_candidate(const struct customer *customer, struct arena *arena);
/* The record itself, as its source knows it. */
int customer_by_origin(struct tx *tx, const char *origin, const char *origin_key,
    struct customer *out, struct arena *arena);
/* New or changed: the record, its face and search tokens. `council` stands for the district when
 * the address names none. */
int customer_put(struct tx *tx, const struct customer *customer, const char *council);
/* What they said last of it (record_customer.h): 1 agreed, 0 not, -1 never asked. */
int customer_consents(struct tx *tx, const char *customer, const char *kind);
int customer_seen(struct tx *tx, const char *id, micros when);
/* The relations of others that name this person, by the other's id; struct relation, whose
 * `customer` is whose record it stands in. */
int relations_to(struct tx *tx, const char *customer, struct arena *arena, struct list *out);
/* What a candidate shows; a merged id gives that of the record it was merged into. 1 found. */
int customer_face(struct tx *tx, const char *id, struct candidate *out, struct arena *arena);
/* Of many: out[i] is of ids[i], its id null where there is nobody. */
int customer_faces(struct tx *tx, const char *const *ids, size_t count, struct arena *arena,
    struct candidate *out);
/* Whose record or case has this reference, ours, in any case of letters that of the system it was
 * imported from, or the whole id: struct candidate, each once. */
int customers_referenced(struct tx *tx, const char *text, struct arena *arena, struct list *out);
/* How many customers have this word in their names, and how many customers there are, about. */
int customers_named(struct tx *tx, const char *family, int64_t *named, int64_t *all);
/* People for an advisor of `council`, best first. *more when others matched too. */
int customers_find(struct tx *tx, const char *words, const char *council, size_t most,
    struct arena *arena, struct list *out, bool *more);

/* The ids of customers who share something telling with this one, which need not be kept: a number,
 * an e-mail, a birthday, a postcode, both names; at most `most`, those who share most first. For
 * comparing closely (model/match.h); itself and what was merged with it are left out. */
int customers_alike(struct tx *tx, const struct customer *like, size_t most, struct arena *arena,
    const char **ids, size_t *count);

#endif
