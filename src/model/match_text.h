/* How alike two short texts are; of folded text (base/text.h), at most MATCH_TEXT bytes each. */
#ifndef MODEL_MATCH_TEXT_H
#define MODEL_MATCH_TEXT_H

#include <stdbool.h>

/* Jaro-Winkler similarity, 0 to 1, with the usual 0.1 a letter for a common beginning of up to
 * four. */
double match_jaro_winkler(const char *a, const char *b);

/* Soundex (US National Archives): a letter and three digits; empty when it begins with no a-z. */
void match_soundex(const char *name, char out[5]);

/* One is a short form of the other, or both are of a third: bill, william; will. */
bool match_short_form(const char *a, const char *b);

#endif
