#include "base/i18n.h"
#include "base/text.h"
#include "ui/face_state.h"

#include <stdio.h>
#include <string.h>

/* The line being made: whole entries as long as there is room. */
struct foot {
	struct face *face;
	struct buf *out;
	int room; /* cells */
	enum keys_reach reach;
};

static void
add(struct foot *foot, const char *key, const char *words)
{
	int gap = foot->out->length > 0 ? 2 : 0;
	int cells = gap + text_width(key, strlen(key)) + 1 + text_width(words, strlen(words));
	if (text_width(foot->out->data, foot->out->length) + cells > foot->room)
		return;
	buf_printf(foot->out, "%s%s %s", gap ? "  " : "", key, words);
}

static void
add_command(struct foot *foot, enum command command)
{
	const struct command_entry *entry = command_entry(command);
	bool letters = !foot->face->options.letters_off;
	char keys[32];
	if (!entry || !entry->label || !*entry->label || !face_works(foot->face, command))
		return;
	const char *name = keys_name(entry, foot->reach, letters, keys, sizeof keys);
	/* In a field what needs ^G is found behind ^G. */
	if (!name || (foot->reach == KEYS_IN_FIELD && strncmp(name, "^G ", 3) == 0))
		return;
	add(foot, name, _(entry->label));
}

/* Help and the line have their own place at the end. */
static void
add_page_commands(struct foot *foot)
{
	const struct page *page = &foot->face->page;
	const struct item *focused = face_focused(foot->face);
	for (size_t i = 0; i < sizeof page->keys / sizeof *page->keys; i++) {
		if (page->keys[i] == COMMAND_NONE)
			break;
		/* Of a note Esc says "done". */
		bool said = page->keys[i] == COMMAND_BACK && focused && focused->multiline;
		if (page->keys[i] != COMMAND_HELP && page->keys[i] != COMMAND_LINE && !said)
			add_command(foot, page->keys[i]);
	}
}

/* "1-4 answer": the digits that pick now. */
static void
add_digits(struct foot *foot)
{
	const struct page *page = &foot->face->page;
	char keys[8] = "1-9, 0";
	int most = 0;
	for (size_t i = 0; i < page->count; i++)
		if (page->items[i].kind == ITEM_ROW && page->items[i].number > most)
			most = page->items[i].number;
	if (most == 0 || !page->pick)
		return;
	if (most < 10)
		snprintf(keys, sizeof keys, most == 1 ? "%d" : "1-%d", most);
	add(foot, keys, page->pick);
}

/* Does Down leave the field for a list? In a form it goes to the next field, as Enter does. */
static bool
list_follows(struct face *face)
{
	for (size_t i = (size_t)face->focus + 1; i < face->page.count; i++)
		if (item_takes_focus(&face->page.items[i]))
			return face->page.items[i].kind == ITEM_ROW;
	return false;
}

static void
add_body(struct foot *foot)
{
	struct face *face = foot->face;
	const struct item *focused = face_focused(face);
	const char *enter = focused && focused->enter ? focused->enter : face->page.enter;
	if (foot->reach == KEYS_IN_LIST)
		add_digits(foot);
	else if (list_follows(face))
		add(foot, _("Down"), _("list"));
	/* Not twice when a digit does what Enter does. */
	bool same = foot->reach == KEYS_IN_LIST && face->page.pick && enter &&
		    strcmp(face->page.pick, enter) == 0 && focused && focused->number > 0;
	if (focused && !same && !(enter && !*enter))
		add(foot, _("Enter"),
		    enter                          ? enter
		    : foot->reach == KEYS_IN_FIELD ? _("go on")
						   : _("choose"));
	if (focused && focused->multiline)
		add(foot, _("Esc"), _("done"));
	for (size_t i = 0; foot->reach == KEYS_IN_LIST && i < face->page.count; i++)
		if (face_is_filter(&face->page.items[i]))
			add(foot, "/", _("filter"));
	add_page_commands(foot);
}

static void
add_all(struct foot *foot)
{
	struct face *face = foot->face;
	struct buf tail;
	buf_init(&tail, 200);
	bool line = face_works(face, COMMAND_LINE);
	if (!line) {
		/* Before sign-in and behind the lock there is no more than this. */
	} else if (foot->reach == KEYS_IN_FIELD) {
		buf_printf(&tail, "^G %s", _("more"));
		if (face->edit_field && face->edit.text.length == 0)
			buf_printf(&tail, "  : %s  ? %s", _("command"), _("help"));
	} else if (!face->help) {
		buf_printf(&tail, "%s? %s", face->options.letters_off ? "^G " : "", _("help"));
	}
	/* What comes last has its room set aside. */
	foot->room -= text_width(tail.data, tail.length) + 2;
	add_body(foot);
	if (tail.length > 0)
		buf_printf(foot->out, "%s%s", foot->out->length > 0 ? "  " : "", tail.data);
	buf_release(&tail);
}

void
face_keys_line(struct face *face, int columns, struct buf *out)
{
	struct foot foot = {.face = face,
	    .out = out,
	    .room = columns,
	    .reach = face_in_field(face) && !face->prefix ? KEYS_IN_FIELD : KEYS_IN_LIST};
	if (!face->prefix) {
		add_all(&foot);
		return;
	}
	buf_puts(out, "^G");
	for (unsigned i = 0; i < command_table_count; i++)
		if (command_table[i].weight > 0)
			add_command(&foot, command_table[i].command);
}
