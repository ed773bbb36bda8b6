/* Small numbers of a table with totals: none is shown, none can be worked out. */
#include "helpers/tap.h"
#include "model/equality.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 7, CELLS = MOST * MOST };

static size_t rows, columns; /* without the totals */
static int64_t counts[CELLS], full[CELLS];
static bool hidden[CELLS];
static uint64_t seed;

static unsigned
below(unsigned limit)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % limit;
}

static size_t
at(size_t row, size_t column)
{
	return row * (columns + 1) + column;
}

static void
suppress(void)
{
	memset(full, 0, sizeof full);
	memset(hidden, 0, sizeof hidden);
	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < columns; j++) {
			int64_t count = counts[i * columns + j];
			full[at(i, j)] = count;
			full[at(i, columns)] += count;
			full[at(rows, j)] += count;
			full[at(rows, columns)] += count;
		}
	equality_suppress(counts, rows, columns, hidden);
}

/* The equations of rows and columns, the hidden cells their unknowns; is this one's value fixed by
 * them? By elimination, which knows nothing of how cells were chosen. */
static bool
is_determined(size_t cell)
{
	double a[2 * (MOST + 1)][CELLS] = {{0}};
	size_t lines = rows + columns + 2, cells = (rows + 1) * (columns + 1), rank = 0;
	for (size_t i = 0; i < cells; i++) {
		size_t row = i / (columns + 1), column = i % (columns + 1);
		a[row][i] = hidden[i] ? (column == columns ? -1 : 1) : 0;
		a[rows + 1 + column][i] = hidden[i] ? (row == rows ? -1 : 1) : 0;
	}
	for (size_t column = 0; column < cells && rank < lines; column++) {
		/* The wanted one last, so that it stands alone if it can. */
		size_t use = column == cells - 1 ? cell : column + (column >= cell);
		size_t pivot = rank;
		for (size_t i = rank; i < lines; i++)
			if (fabs(a[i][use]) > fabs(a[pivot][use]))
				pivot = i;
		if (fabs(a[pivot][use]) < 1e-9)
			continue;
		if (use == cell)
			return true; /* a line in which no other unknown is left */
		for (size_t j = 0; j < cells; j++) {
			double swap = a[rank][j];
			a[rank][j] = a[pivot][j];
			a[pivot][j] = swap;
		}
		for (size_t i = 0; i < lines; i++) {
			double factor = a[i][use] / a[rank][use];
			for (size_t j = 0; i != rank && j < cells; j++)
				a[i][j] -= factor * a[rank][j];
		}
		rank++;
	}
	return false;
}

static const char *
picture(void)
{
	static char text[2000];
	size_t length = 0;
	for (size_t i = 0; i <= rows; i++)
		for (size_t j = 0; j <= columns; j++)
			length += (size_t)snprintf(text + length, sizeof text - length, "%lld%s%s",
			    (long long)full[at(i, j)], hidden[at(i, j)] ? "*" : "",
			    j == columns ? "\n" : " ");
	return text;
}

static void
safe(void)
{
	for (size_t i = 0; i <= rows; i++)
		for (size_t j = 0; j <= columns; j++) {
			int64_t count = full[at(i, j)];
			ck_assert_msg(hidden[at(i, j)] || count >= EQUALITY_LEAST,
			    "%lld is shown:\n%s", (long long)count, picture());
			ck_assert_msg(!hidden[at(i, j)] || !is_determined(at(i, j)),
			    "row %zu, column %zu can be worked out:\n%s", i, j, picture());
		}
	for (size_t i = 0; i <= rows; i++) {
		int64_t sum = 0;
		size_t many = 0;
		for (size_t j = 0; j < columns; j++)
			if (hidden[at(i, j)]) {
				sum += full[at(i, j)];
				many++;
			}
		ck_assert_msg(hidden[at(i, columns)] || !many || sum >= EQUALITY_LEAST,
		    "row %zu tells of few:\n%s", i, picture());
	}
}

START_TEST(a_total_gives_nobody_away)
{
	const int64_t plain[] = {20, 30, 3, 12, 40, 9};
	rows = 2;
	columns = 3;
	memcpy(counts, plain, sizeof plain);
	suppress();
	ck_assert(hidden[at(0, 2)]); /* the 3, and one more in its row and its column */
	ck_assert(hidden[at(0, 0)] || hidden[at(0, 1)] || hidden[at(0, 3)]);
	ck_assert(hidden[at(1, 2)] || hidden[at(2, 2)]);
	safe();
}
END_TEST

START_TEST(large_numbers_are_shown)
{
	const int64_t plain[] = {20, 30, 5, 12, 6, 9};
	rows = 2;
	columns = 3;
	memcpy(counts, plain, sizeof plain);
	suppress();
	for (size_t i = 0; i < 12; i++)
		ck_assert(!hidden[i]);
}
END_TEST

/* Of one who answers not even the place is shown, nor of many who all say the same. */
START_TEST(what_all_say_is_not_shown)
{
	const int64_t lone[] = {0, 0, 1, 0}, same[] = {0, 0, 40, 0};
	rows = 1;
	columns = 4;
	memcpy(counts, lone, sizeof lone);
	suppress();
	for (size_t i = 0; i < 10; i++)
		ck_assert(hidden[i]);
	memcpy(counts, same, sizeof same);
	suppress();
	for (size_t i = 0; i < 4; i++)
		ck_assert(hidden[i]);
	ck_assert(!hidden[4]);
}
END_TEST

START_TEST(one_group_and_its_total_are_the_same)
{
	const int64_t plain[] = {20, 1, 8};
	rows = 1;
	columns = 3;
	memcpy(counts, plain, sizeof plain);
	suppress();
	ck_assert(hidden[at(0, 1)] && hidden[at(1, 1)]);
	safe();
}
END_TEST

START_TEST(no_table_gives_a_small_number_away)
{
	seed = (uint64_t)_i * 77 + 1;
	for (int i = 0; i < 300; i++) {
		static const unsigned ranges[] = {3, 7, 12, 60};
		rows = 1 + below(5);
		columns = 1 + below(5);
		for (size_t cell = 0; cell < rows * columns; cell++)
			counts[cell] = below(ranges[below(4)]);
		suppress();
		safe();
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("model suppress");
	TCase *tests = tcase_create("suppress");
	tcase_add_test(tests, a_total_gives_nobody_away);
	tcase_add_test(tests, large_numbers_are_shown);
	tcase_add_test(tests, what_all_say_is_not_shown);
	tcase_add_test(tests, one_group_and_its_total_are_the_same);
	tcase_add_loop_test(tests, no_table_gives_a_small_number_away, 0, 10);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
