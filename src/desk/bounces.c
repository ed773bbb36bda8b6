/* Of the entry that is open: how often its cases came back, and why. */
#include "base/alloc.h"
#include "desk/back_office.h"
#include "desk/effects.h"
#include "desk/signin.h"
#include "desk/state.h"

void
bounces_ask(struct desk *desk, const char *service)
{
	if (!desk_reaches(desk))
		return;
	if (!text_same(desk->back.bounces_of, service)) {
		arena_release(&desk->back.bounces_arena);
		arena_init(&desk->back.bounces_arena);
		desk->back.bounces = (struct list){0};
		set_text(&desk->back.bounces_of, service);
	}
	desk_ask(desk, ROUTE_BOUNCES, REQUEST_READ, ASKED_BOUNCES, service)->params[0] =
	    arena_strdup(&desk->effects.arena, service);
}

void
bounces_reply(struct desk *desk, const struct reply *reply, const char *service)
{
	struct back_office *back = &desk->back;
	const struct bounce_count_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page || !text_same(back->bounces_of, service))
		return;
	arena_release(&back->bounces_arena);
	arena_init(&back->bounces_arena);
	back->bounces = (struct list){0};
	LIST_EACH(struct bounce_count, count, &page->items)
	record_copy_into(&back->bounces_arena, &bounce_count_record,
	    list_add(&back->bounces_arena, &back->bounces, &bounce_count_record), count);
}
