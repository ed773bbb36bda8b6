#include "base/file.h"
#include "directory/opening.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static micros
at(const char *text)
{
	struct date date;
	char day[11];
	memcpy(day, text, 10);
	day[10] = '\0';
	ck_assert(date_parse(day, &date));
	return london_micros(date, atoi(text + 11), atoi(text + 14));
}

/* Hours, the moment in London, what people say. */
static const char *const statuses[][3] = {
    {"Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off", "2026-11-20 10:42", "open until 18:00"},
    {"Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off", "2026-11-20 07:59", "closed, opens 08:00"},
    {"Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off", "2026-11-20 08:00", "open until 18:00"},
    {"Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off", "2026-11-20 17:59", "open until 18:00"},
    {"Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off", "2026-11-20 18:00", "closed, opens Sat 09:00"},
    {"Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off", "2026-11-21 12:30", "closed, opens Mon 08:00"},
    /* Christmas Day 2026 is a Friday; Boxing Day is kept on Monday the 28th, so Saturday opens */
    {"Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off", "2026-12-24 19:00", "closed, opens Sat 09:00"},
    {"Mo-Fr 08:00-18:00; PH off", "2026-12-24 19:00", "closed, opens Tue 08:00"},
    {"Mo-Fr 08:00-18:00", "2026-12-25 09:00", "open until 18:00"},
    {"Mo-Fr 08:00-18:00; PH 10:00-12:00", "2026-12-25 09:00", "closed, opens 10:00"},
    {"Mo-Fr 09:00-12:30,13:30-17:00", "2026-11-20 12:45", "closed, opens 13:30"},
    {"Mo-Fr 09:00-12:30,13:30-17:00", "2026-11-20 12:00", "open until 12:30"},
    {"Mo-We,Fr 09:00-17:00; Th 10:00-17:00", "2026-11-19 09:30", "closed, opens 10:00"},
    {"Mo-Fr 09:00-17:00; Dec 24-Jan 1 off", "2026-12-23 18:00", "closed, opens Mon 4 Jan 09:00"},
    {"Mo-Fr 09:00-17:00; Dec 24-Jan 1 off", "2027-01-01 12:00", "closed, opens Mon 09:00"},
    {"Apr-Sep Mo-Su 08:00-20:00; Oct-Mar Mo-Su 08:00-17:00", "2026-11-20 18:00",
	"closed, opens Sat 08:00"},
    {"Apr-Sep Mo-Su 08:00-20:00; Oct-Mar Mo-Su 08:00-17:00", "2026-06-20 18:00",
	"open until 20:00"},
    {"Apr-Sep 08:00-20:00", "2026-06-20 18:00", "open until 20:00"},
    {"Dec 25 off; 09:00-10:00", "2026-12-25 09:30", "open until 10:00"},
    {"09:00-10:00; Dec 24-26 off", "2026-12-23 11:00", "closed, opens Sun 09:00"},
    {"24/7", "2026-12-25 03:00", "open day and night"},
    {"24/7; PH off", "2026-12-24 22:00", "open until 24:00"},
    {"Mo-Su 00:00-24:00", "2026-11-20 23:59", "open day and night"},
    {"Fr-Sa 22:00-02:00", "2026-11-20 23:00", "open until 02:00"},
    {"Fr-Sa 22:00-02:00", "2026-11-21 01:59", "open until 02:00"},
    {"Fr-Sa 22:00-02:00", "2026-11-21 02:00", "closed, opens 22:00"},
    {"Sa-Mo 09:00-10:00", "2026-11-20 09:30", "closed, opens Sat 09:00"},
    {"Mo-Su off", "2026-11-20 09:30", "closed"},
    {"Dec 25 10:00-11:00", "2026-11-20 09:30", "closed, opens Fri 25 Dec 10:00"},
    /* the clocks go back on 25 October 2026 */
    {"Mo-Su 09:00-17:00", "2026-10-25 08:59", "closed, opens 09:00"},
    {"Mo-Su 09:00-17:00", "2026-10-25 16:59", "open until 17:00"},
};

START_TEST(hours_are_said_as_people_say_them)
{
	struct err err = {{0}};
	char words[100];
	bool open;
	ck_assert_msg(hours_status(statuses[_i][0], NULL, at(statuses[_i][1]), &open, words,
			  sizeof words, &err) == 0,
	    "%s", err.text);
	ck_assert_str_eq(words, statuses[_i][2]);
	ck_assert(open == (strncmp(words, "open", 4) == 0));
}
END_TEST

static const char *const wrong_hours[][2] = {
    {"", "a rule is empty"},
    {"Mo-Fri 09:00-17:00", "write days as"},
    {"Mon-Fri 09:00-17:00", "write days as"},
    {"Mo-Fr", "write times as"},
    {"Mo-Fr 9-17", "write times as"},
    {"Mo-Fr 09:00", "write times as"},
    {"Mo-Fr 09:00-25:00", "write times as"},
    {"Mo-Fr 09:60-17:00", "write times as"},
    {"Mo-Fr 09:00-17:00 often", "write times as"},
    {"Mo-Fr 09:00-17:00;; PH off", "a rule is empty"},
    {"Mo-Fr 13:00-17:00,09:00-12:00", "in order"},
    {"Dec 0 off", "Dec 24-Jan 1"},
    {"Dec 24-32 off", "Dec 24-Jan 1"},
    {"weekdays", "write times as"},
};

START_TEST(wrong_hours_quote_what_is_wrong)
{
	struct err err = {{0}};
	ck_assert_int_eq(hours_check(wrong_hours[_i][0], &err), -1);
	ck_assert_msg(
	    strstr(err.text, wrong_hours[_i][1]) != NULL, "%s: %s", wrong_hours[_i][0], err.text);
}
END_TEST

/* Duration, hours (null: the usual), from, due. */
static const char *const dues[][4] = {
    {"1 working day", NULL, "2026-11-20 10:42", "2026-11-23 17:00"},
    {"2 working days", NULL, "2026-11-20 10:42", "2026-11-24 17:00"},
    {"2 working days", "Mo-Fr 08:00-16:00; Sa 09:00-12:00", "2026-11-20 10:42", "2026-11-23 16:00"},
    {"1 working day", "Mo-Fr 08:00-16:00; Sa 09:00-12:00", "2026-11-20 10:42", "2026-11-21 12:00"},
    {"1 working day", NULL, "2026-11-21 10:00", "2026-11-23 17:00"},
    {"5 working days", NULL, "2026-12-23 12:00", "2027-01-04 17:00"},
    {"0 working days", NULL, "2026-11-20 10:42", "2026-11-20 17:00"},
    {"0 working days", NULL, "2026-11-20 18:00", "2026-11-23 17:00"},
    {"4 working hours", NULL, "2026-11-20 10:42", "2026-11-20 14:42"},
    {"4 working hours", NULL, "2026-11-20 15:00", "2026-11-23 11:00"},
    {"4 working hours", NULL, "2026-11-21 15:00", "2026-11-23 13:00"},
    {"1 working hour", NULL, "2026-11-20 16:00", "2026-11-20 17:00"},
    {"4 working hours", "Mo-Fr 09:00-12:00,13:00-17:00", "2026-11-20 10:00", "2026-11-20 15:00"},
    {"4 working hours", "24/7", "2026-11-20 22:00", "2026-11-21 02:00"},
    {"1 hour", NULL, "2026-11-20 23:30", "2026-11-21 00:30"},
    {"90 minutes", NULL, "2026-11-20 10:00", "2026-11-20 11:30"},
    {"10 days", NULL, "2026-11-20 10:00", "2026-11-30 17:00"},
    {"1 day", NULL, "2026-11-20 10:00", "2026-11-21 17:00"},
    {"2 weeks", "Mo-Fr 08:00-16:30", "2026-11-20 10:00", "2026-12-04 16:30"},
    {"3 months", NULL, "2026-11-30 10:00", "2027-02-28 17:00"},
    {"1 working day", "24/7", "2026-11-20 10:00", "2026-11-22 00:00"},
    {"1 working day", "Fr-Su 22:00-02:00", "2026-11-20 23:00", "2026-11-22 02:00"},
    /* begun in a span that began yesterday */
    {"2 working hours", "Fr-Sa 20:00-02:00", "2026-11-21 01:00", "2026-11-21 21:00"},
    /* an hour is an hour when the clocks change */
    {"4 working hours", "24/7", "2026-10-24 23:00", "2026-10-25 02:00"},
    {"4 working hours", "24/7", "2027-03-27 23:00", "2027-03-28 04:00"},
    {"4 hours", NULL, "2026-10-24 23:00", "2026-10-25 02:00"},
    {"1 working day", NULL, "2026-10-23 12:00", "2026-10-26 17:00"},
};

START_TEST(what_is_due_ends_with_the_working_day)
{
	struct err err = {{0}};
	micros due;
	char words[RFC3339_SIZE], expected[RFC3339_SIZE];
	ck_assert_msg(due_after(dues[_i][0], dues[_i][1], NULL, at(dues[_i][2]), &due, &err) == 0,
	    "%s", err.text);
	rfc3339_format(words, due);
	rfc3339_format(expected, at(dues[_i][3]));
	ck_assert_str_eq(words, expected);
}
END_TEST

static const char *const wrong_durations[] = {"", "soon", "two working days", "2", "2 fortnights",
    "-1 days", "2 working", "2 working daysx", "5000 days", "2working days", "2 days or so"};

START_TEST(what_is_no_duration_is_refused)
{
	struct err err = {{0}};
	ck_assert_int_eq(duration_check(wrong_durations[_i], &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "is no duration: write"));
	ck_assert_int_eq(duration_check("2 working days", &err), 0);
}
END_TEST

START_TEST(nothing_is_due_where_nobody_works)
{
	struct err err = {{0}};
	micros due;
	ck_assert_int_eq(
	    due_after("1 working day", "Mo-Su off", NULL, at("2026-11-20 10:00"), &due, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "never open"));
	ck_assert_int_eq(
	    due_after("1 working hour", "Mo-Su off", NULL, at("2026-11-20 10:00"), &due, &err), -1);
	ck_assert_int_eq(
	    due_after("1 day", "nonsense", NULL, at("2026-11-20 10:00"), &due, &err), -1);
}
END_TEST

START_TEST(bank_holidays_beyond_the_table_follow_the_rules)
{
	static const struct {
		struct date date;
		bool holiday;
	} table[] = {
	    {{2018, 1, 1}, true},
	    {{2018, 3, 30}, true},
	    {{2018, 4, 2}, true},
	    {{2018, 5, 7}, true},
	    {{2018, 5, 28}, true},
	    {{2018, 8, 27}, true},
	    {{2018, 12, 25}, true},
	    {{2018, 12, 26}, true},
	    {{2018, 12, 27}, false},
	    {{2016, 12, 25}, false},
	    {{2016, 12, 26}, true},
	    {{2016, 12, 27}, true},
	    {{2015, 12, 28}, true},
	    {{2017, 1, 2}, true},
	    {{2017, 1, 1}, false},
	    {{2011, 1, 3}, true},
	    {{2010, 12, 27}, true},
	    {{2010, 12, 28}, true},
	    {{2029, 3, 30}, true},
	    {{2029, 4, 2}, true},
	    {{2029, 12, 25}, true},
	    {{2029, 5, 14}, false},
	    {{2029, 8, 20}, false},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char text[11];
		date_format(text, table[i].date);
		ck_assert_msg(
		    bank_holiday(NATION_ENGLAND_AND_WALES, table[i].date) == table[i].holiday, "%s",
		    text);
	}
}
END_TEST

/* Counts the days of one nation's list that we do not have, and ours that it does not have. */
static void
compare_with_list(const char *text, const char *division, enum nation nation)
{
	const char *start = strstr(text, division);
	int listed = 0, ours = 0;
	ck_assert_ptr_nonnull(start);
	const char *end = strstr(start + strlen(division), "_slug\": {");
	for (const char *p = strstr(start, "\"date\""); p && (!end || p < end);
	     p = strstr(p + 1, "\"date\"")) {
		struct date date;
		ck_assert_int_eq(
		    sscanf(p, "\"date\": \"%d/%d/%d\"", &date.day, &date.month, &date.year), 3);
		ck_assert_msg(bank_holiday(nation, date), "%s: %04d-%02d-%02d", division, date.year,
		    date.month, date.day);
		listed++;
	}
	for (struct date date = {2019, 1, 1}; date.year < 2029; date = date_add(date, 1))
		ours += bank_holiday(nation, date);
	ck_assert_int_ge(listed, 80);
	ck_assert_int_eq(ours, listed);
}

START_TEST(bank_holidays_are_those_of_the_official_list)
{
	char *path = proc_data("gazetteer/bank_holidays_govuk.json"), *text;
	size_t length;
	struct err err = {{0}};
	if (!path)
		return;
	ck_assert_msg(file_read_all(path, 1 << 20, &text, &length, &err) == 0, "%s", err.text);
	free(path);
	compare_with_list(text, "england-and-wales_slug", NATION_ENGLAND_AND_WALES);
	compare_with_list(text, "scotland_slug", NATION_SCOTLAND);
	compare_with_list(text, "northern-ireland_slug", NATION_NORTHERN_IRELAND);
	free(text);
}
END_TEST

/* Days that are not like others: hours, the council's special days, its nation, when, what people
 * say. */
static const char early[] = "2026 Dec 24 09:00-12:00; 2026 Dec 29-2027 Jan 2 off";
static const struct {
	const char *hours, *special;
	enum nation nation;
	const char *at, *says;
} days[] = {
    {"Mo-Fr 09:00-17:00; PH off", early, 0, "2026-12-24 10:00", "open until 12:00"},
    {"Mo-Fr 09:00-17:00; PH off", early, 0, "2026-12-24 12:00", "closed, opens Mon 4 Jan 09:00"},
    {"Mo-Fr 10:00-16:00; PH off", early, 0, "2026-12-24 09:30", "closed, opens 10:00"},
    {"Mo-We 09:00-17:00; PH off", early, 0, "2026-12-24 10:00", "closed, opens Mon 4 Jan 09:00"},
    /* what never closes for a bank holiday does not close for these */
    {"Mo-Fr 09:00-17:00", early, 0, "2026-12-29 10:00", "open until 17:00"},
    {"24/7", early, 0, "2026-12-29 10:00", "open day and night"},
    /* a rule with its year is about that very day */
    {"Mo-Fr 09:00-17:00; PH off; 2026 Dec 24 09:00-13:00", early, 0, "2026-12-24 12:30",
	"open until 13:00"},
    {"Mo-Fr 09:00-17:00; PH off; 2026 Dec 28 10:00-14:00", NULL, 0, "2026-12-28 11:00",
	"open until 14:00"},
    {"Mo-Fr 09:00-17:00; 2027 Dec 24 off", NULL, 0, "2026-12-24 10:00", "open until 17:00"},
    {"Mo-Fr 09:00-17:00; 2026 Dec 24-Jan 2 off", NULL, 0, "2027-01-01 10:00",
	"closed, opens Mon 09:00"},
    {"Mo-Fr 09:00-17:00; 2026 Dec 24-Jan 2 off", NULL, 0, "2027-12-24 10:00", "open until 17:00"},
    {"Mo-Fr 09:00-17:00; 2026 Nov off", NULL, 0, "2026-11-30 10:00", "closed, opens Tue 09:00"},
    /* 2 January, St Patrick, the first Monday of August, St Andrew */
    {"Mo-Fr 09:00-17:00; PH off", NULL, NATION_SCOTLAND, "2026-01-02 10:00",
	"closed, opens Mon 09:00"},
    {"Mo-Fr 09:00-17:00; PH off", NULL, NATION_ENGLAND_AND_WALES, "2026-01-02 10:00",
	"open until 17:00"},
    {"Mo-Fr 09:00-17:00; PH off", NULL, NATION_NORTHERN_IRELAND, "2026-03-17 10:00",
	"closed, opens Wed 09:00"},
    {"Mo-Fr 09:00-17:00; PH off", NULL, NATION_SCOTLAND, "2026-08-03 10:00",
	"closed, opens Tue 09:00"},
    {"Mo-Fr 09:00-17:00; PH off", NULL, NATION_SCOTLAND, "2026-04-06 10:00", "open until 17:00"},
};

START_TEST(special_days_and_nations_change_the_hours)
{
	struct err err = {{0}};
	char words[100];
	bool open;
	struct calendar calendar = {days[_i].nation, days[_i].special};
	ck_assert_msg(hours_status(days[_i].hours, &calendar, at(days[_i].at), &open, words,
			  sizeof words, &err) == 0,
	    "%s", err.text);
	ck_assert_str_eq(words, days[_i].says);
}
END_TEST

START_TEST(what_is_due_waits_out_special_days)
{
	struct err err = {{0}};
	micros due;
	struct calendar calendar = {NATION_ENGLAND_AND_WALES, early};
	ck_assert_int_eq(
	    due_after("1 working day", NULL, &calendar, at("2026-12-24 10:00"), &due, &err), 0);
	ck_assert(due == at("2027-01-04 17:00"));
	ck_assert_int_eq(
	    due_after("4 working hours", NULL, &calendar, at("2026-12-24 10:00"), &due, &err), 0);
	ck_assert(due == at("2027-01-04 11:00"));
	calendar = (struct calendar){NATION_SCOTLAND, NULL};
	ck_assert_int_eq(
	    due_after("1 working day", NULL, &calendar, at("2026-11-27 10:00"), &due, &err), 0);
	ck_assert(due == at("2026-12-01 17:00"));
}
END_TEST

/* Working time between two moments, in minutes: over weekends, the bank holidays of Christmas, New
 * Year, Easter and May, and both nights on which the clocks change. */
static const struct {
	const char *from, *to, *hours;
	int minutes;
} workings[] = {
    {"2026-11-20 10:00", "2026-11-20 12:30", NULL, 150},
    {"2026-11-20 16:00", "2026-11-23 10:00", NULL, 120},
    {"2026-11-21 10:00", "2026-11-22 10:00", NULL, 0},
    {"2026-11-23 10:00", "2026-11-20 10:00", NULL, 0},
    /* Christmas Day on a Friday, Boxing Day's stand-in on the Monday; New Year's Day */
    {"2026-12-24 10:00", "2026-12-29 10:00", NULL, 480},
    {"2026-12-31 16:00", "2027-01-04 10:00", NULL, 120},
    {"2026-12-24 10:00", "2026-12-29 10:00", "Mo-Fr 09:00-17:00", 1440},
    /* Good Friday and Easter Monday, with the clocks put forward on the Sunday between */
    {"2027-03-25 16:00", "2027-03-30 10:00", NULL, 120},
    /* Early May and Spring bank holidays */
    {"2027-04-30 09:00", "2027-05-04 17:00", NULL, 960},
    {"2027-05-28 16:00", "2027-06-01 10:00", NULL, 120},
    /* August */
    {"2027-08-27 16:00", "2027-08-31 10:00", NULL, 120},
    /* an office notices nothing of the change of hour */
    {"2026-10-23 16:00", "2026-10-26 10:00", NULL, 120},
    {"2027-03-24 09:00", "2027-04-01 17:00", NULL, 2400},
    /* who works through that night does: an hour more, an hour less */
    {"2026-10-25 00:00", "2026-10-25 06:00", "24/7", 420},
    {"2027-03-28 00:00", "2027-03-28 06:00", "24/7", 300},
    {"2026-10-24 12:00", "2026-10-25 12:00", "Sa 22:00-03:00", 360},
    {"2027-03-27 12:00", "2027-03-28 12:00", "Sa 22:00-03:00", 240},
    /* begun in a span that began yesterday */
    {"2026-11-21 01:00", "2026-11-21 21:00", "Fr-Sa 20:00-02:00", 120},
};

START_TEST(working_time_passes_only_while_somebody_works)
{
	struct err err = {{0}};
	micros from = at(workings[_i].from), to = at(workings[_i].to), working, end, again;
	const char *hours = workings[_i].hours;
	ck_assert_int_eq(working_between(hours, NULL, from, to, &working, &err), 0);
	ck_assert_int_eq(working, workings[_i].minutes * MICROS_MINUTE);
	/* and the way back: so much later, so much has gone, and nothing since */
	ck_assert_int_eq(working_after(hours, NULL, from, working, &end, &err), 0);
	ck_assert_int_eq(working_between(hours, NULL, from, end, &again, &err), 0);
	ck_assert_int_eq(again, working);
	ck_assert(working == 0 || end <= to);
}
END_TEST

START_TEST(working_time_is_that_of_the_nation_and_of_special_days)
{
	struct calendar scotland = {NATION_SCOTLAND, NULL},
			closed = {NATION_ENGLAND_AND_WALES, "2026 Dec 24 off"};
	struct err err = {{0}};
	micros working;
	working_between(
	    NULL, &scotland, at("2027-01-01 09:00"), at("2027-01-05 09:00"), &working, &err);
	ck_assert_int_eq(working, 0); /* 2 January has its stand-in on the Monday */
	working_between(
	    NULL, &closed, at("2026-12-23 16:00"), at("2026-12-29 10:00"), &working, &err);
	ck_assert_int_eq(working, 2 * MICROS_HOUR);
	ck_assert_int_eq(
	    working_after("Mo-Su off", NULL, at("2026-11-20 10:00"), MICROS_HOUR, &working, &err),
	    -1);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("directory_hours");
	TCase *tcase = tcase_create("hours");
	tcase_add_loop_test(tcase, hours_are_said_as_people_say_them, 0, COUNT(statuses));
	tcase_add_loop_test(tcase, wrong_hours_quote_what_is_wrong, 0, COUNT(wrong_hours));
	tcase_add_loop_test(tcase, what_is_due_ends_with_the_working_day, 0, COUNT(dues));
	tcase_add_loop_test(tcase, what_is_no_duration_is_refused, 0, COUNT(wrong_durations));
	tcase_add_loop_test(tcase, special_days_and_nations_change_the_hours, 0, COUNT(days));
	tcase_add_test(tcase, what_is_due_waits_out_special_days);
	tcase_add_loop_test(
	    tcase, working_time_passes_only_while_somebody_works, 0, COUNT(workings));
	tcase_add_test(tcase, working_time_is_that_of_the_nation_and_of_special_days);
	tcase_add_test(tcase, nothing_is_due_where_nobody_works);
	tcase_add_test(tcase, bank_holidays_beyond_the_table_follow_the_rules);
	tcase_add_test(tcase, bank_holidays_are_those_of_the_official_list);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
