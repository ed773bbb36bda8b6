/* What the measures share: samples, figures as JSON lines, raw commits to compare with. A figure
 * goes to standard output, {"bench":"log","measure":"rate_1","value":812,"unit":"/s"}; remarks go
 * to standard error. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stddef.h>
#include <stdint.h>

/* Begins the measure; ends the program when the files would lie on a tmpfs, where syncing is free.
 */
void bench_begin(const char *name);
void bench_figure(const char *measure, double value, const char *unit);

struct sample {
	double *values;
	size_t count, capacity;
};
void sample_add(struct sample *s, double value);
/* The value below which that share of the sample lies; 50 is the median. 0 when it is empty. */
double sample_percentile(struct sample *s, double percent);
void sample_release(struct sample *s);

/* One row of about 300 bytes per transaction on one connection to a new SQLite file in dir, WAL and
 * synchronous=FULL, for so many seconds: commits per second. */
double bench_raw_commits(const char *dir, double seconds);

#endif
