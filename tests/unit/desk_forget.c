/* A customer who is erased: nothing about them stays on the desk, in its journal and on its screen,
 * but what was not sent yet. */
#include "desk/hands.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <string.h>

static char customer[ID_LENGTH + 1];

static void
open_amina(void)
{
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_shows(&play, "PATEL");
	snprintf(customer, sizeof customer, "%s", play.desk->hand->work->customer);
}

static void
forget(const char *id)
{
	struct feed_item item = {.topic = "forget", .id = id};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
}

static bool
in_journal(const char *text)
{
	for (size_t i = 0; i < play.record_count; i++)
		if (play.records[i].bytes &&
		    memmem(play.records[i].bytes, play.records[i].length, text, strlen(text)))
			return true;
	return false;
}

START_TEST(what_was_read_goes_and_what_was_typed_stays)
{
	open_amina();
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_NOTE);
	char field[200];
	snprintf(field, sizeof field, "note.%s", hand_matter(play.desk->hand)->id);
	play_type(&play, field, "The lid is broken");
	ck_assert(in_journal("Patel"));
	forget("somebody-else");
	play_shows(&play, "PATEL");
	forget(customer);
	play_shows_not(&play, "PATEL");
	ck_assert(!in_journal("Patel"));
	ck_assert(!in_journal("PATEL"));
	ck_assert(in_journal("The lid is broken"));
	ck_assert(in_journal("missed-bin"));
}
END_TEST

/* The desk was off when it was told: the CRM's answer says the same. */
START_TEST(a_customer_who_is_not_there_is_forgotten)
{
	open_amina();
	play.crm_there = false;
	play_command(&play, COMMAND_GLASS);
	play_type(&play, "customer.glass", "danger to a child");
	play_enter(&play, "customer.glass");
	play_fail(&play, ROUTE_CUSTOMER, PROBLEM_NOT_FOUND, 404);
	ck_assert(!in_journal("Patel"));
	ck_assert_ptr_null(play.desk->hand->work->known);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_forget");
	TCase *tests = tcase_create("desk_forget");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, what_was_read_goes_and_what_was_typed_stays);
	tcase_add_test(tests, a_customer_who_is_not_there_is_forgotten);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
