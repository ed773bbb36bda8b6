/*
 * Paints a page through the terminal: the frame, the items with the cursor on one of them, the
 * outline. What a page says is outside text until it was made printable here.
 */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include "ui/edit.h"
#include "ui/layout.h"
#include "ui/page.h"

/* What the face knows beside the page, and what it learns from painting. */
enum { PAINT_ROWS = 256 };

struct view {
	const struct page *page;
	int focus;         /* index of the item with the cursor; -1: none */
	struct edit *edit; /* the text being edited when that item is a field, else null */
	bool follow;       /* scroll so that the focus is seen */
	int scroll, side_scroll;
	bool stacked;        /* one column: the outline follows the items */
	const char *message; /* instead of the page's; null: the page's own */
	enum role message_role;
	const char *kept;   /* instead of the page's; null: the page's own */
	const char *keys;   /* the key line */
	const char *prompt; /* the `:` line being typed, in place of the key line; null: none */
	size_t prompt_cursor;

	/* learnt: rows of the body, rows that its content takes, width of the focused field */
	int body_rows, height, field_cells;
	/* of the body's rows on the screen, those whose words stand alone: no outline beside them
	 */
	bool alone[PAINT_ROWS];
};

void paint_page(struct view *view);

#endif
