/* Bank holidays: rules by nation, and the days that were proclaimed for one year. Compared with
 * GOV.UK's list by the tests. */
#include "base/text.h"
#include "directory/opening.h"

#include <stddef.h>

enum { ENGLAND_AND_WALES = 1, SCOTLAND = 2, NORTHERN_IRELAND = 4, ALL = 7 };

/* What one year added to the rules, or took from them. */
static const struct {
	struct date date;
	int nations;
	bool holiday;
} proclaimed[] = {
    {{2011, 4, 29}, ALL, true},      /* a royal wedding */
    {{2012, 5, 28}, ALL, false},     /* moved to June for the jubilee */
    {{2012, 6, 4}, ALL, true},       /* spring, moved */
    {{2012, 6, 5}, ALL, true},       /* diamond jubilee */
    {{2020, 5, 4}, ALL, false},      /* moved to Victory in Europe day */
    {{2020, 5, 8}, ALL, true},       /* early May, moved */
    {{2022, 5, 30}, ALL, false},     /* moved to June for the jubilee */
    {{2022, 6, 2}, ALL, true},       /* spring, moved */
    {{2022, 6, 3}, ALL, true},       /* platinum jubilee */
    {{2022, 9, 19}, ALL, true},      /* the Queen's funeral */
    {{2023, 5, 8}, ALL, true},       /* coronation */
    {{2026, 6, 15}, SCOTLAND, true}, /* the football world cup */
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

/* A day that moves to the Monday after when it falls on a weekend. */
static bool
moves_to_monday(struct date date, int weekday, int month, int day)
{
	struct date fixed = {date.year, month, day};
	int after = date_days(date) - date_days(fixed);
	return after == 0 ? weekday < 5 : (after == 1 || after == 2) && weekday == 0;
}

/* Two days in a row that move on to the next weekdays that are free: `first` and the day after. */
static bool
moves_as_pair(struct date date, int weekday, int month, int first)
{
	if (date.month != month)
		return false;
	if (date.day == first || date.day == first + 1)
		return weekday < 5;
	return (date.day == first + 2 || date.day == first + 3) && weekday < 2;
}

static bool
new_year(int nation, struct date date, int weekday)
{
	return nation == SCOTLAND ? moves_as_pair(date, weekday, 1, 1)
				  : moves_to_monday(date, weekday, 1, 1);
}

static bool
easter_holiday(int nation, struct date date)
{
	int after = date_days(date) - date_days(easter(date.year));
	return after == -2 || (after == 1 && nation != SCOTLAND);
}

/* Early May, spring, summer. */
static bool
monday_holiday(int nation, struct date date, int weekday)
{
	if (weekday != 0)
		return false;
	if (date.month == 5)
		return date.day <= 7 || date.day >= 25;
	return date.month == 8 && (nation == SCOTLAND ? date.day <= 7 : date.day >= 25);
}

static bool
saints_day(int nation, struct date date, int weekday)
{
	if (nation == SCOTLAND) /* St Andrew */
		return moves_to_monday(date, weekday, 11, 30);
	return nation == NORTHERN_IRELAND && /* St Patrick, battle of the Boyne */
	       (moves_to_monday(date, weekday, 3, 17) || moves_to_monday(date, weekday, 7, 12));
}

bool
bank_holiday(enum nation of, struct date date)
{
	int nation = of == NATION_SCOTLAND           ? SCOTLAND
		     : of == NATION_NORTHERN_IRELAND ? NORTHERN_IRELAND
						     : ENGLAND_AND_WALES;
	int weekday = date_weekday(date);
	for (size_t i = 0; i < sizeof proclaimed / sizeof *proclaimed; i++)
		if (date_compare(proclaimed[i].date, date) == 0 && proclaimed[i].nations & nation)
			return proclaimed[i].holiday;
	return new_year(nation, date, weekday) || easter_holiday(nation, date) ||
	       monday_holiday(nation, date, weekday) || saints_day(nation, date, weekday) ||
	       moves_as_pair(date, weekday, 12, 25);
}

enum nation
nation_of(const char *word)
{
	return text_same(word, "scotland")           ? NATION_SCOTLAND
	       : text_same(word, "northern_ireland") ? NATION_NORTHERN_IRELAND
						     : NATION_ENGLAND_AND_WALES;
}
