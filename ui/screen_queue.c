/* Queues with their counts, and the cases of one, first due first. */
#include "desk/drafts.h"
#include "desk/marks.h"
#include "desk/promises.h"
#include "ui/screens.h"

#include <string.h>

/* "12 open, 3 overdue, 5 wait" */
static const char *
counts(const struct queue_count *count, struct arena *arena)
{
	const char *words = arena_printf(arena, _("%lld open"), (long long)count->open);
	if (count->overdue)
		words =
		    arena_printf(arena, _("%s, %lld overdue"), words, (long long)count->overdue);
	if (count->waiting && count->waiting != count->open)
		words = arena_printf(arena, _("%s, %lld wait"), words, (long long)count->waiting);
	if (count->done)
		words = arena_printf(arena, _("%s, %lld done"), words, (long long)count->done);
	return words;
}

static void
queue_row(const struct desk *desk, struct page *page, const struct queue_count *count)
{
	struct arena *arena = page->arena;
	struct item *item = page_row(page, arena_printf(arena, "queue:%s", count->id),
	    council_short(desk, count->council), count->team_name ? count->team_name : count->role);
	item->detail = say_queue(count->role, arena);
	if (count->oldest)
		item->detail = arena_printf(arena, _("%s; oldest %s"), item->detail,
		    say_how_long(desk->now - count->oldest, arena));
	if (count->median)
		item->detail = arena_printf(arena, _("%s, half wait %s"), item->detail,
		    say_how_long(desk->now - count->median, arena));
	item->right = counts(count, arena);
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
	page->strip_right = kept_is_shown(desk) ? say_kept(desk, page->arena) : NULL;
	page_kept_row(desk, page);
	if (!desk->queues.count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->queues_asked ? _("Loading the queues") : _("There is no queue for you."));
}

/* "marked, high, mine, due Tue 24 Nov" */
static const char *
standing(const struct desk *desk, const struct case_summary *item, struct arena *arena)
{
	const char *due = say_due(desk, item->due, arena);
	const char *priority = item->priority && !text_same(item->priority, "normal")
				   ? say_priority(item->priority)
				   : NULL;
	bool mine = desk->session && text_same(item->claimed_by, desk->session->user);
	const char *const parts[] = {queue_marked(desk, item->id) ? _("marked") : NULL, priority,
	    item->bounced ? _("came back") : NULL, item->skill, mine ? _("mine") : item->claimed_by,
	    due};
	const char *words = "";
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i])
			words = arena_printf(arena, "%s%s%s", words, *words ? ", " : "", parts[i]);
	return words;
}

static void
case_row(const struct desk *desk, struct page *page, const struct case_summary *item)
{
	struct arena *arena = page->arena;
	struct item *row = page_row(page, arena_printf(arena, "case:%s", item->id), item->reference,
	    item->withheld  ? _("Sensitive service")
	    : item->summary ? item->summary
			    : say_title(desk, item->service));
	row->detail = item->customer_name;
	row->right = standing(desk, item, arena);
	if (item->due && item->due < desk->now)
		row->role = ROLE_ALARM;
	else if (queue_marked(desk, item->id))
		row->role = ROLE_VALUE;
}

static const char *
shown(const struct desk *desk, size_t count, struct arena *arena)
{
	size_t marked = marks_count(desk, QUEUE_MARKED);
	const char *words =
	    arena_printf(arena, P_("%zu case shown", "%zu cases shown", count), count);
	return marked ? arena_printf(
			    arena, P_("%s, %zu marked", "%s, %zu marked", marked), words, marked)
		      : words;
}

void
screen_queue(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	size_t count = 0;
	const struct team *team = queue_team(desk, desk->queue_id);
	bool filtered = !text_blank(typed_text(desk, QUEUE_FILTER));
	/* A team may take several queues: the role tells them apart. */
	const char *dot = desk->queue_id ? strchr(desk->queue_id, '.') : NULL;
	page->strip_left =
	    team && team->name && dot
		? arena_printf(arena, _("Queue: %s, %s"), team->name, say_queue(dot + 1, arena))
		: arena_printf(arena, _("Queue: %s"), desk->queue_id ? desk->queue_id : "");
	page->list_first = true;
	page->enter = _("open");
	page->pick = _("open");
	if (filtered || desk->queue.count > 10)
		page_field(page, QUEUE_FILTER, _("Filter"), typed_text(desk, QUEUE_FILTER), 80)
		    ->enter = _("look in the queue");
	LIST_EACH(struct case_summary, item, &desk->queue)
	if (queue_shows(desk, item)) {
		case_row(desk, page, item);
		count++;
	}
	if (desk->queue_next)
		page_row(page, "more", NULL, _("More"))->number = PAGE_UNNUMBERED;
	if (count)
		page->strip_right = shown(desk, count, arena);
	else
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->queue_loading ? _("Loading the cases")
		    : filtered          ? _("Nothing in this queue has these words.")
					: _("Nothing waits in this queue."));
}
