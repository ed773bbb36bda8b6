/*
 * Administration through the same rules, audit and feed as a desk; the actor is "ctl:" and the
 * user's name. Calls wait for their commit. Long jobs pass many records in one call: they are
 * written in small batches between which waiting desks are served.
 */
#ifndef CRM_MANAGE_H
#define CRM_MANAGE_H

#include "base/date.h"
#include "crm/crm.h"

#include <stdio.h>

/* Makes a new, empty CRM (tables, keys, epoch). -1 when there is one already. */
int crm_create(const char *database, struct err *err);

/* Everything that is kept as one archive, at one moment, while desks go on; *rows counts the
 * records. The audit says who took it. */
int crm_backup(struct crm *crm, const char *actor, FILE *out, int64_t *rows, struct err *err);
/* Makes a new CRM from an archive, with the key file that is in its place already. */
struct crm_restored {
	int64_t rows;
	int64_t lost_from, lost_to; /* audit entries that were anchored and are not in it, or 0 */
};
int crm_restore(
    const char *database, const char *actor, FILE *in, struct crm_restored *out, struct err *err);
/* The database's address as people may see it, without a password; free it. */
char *crm_shown(const char *database);

/* Puts partnership records (council, site, desk_record, team, queue, user): new or changed by id.
 */
int crm_put(struct crm *crm, const char *actor, const struct record *record, const void *items,
    size_t count, struct err *err);
/* All of one kind, in the arena, ordered by id; of service_text, the current texts by version. */
int crm_list(struct crm *crm, const struct record *record, struct arena *arena, struct list *out,
    struct err *err);

/* Puts up, changes or takes down a notice; its `from` is filled in when it has none. */
int crm_notice(struct crm *crm, const char *actor, struct notice *notice, struct err *err);

int crm_set_password(
    struct crm *crm, const char *actor, const char *user, const char *password, struct err *err);
/* A one-time code for `frontdesk --enrol CODE`; valid for 7 days. */
int crm_desk_code(
    struct crm *crm, const char *actor, const char *desk, char code[32], struct err *err);

/* A route's call by administration: the same rules as for a desk, as the role admin. Needs no
 * token; a write brings its operation id. -1: refused, with a sentence; answer->problem says how
 * (PROBLEM_NONE: the CRM itself failed). */
int crm_call_as(struct crm *crm, const char *actor, const struct crm_call *call,
    struct crm_answer *answer, struct err *err);

/*
 * What somebody did on a desk and could not send, brought in from the desk's sealed journal: the
 * same calls, in that user's name and from that desk, under the same rules and operation ids, so
 * that a desk whose line comes back after all doubles nothing.
 */
bool crm_unseal(struct crm *crm, unsigned char *out, const unsigned char *sealed, size_t length);
/* The session they are made in; the audit says who brought them. A user who has left since still
 * did what they did. -1: the CRM knows no such user or desk. */
int crm_carried_session(struct crm *crm, const char *actor, const char *user, const char *desk,
    struct session *out, struct arena *arena, struct err *err);
/* As crm_call_as. */
int crm_call_carried(struct crm *crm, const struct session *session, const struct crm_call *call,
    struct crm_answer *answer, struct err *err);

/* A text to be published (already linted). */
struct crm_text {
	const char *service, *text;
	int64_t base;        /* the version it was made from; -1: whichever is there */
	const char *comment; /* why, or null */
	micros effective;    /* when; 0 now */
	/* filled: */
	int64_t version; /* what is published then; unchanged text changes nothing */
	bool changed;
	bool refused; /* with -1: this one is the reason; none: the CRM failed */
};
/* Looks them over together as they would be published then, with what depends on them: 0 good, 1
 * there are errors, -1. Adds struct finding_line, errors first. */
int crm_lint(struct crm *crm, const struct crm_text *texts, size_t count, struct arena *arena,
    struct list *findings, struct err *err);
/* Publishes (or schedules) all of them or none, without a second person. */
int crm_publish(
    struct crm *crm, const char *actor, struct crm_text *texts, size_t count, struct err *err);

/* How many items one transaction of an import takes from now on: 100 if this is never called, so
 * that desks are served in between. A CRM that nobody uses yet loads faster with more. */
void crm_import_batch(struct crm *crm, size_t items);

/* From now on imports are trials: every item is judged as it would be, in its batch, and nothing is
 * kept. */
void crm_import_trial(struct crm *crm);

/* Imports customers: by origin and origin_key, so that a second run never doubles. *added /
 * *changed count. */
struct crm_counts {
	size_t added, changed, unchanged;
	size_t
	    refused; /* with -1: the item, counted from 1, that is the reason; 0: the CRM failed */
};
int crm_import_customers(struct crm *crm, const char *actor, const struct customer *items,
    size_t count, struct crm_counts *counts, struct err *err);

/* Whole contacts with their own times, for `import contacts` and `generate`; same rules as a desk's
 * PUT. */
int crm_import_contacts(struct crm *crm, const char *actor, const struct contact *items,
    size_t count, struct crm_counts *counts, struct err *err);

/*
 * What another system held, by origin and origin_key; ids are made here. A row that says what it
 * said the last time changes nothing. `customer` and `contact_key` are keys of the same origin;
 * null: nobody's, or of no contact that is known.
 */
struct crm_old_contact {
	struct contact contact;
	const char *customer;
};
int crm_import_old_contacts(struct crm *crm, const char *actor, const struct crm_old_contact *items,
    size_t count, struct crm_counts *counts, struct err *err);
/* A case with the enquiry that opened it (the first of `contact`, which stands for the contact when
 * that is not known) and what happened to it since, struct case_event, oldest first. Its reference
 * here is a new one; the old one is its origin_key. */
struct crm_old_case {
	struct contact contact;
	const char *customer, *contact_key;
	struct list events;
};
int crm_import_old_cases(struct crm *crm, const char *actor, const struct crm_old_case *items,
    size_t count, struct crm_counts *counts, struct err *err);

/* Events of cases with their own times, in order: a history that happened elsewhere. */
struct crm_case_event {
	const char *case_id;
	struct case_event event;
};
int crm_import_case_events(struct crm *crm, const char *actor, const struct crm_case_event *items,
    size_t count, struct crm_counts *counts, struct err *err);

/* Puts gazetteer entries by UPRN; nothing is taken out: `until` says what is out of use. */
int crm_import_addresses(struct crm *crm, const char *actor, const struct property *items,
    size_t count, struct crm_counts *counts, struct err *err);

/* Where properties lie: the id, easting and northing of each; other fields stay as they are. */
int crm_import_coordinates(struct crm *crm, const char *actor, const struct property *items,
    size_t count, struct crm_counts *counts, struct err *err);

/* Where postcodes lie, by postcode. */
int crm_import_postcodes(struct crm *crm, const char *actor, const struct postcode *items,
    size_t count, struct crm_counts *counts, struct err *err);

/* A place in people's words: a UPRN, an address or a postcode. Lists struct property, best first,
 * and struct postcode of the postcode in it, in the arena. */
int crm_find_place(struct crm *crm, const char *words, struct arena *arena, struct list *properties,
    struct list *postcodes, struct err *err);

/* The counts of store/reports.h, read with an audit entry under the report's name: struct
 * outcome_count of "fpoc", struct offer_count of "offers". */
enum crm_report { CRM_REPORT_FPOC, CRM_REPORT_OFFERS, CRM_REPORT_BOUNCES /* by all alone */ };
enum crm_report_by { CRM_BY_ALL, CRM_BY_COUNCIL, CRM_BY_SERVICE };
int crm_report(struct crm *crm, const char *actor, enum crm_report report, enum crm_report_by by,
    micros from, micros to, struct arena *arena, struct list *out, struct err *err);
/* Of the days of that time, struct form_count. */
int crm_forms(struct crm *crm, const char *actor, micros from, micros to, struct arena *arena,
    struct list *out, struct err *err);
/* struct volume of one council, or (null) of all. */
int crm_volumes(struct crm *crm, const char *actor, const char *council, micros from, micros until,
    struct arena *arena, struct list *out, struct err *err);
/* What happened to complaints, struct complaint_count by council and stage, and what was learnt of
 * them, struct complaint_lesson; audited. */
int crm_complaints(struct crm *crm, const char *actor, micros from, micros to, struct arena *arena,
    struct list *counts, struct list *lessons, struct err *err);
/* How promises that fell due in that time were kept, struct promise_count by group; audited. */
enum crm_promises_by {
	CRM_PROMISES_ALL,
	CRM_PROMISES_COUNCIL,
	CRM_PROMISES_TEAM,
	CRM_PROMISES_SERVICE,
	CRM_PROMISES_OWNER
};
int crm_promises(struct crm *crm, const char *actor, enum crm_promises_by by, micros from,
    micros to, struct arena *arena, struct list *out, struct err *err);
/* Puts a list of whom to ring, new or changed by its id. */
int crm_outbound_list(
    struct crm *crm, const char *actor, const struct outbound_list *list, struct err *err);
/* Its items, whom by an id, a reference or a number; those that are on it stay as they are. */
int crm_outbound_items(struct crm *crm, const char *actor, const struct outbound_item *items,
    size_t count, struct crm_counts *counts, struct err *err);
/* Everybody who has a number and agreed to this. */
int crm_outbound_fill(struct crm *crm, const char *actor, const char *list, const char *consent,
    struct crm_counts *counts, struct err *err);
/* Who was asked a survey in whole months, and what they answered: struct survey_count by group, of
 * the question SURVEY_REPLY and of each question; audited. Small numbers are in it. */
enum crm_survey_by {
	CRM_SURVEY_ALL,
	CRM_SURVEY_COUNCIL,
	CRM_SURVEY_SERVICE,
	CRM_SURVEY_CHANNEL,
	CRM_SURVEY_TEAM
};
int crm_surveys(struct crm *crm, const char *actor, enum crm_survey_by by, struct date from,
    struct date to, struct arena *arena, struct list *out, struct err *err);
/* What people said of themselves in whole months, "2026-11": struct equality_count by group (the
 * council, or the team that owns the service as "service"), nothing withheld yet. */
int crm_equality(struct crm *crm, const char *actor, enum crm_report_by by, const char *from,
    const char *to, struct arena *arena, struct list *out, struct err *err);

/* Integrity: the engine's own check, dangling rows, feed gaps, the audit chain. Each fault is one
 * sentence. */
int crm_check(struct crm *crm, void (*fault)(void *context, const char *sentence), void *context,
    struct err *err);

/* Proves the audit's chain alone; *proved counts the entries that are as they were written. */
int crm_audit_verify(struct crm *crm, void (*fault)(void *context, const char *sentence),
    void *context, size_t *proved, struct err *err);

/* One look at a customer's record, or at a contact or case of theirs: reads are told apart from
 * changes by `action`. What is no longer known of who it was is null. */
struct look {
	micros at;
	const char *user, *name, *role, *council, *desk, *action, *id, *purpose;
};
extern const struct record look_record;
/* Who looked at a customer (an id or a case's reference) from `from` to before `until`, oldest
 * first; struct look in the arena. The question is itself audited, before it is answered. */
int crm_looks(struct crm *crm, const char *actor, const char *customer, micros from, micros until,
    struct arena *arena, struct list *out, struct err *err);

/* Looking that somebody should ask about: the rules' table is in unusual_rules.c. */
struct unusual {
	const char *rule;
	micros at; /* the first time */
	const char *user, *name, *role, *council;
	const char *customer, *customer_name; /* null: of several */
	const char *action, *purpose;
	int64_t looks;
	const char *why; /* a sentence */
};
extern const struct record unusual_record;
/* From `from` to before `until`, by rule; a contact may take `grace` to arrive before it counts as
 * never kept. The question is itself audited, before it is answered. */
int crm_unusual(struct crm *crm, const char *actor, micros from, micros until, micros grace,
    struct arena *arena, struct list *out, struct err *err);
/* The id of a rule and its sentence; null after the last. */
const char *crm_unusual_rule(size_t index, const char **sentence);

/* A change of address, by the rules for a desk, as this user would tell it. */
int crm_move(struct crm *crm, const char *user, const struct move *move, struct err *err);

/* Erases a customer for a data protection officer. Refused while a legal hold stands, and while a
 * case is open unless told. Counts what goes or stays without the person: struct kind_count. */
struct crm_erasure {
	const char *as;       /* the officer */
	const char *customer; /* id, or a case's reference */
	const char *because;
	bool dry_run, with_open_cases;
};
int crm_erase(struct crm *crm, const char *actor, const struct crm_erasure *order,
    struct arena *arena, struct list *counts, struct err *err);
/* After an erasure: clears what was deleted from the database's files. */
int crm_settle(const char *database, bool compact, struct err *err);
/*
 * Applies the rules of retention as of today, for a data protection officer, a small batch at a
 * time: what was done stays done, so that a run that was stopped is run again. Or says what that
 * would do: what a trial lists is what a run on the same day takes.
 */
struct crm_retained {
	const char *rule; /* a kind of record */
	const char *council, *id, *reference, *service;
	micros since;
	const char *fate; /* goes, held (a legal hold), open (a case), later (another rule) */
	const char *why;  /* of what does not go: a sentence */
};
extern const struct record retained_item_record;
/* How many of them there are by rule, council, fate and why. */
struct crm_retained_count {
	const char *rule, *then, *council, *fate, *why;
	int64_t count;
};
extern const struct record retained_count_record;
struct crm_retaining {
	const char *as; /* the officer; a trial needs none */
	bool dry_run;
	/* Each of them, once it is done; may be null. */
	void (*each)(void *context, const struct crm_retained *item);
	void *context;
};
int crm_retain(struct crm *crm, const char *actor, const struct crm_retaining *order,
    struct arena *arena, struct list *counts, struct err *err);

/* Puts a customer or a case under a legal hold, or lifts it (`because` null). */
int crm_hold(struct crm *crm, const char *actor, const char *as, const char *words,
    const char *because, struct err *err);

/* A diary's days as administration prints them: of sensitive services only that there is one. -1
 * with a sentence. */
int crm_diary(struct crm *crm, const char *actor, const char *diary, struct date from, int days,
    struct arena *arena, struct diary_page *out, struct err *err);
struct buf;
int crm_diary_calendar(struct crm *crm, const char *actor, const char *diary, struct arena *arena,
    struct buf *out, struct err *err);
/* A new secret for its calendar, in the arena; the one before no longer opens it. */
int crm_diary_secret(struct crm *crm, const char *actor, const char *diary, struct arena *arena,
    const char **secret, struct err *err);

#endif
