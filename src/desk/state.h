/*
 * The inside of the desk: what the advisor has in hand, where they are, what was typed, what the
 * journal and the line owe. For src/desk and for the screens (ui/screen_*.c), which only read it.
 *
 * Memory: whatever is loaded as a whole (a page of the CRM, a list of results, a contact) has its
 * own arena and is replaced as a whole. Short strings that change alone are on the heap.
 */
#ifndef DESK_STATE_H
#define DESK_STATE_H

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "desk/back_office.h"
#include "desk/board.h"
#include "desk/case_files.h"
#include "desk/desk.h"
#include "desk/entry.h"
#include "desk/find.h"
#include "desk/promise_list.h"
#include "desk/screen.h"
#include "dialogue/walk.h"
#include "directory/fresh.h"
#include "directory/nearest.h"
#include "model/notice.h"

enum {
	DESK_TEXT_LIMIT = 4000, /* bytes in any one field */
	DESK_STACK = 12,
	DESK_MATTERS = 12 /* in one contact */
};

/* ---- where the advisor is ---- */

enum phase {
	PHASE_OUT,      /* nobody is signed in: the sign-in form */
	PHASE_CHECKING, /* the password is being checked here and at the CRM */
	PHASE_LOCKED,   /* signed in, the screen cleared */
	PHASE_PROVING,  /* locked, the password is being checked */
	PHASE_WORK
};

struct spot {
	enum screen screen;
	char *subject; /* or null */
};

enum tone { TONE_PLAIN, TONE_GOOD, TONE_WARN, TONE_ALARM };

/* ---- what was typed ---- */

struct typed {
	char *field, *text;
	bool secret; /* never journalled */
};

/* ---- a contact in hand ---- */

/* One undoable answer. */
struct undo {
	char matter[ID_LENGTH + 1];
	char *prompt, *value, *source, *focus; /* value null: there was no answer */
};

struct hand {
	struct arena arena; /* of work */
	struct work *work;
	struct arena page_arena;
	struct customer_page *page; /* as the CRM gave it; null: not loaded */
	uint64_t page_asked;        /* request in flight, or 0 */
	bool page_further;          /* it asks for older history */
	const char *page_filter;    /* it looks through it for these words; as typed */
	struct arena found_arena;
	struct customer_page *found; /* what the CRM found for these words; or null */
	const char *found_for;
	bool page_failed;
	struct undo *undo;
	size_t undo_count, undo_capacity;
};

/* ---- requests and the outbox ---- */

enum asked_for {
	ASKED_SIGN_IN,
	ASKED_PROOF, /* a new token for the session that goes on */
	ASKED_PARTNERSHIP,
	ASKED_DIRECTORY,
	ASKED_SERVICE,
	ASKED_NOTICES,
	ASKED_WRONGS,
	ASKED_LEARNT,
	ASKED_OUTBOUND,
	ASKED_TO_RING,
	ASKED_PROMISES,
	ASKED_PROMISE,
	ASKED_KEPT,
	ASKED_QUEUES,
	ASKED_QUEUE,
	ASKED_WORK,
	ASKED_PEOPLE_HERE,
	ASKED_BULK,
	ASKED_BOUNCES,
	ASKED_LEASE,
	ASKED_FEED,
	ASKED_PEOPLE,
	ASKED_MATCHES,
	ASKED_PLACES,
	ASKED_LOCATION,
	ASKED_CUSTOMER,
	ASKED_SAME_LIKELY,
	ASKED_SAME_FOUND,
	ASKED_SAME_HERS,
	ASKED_SAME_OTHER,
	ASKED_MERGES,
	ASKED_CASE,
	ASKED_FILE,
	ASKED_PAST,
	ASKED_DRAFT,
	ASKED_VERSIONS,
	ASKED_OLD_TEXT,
	ASKED_BASE_TEXT,
	ASKED_ENTRIES,
	ASKED_LOOKS,
	ASKED_JOINED,
	ASKED_SLOTS,
	ASKED_DIARY,
	ASKED_PAYMENT,
	ASKED_ARRIVALS,
	ASKED_CALL,
	ASKED_MAILS,
	ASKED_MAIL,
	ASKED_FORM,
	ASKED_SECRET,
	ASKED_INCIDENTS,
	ASKED_TRANSFERS,
	ASKED_PRESENCE,
	ASKED_VOLUMES,
	ASKED_VISITS,
	ASKED_WRITE,
	ASKED_NOTHING /* the answer changes nothing */
};

struct asked {
	uint64_t number;
	enum asked_for what;
	char *subject; /* contact, service, queue, operation … */
};

/* A write that the CRM has not acknowledged. */
struct owed {
	struct arena arena;
	struct outgoing *outgoing;
	uint64_t request; /* number of its request */
};

/* Two records of one person; merges. */
struct same {
	struct arena likely_arena, found_arena, pair_arena, merges_arena;
	struct list likely; /* struct alike */
	struct list found;  /* struct candidate */
	uint64_t likely_asked, found_asked;
	struct customer *hers, *other; /* both as the CRM has them now; null: not loaded */
	uint64_t hers_asked, other_asked;
	bool pair_failed;
	struct list merges; /* struct customer_merge */
	uint64_t merges_asked;
};

/* E-mail: the list, and the mail that was opened last. */
struct mails {
	struct arena list_arena, arena;
	struct list items; /* struct mail_summary */
	struct list forms; /* struct web_form_summary */
	bool loaded;       /* the list has come */
	bool came;         /* something has come since it was looked at */
	uint64_t asked;
	struct mail *mail; /* or null */
	char *wanted;      /* the id of the one that was asked for */
	struct arena form_arena;
	struct web_form *form; /* that was opened last, or null */
};

/* Somebody who will be told of the change of address in the form. */
struct moving_told {
	const char *service, *council;
};
/* Incidents that callers may be joined to: what the CRM told when it was asked, what the feed
 * brings of those that grow, and what was opened here. Kept in the journal: they serve without a
 * line. */
struct incidents {
	struct arena arena;
	struct list known; /* struct incident */
	uint64_t asked;
	struct arena page_arena;
	struct incident_people *page; /* of the one that is open: what was read of it */
	uint64_t page_asked;
	bool page_further; /* it asks for a further page */
};
/* Contacts that other desks give: what waits here, and who may take one of this desk's. */
struct transfers {
	struct arena arena, present_arena;
	struct list waiting; /* struct contact_transfer */
	struct list present; /* struct presence */
	char *dismissed;     /* the one that was put away */
	uint64_t asked;
	bool looked; /* who is signed in is known */
};
struct moving {
	struct arena arena;
	struct list told; /* struct moving_told */
	bool others;      /* there are some that are told of their own customers only */
};

/* Free times that are shown, of what is to be booked. */
struct booking {
	struct arena arena;
	char *service, *council; /* whose; service null: which one is asked */
	char *site, *from;       /* only there; from that day on; or null */
	struct slot_page *page;  /* null: it has not come */
	size_t first;            /* index of the first slot that is shown */
	uint64_t asked, again;   /* on their way: a page; what of it is free still */
	bool failed;
	struct arena shown_arena;
	struct appointment *shown;          /* one that is to be moved or cancelled, or null */
	char *of_case, *of_customer, *wish; /* booked from a case: whose, and the wish it is of */
};

/* A diary that is shown. */
struct diaries {
	struct arena arena;
	char *diary, *from;
	struct diary_page *page; /* null: it has not come */
	uint64_t asked;
	bool failed;
};

/* Who waits at this site, as the CRM last told. */
struct counter {
	struct arena arena;
	struct arrival_page *page; /* or null: not loaded */
	uint64_t asked, calling;   /* requests in flight, or 0 */
	bool due;                  /* it changed while it was asked for */
};

/* The payment that was begun or looked at last. */
struct paying {
	struct arena arena;
	struct payment *payment;
	uint64_t asked;
};

struct desk {
	/* options */
	char *id, *secret, *language;
	char *folder; /* that is opened for files of cases, or null */
	micros lock_after;
	const struct id_source *ids;
	void (*encode)(const struct request *request, struct arena *arena, struct outgoing *out);

	/* time, effects, counters */
	micros now, touched; /* now: of the event; touched: the last key */
	struct desk_effects effects;
	uint64_t written, synced; /* journal record numbers */
	char *unkept;             /* why the journal cannot be written, or null */
	uint64_t requests;        /* the last request number */

	/* sign-in */
	enum phase phase;
	char *user, *password; /* being checked; the password also until the CRM has seen it */
	bool crm_said_yes;     /* while checking */
	bool crm_absent;       /* while checking: it gave no answer */
	bool journal_open;     /* while checking: opened; recovered when EVENT_READY came */
	bool journal_ready;
	bool journal_missing;
	char *journal_notice; /* what was found at its opening that a person should know */
	micros checking_since;
	struct arena session_arena;
	struct session *session; /* who is signed in, or null */
	bool token;              /* the line has a token the CRM took last time */
	bool stale;              /* the CRM wants the password again */

	/* the line */
	bool online, line_known;
	micros line_since;
	micros skew;    /* of `now`, the CRM's clock, from this machine's; as at signing in */
	micros retried; /* when what failed for now was last tried again */

	/* where */
	struct spot stack[DESK_STACK]; /* stack[0] is Home */
	size_t depth;
	char *focus; /* the item the cursor goes to when focus_serial changes */
	char *at;    /* the item the cursor stands on, as the face last told */
	uint64_t focus_serial;
	char *message; /* one sentence, until the next key */
	enum tone tone;
	char *noting;      /* id of the matter or contact whose note is open, or null */
	char *wrong;       /* SERVICE/SUBJECT: it is being reported as wrong, or null */
	char *wrong_from;  /* where the cursor stood */
	const char *above; /* the field open above the customer's history: one of the two below, or
			      null */

	/* where the journal says the advisor was (struct place, on the heap) */
	struct {
		char *screen, *subject, *noting, *mode, *wrong;
		char *field; /* of the form: the one typed into last */
	} came_from;

	/* what was typed */
	struct typed *typed;
	size_t typed_count, typed_capacity;

	/* contacts */
	struct hand **hands; /* in front, parked, and finished but not yet acknowledged */
	size_t hand_count, hand_capacity;
	struct hand *hand; /* the one in front, or null */

	char *pop; /* E.164: it rings, or null; a newer call takes its place */

	struct find find;

	/* what the CRM told */
	struct directory *directory;
	int64_t directory_version;
	bool directory_current;   /* all that the CRM had when it was asked has come */
	uint64_t directory_asked; /* 0: no part is on its way */
	micros directory_since;   /* when it was asked for */
	int64_t directory_part;   /* bytes of text to ask for in a part */
	micros pack_due;          /* since when the copy on disk is behind; 0: it is not */
	struct arena partnership_arena;
	struct partnership_page *partnership;
	struct partnership councils; /* the same lists, for responsible_council */
	struct arena notices_arena;
	struct list notices; /* struct notice */
	struct arena learnt_arena, partners_arena;
	struct list learnt, partners_learnt; /* struct learnt: of this user; of all, from the CRM */
	char *led_to, *led_by; /* the service last opened, and the words that led there */
	struct arena mended_arena;
	struct list mended; /* struct wrong: reported by this user, mended, not yet read */
	struct arena volumes_arena;
	struct volume_page *volumes; /* beside the matrix; null: not asked for, or not come */
	uint64_t volumes_asked;
	struct arena looks_arena;
	struct list looks; /* struct unusual_look: nobody has decided about them */
	uint64_t looks_asked;
	struct board board;
	struct arena visits_arena;
	struct list visits; /* struct visit: planned or begun */
	uint64_t visits_asked;
	struct arena queues_arena;
	struct list queues; /* struct queue_count */
	uint64_t queues_asked;
	bool queues_due;
	struct arena queue_arena;
	char *queue_id;
	struct list queue; /* struct case_summary */
	char *queue_next;  /* key of the next page, or null */
	bool queue_loading;
	struct back_office back;
	struct arena past_arena;
	struct contact *past; /* of the customer's history, being read; or null */
	char *past_subject;
	bool past_loading;
	struct arena case_arena;
	struct case_page *case_page;        /* or null */
	char *case_secret, *case_secret_of; /* given out last, and the reference */
	char *case_subject;
	bool case_loading, case_withheld;
	struct case_files files; /* of the case that is shown */
	int case_echo; /* answers to its writes that the feed has not told of yet; below 0: told of
			  before they came */
	char *case_typing; /* "note", "close", "answer", "glass", "priority/high": the text field of
			      a case is open */
	char *feed_next;
	uint64_t feed_asked;

	/* people beside the New person form */
	struct arena matches_arena;
	struct list matches; /* struct alike */
	uint64_t matches_asked;
	/* properties below an address field */
	struct arena places_arena;
	struct list places;    /* struct property: the first */
	bool places_more;      /* there are others */
	struct list postcodes; /* struct postcode: where the one that was typed lies */
	/* where postcodes are, as the CRM told */
	struct arena located_arena;
	struct list located; /* struct postcode */
	char *places_field;  /* the field they were looked up for */
	uint64_t places_asked;
	char *fault_field, *fault; /* of the form: what is wrong where */

	struct same same;
	struct moving moving;
	struct booking booking;
	struct diaries diaries;
	struct promises promises;
	struct counter counter;
	struct paying paying;
	struct mails mails;
	struct calling calling;
	struct incidents incidents;
	struct transfers transfers;

	/* references */
	struct arena lease_arena;
	struct list leases; /* struct lease */
	uint64_t lease_asked;
	uint64_t lease_written; /* journal number of the last reference used */

	/* the directory's authors */
	struct authoring authoring;
	struct preview preview;

	/* requests */
	struct asked *asked;
	size_t asked_count, asked_capacity;
	struct owed **owed;
	size_t owed_count, owed_capacity;
	int64_t order; /* of the last outgoing */
};

/* ---- effects.c: what every part may cause ---- */

/* Puts a record into the journal; its value must last until the end of the step. */
void desk_keep(struct desk *desk, const struct record *record, const char *key, const void *value);
void desk_drop(struct desk *desk, const struct record *record, const char *key);
struct desk_effect *desk_effect(struct desk *desk, enum desk_effect_kind kind);
/* A read, search or feed request; the caller fills the rest of the request it gives. */
struct request *desk_ask(struct desk *desk, enum route_id route, enum request_class class,
    enum asked_for what, const char *subject);
/* One more parameter of its query; a null value is left out. */
void desk_query(struct desk *desk, struct request *request, const char *name, const char *value);
struct asked *desk_asked(struct desk *desk, uint64_t number);
void desk_answered(struct desk *desk, uint64_t number);
/* One sentence for the advisor, shown until the next key. */
void desk_say(struct desk *desk, enum tone tone, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void desk_say_problem(struct desk *desk, const struct reply *reply);
void desk_focus(struct desk *desk, const char *key);
/* Goes to a screen; to one that is below on the stack by going back to it. */
void desk_go(struct desk *desk, enum screen screen, const char *subject);
void desk_back(struct desk *desk);
void desk_home(struct desk *desk);
enum screen desk_screen(const struct desk *desk);
const char *desk_subject(const struct desk *desk);
char *desk_id(struct desk *desk); /* a new id, in the step's memory */
void set_text(char **slot, const char *text);

/* ---- drafts.c ---- */

/* What was typed into a field, or null. */
const char *typed_text(const struct desk *desk, const char *field);
void typed_set(struct desk *desk, const char *field, const char *text, bool secret);
void typed_drop(struct desk *desk, const char *field);
void typed_drop_under(struct desk *desk, const char *prefix);
bool typed_any_under(const struct desk *desk, const char *prefix);
/* To the fields of the same names under another prefix, of which there must be none. */
void typed_move_under(struct desk *desk, const char *from, const char *to);
/* Fields that were emptied: what becomes known later is shown in them. */
void typed_drop_blank(struct desk *desk, const char *prefix);
void typed_restore(struct desk *desk, const char *field, const char *text); /* from the journal */
void typed_forget(struct desk *desk); /* all, without touching the journal */

/* ---- signin.c ---- */

void signin_submit(struct desk *desk);
void signin_unlocked(struct desk *desk, const struct desk_event *event);
void signin_ready(struct desk *desk, const char *notice);
void signin_reply(struct desk *desk, const struct reply *reply, enum asked_for what);
void signin_line(struct desk *desk);
void signin_tick(struct desk *desk);
void signin_retry(struct desk *desk); /* asks the CRM again for a token that was not answered */
void signin_lock(struct desk *desk);
void signin_out(struct desk *desk);
void signin_stale(struct desk *desk); /* the CRM no longer knows the token */
void signin_remember(struct desk *desk, const struct session *session); /* from the journal */
bool signed_in(const struct desk *desk);
/* Signed in at the CRM, and the line is not known to be down. */
bool desk_reaches(const struct desk *desk);
bool command_permits(const struct desk *desk, enum action action);

/* ---- hands.c ---- */

/* Takes a contact (copied; null: an empty one) into the list, not to the front. */
struct hand *hand_add(struct desk *desk, const struct work *work);
/* In the order that they were begun. */
void hands_sort(struct desk *desk);
/* A contact of its own that is in no list. */
struct hand *hand_apart(struct desk *desk);
/* An empty one begins: here, now, in front. */
void hand_begin(struct desk *desk, struct hand *hand);
void hand_free(struct hand *hand);
void hand_remove(struct desk *desk, struct hand *hand);
/* Once a step: gives back the memory that edits left behind. */
void hands_compact(struct desk *desk);
struct hand *hand_find(const struct desk *desk, const char *id);
struct matter *hand_matter(const struct hand *hand); /* the one in front, or null */
struct matter *hand_matter_of(const struct hand *hand, const char *id);

/* ---- contact.c, contact_send.c ---- */

/* Begins a contact when there is none in front. */
struct hand *contact_begin(struct desk *desk);
/* The same with an id that was settled before; null: a new one. */
struct hand *contact_begin_as(struct desk *desk, const char *id);
void contact_keep(struct desk *desk, struct hand *hand);
/* Something was kept in it: a matter, a note, a person. */
bool contact_has_content(const struct desk *desk, const struct hand *hand);
/* Aside, with the form of a person that is half filled in front; resuming brings that back. */
void contact_park(struct desk *desk);
/* Whose form waits half filled in with a contact that is aside; null when none does. */
const char *contact_unsaved(const struct desk *desk, const struct hand *hand, struct arena *arena);
void contact_resume(struct desk *desk, const char *id);
/* Shows the contact in front where its work is: dialogue, customer, or Home. */
void contact_show(struct desk *desk);
void contact_vanish(struct desk *desk);
/* The contact for this person: the one in front, unless it has somebody else's matters. */
struct hand *contact_for(struct desk *desk, const char *customer);
/* The person for the contact in front, from a list. */
void contact_person(struct desk *desk, const struct candidate *person);
void contact_send(struct desk *desk, struct hand *hand);            /* sends its next step */
struct contact *contact_step(struct desk *desk, struct hand *hand); /* that is sent in another */
void contact_leave(struct desk *desk, struct hand *hand);           /* another desk has it now */
void contact_finish(struct desk *desk);
void contact_reopen(struct desk *desk, struct hand *hand);
/* The CRM has taken a step of it; `last`: nothing more of it waits. */
void contact_sent(struct desk *desk, const char *id, bool last);
const char *contact_channel(const struct desk *desk);
/* Somebody speaks for themselves, on the line or at the counter; not in training. */
bool contact_is_their_own(const struct desk *desk, const struct hand *hand);
/* "post", "email sent": another channel than the desk's own; a letter is logged so. */
void contact_came(struct desk *desk, const char *words);
/* The council of this desk. */
const char *desk_at(const struct desk *desk);
/* A note as it stands: what is being typed, else what is stored. Null when there is none. */
const char *note_text(const struct desk *desk, const char *id, const char *stored);

/* ---- what was chosen after the same words: learnt.c ---- */

void learnt_ask(struct desk *desk);
void learnt_forget(struct desk *desk); /* this user's */
void learnt_recovered(struct desk *desk, const struct learnt *learnt);
void learnt_of_partners(struct desk *desk, const struct learnt_page *page);
struct search_leaning learnt_leaning(const struct desk *desk);
/* A service was opened from what stood in the box; and what led to it, or null. */
void learnt_led(struct desk *desk, const char *service, const char *text);
const char *learnt_led_by(const struct desk *desk, const char *service);
/* It was what the caller wanted. */
void learnt_chosen(struct desk *desk, const char *service, const char *words);

/* ---- case.c, queue.c ---- */

void case_open_page(struct desk *desk, const char *subject);
void case_reply(struct desk *desk, const struct reply *reply, const char *subject);
void case_event(struct desk *desk, const char *kind, const char *text);
/* Sends an event of the case on the screen; its id and time are made here. */
void case_send(struct desk *desk, const struct case_event *event);
/* The CRM has given this one: it is shown. */
void case_show(struct desk *desk, const struct case_page *page);
/* Opens the field for why its priority is to be this one; null: the other of high and normal. */
void case_priority(struct desk *desk, const char *priority);
/* What whoever takes it must be able to; null: nothing. */
void case_skill(struct desk *desk, const char *skill);
void case_type(struct desk *desk, const char *kind); /* opens the field for a note or a closing */
void case_pick(struct desk *desk, const char *item, const char *text);
/* The case on the screen is theirs: it is read again, without them. */
void case_forget(struct desk *desk, const char *customer);

/* Do this user's days begin with a queue? All others have them behind F5. */
bool queues_are_work(const struct desk *desk);
/* The CRM makes a queue for the reports of wrong entries of each team: `entries-TEAM`. */
bool queue_is_of_entries(const char *role);
void queues_ask(struct desk *desk);
void queues_reply(struct desk *desk, const struct reply *reply);
void queue_open(struct desk *desk, const char *queue);
void queue_more(struct desk *desk);
void queue_reply(struct desk *desk, const struct reply *reply, const char *subject);

/* ---- nearest.c: where a service is offered near by ---- */

/* The field with the postcode to look from. */
#define PLACES_NEAR "places.near"
/* The postcode to look from: the one typed, of this matter's address, of the customer's home; or
 * null. */
const char *nearest_postcode(const struct desk *desk, struct arena *arena);
/* Where that is, exactly or about; not known: easting 0. */
struct point nearest_from(const struct desk *desk, struct arena *arena);
void nearest_ask(struct desk *desk); /* the CRM, where it is */
void nearest_reply(struct desk *desk, const struct reply *reply);
void nearest_open(struct desk *desk, const char *argument);
void nearest_pick(struct desk *desk, const char *item, const char *text);

/* ---- outbox.c ---- */

/* Journals a write and sends it. Strings of the request must last for the step. */
void outbox_send(struct desk *desk, const struct request *request, const char *label);
/* The same for a thing that is put whole, or an event of it (its id, or null): in the thing's own
 * chain. Gives the operation. */
const char *outbox_put(struct desk *desk, enum route_id route, const char *id, const char *event,
    const void *body, const char *label);
void outbox_reply(struct desk *desk, const struct reply *reply, const char *operation);
void outbox_resend(struct desk *desk);
void outbox_recovered(struct desk *desk, const struct outgoing *outgoing);
size_t outbox_waiting(const struct desk *desk);
/* Is a write of this chain still to be answered? Then what the CRM tells is older than what is
 * shown here. */
bool outbox_owes(const struct desk *desk, const char *chain);
size_t outbox_refused(const struct desk *desk);
/* Does what was refused come back to where it was typed? Else it can be sent again, or thrown away.
 */
bool outbox_mends(const struct desk *desk, const struct outgoing *outgoing);
/* Why it was refused; *field (may be null) is the field that was wrong, or null. */
enum problem_type outbox_problem(const struct outgoing *outgoing, const char **field);
void outbox_pick(struct desk *desk, const char *item);
void outbox_forget(struct desk *desk);
void lease_ask(struct desk *desk);
void lease_reply(struct desk *desk, const struct reply *reply);
void lease_add(struct desk *desk, const struct lease *from);
/* The next unused reference, or false; its use is journalled. */
bool reference_take(struct desk *desk, char out[REFERENCE_LENGTH + 1]);
/* May the references taken so far be shown: is their use on the disk? */
bool lease_shown(const struct desk *desk);

/* ---- feed.c ---- */

void feed_begin(struct desk *desk);  /* after sign-in: partnership, directory, notices, feed */
void feed_resume(struct desk *desk); /* the line is back: what was missed */
void feed_ask(struct desk *desk);
void feed_tick(struct desk *desk); /* what failed for now is tried again */
void feed_reply(struct desk *desk, const struct reply *reply);
void feed_directory(struct desk *desk, const struct reply *reply);
void feed_copy(struct desk *desk, const struct directory_pack *pack);
void feed_service(struct desk *desk, const struct reply *reply);
void feed_partnership(struct desk *desk, const struct partnership_page *page);
void feed_pack(struct desk *desk);

/* How many bytes to ask for next, where so many took so long: a search may wait behind them. */
int64_t line_part(int64_t part, micros took);

/* ---- pop.c ---- */

void pop_hear(struct desk *desk, const char *text); /* what is no telephone number is ignored */
/* The call that waits and the keys for it; null when there is none that could be taken. */
const char *pop_words(const struct desk *desk, struct arena *arena);
/* Begins its contact, the one in front parked, and looks for who has the number: opens the only
 * one, lists several, offers the form of a new person when nobody has it. */
void pop_take(struct desk *desk);
void pop_dismiss(struct desk *desk);
/* May the number of this contact's call be written down as the customer's? Not when it is theirs.
 */
bool hers_works(const struct desk *desk);
void hers_take(struct desk *desk); /* before their other numbers */

/* Home with what is the desk's own in sight: nothing is looked for. */
bool home_in_sight(const struct desk *desk);

/* ---- wrong.c ---- */

void wrong_open(struct desk *desk);  /* for what is in focus */
void wrong_close(struct desk *desk); /* back to where the cursor stood */
void wrong_leave(struct desk *desk); /* something else is typed into: the word stays a draft */
void wrong_send(struct desk *desk, const char *text);
void wrong_mend(struct desk *desk, const char *operation); /* what was refused, once more */
/* The entry and what of it is being reported; null when nothing is. */
const struct service *wrong_entry(
    const struct desk *desk, const char **subject, struct arena *arena);
void wrongs_ask(struct desk *desk); /* what was mended and not yet read */
void wrongs_reply(struct desk *desk, const struct reply *reply);
/* "Missed bin collection: Charge: £22" */
const char *wrong_words(const struct desk *desk, const struct wrong *wrong, struct arena *arena);
void wrong_hear(struct desk *desk, const char *id);

/* ---- recover.c ---- */

void recover_record(struct desk *desk, const struct desk_event *event);
void recover_finish(struct desk *desk);
void recover_place(struct desk *desk); /* journals where the advisor is */

/* ---- command.c ---- */

void command_run(struct desk *desk, enum command command, const char *argument);

#endif
