/* Opening hours over several years, against a second reckoning by other means (hours_again.py):
 * hours put together at random, moments near bank holidays, special days and the nights on which
 * the clocks change, the three nations of GOV.UK's list. */
#include "base/buf.h"
#include "directory/opening.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 1500, WORKED = 150, CASE_LIMIT = 1 << 22 };

static uint64_t seed = 20261120;

/* SplitMix64 (Steele, Lea, Flood 2014). */
static unsigned
below(unsigned limit)
{
	uint64_t z = (seed += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (unsigned)((z ^ (z >> 31)) % limit);
}

#define ANY_OF(table) table[below(sizeof table / sizeof *table)]

static const char *const times[] = {"09:00-17:00", "08:30-12:30,13:15-17:00", "10:00-16:00",
    "22:00-06:00", "00:00-24:00", "24/7", "06:00-24:00", "20:00-02:00", "off", "09:00-09:30",
    "12:00-12:00"};
static const char *const days[] = {
    "Mo-Fr ", "Mo-We,Fr ", "Sa ", "Sa-Mo ", "Mo-Su ", "Th ", "Su,PH ", "PH ", ""};
static const char *const seasons[] = {"Dec 24-26 ", "Dec 24-Jan 1 ", "Apr 1-Sep 30 ",
    "2026 Dec 24 ", "2025 Mar 28-Apr 2 ", "2027 Oct 30-2028 Jan 3 ", "Oct 25-31 "};
static const char *const specials[] = {"", "2026 Dec 24 08:00-12:00; 2026 Dec 29-2027 Jan 2 off",
    "2025 Oct 26 off; 2027 Mar 28 10:00-14:00"};
static const char *const nations[] = {"england-and-wales", "scotland", "northern-ireland"};

/* Around here things happen; elsewhere time is drawn evenly from 2024 to the end of 2027. */
static const char *const near[] = {"2024-12-24", "2025-03-30", "2025-10-26", "2026-03-29",
    "2026-10-25", "2026-12-24", "2026-12-31", "2027-03-26", "2027-03-28", "2027-10-31",
    "2027-07-12", "2026-11-30", "2025-03-17", "2026-06-15", "2024-02-29"};

static micros
moment(void)
{
	struct date date;
	if (below(2)) {
		ck_assert(date_parse(ANY_OF(near), &date));
		date = date_add(date, (int)below(4) - 2);
	} else {
		date = date_add((struct date){2024, 1, 1}, (int)below(1460));
	}
	return (micros)date_days(date) * MICROS_DAY + below(24 * 60) * MICROS_MINUTE;
}

static void
make_hours(char *out, size_t size)
{
	size_t length = 0;
	unsigned rules = 1 + below(4);
	for (unsigned i = 0; i < rules; i++) {
		const char *open = ANY_OF(times);
		bool always = strcmp(open, "24/7") == 0;
		length += (size_t)snprintf(out + length, size - length, "%s%s%s%s", i ? "; " : "",
		    always || below(4) ? "" : ANY_OF(seasons), always ? "" : ANY_OF(days), open);
	}
}

static void
add_case(struct buf *cases, bool work)
{
	char hours[400], words[100];
	struct err err = {{0}};
	bool open;
	unsigned nation = below(3);
	const char *special = ANY_OF(specials);
	struct calendar calendar = {(enum nation)nation, *special ? special : NULL};
	micros now = moment(), due = 0;
	int hours_of_work = work ? 1 + (int)below(12) : 0;
	char duration[40];
	make_hours(hours, sizeof hours);
	ck_assert_msg(hours_status(hours, &calendar, now, &open, words, sizeof words, &err) == 0,
	    "%s: %s", hours, err.text);
	ck_assert_int_eq(open, strncmp(words, "open", 4) == 0);
	snprintf(duration, sizeof duration, "%d working hours", hours_of_work);
	/* What is open so seldom that nothing is done in a month is not reckoned again. */
	if (work && (due_after(duration, hours, &calendar, now, &due, &err) != 0 ||
			due - now > 30 * MICROS_DAY))
		hours_of_work = 0;
	buf_printf(cases, "%s\t%s\t%s\t%" PRId64 "\t%d\t%s\t%" PRId64 "\n", nations[nation], hours,
	    special, now / MICROS_SECOND, hours_of_work, words, due / MICROS_SECOND);
}

START_TEST(a_second_reckoning_agrees)
{
	struct buf cases;
	char *holidays = proc_data("gazetteer/bank_holidays_govuk.json"), *out = NULL;
	char *script = proc_source("tests/unit/hours_again.py");
	if (!holidays)
		return; /* proc_data says so */
	buf_init(&cases, CASE_LIMIT);
	for (int i = 0; i < CASES; i++)
		add_case(&cases, i < WORKED);
	int status = proc_run((const char *const[]){"python3", script, holidays, NULL}, NULL,
	    cases.data, &out, 300000);
	ck_assert_msg(status == 0, "%s", out);
	printf("# %s", out);
	ck_assert_ptr_nonnull(strstr(out, "1500 cases, 0 differences"));
	free(out);
	free(script);
	free(holidays);
	buf_release(&cases);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory_hours_again");
	TCase *tcase = tcase_create("hours");
	tcase_set_timeout(tcase, 320);
	tcase_add_test(tcase, a_second_reckoning_agrees);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
