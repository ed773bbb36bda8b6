/* One action on many cases: which, what is said, what it would do to each, what it did. */
#include "desk/back_office.h"
#include "desk/drafts.h"
#include "desk/marks.h"
#include "ui/screens.h"

#include <string.h>

static void
kinds(struct page *page)
{
	static const struct {
		const char *key, *label;
	} rows[] = {{"bulk:close", N_("Close them, with a sentence that says how")},
	    {"bulk:high", N_("Priority high")}, {"bulk:normal", N_("Priority normal")},
	    {"bulk:low", N_("Priority low")},
	    {"bulk:hand_over", N_("Hand them over to somebody or a queue")}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		page_row(page, rows[i].key, NULL, _(rows[i].label));
}

static const char *
kind_words(const struct desk *desk)
{
	const char *kind = pass_chosen(desk, CHOSEN_KIND);
	if (text_same(kind, "close"))
		return _("Close");
	if (text_same(kind, "hand_over"))
		return _("Hand over");
	return text_same(kind, "high")  ? _("Priority high")
	       : text_same(kind, "low") ? _("Priority low")
					: _("Priority normal");
}

static const char *
result_words(const char *result)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"will", N_("will be done")}, {"done", N_("done")},
	    {"undone", N_("taken back")}, {"gone", N_("not there any more")},
	    {"not_permitted", N_("not yours to work on")}, {"closed", N_("closed already")},
	    {"claimed", N_("somebody else has it")}, {"same", N_("is so already")},
	    {"changed", N_("changed since, and stays")}, {"refused", N_("cannot be done to it")}};
	for (size_t i = 0; result && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, result) == 0)
			return _(labels[i].label);
	return "";
}

/* What cannot be done comes first: it is what must be read. */
static void
results(const struct desk *desk, struct page *page, const struct bulk *bulk)
{
	for (int good = 0; good < 2; good++)
		LIST_EACH(struct bulk_item, item, &bulk->items)
		{
			bool went = text_same(item->result, "will") ||
				    text_same(item->result, "done") ||
				    text_same(item->result, "undone");
			const struct case_summary *line =
			    list_find(&desk->queue, &case_summary_record, item->id);
			if (went != (good == 1))
				continue;
			struct item *row = page_add(page, ITEM_TEXT, went ? ROLE_TEXT : ROLE_WARN,
			    line && line->summary ? line->summary
			    : item->service       ? say_title(desk, item->service)
						  : "");
			row->label = item->reference ? item->reference
				     : line          ? line->reference
						     : "";
			row->right = result_words(item->result);
		}
}

static void
looked_at(const struct desk *desk, struct page *page, const struct bulk *bulk)
{
	size_t will = bulk_count(bulk, "will");
	page->id = "bulk:look";
	page->list_first = true;
	page->enter = _("do it");
	if (will)
		page_row(page, "bulk:apply", NULL,
		    arena_printf(
			page->arena, P_("Do it to %zu case", "Do it to %zu cases", will), will))
		    ->number = PAGE_UNNUMBERED;
	else
		page_add(page, ITEM_TEXT, ROLE_WARN, _("It can be done to none of them."));
	results(desk, page, bulk);
}

void
screen_bulk(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct back_office *back = &desk->back;
	size_t marked = marks_count(desk, QUEUE_MARKED);
	page->strip_right = arena_printf(arena, P_("%zu marked", "%zu marked", marked), marked);
	page->enter = page->pick = _("choose");
	const char *kind = pass_chosen(desk, CHOSEN_KIND);
	if (!kind) {
		page->id = "bulk:kinds";
		page->strip_left = _("What is to be done to all that are marked?");
		page->list_first = true;
		kinds(page);
		return;
	}
	page->strip_left = kind_words(desk);
	if (back->bulk) {
		looked_at(desk, page, back->bulk);
		return;
	}
	page->id = "bulk:words";
	page_field(page, BULK_TEXT,
	    text_same(kind, "close")       ? _("How closed")
	    : text_same(kind, "hand_over") ? _("Note")
					   : _("Why"),
	    typed_text(desk, BULK_TEXT), 2000);
	page->enter = _("look at it first");
	page->focus = BULK_TEXT;
}
