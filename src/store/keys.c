/* The keys beside the database: a few lines of "name base64", readable by the CRM's user alone. */
#include "base/alloc.h"
#include "base/file.h"
#include "store/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
	const char *name;
	size_t offset;
} parts[] = {
    {"audit", offsetof(struct keys, audit)},
    {"vault", offsetof(struct keys, vault)},
    {"box-public", offsetof(struct keys, box_public)},
    {"box-private", offsetof(struct keys, box_private)},
};
enum { PARTS = sizeof parts / sizeof *parts };

static char *
key_path(const char *file)
{
	return xasprintf("%s.key", file);
}

int
keys_make(const char *file, struct err *err)
{
	char *path = key_path(file);
	if (access(path, F_OK) == 0) {
		err_set(err, "there is a key file already: %s", path);
		free(path);
		return -1;
	}
	struct keys *keys = secret_new(sizeof *keys);
	if (!keys) {
		free(path);
		return err_set(err, "not enough memory for the keys");
	}
	secret_random(keys->audit, sizeof keys->audit);
	secret_random(keys->vault, sizeof keys->vault);
	secret_keypair(keys->box_public, keys->box_private);
	struct buf text;
	buf_init(&text, 4096);
	for (size_t i = 0; i < PARTS; i++) {
		char base64[64];
		secret_base64(
		    base64, sizeof base64, (unsigned char *)keys + parts[i].offset, SECRET_KEY);
		buf_printf(&text, "%s %s\n", parts[i].name, base64);
		secret_wipe(base64, sizeof base64);
	}
	int rc = file_replace(disk_system(), path, text.data, text.length, err);
	secret_wipe(text.data, text.length);
	buf_release(&text);
	secret_free(keys);
	free(path);
	return rc;
}

static int
read_line(struct keys *keys, char *line)
{
	char *blank = strchr(line, ' ');
	if (!blank)
		return -1;
	*blank = '\0';
	for (size_t i = 0; i < PARTS; i++)
		if (strcmp(line, parts[i].name) == 0)
			return secret_base64_read((unsigned char *)keys + parts[i].offset,
				   SECRET_KEY, blank + 1) == SECRET_KEY
				   ? (int)i
				   : -1;
	return PARTS; /* a key of a newer program */
}

struct keys *
keys_load(const char *file, struct err *err)
{
	char *path = key_path(file), *text = NULL, *save;
	size_t length;
	struct stat status;
	unsigned found = 0;
	struct keys *keys = NULL;
	if (stat(path, &status) == 0 && (status.st_mode & 077)) {
		err_set(err, "others may read %s; run: chmod 600 %s", path, path);
		goto end;
	}
	if (file_read_all(path, 4096, &text, &length, err) < 0)
		goto end;
	keys = secret_new(sizeof *keys);
	for (char *line = strtok_r(text, "\n", &save); keys && line;
	     line = strtok_r(NULL, "\n", &save)) {
		int part = read_line(keys, line);
		if (part >= 0)
			found |= 1u << part;
	}
	secret_wipe(text, length);
	if (!keys || (found & ((1u << PARTS) - 1)) != (1u << PARTS) - 1) {
		err_set(err, "the key file %s is damaged; put back its copy", path);
		secret_free(keys);
		keys = NULL;
	}
end:
	free(text);
	free(path);
	return keys;
}
