#include "base/file.h"
#include "base/alloc.h"
#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct file {
	int fd;
};

static struct file *
system_open(struct disk *disk, const char *path, int flags)
{
	(void)disk;
	int fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return NULL;
	struct file *file = xmalloc(sizeof *file);
	file->fd = fd;
	return file;
}

static ssize_t
system_read(struct file *file, void *bytes, size_t length, uint64_t at)
{
	size_t done = 0;
	while (done < length) {
		ssize_t n =
		    pread(file->fd, (char *)bytes + done, length - done, (off_t)(at + done));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

static ssize_t
system_write(struct file *file, const void *bytes, size_t length, uint64_t at)
{
	size_t done = 0;
	while (done < length) {
		ssize_t n =
		    pwrite(file->fd, (const char *)bytes + done, length - done, (off_t)(at + done));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

static int
system_sync(struct file *file)
{
	return fdatasync(file->fd);
}

static int
system_truncate(struct file *file, uint64_t length)
{
	return ftruncate(file->fd, (off_t)length);
}

static int64_t
system_size(struct file *file)
{
	struct stat status;
	return fstat(file->fd, &status) < 0 ? -1 : (int64_t)status.st_size;
}

static int
system_lock(struct file *file)
{
	return flock(file->fd, LOCK_EX | LOCK_NB);
}

static void
system_close(struct file *file)
{
	if (!file)
		return;
	close(file->fd);
	free(file);
}

static int
system_rename(struct disk *disk, const char *from, const char *to)
{
	(void)disk;
	return rename(from, to);
}

static int
system_remove(struct disk *disk, const char *path)
{
	(void)disk;
	return unlink(path);
}

static int
system_sync_folder(struct disk *disk, const char *path)
{
	(void)disk;
	const char *slash = strrchr(path, '/');
	char *folder =
	    !slash ? xstrdup(".") : xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0)
		return -1;
	int rc = fsync(fd), saved = errno;
	close(fd);
	errno = saved;
	return rc;
}

static int
system_list(struct disk *disk, const char *folder, void (*each)(void *context, const char *name),
    void *context)
{
	(void)disk;
	DIR *dir = opendir(folder);
	if (!dir)
		return -1;
	for (struct dirent *entry; (entry = readdir(dir));) {
		struct stat status;
		if (fstatat(dirfd(dir), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(status.st_mode))
			each(context, entry->d_name);
	}
	closedir(dir);
	return 0;
}

struct disk *
disk_system(void)
{
	static struct disk disk = {.open = system_open,
	    .read = system_read,
	    .write = system_write,
	    .sync = system_sync,
	    .truncate = system_truncate,
	    .size = system_size,
	    .lock = system_lock,
	    .close = system_close,
	    .rename = system_rename,
	    .remove = system_remove,
	    .sync_folder = system_sync_folder,
	    .list = system_list};
	return &disk;
}

int
file_read_all(const char *path, size_t limit, char **bytes, size_t *length, struct err *err)
{
	FILE *file = fopen(path, "rbe");
	if (!file)
		return err_set(err, "cannot open %s: %s", path, strerror(errno));
	struct buf all;
	buf_init(&all, limit);
	char block[16384];
	size_t n;
	while ((n = fread(block, 1, sizeof block, file)) > 0 && buf_add(&all, block, n) == 0)
		;
	int rc = 0;
	if (ferror(file))
		rc = err_set(err, "cannot read %s: %s", path, strerror(errno));
	else if (!buf_ok(&all))
		rc = err_set(err, "%s is larger than %zu bytes", path, limit);
	fclose(file);
	if (rc == 0) {
		*length = all.length;
		*bytes = all.data;
		return 0;
	}
	buf_release(&all);
	return rc;
}

int
disk_read_all(struct disk *disk, const char *path, size_t limit, char **bytes, size_t *length,
    struct err *err)
{
	struct file *file = disk->open(disk, path, O_RDONLY);
	if (!file)
		return err_set(err, "cannot open %s: %s", path, strerror(errno));
	int64_t size = disk->size(file);
	if (size > (int64_t)limit) {
		disk->close(file);
		return err_set(err, "%s is larger than %zu bytes", path, limit);
	}
	char *all = size < 0 ? NULL : xmalloc((size_t)size + 1);
	ssize_t n = all ? disk->read(file, all, (size_t)size, 0) : -1;
	int why = errno;
	disk->close(file);
	if (n < 0) {
		free(all);
		return err_set(err, "cannot read %s: %s", path, strerror(why));
	}
	all[n] = '\0';
	*bytes = all;
	*length = (size_t)n;
	return 0;
}

int
file_replace(struct disk *disk, const char *path, const void *bytes, size_t length, struct err *err)
{
	char *fresh = xasprintf("%s.new", path);
	struct file *file = disk->open(disk, fresh, O_RDWR | O_CREAT | O_TRUNC);
	int failed = !file || disk->write(file, bytes, length, 0) < 0 || disk->sync(file) < 0;
	int why = errno;
	if (file)
		disk->close(file);
	if (!failed && (disk->rename(disk, fresh, path) < 0 || disk->sync_folder(disk, path) < 0)) {
		failed = 1;
		why = errno;
	}
	if (failed && file)
		disk->remove(disk, fresh);
	free(fresh);
	return failed ? err_set(err, "cannot write %s: %s", path, strerror(why)) : 0;
}

int
folder_make(const char *path, struct err *err)
{
	char *at = xstrdup(path);
	size_t length = strlen(at);
	while (length > 1 && at[length - 1] == '/')
		at[--length] = '\0';
	int rc = 0;
	for (char *slash = at + (*at == '/'); rc == 0;) {
		slash = strchr(slash, '/');
		if (slash)
			*slash = '\0';
		if (*at && mkdir(at, 0700) < 0 && errno != EEXIST)
			rc = err_set(err, "cannot make the folder %s: %s", at, strerror(errno));
		if (!slash)
			break;
		*slash++ = '/';
	}
	struct stat status;
	if (rc == 0 && (stat(at, &status) < 0 || !S_ISDIR(status.st_mode)))
		rc = err_set(err, "%s is not a folder", at);
	free(at);
	return rc;
}
