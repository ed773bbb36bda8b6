/* The functions of conditions on numbers. */
#include "dialogue/expr_inner.h"

#include <math.h>

static int
apply_number(const struct call *call, struct value *out)
{
	return give_number(out, call_number(call, 0));
}

static int
apply_int(const struct call *call, struct value *out)
{
	return give_number(out, trunc(call_number(call, 0)));
}

static int
apply_floor(const struct call *call, struct value *out)
{
	return give_number(out, floor(call_number(call, 0)));
}

/* Halves go away from zero. Negative places round to tens and hundreds. */
static int
apply_round(const struct call *call, struct value *out)
{
	double number = call_number(call, 0), places = 0;
	if (call->count > 1)
		places = round(call_number(call, 1));
	if (isnan(places))
		return give_number(out, NAN);
	double power = pow(10, fmin(fabs(places), 15));
	if (places > 0)
		return give_number(out, round(number * power) / power);
	return give_number(out, power * round(number / power));
}

static int
apply_extreme(const struct call *call, struct value *out, bool most)
{
	double result = call->count ? call_number(call, 0) : NAN;
	for (size_t i = 1; i < call->count; i++) {
		double number = call_number(call, i);
		if (isnan(number) || isnan(result))
			result = NAN;
		else if (most ? number > result : number < result)
			result = number;
	}
	return give_number(out, result);
}

static int
apply_min(const struct call *call, struct value *out)
{
	return apply_extreme(call, out, false);
}

static int
apply_max(const struct call *call, struct value *out)
{
	return apply_extreme(call, out, true);
}

static int
apply_sum(const struct call *call, struct value *out)
{
	double result = 0;
	for (size_t i = 0; i < call->count; i++)
		result += call_number(call, i);
	return give_number(out, result);
}

static int
apply_count(const struct call *call, struct value *out)
{
	return give_number(out, (double)call->count);
}

/* Outside of a repeat there is one instance, and this is it. */
static int
apply_position(const struct call *call, struct value *out)
{
	return give_number(out, call->names->position ? (double)call->names->position : 1);
}

const struct function number_functions[] = {
    {"count", 1, 1, apply_count, WAY_COUNT},
    {"floor", 1, 1, apply_floor, WAY_VALUES},
    {"int", 1, 1, apply_int, WAY_VALUES},
    {"max", 1, MOST_ARGUMENTS, apply_max, WAY_LISTS},
    {"min", 1, MOST_ARGUMENTS, apply_min, WAY_LISTS},
    {"number", 1, 1, apply_number, WAY_VALUES},
    {"position", 0, 0, apply_position, WAY_VALUES},
    {"round", 1, 2, apply_round, WAY_VALUES},
    {"sum", 1, 1, apply_sum, WAY_LISTS},
    {NULL, 0, 0, NULL, WAY_VALUES},
};
