#include "desk/forms.h"
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/effects.h"
#include "desk/mails.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/signin.h"

#include <string.h>

/* ---- asking ---- */

const struct web_form *
form_shown(const struct desk *desk)
{
	const struct web_form *form = desk->mails.form;
	return desk_screen(desk) == SCREEN_FORM && form && text_same(form->id, desk_subject(desk))
		   ? form
		   : NULL;
}

static void
ask(struct desk *desk, const char *id)
{
	if (desk_reaches(desk))
		desk_ask(desk, ROUTE_WEB_FORM, REQUEST_READ, ASKED_FORM, id)->params[0] =
		    arena_strdup(&desk->effects.arena, id);
}

void
form_open_page(struct desk *desk, const char *id)
{
	const char *own = arena_strdup(&desk->effects.arena, id);
	desk_go(desk, SCREEN_FORM, own);
	ask(desk, own);
}

void
form_reply(struct desk *desk, const struct reply *reply, const char *id)
{
	if (desk_screen(desk) != SCREEN_FORM || !text_same(desk_subject(desk), id))
		return;
	if (reply->problem != PROBLEM_NONE || !reply->body) {
		if (!form_shown(desk))
			desk_say_problem(desk, reply);
		return;
	}
	struct arena arena;
	arena_init(&arena);
	struct web_form *copy = record_copy(&arena, &web_form_record, reply->body);
	arena_release(&desk->mails.form_arena);
	desk->mails.form_arena = arena;
	desk->mails.form = copy;
	desk_focus(desk, NULL);
}

void
forms_look_again(struct desk *desk)
{
	if (desk_screen(desk) == SCREEN_FORM && desk_subject(desk))
		ask(desk, arena_strdup(&desk->effects.arena, desk_subject(desk)));
}

/* ---- who it is ---- */

static void
settle(struct desk *desk, const char *kind, const char *customer, const char *label)
{
	struct arena *arena = &desk->effects.arena;
	struct web_form_event *event = arena_alloc(arena, sizeof *event);
	const char *id = arena_strdup(arena, form_shown(desk)->id);
	*event = (struct web_form_event){.id = desk_id(desk), .kind = kind, .customer = customer};
	outbox_put(desk, ROUTE_PUT_WEB_FORM_EVENT, id, event->id, event, label);
	struct web_form_summary *line = list_find(&desk->mails.forms, &web_form_summary_record, id);
	if (line)
		list_remove(&desk->mails.forms, &web_form_summary_record,
		    (size_t)(line - (struct web_form_summary *)desk->mails.forms.items));
	desk_home(desk);
	desk_go(desk, SCREEN_MAILS, NULL);
}

static const struct alike *
alike_of(const struct web_form *form, const char *id)
{
	LIST_EACH(struct alike, alike, &form->candidates)
	if (text_same(alike->id, id))
		return alike;
	return NULL;
}

void
form_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const struct web_form *form = form_shown(desk);
	if (!form)
		return;
	if (strncmp(item, "person:", 7) == 0 && alike_of(form, item + 7)) {
		const struct candidate *person = alike_of(form, item + 7)->person;
		const char *name = arena_strdup(arena, person && person->name ? person->name : "");
		settle(desk, "join", arena_strdup(arena, item + 7), _("Who sent a form"));
		desk_say(desk, TONE_GOOD, _("It is of %s."), name);
	} else if (strcmp(item, "make") == 0) {
		settle(desk, "make", NULL, _("Who sent a form"));
		desk_say(desk, TONE_GOOD, "%s", _("A new customer, as the form says."));
	} else if (strncmp(item, "case:", 5) == 0) {
		case_open_page(desk, arena_strdup(arena, item + 5));
	}
}

void
form_set_aside(struct desk *desk)
{
	settle(desk, "set_aside", NULL, _("Setting a form aside"));
	desk_say(desk, TONE_PLAIN, "%s", _("Set aside: its case goes on without a name."));
}

#define FORMS "forms"

void
forms_open(struct desk *desk)
{
	matter_note_close(desk);
	desk_go(desk, SCREEN_MAILS, FORMS);
	mails_ask(desk);
}

bool
forms_only(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_MAILS && text_same(desk_subject(desk), FORMS);
}

void
form_refused(struct desk *desk, const char *id)
{
	(void)id;
	mails_ask(desk);
	desk_say(desk, TONE_WARN, "%s", _("Somebody else has said who sent it."));
}

bool
when_form_shown(const struct desk *desk)
{
	return form_shown(desk) != NULL;
}

/* ---- the secret of a case ---- */

const char *
case_secret_shown(const struct desk *desk)
{
	const struct case_page *page = desk->case_page;
	return page && text_same(desk->case_secret_of, page->record->reference) ? desk->case_secret
										: NULL;
}

bool
when_can_give_secret(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_CASE && desk->case_page && !desk->case_typing &&
	       desk->case_page->record->enquiry && desk_reaches(desk);
}

void
case_secret_ask(struct desk *desk)
{
	const char *reference =
	    arena_strdup(&desk->effects.arena, desk->case_page->record->reference);
	desk_ask(desk, ROUTE_CASE_SECRET, REQUEST_READ, ASKED_SECRET, reference)->params[0] =
	    reference;
}

void
case_secret_reply(struct desk *desk, const struct reply *reply, const char *subject)
{
	const struct case_secret *secret = reply->body;
	if (reply->problem != PROBLEM_NONE || !secret) {
		desk_say_problem(desk, reply);
		return;
	}
	set_text(&desk->case_secret, secret->secret);
	set_text(&desk->case_secret_of, subject);
	desk_say(desk, TONE_GOOD, "%s", _("Read it out: an earlier one does not hold any more."));
}
