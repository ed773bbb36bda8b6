#include "directory/folder.h"

#include "base/file.h"
#include "directory/variant.h"

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

/* What else is wrong with that file is for its own lint to say. */
static const struct fact *
fact_of(void *context, const char *service, const char *name, const char *council)
{
	const struct folder *folder = context;
	struct finding_list ignored;
	struct script script = {.arena = folder->arena, .findings = &ignored};
	size_t length;
	const char *text = text_of(context, service, &length, &script.file);
	if (!text)
		return NULL;
	findings_init(&ignored);
	const struct yaml *root = yaml_parse(script.arena, script.file, text, length, &ignored);
	const struct service *found = root ? service_compose(&script, root, council, NULL) : NULL;
	findings_release(&ignored);
	return found ? service_fact(found, name) : NULL;
}

struct library
folder_library(struct folder *folder)
{
	return (struct library){.context = folder, .text = text_of, .fact = fact_of};
}
