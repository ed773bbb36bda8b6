/* What was learnt of a case, or puts it right: what is done, by whom, by when. */
#include "desk/cases.h"
#include "desk/complaint.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/promises.h"
#include "directory/service.h"

#include <string.h>

const struct action_field action_fields[ACTION_FIELDS] = {
    {"text", N_("What was learnt"), NULL, 2000},
    {"action", N_("What is done"), NULL, 1000},
    {"owner", N_("Who does it"), N_("me"), 200},
    {"until", N_("By when"), N_("ten working days"), 40},
};

bool
when_can_learn(const struct desk *desk)
{
	if (desk_screen(desk) != SCREEN_CASE || !desk->case_page || desk->case_typing ||
	    !desk->session)
		return false;
	const struct case_record *record = desk->case_page->record;
	const struct service *service = case_service(desk);
	return service && service->takes_complaints && !record->anonymised &&
	       case_permitted(
		   desk->session->role, ACTION_WORK_CASE, desk->session->council, record);
}

static const char *
kind_of(const struct desk *desk)
{
	const char *slash = desk_subject(desk) ? strchr(desk_subject(desk), '/') : NULL;
	return slash ? slash + 1 : "";
}

bool
action_is_lesson(const struct desk *desk)
{
	return text_same(kind_of(desk), "lesson");
}

const char *
action_field(const struct desk *desk, size_t index, struct arena *arena)
{
	return arena_printf(arena, "action.%s.%s", desk_subject(desk), action_fields[index].name);
}

void
action_open(struct desk *desk, const char *kind)
{
	struct arena *arena = &desk->effects.arena;
	if (!desk->case_page)
		return;
	set_text(&desk->fault_field, NULL);
	desk_go(
	    desk, SCREEN_ACTION, arena_printf(arena, "%s/%s", desk->case_page->record->id, kind));
	desk_focus(desk, action_field(desk, 0, arena));
}

void
action_return(struct desk *desk, const char *kind, const char *text, const char *action)
{
	struct arena *arena = &desk->effects.arena;
	const char *values[] = {text, action};
	action_open(desk, kind);
	for (size_t i = 0; i < 2 && desk->case_page; i++)
		if (values[i])
			typed_set(desk, action_field(desk, i, arena), values[i], false);
}

bool
action_until(const struct desk *desk, const char *typed, micros *until)
{
	return promise_when(desk, text_blank(typed) ? "10 working days" : typed, until);
}

static bool
faulty(struct desk *desk, size_t index, const char *sentence)
{
	const char *field = action_field(desk, index, &desk->effects.arena);
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, sentence);
	desk_focus(desk, field);
	return false;
}

static const char *
typed_in(struct desk *desk, size_t index)
{
	struct arena *arena = &desk->effects.arena;
	const char *typed = typed_text(desk, action_field(desk, index, arena));
	return typed ? text_trim(arena_strdup(arena, typed)) : "";
}

static bool
fill(struct desk *desk, struct case_event *event)
{
	set_text(&desk->fault_field, NULL);
	*event = (struct case_event){.kind = action_is_lesson(desk) ? "lesson" : "remedy",
	    .text = typed_in(desk, 0),
	    .action = typed_in(desk, 1),
	    .owner = typed_in(desk, 2)};
	if (text_blank(event->text))
		return faulty(desk, 0,
		    action_is_lesson(desk) ? _("Say what was learnt.")
					   : _("Say what is to be put right."));
	if (text_blank(event->action))
		return faulty(desk, 1, _("Say what is done about it."));
	if (text_blank(event->owner) || word_equal(event->owner, _("me")))
		event->owner = desk->session->name ? desk->session->name : desk->session->user;
	return action_until(desk, typed_in(desk, 3), &event->until) ||
	       faulty(desk, 3, _("Say when: 2 working days, 15:00, fri, 1 dec."));
}

void
action_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct case_event event;
	if (!desk->case_page || !desk->session || !fill(desk, &event))
		return;
	bool lesson = action_is_lesson(desk);
	typed_drop_under(desk, arena_printf(arena, "action.%s.", desk_subject(desk)));
	desk_back(desk);
	case_send(desk, &event);
	desk_say(desk, TONE_GOOD, "%s",
	    lesson ? _("It is in the learning log.") : _("The remedy is written down."));
}

/* Enter: the next field, at the end of them it is saved. */
void
action_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	for (size_t i = 0; i + 1 < ACTION_FIELDS; i++)
		if (text_same(action_field(desk, i, arena), item)) {
			desk_focus(desk, action_field(desk, i + 1, arena));
			return;
		}
	action_save(desk);
}
