/* What lint and the parsers say about a file: `file:line:column: error|warning: sentence`. */
#ifndef DIALOGUE_FINDING_H
#define DIALOGUE_FINDING_H

#include "base/arena.h"

#include <stddef.h>

enum finding_level { FINDING_ERROR, FINDING_WARNING, FINDING_NOTE };

struct finding {
	enum finding_level level;
	const char *file;
	int line, column;
	const char *sentence;
};

struct finding_list {
	struct arena arena;
	struct finding *items;
	size_t count, capacity;
	size_t errors, warnings, notes;
};

void findings_init(struct finding_list *list);
void findings_release(struct finding_list *list);
/* The file's name and the sentence are copied. Line 0: the whole file. */
void finding_add(struct finding_list *list, enum finding_level level, const char *file, int line,
    int column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* error, warning, note */
const char *finding_word(enum finding_level level);
/* `scripts/missed-bin.yaml:12:9: error: …` */
char *finding_text(const struct finding *finding, struct arena *arena);

#endif
