/* Cases for a test, as an advisor's desk opens them: one enquiry each, as few contacts as can carry
 * them. What cannot be had fails the running test. */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include "helpers/office.h"

struct new_case {
	const char *service;        /* missed-bin when NULL */
	const char *queue;          /* waste-round when NULL */
	const char *due;            /* RFC 3339, or NULL */
	const char *summary;        /* or NULL */
	const char *prompt, *value; /* the one answer; which bin when NULL */
	char id[40], ref[16];       /* out */
};
/* The desk that is signed in at `api` logs them for this customer (NULL: nobody). */
void cases_open(
    struct api *api, const char *desk, const char *customer, struct new_case *cases, size_t count);

/* Somebody joins the incident of a fly-tipping case, logged at chorley-cc-2: field "customer" or
 * "caller". */
void case_joined(struct api *api, const char *incident, const char *field, const char *value);
/* Mrs Patel gives an address for mails, and says that she may be written to: her id. Free it. */
char *case_amina_agrees(struct api *api);
/* An event of a case: kind, and what follows in its JSON (`"text":"…"`), or "". */
struct http_reply case_does(struct api *api, const char *id, const char *kind, const char *more);
/* The same, which must succeed. */
void case_did(struct api *api, const char *id, const char *kind, const char *more);

#endif
