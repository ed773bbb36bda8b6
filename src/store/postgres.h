/*
 * The parts of the PostgreSQL engine that need nothing of its library: the address, the statements
 * that a connection has prepared, what the server's faults mean, and what is done to a database
 * whole. For postgres.c alone.
 */
#ifndef STORE_POSTGRES_H
#define STORE_POSTGRES_H

#include "store/db.h"

enum { STATEMENT_SLOTS = 512, MOST_VALUES = DB_KEYS + 64 };

/* ---- postgres_address.c ---- */

/* The value of keys= (or null), decoded, and the address without it, which libpq would not know.
 * `name` is what follows the scheme. The caller frees both. */
char *postgres_url(const char *name, char **keys);
/* As the engine's hook. */
char *postgres_keys(const char *name, struct err *err);

/* ---- postgres_statements.c ---- */

/* Object ids of the types that come and go; they are the same on every server. */
enum {
	TYPE_BOOL = 16,
	TYPE_BYTEA = 17,
	TYPE_NAME = 19,
	TYPE_INT8 = 20,
	TYPE_INT2 = 21,
	TYPE_INT4 = 23,
	TYPE_TEXT = 25
};

struct statement {
	char *sql;
	char name[16];               /* under which the server has it; empty: it does not */
	unsigned types[MOST_VALUES]; /* 0: nothing but NULL has come yet */
	struct statement *next;
};

/* Of one connection, zeroed at first. */
struct statements {
	struct statement *by_text[STATEMENT_SLOTS];
	unsigned names;
};

/* The statement of this text. It has no name when the server does not have it, or not for values
 * of these types. */
struct statement *statement_of(
    struct statements *statements, const char *sql, const struct db_value *values, size_t count);
/* A name that nothing on the connection has had. */
void statement_name(struct statements *statements, struct statement *statement);
void statements_forget(struct statements *statements);

/* What an SQLSTATE is to the store. */
enum db_fault postgres_fault(const char *state);

/* ---- postgres_whole.c: the engine's hooks of these names ---- */

void postgres_check(
    struct db *db, void (*fault)(void *context, const char *sentence), void *context);
enum db_fault postgres_filling(struct db *db);
enum db_fault postgres_filled(struct db *db);

#endif
