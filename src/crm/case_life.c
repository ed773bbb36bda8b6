/*
 * Cases through their lives (directory/life.h): into which state one may go, what that needs, and
 * the clock, which counts the working time of the team whose queue it stands in. Moments are those
 * at which it was done at the desk, never later than now. An import brings what was, and is asked
 * for nothing.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "directory/life.h"
#include "directory/opening.h"
#include "directory/responsible.h"
#include "directory/service.h"
#include "store/cases.h"
#include "store/partners.h"
#include "store/services.h"

#include <string.h>

/* As the directory has it today. Lives until the next text is read. */
static const struct service *
service_for(struct ask *ask, const struct case_record *record)
{
	struct service_text text;
	return record->enquiry &&
		       directory_get(ask->tx, record->service, 0, &text, ask->call->arena) == 1
		   ? parsed_service(ask->crm->parsed, &text)
		   : NULL;
}

static const struct life *
life_for(struct ask *ask, const struct case_record *record)
{
	return life_of(service_for(ask, record), record);
}

/* ---- the clock ---- */

struct hours_of {
	const char *hours;
	struct calendar calendar;
};

static struct hours_of
hours_of(struct ask *ask, const struct case_record *record)
{
	struct arena *arena = ask->call->arena;
	struct queue queue = {0};
	struct team team = {0};
	struct council council = {0};
	if (partner_get(ask->tx, &queue_record, record->queue, &queue, arena) == 1)
		partner_get(ask->tx, &team_record, queue.team, &team, arena);
	if (queue.council)
		partner_get(ask->tx, &council_record, queue.council, &council, arena);
	return (struct hours_of){team.hours, council_calendar(&council)};
}

/* Both are 0 when there is no telling: the hours cannot be read, or never come. */
static micros
between(struct ask *ask, const struct case_record *record, micros from, micros to)
{
	struct hours_of of = hours_of(ask, record);
	struct err err;
	micros working;
	return working_between(of.hours, &of.calendar, from, to, &working, &err) ? 0 : working;
}

static micros
after(struct ask *ask, const struct case_record *record, micros from, micros working)
{
	struct hours_of of = hours_of(ask, record);
	struct err err;
	micros end;
	return working_after(of.hours, &of.calendar, from, working, &end, &err) ? 0 : end;
}

static void
clock_give(struct ask *ask, struct case_record *record, const char *duration, micros at)
{
	struct hours_of of = hours_of(ask, record);
	struct err err;
	record->left = record->stopped = 0;
	if (due_after(duration, of.hours, &of.calendar, at, &record->due, &err))
		record->due = 0;
	record->given = record->due ? between(ask, record, at, record->due) : 0;
}

/* What is late stays late, and what was promised for hours outside the team's own is not put off:
 * their clock does not stand still. */
static void
clock_stop(struct ask *ask, struct case_record *record, micros at)
{
	if (record->stopped || record->due <= at)
		return;
	record->left = between(ask, record, at, record->due);
	if (!record->left)
		return;
	record->stopped = at;
	record->due = 0;
}

static void
clock_go_on(struct ask *ask, struct case_record *record, micros at)
{
	if (!record->stopped)
		return;
	record->due = after(ask, record, at, record->left);
	record->left = record->stopped = 0;
}

static void
clock_begin_anew(struct ask *ask, struct case_record *record, micros at)
{
	micros whole = record->due - record->opened;
	if (!record->given && record->due) /* it came before clocks did */
		record->given = between(ask, record, record->opened, record->due);
	if (record->given)
		record->due = after(ask, record, at, record->given);
	else if (record->due && whole > 0)
		record->due = at + whole;
	record->left = record->stopped = 0;
}

void
case_life_clock(struct ask *ask, const struct case_record *record, struct case_page *page)
{
	micros now = tx_now(ask->tx);
	page->left = record->left;
	if (!record->due || text_same(record->state, "closed"))
		return;
	page->late = record->due < now;
	if (!page->late)
		page->left = between(ask, record, now, record->due);
}

/* ---- moving ---- */

static void
enter(
    struct ask *ask, struct case_record *record, const struct life_state *to, bool anew, micros at)
{
	record->life = arena_strdup(ask->call->arena, to->id);
	if (to->due)
		clock_give(ask, record, to->due, at);
	else if (anew)
		clock_begin_anew(ask, record, at);
	if (to->stops)
		clock_stop(ask, record, at);
	else if (!to->closed)
		clock_go_on(ask, record, at);
	else
		record->left = record->stopped = 0;
}

void
case_life_due(struct ask *ask, struct case_record *record)
{
	micros now = tx_now(ask->tx);
	if (record->stopped) {
		record->left = between(ask, record, now, record->due);
		record->due = 0;
	} else {
		record->given = between(ask, record, record->opened, record->due);
	}
}

/* What it counts as that a case came there. */
static void
count_as(struct case_event *event, const struct life_state *from, const struct life_state *state)
{
	event->counted = state->counts_as;
	event->stage = state->stage || !from ? state->stage : from->stage;
}

void
case_life_begin(struct ask *ask, struct case_record *record, const char *prompt)
{
	const struct service *service = service_for(ask, record);
	const struct life *life = life_of(service, record);
	const struct prompt *outcome = service && service->dialogue && prompt
					   ? dialogue_prompt(service->dialogue, prompt)
					   : NULL;
	const struct life_state *first =
	    outcome && outcome->begins ? life_state(life, outcome->begins) : NULL;
	if (record->due)
		record->given = between(ask, record, record->opened, record->due);
	enter(ask, record, first ? first : life->states, false, record->opened);
	if (record->events.count)
		count_as(LIST_AT(struct case_event, &record->events, 0), NULL,
		    first ? first : life->states);
}

/* The extension that is asked for, within what the state allows. */
static bool
extend(struct ask *ask, struct case_record *record, const struct life_state *to,
    const struct case_event *event)
{
	struct hours_of of = hours_of(ask, record);
	struct err err;
	micros was = record->due, most;
	if (!was || due_after(to->extends, of.hours, &of.calendar, was, &most, &err))
		return refuse(ask, PROBLEM_CONFLICT, "due", "no clock runs that could be extended");
	if (event->until && (event->until <= was || event->until > most))
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "until", "it is extended by more than may be");
	record->due = event->until ? event->until : most;
	record->given += between(ask, record, was, record->due);
	return true;
}

bool
case_life_barred(struct ask *ask, const struct case_record *record, const char *user)
{
	return ask->session && life_bars(life_for(ask, record), record, user);
}

bool
case_life_bars(struct ask *ask, const struct case_record *record, const char *id)
{
	struct user user;
	if (!case_life_barred(ask, record, id))
		return false;
	bool known = partner_get(ask->tx, &user_record, id, &user, ask->call->arena) == 1;
	refuse(ask, PROBLEM_SAME_OFFICER, known ? user.name : id, NULL);
	return true;
}

/* The state an event goes to; one that closes may leave it open which, where there is only one. */
static const struct life_state *
target(struct ask *ask, const struct life *life, const struct life_state *from,
    const struct case_event *event)
{
	bool close = text_same(event->kind, "close");
	const struct life_state *to = event->state ? life_state(life, event->state)
				      : close      ? life_end(life)
						   : life_again(life, from);
	if (!to && !event->state && !ask->session) /* an import's: any that closes */
		for (to = life->states; to && !to->closed;)
			to = to->next;
	const char *wrong = !to && event->state   ? "the service has no such state"
			    : !to                 ? "there are several closed states: say which"
			    : to->closed == close ? NULL
			    : close               ? "the case is not closed in this state"
						  : "what closes a case is a close";
	if (!wrong)
		return to;
	refuse(ask, PROBLEM_BAD_FIELD, "state", wrong);
	return NULL;
}

/* What is missing, with commas, names the fields: the note is the event's own text. */
static bool
has_all(struct ask *ask, const struct case_record *record, const struct life_state *to,
    const struct case_event *event)
{
	const char *lacks[MOST_NEEDS], *names = NULL;
	struct list answers = {0};
	int64_t version;
	const char *prompt;
	if (to->answers)
		case_answers(
		    ask->tx, record->enquiry, ask->call->arena, &answers, &version, &prompt);
	size_t count = life_lacks(to, event->text, record->attachments.count, &answers, lacks);
	if (!life_remedied(to, record))
		names = LIFE_REMEDY;
	if (!life_claimed(to, record))
		names = names ? arena_printf(ask->call->arena, "%s," LIFE_OFFICER, names)
			      : LIFE_OFFICER;
	if (to->tell.in[ENGLISH] && text_blank(event->told))
		names = names ? arena_printf(ask->call->arena, "%s,told", names) : "told";
	for (size_t i = 0; i < count; i++)
		names = names ? arena_printf(ask->call->arena, "%s,%s", names, lacks[i]) : lacks[i];
	return !names ||
	       refuse(ask, PROBLEM_BAD_FIELD, names, "the state needs more than there is");
}

bool
case_life_move(struct ask *ask, struct case_record *record, struct case_event *event)
{
	bool close = text_same(event->kind, "close"), reopen = text_same(event->kind, "reopen");
	const struct life *life = life_for(ask, record);
	const struct life_state *from = life_at(life, record), *to = target(ask, life, from, event);
	micros at = event->at > tx_now(ask->tx) ? tx_now(ask->tx) : event->at;
	if (!to)
		return false;
	if (ask->session && !life_leads(from, to))
		return refuse(ask, PROBLEM_CONFLICT, "state",
		    from == to ? "the case is in this state already"
			       : "it does not follow on the state that the case is in");
	if (ask->session && !life_permits(to, ask->session->role))
		return refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL);
	if (case_life_bars(ask, record, ask->session ? ask->session->user : NULL))
		return false;
	if (ask->session && !has_all(ask, record, to, event))
		return false;
	event->due = record->due;
	if (to->extends && !extend(ask, record, to, event))
		return false;
	event->until = to->extends ? record->due : 0;
	event->state = arena_strdup(ask->call->arena, to->id);
	count_as(event, from, to);
	record->state = close ? "closed" : "open";
	record->closed = close ? event->at : 0;
	enter(ask, record, to, reopen, at);
	return true;
}
