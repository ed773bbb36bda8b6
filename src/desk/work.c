/* What this user has to do: cases they have, and what came back to their office; and the next one,
 * which the CRM chooses. */
#include "base/alloc.h"
#include "desk/back_office.h"
#include "desk/cases.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

/* ---- the struct ---- */

void
back_office_init(struct desk *desk)
{
	arena_init(&desk->back.work_arena);
	arena_init(&desk->back.people_arena);
	arena_init(&desk->back.bulk_arena);
	arena_init(&desk->back.bounces_arena);
}

void
back_office_release(struct desk *desk)
{
	struct back_office *back = &desk->back;
	arena_release(&back->work_arena);
	arena_release(&back->people_arena);
	arena_release(&back->bulk_arena);
	arena_release(&back->bounces_arena);
	char *texts[] = {back->people_of, back->bounces_of};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	*back = (struct back_office){0};
}

void
back_office_forget(struct desk *desk)
{
	back_office_release(desk);
	back_office_init(desk);
}

/* ---- own work ---- */

void
work_ask(struct desk *desk)
{
	struct back_office *back = &desk->back;
	if (!desk_reaches(desk) || !command_permits(desk, ACTION_READ_CASE))
		return;
	if (back->work_asked) { /* the answer under way may be older than the change */
		back->work_due = true;
		return;
	}
	back->work_asked = desk_ask(desk, ROUTE_WORK, REQUEST_READ, ASKED_WORK, NULL)->number;
}

void
work_reply(struct desk *desk, const struct reply *reply)
{
	struct back_office *back = &desk->back;
	const struct case_list *page = reply->body;
	back->work_asked = 0;
	if (reply->problem == PROBLEM_NONE && page) {
		arena_release(&back->work_arena);
		arena_init(&back->work_arena);
		back->work = (struct list){0};
		LIST_EACH(struct case_summary, item, &page->items)
		record_copy_into(&back->work_arena, &case_summary_record,
		    list_add(&back->work_arena, &back->work, &case_summary_record), item);
	}
	if (!back->work_due)
		return;
	back->work_due = false;
	work_ask(desk);
}

void
work_changed(struct desk *desk, const char *whose)
{
	const struct session *session = desk->session;
	if (session && (text_same(whose, session->user) || text_same(whose, session->council)))
		work_ask(desk);
}

/* ---- the next one ---- */

void
next_best(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("The CRM chooses what is next, and cannot be reached."));
		return;
	}
	struct next_best *body = record_new(arena, &next_best_record);
	body->id = desk_id(desk);
	if (desk_screen(desk) == SCREEN_QUEUE)
		body->queue = arena_strdup(arena, desk->queue_id);
	struct request request = {.route = ROUTE_NEXT_BEST,
	    .class = REQUEST_WRITE,
	    .params = {body->id},
	    .operation = desk_id(desk),
	    .body = body};
	outbox_send(desk, &request, _("The next case"));
	desk->back.next_asked = true;
}

static bool
nothing_is_open(const struct desk *desk)
{
	switch (desk_screen(desk)) {
	case SCREEN_HOME:
		return !desk->hand && text_blank(typed_text(desk, "home.find"));
	case SCREEN_CASE:
		return !desk->case_typing;
	default:
		return desk_screen(desk) == SCREEN_QUEUES || desk_screen(desk) == SCREEN_QUEUE;
	}
}

/* It is opened, unless something else is being done meanwhile: then it stands in own work. */
void
next_best_taken(struct desk *desk, const struct reply *reply)
{
	const struct next_best_page *page = reply->body;
	bool wanted = desk->back.next_asked && desk->phase == PHASE_WORK && nothing_is_open(desk);
	desk->back.next_asked = false;
	work_ask(desk);
	if (!page)
		return;
	if (page->taken && wanted) {
		case_show(desk, page->taken);
	} else if (page->taken) {
		desk_say(desk, TONE_GOOD, _("%s is yours: it stands on Home."),
		    page->taken->record->reference);
	} else if (page->waiting) {
		size_t waiting = (size_t)page->waiting;
		desk_say(desk, TONE_PLAIN,
		    P_("%zu case waits, for a skill that you do not have.",
			"%zu cases wait, for skills that you do not have.", waiting),
		    waiting);
	} else {
		desk_say(desk, TONE_GOOD, "%s", _("Nothing waits."));
	}
}
