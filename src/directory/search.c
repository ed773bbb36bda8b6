#include "directory/search.h"

#include "base/alloc.h"
#include "base/text.h"
#include "dialogue/edits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOKENS = 12, MOST_QUERY = 200 };

/* One different word of all entries, and where it stands. */
struct posting {
	const char *word;
	size_t entry;
	int weight;
};
struct term {
	const char *word;
	size_t first, count; /* in postings */
	double rarity;
};

struct search {
	const struct search_entry *const *entries;
	size_t entry_count;
	struct posting *postings;
	size_t posting_count;
	struct term *terms; /* sorted by word */
	size_t term_count;
};

static int
by_word(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;
	int order = strcmp(x->word, y->word);
	return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static void
build_terms(struct search *search)
{
	search->terms = xcalloc(search->posting_count + 1, sizeof *search->terms);
	for (size_t i = 0; i < search->posting_count; i++) {
		const char *word = search->postings[i].word;
		struct term *term = &search->terms[search->term_count];
		if (search->term_count > 0 && strcmp(term[-1].word, word) == 0) {
			term[-1].count++;
			continue;
		}
		*term = (struct term){.word = word, .first = i, .count = 1};
		search->term_count++;
	}
	for (size_t i = 0; i < search->term_count; i++) {
		double share = (double)search->terms[i].count / (double)search->entry_count;
		search->terms[i].rarity = 1 + log(1 / share) / 2;
	}
}

struct search *
search_build(const struct search_entry *const *entries, size_t count)
{
	struct search *search = xcalloc(1, sizeof *search);
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += entries[i]->count;
	search->entries = entries;
	search->entry_count = count;
	search->postings = xcalloc(total + 1, sizeof *search->postings);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < entries[i]->count; j++)
			search->postings[search->posting_count++] = (struct posting){
			    entries[i]->words[j].word, i, entries[i]->words[j].weight};
	qsort(search->postings, search->posting_count, sizeof *search->postings, by_word);
	build_terms(search);
	return search;
}

void
search_free(struct search *search)
{
	if (!search)
		return;
	free(search->postings);
	free(search->terms);
	free(search);
}

/* ---- one word against another ---- */

static const char *const noise[] = {"a", "about", "am", "an", "and", "are", "at", "be", "been",
    "but", "by", "can", "do", "does", "for", "from", "get", "got", "had", "has", "have", "he",
    "help", "her", "his", "how", "i", "if", "in", "is", "it", "its", "me", "my", "need", "not",
    "of", "on", "or", "our", "out", "please", "she", "some", "someone", "that", "the", "their",
    "there", "they", "this", "to", "up", "want", "wants", "was", "we", "what", "when", "where",
    "who", "will", "with", "you", "your", NULL};

static bool
is_noise(const char *word)
{
	for (const char *const *known = noise; *known; known++)
		if (strcmp(*known, word) == 0)
			return true;
	return false;
}

/* The length of a word without its English endings: bins, emptied, emptying. */
static size_t
stem(const char *word, size_t length)
{
	static const char *const endings[] = {
	    "ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t ending = strlen(endings[i]);
		if (length >= ending + 3 && strcmp(word + length - ending, endings[i]) == 0)
			return length - ending;
	}
	return length;
}

/* How well a typed word fits a known one, 0 … 1. */
static double
likeness(const char *typed, size_t m, const char *word, bool last)
{
	size_t n = strlen(word), stem_m = stem(typed, m), stem_n = stem(word, n);
	if (m == n && memcmp(typed, word, m) == 0)
		return 1;
	if (stem_m == stem_n && stem_m >= 3 && memcmp(typed, word, stem_m) == 0)
		return 0.9;
	if (m < n && (m >= 2 || last) && memcmp(typed, word, m) == 0)
		return last ? 0.85 : 0.6;
	if (n >= 4 && n < m && m - n <= 3 && memcmp(typed, word, n) == 0)
		return 0.6;
	/* A misspelling hardly ever touches the first letter. */
	if (m < 4 || typed[0] != word[0])
		return 0;
	int most = m >= 8 ? 2 : 1;
	int count = edits(typed, m, word, n, most);
	if (count <= most)
		return count == 1 ? 0.7 : 0.5;
	if (last && m >= 5 && n > m && edits(typed, m, word, m, 1) <= 1)
		return 0.45;
	return 0;
}

/* ---- a query ---- */

struct tokens {
	char text[MOST_QUERY + 1];
	const char *words[MOST_TOKENS];
	size_t count;
};

/* What was typed, folded and without words that say nothing, unless there are no others. */
static void
split(const char *query, struct tokens *tokens, char folded_out[MOST_QUERY + 1])
{
	struct buf folded;
	buf_init(&folded, MOST_QUERY);
	text_fold(&folded, query, strnlen(query, MOST_QUERY / 2));
	memcpy(tokens->text, folded.data, folded.length + 1);
	memcpy(folded_out, folded.data, folded.length + 1);
	buf_release(&folded);
	const char *all[MOST_TOKENS];
	size_t count = 0;
	tokens->count = 0;
	char *rest;
	for (char *word = strtok_r(tokens->text, " ", &rest); word && count < MOST_TOKENS;
	     word = strtok_r(NULL, " ", &rest)) {
		all[count++] = word;
		if (!is_noise(word))
			tokens->words[tokens->count++] = word;
	}
	if (tokens->count > 0)
		return;
	memcpy(tokens->words, all, count * sizeof *all);
	tokens->count = count;
}

/* The best that one typed word gives to each entry. */
static void
score_token(const struct search *search, const char *token, size_t length, bool last, double *best)
{
	memset(best, 0, search->entry_count * sizeof *best);
	for (size_t i = 0; i < search->term_count; i++) {
		const struct term *term = &search->terms[i];
		double like = likeness(token, length, term->word, last);
		if (like == 0)
			continue;
		for (size_t j = 0; j < term->count; j++) {
			const struct posting *posting = &search->postings[term->first + j];
			double score = like * term->rarity * posting->weight;
			if (score > best[posting->entry])
				best[posting->entry] = score;
		}
	}
}

/* "pot hole" for "pothole": two neighbours written as one word. */
static void
score_joined(
    const struct search *search, const char *a, const char *b, double *best, double *joined)
{
	char word[MOST_QUERY + 1];
	size_t length = strlen(a) + strlen(b);
	if (length > MOST_QUERY)
		return;
	memcpy(word, a, strlen(a));
	memcpy(word + strlen(a), b, strlen(b) + 1);
	for (size_t i = 0; i < search->term_count; i++) {
		const struct term *term = &search->terms[i];
		if (strcmp(term->word, word) != 0)
			continue;
		for (size_t j = 0; j < term->count; j++) {
			const struct posting *posting = &search->postings[term->first + j];
			double score = 0.9 * term->rarity * posting->weight;
			if (score > best[posting->entry])
				best[posting->entry] = score;
			joined[posting->entry] = score;
		}
	}
}

/* The words in the order in which people say them are worth more. */
static double
phrase_bonus(const struct search_entry *entry, const char *folded)
{
	size_t length = strlen(folded);
	double bonus = 0;
	if (length < 3)
		return 0;
	for (size_t i = 0; i < entry->phrase_count; i++) {
		const char *phrase = entry->phrases[i];
		const char *at = strstr(phrase, folded);
		double worth = 0;
		if (strcmp(phrase, folded) == 0)
			worth = 90;
		else if (at == phrase)
			worth = 45;
		else if (at && at[-1] == ' ')
			worth = 25;
		else if (strchr(phrase, ' ') && strstr(folded, phrase))
			worth = 60;
		if (i == 0)
			worth *= 1.3; /* the title */
		if (worth > bonus)
			bonus = worth;
	}
	return bonus;
}

static bool
all_digits(const char *text)
{
	size_t length = strlen(text);
	return length > 0 && strspn(text, "0123456789") == length;
}

struct ranking {
	double *total, *best, *joined;
	unsigned *matched;
};

static void
rank_all(const struct search *search, const struct tokens *tokens, struct ranking *ranking)
{
	for (size_t t = 0; t < tokens->count; t++) {
		const char *token = tokens->words[t];
		bool last = t + 1 == tokens->count;
		score_token(search, token, strlen(token), last, ranking->best);
		for (size_t i = 0; i < search->entry_count; i++)
			if (ranking->joined[i] > ranking->best[i])
				ranking->best[i] = ranking->joined[i];
		memset(ranking->joined, 0, search->entry_count * sizeof *ranking->joined);
		if (!last)
			score_joined(
			    search, token, tokens->words[t + 1], ranking->best, ranking->joined);
		for (size_t i = 0; i < search->entry_count; i++) {
			ranking->total[i] += ranking->best[i];
			ranking->matched[i] += ranking->best[i] > 0;
		}
	}
}

/* Keeps the best matches in order; a later equal stays behind. */
static size_t
keep(struct search_match *matches, size_t count, size_t most, struct search_match match)
{
	if (count == most && match.score <= matches[count - 1].score)
		return count;
	if (count < most)
		count++;
	size_t at = count - 1;
	for (; at > 0 && matches[at - 1].score < match.score; at--)
		matches[at] = matches[at - 1];
	matches[at] = match;
	return count;
}

static size_t
collect(const struct search *search, const struct tokens *tokens, const char *folded,
    const struct ranking *ranking, struct search_match *matches, size_t most)
{
	size_t count = 0;
	long number = all_digits(folded) && strlen(folded) < 6 ? strtol(folded, NULL, 10) : 0;
	for (size_t i = 0; i < search->entry_count; i++) {
		const struct search_entry *entry = search->entries[i];
		double score = 0;
		if (number > 0 && entry->lgsl == number)
			score = 10000;
		else if (ranking->matched[i] * 2 >= tokens->count && ranking->matched[i] > 0)
			score = (ranking->total[i] + phrase_bonus(entry, folded)) *
				ranking->matched[i] / (double)tokens->count;
		if (score >= 1)
			count = keep(matches, count, most, (struct search_match){i, (int)score});
	}
	return count;
}

size_t
search_find(
    const struct search *search, const char *query, struct search_match *matches, size_t most)
{
	struct tokens tokens;
	char folded[MOST_QUERY + 1];
	split(query, &tokens, folded);
	if (tokens.count == 0 || search->entry_count == 0 || most == 0)
		return 0;
	size_t n = search->entry_count;
	double *numbers = xcalloc(n * 3, sizeof *numbers);
	struct ranking ranking = {.total = numbers, .best = numbers + n, .joined = numbers + 2 * n};
	ranking.matched = xcalloc(n, sizeof *ranking.matched);
	rank_all(search, &tokens, &ranking);
	size_t count = collect(search, &tokens, folded, &ranking, matches, most);
	/* Far behind the best is noise, not a choice. */
	while (count > 0 && matches[count - 1].score * 8 < matches[0].score)
		count--;
	free(numbers);
	free(ranking.matched);
	return count;
}
