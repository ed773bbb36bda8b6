/*
 * What waits for the line, and what goes next: pure, time comes in. Interactive requests and writes
 * take turns; writes of one chain keep their order; only the newest search waits.
 */
#ifndef LINK_WAITING_H
#define LINK_WAITING_H

#include "base/arena.h"
#include "base/clock.h"
#include "link/transfer.h"

struct job {
	struct job *next;
	struct arena arena; /* its strings */
	uint64_t number;
	enum route_id route;
	enum request_class class;
	const char *target, *body, *operation, *chain;
	unsigned attempts;
	micros patience, began; /* as of its request; when it last took off */
	micros due;             /* not before */
	bool flying;
	bool orphan;        /* its user has signed out while it flew */
	unsigned turn;      /* of the token it flew with */
	bool alone;         /* not in a bundle again */
	struct job **parts; /* of a bundle (bundle.h) */
	size_t part_count;
};

struct waiting_line { /* how the line stands */
	bool signed_in;
	bool held;    /* the session is refused: writes wait for a new token */
	micros retry; /* no answer came: writes and feed not before */
};

struct waiting {
	struct job *first;
	size_t count;
	bool last_was_write;
	struct waiting_line line;
};

struct job *job_new(void);
void job_free(struct job *job);

void waiting_release(struct waiting *waiting);
/* Takes the job. A search replaces one that waits; a write that waits already is dropped. */
void waiting_add(struct waiting *waiting, struct job *job);
/* The job that may fly now on this connection, or null. */
struct job *waiting_next(struct waiting *waiting, enum transfer_slot slot, micros now);
/* Takes the job off; the caller frees it. */
void waiting_remove(struct waiting *waiting, struct job *job);
/* Drops all that waits: at signing out. */
void waiting_forget(struct waiting *waiting);
/* When waiting_next may give something that it does not give now; INT64_MAX: not by waiting. */
micros waiting_due(const struct waiting *waiting);

/* The pause before attempt number `attempts` (from 1): doubling from `first` to a minute. */
micros waiting_pause(micros first, unsigned attempts);

#endif
