/* Notices on the desk: where they show and how long, by the desk's own clock and after a restart;
 * the supervisor's screen and its keys. */
#include "desk/effects.h"
#include "helpers/at_desk.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
bring(const struct notice *notice)
{
	struct notice copy = *notice;
	struct feed_item item = {.topic = "notice", .id = notice->id, .notice = &copy};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
}

static struct notice
gritting(struct notice_scope *scope, size_t count)
{
	return (struct notice){.id = "01920000-0000-7000-8000-0000000000f7",
	    .text = "Lorry strike",
	    .script = "No bins are emptied today.",
	    .kind = "emergency",
	    .scope = {scope, count},
	    .from = play.now,
	    .until = play.now + 2 * MICROS_HOUR};
}

static void
open_dialogue(const char *words)
{
	play_type(&play, "home.find", words);
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
}

START_TEST(a_notice_comes_over_the_feed_without_another_request)
{
	struct notice_scope scope[] = {{"service", "missed-bin"}};
	struct notice notice = gritting(scope, 1);
	size_t asked = play_sent_count(&play, ROUTE_NOTICES);
	bring(&notice);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_NOTICES), asked);
	play_shows(&play, "Notice: Lorry strike  | until 12:42");
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_shows(&play, "Notice: Lorry strike");
	play_shows(&play, "SAY: No bins are emptied today.");
	play_command(&play, COMMAND_DIALOGUE);
	char *page = play_page(&play);
	const char *notice_at = strstr(page, "Notice: Lorry strike"),
		   *script = strstr(page, "SAY: No bins are emptied today."),
		   *ask = strstr(page, "ASK:");
	ck_assert_msg(notice_at && script && ask && notice_at < script && script < ask, "%s", page);
	free(page);
}
END_TEST

START_TEST(only_the_services_and_places_concerned_show_it)
{
	struct notice_scope service[] = {{"service", "blue-badge"}};
	struct notice notice = gritting(service, 1);
	bring(&notice);
	open_dialogue("missed bin");
	play_shows_not(&play, "Lorry strike");
	struct notice_scope council[] = {{"service", "missed-bin"}, {"council", "burnley"}};
	notice.scope = (struct list){council, 2};
	bring(&notice);
	play_shows_not(&play, "Lorry strike");
	struct notice_scope site[] = {{"service", "missed-bin"}, {"site", "burnley-oss"}};
	notice.scope = (struct list){site, 2};
	bring(&notice);
	play_shows_not(&play, "Lorry strike");
	struct notice_scope here[] = {
	    {"service", "missed-bin"}, {"council", "chorley"}, {"site", "chorley-cc"}};
	notice.scope = (struct list){here, 3};
	bring(&notice);
	play_shows(&play, "Notice: Lorry strike");
}
END_TEST

/* Of a kind that names nothing it speaks to all: its script is for every call, without one it is
 * for the desk alone. */
START_TEST(one_without_a_service_speaks_to_the_desk_or_in_every_call)
{
	struct notice notice = gritting(NULL, 0);
	notice.script = NULL;
	bring(&notice);
	play_shows(&play, "Notice: Lorry strike");
	open_dialogue("blue badge");
	play_shows_not(&play, "Lorry strike");
	notice.script = "The computers are slow.";
	bring(&notice);
	play_shows(&play, "SAY: The computers are slow.");
}
END_TEST

START_TEST(it_is_over_by_the_desks_own_clock_also_offline_and_after_a_restart)
{
	struct notice_scope scope[] = {{"service", "missed-bin"}};
	struct notice notice = gritting(scope, 1);
	bring(&notice);
	play.crm_there = false;
	play_line(&play, false);
	play_shows(&play, "Notice: Lorry strike");
	play_restart(&play);
	play_type(&play, "sign-in.user", "s.ellis");
	play_enter(&play, "sign-in.user");
	play_type(&play, "sign-in.password", PLAY_PASSWORD);
	play_enter(&play, "sign-in.password");
	play_line(&play, false);
	play_shows(&play, "Notice: Lorry strike");
	play_tick(&play, 9 * MICROS_MINUTE); /* short of the idle lock */
	play_shows(&play, "Notice: Lorry strike");
	for (int i = 0; i < 12; i++) {
		play_command(&play, COMMAND_HOME);
		play_tick(&play, 9 * MICROS_MINUTE + 30 * MICROS_SECOND);
	}
	play_shows_not(&play, "Lorry strike");
}
END_TEST

START_TEST(it_is_said_at_once_where_it_is_not_in_sight)
{
	struct notice notice = gritting(NULL, 0);
	open_dialogue("blue badge");
	bring(&notice);
	ck_assert_ptr_nonnull(play.desk->message);
	ck_assert_str_eq(play.desk->message, "Notice: Lorry strike");
	ck_assert_int_eq(play.desk->tone, TONE_ALARM);
	play_command(&play, COMMAND_HOME);
	bring(&notice); /* heard already */
	ck_assert_ptr_null(play.desk->message);
	notice.until = play.now; /* switched off */
	bring(&notice);
	play_shows_not(&play, "Lorry strike");
}
END_TEST

START_TEST(the_line_comes_back_with_the_notices_first)
{
	play_line(&play, false);
	size_t before = play.request_count;
	play_line(&play, true);
	ck_assert_uint_gt(play.request_count, before);
	ck_assert_int_eq(play.requests[before].request.route, ROUTE_NOTICES);
}
END_TEST

/* ---- the supervisor ---- */

static void
begin_supervisor(void)
{
	play_init(&play);
	play.role = "supervisor";
	play_sign_in(&play);
}

static const struct notice *
put(void)
{
	const struct play_request *sent = play_sent(&play, ROUTE_PUT_NOTICE);
	ck_assert_ptr_nonnull(sent);
	return sent->request.body;
}

START_TEST(an_advisor_has_no_such_screen)
{
	play_command(&play, COMMAND_NOTICES);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
}
END_TEST

START_TEST(a_prepared_notice_is_on_in_six_keys)
{
	struct notice_scope scope[] = {{"service", "missed-bin"}, {"council", "chorley"}};
	struct notice notice = gritting(scope, 2);
	notice.prepared = true;
	notice.until = play.now;
	bring(&notice);
	play_shows_not(&play, "Lorry strike");
	play.keys = 0;
	play_command(&play, COMMAND_NOTICES);
	play_shows(&play, "Prepared: Lorry strike");
	play_digit(&play, 2); /* below the one that is on */
	play_shows(&play, "Services: [Missed bin collection]");
	play_shows(&play, "Councils: [Chorley]");
	play_enter(&play, play_focus(&play)); /* until: 2 hours */
	play_pick(&play, play_focus(&play));
	ck_assert_int_le(play.keys, 6);
	ck_assert_int_eq(put()->until, play.now + 2 * MICROS_HOUR);
	ck_assert_int_eq(put()->from, 0); /* the CRM's clock says when */
	ck_assert(put()->prepared);
	ck_assert_uint_eq(put()->scope.count, 2);
	play_shows(&play, "On: Lorry strike");
	ck_assert_str_eq(play.desk->message, "On at all desks until Fri 20 Nov 12:42.");
	play_command(&play, COMMAND_HOME);
	play_shows(&play, "Notice: Lorry strike  | until 12:42");
}
END_TEST

START_TEST(a_fresh_one_is_written_switched_on_and_off)
{
	play_command(&play, COMMAND_NOTICES);
	play_pick(&play, "new-notice");
	play_type(&play, "notice.new.text", "Lorry strike");
	play_type(&play, "notice.new.services", "missed bin; no such thing");
	play_type(&play, "notice.new.sites", "chorley");
	play_set(&play, "notice.new.until", "14:00");
	play_survives(&play);
	play_pick(&play, "kind");
	play_pick(&play, "switch-on");
	play_shows(&play, "There is no \"no such thing\".");
	play_set(&play, "notice.new.services", "missed-bin");
	play_pick(&play, "switch-on");
	ck_assert_ptr_nonnull(strstr(play.desk->message, "Which one: "));
	play_set(&play, "notice.new.sites", "contact centre (chorley)");
	play_pick(&play, "switch-on");
	const struct notice *sent = put();
	ck_assert_str_eq(sent->text, "Lorry strike");
	ck_assert_str_eq(sent->kind, "emergency");
	ck_assert_uint_eq(sent->scope.count, 2);
	ck_assert_str_eq(LIST_AT(struct notice_scope, &sent->scope, 1)->id, "chorley-cc");
	ck_assert(!sent->prepared);
	ck_assert_int_eq(sent->revision, 0);
	ck_assert_uint_eq(play_records(&play, &draft_record), 0);
	char *id = proc_text("notice:%s", sent->id);
	play_pick(&play, id);
	play_pick(&play, "switch-off");
	ck_assert_int_eq(put()->until, play.now);
	ck_assert_int_eq(put()->revision, 1); /* what it was made from */
	play_shows_not(&play, "Lorry strike");
	free(id);
}
END_TEST

START_TEST(refused_it_is_not_shown_as_on_and_comes_back_into_its_form)
{
	play_command(&play, COMMAND_NOTICES);
	play_pick(&play, "new-notice");
	play_type(&play, "notice.new.text", "Lorry strike");
	play.crm_there = false;
	play_pick(&play, "switch-on");
	play_shows(&play, "On: Lorry strike");
	size_t asked = play_sent_count(&play, ROUTE_NOTICES);
	play.crm_there = true;
	play_fail(&play, ROUTE_PUT_NOTICE, PROBLEM_NOT_PERMITTED, 403);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_NOTICES), asked + 1);
	play_shows_not(&play, "On: Lorry strike");
	play_command(&play, COMMAND_REFUSED);
	play_digit(&play, 1);
	play_shows(&play, "Notice: [Lorry strike]");
}
END_TEST

START_TEST(one_without_an_end_is_not_switched_on)
{
	play_command(&play, COMMAND_NOTICES);
	play_pick(&play, "new-notice");
	play_pick(&play, "switch-on");
	play_shows(&play, "Write the notice.");
	play_type(&play, "notice.new.text", "Lorry strike");
	play_set(&play, "notice.new.until", "");
	play_pick(&play, "switch-on");
	play_shows(&play, "A notice has an end: say until when.");
	play_set(&play, "notice.new.until", "yesterday");
	play_pick(&play, "switch-on");
	play_shows(&play, "Write a time to come");
	play_pick(&play, "prepare"); /* that needs no end */
	ck_assert(put()->prepared);
	play_shows(&play, "Prepared: Lorry strike");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk notices");
	TCase *tests = tcase_create("notices");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, a_notice_comes_over_the_feed_without_another_request);
	tcase_add_test(tests, only_the_services_and_places_concerned_show_it);
	tcase_add_test(tests, one_without_a_service_speaks_to_the_desk_or_in_every_call);
	tcase_add_test(tests, it_is_over_by_the_desks_own_clock_also_offline_and_after_a_restart);
	tcase_add_test(tests, it_is_said_at_once_where_it_is_not_in_sight);
	tcase_add_test(tests, the_line_comes_back_with_the_notices_first);
	suite_add_tcase(suite, tests);
	TCase *supervisor = tcase_create("supervisor");
	tcase_add_checked_fixture(supervisor, begin_supervisor, at_desk_end);
	tcase_add_test(supervisor, a_prepared_notice_is_on_in_six_keys);
	tcase_add_test(supervisor, a_fresh_one_is_written_switched_on_and_off);
	tcase_add_test(supervisor, refused_it_is_not_shown_as_on_and_comes_back_into_its_form);
	tcase_add_test(supervisor, one_without_an_end_is_not_switched_on);
	tcase_add_test(tests, an_advisor_has_no_such_screen);
	suite_add_tcase(suite, supervisor);
	return tap_run(suite);
}
