/* partnership.yml: councils, sites, desks, teams and queue roles, as an information officer writes
 * them; and who is responsible for what. */
#ifndef DIRECTORY_PARTNERSHIP_H
#define DIRECTORY_PARTNERSHIP_H

#include "dialogue/finding.h"
#include "directory/service.h"
#include "model/records.h"

/* The lists of records; everything lives in the arena. */
struct partnership {
	struct council *councils;
	size_t council_count;
	struct site *sites;
	size_t site_count;
	struct desk_record *desks;
	size_t desk_count;
	struct team *teams;
	size_t team_count;
	struct queue *queues;
	size_t queue_count;
};

/* Everything that is named is looked up: a council, site or team that does not exist is an error.
 * 0, or -1 when errors were found. */
int partnership_parse(struct arena *arena, const char *file, const char *text, size_t length,
    struct partnership *out, struct finding_list *findings);

/* By id; null when there is none. */
const struct council *partnership_council(const struct partnership *partnership, const char *id);
const struct team *partnership_team(const struct partnership *partnership, const char *id);
const struct queue *partnership_queue(
    const struct partnership *partnership, const char *council, const char *role);

/* The council responsible: `provided_by` x the district of the address (a council id; null or ""
 * when not known yet). "" when the address is needed: a county service needs none where there is
 * only one county. A unitary council provides both. For PROVIDED_BY_ANY it is the council whose
 * name was answered (`as`). */
const char *responsible_council(const struct partnership *partnership,
    const struct service *service, const char *district, const char *as);

#endif
