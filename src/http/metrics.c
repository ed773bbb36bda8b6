#include "http/metrics.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "http/listen.h"
#include "http/reply.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { METRICS_LIMIT = 1 << 16, METRICS_CONNECTIONS = 32, METRICS_DEADLINE = 10 };

struct metrics {
	struct transport *own, *api;
	struct crm *crm;
	char address[LISTEN_NAME];
};

static void
figure(struct buf *out, const char *name, const char *type, const char *help, int64_t value)
{
	buf_printf(out,
	    "# HELP frontdesk_%s %s\n# TYPE frontdesk_%s %s\nfrontdesk_%s %" PRId64 "\n", name,
	    help, name, type, name, value);
}

static void
write_figures(const struct metrics *metrics, struct buf *out)
{
	struct transport_figures http;
	struct crm_figures crm;
	transport_figures(metrics->api, &http);
	crm_figures(metrics->crm, &crm);
	figure(out, "requests_total", "counter", "HTTP requests begun.", http.requests);
	figure(out, "connections", "gauge", "Open connections.", http.connections);
	figure(out, "connections_cut_total", "counter", "Connections cut for slowness.", http.cut);
	figure(out, "feed_waiting", "gauge", "Feed requests that wait for news.", http.parked);
	figure(out, "body_bytes", "gauge", "Bytes of request bodies in memory.", http.body_bytes);
	figure(out, "crm_writes_total", "counter", "Writes answered.", crm.writes);
	figure(out, "crm_batches_total", "counter", "Commits that held them.", crm.batches);
	figure(out, "crm_reads_total", "counter", "Reads answered.", crm.reads);
	figure(out, "crm_read_queries_total", "counter", "Statements of the database in reads.",
	    crm.read_queries);
	figure(out, "crm_write_queries_total", "counter", "Statements of the database in writes.",
	    crm.write_queries);
	figure(out, "crm_writes_waiting", "gauge", "Writes that wait for a commit.", crm.waiting);
	figure(out, "crm_sessions", "gauge", "Sessions signed in.", crm.sessions);
}

static void
handle(void *context, struct exchange *exchange)
{
	static const char *const plain[] = {"Content-Type", "text/plain", NULL};
	if (exchange->fault != EXCHANGE_GOOD) {
		exchange_reply(exchange, 400, plain, NULL, 0);
	} else if (strcmp(exchange->target, "/metrics") != 0) {
		exchange_reply(exchange, 404, plain, NULL, 0);
	} else if (strcmp(exchange->method, "GET") != 0) {
		exchange_reply(exchange, 405, (const char *const[]){"Allow", "GET", NULL}, NULL, 0);
	} else {
		struct buf text;
		buf_init(&text, METRICS_LIMIT);
		write_figures(context, &text);
		reply_text(exchange, "text/plain; version=0.0.4", text.data, text.length);
		buf_release(&text);
	}
}

struct metrics *
metrics_start(const char *address, struct transport *api, struct crm *crm, struct err *err)
{
	struct metrics *metrics = xcalloc(1, sizeof *metrics);
	bool loopback;
	metrics->api = api;
	metrics->crm = crm;
	int fd = listen_open(address, err);
	if (fd >= 0 && listen_name(fd, metrics->address, &loopback, err) == 0) {
		struct transport_options options = {.listen_fd = fd,
		    .threads = 1,
		    .connections = METRICS_CONNECTIONS,
		    .body_limit = 0,
		    .deadline = METRICS_DEADLINE,
		    .handle = handle,
		    .context = metrics};
		metrics->own = transport_start(&options, err);
	}
	if (metrics->own)
		return metrics;
	if (fd >= 0)
		close(fd);
	free(metrics);
	return NULL;
}

const char *
metrics_address(const struct metrics *metrics)
{
	return metrics->address;
}

void
metrics_stop(struct metrics *metrics)
{
	transport_stop(metrics->own);
	free(metrics);
}
