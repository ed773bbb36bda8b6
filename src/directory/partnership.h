/* partnership.yml: councils, outside bodies, sites, desks, teams, queue roles and diaries, as an
 * information officer writes them. Who is responsible for what: responsible.h. */
#ifndef DIRECTORY_PARTNERSHIP_H
#define DIRECTORY_PARTNERSHIP_H

#include "dialogue/finding.h"
#include "directory/service.h"
#include "model/records.h"

/* The lists of records; everything lives in the arena. */
struct partnership {
	struct council *councils;
	size_t council_count;
	struct body *bodies;
	size_t body_count;
	struct site *sites;
	size_t site_count;
	struct desk_record *desks;
	size_t desk_count;
	struct team *teams;
	size_t team_count;
	struct queue *queues;
	size_t queue_count;
	struct venue *venues;
	size_t venue_count;
	struct diary *diaries;
	size_t diary_count;
	struct retention *retention; /* of every kind, or none: not known */
	size_t retention_count;
	struct ladder_rung *ladder; /* of every kind, or none: not known */
	size_t ladder_count;
};

/* Everything that is named is looked up: a council, site or team that does not exist is an error.
 * 0, or -1 when errors were found. */
int partnership_parse(struct arena *arena, const char *file, const char *text, size_t length,
    struct partnership *out, struct finding_list *findings);

/* The lists of a page as they travel; they stay the page's. */
struct partnership partnership_of_page(const struct partnership_page *page);

/* By id; null when there is none. */
const struct venue *partnership_venue(const struct partnership *partnership, const char *id);
const struct council *partnership_council(const struct partnership *partnership, const char *id);
const struct body *partnership_body(const struct partnership *partnership, const char *id);
const struct site *partnership_site(const struct partnership *partnership, const char *id);
const struct team *partnership_team(const struct partnership *partnership, const char *id);
const struct queue *partnership_queue(
    const struct partnership *partnership, const char *council, const char *role);

const struct diary *partnership_diary(const struct partnership *partnership, const char *id);

/* A list that is kept as a text, "PR6,PR7 1": gives its next word and moves *rest on; the word's
 * length, 0 at the end. */
size_t list_word(const char **rest, const char **word);
bool list_has(const char *list, const char *word);

#endif
