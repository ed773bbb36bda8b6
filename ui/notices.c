/* The notices in force: the same words on Home, on a service and over its dialogue. */
#include "ui/screens.h"

static void
show(const struct desk *desk, struct page *page, const struct notice *notice, const char *say)
{
	enum role role = notice_is_emergency(notice) ? ROLE_ALARM : ROLE_WARN;
	struct item *item = page_add(page, ITEM_TEXT, role, notice->text);
	item->label = _("Notice");
	item->right =
	    arena_printf(page->arena, _("until %s"), say_time(desk, notice->until, page->arena));
	if (say && !text_blank(notice->script))
		page_add(page, ITEM_TEXT, role, notice->script)->label = say;
}

void
page_notices(const struct desk *desk, struct page *page, const char *service,
    const char *responsible, const char *say)
{
	for (int emergencies = 1; emergencies >= 0; emergencies--)
		LIST_EACH(struct notice, notice, &desk->notices)
	if (notice_is_emergency(notice) == (emergencies == 1) &&
	    notice_shown(desk, notice, service, responsible))
		show(desk, page, notice, say);
}
