/* Budgets for what is counted and not timed: a measure that exceeds its own fails. */
#ifndef BENCH_BUDGET_H
#define BENCH_BUDGET_H

#include <stdbool.h>

struct budget {
	const char *measure; /* the last of a table: null */
	double most;
};

/* Says the figure; false, with a remark on standard error, when it is over its budget or has none.
 */
bool budget_figure(
    const struct budget *budgets, const char *measure, double value, const char *unit);
/* Whether it is within. */
bool budget_kept(const struct budget *budgets, const char *measure, double value);

#endif
