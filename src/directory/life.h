/*
 * The life of a case: the states it goes through, declared in the file of its service (`case:`,
 * FORMAT.md section 6c), or the usual one of those that declare none: open, closed. A state says
 * who may move a case into it, what must be there first, whether the case is closed in it, and
 * whether its clock stands still meanwhile. The CRM decides by it; the desk shows by it what can be
 * done and what is missing. Pure.
 */
#ifndef DIRECTORY_LIFE_H
#define DIRECTORY_LIFE_H

#include "dialogue/script.h"
#include "model/records.h"

struct service;

struct life_state {
	const char *id;
	struct words title;
	struct name_list *who;     /* roles that may move a case here; null: who works on it */
	struct name_list *to;      /* states that may follow; null: each that comes after another */
	struct name_list *answers; /* prompts that must have an answer */
	bool note, attachment;     /* must be there: words that say why, a file */
	bool remedy;               /* must be there: what is put right */
	bool officer;              /* somebody must have it: it is claimed */
	bool closed, stops;        /* the case is closed; its clock stands still */
	const char *due;           /* the time it has from here on; null: the clock goes on */
	const char *extends;       /* or so much more, at most, than it had; once; null: none */
	/* States: whoever brought a case into one of them neither has it here nor moves it on. */
	struct name_list *other_than;
	struct words tell;     /* what the customer is told as it comes here; quotes facts */
	int stage;             /* of a complaint, 1 or 2; 0: that it was at before */
	const char *counts_as; /* in reports: one of case_count_words, or null */
	const struct life_state *next;
};

/* The states in the order written; a case begins in the first one. */
struct life {
	const struct life_state *states;
};

void life_read(const struct script *script, const struct yaml *root, struct service *service);
/* What can be told only with the dialogue and partnership.yml read: prompts and roles. */
void life_check(
    const struct script *script, const struct yaml *root, const struct service *service);

/* The life of a case of this service (null: not known). A task of the CRM's own, opened by no
 * enquiry, has the usual one whatever its service declares. */
const struct life *life_of(const struct service *service, const struct case_record *record);
/* Where the case is: one that names no state of this life is in the first open or closed one.
 * Never null. */
const struct life_state *life_at(const struct life *life, const struct case_record *record);
const struct life_state *life_state(const struct life *life, const char *id); /* or null */
/* The only closed state; null when there are several to choose from. */
const struct life_state *life_end(const struct life *life);

/* May a case go from one to the other? Out of a closed state it only is opened again: into any that
 * is open, or that its `to` names. */
bool life_leads(const struct life_state *from, const struct life_state *to);
/* Where it is opened again when nothing else is said. */
const struct life_state *life_again(const struct life *life, const struct life_state *from);
bool life_permits(const struct life_state *state, const char *role);
/* Why this user may not have the case where it is, nor move it on: they brought it into a state
 * that `other_than` names, in the event given. Null: they may. */
const struct case_event *life_bars(
    const struct life *life, const struct case_record *record, const char *user);

enum { MOST_STATES = 20, MOST_NEEDS = 20, MOST_STAGES = 9 };
#define LIFE_NOTE "note"
#define LIFE_ATTACHMENT "attachment"
#define LIFE_REMEDY "remedy"
#define LIFE_OFFICER "officer"
/* Is a remedy written down that the state needs? */
bool life_remedied(const struct life_state *state, const struct case_record *record);
/* Has somebody the case, where the state needs that? */
bool life_claimed(const struct life_state *state, const struct case_record *record);
/* What else is missing for that state: LIFE_NOTE, LIFE_ATTACHMENT, then ids of prompts. How many;
 * 0: nothing. `answers` are struct answer. */
size_t life_lacks(const struct life_state *state, const char *note, size_t attachments,
    const struct list *answers, const char *lacks[MOST_NEEDS]);

#endif
