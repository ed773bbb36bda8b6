/* Who is the same person as the customer in front: those who are likely first, with the reason,
 * then whoever is found; and what was merged before. */
#include "desk/drafts.h"
#include "desk/twins.h"
#include "ui/screens.h"

#include <string.h>

void
screen_same(const struct desk *desk, struct page *page)
{
	const struct same *same = &desk->same;
	page->strip_left = _("Who is the same person?");
	page_field(page, same_find_field, _("Find"), typed_text(desk, same_find_field), 120);
	page->list_first = same->likely.count > 0;
	LIST_EACH(struct alike, alike, &same->likely)
	page_alike(page, "other:", alike, false);
	LIST_EACH(struct candidate, person, &same->found)
	candidate_row(page, "other:", NULL, person);
	if (twins_has(desk, desk->hand ? desk->hand->work->customer : NULL))
		page_row(page, "differ", NULL, _("Nobody of these: they are somebody else"))
		    ->enter = _("somebody else");
	if (same->likely_asked)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Looking for likely records"));
	else if (!same->likely.count && !same->found.count)
		page_add(
		    page, ITEM_TEXT, ROLE_DIM, _("Nobody is like them: type a name or a number."));
	page->enter = _("compare");
	page->pick = _("compare");
}

static void
merge_row(const struct desk *desk, struct page *page, const struct customer_merge *merge)
{
	struct arena *arena = page->arena;
	const struct candidate *person = merge->person;
	struct item *row = page_row(page, arena_printf(arena, "merge:%s", merge->id), NULL,
	    person && person->name ? person->name : "?");
	row->detail = person ? person->address : NULL;
	row->right = merge->undone ? _("undone") : say_time(desk, merge->at, arena);
	if (merge->undone)
		row->role = ROLE_DIM;
	page_add(page, ITEM_TEXT, ROLE_DIM,
	    merge->undone
		? arena_printf(arena, _("merged by %s: %s; undone by %s: %s"), merge->author,
		      merge->reason, merge->undone_by, merge->undone_reason)
		: arena_printf(arena, _("merged by %s: %s"), merge->author, merge->reason));
}

void
screen_merges(const struct desk *desk, struct page *page)
{
	const struct customer_merge *chosen = unmerge_chosen(desk);
	page->strip_left = _("Merged with this record");
	page->list_first = !chosen;
	LIST_EACH(struct customer_merge, merge, &desk->same.merges)
	merge_row(desk, page, merge);
	if (desk->same.merges_asked)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Loading the merges"));
	page->enter = _("undo");
	page->pick = _("undo");
	if (!chosen)
		return;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_add(page, ITEM_TEXT, ROLE_WARN,
	    arena_printf(page->arena, _("%s becomes somebody else again."),
		chosen->person && chosen->person->name ? chosen->person->name : "?"));
	struct item *field = page_field(page, unmerge_reason_field, _("Why two people?"),
	    typed_text(desk, unmerge_reason_field), 200);
	field->enter = _("undo the merge");
}
