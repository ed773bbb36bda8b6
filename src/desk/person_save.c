/* Saving the form of a person: what was typed is checked field by field, then a new record or a
 * change is made of it; a refused change comes back into the form. */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/twins.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct form {
	const char *title, *given, *family, *born, *phone, *line, *town, *postcode, *district,
	    *uprn;
};

static bool
fault(struct desk *desk, const char *field, const char *sentence)
{
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, sentence);
	desk_focus(desk, field);
	desk_say(desk, TONE_WARN, "%s", sentence);
	return false;
}

static const char *
trimmed(struct desk *desk, const char *field)
{
	struct arena *arena = &desk->effects.arena;
	char *text = text_trim(arena_strdup(arena, person_value(desk, field, arena)));
	return *text ? text : NULL;
}

static bool
read_born(struct desk *desk, struct form *form)
{
	struct date today = london_of(desk->now).date, born;
	const char *typed = trimmed(desk, "person.born");
	if (!typed)
		return true;
	if (!date_read(typed, today, &born))
		return fault(desk, "person.born",
		    _("This is not a date. Write it as 14 3 1949 or 14 Mar 1949."));
	if (date_compare(born, today) > 0)
		return fault(desk, "person.born", _("This day is still to come."));
	if (born.year < today.year - 130)
		return fault(desk, "person.born", _("Nobody is that old: look at the year."));
	char text[11];
	date_format(text, born);
	form->born = arena_strdup(&desk->effects.arena, text);
	return true;
}

static bool
read_form(struct desk *desk, struct form *form)
{
	struct arena *arena = &desk->effects.arena;
	char phone[20], postcode[9];
	person_take_apart(desk, "person");
	*form = (struct form){.title = trimmed(desk, "person.title"),
	    .given = trimmed(desk, "person.given"),
	    .family = trimmed(desk, "person.family"),
	    .line = trimmed(desk, "person.line"),
	    .town = trimmed(desk, "person.town"),
	    .uprn = trimmed(desk, "person.uprn")};
	if (!form->family)
		return fault(desk, "person.family", _("A surname is needed."));
	if (!read_born(desk, form))
		return false;
	const char *typed = trimmed(desk, "person.phone");
	if (typed && !phone_normal(typed, phone))
		return fault(desk, "person.phone",
		    _("This is not a telephone number. Write it with its area code."));
	form->phone = typed ? arena_strdup(arena, phone) : NULL;
	typed = trimmed(desk, "person.postcode");
	if (typed && !postcode_normal(typed, postcode))
		return fault(
		    desk, "person.postcode", _("This is not a postcode. Write it as PR7 1AB."));
	form->postcode = typed ? arena_strdup(arena, postcode) : NULL;
	if ((form->town || form->postcode) && !form->line)
		return fault(desk, "person.line", _("The house and the street are missing."));
	typed = trimmed(desk, "person.district");
	const struct council *council = council_by_name(desk, typed);
	if (typed && !council)
		return fault(desk, "person.district",
		    _("There is no district of that name. Leave it empty when it is not known."));
	form->district = council ? council->id : NULL;
	return true;
}

static struct customer *
build(struct desk *desk, const struct form *form)
{
	struct arena *arena = &desk->effects.arena;
	struct customer *customer = arena_alloc(arena, sizeof *customer);
	customer->id = desk_id(desk);
	customer->kind = "person";
	customer->born = form->born;
	struct person_name *name = list_add(arena, &customer->names, &person_name_record);
	*name = (struct person_name){.id = desk_id(desk),
	    .kind = "current",
	    .title = form->title,
	    .given = form->given,
	    .family = form->family};
	if (form->phone) {
		struct phone *phone = list_add(arena, &customer->phones, &phone_record);
		*phone = (struct phone){.id = desk_id(desk),
		    .kind = strncmp(form->phone, "+447", 4) == 0 ? "mobile" : "home",
		    .number = form->phone};
	}
	if (form->line) {
		struct address *address = list_add(arena, &customer->addresses, &address_record);
		*address = (struct address){.id = desk_id(desk),
		    .kind = "home",
		    .line = form->line,
		    .town = form->town,
		    .postcode = form->postcode,
		    .uprn = form->uprn,
		    .district = form->district};
	}
	return customer;
}

static void
save_new(struct desk *desk, const struct form *form)
{
	const struct customer *customer = build(desk, form);
	struct hand *hand = contact_for(desk, customer->id);
	struct work *work = hand->work;
	work->new_customer = record_copy(&hand->arena, &customer_record, customer);
	work->customer = work->new_customer->id;
	work->known = NULL;
	hand->page = NULL;
	work->label = customer_list_name(work->new_customer, &hand->arena);
	contact_send(desk, hand);
	contact_keep(desk, hand);
	/* Whether the CRM has them already, nobody could see. */
	if (!desk_reaches(desk) || desk->matches_asked || !typed_text(desk, "person.matched"))
		twins_note(desk, work->new_customer);
	typed_drop_under(desk, "person.");
	contact_show(desk);
}

static bool
differ(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") != 0;
}

/* What is now, with the form's values in the first name, number and home address. */
static struct customer *
changed_copy(struct desk *desk, const struct customer *was, const struct form *form)
{
	struct arena *arena = &desk->effects.arena;
	struct customer *now = record_copy(arena, &customer_record, was);
	now->born = form->born;
	if (!now->names.count)
		*(struct person_name *)list_add(arena, &now->names, &person_name_record) =
		    (struct person_name){.id = desk_id(desk), .kind = "current"};
	struct person_name *name = LIST_AT(struct person_name, &now->names, 0);
	name->title = form->title;
	name->given = form->given;
	name->family = form->family;
	if (form->phone && !now->phones.count)
		*(struct phone *)list_add(arena, &now->phones, &phone_record) =
		    (struct phone){.id = desk_id(desk),
			.kind = strncmp(form->phone, "+447", 4) == 0 ? "mobile" : "home"};
	if (form->phone) {
		struct phone *phone = LIST_AT(struct phone, &now->phones, 0);
		if (!text_same(phone->number, form->phone) &&
		    (text_same(phone->kind, "home") || text_same(phone->kind, "mobile")))
			phone->kind = strncmp(form->phone, "+447", 4) == 0 ? "mobile" : "home";
		phone->number = form->phone;
	} else if (now->phones.count) /* emptied: it is hers no more */
		list_remove(&now->phones, &phone_record, 0);
	if (form->line && !now->addresses.count)
		*(struct address *)list_add(arena, &now->addresses, &address_record) =
		    (struct address){.id = desk_id(desk), .kind = "home"};
	struct address *address = (struct address *)(uintptr_t)customer_address(now);
	if (form->line && address) {
		bool moved =
		    differ(address->line, form->line) || differ(address->postcode, form->postcode);
		address->line = form->line;
		address->town = form->town;
		address->postcode = form->postcode;
		address->district = form->district;
		address->uprn = moved ? form->uprn : address->uprn;
	} else if (address) {
		list_remove(&now->addresses, &address_record,
		    (size_t)(address - (struct address *)now->addresses.items));
	}
	return now;
}

/* What was typed stays until the CRM has taken it. */
static void
remember(struct desk *desk, const char *operation, const char *customer)
{
	struct arena *arena = &desk->effects.arena;
	typed_set(desk, arena_printf(arena, "sent.%s.of", operation), customer, false);
	for (size_t i = 0; i < person_field_count; i++) {
		const char *field = person_fields[i].field;
		const char *typed = typed_text(desk, field);
		const char *known = person_known(desk, field, arena);
		if (typed && strcmp(typed, known ? known : "") != 0)
			typed_set(desk, arena_printf(arena, "sent.%s.%s", operation, field),
			    arena_strdup(arena, typed), false);
	}
}

void
person_mend(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	const char *of = typed_text(desk, arena_printf(arena, "sent.%s.of", operation));
	if (!of || detail_mend(desk, operation))
		return;
	of = arena_strdup(arena, of);
	if (!desk->hand || !text_same(desk->hand->work->customer, of))
		contact_person(desk, &(struct candidate){.id = of, .name = ""});
	typed_drop_under(desk, "person.");
	typed_set(desk, "person.of", of, false);
	for (size_t i = 0; i < person_field_count; i++) {
		const char *typed = typed_text(
		    desk, arena_printf(arena, "sent.%s.%s", operation, person_fields[i].field));
		if (typed)
			typed_set(desk, person_fields[i].field, arena_strdup(arena, typed), false);
	}
	typed_drop_under(desk, arena_printf(arena, "sent.%s", operation));
	typed_set(desk, PERSON_MENDED, "1", false);
	desk_go(desk, SCREEN_CUSTOMER, NULL);
	person_mend_on(desk, desk->hand);
}

void
person_mend_on(struct desk *desk, const struct hand *hand)
{
	if (hand == desk->hand && hand_customer(hand) && desk_screen(desk) == SCREEN_CUSTOMER &&
	    typed_text(desk, PERSON_MENDED) &&
	    text_same(typed_text(desk, "person.of"), hand->work->customer))
		person_begin(desk, true);
}

const char *
person_theirs(const struct desk *desk, const char *field, struct arena *arena)
{
	const char *typed = typed_text(desk, field), *known = person_known(desk, field, arena);
	if (!typed || !typed_text(desk, PERSON_MENDED) || strcmp(typed, known ? known : "") == 0)
		return NULL;
	return known ? known : "";
}

bool
customer_send(struct desk *desk, const struct customer *next, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	struct hand *hand = desk->hand;
	const struct customer *old = hand_customer(hand);
	struct customer_change *change = arena_alloc(arena, sizeof *change);
	change->id = old->id;
	change->was = arena_alloc(arena, sizeof *change->was);
	change->now = arena_alloc(arena, sizeof *change->now);
	size_t count = 0;
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct field *field = &customer_record.fields[i];
		struct record one = {.name = customer_record.name,
		    .size = customer_record.size,
		    .fields = field,
		    .count = 1};
		if (field->flags & FIELD_READ_ONLY || record_equal(&one, old, next))
			continue;
		record_copy_into(arena, &one, change->was, old);
		record_copy_into(arena, &one, change->now, next);
		count++;
	}
	if (!count)
		return false;
	struct customer *copy = record_copy(&hand->arena, &customer_record, next);
	if (hand->work->new_customer)
		hand->work->new_customer = copy;
	else
		hand->work->known = copy;
	contact_keep(desk, hand);
	struct request request = {.route = ROUTE_CHANGE_CUSTOMER,
	    .class = REQUEST_WRITE,
	    .params = {change->id},
	    .operation = operation,
	    .chain = hand->work->id,
	    .body = change};
	outbox_send(desk, &request,
	    arena_printf(arena, _("Change of %s"), customer_list_name(next, arena)));
	return true;
}

static void
save_change(struct desk *desk, const struct form *form)
{
	const struct customer *old = hand_customer(desk->hand);
	const struct customer *next = changed_copy(desk, old, form);
	const char *operation = desk_id(desk);
	bool changed = !record_equal(&customer_record, old, next);
	if (changed)
		remember(desk, operation, old->id);
	typed_drop_under(desk, "person.");
	desk_back(desk);
	if (changed && customer_send(desk, next, operation))
		desk_say(desk, TONE_GOOD, "%s", _("Changed."));
	else
		desk_say(desk, TONE_PLAIN, "%s", _("Nothing was changed."));
}

void
person_save(struct desk *desk)
{
	struct form form;
	if (!read_form(desk, &form))
		return;
	if (person_editing(desk))
		save_change(desk, &form);
	else
		save_new(desk, &form);
}
