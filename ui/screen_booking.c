/* The next free times of a service, each a digit; an appointment to be moved or cancelled; the
 * diaries and their days. */
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/drafts.h"
#include "desk/signin.h"
#include "ui/screens.h"

#include <inttypes.h>
#include <string.h>

/* ---- times ---- */

static const char *
miles_to(const struct desk *desk, const struct site *site, struct arena *arena)
{
	struct point from = booking_from(desk, arena);
	int64_t metres = site ? site_distance(from, site) : UNKNOWN_DISTANCE;
	return say_miles(metres, arena);
}

static void
slot_row(
    const struct desk *desk, struct page *page, const struct free_slot *slot, const char *label)
{
	struct arena *arena = page->arena;
	char when[40];
	const struct diary *diary = booking_diary(desk, slot->diary);
	const struct site *site = partnership_site(&desk->councils, slot->site);
	london_day_time(when, sizeof when, slot->start);
	struct item *row =
	    page_row(page, arena_printf(arena, "slot:%" PRId64 ":%s", slot->start, slot->diary),
		label, arena_printf(arena, "%s, %s", when, diary ? diary->name : slot->diary));
	const char *miles = miles_to(desk, site, arena);
	row->detail =
	    arena_printf(arena, "%s%s%s", site ? site->name : "", *miles ? ", " : "", miles);
	if (!slot->left) {
		row->right = _("taken");
		row->role = ROLE_DIM;
	} else if (slot->left > 1)
		row->right = arena_printf(
		    arena, P_("%d place", "%d places", (size_t)slot->left), (int)slot->left);
}

/* How they must be met: the diary shows it to whoever meets them. */
static void
needs_line(const struct desk *desk, struct page *page)
{
	const struct customer *customer = hand_customer(desk->hand);
	if (!customer)
		return;
	LIST_EACH(struct need, need, &customer->needs)
	{
		struct item *item = page_add(page, ITEM_TEXT, ROLE_WARN,
		    text_blank(need->text)
			? need->kind
			: arena_printf(page->arena, "%s: %s", need->kind, need->text));
		item->label = _("Needs");
	}
	LIST_EACH(struct marker, marker, &customer->markers)
	if (text_same(marker->kind, "caution") && !marker->ended)
		page_add(page, ITEM_TEXT, ROLE_ALARM, marker->text)->label = "!";
}

static void
no_times(const struct desk *desk, struct page *page)
{
	const struct booking *booking = &desk->booking;
	if (!desk_reaches(desk)) {
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    _("The line is down: nobody can see what is free, and nothing can be booked."));
		page_field(page, booking_wish_field, _("What would suit them"),
		    typed_text(desk, booking_wish_field), 400)
		    ->enter = _("keep the wish");
		page->focus = booking_wish_field;
	} else if (booking->failed) {
		page_add(page, ITEM_TEXT, ROLE_WARN, _("The CRM did not say what is free."));
	} else {
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Looking for free times"));
	}
}

static void
times(const struct desk *desk, struct page *page)
{
	const struct booking *booking = &desk->booking;
	const struct free_slot *shown[SLOTS_SHOWN];
	bool nearest;
	if (!booking->page) {
		no_times(desk, page);
		return;
	}
	size_t count = booking_shown(desk, shown, &nearest);
	for (size_t i = 0; i < count; i++)
		slot_row(desk, page, shown[i],
		    i == 0 && nearest                                             ? _("Nearest")
		    : i == (nearest ? 1 : 0) && !booking->first && !booking->from ? _("Soonest")
										  : "");
	if (!count)
		page_add(page, ITEM_TEXT, ROLE_WARN, _("Nothing is free that can be booked yet."));
}

static void
shown_appointment(const struct desk *desk, struct page *page)
{
	const struct appointment *shown = desk->booking.shown;
	struct item *item =
	    page_add(page, ITEM_TEXT, ROLE_VALUE, booked_tell(desk, shown, page->arena));
	item->label = say_appointment_state(shown);
	if (!text_blank(shown->reason))
		page_add(page, ITEM_TEXT, ROLE_DIM, shown->reason);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
}

static void
services(const struct desk *desk, struct page *page)
{
	enum { MOST = 60 };
	const char *ids[MOST];
	if (desk->hand && desk->hand->page)
		LIST_EACH(struct history_item, item, &desk->hand->page->history)
	if (item->appointment && appointment_stands(item->appointment) &&
	    item->appointment->start > desk->now)
		page_row(page, arena_printf(page->arena, "appointment:%s", item->appointment->id),
		    _("Booked"), booked_words(desk, item->appointment, page->arena))
		    ->right = say_title(desk, item->service);
	size_t count = booking_services(desk, page->arena, ids, MOST);
	for (size_t i = 0; i < count; i++)
		page_row(page, arena_printf(page->arena, "service:%s", ids[i]), i ? "" : _("Book"),
		    say_title(desk, ids[i]));
	if (!count)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Nothing can be booked here."));
	page->enter = _("free times");
	page->pick = _("free times");
}

void
screen_booking(const struct desk *desk, struct page *page)
{
	const struct booking *booking = &desk->booking;
	const struct site *site = partnership_site(&desk->councils, booking->site);
	page->list_first = true;
	page->strip_right = _("Appointments");
	if (!booking->service) {
		services(desk, page);
		return;
	}
	page->strip_left = arena_strdup(page->arena, say_title(desk, booking->service));
	if (site)
		page->strip_left =
		    arena_printf(page->arena, _("%s, only %s"), page->strip_left, site->name);
	if (booking->shown)
		shown_appointment(desk, page);
	needs_line(desk, page);
	if (!booking->shown || appointment_stands(booking->shown))
		times(desk, page);
	page->enter = booking_is_moving(desk) ? _("move it there") : _("book");
	page->pick = page->enter;
}

const char *
say_appointment_state(const struct appointment *appointment)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"held", N_("held")}, {"booked", N_("booked")}, {"moved", N_("moved")},
	    {"cancelled", N_("cancelled")}, {"attended", N_("attended")},
	    {"missed", N_("did not come")}, {"wished", N_("wished, not booked")}};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (text_same(labels[i].word, appointment->state))
			return _(labels[i].label);
	return "";
}

/* ---- diaries ---- */

static const char *
kind_words(const struct diary *diary)
{
	return text_same(diary->kind, "officer")   ? _("officer")
	       : text_same(diary->kind, "room")    ? _("room")
	       : text_same(diary->kind, "surgery") ? _("surgery")
						   : _("home visits");
}

static void
add_diaries(const struct desk *desk, struct page *page, bool own)
{
	const char *council = desk_council(desk);
	for (size_t i = 0; i < desk->councils.diary_count; i++) {
		const struct diary *diary = &desk->councils.diaries[i];
		const struct site *site = partnership_site(&desk->councils, diary->site);
		if (text_same(diary->council, council) != own)
			continue;
		struct item *row = page_row(page, arena_printf(page->arena, "diary:%s", diary->id),
		    council_short(desk, diary->council), diary->name);
		row->detail = site ? site->name : NULL;
		row->right = kind_words(diary);
	}
}

void
screen_diaries(const struct desk *desk, struct page *page)
{
	page->strip_left = _("Diaries");
	page->list_first = true;
	add_diaries(desk, page, true);
	add_diaries(desk, page, false);
	page->enter = _("its days");
	page->pick = _("its days");
}

static bool
is_on(micros when, struct date day)
{
	return date_compare(london_of(when).date, day) == 0;
}

static void
day_heading(struct page *page, const struct diary_page *days, struct date day)
{
	char words[40];
	size_t booked = 0, left = 0;
	LIST_EACH(struct appointment, one, &days->appointments)
	booked += is_on(one->start, day);
	LIST_EACH(struct free_slot, slot, &days->free)
	left += is_on(slot->start, day) ? (size_t)slot->left : 0;
	if (!booked && !left)
		return;
	london_day(words, sizeof words, london_micros(day, 12, 0));
	page_add(page, ITEM_HEADING, ROLE_LABEL,
	    arena_printf(page->arena, _("%s: %zu booked, %zu free"), words, booked, left));
}

static void
day_row(const struct desk *desk, struct page *page, const struct appointment *one)
{
	struct arena *arena = page->arena;
	char from[16], to[16];
	london_time(from, sizeof from, one->start);
	london_time(to, sizeof to, one->end);
	struct item *row = page_row(page, arena_printf(arena, "appointment:%s", one->id),
	    arena_printf(arena, "%s-%s", from, to),
	    one->withheld                   ? _("exists, not shown")
	    : one->who                      ? one->who
	    : text_same(one->state, "held") ? _("held")
					    : _("(no customer)"));
	row->number = PAGE_UNNUMBERED;
	row->enter = "";
	if (one->withheld)
		return;
	row->detail = arena_printf(arena, "%s%s%s%s%s", say_title(desk, one->service),
	    text_blank(one->needs) ? "" : ". ", text_blank(one->needs) ? "" : one->needs,
	    text_blank(one->place) ? "" : ". ", text_blank(one->place) ? "" : one->place);
	row->right = say_appointment_state(one);
}

void
screen_diary(const struct desk *desk, struct page *page)
{
	const struct diaries *diaries = &desk->diaries;
	const struct diary *diary = booking_diary(desk, diaries->diary);
	const struct diary_page *days = diaries->page;
	struct date from;
	page->list_first = true;
	page->strip_left = diary ? diary->name : diaries->diary;
	page->strip_right = _("Diary");
	if (!days || !date_parse(days->from, &from)) {
		page_add(page, ITEM_TEXT, diaries->failed ? ROLE_WARN : ROLE_DIM,
		    !desk_reaches(desk) ? _("The diary comes when the line is back.")
		    : diaries->failed   ? _("The CRM did not show the diary.")
					: _("Loading the diary"));
		return;
	}
	for (int64_t i = 0; i < days->days; i++) {
		struct date day = date_add(from, (int)i);
		day_heading(page, days, day);
		LIST_EACH(struct appointment, one, &days->appointments)
		if (is_on(one->start, day))
			day_row(desk, page, one);
	}
	if (!page->count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    _("Nobody comes in these seven days, and "
		      "nothing can be booked."));
}
