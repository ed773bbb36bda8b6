/*
 * Promises: "we will ring by Friday". Each has an owner, a due time and an end. A promise that a
 * dialogue's referral or a call-back made has its enquiry's id; one made by hand has its own. With
 * a case it goes where the case goes, and closing the case settles it. The fields:
 * record_promise.c.
 */
#ifndef MODEL_RECORD_PROMISE_H
#define MODEL_RECORD_PROMISE_H

#include "model/field.h"

struct promise_event {
	const char *id, *kind /* made kept broken withdrawn passed warned overdue */, *user;
	const char *text;          /* what was said */
	const char *queue, *owner; /* of passed: whose it is from now on */
	micros at;
};
extern const struct record promise_event_record;

struct promise {
	const char *id, *kind /* ring reply other */;
	const char *customer, *contact, *enquiry, *case_id, *service;
	const char *at, *as, *responsible;
	const char *what;   /* as it was told */
	const char *number; /* to ring, E.164 */
	const char *queue;  /* whose team keeps it, or null */
	const char *owner;  /* the user who keeps it, or null: anybody of the team */
	const char *state /* open kept broken withdrawn */, *made_by, *settled_by;
	micros made, due;
	micros kept;    /* when what was promised was done; after `due` it is broken all the same */
	micros settled; /* when its state became what it is; 0 while open */
	micros warned, overdue; /* when the CRM told its owner, and then the supervisors */
	micros anonymised;      /* as of a contact */
	struct list events;
};
extern const struct record promise_record;

/* As a list shows it. */
struct promise_line {
	const char *id, *kind, *customer, *customer_name, *contact, *service, *council;
	const char *what, *number, *queue, *team_name, *owner, *state, *case_id, *reference;
	bool withheld; /* what it is about, and whose, is not shown here */
	micros made, due, kept, overdue;
};
extern const struct record promise_line_record;

struct promise_page {
	struct list items; /* nearest due first */
	const char *next;
	int64_t open, late; /* of the whole list; late: open and overdue */
};
extern const struct record promise_page_record;

/* Promises that fell due in a time, by how they ended. Late: done after they were due; missed: not
 * done; overdue: due by now, and nobody has said what became of it. */
struct promise_count {
	const char *group;
	const char *name; /* of an owner; else null */
	int64_t kept, late, missed, overdue, withdrawn;
};
extern const struct record promise_count_record;

struct promise_count_page {
	struct list councils, teams, services;
	struct list owners; /* of the reader's council, for its supervisors */
};
extern const struct record promise_count_page_record;

#endif
