#include "directory/search_index.h"

#include "base/alloc.h"
#include "base/edits.h"
#include "base/text.h"
#include "directory/stem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOKENS = 12, MOST_QUERY = 200 };

/* How alike what was typed and what is there are. */
#define LIKE_SAME 1.0
#define LIKE_BEGUN 0.9     /* the word being typed, and no word is just this */
#define LIKE_BEGUN_TOO 0.3 /* there is such a word, and this is a longer one */
#define LIKE_CUT 0.6       /* an earlier word, cut short */
#define LIKE_JOINED 0.95   /* pot hole, pothole */
#define LIKE_SYNONYM 0.4
#define LIKE_SLIP 0.6  /* one wrong letter */
#define LIKE_SLIPS 0.4 /* two, in a long word */

/* What lifts an entry above its words. */
#define LIFT_TITLE 0.8 /* the whole title was said */
#define LIFT_QUERY 0.4 /* everything that was said is there */
#define LIFT_PAIR 0.1  /* two words side by side as in the title, by their rarity */

/* An entry that somebody wrote is sooner meant than one that is only listed. */
#define ONLY_LISTED 0.9
#define IN_SEASON 1.2
#define OUT_OF_SEASON 0.9

struct tokens {
	char text[MOST_QUERY + 1], folded[MOST_QUERY + 1];
	const char *words[MOST_TOKENS];
	size_t count;
};

/* What was typed, folded and without words that say nothing, unless there are no others. */
static void
split(const char *query, struct tokens *tokens)
{
	struct buf folded;
	buf_init(&folded, MOST_QUERY);
	text_fold(&folded, query, strnlen(query, MOST_QUERY / 2));
	memcpy(tokens->text, folded.data, folded.length + 1);
	memcpy(tokens->folded, folded.data, folded.length + 1);
	buf_release(&folded);
	const char *all[MOST_TOKENS];
	size_t count = 0;
	tokens->count = 0;
	char *rest;
	for (char *word = strtok_r(tokens->text, " ", &rest); word && count < MOST_TOKENS;
	     word = strtok_r(NULL, " ", &rest)) {
		all[count++] = word;
		if (!search_noise(word))
			tokens->words[tokens->count++] = word;
	}
	if (tokens->count > 0)
		return;
	memcpy(tokens->words, all, count * sizeof *all);
	tokens->count = count;
}

/* ---- the stems that one typed word may mean ---- */

struct meaning {
	const struct search *search;
	double *likes;     /* by stem; 0 where it is not meant */
	unsigned *touched; /* the stems meant */
	size_t count;
};

static void
mean(struct meaning *meaning, long stem, double like)
{
	if (stem == NO_STEM)
		return;
	if (meaning->likes[stem] == 0)
		meaning->touched[meaning->count++] = (unsigned)stem;
	if (meaning->likes[stem] < like)
		meaning->likes[stem] = like;
}

static long
stem_of_word(const struct search *search, const char *word)
{
	char stem[STEM_MOST + 1];
	stem_of(word, stem);
	return search_stem(search, stem);
}

/* Words that begin as this one does. */
static void
mean_beginnings(struct meaning *meaning, const char *word, double like)
{
	const struct search *search = meaning->search;
	size_t length = strlen(word);
	for (size_t i = search_lower(search->terms, search->term_count, word);
	     i < search->term_count && strncmp(search->terms[i].word, word, length) == 0; i++)
		mean(meaning, search->terms[i].stem, like);
}

/* Small misspellings; one hardly ever touches the first letter. */
static void
mean_misspelt(struct meaning *meaning, const char *word, bool last)
{
	const struct search *search = meaning->search;
	const char first[2] = {*word, '\0'};
	size_t length = strlen(word);
	int most = length >= 8 ? 2 : 1;
	if (length < 4)
		return;
	for (size_t i = search_lower(search->terms, search->term_count, first);
	     i < search->term_count && search->terms[i].word[0] == *word; i++) {
		const char *term = search->terms[i].word;
		size_t n = strlen(term);
		int count = edits(word, length, term, n, most);
		if (count <= most)
			mean(meaning, search->terms[i].stem, count == 1 ? LIKE_SLIP : LIKE_SLIPS);
		else if (last && length >= 5 && n > length &&
			 edits(word, length, term, length, 1) <= 1)
			mean(meaning, search->terms[i].stem, LIKE_SLIPS);
	}
}

/* Words of the same meaning as this one, or as this one and the next together. */
static void
mean_synonyms(struct meaning *meaning, const char *word, const char *next)
{
	const struct search *search = meaning->search;
	char stem[STEM_MOST + 1], next_stem[STEM_MOST + 1] = "";
	stem_of(word, stem);
	if (next)
		stem_of(next, next_stem);
	for (size_t i = 0; i < search->synonym_count; i++) {
		const struct search_synonym *said = &search->synonyms[i];
		if (strcmp(said->word, stem) != 0 ||
		    (said->next && strcmp(said->next, next_stem) != 0))
			continue;
		size_t first = i;
		while (first > 0 && search->synonyms[first - 1].group == said->group)
			first--;
		for (size_t k = first;
		     k < search->synonym_count && search->synonyms[k].group == said->group; k++)
			mean(meaning, search->synonyms[k].stem, LIKE_SYNONYM);
	}
}

static void
mean_joined(struct meaning *meaning, const char *a, const char *b)
{
	char word[MOST_QUERY + 1];
	size_t length = strlen(a), more = strlen(b);
	if (length + more > STEM_MOST)
		return;
	memcpy(word, a, length);
	memcpy(word + length, b, more + 1);
	mean(meaning, stem_of_word(meaning->search, word), LIKE_JOINED);
}

static void
mean_token(struct meaning *meaning, const struct tokens *tokens, size_t t)
{
	const char *word = tokens->words[t];
	const char *before = t > 0 ? tokens->words[t - 1] : NULL;
	const char *next = t + 1 < tokens->count ? tokens->words[t + 1] : NULL;
	mean(meaning, stem_of_word(meaning->search, word), LIKE_SAME);
	if (before)
		mean_joined(meaning, before, word);
	if (next)
		mean_joined(meaning, word, next);
	bool known = meaning->count > 0;
	if (!next)
		mean_beginnings(meaning, word, known ? LIKE_BEGUN_TOO : LIKE_BEGUN);
	else if (!known && strlen(word) >= 2)
		mean_beginnings(meaning, word, LIKE_CUT);
	if (meaning->count == 0)
		mean_misspelt(meaning, word, !next);
	mean_synonyms(meaning, word, next);
}

/* ---- every entry's score ---- */

/* How plainly an entry is meant by a word that stands there. */
static const double plainness[SEARCH_PLACES] = {
    [PLACE_TITLE] = 1, [PLACE_WORDS] = 1, [PLACE_SUMMARY] = 0.7, [PLACE_REST] = 0.25};

struct tally {
	double score;            /* the sum of what each typed word gives */
	double said;             /* how much of what was typed is there, by rarity */
	double plain;            /* the same, by how plainly it stands there */
	double best, best_plain; /* of the typed word in hand */
};

struct ranking {
	const struct search *search;
	struct tally *tallies; /* of each entry */
	double *in_title;      /* by stem: how surely it was said */
	double total;          /* rarity of all that was typed */
};

/* What a typed word tells: the rarity of what it most surely means. A word that is nowhere tells
 * most: the entries that are found lack it. */
static double
telling(const struct ranking *ranking, const struct meaning *meaning)
{
	double rarity = log(1 + (double)ranking->search->entry_count), surest = 0;
	for (size_t i = 0; i < meaning->count; i++) {
		double like = meaning->likes[meaning->touched[i]];
		double other = ranking->search->stems[meaning->touched[i]].rarity;
		if (like > surest || (like == surest && other > rarity)) {
			surest = like;
			rarity = other;
		}
	}
	return rarity;
}

/* One stem that a typed word may mean, in every entry where it stands. Only the word itself is
 * worth more than what was typed tells: a rare synonym of a common word is no rarity. */
static void
rank_stem(struct ranking *ranking, unsigned number, double like, double rarity)
{
	const struct search_stem *stem = &ranking->search->stems[number];
	double worth = like * (stem->rarity < rarity ? stem->rarity : rarity);
	if (ranking->in_title[number] < like)
		ranking->in_title[number] = like;
	for (size_t i = 0; i < stem->count; i++) {
		const struct search_posting *posting = &ranking->search->postings[stem->first + i];
		struct tally *tally = &ranking->tallies[posting->entry];
		if (worth * posting->weight > tally->best)
			tally->best = worth * posting->weight;
		if (like * plainness[posting->place] > tally->best_plain)
			tally->best_plain = like * plainness[posting->place];
	}
}

/* The best that one typed word gives to each entry. */
static void
rank_token(struct ranking *ranking, const struct meaning *meaning)
{
	double rarity = telling(ranking, meaning);
	for (size_t i = 0; i < meaning->count; i++)
		rank_stem(
		    ranking, meaning->touched[i], meaning->likes[meaning->touched[i]], rarity);
	ranking->total += rarity;
	for (size_t i = 0; i < ranking->search->entry_count; i++) {
		struct tally *tally = &ranking->tallies[i];
		if (tally->best == 0)
			continue;
		tally->score += tally->best;
		tally->said += rarity;
		tally->plain += rarity * tally->best_plain;
		tally->best = tally->best_plain = 0;
	}
}

static void
rank_tokens(struct ranking *ranking, const struct tokens *tokens)
{
	const struct search *search = ranking->search;
	struct meaning meaning = {.search = search};
	meaning.likes = xcalloc(search->stem_count + 1, sizeof *meaning.likes);
	meaning.touched = xcalloc(search->stem_count + 1, sizeof *meaning.touched);
	for (size_t t = 0; t < tokens->count; t++) {
		mean_token(&meaning, tokens, t);
		rank_token(ranking, &meaning);
		while (meaning.count > 0)
			meaning.likes[meaning.touched[--meaning.count]] = 0;
	}
	free(meaning.likes);
	free(meaning.touched);
}

/* How much of the title was said, 0 … 1; and pairs of its words that were said side by side. */
static double
title_said(const struct ranking *ranking, const struct search_title *title, double *pairs)
{
	double said = 0, before = 0;
	*pairs = 0;
	for (size_t i = 0; i < title->count; i++) {
		double like = ranking->in_title[title->stems[i]];
		double rarity = ranking->search->stems[title->stems[i]].rarity;
		said += like * rarity;
		if (i > 0 && before > 0 && like > 0) {
			double other = ranking->search->stems[title->stems[i - 1]].rarity;
			*pairs +=
			    (before < like ? before : like) * (other < rarity ? other : rarity);
		}
		before = like;
	}
	return title->rarity > 0 ? said / title->rarity : 0;
}

/* Several words of a query that together are what people call it. */
static bool
says_phrase(const char *folded, const char *phrase)
{
	const char *at = strchr(phrase, ' ') ? strstr(folded, phrase) : NULL;
	size_t length = strlen(phrase);
	return at && (at == folded || at[-1] == ' ') && (at[length] == ' ' || !at[length]);
}

/* What is being typed is often the beginning of the name itself. */
static double
phrase_lift(const struct search_subject *subject, const char *folded)
{
	size_t length = strlen(folded);
	double lift = 0;
	for (size_t i = 0; i < subject->phrase_count; i++) {
		const char *phrase = subject->phrases[i];
		double worth = 0;
		if (strcmp(phrase, folded) == 0)
			worth = 1;
		else if (strncmp(phrase, folded, length) == 0)
			worth = 0.5;
		else if (says_phrase(folded, phrase))
			worth = 0.6;
		if (i > 0)
			worth *= 0.7;
		if (worth > lift)
			lift = worth;
	}
	return lift;
}

/* "mbc" for missed bin collection: all of its initials, or the first ones. */
static double
initials_fit(const struct search_title *title, const char *typed)
{
	size_t length = strlen(typed);
	double fit = 0;
	for (size_t i = 0; i < 2; i++) {
		size_t all = strlen(title->initials[i]);
		if (all > 1 && length >= 2 && strncmp(title->initials[i], typed, length) == 0) {
			double share = 0.2 + 0.4 * (double)length / (double)all;
			fit = share > fit ? share : fit;
		}
	}
	return fit;
}

static bool
all_digits(const char *text)
{
	size_t length = strlen(text);
	return length > 0 && strspn(text, "0123456789") == length;
}

static struct search_match
weigh(const struct ranking *ranking, const struct tokens *tokens, size_t index, long number)
{
	const struct search *search = ranking->search;
	const struct search_subject *subject = &search->subjects[index];
	struct search_match match = {.entry = index};
	double pairs, most = log(1 + (double)search->entry_count);
	const struct tally *tally = &ranking->tallies[index];
	if (number > 0 && subject->lgsl == number) {
		match.score = 1000;
		match.fit = 100;
		return match;
	}
	if (tally->score > 0) {
		double title = title_said(ranking, &subject->title, &pairs);
		double said = tally->said / ranking->total;
		match.score = (tally->score * (1 + LIFT_TITLE * title + LIFT_QUERY * said) +
				  LIFT_PAIR * pairs) *
			      (1 + phrase_lift(subject, tokens->folded));
		match.fit = (int)(100 * tally->plain / ranking->total);
	}
	if (subject->listed)
		match.score *= ONLY_LISTED;
	if (tokens->count == 1) {
		double fit = initials_fit(&subject->title, tokens->folded);
		if (fit * most > match.score)
			match.score = fit * most;
		if (fit * 100 > match.fit)
			match.fit = (int)(fit * 100);
	}
	return match;
}

static double
seasonal(const struct search_subject *subject, int month)
{
	if (month == 0 || subject->season == 0)
		return 1;
	return subject->season & (1u << (month - 1)) ? IN_SEASON : OUT_OF_SEASON;
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

void
search_said(const struct search *search, const char *query, struct buf *out)
{
	struct tokens tokens;
	size_t begun = out->length;
	split(query, &tokens);
	for (size_t t = 0; t < tokens.count; t++) {
		const char *word = tokens.words[t];
		size_t length = strlen(word);
		size_t at = search_lower(search->terms, search->term_count, word);
		bool begins = t + 1 == tokens.count && at < search->term_count &&
			      strncmp(search->terms[at].word, word, length) == 0;
		if (!begins && stem_of_word(search, word) == NO_STEM)
			continue;
		if (strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789") != length)
			continue;
		buf_printf(out, "%s%s", out->length > begun ? "-" : "", word);
	}
}

size_t
search_find(const struct search *search, const char *query, int month, struct search_match *matches,
    size_t most)
{
	struct tokens tokens;
	split(query, &tokens);
	if (tokens.count == 0 || search->entry_count == 0 || most == 0)
		return 0;
	size_t n = search->entry_count, count = 0;
	struct ranking ranking = {.search = search};
	ranking.tallies = xcalloc(n, sizeof *ranking.tallies);
	ranking.in_title = xcalloc(search->stem_count + 1, sizeof *ranking.in_title);
	rank_tokens(&ranking, &tokens);
	long number = all_digits(tokens.folded) && strlen(tokens.folded) < 6
			  ? strtol(tokens.folded, NULL, 10)
			  : 0;
	for (size_t i = 0; i < n; i++) {
		struct search_match match = weigh(&ranking, &tokens, i, number);
		match.score *= seasonal(&search->subjects[i], month);
		if (match.score > 0)
			count = keep(matches, count, most, match);
	}
	free(ranking.tallies);
	free(ranking.in_title);
	/* Far behind the best is noise, not a choice. */
	while (count > 0 && matches[count - 1].score * 8 < matches[0].score)
		count--;
	return count;
}
