/* Opening hours as rules. Inner header of hours, working time and the service's reader. */
#ifndef DIRECTORY_HOURS_H
#define DIRECTORY_HOURS_H

#include "base/date.h"
#include "base/err.h"

enum { MOST_RULES = 24, MOST_SPANS = 6 };

struct span {
	int from, to; /* minutes from midnight; `to` passes 1440 when it runs into the next day */
};

struct hours_rule {
	unsigned weekdays; /* bit 0 = Monday */
	bool holidays;     /* PH */
	bool every_day;    /* no day was named */
	int first, last;   /* month * 100 + day; 0: all year. May run over New Year */
	struct span spans[MOST_SPANS];
	int count; /* 0: off */
};

struct hours {
	struct hours_rule rules[MOST_RULES];
	int count;
};

/* 0, or -1 with a sentence that quotes the part that is wrong. */
int hours_parse(const char *text, struct hours *hours, struct err *err);

/* The spans of one day in order; the last rule that matches decides. */
int hours_on(const struct hours *hours, struct date date, struct span spans[MOST_SPANS]);

#endif
