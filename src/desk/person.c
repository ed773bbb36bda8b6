/*
 * The form of a person, new or changed. What was typed to look for them is filled in; an address in
 * one line is taken apart; people who may be the same are shown beside it.
 */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/signin.h"
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

bool
person_has_field(const char *field)
{
	for (size_t i = 0; i < person_field_count; i++)
		if (text_same(person_fields[i].field, field))
			return true;
	return false;
}

bool
person_is_filled(const struct desk *desk)
{
	for (size_t i = 0; i < person_field_count; i++)
		if (!text_blank(typed_text(desk, person_fields[i].field)))
			return true;
	return false;
}

bool
person_editing(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_PERSON && text_same(desk_subject(desk), "edit");
}

static const struct council *
named(const struct desk *desk, const char *name, bool counties)
{
	char today[11];
	if (!desk->partnership || text_blank(name))
		return NULL;
	const struct council *found = NULL;
	date_format(today, london_of(desk->now).date);
	LIST_EACH(struct council, council, &desk->partnership->councils)
	{
		if ((text_same(council->tier, "county") && !counties) ||
		    text_same(council->tier, "parish") || (council->outside && counties) ||
		    (council->from && strcmp(today, council->from) < 0) ||
		    (council->until && strcmp(council->until, today) <= 0))
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

const struct council *
council_by_name(const struct desk *desk, const char *name)
{
	return named(desk, name, false);
}

const struct council *
council_rung(const struct desk *desk, const char *name)
{
	return named(desk, name, true);
}

/* ---- values ---- */

const char *
person_known(const struct desk *desk, const char *field, struct arena *arena)
{
	const struct customer *customer = person_editing(desk) ? hand_customer(desk->hand) : NULL;
	if (!customer)
		return NULL;
	const struct person_name *name =
	    customer->names.count ? LIST_AT(struct person_name, &customer->names, 0) : NULL;
	const struct address *address = customer_address(customer);
	char words[40];
	struct date born;
	if (text_same(field, "person.title"))
		return name ? name->title : NULL;
	if (text_same(field, "person.given"))
		return name ? name->given : NULL;
	if (text_same(field, "person.family"))
		return name ? name->family : NULL;
	if (text_same(field, "person.born") && customer->born &&
	    date_parse(customer->born, &born)) {
		date_words(words, sizeof words, born);
		return arena_strdup(arena, words);
	}
	if (text_same(field, "person.phone") && customer->phones.count) {
		phone_words(
		    LIST_AT(struct phone, &customer->phones, 0)->number, words, sizeof words);
		return arena_strdup(arena, words);
	}
	if (text_same(field, "person.line"))
		return address ? address->line : NULL;
	if (text_same(field, "person.town"))
		return address ? address->town : NULL;
	if (text_same(field, "person.postcode"))
		return address ? address->postcode : NULL;
	if (text_same(field, "person.district"))
		return address ? council_short(desk, address->district) : NULL;
	if (text_same(field, "person.uprn"))
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
	const char *known = person_known(desk, field, arena);
	if (!known && text_same(field, "person.district") &&
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

static bool
has_letter(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80 || (*text >= 'A' && *text <= 'Z') ||
		    (*text >= 'a' && *text <= 'z'))
			return true;
	return false;
}

static const char *
first_blank(struct desk *desk, const char *past)
{
	bool seen = past == NULL;
	for (size_t i = 0; i < person_field_count; i++) {
		const char *field = person_fields[i].field;
		if (text_same(field, past)) {
			seen = true;
			continue;
		}
		if (!seen || text_same(field, "person.title"))
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

static void
forget_matches(struct desk *desk)
{
	arena_release(&desk->matches_arena);
	arena_init(&desk->matches_arena);
	desk->matches = (struct list){0};
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
	if (!text_same(typed_text(desk, "person.of"), edit ? desk->hand->work->customer : "new"))
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
			if (has_letter(text)) /* a number of no known form is nobody's name */
				fill_name(desk, text);
		}
	if (!edit && desk->hand && desk->hand->work->caller && !typed_text(desk, "person.phone"))
		typed_set(desk, "person.phone", desk->hand->work->caller, false);
	desk->matches_asked = 0;
	forget_matches(desk);
	typed_drop(desk, "person.matched"); /* who it was like is asked anew */
	desk_go(desk, SCREEN_PERSON, edit ? "edit" : "new");
	const char *blank = first_blank(desk, NULL);
	desk_focus(desk, edit || !blank ? "person.given" : blank);
	person_changed(desk);
}

/* ---- while typing ---- */

/* What of the form tells who it is; null when that is too little to look for anybody. */
static const struct alike_query *
written_so_far(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct alike_query *query = arena_alloc(arena, sizeof *query);
	char phone[20], postcode[9], day[11];
	struct date born;
	query->given = person_value(desk, "person.given", arena);
	query->family = person_value(desk, "person.family", arena);
	query->line = person_value(desk, "person.line", arena);
	query->town = person_value(desk, "person.town", arena);
	if (phone_normal(person_value(desk, "person.phone", arena), phone))
		query->phone = arena_strdup(arena, phone);
	if (postcode_normal(person_value(desk, "person.postcode", arena), postcode))
		query->postcode = arena_strdup(arena, postcode);
	if (date_read(person_value(desk, "person.born", arena), london_of(desk->now).date, &born)) {
		date_format(day, born);
		query->born = arena_strdup(arena, day);
	}
	bool named = strlen(query->family) >= 2;
	bool numbered = query->phone || query->born;
	bool lives = query->postcode && !text_blank(query->line);
	return named || numbered || lives ? query : NULL;
}

/* Likely matches are looked for with every key that says something new of who it is. One search is
 * in flight; its answer counts only while nothing newer was asked. */
static void
look_for_matches(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	if (person_editing(desk) || !desk_reaches(desk))
		return;
	const struct alike_query *query = written_so_far(desk);
	if (!query) {
		desk->matches_asked = 0;
		typed_drop(desk, "person.matched");
		forget_matches(desk);
		return;
	}
	const char *said = arena_printf(arena, "%s|%s|%s|%s|%s|%s|%s", query->given, query->family,
	    query->born ? query->born : "", query->phone ? query->phone : "", query->line,
	    query->town, query->postcode ? query->postcode : "");
	if (text_same(said, typed_text(desk, "person.matched")))
		return;
	typed_set(desk, "person.matched", said, true); /* asked anew after a restart */
	struct request *request = desk_ask(desk, ROUTE_ALIKE, REQUEST_SEARCH, ASKED_MATCHES, NULL);
	request->body = query;
	desk->matches_asked = request->number;
}

void
person_changed(struct desk *desk)
{
	clear_fault(desk);
	look_for_matches(desk);
}

void
person_return(struct desk *desk)
{
	const char *blank = first_blank(desk, NULL);
	desk_focus(desk, blank ? blank : "save");
}

void
person_look_again(struct desk *desk)
{
	if (desk_screen(desk) != SCREEN_PERSON || desk->matches.count)
		return;
	typed_drop(desk, "person.matched");
	look_for_matches(desk);
}

void
person_matches(struct desk *desk, const struct reply *reply)
{
	if (reply->number != desk->matches_asked)
		return;
	desk->matches_asked = 0;
	const struct alike_page *page = reply->body;
	forget_matches(desk);
	if (reply->problem != PROBLEM_NONE || !page) {
		typed_drop(desk, "person.matched"); /* nobody has looked */
		return;
	}
	LIST_EACH(struct alike, alike, &page->items)
	record_copy_into(&desk->matches_arena, &alike_record,
	    list_add(&desk->matches_arena, &desk->matches, &alike_record), alike);
}

void
person_same(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct alike *first = desk->matches.items;
	if (desk->matches.count == 1)
		person_pick(desk, arena_printf(arena, "match:%s", first->id), NULL);
	else if (first)
		desk_focus(desk, arena_printf(arena, "match:%s", first->id));
}

/* "14 Union Street, Chorley PR7 1AB" in one line: the town and postcode go to their fields. */
void
person_take_apart(struct desk *desk, const char *form)
{
	struct arena *arena = &desk->effects.arena;
	const char *typed = typed_text(desk, arena_printf(arena, "%s.line", form));
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
	typed_set(desk, arena_printf(arena, "%s.postcode", form), postcode, false);
	while (tail > line && (tail[-1] == ' ' || tail[-1] == ','))
		tail--;
	*tail = '\0';
	char *comma = strrchr(line, ',');
	if (comma) {
		*comma = '\0';
		typed_set(desk, arena_printf(arena, "%s.town", form), text_trim(comma + 1), false);
	}
	typed_set(desk, arena_printf(arena, "%s.line", form), text_trim(line), false);
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
	if (text_same(item, "save")) {
		person_save(desk);
		return;
	}
	if (strncmp(item, "theirs:", 7) == 0) {
		typed_drop(desk, item + 7);
		return;
	}
	if (strncmp(item, "match:", 6) == 0) {
		const struct alike *found = list_find(&desk->matches, &alike_record, item + 6);
		if (!found || !found->person)
			return;
		/* What was typed stays in the form: Esc comes back to it. */
		contact_person(
		    desk, record_copy(&desk->effects.arena, &candidate_record, found->person));
		return;
	}
	const struct property *property = text_same(item, "person.line")
					      ? places_sole(desk, "person.line", text)
					      : places_pick(desk, "person.line", item);
	if (property) {
		take_property(desk, property);
		item = "person.line";
	}
	if (text_same(item, "person.line"))
		person_take_apart(desk, "person");
	if (strncmp(item, "person.", 7) != 0)
		return;
	const char *next = first_blank(desk, item);
	if (person_editing(desk) && !next) { /* everything is filled: Enter goes down the form */
		size_t at = 0;
		while (at < person_field_count && !text_same(person_fields[at].field, item))
			at++;
		next = at + 1 < person_field_count ? person_fields[at + 1].field : NULL;
	}
	desk_focus(desk, next ? next : "save");
	person_changed(desk);
}
