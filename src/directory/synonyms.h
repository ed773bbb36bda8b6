/*
 * Words that mean much the same at a council's counter, for searching: general vocabulary, not the
 * words of one service (those are its own `words:`).
 */
#ifndef DIRECTORY_SYNONYMS_H
#define DIRECTORY_SYNONYMS_H

#include <stddef.h>

/* Groups of words parted by blanks, ended by null. "short_break" is two words that stand side by
 * side: it is understood when typed, never looked for. */
extern const char *const synonym_groups[];

#endif
