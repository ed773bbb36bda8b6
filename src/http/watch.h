/*
 * Watches the connections for senders and readers that are too slow. The library's own time-out
 * starts anew at every byte, so one byte a minute would hold a connection for ever. The kernel
 * knows better: its counts of bytes (tcp_info) tell when a head began and whether a reply moves.
 */
#ifndef HTTP_WATCH_H
#define HTTP_WATCH_H

#include "base/clock.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum peer_phase {
	PEER_HEAD, /* since it connected, or since a head began to come */
	PEER_BODY,
	PEER_BUSY, /* it waits for us */
	PEER_READS,
	PEER_IDLE /* kept alive between requests */
};

struct peer {
	int fd;
	enum peer_phase phase;
	micros since;   /* when the phase began, or when a reply last moved */
	uint64_t bytes; /* received when idleness began; acknowledged of a reply */
	size_t body;    /* bytes of the body so far */
	bool cut;
	void *user;
	struct peer *previous, *next;
};

struct watch {
	pthread_mutex_t lock;
	struct peer *peers;
	int64_t count, cut;
	micros deadline;
};

/* A body may take the deadline and a second more for each so many bytes: slower than any modem. */
enum { WATCH_SLOWEST = 100 };

void watch_init(struct watch *watch, micros deadline);
void watch_release(struct watch *watch);

struct peer *watch_add(struct watch *watch, int fd);
void watch_remove(struct watch *watch, struct peer *peer); /* before its descriptor is closed */
void watch_phase(struct watch *watch, struct peer *peer, enum peer_phase phase);
void watch_body(struct watch *watch, struct peer *peer, size_t length);

/* Cuts who is over the deadline. */
void watch_sweep(struct watch *watch);
/* Lets idle connections end: what has come is still read, then the connection closes. */
void watch_let_go(struct watch *watch);
/* Has the other side gone, or stopped sending? */
bool watch_gone(const struct peer *peer);
int64_t watch_count(struct watch *watch);

#endif
