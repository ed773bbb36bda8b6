/* Free slots of a diary: pattern, days of its own, bank holidays, what is taken, the way between
 * visits, notice and how far ahead, and the nights on which the clocks change. */
#include "directory/slots.h"
#include "helpers/tap.h"

#include <string.h>

static struct arena arena;
static struct diary diary;
static struct list days, taken;
static struct council council;
static micros now;

static void
setup(void)
{
	arena_init(&arena);
	diary = (struct diary){.id = "benefits",
	    .kind = "officer",
	    .hours = "Mo-Fr 09:30-11:00; PH off",
	    .slot = 30,
	    .capacity = 1,
	    .ahead = 56};
	days = taken = (struct list){0};
	council = (struct council){.id = "chorley"};
	now = london_micros((struct date){2026, 11, 20}, 9, 0); /* a Friday */
}

static void
teardown(void)
{
	arena_release(&arena);
}

/* "20 09:30 1, 20 10:00 1" of so many days from one on. */
static const char *
free_in(int year, int month, int day, int count)
{
	struct list out = {0};
	struct err err = {""};
	const char *words = "";
	struct slots_ask ask = {&diary, &days, &taken, &council, now};
	int rc =
	    slots_between(&ask, (struct date){year, month, day}, count, false, &arena, &out, &err);
	ck_assert_msg(rc == 0, "%s", err.text);
	LIST_EACH(struct free_slot, slot, &out)
	{
		struct london start = london_of(slot->start);
		ck_assert_int_eq(slot->end - slot->start, diary.slot * MICROS_MINUTE);
		words = arena_printf(&arena, "%s%s%d %02d:%02d %d", words, *words ? ", " : "",
		    start.date.day, start.hour, start.minute, (int)slot->left);
	}
	return words;
}

static void
take(int64_t seat, int day, int hour, int minute, int length)
{
	micros start = london_micros((struct date){2026, 11, day}, hour, minute);
	*(struct slot_taken *)list_add(&arena, &taken, &slot_taken_record) =
	    (struct slot_taken){"benefits", seat, start, start + length * MICROS_MINUTE};
}

static void
keep_day(const char *day, const char *hours)
{
	*(struct diary_day *)list_add(&arena, &days, &diary_day_record) =
	    (struct diary_day){.id = arena_printf(&arena, "benefits.%s", day),
		.diary = "benefits",
		.day = day,
		.hours = hours};
}

START_TEST(the_pattern_of_the_week)
{
	ck_assert_str_eq(free_in(2026, 11, 20, 4),
	    "20 09:30 1, 20 10:00 1, 20 10:30 1, 23 09:30 1, 23 10:00 1, 23 10:30 1");
	diary.notice = 1; /* from ten on */
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 10:00 1, 20 10:30 1");
	diary.ahead = 3;
	ck_assert_str_eq(free_in(2026, 11, 23, 2), "23 09:30 1, 23 10:00 1, 23 10:30 1");
	diary.ahead = 56;
	/* Christmas, Boxing Day in lieu, the council's own half day. */
	council.special = "2026 Dec 24 09:00-10:00";
	ck_assert_str_eq(
	    free_in(2026, 12, 24, 6), "24 09:30 1, 29 09:30 1, 29 10:00 1, 29 10:30 1");
}
END_TEST

START_TEST(days_that_are_kept_otherwise)
{
	keep_day("2026-11-20", "off");
	keep_day("2026-11-22", "14:00-15:00"); /* a Sunday */
	keep_day("2026-11-23", "09:30-10:00,14:00-14:30");
	ck_assert_str_eq(
	    free_in(2026, 11, 20, 4), "22 14:00 1, 22 14:30 1, 23 09:30 1, 23 14:00 1");
	/* As usual again. */
	LIST_AT(struct diary_day, &days, 0)->hours = NULL;
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 09:30 1, 20 10:00 1, 20 10:30 1");
}
END_TEST

START_TEST(what_is_taken)
{
	take(1, 20, 10, 0, 30);
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 09:30 1, 20 10:30 1");
	diary.capacity = 2;
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 09:30 2, 20 10:00 1, 20 10:30 2");
	/* Made when slots were of another length: it lies across two. */
	take(2, 20, 9, 45, 30);
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 09:30 1, 20 10:30 2");
	/* Two appointments of one seat keep only that one. */
	taken.count = 0;
	take(1, 20, 9, 30, 15);
	take(1, 20, 9, 45, 15);
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 09:30 1, 20 10:00 2, 20 10:30 2");
}
END_TEST

START_TEST(the_way_between_visits)
{
	diary.kind = "home_visit";
	diary.hours = "Mo-Fr 09:30-12:00; PH off";
	diary.slot = 45;
	diary.travel = 15;
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 09:30 1, 20 10:30 1");
	diary.hours = "Mo-Fr 09:30-12:15; PH off"; /* the last need not be left in time */
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 09:30 1, 20 10:30 1, 20 11:30 1");
	take(1, 20, 10, 45,
	    60); /* of before the pattern was changed: there at 10:45, away by 11:45 */
	ck_assert_str_eq(free_in(2026, 11, 20, 1), "20 09:30 1");
}
END_TEST

/* An hour less on 28 March 2027, one more on 25 October 2026; counted as it passes. */
START_TEST(the_change_of_the_hour)
{
	diary.hours = "Mo-Su 00:30-02:30";
	diary.slot = 60;
	now = london_micros((struct date){2027, 3, 27}, 9, 0);
	ck_assert_str_eq(free_in(2027, 3, 28, 1), "28 00:30 1");
	ck_assert_str_eq(free_in(2027, 3, 29, 1), "29 00:30 1, 29 01:30 1");
	now = london_micros((struct date){2026, 10, 24}, 9, 0);
	ck_assert_str_eq(free_in(2026, 10, 25, 1), "25 00:30 1, 25 01:30 1, 25 01:30 1");
}
END_TEST

START_TEST(a_slot_is_one_of_the_pattern)
{
	struct free_slot slot;
	struct slots_ask ask = {&diary, &days, &taken, &council, now};
	struct date friday = {2026, 11, 20};
	ck_assert(slots_has(&ask, london_micros(friday, 10, 30), &slot));
	ck_assert(slot.start == london_micros(friday, 10, 30));
	ck_assert(!slots_has(&ask, london_micros(friday, 10, 45), &slot));
	ck_assert(!slots_has(&ask, london_micros(friday, 11, 0), &slot));
	ck_assert(!slots_has(&ask, london_micros((struct date){2026, 11, 19}, 10, 0), &slot));
	ck_assert(!slots_has(&ask, london_micros((struct date){2027, 2, 5}, 10, 0), &slot));
	diary.hours = "Fr 23:30-01:30";
	ck_assert(slots_has(&ask, london_micros((struct date){2026, 11, 21}, 0, 30), &slot));
}
END_TEST

static const struct {
	struct diary diary;
	const char *sentence; /* a part of it; null: it is well */
} diaries[] = {
    {{.kind = "officer", .hours = "Mo 09:00-10:00", .slot = 30, .capacity = 1, .ahead = 7}, NULL},
    {{.kind = "officer", .hours = "Mo 09:00-10:00", .slot = 7, .capacity = 1, .ahead = 7}, "slot"},
    {{.kind = "officer", .hours = "Mo 09:00-10:00", .slot = 30, .capacity = 0, .ahead = 7},
	"capacity"},
    {{.kind = "officer",
	 .hours = "Mo 09:00-10:00",
	 .slot = 30,
	 .travel = 10,
	 .capacity = 1,
	 .ahead = 7},
	"home visits"},
    {{.kind = "officer", .hours = "Mo 09:00-10:00", .slot = 30, .capacity = 1, .ahead = 500},
	"ahead"},
    {{.kind = "officer", .hours = "Mon 9-10", .slot = 30, .capacity = 1, .ahead = 7}, "hours"},
};

START_TEST(diaries_are_checked)
{
	struct err err = {""};
	int rc = diary_check(&diaries[_i].diary, &err);
	ck_assert_int_eq(rc, diaries[_i].sentence ? -1 : 0);
	if (diaries[_i].sentence)
		ck_assert_msg(strstr(err.text, diaries[_i].sentence) != NULL, "%s", err.text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory slots");
	TCase *c = tcase_create("slots");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, the_pattern_of_the_week);
	tcase_add_test(c, days_that_are_kept_otherwise);
	tcase_add_test(c, what_is_taken);
	tcase_add_test(c, the_way_between_visits);
	tcase_add_test(c, the_change_of_the_hour);
	tcase_add_test(c, a_slot_is_one_of_the_pattern);
	tcase_add_loop_test(c, diaries_are_checked, 0, sizeof diaries / sizeof *diaries);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
