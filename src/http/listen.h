/* The socket that frontdeskd listens on: its own, or one that it was handed so that a restart
 * refuses nobody. */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { LISTEN_NAME = 64 };

/* Binds "127.0.0.1:8080", "[::1]:8080" or "localhost:0" and listens; port 0 takes a free one. The
 * descriptor, or -1. */
int listen_open(const char *address, struct err *err);

/* Takes over a listening socket of the parent. With fd < 0, the first one of a systemd socket unit
 * (LISTEN_PID, LISTEN_FDS: sd_listen_fds(3)); -2 when there is none. -1 with err when it is no
 * listening TCP socket. */
int listen_take(int fd, struct err *err);

/* "127.0.0.1:8080" or "[::1]:8080"; whether only this machine can reach it. -1 when it cannot be
 * read. */
int listen_name(int fd, char out[LISTEN_NAME], bool *loopback, struct err *err);

#endif
