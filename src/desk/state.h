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
	ASKED_JOURNAL_KEY,
	ASKED_CARRY,
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
	ASKED_TWINS,
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
	ASKED_PAYMENTS,
	ASKED_LATE,
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

/* What the CRM has answered for good; the rest of it is in the journal. */
struct sent_note {
	char operation[ID_LENGTH + 1], about[ID_LENGTH + 1], epoch[40];
	micros at;
	size_t size; /* bytes of it in the journal, about */
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

/* What was taken out of hours, as it was read last. */
struct late {
	struct arena arena;
	struct late_page *page;
	char *shown; /* the subject of the screen that it is of */
	uint64_t asked;
	bool further;
};

/* The list of payments that was read last. */
struct reconciling {
	struct arena arena;
	struct payment_page *page;
	char *shown; /* the subject of the screen that it is of */
	uint64_t asked;
	bool further; /* it asks for a further page */
};

/* What is left for others, and what others have left. */
struct left {
	bool due;       /* what waits has changed since it was written down for others */
	micros due_at;  /* when it is written down */
	micros look_at; /* when others' are looked for again */
	struct arena arena;
	struct left_outbox *items;
	size_t count;
	size_t at, next; /* the outbox and its envelope that is delivered next */
	size_t refused;  /* of this outbox */
	uint64_t asked;
};

struct desk {
	/* options */
	char *id, *secret, *language;
	char *folder;  /* that is opened for files of cases, or null */
	char *machine; /* or null */
	micros lock_after;
	const struct id_source *ids;
	void (*encode)(const struct request *request, struct arena *arena, struct outgoing *out);

	/* time, effects, counters */
	micros now, touched; /* now: of the event; touched: the last key */
	struct desk_effects effects;
	uint64_t written, synced; /* journal record numbers */
	char *unkept;             /* why the journal cannot be written, or null */
	enum command leaving;     /* sign-out or quit, once all is kept; or none */
	uint64_t requests;        /* the last request number */

	/* sign-in */
	enum phase phase;
	char *user, *password; /* being checked; the password also until the CRM has seen it */
	bool crm_said_yes;     /* while checking */
	bool crm_absent;       /* while checking: it gave no answer */
	bool journal_open;     /* while checking: opened; recovered when EVENT_READY came */
	bool journal_ready;
	bool journal_missing;
	char *journal_seal, *journal_why; /* another password opens it: its key, sealed; or null */
	char *journal_notice; /* what was found at its opening that a person should know */
	micros checking_since;
	struct arena session_arena;
	struct session *session; /* who is signed in, or null */
	bool token;              /* the line has a token the CRM took last time */
	bool stale;              /* the CRM wants the password again */

	/* the line */
	bool online, line_known;
	micros line_since;
	enum line_fault line_fault; /* why it is not there */
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
	int64_t directory_whole;  /* the version that is held whole; 0: none yet */
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
	struct arena twins_arena;
	struct list twins; /* struct twin */
	uint64_t twins_asked;
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
	micros feed_since, feed_wait; /* when it was asked, and how long an answer may take */

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
	struct reconciling reconciling;
	struct late late;
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
	struct left left;
	struct sent_note *sent; /* what the CRM has: in the order that it answered */
	size_t sent_count, sent_capacity;
	size_t recalls; /* so many that were sent are on their way out of the journal */
};

#endif
