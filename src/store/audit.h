/* Who did and looked at what: a chain of entries that is written in the transaction of what it
 * tells, see src/store/audit.c. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/store.h"

/* Who acts, until the next call; the strings must outlive the job. */
void tx_actor(struct tx *tx, const char *actor, const char *desk);

struct audit_entry {
	const char *action;      /* "customer.read" */
	const char *record, *id; /* of what */
	const char *person;      /* whose values `was` and `now` are: they are encrypted for that
				    customer or contact, and can be destroyed */
	const char *purpose;     /* of a read: "contact ID", "case ID", "reason …" */
	const struct record *of; /* of was and now, or null */
	const void *was, *now;   /* the fields that differ are kept; either may be null */
};
int audit_add(struct tx *tx, const struct audit_entry *entry);

/* Walks the chain and the anchor outside the database. Each fault is one sentence. *proved, which
 * may be null, counts the entries that are as they were written. */
int audit_verify(struct tx *tx, void (*fault)(void *context, const char *sentence), void *context,
    size_t *proved);

/* One kept change, as audit_read gives it. Null `was`/`now`: absent. */
struct audit_change {
	const char *field, *was, *now;
};
struct audit_row {
	int64_t number;
	micros at;
	const char *actor, *desk, *action, *record, *id, *person, *purpose;
	struct list changes; /* struct audit_change; empty when the person's key is destroyed */
};
extern const struct record audit_change_record;
/* The entries about one record id, oldest first. */
int audit_read(struct tx *tx, const char *id, struct arena *arena, struct list *out);
/* The entries about a customer, those merged into it, and their contacts and cases, from `from` to
 * before `until`, oldest first; without the changes. */
int audit_about(struct tx *tx, const char *customer, micros from, micros until, struct arena *arena,
    struct list *out);
/* Readings of customers, contacts and cases from `from` to before `until`, oldest first; struct
 * audit_row without the person and the changes. */
int audit_readings(struct tx *tx, micros from, micros until, struct arena *arena, struct list *out);
/* How many different records each user read in each hour in which there were any. */
struct audit_pace {
	const char *actor;
	micros hour; /* its beginning */
	int64_t count;
};
int audit_paces(struct tx *tx, micros from, micros until, struct arena *arena, struct list *out);
/* Destroys a person's key: their values in the audit can never be read again. */
int audit_forget(struct tx *tx, const char *person);

#endif
