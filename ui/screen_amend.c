/* What of a case can be put right: its answers and its own fields; then one of them, with what was
 * there, and where two have changed it both sides. */
#include "desk/cases.h"
#include "desk/drafts.h"
#include "ui/ask.h"
#include "ui/screens.h"

#include <string.h>

static const char *
field_label(const char *name)
{
	return _(record_field(&case_fields_record, name)->label);
}

const char *
say_spot_value(const struct desk *desk, const char *spot, const char *value, struct arena *arena)
{
	enum case_spot_kind kind;
	const char *name = case_spot_named(spot, &kind);
	const struct service *service = case_service(desk);
	if (text_blank(value))
		return _("nothing");
	if (kind == SPOT_FIELD) {
		struct case_fields fields = {0};
		struct err err;
		const struct field *field = record_field(&case_fields_record, name);
		if (field->type != FIELD_TIME ||
		    field_set_text(field, &fields, value, arena, &err) < 0)
			return value;
		return say_time(desk, fields.due, arena);
	}
	char *plain = arena_strndup(arena, name, strcspn(name, "#"));
	const struct prompt *prompt =
	    service && service->dialogue ? dialogue_prompt(service->dialogue, plain) : NULL;
	return prompt ? answer_words(prompt, value, desk->language, arena) : value;
}

const char *
say_spot(const struct desk *desk, const char *spot, struct arena *arena)
{
	enum case_spot_kind kind;
	const char *name = case_spot_named(spot, &kind);
	return kind == SPOT_FIELD ? field_label(name)
				  : say_prompt(desk, desk->case_page->record, name, arena);
}

/* ---- which ---- */

static void
spot_row(const struct desk *desk, struct page *page, const char *spot, const char *label,
    const char *text)
{
	struct arena *arena = page->arena;
	const char *value = case_spot_value(desk, spot, arena);
	struct item *item = page_row(page, spot, label, text);
	item->detail =
	    text_blank(value) ? _("not answered") : say_spot_value(desk, spot, value, arena);
}

static void
answers(const struct desk *desk, struct page *page)
{
	struct outline outline = {0};
	if (!case_outline(desk, page->arena, &outline))
		return;
	for (size_t i = 0; i < outline.count; i++) {
		const struct step *step = &outline.steps[i];
		bool waits = step->state == STEP_NOT_NEEDED || step->state == STEP_BLOCKED;
		if (step->prompt->kind == PROMPT_ASK && (!waits || !text_blank(step->answer)))
			spot_row(desk, page, arena_printf(page->arena, "a:%s", step->prompt->id),
			    NULL,
			    step->instance
				? arena_printf(page->arena, "%s: %s", step->heading, step->text)
				: step->text);
	}
}

static void
fields(const struct desk *desk, struct page *page)
{
	for (size_t i = 0; i < case_fields_record.count; i++) {
		const char *spot =
		    arena_printf(page->arena, "f:%s", case_fields_record.fields[i].name);
		const char *value = case_spot_value(desk, spot, page->arena);
		page_row(page, spot, _(case_fields_record.fields[i].label),
		    text_blank(value) ? _("nothing")
				      : say_spot_value(desk, spot, value, page->arena));
	}
}

void
screen_amends(const struct desk *desk, struct page *page)
{
	page->list_first = true;
	page->enter = page->pick = _("put right");
	if (!desk->case_page) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("The case is not shown."));
		return;
	}
	page->strip_left =
	    arena_printf(page->arena, _("Put right: %s"), desk->case_page->record->reference);
	page->strip_right = say_title(desk, desk->case_page->record->service);
	page_clashes(desk, page);
	answers(desk, page);
	fields(desk, page);
}

/* ---- one ---- */

/* Somebody else was sooner: what they made of it, and who; yours is in the field. */
static void
theirs(const struct desk *desk, struct page *page, const char *spot)
{
	struct arena *arena = page->arena;
	const struct case_event *event = case_amend_last(desk, spot);
	struct item *item = page_add(page, ITEM_TEXT, ROLE_WARN,
	    say_spot_value(desk, spot, case_spot_value(desk, spot, arena), arena));
	item->label = _("Theirs");
	if (event)
		item->right = arena_printf(arena, "%s, %s", event->user ? event->user : "",
		    say_time(desk, event->at, arena));
	const char *typed = typed_text(desk, case_amend_field(desk, arena));
	if (typed)
		page_add(page, ITEM_TEXT, ROLE_VALUE, say_spot_value(desk, spot, typed, arena))
		    ->label = _("Yours");
}

static void
question(const struct desk *desk, struct page *page, const char *name)
{
	struct arena *arena = page->arena;
	const char *field = case_amend_field(desk, arena), *typed = typed_text(desk, field);
	const char *value = case_spot_value(desk, case_amend_spot(desk), arena);
	struct outline outline = {0};
	const struct step *step =
	    case_outline(desk, arena, &outline) ? outline_step(&outline, name) : NULL;
	if (!step) {
		page_add(page, ITEM_TEXT, ROLE_WARN, _("The service does not ask this any more."));
		return;
	}
	const struct prompt *prompt = step->prompt;
	page_add(page, ITEM_TEXT, ROLE_SAY, step->text)->label = _("ASK");
	if (step->hint)
		page_add(page, ITEM_TEXT, ROLE_DIM, step->hint)->label = _("HINT");
	if (prompt->choices || prompt->type == ANSWER_YESNO) {
		page_choices(desk, page, prompt, typed ? typed : value, NULL);
		return;
	}
	page_field(page, field, answer_label(prompt->type),
	    typed ? typed : answer_words(prompt, value, desk->language, arena),
	    prompt->type == ANSWER_TEXT ? 2000 : 300);
	page_focus_on(page, field);
	page->enter = _("put right");
}

static void
own_field(const struct desk *desk, struct page *page, const char *name)
{
	struct arena *arena = page->arena;
	const struct field *known = record_field(&case_fields_record, name);
	const char *field = case_amend_field(desk, arena), *typed = typed_text(desk, field);
	const char *value = case_spot_value(desk, case_amend_spot(desk), arena);
	bool time = known->type == FIELD_TIME;
	if (time && !text_blank(value))
		page_add(page, ITEM_TEXT, ROLE_VALUE,
		    say_spot_value(desk, case_amend_spot(desk), value, arena))
		    ->label = _("Now");
	struct item *item = page_field(page, field, _(known->label),
	    typed  ? typed
	    : time ? ""
		   : value,
	    time ? 60 : known->limit);
	item->detail = time ? _("14:00, 2 hours, 1 Dec 14:00") : NULL;
	item->multiline = strcmp(name, "note") == 0;
	item->enter = item->multiline ? _("new line") : NULL;
	page_focus_on(page, field);
	page->enter = _("put right");
}

void
screen_amend(const struct desk *desk, struct page *page)
{
	const char *spot = case_amend_spot(desk);
	enum case_spot_kind kind;
	if (!desk->case_page || !spot) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("The case is not shown."));
		return;
	}
	const char *name = case_spot_named(spot, &kind);
	page->strip_left =
	    arena_printf(page->arena, _("Put right: %s"), desk->case_page->record->reference);
	page->strip_right = say_title(desk, desk->case_page->record->service);
	page->list_first = true;
	if (case_amend_clashes(desk, page->arena))
		theirs(desk, page, spot);
	if (kind == SPOT_FIELD)
		own_field(desk, page, name);
	else
		question(desk, page, name);
}
