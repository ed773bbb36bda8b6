/* What belongs to a customer, and the form of one of these: all kinds by the one table of them
 * (desk/detail.h). */
#include "base/alloc.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/signin.h"
#include "ui/screens.h"

#include <string.h>

static const struct field *
field_named(const struct detail_kind *kind, const char *name)
{
	return record_field(kind->record, name);
}

static const char *
text_named(const struct desk *desk, const struct detail_kind *kind, const void *item,
    const char *name, struct arena *arena)
{
	if (kind->record == &relation_record && strcmp(name, "name") == 0)
		return detail_relation_name(desk, item);
	const struct field *field = field_named(kind, name);
	const char *text = field ? detail_text(field, item, arena) : NULL;
	return text_blank(text) ? NULL : text;
}

/* What the line of an item shows, with a comma between. */
static const char *
line_words(const struct desk *desk, const struct detail_kind *kind, const void *item, size_t from,
    struct arena *arena)
{
	const char *words = "";
	for (size_t i = from; i < sizeof kind->line / sizeof *kind->line && kind->line[i]; i++) {
		const char *text = text_named(desk, kind, item, kind->line[i], arena);
		if (text)
			words = arena_printf(arena, "%s%s%s", words, *words ? ", " : "", text);
	}
	return words;
}

/* "k.walmsley, 3 Nov 2026" of whoever signed it; or null. */
static const char *
signed_by(
    const struct desk *desk, const struct detail_kind *kind, const void *item, struct arena *arena)
{
	const struct field *at = field_named(kind, "at");
	const char *author = text_named(desk, kind, item, "author", arena);
	micros when = at ? *(const micros *)(const void *)((const char *)item + at->offset) : 0;
	char day[32];
	struct date date = london_of(when).date;
	if (!author || !when)
		return author;
	date_words(day, sizeof day, date);
	return arena_printf(arena, "%s, %s", author,
	    date_compare(date, london_of(desk->now).date) == 0 ? say_time(desk, when, arena) : day);
}

/* Below a marker: why, who says so, and when it is looked at again. */
static void
marker_lines(const struct desk *desk, struct page *page, const struct detail_kind *kind,
    const struct marker *marker)
{
	struct arena *arena = page->arena;
	const char *author = signed_by(desk, kind, marker, arena);
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    arena_printf(arena, "%s%s%s%s", marker->reason, author ? " (" : "",
		author ? author : "", author ? ")" : ""))
	    ->label = _("Why");
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    text_blank(marker->ended) ? text_named(desk, kind, marker, "review_by", arena)
				      : marker->ended)
	    ->label = text_blank(marker->ended) ? _("Review by") : _("Ended");
}

static void
item_row(
    const struct desk *desk, struct page *page, const struct detail_kind *kind, const void *item)
{
	struct arena *arena = page->arena;
	enum holding holding;
	const char *id = detail_id(kind, item);
	bool marked = kind->record == &marker_record;
	struct item *row = page_row(page, arena_printf(arena, "detail:%s/%s", kind->name, id),
	    marked ? text_named(desk, kind, item, kind->line[0], arena) : _(kind->heading),
	    line_words(desk, kind, item, marked, arena));
	if (text_blank(row->text)) {
		row->text = _(kind->none);
		row->role = ROLE_DIM;
		return;
	}
	row->right = detail_standing(desk, kind, item, &holding, arena);
	if (!marked)
		row->detail = signed_by(desk, kind, item, arena);
	if (detail_being_written(desk, kind, id))
		row->right = _("being written");
	row->role = holding == HOLDS_OVER         ? ROLE_DIM
		    : holding == HOLDS_UNREVIEWED ? ROLE_ALARM
		    : marked                      ? ROLE_WARN
						  : ROLE_TEXT;
	if (marked)
		marker_lines(desk, page, kind, item);
}

static void
kind_rows(const struct desk *desk, struct page *page, const struct detail_kind *kind,
    const struct customer *customer)
{
	size_t count;
	const void **items = detail_items(desk, kind, customer, page->arena, &count);
	for (size_t i = 0; i < count; i++)
		item_row(desk, page, kind, items[i]);
	bool written = kind->list && detail_being_written(desk, kind, "new");
	if (count && !written)
		return;
	struct item *row = page_row(page, arena_printf(page->arena, "detail:%s/new", kind->name),
	    _(kind->heading), written ? _(kind->add) : _(kind->none));
	row->right = written ? _("being written") : NULL;
	row->role = written ? ROLE_VALUE : ROLE_DIM;
	row->enter = _("add");
}

/* What stands in others' records: whom this person speaks for, with whom they live. */
static void
other_ends(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	if (!desk->hand->page)
		return;
	LIST_EACH(struct relative, relative, &desk->hand->page->relatives)
	{
		if (!relative->other_end)
			continue;
		bool speaks = text_same(relative->kind, "representative");
		struct relation relation = {.until = relative->until};
		enum holding holding;
		struct item *item = page_add(page, ITEM_TEXT, ROLE_TEXT,
		    arena_printf(arena, "%s%s%s", relative->name, relative->authority ? ", " : "",
			relative->authority ? detail_word(relative->authority) : ""));
		item->label = speaks                                ? _("Speaks for")
			      : text_same(relative->kind, "member") ? _("Belongs to")
								    : _("Lives with");
		item->right = detail_standing(
		    desk, detail_kind_named("representative"), &relation, &holding, arena);
	}
}

void
screen_details(const struct desk *desk, struct page *page)
{
	const struct customer *customer = hand_customer(desk->hand);
	bool markers = text_same(desk_subject(desk), "markers");
	page->strip_left = markers ? _("Cautions and vulnerability") : _("Details");
	page->list_first = true;
	if (!customer) {
		page_add(page, ITEM_TEXT, ROLE_DIM, _("The record comes when the line is back."));
		return;
	}
	for (size_t i = 0; i < detail_kind_count; i++) {
		const struct detail_kind *kind = &detail_kinds[i];
		if (text_same(kind->page, desk_subject(desk)) &&
		    (!kind->of || text_same(kind->of, customer->kind)))
			kind_rows(desk, page, kind, customer);
	}
	if (!markers)
		other_ends(desk, page);
	if (markers && !command_permits(desk, ACTION_SET_CAUTION))
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    _("A caution is for a supervisor or the back office to set and end; that "
		      "somebody is vulnerable any advisor may write down."));
	page->enter = _("change");
	page->pick = _("change");
}

/* ---- the form ---- */

static void
choices_line(struct page *page, const struct detail_form *form, const struct field *field)
{
	const char *const *choices = detail_choices(field);
	const char *words = "";
	if (!detail_needed(form, field, form->item))
		words = arena_printf(page->arena, "%s %s", DETAIL_NONE, _("none"));
	for (size_t i = 0; choices[i]; i++)
		words = arena_printf(page->arena, "%s%s%zu %s", words, *words ? "  " : "", i + 1,
		    detail_choice_label(field, choices[i]));
	page_add(page, ITEM_TEXT, ROLE_DIM, words);
}

/* Below the name: that it leads to a record of their own, or whoever has that name. */
static void
link_rows(const struct desk *desk, struct page *page, const struct detail_form *form)
{
	enum { SHOWN = 5 };
	size_t shown = 0;
	if (detail_linked(desk, form)) {
		struct item *row =
		    page_row(page, "unlink", NULL, _("Linked to a record of their own"));
		row->number = PAGE_UNNUMBERED;
		row->role = ROLE_GOOD;
		row->enter = _("unlink");
		return;
	}
	LIST_EACH(struct candidate, person, &desk->same.found)
	if (shown++ < SHOWN)
		candidate_row(page, "link:", NULL, person);
}

static void
form_field(const struct desk *desk, struct page *page, const struct detail_form *form, size_t nth)
{
	if (nth == detail_link_place(form)) {
		link_rows(desk, page, form);
		return;
	}
	const struct field *field = field_named(form->kind, form->names[nth]);
	size_t limit = field->type == FIELD_TEXT ? field->limit : 40;
	const char *value = detail_value(desk, form, nth, page->arena);
	bool choice = detail_choices(field) != NULL;
	/* A choice is made over what stands there: that is the hint of an empty field. */
	struct item *item = page_field(page, form->fields[nth], _(field->label),
	    choice ? typed_text(desk, form->fields[nth]) : value, limit);
	if (choice)
		item->detail = value;
	else if (form->item && form->kind->record == &relation_record &&
		 strcmp(form->names[nth], "name") == 0) /* of a record of their own */
		item->detail = detail_relation_name(desk, form->item);
	if (text_same(desk->fault_field, form->fields[nth]))
		item->fault = desk->fault;
	const char *theirs = detail_theirs(desk, form, nth, page->arena);
	if (theirs) {
		struct item *row =
		    page_row(page, arena_printf(page->arena, "theirs:%s", form->fields[nth]),
			_("The CRM has"), *theirs ? theirs : _("nothing here"));
		row->detail = _("Enter takes it");
		row->number = PAGE_UNNUMBERED;
		row->role = ROLE_WARN;
	}
	if (choice)
		choices_line(page, form, field);
}

void
screen_detail(const struct desk *desk, struct page *page)
{
	struct detail_form form;
	page->enter = _("next");
	if (!detail_form(desk, &form, page->arena)) {
		page_add(page, ITEM_TEXT, ROLE_DIM, _("There is nothing here: Esc goes back."));
		return;
	}
	bool gone = !form.item && strcmp(form.id, "new") != 0;
	page->strip_left = form.ending ? _("End it")
			   : form.item ? _(form.kind->change)
				       : _(form.kind->add);
	if (gone)
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    form.ending
			? _("Somebody has taken it away meanwhile.")
			: _("Somebody has taken it away meanwhile: saved, it is there again."));
	if (form.ending && form.item)
		page_add(page, ITEM_TEXT, ROLE_TEXT,
		    line_words(desk, form.kind, form.item, 0, page->arena))
		    ->label = _(form.kind->heading);
	for (size_t i = 0; i < form.count; i++)
		form_field(desk, page, &form, i);
	page_row(page, "save", NULL, form.ending ? _("End it") : _("Save"))->number =
	    PAGE_UNNUMBERED;
	enum holding holding = HOLDS_OVER;
	if (form.item && !form.ending && form.kind->ending != ENDING_NONE)
		detail_standing(desk, form.kind, form.item, &holding, page->arena);
	if (holding == HOLDS_OVER)
		return;
	struct item *end = page_row(page, "end", NULL, _("End it"));
	end->number = PAGE_UNNUMBERED;
	end->enter = _("end it");
}
