/*
 * Transfers to other systems through libcurl; the only file of the CRM that includes it. Each call
 * waits for its end, at most a minute, and ends early when *ending becomes true. Passwords go over
 * TLS, or to this computer.
 */
#ifndef CONNECT_TRANSFER_H
#define CONNECT_TRANSFER_H

#include "base/buf.h"
#include "base/err.h"

#include <stdatomic.h>
#include <stdbool.h>

/* One server and what it asks for; `ca` null: the system's certificates. */
struct door {
	const char *url; /* imap[s]://HOST[:PORT] or smtp[s]://HOST[:PORT] */
	const char *user, *password, *ca;
	atomic_bool *ending; /* may be null */
};

void transfers_begin(void);
void transfers_end(void);

/* A scheme that the door may have ("imap", with or without an s), and nothing after the port. */
bool door_is(const struct door *door, const char *scheme);

/* Sends a request of IMAP after selecting `path` ("INBOX", escaped by door_folder; "" for none);
 * what is answered goes to out. With a null request, fetches what the path names. -1 with what the
 * server said. */
int transfer_imap(const struct door *door, const char *path, const char *request, struct buf *out,
    struct err *err);

/* A folder's name as a part of a path. */
void door_folder(struct buf *out, const char *folder);

/* Gives a message to an SMTP server. -1 with what it said; *refused: it never will take it. */
int transfer_smtp(const struct door *door, const char *from, const char *to, const char *message,
    size_t length, bool *refused, struct err *err);

/* https, or http to this computer, and nothing after the port. */
bool transfer_http_is(const struct door *door);

/* One request; the door's password is the bearer's key. A body is JSON, null: none; the key names
 * what must happen once, or null. The answer's body goes to out. -1 when there was none. */
int transfer_http(const struct door *door, const char *method, const char *path, const char *body,
    const char *key, struct buf *out, long *status, struct err *err);

#endif
