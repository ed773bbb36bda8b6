#include "ui/brush.h"
#include "base/text.h"
#include "ui/terminal.h"

#include <string.h>

int
cells_of(const char *text)
{
	return text ? text_width(text, strlen(text)) : 0;
}

static bool
inside(const struct brush *brush, int row)
{
	return brush->draw && row >= brush->scroll && row < brush->scroll + brush->rows;
}

int
brush_bytes(const struct brush *brush, int row, int column, int cells, const char *text,
    size_t length, enum role role, bool reverse)
{
	struct buf safe;
	if (!inside(brush, row) || column >= brush->columns || cells <= 0)
		return 0;
	if (cells > brush->columns - column)
		cells = brush->columns - column;
	buf_init(&safe, length * 3 + 3);
	text_printable(&safe, text, length);
	bool cut = text_width(safe.data, safe.length) > cells;
	if (cut && cells > 1) {
		size_t fit = text_fit(safe.data, safe.length, cells - 1);
		while (fit > 0 && safe.data[fit - 1] == ' ')
			fit--;
		buf_splice(&safe, fit, safe.length - fit, "\xe2\x80\xa6", 3);
	}
	int taken = terminal_put(brush->top + row - brush->scroll, brush->left + column, cells,
	    safe.data, safe.length, role, reverse);
	buf_release(&safe);
	return taken;
}

int
brush_put(const struct brush *brush, int row, int column, int cells, const char *text,
    enum role role, bool reverse)
{
	if (!text)
		return 0;
	return brush_bytes(brush, row, column, cells, text, strlen(text), role, reverse);
}

int
brush_wrap(const struct brush *brush, int row, int column, int cells, int most, const char *text,
    enum role role)
{
	size_t length = strlen(text), at = 0;
	int rows = 0;
	if (cells < 4)
		cells = 4;
	do {
		size_t skip = 0, line = text_wrap(text + at, length - at, cells, &skip);
		/* The last row allowed takes the rest and shows that it was cut. */
		if (rows + 1 == most)
			line = length - at;
		brush_bytes(brush, row + rows, column, cells, text + at, line, role, false);
		rows++;
		if (line + skip == 0)
			break;
		at += line + skip;
	} while (at < length && rows < most);
	return rows;
}

void
brush_right(const struct brush *brush, int row, const char *text, enum role role)
{
	int cells = cells_of(text), column = brush->columns - cells;
	if (cells > 0)
		brush_put(brush, row, column > 0 ? column : 0, cells, text, role, false);
}

void
brush_cursor(const struct brush *brush, int row, int column)
{
	if (!brush->draw)
		return;
	int at = row - brush->scroll;
	if (at < 0)
		at = 0;
	if (at >= brush->rows)
		at = brush->rows - 1;
	if (column >= brush->columns)
		column = brush->columns - 1;
	terminal_cursor(brush->top + at, brush->left + column);
}
