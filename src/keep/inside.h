/* The inside of the journal, for keep.c (putting, rewriting) and open.c (opening, closing, wiping).
 */
#ifndef KEEP_INSIDE_H
#define KEEP_INSIDE_H

#include "base/buf.h"
#include "keep/format.h"
#include "keep/keep.h"
#include "keep/recover.h"
#include "keep/sync.h"

enum { UNWRITTEN_LIMIT = 256 << 20 }; /* bytes held while the disk refuses */

/* One journal file. While a rewritten one is being put in place there are two. */
struct journal {
	struct file *file;
	struct header header;
	uint64_t records; /* made, of which the last ones may be in `unwritten` */
	uint64_t synced;
	uint64_t end;         /* where `unwritten` goes */
	struct buf unwritten; /* frames that the disk has not taken yet */
};

struct keep {
	struct disk *disk;
	char *user, *path, *fresh, *lock_path;
	struct file *lock;
	struct secret_cost cost;
	unsigned char *data_key; /* guarded */
	struct live live;
	struct buf batch; /* changes since the last flush */
	uint64_t number;  /* the caller's, of the last change in `batch` or before */
	struct journal now, next;
	bool switching; /* `next` is being put in place; all goes to both */
	bool broken;    /* a sync of `now` failed: only a new file can prove anything */
	struct syncer *syncer;
	struct syncer_state reached;
	int failure; /* errno of a failed sync not yet told to the caller */
	char *notice;
};

void journal_close(struct keep *keep, struct journal *journal);
int journal_fault(struct err *err, int error);
/* Learns what the syncer has reached. */
void keep_collect(struct keep *keep);
/* Replaces the file and waits until that is done: at opening and when the password changes. */
int journal_rewrite(struct keep *keep, const struct header *header, struct err *err);

/* As keep_each. */
void live_each(const struct live *live,
    void (*each)(void *context, const struct record *record, const char *kind, const char *key,
	const void *value),
    void *context, struct arena *arena);

#endif
