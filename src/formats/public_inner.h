/* What the public texts share. Inner header. */
#ifndef FORMATS_PUBLIC_INNER_H
#define FORMATS_PUBLIC_INNER_H

#include "formats/public.h"

/* The words of the pages' own, in every language that services may be written in: the reader's
 * language is not the one that the program is run in. */
enum public_label {
	LABEL_OPEN,
	LABEL_PHONE,
	LABEL_WEB,
	LABEL_EMAIL,
	LABEL_COUNTER,
	LABEL_FOUND_AT,
	LABEL_NOTE,
	LABEL_CHECKED,
	LABEL_A_TO_Z,
	LABELS
};
const char *public_label(const struct board *board, enum public_label label);

/* Calls each for every fact that may be shown, and counts those that may not. */
void public_facts(struct board *board, const struct service *service,
    void (*each)(void *context, const char *label, const char *value), void *context);
/* The same for how to reach the service, hours first. */
void public_contacts(const struct board *board, const struct service *service,
    void (*each)(void *context, const char *label, const char *value), void *context);

/* `<!doctype html>` up to the body's beginning. The style is in the page: it needs nothing else. */
void public_head(const struct board *board, const char *title, const char *style, struct buf *out);

#endif
