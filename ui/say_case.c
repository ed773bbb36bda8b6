/* What happened to a case, and what kind of a case it is, in words. */
#include "model/case_kind.h"
#include "ui/screens.h"

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

/* "handed over to A. Wood", "bounced back to s.ellis, answer missing, by "Which bin?"". */
static const char *
what_happened(const struct desk *desk, const struct case_event *event, struct arena *arena)
{
	const struct case_kind *kind = case_kind(event->kind);
	const char *words = kind ? _(kind->label) : event->kind;
	const struct team *team = queue_team(desk, event->queue);
	const char *to = event->to ? event->to : team ? team->name : NULL;
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
	return text_blank(event->text) ? what : arena_printf(arena, "%s: %s", what, event->text);
}
