/*
 * Publishing: what is published has passed lint against the partnership as it is, and reaches the
 * desks by the feed. A text that was approved for a later day waits in the store until it comes,
 * and so does a change of address (moves.c).
 */
#include "base/alloc.h"
#include "base/text.h"
#include "crm/incidents.h"
#include "crm/promises.h"
#include "store/audit.h"
#include "store/board.h"
#include "store/drafts.h"
#include "store/feed.h"
#include "store/incidents.h"
#include "store/services.h"

#include <stdlib.h>
#include <string.h>

/* ---- publishing ---- */

const char *
scheduled_id(const char *service, struct arena *arena)
{
	return arena_printf(arena, "%s.scheduled", service);
}

void
draft_note(
    struct tx *tx, const char *action, const struct entry_draft *was, const struct entry_draft *now)
{
	/* The text itself is kept by its version, or not at all: not in the audit. */
	struct entry_draft before = was ? *was : (struct entry_draft){0},
			   after = now ? *now : (struct entry_draft){0};
	before.text = after.text = NULL;
	struct audit_entry entry = {.action = action,
	    .record = "entry_draft",
	    .id = now ? now->service : was->service,
	    .of = &entry_draft_record,
	    .was = was ? &before : NULL,
	    .now = now ? &after : NULL};
	audit_add(tx, &entry);
	feed_add(tx, "draft", entry.id, NULL, 0);
}

/* A text that waits for its day and began from an older version than there is now would undo the
 * newer one: somebody must look at both. */
static void
schedule_in_conflict(struct tx *tx, const char *service, int64_t version, struct arena *arena)
{
	struct entry_draft was;
	if (draft_get(tx, scheduled_id(service, arena), &was, arena) != 1 ||
	    !text_same(was.state, "scheduled") || was.base == version)
		return;
	struct entry_draft now = was;
	now.state = "conflict";
	now.revision++;
	now.changed = tx_now(tx);
	draft_put(tx, &now);
	draft_note(tx, "draft.conflict", &was, &now);
}

int
text_publish(
    struct tx *tx, const struct publication *publication, int64_t *version, struct arena *arena)
{
	struct service_text was = {0};
	directory_get(tx, publication->service, 0, &was, arena);
	int new = directory_publish(tx, publication, version);
	if (new != 1)
		return new;
	struct audit_entry entry = {
	    .action = "service.publish", .record = "service", .id = publication->service};
	audit_add(tx, &entry);
	feed_add(tx, "directory", publication->service, NULL, *version);
	schedule_in_conflict(tx, publication->service, *version, arena);
	wrongs_published(tx, was.text, publication, *version, arena);
	return 1;
}

/* ---- the day has come ---- */

/* Why it cannot be published after all, or null. */
static const char *
hindrance(struct tx *tx, const struct entry_draft *draft, int64_t current, struct arena *arena)
{
	struct list findings = {0};
	struct service_text text = {.service = draft->service, .text = draft->text};
	if (draft->base != current)
		return "";
	if (texts_lint(tx, &text, 1, london_of(tx_now(tx)).date, &findings, arena))
		return NULL;
	return finding_sentence(LIST_AT(struct finding_line, &findings, 0), draft->service, arena);
}

static void
publish_due(struct tx *tx, const struct entry_draft *draft, struct arena *arena)
{
	struct service_text current = {0};
	int64_t version;
	directory_get(tx, draft->service, 0, &current, arena);
	tx_actor(tx, draft->approver ? draft->approver : draft->author, NULL);
	const char *why = hindrance(tx, draft, current.version, arena);
	if (why) {
		struct entry_draft now = *draft;
		now.state = *why ? "returned" : "conflict";
		now.comment = *why ? why : draft->comment;
		now.revision++;
		now.changed = tx_now(tx);
		draft_put(tx, &now);
		draft_note(tx, *why ? "draft.return" : "draft.conflict", draft, &now);
		return;
	}
	draft_drop(tx, draft->id);
	draft_note(tx, "draft.publish", draft, NULL);
	struct publication publication = {.service = draft->service,
	    .text = draft->text,
	    .author = draft->author,
	    .approver = draft->approver,
	    .comment = draft->comment};
	text_publish(tx, &publication, &version, arena);
}

struct due {
	struct store_job job; /* first */
	struct crm *crm;
};

static bool
due_work(struct tx *tx, struct store_job *job)
{
	struct due *due = (struct due *)(void *)job;
	struct arena arena;
	struct list drafts = {0};
	arena_init(&arena);
	draft_due(tx, &arena, &drafts);
	LIST_EACH(struct entry_draft, draft, &drafts)
	publish_due(tx, draft, &arena);
	size_t moved = moves_carry_out(due->crm, tx, &arena);
	size_t told = promises_tell(due->crm, tx, &arena);
	size_t raised = visits_raise(due->crm, tx, &arena);
	size_t heard = incidents_tell_due(due->crm, tx, &arena);
	/* Here and not after the commit: a later write of the batch may schedule something. */
	const micros nexts[] = {draft_next_due(tx), moves_next(tx, &arena), promises_tell_next(tx),
	    visits_next_due(tx), incidents_tell_next(tx)};
	micros next = nexts[0];
	for (size_t i = 1; i < sizeof nexts / sizeof *nexts; i++)
		next = nexts[i] < next ? nexts[i] : next;
	atomic_store(&due->crm->due, next);
	arena_release(&arena);
	return drafts.count + moved + told + raised + heard > 0 && tx_fault(tx) == FAULT_NONE;
}

static void
due_done(struct store_job *job, enum store_fault fault)
{
	struct due *due = (struct due *)(void *)job;
	if (fault != FAULT_NONE)
		schedule_changed(due->crm); /* tried again at the next tick */
	atomic_store(&due->crm->publishing, false);
	free(due);
}

void
schedule_changed(struct crm *crm)
{
	atomic_store(&crm->due, 0);
}

void
schedule_tick(struct crm *crm)
{
	if (clock_now(crm->clock) < atomic_load(&crm->due) ||
	    atomic_exchange(&crm->publishing, true))
		return;
	struct due *due = xcalloc(1, sizeof *due);
	due->crm = crm;
	due->job.work = due_work;
	due->job.done = due_done;
	store_submit(crm->store, &due->job);
}
