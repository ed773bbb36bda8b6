/*
 * A front office in one process: the real desk, journal, wire form and CRM over a simulated disk,
 * clock and line. One seed, one history. The CRM's store is SQLite on a real folder; what is
 * simulated is what fails in life: the desk's disk, its power, the line, the CRM's process.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include "admin/synthetic.h"
#include "crm/crm.h"
#include "desk/desk.h"
#include "helpers/simdisk.h"
#include "keep/keep.h"
#include "ui/page.h"

enum { WORLD_FLIGHT = 64, WORLD_PROMISES = 2000 };

/* A request on its way. Its bytes are its own: the desk may die while it flies. */
struct flight {
	struct arena arena;
	struct request request;
	const char *method, *target, *operation, *body;
	uint64_t number; /* the desk's request number */
	uint64_t needs;  /* journal number that must be synced before it goes; 0: none */
	bool feed, search;
};

/* A finished contact whose journal record reached the disk: the CRM must have it in the end. */
struct promise {
	char id[ID_LENGTH + 1];
	size_t enquiries, cases;
};

struct world {
	struct random random;
	micros now;
	struct clock clock;
	char folder[64];
	char *database;
	struct crm *crm;
	struct simdisk *disk;
	struct keep *keep;
	struct desk *desk;
	char desk_id[64], desk_secret[80], *token;
	struct flight *flights[WORLD_FLIGHT];
	size_t flying;
	struct arena pack_arena;
	struct directory_page *pack; /* the copy of the directory on the disk of the desk */
	bool line;                   /* is it there? */
	uint64_t synced;             /* what the desk was told */
	struct promise *promises;
	size_t promised;
	struct promise *pending; /* written, not yet synced */
	size_t pending_count;
	uint64_t pending_numbers[WORLD_PROMISES];
	/* what happened, for the closing line */
	size_t steps, kills, cuts, restarts, lost_replies, written;
};

/* Makes the partnership, the directory of `scripts`, people, a user and an enrolled desk. */
void world_init(struct world *world, uint64_t seed, const char *scripts);
void world_release(struct world *world);

/* One event into the desk and its effects carried out. */
void world_event(struct world *world, struct desk_event *event);
/* Lets the line carry what it will: some requests arrive, some replies are lost. `faults` allows
 * losing. */
void world_turn(struct world *world, bool faults);
/* Syncs the journal and tells the desk. */
void world_sync(struct world *world);

void world_line(struct world *world, bool there);
/* kill -9 or a power cut; the desk starts again on what its disk has, and waits at sign-in. */
void world_kill_desk(struct world *world, enum simdisk_loss loss);
void world_restart_crm(struct world *world);

/* Signs in when the sign-in form or the lock is shown. */
void world_sign_in(struct world *world);

/* Reads one record of the CRM as the desk's user; null when it is not there. */
const void *world_read(
    struct world *world, enum route_id route, const char *param, struct arena *arena);

/* The page as lines of text, for comparing before and after a death; freed by the caller. */
char *world_page_text(struct world *world);

#endif
