/* Payments reconciled at the desk: sums, what is not settled, a group, its pages and filter; the
 * provider asked again, and what it says held. */
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/reconcile.h"
#include "helpers/at_desk.h"
#include "helpers/books.h"
#include "helpers/tap.h"

#include <string.h>

static void
as(const char *role)
{
	play_command(&play, COMMAND_SIGN_OUT);
	play.role = role;
	play_sign_in(&play);
	play.answers = books_answer;
	books_open(play.now);
}

START_TEST(sums_and_what_is_not_settled)
{
	as("supervisor");
	play.keys = 0;
	play_command(&play, COMMAND_PAYMENTS);
	play_shows(&play, "Payments to Chorley");
	play_shows(&play, "12 payments");
	play_shows(&play, "£480.00");
	play_shows(&play, "£40.00 Garden waste collection");
	play_shows(&play, "provider: paid; case 4071-2290-1");
	play_shows(&play, "ran out, 3 h");
	play_shows(&play, "not yet paid, 40 min");
	ck_assert_int_eq(play.keys, 1);
	play_pick(&play, "group:paid");
	play_shows(&play, "Payments to Chorley: Paid");
	ck_assert_str_eq(books_query(&play_sent(&play, ROUTE_PAYMENTS)->request, "group"), "paid");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "Not settled, the oldest first");
}
END_TEST

START_TEST(further_pages_and_words)
{
	as("back_office");
	play_command(&play, COMMAND_PAYMENTS);
	play_shows_not(&play, "4071-2285-1");
	play_command(&play, COMMAND_MORE);
	play_shows(&play, "4071-2285-1");
	play_shows(&play, "4071-2284-3");
	ck_assert(!command_works(play.desk, COMMAND_MORE));
	play_set(&play, PAYMENTS_FILTER, "garden");
	play_shows_not(&play, "4071-2284-3");
	play_shows(&play, "4071-2283-5");
	play_enter(&play, PAYMENTS_FILTER);
	ck_assert_str_eq(
	    books_query(&play_sent(&play, ROUTE_PAYMENTS)->request, "filter"), "garden");
	play_command(&play, COMMAND_BACK); /* the filter goes first */
	play_shows(&play, "4071-2284-3");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_PAYMENTS);
}
END_TEST

static const struct payment_event *
sent(void)
{
	return play_sent(&play, ROUTE_PUT_PAYMENT_EVENT)->request.body;
}

static void
stand_on(const char *item)
{
	struct desk_event event = {.kind = EVENT_MOVE, .item = item};
	play_event(&play, &event);
}

START_TEST(the_provider_is_asked_again_and_what_it_says_is_held)
{
	as("supervisor");
	play_command(&play, COMMAND_PAYMENTS);
	stand_on("payment:" BOOKS_LATE);
	play_command(&play, COMMAND_LOOK);
	ck_assert_str_eq(sent()->kind, "look");
	play_shows(&play, "The provider is asked.");
	play_pick(&play, "payment:" BOOKS_LATE);
	play_shows(&play, "Provider says");
	play_pick(&play, "settle");
	ck_assert_str_eq(sent()->kind, "settle");
	books_late.state = "success";
	books_late.differs = false;
	struct feed_item item = {.topic = "payment", .id = BOOKS_LATE};
	struct feed_page page = {.items = {&item, 1}};
	play_feed(&play, &page);
	play_shows_not(&play, "Hold what the provider says");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "paid, 3 h");
	play_pick(&play, "payment:" BOOKS_LATE);
	play_pick(&play, "case");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CASE);
}
END_TEST

START_TEST(somebody_was_sooner)
{
	as("supervisor");
	play_command(&play, COMMAND_PAYMENTS);
	play_pick(&play, "payment:" BOOKS_LATE);
	play.crm_there = false;
	play_pick(&play, "settle");
	play_fail(&play, ROUTE_PUT_PAYMENT_EVENT, PROBLEM_CONFLICT, 409);
	play_shows(&play, "Somebody has settled it already");
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
	ck_assert_uint_eq(outbox_waiting(play.desk), 0);
}
END_TEST

START_TEST(whoever_only_answers_calls_has_no_list_of_payments)
{
	play_command(&play, COMMAND_PAYMENTS);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PAYMENTS), 0);
}
END_TEST

START_TEST(the_list_comes_back)
{
	as("supervisor");
	play_command(&play, COMMAND_PAYMENTS);
	play_pick(&play, "group:paid");
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "Payments to Chorley: Paid");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk reconcile");
	TCase *tcase = tcase_create("reconcile");
	tcase_add_checked_fixture(tcase, at_desk_begin, at_desk_end);
	tcase_add_test(tcase, sums_and_what_is_not_settled);
	tcase_add_test(tcase, further_pages_and_words);
	tcase_add_test(tcase, the_provider_is_asked_again_and_what_it_says_is_held);
	tcase_add_test(tcase, somebody_was_sooner);
	tcase_add_test(tcase, whoever_only_answers_calls_has_no_list_of_payments);
	tcase_add_test(tcase, the_list_comes_back);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
