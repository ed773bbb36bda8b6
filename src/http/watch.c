#include "http/watch.h"
#include "base/alloc.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* States of tcp_info that matter here (RFC 9293). */
enum { STATE_ESTABLISHED = 1 };

void
watch_init(struct watch *watch, micros deadline)
{
	*watch = (struct watch){.deadline = deadline};
	pthread_mutex_init(&watch->lock, NULL);
}

void
watch_release(struct watch *watch)
{
	pthread_mutex_destroy(&watch->lock);
}

static bool
ask_kernel(int fd, struct tcp_info *info)
{
	socklen_t size = sizeof *info;
	memset(info, 0, sizeof *info);
	return getsockopt(fd, IPPROTO_TCP, TCP_INFO, info, &size) == 0;
}

struct peer *
watch_add(struct watch *watch, int fd)
{
	struct peer *peer = xcalloc(1, sizeof *peer);
	*peer = (struct peer){.fd = fd, .phase = PEER_HEAD, .since = clock_monotonic()};
	pthread_mutex_lock(&watch->lock);
	peer->next = watch->peers;
	if (peer->next)
		peer->next->previous = peer;
	watch->peers = peer;
	watch->count++;
	pthread_mutex_unlock(&watch->lock);
	return peer;
}

void
watch_remove(struct watch *watch, struct peer *peer)
{
	pthread_mutex_lock(&watch->lock);
	if (peer->previous)
		peer->previous->next = peer->next;
	else
		watch->peers = peer->next;
	if (peer->next)
		peer->next->previous = peer->previous;
	watch->count--;
	pthread_mutex_unlock(&watch->lock);
	free(peer);
}

void
watch_phase(struct watch *watch, struct peer *peer, enum peer_phase phase)
{
	struct tcp_info info;
	uint64_t bytes = 0;
	if ((phase == PEER_IDLE || phase == PEER_READS) && ask_kernel(peer->fd, &info))
		bytes = phase == PEER_IDLE ? info.tcpi_bytes_received : info.tcpi_bytes_acked;
	pthread_mutex_lock(&watch->lock);
	peer->phase = phase;
	peer->since = clock_monotonic();
	peer->bytes = bytes;
	peer->body = 0;
	pthread_mutex_unlock(&watch->lock);
}

void
watch_body(struct watch *watch, struct peer *peer, size_t length)
{
	pthread_mutex_lock(&watch->lock);
	peer->body += length;
	pthread_mutex_unlock(&watch->lock);
}

static bool
is_over(const struct watch *watch, struct peer *peer, micros now)
{
	struct tcp_info info;
	micros allowed = watch->deadline;
	switch (peer->phase) {
	case PEER_BUSY:
		return false;
	case PEER_IDLE:
		if (!ask_kernel(peer->fd, &info))
			return false;
		if (info.tcpi_bytes_received > peer->bytes) {
			peer->phase = PEER_HEAD;
			peer->since = now;
			return false;
		}
		/* The library can miss that a client went while its request was parked. */
		return info.tcpi_state != STATE_ESTABLISHED;
	case PEER_READS:
		if (ask_kernel(peer->fd, &info) && info.tcpi_bytes_acked > peer->bytes) {
			peer->bytes = info.tcpi_bytes_acked;
			peer->since = now;
		}
		break;
	case PEER_BODY:
		allowed += (micros)(peer->body / WATCH_SLOWEST) * MICROS_SECOND;
		break;
	case PEER_HEAD:
		break;
	}
	return now - peer->since > allowed;
}

/* A reset, where an orderly end would wait behind what the other side does not read. */
static void
cut(const struct peer *peer)
{
	struct linger at_once = {.l_onoff = 1};
	if (peer->phase == PEER_READS)
		setsockopt(peer->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	shutdown(peer->fd, SHUT_RDWR);
}

/* The descriptor cannot be closed meanwhile: watch_remove waits for the lock. */
void
watch_sweep(struct watch *watch)
{
	micros now = clock_monotonic();
	pthread_mutex_lock(&watch->lock);
	for (struct peer *peer = watch->peers; peer; peer = peer->next)
		if (!peer->cut && is_over(watch, peer, now)) {
			peer->cut = true;
			watch->cut += peer->phase != PEER_IDLE;
			cut(peer);
		}
	pthread_mutex_unlock(&watch->lock);
}

void
watch_let_go(struct watch *watch)
{
	pthread_mutex_lock(&watch->lock);
	for (struct peer *peer = watch->peers; peer; peer = peer->next)
		if (peer->phase == PEER_IDLE)
			shutdown(peer->fd, SHUT_RD);
	pthread_mutex_unlock(&watch->lock);
}

bool
watch_gone(const struct peer *peer)
{
	struct tcp_info info;
	return ask_kernel(peer->fd, &info) && info.tcpi_state != STATE_ESTABLISHED;
}

int64_t
watch_count(struct watch *watch)
{
	pthread_mutex_lock(&watch->lock);
	int64_t count = watch->count;
	pthread_mutex_unlock(&watch->lock);
	return count;
}
