/* Offers: not made again to who has answered, shown again after later, proposed on the customer's
 * page because of what they had, and what is sent. */
#include "desk/effects.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
said(const char *service, const char *reply, micros ago)
{
	play.said = (struct offer_said){service, reply, play.now - ago};
}

static void
missed_bin(void)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
}

START_TEST(who_said_no_is_not_asked_again)
{
	missed_bin();
	play_shows(&play, "# Offers");
	play_shows(&play, "? Assisted bin collection");
	play_release(&play);
	at_desk_begin();
	said("assisted-collection", "no", 700 * MICROS_DAY);
	missed_bin();
	play_shows_not(&play, "Assisted bin collection");
	play_survives(&play);
}
END_TEST

/* What was said goes with the contact: it is known also when the line is down. */
START_TEST(it_is_remembered_offline)
{
	said("assisted-collection", "yes", 20 * MICROS_DAY);
	missed_bin();
	play.crm_there = false;
	play_line(&play, false);
	play_restart(&play);
	play_type(&play, "sign-in.user", "s.ellis");
	play_enter(&play, "sign-in.user");
	play_type(&play, "sign-in.password", PLAY_PASSWORD);
	play_enter(&play, "sign-in.password");
	play_line(&play, false);
	const struct offer_said *kept = offer_said(play.desk->hand, "assisted-collection");
	ck_assert_ptr_nonnull(kept);
	ck_assert_str_eq(kept->reply, "yes");
}
END_TEST

START_TEST(later_is_asked_at_the_next_contact_and_says_so)
{
	said("assisted-collection", "later", 17 * MICROS_DAY);
	missed_bin();
	play_pick(&play, "prompt:offer-assisted-collection");
	play_shows(&play, "OFFER: Assisted bin collection");
	play_shows(&play, "said later on 3 Nov");
}
END_TEST

static void
offer_again(const char *again)
{
	char text[600];
	struct err err = {{0}};
	snprintf(text, sizeof text,
	    "service: loft\ntitle: Loft ladders\nprovided_by: district\nassured: 2026-10-01\n"
	    "offer:\n  beside: [missed-bin]\n  because: It helps.\n%s",
	    again);
	int rc = directory_put(play.desk->directory, "loft", text, 90, &err);
	ck_assert_msg(rc == 0, "%s", err.text);
}

START_TEST(an_entry_may_say_after_how_long_it_is_asked_anew)
{
	said("loft", "no", 400 * MICROS_DAY);
	offer_again("");
	missed_bin();
	play_shows_not(&play, "Loft ladders");
	offer_again("  again: after 12 months\n");
	play_shows(&play, "Loft ladders");
	offer_again("  again: after 24 months\n");
	play_shows_not(&play, "Loft ladders");
	struct err err = {{0}};
	ck_assert_int_lt(directory_put(play.desk->directory, "loft",
			     "service: loft\ntitle: Loft\nprovided_by: district\noffer:\n  beside: "
			     "[missed-bin]\n"
			     "  because: It helps.\n  again: next year\n",
			     91, &err),
	    0);
}
END_TEST

static const struct enquiry *
last_enquiry(void)
{
	const struct play_request *sent = play_sent(&play, ROUTE_PUT_CONTACT);
	ck_assert_ptr_nonnull(sent);
	const struct contact *contact = sent->request.body;
	return LIST_AT(struct enquiry, &contact->enquiries, contact->enquiries.count - 1);
}

/* She had a Blue Badge on 3 November, and is old enough. */
START_TEST(the_customers_page_offers_because_of_what_they_had)
{
	at_desk_amina();
	play_shows(&play, "Offer: Assisted bin collection, because Blue Badge resolved 3 Nov");
	play_pick(&play, "offer:assisted-collection");
	play_shows(&play, "OFFER: Assisted bin collection");
	play_shows(&play, "BECAUSE: People who cannot get a bin to the kerb");
	play_survives(&play);
	play_pick(&play, "offer:no");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CUSTOMER);
	play_shows_not(&play, "Assisted bin collection");
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "Assisted bin collection: offered, said no");
	play_pick(&play, "finish");
	ck_assert_str_eq(last_enquiry()->service, "assisted-collection");
	ck_assert_str_eq(last_enquiry()->offer, "blue-badge");
	ck_assert_str_eq(last_enquiry()->offer_reply, "no");
}
END_TEST

START_TEST(yes_opens_it_as_a_matter)
{
	at_desk_amina();
	play_pick(&play, "offer:assisted-collection");
	play_pick(&play, "offer:yes");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_DIALOGUE);
	play_shows(&play, "[1 Assisted bin collection");
}
END_TEST

START_TEST(what_was_declined_is_not_on_the_page_either)
{
	said("assisted-collection", "no", 20 * MICROS_DAY);
	at_desk_amina();
	play_shows_not(&play, "Assisted bin collection");
}
END_TEST

START_TEST(an_offer_may_be_for_who_somebody_is)
{
	struct err err = {{0}};
	static const char text[] =
	    "service: loft\ntitle: Loft ladders\nprovided_by: district\nassured: 2026-10-01\n"
	    "offer:\n  when: ${customer.age} >= 65\n  because: Stairs get steep.\n";
	ck_assert_msg(
	    directory_put(play.desk->directory, "loft", text, 90, &err) == 0, "%s", err.text);
	said("assisted-collection", "no", 0);
	at_desk_amina();
	play_shows(&play, "Offer: Loft ladders, because Stairs get steep.");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk offers");
	TCase *tests = tcase_create("offers");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, who_said_no_is_not_asked_again);
	tcase_add_test(tests, it_is_remembered_offline);
	tcase_add_test(tests, later_is_asked_at_the_next_contact_and_says_so);
	tcase_add_test(tests, an_entry_may_say_after_how_long_it_is_asked_anew);
	tcase_add_test(tests, the_customers_page_offers_because_of_what_they_had);
	tcase_add_test(tests, yes_opens_it_as_a_matter);
	tcase_add_test(tests, what_was_declined_is_not_on_the_page_either);
	tcase_add_test(tests, an_offer_may_be_for_who_somebody_is);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
