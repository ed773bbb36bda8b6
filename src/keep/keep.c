#include "keep/keep.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/log.h"
#include "keep/format.h"
#include "keep/recover.h"
#include "keep/sync.h"
#include "model/pack.h"
#include "model/records.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	UNWRITTEN_LIMIT = 256 << 20,
	REWRITE_BATCH = 1 << 20, /* live records of this many bytes share a record of a new file */
	LEAST_DEAD = 256 << 10   /* a smaller file is not worth a rewrite */
};

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
	char *path, *fresh, *lock_path;
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

/* ---- one file ---- */

static void
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

static int
disk_sentence(struct err *err, int error)
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

/* Learns what the syncer has reached. */
static void
collect(struct keep *keep)
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

/* Replaces the file and waits until that is done: at opening and when the password changes. */
static int
rewrite_now(struct keep *keep, const struct header *header, struct err *err)
{
	syncer_finish(keep->syncer);
	collect(keep);
	int error = rewrite_begin(keep, header);
	if (!error) {
		syncer_finish(keep->syncer);
		collect(keep);
		error = keep->failure;
		keep->failure = 0;
	}
	return error ? disk_sentence(err, error) : 0;
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
	collect(keep);
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
		return disk_sentence(err, error);
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
	collect(keep);
	if (has_failed)
		*has_failed = keep->failure != 0;
	if (keep->failure)
		disk_sentence(failed, keep->failure);
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
keep_each(struct keep *keep,
    void (*each)(void *context, const struct record *record, const char *kind, const char *key,
	const void *value),
    void *context, struct arena *arena)
{
	for (struct live_item *item = keep->live.first; item; item = item->after) {
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

/* ---- opening and closing ---- */

static void
release(struct keep *keep)
{
	syncer_free(keep->syncer);
	journal_close(keep, &keep->now);
	journal_close(keep, &keep->next);
	if (keep->lock)
		keep->disk->close(keep->lock);
	live_release(&keep->live);
	secret_wipe(keep->batch.data, keep->batch.length);
	buf_release(&keep->batch);
	if (keep->data_key)
		secret_free(keep->data_key);
	free(keep->path);
	free(keep->fresh);
	free(keep->lock_path);
	free(keep->notice);
	free(keep);
}

void
keep_close(struct keep *keep)
{
	if (!keep)
		return;
	struct err err;
	if (keep_flush(keep, &err) < 0)
		log_error("keep", "at closing: %s", err.text);
	syncer_finish(keep->syncer);
	collect(keep);
	release(keep);
}

/* "FOLDER/journal-USER"; what is not plain in a user's name is written as %XX. */
static char *
journal_path(const char *folder, const char *user)
{
	struct buf path;
	buf_init(&path, 8192);
	buf_printf(&path, "%s/journal-", folder);
	for (const unsigned char *at = (const unsigned char *)user; *at; at++) {
		if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || strchr("-._", *at))
			buf_putc(&path, (char)*at);
		else
			buf_printf(&path, "%%%02X", *at);
	}
	char *text = buf_take(&path);
	buf_release(&path);
	return text;
}

static struct keep *
keep_new(const struct keep_options *options, const char *user)
{
	struct keep *keep = xcalloc(1, sizeof *keep);
	keep->disk = options->disk ? options->disk : disk_system();
	keep->cost =
	    options->ops ? (struct secret_cost){options->ops, options->memory} : secret_cost_desk;
	keep->path = journal_path(options->folder, user);
	keep->fresh = xasprintf("%s.new", keep->path);
	keep->lock_path = xasprintf("%s.lock", keep->path);
	live_init(&keep->live);
	buf_init(&keep->batch, BATCH_LIMIT);
	return keep;
}

/* The lock lies beside the journal, since the journal itself is replaced now and then. */
static enum keep_opening
take_lock(struct keep *keep, struct err *err)
{
	keep->lock = keep->disk->open(keep->disk, keep->lock_path, O_RDWR | O_CREAT);
	if (!keep->lock) {
		err_set(err, _("The journal cannot be opened: %s: %s"), keep->lock_path,
		    strerror(errno));
		return KEEP_FAILED;
	}
	if (keep->disk->lock(keep->lock) == 0)
		return KEEP_OPENED;
	if (errno != EWOULDBLOCK) {
		err_set(err, _("The journal cannot be locked: %s: %s"), keep->lock_path,
		    strerror(errno));
		return KEEP_FAILED;
	}
	err_set(err, _("Another frontdesk on this machine has your journal open. Go on there, or "
		       "close it first."));
	return KEEP_IN_USE;
}

/* Copies the damaged file beside itself, so that nothing of it is lost whatever follows. */
static int
set_aside(struct keep *keep, const void *bytes, size_t length, struct err *err)
{
	for (int turn = 1; turn < 1000; turn++) {
		char *path = xasprintf("%s.damaged-%d", keep->path, turn);
		struct file *probe = keep->disk->open(keep->disk, path, O_RDWR);
		if (probe || errno != ENOENT) {
			if (probe)
				keep->disk->close(probe);
			free(path);
			continue;
		}
		int rc = file_replace(keep->disk, path, bytes, length, err);
		if (rc == 0)
			keep->notice = xasprintf(
			    _("Part of this desk's journal was damaged. What was before and after "
			      "it is here; the damaged file is kept as %s."),
			    path);
		free(path);
		return rc;
	}
	return err_set(err, _("There are too many damaged journals beside %s."), keep->path);
}

static int
read_journal(struct keep *keep, unsigned char **bytes, size_t *length, struct err *err)
{
	int64_t size = keep->disk->size(keep->now.file);
	if (size < 0)
		return err_set(err, _("The journal cannot be read: %s"), strerror(errno));
	*bytes = xmalloc((size_t)size);
	ssize_t n = keep->disk->read(keep->now.file, *bytes, (size_t)size, 0);
	if (n != size) {
		free(*bytes);
		return err_set(
		    err, _("The journal cannot be read: %s"), strerror(n < 0 ? errno : EIO));
	}
	*length = (size_t)size;
	return 0;
}

/* A journal for someone who has none here. */
static enum keep_opening
create(struct keep *keep, const struct keep_options *options, const char *password, struct err *err)
{
	struct header header;
	secret_random(keep->data_key, SECRET_KEY);
	if (header_make(&header, keep->data_key, password, keep->cost, options->crm_key, err) < 0 ||
	    rewrite_now(keep, &header, err) < 0)
		return KEEP_FAILED;
	return KEEP_CREATED;
}

/* After the records are read: cut a torn end, or replace what is damaged or out of date. */
static int
mend(struct keep *keep, const struct keep_options *options, const struct recovery *found,
    bool header_worn, const unsigned char *bytes, size_t length, struct err *err)
{
	struct header header = keep->now.header;
	bool new_seal =
	    options->crm_key &&
	    (!header.sealed || memcmp(header.crm_key, options->crm_key, SECRET_KEY) != 0);
	if (found->damaged && set_aside(keep, bytes, length, err) < 0)
		return -1;
	if (new_seal) {
		header.sealed = true;
		memcpy(header.crm_key, options->crm_key, SECRET_KEY);
		secret_seal(header.seal, keep->data_key, SECRET_KEY, options->crm_key);
	}
	if (found->damaged || header_worn || new_seal)
		return rewrite_now(keep, &header, err);
	if (found->cut) {
		log_info("keep", "cut %zu bytes that a crash left unfinished", found->cut);
		if (keep->disk->truncate(keep->now.file, found->end) < 0)
			return disk_sentence(err, errno);
	}
	/* What a killed program wrote may not be on the medium yet, and counts as kept from now. */
	return keep->disk->sync(keep->now.file) < 0 ? disk_sentence(err, errno) : 0;
}

static enum keep_opening
open_existing(
    struct keep *keep, const struct keep_options *options, const char *password, struct err *err)
{
	unsigned char *bytes = NULL;
	size_t length = 0;
	if (read_journal(keep, &bytes, &length, err) < 0)
		return KEEP_FAILED;
	bool worn = false;
	enum keep_opening result = KEEP_FAILED;
	enum header_state state = header_decode(&keep->now.header, bytes, length, &worn);
	int rc = state == HEADER_GOOD
		     ? header_open(&keep->now.header, password, keep->data_key, err)
		     : -1;
	struct recovery found = {0};
	if (state == HEADER_OTHER_VERSION) {
		err_set(err, _("The journal was written by a newer frontdesk. Start that one."));
	} else if (state == HEADER_DAMAGED) {
		if (set_aside(keep, bytes, length, err) == 0)
			result = create(keep, options, password, err);
		if (result == KEEP_CREATED)
			result = KEEP_OPENED; /* with a notice */
	} else if (rc > 0) {
		err_set(err, _("The password does not open this desk's journal."));
		result = KEEP_WRONG_PASSWORD;
	} else if (rc == 0) {
		buf_init(&keep->now.unwritten, UNWRITTEN_LIMIT);
		recover(&keep->now.header, keep->data_key, bytes, length, &keep->live, &found);
		keep->now.records = keep->now.synced = found.records;
		keep->now.end = found.end;
		if (found.newer)
			err_set(err,
			    _("The journal was written by a newer frontdesk. Start that one."));
		else if (mend(keep, options, &found, worn, bytes, length, err) == 0)
			result = KEEP_OPENED;
	}
	free(bytes);
	return result;
}

enum keep_opening
keep_open(struct keep **out, const struct keep_options *options, const char *user,
    const char *password, struct err *err)
{
	*out = NULL;
	if (!options->disk && folder_make(options->folder, err) < 0)
		return KEEP_FAILED;
	struct keep *keep = keep_new(options, user);
	enum keep_opening result = take_lock(keep, err);
	keep->data_key = secret_new(SECRET_KEY);
	keep->syncer = syncer_new(keep->disk, options->no_thread, err);
	if (result == KEEP_OPENED && (!keep->data_key || !keep->syncer))
		result = KEEP_FAILED;
	if (result == KEEP_OPENED) {
		keep->disk->remove(keep->disk, keep->fresh); /* a rewrite that a crash ended */
		keep->now.file = keep->disk->open(keep->disk, keep->path, O_RDWR);
		if (keep->now.file) {
			result = open_existing(keep, options, password, err);
		} else if (errno == ENOENT && options->existing) {
			result = KEEP_ABSENT;
		} else if (errno == ENOENT) {
			result = create(keep, options, password, err);
		} else {
			err_set(err, _("The journal cannot be opened: %s: %s"), keep->path,
			    strerror(errno));
			result = KEEP_FAILED;
		}
	}
	if (result != KEEP_OPENED && result != KEEP_CREATED) {
		release(keep);
		return result;
	}
	*out = keep;
	return result;
}

int
keep_prove(const struct keep *keep, const char *password, struct err *err)
{
	unsigned char *data_key = secret_new(SECRET_KEY);
	int rc = data_key ? header_open(&keep->now.header, password, data_key, err)
			  : err_set(err, _("There is not enough memory to check the password."));
	secret_free(data_key);
	return rc;
}

int
keep_change_password(struct keep *keep, const char *password, struct err *err)
{
	struct header header;
	const unsigned char *crm_key = keep->now.header.sealed ? keep->now.header.crm_key : NULL;
	if (keep_flush(keep, err) < 0 ||
	    header_make(&header, keep->data_key, password, keep->cost, crm_key, err) < 0)
		return -1;
	return rewrite_now(keep, &header, err);
}

int
keep_wipe(struct keep *keep, const struct record *const *unsent, struct err *err)
{
	for (struct live_item *item = keep->live.first, *after; item; item = after) {
		bool stays = false;
		after = item->after;
		for (size_t i = 0; unsent[i]; i++)
			stays |= strcmp(unsent[i]->name, item->kind) == 0;
		if (!stays)
			batch_drop(&keep->batch, item->kind, item->key);
	}
	int rc = keep_flush(keep, err);
	if (rc == 0 && keep->live.count == 0) {
		syncer_finish(keep->syncer);
		collect(keep);
		if (keep->disk->remove(keep->disk, keep->path) < 0 ||
		    keep->disk->sync_folder(keep->disk, keep->path) < 0)
			rc = err_set(err, _("The journal cannot be removed: %s"), strerror(errno));
	} else if (rc == 0) {
		struct header header = keep->now.header;
		if (header.sealed && header_make(&header, keep->data_key, NULL, keep->cost,
					 keep->now.header.crm_key, err) < 0)
			rc = -1;
		if (rc == 0)
			rc = rewrite_now(keep, &header, err);
	}
	if (rc == 0) {
		syncer_finish(keep->syncer);
		collect(keep);
		release(keep);
	}
	return rc;
}
