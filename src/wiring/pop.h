/*
 * Where telephone systems announce a call: a datagram socket `pop` in the state folder, mode 0600.
 * One datagram is one line "pop NUMBER". Anything else is ignored and never logged.
 */
#ifndef WIRING_POP_H
#define WIRING_POP_H

#include "base/err.h"

#include <stdbool.h>

/* Listens there; gives the descriptor, or -1: err says why. A desk that already listens in that
 * folder keeps its socket. */
int pop_listen(const char *state, struct err *err);
/* Closes what pop_listen gave and removes the socket; -1 is nothing. */
void pop_close(int fd, const char *state);
/* The number in the next datagram, in E.164; false when none waits. Of datagrams that are no call
 * it skips at most a few, so that nobody holds the desk up; the rest wait for the next turn. */
bool pop_next(int fd, char out[20]);

/* Announces a call to the desk that listens; -1: err says why it could not. */
int pop_send(const char *state, const char *number, struct err *err);

#endif
