#include "screen/answers.h"
#include "helpers/books.h"

#define AT INT64_C(1795171320000000) /* 10:42 */
#define CASE "01920000-0000-7000-8000-0000000000c1"

static const void *
colleagues(struct arena *arena)
{
	static const struct colleague people[] = {
	    {"j.mills", "J. Mills", "chorley", "chorley-waste", "back_office", "gas-safe"},
	    {"r.dunn", "R. Dunn", "chorley", "chorley-waste", "back_office", NULL},
	    {"s.ellis", "S. Ellis", "chorley", NULL, "advisor", "cy"}};
	struct colleague_page *page = record_new(arena, &colleague_page_record);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		*(struct colleague *)list_add(arena, &page->items, &colleague_record) = people[i];
	return page;
}

/* It can be done to the first, and not to a second one that was marked before. */
static const void *
bulk(const struct request *request, struct arena *arena)
{
	struct bulk *page = record_copy(arena, &bulk_record, request->body);
	LIST_EACH(struct bulk_item, item, &page->items)
	{
		item->reference = "4071-2283-5";
		item->service = "missed-bin";
		item->result = "will";
	}
	*(struct bulk_item *)list_add(arena, &page->items, &bulk_item_record) =
	    (struct bulk_item){.id = "01920000-0000-7000-8000-0000000000c2",
		.reference = "4071-2284-1",
		.service = "missed-bin",
		.result = "claimed"};
	return page;
}

static struct incident *
incident(struct arena *arena)
{
	struct incident *out = record_new(arena, &incident_record);
	*out = (struct incident){.id = CASE,
	    .reference = "4071-2283-5",
	    .service = "missed-bin",
	    .what = "Tyres, A van load",
	    .place = "14 Union Street, Chorley PR7 1AB",
	    .state = "closed",
	    .outcome = "They are gone since noon.",
	    .people = 3000,
	    .untold = 2};
	return out;
}

static const void *
people(struct arena *arena)
{
	static const struct incident_person all[] = {
	    {.id = "01920000-0000-7000-8000-0000000000d1",
		.name = "PATEL, Amina (Mrs)",
		.address = "14 Union Street, Chorley PR7 1AB",
		.phone = "+441632960151",
		.state = "told",
		.told_by = "j.mills",
		.first = true,
		.joined = AT - MICROS_HOUR,
		.told = AT - MICROS_MINUTE},
	    {.id = "01920000-0000-7000-8000-0000000000d2",
		.phone = "+441632960177",
		.state = "pending",
		.joined = AT - MICROS_HOUR / 2},
	    {.id = "01920000-0000-7000-8000-0000000000d3",
		.state = "joined",
		.joined = AT - MICROS_HOUR / 3}};
	struct incident_people *page = record_new(arena, &incident_people_record);
	page->incident = incident(arena);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		*(struct incident_person *)list_add(arena, &page->items, &incident_person_record) =
		    all[i];
	page->next = "further";
	return page;
}

static const void *
mails(struct arena *arena)
{
	struct mail_list *page = record_new(arena, &mail_list_record);
	*(struct mail_summary *)list_add(arena, &page->items, &mail_summary_record) =
	    (struct mail_summary){.id = "01920000-0000-7000-8000-0000000000e1",
		.direction = "in",
		.council = "chorley",
		.sender = "amina.patel@mail.example",
		.sender_name = "Amina Patel",
		.subject = "The blue bin again",
		.state = "waiting",
		.at = AT - 2 * MICROS_HOUR};
	return page;
}

const void *
answers_of(const struct request *request, struct arena *arena)
{
	switch (request->route) {
	case ROUTE_COLLEAGUES:
		return colleagues(arena);
	case ROUTE_BULK_PREVIEW:
		return bulk(request, arena);
	case ROUTE_INCIDENT_PEOPLE:
		return people(arena);
	case ROUTE_MAILS:
		return mails(arena);
	case ROUTE_PAYMENTS:
	case ROUTE_PAYMENT:
	case ROUTE_PUT_PAYMENT_EVENT:
		return books_answer(request, arena);
	default:
		return NULL;
	}
}

struct case_page *
answers_case(struct arena *arena)
{
	struct case_page *page = record_new(arena, &case_page_record);
	struct case_record *record = record_new(arena, &case_record_record);
	*record = (struct case_record){.id = CASE,
	    .reference = "4071-2283-5",
	    .contact = "01920000-0000-7000-8000-0000000000b1",
	    .service = "missed-bin",
	    .at = "chorley",
	    .as = "chorley",
	    .responsible = "chorley",
	    .queue = "chorley.waste-round",
	    .summary = "Missed bin collection: Grey (refuse)",
	    .state = "open",
	    .opened = AT - MICROS_HOUR,
	    .due = AT + 3 * MICROS_DAY};
	page->record = record;
	page->incident = incident(arena);
	page->outcome_prompt = "waste-round";
	*(struct answer *)list_add(arena, &page->answers, &answer_record) =
	    (struct answer){.prompt = "bin", .value = "grey", .source = "asked", .at = AT};
	page->version = 1;
	return page;
}

void
answers_watch(struct play *play)
{
	struct officer officers[] = {{.id = "j.mills",
					 .name = "J. Mills",
					 .team = "chorley-waste",
					 .council = "chorley",
					 .state = "out",
					 .back = AT + 3 * MICROS_HOUR,
					 .cover = "R. Dunn",
					 .at = AT - 3 * MICROS_HOUR,
					 .until = AT + 9 * MICROS_HOUR,
					 .version = 3},
	    {.id = "r.dunn",
		.name = "R. Dunn",
		.team = "chorley-waste",
		.council = "chorley",
		.version = 4}};
	struct visit visit = {.id = "01920000-0000-7000-8000-0000000000f9",
	    .worker = "j.mills",
	    .team = "chorley-waste",
	    .council = "chorley",
	    .service = "missed-bin",
	    .place = "14 Union Street",
	    .phone = "+447700900123",
	    .state = "begun",
	    .author = "j.mills",
	    .begins = AT - MICROS_HOUR,
	    .ends = AT + MICROS_HOUR};
	struct feed_item item = {.topic = "visit", .id = visit.id, .number = 6, .visit = &visit};
	struct feed_page page = {
	    .next = "1.6", .items = {&item, 1}, .board = {officers, 2}, .board_version = 4};
	play_feed(play, &page);
}

void
answers_promises(struct play *play)
{
	static struct promise_line lines[] = {{.id = "01920000-0000-7000-8000-0000000000a7",
	    .kind = "ring",
	    .customer_name = "PATEL, Amina (Mrs)",
	    .service = "missed-bin",
	    .council = "chorley",
	    .what = "Ring her about the blue bin",
	    .number = "+441632960151",
	    .owner = "s.ellis",
	    .state = "open",
	    .made = AT - MICROS_DAY,
	    .due = AT + MICROS_HOUR}};
	play->promised = (struct list){lines, 1};
}
