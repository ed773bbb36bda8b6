/* What tests of the readers (YAML, dialogues, services, the partnership) stand on: one arena and
 * one list of findings, fresh for each case. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "base/arena.h"
#include "dialogue/dialogue.h"
#include "dialogue/finding.h"
#include "directory/directory.h"

extern struct arena arena;
extern struct finding_list findings;

/* A fixture of Check. */
void reading_begin(void);
void reading_end(void);

/* Everything found so far as people read it, a finding a line. */
const char *reading_findings(void);

/* A good file's lines as one text; the line of this number (from 1; 0: none) is replaced, or taken
 * out when `text` is null. */
const char *reading_lines(const char *const *lines, int count, int line, const char *text);

/* The dialogue of a YAML text; fails the running test with the findings when there is none. */
const struct dialogue *reading_dialogue(const char *text);

/* The starter directory, from every file of scripts/. Free it with directory_free. */
struct directory *reading_starter(void);

#endif
