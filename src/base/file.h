/*
 * The seam to the file system, for what must survive a crash: the desk's journal and packs. Tests
 * put a simulated disk behind it that loses or tears what was not synced, or fails the nth call
 * with ENOSPC or EIO. The store's engine has its own seam (SQLite's VFS).
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct file; /* an open file of some disk */

struct disk {
	/* open: flags as open(2) (O_RDWR, O_CREAT, O_EXCL, O_TRUNC …), mode 0600 on creation. Null
	 * with errno. */
	struct file *(*open)(struct disk *disk, const char *path, int flags);
	ssize_t (*read)(struct file *file, void *bytes, size_t length, uint64_t at);
	ssize_t (*write)(struct file *file, const void *bytes, size_t length, uint64_t at);
	int (*sync)(struct file *file); /* data and size are on the medium when it returns 0 */
	int (*truncate)(struct file *file, uint64_t length);
	int64_t (*size)(struct file *file);
	int (*lock)(
	    struct file *file); /* exclusive, at once; -1 with EWOULDBLOCK when another holds it */
	void (*close)(struct file *file);
	int (*rename)(struct disk *disk, const char *from, const char *to);
	int (*remove)(struct disk *disk, const char *path);
	int (*sync_folder)(struct disk *disk, const char *path); /* the folder that holds `path` */
	/* Calls each(context, name) for the plain files of a folder. */
	int (*list)(struct disk *disk, const char *folder,
	    void (*each)(void *context, const char *name), void *context);
	void *context;
};

struct disk *disk_system(void);

/* Reads a whole file of at most `limit` bytes; the caller frees *bytes. Uses stdio, not the seam:
 * for configuration, scripts and test data. */
int file_read_all(const char *path, size_t limit, char **bytes, size_t *length, struct err *err);

/* The same through the disk, for what file_replace wrote there. */
int disk_read_all(struct disk *disk, const char *path, size_t limit, char **bytes, size_t *length,
    struct err *err);

/* Writes a whole file through the disk so that after a crash either the old or the new is there. */
int file_replace(
    struct disk *disk, const char *path, const void *bytes, size_t length, struct err *err);

/* Makes the folder and those above it, mode 0700. */
int folder_make(const char *path, struct err *err);

#endif
