/* A survey at the desk: offered at wrap-up to whoever is drawn and may be asked, with the line or
 * without; what is answered goes by itself under no contact, what was said to it with the contact.
 */
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/survey.h"
#include "helpers/play.h"
#include "helpers/tap.h"

#include <string.h>

static struct play play;

/* A counter at which somebody has waited for more than twenty minutes: then everybody is asked. */
static void
begin(void)
{
	play_init(&play);
	play.kind = "counter";
	play_sign_in(&play);
	play_command(&play, COMMAND_WAITING);
	play_command(&play, COMMAND_HOME);
	play_tick(&play, 2 * MICROS_MINUTE);
}

static void
end(void)
{
	play_release(&play);
}

static void
with_amina(void)
{
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_shows(&play, "PATEL, Amina");
	play_command(&play, COMMAND_SERVICE);
}

/* Comes for something, has their answer, and the wrap-up stands there. */
static void
served(const char *service)
{
	play_type(&play, "home.find", service);
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_RESOLVED);
	play_command(&play, COMMAND_FINISH);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_WRAP_UP);
}

static const struct contact *
logged(void)
{
	play_pick(&play, "finish");
	const struct play_request *sent = play_sent(&play, ROUTE_PUT_CONTACT);
	ck_assert_ptr_nonnull(sent);
	return sent->request.body;
}

START_TEST(asked_and_told_apart)
{
	with_amina();
	served("garden waste");
	play_shows(&play, "How did we do?");
	const char *contact = arena_strdup(&play.arena, play.desk->hand->work->id);
	play.keys = 0;
	play_command(&play, COMMAND_SURVEY);
	play_digit(&play, 1);
	play_survives(&play); /* nor does a restart forget what it is about */
	play_digit(&play, 3);
	play_digit(&play, 2);
	play_command(&play, COMMAND_FINISH);
	ck_assert_int_le(play.keys, 5);
	play_shows(&play, "answered");
	const struct contact *body = logged();
	ck_assert_str_eq(body->asked->id, contact);
	ck_assert_str_eq(body->asked->survey, "survey-contact");
	ck_assert_str_eq(body->asked->reply, "answered");
	ck_assert_uint_eq(body->enquiries.count, 2);
	const struct enquiry *survey = LIST_AT(struct enquiry, &body->enquiries, 1);
	ck_assert_str_eq(survey->surveys, contact);
	ck_assert_uint_eq(survey->answers.count, 0);
	const struct play_request *sent = play_sent(&play, ROUTE_COUNT_SURVEY);
	ck_assert_ptr_nonnull(sent);
	const struct survey_said *said = sent->request.body;
	ck_assert_str_eq(said->service, "garden-waste");
	ck_assert_str_eq(said->channel, "counter");
	ck_assert_uint_eq(said->answers.count, 3);
	ck_assert_str_eq(LIST_AT(struct survey_answer, &said->answers, 1)->answer, "wait");
	ck_assert_str_ne(said->id, contact);
	ck_assert_str_ne(sent->request.chain, contact);
	ck_assert_ptr_null(strstr(sent->outgoing->label, "PATEL"));
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_COUNT_SURVEY), 1);
}
END_TEST

START_TEST(declined_or_handed_over_is_counted_and_nothing_is_asked)
{
	static const enum command commands[] = {COMMAND_NO_SURVEY, COMMAND_HAND_SURVEY};
	static const char *const replies[] = {"declined", "handed"};
	for (size_t i = 0; i < 2; i++) {
		play_type(&play, "home.find", "garden waste");
		play_enter(&play, "home.find");
		play_command(&play, COMMAND_RESOLVED);
		play_command(&play, COMMAND_FINISH);
		play_command(&play, commands[i]);
		const struct contact *body = logged();
		ck_assert_str_eq(body->asked->reply, replies[i]);
		ck_assert_uint_eq(body->enquiries.count, 1);
	}
	ck_assert_ptr_null(play_sent(&play, ROUTE_COUNT_SURVEY));
}
END_TEST

/* Nothing is said of it: the contact says nothing either, and whoever is rung is never handed a
 * card. */
START_TEST(passed_over)
{
	with_amina();
	served("garden waste");
	ck_assert(survey_works(play.desk) && survey_can_hand(play.desk));
	play.desk->hand->work->channel = "phone";
	ck_assert(!survey_can_hand(play.desk));
	ck_assert_ptr_null(logged()->asked);
}
END_TEST

static void
consent(const char *kind)
{
	struct customer *known = play.desk->hand->work->known;
	ck_assert_ptr_nonnull(known);
	*(struct consent *)list_add(&play.desk->hand->arena, &known->consents, &consent_record) =
	    (struct consent){.id = "01920000-0000-7000-8000-00000000c0e1", .kind = kind, .at = 1};
}

START_TEST(not_whoever_is_to_be_left_in_peace)
{
	with_amina();
	served("garden waste");
	play.desk->hand->work->surveyed = play.desk->now - 89 * MICROS_DAY;
	ck_assert(!survey_works(play.desk));
	play.desk->hand->work->surveyed = play.desk->now - 91 * MICROS_DAY;
	ck_assert(survey_works(play.desk));
	struct behalf nisha = {.name = "Nisha Patel"};
	play.desk->hand->work->behalf = &nisha;
	ck_assert(!survey_works(play.desk));
	play.desk->hand->work->behalf = NULL;
	consent("phone");
	play.desk->hand->page = NULL; /* what was kept of her here says it, too */
	ck_assert(!survey_works(play.desk));
}
END_TEST

START_TEST(not_of_what_is_sensitive_nor_without_the_tick)
{
	served("homeless");
	ck_assert(!survey_works(play.desk));
	play_command(&play, COMMAND_ANOTHER);
	served("garden waste"); /* one of them is enough */
	ck_assert(!survey_works(play.desk));
	play_pick(&play, "finish");
	served("libraries");
	ck_assert(!survey_works(play.desk));
}
END_TEST

START_TEST(the_line_decides_nothing)
{
	with_amina();
	play_line(&play, false);
	served("garden waste");
	ck_assert(survey_works(play.desk));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_survey");
	TCase *tests = tcase_create("survey");
	tcase_add_checked_fixture(tests, begin, end);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, asked_and_told_apart);
	tcase_add_test(tests, declined_or_handed_over_is_counted_and_nothing_is_asked);
	tcase_add_test(tests, passed_over);
	tcase_add_test(tests, not_whoever_is_to_be_left_in_peace);
	tcase_add_test(tests, not_of_what_is_sensitive_nor_without_the_tick);
	tcase_add_test(tests, the_line_decides_nothing);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
