/*
 * What advisors chose after the same words. A row is a service and the words that led to it, as
 * "missed-bin.not-emptied": only words that the directory itself has, so that nothing of a customer
 * is in it. Each choice counts less with time: after 90 days half.
 */
#ifndef DIRECTORY_LEARNT_H
#define DIRECTORY_LEARNT_H

#include "base/buf.h"
#include "base/clock.h"
#include "model/records.h"

/* The row's id; words as directory_said gives them. */
void learnt_id(struct buf *out, const char *service, const char *words);
/* How many choices it is worth now. */
double learnt_weight(const struct learnt *learnt, micros now);
/* One more choice, now. */
void learnt_again(struct learnt *learnt, micros now);

/* How near what was said is to a row's words: 1 the same, less when one begins the other, else 0.
 */
double learnt_likeness(const char *words, const char *said);

#endif
