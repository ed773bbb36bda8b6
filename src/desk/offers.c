/*
 * Offers: what this customer has said to them before, and which apply because of what they had or
 * who they are. A yes or a no is not asked again, here or at another council, unless the offer says
 * after how long; later is asked at the next contact.
 */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/state.h"

#include <string.h>

enum { OFFERED = 6 };
#define HAD_WITHIN (365 * MICROS_DAY)

const struct offer_said *
offer_said(const struct hand *hand, const char *service)
{
	LIST_EACH(struct offer_said, said, &hand->work->offers)
	if (text_same(said->service, service))
		return said;
	return NULL;
}

bool
offer_is_open(const struct desk *desk, const struct hand *hand, const struct service *offered)
{
	const struct offer_said *said = offer_said(hand, offered->id);
	struct calendar calendar = council_calendar(NULL);
	struct err err;
	micros again;
	if (!said || text_same(said->reply, "later"))
		return true;
	return offered->offer->again &&
	       due_after(offered->offer->again, NULL, &calendar, said->at, &again, &err) == 0 &&
	       again <= desk->now;
}

void
offers_take(struct hand *hand, const struct list *offers)
{
	hand->work->offers = (struct list){0};
	LIST_EACH(struct offer_said, said, offers)
	record_copy_into(&hand->arena, &offer_said_record,
	    list_add(&hand->arena, &hand->work->offers, &offer_said_record), said);
}

/* ---- on the customer's page ---- */

static bool
in_hand(const struct hand *hand, const char *service)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (text_same(matter->service, service))
		return true;
	return false;
}

/* Without a dialogue in hand its condition sees the customer, and no answers. */
static bool
condition_holds(const struct desk *desk, const struct hand *hand, const struct service *offered,
    struct arena *arena)
{
	struct quoting quoting = {desk, hand, NULL, offered, arena};
	struct names names;
	struct value value;
	if (!offered->offer->when)
		return true;
	quoting_names(&quoting, &names);
	return expr_eval(offered->offer->when, &names, arena, &value, NULL) == 0 &&
	       value_truth(&value) == TRUTH_YES;
}

static void
add(const struct desk *desk, const struct hand *hand, const struct service *offered,
    const struct history_item *had, struct arena *arena, struct customer_offer *out, size_t most,
    size_t *count)
{
	for (size_t i = 0; i < *count; i++)
		if (out[i].offered == offered)
			return;
	if (*count == most || !offer_is_open(desk, hand, offered) || in_hand(hand, offered->id) ||
	    !condition_holds(desk, hand, offered, arena))
		return;
	out[(*count)++] = (struct customer_offer){offered, had};
}

size_t
customer_offers(const struct desk *desk, const struct hand *hand, struct arena *arena,
    struct customer_offer *out, size_t most)
{
	const struct service *offered[OFFERED];
	size_t count = 0;
	if (!hand_customer(hand))
		return 0;
	if (hand->page)
		LIST_EACH(struct history_item, had, &hand->page->history)
		{
			if (had->withheld || !had->service || had->happened || had->offer_reply ||
			    desk->now - had->at > HAD_WITHIN ||
			    text_same(had->outcome, "abandoned"))
				continue;
			size_t found = directory_offers(
			    desk->directory, desk_council(desk), had->service, offered, OFFERED);
			for (size_t i = 0; i < found; i++)
				add(desk, hand, offered[i], had, arena, out, most, &count);
		}
	size_t found =
	    directory_offers(desk->directory, desk_council(desk), NULL, offered, OFFERED);
	for (size_t i = 0; i < found; i++)
		add(desk, hand, offered[i], NULL, arena, out, most, &count);
	return count;
}

/* What is said to an offer of the customer's page. It is remembered with this contact, and yes
 * opens it. */
void
offer_pick(struct desk *desk, const char *reply)
{
	struct hand *hand = desk->hand;
	const char *service = arena_strdup(&desk->effects.arena, desk_subject(desk));
	struct customer_offer offers[OFFERED];
	size_t count =
	    hand ? customer_offers(desk, hand, &desk->effects.arena, offers, OFFERED) : 0;
	const char *of = service;
	bool open = false;
	for (size_t i = 0; i < count; i++)
		if (text_same(offers[i].offered->id, service)) {
			of = offers[i].had ? offers[i].had->service : service;
			open = true;
		}
	struct matter *matter = open ? matter_new(desk, hand, service) : NULL;
	if (!matter)
		return;
	matter->offer_of = arena_strdup(&hand->arena, of);
	matter->offer_reply = text_same(reply, "yes")  ? "yes"
			      : text_same(reply, "no") ? "no"
						       : "later";
	contact_keep(desk, hand);
	if (text_same(reply, "yes"))
		matter_front(desk, matter->id);
	else
		desk_back(desk);
}
