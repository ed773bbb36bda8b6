#include "directory/stem.h"

#include <stdbool.h>
#include <string.h>

struct word {
	char *text;
	size_t length;
};

static bool
consonant(const char *text, size_t i)
{
	switch (text[i]) {
	case 'a':
	case 'e':
	case 'i':
	case 'o':
	case 'u':
		return false;
	case 'y':
		return i == 0 || !consonant(text, i - 1);
	default:
		return true;
	}
}

/* Porter's m: how often a vowel is followed by a consonant in the first `length` letters. */
static int
measure(const char *text, size_t length)
{
	int count = 0;
	for (size_t i = 1; i < length; i++)
		count += !consonant(text, i - 1) && consonant(text, i);
	return count;
}

static bool
has_vowel(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!consonant(text, i))
			return true;
	return false;
}

static bool
doubled(const char *text, size_t length)
{
	return length >= 2 && text[length - 1] == text[length - 2] && consonant(text, length - 1);
}

/* Consonant, vowel, consonant other than w, x, y: hop, but not snow. */
static bool
short_end(const char *text, size_t length)
{
	return length >= 3 && consonant(text, length - 1) && !consonant(text, length - 2) &&
	       consonant(text, length - 3) && !strchr("wxy", text[length - 1]);
}

/* The length without this ending, or 0 when it does not end so. */
static size_t
before(const struct word *word, const char *ending)
{
	size_t length = strlen(ending);
	if (word->length <= length ||
	    memcmp(word->text + word->length - length, ending, length) != 0)
		return 0;
	return word->length - length;
}

static void
put(struct word *word, size_t length, const char *ending)
{
	size_t added = strlen(ending);
	memcpy(word->text + length, ending, added);
	word->length = length + added;
	word->text[word->length] = '\0';
}

static void
plural(struct word *word)
{
	if (before(word, "sses") || before(word, "ies"))
		put(word, word->length - 2, "");
	else if (before(word, "s") && !before(word, "ss"))
		put(word, word->length - 1, "");
}

/* -eed, -ed and -ing, and the letters that they took away. */
static void
past(struct word *word)
{
	size_t length = before(word, "eed");
	if (length) {
		if (measure(word->text, length) > 0)
			put(word, word->length - 1, "");
		return;
	}
	length = before(word, "ed");
	if (!length)
		length = before(word, "ing");
	if (!length || !has_vowel(word->text, length))
		return;
	put(word, length, "");
	if (before(word, "at") || before(word, "bl") || before(word, "iz") || before(word, "is"))
		put(word, length, "e");
	else if (doubled(word->text, length) && !strchr("lsz", word->text[length - 1]))
		put(word, length - 1, "");
	else if (measure(word->text, length) == 1 && short_end(word->text, length))
		put(word, length, "e");
}

struct ending {
	const char *from, *to;
};

/* The first of the table that the word ends in is replaced when enough is left before it. */
static void
replace(struct word *word, const struct ending *endings, int least)
{
	for (; endings->from; endings++) {
		size_t length = before(word, endings->from);
		if (!length)
			continue;
		bool ion = strcmp(endings->from, "ion") == 0;
		if (measure(word->text, length) >= least &&
		    (!ion || strchr("st", word->text[length - 1])))
			put(word, length, endings->to);
		return;
	}
}

/* Longer endings first where one ends in another. */
static const struct ending doubles[] = {{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"},
    {"anci", "ance"}, {"izer", "ize"}, {"iser", "ise"}, {"abli", "able"}, {"alli", "al"},
    {"entli", "ent"}, {"ousli", "ous"}, {"eli", "e"}, {"ization", "ize"}, {"isation", "ise"},
    {"ation", "ate"}, {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"},
    {"ousness", "ous"}, {"aliti", "al"}, {"iviti", "ive"}, {"biliti", "ble"}, {NULL, NULL}};
static const struct ending singles[] = {{"icate", "ic"}, {"ative", ""}, {"alize", "al"},
    {"alise", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}, {NULL, NULL}};
static const struct ending remains[] = {{"ement", ""}, {"ance", ""}, {"ence", ""}, {"able", ""},
    {"ible", ""}, {"ment", ""}, {"ant", ""}, {"ent", ""}, {"ism", ""}, {"ate", ""}, {"iti", ""},
    {"ous", ""}, {"ive", ""}, {"ize", ""}, {"ise", ""}, {"ion", ""}, {"al", ""}, {"er", ""},
    {"ic", ""}, {"ou", ""}, {NULL, NULL}};

static void
last_letters(struct word *word)
{
	size_t length = before(word, "e");
	if (length) {
		int m = measure(word->text, length);
		if (m > 1 || (m == 1 && !short_end(word->text, length)))
			put(word, length, "");
	}
	if (measure(word->text, word->length) > 1 && before(word, "ll"))
		put(word, word->length - 1, "");
}

void
stem_of(const char *text, char out[STEM_MOST + 1])
{
	struct word word = {out, strnlen(text, STEM_MOST)};
	memcpy(out, text, word.length);
	out[word.length] = '\0';
	if (word.length <= 2 || strspn(out, "abcdefghijklmnopqrstuvwxyz") != word.length)
		return;
	plural(&word);
	past(&word);
	size_t length = before(&word, "y");
	if (length && has_vowel(word.text, length))
		put(&word, length, "i");
	replace(&word, doubles, 1);
	replace(&word, singles, 1);
	replace(&word, remains, 2);
	last_letters(&word);
}
