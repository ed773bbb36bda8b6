/*
 * Changes one node of a service's text and leaves every other byte as it is: comments, layout,
 * order and quoting stay. The new text is read again and refused when any other node of it came out
 * changed, so no value, whatever is in it, can reach beyond its place.
 *
 * A path is names parted by '/': in a map a key, in a list a number from 0 ('-': past the last). In
 * `dialogue`, `prompt/ID` is the prompt of that id in whatever section, and `text` its words also
 * where they stand behind say or tell; what has no id is say-1, say-2, tell-1. A fact written
 * plainly is its own value, a variant's words written plainly their own text, and a text its own
 * English: `title` is its English also where it is a map of languages, and `title/cy` makes one of
 * it.
 *
 *     facts/fee/value    at/pendle/facts/fee/value    dialogue/prompt/which-bin/text/cy    words/-
 */
#ifndef DIRECTORY_SPLICE_H
#define DIRECTORY_SPLICE_H

#include "base/buf.h"
#include "base/err.h"
#include "dialogue/yaml.h"

/* The node at a path; null when the text has none there (yet). */
const struct yaml *splice_find(const struct yaml *root, const char *path);

/*
 * Puts a value at the path, with the maps and keys that lead to it where they are missing. It is
 * quoted as YAML needs it, in the manner of what stood there. `out` (cleared first) takes the whole
 * new text. -1: `out` is of no use, err says why in words for the author.
 */
int splice_set(const char *text, size_t length, const char *path, const char *value,
    struct buf *out, struct err *err);

/* Takes out an entry of a map or a list, a text in all of its languages, and what is left empty by
 * that. Nothing there: -1. */
int splice_remove(
    const char *text, size_t length, const char *path, struct buf *out, struct err *err);

#endif
