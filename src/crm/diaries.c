/* Diaries: what is free of a service at a council, and a diary's days with who comes. */
#include "base/text.h"
#include "crm/appointments.h"
#include "directory/partnership.h"
#include "store/appointments.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/partners.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Slots of a page, and the days that are looked through at once. */
enum { SLOTS_PAGE = 40, DAYS_AT_ONCE = 14, MOST_DAYS = 31, USUAL_DAYS = 7 };

static micros
midnight(struct date date)
{
	return london_micros(date, 0, 0);
}

static const char *
day_text(struct date date, struct arena *arena)
{
	char text[11];
	date_format(text, date);
	return arena_strdup(arena, text);
}

bool
diary_offers(const struct diary *diary, const char *service)
{
	return list_has(diary->services, service);
}

/* ---- what is free ---- */

struct free_ask {
	struct ask *ask;
	const struct council *council;
	struct list diaries; /* struct diary, that may have it */
	const char **ids;
	micros after; /* of the key: what is not later, or then but of a diary before, is behind */
	const char *after_diary;
	struct slot_page *page;
};

static int
by_start(const void *a, const void *b)
{
	const struct free_slot *one = a, *other = b;
	if (one->start != other->start)
		return one->start < other->start ? -1 : 1;
	return strcmp(one->diary, other->diary);
}

static void
choose_diaries(struct free_ask *free, const char *service, const char *site, const char *diary)
{
	struct arena *arena = free->ask->call->arena;
	struct list all = {0};
	diaries_of(free->ask->tx, free->council->id, arena, &all);
	LIST_EACH(struct diary, one, &all)
	if (diary_offers(one, service) && (text_blank(site) || text_same(one->site, site)) &&
	    (text_blank(diary) || text_same(one->id, diary)))
		*(struct diary *)list_add(arena, &free->diaries, &diary_record) = *one;
	free->ids = arena_alloc(arena, (free->diaries.count + 1) * sizeof *free->ids);
	for (size_t i = 0; i < free->diaries.count; i++)
		free->ids[i] = LIST_AT(struct diary, &free->diaries, i)->id;
}

static void
note_first(struct free_ask *free, const struct free_slot *slot)
{
	LIST_EACH(struct free_slot, first, &free->page->firsts)
	if (text_same(first->diary, slot->diary))
		return;
	*(struct free_slot *)list_add(
	    free->ask->call->arena, &free->page->firsts, &free_slot_record) = *slot;
}

static bool
is_behind(const struct free_ask *free, const struct free_slot *slot)
{
	return slot->start < free->after ||
	       (slot->start == free->after && strcmp(slot->diary, free->after_diary) <= 0);
}

static void
take_slots(struct free_ask *free, const struct list *slots)
{
	struct arena *arena = free->ask->call->arena;
	struct slot_page *page = free->page;
	LIST_EACH(struct free_slot, slot, slots)
	{
		if (is_behind(free, slot))
			continue;
		note_first(free, slot);
		if (page->next)
			continue;
		if (page->slots.count == SLOTS_PAGE) {
			const struct free_slot *last =
			    LIST_AT(struct free_slot, &page->slots, SLOTS_PAGE - 1);
			page->next =
			    arena_printf(arena, "%" PRId64 ".%s", last->start, last->diary);
			continue;
		}
		*(struct free_slot *)list_add(arena, &page->slots, &free_slot_record) = *slot;
	}
}

/* A fortnight of all of them: two questions to the store, whatever is booked. */
static bool
look_through(struct free_ask *free, struct date from)
{
	struct ask *ask = free->ask;
	struct arena *arena = ask->call->arena;
	struct list days = {0}, taken = {0}, slots = {0};
	struct err err;
	diary_days(ask->tx, day_text(date_add(from, -1), arena),
	    day_text(date_add(from, DAYS_AT_ONCE), arena), arena, &days);
	appointments_taken(ask->tx, free->ids, free->diaries.count, midnight(date_add(from, -1)),
	    midnight(date_add(from, DAYS_AT_ONCE + 1)), arena, &taken);
	LIST_EACH(struct diary, diary, &free->diaries)
	{
		struct slots_ask slots_ask = {diary, &days, &taken, free->council, tx_now(ask->tx)};
		if (slots_between(&slots_ask, from, DAYS_AT_ONCE, false, arena, &slots, &err) < 0)
			return refuse(ask, PROBLEM_INTERNAL, NULL, arena_strdup(arena, err.text));
	}
	if (slots.count)
		qsort(slots.items, slots.count, sizeof(struct free_slot), by_start);
	take_slots(free, &slots);
	return store_well(ask);
}

static bool
read_place(struct free_ask *free, struct date *from)
{
	struct ask *ask = free->ask;
	const char *day = ask->call->query[1], *key = ask->call->query[2];
	char *end = NULL;
	*from = london_of(tx_now(ask->tx)).date;
	if (!text_blank(day)) {
		struct date wanted;
		if (!date_parse(day, &wanted))
			return refuse(ask, PROBLEM_BAD_FIELD, "from", "not a day");
		if (date_compare(wanted, *from) > 0)
			*from = wanted;
	}
	free->after = INT64_MIN;
	free->after_diary = "";
	if (text_blank(key))
		return true;
	free->after = strtoll(key, &end, 10);
	if (*end != '.' || free->after < 0 || free->after > tx_now(ask->tx) + 400 * MICROS_DAY)
		return refuse(ask, PROBLEM_BAD_FIELD, "after", "not a key of a page");
	free->after_diary = end + 1;
	struct date place = london_of(free->after).date;
	if (date_compare(place, *from) > 0)
		*from = place;
	return true;
}

static int
farthest(const struct list *diaries)
{
	int64_t ahead = 0;
	LIST_EACH(struct diary, diary, diaries)
	if (diary->ahead > ahead)
		ahead = diary->ahead;
	return (int)ahead;
}

bool
slots_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct crm_call *call = ask->call;
	struct free_ask free = {.ask = ask, .page = record_new(arena, &slot_page_record)};
	struct council *council = record_new(arena, &council_record);
	const char *of = text_blank(call->query[0]) ? ask->session->council : call->query[0];
	struct date from, today = london_of(tx_now(ask->tx)).date;
	if (partner_get(ask->tx, &council_record, of, council, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "council", "no such council");
	free.council = council;
	if (!read_place(&free, &from))
		return false;
	choose_diaries(&free, call->params[0], call->query[3], call->query[4]);
	int last = date_days(today) + farthest(&free.diaries);
	for (; free.diaries.count && date_days(from) <= last; from = date_add(from, DAYS_AT_ONCE)) {
		if (!look_through(&free, from))
			return false;
		bool all =
		    !text_blank(call->query[2]) || free.page->firsts.count == free.diaries.count;
		if (free.page->next && all)
			break;
	}
	ask->answer->body = free.page;
	return store_well(ask);
}

/* ---- a diary's days ---- */

static const char *
needs_of(const struct customer *customer, struct arena *arena)
{
	const char *words = text_blank(customer->language) ? "" : customer->language;
	LIST_EACH(struct need, need, &customer->needs)
	words = arena_printf(arena, "%s%s%s%s%s", words, *words ? "; " : "", need->kind,
	    text_blank(need->text) ? "" : ": ", text_blank(need->text) ? "" : need->text);
	if (!text_blank(customer->access_needs))
		words = arena_printf(
		    arena, "%s%s%s", words, *words ? "; " : "", customer->access_needs);
	return *words ? cut_words(arena, words, NEEDS_SHOWN) : NULL;
}

/* Who comes and how they can be served, of all in one question. */
static void
add_people(struct ask *ask, struct list *appointments)
{
	struct arena *arena = ask->call->arena;
	struct list people = {0};
	const char **ids = arena_alloc(arena, (appointments->count + 1) * sizeof *ids);
	size_t count = 0;
	LIST_EACH(struct appointment, appointment, appointments)
	if (appointment->customer)
		ids[count++] = appointment->customer;
	if (count)
		customers_own(ask->tx, ids, count, arena, &people);
	LIST_EACH(struct appointment, appointment, appointments)
	{
		const struct customer *customer =
		    appointment->customer
			? list_find(&people, &customer_record, appointment->customer)
			: NULL;
		if (!customer)
			continue;
		appointment->who = customer_list_name(customer, arena);
		appointment->needs = needs_of(customer, arena);
	}
}

enum sight
appointment_sight(
    struct ask *ask, const struct appointment *appointment, const char *team, bool glass)
{
	struct sharing what = {.concern = {appointment->at, appointment->at, appointment->council},
	    .taker = appointment->author,
	    .team = team,
	    .consent = consent_of(ask, appointment->customer)};
	return sight_of(ask, appointment->service, &what, glass);
}

void
appointment_withhold(struct appointment *appointment)
{
	*appointment = (struct appointment){.id = appointment->id,
	    .diary = appointment->diary,
	    .council = appointment->council,
	    .start = appointment->start,
	    .end = appointment->end,
	    .state = appointment->state,
	    .seat = appointment->seat,
	    .withheld = true};
}

static void
add_free(
    struct ask *ask, const struct diary *diary, struct date from, int days, struct diary_page *page)
{
	struct arena *arena = ask->call->arena;
	struct council council = {0};
	struct list others = {0}, taken = {0};
	struct err err;
	partner_get(ask->tx, &council_record, diary->council, &council, arena);
	diary_days(ask->tx, day_text(date_add(from, -1), arena),
	    day_text(date_add(from, days), arena), arena, &others);
	appointments_taken(ask->tx, &diary->id, 1, midnight(date_add(from, -1)),
	    midnight(date_add(from, days + 1)), arena, &taken);
	struct slots_ask slots = {diary, &others, &taken, &council, tx_now(ask->tx)};
	slots_between(&slots, from, days, false, arena, &page->free, &err);
}

bool
diary_fill(
    struct ask *ask, const struct diary *diary, struct date from, int days, struct diary_page *page)
{
	struct arena *arena = ask->call->arena;
	struct list all = {0};
	page->diary = diary->id;
	page->from = day_text(from, arena);
	page->days = days;
	appointments_of_diary(
	    ask->tx, diary->id, midnight(from), midnight(date_add(from, days)), arena, &all);
	add_people(ask, &all);
	LIST_EACH(struct appointment, one, &all)
	{
		enum sight sight = ask->session ? appointment_sight(ask, one, diary->team, false)
				   : service_is_sensitive(ask, one->service) ? SEE_SOMETHING
									     : SEE_ALL;
		if (sight == SEE_NOTHING || text_same(one->state, "cancelled"))
			continue;
		if (sight == SEE_SOMETHING)
			appointment_withhold(one);
		*(struct appointment *)list_add(arena, &page->appointments, &appointment_record) =
		    *one;
	}
	add_free(ask, diary, from, days, page);
	return store_well(ask);
}

bool
diary_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct diary_page *page = record_new(arena, &diary_page_record);
	struct diary *diary = record_new(arena, &diary_record);
	struct date from = london_of(tx_now(ask->tx)).date;
	int64_t days;
	int found = partner_get(ask->tx, &diary_record, ask->call->params[0], diary, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0 || !query_number(ask, 1, "days", &days))
		return false;
	const struct concern concern = {.responsible = diary->council};
	if (!allowed(ask, ACTION_READ_CASE, &concern))
		return false;
	if (!text_blank(ask->call->query[0]) && !date_parse(ask->call->query[0], &from))
		return refuse(ask, PROBLEM_BAD_FIELD, "from", "not a day");
	if (days < 1 || days > MOST_DAYS)
		days = USUAL_DAYS;
	if (!diary_fill(ask, diary, from, (int)days, page))
		return false;
	ask->more = arena_printf(arena, "%zu appointments", page->appointments.count);
	ask->answer->body = page;
	return true;
}

/* The reading is audited before it is answered: it names people. */
bool
diary_audit(struct ask *ask)
{
	const struct diary_page *page = ask->answer->body;
	struct audit_entry entry = {
	    .action = "diary.read", .record = "diary", .id = page->diary, .purpose = ask->more};
	return audit_add(ask->tx, &entry) == 0;
}
