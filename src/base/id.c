#include "base/id.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static void
system_fill(void *context, void *bytes, size_t length)
{
	(void)context;
	unsigned char *at = bytes;
	while (length) {
		ssize_t n = getrandom(at, length, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			abort(); /* without randomness ids would collide: stop rather than guess */
		at += n;
		length -= (size_t)n;
	}
}

const struct id_source *
id_system(void)
{
	static const struct id_source source = {system_fill, NULL};
	return &source;
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static void
seeded_fill(void *context, void *bytes, size_t length)
{
	struct id_seeded *seeded = context;
	unsigned char *at = bytes;
	while (length) {
		uint64_t z = (seeded->state += UINT64_C(0x9e3779b97f4a7c15));
		z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
		z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
		z ^= z >> 31;
		size_t n = length < sizeof z ? length : sizeof z;
		memcpy(at, &z, n);
		at += n;
		length -= n;
	}
}

void
id_seeded_init(struct id_seeded *seeded, uint64_t seed)
{
	*seeded = (struct id_seeded){{seeded_fill, seeded}, seed};
}

void
id_make(char out[ID_LENGTH + 1], micros now, const struct id_source *source)
{
	unsigned char b[16];
	source->fill(source->context, b, sizeof b);
	uint64_t ms = now > 0 ? (uint64_t)(now / 1000) : 0;
	for (int i = 0; i < 6; i++)
		b[i] = (unsigned char)(ms >> (8 * (5 - i)));
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x70);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	static const char hex[] = "0123456789abcdef";
	char *at = out;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = hex[b[i] >> 4];
		*at++ = hex[b[i] & 15];
	}
	*at = '\0';
}

bool
id_valid(const char *text)
{
	if (!text)
		return false;
	for (int i = 0; i < ID_LENGTH; i++) {
		char c = text[i];
		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (c != '-')
				return false;
		} else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
			return false;
		}
	}
	return text[ID_LENGTH] == '\0';
}

/* Damm 2004: a quasigroup of order 10 that finds every single error and every swap of neighbours.
 */
static unsigned
damm(const char *digits, int count)
{
	static const unsigned char table[10][10] = {{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
	    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3}, {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
	    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6}, {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
	    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1}, {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
	    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7}, {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
	    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}};
	unsigned state = 0;
	for (int i = 0; i < count; i++)
		state = table[state][digits[i] - '0'];
	return state;
}

void
reference_format(char out[REFERENCE_LENGTH + 1], uint32_t number)
{
	char digits[8];
	for (int i = 7; i >= 0; i--, number /= 10)
		digits[i] = (char)('0' + number % 10);
	memcpy(out, digits, 4);
	out[4] = '-';
	memcpy(out + 5, digits + 4, 4);
	out[9] = '-';
	out[10] = (char)('0' + damm(digits, 8));
	out[11] = '\0';
}

bool
reference_is_training(const char *reference)
{
	return reference && reference[0] == '9';
}

bool
reference_parse(const char *text, uint32_t *number)
{
	char digits[9];
	int count = 0;
	for (; *text; text++) {
		if (*text == '-' || *text == ' ')
			continue;
		if (*text < '0' || *text > '9' || count == 9)
			return false;
		digits[count++] = *text;
	}
	if (count != 9 || damm(digits, 9) != 0)
		return false;
	uint32_t value = 0;
	for (int i = 0; i < 8; i++)
		value = value * 10 + (uint32_t)(digits[i] - '0');
	*number = value;
	return true;
}
