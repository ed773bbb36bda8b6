#include "base/edits.h"

enum { LONGEST_WORD = 48 };

int
edits(const char *a, size_t m, const char *b, size_t n, int most)
{
	int rows[3][LONGEST_WORD + 1];
	if (m > LONGEST_WORD || n > LONGEST_WORD || (int)m - (int)n > most ||
	    (int)n - (int)m > most)
		return most + 1;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= m; i++) {
		int *row = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
		int least = row[0] = (int)i;
		for (size_t j = 1; j <= n; j++) {
			int best = last[j - 1] + (a[i - 1] != b[j - 1]);
			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
			if (best < least)
				least = best;
		}
		if (least > most)
			return most + 1;
	}
	return rows[m % 3][n];
}
