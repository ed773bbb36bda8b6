#include "screen/golden.h"
#include "base/buf.h"
#include "base/file.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "ui/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GOLDEN_LIMIT = 256 * 1024 };

void
golden_open(int rows, int columns)
{
	struct err err = {""};
	int got_rows, got_columns;
	ck_assert_msg(
	    terminal_open_null("xterm-256color", rows, columns, &err) == 0, "%s", err.text);
	terminal_size(&got_rows, &got_columns);
	ck_assert_int_eq(got_rows, rows);
	ck_assert_int_eq(got_columns, columns);
}

static void
trim(struct buf *buf, size_t from, char of)
{
	size_t end = buf->length;
	while (end > from && buf->data[end - 1] == of)
		end--;
	buf_splice(buf, end, buf->length - end, "", 0);
}

static void
describe(struct buf *out)
{
	int rows, columns, row, column;
	terminal_size(&rows, &columns);
	terminal_place(&row, &column);
	buf_printf(out, "%dx%d, cursor in row %d, column %d\n", rows, columns, row, column);
	for (int i = 0; i < rows; i++) {
		buf_printf(out, "%2d|", i);
		terminal_row(i, out);
		buf_putc(out, '\n');
	}
	buf_puts(out, "looks\n");
	for (int i = 0; i < rows; i++) {
		buf_printf(out, "%2d|", i);
		size_t from = out->length;
		terminal_row_look(i, out);
		trim(out, from, 'n');
		buf_putc(out, '\n');
	}
}

static void
show_difference(const char *name, const char *is, const char *should)
{
	while (*is && *should) {
		size_t a = strcspn(is, "\n"), b = strcspn(should, "\n");
		if (a != b || memcmp(is, should, a) != 0)
			ck_abort_msg("%s (GENERATE=1 rewrites it)\n  is     %.*s\n  should %.*s",
			    name, (int)a, is, (int)b, should);
		is += a + (is[a] != '\0');
		should += b + (should[b] != '\0');
	}
	ck_assert_msg(*is == *should, "%s: another number of rows", name);
}

void
golden_text(const char *name, const char *text)
{
	struct err err = {""};
	char *relative = proc_text("tests/screen/golden/%s.txt", name);
	char *path = proc_source(relative), *bytes = NULL;
	size_t length;
	const char *generate = getenv("GENERATE");
	if (generate && *generate) {
		FILE *file = fopen(path, "w");
		ck_assert_msg(file != NULL, "%s cannot be written", path);
		fputs(text, file);
		fclose(file);
	} else {
		ck_assert_msg(
		    file_read_all(path, GOLDEN_LIMIT, &bytes, &length, &err) == 0, "%s", err.text);
		show_difference(name, text, bytes);
	}
	free(bytes);
	free(path);
	free(relative);
}

void
golden_check(const char *name)
{
	struct buf now;
	buf_init(&now, GOLDEN_LIMIT);
	describe(&now);
	golden_text(name, now.data);
	buf_release(&now);
}
