/* The outline of a matter's dialogue: a row for each prompt, with its mark and what was answered.
 */
#include "base/alloc.h"
#include "desk/incident.h"
#include "ui/dialogue.h"

#include <string.h>

static const char *
mark(enum prompt_state state)
{
	static const char *const marks[] = {[STEP_OPEN] = "?",
	    [STEP_ANSWERED] = "+",
	    [STEP_KNOWN] = "=",
	    [STEP_NOT_NEEDED] = "-",
	    [STEP_BLOCKED] = ".",
	    [STEP_KEPT] = "*"};
	return marks[state];
}

static const char *
outline_words(struct view *view, const struct agenda_item *item)
{
	const struct step *step = item->step;
	if (prompt_is_outcome(step->prompt))
		return outcome_words(view, step);
	if (step->prompt->kind == PROMPT_CALCULATE && !text_blank(step->answer_text))
		return arena_printf(view->arena, "%s: %s", step->text, step->answer_text);
	if (!text_blank(step->answer_text) && step->prompt->kind == PROMPT_ASK)
		return step->answer_text;
	return step->text;
}

/* What is said or done only sometimes is left out while it is not needed, and a referral that
 * several ways lead to is shown once: the referral point stays in sight. */
static bool
is_listed(struct view *view, size_t index)
{
	const struct agenda_item *item = &view->agenda.items[index];
	const struct step *step = item->step;
	if (step->prompt->kind == PROMPT_SAY)
		return false;
	if (step->prompt->kind == PROMPT_ASK)
		return true;
	if (step->state == STEP_NOT_NEEDED)
		return false;
	if (!prompt_is_outcome(step->prompt) || step->state != STEP_BLOCKED)
		return true;
	const char *words = outcome_words(view, step);
	for (size_t i = 0; i < view->agenda.count; i++) {
		const struct step *other = view->agenda.items[i].step;
		if (i == index || !other || !prompt_is_outcome(other->prompt) ||
		    other->state == STEP_NOT_NEEDED || (other->state == STEP_BLOCKED && i > index))
			continue;
		if (text_same(outcome_words(view, other), words))
			return false;
	}
	return true;
}

static void
side_heading(struct view *view, const char *title)
{
	struct item *item = page_side(view->page, title, NULL, title);
	item->kind = ITEM_HEADING;
	item->role = ROLE_LABEL;
}

static void
outline_item(struct view *view, const struct agenda_item *item, const char *text)
{
	struct item *row = page_side(
	    view->page, arena_printf(view->arena, "prompt:%s", item->id), mark(item->state), text);
	row->current = text_same(item->id, view->matter->focus);
	row->role = item->state == STEP_OPEN ? ROLE_TEXT : ROLE_DIM;
	if (item->step && item->step->prompt->urgent)
		row->role = ROLE_ALARM;
}

void
outline_items(struct view *view)
{
	const char *heading = NULL;
	bool offers = false;
	for (size_t i = 0; i < view->agenda.count; i++) {
		const struct agenda_item *item = &view->agenda.items[i];
		if (item->kind == AGENDA_PROMPT) {
			if (!is_listed(view, i))
				continue;
			if (!text_same(heading, item->step->heading) &&
			    !text_blank(item->step->heading))
				side_heading(view, item->step->heading);
			heading = item->step->heading;
			outline_item(view, item, outline_words(view, item));
		} else if (item->kind == AGENDA_WHERE) {
			outline_item(view, item,
			    item->value ? council_short(view->desk, item->value)
					: say_where_question(item->id));
		} else if (item->kind == AGENDA_INCIDENT) {
			const struct incident *joined = incident_joined(view->desk, view->matter);
			outline_item(view, item,
			    joined ? arena_printf(view->arena, _("Joins %s"), joined->reference)
				   : _("Same incident?"));
		} else if (item->kind == AGENDA_OFFER) {
			if (item->state == STEP_NOT_NEEDED || item->state == STEP_BLOCKED)
				continue;
			if (!offers)
				side_heading(view, _("Offers"));
			offers = true;
			outline_item(
			    view, item, words_in(&item->step->prompt->text, view->desk->language));
		} else {
			struct item *row = page_side(view->page, "wrap-up", NULL, _("Wrap up"));
			row->current = text_same(item->id, view->matter->focus);
		}
	}
}
