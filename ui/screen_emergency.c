/* Somebody is in danger: what to say at once, and the services with an urgent path. */
#include "ui/screens.h"

static const struct prompt *
urgent_prompt(const struct service *service, bool referral)
{
	if (!service || !service->dialogue)
		return NULL;
	for (const struct prompt *prompt = service->dialogue->prompts; prompt;
	     prompt = prompt->next)
		if (prompt->urgent && (prompt->kind == PROMPT_REFER) == referral)
			return prompt;
	return NULL;
}

void
screen_emergency(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct matter *matter = hand_matter(desk->hand);
	page->strip_left = _("Emergency");
	page->list_first = true;
	page_add(page, ITEM_TEXT, ROLE_ALARM,
	    _("Is anyone in danger now? Then please ring 999, or I can ring them for you."))
	    ->label = _("SAY");
	page_add(page, ITEM_TEXT, ROLE_SAY, _("Where are you? Which number can I ring you on?"))
	    ->label = _("ASK");
	const struct service *own =
	    matter ? desk_service(desk, matter->service, desk_council(desk)) : NULL;
	const struct prompt *urgent = urgent_prompt(own, false);
	if (urgent && (urgent->kind == PROMPT_SAY || urgent->kind == PROMPT_TELL)) {
		struct quoting quoting = {desk, desk->hand, matter, own, arena};
		struct names names;
		quoting_names(&quoting, &names);
		page_add(page, ITEM_TEXT, ROLE_ALARM,
		    text_fill(arena, words_in(&urgent->text, desk->language), &names, NULL))
		    ->label = _("NOW");
	}
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("Urgent paths"));
	for (size_t i = 0; i < directory_count(desk->directory); i++) {
		const char *id = directory_nth(desk->directory, i);
		const struct service *service = desk_service(desk, id, desk_council(desk));
		if (!urgent_prompt(service, true))
			continue;
		page_row(page, arena_printf(arena, "service:%s", id), NULL,
		    words_in(&service->title, desk->language));
	}
	page->enter = _("open");
	page->pick = _("open");
}
