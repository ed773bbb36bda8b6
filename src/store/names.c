/* How names sound, and names one slip of the finger apart. */
#include "store/tokens.h"

#include <string.h>

/* First letters that sound alike, then Soundex's classes (Russell 1918) without its length. */
void
name_sound(char out[8], const char *word)
{
	static const char first[] = "abkdefjhijklmnopkrstuvvsys";
	static const char class[] = "01230120022455012623010202";
	size_t n = 0;
	char before = 0;
	out[0] = '\0';
	if (strncmp(word, "ph", 2) == 0)
		word++, out[n++] = 'f';
	else if (strncmp(word, "kn", 2) == 0 || strncmp(word, "wr", 2) == 0)
		word++;
	for (; *word; word++) {
		if (*word < 'a' || *word > 'z') {
			out[0] = '\0';
			return;
		}
		char code = class[*word - 'a'];
		if (n == 0)
			out[n++] = first[*word - 'a'];
		else if (code != '0' && code != before && n < 6)
			out[n++] = code;
		if (*word != 'h' && *word != 'w')
			before = code;
	}
	out[n] = '\0';
}

bool
name_near(const char *a, const char *b)
{
	size_t n = 0;
	while (a[n] && a[n] == b[n])
		n++;
	a += n;
	b += n;
	if (!*a || !*b)
		return strlen(a) + strlen(b) <= 1;
	return strcmp(a + 1, b + 1) == 0 || strcmp(a + 1, b) == 0 || strcmp(a, b + 1) == 0 ||
	       (a[0] == b[1] && a[1] == b[0] && strcmp(a + 2, b + 2) == 0);
}

/* Levenshtein's distance is less than half of the longer name. */
bool
name_resembles(const char *a, const char *b)
{
	enum { MOST = 40 };
	unsigned char row[MOST + 1];
	size_t rows = strlen(a), columns = strlen(b);
	if (rows > MOST || columns > MOST)
		return false;
	for (size_t j = 0; j <= columns; j++)
		row[j] = (unsigned char)j;
	for (size_t i = 1; i <= rows; i++) {
		unsigned char corner = row[0];
		row[0] = (unsigned char)i;
		for (size_t j = 1; j <= columns; j++) {
			unsigned char above = row[j],
				      least = above < row[j - 1] ? above : row[j - 1];
			unsigned char changed = (unsigned char)(corner + (a[i - 1] != b[j - 1]));
			row[j] = least + 1 < changed ? (unsigned char)(least + 1) : changed;
			corner = above;
		}
	}
	return 2U * row[columns] < (rows > columns ? rows : columns);
}

void
name_variants(const char *word, struct arena *arena, struct list *variants)
{
	size_t length = strlen(word);
	((struct token *)list_add(arena, variants, &token_record))->word = word;
	for (size_t i = 0; i < length;) {
		size_t n = 1;
		while (((unsigned char)word[i + n] & 0xc0) == 0x80)
			n++;
		if (length > n)
			((struct token *)list_add(arena, variants, &token_record))->word =
			    arena_printf(arena, "%.*s%s", (int)i, word, word + i + n);
		i += n;
	}
}
