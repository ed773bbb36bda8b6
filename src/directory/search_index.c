#include "directory/search_index.h"

#include "base/alloc.h"
#include "directory/stem.h"
#include "directory/synonyms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/*
 * How much a place counts, and how much a long one counts less (BM25's b). The weights were found
 * on the published pairs of phrase and service that tests/unit/directory_lgsl reads; results change
 * little around them.
 */
static const struct {
	double weight, length;
} places[SEARCH_PLACES] = {
    [PLACE_TITLE] = {3.0, 0.8},
    [PLACE_WORDS] = {3.0, 0.2},
    [PLACE_SUMMARY] = {1.4, 0.5},
    [PLACE_REST] = {0.3, 0.5},
};
static const double saturation = 2.0; /* BM25's k1 */

static const char *const noise[] = {"a", "about", "am", "an", "and", "any", "are", "at", "be",
    "been", "but", "by", "can", "could", "do", "does", "dont", "for", "from", "get", "got", "had",
    "has", "have", "he", "her", "his", "how", "i", "if", "in", "is", "it", "its", "me", "more",
    "my", "need", "of", "on", "or", "our", "please", "s", "she", "should", "so", "some", "someone",
    "t", "that", "the", "their", "them", "there", "these", "they", "this", "to", "us", "want",
    "wants", "was", "we", "what", "when", "where", "which", "who", "will", "with", "would", "you",
    "your", "find", "out", "up", "not", "help", NULL};

bool
search_noise(const char *word)
{
	for (const char *const *known = noise; *known; known++)
		if (strcmp(*known, word) == 0)
			return true;
	return false;
}

/* ---- numbers for words and stems ---- */

struct number {
	const char *text;
	unsigned value, stem;
	UT_hash_handle hh;
};

struct builder {
	struct search *search;
	struct number *words, *stems;
	struct arena scratch;
	unsigned *word_stems; /* the stem of each word of each entry, one after the other */
	size_t total;
};

static unsigned
stem_number(struct builder *builder, const char *word)
{
	char stem[STEM_MOST + 1];
	struct number *known;
	stem_of(word, stem);
	HASH_FIND_STR(builder->stems, stem, known);
	if (known)
		return known->value;
	known = arena_alloc(&builder->scratch, sizeof *known);
	known->text = arena_strdup(&builder->search->arena, stem);
	known->value = (unsigned)HASH_COUNT(builder->stems);
	HASH_ADD_KEYPTR(hh, builder->stems, known->text, strlen(known->text), known);
	return known->value;
}

static unsigned
word_number(struct builder *builder, const char *word)
{
	struct number *known;
	HASH_FIND_STR(builder->words, word, known);
	if (known)
		return known->stem;
	known = arena_alloc(&builder->scratch, sizeof *known);
	known->text = word;
	known->stem = stem_number(builder, word);
	HASH_ADD_KEYPTR(hh, builder->words, known->text, strlen(known->text), known);
	return known->stem;
}

static void
number_words(struct builder *builder)
{
	const struct search *search = builder->search;
	size_t at = 0;
	for (size_t i = 0; i < search->entry_count; i++)
		builder->total += search->entries[i]->count;
	builder->word_stems = xcalloc(builder->total + 1, sizeof *builder->word_stems);
	for (size_t i = 0; i < search->entry_count; i++)
		for (size_t j = 0; j < search->entries[i]->count; j++)
			builder->word_stems[at++] =
			    word_number(builder, search->entries[i]->words[j].word);
}

static int
by_word(const void *a, const void *b)
{
	return strcmp(((const struct search_term *)a)->word, ((const struct search_term *)b)->word);
}

static void
list_terms(struct builder *builder)
{
	struct search *search = builder->search;
	search->terms = xcalloc(HASH_COUNT(builder->words) + 1, sizeof *search->terms);
	for (struct number *word = builder->words; word; word = word->hh.next)
		search->terms[search->term_count++] = (struct search_term){word->text, word->stem};
	qsort(search->terms, search->term_count, sizeof *search->terms, by_word);
	search->stem_count = HASH_COUNT(builder->stems);
	search->stems = xcalloc(search->stem_count + 1, sizeof *search->stems);
	search->by_stem = xcalloc(search->stem_count + 1, sizeof *search->by_stem);
	size_t at = 0;
	for (struct number *stem = builder->stems; stem; stem = stem->hh.next)
		search->by_stem[at++] = (struct search_term){stem->text, stem->value};
	qsort(search->by_stem, search->stem_count, sizeof *search->by_stem, by_word);
}

/* ---- postings ---- */

static void
average_lengths(const struct search *search, double averages[SEARCH_PLACES])
{
	for (int p = 0; p < SEARCH_PLACES; p++) {
		double sum = 0;
		size_t having = 0;
		for (size_t i = 0; i < search->entry_count; i++) {
			sum += search->entries[i]->lengths[p];
			having += search->entries[i]->lengths[p] > 0;
		}
		averages[p] = having ? sum / (double)having : 1;
	}
}

/* What one stem of one entry adds up to, before saturation: BM25F's weighted frequency. */
struct standing_in {
	double frequency;
	enum search_place place;
};

static void
count_word(struct standing_in *in, const struct search_entry *entry, const struct search_word *word,
    const double averages[SEARCH_PLACES])
{
	if (in->frequency == 0)
		in->place = PLACE_REST;
	for (int p = SEARCH_PLACES - 1; p >= 0; p--) {
		if (!word->times[p])
			continue;
		double length = entry->lengths[p] / averages[p];
		in->frequency += places[p].weight * word->times[p] /
				 (1 - places[p].length + places[p].length * length);
		if ((enum search_place)p < in->place)
			in->place = (enum search_place)p;
	}
}

/* Two words of one stem in one entry are one posting, so stems are added up entry by entry. */
static void
fill_postings(struct builder *builder)
{
	struct search *search = builder->search;
	double averages[SEARCH_PLACES];
	struct standing_in *sums = xcalloc(search->stem_count + 1, sizeof *sums);
	average_lengths(search, averages);
	for (size_t i = 0, at = 0; i < search->entry_count; i++) {
		const struct search_entry *entry = search->entries[i];
		const unsigned *stems = builder->word_stems + at;
		for (size_t j = 0; j < entry->count; j++)
			count_word(&sums[stems[j]], entry, &entry->words[j], averages);
		for (size_t j = 0; j < entry->count; j++) {
			struct search_stem *stem = &search->stems[stems[j]];
			double sum = sums[stems[j]].frequency;
			if (sum > 0)
				search->postings[stem->first + stem->count++] =
				    (struct search_posting){(unsigned)i,
					(float)(sum / (saturation + sum)), sums[stems[j]].place};
			sums[stems[j]].frequency = 0;
		}
		at += entry->count;
	}
	free(sums);
}

static void
build_postings(struct builder *builder)
{
	struct search *search = builder->search;
	size_t *room = xcalloc(search->stem_count + 1, sizeof *room), at = 0;
	for (size_t i = 0; i < builder->total; i++)
		room[builder->word_stems[i]]++;
	for (size_t i = 0; i < search->stem_count; i++) {
		search->stems[i].first = at;
		at += room[i];
	}
	free(room);
	search->postings = xcalloc(builder->total + 1, sizeof *search->postings);
	fill_postings(builder);
	double n = (double)search->entry_count;
	for (size_t i = 0; i < search->stem_count; i++) {
		double having = (double)search->stems[i].count;
		search->stems[i].rarity = log(1 + (n - having + 0.5) / (having + 0.5));
	}
}

/* ---- titles ---- */

static void
build_title(struct search *search, size_t index)
{
	const struct search_entry *entry = search->entries[index];
	struct search_title *title = &search->titles[index];
	const char *text = entry->phrase_count ? entry->phrases[0] : "";
	size_t length = strlen(text);
	char *all = arena_alloc(&search->arena, length + 2), *telling = all + length / 2 + 1;
	char *copy = arena_strdup(&search->arena, text), *rest;
	title->stems = arena_alloc(&search->arena, (length / 2 + 1) * sizeof *title->stems);
	title->initials[0] = all;
	title->initials[1] = telling;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		char stem[STEM_MOST + 1];
		*all++ = *word;
		if (search_noise(word))
			continue;
		*telling++ = *word;
		stem_of(word, stem);
		long number = search_stem(search, stem);
		if (number == NO_STEM)
			continue;
		title->stems[title->count++] = (unsigned)number;
		title->rarity += search->stems[number].rarity;
	}
}

/* ---- synonyms ---- */

static const char *
stemmed(struct search *search, const char *word, size_t length)
{
	char stem[STEM_MOST + 1], *text = arena_strndup(&search->arena, word, length);
	stem_of(text, stem);
	return arena_strdup(&search->arena, stem);
}

static void
build_synonyms(struct search *search)
{
	size_t capacity = 0;
	for (size_t group = 0; synonym_groups[group]; group++)
		for (const char *at = synonym_groups[group]; *at; at += strspn(at, " ")) {
			size_t length = strcspn(at, " ");
			const char *gap = memchr(at, '_', length);
			size_t first = gap ? (size_t)(gap - at) : length;
			search->synonyms = grow(search->synonyms, &capacity, search->synonym_count,
			    sizeof *search->synonyms);
			struct search_synonym *synonym = &search->synonyms[search->synonym_count++];
			*synonym = (struct search_synonym){
			    stemmed(search, at, first), NULL, group, NO_STEM};
			if (gap)
				synonym->next = stemmed(search, gap + 1, length - first - 1);
			else
				synonym->stem = search_stem(search, synonym->word);
			at += length;
		}
}

struct search *
search_build(const struct search_entry *const *entries, size_t count)
{
	struct search *search = xcalloc(1, sizeof *search);
	struct builder builder = {.search = search};
	search->entries = entries;
	search->entry_count = count;
	arena_init(&search->arena);
	arena_init(&builder.scratch);
	number_words(&builder);
	list_terms(&builder);
	build_postings(&builder);
	free(builder.word_stems);
	HASH_CLEAR(hh, builder.words);
	HASH_CLEAR(hh, builder.stems);
	arena_release(&builder.scratch);
	search->titles = xcalloc(count + 1, sizeof *search->titles);
	for (size_t i = 0; i < count; i++)
		build_title(search, i);
	build_synonyms(search);
	return search;
}

void
search_free(struct search *search)
{
	if (!search)
		return;
	free(search->terms);
	free(search->stems);
	free(search->by_stem);
	free(search->postings);
	free(search->titles);
	free(search->synonyms);
	arena_release(&search->arena);
	free(search);
}

size_t
search_lower(const struct search_term *terms, size_t count, const char *word)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(terms[middle].word, word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

long
search_stem(const struct search *search, const char *stem)
{
	size_t at = search_lower(search->by_stem, search->stem_count, stem);
	if (at == search->stem_count || strcmp(search->by_stem[at].word, stem) != 0)
		return NO_STEM;
	return search->by_stem[at].stem;
}
