/*
 * A brush paints into a part of the screen that scrolls: rows are rows of the content, and what is
 * outside the part is not painted. Without `draw` it only measures. Used by paint.c and items.c.
 */
#ifndef UI_BRUSH_H
#define UI_BRUSH_H

#include "ui/paint.h"

struct brush {
	int top, left, rows, columns; /* the part of the screen */
	int scroll;                   /* the content row painted at `top` */
	bool draw;
};

int cells_of(const char *text); /* null: 0 */

/* One line at a content row; cut at `cells`, with an ellipsis. Returns the cells taken. */
int brush_put(const struct brush *brush, int row, int column, int cells, const char *text,
    enum role role, bool reverse);
int brush_bytes(const struct brush *brush, int row, int column, int cells, const char *text,
    size_t length, enum role role, bool reverse);
/* Wrapped in `cells` cells; returns the rows taken, at least 1 and at most `most`. */
int brush_wrap(const struct brush *brush, int row, int column, int cells, int most,
    const char *text, enum role role);
/* Ends at the part's right edge. */
void brush_right(const struct brush *brush, int row, const char *text, enum role role);
/* The hardware cursor at a content row, kept inside the part. */
void brush_cursor(const struct brush *brush, int row, int column);

/* Where the columns of a page's items are. */
struct columns {
	int number; /* of the digit; the mark is left of it */
	int row_label, label;
	int text;
	int plain;  /* words without a label: below the labelled ones, or at the left */
	int detail; /* where details begin, after the widest text that is not too wide */
	int value;  /* of fields */
};

struct columns columns_of(const struct page *page, int width);

/* Paints or measures one item; returns the rows it takes. */
int item_paint(const struct brush *brush, const struct columns *columns, struct view *view,
    size_t index, int row);
/* One row of the outline. */
int side_paint(const struct brush *brush, const struct item *item, int row);
/* An item that stands aside, in a panel of its own: a row a line for each of its texts. */
int aside_paint(const struct brush *brush, const struct item *item, bool focus, int row);

#endif
