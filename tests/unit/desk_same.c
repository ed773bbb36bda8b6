/* Who may be the same person: likely matches beside the form of a new person as it is filled, never
 * in its way; and the number of a call written down as the customer's. */
#include "desk/drafts.h"
#include "desk/effects.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

#define AMINA "01632 960151"  /* hers alone */
#define SHARED "01632 960199" /* of two people */

static void
ring(const char *number)
{
	struct desk_event event = {.kind = EVENT_POP, .text = number};
	play_event(&play, &event);
}

static void
new_person(const char *words)
{
	play_type(&play, "home.find", words);
	play_pick(&play, "new-person");
}

static const struct alike_query *
asked(void)
{
	const struct play_request *sent = play_sent(&play, ROUTE_ALIKE);
	ck_assert_ptr_nonnull(sent);
	ck_assert_ptr_null(sent->request.query[0].name); /* nothing of it in an address */
	return sent->request.body;
}

START_TEST(likely_matches_come_while_it_is_typed)
{
	new_person("zebedee");
	play_shows_not(&play, "May be the same person");
	play_set(&play, "person.family", "Pat");
	play_shows(&play, "May be the same person");
	play_shows(&play, "PATEL, Amina");
	play_shows(&play, "same surname");
	play_type(&play, "person.phone", AMINA);
	ck_assert_str_eq(asked()->phone, "+441632960151");
	play_shows(&play, "similar name, same telephone");
	play_set(&play, "person.born", "14 3 1949");
	ck_assert_str_eq(asked()->born, "1949-03-14");
	/* Too little to say who it is: nobody is shown any more. */
	size_t count = play_sent_count(&play, ROUTE_ALIKE);
	play_set(&play, "person.phone", "");
	play_set(&play, "person.born", "");
	play_set(&play, "person.family", "");
	play_shows_not(&play, "May be the same person");
	ck_assert_uint_le(play_sent_count(&play, ROUTE_ALIKE), count + 2);
}
END_TEST

/* The search is behind, the typing is not; and what comes late is of yesterday. */
START_TEST(it_never_waits_and_late_answers_change_nothing)
{
	new_person("zebedee");
	play.silent_search = true;
	play_set(&play, "person.family", "Pat");
	play_set(&play, "person.family", "Webb");
	ck_assert_str_eq(typed_text(play.desk, "person.family"), "Webb");
	uint64_t old = play.requests[play.request_count - 2].request.number;
	struct candidate amina = {
	    .id = "01920000-0000-7000-8000-000000000001", .name = "PATEL, Amina"};
	struct alike one = {amina.id, &amina, "same.name", true};
	struct alike_page page = {{&one, 1}};
	struct reply late = {.number = old, .route = ROUTE_ALIKE, .status = 200, .body = &page};
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &late};
	play_event(&play, &event);
	play_shows_not(&play, "PATEL");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "WEBB");
}
END_TEST

START_TEST(the_found_person_opens_and_the_form_comes_back)
{
	new_person("zebedee");
	play_set(&play, "person.given", "Mina");
	play_type(&play, "person.phone", AMINA);
	play_command(&play, COMMAND_SAME); /* the only one */
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CUSTOMER);
	play_shows(&play, "PATEL, Amina");
	play_command(&play, COMMAND_BACK);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_PERSON);
	play_shows(&play, "First names: [Mina]");
	play_shows(&play, "Surname: [Zebedee]");
	ck_assert_str_eq(play_focus(&play), "person.born"); /* the first that is empty */
	play_type(&play, "person.born", "3 5 1987");
	play_survives(&play);
	/* It was somebody else after all, in a contact without anything of Mrs Patel's. */
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "ZEBEDEE, Mina");
	ck_assert_uint_eq(play.desk->hand_count, 1);
}
END_TEST

START_TEST(of_several_the_first_gets_the_focus)
{
	new_person("zebedee");
	ck_assert(!command_works(play.desk, COMMAND_SAME));
	play_set(&play, "person.family", "Pat");
	play_command(&play, COMMAND_SAME);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_PERSON);
	ck_assert_int_eq(strncmp(play_focus(&play), "match:", 6), 0);
}
END_TEST

START_TEST(without_the_line_it_is_silent)
{
	play_line(&play, false);
	new_person("zebedee");
	size_t count = play_sent_count(&play, ROUTE_ALIKE);
	play_set(&play, "person.family", "Pat");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_ALIKE), count);
	play_shows_not(&play, "May be the same person");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "PAT");
}
END_TEST

/* ---- the number of the call ---- */

static const struct customer *
in_front(void)
{
	const struct customer *customer = hand_customer(play.desk->hand);
	ck_assert_ptr_nonnull(customer);
	return customer;
}

static const struct phone *
phone(size_t index)
{
	ck_assert_uint_lt(index, in_front()->phones.count);
	return LIST_AT(struct phone, &in_front()->phones, index);
}

static void
open_amina(void)
{
	play_command(&play, COMMAND_HOME);
	play_set(&play, "home.find", "patel");
	for (size_t i = 0; i < play.desk->find.count; i++)
		if (play.desk->find.rows[i].kind == FOUND_PERSON) {
			char row[ID_LENGTH + 16] = "person:";
			strncat(row, play.desk->find.rows[i].id, ID_LENGTH);
			play_pick(&play, row);
			return;
		}
	ck_abort_msg("nobody was found");
}

START_TEST(a_key_writes_the_number_down_as_hers)
{
	ring("07700 900318");
	play_command(&play, COMMAND_TAKE);
	open_amina();
	size_t had = in_front()->phones.count;
	ck_assert(command_works(play.desk, COMMAND_HERS));
	play_command(&play, COMMAND_HERS);
	ck_assert_uint_eq(in_front()->phones.count, had + 1);
	ck_assert_str_eq(phone(0)->number, "+447700900318");
	ck_assert_str_eq(phone(0)->kind, "mobile");
	play_shows(&play, "07700 900318 is their first number now");
	ck_assert(!command_works(play.desk, COMMAND_HERS)); /* it is theirs */
	const struct customer_change *change =
	    play_sent(&play, ROUTE_CHANGE_CUSTOMER)->request.body;
	ck_assert_uint_eq(change->was->phones.count, had);
	ck_assert_uint_eq(change->now->phones.count, had + 1);
	ck_assert_uint_eq(change->now->names.count, 0);
	/* Emptied in the form it goes again. */
	play_command(&play, COMMAND_EDIT);
	play_set(&play, "person.phone", "");
	play_command(&play, COMMAND_SAVE);
	ck_assert_uint_eq(in_front()->phones.count, had);
}
END_TEST

START_TEST(without_the_line_it_waits_like_any_change)
{
	ring("01632 960777");
	play_command(&play, COMMAND_TAKE);
	open_amina();
	play_line(&play, false);
	play.crm_there = false;
	play_command(&play, COMMAND_HERS);
	ck_assert_str_eq(phone(0)->kind, "home");
	play_shows(&play, "waiting to be sent");
	play.crm_there = true;
	play_line(&play, true);
	play_answer_all(&play);
	play_shows_not(&play, "waiting to be sent");
	ck_assert_str_eq(phone(0)->number, "+441632960777");
}
END_TEST

START_TEST(it_is_offered_only_when_it_says_something)
{
	open_amina();
	ck_assert(!command_works(play.desk, COMMAND_HERS)); /* nobody rang */
	play_command(&play, COMMAND_HOME);
	ring(AMINA);
	play_command(&play, COMMAND_TAKE);
	play_shows(&play, "PATEL, Amina");
	ck_assert(!command_works(play.desk, COMMAND_HERS)); /* it is among hers */
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk same");
	TCase *tests = tcase_create("same");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, likely_matches_come_while_it_is_typed);
	tcase_add_test(tests, it_never_waits_and_late_answers_change_nothing);
	tcase_add_test(tests, the_found_person_opens_and_the_form_comes_back);
	tcase_add_test(tests, of_several_the_first_gets_the_focus);
	tcase_add_test(tests, without_the_line_it_is_silent);
	tcase_add_test(tests, a_key_writes_the_number_down_as_hers);
	tcase_add_test(tests, without_the_line_it_waits_like_any_change);
	tcase_add_test(tests, it_is_offered_only_when_it_says_something);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
