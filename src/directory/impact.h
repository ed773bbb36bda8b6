/*
 * What a change of a fact would change: everything in the directory's texts that quotes it, and
 * what it says at each council. Pure.
 */
#ifndef DIRECTORY_IMPACT_H
#define DIRECTORY_IMPACT_H

#include "base/arena.h"
#include "model/records.h"

struct quote {
	const char *service;
	const char *kind;    /* text promise due condition calculation */
	const char *path;    /* as directory/splice.h writes it */
	const char *council; /* whose variant quotes it; null: the common text */
	const char *what;    /* "prompt bin, text": in the reader's language */
	const char *text;    /* that quotes it */
	int line;
	struct quote *next;
};

struct fact_value {
	const char *council; /* null: the common text */
	const char *value, *review_by;
	struct fact_value *next;
};

struct impact {
	const char *service, *fact;
	struct fact_value *values; /* the common one first, then councils that have another */
	struct quote *quotes;      /* by service in the order of the list */
	size_t count;
};

/* Of one fact of a service or part, among published texts (struct service_text). Texts that cannot
 * be read quote nothing. False when the service has no such fact. Everything lives in the arena. */
bool impact_of(struct arena *arena, const struct list *texts, const char *service, const char *fact,
    struct impact *out);

/* The services that have a fact of this name themselves, struct service_text, one after another
 * from *at on; null at the end. */
const struct service_text *impact_owner(
    struct arena *arena, const struct list *texts, const char *fact, size_t *at);

/* Does a text quote the fact, as ${fact.NAME} or ${fact.SERVICE.NAME}? A null service: NAME alone.
 */
bool impact_quotes(const char *text, const char *service, const char *fact);

#endif
