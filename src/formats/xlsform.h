/*
 * XLSForm (xlsform.org): a form drawn in a spreadsheet becomes a dialogue. A row is a prompt, a
 * group a section, `relevant` a condition. What has no place here, or a condition beyond the subset
 * that dialogues speak, is set aside by its row, and stands as a comment at the end of the file.
 */
#ifndef FORMATS_XLSFORM_H
#define FORMATS_XLSFORM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stddef.h>

/* A sheet as it is written: the first row names the columns. Strings are the caller's. */
struct xls_row {
	long number; /* as the author's program counts it, from 1 */
	const char *const *cells;
	size_t count;
};
struct xls_sheet {
	const struct xls_row *rows;
	size_t count;
};
struct xlsform {
	struct xls_sheet survey, choices, settings; /* the last may be empty */
};

struct xlsform_options {
	const char *service; /* id of the entry */
	const char *title;   /* null: the form's */
	const char *team, *email;
	const char *provided_by;
	const char *refer, *due; /* the outcome: a queue role and its time; null: resolved */
	/* Called for each row that is set aside, and with row 0 for what concerns a whole column.
	 */
	void (*aside)(void *context, const char *sheet, long row, const char *reason);
	void (*repaired)(void *context, const char *sheet, long row, const char *what);
	void *context;
};

/* Appends the text of the service's file. Returns how many rows were set aside; -1 with err when
 * the sheets are no form. */
int xlsform_read(const struct xlsform *form, const struct xlsform_options *options, struct buf *out,
    struct arena *arena, struct err *err);

#endif
