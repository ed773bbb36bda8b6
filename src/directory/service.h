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

enum provider { PROVIDED_BY_COUNTY, PROVIDED_BY_DISTRICT, PROVIDED_BY_ANY };

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

struct offer { /* this service offers itself beside others */
	struct word_list *beside;
	struct expr *when;
	const char *when_source;
	struct words because;
	struct prompt *prompt; /* the same as a step for the walk: "offer-SERVICE" */
	int line, column;
};

/* Where an imported entry came from, and what of it has no place here: given out again as it came.
 */
struct origin {
	const char *format; /* open-referral-uk */
	const char *id;     /* there */
	const char *rest;   /* in that format's own terms, or null */
};

struct service {
	struct arena *arena;
	const char *id; /* missed-bin */
	bool part;      /* a piece of dialogue that services include: in no list and no search */
	int lgsl;       /* LGSL number, 0 when not set */
	struct words title, summary;
	enum provider provided_by;
	const char *council; /* the council whose variant this is, null for the common text */
	const char *owner_team, *owner_email;
	struct date assured, review_by;
	struct word_list *words;
	const char *hours; /* as written */
	struct fact *facts;
	struct service_contact *contacts;
	struct offer *offer;       /* or null */
	struct dialogue *dialogue; /* or null: facts only */
	struct origin *origin;     /* or null: written here */
	bool sensitive;
};

/* Reads one file's text for one council (null: the common text). Parts that it includes come from
 * the library (directory/library.h); without one they are left out. Findings are added; null on
 * errors. service_free releases everything. */
struct library;
struct service *service_parse(const char *file, const char *text, size_t length,
    const char *council, const struct library *library, struct finding_list *findings);
void service_free(struct service *service);

const struct fact *service_fact(const struct service *service, const char *name);

/* The names of a walk: fact.* from the service, all others from `outer` (may be null). `look` of
 * the result uses the context, which the caller keeps as long as the names are used. */
struct service_names {
	const struct service *service;
	const struct library *library; /* for fact.SERVICE.NAME, or null */
	struct names outer;
};
struct names service_names(struct service_names *context);

/* Are these opening hours, and is this a duration? 0, or -1 with a sentence. */
int hours_check(const char *hours, struct err *err);
int duration_check(const char *duration, struct err *err);

/* Open now? And the next change, as people say it: "open until 18:00", "closed, opens Mon 09:00".
 * UK bank holidays of England and Wales count as PH. */
int hours_status(
    const char *hours, micros now, bool *open, char *words, size_t size, struct err *err);

/* Working time: `duration` as written ("2 working days", "4 working hours", "10 days", "1 hour")
 * from `start` within `hours` (null: Mo-Fr 09:00-17:00, bank holidays off). A working day ends at
 * the end of hours of that day; so does a day, a week or a month (at 17:00 where it is closed). */
int due_after(const char *duration, const char *hours, micros start, micros *due, struct err *err);

/* England and Wales: GOV.UK's list for 2019-2028, the Act's rules beyond. */
bool bank_holiday(struct date date);

#endif
