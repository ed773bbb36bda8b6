/*
 * Records as compact bytes for the desk's journal: each field by its name, so that an older or
 * newer program reads what it knows and leaves the rest (self-describing, grown only). Derived from
 * the field tables.
 */
#ifndef MODEL_PACK_H
#define MODEL_PACK_H

#include "base/buf.h"
#include "model/field.h"

int record_pack(struct buf *out, const struct record *record, const void *value);
/* -1 with err when the bytes are damaged. Unknown fields are skipped. */
int record_unpack(const void *bytes, size_t length, const struct record *record, void *value,
    struct arena *arena, struct err *err);

#endif
