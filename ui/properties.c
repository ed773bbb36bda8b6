/* The properties that an address being typed may mean. */
#include "ui/screens.h"

void
page_properties(const struct desk *desk, struct page *page, const char *field, bool form)
{
	struct date until;
	char day[32];
	if (!text_same(desk->places_field, field))
		return;
	LIST_EACH(struct property, property, &desk->places)
	{
		struct item *row =
		    page_row(page, arena_printf(page->arena, "property:%s", property->id), NULL,
			property_words(property, page->arena));
		row->right = council_short(desk, property->district);
		if (property->until && date_parse(property->until, &until)) {
			date_words(day, sizeof day, until);
			row->right = arena_printf(page->arena, _("out of use since %s"), day);
		}
		if (form)
			row->number = PAGE_UNNUMBERED;
	}
	if (desk->places_more)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    _("There are more: type the number or the street too."));
}
