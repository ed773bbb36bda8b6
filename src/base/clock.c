#include "base/clock.h"
#include "base/date.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static micros
read_clock(clockid_t id)
{
	struct timespec now;
	clock_gettime(id, &now);
	return (micros)now.tv_sec * MICROS_SECOND + now.tv_nsec / 1000;
}

micros
clock_monotonic(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

/* With FRONTDESK_NOW: what to add to the monotonic clock. */
static bool shifted;
static micros shift;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
read_environment(void)
{
	const char *text = getenv("FRONTDESK_NOW");
	if (!text || !*text)
		return;
	micros start;
	if (!rfc3339_parse(text, &start)) {
		fprintf(stderr, "FRONTDESK_NOW is not a time like 2026-11-20T10:42:00Z; ignored\n");
		return;
	}
	shift = start - clock_monotonic();
	shifted = true;
}

static micros
system_now(void *context)
{
	(void)context;
	pthread_once(&once, read_environment);
	return shifted ? clock_monotonic() + shift : read_clock(CLOCK_REALTIME);
}

const struct clock *
clock_system(void)
{
	static const struct clock clock = {system_now, NULL};
	return &clock;
}

static micros steady_shift;
static pthread_once_t steady_once = PTHREAD_ONCE_INIT;

static void
start_steady(void)
{
	steady_shift = read_clock(CLOCK_REALTIME) - read_clock(CLOCK_BOOTTIME);
}

static micros
steady_now(void *context)
{
	pthread_once(&once, read_environment);
	if (shifted)
		return system_now(context);
	pthread_once(&steady_once, start_steady);
	return read_clock(CLOCK_BOOTTIME) + steady_shift;
}

const struct clock *
clock_steady(void)
{
	static const struct clock clock = {steady_now, NULL};
	return &clock;
}

micros
clock_now(const struct clock *clock)
{
	return clock->now(clock->context);
}
