#include "http/transport.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "http/head.h"
#include "http/watch.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	HEAD_LIMIT = 16384,     /* the library's memory for a connection: a request's head */
	IDLE_SECONDS = 30 * 60, /* on a slow line a new connection costs seconds */
	STOP_SECONDS = 5,
	OTHER_DESCRIPTORS = 200,
	MOST_BODY_BYTES = 64 << 20 /* of all bodies in memory */
};

/* However fast the CRM writes, the desks that follow it are woken no oftener. */
#define WAKE_SPACING (MICROS_SECOND / 20)

struct visit {
	struct exchange exchange;
	struct MHD_Connection *connection;
	struct peer *peer;
	struct MHD_Response *response;
	int status;
	struct arena arena;
	struct buf body;
	size_t counted, dropped; /* bytes in the total; bytes of a body that is too large */
	bool head_read;
	micros until;
	struct visit *previous, *next; /* the parked */
};

struct transport {
	struct transport_options options;
	struct MHD_Daemon *daemon;
	struct watch watch;
	pthread_t sweeper;
	pthread_mutex_t lock;
	pthread_cond_t changed; /* for the sweeper and for transport_stop */
	struct visit *parked;
	int64_t parked_count, suspended;
	uint64_t wakes;
	micros woken; /* when all the parked were woken last */
	bool wake, ending;
	atomic_bool stopping;
	atomic_int_fast64_t requests, body_bytes;
};

/* ---- visits ---- */

static void
visit_free(struct transport *t, struct visit *visit)
{
	if (visit->exchange.work && t->options.release)
		t->options.release(t->options.context, &visit->exchange);
	if (visit->response)
		MHD_destroy_response(visit->response);
	atomic_fetch_sub(&t->body_bytes, (int_fast64_t)visit->counted);
	arena_release(&visit->arena);
	buf_release(&visit->body);
	free(visit);
}

static struct peer *
peer_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

static void
drop_visit(struct transport *t, struct peer *peer)
{
	if (peer->user)
		visit_free(t, peer->user);
	peer->user = NULL;
}

static void
read_address(struct visit *visit)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(visit->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *address = info ? info->client_addr : NULL;
	const void *from = NULL;
	if (address && address->sa_family == AF_INET)
		from = &((const struct sockaddr_in *)(const void *)address)->sin_addr;
	else if (address && address->sa_family == AF_INET6)
		from = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
	if (from)
		inet_ntop(
		    address->sa_family, from, visit->exchange.peer, sizeof visit->exchange.peer);
}

/* The library's first word of a request: its target as it was sent. */
static void *
on_target(void *context, const char *target, struct MHD_Connection *connection)
{
	struct transport *t = context;
	struct peer *peer = peer_of(connection);
	struct visit *visit = xcalloc(1, sizeof *visit);
	drop_visit(t, peer);
	visit->connection = connection;
	visit->peer = peer;
	arena_init(&visit->arena);
	buf_init(&visit->body, t->options.body_limit);
	visit->exchange.transport = t;
	visit->exchange.target = arena_strdup(&visit->arena, target);
	visit->exchange.body = "";
	read_address(visit);
	peer->user = visit;
	atomic_fetch_add(&t->requests, 1);
	return visit;
}

static void
on_completed(void *context, struct MHD_Connection *connection, void **visit,
    enum MHD_RequestTerminationCode why)
{
	struct transport *t = context;
	struct peer *peer = peer_of(connection);
	(void)why;
	drop_visit(t, peer);
	*visit = NULL;
	watch_phase(&t->watch, peer, PEER_IDLE);
}

static void
on_connection(void *context, struct MHD_Connection *connection, void **peer,
    enum MHD_ConnectionNotificationCode what)
{
	struct transport *t = context;
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*peer = watch_add(&t->watch,
		    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)
			->connect_fd);
		return;
	}
	drop_visit(t, *peer);
	watch_remove(&t->watch, *peer);
	*peer = NULL;
	pthread_mutex_lock(&t->lock);
	pthread_cond_broadcast(&t->changed);
	pthread_mutex_unlock(&t->lock);
}

/* ---- a request's head ---- */

static enum MHD_Result
on_field(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	head_field(context, name, value ? value : "");
	return MHD_YES;
}

static void
read_head(struct visit *visit, const char *method, const char *version)
{
	struct transport *t = visit->exchange.transport;
	struct head head = {.exchange = &visit->exchange, .arena = &visit->arena};
	visit->exchange.method = arena_strdup(&visit->arena, method);
	MHD_get_connection_values(visit->connection, MHD_HEADER_KIND, on_field, &head);
	head_end(&head, version, t->options.body_limit);
	watch_phase(&t->watch, visit->peer, PEER_BODY);
}

bool
exchange_counts(struct exchange *exchange, size_t length)
{
	struct visit *visit = (struct visit *)exchange;
	if (atomic_fetch_add(&exchange->transport->body_bytes, (int_fast64_t)length) >
	    MOST_BODY_BYTES)
		exchange->fault = EXCHANGE_CROWDED;
	visit->counted += length;
	return exchange->fault == EXCHANGE_GOOD;
}

/* False: the connection is to be cut. */
static bool
read_body(struct visit *visit, const char *bytes, size_t length)
{
	struct transport *t = visit->exchange.transport;
	watch_body(&t->watch, visit->peer, length);
	if (visit->exchange.fault != EXCHANGE_GOOD) {
		visit->dropped += length;
		return visit->dropped < 4 * t->options.body_limit;
	}
	exchange_counts(&visit->exchange, length);
	if (buf_add(&visit->body, bytes, length) < 0)
		visit->exchange.fault = EXCHANGE_TOO_LARGE;
	return true;
}

/* ---- answering ---- */

static enum MHD_Result
send_response(struct visit *visit)
{
	struct transport *t = visit->exchange.transport;
	watch_phase(&t->watch, visit->peer, PEER_READS);
	enum MHD_Result rc =
	    MHD_queue_response(visit->connection, (unsigned)visit->status, visit->response);
	MHD_destroy_response(visit->response);
	visit->response = NULL;
	return rc;
}

static enum MHD_Result
on_request(void *context, struct MHD_Connection *connection, const char *path, const char *method,
    const char *version, const char *bytes, size_t *length, void **state)
{
	struct transport *t = context;
	struct visit *visit = *state;
	(void)connection;
	(void)path;
	if (!visit)
		return MHD_NO;
	if (!visit->head_read) {
		visit->head_read = true;
		read_head(visit, method, version);
		if (visit->exchange.fault == EXCHANGE_GOOD)
			return MHD_YES;
	} else if (*length) {
		bool on = read_body(visit, bytes, *length);
		*length = 0;
		return on ? MHD_YES : MHD_NO;
	}
	if (!visit->response) {
		watch_phase(&t->watch, visit->peer, PEER_BUSY);
		visit->exchange.body = visit->body.data;
		visit->exchange.body_length = visit->body.length;
		t->options.handle(t->options.context, &visit->exchange);
	}
	return visit->response ? send_response(visit) : MHD_YES;
}

void
exchange_reply(
    struct exchange *exchange, int status, const char *const headers[], char *body, size_t length)
{
	struct visit *visit = (struct visit *)exchange;
	visit->status = status;
	visit->response = body
			      ? MHD_create_response_from_buffer(length, body, MHD_RESPMEM_MUST_FREE)
			      : MHD_create_response_from_buffer(
				    0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
	for (; headers && headers[0]; headers += 2)
		MHD_add_response_header(visit->response, headers[0], headers[1]);
	if (exchange->fault != EXCHANGE_GOOD || atomic_load(&exchange->transport->stopping))
		MHD_add_response_header(visit->response, "Connection", "close");
}

void
exchange_wait(struct exchange *exchange)
{
	struct transport *t = exchange->transport;
	pthread_mutex_lock(&t->lock);
	t->suspended++;
	pthread_mutex_unlock(&t->lock);
	MHD_suspend_connection(((struct visit *)exchange)->connection);
}

void
exchange_resume(struct exchange *exchange)
{
	struct transport *t = exchange->transport;
	MHD_resume_connection(((struct visit *)exchange)->connection);
	pthread_mutex_lock(&t->lock);
	t->suspended--;
	pthread_cond_broadcast(&t->changed);
	pthread_mutex_unlock(&t->lock);
}

/* ---- the parked, and the thread that looks after them and after the slow ---- */

bool
exchange_park(struct exchange *exchange, uint64_t seen, micros until)
{
	struct transport *t = exchange->transport;
	struct visit *visit = (struct visit *)exchange;
	pthread_mutex_lock(&t->lock);
	exchange->hurry |= atomic_load(&t->stopping);
	bool park = !exchange->hurry;
	if (park) {
		if (t->wakes != seen) {
			t->wake = true;
			pthread_cond_broadcast(&t->changed);
		}
		MHD_suspend_connection(visit->connection);
		visit->until = until;
		visit->previous = NULL;
		visit->next = t->parked;
		if (visit->next)
			visit->next->previous = visit;
		t->parked = visit;
		t->parked_count++;
		t->suspended++;
	}
	pthread_mutex_unlock(&t->lock);
	return park;
}

static void
unpark(struct transport *t, struct visit *visit)
{
	if (visit->previous)
		visit->previous->next = visit->next;
	else
		t->parked = visit->next;
	if (visit->next)
		visit->next->previous = visit->previous;
	t->parked_count--;
}

/* Under the lock: takes out who is to be woken, as a list of their own. */
static struct visit *
take_woken(struct transport *t, micros now)
{
	bool all = (t->wake && now - t->woken >= WAKE_SPACING) || atomic_load(&t->stopping);
	struct visit *woken = NULL, *next;
	if (all) {
		t->wake = false;
		t->woken = now;
	}
	for (struct visit *visit = t->parked; visit; visit = next) {
		next = visit->next;
		bool gone = !all && watch_gone(visit->peer);
		if (!all && !gone && visit->until > now)
			continue;
		visit->exchange.hurry = gone || visit->until <= now;
		unpark(t, visit);
		visit->next = woken;
		woken = visit;
	}
	return woken;
}

static void
resume_all(struct visit *woken)
{
	for (struct visit *next; woken; woken = next) {
		next = woken->next;
		exchange_resume(&woken->exchange);
	}
}

/* Waits for a wake (not too soon after the last), the first `until` of the parked, or a second. */
static void
sweeper_sleep(struct transport *t, micros now)
{
	micros wake = now + MICROS_SECOND;
	for (const struct visit *visit = t->parked; visit; visit = visit->next)
		if (visit->until < wake)
			wake = visit->until;
	if (t->wake && t->woken + WAKE_SPACING < wake)
		wake = t->woken + WAKE_SPACING;
	struct timespec at = {.tv_sec = (time_t)(wake / MICROS_SECOND),
	    .tv_nsec = (long)(wake % MICROS_SECOND * 1000)};
	if (wake > now && !t->ending)
		pthread_cond_clockwait(&t->changed, &t->lock, CLOCK_MONOTONIC, &at);
}

static void *
sweeper(void *context)
{
	struct transport *t = context;
	micros swept = clock_monotonic();
	pthread_mutex_lock(&t->lock);
	while (!t->ending) {
		sweeper_sleep(t, clock_monotonic());
		micros now = clock_monotonic();
		struct visit *woken = take_woken(t, now);
		pthread_mutex_unlock(&t->lock);
		resume_all(woken);
		if (now - swept >= MICROS_SECOND) {
			watch_sweep(&t->watch);
			swept = now;
		}
		pthread_mutex_lock(&t->lock);
	}
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

void
transport_wake(struct transport *t)
{
	pthread_mutex_lock(&t->lock);
	t->wakes++;
	t->wake = true;
	pthread_cond_broadcast(&t->changed);
	pthread_mutex_unlock(&t->lock);
}

uint64_t
transport_wakes(struct transport *t)
{
	pthread_mutex_lock(&t->lock);
	uint64_t wakes = t->wakes;
	pthread_mutex_unlock(&t->lock);
	return wakes;
}

/* ---- start and stop ---- */

static void
on_library_log(void *context, const char *format, va_list args)
{
	char line[300];
	(void)context;
	vsnprintf(line, sizeof line, format, args);
	line[strcspn(line, "\n")] = '\0';
	log_debug("http", "%s", line);
}

static size_t
leave_escaped(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context;
	(void)connection;
	return strlen(text);
}

/* Connections, and what else is open: the usual soft limit is less than we promise to take. */
static void
raise_descriptors(rlim_t wanted)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= wanted)
		return;
	limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur < wanted)
		log_warn("http", "only %llu descriptors may be open, not %llu",
		    (unsigned long long)limit.rlim_cur, (unsigned long long)wanted);
}

static struct MHD_Daemon *
start_daemon(struct transport *t)
{
	const struct transport_options *o = &t->options;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
			 MHD_USE_ERROR_LOG | MHD_USE_SUPPRESS_DATE_NO_CLOCK |
			 (o->tls_cert ? (unsigned)MHD_USE_TLS : 0);
	struct MHD_OptionItem more[8];
	int n = 0;
#define OPTION(...)                                                                                \
	more[n++] = (struct MHD_OptionItem)                                                        \
	{                                                                                          \
		__VA_ARGS__                                                                        \
	}
	if (o->threads > 1)
		OPTION(MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)o->threads, NULL);
	if (o->per_address)
		OPTION(MHD_OPTION_PER_IP_CONNECTION_LIMIT, (intptr_t)o->per_address, NULL);
	if (o->tls_cert) {
		OPTION(MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)o->tls_cert);
		OPTION(MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)o->tls_key);
		OPTION(MHD_OPTION_HTTPS_PRIORITIES, 0,
		    (void *)(uintptr_t) "SECURE128:-VERS-ALL:+VERS-TLS1.3");
	}
	OPTION(MHD_OPTION_END, 0, NULL);
#undef OPTION
	return MHD_start_daemon(flags, 0, NULL, NULL, on_request, t, MHD_OPTION_EXTERNAL_LOGGER,
	    on_library_log, t, MHD_OPTION_LISTEN_SOCKET, o->listen_fd, MHD_OPTION_CONNECTION_LIMIT,
	    o->connections, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_LIMIT,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, t, MHD_OPTION_URI_LOG_CALLBACK, on_target,
	    t, MHD_OPTION_NOTIFY_COMPLETED, on_completed, t, MHD_OPTION_NOTIFY_CONNECTION,
	    on_connection, t, MHD_OPTION_ARRAY, more, MHD_OPTION_END);
}

struct transport *
transport_start(const struct transport_options *options, struct err *err)
{
	struct transport *t = xcalloc(1, sizeof *t);
	t->options = *options;
	watch_init(&t->watch, options->deadline * MICROS_SECOND);
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->changed, NULL);
	raise_descriptors(options->connections + OTHER_DESCRIPTORS);
	t->daemon = start_daemon(t);
	t->options.tls_cert = t->options.tls_key = NULL;
	if (t->daemon) {
		pthread_create(&t->sweeper, NULL, sweeper, t);
		return t;
	}
	err_set(err, "the HTTP library does not start; see the log with --log-level debug");
	watch_release(&t->watch);
	free(t);
	return NULL;
}

/* Waits until nobody is connected; after the time only for those whom the CRM still owes. */
static void
wait_for_leave(struct transport *t)
{
	micros end = clock_monotonic() + STOP_SECONDS * MICROS_SECOND;
	pthread_mutex_lock(&t->lock);
	while (t->suspended || (watch_count(&t->watch) && clock_monotonic() < end)) {
		micros wake = clock_monotonic() + MICROS_SECOND / 5;
		struct timespec at = {.tv_sec = (time_t)(wake / MICROS_SECOND),
		    .tv_nsec = (long)(wake % MICROS_SECOND * 1000)};
		watch_let_go(&t->watch);
		pthread_cond_clockwait(&t->changed, &t->lock, CLOCK_MONOTONIC, &at);
	}
	pthread_mutex_unlock(&t->lock);
}

void
transport_stop(struct transport *t)
{
	atomic_store(&t->stopping, true);
	/* Not closed yet: the library's threads may still have it in hand. */
	MHD_socket listener = MHD_quiesce_daemon(t->daemon);
	if (listener != MHD_INVALID_SOCKET && !t->options.shared)
		shutdown(listener, SHUT_RDWR);
	transport_wake(t);
	wait_for_leave(t);
	pthread_mutex_lock(&t->lock);
	t->ending = true;
	pthread_cond_broadcast(&t->changed);
	pthread_mutex_unlock(&t->lock);
	pthread_join(t->sweeper, NULL);
	MHD_stop_daemon(t->daemon);
	if (listener != MHD_INVALID_SOCKET)
		close(listener);
	watch_release(&t->watch);
	pthread_cond_destroy(&t->changed);
	pthread_mutex_destroy(&t->lock);
	free(t);
}

void
transport_figures(struct transport *t, struct transport_figures *out)
{
	pthread_mutex_lock(&t->lock);
	out->parked = t->parked_count;
	pthread_mutex_unlock(&t->lock);
	pthread_mutex_lock(&t->watch.lock);
	out->connections = t->watch.count;
	out->cut = t->watch.cut;
	pthread_mutex_unlock(&t->watch.lock);
	out->requests = atomic_load(&t->requests);
	out->body_bytes = atomic_load(&t->body_bytes);
}
