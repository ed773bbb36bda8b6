/* A service: its facts, whom it belongs to, and the quickest job, answer and log. */
#include "desk/contact.h"
#include "desk/effects.h"
#include "desk/nearest.h"
#include "ui/board.h"

#include <string.h>

/* "Chorley, open until 18:00, vouched 1 Oct 2026" */
static const char *
standing(const struct desk *desk, const struct service *service, const struct responsible *who,
    struct arena *arena)
{
	char hours[80], day[32];
	bool open;
	struct err err;
	const char *there = *responsible_id(who) ? responsible_id(who) : desk_council(desk);
	struct calendar calendar = council_calendar(
	    who->council ? who->council : partnership_council(&desk->councils, there));
	const char *kept = service_hours(service, who);
	const char *words = there ? council_short(desk, there) : "";
	if (kept && hours_status(kept, &calendar, desk->now, &open, hours, sizeof hours, &err) == 0)
		words = arena_printf(arena, "%s%s%s", words, *words ? ", " : "", hours);
	const char *vouched = _("never vouched for");
	if (service->assured.year) {
		date_words(day, sizeof day, service->assured);
		vouched = arena_printf(arena, _("vouched %s"), day);
	}
	return arena_printf(arena, "%s%s%s", words, *words ? ", " : "", vouched);
}

static struct date
today(const struct desk *desk)
{
	return london_of(desk->now).date;
}

static void
fact_rows(const struct desk *desk, struct page *page, const struct service *service)
{
	struct arena *arena = page->arena;
	for (const struct fact *fact = service->facts; fact; fact = fact->next) {
		struct item *item = page_row(page, arena_printf(arena, "fact:%s", fact->name),
		    words_in(&fact->label, desk->language), words_in(&fact->value, desk->language));
		item->enter = "";
		struct freshness freshness = fact_freshness(service, fact, today(desk));
		item->right = say_review(freshness, fact->review_by, arena);
		if (freshness.standing != STANDING_FRESH)
			item->role = ROLE_WARN;
	}
}

static const char *
contact_label(const char *label)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"phone", N_("Telephone")}, {"email", N_("E-mail")}, {"web", N_("Web")},
	    {"address", N_("Address")}, {"apply", N_("Apply")}, {"report", N_("Report")},
	    {"pay", N_("Pay")}};
	for (size_t i = 0; label && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, label) == 0)
			return _(labels[i].label);
	return label;
}

/* Nobody has written it: its number, and who provides it, is all that there is to go by. */
static void
only_listed(struct page *page, const struct service *service)
{
	static const char *const providers[] = {[PROVIDED_BY_COUNTY] = N_("the county council"),
	    [PROVIDED_BY_DISTRICT] = N_("the district council"),
	    [PROVIDED_BY_ANY] = N_("not known here")};
	page_add(page, ITEM_TEXT, ROLE_WARN,
	    arena_printf(page->arena,
		_("Not yet written here. The Local Government Service List has it under number "
		  "%d."),
		service->lgsl));
	if (service->provided_by <= PROVIDED_BY_ANY)
		page_add(page, ITEM_TEXT, ROLE_TEXT, _(providers[service->provided_by]))->label =
		    _("Provided by");
}

static void
warn(const struct desk *desk, struct page *page, const struct service *service)
{
	if (service_only_listed(service)) {
		only_listed(page, service);
		return;
	}
	switch (service_freshness(service, today(desk)).standing) {
	case STANDING_FRESH:
		break;
	case STANDING_STALE:
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    _("Stale: nobody has vouched for this entry in time. Check before you rely on "
		      "it."));
		break;
	case STANDING_NEVER_VOUCHED:
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    _("Nobody has ever vouched for this entry. Check before you rely on it."));
		break;
	}
}

/* What is in force, and whether any of it can be relied on: beside the row where the cursor is, so
 * that a long entry does not push it out of sight. */
static void
caution(const struct desk *desk, struct page *page, const struct service *service)
{
	page_notices(desk, page, service->id, NULL, _("SAY"));
	warn(desk, page, service);
}

/* Whom it belongs to, and when they look at it again. */
static void
owner(const struct desk *desk, struct page *page, const struct service *service)
{
	struct arena *arena = page->arena;
	const struct team *team =
	    desk->partnership && service->owner_team
		? list_find(&desk->partnership->teams, &team_record, service->owner_team)
		: NULL;
	const char *name = team && team->name ? team->name : service->owner_team;
	if (!name && !service->owner_email)
		return;
	struct item *item = page_add(page, ITEM_TEXT, ROLE_DIM,
	    arena_printf(arena, "%s%s%s", name ? name : "",
		name && service->owner_email ? ", " : "",
		service->owner_email ? service->owner_email : ""));
	item->label = _("Owner");
	item->right =
	    say_review(service_freshness(service, today(desk)), service->review_by, arena);
}

/* The nearest place that offers it, and the nearest that is open; how many when it is not known
 * where the caller is. */
static void
nearest_lines(const struct desk *desk, struct page *page, const struct service *service)
{
	enum { MOST = 40 };
	struct nearby places[MOST];
	struct point from = nearest_from(desk, page->arena);
	size_t count = places_near(&desk->councils, service, from, desk->now, places, MOST), open;
	if (!count)
		return;
	if (!from.easting) {
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    arena_printf(page->arena,
			P_("%zu place: n shows where", "%zu places: n shows which is nearest",
			    count),
			count))
		    ->label = _("Offered at");
		return;
	}
	place_line(page, &places[0], _("Nearest"));
	for (open = 0; open < count && !places[open].open; open++)
		continue;
	if (open > 0 && open < count)
		place_line(page, &places[open], _("Open now"));
}

/* Where the focus begins: first, so that the page opens at its top, whatever follows. */
static void
way_in(struct page *page)
{
	page_row(page, "dialogue", NULL, _("What to say and ask: the dialogue"))->number =
	    PAGE_UNNUMBERED;
	if (!page->focus)
		page->focus = "dialogue";
}

void
screen_service(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const char *id = desk_subject(desk);
	struct responsible who;
	const struct service *service = service_here(desk, id, arena, &who);
	if (!desk->hand) {
		page->title_left = _("(no customer)");
		page->title_right = say_channel(contact_channel(desk));
	}
	if (!service) {
		page_add(page, ITEM_TEXT, ROLE_WARN, service_missing(desk));
		return;
	}
	page->strip_left = words_in(&service->title, desk->language);
	page->strip_right = standing(desk, service, &who, arena);
	if (service->dialogue)
		way_in(page);
	caution(desk, page, service);
	page_closed(desk, page, service, &who);
	page_elsewhere(desk, page, service, &who);
	const char *summary = words_in(&service->summary, desk->language);
	if (!text_blank(summary))
		page_add(page, ITEM_TEXT, ROLE_TEXT, summary);
	fact_rows(desk, page, service);
	for (const struct service_contact *contact = service->contacts; contact;
	     contact = contact->next)
		page_row(page, arena_printf(arena, "contact:%s", contact->label),
		    contact_label(contact->label), contact->value)
		    ->enter = _("signpost elsewhere");
	nearest_lines(desk, page, service);
	owner(desk, page, service);
	page_team(desk, page, partnership_team(&desk->councils, service->owner_team));
	page->enter = service->dialogue ? _("dialogue") : _("signpost");
	page->list_first = true;
}
