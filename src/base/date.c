#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const month_names[12] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
    N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
static const char *const month_words[12] = {"january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december"};
static const char *const day_names[7] = {
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};

static bool
leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length(int year, int month)
{
	static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

bool
date_valid(struct date date)
{
	return date.year >= 0 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
	       date.day >= 1 && date.day <= month_length(date.year, date.month);
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/* Counts in years that begin in March, so that the leap day is the last of its year. */
int
date_days(struct date date)
{
	int year = date.month <= 2 ? date.year - 1 : date.year;
	int month = (date.month + 9) % 12;
	int era = (year >= 0 ? year : year - 399) / 400;
	int of_era = year - era * 400;
	int of_year = (153 * month + 2) / 5 + date.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date
date_from_days(int days)
{
	days += 719468;
	int era = (days >= 0 ? days : days - 146096) / 146097;
	int rest = days - era * 146097;
	int of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	int of_year = rest - (365 * of_era + of_era / 4 - of_era / 100);
	int month = (5 * of_year + 2) / 153;
	struct date date = {.year = of_era + era * 400,
	    .month = month < 10 ? month + 3 : month - 9,
	    .day = of_year - (153 * month + 2) / 5 + 1};
	if (date.month <= 2)
		date.year++;
	return date;
}

int
date_weekday(struct date date)
{
	int day = (date_days(date) + 3) % 7; /* 1 January 1970 was a Thursday */
	return day < 0 ? day + 7 : day;
}

struct date
date_add(struct date date, int days)
{
	return date_from_days(date_days(date) + days);
}

/* Reads exactly `count` digits; moves *at behind them. */
static bool
digits(const char **at, int count, int *value)
{
	int result = 0;
	for (int i = 0; i < count; i++) {
		char c = (*at)[i];
		if (c < '0' || c > '9')
			return false;
		result = result * 10 + (c - '0');
	}
	*at += count;
	*value = result;
	return true;
}

static bool
literal(const char **at, char c)
{
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

static bool
parse_date(const char **at, struct date *date)
{
	struct date found;
	if (!digits(at, 4, &found.year) || !literal(at, '-') || !digits(at, 2, &found.month) ||
	    !literal(at, '-') || !digits(at, 2, &found.day) || !date_valid(found))
		return false;
	*date = found;
	return true;
}

bool
date_parse(const char *text, struct date *date)
{
	struct date found;
	if (!text || !parse_date(&text, &found) || *text)
		return false;
	*date = found;
	return true;
}

void
date_format(char out[11], struct date date)
{
	char text[48];
	snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
	memcpy(out, text, 10);
	out[10] = '\0';
}

/* Two digits mean the latest such year that is not after today's. */
static int
full_year(int year, int length, struct date today)
{
	if (length > 2)
		return year;
	year += today.year - today.year % 100;
	return year > today.year ? year - 100 : year;
}

static int
month_of(const char *word, size_t length)
{
	if (length < 3)
		return 0;
	for (int i = 0; i < 12; i++) {
		if (length <= strlen(month_words[i]) &&
		    strncasecmp(word, month_words[i], length) == 0)
			return i + 1;
		const char *local = _(month_names[i]);
		if (length == strlen(local) && strncasecmp(word, local, length) == 0)
			return i + 1;
	}
	return length == 4 && strncasecmp(word, "sept", 4) == 0 ? 9 : 0;
}

struct parts {
	int value[3];  /* number, or month when is_word */
	int length[3]; /* digits written */
	bool is_word[3];
	int count;
};

/* Cuts "14 mar 1949", "14/3/49", "14th March, 1949" into at most three parts. */
static bool
cut_parts(const char *text, struct parts *parts)
{
	*parts = (struct parts){0};
	while (*text) {
		if (strchr(" /.-,", *text)) {
			text++;
			continue;
		}
		if (parts->count == 3)
			return false;
		int at = parts->count++;
		if (isdigit((unsigned char)*text)) {
			for (; isdigit((unsigned char)*text); text++) {
				if (++parts->length[at] > 8)
					return false;
				parts->value[at] = parts->value[at] * 10 + (*text - '0');
			}
			static const char *const endings[] = {"st", "nd", "rd", "th"};
			for (size_t i = 0; i < 4; i++)
				if (strncasecmp(text, endings[i], 2) == 0 &&
				    !isalpha((unsigned char)text[2])) {
					text += 2;
					break;
				}
		} else {
			size_t length = strcspn(text, " /.-,0123456789");
			parts->is_word[at] = true;
			parts->value[at] = month_of(text, length);
			if (!parts->value[at])
				return false;
			text += length;
		}
	}
	return true;
}

bool
date_read(const char *text, struct date today, struct date *date)
{
	struct parts p;
	if (!text)
		return false;
	while (*text == ' ')
		text++;
	size_t length = strlen(text);
	while (length && text[length - 1] == ' ')
		length--;
	const char *word = _("today");
	if ((length == 5 && strncasecmp(text, "today", 5) == 0) ||
	    (length == strlen(word) && strncasecmp(text, word, length) == 0)) {
		*date = today;
		return true;
	}
	if (!cut_parts(text, &p))
		return false;
	struct date found;
	int year_length;
	if (p.count == 1 && !p.is_word[0] && (p.length[0] == 8 || p.length[0] == 6)) {
		int year_unit = p.length[0] == 8 ? 10000 : 100;
		found = (struct date){p.value[0] % year_unit, p.value[0] / year_unit % 100,
		    p.value[0] / year_unit / 100};
		year_length = p.length[0] - 4;
	} else if (p.count == 3 && !p.is_word[0] && p.length[0] == 4 && p.length[2] <= 2 &&
		   !p.is_word[2]) {
		found = (struct date){p.value[0], p.value[1], p.value[2]};
		year_length = 4;
	} else if (p.count == 3 && !p.is_word[0] && !p.is_word[2] && p.length[0] <= 2 &&
		   p.length[1] <= 2) {
		found = (struct date){p.value[2], p.value[1], p.value[0]};
		year_length = p.length[2];
	} else {
		return false;
	}
	if (year_length != 2 && year_length != 4)
		return false;
	found.year = full_year(found.year, year_length, today);
	if (!date_valid(found))
		return false;
	*date = found;
	return true;
}

/* The zone after a time: Z or ±hh:mm, as minutes east. */
static bool
parse_zone(const char **at, int *minutes)
{
	if (literal(at, 'Z') || literal(at, 'z')) {
		*minutes = 0;
		return true;
	}
	int sign = **at == '-' ? -1 : 1, hour, minute;
	if (!literal(at, '+') && !literal(at, '-'))
		return false;
	if (!digits(at, 2, &hour) || !literal(at, ':') || !digits(at, 2, &minute) || hour > 23 ||
	    minute > 59)
		return false;
	*minutes = sign * (hour * 60 + minute);
	return true;
}

bool
rfc3339_parse(const char *text, micros *when)
{
	struct date date;
	int hour, minute, second, zone;
	micros fraction = 0;
	if (!text || !parse_date(&text, &date) || (!literal(&text, 'T') && !literal(&text, 't')))
		return false;
	if (!digits(&text, 2, &hour) || !literal(&text, ':') || !digits(&text, 2, &minute) ||
	    !literal(&text, ':') || !digits(&text, 2, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 60) /* 60: a leap second */
		return false;
	if (literal(&text, '.')) {
		micros unit = MICROS_SECOND / 10;
		if (!isdigit((unsigned char)*text))
			return false;
		for (; isdigit((unsigned char)*text); text++, unit /= 10)
			fraction += unit * (*text - '0');
	}
	if (!parse_zone(&text, &zone) || *text)
		return false;
	*when = date_days(date) * MICROS_DAY + hour * MICROS_HOUR +
		(minute - zone) * MICROS_MINUTE + second * MICROS_SECOND + fraction;
	return true;
}

/* Days and the rest of the day, rounded down also before 1970. */
static int
split_day(micros when, micros *rest)
{
	micros days = when / MICROS_DAY;
	*rest = when % MICROS_DAY;
	if (*rest < 0) {
		*rest += MICROS_DAY;
		days--;
	}
	return (int)days;
}

void
rfc3339_format(char out[RFC3339_SIZE], micros when)
{
	micros rest;
	struct date date = date_from_days(split_day(when, &rest));
	int second = (int)(rest / MICROS_SECOND), fraction = (int)(rest % MICROS_SECOND);
	char text[96];
	int n = snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month,
	    date.day, second / 3600, second / 60 % 60, second % 60);
	if (fraction)
		snprintf(text + n, sizeof text - (size_t)n, ".%06dZ", fraction);
	else
		snprintf(text + n, sizeof text - (size_t)n, "Z");
	snprintf(out, RFC3339_SIZE, "%.31s", text);
}

/* 01:00 UTC on the last Sunday of a month with 31 days. */
static micros
last_sunday(int year, int month)
{
	struct date date = {year, month, 31};
	return (date_days(date) - (date_weekday(date) + 1) % 7) * MICROS_DAY + MICROS_HOUR;
}

static bool
summer_at(micros when)
{
	micros rest;
	int year = date_from_days(split_day(when, &rest)).year;
	return when >= last_sunday(year, 3) && when < last_sunday(year, 10);
}

struct london
london_of(micros when)
{
	bool summer = summer_at(when);
	micros rest;
	int days = split_day(summer ? when + MICROS_HOUR : when, &rest);
	int second = (int)(rest / MICROS_SECOND);
	struct date date = date_from_days(days);
	return (struct london){.date = date,
	    .hour = second / 3600,
	    .minute = second / 60 % 60,
	    .second = second % 60,
	    .weekday = date_weekday(date),
	    .summer = summer};
}

micros
london_micros(struct date date, int hour, int minute)
{
	micros local = date_days(date) * MICROS_DAY + hour * MICROS_HOUR + minute * MICROS_MINUTE;
	/* In October's doubled hour this takes the first; a time skipped in March is not summer an
	 * hour before, and the plain reading is the hour after. */
	return summer_at(local - MICROS_HOUR) ? local - MICROS_HOUR : local;
}

void
london_time(char *out, size_t size, micros when)
{
	struct london at = london_of(when);
	snprintf(out, size, "%02d:%02d", at.hour, at.minute);
}

void
london_day(char *out, size_t size, micros when)
{
	struct london at = london_of(when);
	snprintf(out, size, "%s %d %s", _(day_names[at.weekday]), at.date.day,
	    _(month_names[at.date.month - 1]));
}

void
london_day_time(char *out, size_t size, micros when)
{
	struct london at = london_of(when);
	snprintf(out, size, "%s %d %s %02d:%02d", _(day_names[at.weekday]), at.date.day,
	    _(month_names[at.date.month - 1]), at.hour, at.minute);
}

void
date_words(char *out, size_t size, struct date date)
{
	if (!date_valid(date)) {
		snprintf(out, size, "-");
		return;
	}
	snprintf(out, size, "%d %s %d", date.day, _(month_names[date.month - 1]), date.year);
}

const char *
date_month_name(struct date date)
{
	return _(month_names[date.month - 1]);
}

const char *
date_day_name(struct date date)
{
	return _(day_names[date_weekday(date)]);
}
