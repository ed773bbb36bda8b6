/* Bank holidays of England and Wales as GOV.UK lists them, 2019 to 2028. Beyond the table the rules
 * of the Banking and Financial Dealings Act 1971 are reckoned, without what is proclaimed for one
 * year. */
#include "directory/service.h"

#include <stddef.h>

enum { FIRST_YEAR = 2019, LAST_YEAR = 2028, MOST_DAYS = 10 };

/* month * 100 + day; 0 ends a short year */
static const int table[LAST_YEAR - FIRST_YEAR + 1][MOST_DAYS] = {
    {101, 419, 422, 506, 527, 826, 1225, 1226},
    {101, 410, 413, 508, 525, 831, 1225, 1228},
    {101, 402, 405, 503, 531, 830, 1227, 1228},
    {103, 415, 418, 502, 602, 603, 829, 919, 1226, 1227},
    {102, 407, 410, 501, 508, 529, 828, 1225, 1226},
    {101, 329, 401, 506, 527, 826, 1225, 1226},
    {101, 418, 421, 505, 526, 825, 1225, 1226},
    {101, 403, 406, 504, 525, 831, 1225, 1228},
    {101, 326, 329, 503, 531, 830, 1227, 1228},
    {103, 414, 417, 501, 529, 828, 1225, 1226},
};

/* Easter Sunday (the anonymous Gregorian method). */
static struct date
easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
	return (struct date){year, f / 31, f % 31 + 1};
}

/* Christmas, Boxing Day and New Year move on to the next weekdays that are free. */
static bool
fixed_holiday(struct date date, int weekday)
{
	if (date.month == 1)
		return (date.day == 1 && weekday < 5) ||
		       ((date.day == 2 || date.day == 3) && weekday == 0);
	if (date.month != 12)
		return false;
	if (date.day == 25 || date.day == 26)
		return weekday < 5;
	return (date.day == 27 || date.day == 28) && weekday < 2;
}

static bool
reckoned_holiday(struct date date)
{
	int weekday = date_weekday(date);
	int from_easter = date_days(date) - date_days(easter(date.year));
	if (from_easter == -2 || from_easter == 1)
		return true;
	if (weekday == 0 && date.month == 5 && (date.day <= 7 || date.day >= 25))
		return true;
	if (weekday == 0 && date.month == 8 && date.day >= 25)
		return true;
	return fixed_holiday(date, weekday);
}

bool
bank_holiday(struct date date)
{
	if (date.year < FIRST_YEAR || date.year > LAST_YEAR)
		return reckoned_holiday(date);
	int day = date.month * 100 + date.day;
	for (size_t i = 0; i < MOST_DAYS; i++)
		if (table[date.year - FIRST_YEAR][i] == day)
			return true;
	return false;
}
