#include "admin/csv.h"
#include "base/i18n.h"

#include <string.h>

void
csv_init(struct csv *csv, FILE *file)
{
	*csv = (struct csv){.file = file, .next_line = 1};
	buf_init(&csv->bytes, CSV_RECORD);
	buf_init(&csv->raw, CSV_RECORD);
}

void
csv_release(struct csv *csv)
{
	buf_release(&csv->bytes);
	buf_release(&csv->raw);
}

static int
next_byte(struct csv *csv)
{
	int c = getc(csv->file);
	if (c == '\n')
		csv->next_line++;
	if (c != EOF)
		buf_putc(&csv->raw, (char)c);
	return c;
}

static int
peek_byte(struct csv *csv)
{
	int c = getc(csv->file);
	if (c != EOF)
		ungetc(c, csv->file);
	return c;
}

/* Skips to the end of a malformed record's line. */
static int
give_up(struct csv *csv, int c, struct err *err, const char *why)
{
	while (c != '\n' && c != EOF)
		c = next_byte(csv);
	return err_set(err, "%s", why);
}

static void
skip_mark(struct csv *csv)
{
	if (csv->next_line != 1 || ftell(csv->file) > 0 || peek_byte(csv) != 0xef)
		return;
	for (int i = 0; i < 3; i++)
		(void)getc(csv->file);
}

/* Reads a quoted field after its opening quote; gives the byte behind the closing quote. */
static int
quoted_field(struct csv *csv, bool *open)
{
	*open = false;
	for (;;) {
		int c = next_byte(csv);
		if (c == EOF) {
			*open = true;
			return EOF;
		}
		if (c != '"') {
			buf_putc(&csv->bytes, (char)c);
			continue;
		}
		if (peek_byte(csv) != '"')
			return next_byte(csv);
		buf_putc(&csv->bytes, (char)next_byte(csv));
	}
}

/* Field starts are noted as offsets first: the buffer may move while it grows. */
int
csv_next(struct csv *csv, struct err *err)
{
	size_t starts[CSV_FIELDS];
	skip_mark(csv);
	buf_clear(&csv->bytes);
	buf_clear(&csv->raw);
	csv->count = 0;
	csv->line = csv->next_line;
	csv->from = ftell(csv->file);
	int c = next_byte(csv);
	if (c == EOF)
		return 0;
	for (;;) {
		if (csv->count == CSV_FIELDS)
			return give_up(csv, c, err, _("there are too many fields"));
		starts[csv->count++] = csv->bytes.length;
		if (c == '"') {
			bool open;
			c = quoted_field(csv, &open);
			if (open)
				return err_set(err, "%s", _("a quoted field never ends"));
			if (c != ',' && c != '\r' && c != '\n' && c != EOF)
				return give_up(csv, c, err, _("text follows a closing quote"));
		} else {
			while (c != ',' && c != '\n' && c != EOF) {
				if (c == '"')
					return give_up(
					    csv, c, err, _("a quote stands inside a field"));
				if (c != '\r' || peek_byte(csv) != '\n')
					buf_putc(&csv->bytes, (char)c);
				c = next_byte(csv);
			}
		}
		if (c == '\r')
			c = next_byte(csv);
		buf_putc(&csv->bytes, '\0');
		if (c == '\n' || c == EOF)
			break;
		c = next_byte(csv);
		if (c == EOF) { /* "a," ends with an empty field */
			if (csv->count < CSV_FIELDS)
				starts[csv->count++] = csv->bytes.length;
			buf_putc(&csv->bytes, '\0');
			break;
		}
	}
	if (!buf_ok(&csv->bytes))
		return err_set(err, _("the row is longer than %d bytes"), CSV_RECORD);
	for (size_t i = 0; i < csv->count; i++) {
		size_t end = i + 1 < csv->count ? starts[i + 1] : csv->bytes.length;
		csv->fields[i] = csv->bytes.data + starts[i];
		if (strlen(csv->fields[i]) != end - starts[i] - 1)
			return err_set(err, _("field %zu holds the byte 00"), i + 1);
	}
	return 1;
}
