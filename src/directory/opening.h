/*
 * Open or not, and when something is due: opening hours as people write them (FORMAT.md section 6),
 * bank holidays by nation, working time. Everything is reckoned by the clock on the wall in
 * Europe/London. Pure.
 */
#ifndef DIRECTORY_OPENING_H
#define DIRECTORY_OPENING_H

#include "base/clock.h"
#include "base/date.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Bank holidays differ between these three (GOV.UK's divisions). */
enum nation { NATION_ENGLAND_AND_WALES, NATION_SCOTLAND, NATION_NORTHERN_IRELAND };

/* "scotland", "northern_ireland"; everything else, null too, is England and Wales. */
enum nation nation_of(const char *word);

/* The Banking and Financial Dealings Act 1971 as it is kept today, with what was proclaimed for one
 * year since 2011. */
bool bank_holiday(enum nation nation, struct date date);

/*
 * Whose days these are. `special` is in the notation of hours, each rule with its year ("2026 Dec
 * 24 09:00-12:00; 2026 Dec 28 off"), and cuts hours: on such a day nothing is open outside of those
 * times. It cuts only hours that speak of bank holidays: what is open on those stays open. A rule
 * with a year in the hours themselves is about that very day and is not cut. Null: England and
 * Wales without special days.
 */
struct calendar {
	enum nation nation;
	const char *special; /* or null */
};

/* Are these opening hours, and is this a duration? 0, or -1 with a sentence. */
int hours_check(const char *hours, struct err *err);
int duration_check(const char *duration, struct err *err);

/* Open now? And the next change, as people say it: "open until 18:00", "closed, opens Mon 09:00",
 * "open day and night". */
int hours_status(const char *hours, const struct calendar *calendar, micros now, bool *open,
    char *words, size_t size, struct err *err);

/* Working time: `duration` as written ("2 working days", "4 working hours", "10 days", "1 hour")
 * from `start` within `hours` (null: Mo-Fr 09:00-17:00, bank holidays off). A working day ends at
 * the end of hours of that day; so does a day, a week or a month (at 17:00 where it is closed). */
int due_after(const char *duration, const char *hours, const struct calendar *calendar,
    micros start, micros *due, struct err *err);

/* Working time in those hours between two moments (0 when `to` is not after `from`), and the moment
 * at which so much of it has gone since `start`: -1 when the hours are never open. */
int working_between(const char *hours, const struct calendar *calendar, micros from, micros to,
    micros *working, struct err *err);
int working_after(const char *hours, const struct calendar *calendar, micros start, micros working,
    micros *end, struct err *err);

#endif
