/*
 * The anchor: number and MAC of the newest audit entry, outside the database, so that cutting the
 * chain's end shows. Two copies take turns, each with a MAC of its own, so a torn write leaves the
 * other. Several processes move it under a file lock.
 */
#include "base/alloc.h"
#include "base/log.h"
#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { COPY_SIZE = 512 };

struct copy {
	char magic[8];
	int64_t number;
	unsigned char mac[MAC_SIZE];
	unsigned char check[MAC_SIZE]; /* of what stands before it */
};

struct anchor {
	int fd;
	const struct keys *keys;
	micros synced;
	bool dirty;
};

static const char magic[8] = "FDANCH1";

struct anchor *
anchor_open(const char *file, const struct keys *keys, struct err *err)
{
	char *path = xasprintf("%s.anchor", file);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		err_set(err, "%s cannot be opened: %s", path, strerror(errno));
	free(path);
	if (fd < 0)
		return NULL;
	struct anchor *anchor = xcalloc(1, sizeof *anchor);
	anchor->fd = fd;
	anchor->keys = keys;
	return anchor;
}

static void
sync_now(struct anchor *anchor)
{
	if (anchor->dirty && fdatasync(anchor->fd) < 0)
		log_error("store", "the audit's anchor cannot be synced: %s", strerror(errno));
	anchor->dirty = false;
	anchor->synced = clock_monotonic();
}

void
anchor_close(struct anchor *anchor)
{
	if (!anchor)
		return;
	sync_now(anchor);
	close(anchor->fd);
	free(anchor);
}

static bool
read_copy(struct anchor *anchor, int index, struct copy *copy, bool *blank)
{
	ssize_t n = pread(anchor->fd, copy, sizeof *copy, (off_t)index * COPY_SIZE);
	static const struct copy zero;
	*blank = n < (ssize_t)sizeof *copy || memcmp(copy, &zero, sizeof zero) == 0;
	if (*blank || memcmp(copy->magic, magic, sizeof magic) != 0)
		return false;
	unsigned char check[MAC_SIZE];
	secret_hash(check, copy, offsetof(struct copy, check), anchor->keys->audit);
	return secret_equal(check, copy->check, sizeof check);
}

/* The newer sound copy and where it stands; as anchor_read. */
static int
newest(struct anchor *anchor, struct copy *copy, int *index)
{
	struct copy copies[2];
	bool blank[2], sound[2];
	for (int i = 0; i < 2; i++)
		sound[i] = read_copy(anchor, i, &copies[i], &blank[i]);
	*index = sound[1] && (!sound[0] || copies[1].number > copies[0].number) ? 1 : 0;
	if (!sound[*index])
		return blank[0] && blank[1] ? 0 : -1;
	*copy = copies[*index];
	return 1;
}

int
anchor_read(struct anchor *anchor, struct head *head)
{
	struct copy copy;
	int index;
	flock(anchor->fd, LOCK_SH);
	int rc = newest(anchor, &copy, &index);
	flock(anchor->fd, LOCK_UN);
	if (rc == 1) {
		head->number = copy.number;
		memcpy(head->mac, copy.mac, sizeof head->mac);
	}
	return rc;
}

static void
write_copy(struct anchor *anchor, const struct head *head, int index)
{
	struct copy copy = {.number = head->number};
	memcpy(copy.magic, magic, sizeof magic);
	memcpy(copy.mac, head->mac, sizeof copy.mac);
	secret_hash(copy.check, &copy, offsetof(struct copy, check), anchor->keys->audit);
	if (pwrite(anchor->fd, &copy, sizeof copy, (off_t)index * COPY_SIZE) !=
	    (ssize_t)sizeof copy)
		log_error("store", "the audit's anchor cannot be written: %s", strerror(errno));
	anchor->dirty = true;
}

void
anchor_move(struct anchor *anchor, const struct head *head)
{
	struct copy copy;
	int index = 0;
	flock(anchor->fd, LOCK_EX);
	int rc = newest(anchor, &copy, &index);
	if (rc != 1 || copy.number < head->number)
		write_copy(anchor, head, rc == 1 ? !index : 0);
	flock(anchor->fd, LOCK_UN);
	if (anchor->dirty && clock_monotonic() - anchor->synced >= MICROS_SECOND)
		sync_now(anchor);
}

void
anchor_set(struct anchor *anchor, const struct head *head)
{
	flock(anchor->fd, LOCK_EX);
	write_copy(anchor, head, 0);
	write_copy(anchor, head, 1);
	sync_now(anchor);
	flock(anchor->fd, LOCK_UN);
}
