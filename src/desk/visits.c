/* The open visits: taken as the feed brings them, kept in the journal, and what is said of them. */
#include "desk/visits.h"
#include "desk/board.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "directory/ladder.h"

#include <string.h>

#define ROW "visit:"

/* ---- how they come ---- */

static bool
is_open(const struct visit *visit)
{
	return text_same(visit->state, "planned") || text_same(visit->state, "begun");
}

static void
keep_all(struct desk *desk)
{
	struct visit_page *page = arena_alloc(&desk->effects.arena, sizeof *page);
	page->items = desk->visits;
	if (desk->phase != PHASE_CHECKING) /* then they come from the journal */
		desk_keep(desk, &visit_page_record, "visits", page);
}

static void
replace_all(struct desk *desk, const struct list *visits)
{
	struct arena arena;
	struct list taken = {0};
	arena_init(&arena);
	LIST_EACH(struct visit, visit, visits)
	record_copy_into(&arena, &visit_record, list_add(&arena, &taken, &visit_record), visit);
	arena_release(&desk->visits_arena);
	desk->visits_arena = arena;
	desk->visits = taken;
}

void
visits_ask(struct desk *desk)
{
	if (!desk_reaches(desk) || desk->visits_asked)
		return;
	desk->visits_asked = desk_ask(desk, ROUTE_VISITS, REQUEST_IDLE, ASKED_VISITS, NULL)->number;
}

static void
add(struct desk *desk, struct list *visits, const struct visit *visit)
{
	*(struct visit *)list_add(&desk->effects.arena, visits, &visit_record) = *visit;
}

/* What was said here and not heard there yet stays as it is shown. */
void
visits_reply(struct desk *desk, const struct reply *reply)
{
	const struct visit_page *page = reply->body;
	struct list now = {0};
	if (reply->number != desk->visits_asked)
		return;
	desk->visits_asked = 0;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	LIST_EACH(struct visit, visit, &page->items)
	if (!outbox_owes(desk, visit->id))
		add(desk, &now, visit);
	LIST_EACH(struct visit, visit, &desk->visits)
	if (outbox_owes(desk, visit->id))
		add(desk, &now, visit);
	replace_all(desk, &now);
	keep_all(desk);
}

/* A list that is on its way may be older than this: it is asked for anew. */
static void
ask_anew(struct desk *desk)
{
	if (!desk->visits_asked)
		return;
	desk->visits_asked = 0;
	visits_ask(desk);
}

void
visits_take(struct desk *desk, const struct visit *visit)
{
	struct list now = {0};
	LIST_EACH(struct visit, other, &desk->visits)
	if (!text_same(other->id, visit->id))
		add(desk, &now, other);
	if (is_open(visit))
		add(desk, &now, visit);
	replace_all(desk, &now);
	keep_all(desk);
	ask_anew(desk);
}

void
visits_heard(struct desk *desk, const struct visit *visit)
{
	if (!outbox_owes(desk, visit->id))
		visits_take(desk, visit);
}

void
visits_recovered(struct desk *desk, const struct list *visits)
{
	replace_all(desk, visits);
}

/* ---- which ---- */

const struct visit *
visit_find(const struct desk *desk, const char *id)
{
	return id ? list_find(&desk->visits, &visit_record, id) : NULL;
}

static bool
has_number(const struct desk *desk, const struct visit *visit, const char *number)
{
	const struct officer *worker = board_officer(desk, visit->worker);
	const char *const theirs[] = {visit->phone, worker ? worker->telephone : NULL};
	char one[20];
	for (size_t i = 0; i < 2; i++)
		if (theirs[i] && phone_normal(theirs[i], one) && text_same(one, number))
			return true;
	return false;
}

const struct visit *
visit_with_number(const struct desk *desk, const char *number)
{
	LIST_EACH(struct visit, visit, &desk->visits)
	if (has_number(desk, visit, number))
		return visit;
	return NULL;
}

const struct visit *
visit_own(const struct desk *desk)
{
	LIST_EACH(struct visit, visit, &desk->visits)
	if (desk->session && text_same(visit->worker, desk->session->user))
		return visit;
	return NULL;
}

bool
visit_alarms(const struct visit *visit)
{
	return visit->raised && !visit->answered;
}

static bool
concerns(const struct desk *desk, const struct visit *visit)
{
	const struct session *session = desk->session;
	return session &&
	       (text_same(session->role, "supervisor") || text_same(session->team, visit->team) ||
		   text_same(session->user, visit->worker) ||
		   text_same(session->user, visit->author));
}

const struct visit *
visit_alarm(const struct desk *desk, size_t *others)
{
	const struct visit *worst = NULL;
	size_t count = 0;
	LIST_EACH(struct visit, visit, &desk->visits)
	{
		if (!visit_alarms(visit) || !concerns(desk, visit))
			continue;
		count++;
		if (!worst || rung_named(visit->raised) > rung_named(worst->raised))
			worst = visit;
	}
	if (others)
		*others = count ? count - 1 : 0;
	return worst;
}

const char *
visit_worker(const struct desk *desk, const struct visit *visit)
{
	const struct officer *worker = board_officer(desk, visit->worker);
	return worker ? worker->name : visit->worker;
}

/* Whom the rung says to ring. */
static const char *
number_for(const struct visit *visit, int rung, struct arena *arena)
{
	char words[32];
	if (rung == 1)
		return visit->contact;
	if (rung != 0 || !visit->phone)
		return NULL;
	phone_words(visit->phone, words, sizeof words);
	return arena_strdup(arena, words);
}

const char *
visit_alarm_words(const struct desk *desk, bool locked, struct arena *arena)
{
	size_t others;
	char time[16];
	const struct visit *visit = visit_alarm(desk, &others);
	if (!visit)
		return NULL;
	if (locked)
		return _("OVERDUE: somebody who works alone is not back. Sign in.");
	int rung = rung_named(visit->raised);
	const char *number = number_for(visit, rung, arena);
	london_time(time, sizeof time, visit->ends);
	const char *words =
	    arena_printf(arena, _("OVERDUE: %s, %s, since %s: %s%s%s. ^GV shows it."),
		visit_worker(desk, visit), visit->place, time, _(rung_kinds[rung].label),
		number ? ", " : "", number ? number : "");
	if (!others)
		return words;
	return arena_printf(arena, "%s %s", words,
	    arena_printf(
		arena, P_("%zu more is overdue.", "%zu more are overdue.", others), others));
}

/* ---- the screens ---- */

bool
visits_work(const struct desk *desk)
{
	return desk_screen(desk) != SCREEN_VISITS &&
	       (command_permits(desk, ACTION_BOOK_VISIT) || desk->visits.count ||
		   (desk->session && board_officer(desk, desk->session->user)));
}

void
visits_show(struct desk *desk)
{
	desk_go(desk, SCREEN_VISITS, NULL);
	const struct visit *alarm = visit_alarm(desk, NULL);
	if (alarm)
		desk_focus(desk, arena_printf(&desk->effects.arena, ROW "%s", alarm->id));
	visits_ask(desk);
}

static const char *
done_field(const char *id, struct arena *arena)
{
	return arena_printf(arena, "visit.%s.done", id);
}

void
visit_open(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	const struct visit *visit = visit_find(desk, id);
	id = arena_strdup(arena, id);
	desk_go(desk, SCREEN_VISIT, id);
	if (visit && visit_alarms(visit))
		desk_focus(desk, done_field(id, arena));
	else
		desk_focus(desk, "safe");
}

/* The one that is open, or that the cursor stands on. */
static const struct visit *
in_front(const struct desk *desk)
{
	if (desk_screen(desk) == SCREEN_VISIT)
		return visit_find(desk, desk_subject(desk));
	if (desk_screen(desk) != SCREEN_VISITS || !desk->at ||
	    strncmp(desk->at, ROW, strlen(ROW)) != 0)
		return NULL;
	return visit_find(desk, desk->at + strlen(ROW));
}

bool
visit_can_begin(const struct desk *desk)
{
	const struct visit *visit = in_front(desk);
	return visit && text_same(visit->state, "planned");
}

bool
visit_can_end(const struct desk *desk)
{
	return in_front(desk) != NULL;
}

/* Shown here at once; what the CRM made of it takes its place. */
static void
show_act(struct visit *visit, const struct visit_act *act)
{
	if (text_same(act->kind, "begin"))
		visit->state = "begun";
	else if (text_same(act->kind, "back"))
		visit->state = "back";
	else if (text_same(act->kind, "cancel"))
		visit->state = "cancelled";
	else if (text_same(act->kind, "answer"))
		visit->answered = true;
	else
		visit->raised = NULL;
}

static const char *
said(const char *kind)
{
	return text_same(kind, "begin")    ? _("%s has begun the visit.")
	       : text_same(kind, "back")   ? _("%s is back.")
	       : text_same(kind, "cancel") ? _("The visit of %s is called off.")
	       : text_same(kind, "answer") ? _("What was done about %s is kept.")
					   : _("%s is safe, and goes on.");
}

void
visit_act(struct desk *desk, const char *kind, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	const struct visit *visit = in_front(desk);
	if (!visit)
		return;
	struct visit *now = record_copy(arena, &visit_record, visit);
	struct visit_act *act = arena_alloc(arena, sizeof *act);
	*act = (struct visit_act){.id = desk_id(desk),
	    .kind = kind,
	    .rung = text_same(kind, "answer") ? now->raised : NULL,
	    .text = text,
	    .at = desk->now};
	outbox_put(desk, ROUTE_PUT_VISIT_ACT, now->id, act->id, act,
	    arena_printf(arena, _("Visit: %s, %s"), visit_worker(desk, now), now->place));
	show_act(now, act);
	visits_take(desk, now);
	if (!is_open(now) && desk_screen(desk) == SCREEN_VISIT)
		desk_back(desk);
	desk_say(desk, TONE_GOOD, said(kind), visit_worker(desk, now));
}

static void
answer(struct desk *desk, const char *field, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	if (text_blank(text) || strlen(text) < SHORTEST_REASON) {
		desk_say(desk, TONE_WARN, "%s", _("Say what was done: it is kept."));
		desk_focus(desk, field);
		return;
	}
	const char *done = text_trim(arena_strdup(arena, text));
	typed_drop(desk, field);
	visit_act(desk, "answer", done);
	desk_focus(desk, "safe");
}

void
visits_pick(struct desk *desk, const char *item, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	const struct visit *visit = in_front(desk);
	if (strcmp(item, "new-visit") == 0) {
		visit_form_open(desk);
	} else if (strncmp(item, ROW, strlen(ROW)) == 0) {
		visit_open(desk, item + strlen(ROW));
	} else if (!visit) {
		return;
	} else if (strcmp(item, "begin") == 0) {
		visit_act(desk, "begin", NULL);
	} else if (strcmp(item, "safe") == 0) {
		visit_act(desk, "check", NULL);
	} else if (strcmp(item, "back") == 0) {
		visit_act(desk, "back", NULL);
	} else if (strcmp(item, "call-off") == 0) {
		visit_act(desk, "cancel", NULL);
	} else if (strncmp(item, "visit.", 6) == 0) {
		const char *field = done_field(visit->id, arena);
		answer(desk, field, text ? text : typed_text(desk, field));
	}
}
