/*
 * Small numbers of a table with totals. A table whose hidden cells are the edges between the nodes
 * "row" and "column" gives a hidden number away exactly when its edge is a bridge: each row and
 * column, totals included, is one equation (D. Gusfield, A Graph Theoretic
 * Approach to Statistical Data Security, SIAM Journal on Computing 17, 1988).
 */
#include "base/alloc.h"
#include "model/equality.h"

#include <stdlib.h>
#include <string.h>

struct table {
	int64_t *cells; /* with the totals */
	bool *hidden;
	size_t rows, columns; /* with the totals */
};

static size_t
at(const struct table *table, size_t row, size_t column)
{
	return row * table->columns + column;
}

static void
fill(struct table *table, const int64_t *counts)
{
	size_t last_row = table->rows - 1, last = table->columns - 1;
	for (size_t row = 0; row < last_row; row++)
		for (size_t column = 0; column < last; column++) {
			int64_t count = counts[row * last + column];
			table->cells[at(table, row, column)] = count;
			table->cells[at(table, row, last)] += count;
			table->cells[at(table, last_row, column)] += count;
			table->cells[at(table, last_row, last)] += count;
		}
	for (size_t i = 0; i < table->rows * table->columns; i++)
		table->hidden[i] = table->cells[i] < EQUALITY_LEAST;
}

/* Hides the smallest number that is still shown among `count` cells, `step` apart; the last (the
 * total) only when there is nothing else. False when all are hidden. */
static bool
hide_one(struct table *table, size_t first, size_t step, size_t count)
{
	size_t best = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		size_t cell = first + i * step;
		if (table->hidden[cell])
			continue;
		bool total = i + 1 == count;
		if (best == SIZE_MAX || (!total && table->cells[cell] < table->cells[best]))
			best = cell;
	}
	if (best == SIZE_MAX)
		return false;
	table->hidden[best] = true;
	return true;
}

/* One row or column: a total that is shown tells what its hidden cells come to. */
static bool
line_tells(const struct table *table, size_t first, size_t step, size_t count)
{
	bool any = false;
	int64_t sum = 0;
	for (size_t i = 0; i + 1 < count; i++)
		if (table->hidden[first + i * step]) {
			any = true;
			sum += table->cells[first + i * step];
		}
	return any && !table->hidden[first + (count - 1) * step] && sum < EQUALITY_LEAST;
}

static size_t
root_of(const size_t *parents, size_t node)
{
	while (parents[node] != node)
		node = parents[node];
	return node;
}

/* Are row and column of a hidden cell joined by other hidden cells? */
static bool
is_bridge(const struct table *table, size_t cell, size_t *parents)
{
	for (size_t i = 0; i < table->rows + table->columns; i++)
		parents[i] = i;
	for (size_t i = 0; i < table->rows * table->columns; i++)
		if (table->hidden[i] && i != cell)
			parents[root_of(parents, i / table->columns)] =
			    root_of(parents, table->rows + i % table->columns);
	return root_of(parents, cell / table->columns) !=
	       root_of(parents, table->rows + cell % table->columns);
}

static bool
hide_more(struct table *table, size_t *parents)
{
	for (size_t row = 0; row < table->rows; row++)
		if (line_tells(table, at(table, row, 0), 1, table->columns) &&
		    hide_one(table, at(table, row, 0), 1, table->columns))
			return true;
	for (size_t column = 0; column < table->columns; column++)
		if (line_tells(table, column, table->columns, table->rows) &&
		    hide_one(table, column, table->columns, table->rows))
			return true;
	for (size_t i = 0; i < table->rows * table->columns; i++)
		if (table->hidden[i] && is_bridge(table, i, parents) &&
		    (hide_one(table, at(table, i / table->columns, 0), 1, table->columns) ||
			hide_one(table, i % table->columns, table->columns, table->rows)))
			return true;
	return false;
}

void
equality_suppress(const int64_t *counts, size_t rows, size_t columns, bool *hidden)
{
	struct table table = {.hidden = hidden, .rows = rows + 1, .columns = columns + 1};
	table.cells = xcalloc(table.rows * table.columns, sizeof *table.cells);
	size_t *parents = xcalloc(table.rows + table.columns, sizeof *parents);
	fill(&table, counts);
	while (hide_more(&table, parents))
		;
	free(parents);
	free(table.cells);
}
