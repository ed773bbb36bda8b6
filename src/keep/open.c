/* Opening a journal, its recovery after any death, closing, another password, wiping. */
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
	free(keep->user);
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
	keep_collect(keep);
	release(keep);
}

char *
keep_path(const char *folder, const char *kind, const char *user)
{
	struct buf path;
	buf_init(&path, 8192);
	buf_printf(&path, "%s/%s-", folder, kind);
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
	keep->user = xstrdup(user);
	keep->path = keep_path(options->folder, "journal", user);
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
	if (header_make(&header, keep->data_key, password, keep->cost, options->crm_key, keep->user,
		err) < 0 ||
	    journal_rewrite(keep, &header, err) < 0)
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
	if (new_seal)
		header_seal(&header, keep->data_key, options->crm_key, keep->user);
	if (found->damaged || header_worn || new_seal)
		return journal_rewrite(keep, &header, err);
	if (found->cut) {
		log_info("keep", "cut %zu bytes that a crash left unfinished", found->cut);
		if (keep->disk->truncate(keep->now.file, found->end) < 0)
			return journal_fault(err, errno);
	}
	/* What a killed program wrote may not be on the medium yet, and counts as kept from now. */
	return keep->disk->sync(keep->now.file) < 0 ? journal_fault(err, errno) : 0;
}

/* Is it the key of these records? One that opens none of them is not. */
static bool
opens(const struct header *header, const unsigned char *data_key, const unsigned char *bytes,
    size_t length)
{
	struct live live;
	struct recovery found;
	live_init(&live);
	recover(header, data_key, bytes, length, &live, &found);
	live_release(&live);
	return found.records || length <= RECORDS_AT;
}

int
keep_seal(const struct keep_options *options, const char *user, unsigned char out[SEALED_KEY])
{
	struct disk *disk = options->disk ? options->disk : disk_system();
	char *path = keep_path(options->folder, "journal", user);
	struct file *file = disk->open(disk, path, O_RDONLY);
	unsigned char *bytes = xmalloc(RECORDS_AT);
	struct header header;
	bool worn;
	ssize_t length = file ? disk->read(file, bytes, RECORDS_AT, 0) : -1;
	bool good = length > 0 &&
		    header_decode(&header, bytes, (size_t)length, &worn) == HEADER_GOOD &&
		    header.sealed;
	if (good)
		memcpy(out, header.seal, SEALED_KEY);
	if (file)
		disk->close(file);
	free(bytes);
	free(path);
	return good ? 0 : -1;
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
	bool other_password = rc > 0 && options->data_key;
	if (other_password) {
		memcpy(keep->data_key, options->data_key, SECRET_KEY);
		rc = opens(&keep->now.header, keep->data_key, bytes, length) ? 0 : 1;
	}
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
		else if (mend(keep, options, &found, worn, bytes, length, err) == 0 &&
			 (!other_password || keep_change_password(keep, password, err) == 0))
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
	if (keep_flush(keep, err) < 0 || header_make(&header, keep->data_key, password, keep->cost,
					     crm_key, keep->user, err) < 0)
		return -1;
	return journal_rewrite(keep, &header, err);
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
		keep_collect(keep);
		if (keep->disk->remove(keep->disk, keep->path) < 0 ||
		    keep->disk->sync_folder(keep->disk, keep->path) < 0)
			rc = err_set(err, _("The journal cannot be removed: %s"), strerror(errno));
	} else if (rc == 0) {
		struct header header = keep->now.header;
		if (header.sealed && header_make(&header, keep->data_key, NULL, keep->cost,
					 keep->now.header.crm_key, keep->user, err) < 0)
			rc = -1;
		if (rc == 0)
			rc = journal_rewrite(keep, &header, err);
	}
	if (rc == 0) {
		syncer_finish(keep->syncer);
		keep_collect(keep);
		release(keep);
	}
	return rc;
}
