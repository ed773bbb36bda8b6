#include "desk/twins.h"
#include "base/text.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/signin.h"

#include <stdlib.h>
#include <string.h>

static struct twin *
twin_of(const struct desk *desk, const char *customer)
{
	return list_find(&desk->twins, &twin_record, customer);
}

static struct twin *
add(struct desk *desk, const struct twin *from)
{
	struct twin *twin = list_add(&desk->twins_arena, &desk->twins, &twin_record);
	record_copy_into(&desk->twins_arena, &twin_record, twin, from);
	return twin;
}

void
twins_note(struct desk *desk, const struct customer *customer)
{
	const struct twin *twin =
	    add(desk, &(struct twin){.id = customer->id,
			  .name = customer_list_name(customer, &desk->effects.arena),
			  .made = desk->now});
	desk_keep(desk, &twin_record, twin->id, twin);
}

void
twins_recovered(struct desk *desk, const struct twin *twin)
{
	if (!twin_of(desk, twin->id))
		add(desk, twin);
}

void
twins_forget(struct desk *desk)
{
	arena_release(&desk->twins_arena);
	arena_init(&desk->twins_arena);
	desk->twins = (struct list){0};
	desk->twins_asked = 0;
}

void
twins_look(struct desk *desk)
{
	if (desk->twins_asked || !desk_reaches(desk) || outbox_waiting(desk))
		return;
	LIST_EACH(struct twin, twin, &desk->twins)
	{
		if (twin->found)
			continue;
		struct alike_query *query = arena_alloc(&desk->effects.arena, sizeof *query);
		query->customer = twin->id;
		struct request *request =
		    desk_ask(desk, ROUTE_ALIKE, REQUEST_IDLE, ASKED_TWINS, twin->id);
		request->body = query;
		desk->twins_asked = request->number;
		return;
	}
}

void
twins_reply(struct desk *desk, const struct reply *reply, const char *customer)
{
	struct twin *twin = twin_of(desk, customer);
	const struct alike_page *page = reply->body;
	if (reply->number == desk->twins_asked)
		desk->twins_asked = 0;
	if (!twin || reply->problem == PROBLEM_NOT_SIGNED_IN)
		return;
	bool answered = reply->problem == PROBLEM_NONE && page;
	bool refused = reply->problem != PROBLEM_NONE && problem_kind(reply->problem)->final;
	if (!answered && !refused)
		return; /* asked again at a later tick */
	if (refused || !page->items.count) {
		twins_settle(desk, customer);
	} else {
		twin->found = (int64_t)page->items.count;
		desk_keep(desk, &twin_record, twin->id, twin);
	}
	twins_look(desk);
}

bool
twins_has(const struct desk *desk, const char *customer)
{
	const struct twin *twin = customer ? twin_of(desk, customer) : NULL;
	return twin && twin->found;
}

void
twins_settle(struct desk *desk, const char *customer)
{
	const struct twin *twin = customer ? twin_of(desk, customer) : NULL;
	if (!twin)
		return;
	desk_drop(desk, &twin_record, twin->id);
	list_remove(
	    &desk->twins, &twin_record, (size_t)(twin - (const struct twin *)desk->twins.items));
}

void
twins_open(struct desk *desk, const char *customer)
{
	const struct twin *twin = twin_of(desk, customer);
	if (!twin)
		return;
	if (desk_reaches(desk))
		contact_person(
		    desk, &(struct candidate){.id = arena_strdup(&desk->effects.arena, twin->id),
			      .name = arena_strdup(&desk->effects.arena, twin->name)});
	same_open(desk); /* or says that it cannot be done now */
}

void
twins_differ(struct desk *desk)
{
	const char *customer = desk->hand ? desk->hand->work->customer : NULL;
	if (!twins_has(desk, customer))
		return;
	twins_settle(desk, customer);
	desk_back(desk);
	desk_say(desk, TONE_GOOD, "%s", _("They stay two people."));
}
