/*
 * Whether a customer may be the person who is being written down, by the rule of match.h, and in
 * which words that is said: "same" or "like", a dot, and name, given, family, born, address,
 * postcode, phone or email; "like.order" when the names stand in each other's place.
 */
#ifndef MODEL_ALIKE_H
#define MODEL_ALIKE_H

#include "model/match.h"
#include "model/records.h"

/* Compares the two, and gives the words, separated by blanks, in the arena. Of several numbers,
 * e-mails and addresses of the customer those count that the other has too. */
struct match alike_compare(const struct customer *written, const struct customer *customer,
    struct arena *arena, const char **why);
/* Do they share nothing but names? */
bool alike_in_name_only(const struct match *match);
/* Is it rather a neighbour or one of the family? They go by another first name, and share no date
 * of birth or e-mail, nor a telephone without another date of birth. */
bool alike_in_home_only(const struct match *match);

#endif
