/*
 * One entry of the directory, as written in scripts/<service>.yaml, seen from one council: the top
 * level with that council's `at:` variant laid over it.
 */
#ifndef DIRECTORY_SERVICE_H
#define DIRECTORY_SERVICE_H

#include "base/clock.h"
#include "base/date.h"
#include "dialogue/dialogue.h"
#include "dialogue/finding.h"

enum provider {
	PROVIDED_BY_COUNTY,
	PROVIDED_BY_DISTRICT,
	PROVIDED_BY_ANY,
	PROVIDED_BY_PARISH,
	PROVIDED_BY_BODY /* outside: see `body` */
};

/* What of a customer it holds, and must be told of when it changes (directory/holds.h). */
enum holds { HOLDS_NOTHING, HOLDS_ADDRESS /* everybody's */, HOLDS_ITS_CUSTOMERS };

struct fact {
	const char *name;
	struct words label, value; /* the label is never null: made from the name when not given */
	struct date review_by;     /* year 0 when not set */
	struct fact *next;
};

struct service_contact { /* telephone, email, web, address of the provider, as written */
	const char *label, *value;
	struct service_contact *next;
};

struct word_list {
	const char *word;
	struct word_list *next;
};

struct offer {                    /* this service offers itself */
	struct word_list *beside; /* others; null: to whoever the condition fits */
	struct expr *when;
	const char *when_source;
	struct words because;
	const char *again;     /* duration after which a yes or a no is asked anew; null: never */
	struct prompt *prompt; /* the same as a step for the walk: "offer-SERVICE" */
	int line, column;
};

/* Where an imported entry came from, and what of it has no place here: given out again as it came.
 */
#define LGSL_FORMAT "lgsl" /* the Local Government Service List */
struct origin {
	const char *format; /* open-referral-uk, lgsl */
	const char *id;     /* there */
	const char *rest;   /* in that format's own terms, or null */
};

/* When another caller's report of it is of the same incident (directory/incident.h). */
struct same_incident {
	int within; /* metres; 0: two reports are two cases */
	int hours;  /* since somebody last called about it */
};

struct service {
	struct arena *arena;
	const char *id; /* missed-bin */
	bool part;      /* a piece of dialogue that services include: in no list and no search */
	int lgsl;       /* LGSL number, 0 when not set */
	struct words title, summary;
	enum provider provided_by;
	const char *body;    /* PROVIDED_BY_BODY: the kind of outside body, water */
	const char *council; /* the council whose variant this is, null for the common text */
	bool varied;         /* the file has something of its own for that council */
	const char *owner_team, *owner_email;
	struct date assured, review_by;
	struct word_list *words;
	unsigned season; /* the months in which it is asked for more: bit 0 January; 0: all alike */
	const char *hours;            /* as written, then its special days */
	struct words out_of_hours;    /* what to say while it is closed; both may be absent */
	const char *emergency;        /* the number to give then */
	struct word_list *offered_at; /* ids of sites, or what sites offer */
	struct fact *facts;
	struct service_contact *contacts;
	struct offer *offer;       /* or null */
	struct dialogue *dialogue; /* or null: facts only */
	struct origin *origin;     /* or null: written here */
	const struct life *life;   /* of its cases; null: the usual one */
	const char *skill;         /* what it asks of whoever takes its cases, or null */
	bool takes_complaints;     /* complaints about the others are its cases */
	enum holds holds;
	struct same_incident incident;
	const struct survey *survey; /* of a satisfaction survey (directory/survey.h); else null */
	bool sensitive;
	const char *sharing;        /* none, exists or full: the most that other councils see */
	struct word_list *known_to; /* of a sensitive service: roles of the own council */
	const char *payment; /* the fact that is its price, or null: nothing is paid for it */
	int payment_line;
	struct ticks *ticks;         /* its rows of the matrix, or null: it says nothing */
	int keep_contact, keep_case; /* months; 0: as partnership.yml has it */
};

/* Reads one file's text for one council (null: the common text). Parts that it includes come from
 * the library (directory/library.h); without one they are left out. Findings are added; null on
 * errors. service_free releases everything. */
struct library;
struct service *service_parse(const char *file, const char *text, size_t length,
    const char *council, const struct library *library, struct finding_list *findings);
void service_free(struct service *service);

/* Does it stand there with no more than a list of services says of it, and nobody has written it
 * yet? Such an entry gives way to a written one of the same LGSL number. */
bool service_only_listed(const struct service *service);

const struct fact *service_fact(const struct service *service, const char *name);

/* The names of a walk: fact.* from the service, all others from `outer` (may be null). `look` of
 * the result uses the context, which the caller keeps as long as the names are used. */
struct service_names {
	const struct service *service;
	const struct library *library; /* for fact.SERVICE.NAME, or null */
	struct names outer;
};
struct names service_names(struct service_names *context);

#endif
