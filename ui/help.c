#include "ui/help.h"
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

static void
add_command(struct page *page, struct arena *arena, const struct command_entry *entry, bool letters)
{
	char keys[32];
	const char *name = keys_name(entry, KEYS_IN_LIST, letters, keys, sizeof keys);
	const char *label = name ? arena_strdup(arena, name) : ":";
	const char *key = arena_printf(arena, "command:%s", entry->name);
	const char *what = entry->label ? _(entry->label) : entry->name;
	const char *text = entry->note && *entry->note
			       ? arena_printf(arena, "%s: %s", what, _(entry->note))
			       : what;
	page_row(page, key, label, text)->right =
	    entry->argument ? arena_printf(arena, ":%s %s", entry->name, _(entry->argument))
			    : arena_printf(arena, ":%s", entry->name);
}

void
help_page(struct page *page, struct arena *arena, const struct page *from,
    bool (*works)(void *context, enum command command), void *context, bool letters)
{
	page_init(page, arena, "help");
	page->title_left = _("What works here");
	page->title_right = from->title_left;
	page->kept = from->kept;
	page->kept_role = from->kept_role;
	page->list_first = true;
	page->enter = _("run");
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    _("In a list a letter is a command and a digit picks. In a field letters are text: "
	      "press ^G or Alt first, or leave the field with Down or Tab. Enter on a line "
	      "below runs it."));
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	/* What the key line has comes first, in its order; then what is left of the table. */
	bool listed[COMMAND_COUNT] = {[COMMAND_HELP] = true, [COMMAND_LINE] = true};
	for (size_t i = 0; i < sizeof from->keys / sizeof *from->keys; i++) {
		enum command command = from->keys[i];
		if (command == COMMAND_NONE)
			break;
		if (!listed[command] && works(context, command))
			add_command(page, arena, command_entry(command), letters);
		listed[command] = true;
	}
	for (unsigned i = 0; i < command_table_count; i++) {
		const struct command_entry *entry = &command_table[i];
		if (!listed[entry->command] && works(context, entry->command))
			add_command(page, arena, entry, letters);
	}
	page->keys[0] = COMMAND_BACK;
	page->keys[1] = COMMAND_NONE;
}

enum command
help_command(const char *key)
{
	static const char start[] = "command:";
	if (!key || strncmp(key, start, sizeof start - 1) != 0)
		return COMMAND_NONE;
	for (unsigned i = 0; i < command_table_count; i++)
		if (strcmp(command_table[i].name, key + sizeof start - 1) == 0)
			return command_table[i].command;
	return COMMAND_NONE;
}
