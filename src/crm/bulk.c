/*
 * One action on many cases: looked at beforehand, done in one transaction, taken back as a whole.
 * Each case goes by the rules of its event; what cannot be done to one is said of it, and leaves
 * the others. What somebody else has claimed is theirs. Undone is what nothing has happened to
 * since: each of these stands as it stood before.
 */
#include "base/text.h"
#include "crm/back_office.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/queues.h"

#include <string.h>

/* ---- one case ---- */

static const char *
why_not(const struct crm_answer *answer)
{
	switch (answer->problem) {
	case PROBLEM_NOT_FOUND:
		return "gone";
	case PROBLEM_NOT_PERMITTED:
	case PROBLEM_WITHHELD:
		return "not_permitted";
	case PROBLEM_CONFLICT:
		if (text_same(answer->field, "state"))
			return "closed";
		return text_same(answer->field, "claimed_by") ? "claimed" : "same";
	default:
		return "refused";
	}
}

static bool
look(struct ask *ask, const char *id, struct case_record *record)
{
	int found = case_get(ask->tx, id, record, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0 || !case_may(ask, ACTION_WORK_CASE, record) || !case_seen(ask, record, false))
		return false;
	return !record->claimed_by || text_same(record->claimed_by, ask->session->user) ||
	       refuse(ask, PROBLEM_CONFLICT, "claimed_by", "somebody else has it");
}

static void
remember(struct bulk_item *item, const struct case_record *record)
{
	item->reference = record->reference;
	item->service = record->service;
	item->was_state = record->state;
	item->was_claimed_by = record->claimed_by;
	item->was_queue = record->queue;
	item->was_responsible = record->responsible;
	item->was_priority = record->priority;
	item->was_bounced = record->bounced;
	item->was_life = record->life;
	item->was_closed = record->closed;
	item->was_due = record->due;
	item->was_stopped = record->stopped;
	item->was_given = record->given;
	item->was_left = record->left;
}

static bool
do_one(struct ask *ask, const struct bulk *bulk, struct bulk_item *item, bool keep)
{
	struct case_record record;
	char id[ID_LENGTH + 1];
	if (!look(ask, item->id, &record))
		return false;
	remember(item, &record);
	tx_id(ask->tx, id);
	struct case_event event = {.id = arena_strdup(ask->call->arena, id),
	    .kind = bulk->kind,
	    .user = ask->session->user,
	    .text = bulk->text,
	    .priority = bulk->priority,
	    .to = bulk->to,
	    .queue = bulk->queue,
	    .at = tx_now(ask->tx)};
	if (!keep)
		return case_apply(ask, &record, &event);
	item->event = event.id;
	return case_event_rules(ask, &record, &event);
}

/* To all of them; what is refused of one is its result. False when the store failed. */
static bool
do_all(struct ask *ask, struct bulk *bulk, bool keep)
{
	LIST_EACH(struct bulk_item, item, &bulk->items)
	{
		*item = (struct bulk_item){.id = item->id};
		bool done = do_one(ask, bulk, item, keep);
		if (tx_fault(ask->tx) != FAULT_NONE)
			return false;
		item->result = done ? keep ? "done" : "will" : why_not(ask->answer);
		if (!done)
			*item = (struct bulk_item){.id = item->id,
			    .reference = item->reference,
			    .service = item->service,
			    .result = item->result};
		*ask->answer = (struct crm_answer){.status = 200};
	}
	return true;
}

/* ---- all of them ---- */

bool
bulk_preview(struct ask *ask)
{
	struct bulk *bulk = record_copy(ask->call->arena, &bulk_record, ask->call->body);
	if (!do_all(ask, bulk, false))
		return false;
	ask->answer->body = bulk;
	return true;
}

static void
audit_bulk(struct ask *ask, const char *action, const struct bulk *now, const struct bulk *was)
{
	struct audit_entry entry = {.action = action,
	    .record = "bulk",
	    .id = now->id,
	    .of = &bulk_record,
	    .was = was,
	    .now = now};
	audit_add(ask->tx, &entry);
}

bool
bulk_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct bulk *bulk = record_copy(arena, &bulk_record, ask->call->body);
	struct bulk *kept = record_new(arena, &bulk_record);
	if (!text_same(ask->call->params[0], bulk->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (bulk_get(ask->tx, bulk->id, kept, arena) == 1) {
		ask->answer->body = kept;
		return text_same(kept->user, ask->session->user) ||
		       refuse(ask, PROBLEM_BAD_FIELD, "id", "used before");
	}
	bulk->user = ask->session->user;
	bulk->at = tx_now(ask->tx);
	bulk->undone = 0;
	if (!do_all(ask, bulk, true))
		return false;
	bulk->text = NULL; /* of their cases: it goes with them */
	bulk_put(ask->tx, bulk);
	audit_bulk(ask, "bulk.do", bulk, NULL);
	ask->answer->body = bulk;
	return true;
}

/* ---- back ---- */

static bool
is_last(const struct case_record *record, const char *event)
{
	const struct list *events = &record->events;
	return events->count &&
	       text_same(LIST_AT(struct case_event, events, events->count - 1)->id, event);
}

static void
undo_one(struct ask *ask, struct bulk_item *item)
{
	struct arena *arena = ask->call->arena;
	struct case_record was, now;
	item->result = "changed";
	if (case_get(ask->tx, item->id, &was, arena) != 1 || !is_last(&was, item->event) ||
	    !case_may(ask, ACTION_WORK_CASE, &was)) {
		*ask->answer = (struct crm_answer){.status = 200};
		return;
	}
	now = *(struct case_record *)record_copy(arena, &case_record_record, &was);
	struct case_event *event = case_event_add(ask, &now, "undo", tx_now(ask->tx));
	event->user = ask->session->user;
	event->queue = item->was_queue;
	now.state = item->was_state;
	now.claimed_by = item->was_claimed_by;
	now.queue = item->was_queue;
	now.responsible = item->was_responsible;
	now.priority = item->was_priority;
	now.bounced = item->was_bounced;
	now.life = item->was_life;
	now.closed = item->was_closed;
	now.due = item->was_due;
	now.stopped = item->was_stopped;
	now.given = item->was_given;
	now.left = item->was_left;
	case_keep(ask, "case.undo", &now, &was);
	if (!text_same(was.state, now.state))
		case_follow(ask, &now, &(struct case_event){.kind = "reopen", .at = event->at});
	item->result = "undone";
}

bool
bulk_undo_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct bulk *was = record_new(arena, &bulk_record);
	int found = bulk_get(ask->tx, ask->call->params[0], was, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0)
		return false;
	struct bulk *now = record_copy(arena, &bulk_record, was);
	if (was->undone) {
		ask->answer->body = now;
		return true;
	}
	LIST_EACH(struct bulk_item, item, &now->items)
	if (text_same(item->result, "done"))
		undo_one(ask, item);
	now->undone = tx_now(ask->tx);
	bulk_put(ask->tx, now);
	audit_bulk(ask, "bulk.undo", now, was);
	ask->answer->body = now;
	return true;
}
