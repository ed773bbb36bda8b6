#include "store/tokens.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const struct field token_fields[] = {
    {.name = "word", .type = FIELD_TEXT, .offset = offsetof(struct token, word)}};
const struct record token_record = {"token", sizeof(struct token), token_fields, 1};

enum { LONGEST_WORD = 60, MOST_PAIRED = 3 };

static void
add(struct list *tokens, struct arena *arena, char kind, const char *word, size_t length)
{
	if (length == 0)
		return;
	if (length > LONGEST_WORD) /* cut between characters */
		for (length = LONGEST_WORD; ((unsigned char)word[length] & 0xc0) == 0x80;)
			length--;
	struct token *token = list_add(arena, tokens, &token_record);
	token->word = arena_printf(arena, "%c%.*s", kind, (int)length, word);
}

static const char *
fold(struct arena *arena, const char *text)
{
	struct buf folded;
	buf_init(&folded, 4096);
	text_fold(&folded, text, strlen(text));
	const char *copy = arena_strdup(arena, folded.data);
	buf_release(&folded);
	return copy;
}

/* The words of a text, and with `joined` also all of them as one: O'Brien is o, brien and obrien.
 */
static void
add_words(struct list *tokens, struct arena *arena, char kind, const char *text, bool joined)
{
	if (text_blank(text))
		return;
	const char *at = fold(arena, text);
	char whole[LONGEST_WORD + 1];
	size_t length = 0, words = 0;
	while (*at) {
		size_t n = strcspn(at, " ");
		add(tokens, arena, kind, at, n);
		words += n > 0;
		if (length + n <= LONGEST_WORD) {
			memcpy(whole + length, at, n);
			length += n;
		}
		at += n;
		at += strspn(at, " ");
	}
	if (joined && words > 1)
		add(tokens, arena, kind, whole, length);
}

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Given and family name together, each way round. */
static void
add_name_pairs(struct list *tokens, struct arena *arena, const struct person_name *name)
{
	struct list given = {0}, family = {0};
	if (!text_blank(name->given) && !text_blank(name->family)) {
		add_words(&given, arena, 'd', name->given, false);
		add_words(&family, arena, 'd', name->family, true);
	}
	for (size_t i = 0; i < given.count && i < MOST_PAIRED; i++)
		for (size_t k = 0; k < family.count && k < MOST_PAIRED; k++) {
			const char *a = LIST_AT(struct token, &given, i)->word + 1,
				   *b = LIST_AT(struct token, &family, k)->word + 1;
			const char *pairs[] = {
			    arena_printf(arena, "%s %s", a, b), arena_printf(arena, "%s %s", b, a)};
			add(tokens, arena, 'd', pairs[0], strlen(pairs[0]));
			add(tokens, arena, 'd', pairs[1], strlen(pairs[1]));
		}
}

/* The house's number with the word after it. */
static void
add_house_pairs(struct list *tokens, struct arena *arena, const char *line)
{
	struct list words = {0};
	if (!text_blank(line))
		add_words(&words, arena, 'd', line, false);
	for (size_t i = 0; i + 1 < words.count; i++) {
		const char *a = LIST_AT(struct token, &words, i)->word + 1,
			   *b = LIST_AT(struct token, &words, i + 1)->word + 1;
		const char *pair = arena_printf(arena, "%s %s", a, b);
		if (digit(*a) && !digit(*b))
			add(tokens, arena, 'd', pair, strlen(pair));
	}
}

static size_t
digits_of(char *out, size_t size, const char *text)
{
	size_t n = 0;
	for (; *text && n + 1 < size; text++)
		if (*text >= '0' && *text <= '9')
			out[n++] = *text;
	out[n] = '\0';
	return n;
}

/* Without the country's prefix of the United Kingdom or the trunk 0. */
static const char *
national(const char *digits, bool international)
{
	if (strncmp(digits, "0044", 4) == 0)
		digits += 4;
	else if (international && strncmp(digits, "44", 2) == 0)
		digits += 2;
	return *digits == '0' ? digits + 1 : digits;
}

static void
reverse(char *out, const char *text)
{
	size_t n = strlen(text);
	for (size_t i = 0; i < n; i++)
		out[i] = text[n - 1 - i];
	out[n] = '\0';
}

static void
add_phone(struct list *tokens, struct arena *arena, const char *number)
{
	char digits[32], backwards[32];
	if (!number || !digits_of(digits, sizeof digits, number))
		return;
	const char *plain = national(digits, *number == '+');
	reverse(backwards, plain);
	add(tokens, arena, 't', plain, strlen(plain));
	add(tokens, arena, 'r', backwards, strlen(backwards));
}

static const char *
compact(struct arena *arena, const char *text)
{
	char *out = arena_strdup(arena, text), *to = out;
	for (; *text; text++)
		if (*text != ' ')
			*to++ = (char)(*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text);
	*to = '\0';
	return out;
}

static void
add_plain(struct list *tokens, struct arena *arena, char kind, const char *text)
{
	if (text_blank(text))
		return;
	const char *word = compact(arena, text);
	add(tokens, arena, kind, word, strlen(word));
}

static int
by_word(const void *a, const void *b)
{
	return strcmp(((const struct token *)a)->word, ((const struct token *)b)->word);
}

void
tokens_sort(struct list *tokens)
{
	if (tokens->count < 2)
		return;
	struct token *items = tokens->items;
	qsort(items, tokens->count, sizeof *items, by_word);
	size_t kept = 1;
	for (size_t i = 1; i < tokens->count; i++)
		if (strcmp(items[i].word, items[kept - 1].word) != 0)
			items[kept++] = items[i];
	tokens->count = kept;
}

void
tokens_of_customer(const struct customer *customer, struct arena *arena, struct list *tokens)
{
	LIST_EACH(struct person_name, name, &customer->names)
	{
		add_words(tokens, arena, 'n', name->given, false);
		add_words(tokens, arena, 'n', name->family, true);
		add_name_pairs(tokens, arena, name);
	}
	LIST_EACH(struct phone, phone, &customer->phones)
	add_phone(tokens, arena, phone->number);
	LIST_EACH(struct email, email, &customer->emails)
	add_plain(tokens, arena, 'e', email->address);
	LIST_EACH(struct address, address, &customer->addresses)
	{
		add_words(tokens, arena, 'a', address->line, false);
		add_house_pairs(tokens, arena, address->line);
		add_words(tokens, arena, 'a', address->town, false);
		add_plain(tokens, arena, 'p', address->postcode);
		if (!text_blank(address->uprn))
			add_plain(tokens, arena, 'u', uprn_plain(address->uprn));
	}
	char born[16];
	if (customer->born && digits_of(born, sizeof born, customer->born) == 8)
		add(tokens, arena, 'b', born, 8);
	tokens_sort(tokens);
}

void
tokens_of_property(const struct property *property, struct arena *arena, struct list *tokens)
{
	const char *const parts[] = {property->line, property->town, property->organisation,
	    property->sub_building, property->building, property->locality};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		add_words(tokens, arena, 'a', parts[i], false);
	for (size_t i = 0, count = tokens->count; i < count; i++) { /* 12 finds 12A too */
		const char *word = LIST_AT(struct token, tokens, i)->word + 1;
		size_t digits = strspn(word, "0123456789");
		if (digits && word[digits] && !word[digits + 1])
			add(tokens, arena, 'a', word, digits);
	}
	add_house_pairs(tokens, arena, property->line);
	add_plain(tokens, arena, 'p', property->postcode);
	tokens_sort(tokens);
}

/* ---- queries ---- */

void
term_add(struct term *term, const char *word, bool whole)
{
	if (term->count < CHOICES)
		term->choices[term->count++] = (struct choice){word, whole};
}

static void
choose(struct term *term, struct arena *arena, char kind, const char *word)
{
	if (*word)
		term_add(term, arena_printf(arena, "%c%s", kind, word), false);
}

/* Digits of a telephone number: from its beginning, or its last four and more. */
static void
choose_phone(struct term *term, struct arena *arena, const char *text, const char *digits)
{
	char backwards[32];
	const char *plain = national(digits, *text == '+');
	choose(term, arena, 't', plain);
	/* "0151" may be a number's end as well as its beginning. */
	for (const char *end = digits; end; end = end == digits && plain != digits ? plain : NULL)
		if (strlen(end) >= 4) {
			reverse(backwards, end);
			choose(term, arena, 'r', backwards);
		}
}

static void
choose_born(struct term *term, struct arena *arena, struct date born)
{
	term_add(
	    term, arena_printf(arena, "b%04d%02d%02d", born.year, born.month, born.day), false);
}

static bool
only(const char *text, const char *set)
{
	return text[strspn(text, set)] == '\0';
}

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

static bool
letter(char c)
{
	return c >= 'a' && c <= 'z';
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

static void
choose_word(struct term *term, struct arena *arena, const char *word)
{
	size_t digits = 0;
	term->word = word;
	for (const char *c = word; *c; c++)
		digits += digit(*c);
	if (digits == 0) {
		choose(term, arena, 'n', word);
		term->name = word;
	} else if (digits == strlen(word) && digits >= 4) {
		choose_phone(term, arena, word, word);
		if (digits == 4 || digits == 8)
			choose(term, arena, 'b', word);
	} else if (digits < strlen(word)) {
		choose(term, arena, 'p', word);
	}
	choose(term, arena, 'a', word);
}

/* The folded words of one typed word become terms; halves of a postcode become one. */
static size_t
add_terms(const char *folded, struct arena *arena, struct term terms[TERMS], size_t count)
{
	char *copy = arena_strdup(arena, folded), *save = NULL;
	const char *word = strtok_r(copy, " ", &save);
	while (word && count < TERMS) {
		const char *next = strtok_r(NULL, " ", &save);
		struct term *term = &terms[count];
		*term = (struct term){0};
		if (next && postcode_halves(word, next)) {
			choose(term, arena, 'p', arena_printf(arena, "%s%s", word, next));
			next = strtok_r(NULL, " ", &save);
			count++;
		} else if (!is_title(word)) {
			choose_word(term, arena, word);
			count++;
		}
		word = next;
	}
	return count;
}

/* A whole query that is a telephone number or a date. An extension is ignored after a number long
 * enough to be a telephone's: "12 x3" is none. */
static bool
number_query(const char *typed, struct date today, struct arena *arena, struct term *term)
{
	enum { SHORTEST_WITH_EXTENSION = 6 };
	char digits[32], query[64];
	struct date born;
	if (!phone_ascii(typed, query, sizeof query))
		return false;
	size_t end = phone_extension(query);
	if (query[end]) {
		query[end] = '\0';
		if (digits_of(digits, sizeof digits, query) < SHORTEST_WITH_EXTENSION)
			return false;
		text_trim(query);
	}
	size_t n = digits_of(digits, sizeof digits, query);
	if (n < 4 || !only(query, "0123456789 +()-./"))
		return false;
	bool date = (strpbrk(query, "/.-") || n == 8) && date_read(query, today, &born);
	if (!date && strchr(query, ' ') && *query != '0' && *query != '+' && *query != '(')
		return false; /* "14 1949": a house number and a year */
	*term = (struct term){0};
	if (date)
		choose_born(term, arena, born);
	choose_phone(term, arena, query, digits);
	if (n == 4 || (n == 8 && !date))
		choose(term, arena, 'b', digits);
	if (n <= 4)
		choose(term, arena, 'a', digits);
	return true;
}

size_t
terms_of_query(const char *query, struct date today, struct arena *arena, struct term terms[TERMS])
{
	char *copy = text_trim(arena_strdup(arena, query)), *save = NULL;
	size_t count = 0;
	struct buf rest; /* of the typed words, folded, in order */
	if (number_query(copy, today, arena, &terms[0]))
		return 1;
	buf_init(&rest, 4096);
	for (char *word = strtok_r(copy, " \t", &save); word; word = strtok_r(NULL, " \t", &save)) {
		struct date born;
		if (count == TERMS)
			break;
		if (strchr(word, '@')) {
			terms[count] = (struct term){0};
			choose(&terms[count++], arena, 'e', compact(arena, word));
		} else if (strlen(word) >= 6 && strpbrk(word, "/.-") &&
			   only(word, "0123456789/.-") && date_read(word, today, &born)) {
			terms[count] = (struct term){0};
			choose_born(&terms[count++], arena, born);
		} else {
			text_fold(&rest, word, strlen(word));
			buf_putc(&rest, ' ');
		}
	}
	count = add_terms(rest.data, arena, terms, count);
	buf_release(&rest);
	return count;
}
