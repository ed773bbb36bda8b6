/* Rows that are marked in a list, as keys between blanks in a field of what was typed: they outlive
 * a crash as all that is typed does. */
#ifndef DESK_MARKS_H
#define DESK_MARKS_H

#include <stdbool.h>
#include <stddef.h>

struct desk;
struct arena;

bool marks_has(const struct desk *desk, const char *field, const char *key);
size_t marks_count(const struct desk *desk, const char *field);
/* Marks it, or takes its mark away. */
void marks_toggle(struct desk *desk, const char *field, const char *key);
/* The next key of *rest, which begins as marks_all; null behind the last. */
char *marks_all(const struct desk *desk, const char *field, struct arena *arena);
const char *marks_next(char **rest);

#endif
