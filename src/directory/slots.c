#include "directory/slots.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/hours.h"

#include <stdio.h>
#include <string.h>

enum { DAY = 24 * 60, MOST_HOURS = 4000 };

static bool
whole_steps(int64_t minutes)
{
	return minutes >= 0 && minutes <= DAY && minutes % SLOT_STEP == 0;
}

int
diary_check(const struct diary *diary, struct err *err)
{
	if (diary->slot < SLOT_STEP || !whole_steps(diary->slot))
		return err_set(err, "a slot is minutes of %d, no longer than a day", SLOT_STEP);
	if (!whole_steps(diary->travel))
		return err_set(err, "travel is minutes of %d, no longer than a day", SLOT_STEP);
	if (diary->travel && !text_same(diary->kind, "home_visit"))
		return err_set(err, "only home visits have a way between them");
	if (diary->capacity < 1 || diary->capacity > 200)
		return err_set(err, "the capacity is 1 to 200 people in a slot");
	if (diary->notice < 0 || diary->notice > 24 * 366)
		return err_set(err, "the notice is at most the hours of a year");
	if (diary->ahead < 1 || diary->ahead > 366)
		return err_set(err, "it is booked 1 to 366 days ahead");
	return hours_check(diary->hours, err);
}

micros
slot_occupied(const struct diary *diary, micros start)
{
	return start + (diary->slot + diary->travel) * MICROS_MINUTE;
}

/* "2026 Dec 24 off", in the notation of hours. */
static int
add_day(char *text, size_t size, const struct diary_day *day)
{
	static const char *const months[] = {
	    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct date date;
	if (!day->hours || !date_parse(day->day, &date))
		return 0;
	size_t used = strlen(text);
	int length = snprintf(text + used, size - used, "; %04d %s %02d %s", date.year,
	    months[date.month - 1], date.day, day->hours);
	return length > 0 && (size_t)length < size - used ? 0 : -1;
}

/* The pattern with those of its own days that lie in the time that is asked for. */
static int
parse(const struct slots_ask *ask, struct date from, int days, struct hours *hours, struct err *err)
{
	char text[MOST_HOURS];
	const struct council *council = ask->council;
	struct calendar calendar = {
	    nation_of(council ? council->nation : NULL), council ? council->special : NULL};
	snprintf(text, sizeof text, "%s", ask->diary->hours);
	for (size_t i = 0; ask->days && i < ask->days->count; i++) {
		const struct diary_day *day = LIST_AT(struct diary_day, ask->days, i);
		struct date date;
		int ahead = date_parse(day->day, &date) ? date_days(date) - date_days(from) : -2;
		if (ahead >= -1 && ahead < days && text_same(day->diary, ask->diary->id) &&
		    add_day(text, sizeof text, day) < 0)
			return err_set(err, "%s has too many days of its own", ask->diary->id);
	}
	return hours_parse(text, &calendar, hours, err);
}

/* Seats that somebody has during it; each is counted once. */
static int64_t
seats_taken(const struct slots_ask *ask, micros start)
{
	uint64_t seen[4] = {0};
	int64_t count = 0;
	micros end = slot_occupied(ask->diary, start);
	for (size_t i = 0; ask->taken && i < ask->taken->count; i++) {
		const struct slot_taken *taken = LIST_AT(struct slot_taken, ask->taken, i);
		if (taken->start >= end || taken->end <= start || taken->seat < 1 ||
		    taken->seat > 255 || !text_same(taken->diary, ask->diary->id))
			continue;
		uint64_t bit = UINT64_C(1) << (taken->seat % 64);
		count += !(seen[taken->seat / 64] & bit);
		seen[taken->seat / 64] |= bit;
	}
	return count;
}

static micros
moment(struct date date, int minutes)
{
	return london_micros(date_add(date, minutes / DAY), minutes % DAY / 60, minutes % 60);
}

/* Not too soon, and not too far ahead. */
static bool
in_time(const struct slots_ask *ask, micros start)
{
	int ahead = date_days(london_of(start).date) - date_days(london_of(ask->now).date);
	return start >= ask->now + ask->diary->notice * MICROS_HOUR && ahead <= ask->diary->ahead;
}

struct walk {
	const struct slots_ask *ask;
	bool (*each)(struct walk *walk, const struct free_slot *slot); /* false: enough */
	bool all;
	struct arena *arena;
	struct list *out;
	micros wanted;
	struct free_slot *found;
};

static bool
walk_span(struct walk *walk, micros from, micros to)
{
	const struct diary *diary = walk->ask->diary;
	micros length = diary->slot * MICROS_MINUTE;
	for (micros start = from; start + length <= to; start = slot_occupied(diary, start)) {
		struct free_slot slot = {
		    .diary = diary->id, .site = diary->site, .start = start, .end = start + length};
		if (in_time(walk->ask, start) && !walk->each(walk, &slot))
			return false;
	}
	return true;
}

static int
walk_days(struct walk *walk, struct date from, int days, struct err *err)
{
	struct hours hours;
	if (parse(walk->ask, from, days, &hours, err) < 0)
		return -1;
	for (int day = 0; day < days; day++) {
		struct span spans[MOST_SPANS];
		struct date date = date_add(from, day);
		int count = hours_on(&hours, date, spans);
		for (int i = 0; i < count; i++)
			if (!walk_span(
				walk, moment(date, spans[i].from), moment(date, spans[i].to)))
				return 0;
	}
	return 0;
}

static bool
add_slot(struct walk *walk, const struct free_slot *slot)
{
	int64_t left = walk->ask->diary->capacity - seats_taken(walk->ask, slot->start);
	if (left < 1 && !walk->all)
		return true;
	struct free_slot *added = list_add(walk->arena, walk->out, &free_slot_record);
	*added = *slot;
	added->left = left > 0 ? left : 0;
	return true;
}

int
slots_between(const struct slots_ask *ask, struct date from, int days, bool all,
    struct arena *arena, struct list *out, struct err *err)
{
	struct walk walk = {.ask = ask, .each = add_slot, .all = all, .arena = arena, .out = out};
	return walk_days(&walk, from, days, err);
}

static bool
is_wanted(struct walk *walk, const struct free_slot *slot)
{
	if (slot->start != walk->wanted)
		return true;
	*walk->found = *slot;
	return false;
}

bool
slots_has(const struct slots_ask *ask, micros start, struct free_slot *slot)
{
	struct err err;
	struct walk walk = {.ask = ask, .each = is_wanted, .wanted = start, .found = slot};
	/* The day before as well: its last span may run past midnight. */
	*slot = (struct free_slot){0};
	return walk_days(&walk, date_add(london_of(start).date, -1), 2, &err) == 0 && slot->start;
}
