/* A request's head, field by field: takes what the house needs, and refuses what readers disagree
 * about, because two readers who disagree are how one request is smuggled past a proxy inside
 * another (RFC 9112 section 11.2). */
#ifndef HTTP_HEAD_H
#define HTTP_HEAD_H

#include "base/arena.h"
#include "http/transport.h"

struct head {
	struct exchange *exchange; /* gets the fields and the fault */
	struct arena *arena;
	unsigned seen;
	const char *length; /* as stated, or null */
};

void head_field(struct head *head, const char *name, const char *value);
/* After the last field: what must hold of all of them together. */
void head_end(struct head *head, const char *version, size_t body_limit);

#endif
