/* An advisor's shift in small, the same over every line: a good dozen contacts as a day has them,
 * typed into the real client, some of them while the line is dead. Each has a mark in its note, and
 * what the screen said of it is remembered; at the end that is compared with what the CRM holds.
 * What does not come within the patience ends the program with the screen. */
#ifndef TESTS_SHIFT_H
#define TESTS_SHIFT_H

#include "helpers/office.h"

enum { SHIFT_CONTACTS = 24, SHIFT_REFERENCES = 2 };

/* One contact as its advisor saw it. */
struct shift_contact {
	char mark[40];                         /* stands in its note alone */
	char references[SHIFT_REFERENCES][16]; /* shown at its end; "" */
	int awaited;                           /* so many */
};

enum shift_echo {
	SHIFT_ECHO_BUSY, /* the line is there, and each key asks something of it */
	SHIFT_ECHO_DEAD  /* the line is dead */
};

struct shift {
	struct office *office;
	struct term *t; /* signed in, or about to be */
	int patience_ms;
	bool few; /* a handful of contacts, for a test */
	/* The line dies and is mended; NULL: it never does. */
	void (*dead)(void *context, bool dead);
	/* Before each contact; NULL: nothing happens. */
	void (*next)(void *context, int number);
	/* Milliseconds from a key to its character on the screen; seconds until there was something
	 * to use ("find", "open", "sent"). NULL: nobody measures. */
	void (*echo)(void *context, enum shift_echo kind, double ms);
	void (*took)(void *context, const char *what, double seconds);
	void *context;
	/* of the shift */
	bool is_dead;
	struct shift_contact contacts[SHIFT_CONTACTS];
	int count;
};

/* Waits for the form, signs the advisor in, and waits until all has come that a new desk fetches.
 */
void shift_sign_in(struct shift *s);
/* Works the contacts, and waits until everything has been sent. */
void shift_work(struct shift *s);

/* By mark and by reference, over all that the CRM has of this advisor. */
struct shift_account {
	int contacts, cases; /* as the screen told */
	int lost;            /* told on the screen, and not in the CRM or under something else */
	int doubled;         /* more than once in the CRM, or there and never told */
};
struct shift_account shift_account(const struct shift *s);

#endif
