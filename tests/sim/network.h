/*
 * The network of the simulation: stands where src/link/transfer.c is in the real program, and
 * carries each request to a CRM in the same process. By one seed it is slow, loses requests and
 * replies, delivers twice, answers that it is busy, or is cut. Time is the caller's.
 */
#ifndef SIM_NETWORK_H
#define SIM_NETWORK_H

#include "base/buf.h"
#include "base/id.h"
#include "crm/crm.h"

enum { STATIONS = 3, MACHINES }; /* one machine can be copied */

/* A contact whose last step reached the CRM's door, whatever came of it. */
struct logged {
	char id[ID_LENGTH + 1];
	int64_t step;
	char references[16][REFERENCE_LENGTH + 1];
	size_t count;
	bool answered; /* the CRM has said that it has it */
};

struct network {
	struct crm *crm; /* null: it is down */
	const struct clock *clock;
	struct id_seeded chance;
	bool calm;           /* loses nothing */
	bool down[MACHINES]; /* the line of one desk is cut */
	struct logged *logged;
	size_t logged_count, logged_capacity;
	uint64_t lost_requests, lost_replies, twice, executed;
};

/* There is one; a desk's link finds it by "http://N", its station. */
extern struct network network;

void network_release(void);

/* One call at the CRM's door as HTTP would make it. The answer's JSON is in `out`; the HTTP status
 * is returned, 0 when the feed has nothing yet. */
int network_call(const char *method, const char *target, const char *token, const char *operation,
    const char *body, struct buf *out);

#endif
