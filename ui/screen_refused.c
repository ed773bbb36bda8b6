/* What the CRM refused for good: work for people, nothing is lost. */
#include "desk/outbox.h"
#include "ui/screens.h"

#include <string.h>

static const char *
why(const struct outgoing *outgoing, struct arena *arena)
{
	const char *field;
	const char *sentence = _(problem_kind(outbox_problem(outgoing, &field))->sentence);
	const char *hole = strstr(sentence, "%s");
	return hole ? arena_printf(arena, "%.*s%s%s", (int)(hole - sentence), sentence,
			  field ? field : "?", hole + 2)
		    : sentence;
}

void
screen_refused(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	page->strip_left = _("Refused by the CRM");
	page->list_first = true;
	page->enter = _("mend");
	page->pick = _("mend");
	for (size_t i = 0; i < desk->owed_count; i++) {
		const struct outgoing *outgoing = desk->owed[i]->outgoing;
		if (!outgoing->refused)
			continue;
		struct item *row =
		    page_row(page, arena_printf(arena, "refused:%s", outgoing->operation),
			say_time(desk, outgoing->made, arena), outgoing->label);
		row->role = ROLE_ALARM;
		page_add(page, ITEM_TEXT, ROLE_DIM, why(outgoing, arena))->label = "";
		if (outbox_mends(desk, outgoing))
			continue;
		row->enter = _("send again");
		struct item *other = page_row(page,
		    arena_printf(arena, "discard:%s", outgoing->operation), "", _("Throw it away"));
		other->enter = _("throw away");
	}
	if (!page->count)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Nothing is refused."));
}
