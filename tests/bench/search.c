/* Finding people in a CRM of a size (BENCH_SIZE, "demo"): the time of a request over HTTP by name,
 * by part of a name and postcode, by telephone number, and by a name as it sounds. Words are taken
 * from people who are there; the first hits are checked, so that a quick wrong answer is no answer.
 */
#include "bench/bench.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 150 };

static const struct {
	const char *measure, *query, *must_find; /* percent-encoded */
} queries[] = {{"surname", "patel", "PATEL, Amina"}, {"part_and_postcode", "pr7%20pat", "PAT"},
    {"telephone", "01632%20960151", "PATEL, Amina"},
    {"full_name", "dorothy%20holt", "HOLT, Dorothy"}, {"sound", "pattersen", "PATTERSON, Jean"}};

static bool
finds(const char *body, const char *name)
{
	for (int i = 0, n = json_count(body, "items"); i < n; i++) {
		char *path = proc_text("items.%d.name", i), *got = json_get(body, path);
		bool same = got && strncmp(got, name, strlen(name)) == 0;
		free(path);
		free(got);
		if (same)
			return true;
	}
	return false;
}

int
main(void)
{
	struct office o;
	struct api api;
	const char *size = getenv("BENCH_SIZE");
	int failed = 0;
	bench_begin("search");
	office_init_generated(&o, size ? size : "demo");
	api_ready(&api, &o, "chorley-cc-1", OFFICE_ADVISOR);
	for (size_t q = 0; q < sizeof queries / sizeof *queries; q++) {
		struct sample latency = {0};
		char *path = proc_text("/v1/customers?q=%s", queries[q].query);
		bool found = false;
		for (int i = 0; i < ROUNDS; i++) {
			int64_t begin = proc_us();
			struct http_reply r = http_get(&api.http, path);
			sample_add(&latency, (double)(proc_us() - begin) / 1000);
			found = r.status == 200 && finds(r.body, queries[q].must_find);
			http_reply_release(&r);
		}
		char *p50 = proc_text("%s_p50", queries[q].measure),
		     *p99 = proc_text("%s_p99", queries[q].measure);
		bench_figure(p50, sample_percentile(&latency, 50), "ms");
		bench_figure(p99, sample_percentile(&latency, 99), "ms");
		if (!found) {
			fprintf(stderr, "bench search: \"%s\" did not find %s\n", queries[q].query,
			    queries[q].must_find);
			failed = 1;
		}
		free(p50);
		free(p99);
		free(path);
		sample_release(&latency);
	}
	api_release(&api);
	office_release(&o);
	return failed;
}
