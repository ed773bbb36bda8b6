/* A time to come as people type it. */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include "base/clock.h"

#include <stdbool.h>

/* "14:00": today, or tomorrow when that is past. "2 hours", "30 min", "3 days", "1 week": from now.
 * "1 dec", "1 dec 2026", "1 dec 14:00": without a time, to the end of that day; without a year, the
 * next one. False when it is none of these, or past. */
bool moment_read(const char *text, micros now, micros *when);

#endif
