/* The manual lists exactly the commands of the command table. GENERATE=1 rewrites the list. */
#include "base/buf.h"
#include "base/file.h"
#include "desk/command.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

enum { MANUAL_LIMIT = 64 * 1024 };
static const char begin[] = ".\\\" begin commands\n", end[] = ".\\\" end commands\n";

/* mdoc(7) takes a lone bracket or stop for punctuation, and a leading stop for a macro: every word
 * is shielded by \&. */
static void
add_words(struct buf *out, const char *words)
{
	for (const char *word = words; *word;) {
		size_t length = strcspn(word, " ");
		buf_printf(out, " \\&%.*s", (int)length, word);
		word += length + strspn(word + length, " ");
	}
}

static void
list_commands(struct buf *out)
{
	buf_puts(out, ".Bl -tag -width 4n\n");
	for (unsigned i = 0; i < command_table_count; i++) {
		const struct command_entry *entry = &command_table[i];
		buf_printf(out, ".It Ic %s", entry->name);
		if (entry->argument) {
			buf_puts(out, " Ar");
			add_words(out, entry->argument);
		}
		if (*entry->keys) {
			buf_puts(out, " Pq");
			add_words(out, entry->keys);
		}
		buf_printf(out, "\n%s\n", entry->note);
	}
	buf_puts(out, ".El\n");
}

START_TEST(the_manual_lists_the_commands)
{
	struct buf list, page;
	struct err err;
	char *path = proc_source("man/frontdesk.1"), *text;
	size_t length;
	buf_init(&list, MANUAL_LIMIT);
	buf_init(&page, MANUAL_LIMIT);
	list_commands(&list);
	ck_assert_msg(file_read_all(path, MANUAL_LIMIT, &text, &length, &err) == 0, "%s", err.text);
	char *from = strstr(text, begin), *to = strstr(text, end);
	ck_assert_ptr_nonnull(from);
	ck_assert_ptr_nonnull(to);
	from += strlen(begin);
	buf_printf(&page, "%.*s%s%s", (int)(from - text), text, list.data, to);
	if (getenv("GENERATE"))
		ck_assert_msg(file_replace(disk_system(), path, page.data, page.length, &err) == 0,
		    "%s", err.text);
	else
		ck_assert_msg(strcmp(text, page.data) == 0,
		    "the commands in man/frontdesk.1 are not those of src/desk/command.c "
		    "(GENERATE=1 rewrites them)");
	free(text);
	free(path);
	buf_release(&list);
	buf_release(&page);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("manual");
	TCase *tcase = tcase_create("manual");
	tcase_add_test(tcase, the_manual_lists_the_commands);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
