/* How promises are kept: the council's rate, its teams' and its people's. */
#include "desk/promises.h"
#include "ui/screens.h"

/* "93%: 28 kept, 2 late, 1 not kept, 3 overdue" */
static const char *
rate_words(const struct promise_count *count, struct arena *arena)
{
	int64_t due = kept_due(count);
	const struct {
		const char *format;
		int64_t count;
	} parts[] = {{_("%lld late"), count->late}, {_("%lld not kept"), count->missed},
	    {_("%lld overdue"), count->overdue}};
	const char *words = arena_printf(arena, _("%lld kept"), (long long)count->kept);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].count)
			words = arena_printf(arena, "%s, %s", words,
			    arena_printf(arena, parts[i].format, (long long)parts[i].count));
	return due ? arena_printf(arena, "%lld%%: %s", (long long)(100 * count->kept / due), words)
		   : words;
}

const char *
say_kept(const struct desk *desk, struct arena *arena)
{
	const struct promise_count *count = kept_here(desk);
	return count && kept_due(count)
		   ? arena_printf(arena, _("Promises %s"), rate_words(count, arena))
		   : NULL;
}

void
page_kept_row(const struct desk *desk, struct page *page)
{
	const struct promise_count *count = kept_here(desk);
	if (!kept_is_shown(desk))
		return;
	struct item *row = page_row(page, "kept", NULL, _("How promises are kept this month"));
	row->number = PAGE_UNNUMBERED;
	if (!count || !kept_due(count))
		return;
	row->right =
	    arena_printf(page->arena, "%lld%%", (long long)(100 * count->kept / kept_due(count)));
	if (!count->overdue)
		return;
	row->right =
	    arena_printf(page->arena, _("%s, %lld overdue"), row->right, (long long)count->overdue);
	row->role = ROLE_WARN;
}

static void
line(struct page *page, const char *name, const struct promise_count *count)
{
	struct item *item = page_add(page, ITEM_TEXT, ROLE_TEXT, name);
	item->right = rate_words(count, page->arena);
	if (count->overdue)
		item->role = ROLE_ALARM;
}

static void
teams(const struct desk *desk, struct page *page, const struct list *counts)
{
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("Teams"));
	LIST_EACH(struct promise_count, count, counts)
	if (kept_team(desk, count))
		line(page, kept_team(desk, count), count);
}

void
screen_kept(const struct desk *desk, struct page *page)
{
	const struct promise_count_page *counts = desk->promises.counts;
	page->strip_left = _("Promises that fell due this month");
	page->strip_right = kept_here(desk) ? rate_words(kept_here(desk), page->arena) : NULL;
	page->list_first = true;
	if (!counts || (!kept_here(desk) && !counts->owners.count)) {
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    !counts ? _("Loading") : _("No promise has fallen due this month."));
		return;
	}
	teams(desk, page, &counts->teams);
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("Who keeps them"));
	LIST_EACH(struct promise_count, count, &counts->owners)
	line(page, count->name ? count->name : count->group, count);
}
