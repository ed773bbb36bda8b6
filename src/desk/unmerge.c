/* Merges of the customer in front, and taking one back. */
#include "base/alloc.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <string.h>

const char unmerge_reason_field[] = "unmerge.reason";

void
unmerge_ask(struct desk *desk)
{
	struct request *request = desk_ask(desk, ROUTE_MERGES, REQUEST_READ, ASKED_MERGES, NULL);
	request->params[0] = arena_strdup(&desk->effects.arena, desk->hand->work->customer);
	desk->same.merges_asked = request->number;
}

void
unmerge_open(struct desk *desk)
{
	if (!desk_reaches(desk)) {
		desk_say(
		    desk, TONE_WARN, "%s", _("Merges can be seen only while the CRM answers."));
		return;
	}
	typed_drop_under(desk, "unmerge.");
	arena_release(&desk->same.merges_arena);
	arena_init(&desk->same.merges_arena);
	desk->same.merges = (struct list){0};
	desk_go(desk, SCREEN_MERGES, NULL);
	unmerge_ask(desk);
}

void
unmerge_mend(struct desk *desk, const char *operation)
{
	unmerge_open(desk); /* what there is to undo is looked at again */
	typed_move_under(
	    desk, arena_printf(&desk->effects.arena, "sent.%s.", operation), "unmerge.");
}

void
unmerge_reply(struct desk *desk, const struct reply *reply)
{
	struct same *same = &desk->same;
	const struct customer_merge_page *page = reply->body;
	if (reply->number != same->merges_asked)
		return;
	same->merges_asked = 0;
	if (reply->problem != PROBLEM_NONE || !page) {
		desk_say_problem(desk, reply);
		return;
	}
	arena_release(&same->merges_arena);
	arena_init(&same->merges_arena);
	same->merges = (struct list){0};
	LIST_EACH(struct customer_merge, merge, &page->items)
	record_copy_into(&same->merges_arena, &customer_merge_record,
	    list_add(&same->merges_arena, &same->merges, &customer_merge_record), merge);
}

const struct customer_merge *
unmerge_chosen(const struct desk *desk)
{
	const char *id = typed_text(desk, "unmerge.id");
	const struct customer_merge *merge =
	    id ? list_find(&desk->same.merges, &customer_merge_record, id) : NULL;
	return merge && !merge->undone ? merge : NULL;
}

static void
send(struct desk *desk, const struct customer_merge *merge, const char *reason)
{
	struct arena *arena = &desk->effects.arena;
	struct merge_undo *undo = arena_alloc(arena, sizeof *undo);
	undo->reason = arena_strdup(arena, reason);
	struct request request = {.route = ROUTE_UNDO_MERGE,
	    .class = REQUEST_WRITE,
	    .params = {arena_strdup(arena, merge->id)},
	    .operation = desk_id(desk),
	    .chain = desk->hand->work->id,
	    .body = undo};
	/* Should the CRM refuse it, the reason is there still. */
	typed_set(desk, arena_printf(arena, "sent.%s.id", request.operation), merge->id, false);
	typed_set(
	    desk, arena_printf(arena, "sent.%s.reason", request.operation), undo->reason, false);
	const char *name = merge->person ? merge->person->name : "";
	outbox_send(desk, &request, arena_printf(arena, _("%s is somebody else again"), name));
	bool online = desk_reaches(desk);
	typed_drop_under(desk, "unmerge.");
	desk_go(desk, SCREEN_CUSTOMER, NULL);
	desk_say(desk, TONE_GOOD, "%s",
	    online ? _("Making them two people again.")
		   : _("Kept: they become two people again when the line is back."));
}

void
unmerge_pick(struct desk *desk, const char *item)
{
	const struct customer_merge *merge = unmerge_chosen(desk);
	if (strncmp(item, "merge:", 6) == 0) {
		const struct customer_merge *picked =
		    list_find(&desk->same.merges, &customer_merge_record, item + 6);
		if (!picked || picked->undone) {
			desk_say(desk, TONE_PLAIN, "%s", _("That merge is undone already."));
			return;
		}
		typed_set(desk, "unmerge.id", picked->id, false);
		desk_focus(desk, unmerge_reason_field);
		return;
	}
	if (!text_same(item, unmerge_reason_field) || !merge)
		return;
	const char *reason = typed_text(desk, unmerge_reason_field);
	if (text_blank(reason) || strlen(reason) < SHORTEST_REASON) {
		desk_say(desk, TONE_WARN, "%s", _("Say why they are two people: it is kept."));
		return;
	}
	send(desk, merge, reason);
}
