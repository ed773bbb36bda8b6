/* Queues with their counts, the cases in them, what a user has to do, whom they can hand it to, and
 * blocks of references for desks. */
#include "store/queues.h"
#include "base/text.h"
#include "crm/back_office.h"
#include "crm/sharing.h"
#include "store/audit.h"
#include "store/leases.h"
#include "store/partners.h"

#include <string.h>

enum { CASES_PAGE = 50, ROLE_TEAM = 50, WORK = 100 };
#define BOUNCES_SINCE (90 * MICROS_DAY)

bool
team_queue(struct ask *ask, const struct team *team, const char *kind, struct queue *queue)
{
	struct arena *arena = ask->call->arena;
	const char *role = arena_printf(arena, "%s-%.*s", kind, ROLE_TEAM, team->id);
	int found = queue_find(ask->tx, role, team->council, queue, arena);
	if (found != 0)
		return found == 1;
	*queue = (struct queue){.id = arena_printf(arena, "%s.%s", team->council, role),
	    .role = role,
	    .council = team->council,
	    .team = team->id};
	partner_put(ask->tx, &queue_record, queue);
	struct audit_entry entry = {.action = "partnership.put",
	    .record = "queue",
	    .id = queue->id,
	    .of = &queue_record,
	    .now = queue};
	return audit_add(ask->tx, &entry) == 0;
}

bool
queues_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct session *session = ask->session;
	struct queue_page *page = record_new(arena, &queue_page_record);
	struct list all = {0};
	counts_of_queues(ask, &all);
	LIST_EACH(struct queue_count, count, &all)
	{
		struct concern concern = {.responsible = count->council};
		if (permitted(session->role, ACTION_READ_QUEUE, session->council, &concern))
			*(struct queue_count *)list_add(arena, &page->items, &queue_count_record) =
			    *count;
	}
	ask->answer->body = page;
	return true;
}

/* Whoever may not know of it still sees that it waits, and since when. */
void
case_line_show(struct ask *ask, const struct case_line *line, struct list *items)
{
	enum sight sight =
	    line->task ? SEE_ALL : sight_of(ask, line->summary.service, &line->what, false);
	if (sight == SEE_NOTHING)
		return;
	struct case_summary *item = list_add(ask->call->arena, items, &case_summary_record);
	*item = line->summary;
	if (sight == SEE_ALL)
		return;
	*item = (struct case_summary){.id = line->summary.id,
	    .reference = line->summary.reference,
	    .responsible = line->summary.responsible,
	    .state = line->summary.state,
	    .claimed_by = line->summary.claimed_by,
	    .priority = line->summary.priority,
	    .opened = line->summary.opened,
	    .due = line->summary.due,
	    .withheld = true};
}

bool
queue_cases_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct queue queue;
	struct case_list *page = record_new(arena, &case_list_record);
	int found = partner_get(ask->tx, &queue_record, ask->call->params[0], &queue, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0)
		return false;
	struct concern concern = {.responsible = queue.council};
	if (!allowed(ask, ACTION_READ_QUEUE, &concern))
		return false;
	struct list lines = {0};
	const char *filter = ask->call->query[1];
	queue_cases(ask->tx, queue.id, text_blank(filter) ? NULL : filter, ask->call->query[0],
	    CASES_PAGE, arena, &lines, &page->next);
	LIST_EACH(struct case_line, line, &lines)
	case_line_show(ask, line, &page->items);
	leave_trace(
	    ask, "queue.read", queue.id, arena_printf(arena, "%zu cases", page->items.count));
	ask->answer->body = page;
	return true;
}

/* What is theirs may be seen by them. */
bool
work_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct session *session = ask->session;
	struct case_list *page = record_new(arena, &case_list_record);
	struct list lines = {0};
	work_cases(ask->tx, session->user, session->team, session->council, WORK, arena, &lines);
	LIST_EACH(struct case_line, line, &lines)
	case_line_show(ask, line, &page->items);
	ask->answer->body = page;
	return true;
}

bool
colleagues_read(struct ask *ask)
{
	struct colleague_page *page = record_new(ask->call->arena, &colleague_page_record);
	const char *council = ask->call->query[0];
	colleagues(ask->tx, text_blank(council) ? ask->session->council : council, ask->call->arena,
	    &page->items);
	ask->answer->body = page;
	return true;
}

/* Of an entry: how often and why its cases came back, because of which prompt. Counts alone. */
bool
bounces_read(struct ask *ask)
{
	struct bounce_count_page *page = record_new(ask->call->arena, &bounce_count_page_record);
	micros now = tx_now(ask->tx);
	size_t most = record_field(&bounce_count_page_record, "items")->limit;
	bounces_count(ask->tx, ask->call->params[0], now - BOUNCES_SINCE, now + 1, ask->call->arena,
	    &page->items);
	if (page->items.count > most)
		page->items.count = most;
	ask->answer->body = page;
	return true;
}

bool
lease_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct lease *lease = record_new(arena, &lease_record);
	char id[ID_LENGTH + 1];
	bool training = ask->session->desk_kind && strcmp(ask->session->desk_kind, "training") == 0;
	tx_id(ask->tx, id);
	int taken = lease_take(ask->tx, arena_strdup(arena, id), ask->session->desk,
	    ask->session->user, training, lease);
	if (taken == 0)
		return refuse(ask, PROBLEM_INTERNAL, NULL, "no references are left");
	struct audit_entry entry = {.action = "lease.take",
	    .record = "lease",
	    .id = lease->id,
	    .of = &lease_record,
	    .now = lease};
	audit_add(ask->tx, &entry);
	ask->answer->body = lease;
	return taken == 1;
}
