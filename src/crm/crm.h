/*
 * The central CRM's rules, without HTTP: who may do what, sign-in, purposes, contacts as
 * aggregates, cases, leases, the feed. A call goes in with its decoded body, an answer comes out as
 * a record. Reads run on the calling thread beside the writer; writes are queued to the one writer
 * thread, which commits waiting calls in batches and only then answers; sign-in runs on the
 * password worker.
 */
#ifndef CRM_CRM_H
#define CRM_CRM_H

#include "base/clock.h"
#include "base/err.h"
#include "base/id.h"
#include "model/exchange.h"

struct crm;
struct secret_cost;

struct crm_options {
	const char *database;      /* as store_options have it */
	const struct clock *clock; /* null: the system's */
	const struct id_source *ids;
	bool read_only_tools;  /* frontdeskctl beside a running server: no sweeps of sessions */
	const char *retain_as; /* the officer for whom retention runs nightly; null: it does not */
	int retain_at;         /* when, in minutes after London's midnight */
	const struct secret_cost *password_cost; /* null: secret_cost_crm; less is for tests */
};

/* Opens the store, checks its migrations, starts the writer and the password worker. */
struct crm *crm_open(const struct crm_options *options, struct err *err);
/* Answers what is queued, then stops. */
void crm_close(struct crm *crm);

struct crm_call {
	enum route_id route;
	const char *params[REQUEST_PARAMS];
	const char
	    *query[REQUEST_QUERY]; /* values in the order of the route's table, null when absent */
	const char *token;         /* bearer token, or null */
	const char *operation;     /* idempotency key, or null */
	const void *body;
	const void *raw; /* the body's bytes, for the operation's digest */
	size_t raw_length;
	const char *signature;            /* of the raw body, as its sender gives it; or null */
	const char *author, *author_desk; /* of what a colleague delivers, or null */
	const char *peer;                 /* address, for rising delays */
	struct arena *arena;              /* the answer lives here */
};

struct crm_answer {
	int status;
	enum problem_type problem;
	const char *field;  /* of a problem: the field's path, or the conflicting fields */
	const char *detail; /* of a problem: a sentence for logs and developers; no customer data */
	int64_t limit;
	struct list findings;          /* of a text with errors: struct finding_line */
	struct list faults;            /* of a form with wrong answers: struct form_fault */
	struct contact_logged *logged; /* of a stale step of a contact that was finished, or null */
	const void *body;              /* the route's reply record */
	bool wait; /* the feed has nothing yet: ask again when crm_watch's callback ran, or later */
};

/* What is said on the wire of an answer that is a problem; its strings are the answer's and
 * `type`'s.
 */
enum { CRM_PROBLEM_TYPE = 80 };
struct problem crm_problem(const struct crm_answer *answer, char type[CRM_PROBLEM_TYPE]);

/* What a colleague left at a desk, opened; false when it is not of this CRM, or not by whom it
 * says. */
bool crm_open_envelope(
    struct crm *crm, const char *sealed, struct envelope *out, struct arena *arena);

enum crm_way { CRM_INLINE, CRM_QUEUED };
enum crm_way crm_way(enum route_id route);

/* CRM_INLINE routes. */
void crm_ask(struct crm *crm, const struct crm_call *call, struct crm_answer *answer);

/* CRM_QUEUED routes: `done` runs on a thread of the CRM after the commit; call and answer stay the
 * caller's until then. PROBLEM_BUSY at once (done runs) when too much is waiting. */
struct crm_job {
	struct crm_call call;
	struct crm_answer answer;
	void (*done)(struct crm_job *job);
	void *context;
	struct crm_job *next; /* the queue's */
};
void crm_submit(struct crm *crm, struct crm_job *job);

/* Calls `changed` after each commit that added to the feed (on the writer's thread): wake the
 * parked. */
void crm_watch(struct crm *crm, void (*changed)(void *context), void *context);

/* Counters for /metrics and health. */
struct crm_figures {
	int64_t writes, batches, reads, waiting, sessions;
	int64_t read_queries, write_queries; /* statements of the database in them */
};
void crm_figures(struct crm *crm, struct crm_figures *out);

#endif
