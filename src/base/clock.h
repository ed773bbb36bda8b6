/*
 * Time as an input. The house counts in microseconds since 1970-01-01T00:00:00Z ("micros"); only
 * the programs' main loops and the server's entry points ask a clock, and they ask this one.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

typedef int64_t micros;

#define MICROS_SECOND INT64_C(1000000)
#define MICROS_MINUTE (60 * MICROS_SECOND)
#define MICROS_HOUR (60 * MICROS_MINUTE)
#define MICROS_DAY (24 * MICROS_HOUR)

/* A clock that can be replaced: by a test, or by the environment variable FRONTDESK_NOW (RFC 3339).
 */
struct clock {
	micros (*now)(void *context);
	void *context;
};

/* The machine's clock. With FRONTDESK_NOW set, time starts there and runs on at the usual speed. */
const struct clock *clock_system(void);

/* The same, read once: then it runs on by itself, through a sleep of the machine too, whatever
 * somebody sets the machine's clock to. */
const struct clock *clock_steady(void);

micros clock_now(const struct clock *clock);

/* Microseconds that never go back, for measuring and deadlines; no relation to the date. */
micros clock_monotonic(void);

#endif
