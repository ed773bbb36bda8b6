/*
 * What each kind of event does to its case (model/case_kind.h). A case that is bounced goes back to
 * who took the contact, in the front office's queue, or to that queue alone; what is answered there
 * comes back to the queue that it was bounced from, for anybody of it to take.
 */
#include "base/text.h"
#include "crm/back_office.h"
#include "crm/inside.h"
#include "model/case_kind.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/feed.h"
#include "store/partners.h"

#include <string.h>

static bool
conflict(struct ask *ask, const char *field, const char *detail)
{
	return refuse(ask, PROBLEM_CONFLICT, field, detail);
}

static bool
bad(struct ask *ask, const char *field, const char *detail)
{
	return refuse(ask, PROBLEM_BAD_FIELD, field, detail);
}

/* ---- who has it ---- */

static bool
claim(struct ask *ask, struct case_record *record, struct case_event *event)
{
	if (record->claimed_by && !text_same(record->claimed_by, event->user ? event->user : ""))
		return conflict(ask, "claimed_by", "somebody else has claimed it");
	if (case_life_bars(ask, record, event->user))
		return false;
	record->claimed_by = event->user;
	return true;
}

static bool
release(struct ask *ask, struct case_record *record, struct case_event *event)
{
	(void)ask;
	(void)event;
	record->claimed_by = NULL;
	return true;
}

static bool
move(struct ask *ask, struct case_record *record, struct case_event *event)
{
	struct queue queue;
	if (event->state) /* within its life, not to another queue */
		return case_life_move(ask, record, event);
	if (queue_find(ask->tx, event->queue ? event->queue : "", record->responsible, &queue,
		ask->call->arena) != 1)
		return bad(ask, "queue", "no such queue");
	event->queue = record->queue = queue.id;
	record->responsible = queue.council;
	record->claimed_by = record->bounced = NULL;
	return true;
}

/* May this user be given it? */
static bool
can_have(struct ask *ask, const char *id, const struct case_record *record, struct user *user)
{
	return id && partner_get(ask->tx, &user_record, id, user, ask->call->arena) == 1 &&
	       !user->suspended &&
	       case_permitted(user->role, ACTION_WORK_CASE, user->council, record);
}

static bool
hand_over(struct ask *ask, struct case_record *record, struct case_event *event)
{
	struct user user;
	if (!can_have(ask, event->to, record, &user))
		return bad(ask, "to", "nobody of that name may work on it");
	if (case_life_bars(ask, record, user.id))
		return false;
	record->claimed_by = event->to = user.id;
	record->bounced = NULL;
	return true;
}

/* ---- back to the front office ---- */

/* The queue "front-office" of the council that took the contact; where it has none, one is made for
 * the team of who took it, else of any team of that council. */
static bool
front_queue(struct ask *ask, const struct case_record *record, const struct user *taker,
    struct queue *queue)
{
	struct arena *arena = ask->call->arena;
	struct list teams = {0};
	struct team team;
	if (queue_find(ask->tx, "front-office", record->at, queue, arena) == 1)
		return true;
	if (taker && taker->team &&
	    partner_get(ask->tx, &team_record, taker->team, &team, arena) == 1)
		return team_queue(ask, &team, "front", queue);
	partner_list(ask->tx, &team_record, arena, &teams);
	LIST_EACH(struct team, other, &teams)
	if (text_same(other->council, record->at))
		return team_queue(ask, other, "front", queue);
	return bad(ask, "queue", "no front office to take it");
}

static bool
bounce(struct ask *ask, struct case_record *record, struct case_event *event)
{
	struct arena *arena = ask->call->arena;
	struct contact_state contact = {0};
	struct user user;
	struct queue queue;
	struct list answers = {0};
	int64_t version;
	const char *prompt = NULL;
	if (record->bounced)
		return conflict(ask, "bounced", "it is on its way back already");
	if (!record->contact)
		return bad(ask, "kind", "no contact opened it");
	if (text_blank(event->reason))
		return bad(ask, "reason", "why does it go back?");
	if (text_same(event->reason, "other") && text_blank(event->text))
		return bad(ask, "text", "another reason says which");
	bool known = contact_state(ask->tx, record->contact, &contact, arena) == 1 &&
		     can_have(ask, contact.user, record, &user);
	if (!front_queue(ask, record, known ? &user : NULL, &queue))
		return false;
	if (record->enquiry)
		case_answers(ask->tx, record->enquiry, arena, &answers, &version, &prompt);
	if (text_blank(event->prompt))
		event->prompt = prompt;
	bool front = !known || !text_blank(event->queue); /* to the queue, not to one person */
	record->queue = event->queue = queue.id;
	record->claimed_by = event->to = front ? NULL : user.id;
	record->bounced = event->id;
	return true;
}

/* Where it stood before it was bounced. */
static const char *
queue_before(const struct case_record *record)
{
	const char *queue = NULL;
	LIST_EACH(struct case_event, event, &record->events)
	{
		if (text_same(event->id, record->bounced))
			break;
		if (!text_blank(event->queue))
			queue = event->queue;
	}
	return queue;
}

static bool
answer(struct ask *ask, struct case_record *record, struct case_event *event)
{
	struct queue queue;
	const char *to = text_blank(event->queue) ? queue_before(record) : event->queue;
	if (!record->bounced)
		return conflict(ask, "bounced", "it was not bounced back");
	if (queue_find(ask->tx, to ? to : record->queue, record->responsible, &queue,
		ask->call->arena) != 1)
		return bad(ask, "queue", "no such queue");
	event->queue = record->queue = queue.id;
	record->responsible = queue.council;
	record->claimed_by = record->bounced = NULL;
	return true;
}

/* ---- what it is ---- */

static bool
priority(struct ask *ask, struct case_record *record, struct case_event *event)
{
	const char *was = record->priority ? record->priority : "normal";
	if (text_blank(event->priority))
		return bad(ask, "priority", "high, normal or low");
	if (text_same(was, event->priority))
		return conflict(ask, "priority", "it is so already");
	record->priority = event->priority;
	return true;
}

static bool
skill(struct ask *ask, struct case_record *record, struct case_event *event)
{
	if (text_blank(event->skill))
		event->skill = NULL;
	if (event->skill ? text_same(event->skill, record->skill) : !record->skill)
		return conflict(ask, "skill", "it is so already");
	record->skill = event->skill;
	return true;
}

static bool
note(struct ask *ask, struct case_record *record, struct case_event *event)
{
	(void)ask;
	(void)record;
	(void)event;
	return true;
}

/* What was learnt of it, or puts it right, is somebody's to do, by a day, until it is done. */
static bool
action(struct ask *ask, struct case_record *record, struct case_event *event)
{
	if (text_blank(event->action))
		return bad(ask, "action", "say what is done about it");
	if (text_blank(event->owner))
		return bad(ask, "owner", "say who does it");
	if (event->until <= record->opened)
		return bad(ask, "until", "say by when it is done");
	return true;
}

static bool
done(struct ask *ask, struct case_record *record, struct case_event *event)
{
	const struct case_event *of =
	    list_find(&record->events, &case_event_record, event->subject ? event->subject : "");
	if (!of || (!text_same(of->kind, "lesson") && !text_same(of->kind, "remedy")))
		return bad(ask, "subject", "no such action");
	LIST_EACH(struct case_event, other, &record->events)
	if (text_same(other->kind, "done") && text_same(other->subject, event->subject))
		return conflict(ask, "subject", "it is done already");
	return true;
}

static bool
close_case(struct ask *ask, struct case_record *record, struct case_event *event)
{
	record->bounced = NULL;
	return case_life_move(ask, record, event);
}

static bool
reopen(struct ask *ask, struct case_record *record, struct case_event *event)
{
	if (text_same(record->state, "open"))
		return conflict(ask, "state", "the case is open");
	if (ask->session && text_blank(event->text))
		return bad(ask, "text", "say why it is opened again");
	return case_life_move(ask, record, event);
}

static const struct {
	const char *kind;
	bool closed_too;
	bool (*apply)(struct ask *ask, struct case_record *record, struct case_event *event);
} doings[] = {{"note", true, note}, {"claim", false, claim}, {"release", false, release},
    {"move", false, move}, {"hand_over", false, hand_over}, {"bounce", false, bounce},
    {"answer", false, answer}, {"priority", false, priority}, {"skill", false, skill},
    {"close", false, close_case}, {"reopen", true, reopen}, {"amend", true, case_amend},
    {"link", true, case_link_apply}, {"unlink", true, case_link_apply},
    {"detach", true, case_detach}, {"lesson", true, action}, {"remedy", true, action},
    {"done", true, done}};

bool
case_apply(struct ask *ask, struct case_record *record, struct case_event *event)
{
	const struct case_kind *kind = case_kind(event->kind);
	for (size_t i = 0; i < sizeof doings / sizeof *doings; i++) {
		if (!text_same(doings[i].kind, event->kind))
			continue;
		if (kind && kind->says && text_blank(event->text))
			return bad(ask, "text", "it says something");
		if (!doings[i].closed_too && !text_same(record->state, "open"))
			return conflict(ask, "state", "the case is closed");
		return doings[i].apply(ask, record, event);
	}
	return bad(ask, "kind", "a case is opened by its enquiry");
}

/* ---- whose work it is ---- */

static void
tell(struct ask *ask, const char *whom)
{
	if (whom)
		feed_add(ask->tx, "work", whom, NULL, 0);
}

void
case_tell(struct ask *ask, const struct case_record *record, const struct case_record *was)
{
	const char *before = was ? was->claimed_by : NULL;
	if (was && before && !text_same(before, record->claimed_by))
		tell(ask, before);
	if (record->claimed_by)
		tell(ask, record->claimed_by);
	/* What waits for a whole front office, and what somebody of it has taken. */
	if (record->bounced && (!record->claimed_by || (was && !before)))
		tell(ask, record->at);
}
