/*
 * Next best: the one case that this user should do next is theirs, in one request. The order is the
 * store's (case_next); a case that they may not work on or see is passed over, and so is one that
 * they have just let go of, while there is another. On one writer and by a conditional update: of
 * two desks, or two frontdeskd, one has it.
 */
#include "base/text.h"
#include "crm/back_office.h"
#include "crm/sharing.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/partners.h"
#include "store/queues.h"

#include <string.h>

enum { MOST_QUEUES = 400, MOST_SKILLS = 40, OFFERS = 300 };

struct choosing {
	struct ask *ask;
	struct case_record record;
	const char *let_go; /* the first that was passed over for that */
	int offers;
};

/* ---- where, and for what ---- */

/* The user's skills, and "" for none. */
static size_t
skills_of(const struct session *session, struct arena *arena, const char **skills)
{
	size_t count = 0;
	skills[count++] = "";
	for (const char *at = session->skills ? session->skills : ""; *at && count < MOST_SKILLS;) {
		size_t length = strcspn(at, " ");
		if (length)
			skills[count++] = arena_strndup(arena, at, length);
		at += length + (at[length] == ' ');
	}
	return count;
}

static bool
queue_asked(struct ask *ask, const char *id, const char **queues, size_t *count)
{
	struct queue queue;
	int found = partner_get(ask->tx, &queue_record, id, &queue, ask->call->arena);
	if (found != 1)
		return found == 0 && refuse(ask, PROBLEM_BAD_FIELD, "queue", "no such queue");
	struct concern concern = {.responsible = queue.council};
	queues[(*count)++] = queue.id;
	return allowed(ask, ACTION_WORK_CASE, &concern);
}

static void
own_queues(struct ask *ask, const char **queues, size_t *count)
{
	struct list own = {0};
	queues_of(ask->tx, ask->session->team, ask->session->council, ask->call->arena, &own);
	LIST_EACH(struct queue, queue, &own)
	if (*count < MOST_QUEUES)
		queues[(*count)++] = queue->id;
}

/* ---- choosing ---- */

static bool
has_let_go(const struct choosing *choosing)
{
	const struct list *events = &choosing->record.events;
	const struct case_event *last =
	    events->count ? LIST_AT(struct case_event, events, events->count - 1) : NULL;
	return last && text_same(last->kind, "release") &&
	       text_same(last->user, choosing->ask->session->user);
}

/* May they work on it, and see it? What waits for somebody else, its clock stopped, is not to be
 * done now. */
static bool
theirs(struct choosing *choosing, const char *id)
{
	struct ask *ask = choosing->ask;
	const struct session *session = ask->session;
	return case_get(ask->tx, id, &choosing->record, ask->call->arena) == 1 &&
	       !choosing->record.stopped &&
	       case_permitted(
		   session->role, ACTION_WORK_CASE, session->council, &choosing->record) &&
	       case_sight(ask, &choosing->record, false) == SEE_ALL &&
	       !case_life_barred(ask, &choosing->record, session->user);
}

static bool
take(struct choosing *choosing)
{
	struct ask *ask = choosing->ask;
	return case_take(ask->tx, choosing->record.id, ask->session->user) == 1;
}

static bool
offer(void *context, const char *id)
{
	struct choosing *choosing = context;
	if (++choosing->offers > OFFERS)
		return true;
	if (!theirs(choosing, id))
		return false;
	if (has_let_go(choosing)) {
		if (!choosing->let_go)
			choosing->let_go = choosing->record.id;
		return false;
	}
	return take(choosing);
}

static bool
choose(struct choosing *choosing, const struct next_query *query)
{
	if (case_next(choosing->ask->tx, query, offer, choosing) == 1 && choosing->offers <= OFFERS)
		return true;
	return choosing->let_go && theirs(choosing, choosing->let_go) && take(choosing);
}

/* It is claimed as if they had opened it and claimed it. */
static bool
keep(struct ask *ask, struct choosing *choosing, struct next_best_page *page)
{
	struct case_event event = {
	    .id = ask->call->params[0], .kind = "claim", .at = tx_now(ask->tx)};
	if (!case_event_rules(ask, &choosing->record, &event))
		return false;
	page->taken = record_new(ask->call->arena, &case_page_record);
	case_fill_page(ask, page->taken, &choosing->record);
	struct audit_entry entry = {.action = "case.read",
	    .record = "case_record",
	    .id = choosing->record.id,
	    .purpose = arena_printf(ask->call->arena, "case %s", choosing->record.id)};
	return audit_add(ask->tx, &entry) == 0;
}

bool
next_best_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct next_best *body = ask->call->body;
	const char *queues[MOST_QUEUES], *skills[MOST_SKILLS];
	struct next_query query = {.queues = queues, .skills = skills};
	struct next_best_page *page = record_new(arena, &next_best_page_record);
	struct choosing choosing = {.ask = ask};
	if (!text_same(ask->call->params[0], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (text_blank(body->queue))
		own_queues(ask, queues, &query.queue_count);
	else if (!queue_asked(ask, body->queue, queues, &query.queue_count))
		return false;
	query.skill_count = skills_of(ask->session, arena, skills);
	ask->answer->body = page;
	if (choose(&choosing, &query))
		return keep(ask, &choosing, page);
	page->waiting = cases_waiting(ask->tx, &query);
	return true;
}

const char *
next_best_person(const struct ask *ask)
{
	const struct next_best_page *page = ask->answer->body;
	return page->taken ? case_subject(page->taken->record) : NULL;
}
