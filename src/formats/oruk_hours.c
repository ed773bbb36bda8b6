/* Weekly opening hours as schedules: an RFC 5545 rule a span, FREQ=WEEKLY with BYDAY. */
#include "base/text.h"
#include "directory/hours.h"
#include "formats/oruk_inner.h"

#include <stdio.h>
#include <string.h>

enum { DAYS = 7, DAY_MINUTES = 24 * 60 };

static const char *const theirs[DAYS] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
static const char *const ours[DAYS] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

/* A rule of certain weekdays the whole year, open on them. */
static bool
is_weekly(const struct hours_rule *rule)
{
	return !rule->holidays && rule->first == 0 && rule->count > 0;
}

static void
add_schedule(struct json *list, const struct hours_rule *rule, const struct span *span,
    const char *service, struct arena *arena)
{
	struct json *schedule = json_add(list, NULL, json_new(arena, JSON_OBJECT));
	const char *days = "";
	for (int day = 0; day < DAYS; day++)
		if (rule->every_day || rule->weekdays & (1u << day))
			days = arena_printf(arena, "%s%s%s", days, *days ? "," : "", theirs[day]);
	const char *name = arena_printf(arena, "%s %s %d", service, days, span->from);
	json_add_text(schedule, arena, "id", oruk_uuid("schedule", name, arena));
	json_add_text(schedule, arena, "freq", "WEEKLY");
	struct json *interval = json_add(schedule, "interval", json_new(arena, JSON_NUMBER));
	interval->number = 1;
	json_add_text(schedule, arena, "byday", days);
	json_add_text(schedule, arena, "opens_at",
	    arena_printf(arena, "%02d:%02d:00", span->from / 60, span->from % 60));
	int to = span->to % DAY_MINUTES;
	json_add_text(
	    schedule, arena, "closes_at", arena_printf(arena, "%02d:%02d:00", to / 60, to % 60));
}

struct json *
oruk_schedules(const char *hours, const char *service, struct arena *arena)
{
	struct hours parsed;
	struct err err;
	if (!hours || hours_parse(hours, NULL, &parsed, &err) < 0)
		return NULL;
	struct json *list = json_new(arena, JSON_LIST);
	for (int i = 0; i < parsed.count; i++)
		for (int s = 0; is_weekly(&parsed.rules[i]) && s < parsed.rules[i].count; s++)
			add_schedule(
			    list, &parsed.rules[i], &parsed.rules[i].spans[s], service, arena);
	/* What the rules leave out (bank holidays, days of the year) is said in words. */
	for (struct json *schedule = list->first; schedule; schedule = schedule->next)
		json_add_text(schedule, arena, "description", hours);
	return list->first ? list : NULL;
}

/* "09:00:00", "09:00" or "09:00Z" to minutes; -1 when it is none. */
static int
minutes_of(const char *text)
{
	int hour, minute;
	if (!text || sscanf(text, "%2d:%2d", &hour, &minute) != 2 || hour < 0 || hour > 24 ||
	    minute < 0 || minute > 59)
		return -1;
	return hour * 60 + minute;
}

/* "MO,TU" to "Mo,Tu"; null when a word is none. */
static const char *
days_of(const char *byday, struct arena *arena)
{
	const char *days = "";
	for (const char *at = byday; at && *at;) {
		int day = 0;
		while (day < DAYS && strncmp(at, theirs[day], 2) != 0)
			day++;
		if (day == DAYS || (at[2] && at[2] != ','))
			return NULL;
		days = arena_printf(arena, "%s%s%s", days, *days ? "," : "", ours[day]);
		at += at[2] ? 3 : 2;
	}
	return *days ? days : NULL;
}

/* The spans that these days have, so that a later rule does not hide an earlier one. */
static const char *
spans_on(const struct json *schedules, const char *byday, struct arena *arena)
{
	const char *spans = "";
	for (const struct json *s = schedules->first; s; s = s->next) {
		int from = minutes_of(json_member_text(s, "opens_at"));
		int to = minutes_of(json_member_text(s, "closes_at"));
		if (!text_same(json_member_text(s, "byday"), byday))
			continue;
		if (from < 0 || to < 0 || from == to)
			return NULL;
		spans = arena_printf(arena, "%s%s%02d:%02d-%02d:%02d", spans, *spans ? "," : "",
		    from / 60, from % 60, to / 60, to % 60);
	}
	return spans;
}

static bool
told_before(const struct json *schedules, const struct json *schedule)
{
	for (const struct json *s = schedules->first; s != schedule; s = s->next)
		if (text_same(json_member_text(s, "byday"), json_member_text(schedule, "byday")))
			return true;
	return false;
}

const char *
oruk_hours(const struct json *schedules, struct arena *arena)
{
	const char *hours = "";
	struct err err;
	if (!schedules || schedules->kind != JSON_LIST)
		return NULL;
	for (const struct json *s = schedules->first; s; s = s->next) {
		const char *byday = json_member_text(s, "byday");
		const char *days = days_of(byday, arena);
		if (!text_same(json_member_text(s, "freq"), "WEEKLY") || !days)
			return NULL;
		if (told_before(schedules, s))
			continue;
		const char *spans = spans_on(schedules, byday, arena);
		if (!spans)
			return NULL;
		hours = arena_printf(arena, "%s%s%s %s", hours, *hours ? "; " : "", days, spans);
	}
	return *hours && hours_check(hours, &err) == 0 ? hours : NULL;
}
