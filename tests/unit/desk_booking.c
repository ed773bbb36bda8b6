/* Appointments at the desk: booked with a digit, held until it is known whose it is, refused, moved
 * and cancelled; nothing counts as booked before the CRM has said so, and without the line a wish
 * is kept. */
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/outbox.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

#define SERVICE "council-tax-support"
#define FIRST "Mon 23 Nov 09:30, Benefits officer"
#define SECOND "Mon 23 Nov 10:00, Benefits officer"

static void
open_times(void)
{
	play_type(&play, "home.find", "council tax support");
	play_pick(&play, "service:" SERVICE);
	play.keys = 0;
	play_command(&play, COMMAND_BOOK);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_BOOKING);
}

/* Mrs Patel asks for it. */
static void
amina_asks(void)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	open_times();
}

static const struct appointment *
sent(void)
{
	ck_assert_ptr_nonnull(play_sent(&play, ROUTE_PUT_APPOINTMENT));
	return play_sent(&play, ROUTE_PUT_APPOINTMENT)->request.body;
}

static const struct appointment *
of_matter(void)
{
	return booked_of(hand_matter(play.desk->hand));
}

START_TEST(booked_moved_and_cancelled)
{
	amina_asks();
	play_shows(&play, FIRST);
	play_digit(&play, 1);
	ck_assert_int_le(play.keys, 2);
	play_shows(&play, "Booked: " FIRST);
	play_shows(&play, "Bring: proof of who you are");
	ck_assert_str_eq(sent()->state, "booked");
	ck_assert_str_eq(sent()->service, SERVICE);
	ck_assert_str_eq(sent()->council, "chorley");
	ck_assert_ptr_nonnull(sent()->customer);
	ck_assert_str_eq(sent()->contact, play.desk->hand->work->id);
	play_survives(&play);
	/* D shows it again, and what else is free. */
	play_command(&play, COMMAND_BOOK);
	play_shows(&play, FIRST);
	play_digit(&play, 1);
	play_shows(&play, "Moved: now " SECOND);
	play_command(&play, COMMAND_BOOK);
	play_command(&play, COMMAND_CANCEL);
	play_shows(&play, "Cancelled: " SECOND);
	ck_assert_ptr_null(of_matter());
}
END_TEST

START_TEST(the_wrap_up_tells)
{
	amina_asks();
	play_digit(&play, 1);
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "booked");
	play_shows(&play, "One Stop Shop, 31 Union Street");
	play_shows(&play, "1000-0200-2");
	play_pick(&play, "finish");
	const struct contact *contact = play_sent(&play, ROUTE_PUT_CONTACT)->request.body;
	const struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	ck_assert_str_eq(enquiry->outcome, "booked");
	ck_assert_str_eq(enquiry->id, sent()->enquiry);
}
END_TEST

/* Nobody knows yet who it is: held, and booked once that is known. */
START_TEST(held_until_it_is_known_whose_it_is)
{
	open_times();
	play_digit(&play, 1);
	ck_assert_str_eq(sent()->state, "held");
	play_shows(&play, "Held until 10:52");
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "a time is held until 10:52");
	play_command(&play, COMMAND_CUSTOMER);
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_APPOINTMENT), 2);
	ck_assert_str_eq(sent()->state, "booked");
	ck_assert_str_eq(of_matter()->state, "booked");
	ck_assert(booked_answered(of_matter()));
}
END_TEST

START_TEST(somebody_else_was_quicker)
{
	amina_asks();
	play.book_fails = PROBLEM_CONFLICT;
	play_digit(&play, 1);
	play_shows(&play, "Not booked: somebody has that time by now.");
	ck_assert_ptr_null(of_matter());
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
}
END_TEST

/* Seen by the feed: the row stays where it is, and says so. */
START_TEST(what_is_taken_meanwhile_is_shown_so)
{
	struct feed_item item = {.number = 2, .topic = "diary", .id = "chorley-benefits"};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	struct appointment other = {
	    .start = london_micros((struct date){2026, 11, 23}, 9, 30), .state = "booked"};
	amina_asks();
	play_shows_not(&play, "taken");
	play.appointment = &other;
	play_feed(&play, &page);
	play_shows(&play, FIRST);
	play_shows(&play, "taken");
	play_digit(&play, 1);
	play_shows(&play, "Somebody has that time by now: choose another.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_APPOINTMENT), 0);
}
END_TEST

START_TEST(nothing_is_booked_before_the_crm_says_so)
{
	amina_asks();
	play.crm_there = false;
	play_digit(&play, 1);
	play_shows(&play, "Asking for " FIRST);
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "the CRM has not said yet whether it is booked");
	play_shows_not(&play, "Tell them");
	play.crm_there = true;
	play_answer_all(&play);
	play_shows(&play, "Tell them");
}
END_TEST

START_TEST(without_the_line_a_wish_is_kept)
{
	at_desk_amina();
	play_command(&play, COMMAND_SERVICE);
	play_line(&play, false);
	play.crm_there = false;
	open_times();
	play_shows(&play, "nothing can be booked");
	play_type(&play, "booking.wish", "a Tuesday morning");
	play_enter(&play, "booking.wish");
	play_shows(&play, "The wish is kept");
	ck_assert_str_eq(sent()->state, "wished");
	ck_assert_str_eq(sent()->note, "a Tuesday morning");
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "Nothing is booked yet.");
	play_shows_not(&play, "booked,");
	play_pick(&play, "finish");
	const struct contact *contact = play_sent(&play, ROUTE_PUT_CONTACT)->request.body;
	ck_assert_str_eq(LIST_AT(struct enquiry, &contact->enquiries, 0)->outcome, "callback");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk booking");
	TCase *c = tcase_create("booking");
	tcase_add_checked_fixture(c, at_desk_begin, at_desk_end);
	tcase_add_test(c, booked_moved_and_cancelled);
	tcase_add_test(c, the_wrap_up_tells);
	tcase_add_test(c, held_until_it_is_known_whose_it_is);
	tcase_add_test(c, somebody_else_was_quicker);
	tcase_add_test(c, what_is_taken_meanwhile_is_shown_so);
	tcase_add_test(c, nothing_is_booked_before_the_crm_says_so);
	tcase_add_test(c, without_the_line_a_wish_is_kept);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
