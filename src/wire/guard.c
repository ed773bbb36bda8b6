#include "base/alloc.h"
#include "base/text.h"
#include "wire/codec.h"

#include <stdlib.h>
#include <string.h>

/* One pass over the text. Keys of the objects that are open are kept decoded, side by side, so that
 * "a" and "\u0061" count as the same; at an object's end its keys are sorted and compared. */
struct key {
	size_t at, length, seen; /* in `decoded`; where it began in the text */
};

struct scan {
	const unsigned char *text;
	size_t at, length;
	int depth;
	struct buf decoded;
	struct key *keys;
	size_t key_count, key_room;
	const char *fault; /* the first one; the scan stops there */
	size_t fault_at;
};

static bool
fail(struct scan *scan, const char *fault)
{
	if (!scan->fault) {
		scan->fault = fault;
		scan->fault_at = scan->at;
	}
	return false;
}

/* The byte at hand, or 0 at the end; U+0000 is no part of the grammar. */
static unsigned char
peek(const struct scan *scan)
{
	return scan->at < scan->length ? scan->text[scan->at] : 0;
}

static void
skip_blanks(struct scan *scan)
{
	while (scan->at < scan->length && memchr(" \t\r\n", scan->text[scan->at], 4))
		scan->at++;
}

static bool
scan_word(struct scan *scan, const char *word)
{
	size_t length = strlen(word);
	if (scan->length - scan->at < length || memcmp(scan->text + scan->at, word, length) != 0)
		return fail(scan, "a value was expected");
	scan->at += length;
	return true;
}

static bool
scan_digits(struct scan *scan)
{
	size_t from = scan->at;
	while (peek(scan) >= '0' && peek(scan) <= '9')
		scan->at++;
	return scan->at > from || fail(scan, "a digit was expected");
}

static bool
scan_number(struct scan *scan)
{
	if (peek(scan) == '-')
		scan->at++;
	if (peek(scan) == '0')
		scan->at++;
	else if (!scan_digits(scan))
		return false;
	if (peek(scan) == '.') {
		scan->at++;
		if (!scan_digits(scan))
			return false;
	}
	if (peek(scan) == 'e' || peek(scan) == 'E') {
		scan->at++;
		if (peek(scan) == '+' || peek(scan) == '-')
			scan->at++;
		return scan_digits(scan);
	}
	return true;
}

/* Four hexadecimal digits, or -1. */
static int
scan_hex(struct scan *scan)
{
	int value = 0;
	for (int i = 0; i < 4; i++, scan->at++) {
		unsigned char c = peek(scan);
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;
		if (digit < 0) {
			fail(scan, "\\u wants four hexadecimal digits");
			return -1;
		}
		value = value * 16 + digit;
	}
	return value;
}

static void
put_utf8(struct buf *out, int c)
{
	if (c < 0x80) {
		buf_putc(out, (char)c);
	} else if (c < 0x800) {
		buf_putc(out, (char)(0xc0 | c >> 6));
		buf_putc(out, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		buf_putc(out, (char)(0xe0 | c >> 12));
		buf_putc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_putc(out, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_putc(out, (char)(0xf0 | c >> 18));
		buf_putc(out, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_putc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_putc(out, (char)(0x80 | (c & 0x3f)));
	}
}

/* After "\u". `key` takes the decoded bytes, or is null. */
static bool
scan_unicode(struct scan *scan, struct buf *key)
{
	int c = scan_hex(scan);
	if (c < 0)
		return false;
	if (c == 0)
		return fail(scan, "U+0000 is not allowed");
	if (c >= 0xdc00 && c <= 0xdfff)
		return fail(scan, "half of a surrogate pair");
	if (c >= 0xd800 && c <= 0xdbff) {
		if (!(peek(scan) == '\\' && scan->at + 1 < scan->length &&
			scan->text[scan->at + 1] == 'u'))
			return fail(scan, "half of a surrogate pair");
		scan->at += 2;
		int low = scan_hex(scan);
		if (low < 0xdc00 || low > 0xdfff)
			return fail(scan, "half of a surrogate pair");
		c = 0x10000 + (c - 0xd800) * 0x400 + (low - 0xdc00);
	}
	if (key)
		put_utf8(key, c);
	return true;
}

static bool
scan_escape(struct scan *scan, struct buf *key)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	unsigned char c = peek(scan);
	if (c == 'u') {
		scan->at++;
		return scan_unicode(scan, key);
	}
	const char *found = c ? strchr(from, c) : NULL;
	if (!found)
		return fail(scan, "unknown escape");
	scan->at++;
	if (key)
		buf_putc(key, to[found - from]);
	return true;
}

static bool
scan_string(struct scan *scan, struct buf *key)
{
	scan->at++;
	while (scan->at < scan->length) {
		unsigned char c = scan->text[scan->at];
		if (c < 0x20)
			return fail(scan, "control character in a text");
		scan->at++;
		if (c == '"')
			return true;
		if (c == '\\' ? !scan_escape(scan, key) : key && buf_putc(key, (char)c) < 0)
			return false;
	}
	return fail(scan, "text without an end");
}

static int
compare_keys(const void *a, const void *b, void *context)
{
	const struct key *x = a, *y = b;
	const char *decoded = context;
	size_t shorter = x->length < y->length ? x->length : y->length;
	int order = memcmp(decoded + x->at, decoded + y->at, shorter);
	return order ? order : (x->length > y->length) - (x->length < y->length);
}

/* Compares the keys of the object that ends, and forgets them. */
static bool
close_keys(struct scan *scan, size_t first)
{
	size_t count = scan->key_count - first;
	if (!count)
		return true;
	struct key *keys = scan->keys + first;
	size_t decoded = keys[0].at;
	qsort_r(keys, count, sizeof *keys, compare_keys, scan->decoded.data);
	for (size_t i = 1; i < count; i++)
		if (compare_keys(&keys[i - 1], &keys[i], scan->decoded.data) == 0) {
			scan->at =
			    keys[i].seen > keys[i - 1].seen ? keys[i].seen : keys[i - 1].seen;
			return fail(scan, "a key is given twice");
		}
	scan->key_count = first;
	buf_splice(&scan->decoded, decoded, scan->decoded.length - decoded, "", 0);
	return true;
}

static bool scan_value(struct scan *scan);

static bool
scan_member(struct scan *scan)
{
	if (peek(scan) != '"')
		return fail(scan, "a key in quotes was expected");
	scan->keys = grow(scan->keys, &scan->key_room, scan->key_count, sizeof *scan->keys);
	struct key key = {.at = scan->decoded.length, .seen = scan->at};
	if (!scan_string(scan, &scan->decoded))
		return false;
	key.length = scan->decoded.length - key.at;
	scan->keys[scan->key_count++] = key;
	skip_blanks(scan);
	if (peek(scan) != ':')
		return fail(scan, "a colon was expected");
	scan->at++;
	return scan_value(scan);
}

/* An array or object: what is between the brackets, with commas. */
static bool
scan_inside(struct scan *scan, char end, bool (*item)(struct scan *scan))
{
	size_t first = scan->key_count;
	if (++scan->depth > JSON_DEPTH)
		return fail(scan, "nested too deeply");
	scan->at++;
	skip_blanks(scan);
	while (peek(scan) != end) {
		if (!item(scan))
			return false;
		skip_blanks(scan);
		if (peek(scan) == end)
			break;
		if (peek(scan) != ',')
			return fail(scan, "a comma or the end was expected");
		scan->at++;
		skip_blanks(scan);
		if (peek(scan) == end)
			return fail(scan, "nothing follows the comma");
	}
	scan->at++;
	scan->depth--;
	return close_keys(scan, first);
}

static bool
scan_value(struct scan *scan)
{
	skip_blanks(scan);
	switch (peek(scan)) {
	case '{':
		return scan_inside(scan, '}', scan_member);
	case '[':
		return scan_inside(scan, ']', scan_value);
	case '"':
		return scan_string(scan, NULL);
	case 't':
		return scan_word(scan, "true");
	case 'f':
		return scan_word(scan, "false");
	case 'n':
		return scan_word(scan, "null");
	default:
		return scan_number(scan);
	}
}

static bool
scan_text(struct scan *scan)
{
	if (!scan_value(scan))
		return false;
	skip_blanks(scan);
	return scan->at == scan->length || fail(scan, "something follows the value");
}

int
json_guard(const char *text, size_t length, struct err *err)
{
	if (length > REPLY_LIMIT)
		return err_set(err, "longer than %d bytes", REPLY_LIMIT);
	if (!utf8_valid(text, length))
		return err_set(err, "not UTF-8");
	struct scan scan = {.text = (const unsigned char *)text, .length = length};
	buf_init(&scan.decoded, length);
	bool good = scan_text(&scan);
	buf_release(&scan.decoded);
	free(scan.keys);
	return good ? 0
		    : err_set(
			  err, "byte %zu: %s", scan.fault_at, scan.fault ? scan.fault : "not JSON");
}
