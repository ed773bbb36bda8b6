/* What was typed into the one box, as terms: what each word may be. */
#include "base/text.h"
#include "store/tokens.h"

#include <string.h>

enum { WORDS = 24, MONTH_AND_YEAR = 3, SHORTEST_PHONE = 9, SHORTEST_UPRN = 6, LONGEST_UPRN = 13 };
#define PHONE_MARKS "0123456789+()-./"

void
term_add(struct term *term, const char *word, bool whole)
{
	if (term->count < CHOICES)
		term->choices[term->count++] = (struct choice){word, whole};
}

const char *
choice_end(const struct choice *choice, struct arena *arena)
{
	/* A whole word ends before its first continuation; U+10FFFF sorts after every one. */
	return arena_printf(
	    arena, "%s%s", choice->word, choice->whole ? "\x01" : "\xf4\x8f\xbf\xbf");
}

int
term_fit(const struct term *term, const char *word)
{
	enum { BEGUN = 2 };
	int best = 0;
	for (size_t i = 0; i < term->count; i++) {
		const struct choice *choice = &term->choices[i];
		size_t length = strlen(choice->word);
		bool exact = strcmp(word, choice->word) == 0;
		int fit = exact                                                        ? FIT_BEST
			  : !choice->whole && strncmp(word, choice->word, length) == 0 ? BEGUN
										       : 0;
		fit = *word == 'a' ? fit / 2 : fit;
		best = fit > best ? fit : best;
	}
	return best;
}

static void
choose(struct term *term, struct arena *arena, char kind, const char *word)
{
	if (*word)
		term_add(term, arena_printf(arena, "%c%s", kind, word), false);
}

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
only(const char *text, const char *set)
{
	return text[strspn(text, set)] == '\0';
}

static size_t
digits_of(char out[PHONE_WORD], const char *text)
{
	size_t n = 0;
	for (; *text && n + 1 < PHONE_WORD; text++)
		if (digit(*text))
			out[n++] = *text;
	out[n] = '\0';
	return n;
}

/* ---- numbers ---- */

static void
choose_end(struct term *term, struct arena *arena, const char *digits)
{
	char backwards[PHONE_WORD];
	if (strlen(digits) < 4)
		return;
	word_backwards(backwards, digits);
	choose(term, arena, 'r', backwards);
}

/* A telephone number from its beginning, or its last four digits and more: "0151" may be either. */
static void
choose_phone(struct term *term, struct arena *arena, const char *text)
{
	enum { WITH_COUNTRY = 11 };
	char digits[PHONE_WORD], plain[PHONE_WORD];
	size_t n = digits_of(digits, text);
	phone_word(plain, text);
	choose(term, arena, 't', plain);
	choose_end(term, arena, plain);
	if (strcmp(digits, plain) != 0)
		choose_end(term, arena, digits);
	if (*text != '+' && n >= WITH_COUNTRY && strncmp(digits, "44", 2) == 0) {
		phone_word(plain, arena_printf(arena, "+%s", digits));
		choose(term, arena, 't', plain);
	}
}

static void
choose_uprn(struct term *term, struct arena *arena, const char *digits)
{
	size_t n = strlen(digits);
	if (n >= SHORTEST_UPRN && n <= LONGEST_UPRN)
		term_add(term, arena_printf(arena, "u%s", uprn_plain(digits)), true);
}

static void
choose_born(struct term *term, struct arena *arena, struct date born)
{
	term_add(term, arena_printf(arena, "b%s", born_word(born, arena)), false);
}

/* A whole query that is a telephone number or a date. An extension is ignored after a number long
 * enough to be a telephone's: "12 x3" is none. */
static bool
number_query(const char *typed, struct date today, struct arena *arena, struct term *term)
{
	enum { SHORTEST_WITH_EXTENSION = 6 };
	char digits[PHONE_WORD], query[64];
	struct date born;
	if (!phone_ascii(typed, query, sizeof query))
		return false;
	size_t end = phone_extension(query);
	if (query[end]) {
		query[end] = '\0';
		if (digits_of(digits, query) < SHORTEST_WITH_EXTENSION)
			return false;
		text_trim(query);
	}
	size_t n = digits_of(digits, query);
	if (n < 4 || !only(query, PHONE_MARKS " "))
		return false;
	bool date = (strpbrk(query, "/.-") || n == 8) && date_read(query, today, &born);
	if (!date && n < SHORTEST_PHONE && strchr(query, ' ') && !strchr("0+(", *query))
		return false; /* "14 1949": a house number and a year */
	*term = (struct term){0};
	if (date || (n == 6 && date_read(query, today, &born)))
		choose_born(term, arena, born);
	choose_phone(term, arena, query);
	if (n == 4 || (n == 8 && !date))
		choose(term, arena, 'b', digits);
	if (n <= 4)
		choose(term, arena, 'a', digits);
	if (only(query, "0123456789"))
		choose_uprn(term, arena, digits);
	return true;
}

/* ---- words ---- */

static bool
is_title(const char *word)
{
	static const char *const titles[] = {
	    "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "rev", NULL};
	for (size_t i = 0; titles[i]; i++)
		if (strcmp(word, titles[i]) == 0)
			return true;
	return false;
}

/* "pr7" before "1ab": the two halves of one postcode, the second perhaps only begun. */
static bool
postcode_halves(const char *out, const char *in)
{
	size_t n = strlen(out);
	if (n < 2 || n > 4 || !letter(out[0]) || strlen(in) > 3)
		return false;
	bool number = digit(out[1]) || (n > 2 && letter(out[1]) && digit(out[2]));
	return number && digit(in[0]) && (!in[1] || (letter(in[1]) && (!in[2] || letter(in[2]))));
}

static size_t
digits_in(const char *word)
{
	size_t digits = 0;
	for (; *word; word++)
		digits += digit(*word);
	return digits;
}

static void
choose_word(struct term *term, struct arena *arena, const char *word)
{
	size_t digits = digits_in(word);
	term->word = word;
	if (digits == 0) {
		choose(term, arena, 'n', word);
		term->name = word;
	} else if (digits == strlen(word) && digits >= 4) {
		choose_phone(term, arena, word);
		if (digits == 4 || digits == 8)
			choose(term, arena, 'b', word);
		choose_uprn(term, arena, word);
	} else if (digits < strlen(word)) {
		choose(term, arena, 'p', word);
	}
	choose(term, arena, 'a', word);
}

static bool
begins_name(const char *word, const char *next)
{
	enum { LONGEST = 3 };
	return strlen(word) <= LONGEST && !digits_in(word) && !digits_in(next) && !is_title(word);
}

/* The folded words become terms; halves of a postcode become one. */
static size_t
add_terms(
    const char *folded, bool joined, struct arena *arena, struct term terms[TERMS], size_t count)
{
	const char *words[WORDS + 2] = {NULL};
	char *save = NULL, *copy = arena_strdup(arena, folded);
	size_t n = 0;
	for (char *w = strtok_r(copy, " ", &save); w && n < WORDS; w = strtok_r(NULL, " ", &save))
		words[n++] = w;
	for (size_t i = 0; i < n && count < TERMS; i++) {
		const char *word = words[i], *next = words[i + 1];
		struct term *term = &terms[count];
		*term = (struct term){0};
		/* "pr 7 1ab" */
		if (next && words[i + 2] && !digits_in(word) && strlen(word) <= 2 && digit(*next)) {
			const char *out = arena_printf(arena, "%s%s", word, next);
			if (strlen(words[i + 2]) == 3 && postcode_halves(out, words[i + 2])) {
				word = out;
				next = words[++i + 1];
			}
		}
		if (next && postcode_halves(word, next)) {
			choose(term, arena, 'p', arena_printf(arena, "%s%s", word, next));
			count++;
			i++;
		} else if (next && joined && begins_name(word, next)) {
			choose_word(term, arena, arena_printf(arena, "%s%s", word, next));
			count++;
			i++;
		} else if (!is_title(word)) {
			choose_word(term, arena, word);
			count++;
		}
	}
	return count;
}

/* ---- what stands among other words ---- */

/* One date in three words, "14 March 1949" or "14 3 1949". */
static bool
date_in_words(
    char *const words[], size_t left, struct date today, struct arena *arena, struct date *born)
{
	if (left < MONTH_AND_YEAR || !digit(*words[0]) || strlen(words[0]) > 4 ||
	    !digit(*words[2]) || (digit(*words[1]) && strlen(words[2]) != 4))
		return false;
	return date_read(
	    arena_printf(arena, "%s %s %s", words[0], words[1], words[2]), today, born);
}

/* How many words are together one telephone number; its text. */
static size_t
phone_in_words(char *const words[], size_t left, struct arena *arena, const char **text)
{
	size_t n = 0, digits = 0;
	*text = "";
	while (n < left && only(words[n], PHONE_MARKS)) {
		*text = arena_printf(arena, "%s%s", *text, words[n]);
		digits += digits_in(words[n++]);
	}
	/* Of several words: one may be a house's number or a year. */
	bool begins = n && strchr("0+(", *words[0]);
	return digits < PHONE_WORD &&
		       (begins ? digits >= SHORTEST_PHONE : n > 1 && digits > SHORTEST_PHONE)
		   ? n
		   : 0;
}

size_t
terms_of_query(const char *query, struct date today, bool joined, struct arena *arena,
    struct term terms[TERMS])
{
	char *copy = text_trim(arena_strdup(arena, query)), *save = NULL, *words[WORDS];
	size_t count = 0, n = 0;
	struct buf rest; /* of the typed words, folded, in order */
	if (number_query(copy, today, arena, &terms[0]))
		return 1;
	for (char *w = strtok_r(copy, " \t", &save); w && n < WORDS;
	     w = strtok_r(NULL, " \t", &save))
		words[n++] = w;
	buf_init(&rest, 4096);
	for (size_t i = 0; i < n && count < TERMS;) {
		const char *phone;
		struct date born;
		size_t took = 1;
		struct term term = {0};
		if (strchr(words[i], '@')) {
			choose(&term, arena, 'e', word_plain(arena, words[i]));
		} else if (date_in_words(words + i, n - i, today, arena, &born)) {
			choose_born(&term, arena, born);
			took = MONTH_AND_YEAR;
		} else if (strlen(words[i]) >= 6 && strpbrk(words[i], "/.-") &&
			   only(words[i], "0123456789/.-") && date_read(words[i], today, &born)) {
			choose_born(&term, arena, born);
		} else if ((took = phone_in_words(words + i, n - i, arena, &phone))) {
			choose_phone(&term, arena, phone);
		} else {
			took = 1;
			text_fold(&rest, words[i], strlen(words[i]));
			buf_putc(&rest, ' ');
		}
		if (term.count)
			terms[count++] = term;
		i += took;
	}
	count = add_terms(rest.data, joined, arena, terms, count);
	buf_release(&rest);
	return count;
}
