/* Of an incident: somebody is taken out of it with a case of their own, another one turns out the
 * same, or one that was put to it does not after all. What is typed stays until the CRM has taken
 * it. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/joined.h"
#include "desk/outbox.h"

#include <string.h>

#define LEAVE "leave:"

const char *
joined_field(const struct desk *desk, const char *name, struct arena *arena)
{
	return arena_printf(arena, "joined.%s.%s", desk_subject(desk), name);
}

static const char *
typed_as(const struct desk *desk, const char *name)
{
	struct arena arena;
	arena_init(&arena);
	const char *text = typed_text(desk, joined_field(desk, name, &arena));
	arena_release(&arena);
	return text;
}

const char *
joined_acting(const struct desk *desk)
{
	const char *act =
	    desk_screen(desk) == SCREEN_JOINED && joined_page(desk) ? typed_as(desk, "act") : NULL;
	return text_blank(act) ? NULL : strncmp(act, LEAVE, strlen(LEAVE)) == 0 ? "leave" : act;
}

const struct incident_person *
joined_leaving(const struct desk *desk)
{
	if (!text_same(joined_acting(desk), "leave"))
		return NULL;
	return list_find(&joined_page(desk)->items, &incident_person_record,
	    typed_as(desk, "act") + strlen(LEAVE));
}

bool
joined_can_act(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_JOINED && joined_page(desk) && !joined_acting(desk);
}

bool
joined_can_take_out(const struct desk *desk)
{
	const struct incident_person *person = joined_under_cursor(desk);
	return joined_can_act(desk) && person && !person->first &&
	       !text_same(person->state, "left");
}

void
joined_act(struct desk *desk, const char *kind)
{
	struct arena *arena = &desk->effects.arena;
	bool leave = text_same(kind, "leave");
	const struct incident_person *person = leave ? joined_under_cursor(desk) : NULL;
	const char *other = joined_field(desk, "other", arena), *last = typed_as(desk, "merged");
	typed_set(desk, joined_field(desk, "act", arena),
	    person ? arena_printf(arena, LEAVE "%s", person->id) : kind, false);
	/* Whoever undoes mostly undoes what they did. */
	if (text_same(kind, "split") && last && text_blank(typed_text(desk, other)))
		typed_set(desk, other, arena_strdup(arena, last), false);
	desk_focus(desk, leave || !text_blank(typed_text(desk, other))
			     ? joined_field(desk, "reason", arena)
			     : other);
}

bool
joined_form_leave(struct desk *desk)
{
	if (!joined_acting(desk))
		return false;
	typed_drop(desk, joined_field(desk, "act", &desk->effects.arena));
	desk_focus(desk, NULL);
	return true;
}

static void
send(struct desk *desk, const char *kind)
{
	struct arena *arena = &desk->effects.arena;
	const char *incident = arena_strdup(arena, desk_subject(desk));
	bool leave = text_same(kind, "leave"), merge = text_same(kind, "merge");
	struct incident_event *event = record_new(arena, &incident_event_record);
	*event = (struct incident_event){.id = desk_id(desk),
	    .kind = leave   ? "leave"
		    : merge ? "merge"
			    : "split",
	    .reason = text_trim(arena_strdup(arena, typed_as(desk, "reason"))),
	    .at = desk->now};
	if (leave)
		event->member = arena_strdup(arena, typed_as(desk, "act") + strlen(LEAVE));
	else
		event->other = text_trim(arena_strdup(arena, typed_as(desk, "other")));
	const char *label = leave ? arena_printf(arena, _("%s: taken out of the incident"),
					joined_name(joined_leaving(desk), arena))
				  : arena_printf(arena, _("Incident %s"), event->other);
	if (merge)
		typed_set(desk, joined_field(desk, "merged", arena), event->other, false);
	joined_form_leave(desk);
	outbox_put(desk, ROUTE_PUT_INCIDENT_EVENT, incident, event->id, event, label);
	desk_say(desk, TONE_GOOD, "%s",
	    leave   ? _("They are taken out, with a case of their own.")
	    : merge ? _("They are one incident now. u takes them apart.")
		    : _("They are two incidents again."));
}

bool
joined_form_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const char *kind = joined_acting(desk), *reason = joined_field(desk, "reason", arena),
		   *other = joined_field(desk, "other", arena);
	if (!kind || (!text_same(item, reason) && !text_same(item, other)))
		return false;
	const char *why = typed_text(desk, reason);
	if (!text_same(kind, "leave") && text_blank(typed_text(desk, other))) {
		desk_say(
		    desk, TONE_WARN, "%s", _("Which other incident? Its case has the reference."));
		desk_focus(desk, other);
	} else if (text_same(item, other)) {
		desk_focus(desk, reason);
	} else if (text_blank(why) || strlen(why) < SHORTEST_REASON) {
		desk_say(desk, TONE_WARN, "%s", _("Say why: it is kept."));
		desk_focus(desk, reason);
	} else {
		send(desk, arena_strdup(arena, kind));
	}
	return true;
}

/* ---- what the CRM says to it ---- */

static const char *
words_field(struct desk *desk, const char *incident, const char *name)
{
	return arena_printf(&desk->effects.arena, "joined.%s.%s", incident, name);
}

void
joined_taken(struct desk *desk, const char *incident)
{
	/* Another form may be open by now. */
	if (!typed_text(desk, words_field(desk, incident, "act"))) {
		typed_drop(desk, words_field(desk, incident, "other"));
		typed_drop(desk, words_field(desk, incident, "reason"));
	}
	joined_changed(desk, incident);
}

bool
joined_refused(struct desk *desk, const struct reply *reply, const char *incident)
{
	const char *field = reply->detail ? reply->detail->field : NULL;
	bool conflict = reply->problem == PROBLEM_CONFLICT;
	const char *sentence =
	    text_same(field, "member")
		? _("They have left it already, or the case was opened with them.")
	    : text_same(field, "state") ? _("Somebody has told them already.")
	    : text_same(field, "other") && conflict
		? _("It is part of another incident already, or not of this one.")
	    : text_same(field, "other") || reply->problem == PROBLEM_NOT_FOUND
		? _("That is no other incident of this service.")
		: NULL;
	if (!sentence)
		return false;
	desk_say(desk, TONE_WARN, "%s", sentence);
	joined_changed(desk, incident);
	return true;
}
