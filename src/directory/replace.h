/*
 * Replaces words in a service's text where people read them, node by node through the splice, so
 * that nothing else of the text changes. Never within ${…}: names are no words. Pure.
 */
#ifndef DIRECTORY_REPLACE_H
#define DIRECTORY_REPLACE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct replacing {
	const char *old, *new;
	bool word;         /* only where no letter or digit stands on either side */
	bool facts, texts; /* where: what facts say; every other text that people read */
};

/* How many places were replaced, with the new text in `out` (cleared first); 0: none, `out` is of
 * no use. -1: a place cannot take the new words, or the text cannot be read. */
int replace_words(
    const char *text, const struct replacing *replacing, struct buf *out, struct err *err);

#endif
