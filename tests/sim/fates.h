/*
 * What befalls a history, numbered in the order in which it would: a lost reply, a power cut, a
 * clock that jumps. Any of them can be left out, which is how a failure is made small: chance goes
 * on as if it had struck, so that the rest stays what it was.
 */
#ifndef SIM_FATES_H
#define SIM_FATES_H

#include <stdbool.h>

enum { FATES = 4096 };

struct fates {
	int count;            /* that have come up so far */
	bool left_out[FATES]; /* by their number */
	bool told;            /* each that strikes says so on standard output */
};
extern struct fates fates;

/* Does it strike? `machine` is whose, -1: the CRM's. */
bool fate_strikes(const char *what, int machine);

#endif
