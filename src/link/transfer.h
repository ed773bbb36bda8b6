/*
 * HTTP transfers of the desk, two at a time: one on the work connection, one for the feed. The only
 * file of the house with libcurl is transfer.c. Connections are kept alive and reused; nothing in
 * flight is ever cancelled.
 */
#ifndef LINK_TRANSFER_H
#define LINK_TRANSFER_H

#include "link/link.h"

#include <stddef.h>

enum transfer_slot { SLOT_WORK, SLOT_FEED, SLOT_COUNT };

struct transfers;

struct transfers *transfers_new(const struct link_options *options, struct err *err);
void transfers_free(struct transfers *transfers);

struct transfer {
	const char *method, *target; /* path and query */
	const char *body;            /* null: none; must stay until the transfer has ended */
	size_t length;
	const char *token, *operation; /* or null */
	long seconds;                  /* whole transfer; 0: no limit */
	bool quiet;                    /* a long poll: silence is no stall */
};

bool transfers_busy(const struct transfers *transfers, enum transfer_slot slot);
void transfers_start(
    struct transfers *transfers, enum transfer_slot slot, const struct transfer *transfer);

/* Sleeps as link_wait does, then carries on all transfers. */
int transfers_wait(struct transfers *transfers, struct pollfd *fds, unsigned count, int timeout_ms);

struct transfer_end {
	enum transfer_slot slot;
	int status;           /* 0: no whole answer came */
	const char *sentence; /* why not, for a person */
	enum line_fault fault;
	const char *type; /* of the body, or null; valid as long as the body */
	const char *body; /* ended by a NUL; valid until the slot starts again */
	size_t length;
	long retry_after; /* seconds, 0 when not said */
};
/* The next ended transfer, or false. */
bool transfers_ended(struct transfers *transfers, struct transfer_end *end);

void transfers_figures(const struct transfers *transfers, struct link_figures *out);

#endif
