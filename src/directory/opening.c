/* Open now? And when next, in people's words. */
#include "directory/opening.h"

#include "base/i18n.h"
#include "directory/hours.h"

#include <stdio.h>

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
hours_status(const char *text, const struct calendar *calendar, micros now, bool *open, char *words,
    size_t size, struct err *err)
{
	struct hours hours;
	if (hours_parse(text, calendar, &hours, err))
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
