/* Compression (zlib): gzip and raw deflate for the wire (RFC 1952, 1951), the zlib format for files
 * of our own (RFC 1950). */
#ifndef BASE_COMPRESS_H
#define BASE_COMPRESS_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the gzip form. -1 when it does not fit the buffer. */
int gzip_pack(struct buf *out, const void *bytes, size_t length);

/* Appends the zlib form at the best level. -1 when it does not fit the buffer. */
int compress_pack(struct buf *out, const void *bytes, size_t length);

/* The same at the usual level: some five times as fast. */
int compress_quickly(struct buf *out, const void *bytes, size_t length);

/* Raw deflate (RFC 1951) at the best level, after a dictionary that the reader has, too: for short
 * texts. -1 when it does not fit the buffer. */
int deflate_pack(struct buf *out, const void *bytes, size_t length, const void *dictionary,
    size_t dictionary_length);
int deflate_unpack(struct buf *out, const void *bytes, size_t length, const void *dictionary,
    size_t dictionary_length, struct err *err);

/* Appends what gzip_pack made, as compress_unpack does. */
int gzip_unpack(struct buf *out, const void *bytes, size_t length, struct err *err);

/* Appends what was compressed; the buffer's maximum bounds it. -1 with err when the bytes are
 * damaged or hold more than the maximum. */
int compress_unpack(struct buf *out, const void *bytes, size_t length, struct err *err);

#endif
