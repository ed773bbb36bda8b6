/*
 * Search words: a record gives folded words, each with a letter for its kind in front, and a query
 * becomes terms, each a few beginnings of which one must be among a record's words. For the store
 * alone.
 *
 *   n name     a word of an address    p postcode without blank    b date of birth, digits
 *   t telephone without the country's or trunk prefix    r the same backwards    e e-mail
 *   u UPRN of an address
 *   d two words with a blank between: a given and a family name in either order, a house's number
 *     and the next word of its street; read only when each word alone is frequent
 */
#ifndef STORE_TOKENS_H
#define STORE_TOKENS_H

#include "base/date.h"
#include "model/records.h"

struct token {
	const char *word;
};
extern const struct record token_record;

/* Sorted, each word once. */
void tokens_of_customer(const struct customer *customer, struct arena *arena, struct list *tokens);
void tokens_sort(struct list *tokens); /* of several records together: the same */
void tokens_of_property(const struct property *property, struct arena *arena, struct list *tokens);

/* ---- what both ends of the index write alike ---- */

enum { PHONE_WORD = 32 };
/* The digits of a telephone number without the United Kingdom's prefix and the trunk 0; with the
 * country's prefix when it is another's. */
void phone_word(char out[PHONE_WORD], const char *text);
void word_backwards(char *out, const char *text);              /* as long as the text */
const char *word_plain(struct arena *arena, const char *text); /* small letters, no blanks */
const char *born_word(struct date born, struct arena *arena);

/* ---- queries ---- */

enum { TERMS = 8, CHOICES = 40 };

struct choice {
	const char *word;
	bool whole; /* the whole word, not its beginning */
};
struct term {
	struct choice choices[CHOICES];
	size_t count;
	const char *name; /* the folded word when it may be a name, for widening */
	const char *word; /* the folded word when it may stand beside another */
};

/* At most TERMS; more words are left out. With `joined` a name's short word is one with the next:
 * "Mc Donald" as it may be written McDonald. */
size_t terms_of_query(const char *query, struct date today, bool joined, struct arena *arena,
    struct term terms[TERMS]);
void term_add(struct term *term, const char *word, bool whole);
/* Where the words that the choice takes end. */
const char *choice_end(const struct choice *choice, struct arena *arena);
/* How well a record's word fits the term, FIT_BEST at most; 0: not at all. Exact is better than
 * begun; a name better than an address. */
enum { FIT_BEST = 6 };
int term_fit(const struct term *term, const char *word);

/* How a folded name sounds; "" when it is not in Latin letters. */
void name_sound(char out[8], const char *word);
/* Are two folded names that sound alike written alike too? More of their letters stay than change.
 */
bool name_resembles(const char *a, const char *b);
/* At most one letter is missing, added, other, or swapped with its neighbour. */
bool name_near(const char *a, const char *b);
/* The word and the word without each of its letters. */
void name_variants(const char *word, struct arena *arena, struct list *variants);

#endif
