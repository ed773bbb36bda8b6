/* Putting and dropping records, writing them, and rewriting a journal that is mostly dead. */
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/log.h"
#include "keep/inside.h"
#include "model/pack.h"
#include "model/records.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	REWRITE_BATCH = 1 << 20, /* live records of this many bytes share a record of a new file */
	LEAST_DEAD = 256 << 10   /* a smaller file is not worth a rewrite */
};

/* ---- one file ---- */

void
journal_close(struct keep *keep, struct journal *journal)
{
	if (journal->file)
		keep->disk->close(journal->file);
	if (journal->unwritten.data)
		buf_release(&journal->unwritten);
	*journal = (struct journal){0};
}

static void
journal_add(struct keep *keep, struct journal *journal, const void *batch, size_t length)
{
	frame_add(&journal->unwritten, &journal->header, keep->data_key, journal->records + 1,
	    journal->synced, batch, length);
	journal->records++;
}

/* Gives the disk what it has not taken yet; a part that it took is written again. 0 or errno. */
static int
journal_write(struct keep *keep, struct journal *journal)
{
	struct buf *unwritten = &journal->unwritten;
	if (unwritten->length == 0)
		return 0;
	if (!buf_ok(unwritten))
		return EFBIG;
	ssize_t n =
	    keep->disk->write(journal->file, unwritten->data, unwritten->length, journal->end);
	if (n < 0 || (size_t)n < unwritten->length)
		return n < 0 && errno ? errno : ENOSPC;
	journal->end += unwritten->length;
	buf_clear(unwritten);
	return 0;
}

int
journal_fault(struct err *err, int error)
{
	if (error == ENOSPC || error == EDQUOT)
		return err_set(
		    err, _("The disk of this desk is full. Nothing is lost while frontdesk "
			   "runs; make room, it is tried again."));
	return err_set(err,
	    _("The journal cannot be written (%s). Nothing is lost while frontdesk runs; it is "
	      "tried again."),
	    strerror(error));
}

/* ---- rewriting ---- */

/* Writes all live records to a new file beside the journal. 0 or errno. */
static int
write_fresh(struct keep *keep, struct journal *fresh)
{
	unsigned char header[RECORDS_AT];
	header_renew(&fresh->header);
	header_encode(&fresh->header, header);
	buf_init(&fresh->unwritten, UNWRITTEN_LIMIT);
	fresh->file = keep->disk->open(keep->disk, keep->fresh, O_RDWR | O_CREAT | O_TRUNC);
	if (!fresh->file)
		return errno ? errno : EIO;
	buf_add(&fresh->unwritten, header, sizeof header);
	struct buf batch;
	buf_init(&batch, BATCH_LIMIT);
	for (struct live_item *item = keep->live.first; item; item = item->after) {
		batch_put(&batch, item->kind, item->key, item->bytes, item->length);
		if (batch.length >= REWRITE_BATCH || !item->after) {
			journal_add(keep, fresh, batch.data, batch.length);
			buf_clear(&batch);
		}
	}
	buf_release(&batch);
	return journal_write(keep, fresh);
}

/* Begins to replace the journal by a file with only what is live; the syncer ends it. */
static int
rewrite_begin(struct keep *keep, const struct header *header)
{
	struct journal fresh = {.header = *header};
	int error = write_fresh(keep, &fresh);
	if (error) {
		journal_close(keep, &fresh);
		keep->disk->remove(keep->disk, keep->fresh);
		return error;
	}
	keep->next = fresh;
	keep->switching = true;
	syncer_switch(keep->syncer, keep->next.file, keep->fresh, keep->path, keep->number,
	    keep->next.records);
	return 0;
}

void
keep_collect(struct keep *keep)
{
	struct syncer_state state;
	syncer_collect(keep->syncer, &state);
	keep->reached.number = state.number;
	if (state.switched) {
		journal_close(keep, &keep->now);
		keep->now = keep->next;
		keep->next = (struct journal){0};
		keep->switching = keep->broken = false;
	}
	if (!keep->broken && state.records > keep->now.synced)
		keep->now.synced = state.records;
	if (state.error) {
		keep->failure = state.error;
		keep->broken = true;
		if (keep->switching) {
			journal_close(keep, &keep->next);
			keep->switching = false;
			keep->disk->remove(keep->disk, keep->fresh);
		}
	}
}

int
journal_rewrite(struct keep *keep, const struct header *header, struct err *err)
{
	syncer_finish(keep->syncer);
	keep_collect(keep);
	int error = rewrite_begin(keep, header);
	if (!error) {
		syncer_finish(keep->syncer);
		keep_collect(keep);
		error = keep->failure;
		keep->failure = 0;
	}
	return error ? journal_fault(err, error) : 0;
}

/* ---- putting ---- */

void
keep_put(struct keep *keep, const struct record *record, const char *key, const void *value,
    uint64_t number)
{
	struct buf packed;
	buf_init(&packed, BATCH_LIMIT);
	record_pack(&packed, record, value);
	batch_put(&keep->batch, record->name, key, packed.data, packed.length);
	secret_wipe(packed.data, packed.length);
	buf_release(&packed);
	keep->number = number;
}

void
keep_drop(struct keep *keep, const struct record *record, const char *key, uint64_t number)
{
	batch_drop(&keep->batch, record->name, key);
	keep->number = number;
}

/* The batch becomes a record of each open file. */
static int
close_batch(struct keep *keep, struct err *err)
{
	struct buf *batch = &keep->batch;
	if (!buf_ok(batch))
		return err_set(err, _("Too much was written at once for the journal."));
	if (batch->length == 0)
		return 0;
	if (batch_apply(&keep->live, (unsigned char *)batch->data, batch->length) < 0)
		return err_set(err, "a journal record is malformed"); /* our own: cannot be */
	journal_add(keep, &keep->now, batch->data, batch->length);
	if (keep->switching)
		journal_add(keep, &keep->next, batch->data, batch->length);
	secret_wipe(batch->data, batch->length);
	buf_clear(batch);
	return 0;
}

static bool
mostly_dead(const struct keep *keep)
{
	return keep->now.end > RECORDS_AT + LEAST_DEAD &&
	       keep->now.end - RECORDS_AT > 3 * (uint64_t)keep->live.bytes;
}

int
keep_flush(struct keep *keep, struct err *err)
{
	keep_collect(keep);
	bool fresh = keep->batch.length > 0 || keep->now.unwritten.length > 0 ||
		     (keep->switching && keep->next.unwritten.length > 0);
	if (close_batch(keep, err) < 0)
		return -1;
	int error = 0;
	if (keep->broken && !keep->switching)
		error = rewrite_begin(keep, &keep->now.header);
	else if (!keep->broken)
		error = journal_write(keep, &keep->now);
	if (!error && keep->switching)
		error = journal_write(keep, &keep->next);
	if (error)
		return journal_fault(err, error);
	if (fresh)
		syncer_want(keep->syncer, keep->now.file, keep->number, keep->now.records,
		    keep->next.records);
	if (!keep->switching && mostly_dead(keep)) {
		error = rewrite_begin(keep, &keep->now.header);
		if (error) /* the file is only larger than it need be */
			log_warn("keep", "cannot rewrite the journal: %s", strerror(error));
	}
	return 0;
}

int
keep_fd(const struct keep *keep)
{
	return syncer_fd(keep->syncer);
}

uint64_t
keep_synced(struct keep *keep, struct err *failed, bool *has_failed)
{
	keep_collect(keep);
	if (has_failed)
		*has_failed = keep->failure != 0;
	if (keep->failure)
		journal_fault(failed, keep->failure);
	keep->failure = 0;
	return keep->reached.number;
}

void
keep_sync_now(struct keep *keep)
{
	syncer_turn(keep->syncer);
}

const char *
keep_notice(const struct keep *keep)
{
	return keep->notice;
}

static const struct record *
record_named(const char *name)
{
	for (size_t i = 0; all_records[i]; i++)
		if (strcmp(all_records[i]->name, name) == 0)
			return all_records[i];
	return NULL;
}

void
live_each(const struct live *live,
    void (*each)(void *context, const struct record *record, const char *kind, const char *key,
	const void *value),
    void *context, struct arena *arena)
{
	for (struct live_item *item = live->first; item; item = item->after) {
		const struct record *record = record_named(item->kind);
		void *value = record ? record_new(arena, record) : NULL;
		struct err err;
		if (record &&
		    record_unpack(item->bytes, item->length, record, value, arena, &err) < 0) {
			log_warn("keep", "a %s cannot be read: %s", item->kind, err.text);
			record = NULL;
			value = NULL;
		}
		each(context, record, item->kind, item->key, value);
	}
}

void
keep_each(struct keep *keep,
    void (*each)(void *context, const struct record *record, const char *kind, const char *key,
	const void *value),
    void *context, struct arena *arena)
{
	live_each(&keep->live, each, context, arena);
}

bool
keep_get(const struct keep *keep, const struct record *record, const char *key, void *value,
    struct arena *arena)
{
	struct err err;
	const struct live_item *item = live_find(&keep->live, record->name, key);
	return item && record_unpack(item->bytes, item->length, record, value, arena, &err) == 0;
}
