/* Properties of the gazetteer, looked up while an address is typed. A pick brings the district. */
#include "base/alloc.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <string.h>

enum { SHORTEST = 4, PLACES_SHOWN = 8 };

static void
clear(struct desk *desk)
{
	arena_release(&desk->places_arena);
	arena_init(&desk->places_arena);
	desk->places = (struct list){0};
	desk->postcodes = (struct list){0};
	desk->places_more = false;
	desk->places_asked = 0;
}

/* Is this field the address of a question now asked? */
static bool
asks_address(const struct desk *desk, const char *field)
{
	if (strncmp(field, "answer.", 7) != 0)
		return true; /* the form's own address field */
	const struct matter *matter = hand_matter(desk->hand);
	const struct service *service =
	    matter ? desk_service(desk, matter->service, desk_council(desk)) : NULL;
	const char *id = strchr(field + 7, '.');
	const struct prompt *prompt =
	    service && service->dialogue && id ? dialogue_prompt(service->dialogue, id + 1) : NULL;
	return prompt && prompt->type == ANSWER_ADDRESS;
}

void
places_changed(struct desk *desk, const char *field, const char *text)
{
	clear(desk);
	if (!desk_reaches(desk) || !text || strlen(text) < SHORTEST || !asks_address(desk, field))
		return;
	set_text(&desk->places_field, field);
	struct request *request =
	    desk_ask(desk, ROUTE_FIND_ADDRESSES, REQUEST_SEARCH, ASKED_PLACES, field);
	desk_query(desk, request, "q", text);
	desk->places_asked = request->number;
}

void
places_reply(struct desk *desk, const struct reply *reply, const char *field)
{
	if (reply->number != desk->places_asked || !field)
		return;
	clear(desk);
	set_text(&desk->places_field, field);
	const struct property_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	LIST_EACH(struct postcode, postcode, &page->postcodes)
	record_copy_into(&desk->places_arena, &postcode_record,
	    list_add(&desk->places_arena, &desk->postcodes, &postcode_record), postcode);
	desk->places_more = page->more || page->items.count > PLACES_SHOWN;
	LIST_EACH(struct property, property, &page->items)
	{
		if (desk->places.count == PLACES_SHOWN)
			break;
		record_copy_into(&desk->places_arena, &property_record,
		    list_add(&desk->places_arena, &desk->places, &property_record), property);
	}
}

const struct property *
places_pick(const struct desk *desk, const char *field, const char *item)
{
	if (!desk->places_field || strcmp(desk->places_field, field) != 0 ||
	    strncmp(item, "property:", 9) != 0)
		return NULL;
	LIST_EACH(struct property, property, &desk->places)
	if (strcmp(property->id, item + 9) == 0)
		return property;
	return NULL;
}

/* Every word typed is in it: taking it loses nothing. */
static bool
holds_words(const struct property *property, const char *text)
{
	struct arena arena;
	struct buf all, typed;
	bool holds = !text_blank(text);
	arena_init(&arena);
	buf_init(&all, 2000);
	buf_init(&typed, DESK_TEXT_LIMIT);
	const char *words = property_words(property, &arena);
	buf_putc(&all, ' ');
	text_fold(&all, words, strlen(words));
	buf_putc(&all, ' ');
	text_fold(&typed, text ? text : "", strlen(text ? text : ""));
	for (char *rest = typed.data, *word; holds && (word = strtok_r(rest, " ,", &rest));)
		holds = strstr(all.data, arena_printf(&arena, " %s", word)) != NULL;
	buf_release(&all);
	buf_release(&typed);
	arena_release(&arena);
	return holds;
}

const struct property *
places_sole(const struct desk *desk, const char *field, const char *text)
{
	if (!desk->places_field || strcmp(desk->places_field, field) != 0 || desk->places_asked ||
	    desk->places.count != 1)
		return NULL;
	const struct property *property = LIST_AT(struct property, &desk->places, 0);
	return holds_words(property, text) ? property : NULL;
}

const char *
property_words(const struct property *property, struct arena *arena)
{
	struct address address = {
	    .line = property->line, .town = property->town, .postcode = property->postcode};
	return address_words(&address, arena);
}
