#include "formats/yaml_out.h"

#include "base/text.h"
#include "wire/tree.h"

#include <string.h>

enum { MOST_ID = 60 };

static bool
plain_is_safe(const char *text)
{
	size_t length = strlen(text);
	unsigned char first = (unsigned char)text[0];
	bool starts = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
		      (first >= '0' && first <= '9') || first >= 0xC3;
	if (!starts || strpbrk(text, "\n\r\t#:,[]{}\"'\\`|&*!%@") || text[length - 1] == ' ')
		return false;
	struct buf shown;
	buf_init(&shown, length * 8 + 8);
	text_printable(&shown, text, length);
	bool same = shown.length == length && strcmp(shown.data, text) == 0;
	buf_release(&shown);
	return same;
}

void
yaml_out_text(struct buf *out, const char *text)
{
	/* A JSON text is a YAML scalar in double quotes. */
	if (plain_is_safe(text))
		buf_puts(out, text);
	else
		json_write_text(out, text);
}

void
yaml_out_line(struct buf *out, int depth, const char *key, const char *value)
{
	if (text_blank(value))
		return;
	buf_printf(out, "%*s%s: ", depth * 2, "", key);
	yaml_out_text(out, value);
	buf_putc(out, '\n');
}

void
yaml_out_id(struct buf *out, const char *text)
{
	struct buf folded;
	size_t begun = out->length;
	bool hyphen = false, letter = false;
	buf_init(&folded, strlen(text) * 4 + 8);
	text_fold(&folded, text, strlen(text));
	for (const char *p = folded.data; p && *p && out->length - begun + hyphen < MOST_ID; p++) {
		bool keep = (*p >= 'a' && *p <= 'z') || (letter && *p >= '0' && *p <= '9');
		if (keep && hyphen)
			buf_putc(out, '-');
		if (keep)
			buf_putc(out, *p);
		letter = letter || keep;
		hyphen = letter && !keep;
	}
	buf_release(&folded);
}
