/*
 * One connection to a database engine, for the store alone. One SQL text serves every engine:
 * parameters are $1, $2 … and are bound by number; what differs (DDL words, how a transaction
 * begins, how others are noticed) is a table of hooks and one file an engine. A connection belongs
 * to one thread at a time. Text is compared byte by byte on every engine.
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
	/* Queries: the names of all tables, by name; the names of the columns of table $1 that are
	 * written (a generated one is not), in their order. */
	const char *tables, *columns;
	/* Others are noticed by a hint that may be lost: the store looks for itself too. */
	bool hints;
	/* Where keys and anchor lie: a path to which ".key" is added; the caller frees it. Null
	 * with err. `name` is what follows the scheme, here and below. */
	char *(*keys)(const char *name, struct err *err);
	/* A database that is not there is refused unless the mode is DB_MAKER. */
	struct db *(*open)(const char *name, enum db_mode mode, struct err *err);
	void (*close)(struct db *db);
	/* A snapshot to read, or the one writer of all processes. A connection that was lost is
	 * made anew here. */
	enum db_fault (*begin)(struct db *db, bool write);
	/* What is committed is on the disk, and other processes are told. */
	enum db_fault (*commit)(struct db *db);
	/* Several statements without parameters. */
	enum db_fault (*script)(struct db *db, const char *sql);
	/* Prepares (or finds) and binds; null on failure with *fault. A stream is read from the
	 * engine row by row, and nothing else runs on the connection until its end. */
	struct db_rows *(*query)(struct db *db, const char *sql, const struct db_value *values,
	    size_t count, bool stream, enum db_fault *fault);
	bool (*next)(struct db_rows *rows, enum db_fault *fault);
	void (*end)(struct db_rows *rows);
	enum db_type (*type)(struct db_rows *rows, int column);
	int64_t (*number)(struct db_rows *rows, int column);
	const void *(*bytes)(struct db_rows *rows, int column, size_t *length);
	bool (*in_transaction)(struct db *db);
	/* Changes when another process has committed. */
	int64_t (*outside)(struct db *db);
	const char *(*message)(struct db *db);
	/* Statements after which nothing that was deleted is left in the files; `compact` writes
	 * the whole database anew. Either may be null. */
	const char *settle, *compact;
	/* The engine's own proof that the file is sound; one sentence a fault. */
	void (*check)(
	    struct db *db, void (*fault)(void *context, const char *sentence), void *context);
	/* Around filling a new database whole, in the transaction that does: rows may come before
	 * those they point to, and are held together at the end. */
	enum db_fault (*filling)(struct db *db);
	enum db_fault (*filled)(struct db *db);
};
extern const struct db_engine sqlite_engine, postgres_engine;

/* The head of every engine's connection. */
struct db {
	const struct db_engine *engine;
	enum db_fault fault;
	char message[200]; /* of the first failure; holds no data of records */
	int64_t queries;   /* statements begun, until who counts them takes them away */
};

/* "sqlite:FILE" or "postgresql://…". */
struct db *db_open(const char *database, enum db_mode mode, struct err *err);
void db_close(struct db *db);
/* As the engine's hook: where keys and anchor lie. */
char *db_keys(const char *database, struct err *err);
/* The database as people may see it, without a password; the caller frees it. */
char *db_shown(const char *database);

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
/*
 * One query for many keys, DB_KEYS at most: "@keys" in the text stands for "$3, $4 …" after the
 * other values. The number of keys is rounded up, the last said again, so that few different
 * statements are prepared. What is bound lives in the arena.
 */
enum { DB_KEYS = 256 };
struct db_rows *db_query_keys(struct db *db, const char *sql, const struct db_value *values,
    size_t count, const struct db_value *keys, size_t key_count, struct arena *arena);
/* For long results. */
struct db_rows *db_stream(
    struct db *db, const char *sql, const struct db_value *values, size_t count);
bool db_next(struct db_rows *rows);
void db_end(struct db_rows *rows);
enum db_type row_type(struct db_rows *rows, int column);
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
