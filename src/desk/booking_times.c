/* Free times that have come: which of them are shown, and leafing through them. */
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/effects.h"
#include "desk/nearest.h"

#include <string.h>

/* ---- what is shown ---- */

/* Where the customer is; not known: where the desk is. */
struct point
booking_from(const struct desk *desk, struct arena *arena)
{
	struct point from = nearest_from(desk, arena);
	const struct site *here =
	    desk->session ? partnership_site(&desk->councils, desk->session->site) : NULL;
	return from.easting || !here ? from : (struct point){here->easting, here->northing};
}

static int64_t
metres_to(const struct desk *desk, struct point from, const struct free_slot *slot)
{
	const struct site *site = partnership_site(&desk->councils, slot->site);
	return site ? site_distance(from, site) : UNKNOWN_DISTANCE;
}

/* The first time at the nearest site, where there are several. */
static const struct free_slot *
nearest_slot(const struct desk *desk)
{
	const struct booking *booking = &desk->booking;
	const struct free_slot *best = NULL;
	struct arena arena;
	int64_t least = 0;
	if (!booking_has_places(desk) || booking->site)
		return NULL;
	arena_init(&arena);
	struct point from = booking_from(desk, &arena);
	LIST_EACH(struct free_slot, slot, &booking->page->firsts)
	{
		int64_t metres = metres_to(desk, from, slot);
		if (metres < 0 || (best && metres >= least))
			continue;
		best = slot;
		least = metres;
	}
	arena_release(&arena);
	return best;
}

size_t
booking_shown(const struct desk *desk, const struct free_slot *shown[SLOTS_SHOWN], bool *nearest)
{
	const struct booking *booking = &desk->booking;
	size_t count = 0;
	*nearest = false;
	if (!booking->page)
		return 0;
	const struct free_slot *near = booking->first ? NULL : nearest_slot(desk);
	if (near)
		shown[count++] = near;
	*nearest = near != NULL;
	for (size_t i = booking->first; i < booking->page->slots.count && count < SLOTS_SHOWN;
	     i++) {
		const struct free_slot *slot = LIST_AT(struct free_slot, &booking->page->slots, i);
		if (near && slot->start == near->start && text_same(slot->diary, near->diary))
			continue;
		shown[count++] = slot;
	}
	return count;
}

bool
booking_has_later(const struct desk *desk)
{
	const struct slot_page *page = desk->booking.page;
	return desk_screen(desk) == SCREEN_BOOKING && page &&
	       (desk->booking.first + SLOTS_SHOWN < page->slots.count || page->next);
}

bool
booking_has_earlier(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_BOOKING && desk->booking.page &&
	       (desk->booking.first > 0 || desk->booking.from);
}

bool
booking_has_places(const struct desk *desk)
{
	const struct booking *booking = &desk->booking;
	const char *site = NULL;
	if (desk_screen(desk) != SCREEN_BOOKING || !booking->page)
		return false;
	if (booking->site)
		return true;
	LIST_EACH(struct free_slot, slot, &booking->page->firsts)
	{
		if (site && slot->site && !text_same(site, slot->site))
			return true;
		site = slot->site ? slot->site : site;
	}
	return false;
}

/* ---- leafing ---- */

void
booking_later(struct desk *desk)
{
	struct booking *booking = &desk->booking;
	if (booking->first + SLOTS_SHOWN < booking->page->slots.count) {
		booking->first += SLOTS_SHOWN;
		desk_focus(desk, NULL);
	} else if (booking->page->next && !booking->asked) {
		booking_ask(desk, booking->page->next);
	}
}

void
booking_earlier(struct desk *desk)
{
	struct booking *booking = &desk->booking;
	if (!booking->first) {
		set_text(&booking->from, NULL);
		booking_ask_anew(desk);
		return;
	}
	booking->first -= booking->first < SLOTS_SHOWN ? booking->first : SLOTS_SHOWN;
	desk_focus(desk, NULL);
}

/* A week from the first that is shown. */
void
booking_week(struct desk *desk)
{
	struct booking *booking = &desk->booking;
	const struct free_slot *shown[SLOTS_SHOWN];
	bool nearest;
	char day[11];
	size_t count = booking_shown(desk, shown, &nearest);
	if (!count)
		return;
	micros start = shown[count > 1 && nearest ? 1 : 0]->start;
	date_format(day, date_add(london_of(start).date, 7));
	set_text(&booking->from, day);
	booking_ask_anew(desk);
}

/* One place after the other, as they are first free; after the last, all. */
void
booking_place(struct desk *desk)
{
	struct booking *booking = &desk->booking;
	const struct partnership *councils = &desk->councils;
	const char *first = NULL, *after = NULL;
	bool past = false;
	for (size_t i = 0; i < councils->diary_count; i++) {
		const struct diary *diary = &councils->diaries[i];
		if (!diary->site || !text_same(diary->council, booking->council) ||
		    !list_has(diary->services, booking->service))
			continue;
		if (!first)
			first = diary->site;
		if (past && !after && !text_same(diary->site, booking->site))
			after = diary->site;
		past = past || text_same(diary->site, booking->site);
	}
	set_text(&booking->site, booking->site ? after : first);
	booking_ask_anew(desk);
}
