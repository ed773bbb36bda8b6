/* The counter: who came to reception and waits, who is called to which desk, interview rooms in
 * use, and the venues that are visited. The fields of each: record_counter.c. */
#ifndef MODEL_RECORD_COUNTER_H
#define MODEL_RECORD_COUNTER_H

#include "model/field.h"

/* Somebody at reception. What reception typed goes with them into the contact that a desk begins
 * by calling them, whose id is settled when they come. Once they are served, or have left, the
 * words about them are taken away here: the contact has them. */
struct arrival {
	const char *id, *site;
	const char *council /* the site's */, *day;
	int64_t number;
	const char *ticket;   /* A12: of the site and day, as it is called out */
	const char *customer; /* or null: `word` tells who it is */
	const char *word;     /* "red coat" */
	const char *service, *note;
	const char *needs;    /* "signer,step-free": as desks name what they have */
	const char *priority; /* why they go first; null: in their turn */
	const char *state;    /* waiting called being-served left done */
	const char *desk, *user, *contact;
	micros since, called /* first */, served, ended;
	int64_t calls;
	bool no_show; /* left: did not come when called */
	const char *author;
	const char *name; /* of the customer, on the wire */
};
extern const struct record arrival_record;

/* A desk calls the next who fits it, or (arrival) this one: to no other desk. */
struct arrival_call {
	const char *id;
	const char *arrival;
	struct arrival *called; /* in the answer; null: nobody waits who fits */
};
extern const struct record arrival_call_record;

struct arrival_event {
	const char *id, *kind /* again serve done left no-show return */;
	micros at;
};
extern const struct record arrival_event_record;

/* An interview room in use from now on, until it is freed: never by two. */
struct room_use {
	const char *id, *site, *room;
	const char *arrival, *why; /* whom for, or what for */
	const char *desk, *user;
	micros since, freed /* 0: in use */;
	bool free; /* asked: it is free again */
};
extern const struct record room_use_record;

/* The list of a site as of now, today's alone. Minutes of waiting: until the first call. */
struct arrival_page {
	const char *site;
	struct list items; /* waiting first, as they will be called; then called, being served */
	struct list rooms; /* in use */
	int64_t waiting, called, average, longest;
};
extern const struct record arrival_page_record;

/* Where the front office goes out to: a library, a market stall, a village hall. */
struct venue {
	const char *id, *council, *name, *kind /* gateway outreach */, *hours;
};
extern const struct record venue_record;

/* A site's arrivals by the hour in which they came. */
struct counter_count {
	const char *group; /* "chorley-oss 10:00" */
	int64_t visitors, served, average, longest, left, no_shows;
};
extern const struct record counter_count_record;

struct venue_count {
	const char *group;
	int64_t days, contacts, enquiries;
};
extern const struct record venue_count_record;

#endif
