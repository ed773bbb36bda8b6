/* References: never twice, also when the journal was copied to another machine, or put back from a
 * backup. */
#include "desk/hands.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

static void
begin(void)
{
	play_init(&play);
	play.machine = "one";
	play_restart(&play);
	play_sign_in(&play);
}

/* The reference of another matter; 0: the desk has none. */
static uint32_t
next(void)
{
	uint32_t number = 0;
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_REFER);
	const char *text = hand_matter(play.desk->hand)->reference;
	ck_assert(!text || reference_parse(text, &number));
	play_command(&play, COMMAND_PARK);
	return number;
}

static void
restart(const char *machine)
{
	play.machine = machine;
	play_restart(&play);
	play_sign_in(&play);
}

START_TEST(they_go_on_where_they_were)
{
	uint32_t first = next();
	ck_assert_uint_ne(first, 0);
	ck_assert_uint_eq(next(), first + 1);
	restart("one");
	ck_assert_uint_eq(next(), first + 2);
}
END_TEST

START_TEST(another_machine_has_none_of_them)
{
	uint32_t first = next();
	play.machine = "two";
	play_restart(&play);
	play_line(&play, false);
	play_sign_in(&play);
	play_shows(&play, "the CRM cannot be reached");
	ck_assert_uint_eq(play.desk->leases.count, 0);
	ck_assert_uint_eq(play_records(&play, &lease_record), 0);
	play_line(&play, true);
	uint32_t other = next();
	ck_assert_uint_ge(other, first + 100);
	/* The copy's own journal goes on there. */
	restart("two");
	ck_assert_uint_eq(next(), other + 1);
}
END_TEST

START_TEST(a_journal_put_back_goes_on_beyond_what_the_crm_has)
{
	uint32_t first = next();
	play.used = 42;
	restart("one");
	ck_assert_uint_eq(next(), first + 42);
	/* What it knows more than the CRM stays. */
	play.used = 5;
	restart("one");
	ck_assert_uint_eq(next(), first + 43);
}
END_TEST

START_TEST(what_the_crm_does_not_know_is_let_go)
{
	uint32_t first = next();
	play.leased = 0; /* it was restored from before */
	restart("one");
	play.leased = 5000;
	ck_assert_uint_eq(play_records(&play, &lease_record), 1);
	ck_assert_uint_eq(next(), first); /* leased anew */
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_lease");
	TCase *tests = tcase_create("desk_lease");
	tcase_add_checked_fixture(tests, begin, at_desk_end);
	tcase_add_test(tests, they_go_on_where_they_were);
	tcase_add_test(tests, another_machine_has_none_of_them);
	tcase_add_test(tests, a_journal_put_back_goes_on_beyond_what_the_crm_has);
	tcase_add_test(tests, what_the_crm_does_not_know_is_let_go);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
