/*
 * Searching the directory. Fit is BM25F (Robertson, Zaragoza: "The Probabilistic Relevance
 * Framework", 2009) over a service's title, search words, summary and the rest of its text, lifted
 * by how much of the title was said and how much of what was said is there. What is typed is
 * matched by stem, by beginning (the word being typed), as two words or one, by words of the same
 * meaning, by small misspelling, by the title's initials and by LGSL number. Inner header.
 */
#ifndef DIRECTORY_SEARCH_H
#define DIRECTORY_SEARCH_H

#include "base/buf.h"
#include "directory/service.h"

/* Where a word stands, from the most telling. */
enum search_place { PLACE_TITLE, PLACE_WORDS, PLACE_SUMMARY, PLACE_REST, SEARCH_PLACES };

/* What one service gives to the index: its different words, folded, and how often each stands
 * where. Strings live in the arena it was made with. */
struct search_word {
	const char *word;
	unsigned char times[SEARCH_PLACES];
};
struct search_entry {
	struct search_word *words;
	size_t count, capacity;
	const char **phrases; /* titles and search words, folded; the English title first */
	size_t phrase_count, phrase_capacity;
	int lengths[SEARCH_PLACES]; /* words in all */
	int lgsl;
	unsigned season; /* bit 0 January; 0: all the year */
	bool listed;     /* only listed: a written entry is worth more */
};

void search_entry_make(
    struct search_entry *entry, const struct service *service, struct arena *arena);
void search_entry_release(struct search_entry *entry);

struct search; /* the index over many entries */

/* Entries are named by their place in the array; nothing of them is needed once it is built. */
struct search *search_build(const struct search_entry *entries, size_t count);
void search_free(struct search *search);

/* Does the word say nothing by itself: the, my, want? */
bool search_noise(const char *word);

/* Appends those of the typed words that some entry has, joined by hyphens: what may be remembered
 * of a query. */
void search_said(const struct search *search, const char *query, struct buf *out);

struct search_match {
	size_t entry;
	double score;
	int fit; /* per cent: how much of what was typed is there, and how plainly */
};
/* Best first; returns how many of at most `most` were found. Entries whose season is in this month
 * (1 … 12; 0: unknown) come sooner, those out of season later. */
size_t search_find(const struct search *search, const char *query, int month,
    struct search_match *matches, size_t most);

#endif
