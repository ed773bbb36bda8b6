/* The answer types that have an order, and so a least and a most: numbers, money, days, times. */
#include "dialogue/answer_inner.h"

#include "base/i18n.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 15 }; /* what a double holds exactly */

/* ---- numbers ---- */

/* Digits with an optional sign and fraction; commas between thousands are how people write. Writes
 * it without what is not needed: "1,200.50" is "1200.5". False when it is no number. */
static bool
number_normal(const char *text, size_t most_fraction, char out[MOST_DIGITS + 4])
{
	char *at = out;
	size_t whole = 0, fraction = 0;
	if (*text == '-')
		*at++ = '-';
	if (*text == '-' || *text == '+')
		text++;
	for (; isdigit((unsigned char)*text) || (*text == ',' && whole > 0); text++) {
		if (*text == ',' || (*text == '0' && whole == 1 && at[-1] == '0'))
			continue;
		if (whole == 1 && at[-1] == '0')
			at--, whole--;
		if (whole == MOST_DIGITS)
			return false;
		*at++ = *text;
		whole++;
	}
	if (whole == 0)
		return false;
	if (*text == '.') {
		*at++ = *text++;
		for (; isdigit((unsigned char)*text); text++) {
			if (fraction == most_fraction || whole + fraction == MOST_DIGITS)
				return false;
			*at++ = *text;
			fraction++;
		}
		if (fraction == 0)
			return false;
		while (at[-1] == '0')
			at--;
		if (at[-1] == '.')
			at--;
	}
	*at = '\0';
	if (strcmp(out, "-0") == 0)
		memcpy(out, "0", 2);
	return *text == '\0';
}

/* The sentences of one type, with what may be put into them. */
struct bounds {
	const char *between, *least, *most;
};

static int
out_of_bounds(const struct answering *answering, const struct bounds *say, bool low, bool high)
{
	const char *min = answering->prompt->min, *max = answering->prompt->max;
	if ((low || high) && min && max)
		return err_set(answering->err, say->between, min, max);
	if (low)
		return err_set(answering->err, say->least, min);
	return high ? err_set(answering->err, say->most, max) : 0;
}

static int
check_number(const struct answering *answering, const char *text, size_t fraction,
    const char *wrong, const struct bounds *say, char out[MOST_DIGITS + 4])
{
	const char *min = answering->prompt->min, *max = answering->prompt->max;
	if (!number_normal(text, fraction, out))
		return err_set(answering->err, "%s", wrong);
	double number = strtod(out, NULL);
	return out_of_bounds(
	    answering, say, min && number < strtod(min, NULL), max && number > strtod(max, NULL));
}

int
check_integer(const struct answering *answering, const char **canonical)
{
	const struct bounds say = {_("Type a whole number between %s and %s."),
	    _("Type a whole number of %s or more."), _("Type a whole number of %s or less.")};
	char number[MOST_DIGITS + 4];
	const char *wrong = _("Type a whole number, in digits.");
	if (check_number(answering, answering->typed, MOST_DIGITS, wrong, &say, number))
		return -1;
	if (strchr(number, '.')) /* 50.00 is one */
		return err_set(answering->err, "%s", wrong);
	*canonical = arena_strdup(answering->arena, number);
	return 0;
}

int
check_decimal(const struct answering *answering, const char **canonical)
{
	const struct bounds say = {_("Type a number between %s and %s."),
	    _("Type a number of %s or more."), _("Type a number of %s or less.")};
	char number[MOST_DIGITS + 4];
	if (check_number(answering, answering->typed, MOST_DIGITS,
		_("Type a number in digits, such as 3 or 2.5."), &say, number))
		return -1;
	*canonical = arena_strdup(answering->arena, number);
	return 0;
}

/* Pounds and pence: "£1,200", "22.5", "22.50p" is none. */
int
check_money(const struct answering *answering, const char **canonical)
{
	static const char pound[] = "£";
	const struct bounds say = {_("Type an amount between £%s and £%s."),
	    _("Type an amount of £%s or more."), _("Type an amount of £%s or less.")};
	char number[MOST_DIGITS + 4];
	const char *text = answering->typed, *sign = "";
	if (*text == '-') {
		sign = "-";
		text++;
	}
	if (strncmp(text, pound, sizeof pound - 1) == 0)
		text += sizeof pound - 1;
	text = arena_printf(answering->arena, "%s%s", sign, text + strspn(text, " "));
	if (check_number(answering, text, 2, _("Type an amount in pounds, such as 22 or 22.50."),
		&say, number))
		return -1;
	*canonical = arena_printf(answering->arena, "%.2f", strtod(number, NULL));
	return 0;
}

/* ---- days ---- */

static bool
bound_date(const char *bound, struct date today, struct date *date)
{
	if (!bound)
		return false;
	if (strcmp(bound, "today") == 0) {
		*date = today;
		return true;
	}
	return date_parse(bound, date);
}

int
check_date(const struct answering *answering, const char **canonical)
{
	struct date date, bound, today = answering->names->today;
	char words[40], text[11];
	if (!date_read(answering->typed, today, &date))
		return err_set(
		    answering->err, _("Type a day that exists, such as 14/3/2026 or 3 nov."));
	if (bound_date(answering->prompt->min, today, &bound) && date_compare(date, bound) < 0) {
		date_words(words, sizeof words, bound);
		return err_set(answering->err, _("The day must be %s or later."), words);
	}
	if (bound_date(answering->prompt->max, today, &bound) && date_compare(date, bound) > 0) {
		date_words(words, sizeof words, bound);
		return err_set(answering->err, _("The day must be %s or earlier."), words);
	}
	date_format(text, date);
	*canonical = arena_strdup(answering->arena, text);
	return 0;
}

/* ---- times of day ---- */

/* Digits at the beginning; moves on. At most two, unless `four`. */
static int
read_digits(const char **text, size_t most, size_t *count)
{
	int number = 0;
	for (*count = 0; *count < most && isdigit((unsigned char)**text); ++*count)
		number = number * 10 + (*(*text)++ - '0');
	return number;
}

/* Ends in am or pm, with or without dots and a blank: turns the hour; false for any other end. */
static bool
read_half_day(const char *text, int *hour)
{
	text += strspn(text, " ");
	if (*text == '\0')
		return true;
	bool afternoon = word_equal(text, "pm") || word_equal(text, "p.m.");
	if ((!afternoon && !word_equal(text, "am") && !word_equal(text, "a.m.")) || *hour < 1 ||
	    *hour > 12)
		return false;
	*hour = *hour % 12 + (afternoon ? 12 : 0);
	return true;
}

bool
time_read(const char *text, char out[6])
{
	size_t digits, minutes = 0;
	int minute = 0;
	if (word_equal(text, "noon") || word_equal(text, "midday")) {
		memcpy(out, "12:00", 6);
		return true;
	}
	if (word_equal(text, "midnight")) {
		memcpy(out, "00:00", 6);
		return true;
	}
	int hour = read_digits(&text, 4, &digits);
	if (digits == 0)
		return false;
	if (digits > 2) {
		minute = hour % 100;
		hour /= 100;
	} else if (*text == ':' || *text == '.') {
		text++;
		minute = read_digits(&text, 2, &minutes);
		if (minutes != 2)
			return false;
	} else if (*(text + strspn(text, " ")) == '\0') {
		return false; /* "9" alone may be either */
	}
	if (!read_half_day(text, &hour) || hour > 23 || minute > 59)
		return false;
	out[0] = (char)('0' + hour / 10);
	out[1] = (char)('0' + hour % 10);
	out[2] = ':';
	out[3] = (char)('0' + minute / 10);
	out[4] = (char)('0' + minute % 10);
	out[5] = '\0';
	return true;
}

int
check_time(const struct answering *answering, const char **canonical)
{
	const struct bounds say = {_("The time must be between %s and %s."),
	    _("The time must be %s or later."), _("The time must be %s or earlier.")};
	const char *min = answering->prompt->min, *max = answering->prompt->max;
	char text[6];
	if (!time_read(answering->typed, text))
		return err_set(answering->err, _("Type a time, such as 9:30, 14:00 or 2 pm."));
	if (out_of_bounds(
		answering, &say, min && strcmp(text, min) < 0, max && strcmp(text, max) > 0))
		return -1;
	*canonical = arena_strdup(answering->arena, text);
	return 0;
}

/* ---- bounds as written in a script ---- */

bool
answer_bound(enum answer_type type, const char *text)
{
	char number[MOST_DIGITS + 4], time[6];
	struct date date;
	switch (type) {
	case ANSWER_INTEGER:
		return number_normal(text, 0, number);
	case ANSWER_DECIMAL:
	case ANSWER_MONEY:
		return number_normal(text, type == ANSWER_MONEY ? 2 : MOST_DIGITS, number);
	case ANSWER_DATE:
		return strcmp(text, "today") == 0 || date_parse(text, &date);
	case ANSWER_TIME:
		return time_read(text, time) && strcmp(time, text) == 0;
	default:
		return false;
	}
}
