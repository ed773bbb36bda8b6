/* The back office: counts of the queues, and the cases of one queue, first due first. */
#include "desk/queue.h"
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "model/case_filter.h"

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

/* Counts change with every case: they are asked for when something has, but no more often than
 * somebody can read them. */
#define QUEUES_EVERY (2 * MICROS_SECOND)

static void ask_queue(struct desk *desk, const char *after);

void
queues_tick(struct desk *desk)
{
	if (desk->back.queue_due && !desk->queue_loading &&
	    desk->now - desk->back.queue_at >= QUEUES_EVERY) {
		desk->back.queue_due = false;
		if (desk_screen(desk) == SCREEN_QUEUE)
			ask_queue(desk, NULL);
	}
	if (desk->queues_due && !desk->queues_asked &&
	    desk->now - desk->back.queues_at >= QUEUES_EVERY) {
		desk->queues_due = false;
		queues_ask(desk);
	}
}

void
queues_changed(struct desk *desk)
{
	desk->queues_due = true;
	queues_tick(desk);
}

void
queue_touched(struct desk *desk, const char *id, const char *queue)
{
	if (desk_screen(desk) == SCREEN_QUEUE && id &&
	    (text_same(queue, desk->queue_id) || list_find(&desk->queue, &case_summary_record, id)))
		desk->back.queue_due = true;
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
	desk->back.queues_at = desk->now;
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
	const char *filter = typed_text(desk, QUEUE_FILTER);
	request->params[0] = arena_strdup(&desk->effects.arena, desk->queue_id);
	desk_query(desk, request, "after", after);
	desk_query(desk, request, "filter", text_blank(filter) ? NULL : filter);
	desk->back.queue_at = desk->now;
	desk->back.queue_asked = request->number;
	desk->back.queue_further = after != NULL;
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
	queues_tick(desk);
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
		typed_drop(desk, QUEUE_FILTER);
		typed_drop(desk, QUEUE_MARKED);
	}
	desk_go(desk, SCREEN_QUEUE, desk->queue_id);
	ask_queue(desk, NULL);
}

void
queue_back(struct desk *desk, const char *queue)
{
	set_text(&desk->queue_id, queue);
	queue_open(desk, queue);
}

void
queue_more(struct desk *desk)
{
	if (desk->queue_next)
		ask_queue(desk, desk->queue_next);
}

void
queue_again(struct desk *desk)
{
	if (desk->queue_id)
		ask_queue(desk, NULL);
}

/* ---- the filter ---- */

bool
queue_shows(const struct desk *desk, const struct case_summary *item)
{
	const char *typed = typed_text(desk, QUEUE_FILTER);
	return text_blank(typed) || case_fits(item, typed, desk->now);
}

void
queue_filter(struct desk *desk)
{
	desk_focus(desk, QUEUE_FILTER);
}

/* What is typed narrows the list at once; with Enter the words are looked for in the whole queue.
 */
static void
filter(struct desk *desk, const char *text)
{
	if (text && text_blank(text))
		typed_drop(desk, QUEUE_FILTER);
	else if (text)
		typed_set(desk, QUEUE_FILTER, text, false);
	clear(desk);
	ask_queue(desk, NULL);
	desk_focus(desk, NULL);
}

bool
queue_filter_leave(struct desk *desk)
{
	if (text_blank(typed_text(desk, QUEUE_FILTER)))
		return false;
	filter(desk, "");
	return true;
}

void
queue_pick(struct desk *desk, const char *item, const char *text)
{
	if (strncmp(item, "case:", 5) == 0)
		case_open_page(desk, item + 5);
	else if (strcmp(item, "more") == 0)
		queue_more(desk);
	else if (strcmp(item, QUEUE_FILTER) == 0)
		filter(desk, text);
}

/* ---- what has come ---- */

/* Is it behind this one, in the order of the list? */
static bool
is_behind(const struct case_summary *item, const struct case_summary *last)
{
	micros due = item->due ? item->due : INT64_MAX, of = last->due ? last->due : INT64_MAX;
	return due != of ? due > of : strcmp(item->id, last->id) > 0;
}

static void
add(struct arena *arena, struct list *list, const struct case_summary *item)
{
	record_copy_into(
	    arena, &case_summary_record, list_add(arena, list, &case_summary_record), item);
}

/* The first page takes the place of what was there as far as it goes: further pages that were read
 * stay, and so does the cursor. */
static void
take_first(struct desk *desk, const struct case_list *page)
{
	struct arena arena;
	struct list list = {0};
	bool tail = false;
	arena_init(&arena);
	LIST_EACH(struct case_summary, item, &page->items)
	add(&arena, &list, item);
	const struct case_summary *last =
	    page->items.count ? LIST_AT(struct case_summary, &page->items, page->items.count - 1)
			      : NULL;
	if (page->next && last)
		LIST_EACH(struct case_summary, item, &desk->queue)
	if (is_behind(item, last)) {
		add(&arena, &list, item);
		tail = true;
	}
	arena_release(&desk->queue_arena);
	desk->queue_arena = arena;
	desk->queue = list;
	if (!tail)
		set_text(&desk->queue_next, page->next);
}

void
queue_reply(struct desk *desk, const struct reply *reply, const char *subject)
{
	const struct case_list *page = reply->body;
	if (reply->number != desk->back.queue_asked || !text_same(subject, desk->queue_id))
		return;
	desk->queue_loading = false;
	if (reply->problem != PROBLEM_NONE || !page) {
		desk_say_problem(desk, reply);
		return;
	}
	if (!desk->back.queue_further) {
		take_first(desk, page);
		return;
	}
	LIST_EACH(struct case_summary, item, &page->items)
	if (!list_find(&desk->queue, &case_summary_record, item->id))
		add(&desk->queue_arena, &desk->queue, item);
	set_text(&desk->queue_next, page->next);
}
