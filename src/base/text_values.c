/* Telephones, postcodes and small words: ASCII forms inside outside text. */
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

char *
text_trim(char *text)
{
	while (*text && isspace((unsigned char)*text))
		text++;
	size_t length = strlen(text);
	while (length && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
	return text;
}

bool
text_same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

bool
text_unchanged(const char *a, const char *b)
{
	return text_same(a ? a : "", b ? b : "");
}

bool
text_blank(const char *text)
{
	if (!text)
		return true;
	while (isspace((unsigned char)*text))
		text++;
	return *text == '\0';
}

bool
word_equal(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ---- telephones ---- */

bool
phone_ascii(const char *text, char *out, size_t size)
{
	size_t used = 0;
	while (*text) {
		const unsigned char *c = (const unsigned char *)text;
		char plain = *text;
		size_t length = 1;
		if (c[0] == 0xc2 && c[1] == 0xa0) { /* U+00A0 */
			plain = ' ';
			length = 2;
		} else if (c[0] == 0xe2 && c[1] == 0x80 && c[2] >= 0x90 && c[2] <= 0x95) {
			plain = '-'; /* U+2010 to U+2015 */
			length = 3;
		} else if (c[0] == 0xef && c[1] == 0xbc && c[2] >= 0x81 && c[2] <= 0x9f) {
			plain = (char)(c[2] - 0x81 + '!'); /* fullwidth U+FF01 to U+FF1F */
			length = 3;
		}
		if (used + 1 >= size)
			return false;
		out[used++] = plain;
		text += length;
	}
	out[used] = '\0';
	return true;
}

size_t
phone_extension(const char *text)
{
	static const char *const words[] = {"extension", "ext.", "ext", "x", "#"};
	size_t all = strlen(text), end = all;
	while (end && digit(text[end - 1]))
		end--;
	if (end == all)
		return all;
	while (end && text[end - 1] == ' ')
		end--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t length = strlen(words[i]);
		if (end > length && strncasecmp(text + end - length, words[i], length) == 0)
			return end - length;
	}
	return all;
}

/* Copies the digits of a number as people write it: blanks, brackets, dots, dashes between, one
 * plus in front. Returns their count, or -1. */
static int
phone_digits(const char *text, char *out, int limit, bool *plus)
{
	int count = 0;
	*plus = false;
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (digit(*text)) {
			if (count == limit)
				return -1;
			out[count++] = *text;
		} else if (c == '+' && count == 0 && !*plus) {
			*plus = true;
		} else if (!strchr(" ()-./", c)) {
			return -1;
		}
	}
	out[count] = '\0';
	return count;
}

/* Area codes where old numbers are one digit shorter. */
static bool
has_short_numbers(const char *number)
{
	static const char codes[][5] = {"1204", "1208", "1254", "1276", "1297", "1298", "1363",
	    "1364", "1384", "1386", "1404", "1420", "1460", "1461", "1480", "1488", "1524", "1527",
	    "1562", "1566", "1606", "1629", "1635", "1647", "1659", "1695", "1697", "1726", "1744",
	    "1750", "1827", "1837", "1884", "1900", "1905", "1935", "1946", "1949", "1963", "1995"};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (strncmp(number, codes[i], 4) == 0)
			return true;
	return false;
}

/* A national number without its 0 (Ofcom's National Telephone Numbering Plan). */
static bool
is_national(const char *number, int count)
{
	switch (count) {
	case 10:
		return strchr("123578", number[0]) || number[0] == '9';
	case 9:
		return strncmp(number, "800", 3) == 0 || has_short_numbers(number);
	case 7:
		return strcmp(number, "8001111") == 0 || strcmp(number, "8454647") == 0;
	default:
		return false;
	}
}

bool
phone_normal(const char *text, char out[20])
{
	char plain[64], all[32], *number = all;
	bool plus;
	if (!text || !phone_ascii(text, plain, sizeof plain))
		return false;
	int count = phone_digits(plain, all, 24, &plus);
	if (count <= 0)
		return false;
	bool international = plus;
	if (!plus && strncmp(number, "00", 2) == 0) {
		international = true;
		number += 2;
		count -= 2;
	} else if (!plus && count == 12 && strncmp(number, "44", 2) == 0) {
		international = true;
	}
	if (international && strncmp(number, "44", 2) != 0) {
		if (count < 7 || count > 15 || *number == '0') /* ITU-T E.164: at most 15 digits */
			return false;
		snprintf(out, 20, "+%.15s", number);
		return true;
	}
	if (international) {
		number += 2;
		count -= 2;
	}
	if (*number == '0') {
		number++;
		count--;
	} else if (!international && count != 10) {
		return false; /* without its 0, as spreadsheets leave it, only at full length */
	}
	if (!is_national(number, count))
		return false;
	snprintf(out, 20, "+44%.10s", number);
	return true;
}

/* Area codes of five digits. */
static bool
five_digit_area(const char *number)
{
	static const char codes[][6] = {"13873", "15242", "15394", "15395", "15396", "16973",
	    "16974", "16977", "17683", "17684", "17687", "19467"};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (strncmp(number, codes[i], 5) == 0)
			return true;
	return false;
}

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Sizes of the groups after which a blank stands. */
static void
phone_groups(const char *number, int groups[2])
{
	size_t length = strlen(number);
	groups[0] = 4, groups[1] = 0;
	if (length == 7) {
		groups[0] = 3;
		groups[1] = *number == '8' && number[1] == '4' ? 2 : 0;
	} else if (length == 9 && *number == '8') {
		groups[0] = 3;
	} else if (*number == '2' || begins(number, "55") || begins(number, "56") ||
		   begins(number, "70") || (begins(number, "76") && !begins(number, "7624"))) {
		groups[0] = 2, groups[1] = 4;
	} else if (strchr("389", *number) || begins(number, "11") ||
		   (*number == '1' && number[2] == '1')) {
		groups[0] = 3, groups[1] = 3;
	} else if (five_digit_area(number)) {
		groups[0] = 5;
	}
}

void
phone_words(const char *e164, char *out, size_t size)
{
	if (!begins(e164, "+44") || strlen(e164) < 10 || strlen(e164) > 13) {
		snprintf(out, size, "%s", e164);
		return;
	}
	const char *number = e164 + 3;
	int groups[2];
	phone_groups(number, groups);
	if (groups[1])
		snprintf(out, size, "0%.*s %.*s %s", groups[0], number, groups[1],
		    number + groups[0], number + groups[0] + groups[1]);
	else
		snprintf(out, size, "0%.*s %s", groups[0], number, number + groups[0]);
}

/* ---- postcodes ---- */

static bool
letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A9, A99, AA9, AA99, A9A, AA9A (BS 7666). */
static bool
is_outward(const char *code, size_t length)
{
	if (length < 2 || length > 4 || !letter(code[0]))
		return false;
	size_t at = letter(code[1]) ? 2 : 1;
	if (at >= length || !digit(code[at]))
		return false;
	at++;
	if (at < length && (digit(code[at]) || letter(code[at])))
		at++;
	return at == length;
}

bool
postcode_normal(const char *text, char out[9])
{
	char code[8];
	size_t length = 0;
	if (!text)
		return false;
	for (; *text; text++) {
		if (*text == ' ')
			continue;
		if (length == 7 || !isalnum((unsigned char)*text))
			return false;
		code[length++] = (char)toupper((unsigned char)*text);
	}
	code[length] = '\0';
	if (length < 5)
		return false;
	const char *inward = code + length - 3;
	bool good = digit(inward[0]) && letter(inward[1]) && letter(inward[2]) &&
		    !strchr("CIKMOV", inward[1]) && !strchr("CIKMOV", inward[2]) &&
		    is_outward(code, length - 3);
	if (!good && strcmp(code, "GIR0AA") != 0)
		return false;
	snprintf(out, 9, "%.*s %s", (int)(length - 3), code, inward);
	return true;
}

bool
postcode_find(const char *text, char out[9])
{
	bool found = false;
	const char *words[2] = {NULL, NULL}; /* the last two */
	for (const char *at = text; at && *at;) {
		at += strspn(at, " ,");
		size_t length = strcspn(at, " ,");
		char code[18];
		words[0] = words[1];
		words[1] = at;
		size_t both = words[0] ? (size_t)(at + length - words[0]) : 0;
		if (both && both < sizeof code) {
			snprintf(code, sizeof code, "%.*s", (int)both, words[0]);
			found = postcode_normal(code, out) || found;
		}
		if (length && length < sizeof code) {
			snprintf(code, sizeof code, "%.*s", (int)length, at);
			found = postcode_normal(code, out) || found;
		}
		at += length;
	}
	return found;
}
