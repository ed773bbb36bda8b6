/* OpenAPI 3.1 of the API, derived from the route, field and problem tables. */
#ifndef WIRE_OPENAPI_H
#define WIRE_OPENAPI_H

#include "base/buf.h"

enum { OPENAPI_LIMIT = 1 << 20 };

/* Appends the description, one member a line. `make openapi` writes it to src/wire/openapi.json,
 * which is kept with the source: a test fails while the two differ. -1 when the buffer is full. */
int openapi_write(struct buf *out);

#endif
