#include "base/moment.h"
#include "base/date.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST = 60, MOST_COUNT = 999 };

static bool
read_clock(const char *text, int *hour, int *minute)
{
	int length = 0;
	if (sscanf(text, "%2d:%2d%n", hour, minute, &length) != 2 || text[length])
		return false;
	return *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60;
}

static bool
read_duration(const char *text, micros now, micros *when)
{
	static const struct {
		const char *word;
		micros length;
	} units[] = {{"min", MICROS_MINUTE}, {"minute", MICROS_MINUTE}, {"minutes", MICROS_MINUTE},
	    {"h", MICROS_HOUR}, {"hour", MICROS_HOUR}, {"hours", MICROS_HOUR}, {"day", MICROS_DAY},
	    {"days", MICROS_DAY}, {"week", 7 * MICROS_DAY}, {"weeks", 7 * MICROS_DAY},
	    {"munud", MICROS_MINUTE}, {"awr", MICROS_HOUR}, {"diwrnod", MICROS_DAY},
	    {"wythnos", 7 * MICROS_DAY}};
	char *end;
	long count = strtol(text, &end, 10);
	if (end == text || count < 1 || count > MOST_COUNT)
		return false;
	while (*end == ' ')
		end++;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcasecmp(end, units[i].word) == 0) {
			*when = now + count * units[i].length;
			return true;
		}
	return false;
}

/* A day with or without its year. */
static bool
read_day(const char *text, struct date today, struct date *day)
{
	char dated[MOST + 8];
	if (date_read(text, today, day))
		return true;
	for (int year = today.year; year <= today.year + 1; year++) {
		snprintf(dated, sizeof dated, "%s %d", text, year);
		if (date_read(dated, today, day) && date_compare(*day, today) >= 0)
			return true;
	}
	return false;
}

bool
moment_read(const char *text, micros now, micros *when)
{
	char typed[MOST + 1] = "";
	int hour, minute;
	struct date day, today = london_of(now).date;
	if (!text || strlen(text) > MOST)
		return false;
	strncat(typed, text, MOST);
	char *words = text_trim(typed), *blank = strrchr(words, ' ');
	if (read_clock(words, &hour, &minute)) {
		*when = london_micros(today, hour, minute);
		if (*when <= now)
			*when = london_micros(date_add(today, 1), hour, minute);
		return true;
	}
	if (read_duration(words, now, when))
		return true;
	bool timed = blank && read_clock(blank + 1, &hour, &minute);
	if (timed)
		*blank = '\0';
	if (!read_day(text_trim(words), today, &day))
		return false;
	*when = timed ? london_micros(day, hour, minute) : london_micros(date_add(day, 1), 0, 0);
	return *when > now;
}
