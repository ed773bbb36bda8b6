/* The matrix at the desk: seen, with its numbers; and what a tick that is not there takes away. */
#include "desk/effects.h"
#include "desk/matrix.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

#define BINS                                                                                       \
	"service: missed-bin\ntitle: Missed bin collection\nprovided_by: any\n"                    \
	"owner: { team: chorley-waste, email: waste@chorley.example }\n"                           \
	"assured: 2026-10-01\nreview_by: 2027-04-01\nwords: [bin]\nhours: Mo-Th 08:00-18:00\n"     \
	"out_of_hours: { text: Leave it at the kerb., telephone: 01632 960199 }\n%s"               \
	"dialogue:\n  - section: It\n    prompts:\n      - refer: waste-round\n"                   \
	"        promise: Soon.\n        due: 2 working days\n"

/* The same entry with these lines. */
static void
bins(const char *lines)
{
	struct err err;
	const char *text = arena_printf(&play.arena, BINS, lines);
	ck_assert_msg(
	    directory_put(play.desk->directory, "missed-bin", text, 7, &err) == 0, "%s", err.text);
}

static void
open_bins(void)
{
	play_set(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_pick(&play, "service:missed-bin");
}

static void
as(const char *role)
{
	play_command(&play, COMMAND_SIGN_OUT);
	play.role = role;
	play_sign_in(&play);
}

START_TEST(it_is_seen_with_its_numbers)
{
	as("supervisor");
	bins("mechanisms: { telephone: operational, fulfilment: operational, email: build }\n");
	play.keys = 0;
	play_command(&play, COMMAND_MATRIX);
	play_shows(&play, "Services and mechanisms: Chorley");
	play_shows(&play, "40 enquiries in a year"); /* its cases are of the same */
	play_shows(&play, "x   4   .   .   .   .   .   x   .   .   .   .       40");
	play_pick(&play, "row:missed-bin");
	ck_assert_int_eq(play.keys, 2);
	play_shows(&play, "on: Telephone enquiries");
	play_shows(&play, "off: E-mail enquiries  build");
	play_pick(&play, "by:email");
	play_shows(&play, "E-mail enquiries: it is not on there.");
	play_pick(&play, "by:fulfilment");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_QUEUES);
}
END_TEST

START_TEST(each_leads_to_where_it_is_at_work)
{
	static const enum screen screens[MECHANISM_COUNT] = {[MECHANISM_TELEPHONE] = SCREEN_HOME,
	    [MECHANISM_EMAIL] = SCREEN_MAILS,
	    [MECHANISM_COMPLAINTS] = SCREEN_QUEUE,
	    [MECHANISM_APPOINTMENTS] = SCREEN_DIARIES,
	    [MECHANISM_PAYMENTS] = SCREEN_PAYMENTS,
	    [MECHANISM_OUTBOUND] = SCREEN_PROMISES,
	    [MECHANISM_LONE_WORKERS] = SCREEN_VISITS,
	    [MECHANISM_FULFILMENT] = SCREEN_QUEUES,
	    [MECHANISM_CONTINGENCY] = SCREEN_NOTICES,
	    [MECHANISM_OUT_OF_HOURS] = SCREEN_LATE,
	    [MECHANISM_E_FORMS] = SCREEN_MAILS,
	    [MECHANISM_OUTREACH] = SCREEN_SERVICE};
	as("supervisor");
	bins("mechanisms: [telephone, email, complaints, appointments, payments, outbound, "
	     "lone-workers, fulfilment, contingency, out-of-hours, e-forms, outreach]\n");
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++) {
		play_command(&play, COMMAND_MATRIX);
		play_pick(&play, "row:missed-bin");
		play_pick(&play, arena_printf(&play.arena, "by:%s", mechanism_kinds[i].id));
		ck_assert_msg(desk_screen(play.desk) == screens[i], "%s leads to %s",
		    mechanism_kinds[i].id, screen_name(desk_screen(play.desk)));
		play_command(&play, COMMAND_HOME);
	}
}
END_TEST

/* For one council alone, in the draft of the entry. */
START_TEST(a_tick_is_put_on_and_off_in_the_draft)
{
	as("information_officer");
	bins("mechanisms: [telephone, fulfilment]\n");
	play_command(&play, COMMAND_MATRIX);
	play_pick(&play, "row:missed-bin");
	play_command(&play, COMMAND_TICK);
	play_shows(&play, "chorley: mechanisms, telephone");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_ENTRY);
}
END_TEST

START_TEST(another_council_has_its_own)
{
	bins("mechanisms: [telephone]\nat: { burnley: { mechanisms: { telephone: test } } }\n");
	play_say(&play, COMMAND_MATRIX, "burnley");
	play_shows(&play, "Services and mechanisms: Burnley");
	play_shows(&play, "5   .   .   .   .   .   .   .   .   .   .   .");
	play_say(&play, COMMAND_MATRIX, "atlantis");
	play_shows(&play, "There is no council \"atlantis\".");
	play_shows(&play, "Services and mechanisms: Burnley");
}
END_TEST

START_TEST(numbers_are_asked_for_by_whoever_may_see_queues)
{
	as("trainee");
	play_command(&play, COMMAND_MATRIX);
	play_shows(&play, "Services and mechanisms: Chorley");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_VOLUMES), 0);
	play_pick(&play, "row:missed-bin");
	play_survives(&play);
}
END_TEST

START_TEST(who_rings_about_what_is_not_taken_by_telephone_is_signposted)
{
	bins("mechanisms: [email, fulfilment]\n");
	open_bins();
	play_shows(&play, "Chorley Council does this there, not us: signpost.");
	bins("mechanisms: [telephone, fulfilment]\n");
	play_shows_not(&play, "not us: signpost");
}
END_TEST

START_TEST(what_is_not_fulfilled_here_is_signposted)
{
	bins("mechanisms: [telephone]\n");
	open_bins();
	play_shows(&play, "Chorley Council does this there, not us: signpost.");
}
END_TEST

START_TEST(out_of_hours_words_need_their_tick)
{
	bins("mechanisms: [telephone, fulfilment, out-of-hours]\n"); /* it is Friday */
	open_bins();
	play_shows(&play, "Leave it at the kerb.");
	bins("mechanisms: [telephone, fulfilment]\n");
	play_shows_not(&play, "Leave it at the kerb.");
}
END_TEST

static const void *
late_answers(const struct request *request, struct arena *arena)
{
	struct late_page *page = record_new(arena, &late_page_record);
	if (request->route == ROUTE_MAILS)
		return record_new(arena, &mail_list_record);
	if (request->route != ROUTE_OUT_OF_HOURS)
		return NULL;
	page->service = "missed-bin";
	page->council = "chorley";
	page->from = play.now - 31 * MICROS_DAY;
	*(struct late_enquiry *)list_add(arena, &page->items, &late_enquiry_record) =
	    (struct late_enquiry){.id = "01920000-0000-7000-8000-0000000000e1",
		.channel = "phone",
		.outcome = "referred",
		.reference = "4071-2283-5",
		.began = play.now - 14 * MICROS_HOUR};
	*(struct late_enquiry *)list_add(arena, &page->items, &late_enquiry_record) =
	    (struct late_enquiry){.id = "01920000-0000-7000-8000-0000000000e2",
		.channel = "phone",
		.outcome = "resolved",
		.began = play.now - 38 * MICROS_HOUR};
	return page;
}

START_TEST(out_of_hours_is_what_is_said_and_what_was_taken)
{
	bins("mechanisms: [telephone, fulfilment, out-of-hours]\n");
	play.answers = late_answers;
	play_command(&play, COMMAND_MATRIX);
	play_pick(&play, "row:missed-bin");
	play_pick(&play, "by:out-of-hours");
	play_shows(&play, "closed, opens Mon 08:00"); /* it is Friday */
	play_shows(&play, "Leave it at the kerb.");
	play_shows(&play, "01632 960199");
	play_shows(&play, "referred");
	play_shows(&play, "case 4071-2283-5");
	play_pick(&play, "enquiry:01920000-0000-7000-8000-0000000000e2");
	play_shows(&play, "It opened no case.");
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "case 4071-2283-5");
	play_pick(&play, "case:4071-2283-5");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CASE);
}
END_TEST

START_TEST(a_list_of_forms_is_not_one_of_mails)
{
	play.answers = late_answers;
	bins("mechanisms: [telephone, fulfilment, e-forms]\n");
	play_command(&play, COMMAND_MAILS);
	play_shows(&play, "No mail and no form waits.");
	play_command(&play, COMMAND_MATRIX);
	play_pick(&play, "row:missed-bin");
	play_pick(&play, "by:e-forms");
	play_shows(&play, "No form waits to be told whose it is.");
	play_command(&play, COMMAND_MAILS); /* all of them */
	play_shows(&play, "No mail and no form waits.");
}
END_TEST

static void
strike(const char *kind)
{
	struct notice_scope scope = {"service", "missed-bin"};
	struct notice notice = {.id = "01920000-0000-7000-8000-0000000000f7",
	    .text = "Lorry strike",
	    .script = "No bins are emptied today.",
	    .kind = kind,
	    .scope = {&scope, 1},
	    .from = play.now,
	    .until = play.now + 2 * MICROS_HOUR};
	struct feed_item item = {.topic = "notice", .id = notice.id, .notice = &notice};
	struct feed_page page = {.items = {&item, 1}};
	play_feed(&play, &page);
}

START_TEST(a_notice_changes_what_is_said_where_it_is_ticked_or_in_an_emergency)
{
	bins("mechanisms: [telephone, fulfilment]\n");
	strike(NULL);
	open_bins();
	play_shows_not(&play, "SAY: No bins are emptied today.");
	bins("mechanisms: [telephone, fulfilment, contingency]\n");
	play_shows(&play, "SAY: No bins are emptied today.");
	bins("mechanisms: [telephone, fulfilment]\n");
	strike("emergency");
	play_shows(&play, "SAY: No bins are emptied today.");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk matrix");
	TCase *tcase = tcase_create("matrix");
	tcase_add_checked_fixture(tcase, at_desk_begin, at_desk_end);
	tcase_add_test(tcase, it_is_seen_with_its_numbers);
	tcase_add_test(tcase, each_leads_to_where_it_is_at_work);
	tcase_add_test(tcase, a_tick_is_put_on_and_off_in_the_draft);
	tcase_add_test(tcase, another_council_has_its_own);
	tcase_add_test(tcase, numbers_are_asked_for_by_whoever_may_see_queues);
	tcase_add_test(tcase, who_rings_about_what_is_not_taken_by_telephone_is_signposted);
	tcase_add_test(tcase, what_is_not_fulfilled_here_is_signposted);
	tcase_add_test(tcase, out_of_hours_words_need_their_tick);
	tcase_add_test(tcase, out_of_hours_is_what_is_said_and_what_was_taken);
	tcase_add_test(tcase, a_list_of_forms_is_not_one_of_mails);
	tcase_add_test(tcase, a_notice_changes_what_is_said_where_it_is_ticked_or_in_an_emergency);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
