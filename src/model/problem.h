/*
 * The problem types of the API (RFC 9457): one table. A type marked final is a refusal that
 * repeating cannot mend; everything else is tried again by the desk.
 */
#ifndef MODEL_PROBLEM_H
#define MODEL_PROBLEM_H

#include <stdbool.h>

enum problem_type {
	PROBLEM_NONE,
	PROBLEM_BAD_REQUEST, /* malformed HTTP or path */
	PROBLEM_BAD_JSON,    /* not RFC 8259, bad UTF-8, too deep, duplicate key */
	PROBLEM_BAD_FIELD, /* a field is missing, unknown, over-long, of the wrong type or value */
	PROBLEM_NOT_SIGNED_IN,  /* no token, an unknown or an expired one */
	PROBLEM_WRONG_PASSWORD, /* name or password, never which */
	PROBLEM_DESK_UNKNOWN,   /* the desk is not enrolled, or its secret is wrong */
	PROBLEM_BAD_CODE,       /* enrolment code unknown or used */
	PROBLEM_SLOW_DOWN,      /* too many attempts */
	PROBLEM_NOT_PERMITTED,
	PROBLEM_PURPOSE_NEEDED, /* reading a person without contact, case or reason */
	PROBLEM_WITHHELD,       /* it exists; it is shown only for a stated reason (glass) */
	PROBLEM_NOT_FOUND,
	PROBLEM_METHOD,           /* the path exists, the method does not */
	PROBLEM_CONFLICT,         /* a change whose `was` no longer holds; field names which */
	PROBLEM_OPERATION_REUSED, /* the operation id was used with another body */
	PROBLEM_STALE_STEP,       /* a lower step of a contact; the reply carries the current one */
	PROBLEM_REFERENCE_TAKEN,  /* not leased to this desk, or used */
	PROBLEM_AUTHORITY,    /* the authority a contact names is not in force for its customer */
	PROBLEM_SAME_OFFICER, /* who answered a complaint considers it no second time */
	PROBLEM_BAD_ANSWERS,  /* of a form; faults has what is wrong with each */
	PROBLEM_BAD_TEXT,     /* lint found errors in a service's text; findings has them */
	PROBLEM_TOO_LARGE,
	PROBLEM_TOO_LONG, /* URI or headers */
	PROBLEM_MEDIA_TYPE,
	PROBLEM_BUSY,    /* the CRM cannot take it now: queue full, shutting down */
	PROBLEM_STORAGE, /* the CRM's disk is full or failing */
	PROBLEM_INTERNAL,
	PROBLEM_COUNT
};

/* A problem's type on the wire is this and its name (RFC 9457 section 3.1.1: any URI). */
#define PROBLEM_URN "urn:frontdesk:problem:"

struct problem_kind {
	const char *name; /* on the wire: PROBLEM_URN + name */
	int status;
	bool final;
	const char *sentence; /* gettext id: what the advisor reads; may hold one %s for the field
				 or detail */
};

const struct problem_kind *problem_kind(enum problem_type type);
/* By name, with or without PROBLEM_URN before it; PROBLEM_INTERNAL when unknown. */
enum problem_type problem_named(const char *name);

#endif
