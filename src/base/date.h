/*
 * Dates and times: civil dates (proleptic Gregorian), RFC 3339 on the wire, Europe/London on
 * screen. London time is computed from the rule in force since 1996 (last Sunday of March and
 * October, 01:00 UTC), so that no test or desk depends on the machine's zone.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/clock.h"

#include <stdbool.h>
#include <stddef.h>

struct date {
	int year, month, day; /* month 1-12, day 1-31 */
};

/* A moment in London: date, minutes since local midnight, weekday 0 = Monday. */
struct london {
	struct date date;
	int hour, minute, second;
	int weekday;
	bool summer; /* British Summer Time */
};

enum { RFC3339_SIZE = 32 };

bool date_valid(struct date date);
int date_compare(struct date a, struct date b); /* <0, 0, >0 */
int date_days(struct date date);                /* days since 1970-01-01 */
struct date date_from_days(int days);
int date_weekday(struct date date); /* 0 = Monday */
struct date date_add(struct date date, int days);

/* Strict YYYY-MM-DD (ISO 8601 extended); 30 February is refused. */
bool date_parse(const char *text, struct date *date);
void date_format(char out[11], struct date date);

/* What people type: 14/3/1949, 14.3.49, 14 mar 1949, 14031949, 1949-03-14, today. Years of two
 * digits are taken as the latest year that is not after `today`. */
bool date_read(const char *text, struct date today, struct date *date);

/* RFC 3339 with a zone; fractions to the microsecond. Writes UTC with "Z", no fraction when it is
 * 0. */
bool rfc3339_parse(const char *text, micros *when);
void rfc3339_format(char out[RFC3339_SIZE], micros when);

struct london london_of(micros when);
/* The moment of a London wall-clock time; a time skipped in March counts as the hour after. */
micros london_micros(struct date date, int hour, int minute);

/* For the screen: "10:42"; "Fri 20 Nov"; "20 Nov 2026"; through gettext month and day names. */
void london_time(char *out, size_t size, micros when);     /* 10:42 */
void london_day(char *out, size_t size, micros when);      /* Fri 20 Nov */
void london_day_time(char *out, size_t size, micros when); /* Mon 23 Nov 17:00 */
void date_words(char *out, size_t size, struct date date); /* 20 Nov 2026 */
const char *date_month_name(struct date date);             /* Nov */
const char *date_day_name(struct date date);               /* Fri */

#endif
