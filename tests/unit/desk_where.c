/* Who does this at this door, as the advisor meets it: asked when the place does not tell,
 * signposted when somebody outside does it. */
#include "desk/drafts.h"
#include "desk/nearest.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char kind_of[] = "service: %s\n"
			      "title: %s\n"
			      "provided_by: %s\n"
			      "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			      "assured: 2026-10-01\n"
			      "review_by: 2027-04-01\n"
			      "words: [%s]\n"
			      "dialogue:\n"
			      "  - section: Where\n"
			      "    prompts:\n"
			      "      - ask: place\n"
			      "        text: Where is it?\n"
			      "        type: address\n"
			      "        required: true\n"
			      "      - tell: Ring ${council.name} on ${council.telephone}.\n"
			      "        id: ring\n"
			      "      - %s\n"
			      "        id: end\n"
			      "%s";

/* Publishes a service, opens its matter and gives the address. */
static void
ask_at(const char *name, const char *provided_by, const char *ending, const char *more,
    const char *address)
{
	char text[2000], field[200];
	struct err err = {{0}};
	snprintf(text, sizeof text, kind_of, name, name, provided_by, name, ending, more);
	ck_assert_msg(
	    directory_put(play.desk->directory, name, text, 90, &err) == 0, "%s", err.text);
	play_command(&play, COMMAND_NEW_CONTACT);
	play_type(&play, "home.find", name);
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
	snprintf(field, sizeof field, "answer.%s.place",
	    LIST_AT(struct matter, &play.desk->hand->work->matters, 0)->id);
	play_type(&play, field, address);
	play_enter(&play, field);
}

static const struct enquiry *
logged(void)
{
	play_command(&play, COMMAND_FINISH);
	play_pick(&play, "finish");
	const struct play_request *put = play_sent(&play, ROUTE_PUT_CONTACT);
	ck_assert_ptr_nonnull(put);
	const struct contact *contact = put->request.body;
	return LIST_AT(struct enquiry, &contact->enquiries, 0);
}

#define REFER "refer: waste-round\n        due: 2 working days"

START_TEST(a_postcode_in_one_district_asks_nothing)
{
	ask_at("gates", "district", REFER, "", "9 Nowhere Road, BB11 1AA");
	play_shows_not(&play, "Which council's area");
	play_shows(&play, "Ring Burnley Borough Council on 01632 960117.");
	const struct enquiry *enquiry = logged();
	ck_assert_str_eq(enquiry->responsible, "burnley");
	ck_assert_str_eq(enquiry->opens->queue, "burnley.waste-round");
	ck_assert_ptr_null(enquiry->signposted);
}
END_TEST

START_TEST(a_split_postcode_offers_its_districts)
{
	ask_at("gates", "district", REFER, "", "9 Nowhere Road, BB5 2AA");
	play_shows(&play, "Which council's area");
	play_shows(&play, "Hyndburn Borough Council");
	play_shows(&play, "Rossendale Borough Council");
	play_shows_not(&play, "Pendle Borough Council");
	play_pick(&play, "where:rossendale");
	play_shows(&play, "Ring Rossendale Borough Council");
	ck_assert_str_eq(logged()->opens->queue, "rossendale.waste-round");
}
END_TEST

START_TEST(a_council_outside_is_signposted)
{
	ask_at("gates", "district", REFER, "", "9 Nowhere Road, PR7 7AA");
	play_shows(&play, "South Ribble Borough Council");
	play_pick(&play, "where:south-ribble");
	play_shows(&play,
	    "South Ribble Borough Council does this there, not us: signpost. 01632 960126, "
	    "southribble.example");
	const struct enquiry *enquiry = logged();
	ck_assert_str_eq(enquiry->outcome, "signposted");
	ck_assert_str_eq(enquiry->signposted, "south-ribble");
	ck_assert_str_eq(enquiry->responsible, "south-ribble");
	ck_assert_ptr_null(enquiry->opens);
}
END_TEST

START_TEST(a_county_service_needs_no_district_of_it)
{
	ask_at("gates", "county", "refer: highways-defects\n        due: 2 working days", "",
	    "9 Nowhere Road, PR7 7AA");
	play_shows_not(&play, "Which council's area");
	ck_assert_str_eq(logged()->opens->queue, "lancashire.highways-defects");
}
END_TEST

START_TEST(where_one_is_sent_stands_at_the_end)
{
	ask_at("gates", "county", "signpost: keepers\n        to: The gatekeepers, 01632 960450",
	    "", "9 Nowhere Road, BB11 1AA");
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "Tell them: The gatekeepers, 01632 960450");
	ck_assert_str_eq(logged()->outcome, "signposted");
}
END_TEST

START_TEST(a_parish_is_asked_and_signposted)
{
	ask_at("allotments", "parish", REFER, "", "9 Nowhere Road, PR6 9AA");
	play_shows(&play, "Which parish or town council's area");
	play_shows(&play, "Adlington Town Council");
	play_shows_not(&play, "Whalley");
	play_pick(&play, "where:adlington");
	play_shows(&play, "Ring Adlington Town Council on 01632 960301.");
	const struct enquiry *enquiry = logged();
	ck_assert_str_eq(enquiry->outcome, "signposted");
	ck_assert_str_eq(enquiry->responsible, "adlington");
}
END_TEST

START_TEST(without_a_parish_the_district_does_it)
{
	ask_at("allotments", "parish", REFER, "", "9 Nowhere Road, PR6 9AA");
	play_pick(&play, "where:none");
	const struct enquiry *enquiry = logged();
	ck_assert_str_eq(enquiry->outcome, "referred");
	ck_assert_str_eq(enquiry->opens->queue, "chorley.waste-round");
}
END_TEST

START_TEST(an_outside_body_has_its_own_words)
{
	ask_at("bursts", "body\nbody: water",
	    "signpost: water-company\n        to: ${council.name}",
	    "at: { border-water: { texts: { ring: Tell them the meter number. } } }\n",
	    "9 Nowhere Road, BB18 5AA");
	play_shows(&play, "Tell them the meter number.");
	play_shows(&play, "Border Water does this there, not us: signpost. 01632 960420");
	const struct enquiry *enquiry = logged();
	ck_assert_str_eq(enquiry->outcome, "signposted");
	ck_assert_str_eq(enquiry->signposted, "border-water");
	ck_assert_ptr_null(enquiry->responsible);
}
END_TEST

START_TEST(of_several_bodies_one_is_asked)
{
	ask_at("repairs", "body\nbody: housing", "signpost: landlord\n        to: ${council.name}",
	    "", "9 Nowhere Road, nowhere");
	play_shows(&play, "Who is it with?");
	play_pick(&play, "where:calder-homes");
	play_shows(&play, "Ring Calder Homes on 01632 960440.");
	ck_assert_str_eq(logged()->signposted, "calder-homes");
}
END_TEST

/* From the day on the successor is responsible; the queue and the words of the old one serve on. */
START_TEST(the_successor_takes_over_on_its_day)
{
	const char *own = "at: { chorley: { texts: { ring: '${council.name} counts them.' } } }\n";
	play_release(&play);
	play_init(&play);
	play.now = london_micros((struct date){2028, 3, 31}, 23, 55);
	play_sign_in(&play);
	ask_at("gates", "district", REFER, own, "9 Nowhere Road, PR7 1AA");
	play_shows(&play, "Chorley Council counts them.");
	ck_assert_str_eq(logged()->responsible, "chorley");
	play_tick(&play, 6 * MICROS_MINUTE);
	ask_at("gates", "district", REFER, own, "9 Nowhere Road, PR7 1AA");
	play_shows(&play, "Central Lancashire Council counts them.");
	const struct enquiry *enquiry = logged();
	ck_assert_str_eq(enquiry->responsible, "central-lancashire");
	ck_assert_str_eq(enquiry->opens->queue, "chorley.waste-round");
}
END_TEST

/* ---- greeting, closed, near by ---- */

START_TEST(the_greeting_follows_the_council_that_was_rung)
{
	play_shows(&play, "Thank you for calling Chorley Council. How can I help?");
	play_say(&play, COMMAND_AS, "burn");
	play_shows(&play, "Thank you for calling Burnley Borough Council. How can I help?");
	ck_assert_str_eq(play.desk->hand->work->as, "burnley");
	play_type(&play, "home.find", "complaint");
	play_enter(&play, "home.find");
	play_shows(&play, "|  Burnley");
	play_command(&play, COMMAND_HOME);
	play_say(&play, COMMAND_AS, "lancashire");
	ck_assert_str_eq(desk_council(play.desk), "lancashire");
	/* Nobody rings a parish here, nor who is outside. */
	play_say(&play, COMMAND_AS, "adlington");
	play_shows(&play, "There is no council \"adlington\" to answer for.");
	play_say(&play, COMMAND_AS, "south-ribble");
	ck_assert_str_eq(desk_council(play.desk), "lancashire");
}
END_TEST

START_TEST(closed_says_what_to_do_until_it_opens)
{
	play_release(&play);
	play_init(&play);
	play.now = london_micros((struct date){2026, 12, 24}, 15, 30); /* closed early */
	play_sign_in(&play);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_shows(&play, "Chorley, closed, opens Sat 09:00");
	play_shows(&play, "Out of hours: 01632 960199");
	play_command(&play, COMMAND_DIALOGUE);
	play_shows(&play, "Out of hours: 01632 960199");
}
END_TEST

START_TEST(the_nearest_place_is_found_also_without_the_line)
{
	play.crm_there = false;
	play_type(&play, "home.find", "librar");
	play_enter(&play, "home.find");
	play_shows(&play, "places: n shows which is nearest");
	play_say(&play, COMMAND_NEAREST, "PR6 9AA");
	/* About where PR6 9 is: the places themselves tell. */
	ck_assert_str_eq(play_focus(&play), "place:adlington-gateway");
	play_shows(&play, "Open now");
	play_shows(&play, "Adlington Library gateway, 0.0 miles");
	play_shows(&play, "Chorley Library, 3.3 miles");
	play_set(&play, "places.near", "BB11 1ZZ");
	play_enter(&play, "places.near");
	play_shows(&play, "1 Open now: Burnley Library, 0.");
	/* No place begins as this one does: the council whose area it is has its own. */
	play_set(&play, "places.near", "BB18 5AA");
	play_enter(&play, "places.near");
	play_shows(&play, "1 Open now: Colne Library gateway");
	play_set(&play, "places.near", "nowhere");
	play_enter(&play, "places.near");
	play_shows(&play, "\"nowhere\" is no postcode.");
	play_shows(&play, "Type a postcode to see which is nearest.");
	play_set(&play, "places.near", "PR7 1ZZ");
	play.crm_there = true;
	play_restart(&play);
	play_sign_in(&play);
	play_shows(&play, "Near: [PR7 1ZZ]");
	play_pick(&play, "place:chorley-library");
	play_shows(&play, "Wrap up");
	play_shows(&play, "signposted");
	play_pick(&play, "finish");
	/* The next caller lives elsewhere. */
	ck_assert_ptr_null(typed_text(play.desk, "places.near"));
}
END_TEST

START_TEST(the_crm_knows_where_a_postcode_is)
{
	struct point about;
	play_type(&play, "home.find", "librar");
	play_enter(&play, "home.find");
	play_say(&play, COMMAND_NEAREST, "BB7 4ZZ");
	const struct play_request *sent = play_sent(&play, ROUTE_FIND_ADDRESSES);
	ck_assert_ptr_nonnull(sent);
	ck_assert_str_eq(sent->request.query[0].value, "BB7 4ZZ");
	about = nearest_from(play.desk, &play.arena);
	struct postcode rows[] = {{"bb74zz", "pendle", NULL, 386100, 437600}};
	struct property_page page = {.postcodes = {rows, 1}};
	struct reply reply = {.status = 200, .body = &page};
	nearest_reply(play.desk, &reply);
	struct point exact = nearest_from(play.desk, &play.arena);
	ck_assert_int_eq(exact.easting, 386100);
	ck_assert_int_ne(about.easting, exact.easting);
	play_shows(&play, "Colne Library gateway, 2.3 miles");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_where");
	TCase *tcase = tcase_create("where");
	tcase_add_checked_fixture(tcase, at_desk_begin, at_desk_end);
	tcase_add_test(tcase, a_postcode_in_one_district_asks_nothing);
	tcase_add_test(tcase, a_split_postcode_offers_its_districts);
	tcase_add_test(tcase, a_council_outside_is_signposted);
	tcase_add_test(tcase, a_county_service_needs_no_district_of_it);
	tcase_add_test(tcase, where_one_is_sent_stands_at_the_end);
	tcase_add_test(tcase, a_parish_is_asked_and_signposted);
	tcase_add_test(tcase, without_a_parish_the_district_does_it);
	tcase_add_test(tcase, an_outside_body_has_its_own_words);
	tcase_add_test(tcase, of_several_bodies_one_is_asked);
	tcase_add_test(tcase, the_successor_takes_over_on_its_day);
	tcase_add_test(tcase, the_greeting_follows_the_council_that_was_rung);
	tcase_add_test(tcase, closed_says_what_to_do_until_it_opens);
	tcase_add_test(tcase, the_nearest_place_is_found_also_without_the_line);
	tcase_add_test(tcase, the_crm_knows_where_a_postcode_is);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
