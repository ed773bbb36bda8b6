/*
 * Where a service is offered near the customer, or near a postcode that was typed. The CRM knows
 * where each postcode is; without it the places themselves tell about where.
 */
#include "desk/nearest.h"
#include "base/alloc.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <string.h>

enum { MOST_LOCATED = 100 };

static const struct postcode *
located(const struct desk *desk, const char *postcode)
{
	char known[9];
	LIST_EACH(struct postcode, row, &desk->located)
	if (postcode_normal(row->id, known) && strcmp(known, postcode) == 0)
		return row;
	return NULL;
}

const char *
nearest_postcode(const struct desk *desk, struct arena *arena)
{
	const struct customer *customer = hand_customer(desk->hand);
	const struct address *home = customer ? customer_address(customer) : NULL;
	const struct matter *matter = hand_matter(desk->hand);
	const char *typed = typed_text(desk, PLACES_NEAR);
	char postcode[9];
	if (typed)
		return postcode_find(typed, postcode) ? arena_strdup(arena, postcode) : NULL;
	for (size_t i = 0; matter && i < matter->answers.count; i++)
		if (postcode_find(LIST_AT(struct answer, &matter->answers, i)->value, postcode))
			return arena_strdup(arena, postcode);
	return home ? home->postcode : NULL;
}

struct point
nearest_from(const struct desk *desk, struct arena *arena)
{
	const char *postcode = nearest_postcode(desk, arena);
	const struct postcode *exact = postcode ? located(desk, postcode) : NULL;
	return exact && exact->easting
		   ? (struct point){exact->easting, exact->northing}
		   : postcode_about(&desk->councils, postcode, london_of(desk->now).date);
}

void
nearest_ask(struct desk *desk)
{
	const char *postcode = nearest_postcode(desk, &desk->effects.arena);
	if (!postcode || !desk_reaches(desk) || located(desk, postcode))
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_FIND_ADDRESSES, REQUEST_SEARCH, ASKED_LOCATION, postcode);
	desk_query(desk, request, "q", postcode);
}

/* A split postcode has a row for each district: the first has most of its properties. */
void
nearest_reply(struct desk *desk, const struct reply *reply)
{
	const struct property_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page || !page->postcodes.count)
		return;
	if (desk->located.count >= MOST_LOCATED) {
		arena_release(&desk->located_arena);
		arena_init(&desk->located_arena);
		desk->located = (struct list){0};
	}
	record_copy_into(&desk->located_arena, &postcode_record,
	    list_add(&desk->located_arena, &desk->located, &postcode_record),
	    LIST_AT(struct postcode, &page->postcodes, 0));
}

void
nearest_open(struct desk *desk, const char *argument)
{
	char postcode[9];
	const char *service = arena_strdup(&desk->effects.arena, desk_subject(desk));
	typed_drop(desk, PLACES_NEAR);
	if (argument && *argument) {
		if (!postcode_find(argument, postcode)) {
			desk_say(desk, TONE_WARN, _("\"%s\" is no postcode."), argument);
			return;
		}
		typed_set(desk, PLACES_NEAR, postcode, false);
	}
	desk_go(desk, SCREEN_PLACES, service);
	nearest_ask(desk);
}

void
nearest_pick(struct desk *desk, const char *item, const char *text)
{
	char postcode[9];
	if (!text_same(item, PLACES_NEAR))
		return;
	if (!text_blank(text) && !postcode_find(text, postcode))
		desk_say(desk, TONE_WARN, _("\"%s\" is no postcode."), text);
	nearest_ask(desk);
}
