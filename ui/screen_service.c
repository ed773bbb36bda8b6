/* A service: its facts, whom it belongs to, and the quickest job, answer and log. */
#include "ui/screens.h"

#include <string.h>

/* "Chorley, open until 18:00, vouched 1 Oct 2026" */
static const char *
standing(const struct desk *desk, const struct service *service, struct arena *arena)
{
	char hours[80], day[32];
	bool open;
	struct err err;
	const char *council = service->council ? service->council : desk_council(desk);
	const char *words = council ? council_short(desk, council) : "";
	if (service->hours &&
	    hours_status(service->hours, desk->now, &open, hours, sizeof hours, &err) == 0)
		words = arena_printf(arena, "%s%s%s", words, *words ? ", " : "", hours);
	if (service->assured.year) {
		date_words(day, sizeof day, service->assured);
		const char *vouched = arena_printf(arena, _("vouched %s"), day);
		words = arena_printf(arena, "%s, %s", words, vouched);
	}
	return words;
}

static bool
past(const struct desk *desk, struct date date)
{
	return date.year && date_compare(date, london_of(desk->now).date) < 0;
}

static void
fact_rows(const struct desk *desk, struct page *page, const struct service *service)
{
	struct arena *arena = page->arena;
	char day[32];
	for (const struct fact *fact = service->facts; fact; fact = fact->next) {
		struct item *item = page_row(page, arena_printf(arena, "fact:%s", fact->name),
		    words_in(&fact->label, desk->language), words_in(&fact->value, desk->language));
		item->enter = "";
		if (!fact->review_by.year)
			continue;
		date_words(day, sizeof day, fact->review_by);
		item->right = past(desk, fact->review_by)
				  ? arena_printf(arena, _("stale since %s"), day)
				  : arena_printf(arena, _("review %s"), day);
		if (past(desk, fact->review_by))
			item->role = ROLE_WARN;
	}
}

static const char *
contact_label(const char *label)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"phone", N_("Telephone")}, {"email", N_("E-mail")}, {"web", N_("Web")},
	    {"address", N_("Address")}};
	for (size_t i = 0; label && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, label) == 0)
			return _(labels[i].label);
	return label;
}

void
screen_service(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const char *id = desk_subject(desk);
	const struct service *service = desk_service(desk, id, desk_council(desk));
	if (!desk->hand) {
		page->title_left = _("(no customer)");
		page->title_right = say_channel(contact_channel(desk));
	}
	if (!service) {
		page_add(page, ITEM_TEXT, ROLE_WARN, service_missing(desk));
		return;
	}
	page->strip_left = words_in(&service->title, desk->language);
	page->strip_right = standing(desk, service, arena);
	const char *summary = words_in(&service->summary, desk->language);
	if (!text_blank(summary))
		page_add(page, ITEM_TEXT, ROLE_TEXT, summary);
	if (past(desk, service->review_by))
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    _("Stale: nobody has vouched for this entry in time. Check before you rely on "
		      "it."));
	fact_rows(desk, page, service);
	for (const struct service_contact *contact = service->contacts; contact;
	     contact = contact->next)
		page_row(page, arena_printf(arena, "contact:%s", contact->label),
		    contact_label(contact->label), contact->value)
		    ->enter = _("signpost elsewhere");
	if (service->dialogue) {
		page_add(page, ITEM_RULE, ROLE_DIM, NULL);
		struct item *item =
		    page_row(page, "dialogue", NULL, _("What to say and ask: the dialogue"));
		item->number = PAGE_UNNUMBERED;
		if (!page->focus)
			page->focus = "dialogue";
	}
	page->enter = service->dialogue ? _("dialogue") : _("signpost");
	page->list_first = true;
}
