/* How well duplicates of customers are found in published sets with known truth: pairwise precision
 * and recall of what is at least likely, and of what is sure; with and without the date of birth.
 * --file CSV measures a file of one's own. Weights were chosen on febrl2; the others are held out.
 */
#include "bench/bench.h"
#include "helpers/duplicates.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
figure(const char *set, const char *what, double value, const char *unit)
{
	char *measure = proc_text("%s_%s", set, what);
	bench_figure(measure, value, unit);
	free(measure);
}

static void
figures(const char *set, const struct duplicates *people, enum match_verdict from)
{
	struct matching m = duplicates_measure(people, from);
	figure(set, "precision", m.precision, "");
	figure(set, "recall", m.recall, "");
	figure(set, "f1", m.f1, "");
	if (from == MATCH_LIKELY)
		figure(set, "compared", (double)m.compared, "pairs");
}

static int
measure(const char *name, const char *path)
{
	struct duplicates people;
	char *sure = proc_text("%s_sure", name), *birthless = proc_text("%s_no_birth", name);
	int failed = path && duplicates_read(&people, path) ? 0 : 1;
	if (failed) {
		fprintf(stderr, "bench matcher: %s cannot be read\n", path ? path : name);
	} else {
		int64_t begin = proc_us();
		figures(name, &people, MATCH_LIKELY);
		figure(name, "time", (double)(proc_us() - begin) / 1000, "ms");
		figures(sure, &people, MATCH_SURE);
		duplicates_drop_births(&people);
		figures(birthless, &people, MATCH_LIKELY);
		duplicates_release(&people);
	}
	free(sure);
	free(birthless);
	return failed;
}

static int
measure_published(const char *name)
{
	char *below = proc_text("names/%s.csv", name), *path = proc_data(below);
	int failed = measure(name, path);
	free(path);
	free(below);
	return failed;
}

int
main(int argc, char **argv)
{
	bench_begin("matcher");
	if (argc == 3 && strcmp(argv[1], "--file") == 0)
		return measure("file", argv[2]);
	if (argc != 1) {
		fprintf(stderr, "usage: matcher [--file CSV]\n");
		return 2;
	}
	return measure_published("febrl1") | measure_published("febrl2") |
	       measure_published("splink_fake_1000");
}
