#include "base/date.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct date
ymd(int year, int month, int day)
{
	return (struct date){year, month, day};
}

START_TEST(days_count_as_the_c_library_counts)
{
	for (int days = -200000; days < 200000; days += 17) {
		time_t t = (time_t)days * 86400;
		struct tm tm;
		gmtime_r(&t, &tm);
		struct date date = date_from_days(days);
		ck_assert_int_eq(date.year, tm.tm_year + 1900);
		ck_assert_int_eq(date.month, tm.tm_mon + 1);
		ck_assert_int_eq(date.day, tm.tm_mday);
		ck_assert_int_eq(date_days(date), days);
		ck_assert_int_eq(date_weekday(date), (tm.tm_wday + 6) % 7);
	}
	ck_assert_int_eq(date_compare(ymd(2026, 11, 20), ymd(2026, 11, 21)), -1);
	ck_assert_int_eq(date_compare(ymd(2026, 12, 1), ymd(2026, 11, 21)), 1);
	ck_assert_int_eq(date_compare(ymd(2026, 11, 20), ymd(2026, 11, 20)), 0);
}
END_TEST

START_TEST(iso_dates_are_strict)
{
	struct date date;
	char text[11];
	ck_assert(date_parse("2024-02-29", &date));
	date_format(text, date);
	ck_assert_str_eq(text, "2024-02-29");
	static const char *const bad[] = {"2023-02-29", "2024-02-30", "2024-13-01", "2024-00-10",
	    "2024-1-01", "2024-01-01 ", " 2024-01-01", "24-01-01", "", "2024-01-00", "2024/01/01"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!date_parse(bad[i], &date), "%s", bad[i]);
	ck_assert(!date_parse(NULL, &date));
}
END_TEST

START_TEST(typed_dates_are_read)
{
	static const char *const good[] = {"14/3/1949", "14.3.49", "14-03-1949", "14 mar 1949",
	    "14 March 1949", "14th march, 1949", "14031949", "140349", "1949-03-14", "1949-3-14",
	    " 14/3/49 ", "14mar49"};
	struct date today = ymd(2026, 11, 20), date;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		ck_assert_msg(date_read(good[i], today, &date), "%s", good[i]);
		ck_assert_msg(date_compare(date, ymd(1949, 3, 14)) == 0, "%s", good[i]);
	}
	ck_assert(date_read("Today", today, &date));
	ck_assert_int_eq(date_compare(date, today), 0);
	ck_assert(date_read("1/1/26", today, &date));
	ck_assert_int_eq(date.year, 2026);
	ck_assert(date_read("1/1/27", today, &date));
	ck_assert_int_eq(date.year, 1927);
	static const char *const bad[] = {"", "14", "14/3", "31/4/1949", "30 feb 2020", "14/3/194",
	    "14/13/1949", "14/3/19490", "14 foo 1949", "1/2/3/4", "yesterday", "14031",
	    "mar 14 1949", "99999999999999"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!date_read(bad[i], today, &date), "%s", bad[i]);
}
END_TEST

START_TEST(wire_times_go_round)
{
	static const struct {
		const char *text, *again;
		micros when;
	} cases[] = {{"1970-01-01T00:00:00Z", NULL, 0},
	    {"2026-11-20T10:42:00Z", NULL, INT64_C(1795171320000000)},
	    {"2026-11-20T10:42:00.5Z", "2026-11-20T10:42:00.500000Z", INT64_C(1795171320500000)},
	    {"2026-11-20T10:42:00.000001Z", NULL, INT64_C(1795171320000001)},
	    {"2026-11-20T11:42:00+01:00", "2026-11-20T10:42:00Z", INT64_C(1795171320000000)},
	    {"2026-11-20t05:12:00-05:30", "2026-11-20T10:42:00Z", INT64_C(1795171320000000)},
	    {"1969-12-31T23:59:59.999999Z", NULL, -1},
	    {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", INT64_C(1483228800000000)}};
	char text[RFC3339_SIZE];
	micros when;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ck_assert_msg(rfc3339_parse(cases[i].text, &when), "%s", cases[i].text);
		ck_assert_int_eq(when, cases[i].when);
		rfc3339_format(text, when);
		ck_assert_str_eq(text, cases[i].again ? cases[i].again : cases[i].text);
	}
	static const char *const bad[] = {"2026-11-20", "2026-11-20T10:42:00",
	    "2026-11-20 10:42:00Z", "2026-11-20T24:00:00Z", "2026-11-20T10:42:00.Z",
	    "2026-11-20T10:42:00+1:00", "2026-02-30T10:42:00Z", "2026-11-20T10:42Z",
	    "2026-11-20T10:42:00Zx", ""};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!rfc3339_parse(bad[i], &when), "%s", bad[i]);
}
END_TEST

START_TEST(london_agrees_with_the_zone_file)
{
	setenv("TZ", "Europe/London", 1);
	tzset();
	struct tm probe = {.tm_year = 126, .tm_mon = 6, .tm_mday = 1, .tm_isdst = -1};
	mktime(&probe);
	ck_assert_msg(
	    probe.tm_isdst == 1, "this machine has no zone file for Europe/London (tzdata)");
	/* every 31 minutes over four years, and half a century by fortnights */
	for (micros t = INT64_C(1704067200); t < INT64_C(1830297600); t += 31 * 60) {
		time_t second = (time_t)t;
		struct tm tm;
		localtime_r(&second, &tm);
		struct london at = london_of(t * MICROS_SECOND);
		ck_assert(at.hour == tm.tm_hour && at.minute == tm.tm_min &&
			  at.date.day == tm.tm_mday && at.date.month == tm.tm_mon + 1 &&
			  at.date.year == tm.tm_year + 1900 && at.summer == (tm.tm_isdst > 0) &&
			  at.weekday == (tm.tm_wday + 6) % 7);
		micros back =
		    london_micros(at.date, at.hour, at.minute) + at.second * MICROS_SECOND;
		if (back != t * MICROS_SECOND) /* the second pass through October's doubled hour */
			ck_assert(t * MICROS_SECOND - back == MICROS_HOUR && at.hour == 1 &&
				  at.date.month == 10);
	}
	/* a time that March skips counts as the hour after */
	micros skipped = london_micros(ymd(2026, 3, 29), 1, 30);
	struct london at = london_of(skipped);
	ck_assert_int_eq(at.hour, 2);
	ck_assert_int_eq(at.minute, 30);
}
END_TEST

START_TEST(screen_words)
{
	char text[40];
	micros when;
	ck_assert(rfc3339_parse("2026-07-20T10:42:00Z", &when));
	london_time(text, sizeof text, when);
	ck_assert_str_eq(text, "11:42");
	london_day(text, sizeof text, when);
	ck_assert_str_eq(text, "Mon 20 Jul");
	london_day_time(text, sizeof text, when);
	ck_assert_str_eq(text, "Mon 20 Jul 11:42");
	date_words(text, sizeof text, ymd(2026, 11, 20));
	ck_assert_str_eq(text, "20 Nov 2026");
	date_words(text, sizeof text, ymd(0, 0, 0));
	ck_assert_str_eq(text, "-");
}
END_TEST

START_TEST(the_clock_can_be_set)
{
	setenv("FRONTDESK_NOW", "2026-11-20T10:42:00Z", 1);
	micros first = clock_now(clock_system()), second = clock_now(clock_system());
	char text[RFC3339_SIZE];
	rfc3339_format(text, first);
	text[16] = '\0';
	ck_assert_str_eq(text, "2026-11-20T10:42");
	ck_assert_int_le(first, second);
	ck_assert_int_le(clock_monotonic(), clock_monotonic());
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("base_date");
	TCase *tests = tcase_create("date");
	tcase_add_test(tests, days_count_as_the_c_library_counts);
	tcase_add_test(tests, iso_dates_are_strict);
	tcase_add_test(tests, typed_dates_are_read);
	tcase_add_test(tests, wire_times_go_round);
	tcase_add_test(tests, london_agrees_with_the_zone_file);
	tcase_add_test(tests, screen_words);
	tcase_add_test(tests, the_clock_can_be_set);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
