/*
 * Promises: made by the enquiries of a contact (a referral with a due time, a call-back) or by
 * hand, listed for those who keep them. What may be seen of one is what may be seen of the enquiry
 * that made it; whoever has to keep it sees it. What happens to them: promise_events.c.
 */
#include "crm/promises.h"
#include "base/text.h"
#include "crm/sharing.h"
#include "directory/opening.h"
#include "directory/responsible.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/erase.h"
#include "store/feed.h"
#include "store/partners.h"
#include "store/promises.h"

#include <string.h>

enum { PAGE = 100, OF_CUSTOMER = 20, WHAT = 400 };

static const char usual[] = "1 working day"; /* a call-back of which nothing else is said */

const char *
promise_subject(const struct promise *promise)
{
	return promise->customer  ? promise->customer
	       : promise->contact ? promise->contact
				  : promise->id;
}

const char *
promise_person(const struct ask *ask)
{
	return promise_subject(ask->answer->body);
}

/* ---- keeping ---- */

/* Whose lists have it: an owner, or a team. */
static void
tell_desks(struct ask *ask, const struct promise *promise)
{
	struct queue queue;
	if (promise->owner)
		feed_add(ask->tx, "promise", promise->owner, promise->id, 0);
	else if (promise->queue &&
		 partner_get(ask->tx, &queue_record, promise->queue, &queue, ask->call->arena) == 1)
		feed_add(ask->tx, "promise", queue.team, promise->id, 0);
}

void
promise_keep(
    struct ask *ask, const char *action, const struct promise *now, const struct promise *was)
{
	promise_put(ask->tx, now);
	struct audit_entry entry = {.action = action,
	    .record = "promise",
	    .id = now->id,
	    .person = promise_subject(now),
	    .of = &promise_record,
	    .was = was,
	    .now = now};
	audit_add(ask->tx, &entry);
	if (was &&
	    !(text_unchanged(was->owner, now->owner) && text_unchanged(was->queue, now->queue)))
		tell_desks(ask, was);
	tell_desks(ask, now);
	schedule_changed(ask->crm);
}

struct promise_event *
promise_event_add(struct ask *ask, struct promise *promise, const char *kind)
{
	char id[ID_LENGTH + 1];
	struct promise_event *event =
	    list_add(ask->call->arena, &promise->events, &promise_event_record);
	tx_id(ask->tx, id);
	event->id = arena_strdup(ask->call->arena, id);
	event->kind = kind;
	event->user = ask->session ? ask->session->user : NULL;
	event->at = tx_now(ask->tx);
	return event;
}

static void
begin(struct ask *ask, struct promise *promise)
{
	promise->state = "open";
	promise->made_by = ask->session->user;
	promise->settled_by = NULL;
	promise->kept = promise->settled = promise->overdue = promise->anonymised = 0;
	/* Nobody is reminded of what they have only just said. */
	promise->warned = promise->due - promise->made <= PROMISE_NOTICE ? tx_now(ask->tx) : 0;
	promise->events = (struct list){0};
	promise_event_add(ask, promise, "made");
}

/* ---- by an enquiry ---- */

/* The number to ring: the call's, else the first that the customer gave. */
static const char *
number_of(struct ask *ask, const struct contact *contact)
{
	struct customer customer;
	if (!text_blank(contact->caller))
		return contact->caller;
	if (!contact->customer ||
	    customer_get(ask->tx, contact->customer, &customer, ask->call->arena) != 1 ||
	    !customer.phones.count)
		return NULL;
	return LIST_AT(struct phone, &customer.phones, 0)->number;
}

/* When a call-back is due of which nothing was said: by the hours of who made it. */
static micros
usual_due(struct ask *ask, micros from)
{
	struct team team = {0};
	struct council council = {0};
	struct err err;
	micros due;
	const struct session *session = ask->session;
	if (session->team)
		partner_get(ask->tx, &team_record, session->team, &team, ask->call->arena);
	partner_get(ask->tx, &council_record, session->council, &council, ask->call->arena);
	struct calendar calendar = council_calendar(council.id ? &council : NULL);
	if (due_after(usual, team.hours, &calendar, from, &due, &err))
		due = from + MICROS_DAY;
	return due;
}

static void
fill(struct ask *ask, struct promise *promise, const struct contact *contact,
    const struct enquiry *enquiry)
{
	const struct case_open *opens = enquiry->opens;
	struct case_record record = {0};
	bool rings = text_same(enquiry->outcome, "callback");
	promise->kind = rings ? "ring" : "reply";
	promise->customer = contact->customer;
	promise->contact = contact->id;
	promise->enquiry = enquiry->id;
	promise->service = enquiry->service;
	promise->at = contact->at;
	promise->as = contact->as;
	promise->responsible = enquiry->responsible;
	promise->what = opens && !text_blank(opens->promise) ? opens->promise
			: rings                              ? "We will ring you back."
							     : "We will be back.";
	promise->number = number_of(ask, contact);
	promise->made = enquiry->began;
	promise->due = opens ? opens->due : 0;
	promise->queue = promise->owner = promise->case_id = NULL;
	if (opens && case_of_enquiry(ask->tx, enquiry->id, &record, ask->call->arena) == 1) {
		promise->case_id = record.id;
		promise->queue = record.queue;
		promise->owner = record.claimed_by;
		promise->responsible = record.responsible;
	} else {
		promise->owner = ask->session->user;
	}
	if (!promise->due)
		promise->due = usual_due(ask, contact->ended ? contact->ended : enquiry->began);
}

/* The contact says by now that nothing was promised. */
static void
unsay(struct ask *ask, const struct promise *was)
{
	struct promise *now = record_copy(ask->call->arena, &promise_record, was);
	promise_event_add(ask, now, "withdrawn");
	now->state = "withdrawn";
	now->settled = tx_now(ask->tx);
	now->settled_by = ask->session->user;
	promise_keep(ask, "promise.withdrawn", now, was);
}

static bool
promises_something(const struct enquiry *enquiry)
{
	return text_same(enquiry->outcome, "callback") || (enquiry->opens && enquiry->opens->due);
}

static void
follow_enquiry(struct ask *ask, const struct contact *contact, const struct enquiry *enquiry)
{
	struct arena *arena = ask->call->arena;
	struct promise was = {0};
	int found = promise_get(ask->tx, enquiry->id, &was, arena);
	if (found < 0 || (found == 1 && (was.events.count > 1 || !text_same(was.state, "open"))))
		return; /* somebody has done something about it: it is theirs now */
	if (!promises_something(enquiry)) {
		if (found == 1)
			unsay(ask, &was);
		return;
	}
	struct promise *now = record_new(arena, &promise_record);
	if (found == 1)
		now = record_copy(arena, &promise_record, &was);
	now->id = enquiry->id;
	fill(ask, now, contact, enquiry);
	if (found == 0)
		begin(ask, now);
	if (found == 0 || !record_equal(&promise_record, now, &was))
		promise_keep(ask, "promise.make", now, found == 1 ? &was : NULL);
}

void
promises_of_contact(struct ask *ask, const struct contact *contact)
{
	if (ask->session && !contact->anonymised)
		LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	follow_enquiry(ask, contact, enquiry);
}

/* ---- by hand ---- */

/* Somebody keeps it: a user, or the team of a queue. */
bool
promise_owned(struct ask *ask, const char *queue, const char *owner)
{
	struct arena *arena = ask->call->arena;
	struct queue found;
	struct user user;
	if (!text_blank(owner) &&
	    (partner_get(ask->tx, &user_record, owner, &user, arena) != 1 || user.suspended))
		return store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "owner", "no such user");
	if (!text_blank(queue) && partner_get(ask->tx, &queue_record, queue, &found, arena) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "queue", "no such queue");
	return !text_blank(owner) || !text_blank(queue) ||
	       refuse(ask, PROBLEM_BAD_FIELD, "owner", "nobody keeps it");
}

/* Whose it is, and which case's. */
static bool
check_links(struct ask *ask, struct promise *promise)
{
	struct arena *arena = ask->call->arena;
	struct customer customer;
	struct case_record record;
	struct council council;
	if (promise->customer) {
		int found = customer_is_erased(ask->tx, promise->customer)
				? 0
				: customer_get(ask->tx, promise->customer, &customer, arena);
		if (found != 1)
			return store_well(ask) &&
			       refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer");
	}
	if (promise->case_id) {
		if (case_get(ask->tx, promise->case_id, &record, arena) != 1)
			return store_well(ask) &&
			       refuse(ask, PROBLEM_BAD_FIELD, "case_id", "no such case");
		if (case_sight(ask, &record, false) != SEE_ALL)
			return refuse(ask, PROBLEM_NOT_PERMITTED, "case_id", NULL);
		promise->service = record.service;
		promise->responsible = record.responsible;
		promise->customer = record.customer;
	}
	if (text_blank(promise->as))
		promise->as = ask->session->council;
	if (partner_get(ask->tx, &council_record, promise->as, &council, arena) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "as", "no such council");
	return true;
}

bool
promise_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct promise *promise = record_copy(arena, &promise_record, ask->call->body), was;
	if (!text_same(ask->call->params[0], promise->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	int found = promise_get(ask->tx, promise->id, &was, arena);
	if (found < 0)
		return false;
	if (found == 1 || enquiry_contact(ask->tx, promise->id, arena))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "used before");
	promise->enquiry = NULL;
	if (text_blank(promise->queue))
		promise->queue = NULL;
	if (text_blank(promise->owner))
		promise->owner = NULL;
	if (text_blank(promise->what))
		return refuse(ask, PROBLEM_BAD_FIELD, "what", "nothing is promised");
	if (promise->due <= promise->made)
		return refuse(ask, PROBLEM_BAD_FIELD, "due", "it is past already");
	if (!check_links(ask, promise) || !promise_owned(ask, promise->queue, promise->owner))
		return false;
	promise->at = ask->session->council;
	begin(ask, promise);
	promise_keep(ask, "promise.make", promise, NULL);
	ask->answer->body = promise;
	return store_well(ask);
}

/* ---- reading ---- */

static enum sight
judge(struct ask *ask, struct promise_found *found)
{
	if (text_same(found->line.owner, ask->session->user))
		return SEE_ALL;
	return sight_of(ask, found->line.service, &found->what, false);
}

/* As it may be shown: false when not at all. */
static bool
show(struct ask *ask, struct promise_found *found, struct list *items)
{
	enum sight sight = judge(ask, found);
	const struct promise_line *line = &found->line;
	if (sight == SEE_NOTHING)
		return false;
	*(struct promise_line *)list_add(ask->call->arena, items, &promise_line_record) =
	    sight == SEE_ALL ? *line
			     : (struct promise_line){.id = line->id,
				   .kind = line->kind,
				   .council = line->council,
				   .queue = line->queue,
				   .team_name = line->team_name,
				   .owner = line->owner,
				   .state = line->state,
				   .made = line->made,
				   .due = line->due,
				   .kept = line->kept,
				   .overdue = line->overdue,
				   .withheld = true};
	return true;
}

bool
promises_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct session *session = ask->session;
	const char *which = ask->call->query[0];
	struct promise_page *page = record_new(arena, &promise_page_record);
	bool council = text_same(which, "council");
	struct promise_filter filter = {.user = session->user, .team = session->team};
	if (council)
		filter = (struct promise_filter){.council = session->council};
	else if (!text_blank(which) && !text_same(which, "mine"))
		return refuse(ask, PROBLEM_BAD_FIELD, "list", "mine or council");
	else if (text_same(session->role, "supervisor"))
		filter.late_of = session->council;
	struct list found = {0};
	promises_list(ask->tx, &filter, ask->call->query[1], PAGE, arena, &found, &page->next,
	    &page->open, &page->late);
	LIST_EACH(struct promise_found, one, &found)
	show(ask, one, &page->items);
	leave_trace(ask, "promise.list", council ? session->council : session->user,
	    arena_printf(arena, "%zu promises", page->items.count));
	ask->answer->body = page;
	return true;
}

void
promises_show_customer(struct ask *ask, const char *customer, struct list *items)
{
	struct list found = {0};
	promises_of_customer(ask->tx, customer, OF_CUSTOMER, ask->call->arena, &found);
	LIST_EACH(struct promise_found, one, &found)
	show(ask, one, items);
}

void
promises_show_case(struct ask *ask, const char *case_id, struct list *items)
{
	struct list found = {0};
	promises_of_case(ask->tx, case_id, ask->call->arena, &found);
	LIST_EACH(struct promise_found, one, &found)
	show(ask, one, items);
}

/* May they see it? What they may not know of is not there. */
bool
promise_seen(struct ask *ask, const struct promise *promise)
{
	struct queue queue = {0};
	struct sharing what = {.concern = {promise->at, promise->as, promise->responsible},
	    .taker = promise->made_by,
	    .consent = consent_of(ask, promise->customer)};
	if (text_same(promise->owner, ask->session->user))
		return true;
	if (promise->queue &&
	    partner_get(ask->tx, &queue_record, promise->queue, &queue, ask->call->arena) == 1)
		what.team = queue.team;
	enum sight sight = sight_of(ask, promise->service, &what, false);
	return sight == SEE_ALL ||
	       refuse(
		   ask, sight == SEE_SOMETHING ? PROBLEM_WITHHELD : PROBLEM_NOT_FOUND, NULL, NULL);
}

bool
promise_read(struct ask *ask)
{
	struct promise *promise = record_new(ask->call->arena, &promise_record);
	int found = promise_get(ask->tx, ask->call->params[0], promise, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0 || !promise_seen(ask, promise))
		return false;
	ask->answer->body = promise;
	return true;
}

bool
promise_audit(struct ask *ask)
{
	const struct promise *promise = ask->answer->body;
	struct audit_entry entry = {.action = "promise.read",
	    .record = "promise",
	    .id = promise->id,
	    .purpose = arena_printf(ask->call->arena, "promise %s", promise->id)};
	return audit_add(ask->tx, &entry) == 0;
}

/* ---- how they are kept ---- */

static bool
day(struct ask *ask, int index, const char *name, struct date otherwise, micros *out, int add)
{
	const char *text = ask->call->query[index];
	struct date date = otherwise;
	if (!text_blank(text) && !date_parse(text, &date))
		return refuse(ask, PROBLEM_BAD_FIELD, name, "not a day");
	*out = london_micros(date_add(date, add), 0, 0);
	return true;
}

bool
promise_counts_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct date today = london_of(tx_now(ask->tx)).date;
	struct promise_count_page *page = record_new(arena, &promise_count_page_record);
	micros from, to;
	if (!day(ask, 0, "from", (struct date){today.year, today.month, 1}, &from, 0) ||
	    !day(ask, 1, "to", today, &to, 1))
		return false;
	promises_count(ask->tx, PROMISE_BY_COUNCIL, NULL, from, to, arena, &page->councils);
	promises_count(ask->tx, PROMISE_BY_TEAM, NULL, from, to, arena, &page->teams);
	promises_count(ask->tx, PROMISE_BY_SERVICE, NULL, from, to, arena, &page->services);
	if (text_same(ask->session->role, "supervisor")) /* how single people do is theirs alone */
		promises_count(ask->tx, PROMISE_BY_OWNER, ask->session->council, from, to, arena,
		    &page->owners);
	ask->answer->body = page;
	return store_well(ask);
}
