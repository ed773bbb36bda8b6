/* Desks that log as fast as they are answered, for tests that take the CRM away from under them:
 * each contact has one enquiry and its case with a leased reference. A write without an answer is
 * sent again, the same bytes under the same operation, until it is acknowledged, as a desk does. */
#ifndef FAULT_WRITERS_H
#define FAULT_WRITERS_H

#include <stddef.h>

struct writers;

struct logged {
	char contact[40], enquiry[40], reference[16];
};

/* n threads on connections of their own with the session's token. Each acknowledged contact's id
 * goes to the descriptor acks, one a line, in one write, if it is not -1. */
struct writers *writers_start(int port, const char *token, int n, int acks);
/* Waits until so many more are acknowledged, however long the CRM is away; -1 when none came for
 * ms, or a writer was refused for good (then *why says how; free it). */
int writers_wait(struct writers *w, size_t more, int ms, char **why);
/* Ends the threads after what each has in hand is acknowledged or ms have passed. All that was
 * acknowledged comes in a list that stays until writers_free. */
const struct logged *writers_stop(struct writers *w, int ms, size_t *count);
void writers_free(struct writers *w);

#endif
