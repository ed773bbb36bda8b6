#include "directory/hours.h"

#include "base/i18n.h"
#include "directory/service.h"

#include <stdio.h>
#include <string.h>

static const char *const weekdays[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
static const char *const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct reading {
	const char *at, *end; /* one rule */
	struct err *err;
};

static void
skip_blanks(struct reading *reading)
{
	while (reading->at < reading->end && *reading->at == ' ')
		reading->at++;
}

static bool
take(struct reading *reading, char sign)
{
	if (reading->at >= reading->end || *reading->at != sign)
		return false;
	reading->at++;
	return true;
}

/* A word of the table at this place; -1 when there is none. */
static int
take_word(struct reading *reading, const char *const *table, int count)
{
	for (int i = 0; i < count; i++) {
		size_t length = strlen(table[i]);
		if ((size_t)(reading->end - reading->at) >= length &&
		    strncmp(reading->at, table[i], length) == 0) {
			reading->at += length;
			return i;
		}
	}
	return -1;
}

static int
take_number(struct reading *reading)
{
	int number = 0, digits = 0;
	while (reading->at < reading->end && *reading->at >= '0' && *reading->at <= '9' &&
	       digits < 4) {
		number = number * 10 + (*reading->at++ - '0');
		digits++;
	}
	return digits > 0 ? number : -1;
}

static int
not_understood(const struct reading *reading, const char *advice)
{
	return err_set(reading->err, "the hours are not understood at '%.*s': %s",
	    (int)(reading->end - reading->at), reading->at, advice);
}

static const char month_advice[] = "write days of the year as Dec 24-Jan 1";

/* The day after a month's name; 0 when there is none, -1 on an error. */
static int
read_month_day(struct reading *reading)
{
	skip_blanks(reading);
	const char *before = reading->at;
	int day = take_number(reading);
	/* "Apr-Sep 09:00-17:00": the number is a time, not a day. */
	if (day >= 0 && reading->at < reading->end && *reading->at == ':') {
		reading->at = before;
		return 0;
	}
	if (day == 0 || day > 31)
		return not_understood(reading, month_advice);
	return day < 0 ? 0 : day;
}

/* "Dec 24-Jan 1", "Dec 24-26", "Apr-Sep", "Dec 25" */
static int
read_months(struct reading *reading, struct hours_rule *rule)
{
	int month = take_word(reading, months, 12);
	if (month < 0)
		return 0;
	int day = read_month_day(reading);
	if (day < 0)
		return -1;
	rule->first = (month + 1) * 100 + (day ? day : 1);
	rule->last = (month + 1) * 100 + (day ? day : 31);
	if (take(reading, '-')) {
		int until = take_word(reading, months, 12);
		int last = read_month_day(reading);
		if (last < 0 || (until < 0 && last == 0))
			return not_understood(reading, month_advice);
		rule->last = ((until < 0 ? month : until) + 1) * 100 + (last ? last : 31);
	}
	skip_blanks(reading);
	return 0;
}

static const char day_advice[] = "write days as Mo Tu We Th Fr Sa Su or PH, as in Mo-We,Fr";

static int
read_days(struct reading *reading, struct hours_rule *rule)
{
	bool named = false;
	do {
		skip_blanks(reading);
		if ((size_t)(reading->end - reading->at) >= 2 &&
		    strncmp(reading->at, "PH", 2) == 0) {
			reading->at += 2;
			rule->holidays = named = true;
			continue;
		}
		int from = take_word(reading, weekdays, 7);
		if (from < 0 && !named)
			break;
		int to = from;
		if (from >= 0 && take(reading, '-'))
			to = take_word(reading, weekdays, 7);
		if (from < 0 || to < 0)
			return not_understood(reading, day_advice);
		for (int day = from;; day = (day + 1) % 7) {
			rule->weekdays |= 1U << day;
			if (day == to)
				break;
		}
		named = true;
	} while (take(reading, ','));
	rule->every_day = !named;
	if (named && reading->at < reading->end && *reading->at != ' ')
		return not_understood(reading, day_advice);
	skip_blanks(reading);
	return 0;
}

static const char time_advice[] = "write times as 09:00-17:00, or off";

static int
read_time(struct reading *reading, int *minutes)
{
	int hour = take_number(reading);
	if (hour < 0 || !take(reading, ':'))
		return not_understood(reading, time_advice);
	int minute = take_number(reading);
	if (hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute > 0))
		return not_understood(reading, time_advice);
	*minutes = hour * 60 + minute;
	return 0;
}

static int
read_times(struct reading *reading, struct hours_rule *rule)
{
	static const char *const closed[] = {"off", "closed"};
	if (take_word(reading, closed, 2) >= 0)
		return 0;
	do {
		struct span span;
		skip_blanks(reading);
		if (rule->count == MOST_SPANS)
			return not_understood(reading, "there are too many times for one day");
		if (read_time(reading, &span.from))
			return -1;
		if (!take(reading, '-'))
			return not_understood(reading, time_advice);
		if (read_time(reading, &span.to))
			return -1;
		if (span.to <= span.from)
			span.to += 24 * 60;
		if (rule->count > 0 && span.from < rule->spans[rule->count - 1].to)
			return not_understood(reading, "write the times of a day in order");
		rule->spans[rule->count++] = span;
	} while (take(reading, ','));
	return 0;
}

static int
read_rule(struct reading *reading, struct hours_rule *rule)
{
	static const char *const always[] = {"24/7"};
	skip_blanks(reading);
	if (reading->at == reading->end)
		return not_understood(reading, "a rule is empty: is there a ';' too many?");
	if (take_word(reading, always, 1) == 0) {
		rule->every_day = true;
		rule->spans[rule->count++] = (struct span){0, 24 * 60};
	} else if (read_months(reading, rule) || read_days(reading, rule) ||
		   read_times(reading, rule)) {
		return -1;
	}
	skip_blanks(reading);
	return reading->at == reading->end ? 0 : not_understood(reading, time_advice);
}

int
hours_parse(const char *text, struct hours *hours, struct err *err)
{
	hours->count = 0;
	for (const char *at = text;;) {
		size_t length = strcspn(at, ";");
		struct reading reading = {.at = at, .end = at + length, .err = err};
		if (at[length] == '\0' && hours->count > 0 && strspn(at, " ") == length)
			return 0;
		if (hours->count == MOST_RULES)
			return err_set(err, "the hours have too many rules");
		struct hours_rule *rule = &hours->rules[hours->count];
		memset(rule, 0, sizeof *rule);
		if (read_rule(&reading, rule))
			return -1;
		hours->count++;
		if (at[length] == '\0')
			return 0;
		at += length + 1;
	}
}

int
hours_check(const char *text, struct err *err)
{
	struct hours hours;
	return hours_parse(text, &hours, err);
}

static bool
rule_matches(const struct hours_rule *rule, struct date date)
{
	int day = date.month * 100 + date.day;
	if (rule->first) {
		bool within = rule->first <= rule->last ? day >= rule->first && day <= rule->last
							: day >= rule->first || day <= rule->last;
		if (!within)
			return false;
	}
	return rule->every_day || (rule->weekdays & 1U << date_weekday(date)) ||
	       (rule->holidays && bank_holiday(date));
}

int
hours_on(const struct hours *hours, struct date date, struct span spans[MOST_SPANS])
{
	for (int i = hours->count - 1; i >= 0; i--) {
		const struct hours_rule *rule = &hours->rules[i];
		if (!rule_matches(rule, date))
			continue;
		memcpy(spans, rule->spans, (size_t)rule->count * sizeof *spans);
		return rule->count;
	}
	return 0;
}

/* ---- open now? ---- */

enum { DAY = 24 * 60, LOOK_AHEAD = 400 };

/* Until when it is open without a break, in minutes from the midnight before `date`; -1: closed. */
static int
open_until(const struct hours *hours, struct date date, int minute)
{
	int until = -1;
	for (int ahead = -1; ahead < 8; ahead++) {
		struct span spans[MOST_SPANS];
		int count = hours_on(hours, date_add(date, ahead), spans);
		for (int i = 0; i < count; i++) {
			int from = spans[i].from + ahead * DAY, to = spans[i].to + ahead * DAY;
			bool joins = from <= (until < 0 ? minute : until);
			if (joins && to > (until < 0 ? minute : until))
				until = to;
		}
		if (ahead >= 0 && (until < 0 || until < (ahead + 1) * DAY))
			break;
	}
	return until;
}

/* The next opening: days from `date` and minute; false when there is none in sight. */
static bool
next_opening(const struct hours *hours, struct date date, int minute, int *ahead, int *from)
{
	for (*ahead = 0; *ahead < LOOK_AHEAD; (*ahead)++) {
		struct span spans[MOST_SPANS];
		int count = hours_on(hours, date_add(date, *ahead), spans);
		for (int i = 0; i < count; i++)
			if (*ahead > 0 || spans[i].from > minute) {
				*from = spans[i].from;
				return true;
			}
	}
	return false;
}

static void
say_closed(const struct hours *hours, const struct london *now, char *words, size_t size)
{
	static const char *const names[] = {
	    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};
	int ahead, from;
	char when[64];
	if (!next_opening(hours, now->date, now->hour * 60 + now->minute, &ahead, &from)) {
		snprintf(words, size, "%s", _("closed"));
		return;
	}
	struct date date = date_add(now->date, ahead);
	if (ahead == 0)
		snprintf(when, sizeof when, "%02d:%02d", from / 60, from % 60);
	else if (ahead < 7)
		snprintf(when, sizeof when, "%s %02d:%02d", _(names[date_weekday(date)]), from / 60,
		    from % 60);
	else
		london_day_time(when, sizeof when, london_micros(date, from / 60, from % 60));
	snprintf(words, size, _("closed, opens %s"), when);
}

int
hours_status(const char *text, micros now, bool *open, char *words, size_t size, struct err *err)
{
	struct hours hours;
	if (hours_parse(text, &hours, err))
		return -1;
	struct london london = london_of(now);
	int until = open_until(&hours, london.date, london.hour * 60 + london.minute);
	*open = until >= 0;
	if (until < 0)
		say_closed(&hours, &london, words, size);
	else if (until >= 7 * DAY)
		snprintf(words, size, "%s", _("open day and night"));
	else
		snprintf(words, size, _("open until %02d:%02d"),
		    until % DAY == 0 && until <= DAY ? 24 : until % DAY / 60, until % 60);
	return 0;
}
