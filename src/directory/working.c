/* Working time: when something is due. */
#include "directory/hours.h"

#include <stdlib.h>
#include <string.h>

static const char usual_hours[] = "Mo-Fr 09:00-17:00; PH off";
enum { USUAL_CLOSE = 17 * 60, MOST_DAYS_AHEAD = 4000, MOST_COUNT = 1000 };

enum unit { WORKING_DAYS, WORKING_HOURS, DAYS, HOURS, WEEKS, MONTHS, MINUTES };

static const struct {
	const char *word;
	enum unit unit;
} units[] = {
    {"working day", WORKING_DAYS},
    {"working hour", WORKING_HOURS},
    {"day", DAYS},
    {"hour", HOURS},
    {"week", WEEKS},
    {"month", MONTHS},
    {"minute", MINUTES},
};

static int
parse_duration(const char *text, int *count, enum unit *unit, struct err *err)
{
	char *end;
	text += strspn(text, " ");
	long number = strtol(text, &end, 10);
	if (end != text && number >= 0 && number <= MOST_COUNT && *end == ' ') {
		end += strspn(end, " ");
		for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
			size_t length = strlen(units[i].word);
			if (strncmp(end, units[i].word, length) != 0)
				continue;
			const char *rest = end + length;
			rest += *rest == 's';
			if (rest[strspn(rest, " ")] != '\0')
				continue;
			*count = (int)number;
			*unit = units[i].unit;
			return 0;
		}
	}
	return err_set(err,
	    "'%s' is no duration: write a number and working days, working hours, days, hours, "
	    "weeks, months or minutes, as in '2 working days'",
	    text);
}

int
duration_check(const char *text, struct err *err)
{
	int count;
	enum unit unit;
	return parse_duration(text, &count, &unit, err);
}

static int
close_of_day(const struct hours *hours, struct date date, int otherwise)
{
	struct span spans[MOST_SPANS];
	int count = hours_on(hours, date, spans);
	return count > 0 ? spans[count - 1].to : otherwise;
}

static micros
moment(struct date date, int minutes)
{
	date = date_add(date, minutes / (24 * 60));
	minutes %= 24 * 60;
	return london_micros(date, minutes / 60, minutes % 60);
}

static int
never_open(struct err *err)
{
	return err_set(err, "the hours are never open, so nothing can be due in them");
}

/* The close of the nth working day after that of the start; 0 is the day itself, or the next one
 * when it is over. */
static int
after_working_days(
    const struct hours *hours, int count, const struct london *start, micros *due, struct err *err)
{
	struct date date = start->date;
	int close = close_of_day(hours, date, -1);
	if (count == 0 && close > start->hour * 60 + start->minute) {
		*due = moment(date, close);
		return 0;
	}
	if (count == 0)
		count = 1;
	for (int day = 0; day < MOST_DAYS_AHEAD; day++) {
		date = date_add(date, 1);
		close = close_of_day(hours, date, -1);
		if (close < 0 || --count > 0)
			continue;
		*due = moment(date, close);
		return 0;
	}
	return never_open(err);
}

/* Counted in real time, from span to span: the night on which the clocks change is shorter or
 * longer by its hour. It begins with the day before, whose last span may run past midnight. */
static int
after_working_time(
    const struct hours *hours, micros left, micros start, micros *due, struct err *err)
{
	micros done = start;
	struct date date = date_add(london_of(start).date, -1);
	for (int day = 0; day < MOST_DAYS_AHEAD; day++, date = date_add(date, 1)) {
		struct span spans[MOST_SPANS];
		int spans_count = hours_on(hours, date, spans);
		for (int i = 0; i < spans_count; i++) {
			micros from = moment(date, spans[i].from), to = moment(date, spans[i].to);
			if (from < done)
				from = done;
			if (to <= from)
				continue;
			if (left <= to - from) {
				*due = from + left;
				return 0;
			}
			left -= to - from;
			done = to;
		}
	}
	return never_open(err);
}

static struct date
add_months(struct date date, int count)
{
	int month = date.month - 1 + count;
	date.year += month / 12;
	date.month = month % 12 + 1;
	while (!date_valid(date))
		date.day--;
	return date;
}

int
due_after(const char *duration, const char *text, const struct calendar *calendar, micros start,
    micros *due, struct err *err)
{
	struct hours hours;
	enum unit unit;
	int count;
	if (parse_duration(duration, &count, &unit, err) ||
	    hours_parse(text ? text : usual_hours, calendar, &hours, err))
		return -1;
	struct london london = london_of(start);
	struct date date = london.date;
	switch (unit) {
	case WORKING_DAYS:
		return after_working_days(&hours, count, &london, due, err);
	case WORKING_HOURS:
		return after_working_time(&hours, count * MICROS_HOUR, start, due, err);
	case HOURS:
		*due = start + count * MICROS_HOUR;
		return 0;
	case MINUTES:
		*due = start + count * MICROS_MINUTE;
		return 0;
	case DAYS:
		date = date_add(date, count);
		break;
	case WEEKS:
		date = date_add(date, count * 7);
		break;
	case MONTHS:
		date = add_months(date, count);
		break;
	}
	*due = moment(date, close_of_day(&hours, date, USUAL_CLOSE));
	return 0;
}

int
working_after(const char *text, const struct calendar *calendar, micros start, micros working,
    micros *end, struct err *err)
{
	struct hours hours;
	if (hours_parse(text ? text : usual_hours, calendar, &hours, err))
		return -1;
	return after_working_time(&hours, working, start, end, err);
}

int
working_between(const char *text, const struct calendar *calendar, micros from, micros to,
    micros *working, struct err *err)
{
	struct hours hours;
	struct date date = date_add(london_of(from).date, -1);
	micros done = from;
	*working = 0;
	if (hours_parse(text ? text : usual_hours, calendar, &hours, err))
		return -1;
	for (int day = 0; day < MOST_DAYS_AHEAD && moment(date, 0) < to;
	     day++, date = date_add(date, 1)) {
		struct span spans[MOST_SPANS];
		int count = hours_on(&hours, date, spans);
		for (int i = 0; i < count; i++) {
			micros begin = moment(date, spans[i].from), end = moment(date, spans[i].to);
			begin = begin < done ? done : begin;
			end = end > to ? to : end;
			if (end <= begin)
				continue;
			*working += end - begin;
			done = end;
		}
	}
	return 0;
}
