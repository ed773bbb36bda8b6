/* The answers of an enquiry with the questions they were given to. */
#include "ui/screens.h"

#include <string.h>

/* The question with its answer; a question is too long for a column of its own. */
static const char *
answer_line(
    const struct step *step, const struct answer *answer, const char *language, struct arena *arena)
{
	const char *words = answer_words(step->prompt, answer->value, language, arena);
	const char *of = step->instance ? arena_printf(arena, "%s: ", step->heading) : "";
	if (step->prompt->kind == PROMPT_CALCULATE)
		return arena_printf(arena, "%s%s: %s%s%s%s", of, step->text, words,
		    text_blank(step->rule) ? "" : " (", text_blank(step->rule) ? "" : step->rule,
		    text_blank(step->rule) ? "" : ")");
	return arena_printf(arena, "%s%s %s", of, step->text, words);
}

void
page_answers(const struct desk *desk, struct page *page, const char *id, const char *council,
    const struct list *answers)
{
	const struct service *service =
	    desk_service(desk, id, council ? council : desk_council(desk));
	struct outline outline = {0};
	bool headed = false;
	answers_walk(desk, answers, service, page->arena, &outline);
	LIST_EACH(struct answer, answer, answers)
	{
		const struct step *step = outline_step(&outline, answer->prompt);
		if (text_blank(answer->value) ||
		    (step && step->prompt->kind != PROMPT_ASK &&
			step->prompt->kind != PROMPT_CALCULATE) ||
		    strncmp(answer->prompt, "offer-", 6) == 0)
			continue;
		if (!headed)
			page_add(page, ITEM_HEADING, ROLE_LABEL, _("Answers"));
		headed = true;
		if (step)
			page_add(page, ITEM_TEXT, ROLE_VALUE,
			    answer_line(step, answer, desk->language, page->arena));
		else
			page_add(page, ITEM_TEXT, ROLE_VALUE, answer->value)->label =
			    say_where_question(answer->prompt);
	}
}

const char *
say_prompt(
    const struct desk *desk, const struct case_record *record, const char *id, struct arena *arena)
{
	const char *council = record->responsible ? record->responsible : desk_council(desk);
	const struct service *service = desk_service(desk, record->service, council);
	char *plain = arena_strndup(arena, id, strcspn(id, "#"));
	const struct prompt *prompt =
	    service && service->dialogue ? dialogue_prompt(service->dialogue, plain) : NULL;
	const char *text = prompt ? words_in(&prompt->text, desk->language) : NULL;
	if (!text_blank(text))
		return text;
	if (prompt && prompt->kind == PROMPT_REFER)
		return arena_printf(arena, _("Refer to %s"), say_queue(prompt->queue_role, arena));
	const char *asked = say_where_question(id);
	return asked ? asked : id;
}
