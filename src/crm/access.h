/*
 * Subject access (UK GDPR Article 15): all that is held of a person, for themselves, with others
 * left out. A request is kept with its days and state; what is given is audited before it is given.
 */
#ifndef CRM_ACCESS_H
#define CRM_ACCESS_H

#include "crm/manage.h"
#include "dialogue/words.h"
#include "directory/opening.h"

struct crm_access {
	const char *as;       /* the officer */
	const char *customer; /* id, or a case's reference */
	const char *because, *identity;
	const char *received;       /* a date; null, as the two above: the open request has it */
	const struct list *rulings; /* struct access_ruling: they are added to the request's */
	bool review;                /* the request is kept, and nothing is given */
	const char *language;       /* null: the person's */
	const char *const *marks;   /* what stands for what is left out, by enum language */
};

/* What was found that is another person's. */
struct access_finding {
	const char *place; /* "contact.3.enquiries.0.note" */
	const char *rule;  /* of access_rules */
	const char *words; /* what stands there; null when the field was left out for what it is */
	bool kept;         /* the officer keeps it */
};
extern const struct record access_finding_record;

/* The rules' names, each with its sentence; null after the last. */
const char *access_rule(size_t index, const char **sentence);

struct access_section {
	const struct record *record;
	struct list rows;
};

enum { ACCESS_SECTIONS = 32 };

struct access_bundle {
	struct access_request request;
	const char *name;       /* as it is spoken */
	enum language language; /* English or Welsh */
	struct access_section sections[ACCESS_SECTIONS];
	size_t count;
	struct list named_by;   /* struct relation: what records of others say of them */
	struct list looks;      /* struct look */
	struct list recipients; /* struct council: whose desks or teams had it */
	struct list councils;   /* struct council: all, for their names */
	struct list findings;   /* struct access_finding */
};

/* In the arena. Refused unless the officer may give out what is held of a person. */
int crm_access(struct crm *crm, const char *actor, const struct crm_access *order,
    struct arena *arena, struct access_bundle *out, struct err *err);
/* The answer is in a file: the request is answered. */
int crm_access_answered(
    struct crm *crm, const char *actor, const struct access_request *request, struct err *err);
/* The last day for an answer: the day of the next month with the same number or that month's last,
 * put off to a working day (ICO, "How long do we have to comply?"). */
struct date access_due(struct date received, enum nation nation);

/* Puts a text right for a data protection officer, or refuses and keeps what the person says about
 * it beside it. The old text stays in the audit alone. */
struct crm_rectification {
	const char *as, *because;
	const char *words; /* id of a customer or contact, or a case's reference or id */
	const char *place; /* "names.0.family", as in data.json */
	const char *value; /* null: refused */
	const char *statement;
};
/* The councils that were given it, but the officer's, have a task each that tells them what was put
 * right, not what it said: struct case_summary, without a reference where a council has no team. */
int crm_rectify(struct crm *crm, const char *actor, const struct crm_rectification *order,
    struct arena *arena, struct list *tasks, struct err *err);

#endif
