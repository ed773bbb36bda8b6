/* A service out of hours: whether it is open, what is said while it is not, and what was taken
 * then. */
#include "desk/out_of_hours.h"
#include "desk/signin.h"
#include "directory/matrix.h"
#include "ui/screens.h"

static void
line(struct page *page, const char *label, const char *text)
{
	if (!text_blank(text))
		page_add(page, ITEM_TEXT, ROLE_TEXT, text)->label = label;
}

static void
said(const struct desk *desk, struct page *page, const struct service *service,
    const struct council *council)
{
	const char *words, *telephone;
	const struct responsible who = {.council = council};
	const struct calendar calendar = council_calendar(council);
	const char *kept = service_hours(service, &who);
	char until[80];
	bool open;
	struct err err;
	service_after_hours(desk, service, &who, &words, &telephone);
	if (kept && hours_status(kept, &calendar, desk->now, &open, until, sizeof until, &err) == 0)
		line(page, _("Now"), arena_strdup(page->arena, until));
	line(page, _("Hours"), kept ? kept : _("none are kept: it is never closed"));
	if (!matrix_on(service, council->id, MECHANISM_OUT_OF_HOURS, london_of(desk->now).date)) {
		line(page, _("SAY"), _("Nothing: it is not taken over out of hours."));
		return;
	}
	if (text_blank(words) && !telephone)
		words = _("Nothing is written down to be said.");
	page_add(page, ITEM_TEXT, ROLE_SAY, words)->label = _("SAY");
	line(page, _("Number"), telephone);
}

static void
taken(const struct desk *desk, struct page *page, const struct late_page *loaded)
{
	struct arena *arena = page->arena;
	LIST_EACH(struct late_enquiry, enquiry, &loaded->items)
	{
		struct item *row = page_row(page,
		    enquiry->reference ? arena_printf(arena, "case:%s", enquiry->reference)
				       : arena_printf(arena, "enquiry:%s", enquiry->id),
		    say_time(desk, enquiry->began, arena), say_outcome(enquiry->outcome));
		row->detail = enquiry->channel ? say_channel(enquiry->channel) : NULL;
		row->right = enquiry->reference
				 ? arena_printf(arena, _("case %s"), enquiry->reference)
				 : NULL;
	}
	if (loaded->next)
		page_row(page, "more", NULL, _("More"))->number = PAGE_UNNUMBERED;
	if (!loaded->items.count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    loaded->next ? _("Nothing so far.") : _("Nothing was taken out of hours."));
}

void
screen_late(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct service *service = late_service(desk);
	const struct council *council = late_council(desk);
	const struct late_page *loaded = late_page(desk);
	char day[32];
	page->list_first = true;
	page->enter = _("open");
	page->pick = _("open");
	if (!service || !council) {
		page_add(page, ITEM_TEXT, ROLE_WARN, service_missing(desk));
		return;
	}
	page->strip_left =
	    arena_printf(arena, _("Out of hours: %s"), words_in(&service->title, desk->language));
	page->strip_right = council_short(desk, council->id);
	said(desk, page, service, council);
	if (!command_permits(desk, ACTION_READ_QUEUE))
		return;
	if (!loaded) {
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->late.asked ? _("Loading what was taken")
				     : _("The CRM cannot be reached."));
		return;
	}
	date_words(day, sizeof day, london_of(loaded->from).date);
	page_add(page, ITEM_HEADING, ROLE_LABEL,
	    arena_printf(arena, _("Taken while it was closed, since %s"), day));
	taken(desk, page, loaded);
}
