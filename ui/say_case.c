/* What happened to a case, and what kind of a case it is, in words. */
#include "desk/cases.h"
#include "model/case_kind.h"
#include "ui/screens.h"

#include <string.h>

const char *
say_priority(const char *priority)
{
	return text_same(priority, "high")  ? _("high")
	       : text_same(priority, "low") ? _("low")
					    : _("normal");
}

const char *
say_bounce(const char *reason)
{
	return _(bounce_reason_label(reason));
}

const char *
say_case_state(const struct desk *desk, const char *state)
{
	const struct life *life = life_of(case_service(desk), desk->case_page->record);
	const struct life_state *known = state ? life_state(life, state) : NULL;
	return known ? words_in(&known->title, desk->language) : state;
}

/* "23 h 5 min": a working day is as long as its team has it, so days would say too little. */
static const char *
say_working(int64_t working, struct arena *arena)
{
	long long minutes = working / MICROS_MINUTE;
	if (minutes < 60)
		return arena_printf(arena, _("%lld min"), minutes);
	return minutes % 60 ? arena_printf(arena, _("%lld h %lld min"), minutes / 60, minutes % 60)
			    : arena_printf(arena, _("%lld h"), minutes / 60);
}

const char *
say_clock(const struct desk *desk, struct arena *arena, enum role *role)
{
	const struct case_record *record = desk->case_page->record;
	int64_t left = desk->case_page->left;
	*role = ROLE_TEXT;
	if (text_same(record->state, "closed"))
		return NULL;
	if (record->stopped)
		return arena_printf(arena, _("stands since %s; %s of working time left"),
		    say_time(desk, record->stopped, arena), say_working(record->left, arena));
	if (!record->due)
		return NULL;
	if (record->due < desk->now) {
		*role = ROLE_ALARM;
		return arena_printf(
		    arena, _("OVERDUE since %s"), say_time(desk, record->due, arena));
	}
	const char *until = say_time(desk, record->due, arena);
	return left > 0 ? arena_printf(arena, _("due %s; %s of working time left"), until,
			      say_working(left, arena))
			: arena_printf(arena, _("due %s"), until);
}

/* Its beginning, when it is long. */
static const char *
short_words(const char *text, struct arena *arena)
{
	enum { CELLS = 60 };
	size_t fits = text_fit(text, strlen(text), CELLS);
	return text[fits] ? arena_printf(arena, "%.*s...", (int)fits, text) : text;
}

/* "handed over to A. Wood", "bounced back to s.ellis, answer missing, by "Which bin?"". */
static const char *
what_happened(const struct desk *desk, const struct case_event *event, struct arena *arena)
{
	const struct case_kind *kind = case_kind(event->kind);
	const char *words = kind ? _(kind->label) : event->kind;
	const struct team *team = queue_team(desk, event->queue);
	const char *to = event->to ? event->to : team ? team->name : NULL;
	if (event->state)
		return arena_printf(arena, "%s: %s",
		    text_same(event->kind, "move") ? _("moved on") : words,
		    say_case_state(desk, event->state));
	if (text_same(event->kind, "amend") || text_same(event->kind, "change")) {
		const char *spot = arena_printf(
		    arena, "%s:%s", text_same(event->kind, "amend") ? "a" : "f", event->subject);
		return arena_printf(arena,
		    text_same(event->kind, "amend") ? "%s: %s %s → %s" : "%s: %s: %s → %s", words,
		    say_spot(desk, spot, arena),
		    short_words(say_spot_value(desk, spot, event->was, arena), arena),
		    short_words(say_spot_value(desk, spot, event->now, arena), arena));
	}
	if (event->link)
		return arena_printf(arena, "%s: %s %s", words, say_link(event->link),
		    event->subject ? event->subject : "");
	if (text_same(event->kind, "bounce"))
		return arena_printf(arena, to ? _("%s to %s, %s") : "%s%s, %s", words, to ? to : "",
		    say_bounce(event->reason));
	if (text_same(event->kind, "priority"))
		return arena_printf(arena, "%s %s", words, say_priority(event->priority));
	if (text_same(event->kind, "skill"))
		return arena_printf(
		    arena, "%s: %s", words, event->skill ? event->skill : _("none"));
	if (to && !text_same(event->kind, "opened") && !text_same(event->kind, "answer"))
		return arena_printf(arena, _("%s to %s"), words, to);
	return words;
}

const char *
say_event(const struct desk *desk, const struct case_event *event, struct arena *arena)
{
	const char *what = what_happened(desk, event, arena);
	if (event->state && case_event_late(event))
		what = arena_printf(
		    arena, _("%s, LATE: due %s"), what, say_time(desk, event->due, arena));
	return text_blank(event->text) ? what : arena_printf(arena, "%s: %s", what, event->text);
}
