/* The waiting list at the desk: called once, offline not at all, one key after another, the form
 * that comes back after a restart, and the next user who sees the list anew. */
#include "desk/counter.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

#define PATEL "arrival:01920000-0000-7000-8000-000000000c01"
#define STICK "arrival:01920000-0000-7000-8000-000000000c02"

/* The fixture has signed in at a telephone. */
static void
at_the_counter(void)
{
	play_command(&play, COMMAND_SIGN_OUT);
	play.kind = "counter";
	play_sign_in(&play);
}

START_TEST(a_telephone_has_no_list)
{
	ck_assert(!command_works(play.desk, COMMAND_WAITING));
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_ARRIVALS), 0);
}
END_TEST

START_TEST(whoever_was_called_begins_with_the_next_key)
{
	at_the_counter();
	play_shows(&play, "A1, PATEL, Amina (Mrs)"); /* called here before: on Home */
	play_command(&play, COMMAND_WAITING);
	play_shows(&play, "2 wait; today on average 6 min, longest 11 min");
	play_command(&play, COMMAND_CALL_NEXT);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CALL_ARRIVAL), 1);
	ck_assert_str_eq(play_focus(&play), STICK);
	play_pick(&play, PATEL);
	play_shows(&play, "Which address is it?");
	ck_assert_str_eq(play.desk->hand->work->id, "01920000-0000-7000-8000-000000000d01");
	ck_assert_str_eq(play.desk->hand->work->channel, "counter");
}
END_TEST

START_TEST(nobody_is_called_while_the_line_is_down)
{
	at_the_counter();
	play_command(&play, COMMAND_WAITING);
	play_line(&play, false);
	play_command(&play, COMMAND_CALL_NEXT);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CALL_ARRIVAL), 0);
	play_shows(&play, "The line is down: another desk may have called them.");
	/* Reception goes on: it is kept, and sent later. */
	play_command(&play, COMMAND_WAITING);
	play_type(&play, "arrival.word", "green hat");
	play_survives(&play);
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "green hat");
}
END_TEST

START_TEST(the_next_user_asks_anew)
{
	at_the_counter();
	play.crm_there = false;
	struct feed_item item = {.number = 2, .topic = "arrivals", .id = "chorley-cc"};
	struct feed_page page = {.items = {&item, 1}, .next = "e.2"};
	play_feed(&play, &page);
	ck_assert_uint_ne(play.desk->counter.asked, 0);
	play_command(&play, COMMAND_SIGN_OUT);
	play.crm_there = true;
	size_t before = play_sent_count(&play, ROUTE_ARRIVALS);
	play_sign_in(&play);
	ck_assert_uint_gt(play_sent_count(&play, ROUTE_ARRIVALS), before);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_counter");
	TCase *tests = tcase_create("counter");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, a_telephone_has_no_list);
	tcase_add_test(tests, whoever_was_called_begins_with_the_next_key);
	tcase_add_test(tests, nobody_is_called_while_the_line_is_down);
	tcase_add_test(tests, the_next_user_asks_anew);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
