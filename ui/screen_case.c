/* A case: what it is, what was answered, what happened, and the work on it. */
#include "desk/cases.h"
#include "desk/drafts.h"
#include "desk/forms.h"
#include "desk/joined.h"
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

static void
events(const struct desk *desk, struct page *page, const struct case_record *record)
{
	struct arena *arena = page->arena;
	if (record->events.count)
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("What happened"));
	for (size_t i = record->events.count;
	     i-- > 0;) { /* the newest first, as in every history */
		const struct case_event *event = LIST_AT(struct case_event, &record->events, i);
		struct item *item =
		    page_add(page, ITEM_TEXT, ROLE_TEXT, say_event(desk, event, arena));
		item->label = say_time(desk, event->at, arena);
		item->detail = event->user;
	}
}

/* Where it is in the life of its service, and how its clock stands. */
static void
state_and_clock(const struct desk *desk, struct page *page)
{
	enum role role;
	const char *clock = say_clock(desk, page->arena, &role);
	if (case_has_life(desk))
		line(page, _("State"), words_in(&case_state_now(desk)->title, desk->language));
	if (clock)
		page_add(page, ITEM_TEXT, role, clock)->label = _("Clock");
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

static const struct {
	const char *typing, *label, *enter;
} typings[] = {{"note", N_("Note"), N_("add the note")},
    {"close", N_("How it was closed"), N_("close the case")},
    {"reopen", N_("Why it is opened again"), N_("open it again")},
    {"answer", N_("Your answer"), N_("answer")}, {"done/", N_("What came of it"), N_("it is done")},
    {"glass", N_("Why must you see it?"), N_("show it")},
    {"priority/high", N_("Why is it high?"), N_("set the priority")},
    {"priority/normal", N_("Why is it normal?"), N_("set the priority")},
    {"priority/low", N_("Why is it low?"), N_("set the priority")}};

/* What closes the case of an incident is what everybody in it hears. */
static void
heard(const struct desk *desk, struct page *page)
{
	const struct incident *incident = desk->case_page ? desk->case_page->incident : NULL;
	unsigned long people = incident ? (unsigned long)incident->people : 0;
	if (!text_same(desk->case_typing, "close") || people < 2 || incident->merged_into)
		return;
	page_add(page, ITEM_TEXT, ROLE_WARN,
	    arena_printf(page->arena,
		P_("%lu person hears these words: name nobody in them.",
		    "%lu people hear these words: name nobody in them.", people),
		people))
	    ->label = "";
}

static void
text_field(const struct desk *desk, struct page *page)
{
	size_t i = 0;
	if (!desk->case_typing)
		return;
	while (i + 1 < sizeof typings / sizeof *typings &&
	       strncmp(typings[i].typing, desk->case_typing, strlen(typings[i].typing)) != 0)
		i++;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	heard(desk, page); /* before the field, which is in sight */
	page_field(page, "case.text", _(typings[i].label), typed_text(desk, "case.text"),
	    text_same(desk->case_typing, "glass") ? 200 : 2000);
	page->enter = _(typings[i].enter);
	page->list_first = false;
	page->focus = "case.text";
}

/* How many files there are, and the names of the first. */
static void
files(struct page *page, const struct case_record *record)
{
	enum { NAMED = 3 };
	const char *names = "";
	size_t count = 0;
	LIST_EACH(struct attachment, file, &record->attachments)
	if (count++ < NAMED)
		names = arena_printf(page->arena, "%s%s%s", names, *names ? ", " : "", file->name);
	if (count)
		line(page, _("Files"),
		    arena_printf(
			page->arena, count > NAMED ? "%zu: %s ..." : "%zu: %s", count, names));
}

/* What the CRM refused about it: most often two have changed one thing. */
void
page_clashes(const struct desk *desk, struct page *page)
{
	const char *id = desk->case_page->record->id;
	for (size_t i = 0; i < desk->owed_count; i++) {
		const struct outgoing *outgoing = desk->owed[i]->outgoing;
		if (!outgoing->refused || !text_same(outgoing->chain, id))
			continue;
		struct item *item =
		    page_row(page, arena_printf(page->arena, "refused:%s", outgoing->operation),
			_("Not taken"), outgoing->label);
		item->role = ROLE_ALARM;
		item->enter = _("look at it");
	}
}

/* What came back, and why, stands above everything: it is what must be done. */
static void
came_back(const struct desk *desk, struct page *page, const struct case_record *record)
{
	const struct case_event *event =
	    record->bounced ? list_find(&record->events, &case_event_record, record->bounced)
			    : NULL;
	if (!event)
		return;
	const char *why = say_bounce(event->reason);
	page_add(page, ITEM_TEXT, ROLE_WARN,
	    text_blank(event->text) ? why : arena_printf(page->arena, "%s: %s", why, event->text))
	    ->label = _("Came back");
	if (event->prompt)
		line(page, _("Prompt"), say_prompt(desk, record, event->prompt, page->arena));
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
	page_clashes(desk, page);
	came_back(desk, page, record);
	if (customer)
		candidate_row(page, "", _("Customer"), customer)->key = "person";
	if (desk->case_page->incident)
		page_row(
		    page, "joined", _("Incident"), joined_words(desk->case_page->incident, arena))
		    ->enter = _("who joined");
	state_and_clock(desk, page);
	page_complaint(desk, page, record);
	if (desk->case_page->behalf)
		line(page, _("For them"), say_behalf(desk->case_page->behalf, arena));
	if (text_same(desk->case_page->channel, "web"))
		line(page, _("Came by"), _("a form on the web"));
	line(page, _("About"), record->summary);
	line(page, _("For"), record->responsible ? council_short(desk, record->responsible) : NULL);
	const struct team *team = queue_team(desk, record->queue);
	line(page, _("Queue"), team && team->name ? team->name : say_queue(record->queue, arena));
	if (record->priority && !text_same(record->priority, "normal"))
		line(page, _("Priority"), say_priority(record->priority));
	line(page, _("Skill"), record->skill);
	LIST_EACH(struct promise_line, promise, &desk->case_page->promises)
	page_promise(desk, page, promise);
	line(page, desk->case_page->promises.count ? _("Told") : _("Promised"), record->promise);
	if (case_secret_shown(desk))
		page_add(page, ITEM_TEXT, ROLE_GOOD, case_secret_shown(desk))->label = _("Secret");
	line(page, _("Note"), record->note);
	page_correction(desk, page, record->id);
	page_answers(desk, page, record->service, record->responsible, &desk->case_page->answers);
	files(page, record);
	page_links(desk, page);
	wrongs(desk, page, desk->case_page);
	page_mails_of_case(desk, page);
	events(desk, page, record);
	page->enter = _("open");
	text_field(desk, page);
}
