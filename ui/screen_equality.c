/* The questions of equality monitoring, one at a time; the first row declines them all. */
#include "desk/equality.h"
#include "ui/screens.h"

void
screen_equality(const struct desk *desk, struct page *page)
{
	const struct equality_question *question = equality_asked(desk);
	page->strip_left = _("Equality questions: nobody has to answer");
	page->list_first = true;
	page->enter = page->pick = _("choose");
	if (!question) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("There is nothing to ask: Esc goes back."));
		return;
	}
	page->id = arena_printf(page->arena, "equality:%s", question->id);
	bool begun = equality_answered(desk);
	if (!begun)
		page_add(page, ITEM_TEXT, ROLE_SAY,
		    _("May I ask a few questions, to see whether we serve everybody alike? You "
		      "need "
		      "not answer. Only numbers are kept, never your name."))
		    ->label = _("SAY");
	page_row(page, "decline", NULL,
	    begun ? _("Enough: ask no more") : _("No, thank you: ask none of them"));
	page_add(page, ITEM_TEXT, ROLE_SAY, _(question->text))->label = _("ASK");
	for (size_t i = 0; i < question->count; i++)
		page_row(page, arena_printf(page->arena, "answer:%s", question->choices[i].word),
		    NULL, _(question->choices[i].label));
	page_row(page, "skip", NULL, _("Leave this one out"))->number = PAGE_UNNUMBERED;
}
