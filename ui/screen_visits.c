/* Visits of people who work alone: those that are planned or begun, one of them with its history
 * and what is to be done, and the form of a new one. */
#include "desk/board.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/visits.h"
#include "directory/ladder.h"
#include "ui/screens.h"

#include <string.h>

static bool
is_overdue(const struct desk *desk, const struct visit *visit)
{
	return visit->raised || visit->ends < desk->now;
}

static const char *
state_label(const struct desk *desk, const struct visit *visit)
{
	return is_overdue(desk, visit)            ? _("Overdue")
	       : text_same(visit->state, "begun") ? _("Begun")
						  : _("Planned");
}

static void
visit_row(const struct desk *desk, struct page *page, const struct visit *visit)
{
	struct arena *arena = page->arena;
	struct item *item = page_row(page, arena_printf(arena, "visit:%s", visit->id),
	    state_label(desk, visit), visit_worker(desk, visit));
	item->detail = visit->place;
	item->right = visit_alarms(visit) ? _(rung_kinds[rung_named(visit->raised)].label)
					  : arena_printf(arena, _("back by %s"),
						say_time(desk, visit->ends, arena));
	if (is_overdue(desk, visit))
		item->role = ROLE_ALARM;
}

void
screen_visits(const struct desk *desk, struct page *page)
{
	page->strip_left = _("Visits of people who work alone");
	page->list_first = true;
	for (int overdue = 1; overdue >= 0; overdue--)
		LIST_EACH(struct visit, visit, &desk->visits)
	if (is_overdue(desk, visit) == (overdue == 1))
		visit_row(desk, page, visit);
	if (!desk->visits.count)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Nobody is on a visit."));
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *item = page_row(page, "new-visit", NULL, _("A new visit"));
	item->number = PAGE_UNNUMBERED;
	item->enter = _("plan");
	page->enter = _("open");
	page->pick = _("open");
}

/* ---- one ---- */

static const char *
act_words(const struct visit_act *act)
{
	int rung = rung_named(act->rung);
	if (text_same(act->kind, "raise"))
		return rung >= 0 ? _(rung_kinds[rung].label) : "";
	return text_same(act->kind, "plan")     ? _("planned")
	       : text_same(act->kind, "begin")  ? _("begun")
	       : text_same(act->kind, "check")  ? _("safe")
	       : text_same(act->kind, "answer") ? _("done")
						: act->kind;
}

static void
say_acts(const struct desk *desk, struct page *page, const struct visit *visit)
{
	struct arena *arena = page->arena;
	for (size_t i = visit->acts.count; i-- > 0;) {
		const struct visit_act *act = LIST_AT(struct visit_act, &visit->acts, i);
		struct item *item =
		    page_add(page, ITEM_TEXT, text_same(act->kind, "raise") ? ROLE_WARN : ROLE_DIM,
			arena_printf(arena, "%s%s%s", act_words(act), act->text ? ": " : "",
			    act->text ? act->text : ""));
		item->label = say_time(desk, act->at, arena);
		item->right = act->author;
	}
}

static void
say_cautions(struct page *page, const struct visit *visit)
{
	LIST_EACH(struct visit_caution, caution, &visit->cautions)
	{
		struct item *item = page_add(page, ITEM_TEXT, ROLE_ALARM, caution->text);
		item->label = text_same(caution->kind, "caution") ? _("Caution") : _("Vulnerable");
		item->right = caution->of_address ? _("somebody at the address") : NULL;
	}
}

static void
say_numbers(const struct desk *desk, struct page *page, const struct visit *visit)
{
	struct arena *arena = page->arena;
	char number[32];
	page_add(page, ITEM_TEXT, ROLE_TEXT, visit->place)->label = _("Where");
	page_add(page, ITEM_TEXT, ROLE_TEXT, say_title(desk, visit->service))->label = _("For");
	if (visit->phone) {
		phone_words(visit->phone, number, sizeof number);
		page_add(page, ITEM_TEXT, ROLE_TEXT, arena_strdup(arena, number))->label =
		    _("Their telephone");
	}
	if (visit->contact)
		page_add(page, ITEM_TEXT, ROLE_TEXT, visit->contact)->label = _("Their contact");
	if (visit->note)
		page_add(page, ITEM_TEXT, ROLE_TEXT, visit->note)->label = _("Note");
}

static void
say_alarm(struct page *page, const struct desk *desk, const struct visit *visit)
{
	struct arena *arena = page->arena;
	int rung = rung_named(visit->raised);
	if (rung < 0)
		return;
	page_add(page, ITEM_TEXT, ROLE_ALARM, _(rung_kinds[rung].label))->label = _("NOW");
	if (!visit_alarms(visit))
		return;
	const char *field = arena_printf(arena, "visit.%s.done", visit->id);
	struct item *item =
	    page_field(page, field, _("What was done?"), typed_text(desk, field), 400);
	item->enter = _("say it");
}

static void
form(const struct desk *desk, struct page *page)
{
	enum { MOST = 8 };
	const struct marker *cautions[MOST];
	size_t count = visit_form_cautions(desk, cautions, MOST);
	page->strip_left = _("A new visit");
	for (size_t i = 0; i < count; i++)
		page_add(page, ITEM_TEXT, ROLE_ALARM, cautions[i]->text)->label =
		    text_same(cautions[i]->kind, "caution") ? _("Caution") : _("Vulnerable");
	for (size_t i = 0; i < visit_field_count; i++) {
		const struct visit_field *known = &visit_fields[i];
		const char *field = visit_form_field(known->name, page->arena);
		struct item *item = page_field(page, field, _(known->label),
		    visit_form_value(desk, known->name, page->arena), known->limit);
		item->detail = known->hint ? _(known->hint) : NULL;
		if (text_same(desk->fault_field, field))
			item->fault = desk->fault;
	}
	page_row(page, "plan", NULL, _("Plan it"))->enter = _("plan");
	page->enter = _("next");
}

void
screen_visit(const struct desk *desk, struct page *page)
{
	const char *id = desk_subject(desk);
	const struct visit *visit = visit_find(desk, id);
	if (text_same(id, "new")) {
		form(desk, page);
		return;
	}
	page->strip_left = _("Visit");
	if (!visit) {
		page_add(
		    page, ITEM_TEXT, ROLE_DIM, _("It is over, or has not come from the CRM yet."));
		return;
	}
	page->strip_left = arena_printf(
	    page->arena, "%s: %s", visit_worker(desk, visit), state_label(desk, visit));
	page->strip_right =
	    arena_printf(page->arena, _("back by %s"), say_time(desk, visit->ends, page->arena));
	say_cautions(page, visit);
	say_alarm(page, desk, visit);
	if (text_same(visit->state, "planned"))
		page_row(page, "begin", NULL, _("They begin"));
	page_row(page, "safe", NULL, _("They are safe, and go on"));
	page_row(page, "back", NULL, _("They are back: it is over"));
	page_row(page, "call-off", NULL, _("It is called off"));
	say_numbers(desk, page, visit);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	say_acts(desk, page, visit);
	page->list_first = !visit_alarms(visit);
	page->enter = _("say it");
	page->pick = _("say it");
}
