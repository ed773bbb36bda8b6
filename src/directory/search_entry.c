/* What a service gives to the search index. */
#include "directory/search.h"

#include "base/alloc.h"
#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TEXT = 16 * 1024 };

static const char *
fold(const char *text, struct arena *arena)
{
	struct buf folded;
	buf_init(&folded, MOST_TEXT);
	text_fold(&folded, text, strlen(text));
	const char *result = arena_strndup(arena, folded.data, folded.length);
	buf_release(&folded);
	return result;
}

static void
add_word(struct search_entry *entry, const char *word, size_t length, enum search_place place,
    struct arena *arena)
{
	struct search_word *known = NULL;
	for (size_t i = 0; i < entry->count && !known; i++)
		if (strncmp(entry->words[i].word, word, length) == 0 &&
		    entry->words[i].word[length] == '\0')
			known = &entry->words[i];
	if (!known) {
		entry->words =
		    grow(entry->words, &entry->capacity, entry->count, sizeof *entry->words);
		known = &entry->words[entry->count++];
		*known = (struct search_word){.word = arena_strndup(arena, word, length)};
	}
	if (known->times[place] < UCHAR_MAX)
		known->times[place]++;
}

/* "fly tipping" is "flytipping" to some. */
static void
add_joined(
    struct search_entry *entry, const char *folded, enum search_place place, struct arena *arena)
{
	enum { MOST_JOINED = 24 };
	char word[MOST_JOINED + 1];
	for (const char *at = folded; *at;) {
		size_t length = strcspn(at, " "),
		       next = at[length] ? strcspn(at + length + 1, " ") : 0;
		if (length > 1 && next > 1 && length + next <= MOST_JOINED) {
			memcpy(word, at, length);
			memcpy(word + length, at + length + 1, next);
			add_word(entry, word, length + next, place, arena);
		}
		at += length + (at[length] != '\0');
	}
}

static void
add_text(struct search_entry *entry, const char *text, enum search_place place, struct arena *arena)
{
	if (!text)
		return;
	const char *folded = fold(text, arena);
	for (const char *at = folded; *at;) {
		size_t length = strcspn(at, " ");
		if (length > 0)
			add_word(entry, at, length, place, arena);
		at += length + (at[length] != '\0');
	}
	if (place > PLACE_WORDS)
		return;
	add_joined(entry, folded, place, arena);
	entry->phrases = grow(
	    entry->phrases, &entry->phrase_capacity, entry->phrase_count, sizeof *entry->phrases);
	entry->phrases[entry->phrase_count++] = folded;
}

/* How many words people put into it, in English: a translation makes no text longer. */
static int
length_of(const char *text)
{
	int count = 0;
	for (const char *at = text; at && *at;) {
		at += strspn(at, " \t\n");
		count += *at != '\0';
		at += strcspn(at, " \t\n");
	}
	return count;
}

static void
add_words(struct search_entry *entry, const struct words *words, enum search_place place,
    struct arena *arena)
{
	for (int i = 0; i < LANGUAGES; i++)
		add_text(entry, words->in[i], place, arena);
	entry->lengths[place] += length_of(words->in[ENGLISH]);
}

void
search_entry_make(struct search_entry *entry, const struct service *service, struct arena *arena)
{
	memset(entry, 0, sizeof *entry);
	entry->lgsl = service->lgsl;
	entry->season = service->season;
	entry->listed = service_only_listed(service);
	add_words(entry, &service->title, PLACE_TITLE, arena);
	for (const struct word_list *word = service->words; word; word = word->next) {
		add_text(entry, word->word, PLACE_WORDS, arena);
		entry->lengths[PLACE_WORDS] += length_of(word->word);
	}
	add_words(entry, &service->summary, PLACE_SUMMARY, arena);
	for (const struct fact *fact = service->facts; fact; fact = fact->next) {
		add_words(entry, &fact->label, PLACE_REST, arena);
		add_words(entry, &fact->value, PLACE_REST, arena);
	}
	if (!service->dialogue)
		return;
	for (const struct prompt *p = service->dialogue->prompts; p; p = p->next) {
		if (p->kind == PROMPT_ASK)
			add_words(entry, &p->text, PLACE_REST, arena);
		for (const struct choice *choice = p->choices; choice; choice = choice->next)
			add_words(entry, &choice->label, PLACE_REST, arena);
	}
}

void
search_entry_release(struct search_entry *entry)
{
	free(entry->words);
	free(entry->phrases);
	memset(entry, 0, sizeof *entry);
}
