/* What is no longer vouched for is marked wherever the advisor meets it. */
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
publish(const char *service, const char *text)
{
	struct err err = {{0}};
	ck_assert_msg(
	    directory_put(play.desk->directory, service, text, 90, &err) == 0, "%s", err.text);
}

static const char old_fee[] = "service: loft\n"
			      "title: Loft ladders\n"
			      "provided_by: district\n"
			      "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			      "assured: 2026-10-01\n"
			      "review_by: 2027-04-01\n"
			      "words: [loft]\n"
			      "facts:\n"
			      "  fee: { label: Fee, value: £30, review_by: 2026-11-01 }\n"
			      "  days: { label: Days, value: 2 days, review_by: 2027-04-01 }\n"
			      "dialogue:\n"
			      "  - section: Loft\n"
			      "    prompts:\n"
			      "      - say: It costs ${fact.fee}.\n"
			      "        id: price\n"
			      "      - ask: want\n"
			      "        text: Do you want one within ${fact.days}?\n"
			      "        type: yesno\n"
			      "        required: true\n"
			      "      - refer: waste-round\n"
			      "        promise: We come for ${fact.fee}.\n"
			      "        due: 2 working days\n";

START_TEST(a_stale_fact_is_marked_on_the_service_and_in_the_dialogue)
{
	publish("loft", old_fee);
	play_type(&play, "home.find", "loft");
	play_enter(&play, "home.find");
	play_shows(&play, "vouched 1 Oct 2026");
	play_shows(&play, "Stale since 1 Nov 2026");
	play_shows(&play, "review 1 Apr 2027");
	play_command(&play, COMMAND_DIALOGUE);
	char *page = play_page(&play);
	const char *say = strstr(page, "SAY: It costs £30.");
	ck_assert_msg(say && strstr(say, "Stale since 1 Nov 2026"), "%s", page);
	const char *ask = strstr(page, "ASK: Do you want one within 2 days?");
	ck_assert_msg(ask && !strstr(ask, "Stale"), "%s", page);
	free(page);
}
END_TEST

START_TEST(a_stale_promise_is_marked_where_it_is_told)
{
	publish("loft", old_fee);
	play_type(&play, "home.find", "loft");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
	play_pick(&play, "answer:yes");
	play_pick(&play, "where:chorley");
	play_shows(&play, "TELL: We come for £30.");
	char *page = play_page(&play);
	const char *told = strstr(page, "TELL: We come");
	ck_assert_msg(told && strstr(told, "Stale since 1 Nov 2026"), "%s", page);
	free(page);
	play_command(&play, COMMAND_FINISH);
	page = play_page(&play);
	told = strstr(page, "Tell them: We come for £30.");
	ck_assert_msg(told && strstr(told, "Stale since 1 Nov 2026"), "%s", page);
	free(page);
}
END_TEST

START_TEST(an_entry_that_is_overdue_is_marked_in_the_results)
{
	play_type(&play, "home.find", "missed");
	play_shows_not(&play, "Stale");
	play_release(&play);
	play_init(&play);
	play.now += 200 * MICROS_DAY;
	play_sign_in(&play);
	play_type(&play, "home.find", "missed");
	play_shows(&play, "Stale, open");
	play_enter(&play, "home.find");
	play_shows(&play, "Stale: nobody has vouched for this entry in time.");
	play_command(&play, COMMAND_DIALOGUE);
	play_shows(&play, "Stale, Chorley");
}
END_TEST

START_TEST(an_entry_that_nobody_ever_vouched_for_says_so)
{
	publish("attic", "service: attic\ntitle: Attic clearance\nprovided_by: county\n"
			 "words: [attic]\nfacts:\n  fee: { label: Fee, value: none }\n");
	play_type(&play, "home.find", "attic");
	play_shows(&play, "Never vouched for");
	play_enter(&play, "home.find");
	play_shows(&play, "never vouched for");
	play_shows(&play, "Nobody has ever vouched for this entry.");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk fresh");
	TCase *tests = tcase_create("fresh");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, a_stale_fact_is_marked_on_the_service_and_in_the_dialogue);
	tcase_add_test(tests, a_stale_promise_is_marked_where_it_is_told);
	tcase_add_test(tests, an_entry_that_is_overdue_is_marked_in_the_results);
	tcase_add_test(tests, an_entry_that_nobody_ever_vouched_for_says_so);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
