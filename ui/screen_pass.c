/* To whom a case goes: a colleague or a queue; or back to the front office, and why. */
#include "desk/back_office.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "model/case_kind.h"
#include "ui/screens.h"

static const char *
reference(const struct desk *desk)
{
	const struct case_record *record = desk->case_page ? desk->case_page->record : NULL;
	return record && text_same(record->id, desk_subject(desk)) ? record->reference : "";
}

/* ---- handing over ---- */

static void
people(const struct desk *desk, struct page *page)
{
	LIST_EACH(struct colleague, person, &desk->back.people)
	{
		if (!pass_may_have(desk, person) || !pass_shows(desk, person->name, person->id))
			continue;
		const struct team *team =
		    desk->partnership && person->team
			? list_find(&desk->partnership->teams, &team_record, person->team)
			: NULL;
		struct item *item = page_row(page, arena_printf(page->arena, "user:%s", person->id),
		    _("Person"), person->name);
		item->detail = team ? team->name : NULL;
		item->right = person->skills;
	}
}

static void
queues(const struct desk *desk, struct page *page)
{
	if (!desk->partnership)
		return;
	for (int own = 1; own >= 0; own--)
		LIST_EACH(struct queue, queue, &desk->partnership->queues)
		{
			if (!pass_takes(desk, queue) ||
			    (desk->session && text_same(queue->council, desk->session->council)) !=
				(own == 1))
				continue;
			const struct team *team = queue_team(desk, queue->id);
			struct item *item =
			    page_row(page, arena_printf(page->arena, "queue:%s", queue->id),
				_("Queue"), team && team->name ? team->name : queue->id);
			item->detail = say_queue(queue->role, page->arena);
			item->right = council_short(desk, queue->council);
		}
}

static const char *
whom(const struct desk *desk)
{
	const char *to = pass_chosen(desk, CHOSEN_TO), *queue = pass_chosen(desk, CHOSEN_QUEUE);
	const struct colleague *person =
	    to ? list_find(&desk->back.people, &colleague_record, to) : NULL;
	const struct team *team = queue_team(desk, queue);
	if (person)
		return person->name;
	return team && team->name ? team->name : queue ? queue : to;
}

void
screen_pass(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	bool bulk = pass_is_bulk(desk);
	page->strip_left = bulk ? _("Hand over what is marked")
				: arena_printf(arena, _("Hand over %s"), reference(desk));
	if (whom(desk)) {
		page->id = "pass:note";
		page_add(page, ITEM_TEXT, ROLE_VALUE, whom(desk))->label = _("To");
		const char *field = pass_field(desk, arena);
		page_field(page, field, _("Note"), typed_text(desk, field), 2000)->detail =
		    _("nothing, or what they should know");
		page->enter = _("hand over");
		page->focus = field;
		return;
	}
	page->enter = page->pick = _("choose");
	page_field(page, PASS_FIND, _("To"), typed_text(desk, PASS_FIND), 80)->detail =
	    _("a name, a team, a queue");
	people(desk, page);
	queues(desk, page);
	if (page->count == 1)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Nobody and no queue of that name."));
}

/* ---- bouncing back ---- */

static void
reasons(struct page *page)
{
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("Why does it go back?"));
	for (size_t i = 0; bounce_reason_words[i]; i++)
		page_row(page, arena_printf(page->arena, "reason:%s", bounce_reason_words[i]), NULL,
		    say_bounce(bounce_reason_words[i]));
}

static void
prompt_row(const struct desk *desk, struct page *page, const char *prompt, const char *answer)
{
	struct arena *arena = page->arena;
	struct item *item = page_row(page, arena_printf(arena, "prompt:%s", prompt), NULL,
	    say_prompt(desk, desk->case_page->record, prompt, arena));
	item->detail = answer;
}

/* What sent it here comes first: most often it is that. */
static void
prompts(const struct desk *desk, struct page *page)
{
	const struct case_page *loaded = desk->case_page;
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("Which prompt caused it?"));
	if (loaded->outcome_prompt)
		prompt_row(desk, page, loaded->outcome_prompt, _("the prompt that sent it here"));
	LIST_EACH(struct answer, answer, &loaded->answers)
	if (!text_same(answer->prompt, loaded->outcome_prompt))
		prompt_row(desk, page, answer->prompt, answer->value);
}

static void
words(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const char *field = pass_field(desk, arena);
	page_add(page, ITEM_TEXT, ROLE_VALUE, say_bounce(pass_chosen(desk, CHOSEN_REASON)))->label =
	    _("Because");
	const char *prompt = pass_chosen(desk, CHOSEN_PROMPT);
	if (prompt && desk->case_page)
		page_add(page, ITEM_TEXT, ROLE_VALUE,
		    say_prompt(desk, desk->case_page->record, prompt, arena))
		    ->label = _("Prompt");
	page_field(page, field, _("Words"), typed_text(desk, field), 2000)->detail =
	    _("what they must find out or know");
	struct item *item = page_row(page, "front", _("To"),
	    pass_chosen(desk, CHOSEN_FRONT) ? _("the front office, whoever is free")
					    : _("who took the contact, else the front office"));
	item->enter = _("the other");
	page->enter = _("send it back");
	page->focus = field;
}

void
screen_bounce(const struct desk *desk, struct page *page)
{
	enum pass_step step = bounce_step(desk);
	page->strip_left = arena_printf(page->arena, _("Bounce back %s"), reference(desk));
	page->id = arena_printf(page->arena, "bounce:%d", (int)step);
	page->list_first = step != PASS_WORDS;
	page->enter = page->pick = _("choose");
	if (!desk->case_page && step == PASS_PROMPT)
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("The case is not shown."));
	else if (step == PASS_REASON)
		reasons(page);
	else if (step == PASS_PROMPT)
		prompts(desk, page);
	else
		words(desk, page);
}
