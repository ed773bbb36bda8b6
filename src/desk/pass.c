/* Passing a case on: to a colleague or a queue, with a note; or back to the front office, with a
 * reason and the prompt that caused it. */
#include "base/alloc.h"
#include "desk/back_office.h"
#include "desk/cases.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "model/case_filter.h"

#include <string.h>

static const char *
after(const char *text, const char *prefix)
{
	size_t length = strlen(prefix);
	return strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

/* ---- what was chosen ---- */

#define FOR_BULK "bulk/" /* … and the queue: the subject of passing all that are marked */
#define NO_PROMPT "-"    /* chosen: none of them caused it */
#define CHOSEN_PREFIX "chosen."

bool
pass_is_bulk(const struct desk *desk)
{
	const char *subject = desk_screen(desk) == SCREEN_PASS ? desk_subject(desk) : NULL;
	return subject && after(subject, FOR_BULK);
}

const char *
pass_chosen(const struct desk *desk, const char *field)
{
	const char *value = typed_text(desk, field);
	return text_blank(value) || text_same(value, NO_PROMPT) ? NULL : value;
}

void
pass_choose(struct desk *desk, const char *field, const char *value)
{
	if (value)
		typed_set(desk, field, value, false);
	else
		typed_drop(desk, field);
}

static void
choose_anew(struct desk *desk)
{
	typed_drop_under(desk, CHOSEN_PREFIX);
	typed_drop(desk, PASS_FIND);
}

/* ---- to whom ---- */

static void
people_ask(struct desk *desk, const char *council)
{
	if (desk_reaches(desk))
		desk_ask(desk, ROUTE_COLLEAGUES, REQUEST_READ, ASKED_PEOPLE_HERE, council);
}

void
people_reply(struct desk *desk, const struct reply *reply, const char *council)
{
	struct back_office *back = &desk->back;
	const struct colleague_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	arena_release(&back->people_arena);
	arena_init(&back->people_arena);
	back->people = (struct list){0};
	set_text(&back->people_of, council);
	LIST_EACH(struct colleague, person, &page->items)
	record_copy_into(&back->people_arena, &colleague_record,
	    list_add(&back->people_arena, &back->people, &colleague_record), person);
}

void
hand_over_open(struct desk *desk, bool bulk)
{
	choose_anew(desk);
	people_ask(desk, desk->session ? desk->session->council : NULL);
	struct arena *arena = &desk->effects.arena;
	desk_go(desk, SCREEN_PASS,
	    bulk ? arena_printf(arena, FOR_BULK "%s", desk->queue_id)
		 : arena_strdup(arena, desk->case_page->record->id));
	desk_focus(desk, PASS_FIND);
}

bool
pass_may_have(const struct desk *desk, const struct colleague *person)
{
	const struct case_record *record =
	    !pass_is_bulk(desk) && desk->case_page ? desk->case_page->record : NULL;
	if (desk->session && text_same(person->id, desk->session->user) && !record)
		return true;
	return record ? case_permitted(person->role, ACTION_WORK_CASE, person->council, record)
		      : permitted(person->role, ACTION_WORK_CASE, person->council, NULL);
}

bool
pass_shows(const struct desk *desk, const char *name, const char *more)
{
	const char *typed = typed_text(desk, PASS_FIND);
	return text_blank(typed) || words_fit(name, more, typed);
}

static void
chosen(struct desk *desk, const char *to, const char *queue)
{
	struct arena *arena = &desk->effects.arena;
	pass_choose(desk, CHOSEN_TO, to);
	pass_choose(desk, CHOSEN_QUEUE, queue);
	if (pass_is_bulk(desk))
		bulk_pass_to(desk);
	else
		desk_focus(desk, pass_field(desk, arena));
}

const char *
pass_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "pass.%s", desk_subject(desk));
}

/* Enter in the field takes the only one that is left. */
static void
take_only(struct desk *desk)
{
	const struct colleague *person = NULL;
	const struct queue *queue = NULL;
	size_t count = 0;
	LIST_EACH(struct colleague, one, &desk->back.people)
	if (pass_may_have(desk, one) && pass_shows(desk, one->name, one->id)) {
		person = one;
		count++;
	}
	if (desk->partnership)
		LIST_EACH(struct queue, one, &desk->partnership->queues)
	if (pass_takes(desk, one)) {
		queue = one;
		count++;
	}
	if (count != 1)
		desk_say(desk, TONE_PLAIN, "%s", _("Go to a line of the list, or type more."));
	else
		chosen(desk, person ? person->id : NULL, person ? NULL : queue->id);
}

bool
pass_takes(const struct desk *desk, const struct queue *queue)
{
	const struct team *team = queue_team(desk, queue->id);
	bool own = desk->session && text_same(queue->council, desk->session->council);
	/* Those of others are some hundreds: they come with what is typed. */
	if (!own && text_blank(typed_text(desk, PASS_FIND)))
		return false;
	return pass_shows(desk, queue->id, team ? team->name : NULL);
}

/* ---- back ---- */

void
bounce_open(struct desk *desk)
{
	choose_anew(desk);
	desk_go(
	    desk, SCREEN_BOUNCE, arena_strdup(&desk->effects.arena, desk->case_page->record->id));
	desk_focus(desk, NULL);
}

/* Where no dialogue led to it, there is nothing to choose. */
static bool
has_prompts(const struct desk *desk)
{
	const struct case_page *page = desk->case_page;
	return !page || page->answers.count || page->outcome_prompt;
}

enum pass_step
bounce_step(const struct desk *desk)
{
	if (!pass_chosen(desk, CHOSEN_REASON))
		return PASS_REASON;
	return typed_text(desk, CHOSEN_PROMPT) || !has_prompts(desk) ? PASS_WORDS : PASS_PROMPT;
}

/* ---- sending ---- */

static bool
is_of_case(const struct desk *desk)
{
	return desk->case_page && text_same(desk->case_page->record->id, desk_subject(desk));
}

static void
leave(struct desk *desk, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	bool bounce = desk_screen(desk) == SCREEN_BOUNCE;
	const char *to = pass_chosen(desk, CHOSEN_TO);
	struct case_event event = {.kind = bounce ? "bounce"
					   : to   ? "hand_over"
						  : "move",
	    .text = text_blank(text) ? NULL : arena_strdup(arena, text),
	    .to = arena_strdup(arena, to),
	    .reason = arena_strdup(arena, pass_chosen(desk, CHOSEN_REASON)),
	    .prompt = arena_strdup(arena, pass_chosen(desk, CHOSEN_PROMPT)),
	    .queue = !bounce ? arena_strdup(arena, pass_chosen(desk, CHOSEN_QUEUE))
		     : pass_chosen(desk, CHOSEN_FRONT) ? "front-office"
						       : NULL};
	if (bounce && text_same(event.reason, "other") && !event.text) {
		desk_say(desk, TONE_WARN, "%s", _("Say which reason it is."));
		return;
	}
	typed_drop(desk, pass_field(desk, arena));
	choose_anew(desk);
	desk_back(desk);
	case_send(desk, &event);
	desk_say(desk, TONE_GOOD, "%s", bounce ? _("It goes back.") : _("It is handed over."));
}

static void
pick_bounce(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const char *word;
	if ((word = after(item, "reason:")))
		pass_choose(desk, CHOSEN_REASON, word);
	else if ((word = after(item, "prompt:")))
		pass_choose(desk, CHOSEN_PROMPT, *word ? word : NO_PROMPT);
	else if (strcmp(item, "front") == 0)
		pass_choose(desk, CHOSEN_FRONT, pass_chosen(desk, CHOSEN_FRONT) ? NULL : "yes");
	desk_focus(desk, bounce_step(desk) == PASS_WORDS ? pass_field(desk, arena) : NULL);
}

void
pass_pick(struct desk *desk, const char *item, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	const char *field = pass_field(desk, arena), *id;
	if (text_same(item, field)) {
		if (is_of_case(desk))
			leave(desk, text ? text : typed_text(desk, field));
		else
			desk_say(desk, TONE_WARN, "%s",
			    _("The case has not come yet: what you typed stays."));
	} else if (desk_screen(desk) == SCREEN_BOUNCE) {
		pick_bounce(desk, item);
	} else if (strcmp(item, PASS_FIND) == 0) {
		take_only(desk);
	} else if ((id = after(item, "user:"))) {
		chosen(desk, id, NULL);
	} else if ((id = after(item, "queue:"))) {
		chosen(desk, NULL, id);
	}
}

/* ---- after a restart ---- */

const char *
pass_back(struct desk *desk, enum screen screen, const char *subject)
{
	struct arena *arena = &desk->effects.arena;
	const char *queue = screen == SCREEN_BULK ? subject : after(subject, FOR_BULK);
	if (queue) {
		queue_back(desk, queue);
		desk_go(desk, SCREEN_BULK, queue);
	} else {
		case_open_page(desk, subject);
	}
	if (screen == SCREEN_BULK)
		return pass_chosen(desk, CHOSEN_KIND) ? BULK_TEXT : NULL;
	desk_go(desk, screen, subject);
	if (screen == SCREEN_BOUNCE)
		return bounce_step(desk) == PASS_WORDS ? pass_field(desk, arena) : NULL;
	people_ask(desk, desk->session ? desk->session->council : NULL);
	return pass_chosen(desk, CHOSEN_TO) || pass_chosen(desk, CHOSEN_QUEUE)
		   ? pass_field(desk, arena)
		   : PASS_FIND;
}
