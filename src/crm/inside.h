/* What the rules share: the CRM itself, a call in hand, and how it is refused. */
#ifndef CRM_INSIDE_H
#define CRM_INSIDE_H

#include "base/date.h"
#include "base/secret.h"
#include "crm/crm.h"
#include "crm/manage.h"
#include "model/permit.h"
#include "store/audit.h"
#include "store/services.h"
#include "store/store.h"

#include <pthread.h>
#include <stdatomic.h>

enum { TOKEN_HASH = SECRET_HASH };
#define SESSION_TIME (12 * MICROS_HOUR)

struct sessions;
struct door;
struct counts;
struct pace;
struct payment_hook;

struct crm {
	struct store *store;
	const struct clock *clock;
	const struct id_source *ids;
	struct sessions *sessions;
	struct door *door; /* the password worker */
	struct secret_cost password_cost;
	struct pace *pace;     /* how much callers without a session may ask for */
	size_t batch;          /* items of an import in a transaction; 0: the usual */
	struct trial *trial;   /* imports keep nothing; or null */
	bool tools;            /* frontdeskctl: no sweeps */
	_Atomic int64_t swept; /* monotonic micros of the last sweep */
	_Atomic int64_t due;   /* when the next text is to be published or move made; 0: look */
	_Atomic bool publishing;
	struct entries *entries;                 /* what the list of entries shows */
	struct policies *policies;               /* what the directory says of sharing */
	struct counts *counts;                   /* of the queues, between two changes */
	struct parsed *parsed;                   /* texts of the directory; the writer's */
	struct nightly *nightly;                 /* retention by itself, or null */
	const struct payment_hook *payment_hook; /* reads what providers tell, or null */
	pthread_mutex_t watch_lock;
	void (*changed)(void *context);
	void *changed_context;
};

/* A call in hand. `tx` is a reader's or the writer's, by the function that is running. */
struct ask {
	struct crm *crm;
	const struct crm_call *call;
	struct crm_answer *answer;
	const struct session *session; /* null on open routes */
	const struct session *carrier; /* who delivers it for the one of the session, or null */
	unsigned char token[TOKEN_HASH];
	struct tx *tx;
	void *more;              /* from a rule's read to its write */
	struct judging *judging; /* what may be seen: crm/sharing.h */
};

/* A new id, in the call's arena. */
const char *ask_id(struct ask *ask);
/* Refusals. The strings must live as long as the call's arena. Give false, to return at once. */
bool refuse(struct ask *ask, enum problem_type problem, const char *field, const char *detail);
/* False and the problem when the transaction failed. */
bool store_well(struct ask *ask);
/* Checks the table of permissions; refuses. */
bool allowed(struct ask *ask, enum action action, const struct concern *concern);

/*
 * One route's rule. `read` runs on the caller's thread with a snapshot; `write` on the writer's,
 * where it may keep. A queued route may have both: what is read is answered once `write` has kept
 * its audit entry.
 */
struct rule {
	enum crm_way way;
	bool open;      /* no session */
	int action;     /* asked before anything else, or RULE_ANYBODY */
	bool operation; /* kept under its operation id */
	const struct record *reply;
	bool (*read)(struct ask *ask);
	bool (*write)(struct ask *ask);
	/* Whose values the reply holds: seals the kept result. Null: nobody's. */
	const char *(*person)(const struct ask *ask);
};
enum { RULE_ANYBODY = -1 };
const struct rule *rule_of(enum route_id route); /* rules.c: one for each route */

/* An import on its way; `ask->more` of each of its items. */
struct import {
	struct crm *crm;
	const char *actor;
	const char *items;
	size_t size, count, from;
	bool (*one)(struct ask *ask, struct import *import, const void *item);
	struct lease lease; /* references for cases that bring none */
	struct crm_counts counts;
	size_t refused; /* the item, from 1 */
	struct err *err;
};

/* What a trial of an import would have kept, which is not there to be found: by key, with the
 * digest of what it said. trial_saw: *same tells whether it said this. */
bool trial_saw(
    struct crm *crm, const char *key, const unsigned char digest[SECRET_HASH], bool *same);
void trial_keep(struct crm *crm, const char *key, const unsigned char digest[SECRET_HASH]);
void trial_free(struct trial *trial);

/* Puts each item in small transactions; counts->refused names the one that is refused. */
int import_each(struct crm *crm, const char *actor, const void *items, size_t size, size_t count,
    bool (*one)(struct ask *ask, struct import *import, const void *item),
    struct crm_counts *counts, struct err *err);

/* ---- sessions ---- */

struct sessions *sessions_new(void);
void sessions_free(struct sessions *sessions);
/* The session of a bearer token in the arena (with no token in it), or null. `ask->token` is set.
 */
const struct session *sessions_find(struct ask *ask, struct tx *tx);
/* Everything that was remembered is read anew: users or desks have changed. */
void sessions_forget(struct sessions *sessions);
/* Fills a session from the store: 1, 0 when the user or desk may not come in, -1. */
int session_fill(struct crm *crm, struct tx *tx, const char *user, const char *desk,
    struct session *out, struct arena *arena);

/* ---- the door: sign-in on a thread of its own ---- */

struct door *door_new(struct crm *crm, struct err *err);
void door_close(struct door *door);
void door_submit(struct door *door, struct crm_job *job);
bool enrol_write(struct ask *ask);
bool sign_out_write(struct ask *ask);
bool journal_key_write(struct ask *ask);
/* carried.c */
const char *carry_key(struct crm *crm, const char *user, const char *desk, struct arena *arena);
/* The session becomes the author's, with whoever delivers it as the carrier. */
bool carried_admit(struct ask *ask);
void carried_trace(struct ask *ask);
/* As session_fill, also of somebody who has left. */
int session_fill_any(struct crm *crm, struct tx *tx, const char *user_id, const char *desk_id,
    struct session *out, struct arena *arena);

/* ---- the directory: lint, publishing, what waits for its day ---- */

void partnership_page_fill(struct tx *tx, struct partnership_page *page, struct arena *arena);
struct partnership;
void partnership_load(struct tx *tx, struct partnership *out, struct arena *arena);
/* Looks texts over that are to be published together, as of a day, and those that depend on them;
 * true when there are no errors. Adds struct finding_line, errors first. */
bool texts_lint(struct tx *tx, const struct service_text *texts, size_t count, struct date day,
    struct list *out, struct arena *arena);
/* "line 4, column 16: …" of this service's text, or "blue-badge, line …" of another's. */
const char *finding_sentence(
    const struct finding_line *finding, const char *service, struct arena *arena);
/* Lint takes a while. A rule's read looks beside the writer, into ask->more; its write asks what
 * came of it (and looks again when the directory has moved on), and refuses with the findings.
 * `effective`: when the text will be published, 0 now. */
void text_look(struct ask *ask, const char *service, const char *text, micros effective);
bool text_good(struct ask *ask, const char *service, const char *text, micros effective);
/* Publishes with audit and feed: 1 when it was new, 0 when it is what was there, -1. */
int text_publish(
    struct tx *tx, const struct publication *publication, int64_t *version, struct arena *arena);
/* Audit and feed of a draft's change; either may be null. */
void draft_note(struct tx *tx, const char *action, const struct entry_draft *was,
    const struct entry_draft *now);
/* The id under which a service's text waits for its day. */
const char *scheduled_id(const char *service, struct arena *arena);
/* Something was scheduled, here or by another process; and the moment to look. */
void schedule_changed(struct crm *crm);
void schedule_tick(struct crm *crm);

/* Retention at night: asks at each tick whether it is time. */
struct nightly *nightly_new(const char *database, const char *as, int at);
void nightly_free(struct nightly *nightly);
void nightly_tick(struct crm *crm);

struct entries *entries_new(void);
void entries_free(struct entries *entries);
struct policies *policies_new(void);
void policies_free(struct policies *policies);

/* Texts of the directory as services, parsed once. On the writer's thread; what is given lives
 * until the next call. Null when the text cannot be read. */
struct service;
struct parsed *parsed_new(void);
void parsed_free(struct parsed *parsed);
const struct service *parsed_service(struct parsed *parsed, const struct service_text *text);
/* The ids of services that may be surveys, "|" after each; in the arena. */
const char *parsed_surveys(struct parsed *parsed, struct tx *tx, struct arena *arena);

/* ---- rules, a file each ---- */

/* A whole number of a query; absent is 0. */
bool query_number(struct ask *ask, int index, const char *name, int64_t *number);
bool entries_read(struct ask *ask);
bool versions_read(struct ask *ask);
bool draft_read(struct ask *ask);
bool draft_check(struct ask *ask);
bool draft_write(struct ask *ask);
bool draft_drop_write(struct ask *ask);
bool verdict_check(struct ask *ask);
bool verdict_write(struct ask *ask);
bool assurance_check(struct ask *ask);
bool assurance_write(struct ask *ask);

bool health_read(struct ask *ask);
bool session_read(struct ask *ask);
bool partnership_read(struct ask *ask);
bool directory_read(struct ask *ask);
bool service_read(struct ask *ask);
bool notices_read(struct ask *ask);
bool learnt_read(struct ask *ask);
/* Counts what led to the services of a contact's new enquiries. */
void learn_enquiries(struct ask *ask, const struct contact *contact, const struct contact *was);
bool notice_write(struct ask *ask);
/* Checks and keeps a notice. Without a session it is frontdeskctl's. */
bool notice_rules(struct ask *ask, struct notice *notice);
bool wrong_look(struct ask *ask);
bool wrong_write(struct ask *ask);
bool wrongs_read(struct ask *ask);
bool wrong_heard_write(struct ask *ask);
/* Something happened to the case of a report: what is closed is mended, what is reopened is not. */
void wrongs_follow(struct tx *tx, const struct case_record *record, const struct case_event *event,
    struct arena *arena);
/* A new version has been published over this text (null: there was none): what it changed of what
 * was said to be wrong counts as mended. */
void wrongs_published(struct tx *tx, const char *was, const struct publication *publication,
    int64_t version, struct arena *arena);
bool volumes_read(struct ask *ask);
bool out_of_hours_read(struct ask *ask);
bool unusual_read(struct ask *ask);
bool unusual_write(struct ask *ask);
bool unusual_verdict_write(struct ask *ask);
const char *unusual_person(const struct ask *ask);
bool feed_read(struct ask *ask);
const char *feed_place(struct tx *tx, struct arena *arena);
/* An audit entry that is kept soon after the answer, for what shows little. */
void leave_trace(struct ask *ask, const char *action, const char *id, const char *purpose);
bool find_customers_read(struct ask *ask);
bool find_addresses_read(struct ask *ask);
bool customer_read(struct ask *ask);
bool customer_write(struct ask *ask);
/* Why somebody reads, by the parameters of a contact of this desk, or of a reason; or null. */
const char *purpose_stated(struct ask *ask, int contact, int reason);
bool change_write(struct ask *ask);
const char *change_person(const struct ask *ask);
bool contact_write(struct ask *ask);
bool contact_read(struct ask *ask);
bool contact_audit(struct ask *ask);
bool alike_read(struct ask *ask);
/* Who may be the person of this record, which need not be kept, the likeliest first. */
bool alike_find(struct ask *ask, const struct customer *like, struct alike_page *page);
bool merges_read(struct ask *ask);
bool merge_write(struct ask *ask);
bool merge_undo_write(struct ask *ask);
const char *merge_person(const struct ask *ask);
bool move_write(struct ask *ask);
bool move_undo_write(struct ask *ask);
const char *move_person(const struct ask *ask);
/* Carries out the moves whose day has come: how many. And when the next one's comes, INT64_MAX:
 * never. */
size_t moves_carry_out(struct crm *crm, struct tx *tx, struct arena *arena);
micros moves_next(struct tx *tx, struct arena *arena);
/* Tells every service that holds the address: a task of each, and its line in move->told. */
void moves_tell(struct ask *ask, struct move *move, bool own_only);
/* Those who were told are told that it does not hold after all; `reason` is in their tasks. */
void moves_withdraw(struct ask *ask, struct move *move, const char *reason);
/* Something happened to the task of a service that was told: closing it acknowledges. */
void moves_follow(
    struct ask *ask, const struct case_record *record, const struct case_event *event);
void moves_audit(
    struct ask *ask, const char *action, const struct move *now, const struct move *was);
/* How much of a move may be seen; what of it is told of may be withheld in it. */
enum sight moves_sight(struct ask *ask, struct move *move, const char *consent, bool glass);
bool slots_read(struct ask *ask);
bool appointment_write(struct ask *ask);
bool appointment_event_write(struct ask *ask);
const char *appointment_person(const struct ask *ask);
/* Something happened to the case of a wish: closing it refuses the wish, unless it came true. */
void appointments_follow(
    struct ask *ask, const struct case_record *record, const struct case_event *event);
bool diary_read(struct ask *ask);
bool diary_audit(struct ask *ask);
bool diary_calendar_read(struct ask *ask);
bool appointment_calendar_read(struct ask *ask);
bool outbound_read(struct ask *ask);
bool outbound_claim_write(struct ask *ask);
const char *outbound_claim_person(const struct ask *ask);
bool outbound_attempt_write(struct ask *ask);
void outbound_audit(struct ask *ask, const char *action, const struct outbound_item *now,
    const struct outbound_item *was); /* was: null when it is new */
const char *outbound_item_person(const struct ask *ask);
bool promises_read(struct ask *ask);
bool promise_counts_read(struct ask *ask);
bool promise_read(struct ask *ask);
bool promise_audit(struct ask *ask);
bool promise_write(struct ask *ask);
bool promise_event_write(struct ask *ask);
const char *promise_person(const struct ask *ask);
bool equality_write(struct ask *ask);
/* "2026-11": a month of late, for counts that have no day; refuses. */
bool month_of_late(struct ask *ask, const char *month);
bool payment_write(struct ask *ask);
/* With its audit entry and a word in the feed; was: null when it is new. */
void payment_keep(
    struct ask *ask, const char *action, const struct payment *now, const struct payment *was);
/* What the provider says is what is held from now on; refuses. */
bool payment_settle(struct ask *ask, struct payment *payment);
/* Of a service that is not for their eyes the sum stays, or the books would not balance: true then.
 */
bool payment_withhold(struct ask *ask, struct payment *payment);
bool payments_read(struct ask *ask);
bool payment_read(struct ask *ask);
bool payment_event_write(struct ask *ask);
bool payment_notice_look(struct ask *ask);
bool payment_notice_write(struct ask *ask);
/* To its customer, the provider's page by a mail. Refuses. */
bool payment_mail(struct ask *ask, struct payment *payment);
/* What became of it is asked for now, under a key of its own. */
void payment_look_now(struct ask *ask, const struct payment *payment, const char *key);
const char *payment_person(const struct ask *ask);
/* The making of a payment at the provider is over. */
void payment_create_ended(
    struct ask *ask, const struct connect_job *job, bool well, const char *error);
bool arrivals_read(struct ask *ask);
bool arrival_write(struct ask *ask);
bool arrival_event_write(struct ask *ask);
bool arrival_call_write(struct ask *ask);
const char *arrival_person(const struct ask *ask);
const char *arrival_call_person(const struct ask *ask);
bool room_use_write(struct ask *ask);
/* A venue stands on a contact only where something of it is served by outreach: nothing else is
 * counted there. */
void venue_judge(struct ask *ask, struct contact *contact);
/* The contact that a call began was put: they are being served, or are done with its end. */
void arrival_follow(struct ask *ask, const struct contact *contact);
bool whiteboard_read(struct ask *ask);
bool presence_write(struct ask *ask);
/* Keeps what is said of an officer, unless later words are there; audited either way. */
void presence_say(struct ask *ask, const struct officer *was, const struct board_word *said);
/* What administration says of an officer (struct officer), with what was said of where they are. */
const void *officer_described(
    struct tx *tx, const struct officer *item, const struct officer *was, struct arena *arena);
/* Whoever signs in and has a team is on the whiteboard. */
void officer_follow(struct tx *tx, const struct user *user, struct arena *arena);
bool visits_read(struct ask *ask);
bool pages_read(struct ask *ask);
bool visit_write(struct ask *ask);
bool visit_act_write(struct ask *ask);
const char *visit_person(const struct ask *ask);
bool visit_seen(const struct session *session, const struct visit *visit);
/* Climbs the ladders of those who are overdue: how many. */
size_t visits_raise(struct crm *crm, struct tx *tx, struct arena *arena);
bool case_read(struct ask *ask);
bool case_audit(struct ask *ask);
bool case_event_write(struct ask *ask);
bool case_change_write(struct ask *ask);
const char *case_person(const struct ask *ask);
bool connections_read(struct ask *ask);
bool connection_retry_write(struct ask *ask);
bool queues_read(struct ask *ask);
bool queue_cases_read(struct ask *ask);
bool lease_write(struct ask *ask);

/* Applies a change to a customer where the fields are what they were. `now` is the outcome, in the
 * arena; refuses with the names of the fields in conflict. */
bool change_apply(struct ask *ask, const struct customer_change *change,
    const struct customer *current, struct customer **now);
/* Brings telephone numbers and postcodes to the form in which they are kept. */
void customer_tidy(struct customer *customer, struct arena *arena);
/* Sets when each number was given: now, unless `was` (null when new) has it. */
void phones_date(struct ask *ask, struct customer *customer, const struct customer *was);
/* Rows that have an author are signed: a new one by the user (when it is `theirs`, whatever it
 * says), one that is there keeps whom and when it has. */
void person_sign(struct ask *ask, struct customer *now, const struct customer *was, bool theirs);
/* May the session write what differs? Refuses. */
bool person_permitted(struct ask *ask, const struct customer *now, const struct customer *was);
/* Relations must lead to somebody. Refuses. */
bool person_check(struct ask *ask, const struct customer *now, const struct customer *was);
/* Those who belong to a customer and those they belong to, struct relative. */
void person_relatives(struct ask *ask, const struct customer *customer, struct list *out);
/* Checks and keeps a customer with its audit entry; `was` null when new. */
bool customer_keep(struct ask *ask, struct customer *customer, const struct customer *was);

/* Puts one contact with everything in it; digest is of its bytes. Without a session it is an
 * import's: it brings its own user and times, and references are found for it. 1 in *new when it
 * was not there. */
bool contact_put_rules(struct ask *ask, const struct contact *body, const unsigned char digest[32],
    struct contact_receipt *receipt, bool *new);
/* Who spoke for the customer of a contact: the authority that it names must be in force. `erased`:
 * the customer is not there any more, and nobody spoke for them. Refuses. */
bool behalf_check(struct ask *ask, struct contact *contact, bool erased);
void behalf_clear(struct contact *contact);
/* The same as the contact was kept; null when the customer spoke. In the arena. */
struct behalf *behalf_of_contact(struct ask *ask, const char *id);
/* Asks again who must deliver an enquiry. A doubt is audited and is a sentence, else null; refused
 * is only what cannot be kept. */
bool responsible_check(struct ask *ask, const struct contact *contact,
    const struct enquiry *enquiry, size_t index, const char **doubt);
/* Does a queue of `of` serve on for the council that took over? */
bool queue_inherited(
    struct ask *ask, const struct contact *contact, const char *responsible, const char *of);
/* Opens the case of an enquiry, or brings it up to date while nobody has worked on it. `doubt`
 * (null: none) is what whoever takes it must look at first. */
bool case_open_rules(struct ask *ask, const struct contact *contact, struct enquiry *enquiry,
    size_t index, const char *doubt);
/* What happens to a case: checks, applies and keeps the event. Without a session: an import's. */
bool case_event_rules(struct ask *ask, struct case_record *record, const struct case_event *event);
/* An answer of its enquiry is put right; a link to another case is made or taken away at both:
 * amend, link and unlink. Refuse. */
bool case_amend(struct ask *ask, struct case_record *record, struct case_event *event);
bool case_link_apply(struct ask *ask, struct case_record *record, struct case_event *event);
/* The enquiry was put anew by its contact: what was amended since holds. */
void case_amend_again(struct ask *ask, const struct case_record *record);
/* It is due at another time now: its clock counts to that. */
void case_life_due(struct ask *ask, struct case_record *record);
/* A file is taken away: detach. Refuses. */
bool case_detach(struct ask *ask, struct case_record *record, struct case_event *event);
/* What may be a file's name and its media type; and its hash, in the arena. */
bool attachment_name_good(const char *name);
bool attachment_type_good(const char *type);
const char *attachment_hash(const void *bytes, size_t length, struct arena *arena);
bool attachment_write(struct ask *ask);
bool attachment_read(struct ask *ask);
bool attachment_audit(struct ask *ask);
/* The case of the path, which this user may see, with the reason to break the glass in that query;
 * or work on. Refuse. */
bool case_to_read(struct ask *ask, struct case_record *record, int why);
bool case_to_work(struct ask *ask, struct case_record *record);
struct case_page *case_page_of(struct ask *ask, const struct case_record *record);
/* A case begins its life, and its clock, as the prompt that opened it says; it goes into another
 * state: a move, close or reopen, whose state is set. Refuses. */
void case_life_begin(struct ask *ask, struct case_record *record, const char *prompt);
/* May this user not have the case where it is, nor move it on, because of what they decided before?
 * The second one refuses, too. */
bool case_life_barred(struct ask *ask, const struct case_record *record, const char *user);
bool case_life_bars(struct ask *ask, const struct case_record *record, const char *user);
bool case_life_move(struct ask *ask, struct case_record *record, struct case_event *event);
/* How its clock stands now. */
void case_life_clock(struct ask *ask, const struct case_record *record, struct case_page *page);
/* Keeps a case with audit and feed; `was` null when new. */
void case_keep(struct ask *ask, const char *action, const struct case_record *record,
    const struct case_record *was);
/* The same of one with new events. Refuses when there are too many. */
bool case_keep_grown(struct ask *ask, const char *action, const struct case_record *record,
    const struct case_record *was);
struct case_event *case_event_add(
    struct ask *ask, struct case_record *record, const char *kind, micros at);
/* The text, or as much of it as has so many bytes. */
const char *cut_words(struct arena *arena, const char *text, size_t most);
/* The queue of a team for tasks of a kind, made when the first one comes: "entries-chorley-waste".
 */
bool team_queue(struct ask *ask, const struct team *team, const char *kind, struct queue *queue);
const char *case_subject(const struct case_record *record); /* whose values it holds */

/* Runs work on the writer and waits; the sentence when it failed. */
int manage_write(
    struct crm *crm, bool (*work)(struct tx *tx, void *context), void *context, struct err *err);
/* An audit entry of what administration is about to read. */
int manage_trace(
    struct crm *crm, const char *actor, const struct audit_entry *entry, struct err *err);

/* As crm_looks, of a customer's id, without a trace. */
int looks_read(struct tx *tx, const char *customer, micros from, micros until, struct arena *arena,
    struct list *out);

/* The councils that had what is held of a customer, struct council, but one. */
int access_recipients(
    struct tx *tx, const char *customer, const char *but, struct arena *arena, struct list *out);

/* May this user, for whom administration acts, do it? -1 with a sentence. */
int manage_officer(struct tx *tx, const char *as, enum action action, struct err *err);
/* The id of the customer that stands for an id or a case's reference: 1, 0 when there is none, -1.
 * manage_found makes a sentence of the last two. */
int manage_customer(struct tx *tx, const char *words, struct arena *arena, const char **id);
int manage_found(int found, const char *words, struct err *err);

#endif
