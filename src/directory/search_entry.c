/* What a service gives to the search index. */
#include "directory/search.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_TEXT = 16 * 1024,
	WEIGHT_TITLE = 100,
	WEIGHT_WORDS = 80,
	WEIGHT_SUMMARY = 35,
	WEIGHT_CHOICE = 20,
	WEIGHT_FACT = 12,
	WEIGHT_QUESTION = 8
};

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
add_word(
    struct search_entry *entry, const char *word, size_t length, int weight, struct arena *arena)
{
	for (size_t i = 0; i < entry->count; i++) {
		struct search_word *known = &entry->words[i];
		if (strncmp(known->word, word, length) != 0 || known->word[length] != '\0')
			continue;
		if (known->weight < weight)
			known->weight = weight;
		return;
	}
	entry->words = grow(entry->words, &entry->capacity, entry->count, sizeof *entry->words);
	entry->words[entry->count++] =
	    (struct search_word){arena_strndup(arena, word, length), weight};
}

static void
add_text(struct search_entry *entry, const char *text, int weight, bool phrase, struct arena *arena)
{
	if (!text)
		return;
	const char *folded = fold(text, arena);
	for (const char *at = folded; *at;) {
		size_t length = strcspn(at, " ");
		if (length > 0)
			add_word(entry, at, length, weight, arena);
		at += length + (at[length] != '\0');
	}
	if (!phrase)
		return;
	entry->phrases = grow(
	    entry->phrases, &entry->phrase_capacity, entry->phrase_count, sizeof *entry->phrases);
	entry->phrases[entry->phrase_count++] = folded;
}

static void
add_words(struct search_entry *entry, const struct words *words, int weight, bool phrase,
    struct arena *arena)
{
	for (int i = 0; i < LANGUAGES; i++)
		add_text(entry, words->in[i], weight, phrase, arena);
}

void
search_entry_make(struct search_entry *entry, const struct service *service, struct arena *arena)
{
	memset(entry, 0, sizeof *entry);
	entry->lgsl = service->lgsl;
	add_words(entry, &service->title, WEIGHT_TITLE, true, arena);
	for (const struct word_list *word = service->words; word; word = word->next)
		add_text(entry, word->word, WEIGHT_WORDS, true, arena);
	add_words(entry, &service->summary, WEIGHT_SUMMARY, false, arena);
	for (const struct fact *fact = service->facts; fact; fact = fact->next) {
		add_words(entry, &fact->label, WEIGHT_FACT, false, arena);
		add_words(entry, &fact->value, WEIGHT_FACT, false, arena);
	}
	if (!service->dialogue)
		return;
	for (const struct prompt *p = service->dialogue->prompts; p; p = p->next) {
		if (p->kind == PROMPT_ASK)
			add_words(entry, &p->text, WEIGHT_QUESTION, false, arena);
		for (const struct choice *choice = p->choices; choice; choice = choice->next)
			add_words(entry, &choice->label, WEIGHT_CHOICE, false, arena);
	}
}

void
search_entry_release(struct search_entry *entry)
{
	free(entry->words);
	free(entry->phrases);
	memset(entry, 0, sizeof *entry);
}
