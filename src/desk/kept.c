/* How promises are kept, for whoever answers for it: a council's rate this month, its teams and its
 * people. */
#include "desk/effects.h"
#include "desk/promises.h"
#include "desk/signin.h"
#include "directory/partnership.h"

bool
kept_is_shown(const struct desk *desk)
{
	return desk->session && text_same(desk->session->role, "supervisor");
}

void
kept_ask(struct desk *desk)
{
	if (!kept_is_shown(desk) || desk->promises.counts_asked || !desk_reaches(desk))
		return;
	desk->promises.counts_asked =
	    desk_ask(desk, ROUTE_PROMISE_COUNTS, REQUEST_IDLE, ASKED_KEPT, NULL)->number;
}

void
kept_reply(struct desk *desk, const struct reply *reply)
{
	struct promises *promises = &desk->promises;
	promises->counts_asked = 0;
	if (reply->problem != PROBLEM_NONE || !reply->body)
		return;
	struct arena arena;
	arena_init(&arena);
	struct promise_count_page *copy =
	    record_copy(&arena, &promise_count_page_record, reply->body);
	arena_release(&promises->counts_arena);
	promises->counts_arena = arena;
	promises->counts = copy;
}

void
kept_open(struct desk *desk)
{
	desk_go(desk, SCREEN_KEPT, NULL);
	kept_ask(desk);
}

const struct promise_count *
kept_here(const struct desk *desk)
{
	const struct promise_count_page *page = desk->promises.counts;
	if (page && desk->session)
		LIST_EACH(struct promise_count, count, &page->councils)
	if (text_same(count->group, desk->session->council))
		return count;
	return NULL;
}

const char *
kept_team(const struct desk *desk, const struct promise_count *count)
{
	const struct team *team = partnership_team(&desk->councils, count->group);
	bool ours = team && desk->session && text_same(team->council, desk->session->council);
	return ours ? team->name ? team->name : team->id : NULL;
}

int64_t
kept_due(const struct promise_count *count)
{
	return count->kept + count->late + count->missed + count->overdue;
}
