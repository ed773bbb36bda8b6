/* Contacts on their way from one desk to another. What was said is sealed with the key of whoever
 * it is about, and is there only while the contact is offered. */
#ifndef STORE_TRANSFERS_H
#define STORE_TRANSFERS_H

#include "store/store.h"

int transfer_get(struct tx *tx, const char *id, struct contact_transfer *out, struct arena *arena);
/* A new one, with its work and drafts. -1 also when the contact is offered already. */
int transfer_put(struct tx *tx, const struct contact_transfer *transfer);
/* What was said: 1, 0 when it is there no longer. */
int transfer_said(struct tx *tx, struct contact_transfer *transfer, struct arena *arena);
/* The offer that stands of a contact, or null. */
const char *transfer_of_contact(struct tx *tx, const char *contact, struct arena *arena);
/* It ends, once: 1 done, 0 somebody was before. Whoever takes it owns the contact from then on. */
int transfer_taken(
    struct tx *tx, const struct contact_transfer *transfer, const struct session *by);
int transfer_withdraw(struct tx *tx, const struct contact_transfer *transfer);
/* Was this contact given away by that desk, to somebody who took it? */
bool transferred_from(struct tx *tx, const char *contact, const char *desk);
/* What stands open for a desk, by itself, its council or a queue of the team (null: none); and what
 * it gave since then. */
int transfers_of(struct tx *tx, const struct session *session, micros since, struct arena *arena,
    struct list *out);
/* Where somebody is signed in, struct presence, by desk; the latest sign-in of each. */
int desks_present(struct tx *tx, struct arena *arena, struct list *out);

#endif
