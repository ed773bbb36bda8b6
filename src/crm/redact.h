/*
 * What is given to one person holds nothing of others. In records, fields that are about somebody
 * else (FIELD_OTHER) and ids of other customers are left out, and staff stand by their role. In
 * texts, a mark takes the place of names, telephone numbers, e-mail and postal addresses that are
 * another person's. The officer may overrule each finding, by its words or its place.
 */
#ifndef CRM_REDACT_H
#define CRM_REDACT_H

#include "crm/access.h"
#include "store/store.h"

struct redactor;

/* For the records of this person (the record that stands for them); null when the store fails.
 * `mark` stands for what is left out, between brackets; `rulings` is struct access_ruling. It and
 * what it gives live in the arena. */
struct redactor *redactor_new(struct tx *tx, const char *customer, const char *mark,
    const struct list *rulings, struct arena *arena);

/* Somebody belongs to the person, a customer or a name: single names of theirs count too. Either
 * may be null. */
void redactor_connect(struct redactor *redactor, const char *customer, const char *name);

/* Goes over a record in place. Findings are added with places below `place`. */
void redact_record(
    struct redactor *redactor, const struct record *record, void *value, const char *place);
/* A text that is somebody else's, whatever it says: the mark. */
const char *redact_other(struct redactor *redactor, const char *text, const char *place);
const char *redact_text(struct redactor *redactor, const char *text, const char *place);

/* struct access_finding, in the order in which they were found. */
const struct list *redactor_findings(const struct redactor *redactor);

/* Parts of it, for its own files. */
struct span {
	size_t from, to;
	const char *rule;
	const char *mark;
};
struct spans {
	struct arena *arena;
	struct list items; /* struct span, in any order */
};
void span_add(struct spans *spans, size_t from, size_t to, const char *rule, const char *mark);

/* What others are called and can be reached by, as far as the store knows them. */
struct known;
struct known *known_new(struct tx *tx, const char *customer, struct arena *arena);
void known_connect(struct known *known, const char *customer);
/* Names somebody who is not the person, though the store need not have them: "Bernard Crook"; or
 * null. */
void known_call(struct known *known, const char *name);
void known_scan(struct known *known, const char *text, const char *mark, struct spans *spans);
/* The role of a member of staff, "staff" when there is none; null when it is nobody of theirs. */
const char *known_role(const struct known *known, const char *user);
bool known_other(const struct known *known, const char *id);

#endif
