/* Whoever is related to a customer, linked to a record of their own. */
#include "desk/customer.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"

#include <string.h>

static size_t
place_of(const struct detail_form *form, const char *name)
{
	size_t i = 0;
	while (i < form->count && strcmp(form->names[i], name) != 0)
		i++;
	return i;
}

size_t
detail_link_place(const struct detail_form *form)
{
	return form->kind->record == &relation_record ? place_of(form, "customer") : form->count;
}

bool
detail_linked(const struct desk *desk, const struct detail_form *form)
{
	struct arena arena;
	size_t place = detail_link_place(form);
	arena_init(&arena);
	bool linked = place < form->count && !text_blank(detail_value(desk, form, place, &arena));
	arena_release(&arena);
	return linked;
}

/* Another name is another person until one is picked. */
void
detail_link_typed(struct desk *desk, const struct detail_form *form, const char *field)
{
	size_t place = detail_link_place(form), name = place_of(form, "name");
	if (place == form->count || !text_same(form->fields[name], field))
		return;
	detail_unlink(desk, form);
	same_find(desk, typed_text(desk, field));
}

void
detail_link(struct desk *desk, const struct detail_form *form, const char *customer)
{
	const struct candidate *person = list_find(&desk->same.found, &candidate_record, customer);
	size_t place = detail_link_place(form);
	if (!person || place == form->count)
		return;
	typed_set(desk, form->fields[place_of(form, "name")], person->name, false);
	typed_set(desk, form->fields[place], person->id, false);
	same_begin(desk);
	desk_focus(desk, place + 1 < form->count ? form->fields[place + 1] : "save");
}

void
detail_unlink(struct desk *desk, const struct detail_form *form)
{
	if (detail_linked(desk, form))
		typed_set(desk, form->fields[detail_link_place(form)], "", false);
}
