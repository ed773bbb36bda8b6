/* A shift at one desk for session tests: a front office, the real client signed in, and the CRM
 * asked from the other side. All of it fails the running Check test when something is not as it
 * must be. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "helpers/office.h"
#include "helpers/proxy.h"

#include <check.h>

struct session {
	struct office office;
	struct term *t;
	const char *desk;
	struct proxy *line; /* between this desk and the CRM */
};

/* The office opens; S. Ellis signs in at the desk. */
void session_open(struct session *s, const char *desk);
void session_close(struct session *s);
/* Another desk of the office, somebody signed in there. */
struct term *session_at(struct office *office, const char *desk, const char *user);
/* The client anew on the same desk, not signed in. */
void session_restart(struct session *s);
/* Signs in where somebody had been signed in before: the work in hand comes back, not an empty
 * Home. */
void session_sign_in_again(struct session *s);
/* Fills the form of a new person whose family name is proposed already, picks the address found by
 * those words, and saves. */
void session_fill_person(
    struct session *s, const char *given, const char *address, const char *telephone);

/* Types into Home's box and waits until the row is there. */
void session_find(struct session *s, const char *words, const char *row);
/* That number rings at the desk, and the call is taken. */
void session_ring(const struct session *s, const char *number);
/* With a contact in front: opens the service found by the words and waits for its dialogue's words.
 */
void session_service(struct session *s, const char *words, const char *first);
/* Callers whom the CRM knows (tests/data/customers.csv): how they are found, and what their record
 * shows of them alone. */
struct session_caller {
	const char *number, *name, *mark;
};
extern const struct session_caller session_amina, session_raymond;
/* The everyday call begun: a shift opens, the caller is found, and the dialogue of a missed bin
 * asks which bin. */
void session_missed_bin(struct session *s, const char *desk, const struct session_caller *caller);
/* That call ended from "at the kerb by 6 am?" on: yes, the offer declined, logged, Home again. */
void session_log_bin(struct session *s, char reference[16]);
/* The reference that stands on the screen. */
void session_reference(struct session *s, char out[16]);
/* Says the keys used since the last reset beside the limit, and holds them to it. */
void session_budget(struct session *s, const char *what, int limit);
/* From Home to the row of that service in the matrix. */
void session_matrix_row(struct term *t, const char *service);
/* The line is cut in that call: it is logged and waits to be sent, and half a word of the next
 * caller stands in the box. */
void session_left_unsent(struct session *s, const char *desk, char reference[16]);
/* Everything has been sent. */
void session_sent(struct session *s);

/* The case as the CRM gives it to Chorley's back office (GET /v1/cases/{reference}). Free it. */
char *session_case(struct session *s, const char *reference);
/* The contact of a case, whole, as the CRM gives it to the advisor. Free it. */
char *session_contact(struct session *s, const char *contact);
/* The missed bin is a case under that reference, and the only one. */
void session_logged_once(struct session *s, const char *reference);
/* J. Mills signs in at that desk with the real client, and opens the queue. Free it. */
struct term *session_queue(struct session *s, const char *desk, const char *queue_words);
/* J. Mills signs in at another desk with the real client, opens the queue and sees the case there.
 */
void session_back_office(struct session *s, const char *queue_words, const char *reference);

#endif
