/*
 * "This is wrong": one key binds to the prompt, fact or contact in focus, a word may follow, and
 * the call goes on. The report travels through the outbox; that it is mended is heard here or at
 * the next sign-in, at whatever desk.
 */
#include "desk/wrong.h"
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/pop.h"
#include "desk/recover.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "directory/subject.h"

#include <stdlib.h>
#include <string.h>

static const char *
after(const char *text, const char *prefix)
{
	size_t length = strlen(prefix);
	return text && strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

/* ---- what is pointed at ---- */

/* A prompt of a repeated section has the number of its round behind its id. */
static const char *
plain_id(struct arena *arena, const char *id)
{
	return arena_strndup(arena, id, strcspn(id, "#"));
}

static const char *
on_service(const struct desk *desk, struct arena *arena)
{
	const char *name, *id = desk_subject(desk);
	if ((name = after(desk->at, "fact:")))
		return arena_printf(arena, "%s/fact.%s", id, name);
	if ((name = after(desk->at, "contact:")))
		return arena_printf(arena, "%s/contact.%s", id, name);
	return arena_printf(arena, "%s/", id);
}

static const char *
of_prompt(const struct matter *matter, const struct prompt *prompt, struct arena *arena)
{
	if (prompt->kind == PROMPT_OFFER)
		return arena_printf(arena, "%s/offer", prompt->offer_service);
	return arena_printf(arena, "%s/%s", prompt->part ? prompt->part : matter->service,
	    plain_id(arena, prompt->id));
}

/* In the dialogue the outline's row under the cursor, else the prompt worked on; at its end, how it
 * ends. */
static const char *
in_dialogue(const struct desk *desk, struct arena *arena)
{
	const struct matter *matter = hand_matter(desk->hand);
	struct agenda agenda;
	agenda_of(desk, desk->hand, matter, arena, &agenda);
	const struct agenda_item *item = agenda_item(&agenda, after(desk->at, "prompt:"));
	if (!item)
		item = agenda_item(&agenda, matter->focus);
	if (item && item->step)
		return of_prompt(matter, item->step->prompt, arena);
	if (agenda.outline.end == WALK_OUTCOME)
		return of_prompt(matter, agenda.outline.outcome, arena);
	return arena_printf(arena, "%s/", matter->service);
}

/* The council whose text is on the screen. */
static const char *
council_shown(const struct desk *desk, struct arena *arena)
{
	const struct matter *matter =
	    desk_screen(desk) == SCREEN_DIALOGUE ? hand_matter(desk->hand) : NULL;
	struct agenda agenda;
	if (!matter)
		return desk_council(desk);
	agenda_of(desk, desk->hand, matter, arena, &agenda);
	return agenda.service && agenda.service->council ? agenda.service->council
							 : desk_council(desk);
}

const struct service *
wrong_entry(const struct desk *desk, const char **subject, struct arena *arena)
{
	const char *slash = desk->wrong ? strchr(desk->wrong, '/') : NULL;
	if (!slash)
		return NULL;
	*subject = slash + 1;
	return desk_service(desk, arena_strndup(arena, desk->wrong, (size_t)(slash - desk->wrong)),
	    council_shown(desk, arena));
}

/* ---- saying it ---- */

static const char *
field_of(struct desk *desk)
{
	return arena_printf(&desk->effects.arena, "wrong.%s", desk->wrong);
}

void
wrong_open(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	matter_note_close(desk);
	set_text(&desk->wrong_from, desk->at);
	set_text(&desk->wrong, desk_screen(desk) == SCREEN_DIALOGUE ? in_dialogue(desk, arena)
								    : on_service(desk, arena));
	desk_focus(desk, field_of(desk));
	recover_place(desk);
}

void
wrong_leave(struct desk *desk)
{
	if (!desk->wrong)
		return;
	/* Its field is gone; where the cursor is, the face knows. */
	if (text_same(desk->focus, field_of(desk)))
		set_text(&desk->focus, NULL);
	set_text(&desk->wrong, NULL);
	recover_place(desk);
}

void
wrong_close(struct desk *desk)
{
	wrong_leave(desk);
	desk_focus(desk, desk->wrong_from);
}

static const char *
owner_of(const struct desk *desk, const struct service *service)
{
	const struct team *team =
	    desk->partnership && service->owner_team
		? list_find(&desk->partnership->teams, &team_record, service->owner_team)
		: NULL;
	return team && team->name ? team->name : service->owner_email;
}

/* Until the CRM has taken it, the words lie here with where they belong. */
static void
keep_words(struct desk *desk, const char *operation, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	typed_set(desk, arena_printf(arena, "sent.%s.of", operation), desk->wrong, false);
	if (text)
		typed_set(desk, arena_printf(arena, "sent.%s.text", operation), text, false);
}

/* Refused: the words come back into their field beside what they were said of. */
void
wrong_mend(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	const char *of = typed_text(desk, arena_printf(arena, "sent.%s.of", operation));
	const char *text = typed_text(desk, arena_printf(arena, "sent.%s.text", operation));
	if (!of)
		return;
	of = arena_strdup(arena, of);
	text = text ? arena_strdup(arena, text) : NULL;
	typed_drop_under(desk, arena_printf(arena, "sent.%s", operation));
	desk_go(desk, SCREEN_SERVICE, arena_strndup(arena, of, strcspn(of, "/")));
	set_text(&desk->wrong, of);
	set_text(&desk->wrong_from, NULL);
	if (text)
		typed_set(desk, field_of(desk), text, false);
	desk_focus(desk, field_of(desk));
	recover_place(desk);
}

void
wrong_send(struct desk *desk, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	const char *subject, *field = field_of(desk);
	const struct service *service = wrong_entry(desk, &subject, arena);
	if (!service) {
		wrong_close(desk);
		return;
	}
	const char *typed = text ? text : typed_text(desk, field);
	struct wrong *wrong = arena_alloc(arena, sizeof *wrong);
	*wrong = (struct wrong){.id = desk_id(desk),
	    .service = arena_strdup(arena, service->id),
	    .council = arena_strdup(arena, service->council),
	    .subject = *subject ? arena_strdup(arena, subject) : NULL,
	    .version = directory_version(desk->directory, service->id),
	    .text = text_blank(typed) ? NULL : text_trim(arena_strdup(arena, typed)),
	    .at = desk->now};
	struct request request = {.route = ROUTE_PUT_WRONG,
	    .class = REQUEST_WRITE,
	    .params = {wrong->service, wrong->id},
	    .operation = desk_id(desk),
	    .body = wrong};
	const char *owner = owner_of(desk, service);
	keep_words(desk, request.operation, wrong->text);
	outbox_send(desk, &request,
	    arena_printf(arena, _("Wrong: %s"), words_in(&service->title, desk->language)));
	typed_drop(desk, field);
	wrong_close(desk);
	if (owner)
		desk_say(
		    desk, TONE_GOOD, _("%s will look at it; you hear when it is mended."), owner);
	else
		desk_say(desk, TONE_GOOD, "%s",
		    _("Somebody will look at it; you hear when it is mended."));
}

/* ---- mended ---- */

void
wrongs_ask(struct desk *desk)
{
	if (desk_reaches(desk))
		desk_ask(desk, ROUTE_WRONGS, REQUEST_READ, ASKED_WRONGS, NULL);
}

const char *
wrong_words(const struct desk *desk, const struct wrong *wrong, struct arena *arena)
{
	const struct service *service = desk_service(desk, wrong->service, desk_council(desk));
	const char *title = service ? words_in(&service->title, desk->language) : wrong->service;
	return text_blank(wrong->said) || text_blank(wrong->subject)
		   ? title
		   : arena_printf(arena, "%s: %s", title, wrong->said);
}

void
wrongs_reply(struct desk *desk, const struct reply *reply)
{
	const struct wrong_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	struct arena arena;
	struct list mended = {0};
	arena_init(&arena);
	LIST_EACH(struct wrong, wrong, &page->items)
	{
		if (!list_find(&desk->mended, &wrong_record, wrong->id) && !home_in_sight(desk))
			desk_say(desk, TONE_GOOD, _("Mended: %s"),
			    wrong_words(desk, wrong, &desk->effects.arena));
		record_copy_into(
		    &arena, &wrong_record, list_add(&arena, &mended, &wrong_record), wrong);
	}
	arena_release(&desk->mended_arena);
	desk->mended_arena = arena;
	desk->mended = mended;
}

/* Read: the row goes, at their other desks too, and the entry is shown as it is now. */
void
wrong_hear(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	const struct wrong *wrong = list_find(&desk->mended, &wrong_record, id);
	if (!wrong)
		return;
	const char *service = arena_strdup(arena, wrong->service);
	struct request request = {.route = ROUTE_HEAR_WRONG,
	    .class = REQUEST_WRITE,
	    .params = {arena_strdup(arena, wrong->id)},
	    .operation = desk_id(desk)};
	outbox_send(
	    desk, &request, arena_printf(arena, _("Mended: %s"), wrong_words(desk, wrong, arena)));
	list_remove(&desk->mended, &wrong_record,
	    (size_t)(wrong - (const struct wrong *)desk->mended.items));
	desk_go(desk, SCREEN_SERVICE, service);
}
