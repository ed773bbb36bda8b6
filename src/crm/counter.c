/*
 * Reception: who came, who waits for what, and which desk calls them. A desk sees and calls those
 * of its own site. The next is who goes first with a reason, else who has waited longest, of those
 * that the desk serves: by its list of services, and by needs that some desk of the site meets.
 * Their contact's id is settled at reception; when that contact is put they are being served, with
 * its end they are done, and what was noted of them here is taken away.
 */
#include "store/counter.h"
#include "base/text.h"
#include "crm/inside.h"
#include "directory/partnership.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/partners.h"
#include "store/services.h"

#include <string.h>

enum { TICKETS = 99, MOST_OPEN = 500 };

static const char *
day_text(struct ask *ask, micros when)
{
	char day[11];
	date_format(day, london_of(when).date);
	return arena_strdup(ask->call->arena, day);
}

static void
keep(struct ask *ask, const char *action, const struct arrival *now, const struct arrival *was)
{
	struct audit_entry entry = {.action = action,
	    .record = arrival_record.name,
	    .id = now->id,
	    .person = now->customer ? now->customer : now->contact,
	    .of = &arrival_record,
	    .was = was,
	    .now = now};
	arrival_put(ask->tx, now);
	audit_add(ask->tx, &entry);
	feed_add(ask->tx, "arrivals", now->site, NULL, 0);
}

/* The desk's record of the session; refuses what no desk asks. */
static bool
own_desk(struct ask *ask, struct desk_record *desk)
{
	const char *id = ask->session->desk;
	int found = id ? partner_get(ask->tx, &desk_record_record, id, desk, ask->call->arena) : 0;
	return found == 1 ||
	       (store_well(ask) && refuse(ask, PROBLEM_NOT_PERMITTED, "desk", "no desk asks"));
}

static bool
end_it(struct arrival *arrival, const char *state, micros now)
{
	arrival->state = state;
	arrival->ended = now;
	arrival->word = arrival->note = arrival->needs = arrival->priority = NULL;
	return true;
}

/* Nobody waits over night. */
static void
close_before(struct ask *ask, const char *site, const char *day)
{
	struct list open = {0};
	arrivals_open(ask->tx, site, MOST_OPEN, ask->call->arena, &open);
	LIST_EACH(struct arrival, was, &open)
	{
		struct arrival now = *was;
		if (strcmp(was->day, day) >= 0)
			continue;
		end_it(
		    &now, text_same(was->state, "being-served") ? "done" : "left", tx_now(ask->tx));
		keep(ask, "arrival.close", &now, was);
	}
}

/* ---- the list ---- */

static void
name_it(struct ask *ask, struct arrival *arrival)
{
	struct candidate face;
	if (arrival->customer &&
	    customer_face(ask->tx, arrival->customer, &face, ask->call->arena) == 1)
		arrival->name = face.name;
}

bool
arrivals_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct arrival_page *page = record_new(arena, &arrival_page_record);
	const char *today = day_text(ask, tx_now(ask->tx));
	struct desk_record desk;
	struct list open = {0};
	if (!own_desk(ask, &desk))
		return false;
	page->site = desk.site;
	arrivals_open(ask->tx, desk.site, MOST_OPEN, arena, &open);
	LIST_EACH(struct arrival, arrival, &open)
	{
		if (!text_same(arrival->day, today))
			continue;
		name_it(ask, arrival);
		*(struct arrival *)list_add(arena, &page->items, &arrival_record) = *arrival;
	}
	rooms_used(ask->tx, desk.site, arena, &page->rooms);
	arrivals_counted(ask->tx, desk.site, today, page);
	ask->answer->body = page;
	return true;
}

/* ---- at reception ---- */

static bool
check_arrival(struct ask *ask, const struct arrival *arrival, const struct desk_record *desk)
{
	struct arena *arena = ask->call->arena;
	struct customer customer;
	struct service_text service;
	struct arrival other;
	if (!text_same(ask->call->params[0], arrival->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!text_same(arrival->site, desk->site))
		return refuse(ask, PROBLEM_BAD_FIELD, "site", "not the site of this desk");
	if (!arrival->customer && text_blank(arrival->word))
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "word", "say who it is: in a word, if not by name");
	if (arrival->customer && customer_get(ask->tx, arrival->customer, &customer, arena) == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer");
	if (arrival->service && directory_get(ask->tx, arrival->service, 0, &service, arena) == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "service", "no such service");
	if (arrival_of_contact(ask->tx, arrival->contact, &other, arena) == 1 &&
	    !text_same(other.id, arrival->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "contact", "another arrival's contact");
	return store_well(ask);
}

/* A1 … A99, B1 … Z99, and A1 again: short enough to be called out. */
static void
number_it(struct ask *ask, struct arrival *arrival)
{
	int64_t at;
	arrival->number = ticket_take(ask->tx, arrival->site, arrival->day);
	at = arrival->number ? arrival->number - 1 : 0;
	arrival->ticket = arena_printf(
	    ask->call->arena, "%c%d", (char)('A' + at / TICKETS % 26), (int)(at % TICKETS) + 1);
}

static void
begin_it(struct ask *ask, struct arrival *arrival, const struct desk_record *desk)
{
	micros now = tx_now(ask->tx);
	const char *today = day_text(ask, now);
	close_before(ask, desk->site, today);
	if (arrival->since > now || !text_same(day_text(ask, arrival->since), today))
		arrival->since = now; /* the desk's clock is wrong, or it was long without a line */
	arrival->day = today;
	arrival->council = desk->council;
	arrival->state = "waiting";
	arrival->author = ask->session->user;
	number_it(ask, arrival);
}

/* What reception does not say stays as it was. */
static void
carry_on(struct arrival *arrival, const struct arrival *was)
{
	struct arrival now = *was;
	now.customer = arrival->customer;
	now.word = arrival->word;
	now.service = arrival->service;
	now.note = arrival->note;
	now.needs = arrival->needs;
	now.priority = arrival->priority;
	*arrival = now;
}

bool
arrival_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct arrival *now = record_copy(arena, &arrival_record, ask->call->body);
	struct arrival was;
	struct desk_record desk;
	now->name = NULL;
	if (!own_desk(ask, &desk) || !check_arrival(ask, now, &desk))
		return false;
	int found = arrival_get(ask->tx, now->id, &was, arena);
	if (found < 0)
		return false;
	if (found && (was.ended || !text_same(was.site, desk.site)))
		return refuse(ask, PROBLEM_CONFLICT, "state", "they have gone");
	if (found) {
		carry_on(now, &was);
	} else {
		*now = (struct arrival){.id = now->id,
		    .site = now->site,
		    .customer = now->customer,
		    .word = now->word,
		    .service = now->service,
		    .note = now->note,
		    .needs = now->needs,
		    .priority = now->priority,
		    .contact = now->contact,
		    .since = now->since};
		begin_it(ask, now, &desk);
	}
	keep(ask, "arrival.put", now, found ? &was : NULL);
	name_it(ask, now);
	ask->answer->body = now;
	return true;
}

/* Whose values the answer holds. */
static const char *
subject_of(const struct arrival *arrival)
{
	return !arrival ? NULL : arrival->customer ? arrival->customer : arrival->contact;
}

const char *
arrival_person(const struct ask *ask)
{
	return subject_of(ask->answer->body);
}

/* ---- calling ---- */

/* A need that no desk of the site says it meets keeps nobody waiting. */
static bool
need_met(const struct list *desks, const struct desk_record *desk, const char *need)
{
	if (desk->has && list_has(desk->has, need))
		return true;
	LIST_EACH(struct desk_record, other, desks)
	if (text_same(other->site, desk->site) && other->has && list_has(other->has, need))
		return false;
	return true;
}

static bool
fits(struct ask *ask, const struct list *desks, const struct desk_record *desk,
    const struct arrival *arrival)
{
	const char *rest = arrival->needs, *word;
	if (arrival->service && desk->services && !list_has(desk->services, arrival->service))
		return false;
	for (size_t length; (length = list_word(&rest, &word)) > 0;)
		if (!need_met(desks, desk, arena_strndup(ask->call->arena, word, length)))
			return false;
	return true;
}

static bool
take(struct ask *ask, const struct arrival *was, struct arrival_call *call)
{
	struct arena *arena = ask->call->arena;
	if (!arrival_take(ask->tx, was->id, ask->session->desk, ask->session->user))
		return false;
	call->called = record_new(arena, &arrival_record);
	arrival_get(ask->tx, was->id, call->called, arena);
	keep(ask, "arrival.call", call->called, was);
	name_it(ask, call->called);
	return true;
}

static bool
call_one(struct ask *ask, const struct desk_record *desk, struct arrival_call *call)
{
	struct arrival was;
	int found = arrival_get(ask->tx, call->arrival, &was, ask->call->arena);
	if (found < 0)
		return false;
	if (!found || !text_same(was.site, desk->site))
		return refuse(ask, PROBLEM_BAD_FIELD, "arrival", "nobody of this site");
	return take(ask, &was, call) || (store_well(ask) && refuse(ask, PROBLEM_CONFLICT, "state",
								"they do not wait any more"));
}

bool
arrival_call_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct arrival_call *call = record_copy(arena, &arrival_call_record, ask->call->body);
	struct list open = {0}, desks = {0};
	struct desk_record desk;
	if (!text_same(ask->call->params[0], call->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!own_desk(ask, &desk))
		return false;
	call->called = NULL;
	close_before(ask, desk.site, day_text(ask, tx_now(ask->tx)));
	if (call->arrival) {
		if (!call_one(ask, &desk, call))
			return false;
	} else {
		arrivals_open(ask->tx, desk.site, MOST_OPEN, arena, &open);
		partner_list(ask->tx, &desk_record_record, arena, &desks);
		LIST_EACH(struct arrival, was, &open)
		if (text_same(was->state, "waiting") && fits(ask, &desks, &desk, was) &&
		    take(ask, was, call))
			break;
	}
	ask->answer->body = call;
	return store_well(ask);
}

const char *
arrival_call_person(const struct ask *ask)
{
	const struct arrival_call *call = ask->answer->body;
	return call ? subject_of(call->called) : NULL;
}

/* ---- what becomes of them ---- */

static bool
in_state(const struct arrival *arrival, const char *a, const char *b)
{
	return text_same(arrival->state, a) || text_same(arrival->state, b);
}

static void
serve(struct ask *ask, struct arrival *now)
{
	now->state = "being-served";
	now->served = tx_now(ask->tx);
	if (!now->called)
		now->called = now->served;
}

/* False when it cannot happen in this state. */
static bool
happen(struct ask *ask, struct arrival *now, const char *kind)
{
	micros when = tx_now(ask->tx);
	if (text_same(kind, "again") && in_state(now, "called", NULL)) {
		now->calls++;
	} else if (text_same(kind, "serve") && in_state(now, "called", NULL)) {
		serve(ask, now);
	} else if (text_same(kind, "done") && in_state(now, "called", "being-served")) {
		end_it(now, "done", when);
	} else if (text_same(kind, "left") && in_state(now, "called", "waiting")) {
		end_it(now, "left", when);
	} else if (text_same(kind, "no-show") && in_state(now, "called", NULL)) {
		now->no_show = true;
		end_it(now, "left", when);
	} else if (text_same(kind, "return") && in_state(now, "called", NULL)) {
		now->state = "waiting";
		now->desk = now->user = NULL;
	} else {
		return false;
	}
	return true;
}

bool
arrival_event_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct arrival_event *event = ask->call->body;
	struct arrival was, *now = record_new(arena, &arrival_record);
	struct desk_record desk;
	if (!text_same(ask->call->params[1], event->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!own_desk(ask, &desk))
		return false;
	int found = arrival_get(ask->tx, ask->call->params[0], &was, arena);
	if (found < 0)
		return false;
	if (!found || !text_same(was.site, desk.site))
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	*now = was;
	if (!happen(ask, now, event->kind))
		return refuse(ask, PROBLEM_CONFLICT, "state", was.state);
	keep(ask, arena_printf(arena, "arrival.%s", event->kind), now, &was);
	name_it(ask, now);
	ask->answer->body = now;
	return true;
}

void
arrival_follow(struct ask *ask, const struct contact *contact)
{
	struct arrival was, now;
	if (arrival_of_contact(ask->tx, contact->id, &was, ask->call->arena) != 1 || was.ended)
		return;
	now = was;
	if (contact->customer)
		now.customer = contact->customer;
	if (!text_same(was.state, "being-served")) {
		serve(ask, &now);
		now.desk = contact->desk;
		now.user = contact->user;
	}
	if (contact->ended)
		end_it(&now, "done", tx_now(ask->tx));
	keep(ask, "arrival.contact", &now, &was);
}
