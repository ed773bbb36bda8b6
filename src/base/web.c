#include "base/web.h"
#include "base/text.h"

#include <string.h>

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

const char *
percent_decode(const char *text, size_t length, bool plus_is_blank, struct arena *arena)
{
	char *out = arena_alloc(arena, length + 1);
	size_t n = 0;
	for (size_t i = 0; i < length; i++) {
		int byte = (unsigned char)text[i];
		if (byte == '%') {
			int high = i + 2 < length ? hex_value(text[i + 1]) : -1;
			int low = high < 0 ? -1 : hex_value(text[i + 2]);
			if (low < 0)
				return NULL;
			byte = high * 16 + low;
			i += 2;
		} else if (byte == '+' && plus_is_blank) {
			byte = ' ';
		}
		if (byte == 0)
			return NULL;
		out[n++] = (char)byte;
	}
	return utf8_valid(out, n) ? out : NULL;
}

bool
urlencoded_next(const char **at, struct arena *arena, const char **name, const char **value)
{
	size_t length = strcspn(*at, "&"), cut = strcspn(*at, "=&");
	bool valued = cut < length;
	*name = percent_decode(*at, cut, true, arena);
	*value = percent_decode(*at + cut + valued, valued ? length - cut - 1 : 0, true, arena);
	*at += length + ((*at)[length] == '&');
	return *name && *value;
}

void
html_escape(struct buf *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			buf_puts(out, "&amp;");
			break;
		case '<':
			buf_puts(out, "&lt;");
			break;
		case '>':
			buf_puts(out, "&gt;");
			break;
		case '"':
			buf_puts(out, "&quot;");
			break;
		case '\'':
			buf_puts(out, "&#39;");
			break;
		default:
			buf_putc(out, *text);
		}
	}
}
