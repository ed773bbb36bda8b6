/* One person in two records, at the desk: the other is chosen, both are compared, one goes into the
 * other; and back. Nothing typed is lost. */
#include "base/alloc.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

#define AMINA "01920000-0000-7000-8000-000000000001"
#define JEAN "01920000-0000-7000-8000-000000000002"

static const char *
other_item(void)
{
	play_shows(&play, "PATTERSON, Jean");
	return "other:" JEAN;
}

static void
compare(void)
{
	at_desk_amina();
	play_command(&play, COMMAND_SAME);
	play_pick(&play, other_item());
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_MERGE);
}

static const struct customer_merge *
sent(void)
{
	ck_assert_ptr_nonnull(play_sent(&play, ROUTE_PUT_MERGE));
	return play_sent(&play, ROUTE_PUT_MERGE)->request.body;
}

static const char *
side(const struct customer_merge *merge, const char *field)
{
	LIST_EACH(struct merge_choice, choice, &merge->choices)
	if (strcmp(choice->field, field) == 0)
		return choice->side;
	return NULL;
}

START_TEST(chosen_compared_and_merged)
{
	at_desk_amina();
	ck_assert(!command_works(play.desk, COMMAND_UNMERGE)); /* there is none */
	play.keys = 0;
	play_command(&play, COMMAND_SAME);
	play_shows(&play, "similar surname, same postcode"); /* why it is proposed */
	play_pick(&play, other_item());
	play_shows(&play, "Kept: PATEL, Amina (Mrs)");
	play_shows(&play, "goes into it: PATTERSON, Jean");
	ck_assert_str_eq(play_focus(&play), "merge.reason");
	play_type(&play, "merge.reason", "maiden name");
	play_enter(&play, "merge.reason");
	ck_assert_str_eq(play_focus(&play), "merge");
	play_pick(&play, "merge");
	ck_assert_int_le(play.keys, 4);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CUSTOMER);
	play_shows(&play, "They are one person now");
	ck_assert_str_eq(play.merge->reason, "maiden name");
	ck_assert_str_eq(play.merge->keep, play.desk->hand->work->customer);
	ck_assert(command_works(play.desk, COMMAND_UNMERGE)); /* read anew */
}
END_TEST

START_TEST(the_other_way_round_and_field_by_field)
{
	compare();
	play_pick(&play, "side:names");
	const struct field *names = record_field(&customer_record, "names");
	ck_assert(same_takes_gone(play.desk, names, &play.arena));
	play_pick(&play, "swap");
	play_shows(&play, "Kept: PATTERSON, Jean");
	/* Whose value stands does not change with who is kept. */
	ck_assert(!same_takes_gone(play.desk, names, &play.arena));
	play_survives(&play);
	play_type(&play, "merge.reason", "she says so");
	play_pick(&play, "merge");
	ck_assert_str_eq(sent()->gone, play.merge->gone);
	ck_assert_str_eq(sent()->keep, JEAN);
	ck_assert_str_eq(side(sent(), "names"), "keep");
	ck_assert_str_eq(side(sent(), "born"), "keep");     /* nobody chose */
	ck_assert_str_eq(side(sent(), "language"), "gone"); /* only the other has one */
	play_shows(&play, "PATTERSON, Jean");
	ck_assert_str_eq(play.desk->hand->work->customer, JEAN);
}
END_TEST

START_TEST(without_a_reason_nothing_happens)
{
	compare();
	play_pick(&play, "merge");
	play_shows(&play, "Say why they are one person");
	ck_assert_str_eq(play_focus(&play), "merge.reason");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_MERGE), 0);
	play_type(&play, "merge.reason", "half a re");
	play_survives(&play);
	play_command(&play, COMMAND_BACK);
	play_pick(&play, other_item());
	play_shows(&play, "[half a re]");
}
END_TEST

START_TEST(anybody_else_is_found_by_words)
{
	at_desk_amina();
	play_command(&play, COMMAND_SAME);
	play.desk->same.likely = (struct list){0};
	play_type(&play, "merge.find", "pat");
	play_shows(&play, "PATTERSON, Jean");
	play_shows_not(&play, "PATEL, Amina (Mrs)  14"); /* not herself */
	play_enter(&play, "merge.find");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_MERGE);
}
END_TEST

/* It cannot be compared without the CRM; once it is compared it waits like any other write. */
START_TEST(without_the_line)
{
	at_desk_amina();
	play_line(&play, false);
	play_command(&play, COMMAND_SAME);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CUSTOMER);
	play_shows(&play, "only while the CRM answers");
	play_line(&play, true);
	play_command(&play, COMMAND_SAME);
	play_pick(&play, other_item());
	play_type(&play, "merge.reason", "she says so");
	play.crm_there = false;
	play_line(&play, false);
	play_pick(&play, "merge");
	play_shows(&play, "when the line is back");
	play_shows(&play, "1 waiting to be sent");
	ck_assert_ptr_null(play.merge);
}
END_TEST

START_TEST(a_refusal_is_compared_again)
{
	compare();
	play_type(&play, "merge.reason", "she says so");
	play.merge_fails = PROBLEM_CONFLICT;
	play_pick(&play, "merge");
	play_shows(&play, "is kept under Refused");
	play_command(&play, COMMAND_REFUSED);
	char *row = xasprintf("refused:%s", play.desk->owed[0]->outgoing->operation);
	play_pick(&play, row);
	free(row);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_MERGE);
	play_shows(&play, "[she says so]");
	play_pick(&play, "merge");
	ck_assert_ptr_nonnull(play.merge);
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
}
END_TEST

START_TEST(undone_with_a_reason)
{
	compare();
	play_type(&play, "merge.reason", "she says so");
	play_pick(&play, "merge");
	play_command(&play, COMMAND_UNMERGE);
	play_shows(&play, "PATTERSON, Jean");
	play_shows(&play, "merged by s.ellis: she says so");
	char *row = xasprintf("merge:%s", play.merge->id);
	play_pick(&play, row);
	play_shows(&play, "becomes somebody else again");
	play_enter(&play, "unmerge.reason");
	play_shows(&play, "Say why they are two people");
	play_type(&play, "unmerge.reason", "sisters");
	play_survives(&play);
	play_enter(&play, "unmerge.reason");
	play_shows(&play, "two people again");
	ck_assert_int_ne(play.merge->undone, 0);
	ck_assert_str_eq(play.merge->undone_reason, "sisters");
	ck_assert(!command_works(play.desk, COMMAND_UNMERGE));
	free(row);
}
END_TEST

/* The reason is there when what can be undone is looked at again. */
START_TEST(a_refused_undoing_keeps_its_reason)
{
	compare();
	play_type(&play, "merge.reason", "she says so");
	play_pick(&play, "merge");
	play_command(&play, COMMAND_UNMERGE);
	char *row = xasprintf("merge:%s", play.merge->id);
	play_pick(&play, row);
	play_type(&play, "unmerge.reason", "sisters");
	play.merge_fails = PROBLEM_CONFLICT;
	play_enter(&play, "unmerge.reason");
	play_command(&play, COMMAND_REFUSED);
	char *refused = xasprintf("refused:%s", play.desk->owed[0]->outgoing->operation);
	play_line(&play, false);
	play_pick(&play, refused);
	play_shows(&play, "only while the CRM answers");
	ck_assert_uint_eq(outbox_refused(play.desk), 1);
	play_line(&play, true);
	play_pick(&play, refused);
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_MERGES);
	play_shows(&play, "[sisters]");
	play_enter(&play, "unmerge.reason");
	ck_assert_int_ne(play.merge->undone, 0);
	ck_assert_uint_eq(play_records(&play, &draft_record), 0);
	free(refused);
	free(row);
}
END_TEST

/* Another desk has merged somebody who is in hand here: they are read anew. */
START_TEST(what_other_desks_merge_is_heard)
{
	at_desk_amina();
	struct customer_merge merge = {
	    .id = AMINA, .keep = JEAN, .gone = play.desk->hand->work->customer, .reason = "x"};
	play.merge = record_copy(&play.arena, &customer_merge_record, &merge);
	struct feed_item item = {
	    .topic = "merge", .id = play.merge->gone, .text = JEAN, .number = 2};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
	play_shows(&play, "PATTERSON, Jean");
	ck_assert_str_eq(play.desk->hand->work->customer, JEAN);
}
END_TEST

/* Whoever may not merge has no key for it. */
START_TEST(the_officer_may_not)
{
	at_desk_amina();
	play.desk->session->role = "dpo";
	ck_assert(!command_works(play.desk, COMMAND_SAME));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk merge");
	TCase *tests = tcase_create("merge");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, chosen_compared_and_merged);
	tcase_add_test(tests, the_other_way_round_and_field_by_field);
	tcase_add_test(tests, without_a_reason_nothing_happens);
	tcase_add_test(tests, anybody_else_is_found_by_words);
	tcase_add_test(tests, without_the_line);
	tcase_add_test(tests, a_refusal_is_compared_again);
	tcase_add_test(tests, undone_with_a_reason);
	tcase_add_test(tests, a_refused_undoing_keeps_its_reason);
	tcase_add_test(tests, what_other_desks_merge_is_heard);
	tcase_add_test(tests, the_officer_may_not);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
