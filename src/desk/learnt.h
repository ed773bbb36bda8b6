/* What was chosen after the same words, by this user and by all: search leans towards it. */
#ifndef DESK_LEARNT_H
#define DESK_LEARNT_H

#include "desk/state.h"

void learnt_ask(struct desk *desk);
void learnt_forget(struct desk *desk); /* this user's */
void learnt_recovered(struct desk *desk, const struct learnt *learnt);
void learnt_of_partners(struct desk *desk, const struct learnt_page *page);
struct search_leaning learnt_leaning(const struct desk *desk);
/* A service was opened from what stood in the box; and what led to it, or null. */
void learnt_led(struct desk *desk, const char *service, const char *text);
const char *learnt_led_by(const struct desk *desk, const char *service);
/* It was what the caller wanted. */
void learnt_chosen(struct desk *desk, const char *service, const char *words);

#endif
