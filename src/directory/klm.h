/*
 * How long a call about a service keeps the advisor's hands and eyes, predicted by the
 * keystroke-level model (Card, Moran and Newell 1980): every way through the dialogue is replayed,
 * and its keys, decisions and words are counted.
 *
 *   K  0.20 s a key (an average skilled typist)
 *   M  1.35 s a decision: a question answered, the service found, the matter finished
 *   R  words at 238 a minute (silent reading, Brysbaert 2019)
 *
 * What is said aloud is talk, and is kept apart: words at 150 a minute. The caller's own words are
 * not predicted. Keys of an answer: 1 for yes, no or a choice (4 when there are more than ten:
 * three letters of the filter and Enter), 2 for several choices, 1 to confirm what is known; else
 * what is typed and Enter: a number 3, a day 7, a time 5, a postcode 8, an address 10, a telephone
 * number 12, an e-mail address or a text 21. A tell is marked with 1. Finding the service takes 5
 * keys and a decision, finishing the matter 1 and a decision.
 *
 * best: the shortest way; what may be left out is, what can be filled is known. typical: the median
 * of all ways, with every question that shows asked. worst: the longest, with nothing known.
 */
#ifndef DIRECTORY_KLM_H
#define DIRECTORY_KLM_H

#include <stdbool.h>
#include <stddef.h>

struct klm_path {
	size_t keys, decisions, words; /* words that are read */
	size_t spoken;                 /* words that are said */
	double seconds;                /* keys, decisions and reading */
	double talk;                   /* seconds of speaking */
};

struct klm {
	struct klm_path best, typical, worst;
	size_t ways;
	bool cut; /* there are more ways than were replayed */
};

struct lint;
/* Replays the dialogue of a service that lint has loaded. */
void klm_of(const struct lint *lint, struct klm *klm);

#endif
