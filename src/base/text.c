#include "base/text.h"
#include "base/alloc.h"

#include <locale.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

static const uint8_t *
bytes_of(const char *text)
{
	return (const uint8_t *)text;
}

/* Decodes one character. Returns its length, or 0 when the bytes are not UTF-8. */
static size_t
decode(const char *text, size_t length, ucs4_t *c)
{
	if ((unsigned char)*text < 0x80) {
		*c = (unsigned char)*text;
		return 1;
	}
	int n = u8_mbtoucr(c, bytes_of(text), length);
	return n > 0 ? (size_t)n : 0;
}

bool
utf8_valid(const char *text, size_t length)
{
	return u8_check(bytes_of(text), length) == NULL;
}

/* ---- moving ---- */

/* A place at or before `at` where a grapheme certainly begins: between two ASCII bytes. */
static size_t
safe_start(const char *text, size_t at)
{
	for (; at > 1; at--) {
		unsigned char a = (unsigned char)text[at - 2], b = (unsigned char)text[at - 1];
		if (a < 0x80 && b < 0x80 && !(a == '\r' && b == '\n'))
			return at - 1;
	}
	return 0;
}

/* The end of the grapheme that begins at `at`. */
static size_t
grapheme_end(const char *text, size_t length, size_t at)
{
	ucs4_t c;
	if (at >= length)
		return length;
	/* The usual case, without the tables. */
	if (at + 1 >= length || ((unsigned char)text[at] < 0x80 && text[at] != '\r' &&
				    (unsigned char)text[at + 1] < 0x80))
		return at + 1;
	for (size_t window = 64;; window *= 4) {
		size_t end = at;
		while (end < length && end - at < window) {
			size_t n = decode(text + end, length - end, &c);
			if (n == 0)
				break;
			end += n;
		}
		if (end == at)
			return at + 1; /* an invalid byte stands alone */
		char small[96], *breaks = window == 64 ? small : xmalloc(end - at);
		u8_grapheme_breaks(bytes_of(text) + at, end - at, breaks);
		size_t i = 1;
		while (i < end - at && !breaks[i])
			i++;
		if (breaks != small)
			free(breaks);
		if (at + i < end || end >= length || end - at < window)
			return at + i;
	}
}

size_t
grapheme_next(const char *text, size_t length, size_t at)
{
	return grapheme_end(text, length, at);
}

size_t
grapheme_prev(const char *text, size_t length, size_t at)
{
	if (at > length)
		at = length;
	if (at == 0)
		return 0;
	size_t begin = safe_start(text, at);
	for (;;) {
		size_t next = grapheme_end(text, length, begin);
		if (next >= at)
			return begin;
		begin = next;
	}
}

static bool
word_at(const char *text, size_t length, size_t at)
{
	ucs4_t c;
	if (decode(text + at, length - at, &c) == 0)
		return false;
	return uc_is_general_category_withtable(
	    c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
}

size_t
word_next(const char *text, size_t length, size_t at)
{
	while (at < length && !word_at(text, length, at))
		at = grapheme_next(text, length, at);
	while (at < length && word_at(text, length, at))
		at = grapheme_next(text, length, at);
	return at > length ? length : at;
}

size_t
word_prev(const char *text, size_t length, size_t at)
{
	size_t before;
	if (at > length)
		at = length;
	while (at > 0 && !word_at(text, length, before = grapheme_prev(text, length, at)))
		at = before;
	while (at > 0 && word_at(text, length, before = grapheme_prev(text, length, at)))
		at = before;
	return at;
}

/* ---- cells ---- */

static locale_t utf8_locale;
static pthread_once_t locale_once = PTHREAD_ONCE_INIT;

static void
make_locale(void)
{
	utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

/* Calls wcwidth under a UTF-8 locale, whatever the program's own locale is. */
static int
width_of(ucs4_t c)
{
	int width = utf8_locale ? wcwidth((wchar_t)c) : uc_width(c, "UTF-8");
	return width < 0 ? 1 : width;
}

static locale_t
enter_locale(void)
{
	pthread_once(&locale_once, make_locale);
	return utf8_locale ? uselocale(utf8_locale) : (locale_t)0;
}

static void
leave_locale(locale_t old)
{
	if (utf8_locale)
		uselocale(old);
}

static int
width_inside(const char *text, size_t length)
{
	int cells = 0;
	for (size_t at = 0; at < length;) {
		ucs4_t c;
		size_t n = decode(text + at, length - at, &c);
		if (n == 0 || c < 0x7f) {
			cells++;
			at += n ? n : 1;
			continue;
		}
		cells += width_of(c);
		at += n;
	}
	return cells;
}

int
text_width(const char *text, size_t length)
{
	locale_t old = enter_locale();
	int cells = width_inside(text, length);
	leave_locale(old);
	return cells;
}

size_t
text_fit(const char *text, size_t length, int cells)
{
	locale_t old = enter_locale();
	size_t at = 0;
	int used = 0;
	while (at < length) {
		size_t next = grapheme_end(text, length, at);
		int width = width_inside(text + at, next - at);
		if (used + width > cells)
			break;
		used += width;
		at = next;
	}
	leave_locale(old);
	return at;
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t
skip_blanks(const char *text, size_t length, size_t at)
{
	while (at < length && blank(text[at]))
		at++;
	return at;
}

size_t
text_wrap(const char *text, size_t length, int cells, size_t *skip)
{
	const char *newline = memchr(text, '\n', length);
	size_t line = newline ? (size_t)(newline - text) : length;
	size_t fit = text_fit(text, line, cells);
	if (fit == line) {
		*skip = newline ? 1 : 0;
		return line;
	}
	/* A little more than fits, so that a blank just behind the last cell counts. */
	size_t after = skip_blanks(text, line, fit);
	size_t end = after;
	for (int i = 0; i < 2 && end < line; i++)
		end = grapheme_end(text, line, end);
	char *breaks = xmalloc(end + 1);
	u8_possible_linebreaks(bytes_of(text), end, "UTF-8", breaks);
	size_t next = after < end ? after : fit;
	while (next > 0 && breaks[next] != UC_BREAK_POSSIBLE)
		next--;
	free(breaks);
	size_t cut = next;
	while (cut > 0 && blank(text[cut - 1]))
		cut--;
	if (cut == 0) { /* one long word, or nothing but blanks */
		cut = fit ? fit : grapheme_end(text, line, 0);
		next = cut;
	}
	*skip = skip_blanks(text, line, next) - cut;
	/* Blanks before a line's end or the text's end are not another line. */
	if (cut + *skip == line && newline)
		(*skip)++;
	return cut;
}

/* ---- safe to show ---- */

static void
put_char(struct buf *out, ucs4_t c)
{
	uint8_t bytes[6];
	int n = u8_uctomb(bytes, c, sizeof bytes);
	if (n > 0)
		buf_add(out, bytes, (size_t)n);
}

enum { REPLACEMENT = 0xfffd, JOINER = 0x200d, NON_JOINER = 0x200c };

/* Characters that steer the terminal or the reader's eye without being seen. */
static bool
steers(ucs4_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x180e || c == 0x200b ||
	       c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) ||
	       (c >= 0xe0000 && c <= 0xe007f);
}

/* Scripts whose letters join, where a joiner changes what is read. */
static bool
joins(ucs4_t c)
{
	static const char *const scripts[] = {"Arabic", "Syriac", "Mongolian", "Nko", "Devanagari",
	    "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam",
	    "Sinhala", "Khmer", "Myanmar", "Tibetan"};
	if (c < 0x600)
		return false;
	const uc_script_t *script = uc_script(c);
	for (size_t i = 0; script && i < sizeof scripts / sizeof *scripts; i++)
		if (strcmp(script->name, scripts[i]) == 0)
			return true;
	return false;
}

void
text_printable(struct buf *out, const char *text, size_t length)
{
	ucs4_t before = 0;
	for (size_t at = 0; at < length;) {
		ucs4_t c, next = 0;
		size_t n = decode(text + at, length - at, &c);
		if (n == 0) {
			put_char(out, REPLACEMENT);
			before = 0;
			at++;
			continue;
		}
		at += n;
		if (c >= 0x20 && c < 0x7f) {
			buf_putc(out, (char)c);
		} else if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029) {
			buf_putc(out, ' ');
		} else if (c == JOINER || c == NON_JOINER) {
			/* A joiner behind a virama shapes the letter before it, also at a word's
			 * end. */
			if (at < length && decode(text + at, length - at, &next) == 0)
				next = 0;
			bool shapes = uc_combining_class(before) == UC_CCC_VR;
			if (joins(before) && (shapes || joins(next)))
				put_char(out, c);
		} else {
			put_char(out, steers(c) ? (ucs4_t)REPLACEMENT : c);
		}
		before = c;
	}
}

bool
text_is_printable(const char *text, size_t length)
{
	struct buf shown;
	buf_init(&shown, length * 3 + 3);
	text_printable(&shown, text, length);
	bool same = shown.length == length && memcmp(shown.data, text, length) == 0;
	buf_release(&shown);
	return same;
}

/* ---- normal forms ---- */

static bool
all_ascii(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

/* The text with each invalid byte replaced. */
static void
put_valid(struct buf *out, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		ucs4_t c;
		size_t n = decode(text + at, length - at, &c);
		if (n == 0)
			put_char(out, REPLACEMENT);
		else
			buf_add(out, text + at, n);
		at += n ? n : 1;
	}
}

void
text_nfc(struct buf *out, const char *text, size_t length)
{
	if (all_ascii(text, length)) {
		buf_add(out, text, length);
		return;
	}
	struct buf valid;
	buf_init(&valid, length * 3 + 3);
	put_valid(&valid, text, length);
	size_t size = 0;
	uint8_t *composed =
	    u8_normalize(UNINORM_NFC, bytes_of(valid.data), valid.length, NULL, &size);
	if (composed)
		buf_add(out, composed, size);
	free(composed);
	buf_release(&valid);
}

/* Letters that searching reads as others but Unicode does not take apart. */
static const char *
plain_letter(ucs4_t c)
{
	switch (c) {
	case 0x00e6:
		return "ae";
	case 0x00f0:
	case 0x0111:
		return "d";
	case 0x00f8:
		return "o";
	case 0x00fe:
		return "th";
	case 0x0127:
		return "h";
	case 0x0131:
		return "i";
	case 0x0142:
		return "l";
	case 0x014b:
		return "ng";
	case 0x0153:
		return "oe";
	case 0x0167:
		return "t";
	default:
		return NULL;
	}
}

/* A mark above or below a letter, as against a vowel sign or virama, which is part of the word. */
static bool
is_diacritic(ucs4_t c)
{
	int class = uc_combining_class(c);
	return class != UC_CCC_NR && class != UC_CCC_VR && class != UC_CCC_KV;
}

static void
fold_char(struct buf *out, ucs4_t c, bool *gap)
{
	if (is_diacritic(c) || c == JOINER || c == NON_JOINER || c == 0xad)
		return;
	bool word = c < 0x80
			? (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
			: c != 0x02bc && c != 0x02bb &&
			      uc_is_general_category_withtable(
				  c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
	if (!word) {
		*gap = true;
		return;
	}
	if (*gap)
		buf_putc(out, ' ');
	*gap = false;
	const char *plain = c < 0x80 ? NULL : plain_letter(c);
	if (plain)
		buf_puts(out, plain);
	else
		put_char(out, c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

void
text_upper(struct buf *out, const char *text, size_t length)
{
	size_t size = 0;
	uint8_t *upper = u8_toupper(bytes_of(text), length, NULL, NULL, NULL, &size);
	buf_add(out, upper ? (const char *)upper : text, upper ? size : length);
	free(upper);
}

void
text_fold(struct buf *out, const char *text, size_t length)
{
	/* The result is built apart, so that a blank is put only between two words of this text. */
	struct buf folded;
	buf_init(&folded, length * 36 + 16); /* NFKD makes at most 18 characters of one */
	const char *from = text;
	size_t size = length;
	uint8_t *apart = NULL;
	if (!all_ascii(text, length)) {
		struct buf valid;
		buf_init(&valid, length * 3 + 3);
		put_valid(&valid, text, length);
		apart = u8_casefold(
		    bytes_of(valid.data), valid.length, NULL, UNINORM_NFKD, NULL, &size);
		buf_release(&valid);
		if (!apart)
			size = 0;
		from = (const char *)apart;
	}
	bool gap = false;
	for (size_t at = 0; at < size;) {
		ucs4_t c;
		size_t n = decode(from + at, size - at, &c);
		if (n)
			fold_char(&folded, c, &gap);
		at += n ? n : 1;
		if (folded.length == 0)
			gap = false;
	}
	free(apart);
	buf_add(out, folded.data, folded.length);
	buf_release(&folded);
}
