/*
 * What the screens have said: Kept, Sent, the references that callers were given, and with what
 * words of their own. Read off the terminals, as people read them, and held against the CRM.
 */
#ifndef LINE_SAID_H
#define LINE_SAID_H

#include "line/machine.h"

/* How a history ended. */
struct verdict {
	int logged, references, notes, people; /* said to be kept */
	int lost, doubled, refused;
	char sentence[4000]; /* of the first that is wrong; empty: all adds up */
};

/* After keys were handled: the screen as it stands now. */
void said_look(struct machine *m);
/* The machine has died: what it had said without Kept is not held against it. */
void said_died(const struct machine *m);
/* Its disk is as it was at this time (proc_us): what it said after, and has not sent, went with it.
 */
void said_put_back(const struct machine *m, int64_t at);
/* The CRM is as it was at this time: what desks sent it after is sent no more, and what was on a
 * disk that has been put back, too, is nowhere. */
void said_crm_put_back(int64_t at);
/* The CRM, at rest, beside what was said. */
void said_add_up(struct verdict *verdict);
void wrong(struct verdict *verdict, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
