/* The form of a person, with those who may be the same below it. */
#include "desk/effects.h"
#include "ui/screens.h"

#include <string.h>

static void
fields(const struct desk *desk, struct page *page)
{
	for (size_t i = 0; i < person_field_count; i++) {
		const struct person_field *field = &person_fields[i];
		struct item *item = page_field(page, field->field, _(field->label),
		    person_value(desk, field->field, page->arena), field->limit);
		if (desk->fault_field && strcmp(desk->fault_field, field->field) == 0)
			item->fault = desk->fault;
		const char *theirs = person_theirs(desk, field->field, page->arena);
		if (theirs) {
			struct item *row =
			    page_row(page, arena_printf(page->arena, "theirs:%s", field->field),
				_("The CRM has"), *theirs ? theirs : _("nothing here"));
			row->detail = _("Enter takes it");
			row->number = PAGE_UNNUMBERED;
			row->role = ROLE_WARN;
		}
		page_properties(desk, page, field->field, true);
	}
}

void
screen_person(const struct desk *desk, struct page *page)
{
	bool edit = desk_subject(desk) && strcmp(desk_subject(desk), "edit") == 0;
	page->strip_left = edit ? _("Change a person") : _("New person");
	fields(desk, page);
	struct item *save = page_row(page, "save", NULL, _("Save"));
	save->number = PAGE_UNNUMBERED;
	page->enter = _("next");
	if (!desk->matches.count || edit)
		return;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL)->aside = true;
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("May be the same person:"))->aside = true;
	page_add(page, ITEM_TEXT, ROLE_DIM, _("^G j goes there"))->aside = true;
	LIST_EACH(struct alike, alike, &desk->matches)
	page_alike(page, "match:", alike, true);
}
