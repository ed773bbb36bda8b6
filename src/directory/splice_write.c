/* How values and entries are written into a service's text (YAML 1.1, as libyaml reads it). */
#include "directory/splice_inner.h"

#include <string.h>

enum splice_style
splice_style_of(const char *text, const struct yaml *scalar)
{
	if (!scalar->quoted)
		return SPLICE_PLAIN;
	char first = text[scalar->start];
	return first == '\'' ? SPLICE_SINGLE : first == '"' ? SPLICE_DOUBLE : SPLICE_LITERAL;
}

bool
splice_can(enum splice_style style, const char *value, bool flow)
{
	size_t length = strlen(value);
	bool lines = strpbrk(value, "\r\n") != NULL;
	switch (style) {
	case SPLICE_PLAIN:
		return length > 0 && !lines;
	case SPLICE_SINGLE:
		return !lines;
	case SPLICE_DOUBLE:
		return true;
	case SPLICE_LITERAL:
		/* More than one line end at the end would belong to the layout as well. */
		return lines && !flow && !strchr(value, '\r') && !strchr(" \t\n", value[0]) &&
		       !(length > 1 && value[length - 1] == '\n' && value[length - 2] == '\n');
	}
	return false;
}

static void
write_single(struct buf *out, const char *value)
{
	buf_putc(out, '\'');
	for (; *value; value++) {
		if (*value == '\'')
			buf_putc(out, '\'');
		buf_putc(out, *value);
	}
	buf_putc(out, '\'');
}

static void
write_double(struct buf *out, const char *value)
{
	static const char signs[] = "\"\\\n\r\t", codes[] = "\"\\nrt";
	buf_putc(out, '"');
	for (; *value; value++) {
		const char *sign = strchr(signs, *value);
		if (sign)
			buf_putc(out, '\\');
		buf_putc(out, sign ? codes[sign - signs] : *value);
	}
	buf_putc(out, '"');
}

static void
write_indent(struct buf *out, size_t indent)
{
	while (indent-- > 0)
		buf_putc(out, ' ');
}

static void
write_literal(struct buf *out, const char *value, size_t indent, const char *eol)
{
	size_t length = strlen(value);
	bool ended = value[length - 1] == '\n';
	buf_puts(out, ended ? "|" : "|-");
	for (const char *end = value + length - ended; value <= end;) {
		size_t line = strcspn(value, "\n");
		buf_puts(out, eol);
		if (line > 0)
			write_indent(out, indent);
		buf_add(out, value, line);
		value += line + 1;
	}
}

void
splice_write(
    struct buf *out, enum splice_style style, const char *value, size_t indent, const char *eol)
{
	switch (style) {
	case SPLICE_PLAIN:
		buf_puts(out, value);
		break;
	case SPLICE_SINGLE:
		write_single(out, value);
		break;
	case SPLICE_DOUBLE:
		write_double(out, value);
		break;
	case SPLICE_LITERAL:
		write_literal(out, value, indent, eol);
		break;
	}
}

static bool
is_item(const char *name, size_t length)
{
	return length == 1 && *name == '-';
}

/* What follows a key that has this path below it: the rest on one line. */
static void
write_flow(struct buf *out, const struct splice_entry *entry, const char *path)
{
	size_t length;
	const char *next, *name = splice_name(path, &length, &next);
	if (length == 0) {
		splice_write(out, entry->style, entry->value, entry->indent, entry->eol);
		return;
	}
	bool item = is_item(name, length);
	buf_puts(out, item ? "[" : "{ ");
	if (!item) {
		buf_add(out, name, length);
		buf_puts(out, ": ");
	}
	write_flow(out, entry, next);
	buf_puts(out, item ? "]" : " }");
}

void
splice_write_entry(struct buf *out, const struct splice_entry *entry)
{
	struct splice_entry below = *entry;
	size_t length;
	const char *next, *name = splice_name(entry->path, &length, &next);
	buf_add(out, name, length);
	if (!is_item(name, length))
		buf_putc(out, ':');
	below.path = next;
	below.indent += 2;
	bool last = *next == '\0', item = strcmp(next, "-") == 0;
	bool leaf = !last && !strchr(next, '/');
	if (last || item || entry->flow || (leaf && entry->leaf_flow)) {
		buf_putc(out, ' ');
		write_flow(out, &below, next);
		return;
	}
	buf_puts(out, entry->eol);
	write_indent(out, below.indent);
	splice_write_entry(out, &below);
}
