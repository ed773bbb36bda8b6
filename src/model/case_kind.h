/*
 * What can happen to a case: one table, read by the record of events, the rules of the CRM, the
 * desk and its screens. And why a case is bounced back to the front office.
 */
#ifndef MODEL_CASE_KIND_H
#define MODEL_CASE_KIND_H

#include <stdbool.h>
#include <stddef.h>

struct case_kind {
	const char *word;  /* in the event's `kind`, and the audit's action "case.WORD" */
	const char *label; /* gettext id: what happened, in the case's history */
	const char *of;    /* gettext id with one %s, the reference: of one on its way, or refused;
			      null: the CRM's own, which no desk sends */
	bool says;         /* it needs words */
};

extern const struct case_kind case_kinds[];
extern const size_t case_kind_count;
/* The words alone, null-terminated. */
extern const char *const case_kind_words[];

/* Null when there is none of that name. */
const struct case_kind *case_kind(const char *word);

/* What a case's coming to a state counts as, of complaints: words, null-terminated; the last ones
 * are answers (case_count_answers). */
extern const char *const case_count_words[];
bool case_count_answers(const char *word);
const char *case_count_label(const char *word); /* gettext id */

/* Reasons of a bounce: words, null-terminated, and the gettext id of each. */
extern const char *const bounce_reason_words[];
const char *bounce_reason_label(const char *word);

#endif
