/* Complaints at the desk: about what stands in front, where the matrix says so; and a complaint's
 * own case: its stages, who may not decide it, extensions, what is learnt. */
#include "desk/cases.h"
#include "desk/complaint.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

#define CASE "01920000-0000-7000-8000-0000000000d1"

static struct case_record record;
static struct case_page page;
static struct arena arena;

static void
setup(void)
{
	at_desk_begin();
	arena_init(&arena);
}

static void
teardown(void)
{
	play.a_case = NULL;
	arena_release(&arena);
	at_desk_end();
}

static struct case_event *
happened(const char *kind, const char *state, const char *counted, int64_t stage, const char *user)
{
	struct case_event *event = list_add(&arena, &record.events, &case_event_record);
	*event = (struct case_event){
	    .id =
		arena_printf(&arena, "01920000-0000-7000-8000-0000000000e%zu", record.events.count),
	    .kind = kind,
	    .state = state,
	    .counted = counted,
	    .stage = stage,
	    .user = user,
	    .at = play.now - 3 * MICROS_DAY};
	return event;
}

static void
show(const char *service, const char *responsible, const char *life)
{
	record = (struct case_record){.id = CASE,
	    .reference = "4071-2283-7",
	    .enquiry = "01920000-0000-7000-8000-0000000000d2",
	    .service = service,
	    .at = "chorley",
	    .as = "chorley",
	    .responsible = responsible,
	    .queue = "chorley.complaints",
	    .state = "open",
	    .life = life,
	    .opened = play.now - MICROS_DAY,
	    .due = play.now + MICROS_DAY,
	    .events = record.events};
	page = (struct case_page){.record = &record};
	play.a_case = &page;
	play_set(&play, "home.find", record.reference);
	play_enter(&play, "home.find");
	play_shows(&play, "4071-2283-7");
}

static const struct case_event *
sent(void)
{
	return play_sent(&play, ROUTE_PUT_CASE_EVENT)->request.body;
}

static const char *
answer_to(const char *prompt)
{
	const struct answer *answer = matter_answer(hand_matter(play.desk->hand), prompt);
	return answer ? answer->value : "";
}

/* A case that Burnley has to deliver, seen at a desk in Chorley. */
START_TEST(a_complaint_about_a_case_goes_to_the_council_complained_about)
{
	record.events = (struct list){0};
	show("missed-bin", "burnley", NULL);
	play_command(&play, COMMAND_COMPLAIN);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_DIALOGUE);
	ck_assert_str_eq(hand_matter(play.desk->hand)->service, "complaint");
	ck_assert_str_eq(answer_to("council"), "burnley");
	ck_assert_str_eq(answer_to("reference"), "4071-2283-7");
	ck_assert_str_eq(answer_to("about"), "Missed bin collection");
	play_shows(&play, "What sort of complaint is it?");
	play_survives(&play);
}
END_TEST

START_TEST(the_matrix_says_where_complaints_are_taken)
{
	record.events = (struct list){0};
	show("noise", "chorley", "new");
	ck_assert(!command_works(play.desk, COMMAND_COMPLAIN));
	ck_assert_str_eq(command_hindrance(play.desk, COMMAND_COMPLAIN),
	    "Its council takes complaints about this service itself.");
}
END_TEST

START_TEST(what_stands_in_front_of_a_customer_is_known)
{
	at_desk_amina();
	play_command(&play, COMMAND_COMPLAIN);
	ck_assert_str_eq(hand_matter(play.desk->hand)->service, "complaint");
	ck_assert_str_eq(answer_to("about"), "");
	play_shows(&play, "Which council is it about?");
	/* the same again is the same matter */
	play_command(&play, COMMAND_BACK);
	play_command(&play, COMMAND_COMPLAIN);
	ck_assert_uint_eq(play.desk->hand->work->matters.count, 1);
}
END_TEST

START_TEST(an_answered_complaint_goes_on_to_its_second_stage)
{
	record.events = (struct list){0};
	happened("opened", NULL, "received", 1, "s.ellis");
	happened("move", "looked-into", "acknowledged", 1, "w.hart")->due =
	    play.now - 4 * MICROS_DAY;
	happened("close", "not-upheld", "not-upheld", 1, "w.hart")->due = play.now;
	show("complaint", "chorley", "looked-into");
	ck_assert(!command_works(play.desk, COMMAND_COMPLAIN));
	record.state = "closed";
	record.life = "not-upheld";
	play_command(&play, COMMAND_HOME);
	show("complaint", "chorley", "not-upheld");
	record.state = "closed";
	play_command(&play, COMMAND_HOME);
	play_set(&play, "home.find", record.reference);
	play_enter(&play, "home.find");
	play_shows(&play, "acknowledged Tue 17 Nov 10:42 by w.hart, LATE: due Mon 16 Nov 10:42");
	play_shows(&play, "not upheld Tue 17 Nov 10:42 by w.hart, in time");
	play_command(&play, COMMAND_COMPLAIN);
	play_shows(&play, "Stage 2: to be acknowledged");
	play_shows(&play, "Not content with the answer");
	play.crm_there = false;
	play_enter(&play, case_state_field(play.desk, &arena));
	ck_assert_str_eq(sent()->kind, "reopen");
	ck_assert_str_eq(sent()->state, "again");
	ck_assert_str_eq(sent()->text, "Not content with the answer");
}
END_TEST

START_TEST(whoever_answered_it_is_told_that_it_is_somebody_else_s)
{
	record.events = (struct list){0};
	happened("opened", NULL, "received", 1, "j.mills");
	happened("close", "upheld", "upheld", 1, "s.ellis");
	happened("reopen", "again", "received", 2, "j.mills");
	show("complaint", "chorley", "again");
	play_shows(&play, "You answered it (Stage 1: upheld, Tue 17 Nov 10:42)");
	play_command(&play, COMMAND_STATE);
	play_shows(&play, "somebody else must consider it now");
	play_pick(&play, "to:reviewed");
	play_enter(&play, case_state_field(play.desk, &arena));
	play_shows(&play, "You answered it before: somebody else must consider it now.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CASE_EVENT), 0);
}
END_TEST

START_TEST(an_extension_says_until_when_why_and_whom_they_may_ask)
{
	record.events = (struct list){0};
	happened("opened", NULL, "received", 1, "j.mills");
	show("complaint", "chorley", "looked-into");
	play_command(&play, COMMAND_STATE);
	play_pick(&play, "to:longer");
	play_shows(&play, "Local Government and Social Care Ombudsman, 01632 960480");
	const char *until = case_until_field(play.desk, &arena);
	const char *why = case_state_field(play.desk, &arena);
	play_set(&play, until, "3 weeks");
	play_enter(&play, until);
	play_set(&play, why, "Records come on Monday");
	play_enter(&play, why);
	play_shows(&play, "It can be extended by 10 working days at most.");
	play_set(&play, until, "1 hour");
	play_enter(&play, why);
	play_shows(&play, "That is no extension: it is due later already.");
	play_set(&play, until, "tue 15:00");
	play.crm_there = false;
	play_enter(&play, why);
	ck_assert_str_eq(sent()->kind, "move");
	ck_assert_str_eq(sent()->state, "longer");
	ck_assert_str_eq(sent()->text, "Records come on Monday");
	ck_assert_int_eq(sent()->until, play.now + 4 * MICROS_DAY + 258 * MICROS_MINUTE);
	ck_assert_ptr_nonnull(strstr(sent()->told, "01632 960480"));
}
END_TEST

/* An answer that puts nothing right is not given; what is learnt has a form of its own. */
START_TEST(what_is_put_right_and_learnt_is_somebody_s_to_do)
{
	record.events = (struct list){0};
	happened("opened", NULL, "received", 1, "j.mills");
	show("complaint", "chorley", "looked-into");
	play_command(&play, COMMAND_STATE);
	play_pick(&play, "to:upheld");
	play_shows(&play, "what is put right");
	play_pick(&play, "need:remedy");
	play_shows(&play, "Remedy of 4071-2283-7");
	play_enter(&play, action_field(play.desk, 0, &arena));
	play_command(&play, COMMAND_SAVE);
	play_shows(&play, "Say what is to be put right.");
	play_set(&play, action_field(play.desk, 0, &arena), "Nobody rang back");
	play_set(&play, action_field(play.desk, 1, &arena), "Ring and apologise");
	play_set(&play, action_field(play.desk, 3, &arena), "2 working days");
	play_command(&play, COMMAND_BACK); /* what was typed stays */
	play_pick(&play, "need:remedy");
	play.crm_there = false;
	play_command(&play, COMMAND_SAVE);
	ck_assert_str_eq(sent()->kind, "remedy");
	ck_assert_str_eq(sent()->action, "Ring and apologise");
	ck_assert_str_eq(sent()->owner, "S. Ellis");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_STATE);
	play_set(&play, case_state_field(play.desk, &arena), "We are sorry");
	play_enter(&play, case_state_field(play.desk, &arena));
	ck_assert_str_eq(sent()->kind, "close");
	play_shows(&play, "Nobody rang back: Ring and apologise");
	play_command(&play, COMMAND_LEARN);
	play_shows(&play, "What was learnt");
	play_set(&play, action_field(play.desk, 0, &arena), "Call-backs get lost");
	play_set(&play, action_field(play.desk, 1, &arena), "Put them in the list");
	play_command(&play, COMMAND_SAVE);
	ck_assert_str_eq(sent()->kind, "lesson");
	play_pick(&play, arena_printf(&arena, "action:%s", sent()->id));
	play_set(&play, "case.text", "It is on the list");
	play_enter(&play, "case.text");
	ck_assert_str_eq(sent()->kind, "done");
	ck_assert_str_eq(sent()->text, "It is on the list");
	play_shows(&play, "done 10:42: It is on the list");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("unit/desk_complaint");
	TCase *tests = tcase_create("complaint");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_complaint_about_a_case_goes_to_the_council_complained_about);
	tcase_add_test(tests, the_matrix_says_where_complaints_are_taken);
	tcase_add_test(tests, what_stands_in_front_of_a_customer_is_known);
	tcase_add_test(tests, an_answered_complaint_goes_on_to_its_second_stage);
	tcase_add_test(tests, whoever_answered_it_is_told_that_it_is_somebody_else_s);
	tcase_add_test(tests, an_extension_says_until_when_why_and_whom_they_may_ask);
	tcase_add_test(tests, what_is_put_right_and_learnt_is_somebody_s_to_do);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
