/* Callers about one and the same: who is offered the first one's case, joining from fifty desks and
 * by three thousand people, and that everybody hears how it ended once. */
#include "store/incidents.h"
#include "helpers/tap.h"
#include "store/feed.h"
#include "store/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct house house;
static struct visitor ellis, cole, hart;
static struct customer *amina, *aminah, *bob;
static struct lease lease;

static void
publish(const char *service, const char *more)
{
	house_publish(house.crm, service,
	    arena_printf(&house.arena,
		"service: %s\ntitle: Fallen tree\nprovided_by: district\nowner: { team: "
		"chorley-waste, email: a@chorley.example }\nassured: 2026-10-01\nreview_by: "
		"2027-04-01\n%sdialogue:\n  - section: It\n    prompts:\n      - ask: what\n"
		"        text: What lies there?\n        type: select_one\n        choices: { "
		"tree: "
		"A tree, branch: A branch }\n        required: true\n      - ask: where\n        "
		"text: Where?\n        type: address\n        required: true\n      - refer: "
		"waste-round\n        promise: Soon.\n        due: 2 working days\n",
		service, more));
}

static void
setup(void)
{
	struct crm_counts counts;
	struct err err = {""};
	struct property doors[] = {{.id = "1",
				       .line = "1 Union Street",
				       .town = "Chorley",
				       .postcode = "PR7 1AB",
				       .district = "chorley",
				       .easting = 358000,
				       .northing = 417000},
	    {.id = "2",
		.line = "9 Mill Lane",
		.town = "Chorley",
		.postcode = "PR7 1AD",
		.district = "chorley",
		.easting = 358120,
		.northing = 417090},
	    {.id = "3",
		.line = "80 Mill Lane",
		.town = "Chorley",
		.postcode = "PR7 1AE",
		.district = "chorley",
		.easting = 358300,
		.northing = 417200}};
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");    /* advisor */
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");   /* back office */
	publish("tree", "incident: { within: 200 m, hours: 48 }\n");
	publish("bench", "");
	ck_assert_msg(crm_import_addresses(house.crm, "ctl:test", doors, 3, &counts, &err) == 0,
	    "%s", err.text);
	amina = house_customer(&house, "Amina", "Patel", "+441632960151", NULL, NULL);
	aminah = house_customer(&house, "Aminah", "Patell", NULL, NULL, NULL);
	bob = house_customer(&house, "Bob", "Shaw", NULL, NULL, NULL);
	house_import(&house, amina, 1);
	house_import(&house, aminah, 1);
	house_import(&house, bob, 1);
	lease = (struct lease){0};
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- doing ---- */

static void
say(struct enquiry *enquiry, const char *prompt, const char *value)
{
	*(struct answer *)list_add(&house.arena, &enquiry->answers, &answer_record) =
	    (struct answer){prompt, value, "asked", house.now, 1};
}

static struct contact *
call(const struct visitor *who, const char *service, const struct customer *customer,
    const char *where)
{
	struct contact *contact = house_contact(who, service, "referred");
	struct enquiry *enquiry = contact->enquiries.items;
	contact->customer = customer ? customer->id : NULL;
	enquiry->responsible = "chorley";
	say(enquiry, "what", "tree");
	if (where)
		say(enquiry, "where", where);
	return contact;
}

/* The enquiry's id, which is the member's. */
static const char *
put(const struct visitor *who, const struct contact *contact)
{
	struct crm_answer answer = put_contact(who, contact, NULL);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s %s: %s",
	    problem_kind(answer.problem)->name, answer.field ? answer.field : "",
	    answer.detail ? answer.detail : "");
	return LIST_AT(struct enquiry, &contact->enquiries, 0)->id;
}

static const struct customer *
somebody(void)
{
	struct customer *customer = house_customer(&house, "Some", "Body", NULL, NULL, NULL);
	house_import(&house, customer, 1);
	return customer;
}

static const struct case_open *
report(const char *service, const struct customer *customer, const char *where)
{
	struct contact *contact = call(&ellis, service, customer, where);
	struct enquiry *enquiry = contact->enquiries.items;
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .reference = house_reference(&ellis, &lease),
	    .queue = "waste-round",
	    .summary = "A tree",
	    .due = house.now + MICROS_DAY};
	put(&ellis, contact);
	return enquiry->opens;
}

static struct contact *
joining(const struct visitor *who, const struct customer *customer, const char *incident)
{
	struct contact *contact = call(who, "tree", customer, "9 Mill Lane, Chorley PR7 1AD");
	LIST_AT(struct enquiry, &contact->enquiries, 0)->joins = incident;
	return contact;
}

static const struct incident_page *
about(const char *service, const char *where)
{
	struct query query = {.query = {service, where}};
	return visit_ok(&cole, ROUTE_INCIDENTS, &query);
}

static const struct incident_people *
people(const char *incident, const char *after)
{
	struct query query = {.params = {incident}, .query = {after}};
	return visit_ok(&hart, ROUTE_INCIDENT_PEOPLE, &query);
}

static const struct incident_person *
person(const char *incident, const char *member)
{
	const struct incident_people *page = people(incident, NULL);
	return list_find(&page->items, &incident_person_record, member);
}

static struct query
event(const char *incident, struct incident_event *body)
{
	body->id = house_id(&house);
	body->at = house.now;
	return (struct query){.params = {incident, body->id},
	    .operation = house_id(&house),
	    .of = &incident_event_record,
	    .body = body};
}

static const struct incident *
done(const char *incident, struct incident_event body)
{
	struct query query = event(incident, &body);
	return visit_ok(&hart, ROUTE_PUT_INCIDENT_EVENT, &query);
}

static void
closed(const char *case_id)
{
	ck_assert_int_eq(
	    house_work(&hart, case_id, "close", "It is cleared").problem, PROBLEM_NONE);
}

/* Sessions end in between. */
static void
later(int hours)
{
	house.now += hours * MICROS_HOUR;
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
}

/* ---- the offer ---- */

START_TEST(the_second_caller_is_offered_the_first_ones_case)
{
	const struct case_open *first = report("tree", amina, "1 Union Street, Chorley PR7 1AB");
	/* 150 metres away; not at 361, nor of a service that does not ask for it. */
	const struct incident_page *page = about("tree", "9 Mill Lane, Chorley PR7 1AD");
	ck_assert_uint_eq(page->items.count, 1);
	const struct incident *incident = page->items.items;
	ck_assert_str_eq(incident->id, first->id);
	ck_assert_str_eq(incident->reference, first->reference);
	ck_assert_str_eq(incident->what, "A tree");
	ck_assert_str_eq(incident->place, "1 Union Street, Chorley PR7 1AB");
	ck_assert_int_eq(incident->people, 1);
	ck_assert_uint_eq(about("tree", "80 Mill Lane, Chorley PR7 1AE")->items.count, 0);
	ck_assert_uint_eq(about("bench", "1 Union Street, Chorley PR7 1AB")->items.count, 0);
	/* Without a point the postcode or the street tells. */
	ck_assert_uint_eq(about("tree", "near 40 Union St, Chorley")->items.count, 1);
	ck_assert_uint_eq(about("tree", "Union Street, Burnley BB11 1AA")->items.count, 0);
	/* Two days after the last call it is another one. */
	later(47);
	put(&cole, joining(&cole, bob, first->id));
	later(47);
	ck_assert_int_eq(
	    LIST_AT(struct incident, &about("tree", "1 Union Street, Chorley PR7 1AB")->items, 0)
		->people,
	    2);
	later(2);
	ck_assert_uint_eq(about("tree", "1 Union Street, Chorley PR7 1AB")->items.count, 0);
}
END_TEST

START_TEST(a_member_has_the_incidents_number)
{
	const char *first = report("tree", amina, "1 Union Street, Chorley PR7 1AB")->id;
	struct contact *contact = joining(&cole, bob, first);
	put(&cole, contact);
	put(&cole, contact); /* its reply was lost */
	contact->step = 2;
	put(&cole, contact);
	struct query query = {.params = {bob->id}, .query = {NULL, NULL, "a test"}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	const struct history_item *item = list_find(&page->history, &history_item_record, first);
	ck_assert_ptr_nonnull(item);
	ck_assert_str_eq(item->kind, "case");
	query = (struct query){.params = {item->reference}};
	const struct case_page *shown = visit_ok(&ellis, ROUTE_CASE, &query);
	ck_assert_str_eq(shown->record->id, first);
	ck_assert_int_eq(shown->incident->people, 2);
	/* Said to be something else after all, in a later step of the same contact. */
	struct enquiry *enquiry = contact->enquiries.items;
	enquiry->joins = NULL;
	enquiry->outcome = "resolved";
	contact->step = 3;
	put(&cole, contact);
	ck_assert_int_eq(people(first, NULL)->incident->people, 1);
	/* What is not there yet is tried again, what cannot be is refused. */
	struct contact *early = joining(&cole, bob, house_id(&house));
	ck_assert_int_eq(put_contact(&cole, early, NULL).problem, PROBLEM_BUSY);
	struct contact *wrong = call(&cole, "bench", bob, NULL);
	LIST_AT(struct enquiry, &wrong->enquiries, 0)->joins = first;
	ck_assert_int_eq(put_contact(&cole, wrong, NULL).problem, PROBLEM_BAD_FIELD);
	house_sound(&house);
}
END_TEST

/* ---- how it ended ---- */

START_TEST(each_person_is_told_once)
{
	const char *first = report("tree", amina, "1 Union Street, Chorley PR7 1AB")->id;
	const char *hers = put(&ellis, joining(&ellis, aminah, first));
	const char *his = put(&cole, joining(&cole, bob, first));
	const char *again = put(&cole, joining(&cole, bob, first)); /* he rings once more */
	const char *nobodys = put(&cole, joining(&cole, NULL, first));
	ck_assert_int_eq(people(first, NULL)->incident->people, 4);
	ck_assert_int_eq(people(first, NULL)->incident->untold, 0);
	closed(first);
	ck_assert_int_eq(people(first, NULL)->incident->untold, 3);
	ck_assert_str_eq(person(first, nobodys)->state, "joined"); /* no name, no number */
	bool twice = strcmp(person(first, his)->state, "pending") == 0 &&
		     strcmp(person(first, again)->state, "pending") == 0;
	ck_assert(!twice);
	/* Two records turn out one person, before anybody has rung them; and two again. */
	const char *hers_first = NULL;
	LIST_EACH(struct incident_person, one_of, &people(first, NULL)->items)
	if (one_of->first)
		hers_first = one_of->id;
	const char *merged = house_merge(&ellis, amina->id, aminah->id);
	ck_assert_int_eq(people(first, NULL)->incident->untold, 2);
	ck_assert_int_eq(people(first, NULL)->incident->people, 3);
	bool one = strcmp(person(first, hers)->state, "pending") == 0;
	const char *told = one ? hers : hers_first, *other = one ? hers_first : hers;
	done(first, (struct incident_event){.kind = "told", .member = told});
	struct incident_event twofold = {.kind = "told", .member = told};
	struct query query = event(first, &twofold);
	visit_refused(&hart, ROUTE_PUT_INCIDENT_EVENT, &query, PROBLEM_CONFLICT);
	twofold.member = other;
	query = event(first, &twofold);
	visit_refused(&hart, ROUTE_PUT_INCIDENT_EVENT, &query, PROBLEM_CONFLICT);
	ck_assert_int_eq(people(first, NULL)->incident->untold, 1);
	struct merge_undo undo = {"two people after all"};
	query = (struct query){.params = {merged},
	    .operation = house_id(&house),
	    .of = &merge_undo_record,
	    .body = &undo};
	visit_ok(&ellis, ROUTE_UNDO_MERGE, &query);
	ck_assert_str_eq(person(first, told)->state, "told");
	ck_assert_str_eq(person(first, other)->state, "pending");
	/* Opened again nobody is rung; closed again with the same words whoever heard them does not
	 * hear them twice; with others it is another outcome, for all. */
	ck_assert_int_eq(house_work(&hart, first, "reopen", "it fell again").problem, PROBLEM_NONE);
	ck_assert_int_eq(people(first, NULL)->incident->untold, 0);
	closed(first);
	ck_assert_int_eq(people(first, NULL)->incident->untold, 2);
	ck_assert_int_eq(house_work(&hart, first, "reopen", "it fell again").problem, PROBLEM_NONE);
	ck_assert_int_eq(
	    house_work(&hart, first, "close", "Both are cleared").problem, PROBLEM_NONE);
	ck_assert_int_eq(people(first, NULL)->incident->untold, 3);
	/* Who was cut off and comes late is told, too. */
	const char *late = put(&cole, joining(&cole, somebody(), first));
	ck_assert_str_eq(person(first, late)->state, "pending");
	house_sound(&house);
}
END_TEST

/* ---- wrongly joined, and twice opened ---- */

START_TEST(nobody_is_lost_by_parting_or_putting_together)
{
	const struct case_open *first = report("tree", amina, "1 Union Street, Chorley PR7 1AB"),
			       *second = report("tree", aminah, "9 Mill Lane, Chorley PR7 1AD");
	const char *his = put(&cole, joining(&cole, bob, second->id));
	/* Two desks without a line had opened two. */
	const struct incident *one =
	    done(first->id, (struct incident_event){
				.kind = "merge", .other = second->reference, .reason = "one tree"});
	ck_assert_int_eq(one->people, 3);
	struct query query = {.params = {second->reference}};
	const struct case_page *shown = visit_ok(&ellis, ROUTE_CASE, &query);
	ck_assert_str_eq(shown->record->state, "closed");
	ck_assert_str_eq(shown->incident->merged_into, first->id);
	/* Whoever joins the second still comes to the first. */
	put(&cole, joining(&cole, somebody(), second->id));
	ck_assert_int_eq(people(first->id, NULL)->incident->people, 4);
	ck_assert_uint_eq(about("tree", "9 Mill Lane, Chorley PR7 1AD")->items.count, 1);
	/* They were two after all: his is where it was, its case is open. */
	done(first->id, (struct incident_event){
			    .kind = "split", .other = second->id, .reason = "there are two"});
	ck_assert_int_eq(people(second->id, NULL)->incident->people, 2);
	ck_assert_int_eq(people(first->id, NULL)->incident->people, 2);
	shown = visit_ok(&ellis, ROUTE_CASE, &query);
	ck_assert_str_eq(shown->record->state, "open");
	/* His is a bench: he has a case of his own, that his history shows. */
	struct incident_event leave = {.kind = "leave", .member = his};
	query = event(second->id, &leave);
	visit_refused(&hart, ROUTE_PUT_INCIDENT_EVENT, &query, PROBLEM_BAD_FIELD);
	leave.reason = "his is a bench";
	query = event(second->id, &leave);
	visit_ok(&hart, ROUTE_PUT_INCIDENT_EVENT, &query);
	ck_assert_int_eq(people(second->id, NULL)->incident->people, 1);
	query = (struct query){.params = {bob->id}, .query = {NULL, NULL, "a test"}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(page->history.count, 1);
	ck_assert_str_ne(
	    LIST_AT(struct history_item, &page->history, 0)->reference, second->reference);
	closed(second->id);
	ck_assert_str_eq(person(second->id, his)->state, "left");
	house_sound(&house);
}
END_TEST

/* ---- many ---- */

enum { DESKS = 50, EACH = 4 };

struct caller {
	struct house own;
	struct visitor visitor;
	const char *incident;
	pthread_t thread;
};

static void *
join_often(void *argument)
{
	struct caller *caller = argument;
	for (int i = 0; i < EACH; i++) {
		struct contact *contact = house_contact(&caller->visitor, "tree", "referred");
		struct enquiry *enquiry = contact->enquiries.items;
		contact->caller = "+441632960999";
		enquiry->joins = caller->incident;
		for (int lost = 0; lost < 2; lost++)
			ck_assert_int_eq(
			    put_contact(&caller->visitor, contact, NULL).problem, PROBLEM_NONE);
	}
	return NULL;
}

START_TEST(fifty_desks_join_at_once)
{
	static struct caller callers[DESKS];
	const char *first = report("tree", amina, "1 Union Street, Chorley PR7 1AB")->id;
	for (int i = 0; i < DESKS; i++) {
		callers[i] = (struct caller){
		    .own = house, .visitor = i % 2 ? ellis : cole, .incident = first};
		arena_init(&callers[i].own.arena);
		callers[i].visitor.house = &callers[i].own;
	}
	for (int i = 0; i < DESKS; i++)
		pthread_create(&callers[i].thread, NULL, join_often, &callers[i]);
	for (int i = 0; i < DESKS; i++) {
		pthread_join(callers[i].thread, NULL);
		arena_release(&callers[i].own.arena);
	}
	size_t seen = 0;
	const char *after = NULL;
	do {
		const struct incident_people *page = people(first, after);
		ck_assert_int_eq(page->incident->people, DESKS * EACH + 1);
		seen += page->items.count;
		after = page->next;
	} while (after);
	ck_assert_uint_eq(seen, DESKS * EACH + 1);
	/* All who can be reached hear of it; desks heard of it as it grew, not two hundred times.
	 */
	closed(first);
	ck_assert_int_eq(people(first, NULL)->incident->untold, DESKS * EACH + 1);
	struct store *store = house_store(&house);
	struct tx *tx = store_read(store);
	struct list items = {0};
	int64_t last;
	size_t told = 0;
	feed_after(tx, 0, 10000, &house.arena, &items, &last);
	LIST_EACH(struct feed_item, item, &items)
	told += strcmp(item->topic, "incident") == 0;
	ck_assert_uint_le(told, 10);
	ck_assert_uint_ge(told, 5);
	store_done(tx);
	store_close(store);
	house_sound(&house);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("incidents");
	TCase *tcase = tcase_create("incidents");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, the_second_caller_is_offered_the_first_ones_case);
	tcase_add_test(tcase, a_member_has_the_incidents_number);
	tcase_add_test(tcase, each_person_is_told_once);
	tcase_add_test(tcase, nobody_is_lost_by_parting_or_putting_together);
	tcase_add_test(tcase, fifty_desks_join_at_once);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
