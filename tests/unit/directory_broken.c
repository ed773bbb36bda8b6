/*
 * A folder of deliberately broken scripts, tests/data/broken: what lint says of each, with line and
 * column, stands in its file `expected`. GENERATE=1 writes that anew; read the difference.
 */
#include "base/file.h"
#include "directory/lint.h"
#include "helpers/proc.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_FILES = 40, MOST_TEXT = 1 << 20 };

/* "when-path.yaml:21:15: error: …", a line for each finding, the folder left out. */
static char *
found_in(const char *folder, size_t *files)
{
	struct err err = {{0}};
	const char *paths[] = {folder};
	size_t skipped = strlen(folder) + 1;
	const char *all = "";
	int read = lint_paths(paths, 1, (struct date){2026, 11, 20}, &findings, &err);
	ck_assert_msg(read > 0, "%s", err.text);
	*files = (size_t)read - 1; /* partnership.yml */
	for (size_t i = 0; i < findings.count; i++)
		all = arena_printf(
		    &arena, "%s%s\n", all, finding_text(&findings.items[i], &arena) + skipped);
	return arena_strdup(&arena, all);
}

static bool
names_file(const char *text, const char *name)
{
	size_t length = strlen(name);
	for (const char *at = text; *at; at += strcspn(at, "\n") + 1)
		if (strncmp(at, name, length) == 0 && at[length] == ':')
			return true;
	return false;
}

/* The first line that differs, for the message. */
static const char *
difference(const char *wanted, const char *got)
{
	while (*wanted && *got) {
		size_t a = strcspn(wanted, "\n"), b = strcspn(got, "\n");
		if (a != b || memcmp(wanted, got, a) != 0)
			break;
		wanted += a + (wanted[a] != '\0');
		got += b + (got[b] != '\0');
	}
	return arena_printf(&arena, "wanted: %.*s\ngot: %.*s", (int)strcspn(wanted, "\n"), wanted,
	    (int)strcspn(got, "\n"), got);
}

START_TEST(each_broken_script_is_told_where_and_what)
{
	char *folder = proc_source("tests/data/broken"), *text;
	char *path = proc_source("tests/data/broken/expected");
	struct err err = {{0}};
	size_t files, length;
	const char *got = found_in(folder, &files);
	ck_assert_uint_ge(files, LEAST_FILES);
	if (getenv("GENERATE"))
		ck_assert_msg(
		    file_replace(disk_system(), path, got, strlen(got), &err) == 0, "%s", err.text);
	ck_assert_msg(file_read_all(path, MOST_TEXT, &text, &length, &err) == 0, "%s", err.text);
	ck_assert_msg(strcmp(got, text) == 0, "%s", difference(text, got));
	free(text);
	free(path);
	free(folder);
}
END_TEST

START_TEST(none_of_them_is_silent)
{
	char *path = proc_source("tests/data/broken");
	size_t files, seen = 0;
	const char *got = found_in(path, &files);
	DIR *folder = opendir(path);
	ck_assert_ptr_nonnull(folder);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		if (!strstr(entry->d_name, ".yaml"))
			continue;
		ck_assert_msg(names_file(got, entry->d_name), "%s is silent", entry->d_name);
		seen++;
	}
	closedir(folder);
	ck_assert_uint_eq(seen, files);
	free(path);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory_broken");
	TCase *tcase = tcase_create("broken");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_test(tcase, each_broken_script_is_told_where_and_what);
	tcase_add_test(tcase, none_of_them_is_silent);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
