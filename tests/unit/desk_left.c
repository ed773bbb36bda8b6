/* What waits for others than who is signed in: left for them, seen, delivered. */
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

static void
log_a_signpost(void)
{
	play_type(&play, "home.find", "blue badge");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
	play_pick(&play, "finish");
}

START_TEST(what_waits_is_left_for_colleagues)
{
	play_tick(&play, 3 * MICROS_SECOND);
	ck_assert_uint_eq(play.left, 0);
	play_line(&play, false);
	log_a_signpost();
	ck_assert_uint_eq(play.left, 0);
	play_tick(&play, 3 * MICROS_SECOND);
	ck_assert_uint_eq(play.left, 1);
	/* Whoever goes at once leaves it, too. */
	log_a_signpost();
	play_command(&play, COMMAND_SIGN_OUT);
	ck_assert_uint_eq(play.left, 2);
	play_line(&play, true);
	play_sign_in(&play);
	play_shows(&play, "Sent. All caught up.");
	play_tick(&play, 3 * MICROS_SECOND);
	ck_assert_uint_eq(play.left, 0);
}
END_TEST

static const char *sealed[] = {"first", "second"};
static struct left_outbox of_mills = {
    .user = "j.mills", .name = "J. Mills", .envelopes = sealed, .count = 2, .size = 700};

static void
found(void)
{
	struct left_listing listing = {&of_mills, 1};
	struct desk_event event = {.kind = EVENT_LEFT, .ok = true, .record = &listing};
	of_mills.since = play.now - MICROS_HOUR;
	play_event(&play, &event);
}

START_TEST(a_colleagues_outbox_is_delivered_unread)
{
	ck_assert_int_eq(play.left_looked, 1);
	play.crm_there = false;
	found();
	play_shows(&play, "2 of J. Mills wait since 09:42.");
	play_shows_not(&play, "All caught up");
	const struct carried *body = play_sent(&play, ROUTE_CARRY)->request.body;
	ck_assert_str_eq(body->envelope, "first");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CARRY), 1);
	play.crm_there = true;
	play_answer_all(&play);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CARRY), 2);
	body = play_sent(&play, ROUTE_CARRY)->request.body;
	ck_assert_str_eq(body->envelope, "second");
	ck_assert_int_eq(play.left_done, 1);
	play_shows(&play, "Delivered for J. Mills: 2 things that had been left here.");
	play_shows(&play, "Sent. All caught up.");
}
END_TEST

START_TEST(what_is_refused_waits_for_its_author)
{
	play.crm_there = false;
	found();
	play_fail(&play, ROUTE_CARRY, PROBLEM_BAD_FIELD, 400);
	play_fail(&play, ROUTE_CARRY, PROBLEM_BUSY, 503);
	ck_assert_int_eq(play.left_done, 0);
	play_shows(&play, "1 of J. Mills waits since 09:42.");
	play.crm_there = true;
	play_tick(&play, MICROS_SECOND);
	ck_assert_int_eq(play.left_done, 1);
	play_shows(&play, "1 was refused and waits for them.");
}
END_TEST

/* One's own goes first, and of others' nothing is lost when the user goes. */
START_TEST(ones_own_goes_first)
{
	play_line(&play, false);
	log_a_signpost();
	found();
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CARRY), 0);
	play_shows(&play, "1 waiting to be sent");
	play_command(&play, COMMAND_SIGN_OUT);
	ck_assert_int_eq(play.left_done, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_left");
	TCase *tests = tcase_create("desk_left");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, what_waits_is_left_for_colleagues);
	tcase_add_test(tests, a_colleagues_outbox_is_delivered_unread);
	tcase_add_test(tests, what_is_refused_waits_for_its_author);
	tcase_add_test(tests, ones_own_goes_first);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
