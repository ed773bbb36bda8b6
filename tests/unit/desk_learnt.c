/* What is chosen after the same words comes first the next time: on this desk, after a restart, and
 * from the partners; and nothing of a customer is in it. */
#include "desk/learnt.h"
#include "directory/learnt.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The place of a service among the rows under these words, from 1; 0: not there. */
static size_t
place(const char *words, const char *service)
{
	play_set(&play, "home.find", words);
	for (size_t i = 0; i < play.desk->find.count; i++)
		if (play.desk->find.rows[i].kind == FOUND_SERVICE &&
		    strcmp(play.desk->find.rows[i].id, service) == 0)
			return i + 1;
	return 0;
}

/* An anonymous caller says this, and it is that service. */
static void
serve(const char *words, const char *service)
{
	char item[80];
	snprintf(item, sizeof item, "service:%s", service);
	play_set(&play, "home.find", words);
	play_pick(&play, item);
	play_command(&play, COMMAND_RESOLVED);
	play_command(&play, COMMAND_FINISH);
	if (play.desk->hand)
		play_pick(&play, "finish");
	ck_assert_ptr_null(play.desk->hand);
}

static const char *
found_by(void)
{
	const struct contact *contact = play_sent(&play, ROUTE_PUT_CONTACT)->request.body;
	return LIST_AT(struct enquiry, &contact->enquiries, 0)->found_by;
}

START_TEST(the_desk_learns_from_what_was_chosen)
{
	size_t before = place("parking", "parking-penalty");
	ck_assert_uint_gt(before, 1);
	serve("parking", "parking-penalty");
	ck_assert_str_eq(found_by(), "parking");
	serve("parking", "parking-penalty");
	ck_assert_uint_eq(place("parking", "parking-penalty"), 1);
	ck_assert_uint_eq(place("parki", "parking-penalty"), 1);
	ck_assert_uint_eq(place("blue badge", "blue-badge"), 1);
	play_set(&play, "home.find", "");
	play_restart(&play);
	play_sign_in(&play);
	ck_assert_uint_eq(place("parking", "parking-penalty"), 1);
	/* What nobody chooses any more fades. */
	play.now += 3 * 365 * MICROS_DAY;
	play_set(&play, "home.find", "");
	play_restart(&play);
	play_sign_in(&play);
	ck_assert_uint_eq(place("parking", "parking-penalty"), before);
}
END_TEST

/* Words that do not find a service by themselves find it when it was chosen after them. */
START_TEST(words_may_come_to_mean_a_service)
{
	ck_assert_uint_eq(place("water coming out of the wall", "noise"), 0);
	for (int i = 0; i < 3; i++)
		serve("water coming out of the wall", "noise");
	ck_assert_uint_gt(place("water coming out of the wall", "noise"), 0);
}
END_TEST

START_TEST(names_of_people_are_not_learnt)
{
	serve("patterson 01632960151 parking", "parking-penalty");
	ck_assert_str_eq(found_by(), "parking");
	for (size_t i = 0; i < play.record_count; i++)
		if (play.records[i].type == &learnt_record)
			ck_assert_str_eq(play.records[i].key, "parking-penalty.parking");
}
END_TEST

START_TEST(what_partners_chose_counts_too)
{
	struct learnt_page page = {0};
	struct arena arena;
	arena_init(&arena);
	struct learnt *learnt = list_add(&arena, &page.items, &learnt_record);
	*learnt = (struct learnt){"parking-penalty.parking", 4000, play.now};
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_LEARNT), 1);
	learnt_of_partners(play.desk, &page);
	arena_release(&arena);
	ck_assert_uint_eq(place("parking", "parking-penalty"), 1);
}
END_TEST

START_TEST(only_so_much_is_remembered)
{
	char words[40];
	for (int i = 0; i < 320; i++) {
		snprintf(words, sizeof words, "bin-%d", i);
		learnt_chosen(play.desk, "missed-bin", words);
	}
	ck_assert_uint_eq(play.desk->learnt.count, 300);
}
END_TEST

START_TEST(choices_count_less_with_time)
{
	struct learnt learnt = {"missed-bin.bin", 0, 0};
	learnt_again(&learnt, MICROS_DAY);
	ck_assert_double_eq_tol(learnt_weight(&learnt, MICROS_DAY), 1, 0.01);
	ck_assert_double_eq_tol(learnt_weight(&learnt, 91 * MICROS_DAY), 0.5, 0.01);
	learnt_again(&learnt, 91 * MICROS_DAY);
	ck_assert_double_eq_tol(learnt_weight(&learnt, 91 * MICROS_DAY), 1.5, 0.02);
	ck_assert_double_eq_tol(learnt_likeness("not-emptied", "not-emptied"), 1, 0.001);
	ck_assert_double_gt(learnt_likeness("not-emptied", "not-em"), 0);
	ck_assert_double_gt(learnt_likeness("bin", "bin-lost"), 0);
	ck_assert_double_eq(learnt_likeness("bin", "bind"), 0);
	ck_assert_double_eq(learnt_likeness("bin", "b"), 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_learnt");
	TCase *tcase = tcase_create("learnt");
	tcase_add_checked_fixture(tcase, at_desk_begin, at_desk_end);
	tcase_add_test(tcase, the_desk_learns_from_what_was_chosen);
	tcase_add_test(tcase, words_may_come_to_mean_a_service);
	tcase_add_test(tcase, names_of_people_are_not_learnt);
	tcase_add_test(tcase, what_partners_chose_counts_too);
	tcase_add_test(tcase, only_so_much_is_remembered);
	tcase_add_test(tcase, choices_count_less_with_time);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
