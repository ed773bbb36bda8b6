/* On Home: the cases that this user has, and those that came back to their office. */
#include "desk/back_office.h"
#include "ui/screens.h"

enum { SHOWN = 9 };

void
page_work(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	size_t shown = 0;
	LIST_EACH(struct case_summary, item, &desk->back.work)
	{
		if (shown++ == SHOWN)
			break;
		struct item *row = page_row(page, arena_printf(arena, "case:%s", item->reference),
		    item->bounced ? _("Back") : _("Mine"),
		    item->withheld
			? item->reference
			: arena_printf(arena, "%s %s", item->reference,
			      item->summary ? item->summary : say_title(desk, item->service)));
		row->detail = item->bounced ? say_bounce(item->bounced) : item->customer_name;
		const char *due = say_due(desk, item->due, arena);
		row->right = item->bounced && !item->claimed_by ? _("nobody has it") : due;
		if (item->bounced)
			row->role = ROLE_WARN;
		else if (item->due && item->due < desk->now)
			row->role = ROLE_ALARM;
	}
}

/* Below an entry: why its cases came back, and because of which prompt. */
void
page_bounces(const struct desk *desk, struct page *page, const char *service)
{
	struct arena *arena = page->arena;
	size_t shown = 0;
	if (!text_same(desk->back.bounces_of, service))
		return;
	LIST_EACH(struct bounce_count, count, &desk->back.bounces)
	{
		struct case_record of = {.service = count->service, .responsible = count->council};
		if (shown++ == SHOWN)
			break;
		struct item *item = page_add(page, ITEM_TEXT, ROLE_WARN,
		    arena_printf(arena, "%s: %s",
			count->prompt ? say_prompt(desk, &of, count->prompt, arena)
				      : _("no prompt"),
			say_bounce(count->reason)));
		item->label = shown == 1 ? _("CAME BACK") : "";
		item->right = arena_printf(arena,
		    P_("%zu case, last %s", "%zu cases, last %s", (size_t)count->count),
		    (size_t)count->count, say_time(desk, count->last, arena));
	}
}
