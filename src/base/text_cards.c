/*
 * Payment card numbers in what people type: found however they are written, and masked in place.
 *
 * The rule (ISO/IEC 7812-1): 13 to 19 digits of which the first is 2 to 6 and the check digit right
 * by Luhn. Digits of any script count, full-width ones too; what parts them is blanks, dashes or
 * signs that show nothing, in groups of any length while it is one kind of sign, else and with
 * other signs in groups that begin with four. What is therefore left alone: a UPRN (12 digits at
 * most), our references (9), a telephone number (it begins with 0, or with + and has no more than
 * 15 digits), ids (a UUID is never looked at).
 */
#include "base/id.h"
#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { SHORTEST = 13, LONGEST = 19, PHONE = 15, SHOWN = 4 };

/* What a character is here. */
enum sign { SIGN_DIGIT, SIGN_NOTHING, SIGN_BLANK, SIGN_DASH, SIGN_OTHER, SIGN_END };

struct character {
	enum sign sign;
	int digit;
	size_t length; /* bytes */
};

static uint32_t
decode(const unsigned char *c, size_t *length)
{
	*length = 1;
	if (c[0] < 0xc2)
		return c[0];
	if (c[0] < 0xe0 && (c[1] & 0xc0) == 0x80) {
		*length = 2;
		return (c[0] & 0x1fu) << 6 | (c[1] & 0x3fu);
	}
	if (c[0] < 0xf0 && c[0] >= 0xe0 && (c[1] & 0xc0) == 0x80 && (c[2] & 0xc0) == 0x80) {
		*length = 3;
		return (c[0] & 0x0fu) << 12 | (c[1] & 0x3fu) << 6 | (c[2] & 0x3fu);
	}
	return 0xfffd; /* of four bytes, or broken: it parts */
}

/* The zeros of the scripts whose digits have two or three bytes (Unicode, Nd). */
static int
digit_of(uint32_t c)
{
	static const uint32_t zeros[] = {'0', 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6,
	    0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0xff10};
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return (int)(c - zeros[i]);
	return -1;
}

static struct character
read_one(const char *text)
{
	struct character it = {SIGN_END, -1, 1};
	uint32_t c = decode((const unsigned char *)text, &it.length);
	it.digit = digit_of(c);
	if (it.digit >= 0)
		it.sign = SIGN_DIGIT;
	else if (c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff)
		it.sign = SIGN_NOTHING;
	else if (c == ' ' || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
		 c == 0x3000)
		it.sign = SIGN_BLANK;
	else if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xff0d)
		it.sign = SIGN_DASH;
	else if (c && strchr("./_,\t\n", (int)(c < 128 ? c : '?')))
		it.sign = SIGN_OTHER;
	return it;
}

static bool
luhn(const int *digits, size_t count)
{
	int sum = 0;
	for (size_t i = 0; i < count; i++) {
		int value = digits[count - 1 - i] * (i % 2 ? 2 : 1);
		sum += value > 9 ? value - 9 : value;
	}
	return sum % 10 == 0;
}

/* The end of the card number that begins at `from`, or 0. Where groups are parted in several ways,
 * or by other signs, all must be of four, but the last (or 4, 6 and 5 or 4, as some cards are
 * printed): else two telephone numbers side by side would look like a card. */
static size_t
card_end(const char *text, size_t from)
{
	int digits[LONGEST];
	size_t end = 0, count = 0, group = 0, groups = 0;
	bool kinds[SIGN_END] = {false}, fours = true;
	for (size_t at = from;;) {
		struct character it = read_one(text + at);
		if (it.sign == SIGN_DIGIT) {
			if (count == LONGEST)
				return end;
			digits[count++] = it.digit;
			group++;
			at += it.length;
			continue;
		}
		bool even = kinds[SIGN_BLANK] + kinds[SIGN_DASH] <= 1 && !kinds[SIGN_OTHER];
		if (group && count >= SHORTEST && (even || fours) && luhn(digits, count))
			end = at;
		if (it.sign == SIGN_END)
			return end;
		if (group && it.sign != SIGN_NOTHING) {
			groups++;
			if (group != 4 && !(groups == 2 && group == 6))
				fours = false;
			group = 0;
		}
		kinds[it.sign] = true;
		at += it.length;
	}
}

/* As many bytes as the digit had. */
static void
mask(char *at, size_t length)
{
	static const char *const masks[] = {NULL, "*", "\xd9\xad", "\xef\xbc\x8a"};
	memcpy(at, masks[length], length);
}

static void
mask_between(char *text, size_t from, size_t to)
{
	size_t left = 0;
	for (size_t at = from; at < to;) {
		struct character it = read_one(text + at);
		left += it.sign == SIGN_DIGIT;
		at += it.length;
	}
	for (size_t at = from; at < to && left > SHOWN;) {
		struct character it = read_one(text + at);
		if (it.sign == SIGN_DIGIT) {
			mask(text + at, it.length);
			left--;
		}
		at += it.length;
	}
}

/* The end of a telephone number after its +: at most 15 digits (E.164), parted by single signs.
 * With more it is none: `from`. */
static size_t
phone_end(const char *text, size_t from)
{
	size_t at = from, end = from, count = 0;
	for (bool parted = false;;) {
		struct character it = read_one(text + at);
		if (it.sign == SIGN_DIGIT) {
			if (++count > PHONE)
				return from;
			end = at + it.length;
			parted = false;
		} else if (it.sign == SIGN_END || it.sign == SIGN_OTHER || parted) {
			return end;
		} else {
			parted = true;
		}
		at += it.length;
	}
}

/* An id in a text of more than that, as in the name of something that was made for it. */
static bool
is_id(const char *text, size_t at)
{
	char id[ID_LENGTH + 1];
	size_t length = strnlen(text + at, ID_LENGTH);
	memcpy(id, text + at, length);
	id[length] = '\0';
	return (at == 0 || !isalnum((unsigned char)text[at - 1])) && id_valid(id) &&
	       !isalnum((unsigned char)text[at + ID_LENGTH]);
}

bool
text_mask_cards(char *text)
{
	bool masked = false, inside = false;
	for (size_t at = 0; text[at];) {
		if (is_id(text, at)) {
			at += ID_LENGTH;
			inside = false;
			continue;
		}
		struct character it = read_one(text + at);
		size_t next = at + it.length;
		if (it.sign != SIGN_DIGIT) {
			inside = it.sign == SIGN_NOTHING && inside;
			if (text[at] == '+')
				next = phone_end(text, next);
			at = next;
			continue;
		}
		/* A number is looked at from its first digit only. */
		size_t end = !inside && it.digit >= 2 && it.digit <= 6 ? card_end(text, at) : 0;
		inside = true;
		if (end) {
			mask_between(text, at, end);
			masked = true;
			inside = false;
			next = end;
		}
		at = next;
	}
	return masked;
}

/* ---- one number in two texts ---- */

/* Digits and what may part them, nothing else: how many, or 0. */
static size_t
digits_only(const char *text, int *digits, size_t most)
{
	size_t count = 0;
	for (size_t at = 0; text[at];) {
		struct character it = read_one(text + at);
		if (it.sign == SIGN_END || it.sign == SIGN_OTHER)
			return 0;
		if (it.sign == SIGN_DIGIT) {
			if (count == most)
				return 0;
			digits[count++] = it.digit;
		}
		at += it.length;
	}
	return count;
}

static int
leading(const int *digits, size_t count)
{
	int number = 0;
	for (size_t i = 0; i < count; i++)
		number = number * 10 + digits[i];
	return number;
}

/* As schemes issue them; narrower than the rule for one text, since two numbers of anything else
 * come side by side often. */
static bool
is_issued(const int *digits, size_t count)
{
	int two = leading(digits, 2), four = leading(digits, 4);
	if (digits[0] == 4) /* Visa */
		return count == 16 || count == 19;
	if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) /* Mastercard */
		return count == 16;
	if (two == 34 || two == 37) /* American Express */
		return count == 15;
	if (two == 36 || two == 38 || two == 30) /* Diners */
		return count == 14 || count == 16;
	if ((four >= 3528 && four <= 3589) || four == 6011 || two == 65 ||
	    (four >= 6440 && four <= 6499))
		return count == 16 || count == 19;                      /* JCB, Discover */
	return (two == 50 || two == 67 || four == 6304) && count >= 16; /* Maestro */
}

bool
text_mask_card_halves(char *first, char *second)
{
	int digits[LONGEST];
	if (id_valid(first) || id_valid(second))
		return false;
	size_t one = digits_only(first, digits, LONGEST);
	size_t two = one >= SHOWN ? digits_only(second, digits + one, LONGEST - one) : 0;
	if (two < SHOWN || one % 2 || !is_issued(digits, one + two) || !luhn(digits, one + two))
		return false;
	size_t skip = strlen(second);
	mask_between(second, 0, skip);
	for (size_t at = 0; first[at];) {
		struct character it = read_one(first + at);
		if (it.sign == SIGN_DIGIT)
			mask(first + at, it.length);
		at += it.length;
	}
	return true;
}
