/*
 * Where things are: sizes in, rows and columns out. Pure.
 *
 *   title          who is at the desk, or the customer
 *   strip          the matters of this contact (not on every page)
 *   upper rule
 *   body     side  the work; the outline at the right when there is room for it
 *   lower rule     a message takes its place and, when it is long, rows above
 *   kept           what is kept and sent
 *   keys           the keys that work now
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>

enum {
	LAYOUT_LEAST_ROWS = 10,
	LAYOUT_LEAST_COLUMNS = 40,
	LAYOUT_SIDE_COLUMNS = 60, /* from this width on the side panel is shown */
	LAYOUT_MESSAGE_ROWS = 3
};

struct layout_wish {
	int rows, columns;
	bool strip;
	bool side;    /* the page has a side panel */
	bool stacked; /* the user wants one column */
	int message;  /* rows that the message needs; 0: none */
};

struct layout {
	bool tiny; /* nothing but one sentence fits: the rest is not set */
	int columns;
	int title, strip; /* strip: -1 when there is none */
	int upper;        /* the rule above the body */
	int body, body_rows, body_columns;
	int side_column, side_columns; /* of the panel; 0 columns: not shown */
	int message, message_rows;     /* the first row; without a message the lower rule */
	int kept, keys;
};

struct layout layout_of(const struct layout_wish *wish);

#endif
