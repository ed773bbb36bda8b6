/* Promises at the desk: on Home of whoever keeps them, said aloud when they come near, kept in two
 * keys, passed on, and made by hand at wrap-up. */
#include "base/date.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/promises.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

#define HOLT "01920000-0000-7000-8000-000000000f01"
#define BIN "01920000-0000-7000-8000-000000000f02"

static void
promise(const char *id, const char *kind, const char *who, const char *service, micros due)
{
	const struct promise_line line = {.id = id,
	    .kind = kind,
	    .customer = "01920000-0000-7000-8000-0000000000a1",
	    .customer_name = who,
	    .service = service,
	    .what = "We will ring you back.",
	    .number = "+441632960151",
	    .owner = "s.ellis",
	    .state = "open",
	    .made = play.now - MICROS_DAY,
	    .due = due};
	*(struct promise_line *)list_add(&play.arena, &play.promised, &promise_line_record) = line;
}

/* The CRM says of one of this user's that something happened. */
static void
feed_tells(void)
{
	struct feed_item item = {.number = 1, .topic = "promise", .id = "s.ellis", .text = HOLT};
	struct feed_page page = {.items = {&item, 1}, .next = "1.1"};
	play_feed(&play, &page);
}

static void
two_promises(void)
{
	promise(HOLT, "ring", "HOLT, Enid (Mrs)", "blue-badge", play.now + 3 * MICROS_HOUR);
	promise(BIN, "reply", "PATEL, Amina (Mrs)", "missed-bin", play.now + 3 * MICROS_DAY);
	feed_tells();
	play_answer_all(&play);
}

static const struct promise_event *
sent(void)
{
	const struct play_request *request = play_sent(&play, ROUTE_PUT_PROMISE_EVENT);
	ck_assert_ptr_nonnull(request);
	return request->request.body;
}

START_TEST(home_shows_them_and_they_are_kept_in_two_keys)
{
	two_promises();
	play_shows(&play, "Ring HOLT, Enid (Mrs): Blue Badge");
	play_shows(&play, "due today 13:42");
	play_shows(&play, "Back to PATEL, Amina (Mrs)");
	struct desk_event on = {.kind = EVENT_MOVE, .item = "promise:" HOLT};
	play_event(&play, &on);
	play.keys = 0;
	play_command(&play, COMMAND_KEPT);
	ck_assert_str_eq(play_focus(&play), "promise." HOLT ".kept");
	play_enter(&play, "promise." HOLT ".kept");
	ck_assert_int_eq(play.keys, 2);
	ck_assert_str_eq(sent()->kind, "kept");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
	play_shows(&play, "The promise is kept.");
	play_shows_not(&play, "HOLT");
}
END_TEST

START_TEST(what_comes_near_is_said_aloud)
{
	two_promises();
	play.desk->lock_after = 2 * MICROS_HOUR;
	play_tick(&play, MICROS_HOUR + 5 * MICROS_MINUTE);
	feed_tells();
	play_answer_all(&play);
	play_shows(&play, "Due soon: Ring HOLT, Enid (Mrs)");
	play_tick(&play, 2 * MICROS_HOUR); /* the desk has locked itself meanwhile */
	LIST_AT(struct promise_line, &play.promised, 0)->overdue = play.now;
	feed_tells();
	play_answer_all(&play);
	play_shows_not(&play, "HOLT");
	play_set(&play, "lock.password", PLAY_PASSWORD);
	play_enter(&play, "lock.password");
	feed_tells();
	play_answer_all(&play);
	play_shows(&play, "Overdue: Ring HOLT, Enid (Mrs)");
	play_shows(&play, "overdue since");
	/* Done now it counts as late, and the advisor is told so. */
	play_command(&play, COMMAND_PROMISES);
	play_pick(&play, "promise:" HOLT);
	play_command(&play, COMMAND_KEPT);
	play_enter(&play, "promise." HOLT ".kept");
	play_shows(&play, "counts as late");
}
END_TEST

START_TEST(why_is_asked_and_nothing_typed_is_lost)
{
	two_promises();
	play_command(&play, COMMAND_PROMISES);
	play_pick(&play, "promise:" BIN);
	play_command(&play, COMMAND_WITHDRAW);
	play_enter(&play, "promise." BIN ".withdrawn");
	play_shows(&play, "Say why");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_PROMISE_EVENT), 0);
	play_type(&play, "promise." BIN ".withdrawn", "she rang her");
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "[she rang her]");
	play_type(&play, "promise." BIN ".withdrawn", "she rang herself");
	play_enter(&play, "promise." BIN ".withdrawn");
	ck_assert_str_eq(sent()->kind, "withdrawn");
	play_shows(&play, "does not count");
}
END_TEST

START_TEST(passed_on_to_a_team_or_a_colleague)
{
	two_promises();
	play_command(&play, COMMAND_PROMISES);
	play_pick(&play, "promise:" HOLT);
	play_command(&play, COMMAND_PASS_ON);
	play_set(&play, "promise." HOLT ".passed", "waste");
	play_enter(&play, "promise." HOLT ".passed");
	ck_assert_str_eq(sent()->queue, "chorley.waste-round");
	ck_assert_ptr_null(sent()->owner);
	play_pick(&play, "promise:" BIN);
	play_command(&play, COMMAND_PASS_ON);
	play_set(&play, "promise." BIN ".passed", "j.mills");
	play_enter(&play, "promise." BIN ".passed");
	ck_assert_str_eq(sent()->owner, "j.mills");
}
END_TEST

START_TEST(a_colleague_was_first)
{
	two_promises();
	play_command(&play, COMMAND_PROMISES);
	play_pick(&play, "promise:" HOLT);
	play.crm_there = false;
	play_command(&play, COMMAND_KEPT);
	play_enter(&play, "promise." HOLT ".kept");
	play_fail(&play, ROUTE_PUT_PROMISE_EVENT, PROBLEM_CONFLICT, 409);
	play_shows(&play, "Somebody else has settled that promise already.");
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
}
END_TEST

START_TEST(to_ring_is_a_call_of_ours)
{
	two_promises();
	play_command(&play, COMMAND_PROMISES);
	play_pick(&play, "promise:" HOLT);
	play_shows(&play, "Ring: HOLT, Enid (Mrs)");
	play_pick(&play, "person");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CUSTOMER);
	ck_assert_str_eq(play.desk->hand->work->direction, "out");
	ck_assert_str_eq(play.desk->hand->work->caller, "+441632960151");
}
END_TEST

static const struct {
	const char *typed;
	struct date date;
	int hour, minute; /* -1: it is no time */
} times[] = {{"", {2026, 11, 23}, 17, 0}, {"2 working days", {2026, 11, 24}, 17, 0},
    {"15:00", {2026, 11, 20}, 15, 0}, {"fri", {2026, 11, 20}, 17, 0},
    {"fri 9:30", {2026, 11, 27}, 9, 30}, {"monday", {2026, 11, 23}, 17, 0},
    {"1 dec", {2026, 12, 1}, 24, 0}, {"soon", {2026, 11, 20}, -1, 0},
    {"fri 25:00", {2026, 11, 20}, -1, 0}};

START_TEST(when_is_said_as_people_say_it)
{
	micros due;
	bool read = promise_when(play.desk, times[_i].typed, &due);
	ck_assert_int_eq(read, times[_i].hour >= 0);
	if (!read)
		return;
	micros should = times[_i].hour == 24
			    ? london_micros(date_add(times[_i].date, 1), 0, 0)
			    : london_micros(times[_i].date, times[_i].hour, times[_i].minute);
	ck_assert_msg(due >= should - MICROS_MINUTE && due <= should, "%s", times[_i].typed);
}
END_TEST

START_TEST(by_hand_at_wrap_up)
{
	at_desk_amina();
	play_command(&play, COMMAND_FINISH);
	play.keys = 0;
	play_command(&play, COMMAND_PROMISE);
	play_enter(&play, "promising.what");
	play_enter(&play, "promising.when");
	play_enter(&play, "promising.who");
	play_shows(&play, "Say what is promised.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_PROMISE), 0);
	play.keys = 1;
	play_type(&play, "promising.what", "The form comes by post");
	play_enter(&play, "promising.what");
	play_type(&play, "promising.when", "fri 12:00");
	play_enter(&play, "promising.when");
	play_enter(&play, "promising.who");
	ck_assert_int_le(play.keys, 4);
	const struct promise *made = play_sent(&play, ROUTE_PUT_PROMISE)->request.body;
	ck_assert_str_eq(made->what, "The form comes by post");
	ck_assert_str_eq(made->owner, "s.ellis");
	ck_assert_str_eq(made->contact, play.desk->hand->work->id);
	ck_assert(made->due == london_micros((struct date){2026, 11, 20}, 12, 0));
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_WRAP_UP);
	play_shows(&play, "Promise: The form comes by post");
	play_survives(&play);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk");
	TCase *tests = tcase_create("promises");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, home_shows_them_and_they_are_kept_in_two_keys);
	tcase_add_test(tests, what_comes_near_is_said_aloud);
	tcase_add_test(tests, why_is_asked_and_nothing_typed_is_lost);
	tcase_add_test(tests, passed_on_to_a_team_or_a_colleague);
	tcase_add_test(tests, a_colleague_was_first);
	tcase_add_test(tests, to_ring_is_a_call_of_ours);
	tcase_add_loop_test(tests, when_is_said_as_people_say_it, 0, sizeof times / sizeof *times);
	tcase_add_test(tests, by_hand_at_wrap_up);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
