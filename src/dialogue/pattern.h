/*
 * The regular expressions of regex(): the common core of ECMAScript's (literals, . [ ] ( ) | * + ?
 * {m,n} ^ $ \d \w \s), searched anywhere in the text unless anchored, by code point. Matched by
 * running all ways at once, so time grows with text times pattern and never beyond. Pure.
 */
#ifndef DIALOGUE_PATTERN_H
#define DIALOGUE_PATTERN_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

struct pattern;

/* Null with err when the text is not a pattern, or too large. */
struct pattern *pattern_compile(struct arena *arena, const char *source, struct err *err);
bool pattern_test(const struct pattern *pattern, const char *text, struct arena *arena);

#endif
