/*
 * The form of a person, new or changed. What was typed to look for them is filled in; an address in
 * one line is taken apart; people who may be the same are shown beside it.
 */
#include "base/alloc.h"
#include "desk/state.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const struct person_field person_fields[] = {
    {"person.title", N_("Title"), 40},
    {"person.given", N_("First names"), 120},
    {"person.family", N_("Surname"), 120},
    {"person.born", N_("Born"), 20},
    {"person.phone", N_("Telephone"), 30},
    {"person.line", N_("Address"), 200},
    {"person.town", N_("Town"), 80},
    {"person.postcode", N_("Postcode"), 9},
    {"person.district", N_("District"), 60},
};
const size_t person_field_count = sizeof person_fields / sizeof *person_fields;

static bool
same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

bool
person_has_field(const char *field)
{
	for (size_t i = 0; i < person_field_count; i++)
		if (same(person_fields[i].field, field))
			return true;
	return false;
}

static bool
editing(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_PERSON && same(desk_subject(desk), "edit");
}

static const struct council *
council_by_name(const struct desk *desk, const char *name)
{
	if (!desk->partnership || text_blank(name))
		return NULL;
	const struct council *found = NULL;
	LIST_EACH(struct council, council, &desk->partnership->councils)
	{
		if (same(council->tier, "county"))
			continue;
		if (word_equal(council->id, name) ||
		    (council->short_name && word_equal(council->short_name, name)))
			return council;
		const char *names[] = {council->short_name, council->name, council->id};
		for (int i = 0; i < 3; i++)
			if (names[i] && strncasecmp(names[i], name, strlen(name)) == 0)
				found = council;
	}
	return found;
}

/* ---- values ---- */

static const char *
known_value(const struct desk *desk, const char *field, struct arena *arena)
{
	const struct customer *customer = editing(desk) ? hand_customer(desk->hand) : NULL;
	if (!customer)
		return NULL;
	const struct person_name *name =
	    customer->names.count ? LIST_AT(struct person_name, &customer->names, 0) : NULL;
	const struct address *address = customer_address(customer);
	char words[40];
	struct date born;
	if (same(field, "person.title"))
		return name ? name->title : NULL;
	if (same(field, "person.given"))
		return name ? name->given : NULL;
	if (same(field, "person.family"))
		return name ? name->family : NULL;
	if (same(field, "person.born") && customer->born && date_parse(customer->born, &born)) {
		date_words(words, sizeof words, born);
		return arena_strdup(arena, words);
	}
	if (same(field, "person.phone") && customer->phones.count) {
		phone_words(
		    LIST_AT(struct phone, &customer->phones, 0)->number, words, sizeof words);
		return arena_strdup(arena, words);
	}
	if (same(field, "person.line"))
		return address ? address->line : NULL;
	if (same(field, "person.town"))
		return address ? address->town : NULL;
	if (same(field, "person.postcode"))
		return address ? address->postcode : NULL;
	if (same(field, "person.district"))
		return address ? council_short(desk, address->district) : NULL;
	if (same(field, "person.uprn"))
		return address ? address->uprn : NULL;
	return NULL;
}

/* A district is proposed where the town has its name, never guessed: cases would go astray. */
static const char *
likely_district(const struct desk *desk, struct arena *arena)
{
	const char *town = person_value(desk, "person.town", arena);
	const struct council *council = council_by_name(desk, town);
	return council && council->short_name && word_equal(council->short_name, town)
		   ? council->short_name
		   : NULL;
}

const char *
person_value(const struct desk *desk, const char *field, struct arena *arena)
{
	const char *typed = typed_text(desk, field);
	if (typed)
		return typed;
	const char *known = known_value(desk, field, arena);
	if (!known && same(field, "person.district") &&
	    !text_blank(person_value(desk, "person.line", arena)))
		known = likely_district(desk, arena);
	return known ? known : "";
}

/* ---- beginning ---- */

/* "Sally Ann Webb", "Webb, Sally". */
static void
fill_name(struct desk *desk, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	char *words = text_trim(arena_strdup(arena, text));
	char *comma = strchr(words, ',');
	char *blank = strrchr(words, ' ');
	const char *family = words, *given = NULL;
	if (comma) {
		*comma = '\0';
		given = text_trim(comma + 1);
	} else if (blank) {
		*blank = '\0';
		given = text_trim(words);
		family = blank + 1;
	}
	char *upper = arena_strdup(arena, family);
	if (*upper >= 'a' && *upper <= 'z')
		*upper = (char)(*upper - 'a' + 'A');
	typed_set(desk, "person.family", upper, false);
	if (text_blank(given))
		return;
	upper = arena_strdup(arena, given);
	for (char *c = upper; *c; c++)
		if ((c == upper || c[-1] == ' ') && *c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	typed_set(desk, "person.given", upper, false);
}

static const char *
first_blank(struct desk *desk, const char *past)
{
	bool seen = past == NULL;
	for (size_t i = 0; i < person_field_count; i++) {
		const char *field = person_fields[i].field;
		if (same(field, past)) {
			seen = true;
			continue;
		}
		if (!seen || same(field, "person.title"))
			continue;
		if (text_blank(person_value(desk, field, &desk->effects.arena)))
			return field;
	}
	return NULL;
}

static void
clear_fault(struct desk *desk)
{
	set_text(&desk->fault_field, NULL);
	set_text(&desk->fault, NULL);
}

void
person_begin(struct desk *desk, bool edit)
{
	struct arena *arena = &desk->effects.arena;
	if (edit && !hand_customer(desk->hand))
		return;
	const char *text = typed_text(desk, "home.find");
	text = !edit && text ? arena_strdup(arena, text) : NULL;
	clear_fault(desk);
	if (!edit && desk->hand && desk->hand->work->customer)
		contact_park(desk); /* somebody else is being served now */
	if (!same(typed_text(desk, "person.of"), edit ? desk->hand->work->customer : "new"))
		typed_drop_under(desk, "person.");
	typed_set(desk, "person.of", edit ? desk->hand->work->customer : "new", false);
	if (!text_blank(text))
		switch (text_form(text, london_of(desk->now).date)) {
		case FORM_PHONE:
			typed_set(desk, "person.phone", text, false);
			break;
		case FORM_POSTCODE:
			typed_set(desk, "person.postcode", text, false);
			break;
		case FORM_BORN:
			typed_set(desk, "person.born", text, false);
			break;
		default:
			fill_name(desk, text);
		}
	if (!edit && desk->hand && desk->hand->work->caller && !typed_text(desk, "person.phone"))
		typed_set(desk, "person.phone", desk->hand->work->caller, false);
	desk->matches = (struct list){0};
	desk_go(desk, SCREEN_PERSON, edit ? "edit" : "new");
	const char *blank = first_blank(desk, NULL);
	desk_focus(desk, edit || !blank ? "person.given" : blank);
	person_changed(desk);
}

/* ---- while typing ---- */

void
person_changed(struct desk *desk)
{
	clear_fault(desk);
	struct arena *arena = &desk->effects.arena;
	const char *family = person_value(desk, "person.family", arena);
	const char *given = person_value(desk, "person.given", arena);
	const char *postcode = person_value(desk, "person.postcode", arena);
	const char *query = arena_printf(
	    arena, "%s%s%s%s%s", given, *given ? " " : "", family, *postcode ? " " : "", postcode);
	if (editing(desk) || !desk_reaches(desk) || strlen(family) < 2 ||
	    same(query, typed_text(desk, "person.matched")))
		return;
	typed_set(desk, "person.matched", query, false);
	struct request *request =
	    desk_ask(desk, ROUTE_FIND_CUSTOMERS, REQUEST_SEARCH, ASKED_MATCHES, NULL);
	request->query[0].name = "q";
	request->query[0].value = query;
	desk->matches_asked = request->number;
}

void
person_matches(struct desk *desk, const struct reply *reply)
{
	if (reply->number != desk->matches_asked)
		return;
	desk->matches_asked = 0;
	const struct candidate_page *page = reply->body;
	arena_release(&desk->matches_arena);
	arena_init(&desk->matches_arena);
	desk->matches = (struct list){0};
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	LIST_EACH(struct candidate, person, &page->items)
	record_copy_into(&desk->matches_arena, &candidate_record,
	    list_add(&desk->matches_arena, &desk->matches, &candidate_record), person);
}

/* "14 Union Street, Chorley PR7 1AB" in one line: the town and postcode go to their fields. */
static void
take_apart(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const char *typed = typed_text(desk, "person.line");
	char postcode[9];
	if (text_blank(typed))
		return;
	char *line = text_trim(arena_strdup(arena, typed));
	char *outward = strrchr(line, ' ');
	if (!outward)
		return;
	char *inward = outward;
	while (inward > line && inward[-1] != ' ' && inward[-1] != ',')
		inward--;
	char *tail = postcode_normal(outward + 1, postcode) ? outward + 1
		     : postcode_normal(inward, postcode)    ? inward
							    : NULL;
	if (!tail)
		return;
	typed_set(desk, "person.postcode", postcode, false);
	while (tail > line && (tail[-1] == ' ' || tail[-1] == ','))
		tail--;
	*tail = '\0';
	char *comma = strrchr(line, ',');
	if (comma) {
		*comma = '\0';
		typed_set(desk, "person.town", text_trim(comma + 1), false);
	}
	typed_set(desk, "person.line", text_trim(line), false);
}

/* ---- picking ---- */

static void
take_property(struct desk *desk, const struct property *property)
{
	typed_set(desk, "person.line", property->line ? property->line : "", false);
	typed_set(desk, "person.town", property->town ? property->town : "", false);
	typed_set(desk, "person.postcode", property->postcode ? property->postcode : "", false);
	if (property->district)
		typed_set(desk, "person.district", council_short(desk, property->district), false);
	typed_set(desk, "person.uprn", property->id, false);
}

void
person_pick(struct desk *desk, const char *item, const char *text)
{
	if (same(item, "save")) {
		person_save(desk);
		return;
	}
	if (strncmp(item, "match:", 6) == 0) {
		const struct candidate *found =
		    list_find(&desk->matches, &candidate_record, item + 6);
		if (!found)
			return;
		const struct candidate *person =
		    record_copy(&desk->effects.arena, &candidate_record, found);
		typed_drop_under(desk, "person.");
		contact_person(desk, person);
		return;
	}
	const struct property *property = same(item, "person.line")
					      ? places_sole(desk, "person.line", text)
					      : places_pick(desk, "person.line", item);
	if (property) {
		take_property(desk, property);
		item = "person.line";
	}
	if (same(item, "person.line"))
		take_apart(desk);
	if (strncmp(item, "person.", 7) != 0)
		return;
	const char *next = first_blank(desk, item);
	if (editing(desk) && !next) { /* everything is filled: Enter goes down the form */
		size_t at = 0;
		while (at < person_field_count && !same(person_fields[at].field, item))
			at++;
		next = at + 1 < person_field_count ? person_fields[at + 1].field : NULL;
	}
	desk_focus(desk, next ? next : "save");
	person_changed(desk);
}

/* ---- saving ---- */

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
	take_apart(desk);
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
	struct hand *hand = contact_begin(desk);
	struct work *work = hand->work;
	work->new_customer = record_copy(&hand->arena, &customer_record, customer);
	work->customer = work->new_customer->id;
	work->known = NULL;
	hand->page = NULL;
	work->label = customer_list_name(work->new_customer, &hand->arena);
	contact_send(desk, hand);
	contact_keep(desk, hand);
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
		if (!same(phone->number, form->phone) &&
		    (same(phone->kind, "home") || same(phone->kind, "mobile")))
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
		const char *known = known_value(desk, field, arena);
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
	if (!of)
		return;
	of = arena_strdup(arena, of);
	if (!desk->hand || !same(desk->hand->work->customer, of))
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
	if (hand_customer(desk->hand))
		person_begin(desk, true);
}

static void
save_change(struct desk *desk, const struct form *form)
{
	struct arena *arena = &desk->effects.arena;
	struct hand *hand = desk->hand;
	const struct customer *old = hand_customer(hand);
	const struct customer *next = changed_copy(desk, old, form);
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
	const char *operation = desk_id(desk);
	if (count)
		remember(desk, operation, old->id);
	typed_drop_under(desk, "person.");
	desk_back(desk);
	if (!count) {
		desk_say(desk, TONE_PLAIN, "%s", _("Nothing was changed."));
		return;
	}
	struct customer *copy = record_copy(&hand->arena, &customer_record, next);
	if (hand->work->new_customer)
		hand->work->new_customer = copy;
	else
		hand->work->known = copy;
	contact_keep(desk, hand);
	struct request request = {.route = ROUTE_CHANGE_CUSTOMER,
	    .class = REQUEST_WRITE,
	    .params = {old->id},
	    .operation = operation,
	    .chain = hand->work->id,
	    .body = change};
	outbox_send(desk, &request,
	    arena_printf(arena, _("Change of %s"), customer_list_name(next, arena)));
	desk_say(desk, TONE_GOOD, "%s", _("Changed."));
}

void
person_save(struct desk *desk)
{
	struct form form;
	if (!read_form(desk, &form))
		return;
	if (editing(desk))
		save_change(desk, &form);
	else
		save_new(desk, &form);
}
