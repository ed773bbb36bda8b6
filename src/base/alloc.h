/*
 * Allocation that does not return on failure: a desk or server without memory for a small object
 * cannot go on usefully, and what was kept is already on disk. Outside sizes are limited before
 * they get here.
 */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* readline calls functions of its own by these names, and the loader would give it ours. */
#define xmalloc base_xmalloc
#define xrealloc base_xrealloc

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t count, size_t size); /* count * size is checked for overflow */
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t length);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Makes room for one more element: `items = grow(items, &capacity, count, sizeof *items)`.
 * Elements are moved, not cleared.
 */
void *grow(void *items, size_t *capacity, size_t count, size_t size);

#endif
