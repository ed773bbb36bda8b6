/*
 * JSON <-> records, both ways from the field tables. Before anything is parsed the guard proves
 * that the text is UTF-8, RFC 8259 grammar, at most 16 deep, without duplicate keys or U+0000, and
 * within size.
 */
#ifndef WIRE_CODEC_H
#define WIRE_CODEC_H

#include "base/buf.h"
#include "model/field.h"
#include "model/problem.h"

enum { JSON_DEPTH = 16, BODY_LIMIT = 1 << 20, REPLY_LIMIT = 64 << 20 };

/*
 * Proves that the text is one JSON value (RFC 8259) that every reader understands alike: UTF-8
 * without a byte order mark, at most JSON_DEPTH deep and REPLY_LIMIT long. Stricter than the RFC in
 * three points, because readers differ there: no key twice in an object, no U+0000 in a text, and
 * no half of a surrogate pair. 0, or -1 with a sentence that names the byte ("byte 17: …") and
 * quotes nothing of the text.
 */
int json_guard(const char *text, size_t length, struct err *err);

/*
 * Appends compact JSON. Left out is what is absent: null strings, times of 0, lists without items,
 * and numbers of 0 and false unless they are required. Texts must be UTF-8. -1 when the buffer is
 * full.
 */
int json_encode(struct buf *out, const struct record *record, const void *value);

/*
 * Guards, parses and fills a zeroed record; null counts as absent. `strict` is for a server reading
 * a write: at most BODY_LIMIT bytes, unknown fields are errors, required numbers must be there,
 * read-only fields are skipped and record_check must pass. Else (a desk reading a server that may
 * be newer) unknown fields are skipped. 0, or -1 with *problem (PROBLEM_TOO_LARGE,
 * PROBLEM_BAD_JSON, PROBLEM_BAD_FIELD), *where (the field's path in the arena, or null) and err.
 */
int json_decode(const char *text, size_t length, const struct record *record, void *value,
    struct arena *arena, bool strict, enum problem_type *problem, const char **where,
    struct err *err);

#endif
