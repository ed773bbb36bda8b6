/* HTML to the words that are in it. Nothing is shown, followed or fetched. */
#include "base/text.h"
#include "connect/mime.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Elements whose content is not for reading, and those that begin a line. */
static const char *const unread[] = {"script", "style", "head", "title", NULL};
static const char *const lines[] = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5",
    "h6", "table", "blockquote", "hr", "pre", "ul", "ol", NULL};

static const struct {
	const char *name, *text;
} entities[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"},
    {"nbsp", " "}, {"pound", "£"}, {"euro", "€"}, {"rsquo", "’"}, {"lsquo", "‘"}, {"rdquo", "”"},
    {"ldquo", "“"}, {"ndash", "–"}, {"mdash", "—"}, {"hellip", "…"}, {"eacute", "é"},
    {"acirc", "â"}, {"ecirc", "ê"}, {"icirc", "î"}, {"ocirc", "ô"}, {"ucirc", "û"}, {"wcirc", "ŵ"},
    {"ycirc", "ŷ"}};

static bool
is_one_of(const char *const *names, const char *name, size_t length)
{
	for (size_t i = 0; names[i]; i++)
		if (strlen(names[i]) == length && strncasecmp(names[i], name, length) == 0)
			return true;
	return false;
}

static void
put_code(struct buf *out, unsigned long code)
{
	if (code < ' ' || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ||
	    (code >= 0x7f && code < 0xa0)) {
		buf_putc(out, ' ');
	} else if (code < 0x80) {
		buf_putc(out, (char)code);
	} else {
		char bytes[4];
		size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
		for (size_t i = n; i-- > 1; code >>= 6)
			bytes[i] = (char)(0x80 | (code & 0x3f));
		bytes[0] = (char)((n == 2 ? 0xc0UL : n == 3 ? 0xe0UL : 0xf0UL) | code);
		buf_add(out, bytes, n);
	}
}

/* From the '&'; how many bytes it took. */
static size_t
entity(struct buf *out, const char *text, size_t length)
{
	size_t end = 1;
	while (end < length && end < 12 && (isalnum((unsigned char)text[end]) || text[end] == '#'))
		end++;
	if (end >= length || text[end] != ';') {
		buf_putc(out, '&');
		return 1;
	}
	if (text[1] == '#') {
		bool hex = text[2] == 'x' || text[2] == 'X';
		put_code(out, strtoul(text + (hex ? 3 : 2), NULL, hex ? 16 : 10));
		return end + 1;
	}
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (strlen(entities[i].name) == end - 1 &&
		    strncasecmp(entities[i].name, text + 1, end - 1) == 0) {
			buf_puts(out, entities[i].text);
			return end + 1;
		}
	buf_putc(out, '&');
	return 1;
}

/* After the '<' of a comment or a tag: where it ends. */
static size_t
tag_end(const char *html, size_t length, size_t at)
{
	char quote = 0;
	if (length - at >= 3 && strncmp(html + at, "!--", 3) == 0) {
		const char *end = memmem(html + at + 3, length - at - 3, "-->", 3);
		return end ? (size_t)(end - html) + 3 : length;
	}
	for (; at < length; at++) {
		if (quote)
			quote = html[at] == quote ? 0 : quote;
		else if (html[at] == '"' || html[at] == '\'')
			quote = html[at];
		else if (html[at] == '>')
			return at + 1;
	}
	return length;
}

/* Past the end of an element that is not read. */
static size_t
skip_element(const char *html, size_t length, size_t at, const char *name, size_t name_length)
{
	for (; at + name_length + 2 <= length; at++)
		if (html[at] == '<' && html[at + 1] == '/' &&
		    strncasecmp(html + at + 2, name, name_length) == 0)
			return tag_end(html, length, at + 2);
	return length;
}

static void
put_blank(struct buf *out, size_t start)
{
	if (out->length > start && out->data[out->length - 1] != ' ' &&
	    out->data[out->length - 1] != '\n')
		buf_putc(out, ' ');
}

static void
put_line(struct buf *out, size_t start)
{
	while (out->length > start && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
	if (out->length > start &&
	    !(out->length >= start + 2 && out->data[out->length - 1] == '\n' &&
		out->data[out->length - 2] == '\n'))
		buf_putc(out, '\n');
}

void
html_words(struct buf *out, const char *html, size_t length)
{
	size_t start = out->length;
	for (size_t at = 0; at < length && buf_ok(out);) {
		if (html[at] == '<' && at + 1 < length &&
		    (isalpha((unsigned char)html[at + 1]) || strchr("/!?", html[at + 1]))) {
			bool closes = html[at + 1] == '/';
			size_t name = at + 1 + closes, end = name;
			while (end < length && isalnum((unsigned char)html[end]))
				end++;
			at = tag_end(html, length, at + 1);
			if (!closes && is_one_of(unread, html + name, end - name))
				at = skip_element(html, length, at, html + name, end - name);
			else if (is_one_of(lines, html + name, end - name))
				put_line(out, start);
		} else if (html[at] == '&') {
			at += entity(out, html + at, length - at);
		} else if (isspace((unsigned char)html[at])) {
			put_blank(out, start);
			at++;
		} else {
			buf_putc(out, html[at++]);
		}
	}
}
