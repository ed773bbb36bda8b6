/* A small HTTP/1.1 client on a plain socket, for tests that need to see and to bend every byte:
 * kept-alive connection, exact request text, bytes counted both ways, malformed requests, slow
 * senders. */
#ifndef TESTS_HTTP_H
#define TESTS_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#define HTTP_MS 20000

struct http {
	int port;
	int fd;                /* -1 while not connected */
	char *token;           /* sent as "Authorization: Bearer …" when set; owned */
	char *headers;         /* further header lines, each ended by CR LF, or NULL; owned */
	size_t sent, received; /* bytes on the socket since the start */
	int connects;
};

struct http_reply {
	int status; /* 0: no reply (refused, cut, or past the deadline) */
	char *head; /* status line and headers */
	char *body; /* ended by NUL; never NULL when status is not 0 */
	size_t len;
};

void http_init(struct http *h, int port);
void http_release(struct http *h);
void http_token(struct http *h, const char *token);

/* One request, connecting first when needed, and its reply. body NULL sends none, otherwise JSON of
 * len bytes. When a kept connection turns out closed before the reply begins, it is tried once on a
 * new one. */
struct http_reply http_call(
    struct http *h, const char *method, const char *path, const char *body, size_t len);
/* As http_call with a NUL-ended body. */
struct http_reply http_json(struct http *h, const char *method, const char *path, const char *body);
struct http_reply http_get(struct http *h, const char *path);
void http_reply_release(struct http_reply *r);
/* Value of a header of the reply, in buf; NULL when it has none. */
const char *http_header(const struct http_reply *r, const char *name, char *buf, size_t size);

/* The parts, for tests of bad input. False when the other side has closed or the deadline passed.
 */
bool http_connect(struct http *h);
bool http_write(struct http *h, const char *bytes, size_t len);
struct http_reply http_read(struct http *h, int ms);
/* Waits until the other side closes the connection. */
bool http_wait_closed(struct http *h, int ms);
void http_close(struct http *h);

#endif
