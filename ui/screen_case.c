/* A case: what it is, what was answered, what happened, and the work on it. */
#include "ui/screens.h"

#include <string.h>

static void
line(struct page *page, const char *label, const char *text)
{
	if (!text_blank(text))
		page_add(page, ITEM_TEXT, ROLE_TEXT, text)->label = label;
}

/* Of a task about an entry: what it said, and what was said against it. */
static void
wrongs(const struct desk *desk, struct page *page, const struct case_page *loaded)
{
	struct arena *arena = page->arena;
	if (loaded->wrongs.count)
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("Said to be wrong"));
	LIST_EACH(struct wrong, wrong, &loaded->wrongs)
	{
		struct item *item = page_add(page, ITEM_TEXT, ROLE_VALUE,
		    text_blank(wrong->text)
			? arena_printf(arena, "\"%s\"", wrong->said ? wrong->said : "")
			: arena_printf(
			      arena, "\"%s\": %s", wrong->said ? wrong->said : "", wrong->text));
		item->label = wrong->user;
		item->detail = arena_printf(arena, _("%s, version %lld"),
		    wrong->council ? council_short(desk, wrong->council) : _("all councils"),
		    (long long)wrong->version);
	}
}

static const char *
event_words(const char *kind)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"opened", N_("opened")}, {"note", N_("note")}, {"claim", N_("taken")},
	    {"release", N_("let go")}, {"move", N_("moved")}, {"close", N_("closed")},
	    {"reopen", N_("reopened")}, {"mail", N_("e-mail")}};
	for (size_t i = 0; kind && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, kind) == 0)
			return _(labels[i].label);
	return kind ? kind : "";
}

static void
events(const struct desk *desk, struct page *page, const struct case_record *record)
{
	struct arena *arena = page->arena;
	if (record->events.count)
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("What happened"));
	LIST_EACH(struct case_event, event, &record->events)
	{
		const char *what = event_words(event->kind);
		struct item *item = page_add(page, ITEM_TEXT, ROLE_TEXT,
		    text_blank(event->text) ? what
					    : arena_printf(arena, "%s: %s", what, event->text));
		item->label = say_time(desk, event->at, arena);
		item->detail = event->user;
	}
}

static const char *
state_words(const struct desk *desk, const struct case_record *record, struct arena *arena)
{
	if (text_same(record->state, "closed"))
		return record->closed ? arena_printf(arena, _("closed %s"),
					    say_time(desk, record->closed, arena))
				      : _("closed");
	const char *words = record->claimed_by
				? arena_printf(arena, _("open, %s has it"), record->claimed_by)
				: _("open, nobody has it");
	const char *due = say_due(desk, record->due, arena);
	return due ? arena_printf(arena, "%s, %s", words, due) : words;
}

static void
text_field(const struct desk *desk, struct page *page)
{
	if (!desk->case_typing)
		return;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	bool close = text_same(desk->case_typing, "close"),
	     glass = text_same(desk->case_typing, "glass");
	page_field(page, "case.text",
	    close   ? _("How it was closed")
	    : glass ? _("Why must you see it?")
		    : _("Note"),
	    typed_text(desk, "case.text"), glass ? 200 : 2000);
	page->enter = close ? _("close the case") : glass ? _("show it") : _("add the note");
	page->list_first = false;
	page->focus = "case.text";
}

void
screen_case(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	page->list_first = true;
	if (!desk->case_page) {
		page->strip_left =
		    arena_printf(arena, _("Case %s"), desk->case_subject ? desk->case_subject : "");
		if (desk->case_loading)
			page_add(page, ITEM_TEXT, ROLE_DIM, _("Loading the case"));
		else if (desk->case_withheld)
			page_add(page, ITEM_TEXT, ROLE_TEXT,
			    _("This case exists; what it is about is not shown here."));
		else
			page_add(page, ITEM_TEXT, ROLE_TEXT, _("The case is not shown."));
		text_field(desk, page);
		return;
	}
	const struct case_record *record = desk->case_page->record;
	page->strip_left =
	    arena_printf(arena, "%s  %s", record->reference, say_title(desk, record->service));
	page->strip_right = state_words(desk, record, arena);
	const struct candidate *customer = desk->case_page->customer;
	if (customer)
		candidate_row(page, "", _("Customer"), customer)->key = "person";
	if (desk->case_page->behalf)
		line(page, _("For them"), say_behalf(desk->case_page->behalf, arena));
	line(page, _("About"), record->summary);
	line(page, _("For"), record->responsible ? council_short(desk, record->responsible) : NULL);
	const struct team *team = queue_team(desk, record->queue);
	line(page, _("Queue"), team && team->name ? team->name : say_queue(record->queue, arena));
	LIST_EACH(struct promise_line, promise, &desk->case_page->promises)
	page_promise(desk, page, promise);
	line(page, desk->case_page->promises.count ? _("Told") : _("Promised"), record->promise);
	line(page, _("Note"), record->note);
	page_correction(desk, page, record->id);
	page_answers(desk, page, record->service, record->responsible, &desk->case_page->answers);
	wrongs(desk, page, desk->case_page);
	page_mails_of_case(desk, page);
	events(desk, page, record);
	page->enter = _("open");
	text_field(desk, page);
}
