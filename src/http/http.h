/* The CRM on HTTP: the API on one address, its figures on another. */
#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include "base/err.h"
#include "crm/crm.h"

struct http;

/* A desk asks for no longer, and gives its feed a minute more. */
enum { LONGEST_WAIT = 240 };

struct http_options {
	struct crm *crm;
	const char *listen;             /* ADDRESS:PORT; port 0 takes a free one */
	int listen_fd;                  /* a listening socket that was handed over, or -1 */
	const char *metrics;            /* ADDRESS:PORT for /metrics, or null */
	const char *tls_cert, *tls_key; /* files (PEM), or null for plain HTTP */
	int deadline;                   /* seconds; see transport.h */
	int wait; /* seconds: the longest that the feed waits, at most LONGEST_WAIT */
	unsigned connections;
	int per_address; /* most connections of one address; 0: no limit; -1: the usual limit, and
			    none on loopback, where a proxy may stand before us */
};

/* Starts answering. An address that others can reach is refused without a certificate. */
struct http *http_start(const struct http_options *options, struct err *err);

/* "http://127.0.0.1:8080"; of the metrics, or null when there are none. */
const char *http_address(const struct http *http);
const char *http_metrics_address(const struct http *http);

/* Ends without losing a request (transport_stop); the CRM must still run. */
void http_stop(struct http *http);

#endif
