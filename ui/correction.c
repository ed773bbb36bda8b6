/* That a text was put right, or what the person says of one that was not, on the page of what it
 * stands in. */
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/screens.h"

static const struct correction *
correction_of(const struct desk *desk, const char *record_id)
{
	if (!desk->hand || !desk->hand->page)
		return NULL;
	LIST_EACH(struct history_item, item, &desk->hand->page->history)
	if (item->correction && text_same(item->correction->record_id, record_id))
		return item->correction;
	return NULL;
}

void
page_correction(const struct desk *desk, struct page *page, const char *record_id)
{
	const struct correction *correction = correction_of(desk, record_id);
	char day[40];
	if (!correction)
		return;
	date_words(day, sizeof day, london_of(correction->at).date);
	struct item *row = page_add(page, ITEM_TEXT, ROLE_WARN,
	    text_same(correction->state, "corrected")
		? arena_printf(page->arena, _("by the data protection officer, %s"), day)
		: arena_printf(page->arena, "%s (%s)", correction->statement, day));
	row->label = text_same(correction->state, "corrected") ? _("Corrected") : _("They say");
}
