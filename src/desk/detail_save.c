/* Saving a detail of a customer: each field is checked by the record's own table, the customer with
 * the item new, changed or ended is sent as any change of theirs is; a refused one comes back into
 * its form beside what the CRM has. */
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"

#include <string.h>

static bool
fault(struct desk *desk, const char *field, const char *sentence)
{
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, sentence);
	desk_focus(desk, field);
	desk_say(desk, TONE_WARN, "%s", sentence);
	return false;
}

bool
detail_needed(const struct detail_form *form, const struct field *field, const void *item)
{
	if (field->flags & FIELD_REQUIRED)
		return true;
	for (size_t i = 0; i < sizeof form->kind->needed / sizeof *form->kind->needed; i++)
		if (text_same(form->kind->needed[i], field->name))
			return !(text_same(field->name, "name") &&
				 form->kind->record == &relation_record && item &&
				 ((const struct relation *)item)->customer);
	return form->ending;
}

static bool
set_choice(
    struct desk *desk, const char *draft, const struct field *field, const char *typed, void *item)
{
	const char *choice = detail_choice(field, typed);
	if (!choice)
		return fault(
		    desk, draft, _("None of these fits: type its number or how it begins."));
	if (field->type == FIELD_BOOL)
		*(bool *)(void *)((char *)item + field->offset) = text_same(choice, "yes");
	else
		field_set_string(field, item, choice);
	return true;
}

/* A review is to come; an end that is set now, too. */
static bool
set_day(
    struct desk *desk, const char *draft, const struct field *field, const char *typed, void *item)
{
	struct date day, today = london_of(desk->now).date;
	char text[11];
	if (!detail_day(typed, today, &day))
		return fault(
		    desk, draft, _("This is not a day. Write it as 1 Mar 2027 or 6 months."));
	date_format(text, day);
	bool review = text_same(field->name, "review_by");
	bool end = text_same(field->name, "until") && !text_same(field_string(field, item), text);
	if ((review || end) && date_compare(day, today) < 0)
		return fault(desk, draft, _("This day is past."));
	field_set_string(field, item, arena_strdup(&desk->effects.arena, text));
	return true;
}

static bool
read_field(struct desk *desk, const struct detail_form *form, size_t nth, void *item)
{
	struct arena *arena = &desk->effects.arena;
	const struct field *field = record_field(form->kind->record, form->names[nth]);
	char *typed = text_trim(arena_strdup(arena, detail_value(desk, form, nth, arena)));
	const char *draft = form->fields[nth];
	if (!*typed) {
		if (detail_needed(form, field, item))
			return fault(desk, draft,
			    arena_printf(arena, _("%s: this is needed."), _(field->label)));
		if (field->type != FIELD_BOOL)
			field_set_string(field, item, NULL);
		return true;
	}
	if (detail_choices(field) && strcmp(typed, DETAIL_NONE) == 0 &&
	    !detail_needed(form, field, item)) {
		field_set_string(field, item, NULL);
		return true;
	}
	if (detail_choices(field))
		return set_choice(desk, draft, field, typed, item);
	if (field->type == FIELD_DATE)
		return set_day(desk, draft, field, typed, item);
	field_set_string(field, item, typed);
	return true;
}

/* ---- the customer as they are to be ---- */

static struct list *
list_of(const struct detail_kind *kind, struct customer *customer)
{
	return (struct list *)(void *)((char *)customer +
				       record_field(&customer_record, kind->list)->offset);
}

static void
set_named(const struct record *record, void *item, const char *name, const char *value)
{
	const struct field *field = record_field(record, name);
	if (field)
		field_set_string(field, item, value);
}

/* A new one, signed here until the CRM signs it. */
static void *
new_item(struct desk *desk, const struct detail_kind *kind, struct customer *next)
{
	void *item = list_add(&desk->effects.arena, list_of(kind, next), kind->record);
	const struct field *at = record_field(kind->record, "at");
	field_set_string(&kind->record->fields[0], item, desk_id(desk));
	set_named(kind->record, item, "kind", kind->only);
	set_named(kind->record, item, "author", desk->session ? desk->session->user : NULL);
	if (at)
		*(micros *)(void *)((char *)item + at->offset) = desk->now;
	if (kind->record == &identity_check_record)
		set_named(kind->record, item, "contact", desk->hand->work->id);
	return item;
}

/* Where the form's values go: the item as it is, or one more. Of what is only the newest of its
 * kind a change is one more. */
static void *
target(struct desk *desk, const struct detail_form *form, struct customer *next)
{
	const struct detail_kind *kind = form->kind;
	if (!kind->list)
		return next;
	void *item = kind->latest ? NULL : list_find(list_of(kind, next), kind->record, form->id);
	return item ? item : new_item(desk, kind, next);
}

static void
end_item(struct desk *desk, const struct detail_form *form, struct customer *next, void *item)
{
	struct list *list = list_of(form->kind, next);
	char day[11];
	switch (form->kind->ending) {
	case ENDING_DAY:
		date_format(day, date_add(london_of(desk->now).date, -1));
		set_named(
		    form->kind->record, item, "until", arena_strdup(&desk->effects.arena, day));
		break;
	case ENDING_REMOVED:
		list_remove(list, form->kind->record,
		    (size_t)((char *)item - (char *)list->items) / form->kind->record->size);
		break;
	case ENDING_REASON: /* it was read from the form: its last day is today at the latest */
		date_format(day, london_of(desk->now).date);
		set_named(
		    form->kind->record, item, "until", arena_strdup(&desk->effects.arena, day));
		break;
	case ENDING_NONE:
		break;
	}
}

/* ---- sending ---- */

static void
drop_drafts(struct desk *desk, const struct detail_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		typed_drop(desk, form->fields[i]);
	typed_drop(desk, arena_printf(&desk->effects.arena, "detail.%s.%s.%s.mended",
			     desk->hand->work->customer, form->kind->name, form->id));
}

/* What was typed stays until the CRM has taken it. */
static void
remember(struct desk *desk, const struct detail_form *form, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	typed_set(
	    desk, arena_printf(arena, "sent.%s.of", operation), desk->hand->work->customer, false);
	typed_set(
	    desk, arena_printf(arena, "sent.%s.detail", operation), desk_subject(desk), false);
	for (size_t i = 0; i < form->count; i++) {
		const char *typed = typed_text(desk, form->fields[i]);
		if (typed)
			typed_set(desk,
			    arena_printf(arena, "sent.%s.=%s", operation, form->names[i]),
			    arena_strdup(arena, typed), false);
	}
}

void
detail_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct customer *old = hand_customer(desk->hand);
	struct detail_form form;
	if (!old || !detail_form(desk, &form, arena))
		return;
	struct customer *next = record_copy(arena, &customer_record, old);
	void *item = form.ending && !form.item ? NULL : target(desk, &form, next);
	for (size_t i = 0; item && i < form.count; i++)
		if (!read_field(desk, &form, i, item))
			return;
	const char *denied = item ? detail_denied(desk, form.kind, item) : NULL;
	if (denied) {
		fault(desk, form.fields[0], denied);
		return;
	}
	if (form.ending && item)
		end_item(desk, &form, next, item);
	const char *operation = desk_id(desk);
	bool changed = item && !record_equal(&customer_record, old, next);
	if (changed)
		remember(desk, &form, operation);
	drop_drafts(desk, &form);
	desk_back(desk);
	if (changed && customer_send(desk, next, operation))
		desk_say(desk, TONE_GOOD, "%s", form.ending ? _("Ended.") : _("Saved."));
	else
		desk_say(desk, TONE_PLAIN, "%s", _("Nothing was changed."));
}

/* ---- refused ---- */

bool
detail_mend(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	const char *sent = arena_printf(arena, "sent.%s.", operation);
	const char *of = typed_text(desk, arena_printf(arena, "%sof", sent));
	const char *subject = typed_text(desk, arena_printf(arena, "%sdetail", sent));
	if (!of || !subject)
		return false;
	of = arena_strdup(arena, of);
	subject = arena_strdup(arena, subject);
	char *under = arena_strdup(arena, subject);
	for (char *c = under; *c; c++)
		if (*c == '/')
			*c = '.';
	size_t length = strlen(under);
	if (length > 4 && strcmp(under + length - 4, ".end") == 0)
		under[length - 4] = '\0';
	const char *prefix = arena_printf(arena, "detail.%s.%s.", of, under);
	typed_drop_under(desk, prefix);
	typed_move_under(desk, arena_printf(arena, "%s=", sent), prefix);
	typed_set(desk, arena_printf(arena, "%smended", prefix), "1", false);
	typed_drop_under(desk, sent);
	if (!desk->hand || !text_same(desk->hand->work->customer, of))
		contact_person(desk, &(struct candidate){.id = of, .name = ""});
	typed_set(desk, "detail.mend", arena_printf(arena, "%s %s", of, subject), false);
	desk_go(desk, SCREEN_CUSTOMER, NULL);
	detail_mend_on(desk, desk->hand);
	return true;
}

/* The form opens once the customer's record is there. */
void
detail_mend_on(struct desk *desk, const struct hand *hand)
{
	struct arena *arena = &desk->effects.arena;
	const char *mend = typed_text(desk, "detail.mend");
	if (!mend || hand != desk->hand || !hand_customer(hand) ||
	    desk_screen(desk) != SCREEN_CUSTOMER)
		return;
	char *of = arena_strdup(arena, mend), *subject = strchr(of, ' ');
	if (!subject)
		return;
	*subject++ = '\0';
	if (!text_same(of, hand->work->customer))
		return;
	typed_drop(desk, "detail.mend");
	detail_return(desk, subject);
	struct detail_form form;
	if (detail_form(desk, &form, arena))
		desk_focus(desk, form.count ? form.fields[0] : "save");
}

void
detail_forget(struct desk *desk, const char *customer)
{
	if (customer)
		typed_drop_under(desk, arena_printf(&desk->effects.arena, "detail.%s.", customer));
}

void
detail_follow(struct desk *desk, const char *from, const char *to)
{
	struct arena *arena = &desk->effects.arena;
	const char *under = arena_printf(arena, "detail.%s.", to);
	if (typed_any_under(desk, under))
		detail_forget(desk, from);
	else
		typed_move_under(desk, arena_printf(arena, "detail.%s.", from), under);
}

void
detail_identity(struct desk *desk, bool passed)
{
	static const char subject[] = "check/new";
	struct arena *arena = &desk->effects.arena;
	const char *channel = desk->hand->work->channel;
	bool there = text_same(channel, "counter") || text_same(channel, "gateway");
	const char *kind = there ? "document" : "postcode_and_birth";
	const char *prefix =
	    arena_printf(arena, "detail.%s.check.new.", desk->hand->work->customer);
	desk_go(desk, SCREEN_DETAIL, subject);
	typed_set(desk, arena_printf(arena, "%skind", prefix), detail_word(kind), false);
	typed_set(desk, arena_printf(arena, "%spassed", prefix),
	    passed ? _("passed") : _("not passed"), false);
	detail_save(desk);
	if (desk_screen(desk) == SCREEN_DETAILS)
		desk_say(desk, passed ? TONE_GOOD : TONE_WARN, _("Identity: %s, %s."),
		    detail_word(kind), passed ? _("passed") : _("not passed"));
}
