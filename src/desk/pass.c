/* Passing a case on: to a colleague or a queue, with a note; or back to the front office, with a
 * reason and the prompt that caused it. */
#include "base/alloc.h"
#include "desk/back_office.h"
#include "desk/matter.h"
#include "desk/state.h"
#include "model/case_filter.h"

#include <string.h>

static const char *
after(const char *text, const char *prefix)
{
	size_t length = strlen(prefix);
	return strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

static bool
for_bulk(const struct desk *desk)
{
	return text_same(desk_subject(desk), "bulk");
}

static void
choose_anew(struct desk *desk)
{
	struct back_office *back = &desk->back;
	set_text(&back->to, NULL);
	set_text(&back->queue, NULL);
	set_text(&back->reason, NULL);
	set_text(&back->prompt, NULL);
	back->prompt_chosen = back->front = false;
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
	desk_go(desk, SCREEN_PASS,
	    bulk ? "bulk" : arena_strdup(&desk->effects.arena, desk->case_page->record->id));
	desk_focus(desk, PASS_FIND);
}

bool
pass_may_have(const struct desk *desk, const struct colleague *person)
{
	const struct case_record *record =
	    !for_bulk(desk) && desk->case_page ? desk->case_page->record : NULL;
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
	set_text(&desk->back.to, to);
	set_text(&desk->back.queue, queue);
	if (for_bulk(desk))
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

/* No dialogue led to it: there is nothing to choose. */
static bool
has_prompts(const struct desk *desk)
{
	const struct case_page *page = desk->case_page;
	return page && (page->answers.count || page->outcome_prompt);
}

enum pass_step
bounce_step(const struct desk *desk)
{
	if (!desk->back.reason)
		return PASS_REASON;
	return desk->back.prompt_chosen || !has_prompts(desk) ? PASS_WORDS : PASS_PROMPT;
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
	struct back_office *back = &desk->back;
	bool bounce = desk_screen(desk) == SCREEN_BOUNCE;
	struct case_event event = {.kind = bounce     ? "bounce"
					   : back->to ? "hand_over"
						      : "move",
	    .text = text_blank(text) ? NULL : arena_strdup(arena, text),
	    .to = arena_strdup(arena, back->to),
	    .reason = arena_strdup(arena, back->reason),
	    .prompt = arena_strdup(arena, back->prompt),
	    .queue =
		bounce ? back->front ? "front-office" : NULL : arena_strdup(arena, back->queue)};
	if (bounce && text_same(back->reason, "other") && !event.text) {
		desk_say(desk, TONE_WARN, "%s", _("Say which reason it is."));
		return;
	}
	typed_drop(desk, pass_field(desk, arena));
	desk_back(desk);
	case_send(desk, &event);
	desk_say(desk, TONE_GOOD, "%s", bounce ? _("It goes back.") : _("It is handed over."));
}

static void
pick_bounce(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	struct back_office *back = &desk->back;
	const char *word;
	if ((word = after(item, "reason:"))) {
		set_text(&back->reason, word);
	} else if ((word = after(item, "prompt:"))) {
		set_text(&back->prompt, *word ? word : NULL);
		back->prompt_chosen = true;
	} else if (strcmp(item, "front") == 0) {
		back->front = !back->front;
	}
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
