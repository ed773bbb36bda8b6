#include "desk/calling.h"
#include "desk/contact.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "desk/survey.h"
#include "directory/matrix.h"

#include <string.h>

const struct call_outcome call_outcomes[] = {{"spoke", N_("Spoke with them")},
    {"no_answer", N_("No answer")}, {"engaged", N_("Engaged")},
    {"left_message", N_("Left a message")}, {"wrong_number", N_("Wrong number")},
    {"not_again", N_("Asked not to be rung again")}};
const size_t call_outcome_count = sizeof call_outcomes / sizeof *call_outcomes;

void
calling_init(struct calling *calling)
{
	arena_init(&calling->arena);
	arena_init(&calling->turn_arena);
}

void
calling_release(struct calling *calling)
{
	arena_release(&calling->arena);
	arena_release(&calling->turn_arena);
}

/* ---- the lists ---- */

bool
calling_shows(const struct desk *desk, const struct outbound_line *line)
{
	const struct service *service = desk_service(desk, line->service, line->council);
	return service &&
	       matrix_on(service, line->council, MECHANISM_OUTBOUND, london_of(desk->now).date);
}

void
calling_ask(struct desk *desk)
{
	if (!desk_reaches(desk) || !command_permits(desk, ACTION_LOG_CONTACT) ||
	    desk->calling.asked)
		return;
	desk->calling.asked =
	    desk_ask(desk, ROUTE_OUTBOUND, REQUEST_IDLE, ASKED_OUTBOUND, NULL)->number;
}

void
calling_lists(struct desk *desk, const struct reply *reply)
{
	struct calling *calling = &desk->calling;
	const struct outbound_page *page = reply->body;
	calling->asked = 0;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	arena_release(&calling->arena);
	arena_init(&calling->arena);
	calling->lists = (struct list){0};
	LIST_EACH(struct outbound_line, line, &page->items)
	record_copy_into(&calling->arena, &outbound_line_record,
	    list_add(&calling->arena, &calling->lists, &outbound_line_record), line);
}

/* ---- the next one ---- */

/* A write, but not one to be kept: whoever has one in hand is given the same again. */
void
calling_next(struct desk *desk, const char *list)
{
	struct arena *arena = &desk->effects.arena;
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("The next to ring comes from the CRM, which cannot be reached now."));
		return;
	}
	struct request *request =
	    desk_ask(desk, ROUTE_OUTBOUND_CLAIM, REQUEST_READ, ASKED_TO_RING, NULL);
	request->params[0] = arena_strdup(arena, list);
	request->params[1] = desk_id(desk);
	request->operation = desk_id(desk);
}

static void
say_none(struct desk *desk, const struct outbound_turn *turn)
{
	char when[40];
	if (text_same(turn->none, "closed")) {
		desk_say(desk, TONE_WARN, "%s", _("Nobody may be rung at this hour."));
	} else if (text_same(turn->none, "later") && turn->next) {
		london_day_time(when, sizeof when, turn->next);
		desk_say(desk, TONE_PLAIN, _("Nobody is to be rung now; the next from %s."), when);
	} else {
		desk_say(desk, TONE_GOOD, "%s", _("The list is done: nobody is left to be rung."));
	}
}

void
calling_reply(struct desk *desk, const struct reply *reply)
{
	struct calling *calling = &desk->calling;
	const struct outbound_turn *turn = reply->body;
	if (reply->problem != PROBLEM_NONE || !turn) {
		desk_say_problem(desk, reply);
		return;
	}
	struct arena arena;
	arena_init(&arena);
	struct outbound_turn *copy = record_copy(&arena, &outbound_turn_record, turn);
	arena_release(&calling->turn_arena);
	calling->turn_arena = arena;
	calling->turn = copy->item && copy->list ? copy : NULL;
	if (calling->turn) {
		desk_go(desk, SCREEN_CALLING, NULL);
		return;
	}
	if (desk_screen(desk) == SCREEN_CALLING)
		desk_back(desk);
	say_none(desk, turn);
	calling_ask(desk);
}

/* ---- what came of it ---- */

/* Their page, as a call of ours, and the dialogue of the list's service. */
static const char *
begin(struct desk *desk, const struct outbound_turn *turn)
{
	const struct outbound_item *item = turn->item;
	const struct candidate person = {.id = item->customer, .name = item->name};
	if (item->customer)
		contact_person(desk, &person);
	struct hand *hand = contact_begin(desk);
	struct work *work = hand->work;
	if (!work->step && !work->matters.count) {
		work->direction = "out";
		work->channel = "phone";
		work->caller = arena_strdup(&hand->arena, item->number);
		contact_keep(desk, hand);
	}
	matter_open(desk, turn->list->service);
	survey_rung(desk, item, turn->list->service);
	return work->id;
}

static void
tell(struct desk *desk, const char *outcome)
{
	struct arena *arena = &desk->effects.arena;
	const struct outbound_turn *turn =
	    record_copy(arena, &outbound_turn_record, desk->calling.turn);
	struct outbound_attempt *attempt = arena_alloc(arena, sizeof *attempt);
	/* Who hears how an incident ended has heard it then: no matter is opened for that. */
	bool spoke = text_same(outcome, "spoke") && !turn->item->member;
	*attempt = (struct outbound_attempt){.id = desk_id(desk),
	    .outcome = outcome,
	    .contact = spoke ? arena_strdup(arena, begin(desk, turn)) : NULL,
	    .at = desk->now};
	outbox_put(desk, ROUTE_OUTBOUND_ATTEMPT, turn->item->id, attempt->id, attempt,
	    _("What came of a call"));
	desk->calling.turn = NULL;
	if (spoke)
		return;
	desk->calling.after = true; /* once the CRM has it */
	set_text(&desk->calling.list, turn->list->id);
}

void
calling_told(struct desk *desk)
{
	if (!desk->calling.after)
		return;
	desk->calling.after = false;
	if (desk_screen(desk) == SCREEN_CALLING)
		calling_next(desk, desk->calling.list);
}

void
calling_pick(struct desk *desk, const char *item)
{
	if (strncmp(item, "calls:", 6) == 0) {
		calling_next(desk, item + 6);
		return;
	}
	if (!desk->calling.turn)
		return;
	for (size_t i = 0; i < call_outcome_count; i++)
		if (text_same(call_outcomes[i].word, item)) {
			tell(desk, call_outcomes[i].word);
			return;
		}
}
