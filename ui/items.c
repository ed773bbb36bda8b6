#include "base/i18n.h"
#include "base/text.h"
#include "ui/brush.h"

#include <string.h>

enum { ROW_MOST = 4, TEXT_MOST = 200, NOTE_LEAST = 3, HINT_GAP = 2 };

static int
wider(int a, int b)
{
	return a > b ? a : b;
}

static bool
filled(const char *text)
{
	return text && *text;
}

/* Of the rows with a detail; wider ones push theirs. */
static int
widest_text(const struct page *page, int most)
{
	int widest = 0;
	for (size_t i = 0; i < page->count; i++) {
		const struct item *item = &page->items[i];
		if (item->kind == ITEM_ROW && filled(item->detail))
			widest = wider(widest, cells_of(item->text));
	}
	return widest > most ? most : widest;
}

struct columns
columns_of(const struct page *page, int width)
{
	int row = 0, text = 0, field = 0;
	bool numbers = false, rows = false;
	for (size_t i = 0; i < page->count; i++) {
		const struct item *item = &page->items[i];
		int cells = cells_of(item->label);
		if (item->kind == ITEM_ROW) {
			row = wider(row, cells);
			rows = true;
			numbers = numbers || item->number > 0 || filled(item->state);
		} else if (item->kind == ITEM_TEXT) {
			text = wider(text, cells);
		} else if (item->kind == ITEM_FIELD && !item->multiline) {
			field = wider(field, cells);
		}
	}
	int most = width * 2 / 5, wanted = (int)page->label_width;
	if (wanted > 0) {
		row = row ? wanted : 0;
		text = text ? wanted : 0;
	}
	row = row > most ? most : row;
	text = text > most ? most : text;
	field = field > most ? most : field;
	struct columns columns = {.number = 1, .row_label = 4};
	if (row > 0) {
		columns.label = text > 0 ? 4 : 0;
		columns.text = 4 + wider(row, text) + 2;
	} else {
		columns.text = text > 0 ? wider(text + 2, 6) : numbers ? 4 : rows ? 2 : 0;
		columns.number = columns.text >= 3 ? columns.text - 3 : 0;
		columns.row_label = columns.text;
	}
	columns.plain = text > 0 ? columns.text : 0;
	columns.detail = columns.text + widest_text(page, (width - columns.text) * 2 / 5) + 2;
	/* "Label: value" */
	columns.value = field > 0 ? field + 2 : columns.text;
	return columns;
}

static int
paint_text(
    const struct brush *brush, const struct columns *columns, const struct item *item, int row)
{
	bool labelled = filled(item->label), marked = !labelled && filled(item->state);
	int from = labelled || marked ? columns->text : columns->plain;
	int right = cells_of(item->right), cells = brush->columns - from - (right ? right + 2 : 1);
	if (labelled)
		brush_put(brush, row, columns->label, from - columns->label - 1, item->label,
		    ROLE_LABEL, false);
	else if (marked)
		brush_put(brush, row, columns->number, 2, item->state, ROLE_MARK, false);
	int rows = brush_wrap(
	    brush, row, from, cells, TEXT_MOST, item->text ? item->text : "", item->role);
	brush_right(brush, row, item->right, item->role);
	if (filled(item->detail)) {
		int taken = cells_of(item->text);
		if (rows == 1 && taken + 2 + cells_of(item->detail) <= cells)
			brush_put(
			    brush, row, from + taken + 2, cells, item->detail, ROLE_DIM, false);
		else
			rows += brush_wrap(
			    brush, row + rows, from, cells, TEXT_MOST, item->detail, ROLE_DIM);
	}
	return rows;
}

/* Text first, the detail in its column behind it; it moves left before it is cut. */
static int
paint_words(
    const struct brush *brush, const struct columns *columns, const struct item *item, int row)
{
	/* Without a label the words take its place. */
	int column = filled(item->label) ? columns->text : columns->row_label;
	int right = cells_of(item->right),
	    cells = brush->columns - column - (right ? right + 2 : 1);
	const char *text = item->text ? item->text : "";
	int taken = cells_of(text), detail = cells_of(item->detail);
	if (taken > cells) {
		int rows = brush_wrap(brush, row, column, cells, ROW_MOST, text, item->role);
		if (detail > 0)
			brush_put(
			    brush, row + rows++, column, cells, item->detail, ROLE_DIM, false);
		return rows;
	}
	brush_put(brush, row, column, cells, text, item->role, false);
	if (detail == 0)
		return 1;
	int at = wider(taken + 2, columns->detail - column);
	if (at + detail > cells)
		at = wider(taken + 2, cells - detail);
	if (cells - at >= (detail < 6 ? detail : 6))
		brush_put(brush, row, column + at, cells - at, item->detail, ROLE_DIM, false);
	return 1;
}

/* Where the right would leave the words less than half of their place, it has a line of its own. */
static bool
right_goes_under(const struct brush *brush, const struct columns *columns, const struct item *item)
{
	int room = brush->columns - (filled(item->label) ? columns->text : columns->row_label);
	int right = cells_of(item->right), taken = cells_of(item->text);
	return right > 0 && right + 2 > room / 2 && taken > room - right - 2;
}

static int
paint_row(const struct brush *brush, const struct columns *columns, const struct item *item,
    bool focus, int row)
{
	char number[2] = {0};
	int number_at = columns->number;
	if (item->number > 0 && item->number <= 10)
		number[0] = (char)('0' + item->number % 10);
	if (focus) {
		if (number_at > 0)
			brush_put(brush, row, number_at - 1, 1, ">", ROLE_MARK, true);
		brush_put(brush, row, number_at, 1,
		    number[0]             ? number
		    : filled(item->state) ? item->state
		    : number_at > 0       ? " "
					  : ">",
		    ROLE_MARK, true);
		brush_cursor(brush, row, number_at);
	} else if (number[0]) {
		brush_put(brush, row, number_at, 1, number, ROLE_MARK, false);
	} else {
		brush_put(brush, row, number_at, 2, item->state, ROLE_MARK, false);
	}
	if (filled(item->label) && columns->text > columns->row_label)
		brush_put(brush, row, columns->row_label, columns->text - columns->row_label - 1,
		    item->label, ROLE_TEXT, false);
	if (right_goes_under(brush, columns, item)) {
		struct item words = *item;
		words.right = NULL;
		int rows = paint_words(brush, columns, &words, row);
		brush_right(brush, row + rows, item->right, item->role);
		return rows + 1;
	}
	int rows = paint_words(brush, columns, item, row);
	brush_right(brush, row, item->right, item->role);
	return rows;
}

/* ---- fields ---- */

static void
paint_label(const struct brush *brush, int most, const struct item *item, int row)
{
	int cells = cells_of(item->label);
	if (cells == 0)
		return;
	if (cells > most)
		cells = most;
	brush_put(brush, row, 0, cells, item->label, ROLE_LABEL, false);
	if (!strchr(":?", item->label[strlen(item->label) - 1]))
		brush_put(brush, row, cells, 1, ":", ROLE_LABEL, false);
}

static void
paint_secret(
    const struct brush *brush, int row, int column, int cells, const char *text, size_t length)
{
	for (size_t at = 0; at < length && cells > 0; cells--) {
		brush_put(brush, row, column++, 1, "*", ROLE_VALUE, false);
		at = grapheme_next(text, length, at);
	}
}

/* Cells of bytes as they are painted: made printable. */
static int
printable_cells(const char *text, size_t length)
{
	struct buf safe;
	buf_init(&safe, length * 3 + 3);
	text_printable(&safe, text, length);
	int cells = text_width(safe.data, safe.length);
	buf_release(&safe);
	return cells;
}

static int
paint_single(const struct brush *brush, int column, int cells, const struct item *item,
    struct edit *edit, int row)
{
	const char *text = item->text ? item->text : "";
	size_t from = 0, length = strlen(text);
	int cell = 0;
	if (edit) {
		text = edit->text.data;
		edit_view(edit, cells, &from, &length, &cell);
		cell = printable_cells(text + from, edit->cursor - from);
		if (item->secret) {
			cell = 0;
			for (size_t at = from; at < edit->cursor && cell < cells - 1; cell++)
				at = grapheme_next(text, edit->text.length, at);
		}
		brush_cursor(brush, row, column + cell);
	}
	if (item->secret)
		paint_secret(brush, row, column, cells - 1, text + from, length);
	else
		brush_bytes(brush, row, column, cells, text + from, length,
		    edit ? ROLE_TEXT : item->role, false);
	if (length == 0 && from == 0 && filled(item->detail))
		brush_put(
		    brush, row, column + HINT_GAP, cells - HINT_GAP, item->detail, ROLE_DIM, false);
	return 1;
}

static int
paint_note(const struct brush *brush, int column, int cells, const struct item *item,
    struct edit *edit, int row)
{
	if (!edit) {
		int rows = brush_wrap(brush, row, column, cells - 1, TEXT_MOST,
		    item->text ? item->text : "", item->role);
		return wider(rows, NOTE_LEAST);
	}
	int rows = edit_rows(edit, cells), at, cell;
	size_t from, length;
	for (int i = 0; i < rows && edit_row(edit, cells, i, &from, &length); i++)
		brush_bytes(brush, row + i, column, cells, edit->text.data + from, length,
		    ROLE_TEXT, false);
	edit_place(edit, cells, &at, &cell);
	brush_cursor(brush, row + at, column + cell);
	return wider(rows, NOTE_LEAST);
}

static bool
first_field(const struct page *page, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (page->items[i].kind == ITEM_FIELD)
			return false;
	return true;
}

static int
paint_field(const struct brush *brush, const struct columns *columns, struct view *view,
    size_t index, int row)
{
	const struct item *item = &view->page->items[index];
	const char *right = item->right;
	struct edit *edit = (int)index == view->focus ? view->edit : NULL;
	if (!filled(right) && first_field(view->page, index))
		right = view->page->settled;
	int cells = brush->columns - columns->value, aside = cells_of(right);
	/* Half of the line stays the field's. */
	if (aside > 0 && aside + 2 <= cells / 2) {
		brush_right(brush, row, right, ROLE_TEXT);
		cells -= aside + 2;
	}
	/* A note has its label on a line of its own, and all the width. */
	int column = item->multiline ? 2 : columns->value, rows;
	if (item->multiline) {
		cells = brush->columns - column;
		paint_label(brush, brush->columns - 2, item, row);
		rows = 1 + paint_note(brush, column, cells, item, edit, row + 1);
	} else {
		paint_label(brush, columns->value - 2, item, row);
		rows = paint_single(brush, column, cells, item, edit, row);
	}
	if (edit)
		view->field_cells = cells;
	if (filled(item->fault))
		rows += brush_wrap(brush, row + rows, column, brush->columns - column - 1, ROW_MOST,
		    item->fault, ROLE_ALARM);
	return rows;
}

int
item_paint(const struct brush *brush, const struct columns *columns, struct view *view,
    size_t index, int row)
{
	const struct item *item = &view->page->items[index];
	switch (item->kind) {
	case ITEM_TEXT:
		return paint_text(brush, columns, item, row);
	case ITEM_ROW:
		return paint_row(brush, columns, item, (int)index == view->focus, row);
	case ITEM_FIELD:
		return paint_field(brush, columns, view, index, row);
	case ITEM_HEADING:
		brush_put(brush, row, 0, brush->columns - 1, item->text, ROLE_HEAD, false);
		brush_right(brush, row, item->right, item->role);
		return 1;
	case ITEM_RULE:
		if (filled(item->text))
			for (int i = 0; i < brush->columns; i++)
				brush_put(brush, row, i, 1, "-", ROLE_DIM, false);
		return 1;
	}
	return 0;
}

int
side_paint(const struct brush *brush, const struct item *item, int row)
{
	int right = cells_of(item->right), from = 1;
	if (item->kind == ITEM_RULE)
		return 1;
	if (item->kind != ITEM_HEADING) {
		if (item->current)
			brush_put(brush, row, 0, 1, ">", ROLE_MARK, false);
		brush_put(brush, row, 2, 1, item->state, ROLE_MARK, false);
		from = 4;
	}
	brush_put(brush, row, from, brush->columns - from - (right ? right + 1 : 0), item->text,
	    item->current || item->kind == ITEM_HEADING ? ROLE_HEAD : item->role, false);
	brush_right(brush, row, item->right, item->role);
	return 1;
}

int
aside_paint(const struct brush *brush, const struct item *item, bool focus, int row)
{
	enum { NARROW_MOST = 3 };
	int rows = 0;
	if (item->kind == ITEM_RULE)
		return 1;
	if (item->kind != ITEM_ROW) {
		bool heading = item->kind == ITEM_HEADING;
		return brush_wrap(brush, row, heading ? 1 : 3, brush->columns - (heading ? 1 : 3),
		    NARROW_MOST, item->text ? item->text : "", heading ? ROLE_HEAD : item->role);
	}
	if (focus) {
		brush_put(brush, row, 0, 1, ">", ROLE_MARK, true);
		brush_cursor(brush, row, 0);
	}
	const char *lines[] = {item->text, item->detail, item->right};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (filled(lines[i]))
			rows +=
			    brush_wrap(brush, row + rows, i ? 3 : 2, brush->columns - (i ? 3 : 2),
				NARROW_MOST, lines[i], i ? ROLE_DIM : item->role);
	return rows;
}
