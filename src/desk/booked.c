/* What was booked at this desk: sent, answered, refused; and how it is told. */
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/signin.h"

#include <stdio.h>
#include <string.h>

/* ---- in words ---- */

const struct appointment *
booked_of(const struct matter *matter)
{
	return matter->appointment && !text_same(matter->appointment->state, "cancelled")
		   ? matter->appointment
		   : NULL;
}

bool
booked_answered(const struct appointment *appointment)
{
	return appointment->made != 0;
}

static const char *
place_words(const struct desk *desk, const struct appointment *appointment, struct arena *arena)
{
	const struct diary *diary = booking_diary(desk, appointment->diary);
	const struct site *site = diary ? partnership_site(&desk->councils, diary->site) : NULL;
	if (diary && text_same(diary->kind, "home_visit"))
		return text_blank(appointment->place)
			   ? _("at their home")
			   : arena_printf(arena, _("at %s"), appointment->place);
	if (!site)
		return diary && diary->room ? diary->room : "";
	return arena_printf(arena, "%s%s%s%s%s", site->name, text_blank(site->address) ? "" : ", ",
	    text_blank(site->address) ? "" : site->address,
	    diary && !text_blank(diary->room) ? ", " : "",
	    diary && !text_blank(diary->room) ? diary->room : "");
}

const char *
booked_words(const struct desk *desk, const struct appointment *appointment, struct arena *arena)
{
	char when[40] = "";
	const struct diary *diary = booking_diary(desk, appointment->diary);
	if (!appointment->start) /* a wish */
		return appointment->note ? appointment->note : "";
	london_day_time(when, sizeof when, appointment->start);
	const char *place = place_words(desk, appointment, arena);
	return arena_printf(arena, "%s%s%s%s%s", when, diary ? ", " : "", diary ? diary->name : "",
	    *place ? ", " : "", place);
}

const char *
booked_tell(const struct desk *desk, const struct appointment *appointment, struct arena *arena)
{
	const struct diary *diary = booking_diary(desk, appointment->diary);
	const char *words = booked_words(desk, appointment, arena);
	if (text_same(appointment->state, "wished"))
		return _("Nothing is booked yet. We will tell you whether that can be.");
	if (appointment->reference)
		words = arena_printf(arena, _("%s. Reference %s"), words, appointment->reference);
	if (diary && !text_blank(diary->bring))
		words = arena_printf(arena, _("%s. Bring: %s"), words, diary->bring);
	return arena_printf(arena, "%s.", words);
}

/* ---- sending ---- */

/* The matter it is for, a new one when the service was only looked at. */
static struct matter *
matter_for(struct desk *desk, const char *service)
{
	struct hand *hand = contact_begin(desk);
	struct matter *front = hand_matter(hand);
	if (front && text_same(front->service, service))
		return front;
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (text_same(matter->service, service) && matter_is_shown(matter))
		return matter;
	struct matter *matter = matter_new(desk, hand, service);
	if (matter)
		hand->work->current = (int64_t)hand->work->matters.count - 1;
	return matter;
}

static void
put(struct desk *desk, struct hand *hand, struct matter *matter)
{
	struct arena *arena = &desk->effects.arena;
	struct appointment *body = record_copy(arena, &appointment_record, matter->appointment);
	const char *who = customer_line(desk, hand, arena);
	struct request request = {.route = ROUTE_PUT_APPOINTMENT,
	    .class = REQUEST_WRITE,
	    .params = {body->id},
	    .operation = desk_id(desk),
	    .chain = arena_strdup(arena, hand->work->id),
	    .body = body};
	outbox_send(desk, &request,
	    arena_printf(arena, _("Appointment %s, %s"), booked_words(desk, body, arena),
		who ? who : _("(no customer)")));
}

void
booked_of_case(struct desk *desk, const struct free_slot *slot)
{
	struct arena *arena = &desk->effects.arena;
	const struct booking *booking = &desk->booking;
	struct appointment *body = arena_alloc(arena, sizeof *body);
	*body = (struct appointment){
	    .id = booking->wish ? arena_strdup(arena, booking->wish) : desk_id(desk),
	    .diary = arena_strdup(arena, slot->diary),
	    .service = arena_strdup(arena, booking->service),
	    .customer = arena_strdup(arena, booking->of_customer),
	    .case_id = arena_strdup(arena, booking->of_case),
	    .start = slot->start,
	    .state = "booked"};
	struct request request = {.route = ROUTE_PUT_APPOINTMENT,
	    .class = REQUEST_WRITE,
	    .params = {body->id},
	    .operation = desk_id(desk),
	    .chain = body->case_id,
	    .body = body};
	const char *words = booked_words(desk, body, arena);
	outbox_send(desk, &request, arena_printf(arena, _("Appointment %s"), words));
	desk_back(desk);
	desk_say(desk, TONE_PLAIN, _("Asking for %s"), words);
}

static bool
is_of_case(const struct desk *desk, const char *chain)
{
	return desk->booking.of_case && text_same(desk->booking.of_case, chain);
}

static const char *
home_of(const struct hand *hand, struct arena *arena)
{
	const struct customer *customer = hand_customer(hand);
	const struct address *address = customer ? customer_address(customer) : NULL;
	return address ? address_words(address, arena) : NULL;
}

void
booked_send(struct desk *desk, const char *service, const char *council,
    const struct free_slot *slot, const char *text)
{
	struct matter *matter = matter_for(desk, arena_strdup(&desk->effects.arena, service));
	if (!matter)
		return;
	struct hand *hand = desk->hand;
	struct arena *arena = &hand->arena;
	const struct diary *diary = slot ? booking_diary(desk, slot->diary) : NULL;
	bool visit = diary && text_same(diary->kind, "home_visit");
	if (!slot && !hand->work->customer) {
		desk_say(
		    desk, TONE_WARN, "%s", _("Say first who it is (c): a wish is somebody's."));
		return;
	}
	matter->appointment = arena_alloc(arena, sizeof *matter->appointment);
	*matter->appointment = (struct appointment){.id = arena_strdup(arena, desk_id(desk)),
	    .diary = slot ? arena_strdup(arena, slot->diary) : NULL,
	    .service = arena_strdup(arena, service),
	    .council = arena_strdup(arena, council),
	    .customer = hand->work->customer,
	    .contact = hand->work->id,
	    .enquiry = matter->id,
	    .start = slot ? slot->start : 0,
	    .note = text ? arena_strdup(arena, text) : NULL,
	    .place = visit ? home_of(hand, arena) : NULL,
	    .state = !slot                  ? "wished"
		     : hand->work->customer ? "booked"
					    : "held"};
	contact_keep(desk, hand);
	put(desk, hand, matter);
	typed_drop(desk, booking_wish_field);
	const char *words = booked_words(desk, matter->appointment, &desk->effects.arena);
	desk_back(desk);
	if (slot)
		desk_say(desk, TONE_PLAIN, _("Asking for %s"), words);
	else
		desk_say(desk, TONE_GOOD, "%s",
		    _("The wish is kept: their team books it or refuses. Nothing is booked yet."));
}

void
booked_event(struct desk *desk, const struct appointment *appointment, const char *kind,
    const struct free_slot *slot)
{
	struct arena *arena = &desk->effects.arena;
	struct appointment_event *event = arena_alloc(arena, sizeof *event);
	const char *id = arena_strdup(arena, appointment->id);
	*event = (struct appointment_event){.id = desk_id(desk),
	    .kind = kind,
	    .diary = slot ? arena_strdup(arena, slot->diary) : NULL,
	    .start = slot ? slot->start : 0};
	const char *words = booked_words(desk, appointment, arena);
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("Without the line nothing can be moved or cancelled: it still stands."));
		return;
	}
	struct request request = {.route = ROUTE_PUT_APPOINTMENT_EVENT,
	    .class = REQUEST_WRITE,
	    .params = {id, event->id},
	    .operation = desk_id(desk),
	    .chain = desk->hand ? arena_strdup(arena, desk->hand->work->id) : id,
	    .body = event};
	bool cancel = text_same(kind, "cancel"), move = text_same(kind, "move");
	outbox_send(desk, &request,
	    arena_printf(arena,
		cancel ? _("Cancelling %s")
		: move ? _("Moving %s")
		       : _("Who came: %s"),
		words));
	if (desk_screen(desk) == SCREEN_BOOKING)
		desk_back(desk);
}

/* ---- answered ---- */

static struct matter *
matter_with(const struct desk *desk, const char *id, struct hand **of)
{
	for (size_t i = 0; i < desk->hand_count; i++)
		LIST_EACH(struct matter, matter, &desk->hands[i]->work->matters)
	if (matter->appointment && text_same(matter->appointment->id, id)) {
		*of = desk->hands[i];
		return matter;
	}
	return NULL;
}

static void
say(struct desk *desk, const struct appointment *appointment)
{
	struct arena *arena = &desk->effects.arena;
	const char *words = booked_words(desk, appointment, arena);
	char time[16];
	if (text_same(appointment->state, "booked"))
		desk_say(desk, TONE_GOOD, _("Booked: %s"), booked_tell(desk, appointment, arena));
	else if (text_same(appointment->state, "moved"))
		desk_say(desk, TONE_GOOD, _("Moved: now %s"), words);
	else if (text_same(appointment->state, "cancelled"))
		desk_say(desk, TONE_GOOD, _("Cancelled: %s"), words);
	else if (text_same(appointment->state, "held")) {
		london_time(time, sizeof time, appointment->until);
		desk_say(desk, TONE_WARN, _("Held until %s: say who it is (c), then it is booked."),
		    time);
	}
}

void
booked_taken(struct desk *desk, const struct appointment *appointment, const char *contact)
{
	struct hand *hand = NULL;
	struct matter *matter = matter_with(desk, appointment->id, &hand);
	if (matter) {
		bool confirming = text_same(matter->appointment->state, "booked") &&
				  text_same(appointment->state, "held");
		if (!confirming)
			matter->appointment =
			    record_copy(&hand->arena, &appointment_record, appointment);
		contact_keep(desk, hand);
	}
	if ((desk->hand && text_same(desk->hand->work->id, contact)) || is_of_case(desk, contact))
		say(desk, appointment);
	if (is_of_case(desk, contact) && desk_screen(desk) == SCREEN_CASE)
		case_open_page(desk, desk_subject(desk));
	if (appointment->customer)
		booked_changed(desk, appointment->customer);
	if (appointment->diary)
		diaries_changed(desk, appointment->diary);
}

/* The one of this contact that was asked for first and is not answered: writes of a contact are
 * delivered in their order. */
static struct matter *
asked_first(const struct hand *hand)
{
	struct matter *first = NULL;
	if (!hand || hand->work->ended)
		return NULL;
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (matter->appointment && !booked_answered(matter->appointment) &&
	    (!first || strcmp(matter->appointment->id, first->appointment->id) < 0))
		first = matter;
	return first;
}

bool
booked_refused(struct desk *desk, const struct reply *reply, const struct outgoing *outgoing)
{
	bool event = outgoing->route == ROUTE_PUT_APPOINTMENT_EVENT;
	if (outgoing->route != ROUTE_PUT_APPOINTMENT && !event)
		return false;
	struct hand *hand = hand_find(desk, outgoing->chain);
	struct matter *matter = asked_first(hand);
	bool of_case = is_of_case(desk, outgoing->chain);
	if (!event && !matter && !of_case)
		return false;
	if (!event && !of_case) {
		matter->appointment = NULL;
		contact_keep(desk, hand);
	}
	if (reply->problem == PROBLEM_CONFLICT)
		desk_say(desk, TONE_ALARM, "%s",
		    event ? _("It was not changed: somebody has that time by now, or it stands no "
			      "longer.")
			  : _("Not booked: somebody has that time by now. D shows what is free."));
	else
		desk_say(desk, TONE_ALARM, "%s",
		    event ? _("It was not changed: the CRM refused it.")
			  : _("Not booked: the CRM refused it. D shows what is free."));
	return true;
}

/* ---- once it is known whose it is ---- */

void
booked_follow(struct desk *desk)
{
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		LIST_EACH(struct matter, matter, &hand->work->matters)
		{
			struct appointment *appointment = matter->appointment;
			if (!appointment || !hand->work->customer ||
			    !text_same(appointment->state, "held") || hand->work->ended)
				continue;
			appointment->state = "booked";
			appointment->customer = hand->work->customer;
			appointment->made = 0;
			contact_keep(desk, hand);
			put(desk, hand, matter);
		}
	}
}

void
booked_changed(struct desk *desk, const char *customer)
{
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		if (hand->work->ended || hand->work->new_customer ||
		    !text_same(hand->work->customer, customer))
			continue;
		hand->page_asked = 0; /* what is on its way is of before */
		customer_ask(desk, hand);
	}
}
