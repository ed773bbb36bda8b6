/*
 * The directory for the public, from the same facts that advisors read out: frequent questions for
 * a screen in the waiting room, a web page an entry, the words a caller hears while on hold. A
 * public text never says what nobody vouches for: stale facts, entries never vouched for and
 * sensitive ones are left out, and counted.
 */
#ifndef FORMATS_PUBLIC_H
#define FORMATS_PUBLIC_H

#include "base/buf.h"
#include "directory/service.h"
#include "model/records.h"

struct board {
	const struct council *council; /* whose screen, pages, queue */
	const char *language;          /* "en"; labels of the pages are in the program's language */
	struct date today;
	const struct service *const *services; /* A-Z, as the council sees them */
	size_t count;
	const struct list *notices; /* struct notice in force, said before all else; or null */
	size_t left_out;            /* out: facts and entries that are not vouched for */
};

/* Questions and answers as plain text, one entry a paragraph. */
void public_faq_text(struct board *board, struct buf *out);
/* The same as one page that needs nothing else and turns by itself, a card at a time; it stands
 * still, and shows all, for whoever asked their browser for less motion or has no scripts. */
void public_faq_html(struct board *board, struct buf *out);

/* The page of one entry, and the A-Z of all of them; a page is called `<service>.html`. */
void public_page(struct board *board, const struct service *service, struct buf *out);
void public_index(struct board *board, struct buf *out);
/* May the public see this entry at all? */
bool public_shows(const struct board *board, const struct service *service);

/* What a caller hears who waits for this queue: at most about a minute's reading. Only entries
 * whose dialogue refers to the queue's role. Empty when there is nothing to say. */
void public_on_hold(struct board *board, const char *role, struct buf *out);

#endif
