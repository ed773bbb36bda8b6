#include "desk/looks.h"
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/recover.h"
#include "desk/signin.h"

#include <string.h>

const char *
look_rule(const struct unusual_look *look)
{
	static const struct {
		const char *rule, *label;
	} labels[] = {{"own-name", N_("Own name")}, {"neighbour", N_("Neighbour")},
	    {"colleague", N_("Colleague")}, {"no-contact", N_("No contact")},
	    {"no-such-contact", N_("Contact never kept")}, {"glass", N_("Shown what is withheld")},
	    {"many", N_("Far more than usual")}, {"out-of-hours", N_("Out of hours")},
	    {"again", N_("Again and again")}};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (text_same(labels[i].rule, look->rule))
			return _(labels[i].label);
	return look->rule;
}

const char *
look_field(const char *id, struct arena *arena)
{
	return arena_printf(arena, "look.%s.reason", id);
}

bool
look_is_own(const struct desk *desk, const struct unusual_look *look)
{
	return desk->session && text_same(look->user, desk->session->user);
}

const struct unusual_look *
look_open(const struct desk *desk)
{
	const char *id = desk_screen(desk) == SCREEN_LOOK ? desk_subject(desk) : NULL;
	return id ? list_find(&desk->looks, &unusual_look_record, id) : NULL;
}

/* ---- the list ---- */

void
looks_ask(struct desk *desk)
{
	if (!desk_reaches(desk) || !command_permits(desk, ACTION_READ_AUDIT) || desk->looks_asked)
		return;
	desk->looks_asked = desk_ask(desk, ROUTE_UNUSUAL, REQUEST_READ, ASKED_LOOKS, NULL)->number;
}

/* What was decided here and waits to be sent is not asked again. */
static bool
is_decided(const struct desk *desk, const struct unusual_look *look)
{
	for (size_t i = 0; i < desk->owed_count; i++)
		if (desk->owed[i]->outgoing->route == ROUTE_PUT_UNUSUAL_VERDICT &&
		    text_same(desk->owed[i]->outgoing->chain, look->id))
			return true;
	return false;
}

void
looks_reply(struct desk *desk, const struct reply *reply)
{
	const struct unusual_page *page = reply->body;
	desk->looks_asked = 0;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	arena_release(&desk->looks_arena);
	arena_init(&desk->looks_arena);
	desk->looks = (struct list){0};
	LIST_EACH(struct unusual_look, look, &page->items)
	if (!is_decided(desk, look))
		record_copy_into(&desk->looks_arena, &unusual_look_record,
		    list_add(&desk->looks_arena, &desk->looks, &unusual_look_record), look);
	if (page->more)
		looks_ask(desk);
}

void
looks_open(struct desk *desk)
{
	desk_go(desk, SCREEN_LOOKS, NULL);
	recover_place(desk);
	looks_ask(desk);
}

/* ---- deciding ---- */

static void
drop(struct desk *desk, const struct unusual_look *look)
{
	list_remove(&desk->looks, &unusual_look_record,
	    (size_t)(look - (const struct unusual_look *)desk->looks.items));
}

static void
decide(struct desk *desk, const struct unusual_look *look, const char *state)
{
	struct arena *arena = &desk->effects.arena;
	const char *field = look_field(look->id, arena), *reason = typed_text(desk, field);
	if (text_blank(reason) || strlen(reason) < SHORTEST_REASON) {
		desk_say(desk, TONE_WARN, "%s", _("Say what came of asking: it is kept."));
		desk_focus(desk, field);
		return;
	}
	struct unusual_verdict *verdict = arena_alloc(arena, sizeof *verdict);
	*verdict = (struct unusual_verdict){
	    arena_strdup(arena, state), text_trim(arena_strdup(arena, reason))};
	const char *id = arena_strdup(arena, look->id);
	outbox_put(desk, ROUTE_PUT_UNUSUAL_VERDICT, id, NULL, verdict,
	    arena_printf(arena, _("Looking: %s"), look_rule(look)));
	typed_drop(desk, field);
	drop(desk, look);
	desk_back(desk);
	recover_place(desk);
	desk_say(desk, TONE_GOOD, "%s", _("It is kept with its reason, and does not come again."));
}

void
looks_taken(struct desk *desk)
{
	looks_ask(desk);
}

void
looks_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const struct unusual_look *look = look_open(desk);
	if (strncmp(item, "look:", 5) == 0) {
		desk_go(desk, SCREEN_LOOK, arena_strdup(arena, item + 5));
		recover_place(desk);
		look = look_open(desk);
		if (look && !look_is_own(desk, look))
			desk_focus(desk, look_field(look->id, arena));
	} else if (look && strncmp(item, "as:", 3) == 0) {
		decide(desk, look, item + 3);
	} else if (look) {
		desk_focus(desk, "as:explained");
	}
}
