/*
 * A draft that another version has overtaken. What its author changed since it began is laid over
 * the text that is published now, place by place, as if it had been typed into the forms.
 */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <string.h>

bool
entry_overtaken(const struct desk *desk)
{
	const struct authoring *authoring = &desk->authoring;
	return authoring->draft && !text_same(authoring->draft->state, "scheduled") &&
	       authoring->draft->base != directory_version(desk->directory, authoring->service);
}

void
entry_renew(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	struct arena *arena = &desk->effects.arena;
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s", _("The CRM cannot be reached."));
		return;
	}
	struct request *request =
	    desk_ask(desk, ROUTE_SERVICE, REQUEST_READ, ASKED_BASE_TEXT, authoring->service);
	request->params[0] = arena_strdup(arena, authoring->service);
	desk_query(desk, request, "version",
	    arena_printf(arena, "%lld", (long long)authoring->draft->base));
	authoring->base_asked = request->number;
}

/* ---- what the author changed ---- */

struct renewal {
	struct desk *desk;
	struct flat base, draft;
	const char *service;
};

static void
type(struct renewal *renewal, const char *path, const char *value)
{
	struct desk *desk = renewal->desk;
	const char *field = entry_field_name(renewal->service, path, &desk->effects.arena);
	if (!typed_text(desk, field)) /* what was typed since is newer */
		typed_set(desk, field, value, false);
}

/* The set that a leaf is an item of, "words" of "words/sofa"; or null. */
static const char *
set_of(const struct leaf *leaf, struct arena *arena)
{
	const char *slash = strrchr(leaf->path, '/');
	const char *set =
	    slash ? arena_strndup(arena, leaf->path, (size_t)(slash - leaf->path)) : NULL;
	return set && flat_is_set(set) ? set : NULL;
}

static const char *
items_of(const struct flat *flat, const char *set, struct arena *arena)
{
	const char *items = "";
	for (size_t i = 0; i < flat->count; i++)
		if (text_same(set_of(&flat->leaves[i], arena), set))
			items = arena_printf(
			    arena, "%s%s%s", items, *items ? ", " : "", flat->leaves[i].value);
	return items;
}

static bool
is_prompt_itself(const struct leaf *leaf)
{
	const char *slash = strrchr(leaf->path, '/');
	return leaf->unit && strncmp(leaf->unit, "dialogue/", 9) == 0 && slash &&
	       strcmp(slash, "/kind") == 0;
}

/* The leaves that only one of them has, or that say something else; false when a prompt came or
 * went, which no form can do. */
static bool
type_changes(struct renewal *renewal, const struct flat *from, const struct flat *to, bool gone)
{
	struct arena *arena = &renewal->desk->effects.arena;
	for (size_t i = 0; i < to->count; i++) {
		const struct leaf *leaf = &to->leaves[i], *was = flat_find(from, leaf->path);
		if (was && (gone || strcmp(was->value, leaf->value) == 0))
			continue;
		const char *set = set_of(leaf, arena);
		if (is_prompt_itself(leaf))
			return false;
		if (set)
			type(renewal, set, items_of(&renewal->draft, set, arena));
		else
			type(renewal, leaf->path, gone ? "" : leaf->value);
	}
	return true;
}

void
entry_base_reply(struct desk *desk, const struct reply *reply, const char *service)
{
	struct authoring *authoring = &desk->authoring;
	struct arena *arena = &desk->effects.arena;
	const struct service_text *base = reply->body;
	struct renewal renewal = {.desk = desk, .service = service};
	if (reply->number != authoring->base_asked || !text_same(service, authoring->service))
		return;
	authoring->base_asked = 0;
	if (reply->problem != PROBLEM_NONE || !base) {
		desk_say_problem(desk, reply);
		return;
	}
	if (!entry_overtaken(desk))
		return;
	if (flat_read(arena, base->text, &renewal.base, NULL) ||
	    flat_read(arena, authoring->draft->text, &renewal.draft, NULL) ||
	    !type_changes(&renewal, &renewal.base, &renewal.draft, false) ||
	    !type_changes(&renewal, &renewal.draft, &renewal.base, true)) {
		entry_settle(desk, service, authoring->draft->text);
		desk_say(desk, TONE_WARN, "%s",
		    _("The draft adds or takes out prompts: that is mended in the whole text."));
		return;
	}
	entry_put_renewed(desk);
}
