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

void
phone_word(char out[PHONE_WORD], const char *text)
{
	char *to = out;
	bool abroad = *text == '+';
	for (; *text && to + 1 < out + PHONE_WORD; text++) {
		if (abroad && strncmp(text, "(0)", 3) == 0)
			text += 2; /* said to whoever calls from nearer */
		else if (digit(*text))
			*to++ = *text;
		if (!abroad && to == out + 2 && strncmp(out, "00", 2) == 0) {
			abroad = true;
			to = out;
		}
	}
	*to = '\0';
	size_t drop = abroad && strncmp(out, "44", 2) == 0 ? 2 : 0;
	if ((drop || !abroad) && out[drop] == '0')
		drop++;
	memmove(out, out + drop, strlen(out + drop) + 1);
}

void
word_backwards(char *out, const char *text)
{
	size_t n = strlen(text);
	for (size_t i = 0; i < n; i++)
		out[i] = text[n - 1 - i];
	out[n] = '\0';
}

static void
add_phone(struct list *tokens, struct arena *arena, const char *number)
{
	char plain[PHONE_WORD], backwards[PHONE_WORD];
	if (!number)
		return;
	phone_word(plain, number);
	word_backwards(backwards, plain);
	add(tokens, arena, 't', plain, strlen(plain));
	add(tokens, arena, 'r', backwards, strlen(backwards));
}

const char *
word_plain(struct arena *arena, const char *text)
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
	const char *word = word_plain(arena, text);
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

const char *
born_word(struct date born, struct arena *arena)
{
	return arena_printf(arena, "%04d%02d%02d", born.year, born.month, born.day);
}

void
tokens_of_customer(const struct customer *customer, struct arena *arena, struct list *tokens)
{
	LIST_EACH(struct person_name, name, &customer->names)
	{
		add_words(tokens, arena, 'n', name->given, true);
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
	struct date born;
	if (customer->born && date_parse(customer->born, &born))
		add_plain(tokens, arena, 'b', born_word(born, arena));
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
