/* Contacts with their enquiries and answers, the cases they open, and the queues these wait in. The
 * fields of each: record_contact.c. */
#ifndef MODEL_RECORD_CONTACT_H
#define MODEL_RECORD_CONTACT_H

#include "model/field.h"
#include "model/record_case.h"

struct answer {
	const char *prompt, *value, *source /* asked known volunteered */;
	micros at;
	int64_t version; /* of the dialogue it was given under */
};
extern const struct record answer_record;

/* The case an enquiry opens; the CRM keeps it as struct case_record. */
struct case_open {
	const char *id, *reference, *queue, *promise, *summary;
	micros due;
	const char *origin, *origin_key; /* as those of case_record */
};
extern const struct record case_open_record;

struct enquiry {
	const char *id, *service;
	const char *responsible; /* `for`: the council that must deliver */
	const char *outcome;     /* resolved referred signposted booked callback abandoned */
	const char *outcome_prompt;
	const char *signposted;  /* council or body that does it instead, or null */
	const char *offer;       /* the service beside which this was offered, or null */
	const char *offer_reply; /* yes no later */
	const char *note;
	const char *found_by; /* the words that led to the service: not-emptied */
	int64_t version;
	micros began;
	struct list answers;
	struct case_open *opens;
	const char *joins;   /* the incident it is about, instead of a case of its own; or null */
	const char *surveys; /* of a survey: the contact that was asked about; or null */
};
extern const struct record enquiry_record;

/* Who spoke for the customer, and by what right. */
struct behalf {
	const char *relation;     /* in the customer's record, or null: it does not name them */
	const char *name, *role;  /* as it was said: "Nisha Patel", "daughter" */
	const char *authority;    /* as of a relation; null: none */
	const char *from, *until; /* its first and last day, or null */
};
extern const struct record behalf_record;

enum { CONTACT_FIRST = -1 }; /* of contact.after: nothing was logged before */

/* The contact is the aggregate: one PUT carries everything of one encounter. */
struct contact {
	const char *id;
	int64_t step;  /* a higher step replaces; the same step answers the same */
	int64_t after; /* the step that it replaces, which must be the CRM's, or CONTACT_FIRST; 0:
			  whichever */
	const char *customer; /* id, or null: anonymous */
	const char *at, *as;  /* whose desk, whose name was answered */
	const char *desk, *user, *channel /* phone counter gateway email post web */;
	const char *direction; /* in out: a letter or call of ours is out; absent is in */
	const char *venue;     /* where an outreach or gateway desk stood that day; or null */
	const char *caller;    /* telephone number of the call, E.164 */
	/* Who speaks for the customer, as in struct behalf; null: the customer does. The authority
	 * is one that the customer's record has, in force on the day the contact began. */
	const char *caller_relation, *caller_name, *caller_role, *authority;
	const char *authority_until; /* its last day, by that record */
	const char *note;
	micros began, ended, received;
	struct customer *new_customer;
	struct customer_change *change;
	struct list enquiries;
	struct survey_asking *asked;     /* that a survey was asked in it, or declined; or null */
	const char *origin, *origin_key; /* an import's source and its key there */
	const char *mail;                /* the mail that it is about, or null */
	micros anonymised;               /* when it lost its person and what was said, or 0 */
	bool
	    withheld; /* of a reading: there are enquiries that are not shown, nor what was noted */
};
extern const struct record contact_record;

struct case_event {
	const char *id, *kind /* see model/case_kind.h */, *user, *text, *queue;
	const char *to;       /* handed over, bounced: the user who has it now, or null */
	const char *reason;   /* bounced: why, see model/case_kind.h */
	const char *prompt;   /* bounced: of the dialogue, the prompt that caused it, or null */
	const char *priority; /* high normal low: what it became */
	const char *skill;    /* what it became; null: none */
	micros at;
	const char *state; /* of a move, close or reopen: the state of its life that it came to */
	/* Of an amend the question, of a change the field, of a link the other case's reference. */
	const char *subject, *was, *now;
	const char *link; /* as the kind of a case_link */
	/* Of a move within its life: by when it was due (the CRM's; 0: no clock ran), of an
	 * extension until when it is extended (0: as long as may be), what the customer was told
	 * as the state asks. And, the CRM's, what it counts as and at which stage (case_kind.h). */
	micros due, until;
	const char *told, *counted;
	int64_t stage;
	/* Of a lesson (what was learnt) and a remedy (what is put right): what is done about it,
	 * who does it, by `until`. A `done` has the event's id as its subject, and in text what
	 * came of it. */
	const char *action, *owner;
};
extern const struct record case_event_record;
/* Did it come after its time? */
bool case_event_late(const struct case_event *event);

struct case_record {
	const char *id, *reference, *contact, *enquiry, *customer, *service;
	const char *at, *as, *responsible, *queue, *promise, *summary, *note;
	const char *state /* open closed */, *claimed_by;
	const char *life;     /* its state in the life of its service (directory/life.h), or null */
	const char *priority; /* high normal low; null: normal */
	const char *skill;    /* whoever takes it must have it, or null */
	const char *bounced;  /* the event by which it went back, until that is answered; or null */
	micros opened, due, closed;
	/* Its clock, in working micros of the hours of its team: the time it was given (0: none),
	 * and while the clock stands, since when (else 0) and what is left. Then due is 0. */
	int64_t given, left;
	micros stopped;
	struct list events, attachments, links;
	const char *origin, *origin_key; /* an import's source, and the reference it had there */
	micros anonymised;               /* as of a contact */
	const char *move;        /* the change of address that its service is told of; or null */
	const char *correction;  /* what was put right, that its council is told of; or null */
	const char *appointment; /* that somebody wishes; or null */
};
extern const struct record case_record_record;

/* Somebody said that an entry of the directory is wrong: a case of its owner's. */
struct wrong {
	const char *id, *service;
	const char *council; /* whose variant; null: the text common to all */
	const char *subject; /* prompt id, fact.NAME, contact.NAME, offer; null: the entry */
	int64_t version;     /* that the advisor saw */
	const char *text;    /* what they say about it, or null */
	const char *said;    /* what the entry said there */
	const char *user, *case_id, *reference;
	micros at, mended;
	int64_t mended_in; /* the version that mended it, or 0 */
	const char *how;   /* how its case was closed */
	micros heard;      /* the user has seen that it is mended */
};
extern const struct record wrong_record;

struct case_summary {
	const char *id, *reference, *service, *summary, *customer_name, *responsible, *state,
	    *claimed_by, *priority, *skill;
	const char *bounced; /* why it went back, until that is answered; or null */
	bool withheld;       /* what it is about, and whose, is not shown here */
	micros opened, due;
};
extern const struct record case_summary_record;

struct case_list {
	struct list items;
	const char *next;
};
extern const struct record case_list_record;

struct case_page {
	struct case_record *record;
	struct incident *incident; /* that it stands for, or null */
	struct candidate *customer;
	struct behalf *behalf; /* who spoke for the customer as it was opened, or null */
	struct list answers;
	struct list wrongs;         /* of a case about an entry: who said so */
	struct list promises;       /* struct promise_line */
	struct list linked;         /* struct case_summary: of its links, those that may be shown */
	struct list mails;          /* in and out, struct mail_summary, the newest first */
	int64_t version;            /* of the dialogue */
	const char *outcome_prompt; /* the prompt of it that sent the case here, or null */
	const char *channel;        /* by which it came, or null */
	int64_t left;               /* working micros until it is due, or when its clock stands */
	bool late;                  /* by the CRM's clock */
};
extern const struct record case_page_record;

struct queue_count {
	const char *id, *role, *council, *team_name;
	int64_t open, overdue;
	micros oldest;
	int64_t waiting; /* nobody has them */
	micros median;   /* half of those that wait were opened before this; 0: none waits */
	int64_t done;    /* closed today */
};
extern const struct record queue_count_record;

struct queue_page {
	struct list items;
};
extern const struct record queue_page_record;

struct wrong_page {
	struct list items;
};
extern const struct record wrong_page_record;

/* What the CRM has of a contact that was finished, told to a desk that knows an earlier step. */
struct contact_logged {
	const char *customer, *note;
	micros ended;
	struct list enquiries; /* struct enquiry */
};
extern const struct record contact_logged_record;

struct contact_receipt {
	const char *id;
	int64_t step;
	micros received;
};
extern const struct record contact_receipt_record;

/* Enquiries of a time, counted by how they ended; what began as an offer is left out. */
struct outcome_count {
	const char *group; /* council that must deliver, else whose name was answered; or service */
	int64_t resolved, referred, signposted, booked, callback, abandoned;
};
extern const struct record outcome_count_record;

/* Offers made in that time, by what was said to them. The service is the one that was offered. */
struct offer_count {
	const char *group;
	int64_t offered, yes, no, later;
};
extern const struct record offer_count_record;

#endif
