/* Where people can go for a service: the nearest place first, and which of them is open. */
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/nearest.h"
#include "ui/screens.h"

#include <string.h>

enum { MOST = 40, MANY_METRES = 16093 };

const char *
say_miles(int64_t metres, struct arena *arena)
{
	if (metres < 0)
		return "";
	double miles = (double)metres / 1609.344;
	return metres < MANY_METRES ? arena_printf(arena, _("%.1f miles"), miles)
				    : arena_printf(arena, _("%.0f miles"), miles);
}

static void
fill(struct page *page, struct item *item, const struct nearby *place, const char *label)
{
	const char *miles = say_miles(place->metres, page->arena);
	item->text =
	    arena_printf(page->arena, "%s%s%s", place->site->name, *miles ? ", " : "", miles);
	item->label = label;
	item->detail = place->site->address;
	item->right = arena_strdup(page->arena, place->hours);
	if (!place->open && *place->hours)
		item->role = ROLE_DIM;
}

void
place_line(struct page *page, const struct nearby *place, const char *label)
{
	fill(page, page_add(page, ITEM_TEXT, ROLE_TEXT, ""), place, label);
}

static void
place_row(struct page *page, const struct nearby *place, const char *label)
{
	const char *key = arena_printf(page->arena, "place:%s", place->site->id);
	fill(page, page_row(page, key, label, ""), place, label);
}

void
screen_places(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	struct nearby places[MOST];
	const struct service *service = desk_service(desk, desk_subject(desk), desk_council(desk));
	const char *postcode = nearest_postcode(desk, arena);
	const char *typed = typed_text(desk, PLACES_NEAR);
	page_field(page, PLACES_NEAR, _("Near"), typed ? typed : postcode, 120);
	page->list_first = true;
	if (!service) {
		page_add(page, ITEM_TEXT, ROLE_WARN, service_missing(desk));
		return;
	}
	page->strip_left = words_in(&service->title, desk->language);
	page->strip_right = _("Where it is offered");
	struct point from = nearest_from(desk, arena);
	size_t count = places_near(&desk->councils, service, from, desk->now, places, MOST);
	bool open = false;
	for (size_t i = 0; i < count; i++) {
		place_row(page, &places[i],
		    places[i].open && !open ? _("Open now")
		    : i == 0                ? _("Nearest")
					    : "");
		open = open || places[i].open;
	}
	if (!from.easting && count)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Type a postcode to see which is nearest."));
	if (!page->focus)
		page->focus =
		    count ? arena_printf(arena, "place:%s", places[0].site->id) : PLACES_NEAR;
	page->enter = _("signpost");
}
