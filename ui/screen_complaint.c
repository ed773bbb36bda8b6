/* A complaint: its stages, their clocks and who decided; what was learnt of it and is put right. */
#include "desk/cases.h"
#include "desk/complaint.h"
#include "desk/drafts.h"
#include "directory/complaints.h"
#include "model/case_kind.h"
#include "ui/screens.h"

#include <string.h>

/* ---- on the case ---- */

void
page_barred(const struct desk *desk, struct page *page)
{
	const struct case_event *event = case_barred(desk);
	if (event)
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    arena_printf(page->arena,
			_("You answered it (%s, %s): somebody else must consider it now."),
			say_case_state(desk, event->state), say_time(desk, event->at, page->arena)))
		    ->label = _("Not yours");
}

/* "acknowledged Tue 24 Nov 10:00 by j.mills, LATE: due Mon 23 Nov 17:00" */
static const char *
was_done(const struct desk *desk, const struct case_event *event, struct arena *arena)
{
	const char *what =
	    arena_printf(arena, _("%s %s by %s"), _(case_count_label(event->counted)),
		say_time(desk, event->at, arena), event->user ? event->user : "");
	if (case_event_late(event))
		return arena_printf(
		    arena, _("%s, LATE: due %s"), what, say_time(desk, event->due, arena));
	return event->due ? arena_printf(arena, _("%s, in time"), what) : what;
}

static void
clock_line(const struct desk *desk, struct page *page, const char *label,
    const struct case_event *done, micros due, const char *later)
{
	struct arena *arena = page->arena;
	bool overdue = !done && due && due < desk->now;
	const char *text = done  ? was_done(desk, done, arena)
			   : due ? arena_printf(arena, overdue ? _("OVERDUE since %s") : _("by %s"),
				       say_time(desk, due, arena))
				 : later;
	if (text)
		page_add(page, ITEM_TEXT,
		    overdue || (done && case_event_late(done)) ? ROLE_ALARM : ROLE_TEXT, text)
		    ->label = label;
}

/* What its answer has once it is acknowledged. */
static const char *
answer_time(const struct desk *desk, int64_t stage, struct arena *arena)
{
	const struct life *life = life_of(case_service(desk), desk->case_page->record);
	for (const struct life_state *s = life->states; s; s = s->next)
		if (s->stage == stage && s->due && text_same(s->counts_as, "acknowledged"))
			return arena_printf(arena, _("within %s of the acknowledgement"), s->due);
	return NULL;
}

static void
one_stage(const struct desk *desk, struct page *page, const struct case_record *record,
    int64_t stage, bool now)
{
	struct complaint_stage at;
	struct arena *arena = page->arena;
	complaint_stage(record, stage, &at);
	if (!at.received)
		return;
	micros due = now && !text_same(record->state, "closed") ? record->due : 0;
	page_add(page, ITEM_TEXT, ROLE_VALUE,
	    arena_printf(arena, _("received %s"), say_time(desk, at.received->at, arena)))
	    ->label = arena_printf(arena, _("Stage %lld"), (long long)stage);
	clock_line(desk, page, _("Acknowledge"), at.acknowledged, at.acknowledged ? 0 : due, NULL);
	if (at.extended)
		page_add(page, ITEM_TEXT, ROLE_TEXT,
		    arena_printf(arena, _("from %s to %s by %s: %s"),
			say_time(desk, at.extended->due, arena),
			say_time(desk, at.extended->until, arena),
			at.extended->user ? at.extended->user : "",
			at.extended->text ? at.extended->text : ""))
		    ->label = _("Extended");
	clock_line(desk, page, _("Answer"), at.answered, at.acknowledged ? due : 0,
	    due ? answer_time(desk, stage, arena) : NULL);
}

static void
actions(const struct desk *desk, struct page *page, const struct case_record *record)
{
	struct arena *arena = page->arena;
	struct complaint_action action;
	for (size_t i = 0; complaint_action(record, i, &action); i++) {
		const struct case_event *event = action.event;
		const char *text = arena_printf(arena, "%s: %s", event->text ? event->text : "",
		    event->action ? event->action : "");
		const char *label =
		    text_same(event->kind, "lesson") ? _("To learn") : _("Put right");
		if (action.done) {
			page_add(page, ITEM_TEXT, ROLE_DIM, text)->label = label;
			page_add(page, ITEM_TEXT, ROLE_DIM,
			    arena_printf(arena, _("done %s: %s"),
				say_time(desk, action.done->at, arena),
				action.done->text ? action.done->text : ""));
			continue;
		}
		struct item *row =
		    page_row(page, arena_printf(arena, "action:%s", event->id), label, text);
		row->detail = event->owner;
		row->right = say_due(desk, event->until, arena);
		row->enter = _("done");
		if (event->until < desk->now)
			row->role = ROLE_ALARM;
	}
}

void
page_complaint(const struct desk *desk, struct page *page, const struct case_record *record)
{
	int64_t now = complaint_at(record);
	for (int64_t stage = 1; stage <= now; stage++)
		one_stage(desk, page, record, stage, stage == now);
	page_barred(desk, page);
	actions(desk, page, record);
}

/* ---- the form ---- */

void
screen_action(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	bool lesson = action_is_lesson(desk);
	micros until;
	page->strip_left = desk->case_page
			       ? arena_printf(arena, lesson ? _("Learnt of %s") : _("Remedy of %s"),
				     desk->case_page->record->reference)
			       : _("The case is not shown.");
	for (size_t i = 0; i < ACTION_FIELDS; i++) {
		const char *name = action_field(desk, i, arena), *typed = typed_text(desk, name);
		const char *label = i        ? _(action_fields[i].label)
				    : lesson ? _("What was learnt")
					     : _("What is put right");
		struct item *item = page_field(page, name, label, typed, action_fields[i].limit);
		if (action_fields[i].empty)
			item->detail = _(action_fields[i].empty);
		if (i == ACTION_FIELDS - 1 && action_until(desk, typed, &until))
			item->right = say_time(desk, until, arena);
		if (text_same(desk->fault_field, name))
			item->fault = desk->fault;
	}
	struct item *save = page_row(page, "save", NULL, _("Write it down"));
	save->number = PAGE_UNNUMBERED;
	save->enter = _("write down");
	page->enter = _("next");
}
