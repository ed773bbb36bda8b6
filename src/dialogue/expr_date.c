/* The functions of conditions on days and times. What counts is the clock on the wall in London. */
#include "dialogue/expr_inner.h"

#include "base/buf.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_DAY = -700000, LAST_DAY = 2900000, DAY_SECONDS = 86400 }; /* years 53 to 9909 */

/* Two digits below `most`, at a place of a text. */
static bool
two_digits(const char *text, int most, int *number)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return false;
	*number = (text[0] - '0') * 10 + (text[1] - '0');
	return *number < most;
}

/* "14:30", "14:30:15", "14:30:15.250", as part of a day. */
static bool
text_time(const char *text, double *part)
{
	int hour, minute, second = 0;
	double fraction = 0, unit = 0.1;
	if (!two_digits(text, 24, &hour) || text[2] != ':' || !two_digits(text + 3, 60, &minute))
		return false;
	text += 5;
	if (*text == ':') {
		if (!two_digits(text + 1, 60, &second))
			return false;
		text += 3;
		if (*text == '.')
			for (text++; *text >= '0' && *text <= '9'; text++, unit /= 10)
				fraction += unit * (*text - '0');
	}
	*part = (hour * 3600 + minute * 60 + second + fraction) / DAY_SECONDS;
	return *text == '\0';
}

static double
london_days(micros when)
{
	struct london at = london_of(when);
	return date_days(at.date) + (at.hour * 3600 + at.minute * 60 + at.second +
					(double)(when % MICROS_SECOND) / (double)MICROS_SECOND) /
					DAY_SECONDS;
}

bool
text_moment(const char *text, double *days)
{
	struct date date;
	micros when;
	char day[11];
	double part;
	if (date_parse(text, &date)) {
		*days = date_days(date);
		return true;
	}
	if (rfc3339_parse(text, &when)) {
		*days = london_days(when);
		return true;
	}
	if (text_time(text, days))
		return true;
	/* Without a zone it is London's already. */
	if (strlen(text) < 16 || text[10] != 'T')
		return false;
	snprintf(day, sizeof day, "%.10s", text);
	if (!date_parse(day, &date) || !text_time(text + 11, &part))
		return false;
	*days = date_days(date) + part;
	return true;
}

/* The days of a value that must be a day or a moment; a number counts them since 1970. */
static int
need_days(const struct call *call, size_t index, double *days)
{
	*days = call_number(call, index);
	if (*days > FIRST_DAY && *days < LAST_DAY)
		return 0;
	return call_fault(call, index, "'%s' is no date", call_string(call, index));
}

static bool
is_empty(const struct call *call, size_t index)
{
	const struct value *value = &call->arguments[index];
	return value->kind == VALUE_STRING && value->string[0] == '\0';
}

static int
give_date(const struct call *call, struct value *out, struct date date)
{
	char text[11];
	date_format(text, date);
	return give_string(out, arena_strdup(call->arena, text));
}

static int
apply_today(const struct call *call, struct value *out)
{
	return give_date(call, out, call->names->today);
}

/* With its zone, so that the text means the same moment wherever it is read. */
static int
apply_now(const struct call *call, struct value *out)
{
	micros now = call->names->now;
	if (!now)
		now = london_micros(call->names->today, 0, 0);
	struct london at = london_of(now);
	char day[11];
	date_format(day, at.date);
	return give_string(
	    out, arena_printf(call->arena, "%sT%02d:%02d:%02d.%03d+%02d:00", day, at.hour,
		     at.minute, at.second, (int)(now % MICROS_SECOND / 1000), at.summer ? 1 : 0));
}

/* A day that does not exist is refused, not rolled on. */
static int
apply_date(const struct call *call, struct value *out)
{
	double days;
	if (is_empty(call, 0))
		return give_string(out, "");
	if (need_days(call, 0, &days))
		return -1;
	return give_date(call, out, date_from_days((int)floor(days)));
}

static int
apply_decimal_date_time(const struct call *call, struct value *out)
{
	return give_number(out, call_number(call, 0));
}

struct clock_face {
	struct date date;
	int hour, minute, second, thousandth;
};

static struct clock_face
face_of(double days)
{
	double day = floor(days), thousandths = round((days - day) * DAY_SECONDS * 1000);
	if (thousandths >= DAY_SECONDS * 1000.0) {
		day++;
		thousandths = 0;
	}
	int rest = (int)thousandths;
	return (struct clock_face){.date = date_from_days((int)day),
	    .hour = rest / 3600000,
	    .minute = rest / 60000 % 60,
	    .second = rest / 1000 % 60,
	    .thousandth = rest % 1000};
}

/* The signs of ODK's format-date; false for another. */
static bool
put_sign(struct buf *text, char sign, const struct clock_face *face)
{
	const struct date *date = &face->date;
	switch (sign) {
	case '%':
		return buf_putc(text, '%') == 0;
	case 'Y':
		return buf_printf(text, "%04d", date->year) == 0;
	case 'y':
		return buf_printf(text, "%02d", date->year % 100) == 0;
	case 'm':
		return buf_printf(text, "%02d", date->month) == 0;
	case 'n':
		return buf_printf(text, "%d", date->month) == 0;
	case 'b':
		return buf_puts(text, date_month_name(*date)) == 0;
	case 'd':
		return buf_printf(text, "%02d", date->day) == 0;
	case 'e':
		return buf_printf(text, "%d", date->day) == 0;
	case 'a':
		return buf_puts(text, date_day_name(*date)) == 0;
	case 'H':
		return buf_printf(text, "%02d", face->hour) == 0;
	case 'h':
		return buf_printf(text, "%d", face->hour) == 0;
	case 'M':
		return buf_printf(text, "%02d", face->minute) == 0;
	case 'S':
		return buf_printf(text, "%02d", face->second) == 0;
	case '3':
		return buf_printf(text, "%03d", face->thousandth) == 0;
	default:
		return false;
	}
}

bool
date_format_good(const char *format)
{
	for (const char *at = strchr(format, '%'); at; at = strchr(at + 2, '%'))
		if (at[1] == '\0' || !strchr("%YymnbdeaHhMS3", at[1]))
			return false;
	return true;
}

static int
apply_format_date(const struct call *call, struct value *out)
{
	double days;
	const char *format = call_string(call, 1);
	if (is_empty(call, 0))
		return give_string(out, "");
	if (need_days(call, 0, &days))
		return -1;
	if (!date_format_good(format))
		return call_fault(call, 1, DATE_FORMAT_SIGNS);
	struct clock_face face = face_of(days);
	struct buf text;
	buf_init(&text, MOST_RESULT);
	for (const char *at = format; *at; at++) {
		if (*at == '%')
			put_sign(&text, *++at, &face);
		else
			buf_putc(&text, *at);
	}
	give_string(out, arena_strndup(call->arena, text.data, text.length));
	buf_release(&text);
	return 0;
}

static bool
last_of_month(struct date date)
{
	return date_add(date, 1).day == 1;
}

/* Whole calendar months from a to a later b. From the 31st, a shorter month's last day completes
 * it: the corresponding date rule of English law. */
static int
months_between(struct date a, struct date b)
{
	int months = (b.year - a.year) * 12 + b.month - a.month;
	return b.day < a.day && !last_of_month(b) ? months - 1 : months;
}

/* Negative when the second day is the earlier one; of an empty day, empty. */
static int
apply_difference_in_months(const struct call *call, struct value *out)
{
	double from, to;
	if (is_empty(call, 0) || is_empty(call, 1))
		return give_string(out, "");
	if (need_days(call, 0, &from) || need_days(call, 1, &to))
		return -1;
	struct date a = date_from_days((int)floor(from)), b = date_from_days((int)floor(to));
	return give_number(
	    out, date_compare(a, b) <= 0 ? months_between(a, b) : -months_between(b, a));
}

const struct function date_functions[] = {
    {"date", 1, 1, apply_date, WAY_VALUES},
    {"decimal-date-time", 1, 1, apply_decimal_date_time, WAY_VALUES},
    {"difference-in-months", 2, 2, apply_difference_in_months, WAY_VALUES},
    {"format-date", 2, 2, apply_format_date, WAY_VALUES},
    {"format-date-time", 2, 2, apply_format_date, WAY_VALUES},
    {"now", 0, 0, apply_now, WAY_VALUES},
    {"today", 0, 0, apply_today, WAY_VALUES},
    {NULL, 0, 0, NULL, WAY_VALUES},
};
