/* A contact of the past, whole: who took it where, what was asked, noted and came of it. */
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/recover.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <string.h>

static void
clear(struct desk *desk)
{
	arena_release(&desk->past_arena);
	arena_init(&desk->past_arena);
	desk->past = NULL;
}

static void
ask(struct desk *desk)
{
	struct hand *hand = desk->hand;
	desk->past_loading = hand && desk_reaches(desk);
	if (!desk->past_loading) {
		desk_say(desk, TONE_WARN, "%s", _("The CRM cannot be reached."));
		return;
	}
	const char *id = arena_strdup(&desk->effects.arena, desk->past_subject);
	struct request *request = desk_ask(desk, ROUTE_CONTACT, REQUEST_READ, ASKED_PAST, id);
	request->params[0] = id;
	desk_query(desk, request, "contact", hand->work->id);
	desk_query(desk, request, "glass", hand->work->glass);
}

void
past_open(struct desk *desk, const char *id)
{
	if (!desk->past || !text_same(desk->past_subject, id)) {
		clear(desk);
		set_text(&desk->past_subject, id);
	}
	desk_go(desk, SCREEN_PAST, desk->past_subject);
	recover_place(desk);
	if (!desk->past)
		ask(desk);
}

void
past_reply(struct desk *desk, const struct reply *reply, const char *id)
{
	if (!text_same(desk->past_subject, id))
		return;
	desk->past_loading = false;
	if (reply->problem != PROBLEM_NONE || !reply->body) {
		desk_say_problem(desk, reply);
		return;
	}
	clear(desk);
	desk->past = record_copy(&desk->past_arena, &contact_record, reply->body);
}

void
past_forget(struct desk *desk, const char *customer)
{
	if (desk->past && text_same(desk->past->customer, customer))
		clear(desk);
}

void
past_pick(struct desk *desk, const char *item)
{
	if (strncmp(item, "case:", 5) == 0)
		case_open_page(desk, item + 5);
}
