/* OpenAPI 3.1 of the API, derived from the route, field and problem tables. */
#ifndef WIRE_OPENAPI_H
#define WIRE_OPENAPI_H

#include "base/buf.h"

int openapi_write(struct buf *out);

#endif
