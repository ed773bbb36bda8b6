/* A directory as large as a county's, made up: service files with dialogues, and the
 * partnership.yml of one county and twelve districts that they belong to. The same numbers give the
 * same files. */
#ifndef TESTS_COUNTY_H
#define TESTS_COUNTY_H

#include "base/buf.h"

#include <stddef.h>

enum { COUNTY_COUNCILS = 13 };

/* Appends the text of the nth service: `prompts` prompts in sections of ten, facts, and what
 * differs at three councils. `fee` is the value of its first fact. */
void county_service(struct buf *out, size_t nth, int prompts, const char *fee);
/* Its id: "s0017-street-lighting-repair". */
void county_id(struct buf *out, size_t nth);

/* Writes partnership.yml and so many services into the folder; ends the program when it cannot. */
void county_write(const char *folder, size_t services, int prompts);

#endif
