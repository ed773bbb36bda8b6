/*
 * The world of a history: desks, a CRM, and what befalls them. Advisors do whatever their screens
 * offer; machines lose power, are put back from a backup or copied, their disks fill up and their
 * clocks jump; lines break, replies get lost, the CRM restarts. Then the weather clears, and
 * everything must add up:
 *   - after each death the journal holds one of the states it had, none older than what the screen
 *     had called Kept, and what was Kept whole is on the screen again as it was;
 *   - every contact that was finished and sent is in the CRM once, with its cases and references,
 *     and so is every reference that a screen has said;
 *   - nothing was refused but what two disks had both, nothing still waits, the CRM finds no fault
 *     in itself.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include "helpers/office.h"
#include "sim/network.h"
#include "sim/station.h"

struct tally {
	int cuts, kills, restarts, jumps, full, put_back, copied;
};

struct world {
	struct station stations[MACHINES];
	size_t count; /* STATIONS, and the copy of one of them */
	struct office office;
	struct tally tally;
};
extern struct world world;

/* Everybody's chance, for the history with this seed. */
void world_seed(uint64_t seed);
/* The CRM is furnished, and the desks are enrolled. */
void world_begin(uint64_t seed);
void world_end(void);

void world_crm_up(void);
void world_crm_down(void);

/* Up to 0.4 s times `pace` pass; then every desk has its turn, and does something in one of
 * `one_in`. */
void world_turn(void (*act)(struct station *station), unsigned one_in, micros pace);
/* What may befall in this turn; `often` 1 is once in some 25 turns. */
void world_weather(unsigned often);

/* Everybody is at work, and nothing waits to be sent. */
bool world_at_rest(void);
/* Fine weather until it is so; fails when it takes more than six hours. */
void world_clear_up(void);
/* Fails when anything is lost, doubled, or not as it was said. Takes the CRM down. */
void world_add_up(void);

#endif
