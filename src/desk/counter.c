/* The waiting list at the desk: what the CRM last told of it, calling, and what becomes of whoever
 * was called. */
#include "desk/counter.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/signin.h"

#include <string.h>

bool
counter_is_here(const struct desk *desk)
{
	const char *kind = desk->session ? desk->session->desk_kind : NULL;
	return text_same(kind, "counter") || text_same(kind, "gateway");
}

/* ---- the list ---- */

static bool
is_looked_at(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_WAITING || desk_screen(desk) == SCREEN_ARRIVAL;
}

/* What was on its way at a sign-out is answered to nobody. */
static bool
is_awaited(struct desk *desk, uint64_t number, enum asked_for what)
{
	const struct asked *asked = number ? desk_asked(desk, number) : NULL;
	return asked && asked->what == what;
}

void
arrivals_ask(struct desk *desk)
{
	if (!desk_reaches(desk) || !command_permits(desk, ACTION_LOG_CONTACT) ||
	    (!counter_is_here(desk) && !is_looked_at(desk)))
		return;
	if (is_awaited(desk, desk->counter.asked,
		ASKED_ARRIVALS)) { /* the answer under way may be older than the change */
		desk->counter.due = true;
		return;
	}
	desk->counter.asked =
	    desk_ask(desk, ROUTE_ARRIVALS, REQUEST_IDLE, ASKED_ARRIVALS, NULL)->number;
}

void
arrivals_news(struct desk *desk, const char *site)
{
	if (desk->session && text_same(site, desk->session->site))
		arrivals_ask(desk);
}

void
arrivals_reply(struct desk *desk, const struct reply *reply)
{
	struct counter *counter = &desk->counter;
	counter->asked = 0;
	if (reply->problem == PROBLEM_NONE && reply->body) {
		arena_release(&counter->arena);
		arena_init(&counter->arena);
		counter->page = record_copy(&counter->arena, &arrival_page_record, reply->body);
	}
	if (counter->due) {
		counter->due = false;
		arrivals_ask(desk);
	}
}

void
arrivals_taken(struct desk *desk)
{
	arrivals_ask(desk);
}

void
waiting_open(struct desk *desk)
{
	if (desk_screen(desk) == SCREEN_WAITING) {
		desk_go(desk, SCREEN_ARRIVAL, "new");
		desk_focus(desk, "arrival.word");
		return;
	}
	desk_go(desk, SCREEN_WAITING, NULL);
	arrivals_ask(desk);
}

bool
arrival_is_mine(const struct desk *desk, const struct arrival *arrival)
{
	return text_same(arrival->desk, desk->id) && !text_same(arrival->state, "waiting");
}

const char *
arrival_who(const struct arrival *arrival)
{
	return arrival->name ? arrival->name : arrival->word ? arrival->word : "";
}

const struct room_use *
room_used(const struct desk *desk, const char *room)
{
	const struct arrival_page *page = desk->counter.page;
	if (page)
		LIST_EACH(struct room_use, use, &page->rooms)
	if (text_same(use->room, room))
		return use;
	return NULL;
}

int
arrival_place(const struct desk *desk, const struct arrival *arrival)
{
	return arrival_is_mine(desk, arrival) ? 0 : text_same(arrival->state, "waiting") ? 1 : 2;
}

static const struct arrival *
first_shown(const struct desk *desk)
{
	for (int place = 0; place < ARRIVAL_PLACES; place++)
		LIST_EACH(struct arrival, arrival, &desk->counter.page->items)
	if (arrival_place(desk, arrival) == place)
		return arrival;
	return NULL;
}

/* Where nothing was moved yet, the cursor stands on the first. One that has gone is nobody: a key
 * meant for it must not hit who stands there now. */
const struct arrival *
waiting_at(const struct desk *desk)
{
	const char *at = desk->at ? desk->at : "";
	if (desk_screen(desk) != SCREEN_WAITING || !desk->counter.page)
		return NULL;
	if (strncmp(at, "arrival:", 8) == 0)
		return list_find(&desk->counter.page->items, &arrival_record, at + 8);
	return strncmp(at, "room:", 5) == 0 ? NULL : first_shown(desk);
}

/* ---- calling ---- */

/* Nobody comes to a telephone. On the list it puts one more on it. */
bool
when_site_has_list(const struct desk *desk)
{
	return counter_is_here(desk) && desk->session->site && desk_screen(desk) != SCREEN_ARRIVAL;
}

bool
when_calls_next(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_WAITING && desk->counter.page &&
	       desk->counter.page->waiting > 0;
}

bool
when_called_here(const struct desk *desk)
{
	const struct arrival *arrival = waiting_at(desk);
	return arrival && text_same(arrival->state, "called");
}

bool
when_waits_here(const struct desk *desk)
{
	const struct arrival *arrival = waiting_at(desk);
	return arrival &&
	       (text_same(arrival->state, "called") || text_same(arrival->state, "waiting"));
}

/* Never from the outbox: whoever is called later, when the line is back, has long gone. */
static void
call(struct desk *desk, const char *arrival)
{
	struct arena *arena = &desk->effects.arena;
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("The line is down: another desk may have called them. Call by voice."));
		return;
	}
	if (is_awaited(desk, desk->counter.calling, ASKED_CALL))
		return;
	struct arrival_call *body = arena_alloc(arena, sizeof *body);
	*body = (struct arrival_call){.id = desk_id(desk), .arrival = arena_strdup(arena, arrival)};
	struct request *request =
	    desk_ask(desk, ROUTE_CALL_ARRIVAL, REQUEST_READ, ASKED_CALL, NULL);
	request->params[0] = body->id;
	request->operation = desk_id(desk);
	request->body = body;
	desk->counter.calling = request->number;
	desk_say(desk, TONE_PLAIN, "%s", _("Calling."));
}

void
call_next(struct desk *desk)
{
	call(desk, NULL);
}

/* Not only when the list comes anew: the next key may be for them. */
static void
show_called(struct desk *desk, const struct arrival *called)
{
	struct counter *counter = &desk->counter;
	struct arrival *shown =
	    counter->page ? list_find(&counter->page->items, &arrival_record, called->id) : NULL;
	if (!shown)
		return;
	record_copy_into(&counter->arena, &arrival_record, shown, called);
	if (counter->page->waiting)
		counter->page->waiting--;
}

void
call_reply(struct desk *desk, const struct reply *reply)
{
	struct arena *arena = &desk->effects.arena;
	const struct arrival_call *said = reply->body;
	desk->counter.calling = 0;
	arrivals_ask(desk);
	if (reply->problem == PROBLEM_CONFLICT) {
		desk_say(desk, TONE_WARN, "%s", _("Another desk was quicker."));
	} else if (reply->problem != PROBLEM_NONE || !said) {
		desk_say_problem(desk, reply);
	} else if (!said->called) {
		desk_say(desk, TONE_PLAIN, "%s", _("Nobody waits whom this desk serves."));
	} else {
		show_called(desk, said->called);
		desk_say(desk, TONE_GOOD, _("Called to this desk: %s, %s."), said->called->ticket,
		    arrival_who(said->called));
		desk_focus(desk, arena_printf(arena, "arrival:%s", said->called->id));
	}
}

/* ---- what becomes of them ---- */

static void
send_event(struct desk *desk, const struct arrival *arrival, const char *kind)
{
	struct arena *arena = &desk->effects.arena;
	struct arrival_event *event = arena_alloc(arena, sizeof *event);
	*event = (struct arrival_event){desk_id(desk), arena_strdup(arena, kind), desk->now};
	const char *id = arena_strdup(arena, arrival->id);
	struct request request = {.route = ROUTE_PUT_ARRIVAL_EVENT,
	    .class = REQUEST_WRITE,
	    .params = {id, event->id},
	    .operation = desk_id(desk),
	    .chain = id,
	    .body = event};
	outbox_send(
	    desk, &request, arena_printf(arena, _("At reception: %s"), arrival_who(arrival)));
}

/* What the CRM will make of it, so that nobody waits to see it. */
static void
show_at_once(struct desk *desk, const struct arrival *arrival, const char *kind)
{
	struct counter *counter = &desk->counter;
	struct arrival *shown = list_find(&counter->page->items, &arrival_record, arrival->id);
	if (!shown)
		return;
	if (text_same(kind, "again"))
		shown->calls++;
	else if (text_same(kind, "serve"))
		shown->state = "being-served";
	else if (text_same(kind, "return"))
		shown->state = "waiting";
	else
		list_remove(&counter->page->items, &arrival_record,
		    (size_t)(shown - (struct arrival *)counter->page->items.items));
}

void
arrival_happens(struct desk *desk, const char *kind)
{
	const struct arrival *arrival = waiting_at(desk);
	if (!arrival)
		return;
	const char *who = arena_strdup(&desk->effects.arena, arrival_who(arrival));
	const char *ticket = arena_strdup(&desk->effects.arena, arrival->ticket);
	send_event(desk, arrival, kind);
	show_at_once(desk, arrival, kind);
	if (text_same(kind, "again"))
		desk_say(desk, TONE_GOOD, _("Called again: %s, %s."), ticket ? ticket : "", who);
}

/* What reception typed, for the note of the contact: nobody is asked it twice. */
static const char *
noted(const struct arrival *arrival, struct arena *arena)
{
	struct buf out;
	buf_init(&out, DESK_TEXT_LIMIT);
	if (!arrival->customer && arrival->word)
		buf_printf(&out, "%s. ", arrival->word);
	if (arrival->note)
		buf_printf(&out, "%s. ", arrival->note);
	if (arrival->needs)
		buf_printf(&out, _("Needs: %s. "), arrival->needs);
	if (arrival->priority)
		buf_printf(&out, _("First because: %s. "), arrival->priority);
	char *text = text_trim(arena_strdup(arena, out.data));
	buf_release(&out);
	return *text ? text : NULL;
}

/* The contact whose id was settled at reception begins: who it is, what for, what was noted. */
static void
begin(struct desk *desk, const struct arrival *from)
{
	struct arena *arena = &desk->effects.arena;
	const struct arrival *arrival = record_copy(arena, &arrival_record, from);
	if (hand_find(desk, arrival->contact)) {
		contact_resume(desk, arrival->contact);
		return;
	}
	if (text_same(arrival->state, "called"))
		send_event(desk, arrival, "serve");
	show_at_once(desk, from, "serve");
	contact_park(desk);
	struct hand *hand = contact_begin_as(desk, arrival->contact);
	hand->work->note = arena_strdup(&hand->arena, noted(arrival, arena));
	contact_keep(desk, hand);
	if (arrival->customer)
		contact_person(desk, &(struct candidate){.id = arrival->customer,
					 .name = arrival->name ? arrival->name : ""});
	if (arrival->service)
		matter_open(desk, arrival->service);
	else if (!arrival->customer)
		desk_focus(desk, "home.find");
}

/* ---- rooms ---- */

static void
take_or_free(struct desk *desk, const char *room)
{
	struct arena *arena = &desk->effects.arena;
	const struct room_use *now = room_used(desk, room);
	struct room_use *use = arena_alloc(arena, sizeof *use);
	*use = (struct room_use){.id = now ? arena_strdup(arena, now->id) : desk_id(desk),
	    .site = arena_strdup(arena, desk->session->site),
	    .room = arena_strdup(arena, room),
	    .free = now != NULL};
	outbox_put(desk, ROUTE_PUT_ROOM_USE, use->id, NULL, use,
	    arena_printf(arena, _("Room: %s"), use->room));
	desk_say(desk, TONE_GOOD, now ? _("%s is free.") : _("%s is taken for now."), use->room);
}

/* ---- picking ---- */

void
waiting_pick(struct desk *desk, const char *item)
{
	const struct arrival_page *page = desk->counter.page;
	if (strncmp(item, "room:", 5) == 0 && page) {
		take_or_free(desk, arena_strdup(&desk->effects.arena, item + 5));
		return;
	}
	if (text_same(item, "new")) {
		waiting_open(desk);
		return;
	}
	const struct arrival *arrival = page && strncmp(item, "arrival:", 8) == 0
					    ? list_find(&page->items, &arrival_record, item + 8)
					    : NULL;
	if (!arrival)
		return;
	if (text_same(arrival->state, "waiting"))
		call(desk, arrival->id);
	else if (arrival_is_mine(desk, arrival))
		begin(desk, arrival);
	else
		desk_say(desk, TONE_PLAIN, _("Another desk has called them: %s."),
		    arrival->desk ? arrival->desk : "");
}
