/*
 * One desk of the simulation: the real desk, journal, line and wiring on a machine whose disk is
 * simulated, with the loop's turn and the machine's deaths. Time and chance are the simulation's.
 */
#ifndef SIM_STATION_H
#define SIM_STATION_H

#include "base/id.h"
#include "base/secret.h"
#include "helpers/simdisk.h"
#include "wiring/carry.h"

/* One history: its clock, its dice, and the seed that failures name. */
struct sim {
	micros now;
	struct clock clock; /* the right time */
	micros begun;
	struct id_seeded chance, weather;
	uint64_t seed;
	/* Takes the sentence of a failure and does not come back; null: Check's. */
	void (*failed)(const char *sentence);
};
extern struct sim sim;
unsigned sim_dice(unsigned sides); /* 0 … sides - 1 */
/* The same for what befalls, so that leaving some of it out changes nothing else. */
unsigned sim_weather_dice(unsigned sides);
_Noreturn void sim_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define sim_must(cond, ...) ((cond) ? (void)0 : sim_fail(__VA_ARGS__))

/* What the journal held after a flush. */
struct snapshot {
	uint64_t number;
	uint64_t digest;
};

struct station {
	int index; /* of its line in the network */
	struct clock clock;
	micros skew, skew_set; /* of its clock; a program that runs counts on */
	const char *user;
	char name[16];     /* of the machine: a copy has one of its own */
	char *id, *secret; /* the enrolled desk's */
	struct simdisk *disk;
	struct desk *desk;
	struct link *link;
	struct carrier carrier;
	struct snapshot *snapshots;
	size_t count, capacity;
	uint64_t written;
	uint64_t painted; /* up to this record the screen has said Kept */
	micros ticked;
	int deaths;
	bool full; /* its disk takes nothing more */
};

/* Starts a machine with an empty disk; id and secret become the station's. */
void station_init(struct station *station, int index, const char *user, char *id, char *secret);
void station_release(struct station *station);

/* One turn of the desk's loop, as in the program; `act` (may be null) is what the advisor does in
 * it. */
void station_turn(struct station *station, void (*act)(struct station *station));
/* Syncs the journal: what was written is Kept. */
void station_sync(struct station *station);
/* The machine dies and starts again on what its disk has. Fails the test when the journal is not as
 * it was after some flush, or older than what the screen had called Kept. */
void station_die(struct station *station, enum simdisk_loss loss);

/* The machine dies and starts again on this image of its disk, or of another's. */
void station_put_back(struct station *station, struct simdisk *image);

/* The advisor's own work as lines of text, for comparing before and after a death; null when what
 * is shown is the CRM's, or nobody works. Free it. */
char *station_page(const struct station *station);

#endif
