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

enum { JSON_DEPTH = 16, BODY_LIMIT = 1 << 20 };

/* 0, or -1 with a sentence that names the byte ("byte 17: …"). */
int json_guard(const char *text, size_t length, struct err *err);

/* Appends compact JSON. Absent strings, lists and records are left out. -1 when the buffer is full.
 */
int json_encode(struct buf *out, const struct record *record, const void *value);

/*
 * Guards, parses and fills a record. `strict` (a server reading a write): unknown fields are errors
 * and record_check must pass; else unknown fields are skipped (a desk reading a newer server). 0,
 * or -1 with *problem (PROBLEM_BAD_JSON, PROBLEM_BAD_FIELD), *where (field path in the arena) and
 * err.
 */
int json_decode(const char *text, size_t length, const struct record *record, void *value,
    struct arena *arena, bool strict, enum problem_type *problem, const char **where,
    struct err *err);

#endif
