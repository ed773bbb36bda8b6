/* HTML as others write it; as we write it: base/web.h. */
#ifndef FORMATS_HTML_H
#define FORMATS_HTML_H

#include "base/web.h"

/* Appends the text of HTML, however it is broken: a line for each paragraph, "- " before each item
 * of a list, blanks folded, entities as their characters. Plain text comes through as it is but for
 * its blanks. */
void html_text(struct buf *out, const char *html);

#endif
