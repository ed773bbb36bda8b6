/* A line between a program and its server: passes bytes on, counts them at the socket, and can be
 * thin, far, silent or cut, without any right of the machine's. Runs on a thread of its own until
 * it is released. */
#ifndef TESTS_PROXY_H
#define TESTS_PROXY_H

#include <stdbool.h>
#include <stddef.h>

struct proxy;

struct proxy_figures {
	size_t up, down; /* payload bytes to the server and back, handshakes in them */
	size_t requests; /* HTTP/1.1 request lines seen; over TLS the records that hold one */
	size_t connects;
	/* Over TLS 1.3: up to and with the client's Finished, and what the server said until then
	 */
	size_t handshake_up, handshake_down;
	size_t records_up, records_down; /* TLS records, each of which costs 22 bytes */
	size_t again;                    /* writes that were sent once more */
};

/* Listens on a port of loopback that the kernel chooses, and passes on to `port`. */
struct proxy *proxy_start(int port);
/* The same at another address of this machine. */
struct proxy *proxy_start_at(const char *address, int port);
int proxy_port(const struct proxy *p);
/* Counted since the last reset. */
struct proxy_figures proxy_figures(struct proxy *p);
void proxy_reset(struct proxy *p);
/* What a line carries. Both connections of a desk share it, each way for itself. */
struct proxy_shape {
	long bits;    /* a second; 0: as fast as it goes. A packet's header of 40 bytes counts */
	int delay_ms; /* one way; a new connection costs a round trip before its first byte */
};
/* From now on; {0} is the plain line that it begins as. */
void proxy_shape(struct proxy *p, struct proxy_shape shape);
/* Silent: connections stay open and new ones are taken, but no byte passes until it is over. */
void proxy_stall(struct proxy *p, bool stall);
/* Cut: open connections are reset and new ones are closed at once, until it is mended. */
void proxy_cut(struct proxy *p, bool cut);
/* Passes requests on and swallows what comes back: the reply is lost, the work is done. */
void proxy_swallow(struct proxy *p, bool swallow);
/* A line that is cut by itself: for `cut_ms` at the end of each `every_ms` from now on. */
struct proxy_gaps {
	int every_ms, cut_ms;
};
void proxy_gaps(struct proxy *p, struct proxy_gaps gaps);
/* Each so many requests (0: none) the reply is lost: the request arrives and is answered, and
 * instead of the answer the connection is reset. */
void proxy_lose(struct proxy *p, int every);
/* Half-open: connections are dead and say nothing of it, as after a router forgot them. Those that
 * were open in the meantime stay so when it is over; new ones live then. */
void proxy_half_open(struct proxy *p, bool half_open);
/* Listens at another address (127.0.0.2 …) on the same port; the old one is silent at once, and
 * with it every connection that was open. */
void proxy_move(struct proxy *p, const char *address);
/* Nothing passes on every other connection: 1 the first, third …, 2 the second, fourth …, 0 on
 * none. A desk has two, so that what it says on one is overtaken by what it says on the other. */
void proxy_hold(struct proxy *p, int which);
/* Sends a write (any request but GET) that has passed before once more on a connection of its own,
 * byte for byte; its reply goes nowhere. 0 is the last that passed, 1 the one before …; one that it
 * does not have any more, or not yet, is not sent. */
void proxy_again(struct proxy *p, unsigned back);
void proxy_free(struct proxy *p);

#endif
