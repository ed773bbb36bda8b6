#include "bench/bench.h"

#include "helpers/proc.h"

#include <linux/magic.h>
#include <math.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>

static const char *bench_name = "?";

void
bench_begin(const char *name)
{
	struct statfs fs;
	const char *tmp = getenv("TMPDIR");
	bench_name = name;
	signal(SIGPIPE, SIG_IGN);
	if (statfs(tmp && *tmp ? tmp : "/tmp", &fs) != 0 || fs.f_type == TMPFS_MAGIC) {
		fprintf(stderr,
		    "bench %s: files would lie on a tmpfs; set TMPDIR to a folder on a disk\n",
		    name);
		exit(1);
	}
}

void
bench_figure(const char *measure, double value, const char *unit)
{
	int digits = fabs(value) >= 100 || value == floor(value) ? 0 : fabs(value) >= 10 ? 1 : 3;
	printf("{\"bench\":\"%s\",\"measure\":\"%s\",\"value\":%.*f,\"unit\":\"%s\"}\n", bench_name,
	    measure, digits, value, unit);
	fflush(stdout);
}

void
sample_add(struct sample *s, double value)
{
	if (s->count == s->capacity) {
		s->capacity = s->capacity ? s->capacity * 2 : 256;
		s->values = realloc(s->values, s->capacity * sizeof *s->values);
	}
	s->values[s->count++] = value;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double
sample_percentile(struct sample *s, double percent)
{
	if (s->count == 0)
		return 0;
	qsort(s->values, s->count, sizeof *s->values, ascending);
	return s->values[(size_t)lround(percent / 100 * (double)(s->count - 1))];
}

void
sample_release(struct sample *s)
{
	free(s->values);
	*s = (struct sample){0};
}

static void
need(sqlite3 *db, int result)
{
	if (result != SQLITE_OK && result != SQLITE_DONE) {
		fprintf(stderr, "bench %s: SQLite: %s\n", bench_name, sqlite3_errmsg(db));
		exit(1);
	}
}

double
bench_raw_commits(const char *dir, double seconds)
{
	sqlite3 *db;
	sqlite3_stmt *insert;
	char *path = proc_text("%s/raw-%lld.db", dir, (long long)proc_us());
	char text[300];
	int64_t count = 0;
	memset(text, 'x', sizeof text);
	need(NULL, sqlite3_open(path, &db));
	need(db, sqlite3_exec(db,
		     "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
		     "CREATE TABLE enquiry(id INTEGER PRIMARY KEY, text TEXT)",
		     NULL, NULL, NULL));
	need(db, sqlite3_prepare_v2(db, "INSERT INTO enquiry(text) VALUES($1)", -1, &insert, NULL));
	need(db, sqlite3_bind_text(insert, 1, text, sizeof text, SQLITE_STATIC));
	int64_t begin = proc_us();
	while ((double)(proc_us() - begin) < seconds * 1e6) {
		need(db, sqlite3_step(insert));
		sqlite3_reset(insert);
		count++;
	}
	double rate = (double)count * 1e6 / (double)(proc_us() - begin);
	sqlite3_finalize(insert);
	sqlite3_close(db);
	free(path);
	return rate;
}
