/*
 * Picking entries of a customer's history by words, alike at the desk, over what it has loaded, and
 * in the CRM, over the rest. All words must fit. A word of this table says what the entry is; every
 * other begins a word of its texts, and "2025" or "nov" also its date:
 *
 *   kind      case enquiry contact move letter offer promise appointment withheld
 *   state     open closed overdue kept late (closed after it was due)
 *   channel   phone counter gateway email post web; sent
 *   outcome   resolved referred signposted booked callback abandoned
 */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include "base/clock.h"

#include <stdbool.h>
#include <stddef.h>

struct history_item;

/* `more`, ended by a null: texts that stand for it on the screen, such as the title of its service
 * and the name of its council. */
bool history_fits(
    const struct history_item *item, const char *const *more, const char *filter, micros now);

/* The words of the table, as gettext ids; null behind the last. */
const char *history_word_at(size_t index);

#endif
