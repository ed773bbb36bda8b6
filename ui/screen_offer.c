/* An offer of the customer's page: what it is, why, and what they say to it. */
#include "desk/effects.h"
#include "ui/screens.h"

#include <string.h>

/* "3 Nov"; with the year when it is another one. */
static const char *
day_of(const struct desk *desk, micros when, struct arena *arena)
{
	char day[32];
	struct date date = london_of(when).date;
	date_words(day, sizeof day, date);
	char *year = strrchr(day, ' ');
	if (year && date.year == london_of(desk->now).date.year)
		*year = '\0';
	return arena_strdup(arena, day);
}

/* "Blue Badge resolved 3 Nov" */
static const char *
reason(const struct desk *desk, const struct customer_offer *offer, struct arena *arena)
{
	if (!offer->had)
		return words_in(&offer->offered->offer->because, desk->language);
	const char *outcome = say_outcome(offer->had->outcome);
	return arena_printf(arena, "%s%s%s %s", say_title(desk, offer->had->service),
	    *outcome ? " " : "", outcome, day_of(desk, offer->had->at, arena));
}

const char *
say_said_later(const struct desk *desk, const char *service, struct arena *arena)
{
	const struct offer_said *said = offer_said(desk->hand, service);
	return said && text_same(said->reply, "later")
		   ? arena_printf(arena, _("said later on %s"), day_of(desk, said->at, arena))
		   : NULL;
}

void
page_customer_offers(const struct desk *desk, struct page *page)
{
	enum { SHOWN = 3 };
	struct arena *arena = page->arena;
	struct customer_offer offers[SHOWN];
	size_t count = customer_offers(desk, desk->hand, arena, offers, SHOWN);
	for (size_t i = 0; i < count; i++) {
		const struct service *offered = offers[i].offered;
		struct item *item =
		    page_row(page, arena_printf(arena, "offer:%s", offered->id), _("Offer"),
			arena_printf(arena, _("%s, because %s"),
			    words_in(&offered->title, desk->language),
			    reason(desk, &offers[i], arena)));
		item->right = say_said_later(desk, offered->id, arena);
	}
}

void
screen_offer(const struct desk *desk, struct page *page)
{
	const struct service *offered = desk_service(desk, desk_subject(desk), desk_council(desk));
	page->strip_left = _("Offer");
	page->list_first = true;
	if (!desk->hand || !offered || !offered->offer) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("There is no contact: Esc goes back."));
		return;
	}
	page_add(page, ITEM_TEXT, ROLE_SAY, words_in(&offered->title, desk->language))->label =
	    _("OFFER");
	page_add(page, ITEM_TEXT, ROLE_DIM, words_in(&offered->offer->because, desk->language))
	    ->label = _("BECAUSE");
	const char *later = say_said_later(desk, offered->id, page->arena);
	if (later)
		page_add(page, ITEM_TEXT, ROLE_WARN, later);
	page_row(page, "offer:yes", NULL, _("Yes"));
	page_row(page, "offer:no", NULL, _("No"));
	page_row(page, "offer:later", NULL, _("Later"));
	page->enter = _("answer");
	page->pick = _("answer");
}
