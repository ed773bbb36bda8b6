/* A service is changed by its owner while an advisor is working on it. */
#include "base/alloc.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "directory/splice.h"
#include "helpers/play.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

static struct play play;

static void
begin(void)
{
	play_init(&play);
	play_sign_in(&play);
	play_command(&play, COMMAND_NEW_CONTACT);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
}

static void
end(void)
{
	play_release(&play);
}

static const struct matter *
matter(void)
{
	return hand_matter(play.desk->hand);
}

/* The feed brings the service with this path set, or taken out. */
static void
publish(const char *path, const char *value)
{
	static int64_t version = 76;
	const char *text = directory_text(play.desk->directory, "missed-bin");
	struct buf out;
	struct err err = {""};
	buf_init(&out, 1 << 20);
	int rc = value ? splice_set(text, strlen(text), path, value, &out, &err)
		       : splice_remove(text, strlen(text), path, &out, &err);
	ck_assert_msg(rc == 0, "%s", err.text);
	bool there = play.crm_there;
	play.crm_there = false;
	version++;
	struct feed_item item = {
	    .topic = "directory", .id = "missed-bin", .number = version, .version = version};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
	struct service_text changed = {
	    .service = "missed-bin", .text = out.data, .version = version};
	struct reply reply = {.number = play_sent(&play, ROUTE_SERVICE)->request.number,
	    .route = ROUTE_SERVICE,
	    .status = 200,
	    .body = &changed};
	struct desk_event event = {.kind = EVENT_REPLY, .reply = &reply};
	play_event(&play, &event);
	play.crm_there = there;
	buf_release(&out);
}

START_TEST(the_answers_stay_and_the_change_is_said)
{
	int64_t before = matter()->version;
	play_set(&play, arena_printf(&play.arena, "answer.%s.property", matter()->id),
	    "14 Union Street, Chorley");
	play_enter(&play, arena_printf(&play.arena, "answer.%s.property", matter()->id));
	play_pick(&play, "prompt:bin");
	play_pick(&play, "answer:grey");
	ck_assert_int_eq(matter_answer(matter(), "bin")->version, before);
	publish("at/chorley/facts/return_days/value", "3 working days");
	play_shows(
	    &play, "Changed since you began: fact return_days: 1 working day → 3 working days");
	/* Given under the old text, it stays so; what is given now is given under the new one. */
	ck_assert_str_eq(matter_answer(matter(), "bin")->value, "grey");
	ck_assert_int_eq(matter_answer(matter(), "bin")->version, before);
	play_pick(&play, "prompt:out_by_six");
	play_pick(&play, "answer:yes");
	ck_assert_int_eq(matter_answer(matter(), "out_by_six")->version, matter()->version);
	ck_assert_int_gt(matter()->version, before);
	play_survives(&play);
}
END_TEST

START_TEST(it_is_looked_through_on_a_key)
{
	play_pick(&play, "prompt:bin");
	play_pick(&play, "answer:grey");
	publish("dialogue/prompt/bin/text", "Which bin was not emptied?");
	publish("at/chorley/facts/return_days/value", "3 working days");
	ck_assert(command_works(play.desk, COMMAND_CHANGES));
	play_command(&play, COMMAND_CHANGES);
	play_shows(&play, "prompt bin, text: Which bin was missed? → Which bin was not emptied?");
	play_shows(&play, "fact return_days: 1 working day → 3 working days");
	play_shows(&play, "# Answered before the change:");
	play_shows(&play, "1 Which bin was not emptied?  | Grey (refuse)");
	play_digit(&play, 1);
	play_shows(&play, "ASK: Which bin was not emptied?");
	play_shows_not(&play, "Changed since");
	ck_assert(!command_works(play.desk, COMMAND_CHANGES));
}
END_TEST

START_TEST(esc_from_the_changes_has_seen_them)
{
	publish("at/chorley/facts/return_days/value", "3 working days");
	play_command(&play, COMMAND_CHANGES);
	play_command(&play, COMMAND_BACK);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_DIALOGUE);
	play_shows_not(&play, "Changed since");
}
END_TEST

START_TEST(an_answer_whose_choice_is_gone_is_asked_again)
{
	play_pick(&play, "prompt:bin");
	play_pick(&play, "answer:brown");
	publish("dialogue/prompt/bin/choices/brown", NULL);
	play_shows(&play, "prompt bin, choices brown removed");
	struct agenda agenda;
	agenda_of(play.desk, play.desk->hand, matter(), &play.arena, &agenda);
	ck_assert_int_eq(agenda_item(&agenda, "bin")->state, STEP_OPEN);
	/* What was said is not lost. */
	ck_assert_str_eq(matter_answer(matter(), "bin")->value, "brown");
}
END_TEST

START_TEST(what_is_no_business_of_this_call_is_not_said)
{
	int64_t before = matter()->version;
	publish("at/pendle/facts/return_days/value", "9 days");
	publish("facts/return_days/value", "8 days"); /* Chorley has its own */
	publish("review_by", "2027-05-01");
	publish("words/-", "swill");
	play_shows_not(&play, "Changed since");
	ck_assert_int_gt(matter()->version, before);
}
END_TEST

START_TEST(away_from_the_dialogue_it_is_said_as_it_happens)
{
	play_command(&play, COMMAND_HOME);
	publish("at/chorley/facts/return_days/value", "3 working days");
	play_shows(&play, "message: Changed since you began: fact return_days");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "Changed since you began: fact return_days");
}
END_TEST

START_TEST(many_changes_take_one_line)
{
	publish(
	    "dialogue/prompt/bin/text", "Which of the bins that stood out this morning was it?");
	publish("dialogue/prompt/out_by_six/text", "Was it out on the kerb by six this morning?");
	publish("dialogue/prompt/out_by_six/hint", "Ask when, too.");
	char *page = play_page(&play);
	const char *line = strstr(page, "Changed since");
	ck_assert_ptr_nonnull(line);
	ck_assert_uint_lt(strcspn(line, "\n"), 220);
	free(page);
	play_shows(&play, "…");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk/changed");
	TCase *tests = tcase_create("changed");
	tcase_add_checked_fixture(tests, begin, end);
	tcase_set_timeout(tests, 30);
	tcase_add_test(tests, the_answers_stay_and_the_change_is_said);
	tcase_add_test(tests, it_is_looked_through_on_a_key);
	tcase_add_test(tests, esc_from_the_changes_has_seen_them);
	tcase_add_test(tests, an_answer_whose_choice_is_gone_is_asked_again);
	tcase_add_test(tests, what_is_no_business_of_this_call_is_not_said);
	tcase_add_test(tests, away_from_the_dialogue_it_is_said_as_it_happens);
	tcase_add_test(tests, many_changes_take_one_line);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
