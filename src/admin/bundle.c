#include "admin/bundle.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int
add_file(struct archive *archive, micros when, const struct bundle_file *file)
{
	struct archive_entry *entry = archive_entry_new();
	archive_entry_set_pathname_utf8(entry, file->name);
	archive_entry_set_size(entry, (la_int64_t)file->text->length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0600);
	archive_entry_set_mtime(entry, (time_t)(when / MICROS_SECOND), 0);
	int rc = archive_write_header(archive, entry);
	if (rc == ARCHIVE_OK && archive_write_data(archive, file->text->data, file->text->length) !=
				    (la_ssize_t)file->text->length)
		rc = ARCHIVE_FATAL;
	archive_entry_free(entry);
	return rc;
}

static int
write_archive(int fd, micros when, const struct bundle_file *files, size_t count, struct err *err)
{
	struct archive *archive = archive_write_new();
	int rc = archive_write_set_format_zip(archive);
	if (rc == ARCHIVE_OK)
		rc = archive_write_open_fd(archive, fd);
	for (size_t i = 0; rc == ARCHIVE_OK && i < count; i++)
		rc = add_file(archive, when, &files[i]);
	if (rc == ARCHIVE_OK)
		rc = archive_write_close(archive);
	if (rc != ARCHIVE_OK)
		err_set(err, "%s", archive_error_string(archive));
	archive_write_free(archive);
	return rc == ARCHIVE_OK ? 0 : -1;
}

int
bundle_write(
    const char *path, micros when, const struct bundle_file *files, size_t count, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(err, "%s: %s", path, strerror(errno));
	int rc = write_archive(fd, when, files, count, err);
	if (rc == 0 && fsync(fd) < 0)
		rc = err_set(err, "%s: %s", path, strerror(errno));
	if (close(fd) < 0 && rc == 0)
		rc = err_set(err, "%s: %s", path, strerror(errno));
	if (rc < 0)
		unlink(path);
	return rc;
}
