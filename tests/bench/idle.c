/* What 500 desks cost the server that are signed in and do nothing: each with its two connections
 * over TLS, the feed waiting for news and the work connection silent. Processor time of a minute,
 * memory a desk, and what one piece of news to all of them takes. */
#include "bench/bench.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DESKS = 500, MINUTE_MS = 60000, PATIENCE_MS = 60000 };

static struct office office;
static CURLM *multi;
static char *token;
static int done_count;

struct reply {
	char text[4000];
	size_t length;
};

static size_t
keep(char *bytes, size_t size, size_t count, void *context)
{
	struct reply *reply = context;
	size_t n = size * count, room = sizeof reply->text - 1 - reply->length;
	if (n > room)
		n = room;
	memcpy(reply->text + reply->length, bytes, n);
	reply->length += n;
	reply->text[reply->length] = '\0';
	return size * count;
}

static CURL *
request(const char *method, const char *path, const char *body, struct reply *reply)
{
	static struct curl_slist *headers;
	CURL *easy = curl_easy_init();
	char *url = proc_text("https://127.0.0.1:%d%s", office.crm.port, path);
	if (!headers)
		headers = curl_slist_append(NULL, "Content-Type: application/json");
	curl_easy_setopt(easy, CURLOPT_URL, url);
	curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method);
	curl_easy_setopt(easy, CURLOPT_CAINFO, office.ca);
	curl_easy_setopt(easy, CURLOPT_PROXY, "");
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	if (body)
		curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, body);
	if (token) {
		curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, token);
		curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
	}
	reply->length = 0;
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, reply);
	free(url);
	return easy;
}

/* The member of an answer; ends the program when there is none. */
static char *
call(const char *path, const char *body, const char *member)
{
	struct reply reply;
	CURL *easy = request(body ? "POST" : "GET", path, body, &reply);
	char *value = curl_easy_perform(easy) == CURLE_OK ? json_get(reply.text, member) : NULL;
	curl_easy_cleanup(easy);
	if (!value) {
		fprintf(stderr, "bench idle: %s: %s\n", path, reply.text);
		exit(1);
	}
	return value;
}

static void
sign_in(void)
{
	char *code = office_code(&office, "chorley-cc-1");
	char *body = proc_text("{\"code\":\"%s\"}", code);
	struct reply reply;
	CURL *easy = request("POST", "/v1/enrolments", body, &reply);
	curl_easy_perform(easy);
	curl_easy_cleanup(easy);
	char *desk = json_get(reply.text, "desk"), *secret = json_get(reply.text, "desk_secret");
	free(body);
	body = proc_text(
	    "{\"desk\":\"%s\",\"desk_secret\":\"%s\",\"user\":\"%s\",\"password\":\"%s\"}", desk,
	    secret, OFFICE_ADVISOR, OFFICE_PASSWORD);
	token = call("/v1/session", body, "token");
	free(body);
	free(code);
	free(desk);
	free(secret);
}

/* Runs the transfers until so many have ended or the time is over. */
static void
run(int until, int ms)
{
	int64_t end = proc_ms() + ms;
	while (done_count < until && proc_left(end) > 0) {
		int running, left;
		curl_multi_perform(multi, &running);
		for (CURLMsg *m; (m = curl_multi_info_read(multi, &left));)
			done_count += m->msg == CURLMSG_DONE && m->data.result == CURLE_OK;
		if (done_count < until)
			curl_multi_poll(multi, NULL, 0, proc_left(end), NULL);
	}
}

static void
must_run(int until, const char *what)
{
	run(until, PATIENCE_MS);
	if (done_count >= until)
		return;
	fprintf(stderr, "bench idle: %s: only %d\n", what, done_count);
	exit(1);
}

/* Processor time of one request on a connection that is kept, in milliseconds. */
static double
work(void)
{
	enum { REQUESTS = 300 };
	struct reply reply;
	CURL *easy = request("GET", "/v1/health", NULL, &reply);
	curl_easy_perform(easy);
	double cpu = server_cpu(&office.crm);
	for (int i = 0; i < REQUESTS; i++) {
		reply.length = 0;
		curl_easy_perform(easy);
	}
	cpu = server_cpu(&office.crm) - cpu;
	curl_easy_cleanup(easy);
	return cpu / REQUESTS;
}

int
main(void)
{
	static struct reply news[DESKS], health[DESKS];
	bench_begin("idle");
	curl_global_init(CURL_GLOBAL_DEFAULT);
	office_init_secure(&office, NULL);
	sign_in();
	char *place = call("/v1/session", NULL, "feed");
	char *path = proc_text("/v1/feed?after=%s&wait=240", place);
	multi = curl_multi_init();
	curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 2L * DESKS);
	double alone = work();
	size_t before = proc_pss(office.crm.pid);
	double cpu = server_cpu(&office.crm);
	for (int i = 0; i < DESKS; i++) {
		curl_multi_add_handle(multi, request("GET", path, NULL, &news[i]));
		curl_multi_add_handle(multi, request("GET", "/v1/health", NULL, &health[i]));
		if (i % 20 == 19) /* the feeds wait; the others are answered */
			must_run(i + 1, "desks that came");
	}
	bench_figure("desks", DESKS, "");
	bench_figure("connect_cpu_per_desk", (server_cpu(&office.crm) - cpu) / DESKS, "ms");
	bench_figure(
	    "memory_per_desk", (double)(proc_pss(office.crm.pid) - before) / 1024 / DESKS, "KiB");
	bench_figure("request_cpu_alone", alone, "ms");
	bench_figure("request_cpu_among_them", work(), "ms");
	cpu = server_cpu(&office.crm);
	run(DESKS + 1, MINUTE_MS);
	double idle = server_cpu(&office.crm) - cpu;
	bench_figure("idle_minute_cpu", idle, "ms");
	if (done_count != DESKS) {
		fprintf(stderr, "bench idle: %d desks were told something\n", done_count - DESKS);
		return 1;
	}
	cpu = server_cpu(&office.crm);
	int64_t begun = proc_us();
	ctl_ok(&office.crm, "notice", "on", "Lorry strike", "--until", "2026-11-21");
	must_run(2 * DESKS, "desks that heard");
	bench_figure("news_last_desk", (double)(proc_us() - begun) / 1000, "ms");
	double told = server_cpu(&office.crm) - cpu;
	bench_figure("news_cpu_per_desk", told / DESKS, "ms");
	/* An idle desk asks 15 times an hour; being told costs no less than being told nothing. */
	bench_figure("hour_cpu_share", (idle * 60 + told * 15) / (3600 * 1000) * 100, "%");
	return 0;
}
