#include "connect/settings.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_LIMIT = 64 * 1024, SECTIONS = 64 };

static int
wrong(const struct connect_settings *settings, int line, const char *what, struct err *err)
{
	return err_set(err, "%s:%d: %s", settings->file, line, what);
}

/* "[mail contact@chorley.example]" */
static int
read_head(struct connect_settings *settings, char *text, int line, struct err *err)
{
	size_t length = strlen(text);
	char *blank = strchr(text, ' ');
	if (text[length - 1] != ']' || !blank)
		return wrong(settings, line, "a section is [KIND NAME]", err);
	if (settings->count == SECTIONS)
		return wrong(settings, line, "there are too many sections", err);
	text[length - 1] = '\0';
	*blank = '\0';
	settings->sections[settings->count++] =
	    (struct section){.kind = text + 1, .name = text_trim(blank + 1), .line = line};
	return 0;
}

static int
read_value(struct connect_settings *settings, char *text, int line, struct err *err)
{
	char *equals = strchr(text, '=');
	if (!settings->count)
		return wrong(settings, line, "a value stands in a section: [KIND NAME]", err);
	struct section *section = &settings->sections[settings->count - 1];
	if (!equals)
		return wrong(settings, line, "a value is KEY = VALUE", err);
	*equals = '\0';
	const char *key = text_trim(text);
	if (section_value(section, key))
		return wrong(settings, line, "this is said twice", err);
	if (section->count == SECTION_VALUES)
		return wrong(settings, line, "the section has too many values", err);
	section->values[section->count].key = key;
	section->values[section->count].value = text_trim(equals + 1);
	section->values[section->count++].line = line;
	return 0;
}

int
settings_read(const char *file, struct connect_settings *out, struct arena *arena, struct err *err)
{
	struct stat about;
	char *text, *next, *copy;
	size_t length;
	int line = 0, rc = 0;
	*out = (struct connect_settings){
	    .file = file, .sections = arena_alloc(arena, SECTIONS * sizeof *out->sections)};
	if (stat(file, &about) == 0 && (about.st_mode & 077))
		return err_set(
		    err, "%s holds passwords, and others may read it: chmod 600 it first", file);
	if (file_read_all(file, FILE_LIMIT, &text, &length, err) < 0)
		return -1;
	copy = arena_strndup(arena, text, length);
	free(text);
	for (char *at = copy; at && rc == 0; at = next) {
		next = strchr(at, '\n');
		if (next)
			*next++ = '\0';
		char *words = text_trim(at);
		line++;
		if (!*words || *words == '#')
			continue;
		rc = *words == '[' ? read_head(out, words, line, err)
				   : read_value(out, words, line, err);
	}
	return rc;
}

const char *
section_value(const struct section *section, const char *key)
{
	for (size_t i = 0; i < section->count; i++)
		if (strcmp(section->values[i].key, key) == 0)
			return section->values[i].value;
	return NULL;
}

int
section_need(const struct connect_settings *settings, const struct section *section,
    const char *key, const char **value, struct err *err)
{
	*value = section_value(section, key);
	if (!text_blank(*value))
		return 0;
	return err_set(err, "%s:%d: [%s %s] lacks %s", settings->file, section->line, section->kind,
	    section->name, key);
}

int
section_only(const struct connect_settings *settings, const struct section *section,
    const char *const *keys, struct err *err)
{
	for (size_t i = 0; i < section->count; i++) {
		size_t k = 0;
		while (keys[k] && strcmp(keys[k], section->values[i].key) != 0)
			k++;
		if (!keys[k])
			return err_set(err, "%s:%d: [%s %s] knows no %s", settings->file,
			    section->values[i].line, section->kind, section->name,
			    section->values[i].key);
	}
	return 0;
}
