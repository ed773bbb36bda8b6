/* One action on many cases of a queue: they are marked, or found by the filter; what it would do to
 * each is shown first; what it did can be taken back. */
#include "base/alloc.h"
#include "desk/back_office.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/marks.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <string.h>

/* ---- marks ---- */

bool
queue_marked(const struct desk *desk, const char *id)
{
	return marks_has(desk, QUEUE_MARKED, id);
}

/* The next one that is shown, or null. */
static const struct case_summary *
shown_from(const struct desk *desk, size_t from)
{
	for (size_t i = from; i < desk->queue.count; i++) {
		const struct case_summary *item = LIST_AT(struct case_summary, &desk->queue, i);
		if (queue_shows(desk, item))
			return item;
	}
	return NULL;
}

/* The row under the cursor; the cursor goes on to the next. */
void
queue_mark(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const char *id = desk->at && strncmp(desk->at, "case:", 5) == 0 ? desk->at + 5 : NULL;
	for (size_t i = 0; i < desk->queue.count; i++) {
		const struct case_summary *item = LIST_AT(struct case_summary, &desk->queue, i);
		if (id ? strcmp(item->id, id) != 0 : !queue_shows(desk, item))
			continue;
		if (!queue_marked(desk, item->id) && marks_count(desk, QUEUE_MARKED) == BULK_MOST) {
			desk_say(desk, TONE_WARN, _("No more than %d at a time."), (int)BULK_MOST);
			return;
		}
		marks_toggle(desk, QUEUE_MARKED, item->id);
		const struct case_summary *next = shown_from(desk, i + 1);
		desk_focus(desk, arena_printf(arena, "case:%s", next ? next->id : item->id));
		return;
	}
}

/* Nothing is marked, but the list is what the filter found: all of it. */
static void
mark_found(struct desk *desk)
{
	if (marks_count(desk, QUEUE_MARKED) || text_blank(typed_text(desk, QUEUE_FILTER)))
		return;
	LIST_EACH(struct case_summary, item, &desk->queue)
	if (queue_shows(desk, item) && marks_count(desk, QUEUE_MARKED) < BULK_MOST)
		marks_toggle(desk, QUEUE_MARKED, item->id);
}

/* ---- what is to be done ---- */

static void
forget_look(struct desk *desk)
{
	struct back_office *back = &desk->back;
	arena_release(&back->bulk_arena);
	arena_init(&back->bulk_arena);
	back->bulk = NULL;
	back->bulk_asked = 0;
}

void
bulk_open(struct desk *desk)
{
	mark_found(desk);
	if (!marks_count(desk, QUEUE_MARKED)) {
		desk_say(desk, TONE_PLAIN, "%s",
		    _("Mark the cases with Space first, or filter the list."));
		return;
	}
	forget_look(desk);
	pass_choose(desk, CHOSEN_KIND, NULL);
	pass_choose(desk, CHOSEN_TO, NULL);
	pass_choose(desk, CHOSEN_QUEUE, NULL);
	desk_go(desk, SCREEN_BULK, arena_strdup(&desk->effects.arena, desk->queue_id));
	desk_focus(desk, NULL);
}

static struct bulk *
bulk_of(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct bulk *bulk = record_new(arena, &bulk_record);
	const char *kind = pass_chosen(desk, CHOSEN_KIND), *id;
	bulk->id = desk_id(desk);
	bulk->text = arena_strdup(arena, typed_text(desk, BULK_TEXT));
	if (text_same(kind, "hand_over")) {
		bulk->to = arena_strdup(arena, pass_chosen(desk, CHOSEN_TO));
		bulk->queue = arena_strdup(arena, pass_chosen(desk, CHOSEN_QUEUE));
		bulk->kind = bulk->to ? "hand_over" : "move";
	} else if (text_same(kind, "close")) {
		bulk->kind = "close";
	} else {
		bulk->kind = "priority";
		bulk->priority = arena_strdup(arena, kind);
	}
	char *rest = marks_all(desk, QUEUE_MARKED, arena);
	while ((id = marks_next(&rest)))
		((struct bulk_item *)list_add(arena, &bulk->items, &bulk_item_record))->id = id;
	return bulk;
}

/* Asks what it would do. */
static void
look(struct desk *desk)
{
	bool note = text_same(pass_chosen(desk, CHOSEN_KIND), "hand_over");
	if (!note && text_blank(typed_text(desk, BULK_TEXT))) {
		desk_say(
		    desk, TONE_WARN, "%s", _("Say it in a few words: they go into each case."));
		return;
	}
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s", _("The CRM cannot be reached."));
		return;
	}
	struct request *request =
	    desk_ask(desk, ROUTE_BULK_PREVIEW, REQUEST_READ, ASKED_BULK, NULL);
	request->body = bulk_of(desk);
	desk->back.bulk_asked = request->number;
}

static void
keep(struct desk *desk, const struct bulk *bulk)
{
	struct arena arena;
	arena_init(&arena);
	struct bulk *copy = record_copy(&arena, &bulk_record, bulk);
	forget_look(desk);
	desk->back.bulk_arena = arena;
	desk->back.bulk = copy;
}

void
bulk_reply(struct desk *desk, const struct reply *reply)
{
	if (reply->number != desk->back.bulk_asked)
		return;
	desk->back.bulk_asked = 0;
	if (reply->problem != PROBLEM_NONE || !reply->body) {
		desk_say_problem(desk, reply);
		return;
	}
	keep(desk, reply->body);
	desk_focus(desk, bulk_count(desk->back.bulk, "will") ? "bulk:apply" : NULL);
}

size_t
bulk_count(const struct bulk *bulk, const char *result)
{
	size_t count = 0;
	LIST_EACH(struct bulk_item, item, &bulk->items)
	count += text_same(item->result, result);
	return count;
}

/* ---- doing it ---- */

static void
apply(struct desk *desk)
{
	struct bulk *bulk = bulk_of(desk);
	size_t count = bulk->items.count;
	struct request request = {.route = ROUTE_PUT_BULK,
	    .class = REQUEST_WRITE,
	    .params = {bulk->id},
	    .operation = desk_id(desk),
	    .body = bulk};
	outbox_send(desk, &request,
	    arena_printf(&desk->effects.arena,
		P_("Action on %zu case", "Action on %zu cases", count), count));
	typed_drop(desk, QUEUE_MARKED);
	typed_drop(desk, BULK_TEXT);
	forget_look(desk);
	desk_say(desk, TONE_PLAIN, "%s", _("It is being done."));
}

void
bulk_undo(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct bulk *bulk = desk->back.bulk;
	if (!bulk || !bulk->at || bulk->undone)
		return;
	const char *id = arena_strdup(arena, bulk->id);
	struct request request = {.route = ROUTE_UNDO_BULK,
	    .class = REQUEST_WRITE,
	    .params = {id},
	    .operation = desk_id(desk)};
	outbox_send(desk, &request, _("Taking an action back"));
}

void
bulk_taken(struct desk *desk, const struct reply *reply)
{
	const struct bulk *bulk = reply->body;
	if (!bulk)
		return;
	keep(desk, bulk);
	size_t done = bulk_count(bulk, bulk->undone ? "undone" : "done"),
	       left = bulk->undone ? bulk_count(bulk, "changed") : bulk->items.count - done;
	if (bulk->undone)
		desk_say(desk, left ? TONE_WARN : TONE_GOOD,
		    P_("Taken back: %zu case; %zu changed since and stays.",
			"Taken back: %zu cases; %zu changed since and stay.", done),
		    done, left);
	else
		desk_say(desk, left ? TONE_WARN : TONE_GOOD,
		    P_("Done: %zu case; %zu not. u takes it back.",
			"Done: %zu cases; %zu not. u takes it back.", done),
		    done, left);
	if (desk_screen(desk) == SCREEN_QUEUE || desk_screen(desk) == SCREEN_BULK)
		queue_again(desk);
}

/* ---- the screen ---- */

void
bulk_pass_to(struct desk *desk)
{
	desk_back(desk);
	pass_choose(desk, CHOSEN_KIND, "hand_over");
	desk_focus(desk, BULK_TEXT);
}

void
bulk_pick(struct desk *desk, const char *item, const char *text)
{
	if (strcmp(item, BULK_TEXT) == 0) {
		if (text)
			typed_set(desk, BULK_TEXT, text, false);
		look(desk);
	} else if (strcmp(item, "bulk:apply") == 0) {
		apply(desk);
		desk_back(desk);
	} else if (strcmp(item, "bulk:undo") == 0) {
		bulk_undo(desk);
	} else if (strcmp(item, "bulk:hand_over") == 0) {
		hand_over_open(desk, true);
	} else if (strncmp(item, "bulk:", 5) == 0) {
		pass_choose(desk, CHOSEN_KIND, item + 5);
		desk_focus(desk, BULK_TEXT);
	}
}
