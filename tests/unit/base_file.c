#include "base/file.h"
#include "base/log.h"
#include "helpers/tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void
setup(void)
{
	strcpy(folder, "base_file.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static const char *
in_folder(const char *name)
{
	static char path[4][256];
	static int turn;
	char *at = path[turn++ % 4];
	snprintf(at, sizeof path[0], "%s/%s", folder, name);
	return at;
}

static void
count_name(void *context, const char *name)
{
	int *count = context;
	(*count)++;
	ck_assert_ptr_nonnull(strstr("one two.new", name));
}

START_TEST(the_disk_does_what_it_says)
{
	struct disk *disk = disk_system();
	const char *path = in_folder("one");
	struct file *file = disk->open(disk, path, O_RDWR | O_CREAT | O_EXCL);
	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(disk->write(file, "hello", 5, 3), 5);
	ck_assert_int_eq(disk->size(file), 8);
	char bytes[16];
	ck_assert_int_eq(disk->read(file, bytes, sizeof bytes, 3), 5);
	ck_assert_mem_eq(bytes, "hello", 5);
	ck_assert_int_eq(disk->read(file, bytes, sizeof bytes, 99), 0);
	ck_assert_int_eq(disk->truncate(file, 4), 0);
	ck_assert_int_eq(disk->size(file), 4);
	ck_assert_int_eq(disk->sync(file), 0);
	ck_assert_int_eq(disk->lock(file), 0);
	struct file *second = disk->open(disk, path, O_RDWR);
	ck_assert_int_eq(disk->lock(second), -1);
	ck_assert_int_eq(errno, EWOULDBLOCK);
	disk->close(file);
	ck_assert_int_eq(disk->lock(second), 0);
	disk->close(second);
	struct stat status;
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_int_eq(status.st_mode & 0777, 0600);
	ck_assert_ptr_null(disk->open(disk, path, O_RDWR | O_CREAT | O_EXCL));
	ck_assert_int_eq(errno, EEXIST);
	int count = 0;
	ck_assert_int_eq(disk->list(disk, folder, count_name, &count), 0);
	ck_assert_int_eq(count, 1);
	ck_assert_int_eq(disk->rename(disk, path, in_folder("two")), 0);
	ck_assert_int_eq(disk->sync_folder(disk, path), 0);
	ck_assert_int_eq(disk->remove(disk, in_folder("two")), 0);
	ck_assert_int_eq(disk->sync_folder(disk, "no/such/folder/x"), -1);
}
END_TEST

START_TEST(whole_files)
{
	struct err err = {"untouched"};
	char *bytes;
	size_t length;
	const char *path = in_folder("whole");
	ck_assert_int_eq(file_replace(disk_system(), path, "first", 5, &err), 0);
	ck_assert_int_eq(file_replace(disk_system(), path, "two\0x", 5, &err), 0);
	ck_assert_int_eq(file_read_all(path, 5, &bytes, &length, &err), 0);
	ck_assert_str_eq(err.text, "untouched");
	ck_assert_uint_eq(length, 5);
	ck_assert_mem_eq(bytes, "two\0x", 5);
	free(bytes);
	ck_assert_int_eq(access(in_folder("whole.new"), F_OK), -1);
	ck_assert_int_lt(file_read_all(path, 4, &bytes, &length, &err), 0);
	ck_assert_ptr_nonnull(strstr(err.text, "larger than 4"));
	ck_assert_int_lt(file_read_all(in_folder("absent"), 4, &bytes, &length, &err), 0);
	ck_assert_ptr_nonnull(strstr(err.text, "No such file"));
	ck_assert_int_lt(file_replace(disk_system(), in_folder("no/file"), "x", 1, &err), 0);
	ck_assert_int_lt(file_read_all(folder, 4, &bytes, &length, &err), 0);
}
END_TEST

START_TEST(folders_are_made_private)
{
	struct err err;
	struct stat status;
	ck_assert_int_eq(folder_make(in_folder("a/b/c/"), &err), 0);
	ck_assert_int_eq(folder_make(in_folder("a/b/c"), &err), 0);
	ck_assert_int_eq(stat(in_folder("a/b"), &status), 0);
	ck_assert_int_eq(status.st_mode & 0777, 0700);
	ck_assert_int_eq(file_replace(disk_system(), in_folder("a/file"), "x", 1, &err), 0);
	ck_assert_int_lt(folder_make(in_folder("a/file"), &err), 0);
	ck_assert_int_lt(folder_make(in_folder("a/file/b"), &err), 0);
}
END_TEST

START_TEST(the_log_escapes_and_has_levels)
{
	const char *path = in_folder("log");
	char *bytes;
	size_t length;
	ck_assert_int_eq(log_open(in_folder("none/log"), LOG_INFO_), -1);
	ck_assert_int_eq(log_open(path, LOG_INFO_), 0);
	errno = ENOSPC;
	log_info("keep", "name %s", "a\x1b[31m\nb");
	ck_assert_int_eq(errno, ENOSPC);
	log_debug("keep", "not written");
	log_error("keep", "second");
	ck_assert_int_eq(log_open(NULL, LOG_INFO_), 0);
	ck_assert_int_eq(file_read_all(path, 4096, &bytes, &length, NULL), 0);
	ck_assert_ptr_nonnull(strstr(bytes, " info keep: name a\xef\xbf\xbd[31m b\n"));
	ck_assert_ptr_nonnull(strstr(bytes, " error keep: second\n"));
	ck_assert_ptr_null(strstr(bytes, "not written"));
	free(bytes);
}
END_TEST

static void
teardown(void)
{
	char *command = NULL;
	if (asprintf(&command, "rm -rf '%s'", folder) > 0)
		ck_assert_int_eq(system(command), 0);
	free(command);
}

int
main(void)
{
	Suite *suite = suite_create("base_file");
	TCase *tests = tcase_create("file");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, the_disk_does_what_it_says);
	tcase_add_test(tests, whole_files);
	tcase_add_test(tests, folders_are_made_private);
	tcase_add_test(tests, the_log_escapes_and_has_levels);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
