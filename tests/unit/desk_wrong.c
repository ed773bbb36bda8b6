/* "This is wrong": what the key binds to, what is sent, that the call goes on, and how the advisor
 * hears that it is mended. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/outbox.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
open_service(const char *words)
{
	play_type(&play, "home.find", words);
	play_enter(&play, "home.find");
}

static void
stand_on(const char *item)
{
	struct desk_event event = {.kind = EVENT_MOVE, .item = item};
	play_event(&play, &event);
}

static const struct wrong *
sent(void)
{
	const struct play_request *request = play_sent(&play, ROUTE_PUT_WRONG);
	ck_assert_ptr_nonnull(request);
	ck_assert_str_eq(request->request.params[0], "missed-bin");
	return request->request.body;
}

START_TEST(on_a_service_it_binds_to_the_row_in_focus)
{
	open_service("missed bin");
	stand_on("fact:return_days");
	play_command(&play, COMMAND_WRONG);
	play_shows(&play, "Wrong: We return within: 1 working day");
	const char *field = "wrong.missed-bin/fact.return_days";
	ck_assert_str_eq(play_focus(&play), field);
	play_type(&play, field, "it is 3 now");
	play_survives(&play);
	play_enter(&play, field);
	const struct wrong *wrong = sent();
	ck_assert_str_eq(wrong->subject, "fact.return_days");
	ck_assert_str_eq(wrong->council, "chorley");
	ck_assert_str_eq(wrong->text, "it is 3 now");
	ck_assert_int_gt(wrong->version, 0);
	play_shows_not(&play, "Say why");
	ck_assert_str_eq(play_focus(&play), "fact:return_days");
	ck_assert_uint_eq(play_records(&play, &draft_record), 0);
}
END_TEST

START_TEST(in_a_call_two_keys_say_it_and_the_call_goes_on)
{
	open_service("missed bin");
	play_command(&play, COMMAND_DIALOGUE);
	char *before = xstrdup(hand_matter(play.desk->hand)->focus);
	int keys = play.keys;
	play_command(&play, COMMAND_WRONG);
	play_shows(&play, "Wrong: Which address is it?");
	play_enter(&play, play_focus(&play));
	ck_assert_int_eq(play.keys - keys, 2);
	ck_assert_str_eq(sent()->subject, "property");
	ck_assert_ptr_null(sent()->text);
	ck_assert_str_eq(hand_matter(play.desk->hand)->focus, before);
	play_shows(&play, "ASK: Which address is it?");
	free(before);
}
END_TEST

START_TEST(the_outline_and_the_end_can_be_pointed_at)
{
	open_service("missed bin");
	play_command(&play, COMMAND_DIALOGUE);
	stand_on("prompt:bin");
	play_command(&play, COMMAND_WRONG);
	play_shows(&play, "Wrong: Which bin was missed?");
	play_command(&play, COMMAND_BACK);
	play_shows_not(&play, "Say why");
	play_shows(&play, "ASK:");
}
END_TEST

START_TEST(offline_it_waits_in_the_outbox)
{
	open_service("missed bin");
	play.crm_there = false;
	play_line(&play, false);
	play_command(&play, COMMAND_WRONG);
	play_enter(&play, play_focus(&play));
	play_shows(&play, "1 waiting to be sent");
	play_restart(&play);
	play.crm_there = true;
	play_type(&play, "sign-in.user", "s.ellis");
	play_enter(&play, "sign-in.user");
	play_type(&play, "sign-in.password", PLAY_PASSWORD);
	play_enter(&play, "sign-in.password");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_WRONG), 1);
	play_shows_not(&play, "waiting to be sent");
}
END_TEST

START_TEST(refused_it_comes_back_where_it_was_said)
{
	const char *field = "wrong.missed-bin/fact.return_days";
	open_service("missed bin");
	stand_on("fact:return_days");
	play.crm_there = false;
	play_command(&play, COMMAND_WRONG);
	play_type(&play, field, "it is 3 now");
	play_enter(&play, field);
	play_survives(&play);
	play_command(&play, COMMAND_HOME);
	play_fail(&play, ROUTE_PUT_WRONG, PROBLEM_NOT_FOUND, 404);
	play_command(&play, COMMAND_REFUSED);
	play_digit(&play, 1);
	play_shows(&play, "Wrong: We return within: 1 working day");
	ck_assert_str_eq(play_focus(&play), field);
	ck_assert_str_eq(typed_text(play.desk, field), "it is 3 now");
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
	play_survives(&play);
	play.crm_there = true;
	play_enter(&play, field);
	ck_assert_str_eq(sent()->text, "it is 3 now");
	ck_assert_uint_eq(play_records(&play, &draft_record), 0);
}
END_TEST

/* The answer to the last request of what was mended. */
static void
answer_mended(const char *how)
{
	struct wrong wrong = {.id = "01920000-0000-7000-8000-0000000000a1",
	    .service = "missed-bin",
	    .subject = "fact.return_days",
	    .said = "We return within: 1 working day",
	    .mended = play.now,
	    .how = how};
	struct wrong_page page = {.items = {&wrong, how ? 1 : 0}};
	const struct play_request *asked = play_sent(&play, ROUTE_WRONGS);
	ck_assert_ptr_nonnull(asked);
	struct reply reply = {
	    .number = asked->request.number, .route = ROUTE_WRONGS, .status = 200, .body = &page};
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply};
	play_event(&play, &event);
}

static void
bring_mended(const char *user)
{
	struct feed_item item = {.topic = "mended", .id = user};
	struct feed_page page = {.next = "e.9", .items = {&item, 1}};
	play_feed(&play, &page);
}

START_TEST(the_advisor_hears_that_it_is_mended)
{
	open_service("blue badge");
	play.crm_there = false;
	size_t asked = play_sent_count(&play, ROUTE_WRONGS);
	bring_mended("j.cole"); /* somebody else's */
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_WRONGS), asked);
	bring_mended("s.ellis");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_WRONGS), asked + 1);
	answer_mended("It is 3 days.");
	ck_assert_str_eq(
	    play.desk->message, "Mended: Missed bin collection: We return within: 1 working day");
	play_command(&play, COMMAND_HOME);
	play_shows(&play, "Mended: Missed bin collection: We return within: 1 working day");
	play_shows(&play, "It is 3 days.");
	play_pick(&play, "mended:01920000-0000-7000-8000-0000000000a1");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_SERVICE);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_HEAR_WRONG), 1);
	play_command(&play, COMMAND_HOME);
	play_shows_not(&play, "Mended");
}
END_TEST

static void
answer_heard(enum problem_type problem)
{
	struct reply reply = {.number = play_sent(&play, ROUTE_HEAR_WRONG)->request.number,
	    .route = ROUTE_HEAR_WRONG,
	    .status = problem ? problem_kind(problem)->status : 200,
	    .problem = problem};
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply};
	play_event(&play, &event);
}

/* It has no field to come back to: it stays until it is sent again or thrown away. */
START_TEST(what_has_no_field_is_sent_again_or_thrown_away)
{
	open_service("blue badge");
	play.crm_there = false;
	bring_mended("s.ellis");
	answer_mended("It is 3 days.");
	play_command(&play, COMMAND_HOME);
	play_pick(&play, "mended:01920000-0000-7000-8000-0000000000a1");
	answer_heard(PROBLEM_NOT_PERMITTED);
	play_command(&play, COMMAND_REFUSED);
	play_shows(&play, "Throw it away");
	char *again = xasprintf("refused:%s", play.desk->owed[0]->outgoing->operation);
	char *thrown = xasprintf("discard:%s", play.desk->owed[0]->outgoing->operation);
	play_pick(&play, again);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_HEAR_WRONG), 2);
	ck_assert_uint_eq(outbox_waiting(play.desk), 1);
	play_shows(&play, "Nothing is refused.");
	play_survives(&play);
	answer_heard(PROBLEM_NOT_PERMITTED);
	ck_assert_uint_eq(outbox_refused(play.desk), 1);
	play_pick(&play, thrown);
	play_shows(&play, "Thrown away: Mended: Missed bin collection");
	ck_assert_uint_eq(play.desk->owed_count, 0);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
	free(again);
	free(thrown);
}
END_TEST

START_TEST(it_is_asked_for_at_every_sign_in)
{
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_WRONGS), 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk wrong");
	TCase *tests = tcase_create("wrong");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, on_a_service_it_binds_to_the_row_in_focus);
	tcase_add_test(tests, in_a_call_two_keys_say_it_and_the_call_goes_on);
	tcase_add_test(tests, the_outline_and_the_end_can_be_pointed_at);
	tcase_add_test(tests, offline_it_waits_in_the_outbox);
	tcase_add_test(tests, refused_it_comes_back_where_it_was_said);
	tcase_add_test(tests, the_advisor_hears_that_it_is_mended);
	tcase_add_test(tests, what_has_no_field_is_sent_again_or_thrown_away);
	tcase_add_test(tests, it_is_asked_for_at_every_sign_in);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
