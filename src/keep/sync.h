/*
 * The helper that does nothing but sync: fdatasync blocks, so it has its own thread, and tells the
 * main loop through an eventfd. It also finishes a rewritten journal (sync, rename, sync the
 * folder), since that blocks as well. With `no_thread` the same turn runs when sync_turn is called.
 */
#ifndef KEEP_SYNC_H
#define KEEP_SYNC_H

#include "base/err.h"
#include "base/file.h"

struct syncer;

struct syncer *syncer_new(struct disk *disk, bool no_thread, struct err *err);
/* Finishes what was asked, ends the thread. The files stay the caller's. */
void syncer_free(struct syncer *syncer);

/*
 * Asks that all written so far in `file` be synced; `number` is the caller's, `records` the count
 * of the file's records. While a rewritten file is being put in place, `next_records` counts that
 * file's records, and everything is written to both.
 */
void syncer_want(struct syncer *syncer, struct file *file, uint64_t number, uint64_t records,
    uint64_t next_records);

/* Asks that `next` (at path `from`) be synced and renamed to `to`; from then on it is the file that
 * is synced. The paths stay the caller's until the switch has ended. */
void syncer_switch(struct syncer *syncer, struct file *next, const char *from, const char *to,
    uint64_t number, uint64_t next_records);

struct syncer_state {
	uint64_t number, records; /* synced */
	bool switched;            /* the switch is done (told once) */
	int error;                /* errno of a failed sync or switch (told once), or 0 */
};
/* Clears the eventfd. */
void syncer_collect(struct syncer *syncer, struct syncer_state *state);
/* Waits until nothing is under way. */
void syncer_finish(struct syncer *syncer);

int syncer_fd(const struct syncer *syncer);
/* One turn on the caller's thread; false when there was nothing to do. */
bool syncer_turn(struct syncer *syncer);

#endif
