/* To whom the contact in hand goes: desks where somebody is, the team of its matter, councils. */
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/transfer.h"
#include "ui/screens.h"

#include <string.h>

static void
present_rows(const struct desk *desk, struct page *page, bool own)
{
	struct arena *arena = page->arena;
	const char *here = desk_at(desk);
	char time[16];
	LIST_EACH(struct presence, presence, &desk->transfers.present)
	{
		if (text_same(presence->council, here) != own)
			continue;
		struct item *item = page_row(page, arena_printf(arena, "desk:%s", presence->id),
		    NULL,
		    arena_printf(arena, "%s, %s", presence->user_name, say_role(presence->role)));
		item->detail =
		    arena_printf(arena, "%s, %s, %s", council_short(desk, presence->council),
			presence->site_name ? presence->site_name : "",
			presence->desk_name ? presence->desk_name : presence->id);
		london_time(time, sizeof time, presence->since);
		item->right = arena_printf(arena, _("since %s"), time);
	}
}

static bool
is_present(const struct desk *desk, const char *council)
{
	LIST_EACH(struct presence, presence, &desk->transfers.present)
	if (text_same(presence->council, council))
		return true;
	return false;
}

void
screen_transfer(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct queue *queue = transfer_queue(desk, arena);
	const struct team *team = queue ? queue_team(desk, queue->id) : NULL;
	bool practice = desk->session && text_same(desk->session->desk_kind, "training");
	page->strip_left = _("Hand over: who takes it?");
	present_rows(desk, page, true);
	present_rows(desk, page, false);
	if (!desk->transfers.present.count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->transfers.looked ? _("Nobody else is signed in.")
					   : _("Looking who is signed in"));
	if (team && !practice)
		page_row(page, arena_printf(arena, "queue:%s", queue->id), _("Team"), team->name);
	if (desk->partnership && !practice)
		LIST_EACH(struct council, council, &desk->partnership->councils)
	if (is_present(desk, council->id))
		page_row(page, arena_printf(arena, "council:%s", council->id), _("Whoever is free"),
		    council->name);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_field(page, transfer_message_field, _("Say to them"),
	    typed_text(desk, transfer_message_field), 300);
	page->list_first = true;
	page->enter = _("hand over");
	page->pick = _("hand over");
}
