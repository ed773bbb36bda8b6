/* The diaries themselves: which there are, and one's days with who comes and what is free. */
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/effects.h"
#include "desk/signin.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_SHOWN = 7 };

bool
diaries_work(const struct desk *desk)
{
	return desk->councils.diary_count > 0 && desk_screen(desk) != SCREEN_DIARIES;
}

bool
diaries_on_one(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_DIARY;
}

bool
diaries_or_later(const struct desk *desk)
{
	return diaries_on_one(desk) || booking_has_later(desk);
}

bool
diaries_or_earlier(const struct desk *desk)
{
	return diaries_on_one(desk) || booking_has_earlier(desk);
}

/* An appointment that is shown whole is under the cursor. */
bool
diaries_shown(const struct desk *desk)
{
	return diaries_on_one(desk) && desk->diaries.page && desk->at &&
	       strncmp(desk->at, "appointment:", 12) == 0;
}

static void
ask(struct desk *desk)
{
	struct diaries *diaries = &desk->diaries;
	if (!diaries->diary || !desk_reaches(desk))
		return;
	struct request *request = desk_ask(desk, ROUTE_DIARY, REQUEST_READ, ASKED_DIARY, NULL);
	request->params[0] = arena_strdup(&desk->effects.arena, diaries->diary);
	desk_query(desk, request, "from", diaries->from);
	desk_query(
	    desk, request, "days", arena_printf(&desk->effects.arena, "%d", (int)DAYS_SHOWN));
	diaries->asked = request->number;
	diaries->failed = false;
}

static void
forget(struct desk *desk)
{
	arena_release(&desk->diaries.arena);
	arena_init(&desk->diaries.arena);
	desk->diaries.page = NULL;
}

static void
open_one(struct desk *desk, const char *id)
{
	char day[11];
	id = arena_strdup(&desk->effects.arena, id);
	date_format(day, london_of(desk->now).date);
	set_text(&desk->diaries.diary, id);
	set_text(&desk->diaries.from, day);
	forget(desk);
	desk_go(desk, SCREEN_DIARY, id);
	desk_focus(desk, NULL);
	ask(desk);
}

void
diaries_open(struct desk *desk)
{
	desk_go(desk, SCREEN_DIARIES, NULL);
}

void
diaries_returned(struct desk *desk, const char *subject)
{
	if (subject && booking_diary(desk, subject))
		open_one(desk, subject);
}

void
diaries_pick(struct desk *desk, const char *item)
{
	if (strncmp(item, "diary:", 6) == 0)
		open_one(desk, item + 6);
}

void
diaries_leaf(struct desk *desk, int days)
{
	struct date from;
	char day[11];
	if (!desk->diaries.from || !date_parse(desk->diaries.from, &from))
		return;
	date_format(day, date_add(from, days * DAYS_SHOWN));
	set_text(&desk->diaries.from, day);
	forget(desk);
	ask(desk);
}

void
diaries_reply(struct desk *desk, const struct reply *reply)
{
	struct diaries *diaries = &desk->diaries;
	if (reply->number != diaries->asked)
		return;
	diaries->asked = 0;
	diaries->failed = reply->problem != PROBLEM_NONE || !reply->body;
	if (diaries->failed)
		return;
	struct arena arena;
	arena_init(&arena);
	struct diary_page *page = record_copy(&arena, &diary_page_record, reply->body);
	arena_release(&diaries->arena);
	diaries->arena = arena;
	diaries->page = page;
}

void
diaries_changed(struct desk *desk, const char *diary)
{
	if (diaries_on_one(desk) && text_same(desk->diaries.diary, diary))
		ask(desk);
}

void
diaries_met(struct desk *desk, const char *kind)
{
	const char *id = desk->at + strlen("appointment:");
	LIST_EACH(struct appointment, one, &desk->diaries.page->appointments)
	if (text_same(one->id, id) && !one->withheld)
		booked_event(desk, one, kind, NULL);
}

void
diaries_release(struct desk *desk)
{
	free(desk->diaries.diary);
	free(desk->diaries.from);
	arena_release(&desk->diaries.arena);
}
