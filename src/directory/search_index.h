/* The index behind search.h: the different words of all entries in order, each with its stem; the
 * stems with the entries they stand in. Inner header. */
#ifndef DIRECTORY_SEARCH_INDEX_H
#define DIRECTORY_SEARCH_INDEX_H

#include "directory/search.h"

struct search_term {
	const char *word;
	unsigned stem;
};
struct search_posting {
	unsigned entry;
	float weight;            /* 0 … 1: how often and how tellingly the stem stands there */
	enum search_place place; /* the most telling one */
};
struct search_stem {
	size_t first, count; /* in the postings */
	double rarity;
};
/* What is searched for; its strings are the index's own. */
struct search_subject {
	const char **phrases; /* as in the entry */
	size_t phrase_count;
	int lgsl;
	unsigned season;
	bool listed;
	struct search_title {
		unsigned *stems; /* those that say something, in order */
		size_t count;
		const char *initials[2]; /* of all its words; of those that say something */
		double rarity;           /* of its stems together */
	} title;
};

/* A word of the synonym groups, stemmed; `next` must follow it when it is one of two words. */
struct search_synonym {
	const char *word, *next;
	size_t group;
	long stem; /* NO_STEM: no entry has it, or it is two words */
};

struct search {
	struct search_subject *subjects; /* in the order of the entries */
	size_t entry_count;
	struct search_term *terms; /* sorted by word */
	size_t term_count;
	struct search_stem *stems;
	struct search_term *by_stem; /* the stems' texts, sorted */
	size_t stem_count;
	struct search_posting *postings;
	struct search_synonym *synonyms;
	size_t synonym_count;
	struct arena arena;
};

enum { NO_STEM = -1 };

/* The stem's number, or NO_STEM when no entry has it. */
long search_stem(const struct search *search, const char *stem);
/* The place of the first of sorted terms that does not stand before this word. */
size_t search_lower(const struct search_term *terms, size_t count, const char *word);

#endif
