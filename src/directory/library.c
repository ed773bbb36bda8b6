#include "directory/library.h"

#include "directory/variant.h"

#include <string.h>

const struct fact *
library_fact(const struct library *library, const struct service *service, const char *name,
    const char *council)
{
	char other[100];
	const char *dot = strchr(name, '.');
	if (!dot)
		return service_fact(service, name);
	if (!library || (size_t)(dot - name) >= sizeof other)
		return NULL;
	memcpy(other, name, (size_t)(dot - name));
	other[dot - name] = '\0';
	return library->fact(library->context, other, dot + 1, council);
}

/* What else is wrong with that file is for its own lint to say. */
const struct fact *
library_read_fact(const struct library *library, struct arena *arena, const char *service,
    const char *name, const char *council)
{
	struct finding_list ignored;
	struct script script = {.arena = arena, .findings = &ignored};
	size_t length;
	const char *text = library->text(library->context, service, &length, &script.file);
	if (!text)
		return NULL;
	findings_init(&ignored);
	const struct yaml *root = yaml_parse(arena, script.file, text, length, &ignored);
	const struct service *found = root ? service_compose(&script, root, council, NULL) : NULL;
	findings_release(&ignored);
	return found ? service_fact(found, name) : NULL;
}
