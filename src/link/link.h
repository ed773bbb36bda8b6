/*
 * The desk's line to the CRM: two kept-alive connections (work and feed), session token, retries.
 * Requests in flight are never cancelled; at most one search is in flight and only the newest text
 * waits. Writes are repeated with back-off under their operation id until they are answered for
 * good; writes of one chain are delivered in order, chains independently. link_wait is the desk's
 * only sleep. While the line is down and nothing else may try it, the CRM's health is asked for
 * with the same pauses, so that LINK_ONLINE comes by itself.
 */
#ifndef LINK_LINK_H
#define LINK_LINK_H

#include "base/clock.h"
#include "base/err.h"
#include "base/id.h"
#include "model/exchange.h"

#include <poll.h>

struct link;

struct link_options {
	const char *server; /* http://127.0.0.1:8311 or https://… */
	const char *ca;     /* PEM file, or null: the system's */
	long connect_seconds, read_seconds, stall_seconds; /* 0 takes the defaults: 30, 60, 25 */
	const struct clock *clock;   /* for pauses; null: one that never goes back */
	const struct id_source *ids; /* chance in pauses; null: the system's */
	long retry_ms;               /* the first pause; it doubles up to a minute. 0: 500 */
};

struct link *link_new(const struct link_options *options, struct err *err);
void link_free(struct link *link);

/*
 * Null: signed out. Then all that waits is dropped and what is in flight ends unheard: writes are
 * in the journal of the user who left and go again (link_send_outgoing) when that user is back. A
 * write that is answered "not signed in" is told so, stays, and goes with the next token.
 */
void link_token(struct link *link, const char *token);

/* A write's final form: path, query and body as they will be sent for ever. Strings in the arena.
 */
void link_encode(const struct request *request, struct arena *arena, struct outgoing *out);

/*
 * Queues. Everything is copied. Writes must have been journalled as `outgoing` and synced before;
 * the same operation twice counts once. Writes and the feed are repeated until they are answered
 * for good; reads and searches are tried once: without an answer the reply has status 0 and
 * PROBLEM_INTERNAL. A search that waits when a newer one comes gets no reply.
 */
void link_send(struct link *link, const struct request *request);
void link_send_outgoing(struct link *link, const struct outgoing *outgoing, uint64_t number);

enum link_event_kind { LINK_REPLY, LINK_ONLINE, LINK_OFFLINE };
struct link_event {
	enum link_event_kind kind;
	struct reply reply;    /* LINK_REPLY */
	const char *operation; /* of a write */
	const char *sentence;  /* LINK_OFFLINE: why, for a person */
	enum line_fault fault; /* LINK_OFFLINE; it comes again when this changes */
};

/* Sleeps until a descriptor is ready, a transfer has something, or the time is over (milliseconds;
 * negative: an hour). Fills fds' revents; gives the number of ready ones, -1 with errno. At
 * most 16. */
int link_wait(struct link *link, struct pollfd *fds, unsigned count, int timeout_ms);
/* The next event, or false. What it points to lasts until the next call. */
bool link_next(struct link *link, struct link_event *event);

struct link_figures {
	uint64_t bytes_up, bytes_down, requests;
	size_t waiting;
};
void link_figures(const struct link *link, struct link_figures *out);

#endif
