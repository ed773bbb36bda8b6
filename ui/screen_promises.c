/* Promises: the list of those that the user and their team have to keep, one with what happened to
 * it, and the form that makes one by hand. */
#include "desk/drafts.h"
#include "desk/promises.h"
#include "ui/screens.h"

#include <string.h>

static enum role
role_of(const struct desk *desk, const struct promise_line *line)
{
	if (!text_same(line->state, "open"))
		return text_same(line->state, "kept") ? ROLE_GOOD : ROLE_TEXT;
	if (line->due < desk->now)
		return ROLE_ALARM;
	return line->due - PROMISE_SOON <= desk->now ? ROLE_WARN : ROLE_TEXT;
}

const char *
say_promise_state(
    const struct desk *desk, const char *state, micros due, micros kept, struct arena *arena)
{
	if (text_same(state, "open"))
		return say_due(desk, due, arena);
	if (text_same(state, "kept"))
		return _("kept");
	if (text_same(state, "withdrawn"))
		return _("withdrawn");
	return kept ? _("kept late") : _("not kept");
}

void
page_promise(const struct desk *desk, struct page *page, const struct promise_line *line)
{
	struct arena *arena = page->arena;
	struct item *row = page_row(page, arena_printf(arena, "promise:%s", line->id), _("Promise"),
	    promise_words(desk, line, arena));
	row->right = say_promise_state(desk, line->state, line->due, line->kept, arena);
	row->role = role_of(desk, line);
	if (!line->owner || !desk->session || !text_same(line->owner, desk->session->user))
		row->detail = line->owner ? line->owner : line->team_name ? line->team_name : NULL;
}

void
page_promises_home(const struct desk *desk, struct page *page)
{
	enum { SHOWN = 3 };
	size_t shown = 0;
	struct arena *arena = page->arena;
	LIST_EACH(struct promise_line, line, &desk->promises.items)
	if (shown < SHOWN) {
		page_promise(desk, page, line);
		shown++;
	}
	if (desk->promises.items.count <= SHOWN)
		return;
	long long open = (long long)desk->promises.open, late = (long long)desk->promises.late;
	struct item *all = page_row(page, "promises", _("Promise"),
	    late ? arena_printf(arena, _("%lld in all, %lld overdue"), open, late)
		 : arena_printf(arena, _("%lld in all"), open));
	all->role = late ? ROLE_ALARM : ROLE_TEXT;
}

void
page_promises_in_hand(const struct desk *desk, struct page *page)
{
	LIST_EACH(struct promise_line, line, &desk->hand->work->promises)
	{
		struct item *item = page_add(page, ITEM_TEXT, ROLE_SAY, line->what);
		item->label = _("Promise");
		item->right = say_due(desk, line->due, page->arena);
	}
}

void
screen_promises(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	page->strip_left = _("Promised");
	page->list_first = true;
	if (desk->promises.late)
		page->strip_right =
		    arena_printf(arena, _("%lld overdue"), (long long)desk->promises.late);
	LIST_EACH(struct promise_line, line, &desk->promises.items)
	{
		page_promise(desk, page, line);
		page->items[page->count - 1].label = NULL;
	}
	if (!desk->promises.items.count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->promises.asked && !desk->promises.read
			? _("Loading")
			: _("Nothing is promised that you have to keep."));
	page_call_lists(desk, page);
	page_kept_row(desk, page);
	page->enter = _("open");
	page->pick = _("open");
}

/* ---- one ---- */

static const char *
event_words(const struct promise_event *event, struct arena *arena)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"made", N_("promised")}, {"kept", N_("kept")}, {"broken", N_("not kept")},
	    {"withdrawn", N_("withdrawn")}, {"passed", N_("passed on")},
	    {"warned", N_("said to be due soon")}, {"overdue", N_("found overdue")}};
	const char *words = event->kind;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (text_same(labels[i].word, event->kind))
			words = _(labels[i].label);
	if (event->owner || event->queue)
		words = arena_printf(
		    arena, "%s: %s", words, event->owner ? event->owner : event->queue);
	return text_blank(event->text) ? words : arena_printf(arena, "%s: %s", words, event->text);
}

static void
events(const struct desk *desk, struct page *page, const struct promise *promise)
{
	if (promise->events.count)
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("What happened"));
	LIST_EACH(struct promise_event, event, &promise->events)
	{
		struct item *item =
		    page_add(page, ITEM_TEXT, ROLE_TEXT, event_words(event, page->arena));
		item->label = say_time(desk, event->at, page->arena);
		item->detail = event->user;
	}
}

static void
line_of(struct page *page, const char *label, const char *text)
{
	if (!text_blank(text))
		page_add(page, ITEM_TEXT, ROLE_TEXT, text)->label = label;
}

static void
say_line(const struct desk *desk, struct page *page, const struct promise_line *line)
{
	struct arena *arena = page->arena;
	char number[40] = "";
	page->strip_right = say_promise_state(desk, line->state, line->due, line->kept, arena);
	if (line->withheld) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, promise_words(desk, line, arena));
		return;
	}
	if (line->number)
		phone_words(line->number, number, sizeof number);
	if (line->customer) {
		struct item *row = page_row(page, "person", _("Ring"),
		    line->customer_name ? line->customer_name : _("somebody without a name"));
		row->right = arena_strdup(arena, number);
		row->enter = _("ring");
	} else {
		line_of(page, _("Ring"), arena_strdup(arena, number));
	}
	line_of(page, _("Promised"), line->what);
	if (line->service)
		line_of(page, _("About"), say_title(desk, line->service));
	line_of(page, _("Kept by"), line->owner ? line->owner : line->team_name);
	if (line->case_id && line->reference) {
		struct item *row = page_row(page, "case", _("Case"), line->reference);
		row->enter = _("open");
	}
}

static void
saying_field(const struct desk *desk, struct page *page, const char *id, const char *saying)
{
	const char *field = promise_field(id, saying, page->arena);
	bool kept = text_same(saying, "kept"), passed = text_same(saying, "passed");
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *item = page_field(page, field,
	    kept                          ? _("Kept: what was said")
	    : passed                      ? _("Pass on to")
	    : text_same(saying, "broken") ? _("Why was it not kept?")
					  : _("Why is it withdrawn?"),
	    typed_text(desk, field), passed ? 60 : 1000);
	item->enter = kept ? _("it is kept") : passed ? _("pass on") : _("settle it");
	item->detail = kept     ? _("may be left out")
		       : passed ? _("me, a team, or a colleague's name")
				: NULL;
	page->focus = field;
	page->list_first = false;
}

void
screen_promise(const struct desk *desk, struct page *page)
{
	const char *id = promise_subject_id(desk, page->arena), *saying = promise_saying(desk);
	const struct promise_line *line = promise_known(desk, id);
	const struct promise *one = desk->promises.one;
	page->strip_left = _("Promised");
	page->list_first = true;
	if (line)
		say_line(desk, page, line);
	else if (!one || !text_same(one->id, id))
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    _("It is settled, or has not come from the CRM yet."));
	if (one && text_same(one->id, id)) {
		if (!line) {
			page->strip_right =
			    say_promise_state(desk, one->state, one->due, one->kept, page->arena);
			line_of(page, _("Promised"), one->what);
		}
		events(desk, page, one);
	}
	page->enter = _("open");
	page->pick = _("open");
	if (saying)
		saying_field(desk, page, id, saying);
}

/* ---- by hand ---- */

void
screen_promising(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	micros due;
	struct keeper keeper;
	page->strip_left = _("A promise");
	for (size_t i = 0; i < PROMISE_FIELDS; i++) {
		const struct person_field *field = &promise_fields[i];
		const char *typed = typed_text(desk, field->field);
		struct item *item =
		    page_field(page, field->field, _(field->label), typed, field->limit);
		if (i == 1 && promise_when(desk, typed, &due))
			item->right = say_time(desk, due, arena);
		if (i == 1)
			item->detail = _("one working day");
		if (i == 2 && !text_blank(typed) && promise_keeper(desk, typed, &keeper, arena))
			item->right = keeper.name;
		if (i == 2)
			item->detail = _("me");
		if (text_same(desk->fault_field, field->field))
			item->fault = desk->fault;
	}
	struct item *save = page_row(page, "save", NULL, _("Promise it"));
	save->number = PAGE_UNNUMBERED;
	save->enter = _("promise");
	page->enter = _("next");
}
