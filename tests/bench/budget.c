#include "bench/budget.h"
#include "bench/bench.h"

#include <stdio.h>
#include <string.h>

bool
budget_kept(const struct budget *budgets, const char *measure, double value)
{
	while (budgets->measure && strcmp(budgets->measure, measure) != 0)
		budgets++;
	if (!budgets->measure)
		fprintf(stderr, "%s has no budget\n", measure);
	else if (value > budgets->most)
		fprintf(
		    stderr, "%s: %.0f is over its budget of %.0f\n", measure, value, budgets->most);
	return budgets->measure && value <= budgets->most;
}

bool
budget_figure(const struct budget *budgets, const char *measure, double value, const char *unit)
{
	bench_figure(measure, value, unit);
	return budget_kept(budgets, measure, value);
}
