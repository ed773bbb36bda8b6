/* Durable enquiries a second over HTTP, by one writer and by sixteen, each waiting for its
 * acknowledgement before it sends the next; in turns with raw single-row commits to SQLite (WAL,
 * synchronous=FULL) in the same folder, so that ratio_to_raw_16 says what the whole CRM costs
 * beside the naked disk. */
#include "bench/bench.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 3, WRITERS = 16, ROUND_US = 2000000 };

struct writer {
	struct api api;
	const char *token;
	int port;
	int64_t until;
	size_t logged, failed;
	struct sample latency;
	pthread_t thread;
};

static char *
contact(const char *id)
{
	char *enquiry = office_id();
	char *body = proc_text(
	    "{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\",\"desk\":\"chorley-cc-"
	    "1\",\"channel\":\"phone\","
	    "\"began\":\"2026-11-20T10:42:00Z\",\"ended\":\"2026-11-20T10:44:00Z\",\"enquiries\":[{"
	    "\"id\":\"%s\","
	    "\"service\":\"missed-bin\",\"responsible\":\"chorley\",\"outcome\":\"resolved\","
	    "\"outcome_prompt\":\"next-collection\",\"version\":1,\"began\":\"2026-11-20T10:42:"
	    "10Z\","
	    "\"answers\":[{\"prompt\":\"bin\",\"value\":\"grey\",\"source\":\"asked\","
	    "\"at\":\"2026-11-20T10:42:30Z\",\"version\":1},{\"prompt\":\"out_by_six\",\"value\":"
	    "\"no\","
	    "\"source\":\"asked\",\"at\":\"2026-11-20T10:42:40Z\",\"version\":1}]}]}",
	    id, enquiry);
	free(enquiry);
	return body;
}

static void *
write_until(void *arg)
{
	struct writer *w = arg;
	while (proc_us() < w->until) {
		char *id = office_id();
		char *path = proc_text("/v1/contacts/%s", id), *body = contact(id);
		int64_t begin = proc_us();
		struct http_reply r = api_write(&w->api, "PUT", path, NULL, body);
		if (r.status == 200 || r.status == 201) {
			w->logged++;
			sample_add(&w->latency, (double)(proc_us() - begin) / 1000);
		} else {
			if (!w->failed++)
				fprintf(stderr, "bench log: refused with %d: %s\n", r.status,
				    r.body ? r.body : "no reply");
		}
		http_reply_release(&r);
		free(id);
		free(path);
		free(body);
	}
	return NULL;
}

/* Enquiries a second by n writers; every latency goes to `latency`. */
static double
round_of(const char *token, int port, int n, struct sample *latency, size_t *failed)
{
	static struct writer writers[WRITERS];
	size_t logged = 0;
	int64_t begin = proc_us();
	for (int i = 0; i < n; i++) {
		writers[i] = (struct writer){.until = begin + ROUND_US};
		api_init(&writers[i].api, port);
		http_token(&writers[i].api.http, token);
		pthread_create(&writers[i].thread, NULL, write_until, &writers[i]);
	}
	for (int i = 0; i < n; i++) {
		pthread_join(writers[i].thread, NULL);
		logged += writers[i].logged;
		*failed += writers[i].failed;
		for (size_t k = 0; k < writers[i].latency.count; k++)
			sample_add(latency, writers[i].latency.values[k]);
		sample_release(&writers[i].latency);
		api_release(&writers[i].api);
	}
	return (double)logged * 1e6 / (double)(proc_us() - begin);
}

int
main(void)
{
	struct office o;
	struct api api;
	struct sample raw = {0}, one = {0}, sixteen = {0}, late_1 = {0}, late_16 = {0};
	size_t failed = 0;
	bench_begin("log");
	office_init(&o);
	api_ready(&api, &o, "chorley-cc-1", OFFICE_ADVISOR);
	for (int i = 0; i < ROUNDS; i++) {
		sample_add(&raw, bench_raw_commits(o.crm.dir, ROUND_US / 1e6));
		sample_add(&one, round_of(api.http.token, o.crm.port, 1, &late_1, &failed));
		sample_add(
		    &sixteen, round_of(api.http.token, o.crm.port, WRITERS, &late_16, &failed));
	}
	bench_figure("rate_raw", sample_percentile(&raw, 50), "/s");
	bench_figure("rate_1", sample_percentile(&one, 50), "/s");
	bench_figure("rate_16", sample_percentile(&sixteen, 50), "/s");
	bench_figure(
	    "ratio_to_raw_16", sample_percentile(&sixteen, 50) / sample_percentile(&raw, 50), "x");
	bench_figure("latency_1_p50", sample_percentile(&late_1, 50), "ms");
	bench_figure("latency_1_p99", sample_percentile(&late_1, 99), "ms");
	bench_figure("latency_16_p50", sample_percentile(&late_16, 50), "ms");
	bench_figure("latency_16_p99", sample_percentile(&late_16, 99), "ms");
	api_release(&api);
	office_release(&o);
	sample_release(&raw);
	sample_release(&one);
	sample_release(&sixteen);
	sample_release(&late_1);
	sample_release(&late_16);
	return failed != 0;
}
