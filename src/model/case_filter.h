/*
 * Picking cases of a queue by words: all must fit. "overdue", "free" (nobody has it), "back" (it
 * was bounced), "high" and "low" say what it is; every other begins a word of its reference,
 * summary, customer, service, skill or of who has it.
 */
#ifndef MODEL_CASE_FILTER_H
#define MODEL_CASE_FILTER_H

#include "base/clock.h"

#include <stdbool.h>

struct case_summary;

/* Does each of the words begin one of these texts? The second may be null. */
bool words_fit(const char *text, const char *more, const char *words);

bool case_fits(const struct case_summary *summary, const char *filter, micros now);

#endif
