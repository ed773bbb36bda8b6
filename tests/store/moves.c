/* Somebody moves house: the address, who moves along, whom it is told, who acknowledges, and taking
 * it back before and after. */
#include "base/date.h"
#include "helpers/tap.h"
#include "store/house.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor ellis, cole, hart, dean;
static struct customer *jo, *kim, *stranger;
static const char *contact;

#define TODAY "2026-11-20"
#define NEXT_MONTH "2026-12-01"

static void
publish(const char *service, const char *provider, const char *owner, const char *more)
{
	const char *text = arena_printf(&house.arena,
	    "service: %s\ntitle: A service\nprovided_by: %s\nowner: { team: %s, email: "
	    "a@lancashire.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\n%s",
	    service, provider, owner, more);
	house_publish(house.crm, service, text);
}

static struct customer *
import(struct customer *customer)
{
	house_import(&house, customer, 1);
	return customer;
}

static void
setup(void)
{
	struct team county[] = {
	    {.id = "county-libraries", .council = "lancashire", .name = "Libraries"}};
	struct err err = {""};
	house_init(&house);
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &team_record, county, 1, &err), 0);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");    /* advisor */
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");   /* back office */
	dean = house_visitor(&house, "o.dean", "chorley-oss-2");   /* information officer */
	publish("council-tax", "district", "chorley-waste", "holds: address\n");
	publish("library", "county", "county-libraries", "holds: address\n");
	publish("bins", "district", "chorley-waste",
	    "holds: address of its customers\ndialogue:\n  - section: It\n    prompts:\n"
	    "      - refer: waste-round\n        promise: Soon.\n        due: 2 working days\n");
	publish("refuge", "county", "county-libraries",
	    "holds: address\nsensitive: true\nknown_to: [advisor]\n");
	publish("pothole", "county", "county-libraries", "");
	jo = house_customer(&house, "Jo", "Kay", NULL, "1 Union Street", "PR7 1AB");
	kim = house_customer(&house, "Kim", "Kay", NULL, "1 Union Street", "PR7 1AB");
	stranger = house_customer(&house, "Ann", "Other", NULL, "1 Union Street", "PR7 1AB");
	/* The relation stands in the other's record: either end will do. */
	*(struct relation *)list_add(&house.arena, &kim->relations, &relation_record) =
	    (struct relation){.id = house_id(&house), .kind = "household", .customer = jo->id};
	import(jo);
	import(kim);
	import(stranger);
	contact = house_id(&house);
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- asking ---- */

static struct move
to_burnley(const char *day)
{
	return (struct move){.id = house_id(&house),
	    .customer = jo->id,
	    .contact = contact,
	    .as = "chorley",
	    .moved_on = day,
	    .line = "3 Hill Road",
	    .town = "Burnley",
	    .postcode = "bb11 2ef",
	    .uprn = "100012",
	    .district = "burnley"};
}

static struct crm_answer
put(const struct visitor *who, const struct move *move, const char *operation)
{
	struct query query = {.params = {move->id},
	    .operation = operation ? operation : house_id(&house),
	    .of = &move_record,
	    .body = move};
	return visit(who, ROUTE_PUT_MOVE, &query);
}

static const struct move *
make(const struct move *move)
{
	struct crm_answer answer = put(&ellis, move, NULL);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s %s", answer.field ? answer.field : "",
	    answer.detail ? answer.detail : "");
	return answer.body;
}

static struct crm_answer
undo(const struct move *move)
{
	struct move_undo body = {"the sale fell through"};
	struct query query = {.params = {move->id},
	    .operation = house_id(&house),
	    .of = &move_undo_record,
	    .body = &body};
	return visit(&ellis, ROUTE_UNDO_MOVE, &query);
}

static const struct move *
undone(const struct move *move)
{
	struct crm_answer answer = undo(move);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	return answer.body;
}

static const struct customer_page *
page_for(const struct visitor *who, const struct customer *customer)
{
	struct query query = {.params = {customer->id}, .query = {house_id(&house)}};
	return visit_ok(who, ROUTE_CUSTOMER, &query);
}

static const char *
home(const struct customer *customer)
{
	const struct customer *now = page_for(&ellis, customer)->customer;
	return address_words(customer_address(now), &house.arena);
}

static size_t
former(const struct customer *customer)
{
	size_t count = 0;
	const struct customer *now = page_for(&ellis, customer)->customer;
	LIST_EACH(struct address, address, &now->addresses)
	count += strcmp(address->kind, "former") == 0;
	return count;
}

/* The one entry of the history that says it. */
static const struct history_item *
entry(const struct visitor *who, const struct customer *customer)
{
	const struct customer_page *page = page_for(who, customer);
	const struct history_item *found = NULL;
	LIST_EACH(struct history_item, item, &page->history)
	if (strcmp(item->kind, "move") == 0) {
		ck_assert_ptr_null(found);
		found = item;
	}
	return found;
}

/* Null when that service of that council was not told. */
static const struct move_told *
told(const struct move *move, const char *service, const char *council)
{
	LIST_EACH(struct move_told, one, &move->told)
	if (strcmp(one->service ? one->service : "", service) == 0 &&
	    strcmp(one->council, council) == 0)
		return one;
	return NULL;
}

static const struct case_record *
task(const struct visitor *who, const struct move_told *one)
{
	struct query query = {.params = {one->case_id}};
	return ((const struct case_page *)visit_ok(who, ROUTE_CASE, &query))->record;
}

static enum problem_type
work(const struct visitor *who, const struct move_told *one, const char *kind)
{
	return house_work(who, one->case_id, kind, "changed here").problem;
}

static void
had(const char *service)
{
	struct contact *before = house_contact(&ellis, service, "resolved");
	before->customer = jo->id;
	ck_assert_int_eq(put_contact(&ellis, before, NULL).problem, PROBLEM_NONE);
}

static void
share(const char *how)
{
	struct customer was = {.sharing = jo->sharing}, now = {.sharing = how};
	ck_assert_int_eq(house_change(&ellis, jo->id, &was, &now).problem, PROBLEM_NONE);
	jo->sharing = how;
}

/* ---- making it ---- */

START_TEST(a_move_is_said_once_and_told_to_all)
{
	struct move move = to_burnley(TODAY);
	const struct move *made = make(&move);
	ck_assert_str_eq(made->state, "done");
	ck_assert_str_eq(made->old_address, "1 Union Street, Chorley PR7 1AB");
	ck_assert_str_eq(made->author, "s.ellis");
	ck_assert_str_eq(home(jo), "3 Hill Road, Burnley BB11 2EF");
	ck_assert_uint_eq(former(jo), 1);
	ck_assert_str_eq(home(kim), "1 Union Street, Chorley PR7 1AB");
	ck_assert_uint_eq(made->told.count, 3);
	ck_assert_ptr_nonnull(told(made, "council-tax", "burnley"));
	ck_assert_ptr_nonnull(told(made, "library", "lancashire"));
	const struct move_told *tax = told(made, "council-tax", "chorley");
	ck_assert_ptr_nonnull(tax);
	const struct case_record *record = task(&hart, tax);
	ck_assert_str_eq(record->queue, "chorley.addresses-chorley-waste");
	ck_assert_str_eq(record->reference, tax->reference);
	ck_assert_str_eq(record->customer, jo->id);
	ck_assert_str_eq(record->summary, "Change of address from 20 Nov 2026: 3 Hill Road, "
					  "Burnley BB11 2EF, before 1 Union Street, Chorley PR7 "
					  "1AB");
	const struct history_item *item = entry(&ellis, jo);
	ck_assert_str_eq(item->note, "3 Hill Road, Burnley BB11 2EF");
	ck_assert_uint_eq(item->move->told.count, 3);
}
END_TEST

START_TEST(within_a_council_each_service_is_told_once)
{
	struct move move = to_burnley(TODAY);
	move.line = "9 Mill Row";
	move.uprn = "100013";
	move.district = "chorley";
	const struct move *made = make(&move);
	ck_assert_uint_eq(made->told.count, 2);
	ck_assert_ptr_nonnull(told(made, "council-tax", "chorley"));
	ck_assert_ptr_nonnull(told(made, "library", "lancashire"));
}
END_TEST

START_TEST(out_of_the_county_only_the_old_councils_are_told)
{
	struct move move = to_burnley(TODAY);
	move.district = NULL;
	const struct move *made = make(&move);
	ck_assert_uint_eq(made->told.count, 2);
	ck_assert_ptr_nonnull(told(made, "council-tax", "chorley"));
	ck_assert_ptr_nonnull(told(made, "library", "lancashire"));
}
END_TEST

START_TEST(a_service_of_its_customers_is_told_of_these)
{
	had("bins");
	struct move move = to_burnley(TODAY);
	const struct move *made = make(&move);
	ck_assert_uint_eq(made->told.count, 5);
	ck_assert_str_eq(task(&hart, told(made, "bins", "chorley"))->queue, "chorley.waste-round");
	ck_assert_ptr_nonnull(told(made, "bins", "burnley"));
}
END_TEST

START_TEST(the_household_moves_along)
{
	struct move move = to_burnley(TODAY);
	*(struct move_person *)list_add(&house.arena, &move.people, &move_person_record) =
	    (struct move_person){.id = house_id(&house), .customer = stranger->id};
	struct crm_answer answer = put(&ellis, &move, NULL);
	ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
	ck_assert_str_eq(answer.field, "people");
	LIST_AT(struct move_person, &move.people, 0)->customer = kim->id;
	const struct move *made = make(&move);
	ck_assert_str_eq(home(kim), "3 Hill Road, Burnley BB11 2EF");
	ck_assert_str_eq(home(stranger), "1 Union Street, Chorley PR7 1AB");
	ck_assert_ptr_nonnull(entry(&ellis, kim));
	ck_assert_ptr_nonnull(
	    strstr(task(&hart, told(made, "council-tax", "chorley"))->note, "KAY, Kim"));
	undone(made);
	ck_assert_str_eq(home(kim), "1 Union Street, Chorley PR7 1AB");
	ck_assert_str_eq(home(jo), "1 Union Street, Chorley PR7 1AB");
}
END_TEST

START_TEST(the_same_move_is_made_once)
{
	struct move move = to_burnley(TODAY);
	const char *operation = house_id(&house);
	ck_assert_int_eq(put(&ellis, &move, operation).problem, PROBLEM_NONE);
	ck_assert_int_eq(put(&ellis, &move, operation).problem, PROBLEM_NONE);
	const struct move *again = make(&move); /* under another operation */
	ck_assert_uint_eq(again->told.count, 3);
	ck_assert_uint_eq(former(jo), 1);
	ck_assert_ptr_nonnull(entry(&ellis, jo));
	move.customer = kim->id;
	ck_assert_int_eq(put(&ellis, &move, NULL).problem, PROBLEM_BAD_FIELD);
}
END_TEST

START_TEST(what_is_no_move_is_refused)
{
	struct move move = to_burnley("2028-01-01");
	ck_assert_str_eq(put(&ellis, &move, NULL).field, "moved_on");
	move = to_burnley(TODAY);
	move.customer = house_id(&house);
	ck_assert_str_eq(put(&ellis, &move, NULL).field, "customer");
	move = to_burnley(TODAY);
	move.as = "atlantis";
	ck_assert_str_eq(put(&ellis, &move, NULL).field, "as");
	struct contact *others = house_contact(&cole, "bins", "resolved");
	ck_assert_int_eq(put_contact(&cole, others, NULL).problem, PROBLEM_NONE);
	move = to_burnley(TODAY);
	move.contact = others->id;
	ck_assert_str_eq(put(&ellis, &move, NULL).field, "contact");
	ck_assert_str_eq(home(jo), "1 Union Street, Chorley PR7 1AB");
	ck_assert_ptr_null(entry(&ellis, jo));
}
END_TEST

/* ---- who sees, who acknowledges ---- */

START_TEST(its_owner_acknowledges_by_closing)
{
	struct move move = to_burnley(TODAY);
	const struct move_told *tax = told(make(&move), "council-tax", "chorley");
	ck_assert_int_eq(work(&hart, tax, "close"), PROBLEM_NONE);
	const struct move *shown = entry(&ellis, jo)->move;
	const struct move_told *closed = told(shown, "council-tax", "chorley");
	ck_assert_int_ne(closed->acknowledged, 0);
	ck_assert_str_eq(closed->by, "w.hart");
	ck_assert_int_eq(told(shown, "council-tax", "burnley")->acknowledged, 0);
	ck_assert_int_eq(work(&hart, tax, "reopen"), PROBLEM_NONE);
	ck_assert_int_eq(told(entry(&ellis, jo)->move, "council-tax", "chorley")->acknowledged, 0);
}
END_TEST

START_TEST(a_task_is_its_owners_alone)
{
	struct move move = to_burnley(TODAY);
	const struct move *made = make(&move);
	const struct move_told *here = told(made, "council-tax", "chorley"),
			       *there = told(made, "council-tax", "burnley");
	struct query query = {.params = {there->case_id}};
	/* Whoever said it knows that Burnley was told, and not what Burnley makes of it. */
	visit_refused(&ellis, ROUTE_CASE, &query, PROBLEM_WITHHELD);
	task(&cole, there);
	ck_assert_int_eq(work(&hart, there, "close"), PROBLEM_NOT_PERMITTED);
	query.params[0] = here->case_id;
	visit_refused(&cole, ROUTE_CASE, &query, PROBLEM_WITHHELD);
	visit_refused(&dean, ROUTE_CASE, &query, PROBLEM_NOT_PERMITTED);
	share("none");
	visit_refused(&cole, ROUTE_CASE, &query, PROBLEM_NOT_FOUND);
	struct query list = {.params = {"chorley.addresses-chorley-waste"}};
	const struct case_list *waiting = visit_ok(&hart, ROUTE_QUEUE_CASES, &list);
	ck_assert_uint_eq(waiting->items.count, 1);
	ck_assert_str_eq(
	    LIST_AT(struct case_summary, &waiting->items, 0)->customer_name, "KAY, Jo");
}
END_TEST

START_TEST(nothing_sensitive_is_named)
{
	struct move first = to_burnley(TODAY);
	ck_assert_ptr_null(told(make(&first), "refuge", "lancashire"));
	had("refuge");
	struct move second = to_burnley(TODAY);
	second.line = "4 Hill Road";
	second.uprn = "100014";
	const struct move *made = make(&second);
	size_t withheld = 0;
	LIST_EACH(struct move_told, one, &made->told)
	{
		ck_assert(!one->service || strcmp(one->service, "refuge") != 0);
		if (!one->withheld)
			continue;
		withheld++;
		ck_assert_ptr_null(one->case_id);
		ck_assert_ptr_null(one->reference);
	}
	ck_assert_uint_eq(withheld, 1);
}
END_TEST

START_TEST(who_shares_nothing_is_told_of_only_here)
{
	share("none");
	struct move move = to_burnley(TODAY);
	const struct move *made = make(&move);
	ck_assert_uint_eq(made->told.count, 1);
	ck_assert_ptr_nonnull(told(made, "council-tax", "chorley"));
}
END_TEST

START_TEST(both_councils_see_the_move_and_others_what_they_may)
{
	struct move move = to_burnley(TODAY);
	make(&move);
	const struct move *shown = entry(&cole, jo)->move; /* she moves to Burnley */
	ck_assert_ptr_nonnull(told(shown, "council-tax", "burnley"));
	ck_assert_ptr_null(told(shown, "council-tax", "chorley")); /* withheld */
	ck_assert_uint_eq(shown->told.count, 3);
}
END_TEST

/* ---- on its day ---- */

static void
at_time(micros when)
{
	__atomic_store_n(&house.now, when, __ATOMIC_RELAXED);
}

static void
wait_for_state(const char *state)
{
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	while (strcmp(entry(&ellis, jo)->move->state, state) != 0 && clock_monotonic() < deadline)
		sched_yield();
	ck_assert_str_eq(entry(&ellis, jo)->move->state, state);
}

START_TEST(it_is_carried_out_on_its_day)
{
	micros day = london_micros((struct date){2026, 12, 1}, 0, 0);
	struct move move = to_burnley(NEXT_MONTH);
	const struct move *planned = make(&move);
	ck_assert_str_eq(planned->state, "planned");
	ck_assert_uint_eq(planned->told.count, 0);
	ck_assert_str_eq(home(jo), "1 Union Street, Chorley PR7 1AB");
	at_time(day - MICROS_MINUTE);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	ck_assert_str_eq(home(jo), "1 Union Street, Chorley PR7 1AB");
	at_time(day);
	wait_for_state("done");
	ck_assert_str_eq(home(jo), "3 Hill Road, Burnley BB11 2EF");
	const struct move *done = entry(&ellis, jo)->move;
	ck_assert_uint_eq(done->told.count, 3);
	ck_assert_str_eq(LIST_AT(struct case_event,
			     &task(&ellis, told(done, "council-tax", "chorley"))->events, 0)
			     ->user,
	    "s.ellis");
}
END_TEST

START_TEST(it_is_carried_out_after_a_day_that_was_missed)
{
	struct move move = to_burnley(NEXT_MONTH);
	make(&move);
	crm_close(house.crm);
	at_time(london_micros((struct date){2026, 12, 3}, 9, 0));
	struct err err;
	struct crm_options options = {.database = house.database, .clock = &house.clock};
	house.crm = crm_open(&options, &err);
	ck_assert_ptr_nonnull(house.crm);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	wait_for_state("done");
	ck_assert_str_eq(home(jo), "3 Hill Road, Burnley BB11 2EF");
}
END_TEST

/* ---- taking it back ---- */

START_TEST(before_its_day_it_simply_does_not_come)
{
	struct move move = to_burnley(NEXT_MONTH);
	const struct move *back = undone(make(&move));
	ck_assert_str_eq(back->state, "undone");
	ck_assert_str_eq(back->undone_by, "s.ellis");
	at_time(london_micros((struct date){2026, 12, 2}, 9, 0));
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	ck_assert_str_eq(entry(&ellis, jo)->move->state, "undone");
	ck_assert_str_eq(home(jo), "1 Union Street, Chorley PR7 1AB");
}
END_TEST

START_TEST(afterwards_whoever_was_told_is_told)
{
	struct move move = to_burnley(TODAY);
	const struct move *made = make(&move);
	const struct move_told *here = told(made, "council-tax", "chorley"),
			       *there = told(made, "council-tax", "burnley");
	ck_assert_int_eq(work(&hart, here, "close"), PROBLEM_NONE);
	const struct move *back = undone(made);
	ck_assert_str_eq(home(jo), "1 Union Street, Chorley PR7 1AB");
	ck_assert_uint_eq(former(jo), 0);
	/* Two were still open, one had acknowledged. */
	ck_assert_uint_eq(back->told.count, 4);
	ck_assert_int_ne(told(back, "council-tax", "burnley")->withdrawn, 0);
	const struct case_record *closed = task(&cole, there);
	ck_assert_str_eq(closed->state, "closed");
	ck_assert_str_eq(LIST_AT(struct case_event, &closed->events, 1)->text,
	    "Withdrawn: the sale fell through");
	const struct move_told *again = LIST_AT(struct move_told, &back->told, 3);
	ck_assert(again->put_back);
	ck_assert_str_eq(again->council, "chorley");
	const struct case_record *record = task(&hart, again);
	ck_assert_str_eq(record->queue, "chorley.addresses-chorley-waste");
	ck_assert_str_eq(record->summary, "Put back, no move on 20 Nov 2026: at 1 Union Street, "
					  "Chorley PR7 1AB again");
	ck_assert_int_eq(work(&hart, again, "close"), PROBLEM_NONE);
	const struct move *shown = entry(&ellis, jo)->move;
	ck_assert_int_ne(LIST_AT(struct move_told, &shown->told, 3)->acknowledged, 0);
	/* Once more changes nothing. */
	ck_assert_uint_eq(undone(made)->told.count, 4);
}
END_TEST

START_TEST(another_address_since_is_not_lost)
{
	struct move first = to_burnley(TODAY), second = to_burnley(TODAY);
	second.line = "5 Hill Road";
	second.uprn = "100015";
	make(&first);
	make(&second);
	struct crm_answer answer = undo(&first);
	ck_assert_int_eq(answer.problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(answer.field, "addresses");
	undone(&second);
	undone(&first);
	ck_assert_str_eq(home(jo), "1 Union Street, Chorley PR7 1AB");
}
END_TEST

START_TEST(the_oldest_former_address_gives_way)
{
	for (int i = 0; i < 30; i++) {
		struct move move = to_burnley(TODAY);
		move.line = arena_printf(&house.arena, "%d Long Street", i);
		move.uprn = NULL;
		make(&move);
	}
	ck_assert_str_eq(home(jo), "29 Long Street, Burnley BB11 2EF");
	ck_assert_uint_eq(former(jo), 19);
}
END_TEST

/* ---- other records ---- */

START_TEST(a_merged_person_has_one_move)
{
	struct move move = to_burnley(TODAY);
	make(&move);
	const struct customer *hers = page_for(&ellis, jo)->customer,
			      *other = page_for(&ellis, stranger)->customer;
	struct customer_merge merge = {.id = house_id(&house),
	    .keep = other->id,
	    .gone = hers->id,
	    .reason = "she says so",
	    .keep_changed = other->changed,
	    .gone_changed = hers->changed};
	struct query query = {.params = {merge.id},
	    .operation = house_id(&house),
	    .of = &customer_merge_record,
	    .body = &merge};
	visit_ok(&ellis, ROUTE_PUT_MERGE, &query);
	ck_assert_ptr_nonnull(entry(&ellis, stranger));
	struct merge_undo back = {"she is not"};
	query = (struct query){.params = {merge.id},
	    .operation = house_id(&house),
	    .of = &merge_undo_record,
	    .body = &back};
	visit_ok(&ellis, ROUTE_UNDO_MERGE, &query);
	ck_assert_ptr_null(entry(&ellis, stranger));
	undone(&move);
	ck_assert_str_eq(home(jo), "1 Union Street, Chorley PR7 1AB");
}
END_TEST

START_TEST(erased_people_leave_their_move_without_them)
{
	struct move move = to_burnley(TODAY), planned = to_burnley(NEXT_MONTH);
	*(struct move_person *)list_add(&house.arena, &move.people, &move_person_record) =
	    (struct move_person){.id = house_id(&house), .customer = kim->id};
	const struct move_told *tax = told(make(&move), "council-tax", "chorley");
	make(&planned);
	struct crm_erasure order = {.as = "d.pool",
	    .customer = kim->id,
	    .because = "asked for it",
	    .with_open_cases = true};
	struct list counts = {0};
	struct err err = {""};
	ck_assert_int_eq(crm_erase(house.crm, "ctl:test", &order, &house.arena, &counts, &err), 0);
	ck_assert_uint_eq(entry(&ellis, stranger) != NULL, 0);
	order.customer = jo->id;
	ck_assert_int_eq(crm_erase(house.crm, "ctl:test", &order, &house.arena, &counts, &err), 0);
	bool counted = false;
	LIST_EACH(struct kind_count, count, &counts)
	counted = counted || (strcmp(count->kind, "move") == 0 && count->count == 2);
	ck_assert(counted);
	const struct case_record *record = task(&hart, tax);
	ck_assert_ptr_null(record->customer);
	ck_assert_ptr_null(record->note);
	ck_assert_int_eq(work(&hart, tax, "close"), PROBLEM_NONE);
	ck_assert_int_eq(undo(&move).problem, PROBLEM_NOT_FOUND);
	/* The day of the other comes: there is nobody to move. */
	at_time(london_micros((struct date){2026, 12, 2}, 9, 0));
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	house_sound(&house);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("moves");
	TCase *tcase = tcase_create("moves");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_move_is_said_once_and_told_to_all);
	tcase_add_test(tcase, within_a_council_each_service_is_told_once);
	tcase_add_test(tcase, out_of_the_county_only_the_old_councils_are_told);
	tcase_add_test(tcase, a_service_of_its_customers_is_told_of_these);
	tcase_add_test(tcase, the_household_moves_along);
	tcase_add_test(tcase, the_same_move_is_made_once);
	tcase_add_test(tcase, what_is_no_move_is_refused);
	tcase_add_test(tcase, its_owner_acknowledges_by_closing);
	tcase_add_test(tcase, a_task_is_its_owners_alone);
	tcase_add_test(tcase, nothing_sensitive_is_named);
	tcase_add_test(tcase, who_shares_nothing_is_told_of_only_here);
	tcase_add_test(tcase, both_councils_see_the_move_and_others_what_they_may);
	tcase_add_test(tcase, it_is_carried_out_on_its_day);
	tcase_add_test(tcase, it_is_carried_out_after_a_day_that_was_missed);
	tcase_add_test(tcase, before_its_day_it_simply_does_not_come);
	tcase_add_test(tcase, afterwards_whoever_was_told_is_told);
	tcase_add_test(tcase, another_address_since_is_not_lost);
	tcase_add_test(tcase, the_oldest_former_address_gives_way);
	tcase_add_test(tcase, a_merged_person_has_one_move);
	tcase_add_test(tcase, erased_people_leave_their_move_without_them);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
