/* The form between its reading and its writing. Inner header. */
#ifndef FORMATS_XLSFORM_INNER_H
#define FORMATS_XLSFORM_INNER_H

#include "dialogue/words.h"
#include "formats/xlsform.h"

enum xls_kind { XLS_PROMPT, XLS_GROUP, XLS_REPEAT, XLS_END };

/* One row of the survey that may become something. */
struct xls_item {
	enum xls_kind kind;
	const struct xls_row *row;
	const struct xls_item *repeat; /* that it stands in, or null */
	const char *name;              /* as written */
	const char *id;                /* ours */
	const char *prompt;            /* say ask tell calculate */
	const char *type;              /* of an ask or a calculation, or null */
	const char *list;              /* of choices, or null */
	struct words label, hint, message;
	const char *when, *constraint, *value, *filter, *count; /* expressions, ours; or null */
	const char *least, *most;                               /* of a range */
	bool required, dropped;
	bool mended; /* it has been said that its quotes were made straight */
};

/* A column by its name and language. */
struct xls_column {
	const char *name;       /* lower case, without its language */
	enum language language; /* LANGUAGES: another than ours */
	bool used;
};

struct xls_reading {
	const struct xlsform *form;
	const struct xlsform_options *options;
	struct arena *arena;
	struct xls_column *columns; /* of the survey */
	size_t column_count;
	struct xls_column *choice_columns;
	size_t choice_column_count;
	struct xls_item *items;
	size_t count;
	struct buf comments; /* what was set aside, as lines of YAML comments */
	int aside;
};

/* Sheets and their columns (xlsform_sheet.c). */
void xls_columns(
    const struct xls_sheet *sheet, struct xls_column **columns, size_t *count, struct arena *arena);
/* The cell of a column by name; null when there is none or it is blank. */
const char *xls_cell(
    struct xls_column *columns, size_t count, const struct xls_row *row, const char *name);
void xls_words(struct xls_column *columns, size_t count, const struct xls_row *row,
    const char *name, struct words *out, struct arena *arena);
const char *xls_setting(const struct xlsform *form, const char *name);

/* Sets a row aside, with its reason, once. */
void xls_aside(struct xls_reading *reading, struct xls_item *item, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Rows to items (xlsform_rows.c), with everything that cannot stay dropped. */
int xls_rows(struct xls_reading *reading, struct err *err);
const struct xls_item *xls_named(const struct xls_reading *reading, const char *name);

/* The choices of a list: calls each for its rows. */
void xls_choices(struct xls_reading *reading, const char *list,
    void (*each)(void *context, const struct xls_row *row), void *context);

/* Expressions (xlsform_expr.c): ours for theirs, or null after the row was set aside. `column` is
 * for the sentence. */
const char *xls_expr(
    struct xls_reading *reading, struct xls_item *item, const char *column, const char *text);
/* A choice filter for one choice: its columns are put in as constants. */
const char *xls_filter(
    struct xls_reading *reading, const struct xls_item *item, const struct xls_row *choice);
/* A text with its ${names} as ours; a name that was dropped becomes words. */
const char *xls_text(struct xls_reading *reading, const struct xls_item *item, const char *text);

/* Items to YAML (xlsform_write.c). */
void xls_write(struct xls_reading *reading, struct buf *out);

#endif
