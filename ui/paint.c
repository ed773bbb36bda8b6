#include "ui/paint.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/brush.h"
#include "ui/terminal.h"

#include <string.h>

/* A part of the screen that does not scroll: one row, or a few. */
static struct brush
still(int top, int rows, int columns)
{
	return (struct brush){.top = top, .rows = rows, .columns = columns, .draw = true};
}

/* Left and right on one line; the left gives way, the right keeps at most half. */
static void
paint_ends(int row, int columns, const char *left, enum role left_role, const char *right,
    enum role right_role)
{
	struct brush brush = still(row, 1, columns);
	int aside = cells_of(right), cells = cells_of(left);
	/* The right says how things stand: a third of the line is enough to tell the left by. */
	if (cells + aside + 2 > columns && aside > columns - columns / 3)
		aside = columns - columns / 3;
	if (aside > 0)
		brush_put(&brush, 0, columns - aside, aside, right, right_role, false);
	brush_put(&brush, 0, 0, columns - (aside ? aside + 2 : 0), left, left_role, false);
}

static void
paint_side(const struct page *page, const struct layout *layout, struct view *view)
{
	struct brush brush = {.top = layout->body,
	    .left = layout->side_column,
	    .rows = layout->body_rows,
	    .columns = layout->side_columns,
	    .draw = true};
	int rows[PAINT_ROWS];
	brush.rows = 0;
	for (int row = 0; row < layout->body_rows && row < PAINT_ROWS; row++) {
		if (view->alone[row])
			continue;
		rows[brush.rows++] = layout->body + row;
		terminal_put(
		    layout->body + row, layout->side_column - 1, 1, "|", 1, ROLE_DIM, false);
	}
	int title = page->side_title && *page->side_title, total = title + (int)page->side_count;
	int current = 0;
	for (size_t i = 0; i < page->side_count; i++)
		if (page->side[i].current)
			current = title + (int)i;
	if (current < view->side_scroll)
		view->side_scroll = current;
	if (current >= view->side_scroll + brush.rows)
		view->side_scroll = current - brush.rows + 1;
	if (view->side_scroll > total - brush.rows)
		view->side_scroll = total > brush.rows ? total - brush.rows : 0;
	/* Row by row: a line that stands alone in the body takes none. */
	int shown = brush.rows;
	brush.rows = 1;
	for (int i = 0; i < shown; i++) {
		int line = view->side_scroll + i;
		brush.top = rows[i];
		if (title && line == 0)
			brush_put(
			    &brush, 0, 1, brush.columns - 1, page->side_title, ROLE_HEAD, false);
		else if (line < total)
			side_paint(&brush, &page->side[line - title], 0);
	}
}

static bool
has_aside(const struct page *page)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->items[i].aside)
			return true;
	return false;
}

/* The items that stand aside; the focus is always among those that fit. */
static void
paint_asides(const struct page *page, const struct layout *layout, const struct view *view)
{
	struct brush brush = {.top = layout->body,
	    .left = layout->side_column,
	    .rows = layout->body_rows,
	    .columns = layout->side_columns};
	for (int row = 0; row < layout->body_rows; row++)
		terminal_put(
		    layout->body + row, layout->side_column - 1, 1, "|", 1, ROLE_DIM, false);
	for (int draw = 0; draw < 2; draw++) {
		int row = 0;
		brush.draw = draw == 1;
		for (size_t i = 0; i < page->count; i++) {
			bool focus = (int)i == view->focus;
			if (!page->items[i].aside)
				continue;
			row += aside_paint(&brush, &page->items[i], focus, row);
			if (!draw && focus && row > brush.rows)
				brush.scroll = row - brush.rows;
		}
	}
}

/* The rows of the screen that an item of one direction keeps for itself. */
static void
mark_alone(struct view *view, const struct brush *brush, int row, int rows)
{
	for (int i = row - brush->scroll; i < row - brush->scroll + rows; i++)
		if (i >= 0 && i < brush->rows && i < PAINT_ROWS)
			view->alone[i] = true;
}

/* Paints or measures the items, and below them the outline when it has no panel of its own. */
static int
paint_items(const struct brush *brush, struct view *view, bool stacked, bool panel, int *focus,
    int *focus_end)
{
	const struct page *page = view->page;
	struct columns columns = columns_of(page, brush->columns);
	int row = 0;
	*focus = *focus_end = -1;
	for (size_t i = 0; i < page->count; i++) {
		if (panel && page->items[i].aside)
			continue;
		int rows = item_paint(brush, &columns, view, i, row);
		if (page->items[i].alone && brush->draw)
			mark_alone(view, brush, row, rows);
		if ((int)i == view->focus) {
			*focus = row;
			*focus_end = row + rows;
		}
		row += rows;
	}
	if (!stacked)
		return row;
	row++;
	if (page->side_title)
		brush_put(brush, row++, 1, brush->columns, page->side_title, ROLE_HEAD, false);
	for (size_t i = 0; i < page->side_count; i++)
		row += side_paint(brush, &page->side[i], row);
	return row;
}

static void
paint_body(const struct page *page, const struct layout *layout, struct view *view)
{
	struct brush brush = {
	    .top = layout->body, .rows = layout->body_rows, .columns = layout->body_columns};
	bool stacked = view->stacked && page->side_count > 0, panel = layout->side_columns > 0;
	int focus, end;
	view->height = paint_items(&brush, view, stacked, panel, &focus, &end);
	view->body_rows = brush.rows;
	if (view->follow && focus >= 0) {
		if (end > view->scroll + brush.rows)
			view->scroll = end - brush.rows;
		if (focus < view->scroll)
			view->scroll = focus;
	}
	if (view->scroll > view->height - brush.rows)
		view->scroll = view->height - brush.rows;
	if (view->scroll < 0)
		view->scroll = 0;
	brush.scroll = view->scroll;
	brush.draw = true;
	memset(view->alone, 0, sizeof view->alone);
	terminal_cursor(layout->body, 0);
	paint_items(&brush, view, stacked, panel, &focus, &end);
}

/* A rule that says when there is more beyond it. */
static void
paint_rule(int row, int columns, const char *more)
{
	struct brush brush = still(row, 1, columns);
	terminal_rule(row, 0, columns);
	if (!more)
		return;
	char words[128];
	struct buf buf;
	buf_init(&buf, sizeof words - 1);
	buf_printf(&buf, " %s --", more);
	brush_right(&brush, 0, buf.data, ROLE_TEXT);
	buf_release(&buf);
}

static int
message_rows(const char *message, int columns)
{
	struct brush brush = {.columns = columns};
	if (!message || !*message || columns < 4)
		return 0;
	return brush_wrap(&brush, 0, 0, columns, LAYOUT_MESSAGE_ROWS, message, ROLE_TEXT);
}

static void
paint_tiny(int rows, int columns)
{
	struct brush brush = still(0, rows, columns);
	brush_wrap(&brush, 0, 0, columns, rows,
	    _("This window is too small. Make it at least 40 columns wide and 10 rows high: your "
	      "work is kept."),
	    ROLE_TEXT);
	terminal_cursor(0, 0);
}

static void
paint_foot(const struct page *page, const struct layout *layout, const struct view *view)
{
	struct brush keys = still(layout->keys, 1, layout->columns);
	paint_ends(layout->kept, layout->columns, view->kept ? view->kept : page->kept,
	    view->kept ? ROLE_DIM : page->kept_role, NULL, ROLE_TEXT);
	if (!view->prompt) {
		brush_put(&keys, 0, 0, layout->columns, view->keys, ROLE_TEXT, false);
		return;
	}
	/* Scrolls so that the cursor is seen. */
	size_t from = 0, length = strlen(view->prompt);
	int room = layout->columns - 2;
	while (from < view->prompt_cursor &&
	       text_width(view->prompt + from, view->prompt_cursor - from) >= room)
		from = grapheme_next(view->prompt, length, from);
	size_t fit = text_fit(view->prompt + from, length - from, room);
	terminal_put(layout->keys, 0, 1, ":", 1, ROLE_LABEL, false);
	brush_bytes(&keys, 0, 1, room, view->prompt + from, fit, ROLE_TEXT, false);
	terminal_cursor(
	    layout->keys, 1 + text_width(view->prompt + from, view->prompt_cursor - from));
}

void
paint_page(struct view *view)
{
	const struct page *page = view->page;
	const char *message = view->message ? view->message : page->message;
	enum role role = view->message ? view->message_role : page->message_role;
	struct layout_wish wish = {.strip = page->strip_left || page->strip_right,
	    .side = page->side_count > 0 || has_aside(page),
	    .stacked = view->stacked};
	terminal_size(&wish.rows, &wish.columns);
	wish.message = message_rows(message, wish.columns);
	struct layout layout = layout_of(&wish);
	terminal_erase();
	if (layout.tiny) {
		paint_tiny(wish.rows, wish.columns);
		return;
	}
	paint_ends(layout.title, layout.columns, page->title_left, ROLE_HEAD, page->title_right,
	    ROLE_TEXT);
	if (layout.strip >= 0)
		paint_ends(layout.strip, layout.columns, page->strip_left, ROLE_TEXT,
		    page->strip_right, ROLE_TEXT);
	paint_body(page, &layout, view);
	if (layout.side_columns > 0 && page->side_count > 0)
		paint_side(page, &layout, view);
	else if (layout.side_columns > 0)
		paint_asides(page, &layout, view);
	paint_rule(layout.upper, layout.columns, view->scroll > 0 ? _("more above") : NULL);
	bool below = view->scroll + view->body_rows < view->height;
	if (wish.message > 0) {
		struct brush brush = still(layout.message, layout.message_rows, layout.columns);
		brush_wrap(&brush, 0, 0, layout.columns, layout.message_rows, message, role);
	} else {
		paint_rule(layout.message, layout.columns, below ? _("more below") : NULL);
	}
	paint_foot(page, &layout, view);
}
