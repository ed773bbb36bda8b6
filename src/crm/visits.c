/*
 * Visits of people who work alone. A visit has an end; when it is over and nobody has said that the
 * worker is safe, the CRM itself climbs a ladder (directory/ladder.h), whatever desks are up: each
 * rung goes to the desks, and stays there until somebody says what was done about it.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "directory/ladder.h"
#include "directory/matrix.h"
#include "store/audit.h"
#include "store/board.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/held.h"
#include "store/partners.h"
#include "store/places.h"
#include "store/services.h"

#include <string.h>

enum { MOST = 500, CAUTIONS = 50 };
#define LONGEST (24 * MICROS_HOUR)
#define CHECKED_FOR (30 * MICROS_MINUTE) /* the new end, when a check-in names none */

/* ---- who may ---- */

static bool
is_theirs(const struct session *session, const struct visit *visit)
{
	return text_same(session->user, visit->worker) || text_same(session->team, visit->team);
}

bool
visit_seen(const struct session *session, const struct visit *visit)
{
	const struct concern concern = {.responsible = visit->council};
	return is_theirs(session, visit) ||
	       permitted(session->role, ACTION_BOOK_VISIT, session->council, &concern);
}

bool
visits_read(struct ask *ask)
{
	struct visit_page *page = record_new(ask->call->arena, &visit_page_record);
	struct list all = {0};
	visits_open(ask->tx, MOST, ask->call->arena, &all);
	LIST_EACH(struct visit, visit, &all)
	if (visit_seen(ask->session, visit))
		*(struct visit *)list_add(ask->call->arena, &page->items, &visit_record) = *visit;
	leave_trace(ask, "visits.read", NULL,
	    arena_printf(ask->call->arena, "%zu visits", page->items.count));
	ask->answer->body = page;
	return true;
}

const char *
visit_person(const struct ask *ask)
{
	const struct visit *visit = ask->answer->body;
	return visit->customer ? visit->customer : visit->id;
}

/* ---- cautions ---- */

static void
add_cautions(struct ask *ask, struct visit *visit, const char *customer)
{
	struct arena *arena = ask->call->arena;
	struct customer record;
	char today[11];
	date_format(today, london_of(tx_now(ask->tx)).date);
	if (customer_get(ask->tx, customer, &record, arena) != 1)
		return;
	LIST_EACH(struct marker, marker, &record.markers)
	if (!marker->ended && (!marker->until || strcmp(marker->until, today) >= 0) &&
	    visit->cautions.count < CAUTIONS)
		*(struct visit_caution *)list_add(arena, &visit->cautions, &visit_caution_record) =
		    (struct visit_caution){marker->kind, marker->text, marker->until,
			!text_same(customer, visit->customer)};
}

/* The property of the gazetteer that the place names, when it names one. */
static void
find_property(struct ask *ask, struct visit *visit)
{
	struct list found = {0};
	bool more;
	if (!text_blank(visit->property))
		return;
	properties_find(ask->tx, visit->place, 2, ask->call->arena, &found, &more);
	if (found.count == 1)
		visit->property = LIST_AT(struct property, &found, 0)->id;
}

/* Of the customer, and of everybody else who lives where the visit goes. */
static void
find_cautions(struct ask *ask, struct visit *visit)
{
	struct arena *arena = ask->call->arena;
	find_property(ask, visit);
	struct address at = {.id = visit->id, .kind = "home", .uprn = visit->property};
	struct customer words = {.addresses = {&at, 1}};
	const char *ids[CAUTIONS];
	size_t count = 0;
	visit->cautions = (struct list){0};
	if (visit->customer)
		add_cautions(ask, visit, visit->customer);
	if (text_blank(visit->property))
		return;
	customers_with(ask->tx, &words, CAUTIONS, arena, ids, &count);
	for (size_t i = 0; i < count; i++)
		if (!text_same(ids[i], visit->customer))
			add_cautions(ask, visit, ids[i]);
}

/* ---- keeping ---- */

static struct ladder
ladder_here(struct tx *tx, struct arena *arena)
{
	struct list rungs = {0};
	partner_list(tx, &ladder_rung_record, arena, &rungs);
	return ladder_of(&rungs);
}

static void
keep(struct ask *ask, const char *action, const struct visit *now, const struct visit *was)
{
	struct audit_entry entry = {.action = action,
	    .record = "visit",
	    .id = now->id,
	    .person = now->customer ? now->customer : now->id,
	    .of = &visit_record,
	    .was = was,
	    .now = now};
	visit_put(ask->tx, now);
	audit_add(ask->tx, &entry);
	feed_add(ask->tx, "visit", now->id, NULL, 0);
	schedule_changed(ask->crm);
}

/* Its end is another: nobody is overdue until then. */
static void
watch_from(struct ask *ask, struct visit *visit, micros ends)
{
	struct ladder ladder = ladder_here(ask->tx, ask->call->arena);
	visit->ends = ends;
	visit->raised = NULL;
	visit->answered = false;
	ladder_next(&ladder, -1, ends, &visit->due);
}

static void
watch_no_more(struct visit *visit, const char *state)
{
	visit->state = state;
	visit->raised = NULL;
	visit->answered = false;
	visit->due = 0;
}

static struct visit_act *
add_act(struct ask *ask, struct visit *visit, const char *kind, micros at)
{
	char id[ID_LENGTH + 1];
	struct visit_act *act = list_add(ask->call->arena, &visit->acts, &visit_act_record);
	tx_id(ask->tx, id);
	*act = (struct visit_act){.id = arena_strdup(ask->call->arena, id),
	    .kind = kind,
	    .at = at,
	    .ends = visit->ends,
	    .author = ask->session ? ask->session->user : NULL};
	return act;
}

/* ---- planning ---- */

static bool
times_good(struct ask *ask, const struct visit *visit)
{
	if (visit->ends <= visit->begins)
		return refuse(ask, PROBLEM_BAD_FIELD, "ends", "a visit ends after it begins");
	if (visit->ends - visit->begins > LONGEST)
		return refuse(ask, PROBLEM_BAD_FIELD, "ends", "a visit is over within a day");
	return true;
}

static bool
names_known(struct ask *ask, struct visit *visit)
{
	struct arena *arena = ask->call->arena;
	struct officer worker;
	struct service_text service;
	struct customer customer;
	if (officer_get(ask->tx, visit->worker, &worker, arena) != 1 || worker.gone)
		return store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "worker",
					      "nobody of that name is on the "
					      "whiteboard");
	if (directory_get(ask->tx, visit->service, 0, &service, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "service", "no such service");
	if (visit->customer && customer_get(ask->tx, visit->customer, &customer, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer");
	visit->team = worker.team;
	visit->council = worker.council;
	const struct service *parsed = parsed_service(ask->crm->parsed, &service);
	if (parsed && matrix_on(parsed, visit->council, MECHANISM_LONE_WORKERS,
			  london_of(tx_now(ask->tx)).date))
		return true;
	return refuse(
	    ask, PROBLEM_BAD_FIELD, "service", "lone workers are not ticked for it there");
}

static void
tidy(struct ask *ask, struct visit *visit)
{
	char number[20];
	if (visit->phone && phone_normal(visit->phone, number))
		visit->phone = arena_strdup(ask->call->arena, number);
}

bool
visit_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct visit was, *visit = record_copy(arena, &visit_record, ask->call->body);
	if (!text_same(ask->call->params[0], visit->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!times_good(ask, visit) || !names_known(ask, visit))
		return false;
	if (!visit_seen(ask->session, visit))
		return refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL);
	int found = visit_get(ask->tx, visit->id, &was, arena);
	if (found < 0)
		return false;
	if (found && !text_same(was.state, "planned"))
		return refuse(ask, PROBLEM_CONFLICT, "state", "it has been begun, or is over");
	visit->state = "planned";
	visit->author = ask->session->user;
	visit->acts = found ? was.acts : (struct list){0};
	tidy(ask, visit);
	watch_from(ask, visit, visit->ends);
	find_cautions(ask, visit);
	add_act(ask, visit, "plan", tx_now(ask->tx));
	keep(ask, "visit.plan", visit, found ? &was : NULL);
	ask->answer->body = visit;
	return true;
}

/* ---- on the way ---- */

/* The whiteboard follows: out until the end, in again after it. */
static void
say_where(struct ask *ask, const struct visit *visit, const char *state, micros at)
{
	struct officer worker;
	struct board_word said = {.state = state, .back = visit->ends, .at = at};
	if (officer_get(ask->tx, visit->worker, &worker, ask->call->arena) == 1)
		presence_say(ask, &worker, &said);
}

/* Somebody says what was done about a rung; one that has been climbed since must be seen first. */
static bool
take_answer(struct ask *ask, struct visit *visit, const struct visit_act *act)
{
	if (text_blank(act->text) || strlen(act->text) < SHORTEST_REASON)
		return refuse(ask, PROBLEM_BAD_FIELD, "text", "say what was done");
	if (!visit->raised || !text_same(act->rung, visit->raised))
		return refuse(ask, PROBLEM_CONFLICT, "rung", "another rung has been climbed since");
	visit->answered = true;
	return true;
}

static bool
take_act(struct ask *ask, struct visit *visit, const struct visit_act *act, micros at)
{
	bool open = text_same(visit->state, "planned") || text_same(visit->state, "begun");
	if (!open)
		return refuse(ask, PROBLEM_CONFLICT, "state", "the visit is over");
	if (text_same(act->kind, "answer"))
		return take_answer(ask, visit, act);
	if (text_same(act->kind, "begin")) {
		visit->state = "begun";
		find_cautions(ask, visit);
		say_where(ask, visit, "out", at);
	} else if (text_same(act->kind, "check")) {
		micros later = visit->ends < at ? at + CHECKED_FOR : visit->ends;
		watch_from(ask, visit, act->ends > at ? act->ends : later);
		say_where(ask, visit, "out", at);
	} else if (text_same(act->kind, "back")) {
		watch_no_more(visit, "back");
		say_where(ask, visit, "in", at);
	} else if (text_same(act->kind, "cancel")) {
		watch_no_more(visit, "cancelled");
	} else {
		return refuse(ask, PROBLEM_BAD_FIELD, "kind", "the CRM's own");
	}
	return true;
}

bool
visit_act_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct visit_act *act = ask->call->body;
	struct visit was;
	int found = visit_get(ask->tx, ask->call->params[0], &was, arena);
	if (found < 0)
		return false;
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (!visit_seen(ask->session, &was))
		return refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL);
	if (!text_same(ask->call->params[1], act->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	struct visit *visit = record_copy(arena, &visit_record, &was);
	ask->answer->body = visit;
	if (list_find(&was.acts, &visit_act_record, act->id))
		return true;
	micros now = tx_now(ask->tx), at = act->at < now ? act->at : now;
	if (!take_act(ask, visit, act, at))
		return false;
	struct visit_act *kept = add_act(ask, visit, act->kind, at);
	kept->id = act->id;
	kept->text = act->text;
	kept->rung = act->rung;
	keep(ask, arena_printf(arena, "visit.%s", act->kind), visit, &was);
	return true;
}

/* ---- the ladder ---- */

static void
raise(struct ask *ask, const struct ladder *ladder, const struct visit *was)
{
	struct visit *now = record_copy(ask->call->arena, &visit_record, was);
	micros tell = tx_now(ask->tx);
	tx_actor(ask->tx, was->author ? was->author : was->worker, NULL);
	while (now->due && now->due <= tell) {
		int rung = ladder_next(ladder, rung_named(now->raised), now->ends, &now->due);
		if (rung == LADDER_RUNGS)
			break;
		now->raised = rung_kinds[rung].id;
		now->answered = false;
		add_act(ask, now, "raise", now->due)->rung = now->raised;
		ladder_next(ladder, rung, now->ends, &now->due);
	}
	keep(ask, "visit.raise", now, was);
}

size_t
visits_raise(struct crm *crm, struct tx *tx, struct arena *arena)
{
	struct crm_call call = {.arena = arena};
	struct crm_answer answer = {0};
	struct ask ask = {.crm = crm, .call = &call, .answer = &answer, .tx = tx};
	struct ladder ladder = ladder_here(tx, arena);
	struct list due = {0};
	visits_due(tx, arena, &due);
	LIST_EACH(struct visit, visit, &due)
	raise(&ask, &ladder, visit);
	return due.count;
}
