/* Payments in the CRM: where they are taken, for how much, once of a matter, and what the provider
 * says of them. */
#include "crm/payments.h"
#include "base/text.h"
#include "crm/connect.h"
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis, sharp;

static const char permit[] =
    "service: permit\ntitle: Permit\nprovided_by: district\nowner: { team: t, email: "
    "t@x.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\npayment: fee\n"
    "mechanisms: [telephone, payments]\n"
    "facts:\n  fee: { value: £30, review_by: 2027-04-01 }\n"
    "at:\n  chorley: { facts: { fee: { value: £25, review_by: 2027-04-01 } } }\n"
    "  burnley: { mechanisms: { payments: build } }\n";

static void
setup(void)
{
	house_init(&house);
	house_publish(house.crm, "permit", permit);
	house_publish(house.crm, "untold", "service: untold\ntitle: Untold\n");
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
}

static void
teardown(void)
{
	house_release(&house);
}

static struct payment
fee(const char *council, int64_t amount)
{
	return (struct payment){.id = house_id(&house),
	    .contact = house_id(&house),
	    .enquiry = house_id(&house),
	    .service = "permit",
	    .council = council,
	    .amount = amount,
	    .description = "Permit"};
}

static struct query
query_of(const struct payment *payment)
{
	return (struct query){.params = {payment->id},
	    .operation = house_id(&house),
	    .of = &payment_record,
	    .body = payment};
}

static const struct payment *
begun(const struct payment *payment)
{
	struct query query = query_of(payment);
	return visit_ok(&ellis, ROUTE_PUT_PAYMENT, &query);
}

static void
refused(const struct payment *payment, enum problem_type problem)
{
	struct query query = query_of(payment);
	visit_refused(&ellis, ROUTE_PUT_PAYMENT, &query, problem);
}

static const struct payment *
now(const char *id)
{
	struct query query = {.params = {id}};
	return visit_ok(&ellis, ROUTE_PAYMENT, &query);
}

/* The jobs that are due, and ended so. */
static size_t
jobs(enum crm_outcome outcome, const char *error)
{
	struct list due = {0};
	struct err err = {""};
	ck_assert_int_eq(crm_connect_take(house.crm, 50, &house.arena, &due, &err), 0);
	LIST_EACH(struct connect_job, job, &due)
	ck_assert_int_eq(crm_connect_end(house.crm, job, outcome, error, &err), 0);
	return due.count;
}

static void
says(const char *id, const char *state)
{
	struct err err = {""};
	struct payment_news news = {
	    .provider_id = "pay1", .state = state, .next_url = "https://pay.example/1"};
	ck_assert_int_eq(crm_payment_note(house.crm, id, &news, &err), 0);
}

START_TEST(only_where_it_is_ticked_and_for_the_fee)
{
	struct payment there = fee("burnley", 3000), dear = fee("chorley", 3000),
		       none = fee("chorley", 2500), fine = fee("chorley", 2500);
	refused(&there, PROBLEM_BAD_FIELD); /* not taken over there yet */
	refused(&dear, PROBLEM_BAD_FIELD);  /* Chorley's own fee is 25 */
	none.service = "untold";
	refused(&none, PROBLEM_BAD_FIELD);
	const struct payment *kept = begun(&fine);
	ck_assert_str_eq(kept->state, "created");
	uint32_t number;
	ck_assert(reference_parse(kept->reference, &number));
	ck_assert_uint_eq(jobs(CRM_DONE, NULL), 1);
}
END_TEST

START_TEST(a_matter_is_paid_once)
{
	struct payment first = fee("chorley", 2500), again = fee("chorley", 2500);
	again.enquiry = first.enquiry;
	const char *reference = begun(&first)->reference;
	ck_assert_str_eq(begun(&first)->reference, reference); /* the same, sent anew */
	refused(&again, PROBLEM_CONFLICT);
	says(first.id, "started");
	refused(&again, PROBLEM_CONFLICT);
	says(first.id, "cancelled");
	ck_assert_int_ne(now(first.id)->ended, 0);
	says(first.id, "success"); /* what has an end keeps it */
	ck_assert_str_eq(now(first.id)->state, "cancelled");
	begun(&again);
	says(again.id, "success");
	says(again.id, "refunded");
	ck_assert_str_eq(now(again.id)->state, "refunded");
	house_sound(&house);
}
END_TEST

START_TEST(it_is_asked_for_later_and_later_until_it_has_an_end)
{
	struct payment payment = fee("chorley", 2500);
	begun(&payment);
	jobs(CRM_DONE, NULL);
	micros last = 0;
	for (int look = 0; look < 8; look++) {
		micros asked = house.now;
		says(payment.id, "started");
		while (!jobs(CRM_DONE, NULL))
			house.now += MICROS_SECOND;
		ck_assert_msg(house.now - asked >= last, "look %d came sooner", look);
		last = house.now - asked;
	}
	ck_assert(last > 30 * MICROS_SECOND);
	says(payment.id, "success");
	house.now += MICROS_DAY;
	ck_assert_uint_eq(jobs(CRM_DONE, NULL), 0);
}
END_TEST

START_TEST(what_the_provider_refuses_has_failed)
{
	struct payment payment = fee("chorley", 2500);
	begun(&payment);
	jobs(CRM_REFUSED, "the provider said 422: amount");
	ck_assert_str_eq(now(payment.id)->state, "failed");
	ck_assert_str_eq(now(payment.id)->failure, "the provider said 422: amount");
}
END_TEST

static const struct payment_page *
page(const char *group, const char *filter, const char *after)
{
	struct query query = {.query = {"chorley", group, filter, after}};
	return visit_ok(&sharp, ROUTE_PAYMENTS, &query);
}

static int64_t
counted(const struct payment_page *page, const char *group)
{
	LIST_EACH(struct payment_sum, sum, &page->sums)
	if (text_same(sum->group, group))
		return sum->count;
	return 0;
}

static void
settled(struct visitor *who, const char *id, enum problem_type problem)
{
	struct payment_event event = {house_id(&house), "settle", house.now};
	struct query query = {.params = {id, event.id},
	    .operation = house_id(&house),
	    .of = &payment_event_record,
	    .body = &event};
	if (problem == PROBLEM_NONE)
		visit_ok(who, ROUTE_PUT_PAYMENT_EVENT, &query);
	else
		visit_refused(who, ROUTE_PUT_PAYMENT_EVENT, &query, problem);
}

START_TEST(they_are_counted_in_groups_and_told_from_what_the_provider_says)
{
	struct payment paid = fee("chorley", 2500), late = fee("chorley", 2500),
		       lost = fee("chorley", 2500), young = fee("chorley", 2500);
	begun(&paid);
	says(paid.id, "success");
	begun(&late);
	says(late.id, "expired");
	begun(&lost);
	house.now += 3 * MICROS_HOUR;
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	begun(&young);
	const struct payment_page *all = page(NULL, NULL, NULL);
	ck_assert_int_eq(counted(all, "paid"), 1);
	ck_assert_int_eq(counted(all, "lost"), 2);
	ck_assert_int_eq(counted(all, "begun"), 1);
	ck_assert_int_eq(counted(all, "differs"), 0);
	ck_assert_uint_eq(all->items.count, 2); /* what ran out is settled */
	ck_assert_str_eq(LIST_AT(struct payment, &all->items, 0)->id, lost.id);
	ck_assert_uint_eq(page("lost", NULL, NULL)->items.count, 2);
	ck_assert_uint_eq(page("paid", NULL, NULL)->items.count, 1);
	ck_assert_uint_eq(page(NULL, "perm", NULL)->items.count, 2);
	ck_assert_uint_eq(page(NULL, "bins", NULL)->items.count, 0);

	says(late.id, "success"); /* paid after its time had run out */
	all = page(NULL, NULL, NULL);
	ck_assert_int_eq(counted(all, "differs"), 1);
	ck_assert_uint_eq(all->items.count, 3);
	settled(&ellis, late.id, PROBLEM_NOT_PERMITTED);
	settled(&sharp, lost.id, PROBLEM_CONFLICT);
	settled(&sharp, late.id, PROBLEM_NONE);
	settled(&sharp, late.id, PROBLEM_CONFLICT);
	ck_assert_str_eq(now(late.id)->state, "success");
	ck_assert_uint_eq(page("differs", NULL, NULL)->items.count, 0);
	house_sound(&house);
}
END_TEST

START_TEST(a_sum_that_differs_is_told)
{
	struct payment payment = fee("chorley", 2500);
	struct payment_news news = {.provider_id = "pay1", .state = "success", .amount = 250};
	struct err err;
	begun(&payment);
	ck_assert_int_eq(crm_payment_note(house.crm, payment.id, &news, &err), 0);
	const struct payment_page *found = page("differs", NULL, NULL);
	ck_assert_uint_eq(found->items.count, 1);
	ck_assert_int_eq(LIST_AT(struct payment, &found->items, 0)->said_amount, 250);
	settled(&sharp, payment.id, PROBLEM_CONFLICT); /* nothing else than is held but the sum */
}
END_TEST

START_TEST(what_another_payment_has_paid_is_not_settled_twice)
{
	struct payment first = fee("chorley", 2500), again = fee("chorley", 2500);
	again.enquiry = first.enquiry;
	begun(&first);
	says(first.id, "cancelled");
	begun(&again);
	says(first.id, "success");
	settled(&sharp, first.id, PROBLEM_CONFLICT);
	ck_assert_str_eq(now(first.id)->state, "cancelled");
}
END_TEST

START_TEST(pages_of_them_by_keys)
{
	for (int i = 0; i < 60; i++) {
		struct payment payment = fee("chorley", 2500);
		begun(&payment);
	}
	const struct payment_page *first = page(NULL, NULL, NULL);
	ck_assert_uint_eq(first->items.count, 50);
	const struct payment_page *second = page(NULL, NULL, first->next);
	ck_assert_uint_eq(second->items.count, 10);
	ck_assert_ptr_null(second->next);
	ck_assert_uint_eq(second->sums.count, 0);
	LIST_EACH(struct payment, payment, &second->items)
	ck_assert_ptr_null(list_find(&first->items, &payment_record, payment->id));
	ck_assert_ptr_nonnull(page("paid", NULL, "nonsense"));
}
END_TEST

START_TEST(those_of_a_council_are_its_own)
{
	struct query query = {.query = {"chorley"}}, own = {.query = {"burnley"}},
		     wrong = {.query = {"chorley", "nonsense"}};
	struct visitor hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	visit_refused(&ellis, ROUTE_PAYMENTS, &query, PROBLEM_NOT_PERMITTED);
	visit_ok(&hart, ROUTE_PAYMENTS, &query);
	visit_refused(&hart, ROUTE_PAYMENTS, &own, PROBLEM_NOT_PERMITTED);
	visit_refused(&sharp, ROUTE_PAYMENTS, &wrong, PROBLEM_BAD_FIELD);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store/payments");
	TCase *tests = tcase_create("payments");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, only_where_it_is_ticked_and_for_the_fee);
	tcase_add_test(tests, a_matter_is_paid_once);
	tcase_add_test(tests, it_is_asked_for_later_and_later_until_it_has_an_end);
	tcase_add_test(tests, what_the_provider_refuses_has_failed);
	tcase_add_test(tests, they_are_counted_in_groups_and_told_from_what_the_provider_says);
	tcase_add_test(tests, a_sum_that_differs_is_told);
	tcase_add_test(tests, what_another_payment_has_paid_is_not_settled_twice);
	tcase_add_test(tests, pages_of_them_by_keys);
	tcase_add_test(tests, those_of_a_council_are_its_own);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
