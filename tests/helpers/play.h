/*
 * A desk played without terminal, disk or network: events go in, effects come out; the journal is a
 * list in memory that goes through packing, and the CRM is a few lines that answer from a small
 * fixed world. Time is Friday 20 November 2026, 10:42 in London, and moves only when told.
 */
#ifndef HELPERS_PLAY_H
#define HELPERS_PLAY_H

#include "desk/customer.h"
#include "desk/matter.h"
#include "desk/notices.h"
#include "desk/state.h"

struct play_record {
	const struct record *type;
	char *key;
	char *bytes; /* packed */
	size_t length;
};

/* A request as the desk sent it; body and outgoing are copies. */
struct play_request {
	struct request request;
	const struct outgoing *outgoing;
	bool answered;
};

struct play {
	struct desk *desk;
	micros now;
	struct id_seeded ids;
	/* the journal's live records, in the order they were put */
	struct play_record *records;
	size_t record_count, record_capacity;
	char *journal_user, *journal_password; /* null: there is no journal yet */
	uint64_t written;
	bool disk_full; /* nothing is kept any more */
	/* the line */
	bool crm_there; /* requests are answered at once */
	bool sealed, quit, packed;
	size_t left; /* requests that were left for colleagues, when last told */
	int left_looked, left_done;
	char *saved; /* what was written to the folder of files last */
	struct play_request *requests;
	size_t request_count, request_capacity;
	struct arena arena; /* of the requests */
	/* what the CRM answers */
	const char *role;                 /* of the user who signs in */
	struct payment *payment;          /* the one that was begun */
	const char *kind;                 /* of the desk; null: phone */
	enum problem_type put_fails;      /* of PUT contact, once */
	const struct problem *put_detail; /* what is told then, or null */
	bool at_random;      /* it may stand on an item that has gone: a restart comes to another */
	bool long_history;   /* customers have a second page */
	bool many_kinds;     /* their history has something of every kind */
	bool dialogues;      /* the directory has tests/data/dialogues, too */
	const char *speaks;  /* the language of Mrs Patel; null: Gujarati */
	struct list earlier; /* earlier_answer: of every customer who has a history */
	struct offer_said said;    /* to an offer, earlier; service null: nothing */
	const char *monitoring;    /* what councils ask for equality; null: nothing */
	bool silent_search;        /* searches stay unanswered */
	struct customer *made[64]; /* customers made or changed by desks */
	size_t made_count;
	int64_t leased;                /* references given out so far */
	int64_t used;                  /* of each block, as the CRM knows at signing in */
	const char *machine;           /* of the next desk that starts; null: any */
	const char *password;          /* at the CRM; null: PLAY_PASSWORD */
	bool sealed_to_crm;            /* the journal's key, which it can open */
	const char *feed;              /* where to begin following; null: "e.1" */
	struct entry_draft *draft;     /* of an entry, as the CRM has it; null: there is none */
	const char *base_text;         /* what any older version says; null: today's, another fee */
	enum problem_type draft_fails; /* of PUT draft or verdict, once */
	struct customer_merge *merge;  /* the last one, or null */
	enum problem_type merge_fails; /* of PUT merge or its undo, once */
	struct list household;         /* struct relative: of Mrs Patel */
	struct move *move;             /* the last one, or null */
	enum problem_type move_fails;  /* of PUT move, once */
	struct appointment *appointment; /* the last one, or null */
	enum problem_type book_fails;    /* of PUT appointment or its event, once */
	struct list looks; /* unusual_look: not decided; filled when they are first asked for */
	bool looked;
	struct case_page *a_case; /* that the CRM shows; null: a missed bin */
	struct list promised;     /* struct promise_line: open, of this user */
	micros ahead;             /* of the CRM's clock, before this desk's */
	/* What else the CRM says: the body of its reply, or null; null: nothing. */
	const void *(*answers)(const struct request *request, struct arena *arena);
	/* counted keys: commands and picks */
	int keys;
};

void play_init(struct play *play);
void play_release(struct play *play);

/* A new desk over the journal that is there: what a restart is. */
void play_restart(struct play *play);

/* What signs in; no word of any text, so that it can be looked for. */
#define PLAY_PASSWORD "moss-41 kettle"

/* Signs in as s.ellis with the right password, the CRM answering. */
void play_sign_in(struct play *play);

/* Any event; `now` is filled in. */
void play_event(struct play *play, struct desk_event *event);
void play_command(struct play *play, enum command command);
void play_say(struct play *play, enum command command, const char *argument);
/* Types into a field, one character an event; not counted. */
void play_type(struct play *play, const char *field, const char *text);
/* Puts a whole text into a field, over what was there. */
void play_set(struct play *play, const char *field, const char *text);
void play_pick(struct play *play, const char *item);
/* Enter in a field with its text as it stands. */
void play_enter(struct play *play, const char *field);
/* The row with this number on the page. */
void play_digit(struct play *play, int number);
void play_line(struct play *play, bool online);
void play_tick(struct play *play, micros by);
/* Answers all requests that wait, when the CRM was away. */
void play_answer_all(struct play *play);
/* Refuses or fails the oldest unanswered request of this route. */
void play_fail(struct play *play, enum route_id route, enum problem_type problem, int status);
/* The last request of a route, or null. */
const struct play_request *play_sent(const struct play *play, enum route_id route);
size_t play_sent_count(const struct play *play, enum route_id route);
void play_feed(struct play *play, const struct feed_page *page);

/* The page as text: frame, items with their marks and keys, the outline. The caller frees it. */
char *play_page(const struct play *play);
/* The key of the item the page would put the cursor on, in the play's arena; null: none. */
const char *play_focus(struct play *play);
/* Asserts that the page's text holds this. */
void play_shows(const struct play *play, const char *text);
void play_shows_not(const struct play *play, const char *text);
size_t play_records(const struct play *play, const struct record *type);

/* Asserts that a desk restarted from the journal as it is now shows the same page (its message and
 * the word on sending apart). */
void play_survives(struct play *play);

#endif
