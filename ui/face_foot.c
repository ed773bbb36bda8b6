#include "base/i18n.h"
#include "ui/face_state.h"

#include <string.h>

static void
add(struct buf *out, const char *key, const char *words)
{
	buf_printf(out, "%s%s %s", out->length > 0 ? "  " : "", key, words);
}

static void
add_command(struct face *face, struct buf *out, enum command command, enum keys_reach reach)
{
	const struct command_entry *entry = command_entry(command);
	char keys[32];
	if (!entry || !entry->label || !*entry->label || !face_works(face, command))
		return;
	const char *name = keys_name(entry, reach, !face->options.letters_off, keys, sizeof keys);
	/* In a field what needs ^G is found behind ^G. */
	if (!name || (reach == KEYS_IN_FIELD && strncmp(name, "^G ", 3) == 0))
		return;
	add(out, name, _(entry->label));
}

/* "1-4 answer": the digits that pick now. */
static void
add_digits(const struct page *page, struct buf *out)
{
	int most = 0;
	for (size_t i = 0; i < page->count; i++)
		if (page->items[i].kind == ITEM_ROW && page->items[i].number > most)
			most = page->items[i].number;
	char keys[8] = "1-9, 0";
	if (most == 0 || !page->pick)
		return;
	if (most == 1)
		strcpy(keys, "1");
	else if (most < 10)
		keys[2] = (char)('0' + most), keys[3] = '\0';
	add(out, keys, page->pick);
}

static bool
list_follows(struct face *face)
{
	for (size_t i = (size_t)face->focus + 1; i < face->page.count; i++)
		if (item_takes_focus(&face->page.items[i]))
			return true;
	return false;
}

static void
field_keys(struct face *face, struct buf *out)
{
	if (list_follows(face))
		add(out, _("Down"), _("list"));
	add(out, _("Enter"), face->page.enter ? face->page.enter : _("go on"));
	for (size_t i = 0; i < sizeof face->page.keys / sizeof *face->page.keys; i++) {
		if (face->page.keys[i] == COMMAND_NONE)
			break;
		add_command(face, out, face->page.keys[i], KEYS_IN_FIELD);
	}
	add(out, "^G", _("more"));
	if (face->edit_field && face->edit.text.length == 0) {
		add(out, ":", _("command"));
		add(out, "?", _("help"));
	}
}

static void
list_keys(struct face *face, struct buf *out)
{
	add_digits(&face->page, out);
	if (face_focused(face))
		add(out, _("Enter"), face->page.enter ? face->page.enter : _("choose"));
	for (size_t i = 0; i < sizeof face->page.keys / sizeof *face->page.keys; i++) {
		if (face->page.keys[i] == COMMAND_NONE)
			break;
		add_command(face, out, face->page.keys[i], KEYS_IN_LIST);
	}
	if (face->help)
		add(out, _("Esc"), _("back"));
	else if (face->options.letters_off)
		add(out, "^G ?", _("help"));
	else
		add(out, "?", _("help"));
}

void
face_keys_line(struct face *face, struct buf *out)
{
	if (face->prefix) {
		buf_puts(out, "^G");
		for (unsigned i = 0; i < command_table_count; i++)
			if (command_table[i].weight > 0 || command_table[i].command == COMMAND_HOME)
				add_command(face, out, command_table[i].command, KEYS_IN_LIST);
		return;
	}
	if (face_in_field(face))
		field_keys(face, out);
	else
		list_keys(face, out);
}
