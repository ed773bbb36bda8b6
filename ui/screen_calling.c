/* Calls out: the lists that may be worked, and the one whom this desk has in hand. */
#include "desk/calling.h"
#include "ui/screens.h"

void
page_call_lists(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	bool first = true;
	LIST_EACH(struct outbound_line, line, &desk->calling.lists)
	{
		if (!line->waiting || !calling_shows(desk, line))
			continue;
		if (first)
			page_add(page, ITEM_HEADING, ROLE_LABEL, _("To be rung"));
		first = false;
		struct item *row =
		    page_row(page, arena_printf(arena, "calls:%s", line->id), NULL, line->name);
		row->right = arena_printf(arena, _("%lld now, %lld in all"), (long long)line->ready,
		    (long long)line->waiting);
		row->enter = _("next to ring");
	}
}

static const char *
label_of(const char *outcome)
{
	for (size_t i = 0; i < call_outcome_count; i++)
		if (text_same(call_outcomes[i].word, outcome))
			return _(call_outcomes[i].label);
	return outcome;
}

static void
attempts(const struct desk *desk, struct page *page, const struct outbound_item *item)
{
	LIST_EACH(struct outbound_attempt, attempt, &item->attempts)
	{
		struct item *line = page_add(page, ITEM_TEXT, ROLE_DIM, label_of(attempt->outcome));
		line->label = say_time(desk, attempt->at, page->arena);
		line->detail = attempt->user;
	}
}

/* Which contact a survey is about: they will ask. */
static void
about(const struct desk *desk, struct page *page, const struct outbound_item *item)
{
	if (item->about && item->of_service)
		page_add(page, ITEM_TEXT, ROLE_TEXT,
		    arena_printf(page->arena, _("their contact of %s: %s, %s"),
			say_time(desk, item->made, page->arena), say_title(desk, item->of_service),
			say_channel(item->of_channel)))
		    ->label = "";
}

void
screen_calling(const struct desk *desk, struct page *page)
{
	const struct outbound_turn *turn = desk->calling.turn;
	struct arena *arena = page->arena;
	char number[40] = "";
	page->list_first = true;
	page->strip_left = _("To be rung");
	if (!turn) {
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Looking for the next"));
		return;
	}
	phone_words(turn->item->number ? turn->item->number : "", number, sizeof number);
	page->strip_left = turn->list->name;
	page->strip_right = arena_printf(arena, _("attempt %zu of %lld"),
	    turn->item->attempts.count + 1, (long long)turn->list->attempts);
	page_add(page, ITEM_TEXT, ROLE_HEAD,
	    turn->item->name ? turn->item->name : _("somebody without a name"))
	    ->label = _("Ring");
	page_add(page, ITEM_TEXT, ROLE_VALUE, arena_strdup(arena, number))->label = "";
	if (!text_blank(turn->list->why))
		page_add(page, ITEM_TEXT, ROLE_SAY, turn->list->why)->label = _("SAY");
	page_add(page, ITEM_TEXT, ROLE_TEXT, say_title(desk, turn->list->service))->label =
	    _("About");
	about(desk, page, turn->item);
	attempts(desk, page, turn->item);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	for (size_t i = 0; i < call_outcome_count; i++)
		page_row(page, call_outcomes[i].word, NULL, _(call_outcomes[i].label));
	page->enter = _("say so");
	page->pick = _("say so");
}
