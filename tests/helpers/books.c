#include "helpers/books.h"
#include "base/date.h"
#include "base/text.h"
#include "model/records.h"

#include <string.h>

#define SECOND "01920000-0000-7000-8000-0000000000a2"
#define THIRD "01920000-0000-7000-8000-0000000000a3"

struct payment books_late;
static struct payment begun;
static micros today;

void
books_open(micros now)
{
	today = now;
	books_late = (struct payment){.id = BOOKS_LATE,
	    .contact = BOOKS_LATE,
	    .enquiry = BOOKS_LATE,
	    .service = "garden-waste",
	    .council = "chorley",
	    .amount = 4000,
	    .description = "Garden waste collection",
	    .reference = "4071-2283-5",
	    .case_reference = "4071-2290-1",
	    .state = "expired",
	    .said = "success",
	    .said_amount = 4000,
	    .differs = true,
	    .at = "chorley",
	    .user = "s.ellis",
	    .made = today - 3 * MICROS_HOUR,
	    .looked = today - MICROS_HOUR,
	    .ended = today - MICROS_HOUR};
	begun = (struct payment){.id = SECOND,
	    .contact = SECOND,
	    .enquiry = SECOND,
	    .service = "parking-permit",
	    .council = "chorley",
	    .amount = 2500,
	    .description = "Residents' permit",
	    .reference = "4071-2284-3",
	    .state = "started",
	    .said = "started",
	    .said_amount = 2500,
	    .made = today - 40 * MICROS_MINUTE};
}

static void
add(struct payment_page *page, struct arena *arena, const struct payment *payment)
{
	record_copy_into(
	    arena, &payment_record, list_add(arena, &page->items, &payment_record), payment);
}

static void
sum(struct payment_page *page, struct arena *arena, const char *group, int64_t count,
    int64_t amount)
{
	*(struct payment_sum *)list_add(arena, &page->sums, &payment_sum_record) =
	    (struct payment_sum){group, count, amount};
}

const char *
books_query(const struct request *request, const char *name)
{
	for (size_t i = 0; i < REQUEST_QUERY; i++)
		if (text_same(request->query[i].name, name))
			return request->query[i].value;
	return NULL;
}

const void *
books_answer(const struct request *request, struct arena *arena)
{
	struct payment_page *page = record_new(arena, &payment_page_record);
	if (request->route == ROUTE_PAYMENT)
		return text_same(request->params[0], BOOKS_LATE) ? &books_late : &begun;
	if (request->route == ROUTE_PUT_PAYMENT_EVENT)
		return &books_late;
	if (request->route != ROUTE_PAYMENTS)
		return NULL;
	page->council = books_query(request, "council");
	page->from = today - 31 * MICROS_DAY;
	if (books_query(request, "after")) {
		struct payment third = begun;
		third.id = THIRD;
		third.reference = "4071-2285-1";
		add(page, arena, &third);
		return page;
	}
	sum(page, arena, "begun", 1, 2500);
	sum(page, arena, "paid", 12, 48000);
	sum(page, arena, "differs", 1, 4000);
	add(page, arena, &books_late);
	add(page, arena, &begun);
	page->next = "17.x";
	return page;
}
