/* Contacts with their enquiries, and what an import brought. */
#ifndef STORE_CONTACTS_H
#define STORE_CONTACTS_H

#include "store/store.h"

/* What the store keeps of a contact beside the record. */
struct contact_state {
	int64_t step;
	const char *desk, *user, *customer;
	micros received;
	unsigned char digest[32]; /* of the body */
	micros made_customer;     /* `changed` of the customer it made, or 0 */
};
int contact_state(struct tx *tx, const char *id, struct contact_state *out, struct arena *arena);
/* Who spoke for its customer, "" when they are erased; 0: the customer did. */
int contact_behalf(struct tx *tx, const char *id, struct behalf *out, struct arena *arena);
/* The record with its enquiries, answers, and the cases they opened. */
int contact_get(struct tx *tx, const char *id, struct contact *out, struct arena *arena);
int contact_put(struct tx *tx, const struct contact *contact, const struct contact_state *state);
const char *contact_came_by(struct tx *tx, const char *id, struct arena *arena);
/* The id of what an import brought before, or null. */
const char *contact_by_origin(
    struct tx *tx, const char *origin, const char *origin_key, struct arena *arena);
const char *case_by_origin(
    struct tx *tx, const char *origin, const char *origin_key, struct arena *arena);
/* What an import's row of a kind said the last time: true when it says the same now. */
bool imported_same(struct tx *tx, const char *kind, const char *origin, const char *origin_key,
    const unsigned char digest[32]);
int imported_put(struct tx *tx, const char *kind, const char *origin, const char *origin_key,
    const unsigned char digest[32], micros at);
/* The `at` of the last time, or 0. */
micros imported_at(struct tx *tx, const char *kind, const char *origin, const char *origin_key);
/* Whose contact is this enquiry of? Null: no such enquiry. */
const char *enquiry_contact(struct tx *tx, const char *enquiry, struct arena *arena);

#endif
