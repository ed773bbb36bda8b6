/*
 * A form, its receipt and how a case stands as pages for people: plain HTML that works without
 * scripts or styles, each field with its label, what is wrong said above and beside it (WCAG 2.2,
 * 1.3.1, 1.3.5, 3.3.1). Pure.
 */
#ifndef DIRECTORY_FORM_HTML_H
#define DIRECTORY_FORM_HTML_H

#include "base/buf.h"
#include "model/records.h"

/* `id` makes what is sent the same however often it is sent; `sent` says which questions were on
 * the page before (null: it is the first), for only their faults are mistakes. */
void form_html(
    struct buf *out, const struct form_page *form, const char *id, const struct list *sent);
void receipt_html(
    struct buf *out, const struct form_page *form, const struct form_receipt *receipt);
/* With the sentence that says why nothing is shown, or null; progress null: it is asked for. */
void progress_html(struct buf *out, const char *language, const char *reference, const char *fault,
    const struct progress *progress);
/* One sentence. */
void sentence_html(struct buf *out, const char *language, const char *title, const char *text);

#endif
