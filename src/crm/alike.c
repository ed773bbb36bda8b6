/* Who may be the person that is being written down: looked for while it is typed, and said with the
 * reason. It shows no more of anybody than a search does, and is audited as one. */
#include "model/alike.h"
#include "base/text.h"
#include "crm/inside.h"
#include "store/customers.h"

#include <stdlib.h>

enum { COMPARED = 60, SHOWN = 6, NAMESAKES = 3 };

struct likely {
	struct match match;
	struct alike alike;
};

/* What was typed, as a record: of the index and of the rule it is one like any other. */
static struct customer *
written(struct ask *ask, const struct alike_query *query)
{
	struct arena *arena = ask->call->arena;
	struct customer *out = record_new(arena, &customer_record);
	out->born = query->born;
	if (!text_blank(query->family) || !text_blank(query->given))
		*(struct person_name *)list_add(arena, &out->names, &person_name_record) =
		    (struct person_name){
			.kind = "current", .given = query->given, .family = query->family};
	if (!text_blank(query->phone))
		*(struct phone *)list_add(arena, &out->phones, &phone_record) =
		    (struct phone){.kind = "home", .number = query->phone};
	if (!text_blank(query->email))
		*(struct email *)list_add(arena, &out->emails, &email_record) =
		    (struct email){.address = query->email};
	if (!text_blank(query->line) || !text_blank(query->postcode))
		*(struct address *)list_add(arena, &out->addresses, &address_record) =
		    (struct address){.kind = "home",
			.line = query->line,
			.town = query->town,
			.postcode = query->postcode};
	customer_tidy(out, arena);
	return out;
}

static int
by_score(const void *a, const void *b)
{
	const struct likely *x = a, *y = b;
	return x->match.score < y->match.score ? 1 : x->match.score > y->match.score ? -1 : 0;
}

/* A name alone tells something only when few have it. */
static size_t
leave_namesakes_out(struct likely *likely, size_t count)
{
	size_t namesakes = 0, kept = 0;
	for (size_t i = 0; i < count; i++)
		namesakes += alike_in_name_only(&likely[i].match);
	for (size_t i = 0; i < count; i++)
		if (namesakes <= NAMESAKES || !alike_in_name_only(&likely[i].match))
			likely[kept++] = likely[i];
	return kept;
}

bool
alike_find(struct ask *ask, const struct customer *like, struct alike_page *page)
{
	struct arena *arena = ask->call->arena;
	const char *ids[COMPARED];
	struct likely likely[COMPARED];
	struct list customers = {0};
	size_t found, count = 0;
	if (customers_alike(ask->tx, like, COMPARED, arena, ids, &found))
		return store_well(ask);
	if (customers_own(ask->tx, ids, found, arena, &customers))
		return store_well(ask);
	for (size_t i = 0; i < found; i++) {
		const struct customer *customer = list_find(&customers, &customer_record, ids[i]);
		struct likely *one = &likely[count];
		if (!customer)
			continue;
		*one = (struct likely){.alike = {.id = ids[i]}};
		one->match = alike_compare(like, customer, arena, &one->alike.why);
		one->alike.sure = one->match.verdict == MATCH_SURE;
		count += one->match.verdict != MATCH_NONE && !alike_in_home_only(&one->match);
	}
	count = leave_namesakes_out(likely, count);
	qsort(likely, count, sizeof *likely, by_score);
	count = count < SHOWN ? count : SHOWN;
	for (size_t i = 0; i < count; i++)
		ids[i] = likely[i].alike.id;
	struct candidate *faces = arena_alloc(arena, SHOWN * sizeof *faces);
	customer_faces(ask->tx, ids, count, arena, faces);
	for (size_t i = 0; i < count; i++) {
		struct alike *alike = list_add(arena, &page->items, &alike_record);
		*alike = likely[i].alike;
		alike->person = &faces[i];
	}
	return store_well(ask);
}

bool
alike_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct alike_query *query = ask->call->body;
	struct alike_page *page = record_new(arena, &alike_page_record);
	struct customer *like = written(ask, query);
	if (query->customer) {
		int found = customer_get(ask->tx, query->customer, like, arena);
		if (found != 1)
			return found == 0
				   ? refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer")
				   : store_well(ask);
	}
	if (!alike_find(ask, like, page))
		return false;
	leave_trace(ask, "customers.alike", query->customer,
	    arena_printf(arena, "%zu found", page->items.count));
	ask->answer->body = page;
	return true;
}
