/* How far one short word is from another, for "did you mean", small misspellings and doubles. */
#ifndef BASE_EDITS_H
#define BASE_EDITS_H

#include <stddef.h>

/* Letters (bytes) to add, leave out, change or swap with a neighbour to make one of the other
 * (optimal string alignment); most + 1 when it is more than `most`, or a word over 48 bytes. */
int edits(const char *a, size_t m, const char *b, size_t n, int most);

#endif
