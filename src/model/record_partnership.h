/* Who takes part and who may come in: councils, sites, desks, teams, users, sessions. The fields of
 * each: record_partnership.c. */
#ifndef MODEL_RECORD_PARTNERSHIP_H
#define MODEL_RECORD_PARTNERSHIP_H

#include "model/field.h"

struct council {
	const char *id; /* chorley */
	const char *name, *short_name, *tier /* county district unitary parish */, *gss;
	const char *county;     /* of a district */
	const char *district;   /* of a parish */
	const char *nation;     /* whose bank holidays: england wales scotland northern_ireland */
	const char *sharing;    /* none exists full: the most that others see of what it did */
	const char *monitoring; /* the equality questions it asks, with commas; null: none */
	const char *greeting, *telephone, *email, *web;
	const char *postcodes; /* beginnings of postcodes that lie in it: "PR6 PR7 BL6 5" */
	const char *from, *until, *successor; /* dates: it is there from … to the day before … */
	const char *special; /* days on which it closes early or altogether, as hours with years */
	const char *out_of_hours, *emergency; /* what to say then, the number to give */
	bool outside;                         /* does not work with this CRM */
};
extern const struct record council_record;

/* Who is no council: the water company, the police, a housing association. */
struct body {
	const char *id, *name, *kind /* water, police … */;
	const char *areas; /* council ids and beginnings of postcodes; absent: everywhere */
	const char *telephone, *email, *web, *hours, *out_of_hours, *emergency;
};
extern const struct record body_record;

/* Where people can go: sites with desks, and places of others that offer a service. */
struct site {
	const char *id, *council, *name, *address, *hours, *telephone;
	const char *roles; /* what it offers: "library household-waste" */
	const char *postcode;
	const char *rooms;         /* its interview rooms: "Room 1,Quiet room" */
	int64_t easting, northing; /* OS National Grid, metres; 0: not known */
};
extern const struct record site_record;

struct desk_record {
	const char *id, *site, *council, *kind /* counter phone gateway training web */, *name;
	const char *services; /* whom it serves at the counter, with commas; null: everybody */
	const char *has;      /* "signer,step-free": needs that it meets */
};
extern const struct record desk_record_record;

struct team {
	const char *id, *council, *name, *hours, *email;
};
extern const struct record team_record;

struct queue {
	const char *id /* council.role */, *role, *council, *team;
};
extern const struct record queue_record;

struct user {
	const char *id /* sign-in name */, *name, *council, *team, *role, *language;
	bool suspended;
	const char *home;   /* postcode: for finding who looks at neighbours */
	const char *skills; /* languages and certificates, between blanks: "cy gas-safe" */
};
extern const struct record user_record;

struct sign_in {
	const char *desk, *desk_secret, *user, *password;
};
extern const struct record sign_in_record;

struct session {
	const char *token; /* only in the answer to signing in */
	const char *user, *name, *role, *council /* the user's */, *team, *language, *skills;
	const char *desk, *desk_name, *desk_kind, *site, *site_name, *council_name, *council_short,
	    *greeting;
	const char *carry_key; /* in the answer to signing in: proves what this user leaves here */
	const char *crm_key;   /* base64 of the CRM's public key for sealing */
	const char *feed;      /* where to begin following */
	struct list leases;    /* in the answer to signing in: that this desk and user may use on */
	micros now, expires;
};
extern const struct record session_record;

struct enrol {
	const char *code;
};
extern const struct record enrol_record;

struct enrolment {
	const char *desk, *desk_secret, *crm_key, *desk_name, *site_name, *council_name;
};
extern const struct record enrolment_record;

struct lease { /* references from … to - 1, for this desk and user alone */
	const char *id;
	int64_t from, to, next /* first unused, as the desk or the CRM knows */;
	const char *machine; /* in the journal: where it is used; on another one it is let go */
};
extern const struct record lease_record;

/* Something that lint found. */
struct finding_line {
	const char *service; /* in whose text */
	const char *level /* error warning note */, *sentence;
	int64_t line, column;
};
extern const struct record finding_line_record;

struct partnership_page {
	const char *digest; /* of all that follows */
	bool same;          /* as what the desk says it knows: nothing follows */
	struct list councils, bodies, sites, desks, teams, queues, venues, diaries;
	struct list ladder; /* ladder_rung: when somebody who works alone is overdue */
};
extern const struct record partnership_page_record;

struct health {
	const char *status, *version;
};
extern const struct record health_record;

/* RFC 9457; `type` is a name of the problem table, worded by the desk. */
struct problem {
	const char *type, *detail, *field;
	int64_t status, limit;
	struct list findings;          /* finding_line, of a text with errors */
	struct list faults;            /* form_fault, of a form with wrong answers */
	struct contact_logged *logged; /* of a stale step: the contact was finished; or null */
};
extern const struct record problem_record;

#endif
