#include "desk/booking.h"
#include "base/alloc.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/nearest.h"
#include "desk/signin.h"
#include "directory/matrix.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char booking_wish_field[] = "booking.wish";

/* ---- what can be booked where ---- */

const struct diary *
booking_diary(const struct desk *desk, const char *id)
{
	return partnership_diary(&desk->councils, id);
}

static bool
is_booked_at(const struct desk *desk, const char *service, const char *council)
{
	const struct service *entry = desk_service(desk, service, council);
	if (!entry || !council ||
	    !matrix_on(entry, council, MECHANISM_APPOINTMENTS, desk_day(desk, desk->hand)))
		return false;
	for (size_t i = 0; i < desk->councils.diary_count; i++)
		if (text_same(desk->councils.diaries[i].council, council) &&
		    list_has(desk->councils.diaries[i].services, service))
			return true;
	return false;
}

/* Who must deliver; where that is not known yet, the council that was rung or its county. */
const char *
booking_council(const struct desk *desk, const char *service, struct arena *arena)
{
	struct responsible who;
	if (!service_here(desk, service, arena, &who))
		return NULL;
	if (who.council)
		return is_booked_at(desk, service, who.council->id) ? who.council->id : NULL;
	const struct council *rung = partnership_council(&desk->councils, desk_council(desk));
	if (!rung || is_booked_at(desk, service, rung->id))
		return rung ? rung->id : NULL;
	return rung->county && is_booked_at(desk, service, rung->county) ? rung->county : NULL;
}

/* The case that is shown, when something can be booked from it. */
static const struct case_record *
case_in_front(const struct desk *desk)
{
	const struct case_record *record =
	    desk_screen(desk) == SCREEN_CASE && desk->case_page && !desk->case_typing
		? desk->case_page->record
		: NULL;
	return record && record->customer && text_same(record->state, "open") &&
		       is_booked_at(desk, record->service, record->responsible)
		   ? record
		   : NULL;
}

/* The service that is in front: of the screen, or of the matter in hand. */
static const char *
service_in_front(const struct desk *desk)
{
	const struct matter *matter = hand_matter(desk->hand);
	if (desk_screen(desk) == SCREEN_SERVICE)
		return desk_subject(desk);
	return matter && matter_is_shown(matter) ? matter->service : NULL;
}

static bool
bookable(const struct desk *desk, const char *service)
{
	struct arena arena;
	arena_init(&arena);
	bool good = service && booking_council(desk, service, &arena) != NULL;
	arena_release(&arena);
	return good;
}

bool
booking_works(const struct desk *desk)
{
	switch (desk_screen(desk)) {
	case SCREEN_SERVICE:
	case SCREEN_DIALOGUE:
	case SCREEN_WRAP_UP:
		return !preview_is(desk) && bookable(desk, service_in_front(desk));
	case SCREEN_CASE:
		return case_in_front(desk) != NULL;
	case SCREEN_CUSTOMER:
		return desk->hand && desk->councils.diary_count > 0;
	default:
		return false;
	}
}

static bool
is_among(const char *const *services, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (text_same(services[i], id))
			return true;
	return false;
}

size_t
booking_services(const struct desk *desk, struct arena *arena, const char **services, size_t most)
{
	size_t count = 0;
	for (size_t i = 0; i < desk->councils.diary_count; i++) {
		const char *rest = desk->councils.diaries[i].services, *word;
		for (size_t length; (length = list_word(&rest, &word)) > 0 && count < most;) {
			const char *id = arena_strndup(arena, word, length);
			if (!is_among(services, count, id) && booking_council(desk, id, arena))
				services[count++] = id;
		}
	}
	return count;
}

/* ---- asking ---- */

static void
forget_page(struct booking *booking)
{
	arena_release(&booking->arena);
	arena_init(&booking->arena);
	booking->page = NULL;
	booking->first = 0;
	booking->failed = false;
}

void
booking_ask(struct desk *desk, const char *after)
{
	struct booking *booking = &desk->booking;
	if (!booking->service || !booking->council || !desk_reaches(desk))
		return;
	struct request *request = desk_ask(desk, ROUTE_SLOTS, REQUEST_READ, ASKED_SLOTS, after);
	request->params[0] = arena_strdup(&desk->effects.arena, booking->service);
	desk_query(desk, request, "council", booking->council);
	desk_query(desk, request, "from", booking->from);
	desk_query(desk, request, "after", after);
	desk_query(desk, request, "site", booking->site);
	booking->asked = request->number;
}

void
booking_ask_anew(struct desk *desk)
{
	forget_page(&desk->booking);
	booking_ask(desk, NULL);
	desk_focus(desk, NULL);
}

static void
begin(struct desk *desk, const char *service)
{
	struct booking *booking = &desk->booking;
	struct arena *arena = &desk->effects.arena;
	service = arena_strdup(arena, service);
	set_text(&booking->service, service);
	if (!booking->of_case)
		set_text(&booking->council, booking->shown ? booking->shown->council
							   : booking_council(desk, service, arena));
	set_text(&booking->site, NULL);
	set_text(&booking->from, NULL);
	booking_ask_anew(desk);
	nearest_ask(desk);
}

static void
of_case(struct desk *desk, const struct case_record *record)
{
	struct booking *booking = &desk->booking;
	set_text(&booking->of_case, record ? record->id : NULL);
	set_text(&booking->of_customer, record ? record->customer : NULL);
	set_text(&booking->wish, record ? record->appointment : NULL);
	if (record)
		set_text(&booking->council, record->responsible);
}

static void
show(struct desk *desk, const struct appointment *appointment)
{
	struct booking *booking = &desk->booking;
	struct appointment *copy = NULL;
	struct arena arena;
	arena_init(&arena);
	if (appointment)
		copy = record_copy(&arena, &appointment_record, appointment);
	arena_release(&booking->shown_arena);
	booking->shown_arena = arena;
	booking->shown = copy;
}

void
booking_show(struct desk *desk, const struct appointment *appointment)
{
	of_case(desk, NULL);
	show(desk, appointment);
	const char *service = arena_strdup(&desk->effects.arena, appointment->service);
	desk_go(desk, SCREEN_BOOKING, service);
	begin(desk, service);
}

static void
open_service(struct desk *desk, const char *service)
{
	const struct appointment *has = NULL;
	if (desk->hand)
		LIST_EACH(struct matter, matter, &desk->hand->work->matters)
	if (text_same(matter->service, service) && booked_of(matter) &&
	    booked_answered(matter->appointment))
		has = matter->appointment;
	show(desk, has);
	desk_go(desk, SCREEN_BOOKING, service);
	begin(desk, service);
}

void
booking_open(struct desk *desk)
{
	const struct case_record *record = case_in_front(desk);
	const char *service = service_in_front(desk);
	matter_note_close(desk);
	of_case(desk, record);
	if (record) {
		service = arena_strdup(&desk->effects.arena, record->service);
		show(desk, NULL);
		desk_go(desk, SCREEN_BOOKING, service);
		begin(desk, service);
		return;
	}
	if (service && bookable(desk, service)) {
		open_service(desk, arena_strdup(&desk->effects.arena, service));
		return;
	}
	show(desk, NULL);
	set_text(&desk->booking.service, NULL);
	desk_go(desk, SCREEN_BOOKING, NULL);
	desk_focus(desk, NULL);
}

void
booking_returned(struct desk *desk, const char *subject)
{
	if (subject)
		open_service(desk, subject);
}

/* The directory has come, or the line is back: what is free can be asked for now. */
void
booking_look_again(struct desk *desk)
{
	struct booking *booking = &desk->booking;
	if (desk_screen(desk) != SCREEN_BOOKING || !booking->service || booking->page ||
	    booking->asked)
		return;
	if (!booking->council)
		set_text(&booking->council,
		    booking_council(desk, booking->service, &desk->effects.arena));
	booking_ask(desk, NULL);
}

/* ---- the answer ---- */

static void
append(struct booking *booking, const struct slot_page *page)
{
	if (!booking->page)
		booking->page = record_copy(&booking->arena, &slot_page_record, page);
	else {
		LIST_EACH(struct free_slot, slot, &page->slots)
		record_copy_into(&booking->arena, &free_slot_record,
		    list_add(&booking->arena, &booking->page->slots, &free_slot_record), slot);
		booking->page->next = arena_strdup(&booking->arena, page->next);
	}
}

static bool
is_free(const struct slot_page *page, const struct free_slot *slot)
{
	LIST_EACH(struct free_slot, one, &page->slots)
	if (one->start == slot->start && text_same(one->diary, slot->diary))
		return true;
	return false;
}

/* Rows stay where they are: what is gone is shown as gone. */
static void
mark_taken(struct list *slots, const struct slot_page *page)
{
	const struct free_slot *last =
	    page->slots.count ? LIST_AT(struct free_slot, &page->slots, page->slots.count - 1)
			      : NULL;
	LIST_EACH(struct free_slot, slot, slots)
	if (!page->next || (last && slot->start < last->start))
		slot->left = is_free(page, slot) ? 1 : 0;
}

void
booking_reply(struct desk *desk, const struct reply *reply)
{
	struct booking *booking = &desk->booking;
	const struct slot_page *page = reply->body;
	bool again = reply->number == booking->again;
	if (reply->number != booking->asked && !again)
		return;
	if (again)
		booking->again = 0;
	else
		booking->asked = 0;
	if (reply->problem != PROBLEM_NONE || !page) {
		booking->failed = true;
		return;
	}
	if (again && booking->page) {
		mark_taken(&booking->page->slots, page);
		mark_taken(&booking->page->firsts, page);
		return;
	}
	bool first = !booking->page;
	append(booking, page);
	if (!first && booking->page->slots.count > booking->first + SLOTS_SHOWN)
		booking->first += SLOTS_SHOWN;
	if (desk_screen(desk) == SCREEN_BOOKING)
		desk_focus(desk, NULL);
}

static bool
is_of_page(const struct booking *booking, const char *diary)
{
	if (!booking->page)
		return false;
	LIST_EACH(struct free_slot, slot, &booking->page->slots)
	if (text_same(slot->diary, diary))
		return true;
	return false;
}

void
booking_changed(struct desk *desk, const char *diary)
{
	struct booking *booking = &desk->booking;
	if (desk_screen(desk) != SCREEN_BOOKING || booking->again || !is_of_page(booking, diary))
		return;
	uint64_t asked = booking->asked;
	booking_ask(desk, NULL);
	booking->again = booking->asked;
	booking->asked = asked;
}

/* ---- choosing ---- */

bool
booking_is_moving(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_BOOKING && desk->booking.shown &&
	       appointment_stands(desk->booking.shown);
}

bool
booking_can_cancel(const struct desk *desk)
{
	const struct appointment *shown = desk->booking.shown;
	return desk_screen(desk) == SCREEN_BOOKING && shown &&
	       (appointment_stands(shown) || text_same(shown->state, "held"));
}

static const struct free_slot *
slot_named(const struct desk *desk, const char *item)
{
	const struct booking *booking = &desk->booking;
	char *end;
	int64_t start = strtoll(item, &end, 10);
	if (!booking->page || *end != ':')
		return NULL;
	LIST_EACH(struct free_slot, slot, &booking->page->slots)
	if (slot->start == start && text_same(slot->diary, end + 1))
		return slot;
	LIST_EACH(struct free_slot, slot, &booking->page->firsts)
	if (slot->start == start && text_same(slot->diary, end + 1))
		return slot;
	return NULL;
}

static void
take(struct desk *desk, const struct free_slot *slot)
{
	struct booking *booking = &desk->booking;
	if (!slot->left) {
		desk_say(
		    desk, TONE_WARN, "%s", _("Somebody has that time by now: choose another."));
		return;
	}
	if (booking_is_moving(desk))
		booked_event(desk, booking->shown, "move", slot);
	else if (booking->of_case)
		booked_of_case(desk, slot);
	else
		booked_send(desk, booking->service, booking->council, slot, NULL);
}

void
booking_cancel(struct desk *desk)
{
	booked_event(desk, desk->booking.shown, "cancel", NULL);
}

static const struct appointment *
of_history(const struct desk *desk, const char *id)
{
	if (!desk->hand || !desk->hand->page)
		return NULL;
	LIST_EACH(struct history_item, item, &desk->hand->page->history)
	if (item->appointment && text_same(item->appointment->id, id))
		return item->appointment;
	return NULL;
}

void
booking_pick(struct desk *desk, const char *item, const char *text)
{
	const struct free_slot *slot;
	if (strncmp(item, "slot:", 5) == 0) {
		if ((slot = slot_named(desk, item + 5)))
			take(desk, slot);
	} else if (strncmp(item, "service:", 8) == 0) {
		open_service(desk, arena_strdup(&desk->effects.arena, item + 8));
	} else if (strncmp(item, "appointment:", 12) == 0) {
		const struct appointment *has = of_history(desk, item + 12);
		if (has)
			booking_show(desk, has);
	} else if (text_same(item, booking_wish_field)) {
		if (desk->booking.of_case)
			desk_say(desk, TONE_WARN, "%s",
			    _("From a case something is booked once the line is back."));
		else if (text_blank(text))
			desk_say(desk, TONE_WARN, "%s", _("Write what would suit them."));
		else
			booked_send(desk, desk->booking.service, desk->booking.council, NULL, text);
	}
}

void
booking_release(struct desk *desk)
{
	struct booking *booking = &desk->booking;
	char *texts[] = {booking->service, booking->council, booking->site, booking->from,
	    booking->of_case, booking->of_customer, booking->wish};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	arena_release(&booking->arena);
	arena_release(&booking->shown_arena);
}
