/*
 * The stem of an English word: bins and bin, collected and collection, are one. M. F. Porter, "An
 * algorithm for suffix stripping", Program 14(3), 1980, with British -ise beside -ize. Words that
 * are not plain small letters stay as they are; other languages lose little by it, as what is typed
 * and what is searched are treated alike.
 */
#ifndef DIRECTORY_STEM_H
#define DIRECTORY_STEM_H

#include <stddef.h>

enum { STEM_MOST = 40 };

/* Of a folded word; a longer one than STEM_MOST is cut there. out holds STEM_MOST + 1 bytes. */
void stem_of(const char *word, char out[STEM_MOST + 1]);

#endif
