/* The waiting list of the site with its rooms, and reception's form. Nothing ticks: since when
 * somebody waits is said, and today's average in words. */
#include "desk/counter.h"
#include "desk/drafts.h"
#include "desk/matter.h"
#include "desk/signin.h"
#include "directory/partnership.h"
#include "ui/screens.h"

#include <string.h>

/* "Three wait. Today's average 12 minutes, the longest 31." */
static const char *
say_waits(const struct desk *desk, struct arena *arena)
{
	const struct arrival_page *page = desk->counter.page;
	if (!page)
		return NULL;
	const char *count = arena_printf(
	    arena, P_("%zu waits", "%zu wait", (size_t)page->waiting), (size_t)page->waiting);
	if (!page->called)
		return count;
	return arena_printf(arena, _("%s; today on average %lld min, longest %lld min"), count,
	    (long long)page->average, (long long)page->longest);
}

static const char *
desk_name(const struct desk *desk, const char *id)
{
	const struct desk_record *record =
	    desk->partnership && id ? list_find(&desk->partnership->desks, &desk_record_record, id)
				    : NULL;
	return record && record->name ? record->name : id ? id : "";
}

static const char *
about(const struct desk *desk, const struct arrival *arrival, struct arena *arena)
{
	const char *service = arrival->service ? say_title(desk, arrival->service) : NULL;
	const char *parts[] = {service, arrival->needs, arrival->priority};
	const char *all = NULL;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i])
			all = all ? arena_printf(arena, "%s; %s", all, parts[i]) : parts[i];
	return all;
}

static const char *
since_words(const struct desk *desk, const struct arrival *arrival, struct arena *arena)
{
	char time[12];
	bool waits = text_same(arrival->state, "waiting");
	micros when = waits ? arrival->since : arrival->served ? arrival->served : arrival->called;
	london_time(time, sizeof time, when ? when : desk->now);
	if (waits)
		return arena_printf(arena, _("since %s"), time);
	if (!text_same(arrival->state, "called"))
		return arena_printf(arena, _("served, %s"), desk_name(desk, arrival->desk));
	return arrival->calls > 1
		   ? arena_printf(arena, _("called %lld times, %s"), (long long)arrival->calls,
			 desk_name(desk, arrival->desk))
		   : arena_printf(arena, _("called %s, %s"), time, desk_name(desk, arrival->desk));
}

static void
arrival_row(const struct desk *desk, struct page *page, const struct arrival *arrival)
{
	struct arena *arena = page->arena;
	bool mine = arrival_is_mine(desk, arrival), waits = text_same(arrival->state, "waiting");
	struct item *row = page_row(page, arena_printf(arena, "arrival:%s", arrival->id),
	    arrival->ticket ? arrival->ticket : _("new"), arrival_who(arrival));
	row->detail = about(desk, arrival, arena);
	row->right = since_words(desk, arrival, arena);
	row->enter = waits ? _("call") : mine ? _("they are here") : "";
	row->role = mine                ? ROLE_GOOD
		    : !waits            ? ROLE_DIM
		    : arrival->priority ? ROLE_WARN
					: ROLE_TEXT;
}

static void
room_rows(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct site *site =
	    desk->session ? partnership_site(&desk->councils, desk->session->site) : NULL;
	const char *rest = site ? site->rooms : NULL, *word;
	bool first = true;
	for (size_t length; (length = list_word(&rest, &word)) > 0; first = false) {
		const char *room = arena_strndup(arena, word, length);
		const struct room_use *use = room_used(desk, room);
		char time[12];
		if (first)
			page_add(page, ITEM_RULE, ROLE_DIM, NULL);
		struct item *row =
		    page_row(page, arena_printf(arena, "room:%s", room), _("Room"), room);
		row->enter = use ? _("free it") : _("take it");
		row->role = use ? ROLE_WARN : ROLE_TEXT;
		row->right = _("free");
		if (!use)
			continue;
		london_time(time, sizeof time, use->since);
		row->detail = use->user;
		row->right = arena_printf(arena, _("in use since %s"), time);
	}
}

void
screen_waiting(const struct desk *desk, struct page *page)
{
	const struct arrival_page *list = desk->counter.page;
	page->strip_left =
	    desk->session && desk->session->site_name
		? arena_printf(page->arena, _("Waiting list: %s"), desk->session->site_name)
		: _("Waiting list");
	page->strip_right = say_waits(desk, page->arena);
	page->list_first = true;
	page->enter = _("call");
	page->pick = _("call");
	for (int place = 0; list && place < ARRIVAL_PLACES; place++)
		LIST_EACH(struct arrival, arrival, &list->items)
	if (arrival_place(desk, arrival) == place)
		arrival_row(desk, page, arrival);
	if (!list || !list->items.count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    list || !desk->counter.asked ? _("Nobody waits.") : _("Loading the list"));
	room_rows(desk, page);
}

/* ---- reception's form ---- */

/* As the desks of this site name what they have: these words find them. */
static const char *
needs_met(const struct desk *desk, struct arena *arena)
{
	const char *all = NULL;
	for (size_t i = 0; desk->session && i < desk->councils.desk_count; i++) {
		const struct desk_record *record = &desk->councils.desks[i];
		if (record->has && text_same(record->site, desk->session->site))
			all = all ? arena_printf(arena, "%s, %s", all, record->has) : record->has;
	}
	return all;
}

static const char *
hint(const struct desk *desk, const char *field, struct arena *arena)
{
	if (text_same(field, "arrival.word"))
		return _("red coat, two children");
	if (text_same(field, "arrival.needs"))
		return needs_met(desk, arena);
	if (text_same(field, "arrival.priority"))
		return _("in their turn");
	if (text_same(field, "arrival.service") && arrival_service(desk))
		return say_title(desk, arrival_service(desk));
	return NULL;
}

void
screen_arrival(const struct desk *desk, struct page *page)
{
	page->strip_left = _("At reception");
	if (!page->focus)
		page->focus = arrival_fields[0].field;
	page->strip_right = say_waits(desk, page->arena);
	for (size_t i = 0; i < arrival_field_count; i++) {
		const struct person_field *field = &arrival_fields[i];
		page_field(page, field->field, _(field->label), arrival_value(desk, field->field),
		    field->limit)
		    ->detail = hint(desk, field->field, page->arena);
		if (!text_same(field->field, "arrival.service") ||
		    text_blank(typed_text(desk, field->field)))
			continue;
		const char *service = arrival_service(desk);
		page_add(page, ITEM_TEXT, service ? ROLE_GOOD : ROLE_WARN,
		    service ? say_title(desk, service) : _("There is no such service."));
	}
	struct item *save = page_row(page, "save", NULL, _("Put on the list"));
	save->number = PAGE_UNNUMBERED;
	save->enter = _("save");
	page->enter = _("next");
}

/* ---- on Home ---- */

void
page_counter(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct arrival_page *list = desk->counter.page;
	if (venue_wanted(desk)) {
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("Where is this desk today?"));
		for (size_t i = 0; i < desk->councils.venue_count; i++) {
			const struct venue *venue = &desk->councils.venues[i];
			page_row(page, arena_printf(arena, "venue:%s", venue->id), _("Venue"),
			    venue->name)
			    ->enter = _("here today");
		}
	}
	if (!counter_is_here(desk) || !list || !command_permits(desk, ACTION_LOG_CONTACT))
		return;
	LIST_EACH(struct arrival, arrival, &list->items)
	if (arrival_is_mine(desk, arrival) && text_same(arrival->state, "called"))
		page_row(page, arena_printf(arena, "arrival:%s", arrival->id), _("Called"),
		    arena_printf(arena, "%s, %s", arrival->ticket, arrival_who(arrival)))
		    ->enter = _("they are here");
	if (list->waiting)
		page_row(page, "waiting", _("Waiting"), say_waits(desk, arena))->enter = _("open");
}
