/* Contacts as aggregates, operations that repeat, references, cases and queues. */
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis, cole, hart;
static struct lease lease;

static void
setup(void)
{
	house_init(&house);
	lease = (struct lease){0};
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
}

static void
teardown(void)
{
	house_release(&house);
}

static const struct contact *
read_contact(const struct visitor *who, const char *id)
{
	struct query query = {.params = {id}};
	return visit_ok(who, ROUTE_CONTACT, &query);
}

static const struct case_page *
read_case(const struct visitor *who, const char *id)
{
	struct query query = {.params = {id}};
	return visit_ok(who, ROUTE_CASE, &query);
}

static struct crm_answer
event(const struct visitor *who, const char *case_id, const char *kind, const char *text,
    const char *queue)
{
	struct case_event body = {
	    .id = house_id(&house), .kind = kind, .text = text, .queue = queue, .at = house.now};
	struct query query = {.params = {case_id, body.id},
	    .operation = house_id(&house),
	    .of = &case_event_record,
	    .body = &body};
	return visit(who, ROUTE_PUT_CASE_EVENT, &query);
}

START_TEST(everything_of_one_encounter_is_kept_together)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "referred");
	struct enquiry *enquiry = contact->enquiries.items;
	contact->new_customer =
	    house_customer(&house, "Jean", "Holt", "01632 960222", "8 Mill Row", "pr6 9rg");
	contact->note = "In a hurry";
	enquiry->responsible = "chorley";
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .reference = house_reference(&ellis, &lease),
	    .queue = "waste-round",
	    .promise = "Within 1 working day.",
	    .summary = "Grey bin, 8 Mill Row",
	    .due = house.now + MICROS_DAY};
	struct crm_answer answer = put_contact(&ellis, contact, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	const struct contact_receipt *receipt = answer.body;
	ck_assert_int_eq(receipt->step, 1);
	ck_assert_int_eq(receipt->received, house.now);

	const struct contact *kept = read_contact(&ellis, contact->id);
	ck_assert_str_eq(kept->customer, contact->new_customer->id);
	ck_assert_str_eq(kept->user, "s.ellis");
	ck_assert_str_eq(kept->note, "In a hurry");
	const struct enquiry *read = LIST_AT(struct enquiry, &kept->enquiries, 0);
	ck_assert_uint_eq(read->answers.count, 1);
	ck_assert_str_eq(read->opens->reference, enquiry->opens->reference);

	const struct case_page *page = read_case(&hart, enquiry->opens->reference);
	ck_assert_str_eq(page->record->id, enquiry->opens->id);
	ck_assert_str_eq(page->record->queue, "chorley.waste-round");
	ck_assert_str_eq(page->record->state, "open");
	ck_assert_str_eq(page->customer->name, "HOLT, Jean");
	ck_assert_str_eq(LIST_AT(struct answer, &page->answers, 0)->value, "grey");
	ck_assert_uint_eq(page->record->events.count, 1);

	struct query queue = {.params = {"chorley.waste-round"}};
	const struct case_list *list = visit_ok(&hart, ROUTE_QUEUE_CASES, &queue);
	ck_assert_uint_eq(list->items.count, 1);
	ck_assert_str_eq(
	    LIST_AT(struct case_summary, &list->items, 0)->reference, enquiry->opens->reference);
	ck_assert_str_eq(
	    LIST_AT(struct case_summary, &list->items, 0)->customer_name, "HOLT, Jean");
}
END_TEST

START_TEST(a_refusal_keeps_nothing_of_the_contact)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "referred");
	struct enquiry *enquiry = contact->enquiries.items;
	contact->new_customer =
	    house_customer(&house, "Jean", "Holt", NULL, "8 Mill Row", "PR6 9RG");
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .reference = house_reference(&ellis, &lease),
	    .queue = "no-such-queue"};
	struct crm_answer answer = put_contact(&ellis, contact, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
	ck_assert_str_eq(answer.field, "enquiries.0.opens.queue");
	struct query query = {.params = {contact->id}};
	visit_refused(&ellis, ROUTE_CONTACT, &query, PROBLEM_NOT_FOUND);
	query = (struct query){.query = {"holt"}};
	const struct candidate_page *found = visit_ok(&ellis, ROUTE_FIND_CUSTOMERS, &query);
	ck_assert_uint_eq(found->items.count, 0);
}
END_TEST

START_TEST(a_repeated_operation_answers_the_same_and_does_nothing)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	const char *operation = house_id(&house);
	struct crm_answer first = put_contact(&ellis, contact, operation);
	micros received = ((const struct contact_receipt *)first.body)->received;
	house.now += MICROS_HOUR;
	struct crm_answer again = put_contact(&ellis, contact, operation);
	ck_assert_int_eq(again.problem, PROBLEM_NONE);
	ck_assert_int_eq(((const struct contact_receipt *)again.body)->received, received);
	house_restart(&house);
	again = put_contact(&ellis, contact, operation);
	ck_assert_int_eq(again.problem, PROBLEM_NONE);
	contact->note = "Something else";
	again = put_contact(&ellis, contact, operation);
	ck_assert_int_eq(again.problem, PROBLEM_OPERATION_REUSED);
	ck_assert_int_eq(again.status, 409);
	ck_assert_ptr_null(read_contact(&ellis, contact->id)->note);

	const char *taking = house_id(&house);
	struct query query = {.operation = taking};
	const struct lease *one = visit_ok(&ellis, ROUTE_LEASE, &query);
	const struct lease *two = visit_ok(&ellis, ROUTE_LEASE, &query);
	ck_assert_int_eq(one->from, two->from);
	query.operation = NULL;
	visit_refused(&ellis, ROUTE_LEASE, &query, PROBLEM_BAD_REQUEST);
}
END_TEST

START_TEST(a_higher_step_replaces_and_a_lower_one_is_stale)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	/* The same step and bytes under another operation. */
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	contact->step = 3;
	contact->note = "Third";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	contact->step = 2;
	contact->note = "Second";
	struct crm_answer answer = put_contact(&ellis, contact, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_STALE_STEP);
	ck_assert_int_eq(answer.limit, 3);
	contact->step = 3;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_STALE_STEP);
	const struct contact *kept = read_contact(&ellis, contact->id);
	ck_assert_str_eq(kept->note, "Third");
	ck_assert_uint_eq(kept->enquiries.count, 1);
}
END_TEST

START_TEST(one_desk_owns_a_contact)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	contact->step = 2;
	contact->desk = "chorley-oss-2";
	ck_assert_int_eq(put_contact(&hart, contact, NULL).problem, PROBLEM_NOT_PERMITTED);
	contact->desk = "chorley-oss-1";
	ck_assert_int_eq(put_contact(&hart, contact, NULL).problem, PROBLEM_NOT_PERMITTED);
	contact->at = "burnley";
	struct crm_answer answer = put_contact(&ellis, contact, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
	ck_assert_str_eq(answer.field, "at");
	contact->at = "chorley";
	contact->as = "atlantis";
	answer = put_contact(&ellis, contact, NULL);
	ck_assert_str_eq(answer.field, "as");
	/* Whose name was answered may be any council's. */
	contact->as = "burnley";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
}
END_TEST

static struct contact *
with_reference(const struct visitor *who, const char *reference)
{
	struct contact *contact = house_contact(who, "missed-bin", "referred");
	struct enquiry *enquiry = contact->enquiries.items;
	enquiry->responsible = "chorley";
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){
	    .id = house_id(&house), .reference = reference, .queue = "chorley.waste-round"};
	return contact;
}

/* A desk whose disk was put back knows an earlier step: what was logged meanwhile stands. */
START_TEST(a_step_that_follows_another_one_is_stale)
{
	const char *reference = house_reference(&ellis, &lease);
	struct contact *contact = with_reference(&ellis, reference);
	contact->ended = house.now;
	contact->step = 2;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	contact->step = 9;
	contact->after = 1;
	contact->note = "of long ago";
	struct crm_answer answer = put_contact(&ellis, contact, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_STALE_STEP);
	ck_assert_int_eq(answer.limit, 2);
	ck_assert_ptr_nonnull(answer.logged);
	ck_assert_uint_eq(answer.logged->enquiries.count, 1);
	const struct enquiry *logged = answer.logged->enquiries.items;
	ck_assert_str_eq(logged->opens->reference, reference);
	ck_assert_ptr_null(read_contact(&ellis, contact->id)->note);
	/* A desk that was copied logs it as if for the first time. */
	contact->after = CONTACT_FIRST;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_STALE_STEP);
	/* It is told to its own desk alone, whatever another one says it is. */
	answer = put_contact(&hart, contact, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_NOT_PERMITTED);
	ck_assert_ptr_null(answer.logged);
	contact->after = 2;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
}
END_TEST

START_TEST(only_a_leased_unused_reference_opens_a_case)
{
	const char *mine = house_reference(&ellis, &lease);
	ck_assert_int_eq(
	    put_contact(&cole, with_reference(&cole, mine), NULL).problem, PROBLEM_REFERENCE_TAKEN);
	ck_assert_int_eq(put_contact(&ellis, with_reference(&ellis, "2000-0000-9"), NULL).problem,
	    PROBLEM_BAD_FIELD);
	char far[REFERENCE_LENGTH + 1];
	reference_format(far, 50000000);
	ck_assert_int_eq(put_contact(&ellis, with_reference(&ellis, far), NULL).problem,
	    PROBLEM_REFERENCE_TAKEN);
	ck_assert_int_eq(
	    put_contact(&ellis, with_reference(&ellis, mine), NULL).problem, PROBLEM_NONE);
	ck_assert_int_eq(put_contact(&ellis, with_reference(&ellis, mine), NULL).problem,
	    PROBLEM_REFERENCE_TAKEN);
	struct contact *wrong = with_reference(&ellis, house_reference(&ellis, &lease));
	LIST_AT(struct enquiry, &wrong->enquiries, 0)->responsible = "burnley";
	struct crm_answer answer = put_contact(&ellis, wrong, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
	ck_assert_str_eq(answer.field, "enquiries.0.opens.queue");
}
END_TEST

START_TEST(leases_never_overlap_and_training_starts_with_nine)
{
	struct visitor reed = house_visitor(&house, "s.ellis", "chorley-training");
	int64_t next = 10000000;
	for (int i = 0; i < 5; i++) {
		struct query query = {.operation = house_id(&house)};
		const struct lease *taken = visit_ok(i % 2 ? &cole : &ellis, ROUTE_LEASE, &query);
		ck_assert_int_eq(taken->from, next);
		ck_assert_int_eq(taken->to, next + 100);
		next += 100;
	}
	struct query query = {.operation = house_id(&house)};
	const struct lease *training = visit_ok(&reed, ROUTE_LEASE, &query);
	ck_assert_int_eq(training->from, 90000000);
}
END_TEST

/* What a disk put back from a backup is told: whose blocks they are, and what of them is used. */
START_TEST(signing_in_tells_what_is_used_of_each_block)
{
	static const char *const desks[] = {"chorley-oss-1", "chorley-training"};
	for (int i = 0; i < 2; i++) {
		struct visitor who = house_visitor(&house, "s.ellis", desks[i]);
		struct lease own = {0};
		uint32_t number;
		ck_assert_uint_eq(who.session->leases.count, 0);
		house_reference(&who, &own); /* given out, and never a case */
		const struct lease *told =
		    house_visitor(&house, "s.ellis", desks[i]).session->leases.items;
		ck_assert_int_eq(told->next, told->from);
		for (int k = 0; k < 11; k++) {
			const char *text = house_reference(&who, &own);
			ck_assert(reference_parse(text, &number));
			if (k % 5 == 0) /* the tenth is the last */
				ck_assert_int_eq(
				    put_contact(&who, with_reference(&who, text), NULL).problem,
				    PROBLEM_NONE);
		}
		struct visitor again = house_visitor(&house, "s.ellis", desks[i]);
		told = again.session->leases.items;
		ck_assert_uint_eq(again.session->leases.count, 1);
		ck_assert_int_eq(told->next, (int64_t)number + 1);
		ck_assert_str_eq(told->id, own.id);
		ck_assert_uint_eq(
		    house_visitor(&house, "w.hart", desks[i]).session->leases.count, 0);
	}
}
END_TEST

START_TEST(a_later_step_keeps_the_case_it_opened)
{
	struct contact *contact = house_case(&ellis, "waste-round", "chorley", &lease, NULL);
	struct enquiry *enquiry = contact->enquiries.items;
	contact->step = 2;
	enquiry->opens->summary = "Blue bin";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	const struct case_page *page = read_case(&ellis, enquiry->opens->id);
	ck_assert_str_eq(page->record->summary, "Blue bin");
	ck_assert_uint_eq(page->record->events.count, 1);
	/* Work has begun: the case is the team's, the contact still may change. */
	ck_assert_int_eq(
	    event(&hart, enquiry->opens->id, "claim", NULL, NULL).problem, PROBLEM_NONE);
	contact->step = 3;
	enquiry->opens->summary = "Brown bin";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	page = read_case(&ellis, enquiry->opens->id);
	ck_assert_str_eq(page->record->summary, "Blue bin");
	/* A reference that was read out cannot be taken back. */
	contact->step = 4;
	enquiry->opens = NULL;
	struct crm_answer answer = put_contact(&ellis, contact, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
	ck_assert_str_eq(answer.field, "enquiries");
}
END_TEST

START_TEST(a_new_customer_may_grow_while_the_contact_is_open)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->new_customer =
	    house_customer(&house, "Jean", "Holt", NULL, "8 Mill Row", "PR6 9RG");
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	contact->step = 2;
	contact->new_customer->language = "Welsh";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	/* Somebody else changes her; this contact may no longer replace her. */
	struct customer was = {.language = "Welsh"}, now = {.language = "English"};
	struct customer_change change = {contact->new_customer->id, &was, &now};
	struct query query = {.params = {change.id},
	    .operation = house_id(&house),
	    .of = &customer_change_record,
	    .body = &change};
	visit_ok(&cole, ROUTE_CHANGE_CUSTOMER, &query);
	contact->step = 3;
	contact->new_customer->access_needs = "Ramp";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_CONFLICT);
	/* A change in the contact is merged as any change is. */
	contact->new_customer = NULL;
	contact->customer = change.id;
	struct customer before = {0}, after = {.access_needs = "Ramp"};
	contact->change = record_new(&house.arena, &customer_change_record);
	*contact->change = (struct customer_change){change.id, &before, &after};
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	contact->step = 4;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
}
END_TEST

START_TEST(cases_are_claimed_noted_moved_closed_and_opened_again)
{
	struct contact *contact = house_case(&ellis, "waste-round", "chorley", &lease, NULL);
	const char *id = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->id;
	struct visitor sharp = house_visitor(&house, "v.sharp", "chorley-oss-2");
	struct visitor mann = house_visitor(&house, "b.mann", "burnley-cc-1");
	struct crm_answer answer = event(&hart, id, "claim", NULL, NULL);
	ck_assert_str_eq(((const struct case_page *)answer.body)->record->claimed_by, "w.hart");
	answer = event(&sharp, id, "claim", NULL, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(answer.field, "claimed_by");
	ck_assert_int_eq(event(&mann, id, "note", "x", NULL).problem, PROBLEM_NOT_PERMITTED);
	ck_assert_int_eq(event(&hart, id, "note", " ", NULL).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(event(&hart, id, "opened", NULL, NULL).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(event(&hart, id, "move", NULL, "nowhere").problem, PROBLEM_BAD_FIELD);
	answer = event(&hart, id, "move", "Their round", "burnley.waste-round");
	const struct case_page *page = answer.body;
	ck_assert_str_eq(page->record->responsible, "burnley");
	ck_assert_ptr_null(page->record->claimed_by);
	ck_assert_int_eq(event(&mann, id, "claim", NULL, NULL).problem, PROBLEM_NONE);
	answer = event(&mann, id, "close", "Collected", NULL);
	page = answer.body;
	ck_assert_str_eq(page->record->state, "closed");
	ck_assert_int_eq(page->record->closed, house.now);
	ck_assert_int_eq(event(&mann, id, "close", NULL, NULL).problem, PROBLEM_CONFLICT);
	answer = event(&mann, id, "reopen", "Not emptied", NULL);
	page = answer.body;
	ck_assert_str_eq(page->record->state, "open");
	ck_assert_uint_eq(page->record->events.count, 6);
	ck_assert_int_eq(
	    event(&hart, house_id(&house), "note", "x", NULL).problem, PROBLEM_NOT_FOUND);
}
END_TEST

START_TEST(queues_count_and_page_the_oldest_due_first)
{
	for (int i = 0; i < 120; i++) {
		struct contact *contact = house_contact(&ellis, "missed-bin", "referred");
		struct enquiry *enquiry = contact->enquiries.items;
		enquiry->responsible = "chorley";
		enquiry->opens = record_new(&house.arena, &case_open_record);
		*enquiry->opens = (struct case_open){.id = house_id(&house),
		    .reference = house_reference(&ellis, &lease),
		    .queue = "waste-round",
		    .due = i % 10 == 9 ? 0 : house.now + (i * 37 % 120 - 30) * MICROS_HOUR};
		ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	}
	const struct queue_page *queues = visit_ok(&hart, ROUTE_QUEUES, NULL);
	ck_assert_uint_eq(queues->items.count, 2); /* only those of the council */
	const struct queue_count *count =
	    list_find(&queues->items, &queue_count_record, "chorley.waste-round");
	ck_assert_int_eq(count->open, 120);
	ck_assert_int_gt(count->overdue, 0);
	ck_assert_int_eq(count->oldest, house.now);
	ck_assert_str_eq(count->team_name, "Refuse and recycling");

	struct query query = {.params = {"chorley.waste-round"}};
	size_t seen = 0, overdue = 0;
	micros before = INT64_MIN;
	do {
		const struct case_list *page = visit_ok(&hart, ROUTE_QUEUE_CASES, &query);
		LIST_EACH(struct case_summary, summary, &page->items)
		{
			micros due = summary->due ? summary->due : INT64_MAX;
			ck_assert_int_ge(due, before);
			before = due;
			overdue += summary->due && summary->due < house.now;
			seen++;
		}
		query.query[0] = page->next;
	} while (query.query[0]);
	ck_assert_uint_eq(seen, 120);
	ck_assert_uint_eq(overdue, (size_t)count->overdue);
	query = (struct query){.params = {"burnley.waste-round"}};
	visit_refused(&hart, ROUTE_QUEUE_CASES, &query, PROBLEM_NOT_PERMITTED);
	visit_ok(&ellis, ROUTE_QUEUE_CASES, &query);
	query.params[0] = "no.queue";
	visit_refused(&ellis, ROUTE_QUEUE_CASES, &query, PROBLEM_NOT_FOUND);
}
END_TEST

START_TEST(an_import_brings_times_and_finds_references)
{
	struct crm_counts counts;
	struct err err;
	struct contact *contacts = arena_alloc(&house.arena, 70 * sizeof *contacts);
	for (int i = 0; i < 70; i++) {
		contacts[i] = *house_contact(&ellis, "missed-bin", "referred");
		contacts[i].user = "s.ellis";
		contacts[i].began = house.now - MICROS_DAY * (i + 1);
		struct enquiry *enquiry = contacts[i].enquiries.items;
		enquiry->began = contacts[i].began;
		enquiry->opens = record_new(&house.arena, &case_open_record);
		*enquiry->opens =
		    (struct case_open){.id = house_id(&house), .queue = "chorley.waste-round"};
	}
	ck_assert_msg(crm_import_contacts(house.crm, "ctl:test", contacts, 70, &counts, &err) == 0,
	    "%s", err.text);
	ck_assert_uint_eq(counts.added, 70);
	ck_assert_int_eq(
	    crm_import_contacts(house.crm, "ctl:test", contacts, 70, &counts, &err), 0);
	ck_assert_uint_eq(counts.unchanged, 70);
	const char *id = LIST_AT(struct enquiry, &contacts[5].enquiries, 0)->opens->id;
	struct crm_case_event close = {
	    id, {.id = house_id(&house), .kind = "close", .at = house.now - MICROS_HOUR}};
	ck_assert_int_eq(
	    crm_import_case_events(house.crm, "ctl:test", &close, 1, &counts, &err), 0);
	const struct case_page *page = read_case(&ellis, id);
	ck_assert_str_eq(page->record->state, "closed");
	ck_assert_int_eq(page->record->opened, contacts[5].began);
	uint32_t number;
	ck_assert(reference_parse(page->record->reference, &number));
	contacts[0].as = "atlantis";
	contacts[0].step = 2;
	ck_assert_int_eq(
	    crm_import_contacts(house.crm, "ctl:test", contacts, 1, &counts, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "as"));
}
END_TEST

/* The words that led to a service are counted once an enquiry, and told without contact or customer
 * when more than one led there. */
START_TEST(what_led_to_a_service_is_counted)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	LIST_AT(struct enquiry, &contact->enquiries, 0)->found_by = "not-emptied";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	for (int step = 2; step < 5; step++) {
		contact->step = step;
		ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	}
	const struct learnt_page *page = visit_ok(&ellis, ROUTE_LEARNT, NULL);
	ck_assert_uint_eq(page->items.count, 0);
	contact = house_contact(&cole, "missed-bin", "abandoned");
	LIST_AT(struct enquiry, &contact->enquiries, 0)->found_by = "not-emptied";
	ck_assert_int_eq(put_contact(&cole, contact, NULL).problem, PROBLEM_NONE);
	ck_assert_uint_eq(
	    ((const struct learnt_page *)visit_ok(&ellis, ROUTE_LEARNT, NULL))->items.count, 0);
	contact = house_contact(&cole, "missed-bin", "resolved");
	LIST_AT(struct enquiry, &contact->enquiries, 0)->found_by = "not-emptied";
	ck_assert_int_eq(put_contact(&cole, contact, NULL).problem, PROBLEM_NONE);
	page = visit_ok(&ellis, ROUTE_LEARNT, NULL);
	ck_assert_uint_eq(page->items.count, 1);
	const struct learnt *learnt = page->items.items;
	ck_assert_str_eq(learnt->id, "missed-bin.not-emptied");
	ck_assert_int_eq(learnt->count, 200);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("contacts");
	TCase *tcase = tcase_create("contacts");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, everything_of_one_encounter_is_kept_together);
	tcase_add_test(tcase, what_led_to_a_service_is_counted);
	tcase_add_test(tcase, a_refusal_keeps_nothing_of_the_contact);
	tcase_add_test(tcase, a_repeated_operation_answers_the_same_and_does_nothing);
	tcase_add_test(tcase, a_higher_step_replaces_and_a_lower_one_is_stale);
	tcase_add_test(tcase, a_step_that_follows_another_one_is_stale);
	tcase_add_test(tcase, one_desk_owns_a_contact);
	tcase_add_test(tcase, only_a_leased_unused_reference_opens_a_case);
	tcase_add_test(tcase, leases_never_overlap_and_training_starts_with_nine);
	tcase_add_test(tcase, signing_in_tells_what_is_used_of_each_block);
	tcase_add_test(tcase, a_later_step_keeps_the_case_it_opened);
	tcase_add_test(tcase, a_new_customer_may_grow_while_the_contact_is_open);
	tcase_add_test(tcase, cases_are_claimed_noted_moved_closed_and_opened_again);
	tcase_add_test(tcase, queues_count_and_page_the_oldest_due_first);
	tcase_add_test(tcase, an_import_brings_times_and_finds_references);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
