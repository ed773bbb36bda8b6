/* Wrap-up: everything proposed; Enter logs it. */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/incident.h"
#include "desk/lease.h"
#include "desk/outbox.h"
#include "desk/survey.h"
#include "ui/screens.h"

#include <string.h>

static const char *
outcome_words(const struct desk *desk, const struct matter *matter, const struct proposal *proposal,
    struct arena *arena)
{
	char due[40];
	if (survey_is(desk, desk->hand, matter))
		return matter->answers.count && !desk->hand->work->survey_reply
			   ? _("answered")
			   : _("no answer: it counts as declined");
	if (text_same(matter->offer_reply, "no"))
		return _("offered, said no");
	if (text_same(matter->offer_reply, "later"))
		return _("offered, said later");
	const char *words = say_outcome(proposal->outcome);
	if (proposal->joins)
		words = _("joins what others reported");
	if (proposal->queue) {
		const struct team *team = queue_team(desk, proposal->queue);
		const char *to = team && team->name ? team->name : proposal->queue;
		words = text_same(proposal->outcome, "callback")
			    ? arena_printf(arena, _("call back by %s"), to)
			    : arena_printf(arena, _("referred to %s"), to);
	}
	if (text_same(matter->offer_reply, "yes"))
		words = arena_printf(arena, _("offered, said yes: %s"), words);
	if (!proposal->due)
		return words;
	if (date_compare(london_of(proposal->due).date, london_of(desk->now).date) == 0)
		return arena_printf(arena, "%s, %s", words, say_due(desk, proposal->due, arena));
	london_day_time(due, sizeof due, proposal->due);
	return arena_printf(arena, _("%s, due %s"), words, due);
}

static void
under(struct page *page, const char *label, enum role role, const char *text)
{
	if (!text_blank(text))
		page_add(page, ITEM_TEXT, role, text)->label = label;
}

/* Of each that was gone through what was said of it, and what was worked out. */
static void
result_rows(const struct desk *desk, struct page *page, const struct matter *matter)
{
	struct agenda agenda;
	struct item *item = NULL;
	size_t instance = 0;
	agenda_of(desk, desk->hand, matter, page->arena, &agenda);
	for (size_t i = 0; i < agenda.outline.count; i++) {
		const struct step *step = &agenda.outline.steps[i];
		bool shown = (step->state == STEP_ANSWERED || step->state == STEP_KNOWN) &&
			     !text_blank(step->answer_text);
		if (step->prompt->kind == PROMPT_CALCULATE && shown && !step->instance)
			under(page, step->text, ROLE_VALUE,
			    text_blank(step->rule) ? step->answer_text
						   : arena_printf(page->arena, "%s (%s)",
							 step->answer_text, step->rule));
		if (!step->instance || !shown || step->prompt->kind == PROMPT_TELL)
			continue;
		if (!item || step->instance != instance) {
			item = page_add(page, ITEM_TEXT, ROLE_VALUE, step->answer_text);
			item->label = step->heading;
		} else {
			item->text =
			    arena_printf(page->arena, "%s, %s", item->text, step->answer_text);
		}
		instance = step->instance;
	}
}

static void
matter_rows(
    const struct desk *desk, struct page *page, const struct matter *matter, const char **unready)
{
	struct arena *arena = page->arena;
	struct proposal proposal;
	matter_proposal(desk, desk->hand, matter, arena, &proposal);
	struct item *item = page_row(page, arena_printf(arena, "matter:%s", matter->id),
	    say_title(desk, matter->service),
	    proposal.outcome ? outcome_words(desk, matter, &proposal, arena) : _("not finished"));
	item->enter = _("reopen");
	if (!proposal.outcome) {
		item->role = ROLE_WARN;
		if (!*unready)
			*unready = item->key;
		under(page, "", ROLE_WARN, proposal.why_not);
		return;
	}
	if (proposal.joins) {
		under(page, _("Reference"), ROLE_VALUE, proposal.joins->reference);
		under(page, _("Joins"), ROLE_DIM, incident_words(desk, proposal.joins, arena));
	} else if (proposal.queue && matter->reference)
		under(page, _("Reference"), ROLE_VALUE,
		    lease_shown(desk) ? matter->reference : _("being written down"));
	else if (proposal.queue)
		under(page, _("Reference"), ROLE_WARN, _("none left on this desk"));
	result_rows(desk, page, matter);
	under(page, _("Tell them"), ROLE_SAY, proposal.promise);
	if (!text_blank(proposal.promise))
		under(page, "", ROLE_WARN, say_freshness(proposal.freshness, arena));
	under(page, _("Note"), ROLE_DIM, note_text(desk, matter->id, matter->note));
}

/* Drawn: it is asked at one key, or that it is not. */
static void
survey_row(const struct desk *desk, struct page *page)
{
	const struct service *survey = survey_drawn(desk, desk->hand);
	const char *reply = desk->hand->work->survey_reply;
	if (!survey)
		return;
	struct item *row =
	    page_row(page, "survey", _("Survey"), words_in(&survey->title, desk->language));
	row->number = PAGE_UNNUMBERED;
	row->enter = _("ask it");
	row->right = text_same(reply, "declined") ? _("declined")
		     : text_same(reply, "handed") ? _("handed over")
						  : _("drawn: v asks it, n does not");
	row->role = reply ? ROLE_DIM : ROLE_VALUE;
}

static const char *
log_words(size_t count)
{
	switch (count) {
	case 0:
		return _("Finish without a matter");
	case 1:
		return _("Log it and finish");
	case 2:
		return _("Log both and finish");
	default:
		return _("Log all and finish");
	}
}

void
screen_wrap_up(const struct desk *desk, struct page *page)
{
	const struct hand *hand = desk->hand;
	const char *unready = NULL; /* the first that cannot be logged yet */
	page->strip_left = _("Wrap up");
	page->strip_right = say_since(desk, page->arena);
	page->title_right = NULL;
	page->list_first = true;
	if (!hand) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("There is no contact: Esc goes back."));
		return;
	}
	LIST_EACH(struct matter, matter, &hand->work->matters)
	matter_rows(desk, page, matter, &unready);
	if (!hand->work->matters.count)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Nothing was asked for in this contact."));
	page_answer_state(desk, page);
	const char *note = note_text(desk, hand->work->id, hand->work->note);
	if (note) {
		page_add(page, ITEM_RULE, ROLE_DIM, NULL);
		under(page, _("Note of the contact"), ROLE_DIM, note);
	}
	page_promises_in_hand(desk, page);
	survey_row(desk, page);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *finish = page_row(page, "finish", NULL, log_words(hand->work->matters.count));
	finish->number = PAGE_UNNUMBERED;
	if (!page->focus)
		page->focus = unready ? unready : "finish";
	page->enter = _("finish");
	page->pick = _("reopen");
}
