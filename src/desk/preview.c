/*
 * Walking a draft as a trial, in a contact of its own that lies over the one in front: it is kept
 * nowhere, sent nowhere, and gone when its dialogue is left.
 */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

bool
preview_is(const struct desk *desk)
{
	return desk->preview.hand != NULL;
}

bool
preview_outlasts(enum command command)
{
	switch (command) {
	case COMMAND_HELP:
	case COMMAND_LINE:
	case COMMAND_LOCK:
	case COMMAND_REDRAW:
	case COMMAND_LANGUAGE:
	case COMMAND_DISMISS:
	case COMMAND_NEXT_PROMPT:
	case COMMAND_PREVIOUS_PROMPT:
	case COMMAND_UNDO:
		return true;
	default:
		return false;
	}
}

bool
preview_allows(enum command command)
{
	switch (command) {
	case COMMAND_BACK:
	case COMMAND_HOME:
	case COMMAND_NEW_CONTACT:
	case COMMAND_TAKE:
	case COMMAND_QUEUES:
	case COMMAND_ENTRIES:
	case COMMAND_EMERGENCY:
	case COMMAND_SIGN_OUT:
	case COMMAND_QUIT:
		return true;
	default:
		return preview_outlasts(command);
	}
}

/* ---- the draft ---- */

struct preview_view {
	char *council; /* or null */
	struct service *service;
	struct preview_view *next;
};

const struct service *
preview_service(const struct desk *desk, const char *council)
{
	/* What was parsed once is no part of the desk's state. */
	struct preview *preview = (struct preview *)(uintptr_t)&desk->preview;
	struct library library = directory_library(desk->directory);
	struct finding_list findings;
	struct preview_view *view = preview->views;
	while (view && !(council ? text_same(view->council, council) : !view->council))
		view = view->next;
	if (view)
		return view->service;
	findings_init(&findings);
	view = xcalloc(1, sizeof *view);
	view->council = council ? xstrdup(council) : NULL;
	view->service = service_parse(
	    preview->service, preview->text, strlen(preview->text), council, &library, &findings);
	view->next = preview->views;
	preview->views = view;
	findings_release(&findings);
	return view->service;
}

static void
forget(struct preview *preview)
{
	while (preview->views) {
		struct preview_view *view = preview->views;
		preview->views = view->next;
		service_free(view->service);
		free(view->council);
		free(view);
	}
	if (preview->hand)
		hand_free(preview->hand);
	free(preview->service);
	free(preview->text);
	*preview = (struct preview){0};
}

/* ---- the trial ---- */

void
preview_begin(struct desk *desk)
{
	struct preview *preview = &desk->preview;
	struct entry_spot spot = entry_spot(desk_subject(desk), &desk->effects.arena);
	const struct entry_look *look = entry_look(desk);
	if (!look || preview_is(desk))
		return;
	set_text(&preview->service, spot.service);
	set_text(&preview->text, look->text);
	const struct service *service = preview_service(desk, spot.council);
	if (!service || !service->dialogue) {
		desk_say(desk, TONE_WARN, "%s",
		    service ? _("This entry has no dialogue to walk.")
			    : _("The text has errors: it can be walked once they are mended."));
		forget(preview);
		return;
	}
	preview->behind = desk->hand;
	preview->hand = hand_apart(desk);
	if (spot.council)
		preview->hand->work->as = arena_strdup(&preview->hand->arena, spot.council);
	desk->hand = preview->hand;
	matter_open(desk, preview->service);
}

void
preview_end(struct desk *desk)
{
	struct preview *preview = &desk->preview;
	if (!preview->hand)
		return;
	LIST_EACH(struct matter, matter, &preview->hand->work->matters)
	matter_drop_typed(desk, matter);
	desk->hand = preview->behind;
	forget(preview);
	if (desk->phase == PHASE_WORK && desk_screen(desk) == SCREEN_DIALOGUE)
		desk_back(desk);
}
