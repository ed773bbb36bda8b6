/* The back office: counts of the queues, and the cases of one queue, first due first. */
#include "base/alloc.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

bool
queues_are_work(const struct desk *desk)
{
	const char *role = desk->session && desk->session->role ? desk->session->role : "";
	return strcmp(role, "back_office") == 0 || strcmp(role, "supervisor") == 0 ||
	       strcmp(role, "information_officer") == 0;
}

bool
queue_is_of_entries(const char *role)
{
	return role && strncmp(role, "entries-", strlen("entries-")) == 0;
}

void
queues_ask(struct desk *desk)
{
	/* Counts that nobody looks at are not worth the line. */
	if (!queues_are_work(desk) && desk_screen(desk) != SCREEN_QUEUES)
		return;
	if (!desk_reaches(desk) || !command_permits(desk, ACTION_READ_QUEUE))
		return;
	if (desk->queues_asked) { /* the answer under way may be older than the change */
		desk->queues_due = true;
		return;
	}
	desk->queues_asked = desk_ask(desk, ROUTE_QUEUES, REQUEST_READ, ASKED_QUEUES, NULL)->number;
}

static void
ask_queue(struct desk *desk, const char *after)
{
	desk->queue_loading = desk_reaches(desk);
	if (!desk->queue_loading)
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_QUEUE_CASES, REQUEST_READ, ASKED_QUEUE, desk->queue_id);
	request->params[0] = arena_strdup(&desk->effects.arena, desk->queue_id);
	if (after) {
		desk_query(desk, request, "after", after);
	}
}

/* A team has a queue for its entries from the first report on. */
static bool
queue_is_new(const struct desk *desk, const struct queue_count *count)
{
	return desk->partnership &&
	       !list_find(&desk->partnership->queues, &queue_record, count->id);
}

void
queues_reply(struct desk *desk, const struct reply *reply)
{
	desk->queues_asked = 0;
	const struct queue_page *page = reply->body;
	if (reply->problem == PROBLEM_NONE && page) {
		arena_release(&desk->queues_arena);
		arena_init(&desk->queues_arena);
		desk->queues = (struct list){0};
		bool new = false;
		LIST_EACH(struct queue_count, count, &page->items)
		{
			new = new || queue_is_new(desk, count);
			record_copy_into(&desk->queues_arena, &queue_count_record,
			    list_add(&desk->queues_arena, &desk->queues, &queue_count_record),
			    count);
		}
		if (new)
			desk_ask(desk, ROUTE_PARTNERSHIP, REQUEST_READ, ASKED_PARTNERSHIP, NULL);
	}
	if (desk->queues_due) {
		desk->queues_due = false;
		queues_ask(desk);
	}
}

static void
clear(struct desk *desk)
{
	arena_release(&desk->queue_arena);
	arena_init(&desk->queue_arena);
	desk->queue = (struct list){0};
	set_text(&desk->queue_next, NULL);
}

void
queue_open(struct desk *desk, const char *queue)
{
	if (!desk->queue_id || strcmp(desk->queue_id, queue) != 0) {
		clear(desk);
		set_text(&desk->queue_id, queue);
	}
	desk_go(desk, SCREEN_QUEUE, desk->queue_id);
	ask_queue(desk, NULL);
}

void
queue_more(struct desk *desk)
{
	if (desk->queue_next)
		ask_queue(desk, desk->queue_next);
}

/* The first page replaces the list, a further one is appended. */
void
queue_reply(struct desk *desk, const struct reply *reply, const char *subject)
{
	const struct case_list *page = reply->body;
	if (!desk->queue_id || !subject || strcmp(subject, desk->queue_id) != 0)
		return;
	bool further = desk->queue_next != NULL && desk->queue_loading && desk->queue.count > 0 &&
		       page && page->items.count &&
		       !list_find(&desk->queue, &case_summary_record,
			   LIST_AT(struct case_summary, &page->items, 0)->id);
	desk->queue_loading = false;
	if (reply->problem != PROBLEM_NONE || !page) {
		desk_say_problem(desk, reply);
		return;
	}
	if (!further)
		clear(desk);
	LIST_EACH(struct case_summary, item, &page->items)
	record_copy_into(&desk->queue_arena, &case_summary_record,
	    list_add(&desk->queue_arena, &desk->queue, &case_summary_record), item);
	set_text(&desk->queue_next, page->next);
}
