/* How texts stand in addresses, in what a page's form sends, and in HTML. */
#ifndef BASE_WEB_H
#define BASE_WEB_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Percent-decoding (RFC 3986, 2.1). Null when an escape is broken, or the text is not UTF-8 or
 * holds U+0000. */
const char *percent_decode(
    const char *text, size_t length, bool plus_is_blank, struct arena *arena);

/* application/x-www-form-urlencoded (WHATWG URL, 5.1): the next name and value of a text that is
 * not empty, and *at behind them. False when they cannot be decoded. */
bool urlencoded_next(const char **at, struct arena *arena, const char **name, const char **value);

/* Appends a text with & < > " and ' escaped: for contents and for attributes in quotes. */
void html_escape(struct buf *out, const char *text);

#endif
