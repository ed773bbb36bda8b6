/*
 * The directory in memory: the services' own texts with a small index for searching. A service is
 * parsed when it is opened. Used by the desk (from its copy), by frontdeskctl (from files) and by
 * the CRM.
 */
#ifndef DIRECTORY_DIRECTORY_H
#define DIRECTORY_DIRECTORY_H

#include "base/buf.h"
#include "directory/library.h"
#include "model/directory_pack.h"

struct directory;

struct directory *directory_new(void);
void directory_free(struct directory *directory);

/* Adds or replaces one service's or part's text (copied), in any order. Version is the CRM's number
 * of that text. 0, or -1 when it does not parse (the old one stays). An empty text removes it. A
 * part is found by its id only: it is in no list and no search. */
int directory_put(struct directory *directory, const char *service, const char *text,
    int64_t version, struct err *err);

/* The same from a copy on disk, without parsing; `form` is the copy's. */
int directory_put_packed(struct directory *directory, const struct packed_service *packed,
    int64_t form, struct err *err);
/* All of it as it goes to disk, but for the version; its parts are the directory's, until the next
 * put. */
void directory_pack(struct directory *directory, struct arena *arena, struct directory_pack *pack);

/* The service as one council sees it, with its parts; owned by the directory, valid until the next
 * put. Null when there is none. One whose parts are missing or wrong has no dialogue. */
const struct service *directory_service(
    struct directory *directory, const char *service, const char *council);
/* Known without opening it: its title, or null when there is none; and may it send a team to a
 * danger? */
const char *directory_title(
    const struct directory *directory, const char *service, const char *language);
/* The service that takes complaints about the others, or null. */
const char *directory_complaints(const struct directory *directory);
bool directory_urgent(const struct directory *directory, const char *service);
int64_t directory_version(const struct directory *directory, const char *service);
const char *directory_text(const struct directory *directory, const char *service);

/* What its services take from each other, as long as the directory lasts. */
struct library directory_library(struct directory *directory);

size_t directory_count(const struct directory *directory); /* of services */
size_t directory_size(const struct directory *directory);  /* of services and parts */
/* Ids: services A-Z by title, then parts; null past the end. */
const char *directory_nth(struct directory *directory, size_t index);

/* Searches titles, search words, summaries, choices, facts and questions as directory/search.h
 * says, and what was chosen after the same words; best first; at most `most` (and 100). All of this
 * is common to the councils. Pointers stay valid until the next put. */
struct search_leaning { /* what else decides; null: nothing */
	micros now;
	int month;                         /* 1 … 12 */
	const struct list *own, *partners; /* struct learnt: of this user, of all; or null */
};
struct service_hit {
	const char *service;
	const char *title;
	int lgsl;  /* 0 when it has none */
	int score; /* orders the hits of one query */
	int fit;   /* per cent: how much of what was typed is there, and how plainly */
};
size_t directory_search(struct directory *directory, const char *query,
    const struct search_leaning *leaning, struct service_hit *hits, size_t most);

/* Appends what of a query may be remembered: words that the directory has, "not-emptied". */
void directory_said(struct directory *directory, const char *query, struct buf *out);

/* The services that offer themselves beside `service`, or, when that is null, to whoever they fit;
 * `offer->prompt` of each is the step that a walk shows for it. */
size_t directory_offers(struct directory *directory, const char *council, const char *service,
    const struct service **offers, size_t most);

/* The satisfaction surveys among them. */
size_t directory_surveys(
    struct directory *directory, const char *council, const struct service **surveys, size_t most);

#endif
