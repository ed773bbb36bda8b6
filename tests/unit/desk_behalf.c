/* Somebody calls for the customer: who, by what right, and what every screen says of it. */
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/customer.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

static void
with_amina(void)
{
	at_desk_amina();
	play_command(&play, COMMAND_BEHALF);
	play_shows(&play, "Who is calling?");
}

/* Into a field of the form for somebody else. */
static void
fill(const char *name, const char *text)
{
	char *field = xasprintf("behalf.%s.%s", play.desk->hand->work->id, name);
	play_type(&play, field, text);
	play_enter(&play, field);
	free(field);
}

static void
nisha(const char *right, const char *until)
{
	with_amina();
	play_pick(&play, "new");
	fill("name", "Nisha Patel");
	fill("role", "daughter");
	play_pick(&play, right);
	if (until)
		fill("until", until);
}

static const struct contact *
finished(void)
{
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "libraries");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
	play_command(&play, COMMAND_FINISH);
	play_pick(&play, "finish");
	const struct play_request *sent = play_sent(&play, ROUTE_PUT_CONTACT);
	ck_assert_ptr_nonnull(sent);
	return sent->request.body;
}

START_TEST(without_authority_little_may_be_said)
{
	nisha("right:none", NULL);
	play_shows(&play, "Nisha Patel, for Mrs Amina Patel (no authority)");
	play_shows(&play, "No authority: take what they tell you");
	ck_assert_ptr_null(play_sent(&play, ROUTE_CHANGE_CUSTOMER));
	play_survives(&play);
	const struct contact *contact = finished();
	ck_assert_str_eq(contact->caller_name, "Nisha Patel");
	ck_assert_str_eq(contact->caller_role, "daughter");
	ck_assert_ptr_null(contact->authority);
}
END_TEST

/* As in every form. */
START_TEST(control_s_saves)
{
	with_amina();
	play_pick(&play, "new");
	fill("name", "Nisha Patel");
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "Nisha Patel, for Mrs Amina Patel (no authority)");
}
END_TEST

START_TEST(an_authority_is_written_into_the_record)
{
	nisha("right:written_consent", "1 mar 2027");
	play_shows(&play, "Nisha Patel, for Mrs Amina Patel (written consent, until 1 Mar 2027)");
	play_shows_not(&play, "No authority");
	play_shows(&play, "what the letter of consent names");
	const struct customer_change *change =
	    play_sent(&play, ROUTE_CHANGE_CUSTOMER)->request.body;
	const struct relation *relation = LIST_AT(struct relation, &change->now->relations, 0);
	ck_assert_str_eq(relation->kind, "representative");
	ck_assert_str_eq(relation->name, "Nisha Patel");
	ck_assert_str_eq(relation->role, "daughter");
	ck_assert_str_eq(relation->authority, "written_consent");
	ck_assert_str_eq(relation->from, "2026-11-20");
	ck_assert_str_eq(relation->until, "2027-03-01");
	char *id = strdup(relation->id);
	play_survives(&play);
	const struct contact *contact = finished();
	ck_assert_str_eq(contact->caller_relation, id);
	ck_assert_str_eq(contact->authority, "written_consent");
	free(id);
}
END_TEST

/* The header says it wherever the advisor is in this contact. */
START_TEST(every_screen_says_who_calls)
{
	nisha("right:none", NULL);
	play_command(&play, COMMAND_SERVICE);
	play_shows(&play, "Nisha Patel, for Mrs Amina Patel");
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_shows(&play, "Nisha Patel, for Mrs Amina Patel");
	play_shows(&play, "No authority: take");
	play_command(&play, COMMAND_FINISH);
	play_shows(&play, "Nisha Patel, for Mrs Amina Patel");
	play_shows(&play, "No authority: take");
}
END_TEST

START_TEST(whoever_is_on_record_is_one_key_away)
{
	nisha("right:power_of_attorney", "");
	play_command(&play, COMMAND_HOME);
	play_command(&play, COMMAND_NEW_CONTACT);
	with_amina();
	play_shows(&play, "Nisha Patel");
	play.keys = 0;
	play_digit(&play, 1);
	ck_assert_int_eq(play.keys, 1);
	play_shows(&play, "Nisha Patel, for Mrs Amina Patel (power of attorney)");
	play_command(&play, COMMAND_BEHALF);
	play_pick(&play, "customer");
	play_shows(&play, "PATEL, Amina (Mrs)");
	play_shows_not(&play, "Nisha Patel, for");
}
END_TEST

/* What was an authority is none when its last day is past, or when it was taken away since. */
START_TEST(an_authority_that_ended_is_none)
{
	struct relation *relation;
	nisha("right:written_consent", "1 mar 2027");
	struct customer *known = play.desk->hand->work->known;
	relation = LIST_AT(struct relation, &known->relations, 0);
	relation->until = "2026-11-19";
	play_shows(&play, "(written consent, ended 19 Nov 2026)");
	play_shows(&play, "The authority does not hold today");
	relation->until = "2026-11-20";
	play_shows(&play, "(written consent, until 20 Nov 2026)");
	relation->from = "2026-11-21";
	play_shows(&play, "(written consent, not before 21 Nov 2026)");
	const struct contact *contact = finished();
	ck_assert_str_eq(contact->caller_name, "Nisha Patel");
	ck_assert_ptr_null(contact->authority);
}
END_TEST

START_TEST(taken_away_by_another_desk_it_is_none)
{
	nisha("right:written_consent", "1 mar 2027");
	play.desk->hand->work->known->relations.count = 0;
	play_shows(&play, "Nisha Patel, for Mrs Amina Patel (no authority)");
}
END_TEST

START_TEST(a_day_that_is_none_or_past_is_asked_again)
{
	nisha("right:written_consent", "soon");
	play_shows(&play, "This is not a date");
	fill("until", "");
	char *field = xasprintf("behalf.%s.until", play.desk->hand->work->id);
	play_set(&play, field, "1 Mar 2020");
	play_enter(&play, field);
	play_shows(&play, "This day is past");
	ck_assert_ptr_null(play_sent(&play, ROUTE_CHANGE_CUSTOMER));
	play_shows(&play, "Nisha Patel");
	play_survives(&play);
	play_set(&play, field, "1/3/27");
	play_enter(&play, field);
	play_shows(&play, "until 1 Mar 2027");
	free(field);
}
END_TEST

START_TEST(a_name_is_needed)
{
	with_amina();
	play_pick(&play, "new");
	play_pick(&play, "right:none");
	play_shows(&play, "A name is needed");
	play_pick(&play, "right:deputy");
	play_shows(&play, "A name is needed");
	ck_assert_ptr_null(play.desk->hand->work->behalf);
}
END_TEST

START_TEST(consent_by_word_of_mouth_is_for_the_day)
{
	nisha("right:verbal_consent", NULL);
	play_shows(&play, "20 Nov 2026");
	play_pick(&play, "save");
	play_shows(&play, "(verbal consent, until 20 Nov 2026)");
}
END_TEST

START_TEST(what_was_typed_waits_with_its_contact)
{
	with_amina();
	play_pick(&play, "new");
	char *field = xasprintf("behalf.%s.name", play.desk->hand->work->id);
	char *parked = xasprintf("parked:%s", play.desk->hand->work->id);
	play_type(&play, field, "Nish");
	play_survives(&play);
	play_command(&play, COMMAND_BACK);
	play_command(&play, COMMAND_PARK);
	play_command(&play, COMMAND_HOME);
	play_pick(&play, parked);
	play_command(&play, COMMAND_BEHALF);
	play_pick(&play, "new");
	play_shows(&play, "Name: [Nish");
	free(field);
	free(parked);
}
END_TEST

/* Refused at the CRM: nothing is lost, and who calls is asked again. */
START_TEST(a_refusal_asks_again_who_calls)
{
	nisha("right:written_consent", "1 mar 2027");
	play.put_fails = PROBLEM_AUTHORITY;
	const char *id = arena_strdup(&play.arena, finished()->id);
	play_command(&play, COMMAND_REFUSED);
	play_shows(&play, "is not in force");
	play_digit(&play, 1);
	play_shows(&play, "Who is calling?");
	ck_assert_str_eq(play.desk->hand->work->id, id);
	ck_assert_uint_eq(play.desk->hand->work->matters.count, 1);
	play_pick(&play, "customer");
	play_pick(&play, "finish");
	const struct contact *again = play_sent(&play, ROUTE_PUT_CONTACT)->request.body;
	ck_assert_str_eq(again->id, id);
	ck_assert_ptr_null(again->caller_name);
	ck_assert_uint_eq(again->enquiries.count, 1);
}
END_TEST

/* The number of the call is the daughter's. */
START_TEST(the_number_of_the_call_is_not_the_customers)
{
	with_amina();
	play.desk->hand->work->caller = "+441632960777";
	play_command(&play, COMMAND_BACK);
	ck_assert(command_works(play.desk, COMMAND_HERS));
	play_command(&play, COMMAND_BEHALF);
	play_pick(&play, "new");
	fill("name", "Nisha Patel");
	play_pick(&play, "right:none");
	ck_assert(!command_works(play.desk, COMMAND_HERS));
}
END_TEST

/* What the header says is not asked again by the identity check of a service. */
START_TEST(who_speaks_is_known_to_dialogues)
{
	static const struct {
		const char *right, *until, *speaks;
	} cases[] = {{"right:none", NULL, "other"}, {"right:deputy", "", "named"}};
	struct agenda agenda;
	nisha(cases[_i].right, cases[_i].until);
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "debt recovery");
	play_enter(&play, "home.find");
	agenda_of(play.desk, play.desk->hand, hand_matter(play.desk->hand), &play.arena, &agenda);
	const struct agenda_item *item = agenda_item(&agenda, "caller_is");
	ck_assert_int_eq(item->state, STEP_KNOWN);
	ck_assert_str_eq(item->value, cases[_i].speaks);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk behalf");
	TCase *tests = tcase_create("behalf");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, without_authority_little_may_be_said);
	tcase_add_test(tests, control_s_saves);
	tcase_add_test(tests, an_authority_is_written_into_the_record);
	tcase_add_test(tests, every_screen_says_who_calls);
	tcase_add_test(tests, whoever_is_on_record_is_one_key_away);
	tcase_add_test(tests, an_authority_that_ended_is_none);
	tcase_add_test(tests, taken_away_by_another_desk_it_is_none);
	tcase_add_test(tests, a_day_that_is_none_or_past_is_asked_again);
	tcase_add_test(tests, a_name_is_needed);
	tcase_add_test(tests, consent_by_word_of_mouth_is_for_the_day);
	tcase_add_test(tests, what_was_typed_waits_with_its_contact);
	tcase_add_test(tests, a_refusal_asks_again_who_calls);
	tcase_add_test(tests, the_number_of_the_call_is_not_the_customers);
	tcase_add_loop_test(tests, who_speaks_is_known_to_dialogues, 0, 2);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
