/*
 * The CRM's memory in the words of the house: find a customer, put a contact, open a case, take a
 * lease, publish, follow the feed. No SQL comes out of it. Reading goes on beside the one writer:
 *
 *     struct tx *tx = store_read(store);  …  store_done(tx);        a snapshot, any thread
 *     store_submit(store, &job);                                    work() on the writer's thread
 *
 * The writer takes waiting jobs in batches, each in a savepoint of its own, commits them together,
 * and only then calls their done(). Audit entries, feed items and search tokens are written in the
 * same transaction.
 *
 * Functions give 0, or -1 when the engine failed; a "get" gives 1 found, 0 not there, -1 failed.
 * The failure sticks to the transaction (tx_fault), so a chain of calls is checked once. Strings of
 * what is read live in the arena that was given.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/clock.h"
#include "base/err.h"
#include "base/id.h"
#include "model/records.h"

#include "model/sharing.h"
#include <stdio.h>

struct store;
struct tx;

struct store_options {
	const char *database; /* sqlite:FILE or postgresql://HOST/NAME?keys=DIR */
	const struct clock *clock;
	const struct id_source *ids;
};

/* Makes a new, empty store: schema, keys (FILE.key or DIR/frontdesk.key), epoch. */
int store_create(const struct store_options *options, struct err *err);
/* Applies missing migrations, checks the schema, starts the writer. */
struct store *store_open(const struct store_options *options, struct err *err);
/* Finishes what is queued. */
void store_close(struct store *store);

/* The database's address as people may see it, without a password; free it. */
char *store_shown(const char *database);

/* The public key (SECRET_KEY bytes) to which desks seal what only the CRM may open. */
const unsigned char *store_box_key(const struct store *store);
/* Opens what was sealed to it; out holds length - SECRET_SEAL bytes. */
bool store_unseal(
    const struct store *store, unsigned char *out, const unsigned char *sealed, size_t length);

/* ---- transactions ---- */

enum store_fault {
	FAULT_NONE,
	FAULT_BUSY,    /* too much is waiting, or the store is closing */
	FAULT_STORAGE, /* the disk is full or failing; nothing of the job was kept */
	FAULT_INTERNAL /* a mistake of the program; nothing of the job was kept */
};

/* A snapshot to read from; waits for a free reader. Null when the store serves no more. */
struct tx *store_read(struct store *store);
void store_done(struct tx *tx);

struct store_job {
	/* On the writer's thread. True keeps what was written, false takes it back. */
	bool (*work)(struct tx *tx, struct store_job *job);
	/* After the commit (or its failure), on the writer's thread or, for FAULT_BUSY, at once. */
	void (*done)(struct store_job *job, enum store_fault fault);
	struct store_job *next; /* the queue's */
	enum store_fault fault; /* the writer's */
};
void store_submit(struct store *store, struct store_job *job);

/* The same, waiting for the commit. Not from the writer's thread. */
enum store_fault store_write(
    struct store *store, bool (*work)(struct tx *tx, void *context), void *context);

struct store_watch {
	void *context;
	void (*changed)(void *context); /* the feed has grown; on the writer's thread */
	void (*outside)(void *context); /* another process has written */
	void (*tick)(void *context);    /* some times a second, and between batches */
};
void store_watch(struct store *store, const struct store_watch *watch);

struct store_figures {
	int64_t writes, batches, reads, waiting;
	int64_t read_queries, write_queries; /* statements of the engine in them */
};
void store_figures(struct store *store, struct store_figures *out);
/* True after a sync that failed: nothing is served any more until a new start has recovered. */
bool store_broken(const struct store *store);

enum store_fault tx_fault(const struct tx *tx);
micros tx_now(const struct tx *tx);
void tx_id(const struct tx *tx, char out[ID_LENGTH + 1]); /* a new id */

/* ---- audit ---- */

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

/* ---- the feed ---- */

/* Numbered at the end of the batch. */
int feed_add(struct tx *tx, const char *topic, const char *id, const char *text, int64_t version);
/* At most `most` items after `after`; *last is the newest number there is. */
int feed_after(struct tx *tx, int64_t after, size_t most, struct arena *arena, struct list *items,
    int64_t *last);
const char *feed_epoch(struct tx *tx, struct arena *arena);

/* ---- the whiteboard and visits ---- */

int officer_get(struct tx *tx, const char *id, struct officer *out, struct arena *arena);
/* Gives the row the whiteboard's next version, and wakes those who follow. */
int officer_put(struct tx *tx, struct officer *officer);
/* The rows that changed after a version, by version. */
int officers_after(
    struct tx *tx, int64_t after, size_t most, struct arena *arena, struct whiteboard_page *page);
int visit_get(struct tx *tx, const char *id, struct visit *out, struct arena *arena);
int visit_put(struct tx *tx, const struct visit *visit);
/* Planned or begun, the first to end first. */
int visits_open(struct tx *tx, size_t most, struct arena *arena, struct list *out);
/* Those whose next rung is to be raised by now; and when the next one is, INT64_MAX: never. */
int visits_due(struct tx *tx, struct arena *arena, struct list *out);
micros visits_next_due(struct tx *tx);

/* ---- operations ---- */

struct operation {
	const char *id;
	unsigned char digest[32];
	int status;
	const struct record *of; /* of result */
	const char *person;      /* seals the result, or null */
};
/* 1 when it was done before: *same tells whether with the same digest, and `result` (of
 * operation->of) is filled. */
int operation_get(
    struct tx *tx, struct operation *operation, bool *same, void *result, struct arena *arena);
int operation_keep(struct tx *tx, const struct operation *operation, const void *result);
/* Drops operations older than 90 days, ended sessions, used codes; a few rows at a time. */
int store_sweep(struct tx *tx);

/* ---- the partnership ---- */

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

/* ---- who may come in ---- */

int password_put(struct tx *tx, const char *user, const char *hash);
const char *password_get(struct tx *tx, const char *user, struct arena *arena);

/* Failed attempts of a subject (any name the rules choose); `until` is when the next may be. */
int attempt_get(struct tx *tx, const char *subject, int64_t *count, micros *until);
int attempt_put(struct tx *tx, const char *subject, int64_t count, micros until);
int attempt_clear(struct tx *tx, const char *subject);

/* One-time codes and secrets are kept as hashes (SECRET_HASH bytes). */
int desk_code_put(struct tx *tx, const unsigned char hash[32], const char *desk, micros expires);
/* Takes the code: the desk's id, or null when it is unknown, used or too old. */
const char *desk_code_take(struct tx *tx, const unsigned char hash[32], struct arena *arena);
int desk_secret_put(struct tx *tx, const char *desk, const unsigned char hash[32]);
int desk_secret_get(struct tx *tx, const char *desk, unsigned char hash[32]);

int session_put(struct tx *tx, const unsigned char hash[32], const char *user, const char *desk,
    micros expires);
int session_get(struct tx *tx, const unsigned char hash[32], const char **user, const char **desk,
    micros *expires, struct arena *arena);
int session_end(struct tx *tx, const unsigned char hash[32]);
int session_end_user(struct tx *tx, const char *user);
int64_t session_count(struct tx *tx);

/* ---- the directory ---- */

/* A text to be published, and who answers for it. */
struct publication {
	const char *service, *text;
	const char *author, *approver; /* approver null: published without a second person */
	const char *comment;           /* why, or null */
};
/* A new version when the text differs; *version is the current one. 1 when it was new. */
int directory_publish(struct tx *tx, const struct publication *publication, int64_t *version);
/* The newest `most` versions of a service, newest first; struct entry_version. */
int directory_versions(
    struct tx *tx, const char *service, size_t most, struct arena *arena, struct list *out);
int64_t directory_newest(struct tx *tx);
/* Services whose current version is newer than `after`, struct service_text, by version. */
int directory_after(struct tx *tx, int64_t after, struct arena *arena, struct list *out);
/* The first of them, with `most` bytes of text or a little more; *more tells whether others follow.
 */
int directory_part(
    struct tx *tx, int64_t after, size_t most, struct arena *arena, struct list *out, bool *more);
/* One version; 0 is the current one. */
int directory_get(struct tx *tx, const char *service, int64_t version, struct service_text *out,
    struct arena *arena);

/* ---- texts that are not published ---- */

int draft_put(struct tx *tx, const struct entry_draft *draft);
int draft_get(struct tx *tx, const char *id, struct entry_draft *out, struct arena *arena);
int draft_drop(struct tx *tx, const char *id);
/* All of them, struct entry_draft, by id. */
int draft_list(struct tx *tx, struct arena *arena, struct list *out);
/* Those whose day has come, the earliest first; and when the next one's comes (INT64_MAX: never).
 */
int draft_due(struct tx *tx, struct arena *arena, struct list *out);
micros draft_next_due(struct tx *tx);

/* ---- customers ---- */

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

/* ---- one person in several records ---- */

/*
 * A record that was merged into another stays as it is, and what names it goes on naming it:
 * contacts and cases belong to the record they were made with. It points to the other
 * (customer.merged_into), and whoever reads a customer, their history or a case follows: that is
 * one person with all the words by which either is found. Taking the pointer away gives back
 * everything.
 */
/* Points the record to another (null: to none); faces and search words follow. `council` as of
 * customer_put. */
int customer_point(struct tx *tx, const char *id, const char *into, const char *council);
micros merge_time(struct tx *tx); /* now, and later than every merge there is */
int merge_get(struct tx *tx, const char *id, struct customer_merge *out, struct arena *arena);
/* With what the kept record was before it and after. */
int merge_put(struct tx *tx, const struct customer_merge *merge, const struct customer *before,
    const struct customer *after);
/* 1, or 0 when their person was erased. */
int merge_versions(struct tx *tx, const struct customer_merge *merge, struct customer *before,
    struct customer *after, struct arena *arena);
/* Of a person, by any of their records: newest first, undone ones too; struct customer_merge. */
int merges_of(
    struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out);
/* How many records were merged into this person's, and are still. */
int64_t merges_count(struct tx *tx, const char *customer);
/* Those that hold and came after this one, into the record it went into or one that went on from
 * there to: newest first. */
int merges_above(
    struct tx *tx, const struct customer_merge *merge, struct arena *arena, struct list *out);

/* ---- changes of address ---- */

int move_get(struct tx *tx, const char *id, struct move *out, struct arena *arena);
int move_put(struct tx *tx, const struct move *move);
/* Those that are planned for that day (YYYY-MM-DD) or one before it, the earliest first. */
int moves_due(struct tx *tx, const char *today, struct arena *arena, struct list *out);
/* The day of the next one, or null. */
const char *move_next_due(struct tx *tx, struct arena *arena);
/* The current texts of the directory that have this word in them, by id; struct service_text. */
int directory_with(struct tx *tx, const char *word, struct arena *arena, struct list *out);
/* Has the customer had anything of this service, other than an offer that they declined? */
bool customer_has_had(struct tx *tx, const char *customer, const char *service);

/* ---- appointments ---- */

int appointment_get(struct tx *tx, const char *id, struct appointment *out, struct arena *arena);
int appointment_put(struct tx *tx, const struct appointment *appointment);
int appointment_drop(struct tx *tx, const char *id);
/* Gives up the seat it has and takes one of its diary from its start to `end`; it is kept already.
 * 1 with *seat, 0 when there is none left. Holds that have expired give way. */
int appointment_seat(struct tx *tx, const struct appointment *appointment, micros end,
    int64_t capacity, int64_t *seat);
int appointment_unseat(struct tx *tx, const char *id);
/* The seats taken in these diaries from `from` to before `to`, struct slot_taken. */
int appointments_taken(struct tx *tx, const char *const *diaries, size_t count, micros from,
    micros to, struct arena *arena, struct list *out);
/* Those that begin from `from` to before `to`, cancelled ones too; in their order. */
int appointments_of_diary(struct tx *tx, const char *diary, micros from, micros to,
    struct arena *arena, struct list *out);
/* By any of their records, the newest first. */
int appointments_of_customer(
    struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out);
/* The days (YYYY-MM-DD) on which diaries are kept otherwise, struct diary_day. */
int diary_days(
    struct tx *tx, const char *from, const char *to, struct arena *arena, struct list *out);
/* The hash of what opens its calendar; get: 1 there. */
int diary_secret_put(struct tx *tx, const char *diary, const unsigned char hash[32]);
int diary_secret_get(struct tx *tx, const char *diary, unsigned char hash[32]);
int diaries_of(struct tx *tx, const char *council, struct arena *arena, struct list *out);
/* ---- promises ---- */

int promise_get(struct tx *tx, const char *id, struct promise *out, struct arena *arena);
int promise_put(struct tx *tx, const struct promise *promise);

/* Whose open promises: those of the user and of nobody in particular in their team, or all that are
 * at, as or for the council; late ones of this council (null: none) beside the former. */
struct promise_filter {
	const char *user, *team; /* of a user; else */
	const char *council;
	const char *late_of;
};
/* A promise of a list, with what the rules need to judge it. */
struct promise_found {
	struct promise_line line;
	struct sharing what;
};
/* Nearest due first, after the key `after`; struct promise_found. *next is the key of the next
 * page, or null; *open and *late (may be null) count the whole list. */
int promises_list(struct tx *tx, const struct promise_filter *filter, const char *after,
    size_t most, struct arena *arena, struct list *out, const char **next, int64_t *open,
    int64_t *late);
/* Of a person by any of their records, the open ones; of a case, all; struct promise_found. */
int promises_of_customer(
    struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out);
int promises_of_case(struct tx *tx, const char *case_id, struct arena *arena, struct list *out);
/* Those that fell due from `from` to before `to`, by group, those of owners of one council only or
 * (null) all; struct promise_count. */
enum promise_by {
	PROMISE_BY_ALL,
	PROMISE_BY_COUNCIL,
	PROMISE_BY_TEAM,
	PROMISE_BY_SERVICE,
	PROMISE_BY_OWNER
};
int promises_count(struct tx *tx, enum promise_by by, const char *council, micros from, micros to,
    struct arena *arena, struct list *out);
/* Ids of open ones of which nobody was told yet: due before `soon`, and overdue ones; struct
 * promise. And when the next one's time comes, with so much notice; INT64_MAX: never. */
int promises_to_tell(
    struct tx *tx, micros soon, size_t most, struct arena *arena, struct list *out);
micros promises_next(struct tx *tx, micros notice);
/* Marks it as told, once: false when somebody else has. */
bool promise_told(struct tx *tx, const char *id, bool overdue);

/* ---- satisfaction surveys ---- */

/* That somebody was asked about a contact: 1 found, 0 not. */
int survey_get(struct tx *tx, const char *contact, struct survey_asking *out, struct arena *arena);
int survey_put(struct tx *tx, const struct survey_asking *asking);
/* When a person was last asked one, by any of their records; 0: never. */
micros customer_surveyed(struct tx *tx, const char *customer);
/* The contact loses its person: so does that they were asked. */
void surveys_part(struct tx *tx, const char *contact);
/* Counts what somebody answered; nothing of it says who. */
int survey_add(struct tx *tx, const struct survey_said *said);
/* struct survey_count by group: how those took it who were asked in that time, and what was
 * answered in those months ("2026-11"). */
enum survey_by {
	SURVEY_BY_ALL,
	SURVEY_BY_COUNCIL,
	SURVEY_BY_SERVICE,
	SURVEY_BY_CHANNEL,
	SURVEY_BY_TEAM
};
int survey_replies(struct tx *tx, enum survey_by by, micros from, micros until, struct arena *arena,
    struct list *out);
int survey_counts_of(struct tx *tx, enum survey_by by, const char *from, const char *to,
    struct arena *arena, struct list *out);
/* Since when somebody waits at reception that day, and a case for whoever takes it from that queue;
 * 0: none does. */
micros reception_waits(struct tx *tx, const char *site, const char *day);
micros queue_waits(struct tx *tx, const char *queue);

/* ---- calls out ---- */

int outbound_get(struct tx *tx, const char *id, struct outbound_item *out, struct arena *arena);
int outbound_put(struct tx *tx, const struct outbound_item *item);
bool outbound_known(struct tx *tx, const char *list, const char *key);
/* What this user at this desk has in hand. */
int outbound_held(struct tx *tx, const char *user, const char *desk, struct outbound_item *out,
    struct arena *arena);
/* Takes the one that is next, for this desk alone, until a time: its id, or null. */
const char *outbound_take(struct tx *tx, const char *list, const char *user, const char *desk,
    micros until, struct arena *arena);
/* When the next one may be rung; 0: none is left. */
micros outbound_next(struct tx *tx, const char *list);
/* Has this person, or whoever has the number, said that they are not to be rung: on their record,
 * or when they were rung for any list? */
bool outbound_refused(struct tx *tx, const char *customer, const char *number);
/* Is this person on the list and not rung yet? */
bool outbound_waits(struct tx *tx, const char *list, const char *customer);
/* The lists of a council that this team may work, with counts; struct outbound_line. */
int outbound_lines(
    struct tx *tx, const char *council, const char *team, struct arena *arena, struct list *out);
/* Customers after an id who have a number and whose last word on this consent is yes: struct
 * outbound_item with the customer alone. */
int customers_agreeing(struct tx *tx, const char *kind, const char *after, size_t most,
    struct arena *arena, struct list *out);

/* ---- without the person: erasure, and what forbids it ---- */

/* Of a customer and those that were merged into it: how many records of each kind there are, struct
 * kind_count. */
int customer_counts(struct tx *tx, const char *customer, struct arena *arena, struct list *out);
/* Erases them: what names them stays for the counts without anything personal, their search words
 * go, their key in the vault and kept results are destroyed, desks are told to forget them. */
int customer_erase(struct tx *tx, const char *customer);
/* 1 when there was such a customer and was erased. */
int customer_is_erased(struct tx *tx, const char *id);
/* How many of their cases are open, and the reference of the first. */
int64_t customer_open_cases(
    struct tx *tx, const char *customer, const char **first, struct arena *arena);
/* A legal hold on a customer or a case, by its id; customer_held: one that keeps this customer. */
int hold_put(struct tx *tx, const struct hold *hold);
int hold_drop(struct tx *tx, const char *id);
int hold_get(struct tx *tx, const char *id, struct hold *out, struct arena *arena);
int customer_held(struct tx *tx, const char *customer, struct hold *out, struct arena *arena);
/* After a commit, with no transaction: nothing of what was deleted is left in the database's files.
 * `compact` writes the whole database anew. */
int store_settle(const char *database, bool compact, struct err *err);

/* ---- how long records are kept ---- */

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
/* Takes a row of a customer's record out: a note, a check, a marker, a relation. */
int customer_drop_row(struct tx *tx, enum retained_kind kind, const struct retained *row);
/* The day up to which something that is done by days was done, or null. */
const char *day_done(struct tx *tx, const char *what, struct arena *arena);
int day_done_put(struct tx *tx, const char *what, const char *day);

/* ---- unusual looking ---- */

int unusual_put(struct tx *tx, const struct unusual_look *look);
int unusual_get(struct tx *tx, const char *id, struct unusual_look *out, struct arena *arena);
/* Those that nobody has decided, the oldest first. */
int unusual_open(struct tx *tx, size_t most, struct arena *arena, struct list *out);

/* ---- what is held of somebody ---- */

/* Every record of this person's records, with its lists, by kind in the order of its time; a kind
 * of which there is none is left out. */
int held_of(struct tx *tx, const char *customer, struct arena *arena,
    void (*each)(void *context, const struct record *record, struct list *rows), void *context);
/* Is there nothing of a customer in records of this kind? What is kept is of a customer, by a field
 * of that name or by held_of, or it is on a list of what is not. */
bool held_of_nobody(const struct record *record);
/* Ids of customers who have all search words of this one, which need not be kept: at most `most`.
 */
int customers_with(struct tx *tx, const struct customer *words, size_t most, struct arena *arena,
    const char **ids, size_t *count);

/* ---- the gazetteer ---- */

int property_put(struct tx *tx, const struct property *property);
/* Where a postcode lies (struct postcode): a row for each district that its properties or the open
 * lists name, with the middle of its properties. Empty when it is not known. */
int postcode_places(struct tx *tx, const char *postcode, struct arena *arena, struct list *out);
int postcode_put(struct tx *tx, const struct postcode *postcode);
/* By postcode or its beginning, number, street, building, flat, organisation, best first and then
 * as they lie; what is digits alone also by UPRN, and then what is out of use too. Struct
 * property. */
int properties_find(struct tx *tx, const char *words, size_t most, struct arena *arena,
    struct list *out, bool *more);

/* ---- contacts, cases ---- */

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

/* One line of a customer's history, with what the rules need to judge it; `what` without the
 * consent. */
struct history_line {
	struct history_item item;
	struct sharing what;
	const char *key; /* of the page after it */
};
/* Newest first, after the key `before` (null: from the start); without the contact `but`, which may
 * be null, while it has no enquiry. */
int history(struct tx *tx, const char *customer, const char *but, const char *before, size_t most,
    struct arena *arena, struct list *out);

/* One answer of a customer's contacts, with what the rules need to judge it. */
struct earlier_line {
	struct earlier_answer answer;
	struct sharing what;
};
/* Of all contacts but one (null: of all), newest first. Left out are what was worked out or only
 * told, the district, which follows from the address, and what is longer than `longest` letters. */
int earlier_answers(struct tx *tx, const char *customer, const char *but, size_t longest,
    size_t most, struct arena *arena, struct list *out);
/* What was said to offers, the latest first, in contacts other than this one (may be null); of each
 * line only item.service, .offer_reply and .at. */
int offers_said(struct tx *tx, const char *customer, const char *contact, size_t most,
    struct arena *arena, struct list *out);

int case_get(struct tx *tx, const char *id, struct case_record *out, struct arena *arena);
int case_by_reference(
    struct tx *tx, const char *reference, struct case_record *out, struct arena *arena);
int case_of_enquiry(
    struct tx *tx, const char *enquiry, struct case_record *out, struct arena *arena);
/* By what it was called where it was imported from, in any case of letters: the latest of several.
 */
int case_by_old_reference(
    struct tx *tx, const char *reference, struct case_record *out, struct arena *arena);
/* New or changed, with its events. */
int case_put(struct tx *tx, const struct case_record *record);
/* The answers given to the enquiry of a case, the dialogue's version, and the prompt that opened
 * the case. */
int case_answers(struct tx *tx, const char *enquiry, struct arena *arena, struct list *answers,
    int64_t *version, const char **outcome_prompt);
/* One of them, new or changed. */
int case_answer_put(struct tx *tx, const char *enquiry, const struct answer *answer);

/* Bytes by their hash, kept once. blob_get: at most so many from there on; null when they are not
 * there. blobs_sweep: those that
 * no attachment names any more go; blobs_of_case: those of this case (mail) alone, before it is
 * parted from them. */
int blob_put(struct tx *tx, const char *hash, const void *bytes, size_t length);
const void *blob_get(struct tx *tx, const char *hash, int64_t from, int64_t most, size_t *length,
    struct arena *arena);
/* The pieces of a file that is not all there yet: how many bytes of it this user has put on that
 * case (-1: the store failed), one more of them, and all as one, which are no pieces any more. What
 * never gets whole goes with its case, or after a month. */
int64_t attachment_came(
    struct tx *tx, const char *parent, const char *attachment, const char *author);
int attachment_piece_put(struct tx *tx, const char *parent, const char *attachment,
    const char *author, int64_t from, const void *bytes, size_t length);
int pieces_forget(struct tx *tx, const char *customer); /* of their cases */
const void *attachment_join(
    struct tx *tx, const char *attachment, size_t *length, struct arena *arena);
int blobs_sweep(struct tx *tx);
int blobs_of_case(struct tx *tx, const char *id);
int blobs_of_mail(struct tx *tx, const char *id);

/* Every queue with its counts, struct queue_count, by id. `today`: since when what was closed
 * counts as done. */
int queue_counts(struct tx *tx, micros today, struct arena *arena, struct list *out);
/* A case of a queue, with what the rules need to judge it. */
struct case_line {
	struct case_summary summary;
	struct sharing what;
	bool task; /* about an entry, and nobody's */
};
/* Open cases, the oldest due first, after the key `after`; struct case_line. *next is the key of
 * the next page, or null. With a filter (model/case_filter.h) a page may be short, even empty, and
 * go on: a few thousand are looked through at a time. */
int queue_cases(struct tx *tx, const char *queue, const char *filter, const char *after,
    size_t most, struct arena *arena, struct list *out, const char **next);
/* What a user has: claimed, or bounced back to their team (null: to any of the council) and not yet
 * taken by anybody; struct case_line, those first, then by due time. */
int work_cases(struct tx *tx, const char *user, const char *team, const char *council, size_t most,
    struct arena *arena, struct list *out);
/* The cases that this one is linked to, closed ones too; struct case_line. */
int linked_cases(struct tx *tx, const char *id, struct arena *arena, struct list *out);

/*
 * What is to be done next: open, claimed by nobody, in one of the queues, asking for no skill or
 * one of these ("" stands for none and must be among them). Overdue before others, then by
 * priority, due time, age, id. Each is offered in that order until one is taken: 1 then, 0 when
 * none is left.
 */
struct next_query {
	const char *const *queues, *const *skills;
	size_t queue_count, skill_count;
};
int case_next(struct tx *tx, const struct next_query *query,
    bool (*offer)(void *context, const char *id), void *context);
/* How many of the queues' cases nobody has, whatever they ask for. */
int64_t cases_waiting(struct tx *tx, const struct next_query *query);
/* 1 when it is the user's from now on, 0 when somebody else was first or it is closed. */
int case_take(struct tx *tx, const char *id, const char *user);
/* One action on many cases. */
int bulk_get(struct tx *tx, const char *id, struct bulk *out, struct arena *arena);
int bulk_put(struct tx *tx, const struct bulk *bulk);
/* The queues of a team, or of a council when `team` is null. */
int queues_of(
    struct tx *tx, const char *team, const char *council, struct arena *arena, struct list *out);
/* Who may sign in, of a council, by name; struct colleague. */
int colleagues(struct tx *tx, const char *council, struct arena *arena, struct list *out);
/* What was bounced in from … to - 1, struct bounce_count, the most frequent first; of one service,
 * or of all when it is null. */
int bounces_count(struct tx *tx, const char *service, micros from, micros to, struct arena *arena,
    struct list *out);

/* ---- complaints.c: of cases whose service takes complaints ---- */

/* What happened in from … to - 1, struct complaint_count by council and stage; and what stands
 * overdue now. */
int complaints_count(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out);
/* What was written down to be learnt and put right in that time, struct complaint_lesson by council
 * and time; done as it is today. */
int complaint_lessons(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out);

/* ---- reports ---- */

enum report_by { REPORT_ALL, REPORT_COUNCIL, REPORT_SERVICE };

/* Contacts begun in from … to - 1, by group; struct outcome_count, struct offer_count. */
int outcomes_count(struct tx *tx, enum report_by by, micros from, micros to, struct arena *arena,
    struct list *out);
int offers_count(struct tx *tx, enum report_by by, micros from, micros to, struct arena *arena,
    struct list *out);
/* What went by each mechanism: struct volume, of the council that must deliver or (null) of all. */
int volumes_count(struct tx *tx, const char *council, micros from, micros until,
    struct arena *arena, struct list *out);
/* Counts what somebody said of themselves, and nothing about whom. */
int equality_add(struct tx *tx, const struct equality *said);
/* struct equality_count of the months; REPORT_SERVICE: by the team that owns the service. */
int equality_counts(struct tx *tx, enum report_by by, const char *from, const char *to,
    struct arena *arena, struct list *out);

/* ---- what is said to be wrong in the directory ---- */

int wrong_get(struct tx *tx, const char *id, struct wrong *out, struct arena *arena);
int wrong_put(struct tx *tx, const struct wrong *wrong);
int wrongs_of_case(struct tx *tx, const char *case_id, struct arena *arena, struct list *out);
/* Of a service, those not yet mended, the oldest first. */
int wrongs_open(struct tx *tx, const char *service, struct arena *arena, struct list *out);
/* Mended, and the user who reported them has not heard it; the latest first. */
int wrongs_unheard(
    struct tx *tx, const char *user, size_t most, struct arena *arena, struct list *out);

/* ---- references ---- */

/* The next block of numbers for a desk; `training` takes from the range that starts with 9. 1
 * taken, 0 when there are none left. */
int lease_take(struct tx *tx, const char *id, const char *desk, const char *user, bool training,
    struct lease *out);
/* One, for a case that the CRM opens itself. */
int reference_next(struct tx *tx, bool training, char out[REFERENCE_LENGTH + 1]);
/* The desk that holds the number, or null. */
const char *lease_holder(struct tx *tx, int64_t number, struct arena *arena);

/* ---- other systems, e-mail ---- */

/* A new one that waits; nothing when there is one of this key. next_at 0: at once. */
int connect_job_new(struct tx *tx, const struct connect_job *job);
int connect_job_get(struct tx *tx, const char *id, struct connect_job *out, struct arena *arena);
int connect_job_put(struct tx *tx, const struct connect_job *job);
/* Those whose time has come, also what runs with its lease over; the earliest first. */
int connect_jobs_due(struct tx *tx, size_t most, struct arena *arena, struct list *out);
/* Those that are not done: the failed first, then as they were made. */
int connect_jobs_open(struct tx *tx, size_t most, struct arena *arena, struct list *out);

int mailbox_get(struct tx *tx, const char *id, struct mailbox *out, struct arena *arena);
int mailbox_put(struct tx *tx, const struct mailbox *box);
int mailboxes_of(struct tx *tx, const char *council, struct arena *arena, struct list *out);

int mail_get(struct tx *tx, const char *id, struct mail *out, struct arena *arena);
int mail_put(struct tx *tx, const struct mail *mail);
bool mail_is_kept(struct tx *tx, const char *digest);
/* Of those that we wrote; and the last that somebody wrote to us about a case. Without files. */
int mail_by_message(struct tx *tx, const char *message, struct mail *out, struct arena *arena);
int mail_last_in(struct tx *tx, const char *case_id, struct mail *out, struct arena *arena);
/* struct mail without files, the oldest first. */
int mails_answering(struct tx *tx, const char *mail, struct arena *arena, struct list *out);
int mails_of_contact(struct tx *tx, const char *contact, struct arena *arena, struct list *out);
/* struct mail_summary: those that wait or are taken, the oldest first; a case's, the newest first.
 */
int mails_waiting(struct tx *tx, size_t most, struct arena *arena, struct list *out);
int mails_of_case(
    struct tx *tx, const char *case_id, size_t most, struct arena *arena, struct list *out);

/* ---- backup ---- */

/* Everything as it is in this transaction, but for who is signed in, as one archive that any engine
 * takes; *rows counts the records. -1 with a sentence. */
int store_backup(struct tx *tx, FILE *out, int64_t *rows, struct err *err);
/* Makes a new store from an archive, whole or not at all; its key file must be in its place. The
 * feed has another epoch, the anchor is set to the archive's end of the audit. */
struct store_restored {
	int64_t rows;
	int64_t last, anchored; /* the newest audit entry; what the anchor knew beyond it, or 0 */
};
int store_restore(
    const struct store_options *options, FILE *in, struct store_restored *out, struct err *err);

/* ---- proof ---- */

/* The engine's own check, dangling rows, feed gaps, faces and tokens, the audit chain. */
int store_check(struct tx *tx, void (*fault)(void *context, const char *sentence), void *context);

#endif
