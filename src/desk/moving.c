/*
 * Somebody moves house, told to the desk: the new address with the gazetteer below it, from which
 * day, who of the household comes along, and beforehand who will be told. What is typed is a draft
 * like everything else, and comes back when the CRM refuses it.
 */
#include "desk/moving.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "directory/holds.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

const struct person_field moving_fields[] = {
    {"move.line", N_("New address"), 200},
    {"move.town", N_("Town"), 80},
    {"move.postcode", N_("Postcode"), 9},
    {"move.district", N_("District"), 60},
    {"move.on", N_("Moves on"), 20},
};
const size_t moving_field_count = sizeof moving_fields / sizeof *moving_fields;

enum { DAYS_AHEAD = 366 };

static const struct record moving_told_record = {
    "moving_told", sizeof(struct moving_told), NULL, 0};

bool
moving_shows_field(const char *field)
{
	for (size_t i = 0; i < moving_field_count; i++)
		if (text_same(moving_fields[i].field, field))
			return true;
	return false;
}

bool
moving_has_field(const char *field)
{
	return strncmp(field, "move.", 5) == 0;
}

/* ---- what is in the form ---- */

/* The district in which the typed postcode lies, where there is one alone. */
static const char *
district_of_postcode(const struct desk *desk)
{
	if (desk->postcodes.count != 1 || !text_same(desk->places_field, "move.line"))
		return NULL;
	return council_short(desk, LIST_AT(struct postcode, &desk->postcodes, 0)->district);
}

const char *
moving_value(const struct desk *desk, const char *field)
{
	const char *typed = typed_text(desk, field);
	if (!typed && text_same(field, "move.district"))
		typed = district_of_postcode(desk);
	return typed ? typed : "";
}

static const char *
trimmed(struct desk *desk, const char *field)
{
	char *text = text_trim(arena_strdup(&desk->effects.arena, moving_value(desk, field)));
	return *text ? text : NULL;
}

static const char *
district_id(const struct desk *desk)
{
	const struct council *council = council_by_name(desk, moving_value(desk, "move.district"));
	return council ? council->id : NULL;
}

/* Without a year the nearest: people tell of a move when it is near, before or after. */
static bool
nearest_day(const char *typed, struct date today, struct date *day)
{
	struct arena arena;
	int best = INT_MAX;
	arena_init(&arena);
	for (int year = today.year - 1; year <= today.year + 1; year++) {
		struct date that;
		if (!date_read(arena_printf(&arena, "%s %d", typed, year), today, &that))
			continue;
		int away = abs(date_days(that) - date_days(today));
		if (away < best)
			*day = that;
		best = away < best ? away : best;
	}
	arena_release(&arena);
	return best < INT_MAX;
}

bool
moving_day(const struct desk *desk, struct date *day)
{
	struct date today = london_of(desk->now).date;
	const char *typed = typed_text(desk, "move.on");
	if (text_blank(typed)) {
		*day = today;
		return true;
	}
	/* A year of two figures may be the next one; "today" is today. */
	bool figures = strpbrk(typed, "0123456789") != NULL;
	return date_read(typed, figures ? date_add(today, DAYS_AHEAD) : today, day) ||
	       nearest_day(typed, today, day);
}

static const char *
tick_field(const char *customer, struct arena *arena)
{
	return arena_printf(arena, "move.with.%s", customer);
}

bool
moving_comes(const struct desk *desk, const char *customer, struct arena *arena)
{
	return typed_text(desk, tick_field(customer, arena)) != NULL;
}

bool
moving_may_come(const struct relative *relative)
{
	return text_same(relative->kind, "household") && relative->customer;
}

/* ---- who will be told ---- */

/* As far as the history is loaded. */
static bool
has_had(const struct desk *desk, const char *service)
{
	const struct customer_page *page = desk->hand->page;
	if (!page)
		return false;
	LIST_EACH(struct history_item, item, &page->history)
	if (text_same(item->service, service) && !text_same(item->offer_reply, "no"))
		return true;
	return false;
}

static void
look_at(struct desk *desk, const struct telling *telling, const char *id)
{
	struct moving *moving = &desk->moving;
	struct tell tells[MOST_TELLS];
	const struct service *service = directory_service(desk->directory, id, NULL);
	size_t count = service ? holds_tells(telling, service, tells) : 0;
	for (size_t i = 0; i < count; i++) {
		if (tells[i].sensitive) /* nobody is to see whether it has something */
			continue;
		if (tells[i].if_known && !has_had(desk, id)) {
			moving->others = true;
			continue;
		}
		*(struct moving_told *)list_add(&moving->arena, &moving->told,
		    &moving_told_record) = (struct moving_told){arena_strdup(&moving->arena, id),
		    arena_strdup(&moving->arena, tells[i].council)};
	}
}

/* Looked up when what it hangs on changes, not with every key. */
static void
look_who(struct desk *desk)
{
	struct moving *moving = &desk->moving;
	const struct customer *customer = hand_customer(desk->hand);
	arena_release(&moving->arena);
	arena_init(&moving->arena);
	moving->told = (struct list){0};
	moving->others = false;
	if (!customer || !desk->session)
		return;
	const struct address *home = customer_address(customer);
	struct date day;
	struct telling telling = {.partnership = &desk->councils,
	    .from = home ? home->district : NULL,
	    .to = district_id(desk),
	    .at = desk->session->council,
	    .as = desk_council(desk),
	    .own_only = text_same(customer_shares(customer), "none"),
	    .on = moving_day(desk, &day) ? day : london_of(desk->now).date};
	const char *id;
	for (size_t i = 0; (id = directory_nth(desk->directory, i)); i++)
		if (holds_may(directory_text(desk->directory, id)))
			look_at(desk, &telling, id);
}

/* ---- filling it in ---- */

static void
clear_fault(struct desk *desk)
{
	set_text(&desk->fault_field, NULL);
	set_text(&desk->fault, NULL);
}

void
moving_open(struct desk *desk)
{
	const char *of = desk->hand->work->customer;
	if (!text_same(typed_text(desk, "move.of"), of))
		typed_drop_under(desk, "move.");
	typed_set(desk, "move.of", of, false);
	clear_fault(desk);
	desk_go(desk, SCREEN_MOVING, NULL);
	desk_focus(desk, "move.line");
	look_who(desk);
}

void
moving_recovered(struct desk *desk)
{
	desk_go(desk, SCREEN_MOVING, NULL);
	look_who(desk);
}

void
moving_changed(struct desk *desk, const char *field)
{
	clear_fault(desk);
	/* What was picked is not what stands there any more. */
	if (text_same(field, "move.line") || text_same(field, "move.postcode"))
		typed_drop(desk, "move.uprn");
	if (text_same(field, "move.district") || text_same(field, "move.on"))
		look_who(desk);
}

void
moving_look_again(struct desk *desk)
{
	if (desk->phase == PHASE_WORK && desk_screen(desk) == SCREEN_MOVING)
		look_who(desk);
}

static void
take_property(struct desk *desk, const struct property *property)
{
	typed_set(desk, "move.line", property->line ? property->line : "", false);
	typed_set(desk, "move.town", property->town ? property->town : "", false);
	typed_set(desk, "move.postcode", property->postcode ? property->postcode : "", false);
	if (property->district)
		typed_set(desk, "move.district", council_short(desk, property->district), false);
	typed_set(desk, "move.uprn", property->id, false);
	places_changed(desk, "move.line", NULL);
	look_who(desk);
}

/* The next field that is empty and needed; then the day, then saving. */
static const char *
next_field(const struct desk *desk, const char *after)
{
	if (text_same(after, "move.on"))
		return "save";
	for (size_t i = 0; i + 1 < moving_field_count; i++)
		if (text_blank(moving_value(desk, moving_fields[i].field)) &&
		    !text_same(moving_fields[i].field, after))
			return moving_fields[i].field;
	return "move.on";
}

void
moving_pick(struct desk *desk, const char *item, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	if (text_same(item, "save")) {
		moving_save(desk);
		return;
	}
	if (strncmp(item, "with:", 5) == 0) { /* ticked, or not any more */
		const char *field = tick_field(item + 5, arena);
		if (typed_text(desk, field))
			typed_drop(desk, field);
		else
			typed_set(desk, field, "yes", false);
		desk_focus(desk, "save"); /* where the digits pick the others too */
		return;
	}
	const struct property *property = text_same(item, "move.line")
					      ? places_sole(desk, "move.line", text)
					      : places_pick(desk, "move.line", item);
	if (property) {
		take_property(desk, property);
		item = "move.line";
	} else if (text_same(item, "move.line")) {
		person_take_apart(desk, "move");
	}
	if (moving_has_field(item))
		desk_focus(desk, next_field(desk, item));
}

/* ---- saving ---- */

static bool
fault(struct desk *desk, const char *field, const char *sentence)
{
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, sentence);
	desk_focus(desk, field);
	desk_say(desk, TONE_WARN, "%s", sentence);
	return false;
}

static bool
read_form(struct desk *desk, struct move *move, struct date *day)
{
	struct arena *arena = &desk->effects.arena;
	struct date today = london_of(desk->now).date;
	char postcode[9], date[11];
	person_take_apart(desk, "move");
	move->line = trimmed(desk, "move.line");
	move->town = trimmed(desk, "move.town");
	move->uprn = trimmed(desk, "move.uprn");
	if (!move->line)
		return fault(desk, "move.line", _("The house and the street are missing."));
	const char *typed = trimmed(desk, "move.postcode");
	if (typed && !postcode_normal(typed, postcode))
		return fault(
		    desk, "move.postcode", _("This is not a postcode. Write it as PR7 1AB."));
	move->postcode = typed ? arena_strdup(arena, postcode) : NULL;
	move->district = district_id(desk);
	if (trimmed(desk, "move.district") && !move->district)
		return fault(desk, "move.district",
		    _("There is no district of that name. Leave it empty when it is not known."));
	if (!moving_day(desk, day))
		return fault(desk, "move.on",
		    _("This is not a date. Write it as 1 Dec, or leave it empty for today."));
	if (date_days(*day) > date_days(today) + DAYS_AHEAD)
		return fault(desk, "move.on", _("That is more than a year ahead: say it then."));
	date_format(date, *day);
	move->moved_on = arena_strdup(arena, date);
	return true;
}

static void
add_people(struct desk *desk, struct move *move)
{
	struct arena *arena = &desk->effects.arena;
	if (!desk->hand->page)
		return;
	LIST_EACH(struct relative, relative, &desk->hand->page->relatives)
	if (moving_may_come(relative) && moving_comes(desk, relative->customer, arena))
		*(struct move_person *)list_add(
		    arena, &move->people, &move_person_record) = (struct move_person){
		    .id = desk_id(desk), .customer = relative->customer, .new_id = desk_id(desk)};
}

/* What was typed stays until the CRM has taken it. */
static void
remember(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	size_t count = desk->typed_count;
	for (size_t i = 0; i < count; i++) {
		const char *field = arena_strdup(arena, desk->typed[i].field);
		if (moving_has_field(field))
			typed_set(desk, arena_printf(arena, "sent.%s.%s", operation, field),
			    arena_strdup(arena, desk->typed[i].text), false);
	}
}

/* What the CRM will make of it, so that nobody waits to see it: the same rows with the same ids. */
static void
show_at_once(struct desk *desk, const struct move *move)
{
	struct hand *hand = desk->hand;
	struct work *work = hand->work;
	struct customer *now = record_copy(&hand->arena, &customer_record, hand_customer(hand));
	LIST_EACH(struct address, address, &now->addresses)
	if (text_same(address->kind, "home")) {
		address->kind = "former";
		break;
	}
	list_add(&hand->arena, &now->addresses, &address_record);
	struct address *items = now->addresses.items;
	memmove(items + 1, items, (now->addresses.count - 1) * sizeof *items);
	const struct address home = {.id = move->new_id,
	    .kind = "home",
	    .line = move->line,
	    .town = move->town,
	    .postcode = move->postcode,
	    .uprn = move->uprn,
	    .district = move->district};
	memset(items, 0, sizeof *items);
	record_copy_into(&hand->arena, &address_record, items, &home);
	if (work->new_customer)
		work->new_customer = now;
	else
		work->known = now;
	contact_keep(desk, hand);
}

static void
say_sent(struct desk *desk, const struct date *day, bool today)
{
	char words[40];
	date_words(words, sizeof words, *day);
	if (!today)
		desk_say(desk, TONE_GOOD, _("Kept: they move on %s, and everybody is told then."),
		    words);
	else
		desk_say(desk, TONE_GOOD, "%s",
		    desk_reaches(desk) ? _("Moved: everybody who holds the address is told.")
				       : _("Kept: everybody is told when the line is back."));
}

void
moving_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct customer *customer = hand_customer(desk->hand);
	struct date day;
	struct move *move = arena_alloc(arena, sizeof *move);
	*move = (struct move){0};
	if (!customer || !read_form(desk, move, &day))
		return;
	bool today = date_compare(day, london_of(desk->now).date) <= 0;
	move->id = desk_id(desk);
	move->customer = arena_strdup(arena, customer->id);
	move->contact = arena_strdup(arena, desk->hand->work->id);
	move->as = arena_strdup(arena, desk_council(desk));
	move->new_id = desk_id(desk);
	add_people(desk, move);
	const char *operation = desk_id(desk);
	remember(desk, operation);
	struct request request = {.route = ROUTE_PUT_MOVE,
	    .class = REQUEST_WRITE,
	    .params = {move->id},
	    .operation = operation,
	    .chain = desk->hand->work->id,
	    .body = move};
	outbox_send(desk, &request,
	    arena_printf(arena, _("Change of address of %s"), customer_list_name(customer, arena)));
	if (today)
		show_at_once(desk, move);
	typed_drop_under(desk, "move.");
	desk_go(desk, SCREEN_CUSTOMER, NULL);
	say_sent(desk, &day, today);
}

/* ---- refused ---- */

void
moving_mend(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	const char *prefix = arena_printf(arena, "sent.%s.", operation);
	const char *of = typed_text(desk, arena_printf(arena, "%smove.of", prefix));
	if (!of)
		return;
	of = arena_strdup(arena, of);
	if (!desk->hand || !text_same(desk->hand->work->customer, of))
		contact_person(desk, &(struct candidate){.id = of, .name = ""});
	typed_drop_under(desk, "move.");
	typed_move_under(desk, prefix, "");
	moving_open(desk);
}
