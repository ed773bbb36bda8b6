/*
 * What was chosen after the same words: the desk remembers it in its journal, sends it with the
 * enquiry, and has what all desks of the partnership chose from the CRM.
 */
#include "directory/learnt.h"
#include "base/text.h"
#include "desk/effects.h"
#include "desk/learnt.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LEARNT = 300, MOST_WORDS = 80 };

void
learnt_ask(struct desk *desk)
{
	desk_ask(desk, ROUTE_LEARNT, REQUEST_IDLE, ASKED_LEARNT, NULL);
}

void
learnt_forget(struct desk *desk)
{
	arena_release(&desk->learnt_arena);
	arena_init(&desk->learnt_arena);
	desk->learnt = (struct list){0};
}

void
learnt_recovered(struct desk *desk, const struct learnt *learnt)
{
	record_copy_into(&desk->learnt_arena, &learnt_record,
	    list_add(&desk->learnt_arena, &desk->learnt, &learnt_record), learnt);
}

void
learnt_of_partners(struct desk *desk, const struct learnt_page *page)
{
	arena_release(&desk->partners_arena);
	arena_init(&desk->partners_arena);
	const struct learnt_page *copy =
	    record_copy(&desk->partners_arena, &learnt_page_record, page);
	desk->partners_learnt = copy->items;
}

struct search_leaning
learnt_leaning(const struct desk *desk)
{
	return (struct search_leaning){.now = desk->now,
	    .month = london_of(desk->now).date.month,
	    .own = &desk->learnt,
	    .partners = &desk->partners_learnt};
}

void
learnt_led(struct desk *desk, const char *service, const char *text)
{
	struct buf said;
	buf_init(&said, MOST_WORDS);
	if (!text_blank(text))
		directory_said(desk->directory, text, &said);
	bool good = buf_ok(&said) && said.length > 0;
	set_text(&desk->led_to, good ? service : NULL);
	set_text(&desk->led_by, good ? said.data : NULL);
	buf_release(&said);
}

const char *
learnt_led_by(const struct desk *desk, const char *service)
{
	return text_same(desk->led_to, service) ? desk->led_by : NULL;
}

/* The one that is worth least makes room. */
static void
make_room(struct desk *desk)
{
	size_t weakest = 0;
	if (desk->learnt.count < MOST_LEARNT)
		return;
	for (size_t i = 1; i < desk->learnt.count; i++)
		if (learnt_weight(LIST_AT(struct learnt, &desk->learnt, i), desk->now) <
		    learnt_weight(LIST_AT(struct learnt, &desk->learnt, weakest), desk->now))
			weakest = i;
	desk_drop(desk, &learnt_record, LIST_AT(struct learnt, &desk->learnt, weakest)->id);
	list_remove(&desk->learnt, &learnt_record, weakest);
}

void
learnt_chosen(struct desk *desk, const char *service, const char *words)
{
	struct buf id;
	buf_init(&id, 200);
	learnt_id(&id, service, words);
	struct learnt *learnt = list_find(&desk->learnt, &learnt_record, id.data);
	if (!learnt) {
		make_room(desk);
		learnt = list_add(&desk->learnt_arena, &desk->learnt, &learnt_record);
		learnt->id = arena_strdup(&desk->learnt_arena, id.data);
	}
	buf_release(&id);
	learnt_again(learnt, desk->now);
	/* A copy: the list may move before the effect is carried out. */
	desk_keep(desk, &learnt_record, learnt->id,
	    record_copy(&desk->effects.arena, &learnt_record, learnt));
}
