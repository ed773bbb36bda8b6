#include "ui/face.h"
#include "base/alloc.h"
#include "base/text.h"
#include "ui/face_state.h"
#include "ui/help.h"
#include "ui/line.h"
#include "ui/terminal.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS_LINE_LIMIT = 1024 };

/* ---- items ---- */

/* A field without a key goes by its name. */
static const char *
item_key(const struct item *item)
{
	return item->key ? item->key : item->kind == ITEM_FIELD ? item->field : NULL;
}

bool
item_takes_focus(const struct item *item)
{
	return (item->kind == ITEM_ROW || item->kind == ITEM_FIELD) && item_key(item);
}

struct item *
face_focused(struct face *face)
{
	return face->focus < 0 ? NULL : &face->page.items[face->focus];
}

bool
face_in_field(struct face *face)
{
	struct item *item = face_focused(face);
	return item && item->kind == ITEM_FIELD;
}

bool
face_works(struct face *face, enum command command)
{
	return face->options.source.works(face->options.source.context, command);
}

static int
find_item(const struct page *page, const char *key)
{
	for (size_t i = 0; key && i < page->count; i++) {
		const struct item *item = &page->items[i];
		if (item_takes_focus(item) && (strcmp(item_key(item), key) == 0 ||
						  (item->field && strcmp(item->field, key) == 0)))
			return (int)i;
	}
	return -1;
}

/* The next item that takes the focus, from `from` on in the direction; -1: none. */
int
face_step_item(const struct page *page, int from, int by)
{
	for (int i = from + by; i >= 0 && i < (int)page->count; i += by)
		if (item_takes_focus(&page->items[i]))
			return i;
	return -1;
}

static int
first_item(const struct page *page)
{
	if (!page->list_first)
		for (size_t i = 0; i < page->count; i++)
			if (page->items[i].kind == ITEM_FIELD && item_takes_focus(&page->items[i]))
				return (int)i;
	for (size_t i = 0; i < page->count; i++)
		if (page->items[i].kind == ITEM_ROW && item_takes_focus(&page->items[i]))
			return (int)i;
	return face_step_item(page, -1, 1);
}

/* ---- the text being edited ---- */

static void
edit_end(struct face *face)
{
	if (face->edit_field) {
		edit_release(&face->edit);
		free(face->edit_field);
		face->edit_field = NULL;
	}
}

/* The field under the cursor is the one being edited, with the desk's text in it. */
static void
edit_follow(struct face *face)
{
	struct item *item = face_focused(face);
	if (!item || item->kind != ITEM_FIELD) {
		edit_end(face);
		return;
	}
	const char *text = item->text ? item->text : "";
	if (face->edit_field && strcmp(face->edit_field, item->field) == 0) {
		if (strcmp(face->edit.text.data, text) != 0)
			edit_set(&face->edit, text);
		return;
	}
	edit_end(face);
	edit_init(&face->edit, item->limit, item->secret, item->multiline);
	face->edit_field = xstrdup(item->field);
	edit_set(&face->edit, text);
	face->edit.cursor = face->edit.text.length;
}

/* ---- pages ---- */

void
face_set_focus(struct face *face, int index)
{
	const char *key = index < 0 ? NULL : item_key(&face->page.items[index]);
	char *copy = key ? xstrdup(key) : NULL;
	free(face->focus_key);
	face->focus_key = copy;
	face->focus = index;
	face->follow = true;
	edit_follow(face);
}

static void
place_focus(struct face *face)
{
	struct page *page = &face->page;
	const char *id = page->id ? page->id : "";
	bool other = !face->page_id || strcmp(face->page_id, id) != 0;
	bool asked = page->focus && (other || page->focus_serial != face->focus_serial);
	int index = -1;
	if (other) {
		free(face->page_id);
		face->page_id = xstrdup(id);
		face->scroll = face->side_scroll = 0;
	}
	face->focus_serial = page->focus_serial;
	if (asked)
		index = find_item(page, page->focus);
	if (index < 0 && !other && !asked)
		index = find_item(page, face->focus_key);
	/* Its row is gone: the one that stands there now. After a field the page begins anew. */
	if (index < 0 && face->edit_field && page->focus)
		index = find_item(page, page->focus);
	if (index < 0 && !other && !asked && !face->edit_field && face->focus >= 0 &&
	    page->count > 0) {
		int at = face->focus < (int)page->count ? face->focus : (int)page->count - 1;
		index = item_takes_focus(&page->items[at]) ? at : face_step_item(page, at, 1);
		if (index < 0)
			index = face_step_item(page, at, -1);
	}
	if (index < 0)
		index = first_item(page);
	if (index != face->focus || other || asked)
		face->follow = true;
	char *key = index < 0 ? NULL : xstrdup(item_key(&page->items[index]));
	free(face->focus_key);
	face->focus_key = key;
	face->focus = index;
	edit_follow(face);
}

static void
desk_page(struct face *face, struct page *page, struct arena *arena)
{
	arena_release(arena);
	arena_init(arena);
	face->options.source.page(face->options.source.context, page, arena);
}

void
face_refresh(struct face *face)
{
	if (face->help) {
		desk_page(face, &face->below, &face->below_arena);
		arena_release(&face->arena);
		arena_init(&face->arena);
		help_page(&face->page, &face->arena, &face->below, face->options.source.works,
		    face->options.source.context, !face->options.letters_off);
	} else {
		desk_page(face, &face->page, &face->arena);
	}
	face_filter(face, &face->page);
	place_focus(face);
}

void
face_say(struct face *face, enum role role, const char *text)
{
	char *copy = text ? xstrdup(text) : NULL;
	free(face->message);
	face->message = copy;
	face->message_role = role;
}

/* The page below help is found again as it was left. */
void
face_set_help(struct face *face, bool help)
{
	if (help == face->help)
		return;
	face->help = help;
	if (help) {
		free(face->below_key);
		face->below_key = face->focus_key ? xstrdup(face->focus_key) : NULL;
		face->below_scroll = face->scroll;
		face_refresh(face);
		return;
	}
	face_refresh(face);
	int index = find_item(&face->page, face->below_key);
	if (index >= 0)
		face_set_focus(face, index);
	face->scroll = face->below_scroll;
}

/* ---- events ---- */

static void
emit(struct face *face, struct desk_event *event)
{
	face->options.source.step(face->options.source.context, event);
	face_refresh(face);
}

void
face_emit_command(struct face *face, enum command command, const char *argument)
{
	struct desk_event event = {.kind = EVENT_COMMAND, .command = command, .text = argument};
	emit(face, &event);
}

void
face_emit_edit(struct face *face)
{
	if (face_is_filter(face_focused(face))) {
		free(face->filter);
		face->filter = xstrdup(face->edit.text.data);
		face_refresh(face);
		return;
	}
	struct desk_event event = {
	    .kind = EVENT_EDIT, .field = face->edit_field, .text = face->edit.text.data};
	emit(face, &event);
}

/* Goes to an item as the advisor's own move. */
void
face_go_to(struct face *face, int index)
{
	if (index < 0 || index == face->focus)
		return;
	if (face->edit_field && edit_commit(&face->edit))
		face_emit_edit(face);
	if (index >= (int)face->page.count)
		return;
	face_set_focus(face, index);
	if (face->help || face_is_filter(face_focused(face)))
		return;
	char *key = xstrdup(face->focus_key);
	struct desk_event event = {.kind = EVENT_MOVE, .item = key};
	emit(face, &event);
	free(key);
}

void
face_pick(struct face *face, int index)
{
	struct item *item = &face->page.items[index];
	if (face_is_filter(item)) {
		face_go_to(face, face_step_item(&face->page, index, 1));
		return;
	}
	char *key = xstrdup(item_key(item)), *text = NULL, *field = NULL;
	uint64_t serial = face->focus_serial;
	char *id = xstrdup(face->page_id);
	if (item->kind == ITEM_FIELD) {
		field = xstrdup(item->field);
		if (edit_commit(&face->edit))
			face_emit_edit(face);
		text = face->edit_field ? xstrdup(face->edit.text.data) : NULL;
	}
	struct desk_event event = {.kind = EVENT_PICK, .item = key, .field = field, .text = text};
	emit(face, &event);
	/* Enter in a form goes to its next field, unless the desk went somewhere itself. */
	if (field && strcmp(id, face->page_id) == 0 && serial == face->focus_serial &&
	    face_in_field(face) && strcmp(face->focus_key, key) == 0) {
		int next = face_step_item(&face->page, face->focus, 1);
		if (next >= 0 && face->page.items[next].kind == ITEM_FIELD)
			face_go_to(face, next);
	}
	if (text)
		explicit_bzero(text, strlen(text));
	free(text);
	free(field);
	free(key);
	free(id);
}

/* ---- painting ---- */

/* The word goes at once, and comes back in a pause. True while it is held back. */
static bool
hold_kept(struct face *face, bool typing)
{
	if (!face->page.writing && typing && face->writing)
		return true;
	free(face->writing);
	face->writing = face->page.writing && face->page.kept ? xstrdup(face->page.kept) : NULL;
	return false;
}

/* Once for each alarm. */
static void
ring(struct face *face)
{
	const char *alarm = face->page.alarm;
	if (alarm && face->alarm && strcmp(alarm, face->alarm) == 0)
		return;
	if (alarm && !face->options.quiet)
		terminal_bell();
	free(face->alarm);
	face->alarm = alarm ? xstrdup(alarm) : NULL;
}

bool
face_paint(struct face *face, bool typing)
{
	struct buf keys;
	int rows, columns;
	struct view view = {.page = &face->page,
	    .focus = face->focus,
	    .edit = face->edit_field ? &face->edit : NULL,
	    .follow = face->follow,
	    .scroll = face->scroll,
	    .side_scroll = face->side_scroll,
	    .stacked = face->options.one_column,
	    .message = face->message,
	    .message_role = face->message_role,
	    .field_cells = face->edit_cells};
	bool held = hold_kept(face, typing);
	view.kept = held ? face->writing : NULL;
	buf_init(&keys, KEYS_LINE_LIMIT);
	terminal_size(&rows, &columns);
	face_keys_line(face, columns, &keys);
	view.keys = keys.data;
	if (face->line) {
		view.prompt = line_text(&view.prompt_cursor);
		if (line_matches())
			view.message = line_matches();
	}
	paint_page(&view);
	face->scroll = view.scroll;
	face->side_scroll = view.side_scroll;
	face->body_rows = view.body_rows;
	face->height = view.height;
	face->edit_cells = view.field_cells;
	face->follow = false;
	buf_release(&keys);
	ring(face);
	terminal_flush();
	return held;
}

struct face *
face_new(const struct face_options *options)
{
	struct face *face = xcalloc(1, sizeof *face);
	face->options = *options;
	face->focus = -1;
	face->edit_cells = 40;
	arena_init(&face->arena);
	arena_init(&face->below_arena);
	face_refresh(face);
	return face;
}

void
face_free(struct face *face)
{
	if (!face)
		return;
	if (face->line)
		line_end();
	edit_end(face);
	arena_release(&face->arena);
	arena_release(&face->below_arena);
	free(face->page_id);
	free(face->focus_key);
	free(face->below_key);
	free(face->message);
	free(face->writing);
	free(face->alarm);
	free(face->filter);
	free(face);
}
