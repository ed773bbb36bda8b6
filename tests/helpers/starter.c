#include "base/file.h"
#include "helpers/proc.h"
#include "helpers/reading.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
put(struct directory *directory, const char *path)
{
	char id[80], *text;
	const char *name = strrchr(path, '/') + 1;
	size_t length;
	struct err err = {""};
	snprintf(id, sizeof id, "%.*s", (int)(strlen(name) - strlen(".yaml")), name);
	ck_assert_msg(file_read_all(path, 1 << 20, &text, &length, &err) == 0, "%s", err.text);
	ck_assert_msg(directory_put(directory, id, text, 1, &err) == 0, "%s", err.text);
	free(text);
}

struct directory *
reading_starter(void)
{
	struct directory *directory = directory_new();
	char *pattern = proc_source("scripts/*.yaml");
	glob_t files;
	ck_assert_msg(glob(pattern, 0, NULL, &files) == 0, "%s: none", pattern);
	for (size_t i = 0; i < files.gl_pathc; i++)
		put(directory, files.gl_pathv[i]);
	globfree(&files);
	free(pattern);
	return directory;
}
