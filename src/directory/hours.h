/* Opening hours as rules. Inner header of hours, opening and working time. */
#ifndef DIRECTORY_HOURS_H
#define DIRECTORY_HOURS_H

#include "directory/opening.h"

enum { MOST_RULES = 48, MOST_SPANS = 6 };

struct span {
	int from, to; /* minutes from midnight; `to` passes 1440 when it runs into the next day */
};

struct hours_rule {
	unsigned weekdays; /* bit 0 = Monday */
	bool holidays;     /* PH */
	bool every_day;    /* no day was named */
	int year, last_year;
	/* With years (0: every year), the first and last day. Days of the year are month * 100 +
	 * day; 0: all year. Without years they may run over New Year. */
	int first, last;
	struct span spans[MOST_SPANS];
	int count; /* 0: off */
};

struct hours {
	struct hours_rule rules[MOST_RULES];
	int count;
	enum nation nation;
	bool observant;                        /* a rule speaks of bank holidays */
	struct hours_rule special[MOST_RULES]; /* of the calendar */
	int special_count;
};

/* 0, or -1 with a sentence that quotes the part that is wrong. The calendar may be null. */
int hours_parse(
    const char *text, const struct calendar *calendar, struct hours *hours, struct err *err);

/* The spans of one day in order: the last rule that matches decides, then the special days of the
 * calendar cut. */
int hours_on(const struct hours *hours, struct date date, struct span spans[MOST_SPANS]);

#endif
