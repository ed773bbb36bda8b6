#include "directory/search_index.h"

#include "base/alloc.h"
#include "directory/stem.h"
#include "directory/synonyms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* Texts numbered in the order of their coming: open addressing by FNV-1a. */
struct table {
	struct number {
		const char *text;
		unsigned value; /* of a word: its stem; of a stem: its number */
	} * slots;
	size_t size, count; /* the size is a power of two */
};

static struct number *
slot_of(const struct table *table, const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (const char *c = text; *c; c++)
		hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
	size_t at = hash & (table->size - 1);
	while (table->slots[at].text && strcmp(table->slots[at].text, text) != 0)
		at = (at + 1) & (table->size - 1);
	return &table->slots[at];
}

static void
make_room(struct table *table)
{
	if (2 * table->count < table->size)
		return;
	struct table larger = {.size = table->size ? 2 * table->size : 1024, .count = table->count};
	larger.slots = xcalloc(larger.size, sizeof *larger.slots);
	for (size_t i = 0; i < table->size; i++)
		if (table->slots[i].text)
			*slot_of(&larger, table->slots[i].text) = table->slots[i];
	free(table->slots);
	*table = larger;
}

/* The slot of a text; *is_new when it has just been taken. */
static struct number *
number_text(struct table *table, const char *text, bool *is_new)
{
	make_room(table);
	struct number *slot = slot_of(table, text);
	*is_new = !slot->text;
	if (*is_new) {
		slot->text = text;
		table->count++;
	}
	return slot;
}

struct builder {
	struct search *search;
	const struct search_entry *entries;
	struct table words, stems;
	unsigned *word_stems; /* the stem of each word of each entry, one after the other */
	size_t total;
};

static unsigned
stem_number(struct builder *builder, const char *word)
{
	char stem[STEM_MOST + 1];
	bool is_new;
	stem_of(word, stem);
	struct number *known = number_text(&builder->stems, stem, &is_new);
	if (is_new) {
		known->text = arena_strdup(&builder->search->arena, stem);
		known->value = (unsigned)builder->stems.count - 1;
	}
	return known->value;
}

static unsigned
word_number(struct builder *builder, const char *word)
{
	bool is_new;
	struct number *known = number_text(&builder->words, word, &is_new);
	if (is_new) {
		known->text = arena_strdup(&builder->search->arena, word);
		known->value = stem_number(builder, word);
	}
	return known->value;
}

static void
number_words(struct builder *builder)
{
	const struct search *search = builder->search;
	size_t at = 0;
	for (size_t i = 0; i < search->entry_count; i++)
		builder->total += builder->entries[i].count;
	builder->word_stems = xcalloc(builder->total + 1, sizeof *builder->word_stems);
	for (size_t i = 0; i < search->entry_count; i++)
		for (size_t j = 0; j < builder->entries[i].count; j++)
			builder->word_stems[at++] =
			    word_number(builder, builder->entries[i].words[j].word);
}

static int
by_word(const void *a, const void *b)
{
	return strcmp(((const struct search_term *)a)->word, ((const struct search_term *)b)->word);
}

static struct search_term *
sorted(const struct table *table)
{
	struct search_term *terms = xcalloc(table->count + 1, sizeof *terms);
	size_t count = 0;
	for (size_t i = 0; i < table->size; i++)
		if (table->slots[i].text)
			terms[count++] =
			    (struct search_term){table->slots[i].text, table->slots[i].value};
	qsort(terms, count, sizeof *terms, by_word);
	return terms;
}

static void
list_terms(struct builder *builder)
{
	struct search *search = builder->search;
	search->terms = sorted(&builder->words);
	search->term_count = builder->words.count;
	search->by_stem = sorted(&builder->stems);
	search->stem_count = builder->stems.count;
	search->stems = xcalloc(search->stem_count + 1, sizeof *search->stems);
	free(builder->words.slots);
	free(builder->stems.slots);
}

/* ---- postings ---- */

static void
average_lengths(const struct builder *builder, double averages[SEARCH_PLACES])
{
	const struct search *search = builder->search;
	for (int p = 0; p < SEARCH_PLACES; p++) {
		double sum = 0;
		size_t having = 0;
		for (size_t i = 0; i < search->entry_count; i++) {
			sum += builder->entries[i].lengths[p];
			having += builder->entries[i].lengths[p] > 0;
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
	average_lengths(builder, averages);
	for (size_t i = 0, at = 0; i < search->entry_count; i++) {
		const struct search_entry *entry = &builder->entries[i];
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
build_title(struct search *search, struct search_subject *subject)
{
	struct search_title *title = &subject->title;
	const char *text = subject->phrase_count ? subject->phrases[0] : "";
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

static void
build_subject(struct search *search, size_t index, const struct search_entry *entry)
{
	struct search_subject *subject = &search->subjects[index];
	*subject = (struct search_subject){.phrase_count = entry->phrase_count,
	    .lgsl = entry->lgsl,
	    .season = entry->season,
	    .listed = entry->listed};
	subject->phrases =
	    arena_alloc(&search->arena, (entry->phrase_count + 1) * sizeof *subject->phrases);
	for (size_t i = 0; i < entry->phrase_count; i++)
		subject->phrases[i] = arena_strdup(&search->arena, entry->phrases[i]);
	build_title(search, subject);
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
search_build(const struct search_entry *entries, size_t count)
{
	struct search *search = xcalloc(1, sizeof *search);
	struct builder builder = {.search = search, .entries = entries};
	search->entry_count = count;
	arena_init(&search->arena);
	number_words(&builder);
	list_terms(&builder);
	build_postings(&builder);
	free(builder.word_stems);
	search->subjects = xcalloc(count + 1, sizeof *search->subjects);
	for (size_t i = 0; i < count; i++)
		build_subject(search, i, &entries[i]);
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
	free(search->subjects);
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
