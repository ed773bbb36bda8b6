/* Unusual looking comes to the data protection officer and is decided, once, for a reason. */
#include "desk/effects.h"
#include "desk/looks.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

#define HOLT "01920000-0000-7000-8000-000000000b01"
#define YOUNG "01920000-0000-7000-8000-000000000b02"
#define OWN "01920000-0000-7000-8000-000000000b03"

/* The fixture has signed in an advisor already. */
static void
as_officer(void)
{
	play_command(&play, COMMAND_SIGN_OUT);
	play.role = "dpo";
	play_sign_in(&play);
}

static const struct unusual_verdict *
sent(void)
{
	const struct play_request *request = play_sent(&play, ROUTE_PUT_UNUSUAL_VERDICT);
	ck_assert_ptr_nonnull(request);
	return request->request.body;
}

START_TEST(each_is_decided_for_a_reason)
{
	as_officer();
	play_shows(&play, "3 unusual looks to ask about");
	play.keys = 0;
	play_pick(&play, "looks");
	play_shows(&play, "Own name");
	play_shows(&play, "Ruth Holt looked at HOLT, Enid (Mrs)");
	play_shows(&play, "Paul Young looked at several people");
	play_pick(&play, "look:" HOLT);
	play_shows(&play, "Ruth Holt (r.holt), advisor, Chorley");
	play_shows(&play, "looked at HOLT, Enid (Mrs) 2 times");
	play_shows(&play, "the customer too is called Holt");
	ck_assert_str_eq(play_focus(&play), "look." HOLT ".reason");
	play_type(&play, "look." HOLT ".reason", " her aunt rang for her ");
	play_enter(&play, "look." HOLT ".reason");
	ck_assert_str_eq(play_focus(&play), "as:explained");
	play_pick(&play, "as:taken_up");
	ck_assert_int_le(play.keys, 4);
	ck_assert_str_eq(sent()->state, "taken_up");
	ck_assert_str_eq(sent()->reason, "her aunt rang for her");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_LOOKS);
	play_shows_not(&play, "Ruth Holt");
	play_shows(&play, "does not come again");
	play_command(&play, COMMAND_HOME);
	play_shows(&play, "2 unusual looks to ask about");
}
END_TEST

START_TEST(without_a_reason_nothing_is_sent)
{
	as_officer();
	play_command(&play, COMMAND_LOOKS);
	play_pick(&play, "look:" YOUNG);
	play_pick(&play, "as:no_concern");
	play_shows(&play, "Say what came of asking");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_UNUSUAL_VERDICT), 0);
	play_type(&play, "look." YOUNG ".reason", "half a re");
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "Paul Young (p.young)");
	play_shows(&play, "[half a re]");
	/* Each has its own words, and they wait. */
	play_command(&play, COMMAND_BACK);
	play_pick(&play, "look:" HOLT);
	play_shows_not(&play, "half a re");
	play_command(&play, COMMAND_BACK);
	play_pick(&play, "look:" YOUNG);
	play_shows(&play, "[half a re]");
}
END_TEST

START_TEST(their_own_is_for_another)
{
	as_officer();
	play_command(&play, COMMAND_LOOKS);
	play_shows(&play, "You looked at PATTERSON, Jean: another officer decides");
	play_pick(&play, "look:" OWN);
	play_shows(&play, "This is your own looking");
	play_shows_not(&play, "It is explained");
}
END_TEST

/* What was decided while the line was down waits, and is not asked again. */
START_TEST(without_the_line_it_waits)
{
	as_officer();
	play_command(&play, COMMAND_LOOKS);
	play_pick(&play, "look:" YOUNG);
	play_line(&play, false);
	play.crm_there = false;
	play_type(&play, "look." YOUNG ".reason", "the day of the flood");
	play_pick(&play, "as:no_concern");
	play_shows_not(&play, "Paul Young");
	play_shows(&play, "1 waiting to be sent");
	play.crm_there = true;
	play_line(&play, true);
	play_answer_all(&play);
	play_shows_not(&play, "Paul Young");
	play_shows(&play, "Ruth Holt");
	ck_assert_uint_eq(play.looks.count, 2);
}
END_TEST

START_TEST(nobody_else_hears_of_it)
{
	ck_assert(!command_works(play.desk, COMMAND_LOOKS));
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_UNUSUAL), 0);
	play_shows_not(&play, "unusual");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_looks");
	TCase *tests = tcase_create("looks");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, each_is_decided_for_a_reason);
	tcase_add_test(tests, without_a_reason_nothing_is_sent);
	tcase_add_test(tests, their_own_is_for_another);
	tcase_add_test(tests, without_the_line_it_waits);
	tcase_add_test(tests, nobody_else_hears_of_it);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
