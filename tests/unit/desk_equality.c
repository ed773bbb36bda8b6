/* Equality questions at the end of a contact: only where they are asked, declined at one key, and
 * sent under nobody's name. */
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/equality.h"
#include "desk/outbox.h"
#include "helpers/play.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

static struct play play;

static void
begin(void)
{
	play_init(&play);
	play.monitoring = "age,disability";
	play_sign_in(&play);
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
}

static void
finish(void)
{
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "libraries");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
	play_command(&play, COMMAND_FINISH);
	play_pick(&play, "finish");
}

static const struct equality *
counted(void)
{
	const struct play_request *sent = play_sent(&play, ROUTE_COUNT_EQUALITY);
	return sent ? sent->request.body : NULL;
}

static const struct equality_answer *
said(size_t index)
{
	return LIST_AT(struct equality_answer, &counted()->answers, index);
}

START_TEST(one_key_declines_them_all)
{
	with_amina();
	finish();
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_EQUALITY);
	play_shows(&play, "You need not answer");
	play_shows(&play, "How old are you?");
	play.keys = 0;
	play_digit(&play, 1);
	ck_assert_int_eq(play.keys, 1);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
	ck_assert_uint_eq(counted()->answers.count, 2);
	ck_assert_str_eq(said(0)->answer, EQUALITY_DECLINED);
	ck_assert_str_eq(said(1)->answer, EQUALITY_DECLINED);
}
END_TEST

START_TEST(answers_lead_to_nobody)
{
	with_amina();
	const char *contact = arena_strdup(&play.arena, play.desk->hand->work->id);
	finish();
	play_pick(&play, "answer:65-74");
	play_survives(&play);
	play_shows(&play, "make daily life harder");
	play_pick(&play, "answer:a-little");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
	const struct equality *body = counted();
	ck_assert_str_eq(body->month, "2026-11");
	ck_assert_str_eq(body->council, "chorley");
	ck_assert_ptr_nonnull(body->area);
	ck_assert_str_eq(said(0)->question, "age");
	ck_assert_str_eq(said(0)->answer, "65-74");
	ck_assert_str_eq(said(1)->answer, "a-little");
	const struct play_request *sent = play_sent(&play, ROUTE_COUNT_EQUALITY);
	ck_assert_str_ne(sent->request.chain, contact);
	ck_assert_str_ne(sent->request.operation, contact);
	ck_assert_str_ne(body->id, contact);
	ck_assert_ptr_null(sent->request.params[0]);
	ck_assert_ptr_null(strstr(sent->outgoing->label, "PATEL"));
	/* Nor does the desk keep it. */
	ck_assert_ptr_null(typed_text(play.desk, "equality.age"));
	ck_assert_ptr_null(typed_text(play.desk, "equality.for"));
}
END_TEST

START_TEST(what_is_left_out_is_not_counted)
{
	with_amina();
	finish();
	play_pick(&play, "skip");
	play_shows(&play, "make daily life harder");
	play_pick(&play, "skip");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
	ck_assert_ptr_null(counted());
}
END_TEST

/* The next call does not wait for an answer, and cannot be mixed up with the last. */
START_TEST(the_next_contact_ends_it)
{
	with_amina();
	finish();
	play_pick(&play, "answer:16-24");
	play_command(&play, COMMAND_NEW_CONTACT);
	ck_assert_uint_eq(counted()->answers.count, 1);
	ck_assert_ptr_null(typed_text(play.desk, "equality.for"));
}
END_TEST

START_TEST(going_back_declines_the_rest)
{
	with_amina();
	finish();
	play_pick(&play, "answer:16-24");
	play_command(&play, COMMAND_BACK);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
	ck_assert_str_eq(said(0)->answer, "16-24");
	ck_assert_str_eq(said(1)->answer, EQUALITY_DECLINED);
}
END_TEST

static void
nobody_is_asked(void)
{
	finish();
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
	ck_assert_ptr_null(counted());
}

START_TEST(without_a_customer_nobody_is_asked)
{
	play_type(&play, "home.find", "libraries");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
	play_command(&play, COMMAND_FINISH);
	play_pick(&play, "finish");
	ck_assert_ptr_null(counted());
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_HOME);
}
END_TEST

START_TEST(whoever_calls_for_another_is_not_asked)
{
	with_amina();
	play_command(&play, COMMAND_BEHALF);
	play_pick(&play, "new");
	char *field = xasprintf("behalf.%s.name", play.desk->hand->work->id);
	play_type(&play, field, "Nisha Patel");
	free(field);
	play_pick(&play, "right:none");
	nobody_is_asked();
}
END_TEST

START_TEST(a_letter_is_not_asked)
{
	with_amina();
	play_say(&play, COMMAND_CHANNEL, "post");
	nobody_is_asked();
}
END_TEST

START_TEST(by_itself_nothing_is_asked)
{
	play_release(&play);
	play_init(&play);
	play_sign_in(&play);
	with_amina();
	nobody_is_asked();
}
END_TEST

/* Switched off since: what is refused says nothing to anybody, and is no work for people. */
START_TEST(a_refusal_is_let_go)
{
	with_amina();
	play.crm_there = false;
	finish();
	play_digit(&play, 1);
	play_fail(&play, ROUTE_COUNT_EQUALITY, PROBLEM_BAD_FIELD, 422);
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
	play_shows_not(&play, "refused");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk equality");
	TCase *tests = tcase_create("equality");
	tcase_add_checked_fixture(tests, begin, end);
	tcase_add_test(tests, one_key_declines_them_all);
	tcase_add_test(tests, answers_lead_to_nobody);
	tcase_add_test(tests, what_is_left_out_is_not_counted);
	tcase_add_test(tests, the_next_contact_ends_it);
	tcase_add_test(tests, going_back_declines_the_rest);
	tcase_add_test(tests, without_a_customer_nobody_is_asked);
	tcase_add_test(tests, whoever_calls_for_another_is_not_asked);
	tcase_add_test(tests, a_letter_is_not_asked);
	tcase_add_test(tests, by_itself_nothing_is_asked);
	tcase_add_test(tests, a_refusal_is_let_go);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
