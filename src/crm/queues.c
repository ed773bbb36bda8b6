/* Queues with their counts, the cases in them, and blocks of references for desks. */
#include "crm/inside.h"

#include <string.h>

enum { CASES_PAGE = 50 };

bool
queues_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct session *session = ask->session;
	struct queue_page *page = record_new(arena, &queue_page_record);
	struct list all = {0};
	queue_counts(ask->tx, arena, &all);
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
	queue_cases(
	    ask->tx, queue.id, ask->call->query[0], CASES_PAGE, arena, &page->items, &page->next);
	leave_trace(
	    ask, "queue.read", queue.id, arena_printf(arena, "%zu cases", page->items.count));
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
