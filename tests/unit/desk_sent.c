/* What was sent: kept for seven days, wiped then, and offered again to a CRM that was put back from
 * a backup. */
#include "desk/hands.h"
#include "desk/outbox.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <string.h>

static void
log_a_signpost(void)
{
	play_type(&play, "home.find", "blue badge");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
	play_pick(&play, "finish");
	play_shows(&play, "Sent. All caught up.");
}

START_TEST(a_crm_put_back_is_offered_what_it_lost)
{
	log_a_signpost();
	log_a_signpost();
	ck_assert_uint_eq(play_records(&play, &sent_record), 2);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
	const struct play_request *last = play_sent(&play, ROUTE_PUT_CONTACT);
	char operation[ID_LENGTH + 1], path[200];
	snprintf(operation, sizeof operation, "%s", last->outgoing->operation);
	snprintf(path, sizeof path, "%s", last->outgoing->path);
	/* The same CRM: nothing. */
	play_restart(&play);
	play_sign_in(&play);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
	play.feed = "f.9";
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "The CRM was put back from a backup.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 2);
	last = play_sent(&play, ROUTE_PUT_CONTACT);
	ck_assert_str_eq(last->outgoing->operation, operation);
	ck_assert_str_eq(last->outgoing->path, path);
	/* And once only. */
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
	ck_assert_uint_eq(play_records(&play, &sent_record), 2);
	play_restart(&play);
	play_sign_in(&play);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
}
END_TEST

/* The CRM goes away in the middle of it, and the desk, too. */
START_TEST(what_is_offered_again_is_owed_until_it_is_taken)
{
	log_a_signpost();
	play.feed = "f.9";
	play_restart(&play);
	play.put_fails = PROBLEM_BUSY;
	play_sign_in(&play);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 1);
	ck_assert_uint_eq(play_records(&play, &sent_record), 0);
	play_shows(&play, "1 waiting to be sent");
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "Sent. All caught up.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 1);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
	ck_assert_uint_eq(play_records(&play, &sent_record), 1);
}
END_TEST

/* A contact's first step made the customer and was sent, the second waits: the CRM that lost the
 * first would refuse the second before it. */
START_TEST(what_waits_comes_after_what_was_sent_before_it)
{
	play_type(&play, "home.find", "Okafor");
	play_pick(&play, "new-person");
	play_type(&play, "person.given", "Ada");
	play_command(&play, COMMAND_SAVE);
	ck_assert_uint_eq(play_records(&play, &sent_record), 1);
	play_line(&play, false);
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "blue badge");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
	play_pick(&play, "finish");
	size_t waiting = play_records(&play, &outgoing_record);
	ck_assert_uint_ge(waiting, 1);
	play.feed = "f.9";
	play_restart(&play);
	play_line(&play, true);
	play_sign_in(&play);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), waiting + 1);
	int64_t order = 0;
	for (size_t i = 0; i < play.request_count; i++) {
		const struct outgoing *outgoing = play.requests[i].outgoing;
		if (play.requests[i].request.route != ROUTE_PUT_CONTACT)
			continue;
		ck_assert_int_gt(outgoing->order, order);
		order = outgoing->order;
	}
	play_shows(&play, "Sent. All caught up.");
}
END_TEST

/* It was under way already when the earlier one came to be owed again. */
START_TEST(a_step_that_overtakes_is_not_refused_for_good)
{
	play.crm_there = false;
	play_type(&play, "home.find", "Okafor");
	play_pick(&play, "new-person");
	play_type(&play, "person.given", "Ada");
	play_command(&play, COMMAND_SAVE);
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "blue badge");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
	play_pick(&play, "finish");
	const struct play_request *last = play_sent(&play, ROUTE_PUT_CONTACT);
	struct reply reply = {.number = last->request.number,
	    .route = ROUTE_PUT_CONTACT,
	    .status = 422,
	    .problem = PROBLEM_BAD_FIELD};
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply};
	play_event(&play, &event);
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
	ck_assert_uint_eq(outbox_waiting(play.desk), 2);
}
END_TEST

START_TEST(after_seven_days_it_is_wiped)
{
	log_a_signpost();
	play_tick(&play, 3 * MICROS_DAY);
	play_restart(&play);
	play_sign_in(&play);
	log_a_signpost();
	ck_assert_uint_eq(play_records(&play, &sent_record), 2);
	play_tick(&play, 4 * MICROS_DAY - MICROS_SECOND);
	ck_assert_uint_eq(play_records(&play, &sent_record), 2);
	play_tick(&play, MICROS_SECOND);
	ck_assert_uint_eq(play_records(&play, &sent_record), 1);
	play_tick(&play, 4 * MICROS_DAY);
	ck_assert_uint_eq(play_records(&play, &sent_record), 0);
	play.feed = "f.9";
	play_restart(&play);
	play_sign_in(&play);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
}
END_TEST

/* What the journal holds does not grow from week to week. */
START_TEST(many_days_of_work_take_the_room_of_seven)
{
	size_t most = 0;
	for (int day = 1; day <= 28; day++) {
		log_a_signpost();
		log_a_signpost();
		play_tick(&play, MICROS_DAY);
		play_restart(&play);
		play_sign_in(&play);
		play_tick(&play, MICROS_SECOND);
		size_t bytes = 0;
		for (size_t i = 0; i < play.record_count; i++)
			bytes += play.records[i].length;
		if (day <= 8 && bytes > most)
			most = bytes;
		ck_assert_uint_le(play_records(&play, &sent_record), 14);
		ck_assert_uint_le(bytes, most + 256);
	}
}
END_TEST

START_TEST(nothing_of_somebody_who_is_erased)
{
	at_desk_amina();
	char customer[ID_LENGTH + 1];
	snprintf(customer, sizeof customer, "%s", play.desk->hand->work->customer);
	play_command(&play, COMMAND_SERVICE);
	log_a_signpost();
	log_a_signpost();
	ck_assert_uint_eq(play_records(&play, &sent_record), 2);
	struct feed_item item = {.topic = "forget", .id = customer};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
	ck_assert_uint_eq(play_records(&play, &sent_record), 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_sent");
	TCase *tests = tcase_create("desk_sent");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, a_crm_put_back_is_offered_what_it_lost);
	tcase_add_test(tests, what_is_offered_again_is_owed_until_it_is_taken);
	tcase_add_test(tests, what_waits_comes_after_what_was_sent_before_it);
	tcase_add_test(tests, a_step_that_overtakes_is_not_refused_for_good);
	tcase_add_test(tests, after_seven_days_it_is_wiped);
	tcase_add_test(tests, many_days_of_work_take_the_room_of_seven);
	tcase_add_test(tests, nothing_of_somebody_who_is_erased);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
