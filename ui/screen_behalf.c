/* Who calls for the customer: those of their record, somebody else, or themselves after all. */
#include "desk/behalf.h"
#include "desk/effects.h"
#include "ui/screens.h"

void
page_behalf(const struct desk *desk, struct page *page)
{
	const struct behalf *behalf = behalf_of(desk->hand, page->arena);
	if (!behalf)
		return;
	bool holds = behalf_right(desk, desk->hand, behalf) == RIGHT_HOLDS;
	if (holds && desk_screen(desk) != SCREEN_CUSTOMER)
		return;
	page_add(page, ITEM_TEXT, holds ? ROLE_DIM : ROLE_WARN, behalf_advice(desk, desk->hand))
	    ->label = holds ? NULL : "!";
}

const char *
say_caller(const struct behalf *behalf, struct arena *arena)
{
	const char *name = text_blank(behalf->name) ? _("somebody") : behalf->name;
	return text_blank(behalf->role) ? name : arena_printf(arena, "%s, %s", name, behalf->role);
}

const char *
say_behalf(const struct behalf *behalf, struct arena *arena)
{
	return arena_printf(arena, "%s (%s)", say_caller(behalf, arena),
	    behalf_right_words(behalf, RIGHT_HOLDS, arena));
}

static void
known(const struct desk *desk, struct page *page)
{
	struct list list = {0};
	behalf_known(desk->hand, page->arena, &list);
	LIST_EACH(struct behalf, behalf, &list)
	{
		enum right right = behalf_right(desk, desk->hand, behalf);
		struct item *row = page_row(page,
		    arena_printf(page->arena, "relation:%s", behalf->relation), NULL, behalf->name);
		row->detail = behalf->role;
		row->right = behalf_right_words(behalf, right, page->arena);
		if (right != RIGHT_HOLDS)
			row->role = ROLE_WARN;
	}
	page_row(page, "new", NULL, _("Somebody else"));
	if (desk->hand->work->behalf)
		page_row(page, "customer", NULL, _("The customer speaks after all"));
}

static void
field(const struct desk *desk, struct page *page, const char *name, const char *label, size_t limit)
{
	page_field(
	    page, behalf_field(desk, name, page->arena), label, behalf_typed(desk, name), limit)
	    ->enter = _("next");
}

static void
rights(struct page *page)
{
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("By what right do they speak?"));
	page_row(page, "right:none", NULL, _("None: they say so themselves"))->enter = _("save");
	for (size_t i = 0; i < behalf_right_count; i++)
		page_row(page, arena_printf(page->arena, "right:%s", behalf_rights[i]), NULL,
		    behalf_right_name(behalf_rights[i]));
}

static void
somebody(const struct desk *desk, struct page *page)
{
	const char *authority = behalf_typed(desk, "authority");
	field(desk, page, "name", _("Name"), 120);
	field(desk, page, "role", _("Relation"), 60);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (!authority) {
		rights(page);
		return;
	}
	struct item *row = page_row(page, "right:other", _("Right"), behalf_right_name(authority));
	row->enter = _("choose another");
	row->number = PAGE_UNNUMBERED;
	field(desk, page, "until", _("Last day"), 30);
	page->items[page->count - 1].detail = _("may be left out");
	page->items[page->count - 1].enter = _("save");
	page_row(page, "save", NULL, _("Save"))->number = PAGE_UNNUMBERED;
}

void
screen_behalf(const struct desk *desk, struct page *page)
{
	if (!desk->hand) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("There is no contact: Esc goes back."));
		return;
	}
	page->strip_left = _("Who is calling?");
	page->title_right = NULL;
	page->enter = page->pick = _("choose");
	if (text_same(desk_subject(desk), "new")) {
		somebody(desk, page);
		return;
	}
	page->list_first = true;
	known(desk, page);
}
