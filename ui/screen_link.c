/* Linking a case to another: what it is to that one, then its reference; and taking a link off. */
#include "desk/cases.h"
#include "desk/drafts.h"
#include "ui/ask.h"
#include "ui/screens.h"

const char *
say_link(const char *kind)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"duplicate", N_("is a duplicate of")},
	    {"duplicated", N_("has the duplicate")}, {"follows", N_("follows on")},
	    {"followed", N_("is followed by")}, {"part", N_("is a part of")},
	    {"whole", N_("has as a part")}};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (text_same(labels[i].word, kind))
			return _(labels[i].label);
	return kind ? kind : "";
}

static const struct case_summary *
other_case(const struct desk *desk, const char *reference)
{
	LIST_EACH(struct case_summary, other, &desk->case_page->linked)
	if (text_same(other->reference, reference))
		return other;
	return NULL;
}

void
page_links(const struct desk *desk, struct page *page)
{
	const struct list *links = &desk->case_page->record->links;
	if (links->count)
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("Linked cases"));
	LIST_EACH(struct case_link, link, links)
	{
		const struct case_summary *other = other_case(desk, link->reference);
		struct item *item =
		    page_row(page, arena_printf(page->arena, "case:%s", link->reference), "",
			arena_printf(page->arena, "%s %s", say_link(link->kind), link->reference));
		if (!other)
			continue;
		item->detail = other->withheld  ? _("not shown here")
			       : other->summary ? other->summary
						: say_title(desk, other->service);
		item->right = text_same(other->state, "closed")
				  ? _("closed")
				  : say_due(desk, other->due, page->arena);
	}
}

static void
kinds(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct list *links = &desk->case_page->record->links;
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("This case"));
	for (size_t i = 0; record_case_link_words[i]; i++)
		page_row(page, arena_printf(arena, "kind:%s", record_case_link_words[i]), NULL,
		    say_link(record_case_link_words[i]));
	if (links->count)
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("Take a link off"));
	LIST_EACH(struct case_link, link, links)
	{
		struct item *item =
		    page_row(page, arena_printf(arena, "unlink:%s/%s", link->kind, link->reference),
			NULL, arena_printf(arena, "%s %s", say_link(link->kind), link->reference));
		item->number = PAGE_UNNUMBERED;
		item->enter = _("take it off");
	}
	page->list_first = true;
	page->enter = page->pick = _("choose");
}

void
screen_link(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const char *kind = case_link_kind(desk);
	if (!desk->case_page) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("The case is not shown."));
		return;
	}
	page->strip_left = arena_printf(arena, _("Link %s"), desk->case_page->record->reference);
	page->strip_right = say_title(desk, desk->case_page->record->service);
	if (!kind) {
		kinds(desk, page);
		return;
	}
	const char *field = case_link_field(desk, arena);
	page_add(page, ITEM_TEXT, ROLE_VALUE, say_link(kind))->label = _("This case");
	page_field(page, field, _("Case"), typed_text(desk, field), 20)->detail =
	    _("the other's reference");
	page_focus_on(page, field);
	page->enter = _("link them");
}
