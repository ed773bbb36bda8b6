/* Writing a service's file, key by key, each value quoted as YAML needs it. */
#ifndef FORMATS_YAML_OUT_H
#define FORMATS_YAML_OUT_H

#include "base/buf.h"

/* Appends a value as one scalar: plain where that is safe in a block and in a flow, else in double
 * quotes. */
void yaml_out_text(struct buf *out, const char *text);

/* Appends `key: value` on a line of its own, `depth` steps of two blanks inwards; nothing when the
 * value is null or empty. */
void yaml_out_line(struct buf *out, int depth, const char *key, const char *value);

/* A text as an id of a service: small letters, digits and single hyphens, at most 60; letters lose
 * their accents. Appends nothing when no letter is left. */
void yaml_out_id(struct buf *out, const char *text);

#endif
