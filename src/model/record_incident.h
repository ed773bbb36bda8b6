/* One incident that many people report: its first caller's case stands for it, and whoever calls
 * about the same is a member. The fields of each: record_incident.c. */
#ifndef MODEL_RECORD_INCIDENT_H
#define MODEL_RECORD_INCIDENT_H

#include "model/field.h"

/* It has the id and the reference of the case that stands for it. What is shown of it at other
 * desks says never who. */
struct incident {
	const char *id, *reference, *service;
	const char *responsible;                  /* the council that must deliver, or null */
	const char *what;                         /* what was chosen: "Tyres, A van load" */
	const char *place;                        /* the address as it was said, or null */
	const char *street, *postcode, *district; /* of the place, as far as it is known */
	int64_t easting, northing;                /* OS National Grid, metres; 0: not known */
	int64_t within, hours; /* how far and how long a report may be of it, as its service said */
	const char *state;     /* open closed */
	const char *merged_into; /* another incident, which turned out the same */
	const char *outcome;     /* how its case was closed: what people are told */
	micros opened, last /* somebody joined */, closed;
	int64_t people; /* who joined, the first among them */
	/* Of a page: how many are still to be told, and of those, to how many a mail is on its way
	 * and who are on the list of calls; and how many have been told by mail. */
	int64_t untold, mailing, listed, mailed;
};
extern const struct record incident_record;

/* Incidents near a place: the reply to a look around. */
struct incident_page {
	struct list items; /* struct incident, nearest in kind first */
};
extern const struct record incident_page_record;

/*
 * An enquiry that belongs to an incident, by the enquiry's own id: it is there once, and is told
 * once. A person who called several times, or two records that were merged, are told by one of
 * theirs; the others say which.
 */
struct incident_member {
	const char *id;       /* of the enquiry */
	const char *incident; /* where it is now */
	const char *via;      /* which it joined: another one when the two were put together */
	const char *customer, *contact;
	const char *state; /* joined pending told left */
	const char *told_with;
	const char *told_by; /* user; null: nobody, but a mail */
	const char *way /* mail list; none: by neither */, *mail; /* how they are told, or were */
	const char *reason;                                       /* why it was taken out */
	micros joined, told, left;
};
extern const struct record incident_member_record;

/* Of the list of members: who it is, for those who work on the case. */
struct incident_person {
	const char *id, *customer, *name, *address, *phone, *state, *told_by, *way, *council;
	bool first; /* the case was opened with it */
	micros joined, told;
};
extern const struct record incident_person_record;

struct incident_people {
	struct incident *incident;
	struct list items; /* struct incident_person */
	const char *next;
};
extern const struct record incident_people_record;

/* What is done to an incident. */
struct incident_event {
	const char *id;
	const char *kind;   /* told leave merge split */
	const char *member; /* told, leave: whose */
	const char *other;  /* merge, split: the reference or id of the other one */
	const char *reason; /* leave, merge, split */
	micros at;
};
extern const struct record incident_event_record;

#endif
