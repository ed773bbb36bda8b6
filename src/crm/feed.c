/* Following the feed: a place is EPOCH.N; after a restore the epoch is another, and desks load
 * again. */
#include "store/feed.h"
#include "crm/incidents.h"
#include "store/board.h"
#include "store/partners.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 200, BOARD = 50 /* a few seconds of a slow line */ };

const char *
feed_place(struct tx *tx, struct arena *arena)
{
	struct list none = {0};
	int64_t last;
	feed_after(tx, INT64_MAX, 0, arena, &none, &last);
	return arena_printf(arena, "%s.%" PRId64, feed_epoch(tx, arena), last);
}

/* True when the place is of this epoch and not ahead of us. */
static bool
place_read(const char *place, const char *epoch, int64_t *number)
{
	size_t length = strlen(epoch);
	char *end;
	if (!place || strncmp(place, epoch, length) != 0 || place[length] != '.')
		return false;
	*number = strtoll(place + length + 1, &end, 10);
	return end != place + length + 1 && !*end && *number >= 0;
}

/* A notice or an incident goes with its item: two hundred desks need not ask for it all at once. */
static void
bring_along(struct ask *ask, struct feed_page *page)
{
	struct arena *arena = ask->call->arena;
	LIST_EACH(struct feed_item, item, &page->items)
	{
		struct notice *notice = record_new(arena, &notice_record);
		if (strcmp(item->topic, "notice") == 0 &&
		    partner_get(ask->tx, &notice_record, item->id, notice, arena) == 1)
			item->notice = notice;
		if (strcmp(item->topic, "incident") == 0)
			item->incident = incident_shown(ask, item->id);
	}
}

/* A visit goes to those who may see it, as it stands now; to others it is not told. */
static void
bring_visits(struct ask *ask, struct feed_page *page)
{
	struct arena *arena = ask->call->arena;
	for (size_t i = page->items.count; i-- > 0;) {
		struct feed_item *item = LIST_AT(struct feed_item, &page->items, i);
		struct visit *visit = record_new(arena, &visit_record);
		if (strcmp(item->topic, "visit") != 0)
			continue;
		if (visit_get(ask->tx, item->id, visit, arena) == 1 &&
		    visit_seen(ask->session, visit))
			item->visit = visit;
		else
			list_remove(&page->items, &feed_item_record, i);
	}
}

/* The whiteboard is a state: whoever names the version they have is given what changed since. */
static void
bring_board(struct ask *ask, struct feed_page *page, int64_t after)
{
	struct whiteboard_page changed = {0};
	officers_after(ask->tx, after, BOARD, ask->call->arena, &changed);
	page->board = changed.items;
	page->board_version = changed.version;
}

bool
feed_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const char *epoch = feed_epoch(ask->tx, arena);
	struct feed_page *page = record_new(arena, &feed_page_record);
	int64_t after = 0, last = 0, board = 0;
	if (!query_number(ask, 2, "board", &board))
		return false;
	bool known = place_read(ask->call->query[0], epoch, &after);
	if (known)
		feed_after(ask->tx, after, PAGE, arena, &page->items, &last);
	page->reload = !known || after > last;
	if (page->reload) {
		page->items = (struct list){0};
		page->next = feed_place(ask->tx, arena);
	} else {
		if (page->items.count)
			after =
			    LIST_AT(struct feed_item, &page->items, page->items.count - 1)->number;
		page->next = arena_printf(arena, "%s.%" PRId64, epoch, after);
		bring_along(ask, page);
		bring_visits(ask, page);
		if (ask->call->query[2])
			bring_board(ask, page, board);
	}
	ask->answer->body = page;
	ask->answer->wait = !page->reload && !page->items.count && !page->board.count;
	return true;
}
