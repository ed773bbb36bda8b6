/*
 * One connection to a database engine, for the store alone. One SQL text serves every engine:
 * parameters are $1, $2 … and are bound by number; what differs (DDL words, how a transaction
 * begins) is a small table of each engine. A connection belongs to one thread at a time.
 *
 * The first failure sticks: later calls on the connection do nothing and fail too, until db_recover
 * or the transaction's end. So a chain of calls is checked once, at its end, with db_fault.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum db_fault {
	DB_FINE,
	DB_BUSY,     /* another process holds the database */
	DB_STORAGE,  /* disk full, input or output error, damaged file */
	DB_SYNC,     /* the disk did not confirm a sync: what it holds is unknown from here on */
	DB_MISTAKEN, /* a constraint or a wrong statement */
};

enum db_type { DB_NULL, DB_NUMBER, DB_TEXT, DB_BYTES };

struct db_value {
	enum db_type type;
	int64_t number;
	const void *bytes;
	size_t length;
};

/* Values for a statement's parameters; text null binds NULL. */
struct db_value v_text(const char *text);
struct db_value v_number(int64_t number);
struct db_value v_time(int64_t when); /* 0 is absent: NULL */
struct db_value v_bytes(const void *bytes, size_t length);

#define VALUES(...)                                                                                \
	(const struct db_value[]){__VA_ARGS__},                                                    \
	    sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value)
#define NO_VALUES NULL, 0

enum db_mode { DB_READER, DB_WRITER, DB_MAKER /* may create the file */ };

struct db;
struct db_rows;

struct db_engine {
	const char *scheme; /* "sqlite:" */
	/* Words of DDL: "@int", "bigint", …, null. */
	const char *const *words;
	const char *begin_read, *begin_write;
	const char *tables; /* a query that counts the tables there are */
	struct db *(*open)(const char *name, enum db_mode mode, struct err *err);
	void (*close)(struct db *db);
	/* Several statements without parameters. */
	enum db_fault (*script)(struct db *db, const char *sql);
	/* Prepares (or finds) and binds; null on failure with *fault. */
	struct db_rows *(*query)(struct db *db, const char *sql, const struct db_value *values,
	    size_t count, enum db_fault *fault);
	bool (*next)(struct db_rows *rows, enum db_fault *fault);
	void (*end)(struct db_rows *rows);
	int64_t (*number)(struct db_rows *rows, int column);
	const void *(*bytes)(struct db_rows *rows, int column, size_t *length);
	bool (*in_transaction)(struct db *db);
	/* Changes when another process has committed. */
	int64_t (*outside)(struct db *db);
	const char *(*message)(struct db *db);
	/* The engine's own proof that the file is sound; one sentence a fault. */
	void (*check)(
	    struct db *db, void (*fault)(void *context, const char *sentence), void *context);
};
extern const struct db_engine sqlite_engine;

/* The head of every engine's connection. */
struct db {
	const struct db_engine *engine;
	enum db_fault fault;
	char message[200]; /* of the first failure; holds no data of records */
};

/* "sqlite:FILE". */
struct db *db_open(const char *database, enum db_mode mode, struct err *err);
void db_close(struct db *db);
/* The file part of "sqlite:FILE", or null when the scheme is unknown. */
const char *db_file(const char *database);

/* 0, or -1 and the fault sticks. */
int db_run(struct db *db, const char *sql, const struct db_value *values, size_t count);
/* The first column of the first row, or `otherwise`. */
int64_t db_number(
    struct db *db, const char *sql, const struct db_value *values, size_t count, int64_t otherwise);
/* The same as text in the arena; null when there is no row or it is NULL. */
const char *db_string(struct db *db, const char *sql, const struct db_value *values, size_t count,
    struct arena *arena);
/* DDL with words such as @int, in one go. */
int db_script(struct db *db, const char *sql);

/*
 * `struct db_rows *rows = db_query(…); while (db_next(rows)) …; db_end(rows);` A failed query gives
 * null, which db_next and db_end take. Values live until the next db_next unless an arena is given.
 */
struct db_rows *db_query(
    struct db *db, const char *sql, const struct db_value *values, size_t count);
bool db_next(struct db_rows *rows);
void db_end(struct db_rows *rows);
int64_t row_number(struct db_rows *rows, int column);
const char *row_text(struct db_rows *rows, int column, struct arena *arena);
const void *row_bytes(struct db_rows *rows, int column, size_t *length);

/* The head of every engine's running statement. */
struct db_rows {
	struct db *db;
};

int db_begin(struct db *db, bool write);
int db_commit(struct db *db);
void db_rollback(struct db *db); /* also clears the fault */
int db_savepoint(struct db *db);
int db_release(struct db *db);
/* Back to the savepoint, which stays; clears a DB_MISTAKEN fault. */
void db_recover(struct db *db);

#endif
