#include "ui/layout.h"

static int
between(int least, int value, int most)
{
	return value < least ? least : value > most ? most : value;
}

struct layout
layout_of(const struct layout_wish *wish)
{
	struct layout layout = {.columns = wish->columns, .strip = -1};
	if (wish->rows < LAYOUT_LEAST_ROWS || wish->columns < LAYOUT_LEAST_COLUMNS) {
		layout.tiny = true;
		return layout;
	}
	int row = 0;
	layout.title = row++;
	if (wish->strip)
		layout.strip = row++;
	layout.upper = row++;
	layout.body = row;
	layout.keys = wish->rows - 1;
	layout.kept = wish->rows - 2;
	layout.message_rows = between(1, wish->message, LAYOUT_MESSAGE_ROWS);
	layout.message = layout.kept - layout.message_rows;
	layout.body_rows = layout.message - layout.body;
	layout.body_columns = wish->columns;
	if (wish->side && !wish->stacked && wish->columns >= LAYOUT_SIDE_COLUMNS) {
		layout.side_columns = between(22, wish->columns * 9 / 25, 44);
		layout.side_column = wish->columns - layout.side_columns;
		layout.body_columns = layout.side_column - 1;
	}
	return layout;
}
