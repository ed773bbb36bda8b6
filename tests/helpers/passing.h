/* Requests as they pass on a connection, put together again, and the last writes among them: what a
 * line may bring twice. Plain HTTP/1.1 with Content-Length; anything else is let pass unseen. */
#ifndef TESTS_PASSING_H
#define TESTS_PASSING_H

#include <stdbool.h>
#include <stddef.h>

enum { WRITES = 16, WRITE_LIMIT = 1 << 20 };

/* The last writes, in a ring. {0} has none. */
struct writes {
	struct {
		char *bytes;
		size_t length;
	} ring[WRITES];
	size_t count; /* that have passed so far */
};
void writes_release(struct writes *writes);
/* 0 is the last, 1 the one before …; null when it is not here. Valid until more passes. */
const char *writes_back(const struct writes *writes, unsigned back, size_t *length);

/* What has come of the request that is passing on one connection. {0} is a new one. */
struct passing {
	char *bytes;
	size_t length, capacity;
};
void passing_release(struct passing *passing);
/* More of it; a write that is whole now goes into the ring. */
void passing_take(struct passing *passing, const char *bytes, size_t length, struct writes *writes);

/* A connection to that port of this machine; -1: nobody listens. */
int line_reach(int port);

/* Writes that were sent once more, each on a connection of its own until it is answered. */
enum { MAX_DOUBLES = 8 };
struct doubles {
	int fds[MAX_DOUBLES]; /* -1: none */
};
void doubles_init(struct doubles *doubles);
/* False: it is not in the ring, nobody listens, or there are too many. */
bool doubles_send(struct doubles *doubles, const struct writes *writes, unsigned back, int port);
/* It has been answered, which nobody reads, or the server has hung up. */
void doubles_end(struct doubles *doubles, int which);

#endif
