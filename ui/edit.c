#include "ui/edit.h"
#include "base/text.h"

#include <string.h>

void
edit_init(struct edit *edit, size_t limit, bool secret, bool multiline)
{
	*edit = (struct edit){.secret = secret, .multiline = multiline};
	buf_init(&edit->text, limit);
	buf_init(&edit->killed, limit);
	/* All its memory at once: growing would leave copies of a secret behind. */
	for (size_t i = 0; secret && i < limit; i++)
		buf_putc(&edit->text, ' ');
	buf_clear(&edit->text);
}

void
edit_release(struct edit *edit)
{
	if (edit->secret && edit->text.capacity > 0)
		explicit_bzero(edit->text.data, edit->text.length);
	buf_release(&edit->text);
	buf_release(&edit->killed);
}

/* ---- what may be in a field ---- */

/* Length of the valid UTF-8 character at the start (RFC 3629), 0 when there is none. */
static size_t
character(const char *text, size_t length, uint32_t *c)
{
	size_t n = 1;
	unsigned char lead = (unsigned char)*text;
	if (lead >= 0x80)
		n = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	if (n > length || !utf8_valid(text, n))
		return 0;
	*c = n == 1 ? lead : lead & (0xffU >> (n + 1));
	for (size_t i = 1; i < n; i++)
		*c = *c << 6 | ((unsigned char)text[i] & 0x3f);
	return n;
}

/* Controls, what is no character, and the invisible characters that turn text around (see
 * text_printable). */
static bool
unwanted(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c ||
	       c == 0xfeff || c == 0x2028 || c == 0x2029 || (c >= 0xd800 && c <= 0xdfff) ||
	       c > 0x10ffff;
}

/* Appends what a field may hold of some outside text. */
static void
clean(struct buf *out, const char *text, size_t length, bool multiline)
{
	for (size_t at = 0; at < length;) {
		uint32_t c = 0;
		size_t n = character(text + at, length - at, &c);
		if (n == 0) {
			at++;
			continue;
		}
		bool pair = c == '\r' && at + 1 < length && text[at + 1] == '\n';
		if ((c == '\r' || c == '\n') && !pair)
			buf_putc(out, multiline ? '\n' : ' ');
		else if (c == '\t')
			buf_putc(out, ' ');
		else if (!unwanted(c))
			buf_add(out, text + at, n);
		at += n;
	}
}

/* The nearest boundary at or after `at`. */
static size_t
boundary(const struct edit *edit, size_t at)
{
	const char *text = edit->text.data;
	size_t length = edit->text.length;
	if (at == 0 || at >= length)
		return at > length ? length : at;
	size_t before = grapheme_prev(text, length, at);
	size_t next = grapheme_next(text, length, before);
	return next < at ? at : next;
}

/* ---- changing ---- */

static enum edit_result
insert(struct edit *edit, const char *bytes, size_t count, bool cut)
{
	size_t room = edit->text.limit - edit->text.length, take = count;
	if (take > room) {
		if (!cut)
			return EDIT_FULL;
		for (take = 0; take < count;) {
			size_t next = grapheme_next(bytes, count, take);
			if (next > room)
				break;
			take = next;
		}
	}
	buf_splice(&edit->text, edit->cursor, 0, bytes, take);
	edit->cursor = boundary(edit, edit->cursor + take);
	return take < count ? EDIT_FULL : EDIT_CHANGED;
}

static enum edit_result
insert_outside(struct edit *edit, const char *text, size_t length)
{
	struct buf cleaned;
	buf_init(&cleaned, length + 1);
	/* A copied line usually brings its line end along. */
	while (!edit->multiline && length > 0 && strchr("\r\n", text[length - 1]))
		length--;
	clean(&cleaned, text, length, edit->multiline);
	enum edit_result result = EDIT_MOVED;
	if (cleaned.length > 0)
		result = insert(edit, cleaned.data, cleaned.length, true);
	if (edit->secret)
		explicit_bzero(cleaned.data, cleaned.length);
	buf_release(&cleaned);
	return result;
}

static enum edit_result
cut(struct edit *edit, size_t from, size_t to, bool keep)
{
	if (from >= to)
		return EDIT_MOVED;
	if (keep && !edit->secret) {
		buf_clear(&edit->killed);
		buf_add(&edit->killed, edit->text.data + from, to - from);
	}
	buf_splice(&edit->text, from, to - from, "", 0);
	edit->cursor = boundary(edit, from);
	return EDIT_CHANGED;
}

static enum edit_result
move(struct edit *edit, size_t to)
{
	edit->cursor = boundary(edit, to);
	return EDIT_MOVED;
}

/* Exchanges the graphemes around the cursor; at the end the last two. */
static enum edit_result
transpose(struct edit *edit)
{
	const char *text = edit->text.data;
	size_t length = edit->text.length, middle = edit->cursor;
	if (middle == length)
		middle = grapheme_prev(text, length, middle);
	size_t from = grapheme_prev(text, length, middle);
	size_t to = grapheme_next(text, length, middle);
	if (from == middle || to == middle)
		return EDIT_MOVED;
	struct buf turned;
	buf_init(&turned, to - from);
	buf_add(&turned, text + middle, to - middle);
	buf_add(&turned, text + from, middle - from);
	buf_splice(&edit->text, from, to - from, turned.data, turned.length);
	buf_release(&turned);
	edit->cursor = boundary(edit, to);
	return EDIT_CHANGED;
}

/* ---- lines ---- */

static size_t
line_start(const struct edit *edit, size_t at)
{
	while (at > 0 && edit->text.data[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct edit *edit, size_t at)
{
	while (at < edit->text.length && edit->text.data[at] != '\n')
		at++;
	return at;
}

/* The start of the word before, as ^W sees it: up to a blank. */
static size_t
blank_word(const struct edit *edit)
{
	size_t at = edit->cursor;
	while (at > 0 && strchr(" \n", edit->text.data[at - 1]))
		at--;
	while (at > 0 && !strchr(" \n", edit->text.data[at - 1]))
		at--;
	return at;
}

static enum edit_result
control_key(struct edit *edit, uint32_t letter)
{
	const char *text = edit->text.data;
	size_t length = edit->text.length, at = edit->cursor;
	switch (letter) {
	case 'A':
		return move(edit, line_start(edit, at));
	case 'E':
		return move(edit, line_end(edit, at));
	case 'B':
		return move(edit, grapheme_prev(text, length, at));
	case 'F':
		return move(edit, grapheme_next(text, length, at));
	case 'D':
		return cut(edit, at, grapheme_next(text, length, at), false);
	case 'H':
		return cut(edit, grapheme_prev(text, length, at), at, false);
	case 'J':
		return edit->multiline ? insert(edit, "\n", 1, false) : EDIT_IGNORED;
	case 'K': {
		size_t end = line_end(edit, at);
		return cut(edit, at, end == at && at < length ? at + 1 : end, true);
	}
	case 'U':
		return cut(edit, line_start(edit, at), at, true);
	case 'W':
		return cut(edit, blank_word(edit), at, true);
	case 'Y':
		return insert(edit, edit->killed.data, edit->killed.length, true);
	case 'T':
		return transpose(edit);
	default:
		return EDIT_IGNORED;
	}
}

static enum edit_result
alt_key(struct edit *edit, const struct key *key)
{
	const char *text = edit->text.data;
	size_t length = edit->text.length, at = edit->cursor;
	if (key->kind == KEYS_ENTER)
		return edit->multiline ? insert(edit, "\n", 1, false) : EDIT_IGNORED;
	if (key->kind == KEYS_BACKSPACE)
		return cut(edit, word_prev(text, length, at), at, true);
	if (key->kind != KEYS_CHARACTER)
		return EDIT_IGNORED;
	switch (key->character) {
	case 'b':
		return move(edit, word_prev(text, length, at));
	case 'f':
		return move(edit, word_next(text, length, at));
	case 'd':
		return cut(edit, at, word_next(text, length, at), true);
	default:
		return EDIT_IGNORED;
	}
}

/* Up or down a painted line, keeping the cell where that is possible. */
static enum edit_result
vertical(struct edit *edit, int cells, int by)
{
	int row, cell;
	size_t from, length;
	if (!edit->multiline)
		return EDIT_IGNORED;
	edit_place(edit, cells, &row, &cell);
	if (row + by < 0 || !edit_row(edit, cells, row + by, &from, &length))
		return EDIT_IGNORED;
	size_t to = from + text_fit(edit->text.data + from, length, cell);
	return move(edit, to);
}

enum edit_result
edit_key(struct edit *edit, const struct key *key, int cells)
{
	const char *text = edit->text.data;
	size_t length = edit->text.length, at = edit->cursor;
	char utf8[5];
	if (key->alt)
		return alt_key(edit, key);
	switch (key->kind) {
	case KEYS_CHARACTER:
		if (unwanted(key->character))
			return EDIT_MOVED;
		return insert(edit, utf8, keys_utf8(key, utf8), false);
	case KEYS_ENTER: /* a note is left by Esc, Tab or Down at its end */
		return edit->multiline ? insert(edit, "\n", 1, false) : EDIT_IGNORED;
	case KEYS_PASTE:
		return insert_outside(edit, key->text, key->length);
	case KEYS_CONTROL:
		return control_key(edit, key->character);
	case KEYS_LEFT:
		return move(edit, grapheme_prev(text, length, at));
	case KEYS_RIGHT:
		return move(edit, grapheme_next(text, length, at));
	case KEYS_HOME:
		return move(edit, line_start(edit, at));
	case KEYS_END:
		return move(edit, line_end(edit, at));
	case KEYS_BACKSPACE:
		return cut(edit, grapheme_prev(text, length, at), at, false);
	case KEYS_DELETE:
		return cut(edit, at, grapheme_next(text, length, at), false);
	case KEYS_UP:
		return vertical(edit, cells, -1);
	case KEYS_DOWN:
		return vertical(edit, cells, 1);
	default:
		return EDIT_IGNORED;
	}
}

void
edit_set(struct edit *edit, const char *text)
{
	size_t before = edit->text.length, cursor = edit->cursor;
	if (edit->secret)
		explicit_bzero(edit->text.data, before);
	buf_clear(&edit->text);
	edit->cursor = 0;
	size_t length = strlen(text);
	struct buf cleaned;
	buf_init(&cleaned, length + 1);
	clean(&cleaned, text, length, edit->multiline);
	insert(edit, cleaned.data, cleaned.length, true);
	if (edit->secret)
		explicit_bzero(cleaned.data, cleaned.length);
	buf_release(&cleaned);
	if (edit->text.length == before)
		edit->cursor = boundary(edit, cursor);
	if (edit->first > edit->text.length)
		edit->first = 0;
}

bool
edit_commit(struct edit *edit)
{
	struct buf nfc;
	buf_init(&nfc, edit->text.limit);
	text_nfc(&nfc, edit->text.data, edit->text.length);
	bool changed = buf_ok(&nfc) && (nfc.length != edit->text.length ||
					   memcmp(nfc.data, edit->text.data, nfc.length) != 0);
	if (changed) {
		buf_splice(&edit->text, 0, edit->text.length, nfc.data, nfc.length);
		edit->cursor = edit->text.length;
	}
	if (edit->secret)
		explicit_bzero(nfc.data, nfc.length);
	buf_release(&nfc);
	return changed;
}

/* ---- showing ---- */

void
edit_view(struct edit *edit, int cells, size_t *from, size_t *length, int *cell)
{
	const char *text = edit->text.data;
	size_t all = edit->text.length, at = edit->cursor;
	int room = cells > 1 ? cells - 1 : 1;
	if (edit->first > at)
		edit->first = at;
	edit->first = boundary(edit, edit->first);
	if (text_width(text, all) <= room)
		edit->first = 0;
	/* Jump by a third of the width, so that typing at the edge does not shift every time. */
	if (text_width(text + edit->first, at - edit->first) > room)
		while (edit->first < at &&
		       text_width(text + edit->first, at - edit->first) > room - room / 3)
			edit->first = grapheme_next(text, all, edit->first);
	*from = edit->first;
	*length = text_fit(text + *from, all - *from, room);
	*cell = text_width(text + *from, at - *from);
}

/* Calls for each painted line until `each` stops; a line end in the text ends its line. */
struct lines {
	size_t at, from, length;
	int row;
	bool done;
};

static bool
lines_next(const struct edit *edit, int cells, struct lines *lines)
{
	if (lines->done)
		return false;
	size_t end = line_end(edit, lines->at), skip = 0;
	lines->from = lines->at;
	lines->length = text_wrap(edit->text.data + lines->at, end - lines->at, cells, &skip);
	lines->at += lines->length + skip;
	if (lines->length + skip == 0 && lines->at < end)
		lines->at = end; /* a character wider than the field */
	if (lines->at >= end) {
		/* Blanks at the end of a paragraph stay with it, so that the cursor is seen. */
		lines->length = end - lines->from;
		if (end == edit->text.length)
			lines->done = true;
		lines->at = end + 1;
	}
	return true;
}

static int
line_cells(int cells)
{
	return cells > 2 ? cells - 1 : 2;
}

int
edit_rows(const struct edit *edit, int cells)
{
	struct lines lines = {0};
	int rows = 0;
	while (lines_next(edit, line_cells(cells), &lines))
		rows++;
	return rows;
}

bool
edit_row(const struct edit *edit, int cells, int row, size_t *from, size_t *length)
{
	struct lines lines = {0};
	while (lines_next(edit, line_cells(cells), &lines))
		if (row-- == 0) {
			*from = lines.from;
			*length = lines.length;
			return true;
		}
	return false;
}

void
edit_place(const struct edit *edit, int cells, int *row, int *cell)
{
	struct lines lines = {0};
	*row = -1;
	*cell = 0;
	while (lines_next(edit, line_cells(cells), &lines)) {
		++*row;
		if (edit->cursor < lines.at || lines.done)
			break;
	}
	size_t inside = edit->cursor - lines.from;
	if (inside > lines.length)
		inside = lines.length;
	*cell = text_width(edit->text.data + lines.from, inside);
	if (*cell > cells - 1)
		*cell = cells - 1;
}
