/*
 * Fresh, or visibly not. A fact is stale once its own review date has passed; one without such a
 * date is as fresh as its entry. An entry is stale once its review date has passed; one that its
 * owner never vouched for (it was imported) has no standing at all. A text is as fresh as the worst
 * of the facts it quotes with ${fact.…}.
 */
#ifndef DIRECTORY_FRESH_H
#define DIRECTORY_FRESH_H

#include "directory/service.h"

/* From best to worst. */
enum standing { STANDING_FRESH, STANDING_STALE, STANDING_NEVER_VOUCHED };

struct freshness {
	enum standing standing;
	struct date since; /* STANDING_STALE: the review date that has passed */
};

struct freshness service_freshness(const struct service *service, struct date today);
struct freshness fact_freshness(
    const struct service *service, const struct fact *fact, struct date today);

/* Finds the fact a text quotes under this name ("fact.fee"), and whose it is; null: not a fact. */
struct fact_finder {
	const struct fact *(*find)(void *context, const char *name, const struct service **of);
	void *context;
};
struct freshness text_freshness(const char *text, const struct fact_finder *finder,
    struct date today); /* fresh when there is no text, or it quotes nothing */

/* The worse of two; of two stale ones the longer overdue. */
struct freshness freshness_worse(struct freshness a, struct freshness b);

#endif
