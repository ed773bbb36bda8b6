/*
 * An answer of the case on the screen, or one of its own fields, is put right in place. Each by
 * itself: what was there when the advisor began goes with it, and where a colleague was sooner both
 * sides are shown and nothing typed is lost.
 */
#include "base/moment.h"
#include "desk/cases.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/marks.h"
#include "desk/matter.h"
#include "desk/outbox.h"

#include <string.h>

const char *
case_spot_named(const char *spot, enum case_spot_kind *kind)
{
	*kind = strncmp(spot, "f:", 2) == 0 ? SPOT_FIELD : SPOT_ANSWER;
	return spot + 2;
}

bool
case_outline(const struct desk *desk, struct arena *arena, struct outline *outline)
{
	return answers_walk(desk, &desk->case_page->answers, case_service(desk), arena, outline);
}

/* ---- what is there ---- */

static const char *
answer_now(const struct desk *desk, const char *prompt)
{
	LIST_EACH(struct answer, answer, &desk->case_page->answers)
	if (text_same(answer->prompt, prompt))
		return answer->value ? answer->value : "";
	return "";
}

const char *
case_spot_value(const struct desk *desk, const char *spot, struct arena *arena)
{
	enum case_spot_kind kind;
	const char *name = case_spot_named(spot, &kind);
	if (kind == SPOT_ANSWER)
		return answer_now(desk, name);
	const char *text =
	    field_text(record_field(&case_record_record, name), desk->case_page->record, arena);
	return text ? text : "";
}

/* ---- the one that is put right ---- */

const char *
case_amend_spot(const struct desk *desk)
{
	const char *slash = strchr(desk_subject(desk), '/');
	return slash ? slash + 1 : NULL;
}

const char *
case_amend_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "amend.%s", desk_subject(desk));
}

/* What was there when the advisor began, and that both sides are shown. */
static const char *
base_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "amended.%s", desk_subject(desk));
}

static const char *
both_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "both.%s", desk_subject(desk));
}

bool
case_amend_clashes(const struct desk *desk, struct arena *arena)
{
	const char *base = typed_text(desk, base_field(desk, arena));
	const char *spot = case_amend_spot(desk);
	return typed_text(desk, both_field(desk, arena)) ||
	       (base && !text_same(base, case_spot_value(desk, spot, arena)));
}

const struct case_event *
case_amend_last(const struct desk *desk, const char *spot)
{
	enum case_spot_kind kind;
	const char *name = case_spot_named(spot, &kind);
	const struct case_event *last = NULL;
	LIST_EACH(struct case_event, event, &desk->case_page->record->events)
	if (text_same(event->kind, kind == SPOT_FIELD ? "change" : "amend") &&
	    text_same(event->subject, name))
		last = event;
	return last;
}

static const struct prompt *
prompt_of(struct desk *desk, const char *name)
{
	const struct service *service = case_service(desk);
	const char *plain = arena_strndup(&desk->effects.arena, name, strcspn(name, "#"));
	return service && service->dialogue ? dialogue_prompt(service->dialogue, plain) : NULL;
}

static bool
has_choices(const struct prompt *prompt)
{
	return prompt && (prompt->choices || prompt->type == ANSWER_YESNO);
}

/* ---- opening ---- */

void
case_amends_open(struct desk *desk)
{
	desk_go(
	    desk, SCREEN_AMENDS, arena_strdup(&desk->effects.arena, desk->case_page->record->id));
}

void
case_amend_go(struct desk *desk, const char *spot)
{
	struct arena *arena = &desk->effects.arena;
	enum case_spot_kind kind;
	spot = arena_strdup(arena, spot);
	const char *name = case_spot_named(spot, &kind);
	const struct prompt *prompt = kind == SPOT_ANSWER ? prompt_of(desk, name) : NULL;
	desk_go(
	    desk, SCREEN_AMEND, arena_printf(arena, "%s/%s", desk->case_page->record->id, spot));
	const char *field = case_amend_field(desk, arena);
	const char *now = case_spot_value(desk, spot, arena);
	if (!typed_text(desk, field)) {
		typed_set(desk, base_field(desk, arena), now, false);
		if (prompt && prompt->type == ANSWER_SELECT_MULTIPLE && *now)
			typed_set(desk, field, now, false);
	}
	desk_focus(desk, has_choices(prompt) ? NULL : field);
}

void
case_amend_return(struct desk *desk, const char *spot, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	case_amend_go(desk, spot);
	typed_drop(desk, base_field(desk, arena)); /* what is there now is being read */
	typed_set(desk, both_field(desk, arena), "1", false);
	if (text)
		typed_set(desk, case_amend_field(desk, arena), text, false);
}

/* ---- saving ---- */

static void
leave(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	typed_drop(desk, case_amend_field(desk, arena));
	typed_drop(desk, base_field(desk, arena));
	typed_drop(desk, both_field(desk, arena));
	desk_back(desk);
}

static void
send_field(struct desk *desk, const char *name, const char *was, const char *now)
{
	struct arena *arena = &desk->effects.arena;
	const struct field *field = record_field(&case_fields_record, name);
	struct case_change *change = arena_alloc(arena, sizeof *change);
	struct err err;
	*change = (struct case_change){.id = arena_strdup(arena, desk->case_page->record->id),
	    .was = arena_alloc(arena, sizeof *change->was),
	    .now = arena_alloc(arena, sizeof *change->now)};
	if (!text_blank(was))
		field_set_text(field, change->was, was, arena, &err);
	if (!text_blank(now))
		field_set_text(field, change->now, now, arena, &err);
	case_change_send(desk, field, change);
}

/* Both sides are looked at before one goes over the other. */
static bool
overtaken(struct desk *desk, const char *spot, const char *now)
{
	struct arena *arena = &desk->effects.arena;
	const char *base = typed_text(desk, base_field(desk, arena));
	const char *is = case_spot_value(desk, spot, arena);
	if (!base || text_same(base, is))
		return false;
	typed_set(desk, case_amend_field(desk, arena), now, false);
	typed_set(desk, base_field(desk, arena), is, false);
	typed_set(desk, both_field(desk, arena), "1", false);
	desk_say(desk, TONE_WARN, "%s",
	    _("Somebody has changed it meanwhile: look at both, then give it again."));
	return true;
}

/* `now` is canonical. */
static void
save(struct desk *desk, const char *spot, const char *now)
{
	struct arena *arena = &desk->effects.arena;
	enum case_spot_kind kind;
	const char *was = arena_strdup(arena, case_spot_value(desk, spot, arena));
	const char *name = arena_strdup(arena, case_spot_named(spot, &kind));
	now = arena_strdup(arena, now);
	if (text_same(was, now)) {
		leave(desk);
		desk_say(desk, TONE_PLAIN, "%s", _("It is so already."));
		return;
	}
	if (overtaken(desk, spot, now))
		return;
	leave(desk);
	if (kind == SPOT_ANSWER)
		case_send(desk, &(struct case_event){.kind = "amend",
				    .subject = name,
				    .was = *was ? was : NULL,
				    .now = *now ? now : NULL});
	else
		send_field(desk, name, was, now);
	desk_say(desk, TONE_GOOD, "%s", _("Put right."));
}

/* As answer_check of the dialogue has it; false with a sentence. */
static bool
read_answer(struct desk *desk, const char *name, const char *text, const char **canonical)
{
	struct arena *arena = &desk->effects.arena;
	const struct prompt *prompt = prompt_of(desk, name);
	struct quoting quoting = {desk, NULL, NULL, case_service(desk), arena};
	const struct list *answers = &desk->case_page->answers;
	struct given *given = arena_alloc(arena, (answers->count + 1) * sizeof *given);
	struct walk_env env = {.given = given, .language = desk->language};
	struct err err = {{0}};
	if (!prompt) {
		desk_say(desk, TONE_WARN, "%s", _("The service does not ask this any more."));
		return false;
	}
	LIST_EACH(struct answer, answer, answers)
	given[env.given_count++] =
	    (struct given){answer->prompt, answer->value ? answer->value : ""};
	quoting_names(&quoting, &env.facts);
	struct names names = walk_names(quoting.service->dialogue, &env, name, arena);
	if (answer_check(prompt, text, &names, arena, canonical, &err)) {
		desk_say(desk, TONE_WARN, "%s", err.text);
		return false;
	}
	if (**canonical || !prompt->required)
		return true;
	desk_say(desk, TONE_WARN, "%s", _("This has to be answered."));
	return false;
}

static bool
read_field(struct desk *desk, const char *name, const char *text, const char **canonical)
{
	struct arena *arena = &desk->effects.arena;
	const struct field *field = record_field(&case_fields_record, name);
	struct case_fields fields = {0};
	*canonical = text_trim(arena_strdup(arena, text));
	if (field->type != FIELD_TIME)
		return true;
	if (!moment_read(*canonical, desk->now, &fields.due)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("Write a time to come: 14:00, 2 hours, 3 days, or 1 Dec 14:00."));
		return false;
	}
	*canonical = field_text(field, &fields, arena);
	return true;
}

void
case_amend_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const char *field = case_amend_field(desk, arena), *canonical;
	const char *spot = case_amend_spot(desk), *typed = typed_text(desk, field);
	enum case_spot_kind kind;
	if (!desk->case_page || !spot)
		return;
	if (!typed) {
		leave(desk);
		desk_say(desk, TONE_PLAIN, "%s", _("Nothing was changed."));
		return;
	}
	spot = arena_strdup(arena, spot);
	const char *name = case_spot_named(spot, &kind);
	if (kind == SPOT_FIELD ? read_field(desk, name, typed, &canonical)
			       : read_answer(desk, name, typed, &canonical))
		save(desk, spot, canonical);
	else
		desk_focus(desk,
		    has_choices(kind == SPOT_ANSWER ? prompt_of(desk, name) : NULL) ? NULL : field);
}

/* A choice is taken at once; of several it is marked. */
static void
pick_choice(struct desk *desk, const char *value)
{
	struct arena *arena = &desk->effects.arena;
	const char *spot = case_amend_spot(desk), *field = case_amend_field(desk, arena);
	enum case_spot_kind kind;
	const struct prompt *prompt = spot ? prompt_of(desk, case_spot_named(spot, &kind)) : NULL;
	if (!prompt)
		return;
	if (prompt->type == ANSWER_SELECT_MULTIPLE) {
		marks_toggle(desk, field, value);
		return;
	}
	typed_set(desk, field, value, false);
	case_amend_save(desk);
}

void
case_amend_pick(struct desk *desk, const char *item, const char *text)
{
	const char *field = case_amend_field(desk, &desk->effects.arena);
	(void)text; /* it is typed already */
	if (!desk->case_page)
		return;
	if (strncmp(item, "refused:", 8) == 0)
		outbox_pick(desk, item);
	else if (desk_screen(desk) == SCREEN_AMENDS)
		case_amend_go(desk, item);
	else if (strncmp(item, "answer:", 7) == 0)
		pick_choice(desk, arena_strdup(&desk->effects.arena, item + 7));
	else if (text_same(item, "accept") || text_same(item, field))
		case_amend_save(desk);
}
