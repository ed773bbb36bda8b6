/*
 * A scripted HTTP server on a port of loopback that the kernel chooses, on a thread of its own.
 * Each request whose line begins with a rule's words is answered as the rule says, once per rule,
 * in order; then by the last rule for those words. It remembers every request.
 */
#ifndef TESTS_BADSERVER_H
#define TESTS_BADSERVER_H

#include <stdbool.h>
#include <stddef.h>

enum bad_way {
	BAD_ANSWER, /* status, headers and body as given */
	BAD_CLOSE,  /* closes without a word */
	BAD_CUT,    /* promises the whole body, sends half of it and closes */
	BAD_SILENT, /* never answers, keeps the connection open */
	BAD_SLOW,   /* waits until badserver_go, then answers */
	BAD_RAW     /* sends the body as it is, with no head, and closes */
};

struct bad_rule {
	const char *words; /* "PUT /v1/contacts/" */
	enum bad_way way;
	int status;
	const char *headers; /* further lines, each ended by CR LF, or null */
	const char *body;
	size_t length; /* of the body; 0: up to its NUL */
};

struct badserver;

/* The rules stay the caller's; the array ends with null words. */
struct badserver *badserver_start(const struct bad_rule *rules);
int badserver_port(const struct badserver *server);
void badserver_go(struct badserver *server);
/* Requests seen that begin with these words; connections accepted. */
int badserver_count(struct badserver *server, const char *words);
int badserver_connections(struct badserver *server);
/* Head and body of request number `index` (from 0) of all, or null; the caller frees it. */
char *badserver_request(struct badserver *server, int index);
void badserver_stop(struct badserver *server);

#endif
