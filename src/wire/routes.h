/*
 * The route table: every route's method, path, parameters, body, reply, and the problems it may
 * answer. One copy for both ends; OpenAPI is derived from it, the field tables and the problem
 * table.
 */
#ifndef WIRE_ROUTES_H
#define WIRE_ROUTES_H

#include "base/buf.h"
#include "model/exchange.h"

struct route_query {
	const char *name;
	size_t limit;
	bool required;
};

struct route {
	enum route_id id;
	const char *method, *path;  /* "/v1/customers/{id}" */
	const struct record *body;  /* null: none */
	const struct record *reply; /* null: 204, or raw bytes for openapi.json */
	struct route_query query[REQUEST_QUERY];
	bool open;           /* no session needed */
	bool operation;      /* a write: needs an Idempotency-Key
				(draft-ietf-httpapi-idempotency-key-header) */
	const char *summary; /* one line for OpenAPI */
	const char *posted;  /* the body is taken as it is, and is of this type: what a page's form
				sends, or what somebody signed; null: it is of a record */
	const char *media; /* the reply is its record's only text as it is, of this type; null: JSON
			    */
};

enum { PATH_LIMIT = 400, TARGET_LIMIT = 2000 }; /* bytes of a path; of path and query */

const struct route *route_of(enum route_id id);

/* May the route answer with this problem? Derived from what the route takes. */
bool route_may(const struct route *route, enum problem_type problem);

/*
 * Finds the route of a method and path (without query); path parameters are percent-decoded into
 * `params` (in the arena). Null with PROBLEM_NOT_FOUND, PROBLEM_METHOD or PROBLEM_BAD_REQUEST.
 */
const struct route *route_find(const char *method, const char *path, struct arena *arena,
    const char *params[REQUEST_PARAMS], enum problem_type *problem);

/* Appends the methods that a path answers, for the Allow header: "GET, PATCH". */
void route_methods(struct buf *out, const char *path);

/*
 * Reads a query ("after=1&wait=50", without the '?'; may be null) into values in the order of the
 * route's table. -1 with the parameter's name in *where when one is unknown, repeated, over-long,
 * missing or badly encoded.
 */
int route_query(const struct route *route, const char *query, struct arena *arena,
    const char *values[REQUEST_QUERY], const char **where, struct err *err);

/* The path with its parameters, percent-encoded, and the query with a leading '?'. */
void route_path(struct buf *out, const struct request *request);

#endif
