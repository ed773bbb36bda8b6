/*
 * The advisor of a history: does jobs, chosen by chance, a step a turn, by what the screen says. A
 * job whose screen does not come is left where it is.
 */
#ifndef LINE_HAND_H
#define LINE_HAND_H

#include "line/said.h"

/* One step: signs in or unlocks where it must, goes on with the job, or begins another. What is
 * wrong goes into the verdict. */
void hand_step(struct machine *m, struct verdict *verdict);
/* Signs in, or in again, and waits for the screen to say that nothing waits any more; what the CRM
 * has refused is counted. False: something waits still. */
bool hand_rest(struct machine *m, struct verdict *verdict);

#endif
