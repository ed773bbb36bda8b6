/*
 * Help as a page: the commands that work here, with their keys, entry and note, all from the
 * command table. Each is a row: Enter on it runs the command.
 */
#ifndef UI_HELP_H
#define UI_HELP_H

#include "ui/keys.h"
#include "ui/page.h"

/* `works` says whether a command would do something now; `title` is the page that asked. */
void help_page(struct page *page, struct arena *arena, const struct page *from,
    bool (*works)(void *context, enum command command), void *context, bool letters);

/* The command of a help row's key, or COMMAND_NONE. */
enum command help_command(const char *key);

#endif
