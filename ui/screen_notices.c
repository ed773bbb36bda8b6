/* The supervisor's notices: what is on, what is prepared, and the form of one. */
#include "desk/effects.h"
#include "ui/screens.h"

#include <string.h>

static void
list_row(const struct desk *desk, struct page *page, const struct notice *notice)
{
	struct arena *arena = page->arena;
	bool on = notice_in_force(notice, desk->now);
	struct item *item = page_row(page, arena_printf(arena, "notice:%s", notice->id),
	    on                         ? _("On")
	    : notice->from > desk->now ? _("To come")
				       : _("Prepared"),
	    notice->text);
	item->detail = notice_scope_words(desk, notice, "service", arena);
	if (on || notice->from > desk->now)
		item->right =
		    arena_printf(arena, _("until %s"), say_time(desk, notice->until, arena));
	if (on)
		item->role = notice_is_emergency(notice) ? ROLE_ALARM : ROLE_WARN;
}

void
screen_notices(const struct desk *desk, struct page *page)
{
	page->strip_left = _("Notices");
	page->list_first = true;
	for (int on = 1; on >= 0; on--)
		LIST_EACH(struct notice, notice, &desk->notices)
	if (notice_in_force(notice, desk->now) == (on == 1) &&
	    (notice->prepared || notice->until > desk->now))
		list_row(desk, page, notice);
	if (page->count)
		page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_row(page, "new-notice", NULL, _("A new notice"));
	page->enter = _("open");
	page->pick = _("open");
}

static void
fields(const struct desk *desk, struct page *page, const char *id)
{
	for (size_t i = 0; i < notice_field_count; i++) {
		const struct notice_field *known = &notice_fields[i];
		const char *field = notice_field(id, known->name, page->arena);
		struct item *item = page_field(page, field, _(known->label),
		    notice_value(desk, known->name, page->arena), known->limit);
		if (text_same(desk->fault_field, field))
			item->fault = desk->fault;
		if (strcmp(known->name, "services") == 0)
			item->detail = _("none: for the desk itself");
		else if (strcmp(known->name, "councils") == 0 || strcmp(known->name, "sites") == 0)
			item->detail = _("all");
		else if (strcmp(known->name, "script") == 0)
			item->detail = _("what to say first in these calls");
	}
}

void
screen_notice(const struct desk *desk, struct page *page)
{
	const char *id = desk_subject(desk);
	const struct notice *notice = notice_edited(desk);
	bool on = notice && notice_in_force(notice, desk->now);
	page->strip_left = notice ? _("Notice") : _("A new notice");
	page->strip_right = on ? arena_printf(page->arena, _("on since %s"),
				     say_time(desk, notice->from, page->arena))
			       : _("not on");
	fields(desk, page, id);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *item = page_row(page, "kind", _("Kind"),
	    text_same(notice_value(desk, "kind", page->arena), "emergency") ? _("Emergency")
									    : _("Notice"));
	item->enter = _("change");
	item = page_row(page, "prepared", _("Kept when it is over"),
	    text_same(notice_value(desk, "prepared", page->arena), "yes") ? _("Yes") : _("No"));
	item->enter = _("change");
	page_row(page, "switch-on", NULL, on ? _("Change it at all desks") : _("Switch it on"))
	    ->enter = on ? _("change") : _("switch on");
	if (on)
		page_row(page, "switch-off", NULL, _("Switch it off"))->enter = _("switch off");
	else
		page_row(page, "prepare", NULL, _("Keep it prepared"))->enter = _("keep");
	page->enter = _("next");
}
