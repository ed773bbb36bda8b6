/* A case: what it is about, what happened to it, and the back office's work on it. */
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/joined.h"
#include "desk/outbox.h"
#include "desk/promises.h"
#include "desk/recover.h"
#include "desk/signin.h"

#include <string.h>

static void
clear(struct desk *desk)
{
	arena_release(&desk->case_arena);
	arena_init(&desk->case_arena);
	desk->case_page = NULL;
	desk->case_echo = 0;
	case_files_forget(desk);
}

/* It, or a form about it. */
static bool
case_is_shown(const struct desk *desk)
{
	static const enum screen about[] = {SCREEN_CASE, SCREEN_STATE, SCREEN_AMENDS, SCREEN_AMEND,
	    SCREEN_LINK, SCREEN_FILES, SCREEN_FILE, SCREEN_ATTACH, SCREEN_ACTION};
	for (size_t i = 0; i < sizeof about / sizeof *about; i++)
		if (desk_screen(desk) == about[i])
			return true;
	return false;
}

static bool
is_shown(const struct desk *desk, const char *subject)
{
	const struct case_record *record = desk->case_page ? desk->case_page->record : NULL;
	return text_same(desk->case_subject, subject) ||
	       (record &&
		   (text_same(record->id, subject) || text_same(record->reference, subject)));
}

static void
ask(struct desk *desk, const char *glass)
{
	struct request *request =
	    desk_ask(desk, ROUTE_CASE, REQUEST_READ, ASKED_CASE, desk->case_subject);
	request->params[0] = arena_strdup(&desk->effects.arena, desk->case_subject);
	desk_query(desk, request, "glass", glass);
	desk->case_loading = true;
}

void
case_open_page(struct desk *desk, const char *subject)
{
	/* What the glass was broken for goes on to what is opened from it. */
	enum screen from = desk_screen(desk);
	const char *glass = desk->hand && (from == SCREEN_CUSTOMER || from == SCREEN_PAST)
				? desk->hand->work->glass
				: NULL;
	if (!is_shown(desk, subject)) {
		clear(desk);
		set_text(&desk->case_subject, subject);
		set_text(&desk->case_typing, NULL);
		desk->case_withheld = false;
	}
	desk_go(desk, SCREEN_CASE, desk->case_subject);
	desk->case_loading = desk_reaches(desk);
	if (!desk->case_loading) {
		if (!desk->case_page)
			desk_say(desk, TONE_WARN, "%s", _("The CRM cannot be reached."));
		return;
	}
	ask(desk, glass);
}

/* A write of this desk comes back twice, as its answer and through the feed: an item of the feed is
 * set against each answer. */
void
case_changed(struct desk *desk, const char *id)
{
	const struct case_record *record = desk->case_page ? desk->case_page->record : NULL;
	if (!record || !text_same(record->id, id))
		return;
	if (outbox_owes(desk, id) || desk->case_echo > 0) {
		desk->case_echo--;
		return;
	}
	if (desk_reaches(desk) && case_is_shown(desk))
		ask(desk, NULL);
}

void
case_beside(struct desk *desk, const char *id)
{
	const struct case_record *record = desk->case_page ? desk->case_page->record : NULL;
	if (record && text_same(record->id, id) && desk_reaches(desk) && case_is_shown(desk) &&
	    !outbox_owes(desk, id))
		ask(desk, NULL);
}

void
case_refused(struct desk *desk, const char *id)
{
	if (desk->case_page && text_same(desk->case_page->record->id, id) && case_is_shown(desk))
		ask(desk, NULL);
}

void
case_forget(struct desk *desk, const char *customer)
{
	if (!desk->case_page || !text_same(desk->case_page->record->customer, customer))
		return;
	clear(desk);
	if (desk_reaches(desk))
		desk_ask(desk, ROUTE_CASE, REQUEST_READ, ASKED_CASE, desk->case_subject)
		    ->params[0] = arena_strdup(&desk->effects.arena, desk->case_subject);
}

/* Below a linked case lies the one that it was opened from. */
void
case_again(struct desk *desk)
{
	const char *subject = desk_subject(desk);
	if (desk_screen(desk) == SCREEN_CASE && subject && !is_shown(desk, subject))
		case_open_page(desk, arena_strdup(&desk->effects.arena, subject));
}

void
case_reply(struct desk *desk, const struct reply *reply, const char *subject)
{
	if (!desk->case_subject || !is_shown(desk, subject))
		return;
	desk->case_loading = false;
	const struct case_page *page = reply->body;
	if (reply->problem == PROBLEM_NOT_FOUND) {
		desk_say(desk, TONE_WARN, "%s", _("There is no case with this reference."));
		return;
	}
	desk->case_withheld = reply->problem == PROBLEM_WITHHELD;
	if (desk->case_withheld)
		clear(desk);
	if (reply->problem != PROBLEM_NONE || !page || !page->record) {
		desk_say_problem(desk, reply);
		return;
	}
	struct arena arena;
	arena_init(&arena);
	struct case_page *copy = record_copy(&arena, &case_page_record, page);
	arena_release(&desk->case_arena);
	desk->case_arena = arena;
	desk->case_page = copy;
	if (text_same(desk->case_typing, "glass")) {
		typed_drop(desk, "case.text");
		set_text(&desk->case_typing, NULL);
		recover_place(desk);
	}
}

/* Asks once more, with the reason why it must be seen. The reason stays typed until it has been
 * taken. */
static void
break_glass(struct desk *desk, const char *reason)
{
	if (text_blank(reason) || strlen(reason) < SHORTEST_REASON)
		desk_say(desk, TONE_WARN, "%s", _("Say why you must see it: it is kept."));
	else if (!desk_reaches(desk))
		desk_say(desk, TONE_WARN, "%s",
		    _("It can be shown only while the CRM answers; your reason stays here."));
	else
		ask(desk, reason);
}

void
case_show(struct desk *desk, const struct case_page *page)
{
	set_text(&desk->case_subject, page->record->id);
	set_text(&desk->case_typing, NULL);
	desk->case_withheld = false;
	desk_go(desk, SCREEN_CASE, desk->case_subject);
	case_reply(desk, &(struct reply){.problem = PROBLEM_NONE, .status = 200, .body = page},
	    desk->case_subject);
}

void
case_priority(struct desk *desk, const char *priority)
{
	bool high = text_same(desk->case_page->record->priority, "high");
	if (text_blank(priority))
		priority = high ? "normal" : "high";
	if (!text_same(priority, "high") && !text_same(priority, "normal") &&
	    !text_same(priority, "low"))
		desk_say(desk, TONE_WARN, "%s", _("The priorities are high, normal and low."));
	else
		case_type(desk, arena_printf(&desk->effects.arena, "priority/%s", priority));
}

void
case_skill(struct desk *desk, const char *skill)
{
	case_send(
	    desk, &(struct case_event){.kind = "skill", .skill = text_blank(skill) ? NULL : skill});
}

void
case_type(struct desk *desk, const char *kind)
{
	set_text(&desk->case_typing, kind);
	desk_focus(desk, "case.text");
	recover_place(desk);
}

void
case_return(struct desk *desk, enum screen screen, const char *subject)
{
	struct arena *arena = &desk->effects.arena;
	if (!subject)
		return;
	subject = arena_strdup(arena, subject);
	case_open_page(desk, arena_strndup(arena, subject, strcspn(subject, "/")));
	desk_go(desk, screen, subject);
}

void
case_pick(struct desk *desk, const char *item, const char *text)
{
	if (text_same(item, "joined") && joined_works(desk))
		joined_open(desk);
	if (text_same(item, "person") && desk->case_page && desk->case_page->customer) {
		const struct candidate *person =
		    record_copy(&desk->effects.arena, &candidate_record, desk->case_page->customer);
		contact_person(desk, person);
		return;
	}
	if (strncmp(item, "refused:", 8) == 0) {
		outbox_pick(desk, item);
		return;
	}
	if (strncmp(item, "case:", 5) == 0) {
		case_open_page(desk, arena_strdup(&desk->effects.arena, item + 5));
		return;
	}
	if (strncmp(item, "promise:", 8) == 0) {
		promises_pick(desk, item);
		return;
	}
	if (strncmp(item, "action:", 7) == 0) {
		case_type(desk, arena_printf(&desk->effects.arena, "done/%s", item + 7));
		return;
	}
	if (!text_same(item, "case.text") || !desk->case_typing)
		return;
	const char *typed = text ? text : typed_text(desk, "case.text");
	if (text_same(desk->case_typing, "glass")) {
		break_glass(desk, typed);
		return;
	}
	if (!desk->case_page) {
		desk_say(
		    desk, TONE_WARN, "%s", _("The case has not come yet: what you typed stays."));
		return;
	}
	bool close = text_same(desk->case_typing, "close");
	if (text_blank(typed)) {
		desk_say(desk, TONE_WARN, "%s",
		    close ? _("Say how it was closed, or Esc to leave it open.")
			  : _("Write it, or Esc to leave it."));
		return;
	}
	const char *slash = strchr(desk->case_typing, '/');
	size_t length = strcspn(desk->case_typing, "/");
	struct case_event event = {
	    .kind = arena_strndup(&desk->effects.arena, desk->case_typing, length),
	    .text = arena_strdup(&desk->effects.arena, typed)};
	const char *more = slash ? arena_strdup(&desk->effects.arena, slash + 1) : NULL;
	if (text_same(event.kind, "done"))
		event.subject = more;
	else
		event.priority = more;
	typed_drop(desk, "case.text");
	set_text(&desk->case_typing, NULL);
	case_send(desk, &event);
	desk_focus(desk, NULL);
	recover_place(desk);
}
