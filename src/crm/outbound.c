/*
 * Calls out. A list is worked item by item: each is handed to one desk, which has it until it says
 * what came of the call, or for a while. Whoever asked not to be rung is never handed out again,
 * on any list; nor is anybody outside the hours in which one may ring, or while the service's tick
 * for calls out is not set.
 */
#include "store/outbound.h"
#include "base/text.h"
#include "crm/incidents.h"
#include "crm/surveys.h"
#include "directory/matrix.h"
#include "directory/responsible.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/partners.h"

#include <string.h>

#define HELD (30 * MICROS_MINUTE)
enum { LINES = 100, FILL_AT_ONCE = 500 };

void
outbound_audit(struct ask *ask, const char *action, const struct outbound_item *now,
    const struct outbound_item *was)
{
	struct audit_entry entry = {.action = action,
	    .record = "outbound_item",
	    .id = now->id,
	    .person = now->customer ? now->customer : now->id,
	    .of = &outbound_item_record,
	    .was = was,
	    .now = now};
	audit_add(ask->tx, &entry);
}

/* ---- the lists ---- */

bool
outbound_read(struct ask *ask)
{
	struct outbound_page *page = record_new(ask->call->arena, &outbound_page_record);
	const struct session *session = ask->session;
	outbound_lines(ask->tx, session->council, session->team, ask->call->arena, &page->items);
	if (page->items.count > LINES)
		page->items.count = LINES;
	ask->answer->body = page;
	return store_well(ask);
}

/* Is the service's tick for calls out set at that council today? On the writer's thread. */
static bool
ticked(struct ask *ask, const struct outbound_list *list)
{
	const struct service *service = survey_service(ask, list->service);
	struct date today = london_of(tx_now(ask->tx)).date;
	return service && matrix_on(service, list->council, MECHANISM_OUTBOUND, today);
}

static bool
find_list(struct ask *ask, struct outbound_list *list)
{
	int found = partner_get(
	    ask->tx, &outbound_list_record, ask->call->params[0], list, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0)
		return false;
	struct concern concern = {.responsible = list->council};
	bool own = !list->team || text_same(list->team, ask->session->team) ||
		   text_same(ask->session->role, "supervisor");
	return allowed(ask, ACTION_WORK_CASE, &concern) &&
	       (own || refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL));
}

/* May one ring now, by the list's days and hours? */
static bool
may_ring(struct ask *ask, const struct outbound_list *list)
{
	struct council council = {0};
	char words[80], today[11];
	bool open = false;
	struct err err;
	micros now = tx_now(ask->tx);
	partner_get(ask->tx, &council_record, list->council, &council, ask->call->arena);
	struct calendar calendar = council_calendar(council.id ? &council : NULL);
	date_format(today, london_of(now).date);
	if ((list->from && strcmp(today, list->from) < 0) ||
	    (list->until && strcmp(today, list->until) > 0))
		return false;
	return hours_status(list->hours ? list->hours : "Mo-Fr 09:00-17:00; PH off", &calendar, now,
		   &open, words, sizeof words, &err) == 0 &&
	       open;
}

/* ---- the next one ---- */

/* Asked not to be rung, on whatever list; erased; nobody knows the number; or, for a survey, asked
 * one in the meantime. */
static bool
must_not(struct ask *ask, const struct outbound_item *item, const char *service)
{
	return text_blank(item->number) || incident_item_over(ask, item) ||
	       outbound_refused(ask->tx, item->customer, item->number) ||
	       survey_spared(ask, survey_service(ask, service), item->customer);
}

/* It is in nobody's hands any more. */
static void
let_go(struct outbound_item *item, const char *state)
{
	item->state = state;
	item->held_by = item->held_desk = NULL;
	item->held_until = 0;
}

static void
stop(struct ask *ask, const struct outbound_item *item)
{
	struct outbound_item *now = record_copy(ask->call->arena, &outbound_item_record, item);
	let_go(now, "stopped");
	outbound_put(ask->tx, now);
	outbound_audit(ask, "outbound.stop", now, item);
	incident_rung(ask, now, NULL);
}

static const struct outbound_item *
take(struct ask *ask, const struct outbound_list *list)
{
	struct arena *arena = ask->call->arena;
	const struct session *session = ask->session;
	for (;;) {
		struct outbound_item *item = record_new(arena, &outbound_item_record);
		const char *id = outbound_take(
		    ask->tx, list->id, session->user, session->desk, tx_now(ask->tx) + HELD, arena);
		if (!id || outbound_get(ask->tx, id, item, arena) != 1)
			return NULL;
		if (!must_not(ask, item, list->service)) {
			outbound_audit(ask, "outbound.take", item, NULL);
			return item;
		}
		stop(ask, item);
	}
}

bool
outbound_claim_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct outbound_list *list = record_new(arena, &outbound_list_record);
	struct outbound_turn *turn = record_new(arena, &outbound_turn_record);
	struct outbound_item held;
	if (!find_list(ask, list))
		return false;
	if (!ticked(ask, list))
		return refuse(
		    ask, PROBLEM_NOT_PERMITTED, "list", "calls out are not set for its service");
	turn->list = list;
	ask->answer->body = turn;
	int found = outbound_held(ask->tx, ask->session->user, ask->session->desk, &held, arena);
	struct outbound_list theirs = {0};
	if (found == 1 &&
	    partner_get(ask->tx, &outbound_list_record, held.list, &theirs, arena) != 1)
		return store_well(ask);
	if (found == 1 && must_not(ask, &held, theirs.service)) { /* it was said since */
		stop(ask, &held);
		found = 0;
	}
	if (found == 1) { /* one call at a time: what is not told yet comes first */
		turn->item = record_copy(arena, &outbound_item_record, &held);
		*list = theirs;
		return true;
	}
	if (!may_ring(ask, list)) {
		turn->none = "closed";
		return store_well(ask);
	}
	const struct outbound_item *item = take(ask, list);
	if (item) {
		turn->item = record_copy(arena, &outbound_item_record, item);
	} else {
		turn->next = outbound_next(ask->tx, list->id);
		turn->none = turn->next ? "later" : "empty";
	}
	return store_well(ask);
}

const char *
outbound_claim_person(const struct ask *ask)
{
	const struct outbound_turn *turn = ask->answer->body;
	return turn->item ? (turn->item->customer ? turn->item->customer : turn->item->id) : NULL;
}

/* ---- what came of it ---- */

static bool
ends(const char *outcome)
{
	return text_same(outcome, "spoke") || text_same(outcome, "wrong_number") ||
	       text_same(outcome, "not_again");
}

/* Done, not to be rung again, or once more at the time that the list's rule says. */
static void
go_on(struct ask *ask, struct outbound_item *item, const struct outbound_list *list,
    const char *outcome)
{
	struct err err;
	micros now = tx_now(ask->tx);
	bool enough = ends(outcome) || incident_item_over(ask, item) ||
		      (int64_t)item->attempts.count >= list->attempts;
	let_go(item, text_same(outcome, "spoke") ? "done" : enough ? "stopped" : "waiting");
	struct calendar calendar = council_calendar(NULL);
	if (text_same(item->state, "waiting") &&
	    due_after(list->spacing, list->hours, &calendar, now, &item->next, &err))
		item->next = now + MICROS_DAY;
}

/* Whoever asks not to be rung again has said so once and for all: it stands on their record. */
static bool
remember(struct ask *ask, const struct outbound_item *item, const struct outbound_attempt *attempt)
{
	struct arena *arena = ask->call->arena;
	struct customer was;
	if (!text_same(attempt->outcome, "not_again") || !item->customer ||
	    customer_get(ask->tx, item->customer, &was, arena) != 1 ||
	    customer_consents(ask->tx, was.id, "phone") == 0)
		return store_well(ask);
	struct customer *now = record_copy(arena, &customer_record, &was);
	*(struct consent *)list_add(arena, &now->consents, &consent_record) =
	    (struct consent){.id = attempt->id,
		.kind = "phone",
		.how = "when they were rung",
		.author = ask->session->user,
		.at = tx_now(ask->tx)};
	return customer_keep(ask, now, &was);
}

bool
outbound_attempt_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct outbound_attempt *body = ask->call->body;
	struct outbound_item *was = record_new(arena, &outbound_item_record);
	struct outbound_list list = {0};
	int found = outbound_get(ask->tx, ask->call->params[0], was, arena);
	if (!text_same(ask->call->params[1], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0 || partner_get(ask->tx, &outbound_list_record, was->list, &list, arena) != 1)
		return false;
	struct concern concern = {.responsible = list.council};
	if (!allowed(ask, ACTION_WORK_CASE, &concern))
		return false;
	ask->answer->body = was;
	const struct outbound_attempt *kept =
	    list_find(&was->attempts, &outbound_attempt_record, body->id);
	if (kept)
		return text_same(kept->outcome, body->outcome) ||
		       refuse(ask, PROBLEM_BAD_FIELD, "id", "the attempt is another one");
	if (!text_same(was->state, "held") || !text_same(was->held_by, ask->session->user))
		return refuse(ask, PROBLEM_CONFLICT, "state", "another desk has it by now");
	struct outbound_item *now = record_copy(arena, &outbound_item_record, was);
	struct outbound_attempt *attempt =
	    list_add(arena, &now->attempts, &outbound_attempt_record);
	*attempt = *body;
	attempt->user = ask->session->user;
	attempt->desk = ask->session->desk;
	go_on(ask, now, &list, body->outcome);
	outbound_put(ask->tx, now);
	outbound_audit(ask, "outbound.attempt", now, was);
	incident_rung(ask, now, body->outcome);
	ask->answer->body = now;
	return remember(ask, now, attempt);
}

const char *
outbound_item_person(const struct ask *ask)
{
	const struct outbound_item *item = ask->answer->body;
	return item->customer ? item->customer : item->id;
}

/* ---- administration ---- */

struct setting {
	struct crm *crm;
	const char *actor;
	const struct outbound_list *list;
	struct err *err;
};

static bool
set_list(struct tx *tx, void *context)
{
	struct setting *setting = context;
	const struct outbound_list *list = setting->list;
	struct arena arena;
	struct council council;
	struct team team;
	struct crm_answer answer = {0};
	arena_init(&arena);
	struct crm_call call = {.arena = &arena};
	struct ask ask = {.crm = setting->crm, .call = &call, .answer = &answer, .tx = tx};
	setting->err->text[0] = '\0';
	if (partner_get(tx, &council_record, list->council, &council, &arena) != 1)
		err_set(setting->err, "there is no council \"%s\"", list->council);
	else if (list->team && partner_get(tx, &team_record, list->team, &team, &arena) != 1)
		err_set(setting->err, "there is no team \"%s\"", list->team);
	else if (list->hours && hours_check(list->hours, setting->err) < 0)
		err_prefix(setting->err, "hours");
	else if (duration_check(list->spacing, setting->err) < 0)
		err_prefix(setting->err, "spacing");
	else if (list->attempts < 1 || list->attempts > 20)
		err_set(setting->err, "attempts are 1 to 20");
	else if (!ticked(&ask, list))
		err_set(setting->err,
		    "calls out are not set for \"%s\" at %s: tick `outbound` under its mechanisms",
		    list->service, list->council);
	if (!setting->err->text[0]) {
		tx_actor(tx, setting->actor, NULL);
		partner_put(tx, &outbound_list_record, list);
		struct audit_entry entry = {.action = "outbound.list",
		    .record = "outbound_list",
		    .id = list->id,
		    .of = &outbound_list_record,
		    .now = list};
		audit_add(tx, &entry);
	}
	arena_release(&arena);
	return !setting->err->text[0];
}

int
crm_outbound_list(
    struct crm *crm, const char *actor, const struct outbound_list *list, struct err *err)
{
	struct setting setting = {crm, actor, list, err};
	const char *where;
	struct arena arena;
	arena_init(&arena);
	int rc = record_check(&outbound_list_record, list, &arena, &where, err);
	arena_release(&arena);
	if (rc < 0)
		return -1;
	rc = manage_write(crm, set_list, &setting, err);
	return rc < 0 || err->text[0] ? -1 : 0;
}

/* One row: whom, found by an id, reference or nothing but the number. Whoever asked not to be rung
 * is refused, or (`skips`) passed over. */
static bool
put(struct ask *ask, struct import *import, const void *from, bool skips)
{
	struct arena *arena = ask->call->arena;
	struct outbound_item *item = record_copy(arena, &outbound_item_record, from);
	struct customer customer = {0};
	struct outbound_list list;
	char id[ID_LENGTH + 1];
	if (partner_get(ask->tx, &outbound_list_record, item->list, &list, arena) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "list", "no such list");
	if (!text_blank(item->customer)) {
		const char *found = NULL;
		if (manage_customer(ask->tx, item->customer, arena, &found) != 1 ||
		    customer_get(ask->tx, found, &customer, arena) != 1)
			return store_well(ask) &&
			       refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer");
		item->customer = item->key = customer.id;
		item->name = customer_list_name(&customer, arena);
		if (text_blank(item->number) && customer.phones.count)
			item->number = LIST_AT(struct phone, &customer.phones, 0)->number;
	} else {
		item->customer = NULL;
		item->key = item->number;
	}
	if (text_blank(item->number))
		return refuse(ask, PROBLEM_BAD_FIELD, "number", "there is no number to ring");
	bool refused = outbound_refused(ask->tx, item->customer, item->number);
	if (refused && !skips)
		return refuse(ask, PROBLEM_BAD_FIELD, "customer", "asked not to be rung");
	if (refused || outbound_known(ask->tx, item->list, item->key)) {
		import->counts.unchanged++;
		return true;
	}
	tx_id(ask->tx, id);
	item->id = arena_strdup(arena, id);
	item->state = "waiting";
	item->made = tx_now(ask->tx);
	item->next = 1; /* at once, by whatever clock is asked */
	item->attempts = (struct list){0};
	outbound_put(ask->tx, item);
	outbound_audit(ask, "outbound.add", item, NULL);
	import->counts.added++;
	return store_well(ask);
}

static bool
put_item(struct ask *ask, struct import *import, const void *from)
{
	return put(ask, import, from, false);
}

static bool
fill_item(struct ask *ask, struct import *import, const void *from)
{
	return put(ask, import, from, true);
}

int
crm_outbound_items(struct crm *crm, const char *actor, const struct outbound_item *items,
    size_t count, struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, put_item, counts, err);
}

int
crm_outbound_fill(struct crm *crm, const char *actor, const char *list, const char *consent,
    struct crm_counts *counts, struct err *err)
{
	struct arena arena;
	int rc = 0;
	const char *after = NULL;
	*counts = (struct crm_counts){0};
	arena_init(&arena);
	for (bool more = true; more && rc == 0;) {
		struct list found = {0};
		struct crm_counts some = {0};
		struct tx *tx = store_read(crm->store);
		if (!tx)
			return err_set(err, "the CRM cannot be read");
		customers_agreeing(tx, consent, after, FILL_AT_ONCE, &arena, &found);
		store_done(tx);
		LIST_EACH(struct outbound_item, item, &found)
		{
			item->list = list;
			after = item->customer;
		}
		more = found.count == FILL_AT_ONCE;
		rc = import_each(crm, actor, found.items, sizeof(struct outbound_item), found.count,
		    fill_item, &some, err);
		counts->added += some.added;
		counts->unchanged += some.unchanged;
	}
	arena_release(&arena);
	return rc;
}
