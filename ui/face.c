#include "ui/face.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/face_state.h"
#include "ui/help.h"
#include "ui/line.h"
#include "ui/terminal.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS_LINE_LIMIT = 1024 };

/* ---- items ---- */

const char *
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
static int
step_item(const struct page *page, int from, int by)
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
	return step_item(page, -1, 1);
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

static void
set_focus(struct face *face, int index)
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
	/* Its item is gone: the one that stands there now. */
	if (index < 0 && !other && !asked && face->focus >= 0 && page->count > 0) {
		int at = face->focus < (int)page->count ? face->focus : (int)page->count - 1;
		index = item_takes_focus(&page->items[at]) ? at : step_item(page, at, 1);
		if (index < 0)
			index = step_item(page, at, -1);
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
	place_focus(face);
}

static void
say(struct face *face, enum role role, const char *text)
{
	char *copy = text ? xstrdup(text) : NULL;
	free(face->message);
	face->message = copy;
	face->message_role = role;
}

/* The page below help is found again as it was left. */
static void
set_help(struct face *face, bool help)
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
		set_focus(face, index);
	face->scroll = face->below_scroll;
}

/* ---- events ---- */

static void
emit(struct face *face, struct desk_event *event)
{
	face->options.source.step(face->options.source.context, event);
	face_refresh(face);
}

static void
emit_command(struct face *face, enum command command, const char *argument)
{
	struct desk_event event = {.kind = EVENT_COMMAND, .command = command, .text = argument};
	emit(face, &event);
}

static void
emit_edit(struct face *face)
{
	struct desk_event event = {
	    .kind = EVENT_EDIT, .field = face->edit_field, .text = face->edit.text.data};
	emit(face, &event);
}

/* Goes to an item as the advisor's own move. */
static void
go_to(struct face *face, int index)
{
	if (index < 0 || index == face->focus)
		return;
	if (face->edit_field && edit_commit(&face->edit))
		emit_edit(face);
	if (index >= (int)face->page.count)
		return;
	set_focus(face, index);
	if (face->help)
		return;
	char *key = xstrdup(face->focus_key);
	struct desk_event event = {.kind = EVENT_MOVE, .item = key};
	emit(face, &event);
	free(key);
}

static void
pick(struct face *face, int index)
{
	struct item *item = &face->page.items[index];
	char *key = xstrdup(item_key(item)), *text = NULL, *field = NULL;
	uint64_t serial = face->focus_serial;
	char *id = xstrdup(face->page_id);
	if (item->kind == ITEM_FIELD) {
		field = xstrdup(item->field);
		if (edit_commit(&face->edit))
			emit_edit(face);
		text = face->edit_field ? xstrdup(face->edit.text.data) : NULL;
	}
	struct desk_event event = {.kind = EVENT_PICK, .item = key, .field = field, .text = text};
	emit(face, &event);
	/* Enter in a form goes to its next field, unless the desk went somewhere itself. */
	if (field && strcmp(id, face->page_id) == 0 && serial == face->focus_serial &&
	    face_in_field(face) && strcmp(face->focus_key, key) == 0) {
		int next = step_item(&face->page, face->focus, 1);
		if (next >= 0 && face->page.items[next].kind == ITEM_FIELD)
			go_to(face, next);
	}
	if (text)
		explicit_bzero(text, strlen(text));
	free(text);
	free(field);
	free(key);
	free(id);
}

/* ---- commands ---- */

static const char *
command_word(void *context, unsigned index)
{
	struct face *face = context;
	for (unsigned i = 0; i < command_table_count; i++)
		if (command_table[i].name && face_works(face, command_table[i].command) &&
		    index-- == 0)
			return command_table[i].name;
	return NULL;
}

static void
run_command(struct face *face, enum command command, const char *argument)
{
	/* From help the command goes to the page below. */
	if (face->help && command != COMMAND_REDRAW) {
		set_help(face, false);
		if (command == COMMAND_BACK || command == COMMAND_HELP)
			return;
	}
	switch (command) {
	case COMMAND_HELP:
		set_help(face, true);
		break;
	case COMMAND_LINE:
		face->line = true;
		line_start(command_word, face);
		break;
	case COMMAND_REDRAW:
		terminal_redraw();
		break;
	default:
		emit_command(face, command, argument);
	}
}

static void
say_unknown(struct face *face, const char *format, const char *word)
{
	struct buf words;
	buf_init(&words, 400);
	buf_printf(&words, format, word);
	say(face, ROLE_WARN, words.data);
	buf_release(&words);
}

static unsigned
names_beginning(const char *text)
{
	unsigned count = 0;
	for (unsigned i = 0; i < command_table_count; i++)
		count += strncmp(command_table[i].name, text, strlen(text)) == 0;
	return count;
}

static void
run_line(struct face *face)
{
	size_t cursor;
	char *text = xstrdup(line_text(&cursor)), *name = text_trim(text);
	char *argument = name + strcspn(name, " ");
	if (*argument)
		*argument++ = '\0';
	argument = text_trim(argument);
	const struct command_entry *entry = *name ? command_named(name) : NULL;
	if (!*name)
		say(face, ROLE_TEXT, NULL);
	else if (!entry && names_beginning(name) > 1)
		say_unknown(face, _("“%s” begins more than one command: Tab shows them."), name);
	else if (!entry)
		say_unknown(face, _("There is no command “%s”. Press ? to see them all."), name);
	else if (!face_works(face, entry->command))
		say_unknown(
		    face, _("“%s” cannot be done here. Press ? to see what can."), entry->name);
	else
		run_command(face, entry->command, *argument ? argument : NULL);
	free(text);
}

static void
key_in_line(struct face *face, const struct key *key)
{
	enum line_state state = line_key(key);
	if (state == LINE_OPEN)
		return;
	face->line = false;
	if (state == LINE_DONE)
		run_line(face);
}

/* A key that may be a command's; false when it is none. */
static bool
command_key(struct face *face, const struct key *key, enum keys_reach reach)
{
	const struct command_entry *found = NULL;
	for (unsigned i = 0; i < command_table_count; i++) {
		const struct command_entry *entry = &command_table[i];
		if (!keys_match(entry, key, reach, !face->options.letters_off))
			continue;
		if (face_works(face, entry->command)) {
			run_command(face, entry->command, NULL);
			return true;
		}
		found = entry;
	}
	if (found && found->label && *found->label)
		say_unknown(
		    face, _("“%s” cannot be done here. Press ? to see what can."), _(found->label));
	return found != NULL;
}

/* ---- moving ---- */

static void
scroll_by(struct face *face, int rows)
{
	face->scroll += rows;
	face->follow = false;
	if (face->scroll > face->height - face->body_rows)
		face->scroll = face->height - face->body_rows;
	if (face->scroll < 0)
		face->scroll = 0;
}

static void
move_by(struct face *face, int by)
{
	int next = step_item(&face->page, face->focus < 0 ? -1 : face->focus, by);
	if (face->focus < 0 || next < 0)
		scroll_by(face, by);
	else
		go_to(face, next);
}

static void
move_page(struct face *face, int by)
{
	int rows = face->body_rows > 2 ? face->body_rows - 1 : 1, at = face->focus;
	if (face->focus < 0) {
		scroll_by(face, by * rows);
		return;
	}
	for (int i = 0; i < rows; i++) {
		int next = step_item(&face->page, at, by);
		if (next < 0)
			break;
		at = next;
	}
	if (at == face->focus)
		scroll_by(face, by * rows);
	go_to(face, at);
}

static bool
key_moves(struct face *face, const struct key *key)
{
	if (key->alt)
		return false;
	if (key->kind == KEYS_DOWN || (key->kind == KEYS_CONTROL && key->character == 'N'))
		move_by(face, 1);
	else if (key->kind == KEYS_UP || (key->kind == KEYS_CONTROL && key->character == 'P'))
		move_by(face, -1);
	else if (key->kind == KEYS_PAGE_DOWN)
		move_page(face, 1);
	else if (key->kind == KEYS_PAGE_UP)
		move_page(face, -1);
	else
		return false;
	return true;
}

/* Tab and Shift-Tab belong to a command where the table gives them one that works. */
static bool
key_tabs(struct face *face, const struct key *key, enum keys_reach reach)
{
	if (key->kind != KEYS_TAB && key->kind != KEYS_BACKTAB)
		return false;
	for (unsigned i = 0; !face->help && i < command_table_count; i++)
		if (keys_match(&command_table[i], key, reach, true) &&
		    face_works(face, command_table[i].command)) {
			run_command(face, command_table[i].command, NULL);
			return true;
		}
	go_to(face, step_item(&face->page, face->focus, key->kind == KEYS_TAB ? 1 : -1));
	return true;
}

/* ---- keys by focus ---- */

static void
key_in_field(struct face *face, const struct key *key)
{
	bool empty = face->edit.text.length == 0;
	if (empty && key->kind == KEYS_CHARACTER && !key->alt && face_works(face, COMMAND_LINE) &&
	    (key->character == ':' || key->character == '?')) {
		run_command(face, key->character == ':' ? COMMAND_LINE : COMMAND_HELP, NULL);
		return;
	}
	switch (edit_key(&face->edit, key, face->edit_cells)) {
	case EDIT_CHANGED:
		emit_edit(face);
		return;
	case EDIT_FULL:
		emit_edit(face);
		say(face, ROLE_WARN, _("There is no room for more in this field."));
		return;
	case EDIT_MOVED:
		return;
	case EDIT_IGNORED:
		break;
	}
	if (key->kind == KEYS_ENTER && !key->alt)
		pick(face, face->focus);
	else if (!key_tabs(face, key, KEYS_IN_FIELD) && !key_moves(face, key))
		command_key(face, key, KEYS_IN_FIELD);
}

static bool
key_picks(struct face *face, const struct key *key)
{
	if (key->kind != KEYS_CHARACTER || key->alt || key->character < '0' || key->character > '9')
		return false;
	int number = key->character == '0' ? 10 : (int)(key->character - '0');
	for (size_t i = 0; i < face->page.count; i++)
		if (face->page.items[i].kind == ITEM_ROW && face->page.items[i].number == number &&
		    item_takes_focus(&face->page.items[i])) {
			set_focus(face, (int)i);
			pick(face, (int)i);
			return true;
		}
	return false;
}

static void
pick_or_run(struct face *face)
{
	struct item *item = face_focused(face);
	if (!item)
		return;
	if (face->help)
		run_command(face, help_command(item->key), NULL);
	else
		pick(face, face->focus);
}

static void
key_in_list(struct face *face, const struct key *key)
{
	if (key_picks(face, key) || key_tabs(face, key, KEYS_IN_LIST) || key_moves(face, key))
		return;
	if (key->kind == KEYS_ENTER && face->focus >= 0 && !key->alt) {
		pick_or_run(face);
		return;
	}
	if (key->kind == KEYS_HOME || key->kind == KEYS_END) {
		bool home = key->kind == KEYS_HOME;
		go_to(
		    face, step_item(&face->page, home ? -1 : (int)face->page.count, home ? 1 : -1));
		return;
	}
	if (command_key(face, key, KEYS_IN_LIST))
		return;
	char utf8[5];
	if (keys_utf8(key, utf8) > 0 && !key->alt)
		say_unknown(face, _("“%s” does nothing here. Press ? to see what does."), utf8);
}

void
face_key(struct face *face, const struct key *key)
{
	struct key meant = *key;
	if (key->kind == KEYS_NONE || key->kind == KEYS_SYNC)
		return;
	if (key->kind == KEYS_RESIZE) {
		face->follow = true;
		return;
	}
	say(face, ROLE_TEXT, NULL);
	if (face->line) {
		key_in_line(face, key);
		return;
	}
	bool control_g = key->kind == KEYS_CONTROL && key->character == 'G';
	if (face->prefix) {
		face->prefix = false;
		if (control_g || key->kind == KEYS_ESCAPE)
			return;
		if (key->kind == KEYS_CHARACTER) {
			meant.alt = true;
			if (!command_key(face, &meant, KEYS_IN_LIST))
				say(face, ROLE_WARN,
				    _("Nothing is behind that key. Press ? to see what is."));
			return;
		}
	}
	if (control_g)
		face->prefix = true;
	else if (face_in_field(face))
		key_in_field(face, &meant);
	else
		key_in_list(face, &meant);
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
	free(face);
}
