/* How long records are kept: those older than a rule, and taking the person out of them. */
#ifndef STORE_RETAIN_H
#define STORE_RETAIN_H

#include "store/store.h"

/* A record that is older than a rule may ask; what the rule and its time are, the caller knows. */
struct retained {
	const char *id, *customer; /* whose it is, or null */
	const char *council;       /* in whose name it is kept, or null */
	const char *service, *reference;
	micros since;
	micros place; /* in time, by which it is paged */
};
extern const struct record retained_record;
/* Those of a kind whose time began before `before`, at most `most` after `after` (null: from the
 * start), which is one of them. What was anonymised is not among them. Contacts may be of later:
 * they are found by their beginning. */
int retained_older(struct tx *tx, enum retained_kind kind, micros before,
    const struct retained *after, size_t most, struct arena *arena, struct list *out);
/* When something was last heard of a customer, by any of their records. */
micros customer_heard(struct tx *tx, const char *customer);
/* The services of a contact, struct retained; the cases that it or (contact null) the customer, by
 * any record, has: those that name somebody, with since 0 while open. */
int contact_services(struct tx *tx, const char *contact, struct arena *arena, struct list *out);
int retained_cases(struct tx *tx, const char *contact, const char *customer, struct arena *arena,
    struct list *out);
/* The contacts of a customer, by any record. */
int retained_contacts(struct tx *tx, const char *customer, struct arena *arena, struct list *out);
/* A hold on a customer (null: nobody), by any of their records, or on one of the cases: 1 found. */
int retained_held(struct tx *tx, const char *customer, const struct list *cases, struct hold *out,
    struct arena *arena);
/* Takes the person and what was said out of a contact or case; when it was is remembered of
 * whoever it was. */
int contact_anonymise(struct tx *tx, const struct retained *contact);
int case_anonymise(struct tx *tx, const struct retained *record);
/* With what was done about it. */
int visit_drop(struct tx *tx, const struct retained *visit);
/* Takes a row of a customer's record out: a note, a check, a marker, a relation. */
int customer_drop_row(struct tx *tx, enum retained_kind kind, const struct retained *row);

#endif
