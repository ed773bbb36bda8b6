/*
 * The search index of the directory: folded words with weights. What is typed is matched by whole
 * word, beginning, stem and small misspelling; rare words count more than common ones. Inner
 * header.
 */
#ifndef DIRECTORY_SEARCH_H
#define DIRECTORY_SEARCH_H

#include "directory/service.h"

/* What one service gives to the index; strings live in the arena it was made with. */
struct search_word {
	const char *word;
	int weight;
};
struct search_entry {
	struct search_word *words;
	size_t count, capacity;
	const char **phrases; /* title and search words, folded */
	size_t phrase_count, phrase_capacity;
	int lgsl;
};

void search_entry_make(
    struct search_entry *entry, const struct service *service, struct arena *arena);
void search_entry_release(struct search_entry *entry);

struct search; /* the index over many entries */

/* Entries are named by their place in the array; the strings must outlive the index. */
struct search *search_build(const struct search_entry *const *entries, size_t count);
void search_free(struct search *search);

struct search_match {
	size_t entry;
	int score;
};
/* Best first; returns how many of at most `most` were found. */
size_t search_find(
    const struct search *search, const char *query, struct search_match *matches, size_t most);

#endif
