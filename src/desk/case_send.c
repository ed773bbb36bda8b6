/* What is done to the case on the screen: sent as its event, shown at once, and given back to where
 * it was typed when the CRM refuses it. */
#include "desk/cases.h"
#include "desk/complaint.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "model/case_kind.h"

#include <string.h>

/* ---- shown at once ---- */

/* The time that a clock has when it goes on again is the CRM's to work out. */
static void
apply_state(struct desk *desk, struct case_record *record, struct case_event *event)
{
	bool close = text_same(event->kind, "close"), reopen = text_same(event->kind, "reopen");
	if (!close && !reopen && !event->state)
		return;
	const struct life *life = life_of(case_service(desk), record);
	const struct life_state *to = event->state ? life_state(life, event->state)
				      : close      ? life_end(life)
						   : life_again(life, life_at(life, record));
	record->state = close ? "closed" : "open";
	record->closed = close ? desk->now : 0;
	if (!to)
		return;
	event->due = record->due;
	event->counted = to->counts_as;
	event->stage = to->stage;
	record->life = arena_strdup(&desk->case_arena, to->id);
	if (to->stops && record->due > desk->now) {
		record->left = desk->case_page->left;
		record->stopped = desk->now;
		record->due = 0;
	} else if (!to->stops) {
		record->stopped = record->left = 0;
	}
}

static void
apply_answer(struct desk *desk, const struct case_event *event)
{
	struct list *answers = &desk->case_page->answers;
	LIST_EACH(struct answer, answer, answers)
	if (text_same(answer->prompt, event->subject)) {
		answer->value = event->now;
		return;
	}
	struct answer *answer = list_add(&desk->case_arena, answers, &answer_record);
	*answer = (struct answer){
	    .prompt = event->subject, .value = event->now, .source = "asked", .at = event->at};
}

/* What the CRM will make of it, shown at once; its own answer replaces this. */
static void
apply(struct desk *desk, const struct case_event *event)
{
	struct case_record *record = desk->case_page->record;
	struct case_event *copy = list_add(&desk->case_arena, &record->events, &case_event_record);
	record_copy_into(&desk->case_arena, &case_event_record, copy, event);
	copy->user = desk->session ? arena_strdup(&desk->case_arena, desk->session->user) : NULL;
	const char *kind = copy->kind;
	if (text_same(kind, "claim"))
		record->claimed_by = copy->user;
	else if (text_same(kind, "hand_over"))
		record->claimed_by = copy->to;
	else if (text_same(kind, "release") || (text_same(kind, "move") && !copy->state) ||
		 text_same(kind, "bounce") || text_same(kind, "answer"))
		record->claimed_by = NULL;
	else if (text_same(kind, "priority"))
		record->priority = copy->priority;
	else if (text_same(kind, "skill"))
		record->skill = copy->skill;
	else if (text_same(kind, "amend"))
		apply_answer(desk, copy);
	else if (copy->link)
		case_link_shown(desk, copy);
	else
		apply_state(desk, record, copy);
	if (text_same(kind, "bounce"))
		record->bounced = copy->id;
	else if (text_same(kind, "answer") || text_same(kind, "close") ||
		 (text_same(kind, "move") && !copy->state) || text_same(kind, "hand_over"))
		record->bounced = NULL;
}

static void
apply_field(struct desk *desk, const struct field *field, const char *now)
{
	struct arena *arena = &desk->case_arena;
	struct case_record *record = desk->case_page->record;
	const struct field *own = record_field(&case_record_record, field->name);
	struct case_event *event = list_add(arena, &record->events, &case_event_record);
	struct err err;
	*event = (struct case_event){.kind = "change",
	    .id = arena_strdup(arena, desk_id(desk)),
	    .at = desk->now,
	    .user = desk->session ? arena_strdup(arena, desk->session->user) : NULL,
	    .subject = field->name,
	    .was = field_text(own, record, arena),
	    .now = now ? arena_strdup(arena, now) : NULL};
	if (field->type == FIELD_TIME)
		field_set_text(own, record, now, arena, &err);
	else
		field_set_string(own, record, event->now);
}

static const char *
event_label(struct desk *desk, const char *kind)
{
	const struct case_kind *known = case_kind(kind);
	const char *words = known && known->of ? _(known->of) : "%s";
	const char *hole = strstr(words, "%s");
	const char *reference = desk->case_page->record->reference;
	return arena_printf(&desk->effects.arena, "%.*s%s%s", (int)(hole - words), words,
	    reference ? reference : "", hole + 2);
}

/* Where it was typed: "state/waiting", "priority/high", "note". */
static const char *
spot_of(const struct case_event *event, struct arena *arena)
{
	if (event->state)
		return arena_printf(arena, "state/%s", event->state);
	if (text_same(event->kind, "amend"))
		return arena_printf(arena, "amend/a:%s", event->subject);
	if (text_same(event->kind, "link"))
		return arena_printf(arena, "link/%s", event->link);
	if (event->action)
		return arena_printf(arena, "action/%s/%s", event->kind, event->action);
	if (text_same(event->kind, "done"))
		return arena_printf(arena, "done/%s", event->subject);
	return event->priority ? arena_printf(arena, "%s/%s", event->kind, event->priority)
			       : event->kind;
}

/* It comes back if it is refused. */
static void
remember(struct desk *desk, const char *operation, const struct case_event *event)
{
	struct arena *arena = &desk->effects.arena;
	typed_set(
	    desk, arena_printf(arena, "sent.%s.spot", operation), spot_of(event, arena), false);
	const char *text = event->text                      ? event->text
			   : text_same(event->kind, "link") ? event->subject
							    : event->now;
	if (text)
		typed_set(desk, arena_printf(arena, "sent.%s.text", operation), text, false);
}

void
case_send(struct desk *desk, const struct case_event *body)
{
	if (!desk->case_page)
		return;
	struct arena *arena = &desk->effects.arena;
	struct case_event *event = record_copy(arena, &case_event_record, body);
	event->id = desk_id(desk);
	event->at = desk->now;
	const char *id = arena_strdup(arena, desk->case_page->record->id);
	const char *operation = outbox_put(
	    desk, ROUTE_PUT_CASE_EVENT, id, event->id, event, event_label(desk, event->kind));
	remember(desk, operation, event);
	apply(desk, event);
}

void
case_change_send(struct desk *desk, const struct field *field, const struct case_change *change)
{
	struct arena *arena = &desk->effects.arena;
	struct case_record *record = desk->case_page->record;
	const char *now = field_text(field, change->now, arena);
	const char *operation = outbox_put(desk, ROUTE_CHANGE_CASE, change->id, NULL, change,
	    arena_printf(arena, _("Change of %s"), record->reference));
	typed_set(desk, arena_printf(arena, "sent.%s.spot", operation),
	    arena_printf(arena, "amend/f:%s", field->name), false);
	typed_set(desk, arena_printf(arena, "sent.%s.text", operation), now ? now : "", false);
	apply_field(desk, field, now);
}

void
case_event(struct desk *desk, const char *kind, const char *text)
{
	case_send(desk, &(struct case_event){.kind = kind, .text = text});
}

/* ---- given back ---- */

void
case_taken(struct desk *desk, const struct reply *reply, const char *id)
{
	if (desk->case_page && text_same(desk->case_page->record->id, id))
		desk->case_echo++;
	case_reply(desk, reply, id);
}

/* Into which field, on which screen. */
static void
go_to_spot(struct desk *desk, const char *spot, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	const char *const typings[] = {"note", "close", "reopen", "answer", "priority/", "done/"};
	if (strncmp(spot, "action/", 7) == 0 && desk->case_page) {
		const char *kind = spot + 7, *slash = strchr(kind, '/');
		if (slash)
			action_return(desk, arena_strndup(arena, kind, (size_t)(slash - kind)),
			    text, slash + 1);
		return;
	}
	if (strncmp(spot, "state/", 6) == 0 && desk->case_page) {
		case_state_go(desk, spot + 6);
		if (text)
			typed_set(desk, case_state_field(desk, arena), text, false);
		return;
	}
	if (strncmp(spot, "amend/", 6) == 0 && desk->case_page) {
		case_amend_return(desk, spot + 6, text);
		return;
	}
	if (strncmp(spot, "link/", 5) == 0 && desk->case_page) {
		case_link_go(desk, spot + 5, text);
		desk_say(desk, TONE_WARN, "%s",
		    _("The CRM has no such case that you may see, or they are linked already."));
		return;
	}
	for (size_t i = 0; i < sizeof typings / sizeof *typings; i++)
		if (text && strncmp(spot, typings[i], strlen(typings[i])) == 0) {
			typed_set(desk, "case.text", text, false);
			case_type(desk, spot);
			return;
		}
	if (text) { /* what was said with it is not lost */
		typed_set(desk, "case.text", text, false);
		case_type(desk, "note");
	}
}

static const char *
sent(struct desk *desk, const char *operation, const char *part)
{
	struct arena *arena = &desk->effects.arena;
	const char *text = typed_text(desk, arena_printf(arena, "sent.%s.%s", operation, part));
	return text ? arena_strdup(arena, text) : NULL;
}

void
case_mend(struct desk *desk, const struct outgoing *outgoing)
{
	const char *spot = sent(desk, outgoing->operation, "spot");
	const char *text = sent(desk, outgoing->operation, "text");
	typed_drop_under(desk, arena_printf(&desk->effects.arena, "sent.%s", outgoing->operation));
	case_open_page(desk, outgoing->chain);
	if (spot)
		go_to_spot(desk, spot, text);
}
