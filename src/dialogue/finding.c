#include "dialogue/finding.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
findings_init(struct finding_list *list)
{
	memset(list, 0, sizeof *list);
	arena_init(&list->arena);
}

void
findings_release(struct finding_list *list)
{
	arena_release(&list->arena);
	free(list->items);
	memset(list, 0, sizeof *list);
}

/* Most findings are of one file in a row: its name is kept once. */
static const char *
file_name(struct finding_list *list, const char *file)
{
	if (list->count > 0 && strcmp(list->items[list->count - 1].file, file) == 0)
		return list->items[list->count - 1].file;
	return arena_strdup(&list->arena, file);
}

void
finding_add(struct finding_list *list, enum finding_level level, const char *file, int line,
    int column, const char *format, ...)
{
	char sentence[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);

	list->items = grow(list->items, &list->capacity, list->count, sizeof *list->items);
	list->items[list->count] = (struct finding){.level = level,
	    .file = file_name(list, file ? file : "-"),
	    .line = line,
	    .column = column,
	    .sentence = arena_strdup(&list->arena, sentence)};
	list->count++;
	if (level == FINDING_ERROR)
		list->errors++;
	if (level == FINDING_WARNING)
		list->warnings++;
	if (level == FINDING_NOTE)
		list->notes++;
}

const char *
finding_word(enum finding_level level)
{
	switch (level) {
	case FINDING_ERROR:
		return "error";
	case FINDING_WARNING:
		return "warning";
	case FINDING_NOTE:
		break;
	}
	return "note";
}

char *
finding_text(const struct finding *finding, struct arena *arena)
{
	if (finding->line == 0)
		return arena_printf(arena, "%s: %s: %s", finding->file,
		    finding_word(finding->level), finding->sentence);
	return arena_printf(arena, "%s:%d:%d: %s: %s", finding->file, finding->line,
	    finding->column, finding_word(finding->level), finding->sentence);
}
