/* Queues with their counts, and the cases of one, first due first. */
#include "ui/screens.h"

#include <string.h>

static void
queue_row(const struct desk *desk, struct page *page, const struct queue_count *count)
{
	struct arena *arena = page->arena;
	struct item *item = page_row(page, arena_printf(arena, "queue:%s", count->id),
	    council_short(desk, count->council), count->team_name ? count->team_name : count->role);
	item->detail = say_queue(count->role, arena);
	item->right = count->overdue ? arena_printf(arena, _("%lld open, %lld overdue"),
					   (long long)count->open, (long long)count->overdue)
				     : arena_printf(arena, _("%lld open"), (long long)count->open);
	if (count->overdue)
		item->role = ROLE_ALARM;
}

static bool
is_own(const struct desk *desk, const struct queue_count *count)
{
	const struct team *team = queue_team(desk, count->id);
	return team && desk->session && text_same(team->id, desk->session->team);
}

/* The user's own team first: a council has some dozens of queues. */
void
screen_queues(const struct desk *desk, struct page *page)
{
	page->strip_left = _("Queues");
	page->list_first = true;
	page->enter = _("open");
	page->pick = _("open");
	for (int own = 1; own >= 0; own--)
		LIST_EACH(struct queue_count, count, &desk->queues)
	if (is_own(desk, count) == (own == 1))
		queue_row(desk, page, count);
	if (!desk->queues.count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->queues_asked ? _("Loading the queues") : _("There is no queue for you."));
}

static const char *
claimed(const struct desk *desk, const struct case_summary *item, struct arena *arena)
{
	if (!item->claimed_by)
		return "";
	if (desk->session && strcmp(item->claimed_by, desk->session->user) == 0)
		return _("mine, ");
	return arena_printf(arena, "%s, ", item->claimed_by);
}

void
screen_queue(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct team *team = queue_team(desk, desk->queue_id);
	/* A team may take several queues: the role tells them apart. */
	const char *dot = desk->queue_id ? strchr(desk->queue_id, '.') : NULL;
	page->strip_left =
	    team && team->name && dot
		? arena_printf(arena, _("Queue: %s, %s"), team->name, say_queue(dot + 1, arena))
		: arena_printf(arena, _("Queue: %s"), desk->queue_id ? desk->queue_id : "");
	page->list_first = true;
	page->enter = _("open");
	page->pick = _("open");
	LIST_EACH(struct case_summary, item, &desk->queue)
	{
		const char *due = say_due(desk, item->due, arena);
		struct item *row =
		    page_row(page, arena_printf(arena, "case:%s", item->id), item->reference,
			item->withheld  ? _("Sensitive service")
			: item->summary ? item->summary
					: say_title(desk, item->service));
		row->detail = item->customer_name;
		row->right =
		    arena_printf(arena, "%s%s", claimed(desk, item, arena), due ? due : "");
		if (item->due && item->due < desk->now)
			row->role = ROLE_ALARM;
	}
	if (desk->queue_next)
		page_row(page, "more", NULL, _("More"))->number = PAGE_UNNUMBERED;
	if (desk->queue.count)
		page->strip_right = arena_printf(arena,
		    P_("%zu case shown", "%zu cases shown", desk->queue.count), desk->queue.count);
	else
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->queue_loading ? _("Loading the cases")
					: _("Nothing waits in this queue."));
}
