/* What changed in a service while it was being worked on, and the answers given before. */
#include "desk/hands.h"
#include "ui/screens.h"

#include <string.h>

static void
lines(struct page *page, const char *changed)
{
	for (const char *at = changed; *at;) {
		size_t length = strcspn(at, "\n");
		page_add(page, ITEM_TEXT, ROLE_TEXT, arena_strndup(page->arena, at, length))
		    ->state = "*";
		at += length + (at[length] == '\n');
	}
}

/* What was answered under an older version: picked, it is asked again. */
static void
older_answers(const struct desk *desk, struct page *page, const struct matter *matter)
{
	struct agenda agenda;
	bool headed = false;
	agenda_of(desk, desk->hand, matter, page->arena, &agenda);
	for (size_t i = 0; i < agenda.count; i++) {
		const struct agenda_item *item = &agenda.items[i];
		const struct answer *answer = matter_answer(matter, item->id);
		if (item->kind != AGENDA_PROMPT || !answer || answer->version >= matter->version ||
		    item->step->prompt->kind != PROMPT_ASK)
			continue;
		if (!headed) {
			page_add(page, ITEM_RULE, ROLE_DIM, NULL);
			page_add(page, ITEM_HEADING, ROLE_LABEL, _("Answered before the change:"));
		}
		headed = true;
		struct item *row = page_row(page, arena_printf(page->arena, "prompt:%s", item->id),
		    NULL, item->step->text ? item->step->text : item->id);
		row->right =
		    text_blank(item->step->answer_text) ? item->value : item->step->answer_text;
	}
}

void
screen_changes(const struct desk *desk, struct page *page)
{
	const struct matter *matter = hand_matter(desk->hand);
	page->list_first = true;
	page->strip_left = say_matters(desk, page->arena);
	page->strip_right = say_since(desk, page->arena);
	page->title_right = NULL;
	page->enter = _("look at it");
	page->pick = _("look at it");
	if (!matter || text_blank(matter->changed)) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("Nothing has changed: Esc goes back."));
		return;
	}
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("Changed since you began:"));
	lines(page, matter->changed);
	older_answers(desk, page, matter);
}
