/* What a customer's contacts say in their order: the history, earlier answers, offers. */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "store/store.h"

/* One line of a customer's history, with what the rules need to judge it; `what` without the
 * consent. */
struct history_line {
	struct history_item item;
	struct sharing what;
	const char *key; /* of the page after it */
};
/* Newest first, after the key `before` (null: from the start); without the contact `but`, which may
 * be null, while it has no enquiry. */
int history(struct tx *tx, const char *customer, const char *but, const char *before, size_t most,
    struct arena *arena, struct list *out);

/* One answer of a customer's contacts, with what the rules need to judge it. */
struct earlier_line {
	struct earlier_answer answer;
	struct sharing what;
};
/* Of all contacts but one (null: of all), newest first. Left out are what was worked out or only
 * told, the district, which follows from the address, and what is longer than `longest` letters. */
int earlier_answers(struct tx *tx, const char *customer, const char *but, size_t longest,
    size_t most, struct arena *arena, struct list *out);
/* What was said to offers, the latest first, in contacts other than this one (may be null); of each
 * line only item.service, .offer_reply and .at. */
int offers_said(struct tx *tx, const char *customer, const char *contact, size_t most,
    struct arena *arena, struct list *out);

#endif
