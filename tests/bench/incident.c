/*
 * A storm: three thousand people report one thing, one after the other over HTTP on the real
 * server. It stays one incident; its case opens as quickly as that of thirty, and whoever works on
 * it reads its people a page at a time.
 *
 *   join_p50, join_p99            milliseconds until one more report has joined
 *   incident_open_p99             milliseconds of opening its case, with 3,000 joined
 *   incident_open_bytes           of the answer
 *   people_first_p99, people_last_p99   milliseconds of the first and of the last page of them
 *   close_ms                      milliseconds of closing it, after which each is to be told once
 *   …_growth                      how many times it is that of an incident of 30
 */
#include "base/id.h"
#include "bench/bench.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 30, MANY = 3000, LOOKS = 300 };
#define DESK "chorley-cc-1"
#define NOW "2026-11-20T10:42:00Z"

struct storm {
	char id[ID_LENGTH + 1], reference[REFERENCE_LENGTH + 1]; /* of the first report's case */
	struct sample join, open, page, last;
	double bytes, closing;
};

static struct office office;
static struct api advisor, officer;
static int failed;

static struct http_reply
timed(
    struct api *api, struct sample *sample, const char *method, const char *path, const char *body)
{
	int64_t begin = proc_us();
	struct http_reply reply =
	    body ? api_write(api, method, path, NULL, body) : http_get(&api->http, path);
	sample_add(sample, (double)(proc_us() - begin) / 1000);
	if (reply.status != 200) {
		fprintf(stderr, "bench incident: %s: %d %s\n", path, reply.status, reply.body);
		failed = 1;
	}
	return reply;
}

/* One more caller, who leaves a number. */
static void
join(struct storm *storm, int number)
{
	char *id = office_id(), *enquiry = office_id(), *path = proc_text("/v1/contacts/%s", id);
	char *body = proc_text(
	    "{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\",\"desk\":\"" DESK
	    "\",\"channel\":\"phone\",\"caller\":\"+4416329%05d\",\"began\":\"" NOW
	    "\",\"ended\":\"" NOW "\",\"enquiries\":[{\"id\":\"%s\",\"service\":\"fly-tipping\","
	    "\"responsible\":\"chorley\",\"outcome\":\"referred\",\"version\":1,\"began\":\"" NOW
	    "\",\"joins\":\"%s\"}]}",
	    id, number % 100000, enquiry, storm->id);
	struct http_reply reply = timed(&advisor, &storm->join, "PUT", path, body);
	http_reply_release(&reply);
	free(id);
	free(enquiry);
	free(path);
	free(body);
}

/* The first one, whose case stands for all. */
static void
report(struct storm *storm)
{
	struct sample none = {0};
	struct http_reply lease = timed(&advisor, &none, "POST", "/v1/leases", "");
	char *from = json_get(lease.body, "from"), *id = office_id(), *enquiry = office_id(),
	     *opens = office_id(), *path = proc_text("/v1/contacts/%s", id);
	reference_format(storm->reference, (uint32_t)(from ? atol(from) : 0));
	snprintf(storm->id, sizeof storm->id, "%s", opens);
	char *body = proc_text(
	    "{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\",\"desk\":\"" DESK
	    "\",\"channel\":\"phone\",\"began\":\"" NOW "\",\"ended\":\"" NOW
	    "\",\"enquiries\":[{\"id\":\"%s\",\"service\":\"fly-tipping\",\"responsible\":"
	    "\"chorley\",\"outcome\":\"referred\",\"version\":1,\"began\":\"" NOW
	    "\",\"opens\":{\"id\":\"%s\",\"reference\":\"%s\",\"queue\":\"waste-round\"}}]}",
	    id, enquiry, opens, storm->reference);
	struct http_reply reply = timed(&advisor, &none, "PUT", path, body);
	char *texts[] = {from, id, enquiry, opens, path, body};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	http_reply_release(&lease);
	http_reply_release(&reply);
	sample_release(&none);
}

static void
close_case(struct storm *storm)
{
	char *event = office_id(), *path = proc_text("/v1/cases/%s/events/%s", storm->id, event);
	char *body = proc_text(
	    "{\"id\":\"%s\",\"kind\":\"close\",\"at\":\"" NOW "\",\"text\":\"Cleared\"}", event);
	struct sample took = {0};
	struct http_reply reply = timed(&officer, &took, "PUT", path, body);
	storm->closing = sample_percentile(&took, 50);
	http_reply_release(&reply);
	sample_release(&took);
	free(event);
	free(path);
	free(body);
}

static void
open_case(struct storm *storm, int people)
{
	char *path = proc_text("/v1/cases/%s", storm->reference), *wanted = proc_text("%d", people);
	for (int i = 0; i < LOOKS; i++) {
		struct http_reply reply = timed(&officer, &storm->open, "GET", path, NULL);
		storm->bytes = (double)strlen(reply.body ? reply.body : "");
		if (!json_is(reply.body, "incident.people", wanted)) {
			fprintf(stderr, "bench incident: not %s people: %s\n", wanted, reply.body);
			failed = 1;
		}
		http_reply_release(&reply);
	}
	free(path);
	free(wanted);
}

/* From the first page to the last; the last is read as often as the first. */
static void
read_people(struct storm *storm, int people)
{
	char *after = strdup(""), *last = NULL;
	int seen = 0;
	while (after) {
		char *path = proc_text(
		    "/v1/incidents/%s/people%s%s", storm->id, *after ? "?after=" : "", after);
		struct sample none = {0};
		struct http_reply reply =
		    timed(&officer, *after ? &none : &storm->page, "GET", path, NULL);
		sample_release(&none);
		seen += json_count(reply.body, "items");
		free(last);
		last = path;
		free(after);
		after = json_get(reply.body, "next");
		http_reply_release(&reply);
	}
	char *first = proc_text("/v1/incidents/%s/people", storm->id);
	for (int i = 0; i < LOOKS / 3; i++) {
		struct http_reply reply = timed(&officer, &storm->page, "GET", first, NULL);
		http_reply_release(&reply);
		reply = timed(&officer, &storm->last, "GET", last, NULL);
		http_reply_release(&reply);
	}
	if (seen != people) {
		fprintf(stderr, "bench incident: %d of %d people\n", seen, people);
		failed = 1;
	}
	free(first);
	free(last);
}

static void
measure(struct storm *storm, int people)
{
	report(storm);
	for (int i = 1; i < people; i++)
		join(storm, i);
	open_case(storm, people);
	read_people(storm, people);
	close_case(storm);
}

static void
tell(const char *name, double few, double many)
{
	char growth[60];
	bench_figure(name, many, "ms");
	snprintf(growth, sizeof growth, "%s_growth", name);
	bench_figure(growth, few > 0 ? many / few : 0, "x");
}

static double
at(struct sample *sample, double percent)
{
	return sample_percentile(sample, percent);
}

int
main(void)
{
	struct storm few = {0}, many = {0};
	bench_begin("incident");
	office_furnish(&office);
	server_start(&office.crm);
	api_ready(&advisor, &office, DESK, OFFICE_ADVISOR);
	api_ready(&officer, &office, "chorley-cc-2", OFFICE_BACK);
	measure(&few, FEW);
	measure(&many, MANY);
	tell("join_p50", at(&few.join, 50), at(&many.join, 50));
	tell("join_p99", at(&few.join, 99), at(&many.join, 99));
	tell("incident_open_p50", at(&few.open, 50), at(&many.open, 50));
	tell("incident_open_p99", at(&few.open, 99), at(&many.open, 99));
	tell("people_first_p99", at(&few.page, 99), at(&many.page, 99));
	tell("people_last_p99", at(&few.last, 99), at(&many.last, 99));
	tell("close_ms", few.closing, many.closing);
	bench_figure("incident_open_bytes", many.bytes, "B");
	api_release(&advisor);
	api_release(&officer);
	if (server_stop(&office.crm) != 0)
		failed = 1;
	office_release(&office);
	return failed;
}
