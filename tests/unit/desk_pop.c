/* A call that a telephone system announced: shown, taken at one key, dismissed, and never in the
 * way. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/hands.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

#define AMINA "01632 960151"  /* hers alone */
#define SHARED "01632 960199" /* of two people */
#define NOBODY "01632 960777"

static void
ring(const char *number)
{
	struct desk_event event = {.kind = EVENT_POP, .text = number};
	play_event(&play, &event);
}

static const struct work *
in_front(void)
{
	ck_assert_ptr_nonnull(play.desk->hand);
	return play.desk->hand->work;
}

START_TEST(the_only_one_with_the_number_is_opened_at_one_key)
{
	ring("+441632960151");
	play_shows(&play, "Call from " AMINA);
	ck_assert_ptr_null(play.desk->hand);
	play_command(&play, COMMAND_TAKE);
	ck_assert_int_eq(play.desk->stack[play.desk->depth - 1].screen, SCREEN_CUSTOMER);
	play_shows(&play, "PATEL, Amina");
	play_shows_not(&play, "Call from");
	play_shows_not(&play, "Looking");
	ck_assert_str_eq(in_front()->caller, "+441632960151");
	ck_assert_str_eq(in_front()->channel, "phone");
	ck_assert(!command_works(play.desk, COMMAND_TAKE));
}
END_TEST

START_TEST(of_several_none_is_chosen)
{
	ring(SHARED);
	play_command(&play, COMMAND_TAKE);
	play_shows(&play, "PATEL, Amina");
	play_shows(&play, "PATTERSON, Jean");
	play_shows(&play, SHARED);
	ck_assert_ptr_null(in_front()->customer);
	ck_assert_str_eq(in_front()->caller, "+441632960199");
}
END_TEST

START_TEST(a_number_nobody_has_stands_in_the_form_of_a_new_person)
{
	ring(NOBODY);
	play_command(&play, COMMAND_TAKE);
	ck_assert_int_eq(play.desk->stack[play.desk->depth - 1].screen, SCREEN_PERSON);
	const char *phone = typed_text(play.desk, "person.phone");
	char number[20];
	ck_assert(phone && phone_normal(phone, number));
	ck_assert_str_eq(number, "+441632960777");
}
END_TEST

START_TEST(during_a_call_it_waits_and_the_call_is_parked_when_it_is_taken)
{
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
	const char *first = in_front()->id;
	ring(AMINA);
	ck_assert_str_eq(in_front()->id, first);
	play_shows(&play, "Call from " AMINA);
	play_tick(&play, MICROS_MINUTE);
	play_shows(&play, "Call from " AMINA);
	play_command(&play, COMMAND_TAKE);
	ck_assert_str_ne(in_front()->id, first);
	ck_assert_uint_eq(play.desk->hand_count, 2);
	ck_assert(hand_find(play.desk, first)->work->parked);
	play_survives(&play);
}
END_TEST

/* Somebody was being written down when it rang: what was typed waits with their contact. */
START_TEST(a_half_filled_form_comes_back_with_its_contact)
{
	play_type(&play, "home.find", "sally webb");
	play_enter(&play, "home.find");
	play_type(&play, "person.born", "3 5 1987");
	ring(AMINA);
	play_command(&play, COMMAND_TAKE);
	play_shows(&play, "PATEL, Amina");
	ck_assert_ptr_null(typed_text(play.desk, "person.born"));
	ck_assert_uint_eq(play.desk->hand_count, 2);
	play_survives(&play);
	const char *first = NULL;
	for (size_t i = 0; i < play.desk->hand_count; i++)
		if (play.desk->hands[i]->work->parked)
			first = play.desk->hands[i]->work->id;
	ck_assert_ptr_nonnull(first);
	char *row = xasprintf("parked:%s", first);
	play_command(&play, COMMAND_HOME);
	play_pick(&play, row);
	free(row);
	play_shows(&play, "First names: [Sally]");
	play_shows(&play, "Surname: [Webb]");
	play_shows(&play, "Born: [3 5 1987]");
}
END_TEST

START_TEST(it_is_dismissed_and_begins_nothing)
{
	ring(AMINA);
	play_command(&play, COMMAND_DISMISS);
	play_shows_not(&play, "Call from");
	ck_assert_ptr_null(play.desk->hand);
	ck_assert(!command_works(play.desk, COMMAND_TAKE));
}
END_TEST

START_TEST(typing_goes_on_undisturbed)
{
	play_type(&play, "home.find", "blue");
	char *focus = strdup(play_focus(&play));
	uint64_t serial = play.desk->focus_serial;
	ring(AMINA);
	ck_assert_str_eq(typed_text(play.desk, "home.find"), "blue");
	ck_assert_str_eq(play_focus(&play), focus);
	ck_assert_uint_eq(play.desk->focus_serial, serial);
	play_type(&play, "home.find", "blue badge");
	play_shows(&play, "Call from " AMINA);
	free(focus);
}
END_TEST

START_TEST(the_caller_outlasts_the_program)
{
	ring(SHARED);
	play_command(&play, COMMAND_TAKE);
	play_restart(&play);
	play_sign_in(&play);
	ck_assert_str_eq(in_front()->caller, "+441632960199");
}
END_TEST

START_TEST(what_is_no_number_or_comes_to_nobody_is_ignored)
{
	ring("withheld");
	play_shows_not(&play, "Call from");
	play_command(&play, COMMAND_SIGN_OUT);
	ring(AMINA);
	play_sign_in(&play);
	play_shows_not(&play, "Call from");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk pop");
	TCase *tests = tcase_create("pop");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, the_only_one_with_the_number_is_opened_at_one_key);
	tcase_add_test(tests, of_several_none_is_chosen);
	tcase_add_test(tests, a_number_nobody_has_stands_in_the_form_of_a_new_person);
	tcase_add_test(tests, during_a_call_it_waits_and_the_call_is_parked_when_it_is_taken);
	tcase_add_test(tests, a_half_filled_form_comes_back_with_its_contact);
	tcase_add_test(tests, it_is_dismissed_and_begins_nothing);
	tcase_add_test(tests, typing_goes_on_undisturbed);
	tcase_add_test(tests, the_caller_outlasts_the_program);
	tcase_add_test(tests, what_is_no_number_or_comes_to_nobody_is_ignored);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
