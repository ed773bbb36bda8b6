/* Moving house at the desk: the address picked, the day, who comes along, who will be told; what
 * came of it, and taking it back. Nothing typed is lost. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/moving.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

#define AMINA "01920000-0000-7000-8000-000000000001"
#define RAJ "01920000-0000-7000-8000-0000000000a1"

static void
begin(void)
{
	at_desk_amina();
	play_command(&play, COMMAND_MOVE);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_MOVING);
	ck_assert_str_eq(play_focus(&play), "move.line");
}

static void
to_mill_lane(void)
{
	play_type(&play, "move.line", "mill");
	play_enter(&play, "move.line");
}

static const struct move *
sent(void)
{
	ck_assert_ptr_nonnull(play_sent(&play, ROUTE_PUT_MOVE));
	return play_sent(&play, ROUTE_PUT_MOVE)->request.body;
}

START_TEST(picked_dated_and_saved)
{
	at_desk_amina();
	play.keys = 0;
	play_command(&play, COMMAND_MOVE);
	to_mill_lane();
	ck_assert_str_eq(play_focus(&play), "move.on");
	play_shows(&play, "Council tax"); /* will be told, before anything is saved */
	play_shows(&play, "moving home, Pendle");
	play_shows_not(&play, "parking permit"); /* she has none */
	play_shows(&play, "And those where they have something.");
	play_enter(&play, "move.on");
	ck_assert_str_eq(play_focus(&play), "save");
	play_pick(&play, "save");
	ck_assert_int_le(play.keys, 4);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CUSTOMER);
	ck_assert_str_eq(sent()->customer, AMINA);
	ck_assert_str_eq(sent()->moved_on, "2026-11-20");
	ck_assert_str_eq(sent()->uprn, "100010001");
	ck_assert_str_eq(sent()->district, "pendle");
	ck_assert_str_eq(sent()->contact, play.desk->hand->work->id);
	play_shows(&play, "3 Mill Lane BB8 0AA"); /* the title has the new address */
	play_shows(&play, "Moved to 3 Mill Lane, Colne BB8 0AA");
	play_shows(&play, "0 of 3 acknowledged");
	ck_assert(!typed_any_under(play.desk, "move."));
}
END_TEST

START_TEST(the_household_comes_along_when_ticked)
{
	struct relative household[] = {
	    {.id = "r1", .customer = RAJ, .name = "PATEL, Raj", .kind = "household"},
	    {.id = "r2", .name = "Anil", .kind = "household"},
	    {.id = "r3", .customer = AMINA, .name = "DEPUTY, Ann", .kind = "representative"}};
	play.household = (struct list){household, 3};
	begin();
	play_shows(&play, "PATEL, Raj");
	play_shows_not(&play, "Anil"); /* no record of his own to change */
	play_shows_not(&play, "DEPUTY, Ann");
	to_mill_lane();
	play_pick(&play, "with:" RAJ);
	play_shows(&play, "comes along");
	play_pick(&play, "save");
	ck_assert_uint_eq(sent()->people.count, 1);
	ck_assert_str_eq(LIST_AT(struct move_person, &sent()->people, 0)->customer, RAJ);
}
END_TEST

START_TEST(a_day_to_come_is_said_without_its_year)
{
	begin();
	to_mill_lane();
	play_type(&play, "move.on", "1 dec");
	play_shows(&play, "Save: told on 1 Dec 2026");
	play_survives(&play);
	play_enter(&play, "move.on");
	play_pick(&play, "save");
	ck_assert_str_eq(sent()->moved_on, "2026-12-01");
	play_shows(&play, "14 Union Street"); /* she lives there until then */
	play_shows(&play, "Moves on 1 Dec 2026 to 3 Mill Lane");
	play_shows(&play, "planned");
}
END_TEST

START_TEST(days_as_people_write_them)
{
	static const struct {
		const char *typed, *day;
	} days[] = {{"", "2026-11-20"}, {"today", "2026-11-20"}, {"1 nov", "2026-11-01"},
	    {"2 jan", "2027-01-02"}, {"2/1/27", "2027-01-02"}, {"31/12/2026", "2026-12-31"},
	    {"someday", NULL}, {"31 feb", NULL}};
	begin();
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct date day;
		char text[11];
		play_set(&play, "move.on", days[i].typed);
		bool read = moving_day(play.desk, &day);
		ck_assert_msg(read == (days[i].day != NULL), "%s", days[i].typed);
		if (read)
			date_format(text, day);
		ck_assert_msg(
		    !read || strcmp(text, days[i].day) == 0, "%s: %s", days[i].typed, text);
	}
}
END_TEST

START_TEST(what_is_wrong_is_said_and_nothing_is_sent)
{
	begin();
	play_pick(&play, "save");
	ck_assert_str_eq(play_focus(&play), "move.line");
	play_set(&play, "move.line", "7 Far Road, Leeds LS1 4ZZ 9");
	play_set(&play, "move.postcode", "nonsense");
	play_pick(&play, "save");
	ck_assert_str_eq(play_focus(&play), "move.postcode");
	play_set(&play, "move.postcode", "LS1 4DY");
	play_set(&play, "move.on", "someday");
	play_pick(&play, "save");
	ck_assert_str_eq(play_focus(&play), "move.on");
	play_set(&play, "move.on", "1 jan 2030");
	play_pick(&play, "save");
	play_shows(&play, "more than a year ahead");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_MOVE), 0);
	play_set(&play, "move.on", "");
	play_pick(&play, "save");
	ck_assert_ptr_null(sent()->district); /* out of the county */
	ck_assert_ptr_null(sent()->uprn);
}
END_TEST

START_TEST(what_was_picked_and_then_changed_is_another_place)
{
	begin();
	to_mill_lane();
	play_set(&play, "move.line", "5 Mill Lane");
	play_pick(&play, "save");
	ck_assert_str_eq(sent()->line, "5 Mill Lane");
	ck_assert_ptr_null(sent()->uprn);
}
END_TEST

START_TEST(who_shares_nothing_is_told_of_only_here)
{
	begin();
	to_mill_lane();
	play_shows(&play, ", Pendle");
	play_command(&play, COMMAND_BACK);
	play.desk->hand->work->known->sharing = "none";
	play_command(&play, COMMAND_MOVE);
	play_shows(&play, ", Chorley");
	play_shows_not(&play, ", Pendle");
}
END_TEST

START_TEST(a_draft_comes_back)
{
	begin();
	play_type(&play, "move.line", "half an addr");
	play_survives(&play);
	ck_assert_str_eq(play_focus(&play), "move.line");
	play_command(&play, COMMAND_BACK);
	play_command(&play, COMMAND_MOVE);
	play_shows(&play, "[half an addr]");
}
END_TEST

START_TEST(without_the_line_it_waits)
{
	begin();
	to_mill_lane();
	play.crm_there = false;
	play_line(&play, false);
	play_pick(&play, "save");
	play_shows(&play, "everybody is told when the line is back");
	play_shows(&play, "3 Mill Lane BB8 0AA"); /* seen at once */
	play_line(&play, true);
	play.crm_there = true;
	play_answer_all(&play);
	play_shows(&play, "0 of 3 acknowledged");
}
END_TEST

START_TEST(a_refusal_comes_back_into_the_form)
{
	begin();
	to_mill_lane();
	play_set(&play, "move.on", "1 dec");
	play.move_fails = PROBLEM_BAD_FIELD;
	play_pick(&play, "save");
	play_shows(&play, "it is kept under Refused");
	play_command(&play, COMMAND_REFUSED);
	play_pick(&play, arena_printf(&play.arena, "refused:%s",
			     play_sent(&play, ROUTE_PUT_MOVE)->request.operation));
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_MOVING);
	play_shows(&play, "3 Mill Lane");
	play_shows(&play, "[1 dec]");
	play_pick(&play, "save");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_MOVE), 2);
	play_shows(&play, "planned");
}
END_TEST

START_TEST(who_has_acknowledged_and_taking_it_back)
{
	begin();
	to_mill_lane();
	play_pick(&play, "save");
	LIST_AT(struct move_told, &play.move->told, 1)->acknowledged = play.now;
	struct feed_item item = {.topic = "move", .id = AMINA, .number = 2};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
	play_shows(&play, "1 of 3 acknowledged"); /* heard by the feed */
	play_pick(&play, "history:0");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_MOVED);
	play_shows(&play, "Before: 14 Union Street");
	play_shows(&play, "not yet");
	play_shows(&play, "acknowledged 10:42");
	play_enter(&play, "moved.reason");
	play_shows(&play, "Say why it is taken back");
	play_type(&play, "moved.reason", "the sale fell through");
	play_survives(&play);
	play_enter(&play, "moved.reason");
	ck_assert_str_eq(play.move->undone_reason, "the sale fell through");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CUSTOMER);
	play_shows(&play, "taken back");
	play_pick(&play, "history:0");
	play_shows(&play, "Taken back by s.ellis: the sale fell through");
	play_shows_not(&play, "Take it back?");
}
END_TEST

/* The contact that made her is sent again at its end: the CRM must find what it has. */
START_TEST(somebody_made_in_this_contact_can_move)
{
	play_type(&play, "home.find", "Sally Webb");
	play_pick(&play, "new-person");
	play_set(&play, "person.line", "1 Bank Street");
	play_set(&play, "person.postcode", "PR7 1AA");
	play_pick(&play, "save");
	play_command(&play, COMMAND_MOVE);
	to_mill_lane();
	play_pick(&play, "save");
	ck_assert_ptr_null(play.desk->hand->work->new_customer);
	const struct customer *now = hand_customer(play.desk->hand);
	ck_assert_str_eq(customer_address(now)->line, "3 Mill Lane");
	ck_assert_str_eq(customer_address(now)->id, sent()->new_id);
}
END_TEST

START_TEST(whoever_may_change_nobody_has_no_key_for_it)
{
	at_desk_amina();
	ck_assert(command_works(play.desk, COMMAND_MOVE));
	play.desk->session->role = "dpo";
	ck_assert(!command_works(play.desk, COMMAND_MOVE));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk moving");
	TCase *tests = tcase_create("moving");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, picked_dated_and_saved);
	tcase_add_test(tests, the_household_comes_along_when_ticked);
	tcase_add_test(tests, a_day_to_come_is_said_without_its_year);
	tcase_add_test(tests, days_as_people_write_them);
	tcase_add_test(tests, what_is_wrong_is_said_and_nothing_is_sent);
	tcase_add_test(tests, what_was_picked_and_then_changed_is_another_place);
	tcase_add_test(tests, who_shares_nothing_is_told_of_only_here);
	tcase_add_test(tests, a_draft_comes_back);
	tcase_add_test(tests, without_the_line_it_waits);
	tcase_add_test(tests, a_refusal_comes_back_into_the_form);
	tcase_add_test(tests, who_has_acknowledged_and_taking_it_back);
	tcase_add_test(tests, somebody_made_in_this_contact_can_move);
	tcase_add_test(tests, whoever_may_change_nobody_has_no_key_for_it);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
