/*
 * Two records side by side, field by field: at the left the one that is kept, at the right the one
 * that goes into it, in brackets what stands. Where there is no room beside it, the right is below.
 */
#include "desk/drafts.h"
#include "model/merge.h"
#include "ui/screens.h"

#include <string.h>

enum { SHOWN = 3 };

/* The texts of an entry that has no words of its own. */
static const char *
entry_words(const struct record *of, const void *item, struct arena *arena)
{
	struct buf out;
	buf_init(&out, 5000);
	for (size_t i = 1; i < of->count; i++) {
		const struct field *field = &of->fields[i];
		if (field->type != FIELD_TEXT && field->type != FIELD_DATE)
			continue;
		const char *text = field_string(field, item);
		if (!text_blank(text))
			buf_printf(&out, "%s%s", out.length ? " " : "", text);
	}
	const char *text = arena_strdup(arena, out.data);
	buf_release(&out);
	return text;
}

static const char *
item_words(const struct record *of, const void *item, struct arena *arena)
{
	char words[40];
	if (of == &address_record)
		return address_words(item, arena);
	if (of != &phone_record)
		return entry_words(of, item, arena);
	const struct phone *phone = item;
	phone_words(phone->number ? phone->number : "", words, sizeof words);
	return arena_strdup(arena, words);
}

static const char *
list_words(const struct field *field, const struct list *list, struct arena *arena)
{
	struct buf out;
	buf_init(&out, 20000);
	for (size_t i = 0; i < list->count && i < SHOWN; i++)
		buf_printf(&out, "%s%s", i ? ", " : "",
		    item_words(field->of, (const char *)list->items + i * field->of->size, arena));
	if (list->count > SHOWN)
		buf_puts(
		    &out, arena_printf(arena, P_(", %zu more", ", %zu more", list->count - SHOWN),
			      list->count - SHOWN));
	const char *text = arena_strdup(arena, out.data);
	buf_release(&out);
	return text;
}

static const char *
value_words(const struct field *field, const struct customer *customer, struct arena *arena)
{
	char day[40];
	struct date date;
	if (!merge_says(field, customer))
		return _("nothing");
	if (field->type == FIELD_LIST)
		return list_words(field,
		    (const struct list *)(const void *)((const char *)customer + field->offset),
		    arena);
	const char *text = field_text(field, customer, arena);
	if (field->type == FIELD_DATE && text && date_parse(text, &date)) {
		date_words(day, sizeof day, date);
		return arena_strdup(arena, day);
	}
	return text ? text : _("nothing");
}

static const char *
bracketed(const char *text, bool stands, struct arena *arena)
{
	return stands ? arena_printf(arena, "[%s]", text) : text;
}

static void
field_row(const struct desk *desk, struct page *page, const struct field *field)
{
	struct arena *arena = page->arena;
	const struct customer *keep = same_kept(desk), *gone = same_gone(desk);
	const char *label = field->label ? _(field->label) : field->name;
	if (!merge_says(field, keep) && !merge_says(field, gone))
		return;
	if (merge_agrees(field, keep, gone)) {
		page_add(page, ITEM_TEXT, ROLE_DIM, value_words(field, keep, arena))->label = label;
		return;
	}
	bool taken = same_takes_gone(desk, field, arena);
	struct item *row = page_row(page, arena_printf(arena, "side:%s", field->name), label,
	    bracketed(value_words(field, keep, arena), !taken, arena));
	row->right = bracketed(value_words(field, gone, arena), taken, arena);
	row->enter = _("choose the other");
}

void
screen_merge(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	page->strip_left = _("One person in two records");
	page->strip_right = _("[ ] is what stands; of lists, what comes first");
	if (!same_compared(desk)) {
		page_add(page, ITEM_TEXT, desk->same.pair_failed ? ROLE_WARN : ROLE_DIM,
		    desk->same.pair_failed
			? _("Both are shown when the line is back; what you typed stays.")
			: _("Loading both records"));
	} else {
		struct item *heading =
		    page_row(page, "swap", _("Kept"), customer_list_name(same_kept(desk), arena));
		heading->right = arena_printf(
		    arena, _("goes into it: %s"), customer_list_name(same_gone(desk), arena));
		heading->enter = _("keep the other");
		for (size_t i = 0; i < customer_record.count; i++)
			if (merge_field(&customer_record.fields[i]))
				field_row(desk, page, &customer_record.fields[i]);
	}
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *reason = page_field(page, same_reason_field, _("Why one person?"),
	    typed_text(desk, same_reason_field), 200);
	reason->enter = _("next");
	struct item *act = page_row(page, "merge", NULL, _("Make them one person"));
	act->number = PAGE_UNNUMBERED;
	act->enter = _("merge");
	page->pick = _("choose");
}
