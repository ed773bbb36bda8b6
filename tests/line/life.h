/*
 * A history of the real programs: one CRM, three desks on terminals, each on a line of its own, and
 * what befalls them by one seed: machines and the CRM are killed, machines lose power, lines are
 * cut, fall silent, lose replies, bring writes twice and out of order, disks fill up, clocks are
 * wrong, the CRM is put back from a backup, a desk's folder is copied to another machine. Then the
 * weather clears, and what the screens have said is held against the CRM.
 *
 * The seed decides what everybody does and what befalls, not how fast the machine is: a history
 * lived again takes the same turns, and mostly goes the same way.
 */
#ifndef LINE_LIFE_H
#define LINE_LIFE_H

#include "line/said.h"

#include <stdint.h>

struct recipe {
	uint64_t seed;
	int turns;
};

struct life {
	uint64_t seed;
	struct verdict verdict;
	int kills, cuts, crm_kills, put_back, restored, links, doubles, full, jumps, copied;
};

/* What all histories begin with: a CRM with its directory and people, three desks that are enrolled
 * and have signed in once. To be made once; life_live leaves it as it is. */
void life_prepare(void);
void life_clear(void);

/* Lives so many, with the seeds from the first on, each in a process of its own, several at a time;
 * says of each how it ended. Of one that did not end well, the story is told on standard output. */
void life_live(const struct recipe *first, int many, void (*each)(const struct life *life));

/* Of the environment, or otherwise. */
int life_number(const char *name, int otherwise);

#endif
