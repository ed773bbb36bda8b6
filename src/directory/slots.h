/*
 * The times of a diary that can be booked: from its week's pattern and the days that are kept
 * otherwise, cut into slots with the way between home visits, less what is taken. Within a day time
 * is counted as it passes: on the night on which the clocks change there is an hour less or more of
 * it. Pure.
 */
#ifndef DIRECTORY_SLOTS_H
#define DIRECTORY_SLOTS_H

#include "directory/opening.h"
#include "model/records.h"

struct slots_ask {
	const struct diary *diary;
	const struct list *days;       /* struct diary_day, of any diary */
	const struct list *taken;      /* struct slot_taken, of any diary; null: nothing */
	const struct council *council; /* whose bank holidays and special days; may be null */
	micros now;
};

/* Is it a diary in which something can be booked? 0, or -1 with a sentence. */
int diary_check(const struct diary *diary, struct err *err);

/* How long somebody who is booked keeps others out: with the way after it. */
micros slot_occupied(const struct diary *diary, micros start);

/* Appends the free slots of `days` days from a day on that can still be booked, struct free_slot in
 * their order; full ones too (left 0) when `all`. 0, or -1 with a sentence when the hours are not
 * understood. */
int slots_between(const struct slots_ask *ask, struct date from, int days, bool all,
    struct arena *arena, struct list *out, struct err *err);

/* Is there a slot of the diary that begins then, free or not, and may it still be booked? */
bool slots_has(const struct slots_ask *ask, micros start, struct free_slot *slot);

#endif
