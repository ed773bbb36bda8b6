/*
 * What the walks over the API share: an office with a user of every role and a contact, case and
 * notice in it; a good request for every route; and a call that checks each reply against the route
 * table and keeps it for the check against the OpenAPI description.
 */
#ifndef TESTS_API_WALKER_H
#define TESTS_API_WALKER_H

#include "helpers/office.h"
#include "wire/routes.h"

enum { ROLES = 8 };
extern const char *const role_names[ROLES];
enum role { ADVISOR, BACK_OFFICE, INFORMATION_OFFICER, SUPERVISOR, TRAINER, TRAINEE, DPO, ADMIN };

#define DESK "chorley-cc-1"
#define OTHER_DESK "burnley-cc-1"

struct world {
	struct office office;
	char *secret, *other_secret; /* of DESK and OTHER_DESK */
	char *tokens[ROLES];         /* at DESK, of Chorley */
	char *other_token;           /* an advisor of Burnley at OTHER_DESK */
	char *customer;              /* Amina Patel */
	char *contact, *enquiry, *case_id, *reference;
	long next_reference;
	char *record; /* file of the replies */
};
extern struct world world;

/* Unchecked fixtures: one office for a whole program. The end also checks all replies that were
 * kept against src/wire/openapi.json. */
void world_begin(void);
void world_end(void);

/* Who may: what a route needs leave for, and whether a good request is about Chorley's own. */
struct leave {
	bool told;
	int action; /* -1: only a session */
	bool of_chorley;
};
extern const struct leave leaves[ROUTE_COUNT];

/* What the payment provider of Chorley signs with. */
#define WORLD_SIGNS "the secret of a webhook"

/* A good request of a route. Everything is the caller's to free by sample_release. */
struct sample {
	enum route_id route;
	char *path; /* with query */
	char *body; /* null: none */
	enum role role;
	const char *type;  /* of the body; null: JSON */
	const char *token; /* instead of the role's: a form client's key; or null */
	char *headers;     /* that it must have; null: none */
};
/* Of a write, each is new: ids and references not used before. */
struct sample sample_make(enum route_id route);
/* Fills in one about promises: false when the route is not of these. */
bool sample_promises(struct sample *sample);
/* The same about forms: walker_forms.c. */
bool sample_forms(struct sample *sample);
/* And of what is sealed: walker_sealed.c. */
bool sample_sealed(struct sample *sample);
/* The richest body of the route: every optional record is in it, so that every field is walked. */
void sample_enrich(struct sample *sample);
void sample_release(struct sample *sample);
/* Sends it, sees that it succeeded, and releases it. */
void sample_done(struct sample *sample);
/* Those of walker_share.c; false: not one of them. */
bool sample_shared(struct sample *sample);
/* walker_board.c: of people, where they are and whom they visit. */
void sample_board(struct sample *sample, const char *id);

/* A contact with everything in it, that refers to a new case under the reference (null: the next
 * of the lease). */
char *contact_body(const char *id, long step, const char *reference);
char *next_reference(void);

/* How a request is to be sent; zeroes are the usual. */
struct sending {
	const char *token; /* null: the sample's role */
	bool no_token;
	const char *operation; /* null: a new one */
	bool no_operation;
	const char *type;    /* null: application/json */
	const char *headers; /* more of them */
};

/* Sends and reads; the test fails when the reply is not one that the route may give. */
struct http_reply walk_call(
    const struct sample *sample, const char *body, size_t length, struct sending how);
struct http_reply walk_send(const struct sample *sample, struct sending how);

/* The status, and a problem's name (null: none wanted) and field (null: any). */
void walk_expect(
    struct http_reply *reply, int status, const char *problem, const char *field, const char *what);

#endif
