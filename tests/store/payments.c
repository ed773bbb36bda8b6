/* Payments in the CRM: where they are taken, for how much, once of a matter, and what the provider
 * says of them. */
#include "crm/payments.h"
#include "crm/connect.h"
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis;

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
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
