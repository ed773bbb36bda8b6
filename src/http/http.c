#include "http/http.h"
#include "base/alloc.h"
#include "http/certificate.h"
#include "http/dispatch.h"
#include "http/listen.h"
#include "http/metrics.h"
#include "wire/codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Two serve as fast as more on small machines; handlers never block. */
enum { THREADS = 2, PER_ADDRESS = 256 };

struct http {
	struct crm *crm;
	struct dispatch dispatch;
	struct transport *api;
	struct metrics *metrics;
	char address[LISTEN_NAME + 8];
};

static void
on_feed(void *context)
{
	transport_wake(context);
}

static int
open_listener(const struct http_options *options, bool *shared, bool *loopback,
    char name[LISTEN_NAME], struct err *err)
{
	int fd = listen_take(options->listen_fd, err);
	*shared = fd >= 0;
	if (fd == -2)
		fd = listen_open(options->listen, err);
	if (fd >= 0 && listen_name(fd, name, loopback, err) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static int
start(struct http *http, const struct http_options *options, char *cert, char *key, struct err *err)
{
	char name[LISTEN_NAME];
	bool shared, loopback;
	int fd = open_listener(options, &shared, &loopback, name, err);
	if (fd < 0)
		return -1;
	if (!loopback && !cert) {
		close(fd);
		return err_set(err,
		    "%s can be reached from elsewhere: give --tls-cert and --tls-key, or listen on "
		    "127.0.0.1",
		    name);
	}
	snprintf(http->address, sizeof http->address, "%s://%s", cert ? "https" : "http", name);
	unsigned per_address = options->per_address >= 0 ? (unsigned)options->per_address
			       : loopback                ? 0
							 : PER_ADDRESS;
	dispatch_init(&http->dispatch, options->crm, options->wait);
	struct transport_options transport = {.listen_fd = fd,
	    .shared = shared,
	    .tls_cert = cert,
	    .tls_key = key,
	    .threads = THREADS,
	    .connections = options->connections,
	    .per_address = per_address,
	    .body_limit = BODY_LIMIT,
	    .deadline = options->deadline,
	    .handle = dispatch_handle,
	    .release = dispatch_end,
	    .context = &http->dispatch};
	http->api = transport_start(&transport, err);
	if (http->api) {
		crm_watch(options->crm, on_feed, http->api);
		return 0;
	}
	close(fd);
	dispatch_release(&http->dispatch);
	return -1;
}

struct http *
http_start(const struct http_options *options, struct err *err)
{
	struct http *http = xcalloc(1, sizeof *http);
	char *cert = NULL, *key = NULL;
	http->crm = options->crm;
	int rc = options->tls_cert
		     ? certificate_read(options->tls_cert, options->tls_key, &cert, &key, err)
		     : 0;
	if (rc == 0)
		rc = start(http, options, cert, key, err);
	certificate_free(cert, key);
	if (rc == 0 && options->metrics) {
		http->metrics = metrics_start(options->metrics, http->api, options->crm, err);
		if (!http->metrics) {
			http_stop(http);
			return NULL;
		}
	}
	if (rc == 0)
		return http;
	free(http);
	return NULL;
}

const char *
http_address(const struct http *http)
{
	return http->address;
}

const char *
http_metrics_address(const struct http *http)
{
	return http->metrics ? metrics_address(http->metrics) : NULL;
}

void
http_stop(struct http *http)
{
	if (http->metrics)
		metrics_stop(http->metrics);
	crm_watch(http->crm, NULL, NULL);
	transport_stop(http->api);
	dispatch_release(&http->dispatch);
	free(http);
}
