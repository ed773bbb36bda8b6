#include "directory/hours.h"

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

static const char month_advice[] = "write days of the year as Dec 24-Jan 1 or 2026 Dec 24";

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

/* A year before a month's name; 0 when there is none. */
static int
read_year(struct reading *reading)
{
	const char *before = reading->at;
	int year = take_number(reading);
	if (reading->at - before == 4 && year > 0 && take(reading, ' ')) {
		skip_blanks(reading);
		if (reading->at < reading->end && *reading->at >= 'A')
			return year;
	}
	reading->at = before;
	return 0;
}

/* "Dec 24-Jan 1", "Dec 24-26", "Apr-Sep", "Dec 25", "2026 Dec 24", "2026 Dec 24-2027 Jan 2" */
static int
read_months(struct reading *reading, struct hours_rule *rule)
{
	rule->year = rule->last_year = read_year(reading);
	int month = take_word(reading, months, 12);
	if (month < 0)
		return rule->year ? not_understood(reading, month_advice) : 0;
	int day = read_month_day(reading);
	if (day < 0)
		return -1;
	rule->first = (month + 1) * 100 + (day ? day : 1);
	rule->last = (month + 1) * 100 + (day ? day : 31);
	if (take(reading, '-')) {
		int year = rule->year ? read_year(reading) : 0;
		int until = take_word(reading, months, 12);
		int last = read_month_day(reading);
		if (last < 0 || (until < 0 && last == 0))
			return not_understood(reading, month_advice);
		rule->last = ((until < 0 ? month : until) + 1) * 100 + (last ? last : 31);
		if (year)
			rule->last_year = year;
		else if (rule->year && rule->last < rule->first)
			rule->last_year++;
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

static int
read_rules(const char *text, struct hours_rule *rules, int *count, struct err *err)
{
	*count = 0;
	for (const char *at = text;;) {
		size_t length = strcspn(at, ";");
		struct reading reading = {.at = at, .end = at + length, .err = err};
		if (at[length] == '\0' && *count > 0 && strspn(at, " ") == length)
			return 0;
		if (*count == MOST_RULES)
			return err_set(err, "the hours have too many rules");
		struct hours_rule *rule = &rules[*count];
		memset(rule, 0, sizeof *rule);
		if (read_rule(&reading, rule))
			return -1;
		++*count;
		if (at[length] == '\0')
			return 0;
		at += length + 1;
	}
}

int
hours_parse(const char *text, const struct calendar *calendar, struct hours *hours, struct err *err)
{
	hours->nation = calendar ? calendar->nation : NATION_ENGLAND_AND_WALES;
	hours->special_count = 0;
	hours->observant = false;
	if (read_rules(text, hours->rules, &hours->count, err))
		return -1;
	for (int i = 0; i < hours->count; i++)
		hours->observant = hours->observant || hours->rules[i].holidays;
	return calendar && calendar->special
		   ? read_rules(calendar->special, hours->special, &hours->special_count, err)
		   : 0;
}

int
hours_check(const char *text, struct err *err)
{
	struct hours hours;
	return hours_parse(text, NULL, &hours, err);
}

/* Is it one of the days of the year that the rule names? */
static bool
in_season(const struct hours_rule *rule, struct date date)
{
	int day = date.month * 100 + date.day;
	if (!rule->first)
		return true;
	if (rule->year) {
		int64_t here = date.year * 10000 + day;
		return here >= rule->year * 10000 + rule->first &&
		       here <= rule->last_year * 10000 + rule->last;
	}
	return rule->first <= rule->last ? day >= rule->first && day <= rule->last
					 : day >= rule->first || day <= rule->last;
}

/* The last rule that matches, or null. */
static const struct hours_rule *
rule_of(const struct hours_rule *rules, int count, enum nation nation, struct date date)
{
	for (const struct hours_rule *rule = rules + count; rule-- > rules;)
		if (in_season(rule, date) &&
		    (rule->every_day || (rule->weekdays & 1U << date_weekday(date)) ||
			(rule->holidays && bank_holiday(nation, date))))
			return rule;
	return NULL;
}

/* What both are open. */
static int
cut(const struct hours_rule *rule, const struct hours_rule *special, struct span *spans)
{
	int count = 0;
	for (int i = 0; i < rule->count; i++)
		for (int k = 0; k < special->count && count < MOST_SPANS; k++) {
			struct span span = rule->spans[i], within = special->spans[k];
			if (span.from < within.from)
				span.from = within.from;
			if (span.to > within.to)
				span.to = within.to;
			if (span.from < span.to)
				spans[count++] = span;
		}
	return count;
}

int
hours_on(const struct hours *hours, struct date date, struct span spans[MOST_SPANS])
{
	const struct hours_rule *rule = rule_of(hours->rules, hours->count, hours->nation, date);
	if (!rule)
		return 0;
	const struct hours_rule *special =
	    hours->observant && !rule->year
		? rule_of(hours->special, hours->special_count, hours->nation, date)
		: NULL;
	if (special)
		return cut(rule, special, spans);
	memcpy(spans, rule->spans, (size_t)rule->count * sizeof *spans);
	return rule->count;
}
