/* A front office for tests: a live CRM with the starter directory, a handful of people whom tests
 * know by name (tests/data/customers.csv), an advisor and a back-office user of Chorley; and the
 * two ways in: the API as a desk speaks it, and the real client on a terminal. It begins on Friday
 * 20 November 2026, 10:42, and runs on from there. What cannot be had ends the test program with
 * the reason. */
#ifndef TESTS_OFFICE_H
#define TESTS_OFFICE_H

#include "base/clock.h"
#include "helpers/http.h"
#include "helpers/server.h"
#include "helpers/term.h"

#define OFFICE_BEGINS (INT64_C(1795171320) * MICROS_SECOND) /* 2026-11-20T10:42:00Z */

/* Everybody's password. */
#define OFFICE_PASSWORD "a quiet morning"
#define OFFICE_ADVISOR "s.ellis"  /* S. Ellis, advisor, Chorley */
#define OFFICE_BACK "j.mills"     /* J. Mills, back office, Chorley's waste team */
#define OFFICE_BURNLEY "p.grange" /* P. Grange, advisor, Burnley */

struct office {
	struct server crm;
	char *ca;         /* null: plain HTTP */
	const char *host; /* where desks look for it; null: 127.0.0.1. May be set after the init */
};

/* Offices that are made from now on begin so much later than OFFICE_BEGINS. */
void office_later(micros by);
void office_init(struct office *o);
/* The same with the CRM's database made and furnished, but not yet served. */
void office_furnish(struct office *o);
/* As office_init over TLS, with a certificate of its own that the desks trust; struct api and
 * frontdeskctl's web parts do not speak it. `more`: further arguments of the server, or null.
 * Programs that use it link GNUTLS_LIBS. */
void office_init_secure(struct office *o, const char *const more[]);
/* The same with the generated people and the year's contacts of a size ("demo"); no P. Grange. */
void office_init_generated(struct office *o, const char *size);
void office_release(struct office *o);

/* What time it is there. */
micros office_now(void);

/* A one-time code for a desk of scripts/partnership.yml. Free it. */
char *office_code(struct office *o, const char *desk);

/* Enrols the real client as this desk, over the port (0: the CRM's own). Its folder (enrolment,
 * journal, directory pack) is office_state's. */
void office_enrol(struct office *o, const char *desk, int port);
/* Free it. */
char *office_state(const struct office *o, const char *desk);
/* Starts the real client of this desk on a terminal; env as for term_start, or NULL. */
struct term *office_desk(
    struct office *o, const char *desk, int port, const char *const env[], int rows, int cols);
/* Signs in on a client that shows its sign-in form, and waits for Home. */
bool office_sign_in(struct term *t, const char *user);
/* Signs the advisor in and opens the note of a call about libraries: a field to type into. Fails
 * the running test when it does not come to that. */
void office_open_note(struct term *t);
/* Only types the name and the password into the form. */
void office_type_sign_in(struct term *t, const char *user);

/* One connection to the API, as a desk of its own. */
struct api {
	struct http http;
	char *desk, *secret;
};
void api_init(struct api *a, int port);
void api_release(struct api *a);
/* Enrols with a one-time code; 0, or the HTTP status that refused. */
int api_enrol(struct api *a, const char *code);
/* Signs in and keeps the token; 0, or the HTTP status that refused. */
int api_sign_in(struct api *a, const char *user, const char *password);
/* Enrols as the desk and signs in; ends the test program when either is refused. */
void api_ready(struct api *a, struct office *o, const char *desk, const char *user);
/* A form client on the web of Chorley: its key is the token. */
void api_form_client(struct api *a, struct office *o, const char *desk);
/* A write with an operation id, NULL for a new one. */
struct http_reply api_write(
    struct api *a, const char *method, const char *path, const char *operation, const char *body);

/* A new id (UUIDv7). Free it. */
char *office_id(void);

#endif
