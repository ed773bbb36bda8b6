/*
 * HTTP/1.1 as the house needs it, over libmicrohttpd: whole requests in, whole replies out, limits
 * on everything that a stranger can make grow, and requests that wait without holding a thread.
 * Nothing outside this file knows the library.
 */
#ifndef HTTP_TRANSPORT_H
#define HTTP_TRANSPORT_H

#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transport;

/* Why the transport itself refuses a request: the handler words the reply. */
enum exchange_fault {
	EXCHANGE_GOOD,
	EXCHANGE_MALFORMED, /* headers that readers disagree about (RFC 9112 section 6.1) */
	EXCHANGE_TOO_LARGE, /* the body */
	EXCHANGE_CROWDED    /* too many bytes of bodies in memory */
};

/* One request and its reply. Texts live as long as the exchange. */
struct exchange {
	struct transport *transport;
	enum exchange_fault fault;
	const char *method;
	const char *target; /* as sent: path and query, percent-encoded */
	const char *authorization, *operation /* Idempotency-Key */, *content_type,
	    *content_encoding, *accept_encoding, *signature; /* header fields, or null */
	const char *body;                                    /* NUL-ended; "" when there is none */
	size_t body_length;
	char peer[48]; /* the client's address, without port */
	bool hurry;    /* answer now, with whatever there is: the client goes, or the server */
	void *work;    /* the handler's; null on its first call */
};

struct transport_options {
	int listen_fd;                  /* the transport's from now on */
	bool shared;                    /* others hold the socket too, and serve it after us */
	const char *tls_cert, *tls_key; /* PEM text of both, or null for plain HTTP; TLS 1.3 only */
	unsigned threads, connections, per_address /* 0: no limit */;
	size_t body_limit;
	int deadline; /* seconds for a request's head; for a body, and a reply without progress */
	/* Called with a whole request, on a thread of the transport; again, with work set, after
	 * exchange_resume or when a parked exchange wakes. Each call ends with exchange_reply,
	 * exchange_park or exchange_wait having been called. Must not block. */
	void (*handle)(void *context, struct exchange *exchange);
	/* The exchange ends, answered or not: free its work. */
	void (*release)(void *context, struct exchange *exchange);
	void *context;
};

/* Takes the options' texts only for the call. Null with err. */
struct transport *transport_start(const struct transport_options *options, struct err *err);

/*
 * Stops without losing a request: closes the listener, lets connections that wait for nothing go,
 * wakes the parked, answers what has come with "Connection: close", and after 5 s cuts who still
 * sends or reads.
 */
void transport_stop(struct transport *transport);

/* Wakes all parked exchanges at once, or a twentieth of a second after the last wake; from any
 * thread. */
void transport_wake(struct transport *transport);
/* Counts the wakes: read before asking whether there is anything to say. */
uint64_t transport_wakes(struct transport *transport);

/* Sends a reply; `body` is freed by the transport. Headers are name, value, …, null. */
void exchange_reply(
    struct exchange *exchange, int status, const char *const headers[], char *body, size_t length);

/* Counts a body that grew when it was read to the memory that bodies may take. False, with the
 * fault, when it is too much. */
bool exchange_counts(struct exchange *exchange, size_t length);

/* Leaves the exchange without a thread until exchange_resume; call before handing it over. */
void exchange_wait(struct exchange *exchange);
void exchange_resume(struct exchange *exchange); /* from any thread */

/* As exchange_wait until a wake that transport_wakes had not counted as `seen`, the time `until`
 * (clock_monotonic), or the client goes. False when there is hurry: answer with what there is. */
bool exchange_park(struct exchange *exchange, uint64_t seen, micros until);

struct transport_figures {
	int64_t connections, parked, requests, cut /* for slowness */, body_bytes;
};
void transport_figures(struct transport *transport, struct transport_figures *out);

#endif
