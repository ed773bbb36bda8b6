#include "directory/folder.h"

#include "base/file.h"
#include "dialogue/script.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FILE = 256 * 1024 + 1 };

static const char *
text_of(void *context, const char *id, size_t *length, const char **file)
{
	const struct folder *folder = context;
	const char *slash = strrchr(folder->path, '/');
	int before = slash ? (int)(slash - folder->path) + 1 : 0;
	char *text;
	if (!script_id(id))
		return NULL;
	*file = arena_printf(folder->arena, "%.*s%s.yaml", before, folder->path, id);
	if (file_read_all(*file, MOST_FILE, &text, length, NULL))
		return NULL;
	const char *copy = arena_strndup(folder->arena, text, *length);
	free(text);
	return copy;
}

static const struct fact *
fact_of(void *context, const char *service, const char *name, const char *council)
{
	struct folder *folder = context;
	struct library library = folder_library(folder);
	return library_read_fact(&library, folder->arena, service, name, council);
}

struct library
folder_library(struct folder *folder)
{
	return (struct library){.context = folder, .text = text_of, .fact = fact_of};
}
