/* HTML as others write it, and as we write it for the public. */
#ifndef FORMATS_HTML_H
#define FORMATS_HTML_H

#include "base/buf.h"

/* Appends the text of HTML, however it is broken: a line for each paragraph, "- " before each item
 * of a list, blanks folded, entities as their characters. Plain text comes through as it is but for
 * its blanks. */
void html_text(struct buf *out, const char *html);

/* Appends a text with & < > " and ' escaped: for contents and for attributes in quotes. */
void html_escape(struct buf *out, const char *text);

#endif
