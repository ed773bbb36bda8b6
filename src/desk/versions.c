/* The published versions of an entry; an old one becomes a draft to approve. */
#include "base/alloc.h"
#include "desk/effects.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

static void
forget(struct authoring *authoring)
{
	arena_release(&authoring->versions_arena);
	arena_init(&authoring->versions_arena);
	authoring->versions = (struct list){0};
	authoring->old = NULL;
}

void
versions_open(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	if (!authoring->service)
		return;
	forget(authoring);
	set_text(&authoring->versions_of, authoring->service);
	desk_go(desk, SCREEN_VERSIONS, authoring->service);
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s", _("The CRM cannot be reached."));
		return;
	}
	struct request *request =
	    desk_ask(desk, ROUTE_VERSIONS, REQUEST_READ, ASKED_VERSIONS, authoring->service);
	request->params[0] = arena_strdup(&desk->effects.arena, authoring->service);
	authoring->versions_asked = request->number;
}

void
versions_reply(struct desk *desk, const struct reply *reply, const char *service)
{
	struct authoring *authoring = &desk->authoring;
	const struct entry_version_page *page = reply->body;
	if (reply->number != authoring->versions_asked ||
	    !text_same(service, authoring->versions_of))
		return;
	authoring->versions_asked = 0;
	if (reply->problem != PROBLEM_NONE || !page) {
		desk_say_problem(desk, reply);
		return;
	}
	forget(authoring);
	LIST_EACH(struct entry_version, version, &page->items)
	record_copy_into(&authoring->versions_arena, &entry_version_record,
	    list_add(&authoring->versions_arena, &authoring->versions, &entry_version_record),
	    version);
}

static void
look_at(struct desk *desk, const char *number)
{
	struct authoring *authoring = &desk->authoring;
	struct request *request =
	    desk_ask(desk, ROUTE_SERVICE, REQUEST_READ, ASKED_OLD_TEXT, authoring->versions_of);
	request->params[0] = arena_strdup(&desk->effects.arena, authoring->versions_of);
	desk_query(desk, request, "version", number);
	authoring->old_asked = request->number;
}

void
versions_text(struct desk *desk, const struct reply *reply, const char *service)
{
	struct authoring *authoring = &desk->authoring;
	if (reply->number != authoring->old_asked || !text_same(service, authoring->versions_of))
		return;
	authoring->old_asked = 0;
	if (reply->problem != PROBLEM_NONE || !reply->body) {
		desk_say_problem(desk, reply);
		return;
	}
	authoring->old = record_copy(&authoring->versions_arena, &service_text_record, reply->body);
	desk_focus(desk, "roll-back");
}

/* The old text as a draft of what is published now: a second person approves it as any other. */
static void
roll_back(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	struct arena *arena = &desk->effects.arena;
	const struct service_text *old = authoring->old;
	if (!old)
		return;
	if (!entry_may_edit(desk)) {
		desk_say(desk, TONE_WARN, "%s", _("Only its owner's officer changes this entry."));
		return;
	}
	if (entry_has_typed(desk, authoring->service) || authoring->draft) {
		desk_say(desk, TONE_WARN, "%s",
		    _("There is a draft already: submit it or throw it away first."));
		return;
	}
	entry_put_draft(desk, old->text ? old->text : "",
	    arena_printf(arena, _("Back to version %lld"), (long long)old->version));
	desk_back(desk);
}

void
versions_pick(struct desk *desk, const char *item)
{
	if (strncmp(item, "version:", 8) == 0)
		look_at(desk, item + 8);
	else if (strcmp(item, "roll-back") == 0)
		roll_back(desk);
	else if (strcmp(item, "versions") == 0) {
		desk->authoring.old = NULL;
		desk_focus(desk, NULL);
	}
}
