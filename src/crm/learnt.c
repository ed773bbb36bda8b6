/* What advisors chose after the same words, over the whole partnership: words and services only. */
#include "directory/learnt.h"
#include "base/text.h"
#include "crm/inside.h"
#include "store/partners.h"

#include <stdlib.h>

/* What one desk alone chose once is told to nobody; what nobody chose for so long is forgotten. */
#define TOLD_FROM 1.5
#define FORGOTTEN_AFTER (400 * MICROS_DAY)
enum { MOST_TOLD = 300 };

static void
learn_one(struct ask *ask, const struct enquiry *enquiry)
{
	struct arena *arena = ask->call->arena;
	struct buf id;
	struct learnt learnt = {0};
	buf_init(&id, 200);
	learnt_id(&id, enquiry->service, enquiry->found_by);
	int found = partner_get(ask->tx, &learnt_record, id.data, &learnt, arena);
	if (found == 0) {
		learnt.id = arena_strdup(arena, id.data);
		learnt_prune(ask->tx, tx_now(ask->tx) - FORGOTTEN_AFTER);
	}
	learnt_again(&learnt, tx_now(ask->tx));
	partner_put(ask->tx, &learnt_record, &learnt);
	buf_release(&id);
}

void
learn_enquiries(struct ask *ask, const struct contact *contact, const struct contact *was)
{
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	{
		const struct enquiry *before =
		    was ? list_find(&was->enquiries, &enquiry_record, enquiry->id) : NULL;
		if (text_blank(enquiry->found_by) || text_same(enquiry->outcome, "abandoned") ||
		    (before && text_same(before->found_by, enquiry->found_by)))
			continue;
		learn_one(ask, enquiry);
	}
}

/* Strongest first; which is stronger does not change with time. */
static int
by_weight(const void *a, const void *b)
{
	const struct learnt *x = a, *y = b;
	micros now = x->at > y->at ? x->at : y->at;
	double first = learnt_weight(x, now), second = learnt_weight(y, now);
	return (first < second) - (first > second);
}

bool
learnt_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct learnt_page *page = record_new(arena, &learnt_page_record);
	struct list all = {0};
	if (learnt_recent(ask->tx, arena, &all) < 0)
		return false;
	if (all.count)
		qsort(all.items, all.count, sizeof(struct learnt), by_weight);
	LIST_EACH(struct learnt, learnt, &all)
	if (page->items.count < MOST_TOLD && learnt_weight(learnt, tx_now(ask->tx)) >= TOLD_FROM)
		*(struct learnt *)list_add(arena, &page->items, &learnt_record) = *learnt;
	ask->answer->body = page;
	return true;
}
