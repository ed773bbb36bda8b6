/*
 * What happens to a promise: it is kept, broken, withdrawn or passed on; its case is worked on; or
 * its time comes, and its owner is told, and then the supervisors. What is done after it was due is
 * broken, though done: `kept` says when.
 */
#include "base/text.h"
#include "crm/promises.h"
#include "store/audit.h"
#include "store/feed.h"
#include "store/promises.h"

#include <string.h>

enum { AT_ONCE = 100 };

static void
settle(struct promise *promise, const char *state, const char *user, micros at)
{
	promise->state = state;
	promise->settled = at;
	promise->settled_by = user;
}

static void
keep_at(struct promise *promise, const char *user, micros at)
{
	promise->kept = at;
	settle(promise, at <= promise->due ? "kept" : "broken", user, at);
}

/* ---- by people ---- */

static bool
is_settling(const char *kind)
{
	return text_same(kind, "kept") || text_same(kind, "broken") || text_same(kind, "withdrawn");
}

/* What an event does to its promise. */
static bool
apply(struct ask *ask, struct promise *promise, const struct promise_event *event)
{
	if (!is_settling(event->kind) && !text_same(event->kind, "passed"))
		return refuse(ask, PROBLEM_BAD_FIELD, "kind", "only the CRM says so");
	if (!text_same(promise->state, "open"))
		return refuse(ask, PROBLEM_CONFLICT, "state", "it is settled already");
	if (event->at < promise->made || event->at > tx_now(ask->tx) + MICROS_HOUR)
		return refuse(ask, PROBLEM_BAD_FIELD, "at", "before it was made, or to come");
	if (text_same(event->kind, "passed")) {
		if (!promise_owned(ask, event->queue, event->owner))
			return false;
		promise->owner = text_blank(event->owner) ? NULL : event->owner;
		if (!text_blank(event->queue))
			promise->queue = event->queue;
		promise->warned = 0; /* the new owner is told, too */
		return true;
	}
	if (!text_same(event->kind, "kept") && text_blank(event->text))
		return refuse(ask, PROBLEM_BAD_FIELD, "text", "say why");
	if (text_same(event->kind, "kept"))
		keep_at(promise, ask->session->user, event->at);
	else
		settle(promise, event->kind, ask->session->user, event->at);
	return true;
}

/* Whoever has to keep it, made it, or may work on what it is about. */
static bool
may_work(struct ask *ask, const struct promise *promise)
{
	const char *user = ask->session->user;
	struct concern concern = {promise->at, promise->as, promise->responsible};
	return text_same(promise->owner, user) || text_same(promise->made_by, user) ||
	       allowed(ask, ACTION_WORK_CASE, &concern);
}

bool
promise_event_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct promise_event *body = ask->call->body;
	struct promise *was = record_new(arena, &promise_record);
	int found = promise_get(ask->tx, ask->call->params[0], was, arena);
	if (!text_same(ask->call->params[1], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0 || !may_work(ask, was) || !promise_seen(ask, was))
		return false;
	ask->answer->body = was;
	const struct promise_event *kept = list_find(&was->events, &promise_event_record, body->id);
	if (kept)
		return text_same(kept->kind, body->kind) ||
		       refuse(ask, PROBLEM_BAD_FIELD, "id", "the event is another one");
	struct promise *now = record_copy(arena, &promise_record, was);
	if (was->events.count >= record_field(&promise_record, "events")->limit)
		return refuse(ask, PROBLEM_BAD_FIELD, "events", "too much has happened to it");
	if (!apply(ask, now, body))
		return false;
	struct promise_event *event = list_add(arena, &now->events, &promise_event_record);
	*event = *body;
	event->user = ask->session->user;
	promise_keep(ask, arena_printf(arena, "promise.%s", body->kind), now, was);
	ask->answer->body = now;
	return store_well(ask);
}

/* ---- by its case ---- */

/* The time of its case was extended: what was promised with it is due with it. */
static bool
is_extension(const struct case_event *event)
{
	return text_same(event->kind, "move") && event->due && event->until > event->due;
}

void
promises_follow(struct ask *ask, const struct case_record *record, const struct case_event *event)
{
	struct arena *arena = ask->call->arena;
	struct list found = {0};
	bool closed = text_same(record->state, "closed");
	promises_of_case(ask->tx, record->id, arena, &found);
	LIST_EACH(struct promise_found, one, &found)
	{
		struct promise *was = record_new(arena, &promise_record);
		if (!text_same(one->line.state, "open") ||
		    promise_get(ask->tx, one->line.id, was, arena) != 1)
			continue;
		struct promise *now = record_copy(arena, &promise_record, was);
		if (was->enquiry) { /* one made by hand stays with who made it */
			now->queue = record->queue;
			now->owner = record->claimed_by;
			now->responsible = record->responsible;
		}
		if (is_extension(event) && was->enquiry && !was->overdue &&
		    was->due < event->until) {
			now->due = event->until;
			now->warned = 0; /* told anew when that comes */
		}
		if (closed) {
			struct promise_event *done = promise_event_add(ask, now, "kept");
			done->user = event->user;
			done->text = event->text;
			keep_at(now, event->user, event->at);
		}
		if (!record_equal(&promise_record, now, was))
			promise_keep(ask, closed ? "promise.kept" : "promise.follow", now, was);
	}
}

/* ---- by its time ---- */

static void
tell(struct crm *crm, struct tx *tx, const struct promise *was, struct arena *arena)
{
	struct crm_call call = {.arena = arena};
	struct crm_answer answer = {0};
	struct ask ask = {.crm = crm, .call = &call, .answer = &answer, .tx = tx};
	bool late = was->due < tx_now(tx);
	if (!promise_told(tx, was->id, late))
		return; /* another of the CRM's servers was first */
	struct promise *now = record_copy(arena, &promise_record, was);
	promise_event_add(&ask, now, late ? "overdue" : "warned");
	if (late)
		now->overdue = tx_now(tx);
	if (!now->warned)
		now->warned = tx_now(tx);
	promise_keep(&ask, late ? "promise.overdue" : "promise.warn", now, was);
	if (late && (now->responsible || now->at)) /* its supervisors */
		feed_add(tx, "promise", now->responsible ? now->responsible : now->at, now->id, 1);
}

size_t
promises_tell(struct crm *crm, struct tx *tx, struct arena *arena)
{
	struct list found = {0};
	promises_to_tell(tx, tx_now(tx) + PROMISE_NOTICE, AT_ONCE, arena, &found);
	tx_actor(tx, "crm", NULL);
	LIST_EACH(struct promise, promise, &found)
	tell(crm, tx, promise, arena);
	return found.count;
}

micros
promises_tell_next(struct tx *tx)
{
	return promises_next(tx, PROMISE_NOTICE);
}
