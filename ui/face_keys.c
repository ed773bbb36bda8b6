/* Keys by focus: what a key means in a field, in a list, after ^G and in the `:` line. */
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/face_state.h"
#include "ui/help.h"
#include "ui/line.h"
#include "ui/terminal.h"

#include <stdlib.h>
#include <string.h>

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
		face_set_help(face, false);
		if (command == COMMAND_BACK || command == COMMAND_HELP)
			return;
	}
	switch (command) {
	case COMMAND_HELP:
		face_set_help(face, true);
		break;
	case COMMAND_LINE:
		face->line = true;
		line_start(command_word, face);
		break;
	case COMMAND_REDRAW:
		terminal_redraw();
		break;
	default:
		face_emit_command(face, command, argument);
	}
}

static void
say_unknown(struct face *face, const char *format, const char *word)
{
	struct buf words;
	buf_init(&words, 400);
	buf_printf(&words, format, word);
	face_say(face, ROLE_WARN, words.data);
	buf_release(&words);
}

static void
say_idle(struct face *face, const char *key)
{
	say_unknown(face, _("“%s” does nothing here. Press ? to see what does."), key);
}

static const char *
hindrance(const struct face *face, enum command command)
{
	return face->options.source.hinders(face->options.source.context, command);
}

static void
say_hindered(struct face *face, enum command command, const char *name)
{
	const char *why = hindrance(face, command);
	if (why)
		face_say(face, ROLE_TEXT, why);
	else
		say_unknown(face, _("“%s” cannot be done here. Press ? to see what can."), name);
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
		face_say(face, ROLE_TEXT, NULL);
	else if (!entry && names_beginning(name) > 1)
		say_unknown(face, _("“%s” begins more than one command: Tab shows them."), name);
	else if (!entry)
		say_unknown(face, _("There is no command “%s”. Press ? to see them all."), name);
	else if (!face_works(face, entry->command))
		say_hindered(face, entry->command, entry->name);
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
	size_t count = 0;
	for (unsigned i = 0; i < command_table_count; i++) {
		const struct command_entry *entry = &command_table[i];
		if (!keys_match(entry, key, reach, !face->options.letters_off))
			continue;
		if (face_works(face, entry->command)) {
			run_command(face, entry->command, NULL);
			return true;
		}
		/* Of several with one key the one that has something to say; else the key itself.
		 */
		count++;
		if (!found || !hindrance(face, found->command))
			found = entry;
	}
	char utf8[5];
	if (count > 1 && keys_utf8(key, utf8) > 0 && !hindrance(face, found->command))
		say_idle(face, utf8);
	else if (found && found->label && *found->label)
		say_hindered(face, found->command, _(found->label));
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
	int next = face_step_item(&face->page, face->focus < 0 ? -1 : face->focus, by);
	if (face->focus < 0 || next < 0)
		scroll_by(face, by);
	else
		face_go_to(face, next);
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
		int next = face_step_item(&face->page, at, by);
		if (next < 0)
			break;
		at = next;
	}
	if (at == face->focus)
		scroll_by(face, by * rows);
	face_go_to(face, at);
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
	face_go_to(face, face_step_item(&face->page, face->focus, key->kind == KEYS_TAB ? 1 : -1));
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
		face_emit_edit(face);
		return;
	case EDIT_FULL:
		face_emit_edit(face);
		face_say(face, ROLE_WARN, _("There is no room for more in this field."));
		return;
	case EDIT_MOVED:
		return;
	case EDIT_IGNORED:
		break;
	}
	if (key->kind == KEYS_ENTER && !key->alt)
		face_pick(face, face->focus);
	else if (!key_tabs(face, key, KEYS_IN_FIELD) && !key_moves(face, key))
		command_key(face, key, KEYS_IN_FIELD);
}

/* "/" goes to the filter of a long list, where the desk has no use for it. */
static bool
key_filters(struct face *face, const struct key *key)
{
	if (key->kind != KEYS_CHARACTER || key->character != '/' || key->alt)
		return false;
	for (size_t i = 0; i < face->page.count; i++)
		if (face_is_filter(&face->page.items[i])) {
			face_go_to(face, (int)i);
			return true;
		}
	return false;
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
			face_set_focus(face, (int)i);
			face_pick(face, (int)i);
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
		face_pick(face, face->focus);
}

static void
key_in_list(struct face *face, const struct key *key)
{
	if (key_picks(face, key) || key_filters(face, key) || key_tabs(face, key, KEYS_IN_LIST) ||
	    key_moves(face, key))
		return;
	if (key->kind == KEYS_ENTER && face->focus >= 0 && !key->alt) {
		pick_or_run(face);
		return;
	}
	if (key->kind == KEYS_HOME || key->kind == KEYS_END) {
		bool home = key->kind == KEYS_HOME;
		face_go_to(face,
		    face_step_item(&face->page, home ? -1 : (int)face->page.count, home ? 1 : -1));
		return;
	}
	if (command_key(face, key, KEYS_IN_LIST))
		return;
	char utf8[5];
	if (keys_utf8(key, utf8) > 0 && !key->alt)
		say_idle(face, utf8);
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
	face_say(face, ROLE_TEXT, NULL);
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
				face_say(face, ROLE_WARN,
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
