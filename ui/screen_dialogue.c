/*
 * A matter's dialogue: at the left what to say and ask now, at the right the outline with its
 * marks. Any prompt may be taken in any order; the outline says what is left.
 */
#include "base/alloc.h"
#include "desk/board.h"
#include "desk/booking.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "ui/ask.h"
#include "ui/board.h"
#include "ui/dialogue.h"

#include <string.h>

static void
said(struct view *view, const char *label, enum role role, const char *text)
{
	if (text_blank(text))
		return;
	page_add(view->page, ITEM_TEXT, role, text)->label = label;
}

/* The same in the customer's language, on lines of its own. */
static void
said_other(struct view *view, const char *text)
{
	page_said_in(view->page, customer_speaks(view->desk, view->hand), text);
}

/* ---- facts that the prompt quotes ---- */

struct quoted {
	struct view *view;
	const struct fact *shown[6];
	size_t count;
};

static struct quoting
quoting_of(const struct view *view)
{
	return (struct quoting){view->desk, view->hand, view->matter, view->service, view->arena};
}

static void
quote(void *context, const char *name)
{
	struct quoted *quoted = context;
	struct view *view = quoted->view;
	struct quoting quoting = quoting_of(view);
	const struct service *of;
	const struct fact *fact = quoting_fact(&quoting, name, &of);
	if (!fact || quoted->count == 6)
		return;
	for (size_t i = 0; i < quoted->count; i++)
		if (quoted->shown[i] == fact)
			return;
	quoted->shown[quoted->count++] = fact;
	struct item *item = page_add(view->page, ITEM_TEXT, ROLE_DIM,
	    arena_printf(view->arena, "%s: %s", words_in(&fact->label, view->desk->language),
		words_in(&fact->value, view->desk->language)));
	item->label = _("FACT");
	struct freshness freshness = fact_freshness(of, fact, london_of(view->desk->now).date);
	const char *review = say_review(freshness, fact->review_by, view->arena);
	if (review)
		item->detail = arena_printf(view->arena, "(%s)", review);
	if (freshness.standing != STANDING_FRESH)
		item->role = ROLE_WARN;
}

static void
quote_facts(struct view *view, const struct prompt *prompt)
{
	struct quoted quoted = {.view = view};
	const char *texts[] = {words_in(&prompt->text, view->desk->language),
	    words_in(&prompt->hint, view->desk->language),
	    words_in(&prompt->promise, view->desk->language),
	    words_in(&prompt->to, view->desk->language), prompt->due};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i])
			text_names(texts[i], quote, &quoted);
}

/* ---- the prompt ---- */

static const char *
filled(struct view *view, const struct words *words)
{
	struct quoting quoting = quoting_of(view);
	struct names names;
	const char *text = words_in(words, view->desk->language);
	if (text_blank(text))
		return NULL;
	quoting_names(&quoting, &names);
	return text_fill(view->arena, text, &names, NULL);
}

/* Below a sentence: can what it quotes be relied on? */
static void
judge(struct view *view, const struct words *words)
{
	struct quoting quoting = quoting_of(view);
	const char *stale = say_freshness(
	    quoting_freshness(&quoting, words_in(words, view->desk->language)), view->arena);
	said(view, "", ROLE_WARN, stale);
}

/* What it came to, and by which rule. */
static void
show_result(struct view *view, const struct step *step)
{
	page_add(view->page, ITEM_TEXT, ROLE_VALUE,
	    arena_printf(view->arena, "%s: %s", step->text,
		text_blank(step->answer_text) ? _("not known yet") : step->answer_text))
	    ->label = _("RESULT");
	said(view, _("RULE"), ROLE_DIM, step->rule);
}

/* What to say and what was worked out since the prompt before: it belongs to this one. */
static void
say_before(struct view *view, const struct agenda_item *current)
{
	size_t at = (size_t)(current - view->agenda.items), from = at;
	while (from > 0) {
		const struct step *step = view->agenda.items[from - 1].step;
		if (step && step->prompt->kind != PROMPT_SAY &&
		    step->prompt->kind != PROMPT_CALCULATE && step->state != STEP_NOT_NEEDED &&
		    step->state != STEP_KNOWN)
			break;
		from--;
	}
	for (size_t i = from; i < at; i++) {
		const struct step *step = view->agenda.items[i].step;
		if (step && step->prompt->kind == PROMPT_SAY && step->state == STEP_OPEN) {
			said(view, step->prompt->urgent ? _("NOW") : _("SAY"),
			    step->prompt->urgent ? ROLE_ALARM : ROLE_SAY, step->text);
			said_other(view, step->other);
			judge(view, &step->prompt->text);
		}
		if (step && step->prompt->kind == PROMPT_CALCULATE && step->state == STEP_ANSWERED)
			show_result(view, step);
	}
}

static void
focus_on(struct view *view, const char *key)
{
	page_focus_on(view->page, key);
}

/* Where the question is put in the customer's language its answers are, too. */
static void
ask_choice(struct view *view, const struct agenda_item *item)
{
	const struct prompt *prompt = item->step->prompt;
	bool several = prompt->type == ANSWER_SELECT_MULTIPLE;
	bool spoken = prompt->type != ANSWER_YESNO || item->step->other;
	page_choices(view->desk, view->page, prompt,
	    several ? matter_marked(view->desk, view->matter, item) : item->value,
	    spoken ? customer_speaks(view->desk, view->hand) : NULL);
}

static void
ask_text(struct view *view, const struct agenda_item *item)
{
	const struct prompt *prompt = item->step->prompt;
	const char *field = arena_printf(view->arena, "answer.%s.%s", view->matter->id, prompt->id);
	const char *typed = typed_text(view->desk, field);
	const char *value = typed ? typed : item->step->answer_text;
	page_field(view->page, field, answer_label(prompt->type), value,
	    prompt->type == ANSWER_TEXT ? 2000 : 300);
	focus_on(view, field);
	if (prompt->type == ANSWER_ADDRESS)
		page_properties(view->desk, view->page, field, false);
	view->page->enter = item->state == STEP_KNOWN && !typed ? _("confirm") : _("answer");
}

/* From where it is known, and that it is only to be confirmed. */
static const char *
known_words(struct view *view, const struct step *step)
{
	struct quoting quoting = quoting_of(view);
	struct earlier earlier;
	if (!step->known_from || !earlier_find(&quoting, step->known_from, &earlier))
		return _("Known: confirm it.");
	const char *title = say_title(view->desk, earlier.service);
	char day[40];
	if (earlier.here)
		return arena_printf(view->arena, _("Said in this contact, %s: confirm it."), title);
	date_words(day, sizeof day, london_of(earlier.at).date);
	return arena_printf(view->arena, _("Said on %s, %s, %s: confirm it."), day,
	    council_short(view->desk, earlier.council), title);
}

static void
show_ask(struct view *view, const struct agenda_item *item)
{
	const struct prompt *prompt = item->step->prompt;
	said(view, prompt->urgent ? _("ASK!") : _("ASK"), prompt->urgent ? ROLE_ALARM : ROLE_SAY,
	    item->step->text);
	said_other(view, item->step->other);
	judge(view, &prompt->text);
	if (item->step->instances > 1)
		said(view, "", ROLE_DIM,
		    arena_printf(
			view->arena, _("%s of %zu"), item->step->heading, item->step->instances));
	if (!prompt->required)
		said(view, "", ROLE_DIM, _("May be left out."));
	if (item->state == STEP_KNOWN)
		said(view, "", ROLE_DIM, known_words(view, item->step));
	if (item->state == STEP_KEPT)
		said(view, "", ROLE_DIM, _("This no longer applies; the answer is kept."));
	if (prompt->type == ANSWER_SELECT_ONE || prompt->type == ANSWER_SELECT_MULTIPLE ||
	    prompt->type == ANSWER_YESNO)
		ask_choice(view, item);
	else
		ask_text(view, item);
	said(view, _("HINT"), ROLE_DIM, item->step->hint);
	judge(view, &prompt->hint);
	quote_facts(view, prompt);
}

static void
show_tell(struct view *view, const struct agenda_item *item)
{
	const struct prompt *prompt = item->step->prompt;
	said(view, prompt->urgent ? _("NOW") : _("TELL"), prompt->urgent ? ROLE_ALARM : ROLE_SAY,
	    item->step->text);
	said_other(view, item->step->other);
	judge(view, &prompt->text);
	page_row(view->page, "told", NULL, _("Told"));
	focus_on(view, "told");
	quote_facts(view, prompt);
	view->page->enter = _("told");
	view->page->pick = _("told");
}

static const char *
outcome_label(const struct prompt *prompt)
{
	switch (prompt->kind) {
	case PROMPT_REFER:
		return _("REFER");
	case PROMPT_SIGNPOST:
		return _("SIGNPOST");
	case PROMPT_BOOK:
		return _("BOOK");
	default:
		return _("RESOLVE");
	}
}

const char *
outcome_words(struct view *view, const struct step *step)
{
	const struct prompt *prompt = step->prompt;
	if (prompt->kind == PROMPT_REFER)
		return arena_printf(
		    view->arena, _("Refer to %s"), say_queue(prompt->queue_role, view->arena));
	if (prompt->kind == PROMPT_SIGNPOST) {
		return arena_printf(
		    view->arena, _("Signpost to %s"), step->to ? step->to : prompt->id);
	}
	if (prompt->kind == PROMPT_BOOK && text_blank(step->text))
		return _("Book an appointment");
	return text_blank(step->text) ? _("Resolved here") : step->text;
}

static void
show_choice_of_outcome(struct view *view)
{
	said(view, _("CHOOSE"), ROLE_LABEL, _("More than one outcome holds. Which is it?"));
	for (size_t i = 0; i < view->agenda.outline.count; i++) {
		const struct step *step = &view->agenda.outline.steps[i];
		if (prompt_is_outcome(step->prompt) &&
		    (step->state == STEP_OPEN || step->state == STEP_ANSWERED))
			page_row(view->page,
			    arena_printf(view->arena, "outcome:%s", step->prompt->id), NULL,
			    outcome_words(view, step));
	}
	view->page->pick = _("choose");
	view->page->enter = _("choose");
}

static void
where_row(struct view *view, const struct agenda_item *item, const char *id, const char *name)
{
	struct item *row =
	    page_row(view->page, arena_printf(view->arena, "where:%s", id), NULL, name);
	if (text_same(item->value, id)) {
		row->right = _("marked");
		focus_on(view, row->key);
	} else if (text_blank(item->value) && text_same(desk_at(view->desk), id)) {
		focus_on(view, row->key); /* most live near the desk */
	}
}

/* The place does not tell who must deliver: those that it may be, to choose from. */
static void
show_where(struct view *view, const struct agenda_item *item)
{
	struct responsible who;
	matter_candidates(
	    view->desk, view->hand, view->matter, view->service, item->id, view->arena, &who);
	bool body = text_same(item->id, BODY_PROMPT), parish = text_same(item->id, PARISH_PROMPT);
	said(view, _("ASK"), ROLE_SAY,
	    body     ? _("Who is it with?")
	    : parish ? _("Which parish or town council's area is that address in?")
		     : _("Which council's area is that address in?"));
	for (size_t i = 0; i < who.candidates; i++)
		where_row(view, item, body ? who.bodies[i]->id : who.councils[i]->id,
		    body ? who.bodies[i]->name : who.councils[i]->name);
	if (parish)
		where_row(view, item, PARISH_NONE, _("No parish or town council"));
	view->page->pick = _("answer");
	view->page->enter = _("answer");
}

static void
show_offer(struct view *view, const struct agenda_item *item)
{
	const struct prompt *prompt = item->step->prompt;
	said(view, _("OFFER"), ROLE_SAY, words_in(&prompt->text, view->desk->language));
	said(view, _("BECAUSE"), ROLE_DIM, filled(view, &prompt->because));
	judge(view, &prompt->because);
	said(view, "", ROLE_WARN, say_said_later(view->desk, prompt->offer_service, view->arena));
	page_row(view->page, "offer:yes", NULL, _("Yes"));
	page_row(view->page, "offer:no", NULL, _("No"));
	page_row(view->page, "offer:later", NULL, _("Later"));
	if (item->value)
		focus_on(view, arena_printf(view->arena, "offer:%s", item->value));
	view->page->pick = _("answer");
	view->page->enter = _("answer");
}

/* ---- what others reported ---- */

/* In one line, whatever is asked now: it may save the rest of the questions. */
static void
incident_line(struct view *view)
{
	const struct incident *joined = incident_joined(view->desk, view->matter);
	struct list about;
	if (joined) {
		said(view, _("JOINED"), ROLE_VALUE,
		    arena_printf(view->arena, "%s: %s", joined->reference,
			incident_words(view->desk, joined, view->arena)));
		return;
	}
	incidents_of(view->desk, view->hand, view->matter, view->arena, &about);
	if (about.count && !view->matter->joins)
		said(view, _("SAME?"), ROLE_WARN,
		    arena_printf(view->arena, _("%s. J joins (^GJ in a field)."),
			incident_words(view->desk, about.items, view->arena)));
}

/* What, where, since when, how many; never who. */
static void
show_incidents(struct view *view, const struct agenda_item *item)
{
	struct list about;
	incidents_of(view->desk, view->hand, view->matter, view->arena, &about);
	said(view, _("ASK"), ROLE_SAY, _("This has been reported there. Is it the same?"));
	LIST_EACH(struct incident, incident, &about)
	{
		struct item *row =
		    page_row(view->page, arena_printf(view->arena, "join:%s", incident->id), NULL,
			incident_words(view->desk, incident, view->arena));
		row->right =
		    text_same(item->value, incident->id) ? _("joined") : incident->reference;
		focus_on(view, text_same(item->value, incident->id) || !view->page->focus
				   ? row->key
				   : view->page->focus);
	}
	page_row(view->page, "join:" JOINS_NONE, NULL, _("Another one: a case of its own"));
	if (text_same(item->value, JOINS_NONE))
		view->page->focus = "join:" JOINS_NONE;
	view->page->pick = _("join");
	view->page->enter = _("join");
}

/* Who takes it from here: the referral point. */
static void
show_team(struct view *view, const char *queue_role)
{
	const char *council = responsible_id(&view->agenda.who);
	page_team(view->desk, view->page,
	    board_team(view->desk, *council ? council : desk_council(view->desk), queue_role,
		view->service ? view->service->owner_team : NULL));
}

/* Everything is answered, or the advisor went to the end: what it leads to. */
static void
show_end(struct view *view)
{
	const struct outline *outline = &view->agenda.outline;
	if (incident_joined(view->desk, view->matter)) {
		struct proposal proposal;
		matter_proposal(view->desk, view->hand, view->matter, view->arena, &proposal);
		said(view, _("TELL"), ROLE_SAY, proposal.promise);
	} else if (outline->end == WALK_OUTCOME && !view->agenda.open) {
		const struct prompt *outcome = outline->outcome;
		said(view, outcome_label(outcome), ROLE_TEXT,
		    outcome->kind == PROMPT_REFER ? arena_printf(view->arena, _("Refer to %s"),
							say_queue(outcome->queue_role, view->arena))
						  : outline->outcome_text);
		if (outcome->kind == PROMPT_REFER)
			said(view, _("SAY"), ROLE_SAY, outline->outcome_text);
		said_other(view, outline->outcome_other);
		judge(view, &outcome->text);
		judge(view, &outcome->to);
		said(view, _("TELL"), ROLE_SAY, outline->promise_text);
		said_other(view, outline->promise_other);
		judge(view, &outcome->promise);
		quote_facts(view, outcome);
		if (outcome->kind == PROMPT_REFER)
			show_team(view, outcome->queue_role);
	} else if (view->agenda.open) {
		page_add(view->page, ITEM_TEXT, ROLE_WARN,
		    arena_printf(view->arena,
			P_("%zu question is still open.", "%zu questions are still open.",
			    view->agenda.open),
			view->agenda.open));
	}
	const struct appointment *booked = booked_of(view->matter);
	if (booked)
		said(view, say_appointment_state(booked), ROLE_VALUE,
		    booked_tell(view->desk, booked, view->arena));
	bool to_book = !booked && outline->end == WALK_OUTCOME && !view->agenda.open &&
		       outline->outcome->kind == PROMPT_BOOK;
	if (to_book)
		page_row(view->page, "book", NULL, _("See what is free"));
	struct item *row = page_row(view->page, "wrap-up", NULL, _("Wrap up"));
	row->number = PAGE_UNNUMBERED;
	focus_on(view, to_book ? "book" : "wrap-up");
	view->page->enter = _("wrap up");
}

static void
show_current(struct view *view, const struct agenda_item *item)
{
	say_before(view, item);
	switch (item->kind) {
	case AGENDA_PROMPT:
		if (item->step->prompt->kind == PROMPT_CALCULATE)
			show_result(view, item->step);
		else if (item->step->prompt->kind == PROMPT_TELL)
			show_tell(view, item);
		else if (prompt_is_outcome(item->step->prompt))
			show_choice_of_outcome(view);
		else
			show_ask(view, item);
		break;
	case AGENDA_WHERE:
		show_where(view, item);
		break;
	case AGENDA_OFFER:
		show_offer(view, item);
		break;
	case AGENDA_INCIDENT:
		show_incidents(view, item);
		break;
	case AGENDA_WRAP_UP:
		show_end(view);
		break;
	}
}

/* ---- the page ---- */

void
screen_dialogue(const struct desk *desk, struct page *page)
{
	struct view view = {.desk = desk,
	    .hand = desk->hand,
	    .matter = hand_matter(desk->hand),
	    .page = page,
	    .arena = page->arena};
	if (!view.matter) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("No matter is open: Esc goes back."));
		return;
	}
	agenda_of(desk, desk->hand, view.matter, page->arena, &view.agenda);
	view.service = view.agenda.service;
	const char *focus = view.matter->focus ? view.matter->focus : "wrap-up";
	page->id = arena_printf(page->arena, "dialogue:%s:%s", view.matter->id, focus);
	page->strip_left = say_matters(desk, page->arena);
	const char *stale =
	    view.service ? say_standing(service_freshness(view.service, london_of(desk->now).date))
			 : NULL;
	page->strip_right = arena_printf(page->arena, "%s%s%s, %s", stale ? stale : "",
	    stale ? ", " : "",
	    council_short(desk, *responsible_id(&view.agenda.who) ? responsible_id(&view.agenda.who)
								  : desk_council(desk)),
	    say_since(desk, page->arena));
	page->title_right = NULL;
	page->list_first = true;
	if (view.agenda.failed)
		page_add(
		    page, ITEM_TEXT, ROLE_WARN, arena_strdup(page->arena, view.agenda.fault.text));
	if (view.service)
		page_notices(desk, page, view.service->id,
		    matter_responsible(desk, desk->hand, view.matter, view.service, page->arena),
		    _("SAY"));
	const char *changed = changed_line(view.matter, page->arena);
	if (changed)
		page_add(page, ITEM_TEXT, ROLE_WARN, changed);
	if (view.service) {
		page_closed(desk, page, view.service, &view.agenda.who);
		page_elsewhere(desk, page, view.service, &view.agenda.who);
	}
	const struct agenda_item *item = agenda_item(&view.agenda, focus);
	if (!item || item->kind != AGENDA_INCIDENT)
		incident_line(&view);
	show_current(&view, item ? item : &view.agenda.items[view.agenda.count - 1]);
	page_mail(desk, page);
	if (view.service && view.service->dialogue)
		outline_items(&view);
}
