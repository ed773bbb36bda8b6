/* Somebody is in danger: what to say at once, and the services with an urgent path. */
#include "desk/hands.h"
#include "ui/screens.h"

#include <string.h>

static bool
spoken(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_SAY || prompt->kind == PROMPT_TELL;
}

/* The first thing that its dialogue warns of. */
static const struct prompt *
warning(const struct service *service)
{
	if (!service || !service->dialogue)
		return NULL;
	for (const struct prompt *prompt = service->dialogue->prompts; prompt;
	     prompt = prompt->next)
		if (prompt->urgent && spoken(prompt))
			return prompt;
	return NULL;
}

/* ---- which first ---- */

struct path {
	const struct service *service;
	micros due;    /* how soon somebody comes, from now */
	size_t urgent; /* its urgent prompts: of two as quick, the more the graver */
};

/* A danger is what the caller is warned of and a team goes to, under one condition. */
static bool
danger(const struct dialogue *dialogue, const struct prompt *referral)
{
	if (!referral->urgent || referral->kind != PROMPT_REFER || !referral->when_source)
		return false;
	for (const struct prompt *prompt = dialogue->prompts; prompt; prompt = prompt->next)
		if (prompt->urgent && spoken(prompt) && prompt->when_source &&
		    strcmp(prompt->when_source, referral->when_source) == 0)
			return true;
	return false;
}

static bool
graver(const struct path *a, const struct path *b)
{
	return a->due != b->due ? a->due < b->due : a->urgent > b->urgent;
}

/* When none of its referrals is to a danger, due is INT64_MAX. */
static struct path
path_of(const struct desk *desk, const struct service *service, struct arena *arena)
{
	struct path path = {service, INT64_MAX, 0};
	struct quoting quoting = {desk, desk->hand, NULL, service, arena};
	struct names names;
	if (!service || !service->dialogue)
		return path;
	quoting_names(&quoting, &names);
	names.language = NULL; /* a time is reckoned with */
	for (const struct prompt *prompt = service->dialogue->prompts; prompt;
	     prompt = prompt->next) {
		micros due;
		struct err err;
		path.urgent += prompt->urgent;
		if (!prompt->due || !danger(service->dialogue, prompt))
			continue;
		const char *within = text_fill(arena, prompt->due, &names, NULL);
		if (within && due_after(within, NULL, NULL, desk->now, &due, &err) == 0 &&
		    due < path.due)
			path.due = due;
	}
	return path;
}

/* The gravest at the top, as many as digits can pick. */
static void
paths(const struct desk *desk, struct page *page)
{
	enum { MOST = 10 };
	struct path first[MOST];
	size_t count = 0;
	for (size_t i = 0; i < directory_count(desk->directory); i++) {
		const char *id = directory_nth(desk->directory, i);
		if (!directory_urgent(desk->directory, id))
			continue;
		const struct service *service = desk_service(desk, id, desk_council(desk));
		struct path path = path_of(desk, service, page->arena);
		if (path.due == INT64_MAX)
			continue;
		size_t at = count;
		while (at > 0 && graver(&path, &first[at - 1]))
			at--;
		if (at == MOST)
			continue;
		if (count < MOST)
			count++;
		memmove(&first[at + 1], &first[at], (count - 1 - at) * sizeof *first);
		first[at] = path;
	}
	for (size_t i = 0; i < count; i++)
		page_row(page, arena_printf(page->arena, "service:%s", first[i].service->id), NULL,
		    words_in(&first[i].service->title, desk->language));
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
	const struct prompt *urgent = warning(own);
	if (urgent) {
		struct quoting quoting = {desk, desk->hand, matter, own, arena};
		struct names names;
		quoting_names(&quoting, &names);
		page_add(page, ITEM_TEXT, ROLE_ALARM,
		    text_fill(arena, words_in(&urgent->text, desk->language), &names, NULL))
		    ->label = _("NOW");
	}
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("Urgent paths"));
	paths(desk, page);
	page->enter = _("open");
	page->pick = _("open");
}
