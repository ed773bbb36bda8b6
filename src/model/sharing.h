/*
 * How much of what one council did for a customer a user may see. One function decides everywhere:
 * in the history, earlier answers, offers, contacts, cases, their references and queues. What it
 * goes by:
 *
 *   consent   what the customer shares with other councils: none, exists, full; absent: exists
 *   policy    what the partnership shares: the least of the service's `sharing` and that of the
 *             council whose the entry is; absent: as far as the customer does
 *   own       the user's council is at, as or for (whose desk, whose name, who delivers)
 *   may know  of a sensitive service: who took it, the team that owns the service, the team in
 *             whose queue it waits, and in an own council the roles that the service names and the
 *             data protection officer
 *
 *   service     who                        sees                            with the glass broken
 *   any other   own                        all                             all
 *               others                     the least of policy, consent    all, unless the customer
 *                                                                          shares nothing
 *   sensitive   own, may know              all                             all
 *               own, others                that it exists                  all
 *               others, may know           the least of policy, consent    all, unless the customer
 *               others                     the same, never more than       shares nothing
 *                                          that it exists
 */
#ifndef MODEL_SHARING_H
#define MODEL_SHARING_H

#include "model/permit.h"

#include <stdbool.h>

enum sight { SEE_NOTHING, SEE_SOMETHING /* that it exists */, SEE_ALL };

extern const char *const sharing_words[]; /* none exists full, null */

/* The word's meaning; `absent` when there is none. */
enum sight sharing_named(const char *word, enum sight absent);

/* What the directory and the councils say of a service. */
struct sharing_policy {
	bool sensitive;
	enum sight others; /* the most that other councils may see */
	const char *team;  /* that owns the service, or null */
	const char *roles; /* that may know in an own council, between blanks, or null */
};

struct sharing {
	struct concern concern;
	const char *taker; /* user who took it, or null */
	const char *team;  /* in whose queue it waits, or null */
	const char *consent;
};

struct session;

enum sight sharing_sight(const struct session *who, const struct sharing *what,
    const struct sharing_policy *policy, bool glass);

#endif
