/*
 * One desk of a history with the real programs: `frontdesk` on a terminal, its folder on a small
 * disk of its own, its line through a proxy, its clock. It can die as a machine dies, and be
 * copied.
 */
#ifndef LINE_MACHINE_H
#define LINE_MACHINE_H

#include "base/clock.h"
#include "base/id.h"
#include "helpers/office.h"
#include "helpers/proxy.h"

#include <stdio.h>

enum { DESKS = 3, MACHINES, FILES = 8, TOKEN = 16 };

/* One history: its chance (what advisors do), its weather (what befalls), what it tells. */
struct history {
	uint64_t seed;
	struct office office;
	struct id_seeded chance, weather;
	FILE *story;
	int turn;
	int64_t begun;
};
extern struct history history;
unsigned dice(unsigned sides);         /* 0 … sides - 1 */
unsigned weather_dice(unsigned sides); /* the same, for what befalls */
/* A line of the story of this history, told when it fails. */
void tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

struct job;

struct machine {
	int index;
	const char *desk, *user;
	char *folder;
	struct proxy *line;
	struct term *t; /* null: it is off */
	char *identity; /* file with its machine-id(5); null: the one that the test runs on has */
	char *saved;    /* its folder as it was a while ago, or null */
	int64_t saved_at;
	micros skew;   /* of its clock, from the next start on */
	char *ballast; /* its disk is full of this; or null */
	struct {
		char name[64];
		long long inode, size;
	} kept[FILES]; /* its files as they were when the screen last said Kept */

	/* what the advisor does */
	const struct job *job;
	size_t step;
	int jobs;
	char token[TOKEN];      /* this job's own word, in its note; empty: none */
	bool started;           /* since it died last, and nobody is signed in yet */
	bool noted;             /* it has been typed */
	bool drafted;           /* it stands in a note on the screen, and the screen says Kept */
	char family[TOKEN * 2]; /* of the new person of this job; empty: none */
};

/* The desks' folders, on disks of their own, hold what they hold in the template's. */
void machine_init(struct machine *m, int index, const char *desk, const char *user, int port);
void machine_release(struct machine *m);
/* Starts the program; nobody is signed in. */
void machine_start(struct machine *m);
/* The screen has been read, and says Kept: what is on the disk now is what was meant. */
void machine_kept(struct machine *m);
/* kill -9. */
void machine_kill(struct machine *m);
/* kill -9, and of what was written since the screen last said Kept only a part is on the disk. */
void machine_power_cut(struct machine *m);
void machine_fill(struct machine *m);
void machine_empty(struct machine *m);
/* Saves its folder, or kills it and puts the folder back as it was then. */
void machine_save(struct machine *m);
void machine_put_back(struct machine *m);
/* Makes `copy` another machine with this one's folder as it is now. */
void machine_copy(struct machine *copy, int index, const struct machine *from, int port);

#endif
