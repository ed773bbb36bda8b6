/*
 * The directory in memory: the services' own texts with a small index for searching. A service is
 * parsed when it is opened. Used by the desk (from its copy), by frontdeskctl (from files) and by
 * the CRM.
 */
#ifndef DIRECTORY_DIRECTORY_H
#define DIRECTORY_DIRECTORY_H

#include "directory/service.h"

struct directory;

struct directory *directory_new(void);
void directory_free(struct directory *directory);

/* Adds or replaces one service's text (copied). Version is the CRM's number of that text. 0, or -1
 * when it does not parse (the old one stays). An empty text removes the service. */
int directory_put(struct directory *directory, const char *service, const char *text,
    int64_t version, struct err *err);

/* The service as one council sees it; owned by the directory, valid until that service is put
 * again. Null when there is none. */
const struct service *directory_service(
    struct directory *directory, const char *service, const char *council);
int64_t directory_version(const struct directory *directory, const char *service);
const char *directory_text(const struct directory *directory, const char *service);

size_t directory_count(const struct directory *directory);
const char *directory_nth(
    struct directory *directory, size_t index); /* service ids, A-Z by title; null past the end */

/* Searches titles, search words, summaries, choices, facts and questions by word, beginning, stem
 * and small misspelling, and the LGSL number; best first; at most `most` (and 100). All of this is
 * common to the councils. Pointers stay valid until the next put. */
struct service_hit {
	const char *service;
	const char *title;
	int score;
};
size_t directory_search(
    struct directory *directory, const char *query, struct service_hit *hits, size_t most);

/* The services that offer themselves beside `service`; `offer->prompt` of each is the step that a
 * walk shows for it. */
size_t directory_offers(struct directory *directory, const char *council, const char *service,
    const struct service **offers, size_t most);

#endif
