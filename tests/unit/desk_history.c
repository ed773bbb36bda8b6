/* A customer's history at the desk: something of every kind, opened whole, and picked by words. */
#include "helpers/play.h"
#include "helpers/tap.h"

#include <string.h>

static struct play play;

static void
setup(void)
{
	play_init(&play);
	play.many_kinds = true;
	play_sign_in(&play);
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_answer_all(&play);
}

static void
teardown(void)
{
	play_release(&play);
}

START_TEST(every_kind_is_one_line)
{
	static const char *const lines[] = {"Sent her the form again", "post, sent, Chorley",
	    "4069-1120-7 was closed", "case 4070-0001-4 overdue", "case 4070-0002-2, due", "booked",
	    "offered, said no", "case 4069-1120-7 closed late", "exists, not shown"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		play_shows(&play, lines[i]);
}
END_TEST

START_TEST(a_line_opens_whole)
{
	play_pick(&play, "history:0");
	const struct request *read = &play_sent(&play, ROUTE_CONTACT)->request;
	ck_assert_str_eq(read->params[0], "01920000-0000-7000-8000-0000000000e1");
	ck_assert_str_eq(read->query[0].name, "contact");
	ck_assert_str_eq(read->query[0].value, play.desk->hand->work->id);
	play_answer_all(&play);
	static const char *const lines[] = {"Chorley", "as Lancashire", "s.ellis",
	    "Came with her son", "Which bin was missed? Grey (refuse)", "dog in the yard",
	    "We will be back within 1 working day.", "version 7", "not shown here"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		play_shows(&play, lines[i]);
	play_pick(&play, "case:4070-0001-4");
	ck_assert_str_eq(play_sent(&play, ROUTE_CASE)->request.params[0], "4070-0001-4");
	play_command(&play, COMMAND_BACK);
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "Not shared here");
	play_shows(&play, "exists, not shown");
	/* Of an own council only what is sensitive is withheld. */
	LIST_EACH(struct history_item, item, &play.desk->hand->page->history)
	if (item->withheld)
		item->council = "chorley";
	play_shows(&play, "Sensitive service");
	play_shows_not(&play, "Not shared here");
}
END_TEST

/* What was shown for a reason is opened for the same. */
START_TEST(the_reason_goes_on_to_what_is_opened)
{
	play_command(&play, COMMAND_GLASS);
	play_type(&play, "customer.glass", "not safe at home");
	play_enter(&play, "customer.glass");
	play_pick(&play, "history:0");
	const struct request *read = &play_sent(&play, ROUTE_CONTACT)->request;
	ck_assert_str_eq(read->query[1].name, "glass");
	ck_assert_str_eq(read->query[1].value, "not safe at home");
	play_command(&play, COMMAND_BACK);
	play_pick(&play, "history:2");
	read = &play_sent(&play, ROUTE_CASE)->request;
	ck_assert_str_eq(read->query[0].value, "not safe at home");
	play_command(&play, COMMAND_HOME);
	play_type(&play, "home.find", "4071-2283-7");
	play_enter(&play, "home.find");
	ck_assert_ptr_null(play_sent(&play, ROUTE_CASE)->request.query[0].value);
}
END_TEST

START_TEST(a_contact_that_may_not_be_read_says_so)
{
	play.crm_there = false;
	play_pick(&play, "history:0");
	play_shows(&play, "Loading the contact");
	play_fail(&play, ROUTE_CONTACT, PROBLEM_WITHHELD, 403);
	play_shows(&play, "The contact is not shown.");
}
END_TEST

/* ---- the filter ---- */

START_TEST(words_pick_among_what_is_loaded)
{
	play_command(&play, COMMAND_FILTER);
	play_type(&play, "customer.filter", "case open chorley");
	play_shows(&play, "4070-0001-4");
	play_shows(&play, "4070-0002-2");
	play_shows_not(&play, "4069-1120-7");
	play_set(&play, "customer.filter", "letter");
	play_shows(&play, "Sent her the form again");
	play_shows_not(&play, "offered, said no");
	play_set(&play, "customer.filter", "nothing of this");
	play_shows(&play, "No entry has these words.");
	size_t asked = play_sent_count(&play, ROUTE_CUSTOMER);
	play_enter(&play, "customer.filter"); /* all of it is here: nothing is asked */
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_CUSTOMER), asked);
}
END_TEST

/* While there are older entries, it is not said that there is nothing. */
START_TEST(older_entries_are_looked_through)
{
	play_command(&play, COMMAND_HOME);
	play_release(&play);
	play_init(&play);
	play.long_history = play.many_kinds = true;
	play_sign_in(&play);
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_answer_all(&play);
	play_command(&play, COMMAND_FILTER);
	play_type(&play, "customer.filter", "libraries resolved");
	play_shows(&play, "None of the newest entries has these words.");
	play_shows(&play, "Look through the older entries");
	play_shows_not(&play, "No entry has these words.");
	play_enter(&play, "customer.filter");
	const struct request *read = &play_sent(&play, ROUTE_CUSTOMER)->request;
	ck_assert_str_eq(read->query[1].name, "filter");
	ck_assert_str_eq(read->query[1].value, "libraries resolved");
	play_answer_all(&play);
	play_shows(&play, "resolved");
	play_shows(&play, "Libraries");
	play_shows_not(&play, "Look through the older entries");
	/* Other words: what was found for these is no answer. */
	play_command(&play, COMMAND_FILTER);
	play_set(&play, "customer.filter", "swimming");
	play_shows(&play, "None of the newest entries has these words.");
}
END_TEST

START_TEST(a_letter_is_logged_as_one)
{
	play_say(&play, COMMAND_CHANNEL, "post sent");
	play_shows(&play, "post, sent, since");
	play_say(&play, COMMAND_CHANNEL, "pigeon");
	play_shows(&play, "Say phone, counter");
	ck_assert_str_eq(play.desk->hand->work->channel, "post");
	ck_assert_str_eq(play.desk->hand->work->direction, "out");
	play_say(&play, COMMAND_CHANNEL, "Email");
	ck_assert_str_eq(play.desk->hand->work->channel, "email");
	ck_assert_ptr_null(play.desk->hand->work->direction);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk/history");
	TCase *c = tcase_create("history");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, every_kind_is_one_line);
	tcase_add_test(c, a_line_opens_whole);
	tcase_add_test(c, the_reason_goes_on_to_what_is_opened);
	tcase_add_test(c, a_contact_that_may_not_be_read_says_so);
	tcase_add_test(c, words_pick_among_what_is_loaded);
	tcase_add_test(c, older_entries_are_looked_through);
	tcase_add_test(c, a_letter_is_logged_as_one);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
