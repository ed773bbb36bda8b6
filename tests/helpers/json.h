/* Reading replies in tests: a value by its path, "items.0.reference". */
#ifndef TESTS_JSON_H
#define TESTS_JSON_H

#include <stdbool.h>

/* A string, number or truth value as text; NULL when there is none at the path, or no JSON. Free
 * it. */
char *json_get(const char *text, const char *path);
/* How many items the list at the path has ("" is the whole text); -1 when it is no list. */
int json_count(const char *text, const char *path);
/* The value at the path is this text. */
bool json_is(const char *text, const char *path, const char *value);
/* The index of the first item of the list whose member has the value; -1 when none has. */
int json_index(const char *text, const char *path, const char *member, const char *value);

#endif
