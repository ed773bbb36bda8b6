/* The entry that is open: its draft at the CRM, and what it would be with what was typed. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "directory/lint.h"
#include "directory/splice.h"
#include "directory/vouched.h"

#include <stdlib.h>
#include <string.h>

#define PREFIX "entry."

/* ---- names ---- */

struct entry_spot
entry_spot(const char *subject, struct arena *arena)
{
	struct entry_spot spot = {0};
	char *text = arena_strdup(arena, subject ? subject : "");
	char *part = strchr(text, ':');
	if (part)
		*part++ = '\0';
	char *council = strchr(text, ',');
	if (council)
		*council++ = '\0';
	spot.service = text;
	spot.council = text_blank(council) ? NULL : council;
	spot.part = text_blank(part) ? NULL : part;
	return spot;
}

const char *
entry_subject(const char *service, const char *council, const char *part, struct arena *arena)
{
	return arena_printf(arena, "%s%s%s%s%s", service, council ? "," : "",
	    council ? council : "", part ? ":" : "", part ? part : "");
}

const char *
entry_field_name(const char *service, const char *path, struct arena *arena)
{
	return arena_printf(arena, PREFIX "%s.%s", service, path);
}

bool
entry_is_field(const char *field)
{
	return strncmp(field, PREFIX, strlen(PREFIX)) == 0;
}

/* ---- the look ---- */

static void
forget_look(struct authoring *authoring)
{
	if (!authoring->look)
		return;
	findings_release(&authoring->look->findings);
	arena_release(&authoring->look->arena);
	free(authoring->look);
	authoring->look = NULL;
}

/* Does the node, or a map that it is of, begin here? */
static bool
begins_at(const struct yaml *node, const struct finding *finding)
{
	for (; node->parent; node = node->parent)
		if (node->line == finding->line && node->column == finding->column)
			return true;
	return false;
}

/* The path of what stands at this place of the text: what begins there, else the last that begins
 * before it in its line. */
static const char *
path_at(const struct entry_look *look, const struct yaml *root, const struct finding *finding)
{
	const char *found = NULL;
	int column = 0;
	for (size_t i = 0; i < look->flat.count; i++) {
		const struct leaf *leaf = &look->flat.leaves[i];
		const struct yaml *node = splice_find(root, leaf->path);
		if (node && begins_at(node, finding))
			return leaf->path;
		if (!node || node->line != finding->line || node->column > finding->column ||
		    node->column < column)
			continue;
		column = node->column;
		found = leaf->path;
	}
	return found;
}

static void
place_findings(struct entry_look *look)
{
	struct finding_list ignored;
	findings_init(&ignored);
	const struct yaml *root =
	    yaml_parse(&look->arena, "", look->text, strlen(look->text), &ignored);
	findings_release(&ignored);
	for (size_t i = 0; root && i < look->findings.count; i++) {
		const struct finding *finding = &look->findings.items[i];
		const char *path =
		    finding->level == FINDING_ERROR ? path_at(look, root, finding) : NULL;
		if (!path)
			continue;
		struct entry_fault *fault = arena_alloc(&look->arena, sizeof *fault);
		*fault = (struct entry_fault){path, finding->sentence, look->faults};
		look->faults = fault;
	}
}

static struct entry_look *
make_look(struct desk *desk, const char *base, const char *published)
{
	struct authoring *authoring = &desk->authoring;
	struct entry_look *look = xcalloc(1, sizeof *look);
	struct library library = directory_library(desk->directory);
	arena_init(&look->arena);
	findings_init(&look->findings);
	look->base = arena_strdup(&look->arena, base);
	look->text =
	    entry_text_typed(desk, authoring->service, look->base, &look->arena, &look->faults);
	flat_read(&look->arena, look->base, &look->base_flat, NULL);
	if (flat_read(&look->arena, look->text, &look->flat, NULL))
		look->flat = look->base_flat;
	changes_between(&look->arena, published, look->text, &look->changes, NULL);
	lint_service(arena_printf(&look->arena, "%s.yaml", authoring->service), look->text,
	    strlen(look->text), desk->partnership ? &desk->councils : NULL, &library,
	    london_of(desk->now).date, &look->findings);
	place_findings(look);
	return look;
}

const struct entry_look *
entry_look(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	if (authoring->look || !authoring->service)
		return authoring->look;
	const char *published = directory_text(desk->directory, authoring->service);
	const char *base = authoring->draft ? authoring->draft->text : published;
	if (!text_blank(base))
		authoring->look = make_look(desk, base, published);
	return authoring->look;
}

const struct entry_look *
entry_shown(const struct desk *desk)
{
	return desk->authoring.look;
}

void
entry_changed(struct desk *desk)
{
	forget_look(&desk->authoring);
	entry_look(desk);
}

/* ---- opening ---- */

void
entry_take_draft(struct desk *desk, const struct entry_draft *draft)
{
	struct authoring *authoring = &desk->authoring;
	struct arena arena;
	arena_init(&arena);
	struct entry_draft *copy = draft ? record_copy(&arena, &entry_draft_record, draft) : NULL;
	arena_release(&authoring->arena);
	authoring->arena = arena;
	authoring->draft = copy;
	authoring->read = true;
	entry_changed(desk);
}

static void
ask_draft(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	if (!authoring->service || !desk_reaches(desk) ||
	    !command_permits(desk, ACTION_APPROVE_ENTRY))
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_DRAFT, REQUEST_READ, ASKED_DRAFT, authoring->service);
	request->params[0] = arena_strdup(&desk->effects.arena, authoring->service);
	authoring->asked = request->number;
}

void
entry_open(struct desk *desk, const char *service, const char *council)
{
	struct authoring *authoring = &desk->authoring;
	struct arena *arena = &desk->effects.arena;
	const char *subject = entry_subject(service, council, NULL, arena);
	service = arena_strdup(arena, service);
	if (!text_same(authoring->service, service)) {
		set_text(&authoring->service, service);
		entry_take_draft(desk, NULL);
		authoring->read = authoring->save_due = false;
	}
	ask_draft(desk);
	bounces_ask(desk, service);
	desk_go(desk, SCREEN_ENTRY, subject);
	entry_changed(desk);
}

void
entry_draft_reply(struct desk *desk, const struct reply *reply, const char *service)
{
	struct authoring *authoring = &desk->authoring;
	if (reply->number != authoring->asked || !text_same(service, authoring->service))
		return;
	authoring->asked = 0;
	if (reply->problem == PROBLEM_NONE && reply->body) {
		entry_take_draft(desk, reply->body);
		entry_settle(desk, service, authoring->draft->text);
		entry_changed(desk);
	} else if (reply->problem == PROBLEM_NOT_FOUND) {
		entry_take_draft(desk, NULL);
	}
	if (authoring->save_due) {
		if (desk->tone != TONE_GOOD)
			set_text(&desk->message, NULL); /* that it waits is no longer so */
		entry_save(desk);
	}
}

static bool
is_open(const struct desk *desk)
{
	enum screen screen = desk->phase == PHASE_WORK ? desk_screen(desk) : SCREEN_HOME;
	return screen == SCREEN_ENTRY || screen == SCREEN_ENTRY_LIST ||
	       screen == SCREEN_ENTRY_FORM || screen == SCREEN_VERSIONS;
}

void
entry_news(struct desk *desk, const char *service)
{
	struct authoring *authoring = &desk->authoring;
	if (service && !text_same(service, authoring->service))
		return;
	forget_look(authoring);
	if (!is_open(desk)) {
		set_text(&authoring->service, NULL); /* read anew when it is opened again */
		return;
	}
	ask_draft(desk);
	entry_look(desk);
}

void
entry_release(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	forget_look(authoring);
	free(authoring->service);
	free(authoring->versions_of);
	arena_release(&authoring->arena);
	arena_release(&authoring->versions_arena);
	for (size_t i = 0; i < ENTRY_LISTS; i++) {
		arena_release(&authoring->lists[i].arena);
		arena_release(&authoring->lists[i].coming_arena);
	}
	*authoring = (struct authoring){0};
}

/* ---- what was typed ---- */

bool
entry_has_typed(const struct desk *desk, const char *service)
{
	size_t length = strlen(service);
	for (size_t i = 0; i < desk->typed_count; i++) {
		const char *field = desk->typed[i].field;
		if (entry_is_field(field) &&
		    strncmp(field + strlen(PREFIX), service, length) == 0 &&
		    field[strlen(PREFIX) + length] == '.' &&
		    field[strlen(PREFIX) + length + 1] != ':')
			return true;
	}
	return false;
}

/* Does the text say what was typed? */
static bool
says(const struct yaml *root, const char *path, const char *typed, struct arena *arena)
{
	const struct yaml *node = splice_find(root, path);
	if (flat_is_set(path)) {
		struct buf words;
		buf_init(&words, DESK_TEXT_LIMIT * 2);
		for (const struct yaml *item = node ? node->first : NULL; item; item = item->next)
			buf_printf(&words, "%s%s", words.length ? ", " : "", item->text);
		bool same = strcmp(text_trim(arena_strdup(arena, typed)), words.data) == 0;
		buf_release(&words);
		return same;
	}
	if (text_blank(typed))
		return !node;
	return node && node->kind == YAML_SCALAR && strcmp(node->text, typed) == 0;
}

void
entry_settle(struct desk *desk, const char *service, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	struct finding_list findings;
	const char *prefix = entry_field_name(service, "", arena);
	size_t length = strlen(prefix);
	findings_init(&findings);
	const struct yaml *root = yaml_parse(arena, "", text, strlen(text), &findings);
	findings_release(&findings);
	for (size_t i = desk->typed_count; root && i-- > 0;) {
		const struct typed *typed = &desk->typed[i];
		if (strncmp(typed->field, prefix, length) == 0 && typed->field[length] != ':' &&
		    says(root, typed->field + length, typed->text, arena))
			typed_drop(desk, arena_strdup(arena, typed->field));
	}
}

/* The council whose team owns what is published decides; while the teams are not known yet, the CRM
 * will. */
bool
entry_may_edit(const struct desk *desk)
{
	const struct authoring *authoring = &desk->authoring;
	if (!desk->session || !authoring->service || !command_permits(desk, ACTION_EDIT_ENTRY))
		return false;
	const struct service *service =
	    directory_service(desk->directory, authoring->service, NULL);
	const struct team *team =
	    desk->partnership && service && service->owner_team
		? list_find(&desk->partnership->teams, &team_record, service->owner_team)
		: NULL;
	struct concern concern = {.responsible = team ? team->council : NULL};
	return permitted(desk->session->role, ACTION_EDIT_ENTRY, desk->session->council,
	    service && desk->partnership ? &concern : NULL);
}
