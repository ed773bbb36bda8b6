#include "wiring/folder.h"
#include "base/alloc.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FILES = 500, MOST_NAMES = 100 };

/* No way out of the folder, and nothing that is hidden there. */
static bool
is_plain(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/');
}

static int
says_why(struct err *err, const char *path)
{
	return err_set(err, "%s: %s", path, strerror(errno));
}

/* ---- listing ---- */

struct listing {
	struct disk *disk;
	const char *folder;
	struct arena *arena;
	struct folder_file *files;
	size_t count;
};

static void
take_name(void *context, const char *name)
{
	struct listing *listing = context;
	if (!is_plain(name) || listing->count == MOST_FILES)
		return;
	char *path = xasprintf("%s/%s", listing->folder, name);
	struct file *file = listing->disk->open(listing->disk, path, O_RDONLY);
	if (file)
		listing->files[listing->count++] = (struct folder_file){
		    arena_strdup(listing->arena, name), listing->disk->size(file)};
	if (file)
		listing->disk->close(file);
	free(path);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct folder_file *)a)->name, ((const struct folder_file *)b)->name);
}

int
folder_list(struct disk *disk, const char *folder, struct arena *arena, struct folder_listing *out,
    struct err *err)
{
	struct listing listing = {.disk = disk, .folder = folder, .arena = arena};
	listing.files = arena_alloc(arena, MOST_FILES * sizeof *listing.files);
	if (disk->list(disk, folder, take_name, &listing) < 0)
		return says_why(err, folder);
	qsort(listing.files, listing.count, sizeof *listing.files, by_name);
	*out = (struct folder_listing){listing.files, listing.count};
	return 0;
}

/* ---- reading ---- */

int
folder_read(struct disk *disk, const char *folder, const char *name, struct arena *arena,
    struct file_bytes *out, struct err *err)
{
	int rc = 0;
	char *path = xasprintf("%s/%s", folder, name);
	struct file *file = is_plain(name) ? disk->open(disk, path, O_RDONLY) : NULL;
	if (!file)
		rc = says_why(err, path);
	int64_t size = file ? disk->size(file) : 0;
	*out = (struct file_bytes){.length = size < 0 ? 0 : (size_t)size};
	if (file && out->length <= FOLDER_MOST) {
		char *bytes = arena_alloc(arena, out->length + 1);
		ssize_t got = disk->read(file, bytes, out->length, 0);
		if (got < 0)
			rc = says_why(err, path);
		*out = (struct file_bytes){bytes, got < 0 ? 0 : (size_t)got};
	}
	if (file)
		disk->close(file);
	free(path);
	return rc;
}

/* ---- writing ---- */

/* The nth name like this one. */
static const char *
nth_name(const char *name, int n, struct arena *arena)
{
	const char *dot = strrchr(name, '.');
	if (n == 1)
		return arena_strdup(arena, name);
	if (!dot || dot == name)
		return arena_printf(arena, "%s (%d)", name, n);
	return arena_printf(arena, "%.*s (%d)%s", (int)(dot - name), name, n, dot);
}

static int
fill(struct disk *disk, struct file *file, const char *path, const struct file_bytes *bytes,
    struct err *err)
{
	bool well = disk->write(file, bytes->bytes, bytes->length, 0) == (ssize_t)bytes->length &&
		    disk->sync(file) == 0;
	int rc = well ? 0 : says_why(err, path);
	disk->close(file);
	if (rc < 0)
		disk->remove(disk, path);
	return rc;
}

int
folder_write(struct disk *disk, const char *folder, const char *name,
    const struct file_bytes *bytes, struct arena *arena, const char **written, struct err *err)
{
	if (!is_plain(name))
		return err_set(err, _("“%s” cannot be the name of a file."), name);
	for (int n = 1; n <= MOST_NAMES; n++) {
		*written = nth_name(name, n, arena);
		char *path = xasprintf("%s/%s", folder, *written);
		struct file *file = disk->open(disk, path, O_WRONLY | O_CREAT | O_EXCL);
		int rc = file              ? fill(disk, file, path, bytes, err)
			 : errno == EEXIST ? 1
					   : says_why(err, path);
		free(path);
		if (rc <= 0)
			return rc;
	}
	return err_set(err, _("There are too many files like “%s” already."), name);
}
