/*
 * Who does this at this door: service x address x date -> the council, or the outside body, that
 * must deliver; through districts, split postcodes and reorganised councils. Pure: the desk, the
 * CRM and frontdeskctl ask the same question here.
 */
#ifndef DIRECTORY_RESPONSIBLE_H
#define DIRECTORY_RESPONSIBLE_H

#include "directory/matrix.h"
#include "directory/opening.h"
#include "directory/partnership.h"

enum { MOST_CANDIDATES = 60 };

/* The answers that tell the place where the address does not: district and parish (council ids)
 * and, where several outside bodies may be meant, the body. */
#define DISTRICT_PROMPT "address.district"
#define PARISH_PROMPT "address.parish"
#define BODY_PROMPT "address.body"

/* A parish that is known not to be there. */
#define PARISH_NONE "none"

/* What is known of a place; each may be null or "". */
struct whereabouts {
	const char *postcode; /* as people write it */
	const char *within;   /* where that lies: council ids, "chorley,south-ribble" */
	const char *district; /* council id; the property decides, not the postcode */
	const char *parish;   /* council id or PARISH_NONE */
	const char *body;     /* the outside body, where the caller said which */
};

enum who_reason {
	WHO_RUNG,        /* every council has its own: the one that was rung */
	WHO_DISTRICT,    /* the district council there */
	WHO_COUNTY,      /* the county council there */
	WHO_ONLY_COUNTY, /* the county council of wherever it may be */
	WHO_UNITARY,     /* the one council there */
	WHO_PARISH,
	WHO_NO_PARISH, /* nobody below the district */
	WHO_BODY,
	WHO_ASK,    /* one of the candidates: ask */
	WHO_NOBODY, /* nobody is known who does it there */
};

/* What must be asked when it is not known. */
enum who_question { WHO_SETTLED, WHO_ASK_DISTRICT, WHO_ASK_PARISH, WHO_ASK_BODY };

struct responsible {
	enum who_reason reason;
	enum who_question asks;
	const struct council *council; /* one of these, or neither */
	const struct body *body;
	/* Works with this CRM, which opens cases of the service for it: they go straight to a
	 * queue. Else it is signposted. */
	bool shares_crm;
	/* What was responsible there before `council` took over: its queues and texts serve on
	 * where the successor has none of its own. Or null. */
	const struct council *was;
	/* Who it may be, when it has to be asked. */
	const struct council *councils[MOST_CANDIDATES];
	const struct body *bodies[MOST_CANDIDATES];
	size_t candidates;
};

/* `as` is the council whose name was answered; `on` the day in London. */
void responsible_for(const struct partnership *partnership, const struct service *service,
    const struct whereabouts *where, const char *as, struct date on, struct responsible *out);

/* The council of this id on that day: itself, the successor that took over, or, of one that is not
 * there yet, what goes before it. Null when it is not known or not one alone. */
const struct council *council_on(
    const struct partnership *partnership, const char *id, struct date on);

/* Has `heir` taken over from `old` by that day: from itself, or from the districts of that county?
 */
bool council_inherits(
    const struct partnership *partnership, const char *heir, const char *old, struct date on);

/* The queue of that role: the responsible council's, or that of the council it took over from. */
const struct queue *responsible_queue(
    const struct partnership *partnership, const struct responsible *responsible, const char *role);

/* Is the service on by that mechanism there on that day? Where nobody is known yet it may be. */
bool responsible_serves(const struct responsible *responsible, const struct service *service,
    enum mechanism mechanism, struct date on);

/* "chorley", "water-north", or "" when it has to be asked. */
const char *responsible_id(const struct responsible *responsible);
const char *responsible_name(const struct responsible *responsible);
/* How to reach them: "01632 960118, chorley.example"; "" when nothing is known. */
const char *responsible_contact(const struct responsible *responsible, struct arena *arena);
/* Why, as one sentence. */
const char *responsible_why(
    const struct responsible *responsible, const struct service *service, struct arena *arena);

/* Bank holidays and special days of a council; null: England and Wales, none. */
struct calendar council_calendar(const struct council *council);

#endif
