/* Who does this at this door, as the advisor meets it: asked when the place does not tell,
 * signposted when somebody outside does it. */
#include "helpers/play.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct play play;

static void
begin(void)
{
	play_init(&play);
	play_sign_in(&play);
}

static void
end(void)
{
	play_release(&play);
}

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

int
main(void)
{
	Suite *suite = suite_create("desk_where");
	TCase *tcase = tcase_create("where");
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, a_postcode_in_one_district_asks_nothing);
	tcase_add_test(tcase, a_split_postcode_offers_its_districts);
	tcase_add_test(tcase, a_council_outside_is_signposted);
	tcase_add_test(tcase, a_county_service_needs_no_district_of_it);
	tcase_add_test(tcase, a_parish_is_asked_and_signposted);
	tcase_add_test(tcase, without_a_parish_the_district_does_it);
	tcase_add_test(tcase, an_outside_body_has_its_own_words);
	tcase_add_test(tcase, of_several_bodies_one_is_asked);
	tcase_add_test(tcase, the_successor_takes_over_on_its_day);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
