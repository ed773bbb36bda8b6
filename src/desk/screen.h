/*
 * The desk's screens, each told once: its name, what picking something there does, and how one
 * comes back to it after a restart. How it looks is a function of ui/ (ui/screens.c).
 */
#ifndef DESK_SCREEN_H
#define DESK_SCREEN_H

#include <stdbool.h>

struct desk;

enum screen {
	SCREEN_SIGN_IN,
	SCREEN_LOCK,
	SCREEN_HOME,
	SCREEN_SERVICE,  /* subject: service */
	SCREEN_DIALOGUE, /* the matter in front of the contact in hand */
	SCREEN_CHANGES,  /* what changed in its service since it began */
	SCREEN_WRAP_UP,
	SCREEN_CUSTOMER,
	SCREEN_PERSON, /* subject: "new" or "edit" */
	SCREEN_SAME,   /* who is the same person as the customer in front? */
	SCREEN_MERGE,  /* subject: the other; both records side by side */
	SCREEN_MERGES, /* those of the customer in front, to be undone */
	SCREEN_MOVING, /* where the customer in front moves */
	SCREEN_MOVED,  /* subject: a move of the history */
	SCREEN_OFFER,  /* subject: service */
	SCREEN_BEHALF, /* who calls for the customer; subject: "new" or null */
	SCREEN_EQUALITY,
	SCREEN_DETAILS,   /* subject: which page of what belongs to the customer, see detail.h */
	SCREEN_DETAIL,    /* subject: "marker/ID", "marker/new", "marker/ID/end" */
	SCREEN_PAST,      /* subject: id of a contact, or of an enquiry of one */
	SCREEN_CASE,      /* subject: id or reference */
	SCREEN_JOINED,    /* subject: the incident whose people are shown */
	SCREEN_CALLING,   /* whom this desk is to ring */
	SCREEN_PROMISES,  /* what the user and their team have to keep */
	SCREEN_PROMISE,   /* subject: its id, or "ID/kept" while that is being said */
	SCREEN_PROMISING, /* the form of one made by hand */
	SCREEN_KEPT,      /* how they are kept: the supervisor's */
	SCREEN_TRANSFER,  /* who takes the contact in hand? */
	SCREEN_QUEUES,
	SCREEN_QUEUE,  /* subject: queue */
	SCREEN_PASS,   /* to whom? subject: the case, or "bulk/QUEUE" */
	SCREEN_BOUNCE, /* why back? subject: the case */
	SCREEN_STATE,  /* into which state? subject: CASE, or CASE/STATE: what that needs */
	SCREEN_AMENDS, /* what of it can be put right; subject: the case */
	SCREEN_AMEND,  /* subject: CASE/SPOT, see cases.h */
	SCREEN_LINK,   /* subject: CASE, or CASE/KIND of link */
	SCREEN_FILES,  /* of the case that the subject is */
	SCREEN_FILE,   /* subject: CASE/ATTACHMENT */
	SCREEN_ATTACH, /* the folder from which files are put on; subject: the case */
	SCREEN_ACTION, /* what was learnt, or puts it right; subject: CASE/KIND */
	SCREEN_BULK,   /* subject: the queue whose marked cases it is about */
	SCREEN_NOTICES,
	SCREEN_NOTICE, /* subject: its id, or "new" */
	SCREEN_PLACES, /* subject: service; where it is offered */
	SCREEN_REFUSED,
	SCREEN_EMERGENCY,
	SCREEN_ENTRIES,    /* subject: "all", or null for what waits */
	SCREEN_ENTRY,      /* subject: a spot, see entry.h */
	SCREEN_ENTRY_LIST, /* its prompts, its councils */
	SCREEN_ENTRY_FORM, /* the fields of a part of it */
	SCREEN_VERSIONS,   /* subject: service */
	SCREEN_MAILS,   /* e-mail that waits, and forms of which it is not known whose they are */
	SCREEN_FORM,    /* subject: the id of such a form */
	SCREEN_MAIL,    /* subject: its id */
	SCREEN_ANSWER,  /* subject: the id of the mail that is answered, or "case:ID" */
	SCREEN_LOOKS,   /* looking that somebody should ask about: the officer's */
	SCREEN_LOOK,    /* subject: its id */
	SCREEN_BOOKING, /* subject: service whose free times are shown, or null: which? */
	SCREEN_DIARIES,
	SCREEN_DIARY,      /* subject: its id */
	SCREEN_PAYMENT,    /* subject: its id */
	SCREEN_PAYMENTS,   /* to be reconciled; subject: COUNCIL, or COUNCIL/GROUP */
	SCREEN_WAITING,    /* who waits at reception, and the rooms */
	SCREEN_ARRIVAL,    /* reception's form */
	SCREEN_LATE,       /* what is said and taken out of hours; subject: COUNCIL/SERVICE */
	SCREEN_MATRIX,     /* subject: council */
	SCREEN_MATRIX_ROW, /* subject: council/service */
	SCREEN_BOARD,      /* the whiteboard; subject: a team, or null */
	SCREEN_PRESENCE,   /* subject: an officer; where they are */
	SCREEN_VISITS,     /* of people who work alone */
	SCREEN_VISIT,      /* subject: its id, or "new" */
	SCREEN_COUNT
};

struct screen_entry {
	const char *name; /* in the journal and in the ids of pages */
	/* What picking an item there does, or nothing is picked; `text` is null for a row. One of
	 * the two, by whether what was typed matters. */
	void (*pick)(struct desk *desk, const char *item);
	void (*pick_with)(struct desk *desk, const char *item, const char *text);
	/* Comes back after a restart, when what is in hand is there again and Home, the customer
	 * and the dialogue are laid; null: the screen is one of those, or none to come back to. */
	void (*back)(struct desk *desk, enum screen screen, const char *subject);
	enum screen under; /* for coming back: the list below it; SCREEN_SIGN_IN: none */
	bool typed;        /* the field that was typed in last has the cursor again */
};

const struct screen_entry *screen_of(enum screen screen);
const char *screen_name(enum screen screen);
/* SCREEN_HOME when there is none of that name. */
enum screen screen_named(const char *name);

#endif
