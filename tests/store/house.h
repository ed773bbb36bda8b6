/* A CRM of its own for a test: three councils, their desks and queues, a user of every role, and a
 * desk that asks as the HTTP side would. The clock is the test's. */
#ifndef TESTS_STORE_HOUSE_H
#define TESTS_STORE_HOUSE_H

#include "crm/crm.h"
#include "crm/manage.h"
#include "store/store.h"

#include <check.h>
#include <pthread.h>

struct house {
	char *folder, *database;
	char *keys; /* path of key and anchor, without their endings */
	struct clock clock;
	micros now;
	struct crm *crm;
	struct arena arena;
};

/* 20 November 2026 10:42 in London. */
#define HOUSE_NOW INT64_C(1795171320000000)

void house_init(struct house *house);
void house_release(struct house *house);
/* Closes and opens the CRM again. */
void house_restart(struct house *house);

/* Publishes a text as administration does; gives its version. */
int64_t house_publish(struct crm *crm, const char *service, const char *text);

/* A signed-in desk. */
struct visitor {
	struct house *house;
	const char *token, *desk, *user;
	const struct session *session;
};
/* Enrols the desk (once) and signs the user in; every password is "correct horse". */
struct visitor house_visitor(struct house *house, const char *user, const char *desk);

/* One call; the answer's strings live in the house's arena. */
struct query {
	const char *params[REQUEST_PARAMS];
	const char *query[REQUEST_QUERY];
	const char *operation;
	const struct record *of; /* of body */
	const void *body;
	const char *raw; /* instead of the packed body */
	const char *peer;
};
struct crm_answer house_call(
    struct house *house, enum route_id route, const char *token, const struct query *query);
struct crm_answer visit(
    const struct visitor *visitor, enum route_id route, const struct query *query);
/* The same, with the answer's problem compared. */
const void *visit_ok(const struct visitor *visitor, enum route_id route, const struct query *query);
void visit_refused(const struct visitor *visitor, enum route_id route, const struct query *query,
    enum problem_type problem);

/* A new id in the house's arena. */
const char *house_id(struct house *house);

/* A customer with a name, a telephone and an address. */
struct customer *house_customer(struct house *house, const char *given, const char *family,
    const char *phone, const char *line, const char *postcode);
/* A contact at the visitor's desk with one enquiry of that outcome. */
struct contact *house_contact(
    const struct visitor *visitor, const char *service, const char *outcome);
struct crm_answer put_contact(
    const struct visitor *visitor, const struct contact *contact, const char *operation);
/* The next reference of the visitor's desk. */
const char *house_reference(const struct visitor *visitor, struct lease *lease);
/* A contact whose enquiry opens a case in the queue; put and kept. */
struct contact *house_case(const struct visitor *visitor, const char *queue,
    const char *responsible, struct lease *lease, const struct customer *customer);

/* ---- house_deeds.c: what is done in a house; each must succeed, or answers ---- */

/* Imports them as administration does. */
void house_import(struct house *house, const struct customer *customers, size_t count);
/* Changes a customer from what was to what is now. */
struct crm_answer house_change(const struct visitor *visitor, const char *customer,
    const struct customer *was, const struct customer *now);
/* One event of a case, now. */
struct crm_answer house_work(
    const struct visitor *visitor, const char *case_id, const char *kind, const char *text);

/* Merges two records, as they are now, into one; the merge's id. */
const char *house_merge(const struct visitor *visitor, const char *keep, const char *gone);

/* ---- house_proofs.c: what is true of a house ---- */

/* For crm_check and the like: the first fault ends the test. */
void house_fault(void *context, const char *sentence);
/* The records and the audit's chain are sound; gives how many entries the chain has. */
size_t house_sound(const struct house *house);
/* A store of its own on the house's database. Close it. */
struct store *house_store(struct house *house);
/* The audit's entries about a record, oldest first; struct audit_row. */
struct list house_audit(struct house *house, const char *id);
/* Every row of a table in its order, with how many columns it has. */
struct db;
struct db_rows *house_rows(struct db *db, const char *table, struct arena *arena, int *columns);
/* Does the text stand in any row of any table, on either engine? */
bool house_holds(struct house *house, const char *text);

#endif
