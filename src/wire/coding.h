/*
 * The house's content coding (RFC 9110 section 8.4.1): raw deflate (RFC 1951) of JSON after a
 * dictionary of what every message repeats, made from the field tables and so never out of date.
 * Its name holds a digest of the dictionary: two ends that have not the same one do not know each
 * other's coding, and speak gzip or plain JSON. A message in it needs no Content-Type.
 */
#ifndef WIRE_CODING_H
#define WIRE_CODING_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { CODING_NAME = 12 };

struct coding {
	char name[CODING_NAME]; /* "fd-9c31f2" */
	struct buf dictionary;
};

void coding_init(struct coding *coding);
void coding_release(struct coding *coding);

/* Appends the coded form. -1 when it does not fit the buffer. */
int coding_pack(const struct coding *coding, struct buf *out, const char *text, size_t length);
/* Appends the text; the buffer's maximum bounds it. -1 with err when it is damaged, or too long:
 * then the buffer is not ok. */
int coding_unpack(const struct coding *coding, struct buf *out, const void *bytes, size_t length,
    struct err *err);

/* Does an Accept-Encoding field (RFC 9110 section 12.5.3; may be null) name this coding without
 * refusing it? */
bool coding_accepted(const char *field, const char *name);

#endif
