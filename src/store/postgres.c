/*
 * The PostgreSQL engine as the store calls it; the only file that includes libpq-fe.h: what needs
 * nothing of that library stands beside it (postgres.h). Statements are prepared once a
 * connection, values go and come in the binary format. A lost connection is made anew when the next
 * transaction begins; what was under way on it has failed, whatever the server made of it: an
 * operation's id tells when it is sent again.
 */
#include "store/postgres.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/log.h"

#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_VERSION = 130000 };
#define TRY_EVERY MICROS_SECOND

struct connection {
	struct db db; /* first */
	PGconn *handle;
	char *url;
	enum db_mode mode;
	struct statements statements;
	micros tried; /* when connecting last failed, or 0 */
	int64_t outside;
	bool streaming;
	char message[200];
};

struct answer {
	struct db_rows rows; /* first: what the callers hold */
	PGresult *result;
	int row, count;
	bool stream;
	char number[24]; /* as text */
};

static struct connection *
connection_of(struct db *db)
{
	return (struct connection *)(void *)db;
}

/* ---- faults ---- */

/* The first line of what the server or the library says. */
static void
say(struct connection *connection, const char *text)
{
	snprintf(connection->message, sizeof connection->message, "%.*s", (int)strcspn(text, "\n"),
	    text);
}

static enum db_fault
fault_of(struct connection *connection, const PGresult *result)
{
	const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *words = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	if (state && words) {
		/* Of class 22 the words quote the value. */
		char line[sizeof connection->message];
		snprintf(line, sizeof line, "%.150s (SQLSTATE %.5s)",
		    strncmp(state, "22", 2) == 0 ? "a value does not fit" : words, state);
		say(connection, line);
	} else {
		say(connection, PQerrorMessage(connection->handle));
	}
	if (PQstatus(connection->handle) != CONNECTION_OK || !state)
		return DB_STORAGE;
	return postgres_fault(state);
}

static enum db_fault
script(struct db *db, const char *sql)
{
	struct connection *connection = connection_of(db);
	PGresult *result = PQexec(connection->handle, sql);
	ExecStatusType status = PQresultStatus(result);
	enum db_fault fault = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
				  ? DB_FINE
				  : fault_of(connection, result);
	PQclear(result);
	return fault;
}

/* ---- connecting ---- */

static void
no_notices(void *context, const char *message)
{
	(void)context;
	(void)message;
}

/* True when the one value of the query is 't'. */
static bool
holds(struct connection *connection, const char *sql)
{
	PGresult *result = PQexec(connection->handle, sql);
	bool yes = PQntuples(result) == 1 && strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	PQclear(result);
	return yes;
}

/* What the store relies on: bytes in order, and an answered commit that is on the disk. */
static int
settle(struct connection *connection)
{
	static const char settings[] =
	    "SET client_min_messages = error; SET lock_timeout = '5s'; SET jit = off;"
	    "SELECT set_config('synchronous_commit', 'on', false) WHERE "
	    "current_setting('synchronous_commit') = 'off'";
	if (PQserverVersion(connection->handle) < LEAST_VERSION)
		say(connection, "the server is older than PostgreSQL 13");
	else if (!holds(connection, "SELECT current_setting('server_encoding') = 'UTF8' AND 'B' < "
				    "'a' AND 'a-b' < 'aab' AND 'z' < E'\\u00e9'"))
		say(connection, "the database must hold UTF-8 and sort by bytes; make it with: "
				"createdb --template=template0 --encoding=UTF8 --locale=C NAME");
	else if (script(&connection->db, settings) == DB_FINE &&
		 (connection->mode == DB_READER ||
		     script(&connection->db, "LISTEN frontdesk") == DB_FINE))
		return 0;
	return -1;
}

/* 0, or -1 with the reason in the message. */
static int
connect_now(struct connection *connection)
{
	/* What stands before the address is a default, what stands behind it is not to be changed.
	 */
	static const char *const names[] = {"connect_timeout", "keepalives_idle",
	    "tcp_user_timeout", "fallback_application_name", "dbname", "client_encoding", NULL};
	const char *const values[] = {
	    "5", "15", "20000", "frontdesk", connection->url, "UTF8", NULL};
	PQfinish(connection->handle);
	statements_forget(&connection->statements);
	connection->streaming = false;
	connection->outside++; /* nobody told us meanwhile */
	connection->handle = PQconnectdbParams(names, values, 1);
	connection->tried = 0;
	if (PQstatus(connection->handle) == CONNECTION_OK) {
		PQsetNoticeProcessor(connection->handle, no_notices, NULL);
		if (settle(connection) == 0)
			return 0;
	} else {
		say(connection, PQerrorMessage(connection->handle));
	}
	connection->tried = clock_monotonic();
	PQfinish(connection->handle);
	connection->handle = NULL;
	return -1;
}

static bool
connected(struct connection *connection)
{
	if (PQstatus(connection->handle) == CONNECTION_OK)
		return true;
	if (connection->tried && clock_monotonic() - connection->tried < TRY_EVERY)
		return false;
	if (connect_now(connection) < 0) {
		log_warn("store", "the database cannot be reached: %s", connection->message);
		return false;
	}
	log_info("store", "connected to the database again");
	return true;
}

static void
close_connection(struct db *db)
{
	struct connection *connection = connection_of(db);
	PQfinish(connection->handle);
	statements_forget(&connection->statements);
	free(connection->url);
	free(connection);
}

static struct db *
open_connection(const char *name, enum db_mode mode, struct err *err)
{
	char *folder;
	struct connection *connection = xcalloc(1, sizeof *connection);
	connection->db.engine = &postgres_engine;
	connection->mode = mode;
	connection->url = postgres_url(name, &folder);
	free(folder);
	if (connect_now(connection) == 0)
		return &connection->db;
	char *shown = db_shown(connection->url);
	err_set(err, "the database %s cannot be opened: %s", shown, connection->message);
	free(shown);
	close_connection(&connection->db);
	return NULL;
}

/* ---- statements ---- */

/* Types are given by the first values that are not NULL: the statement is prepared anew when they
 * come. */
static struct statement *
prepare(struct connection *connection, const char *sql, const struct db_value *values, size_t count,
    enum db_fault *fault)
{
	struct statement *statement = statement_of(&connection->statements, sql, values, count);
	if (statement->name[0])
		return statement;
	statement_name(&connection->statements, statement);
	PGresult *result =
	    PQprepare(connection->handle, statement->name, sql, (int)count, statement->types);
	if (PQresultStatus(result) != PGRES_COMMAND_OK) {
		*fault = fault_of(connection, result);
		if (*fault == DB_MISTAKEN)
			log_error(
			    "store", "a statement is wrong: %s: %s", connection->message, sql);
		statement->name[0] = '\0';
		statement = NULL;
	}
	PQclear(result);
	return statement;
}

static PGresult *
execute(struct connection *connection, const struct statement *statement,
    const struct db_value *values, size_t count, bool stream)
{
	const char *at[MOST_VALUES];
	int lengths[MOST_VALUES], formats[MOST_VALUES];
	uint64_t numbers[MOST_VALUES];
	for (size_t i = 0; i < count; i++) {
		at[i] = values[i].bytes;
		lengths[i] = (int)values[i].length;
		formats[i] = 1;
		if (values[i].type == DB_NUMBER) {
			numbers[i] = htobe64((uint64_t)values[i].number);
			at[i] = (const char *)&numbers[i];
			lengths[i] = sizeof numbers[i];
		} else if (values[i].type == DB_NULL) {
			at[i] = NULL;
		}
	}
	if (!stream)
		return PQexecPrepared(
		    connection->handle, statement->name, (int)count, at, lengths, formats, 1);
	if (!PQsendQueryPrepared(
		connection->handle, statement->name, (int)count, at, lengths, formats, 1))
		return NULL;
	PQsetSingleRowMode(connection->handle);
	return PQgetResult(connection->handle);
}

static void
drain(struct connection *connection)
{
	for (PGresult *result; (result = PQgetResult(connection->handle));)
		PQclear(result);
	connection->streaming = false;
}

static struct db_rows *
query(struct db *db, const char *sql, const struct db_value *values, size_t count, bool stream,
    enum db_fault *fault)
{
	struct connection *connection = connection_of(db);
	if (connection->streaming || count > MOST_VALUES) {
		say(connection, "a statement runs inside a stream, or has too many values");
		log_error("store", "%s: %s", connection->message, sql);
		*fault = DB_MISTAKEN;
		return NULL;
	}
	struct statement *statement = prepare(connection, sql, values, count, fault);
	if (!statement)
		return NULL;
	PGresult *result = execute(connection, statement, values, count, stream);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
	    status != PGRES_SINGLE_TUPLE) {
		*fault = fault_of(connection, result);
		PQclear(result);
		drain(connection);
		return NULL;
	}
	connection->streaming = stream;
	struct answer *answer = xcalloc(1, sizeof *answer);
	*answer = (struct answer){.rows = {db},
	    .result = result,
	    .row = -1,
	    .count = PQntuples(result),
	    .stream = stream};
	return &answer->rows;
}

static bool
next(struct db_rows *rows, enum db_fault *fault)
{
	struct answer *answer = (struct answer *)(void *)rows;
	struct connection *connection = connection_of(rows->db);
	if (++answer->row < answer->count)
		return true;
	if (!answer->stream || PQresultStatus(answer->result) != PGRES_SINGLE_TUPLE)
		return false;
	PQclear(answer->result);
	answer->result = PQgetResult(connection->handle);
	answer->row = 0;
	answer->count = PQntuples(answer->result);
	ExecStatusType status = PQresultStatus(answer->result);
	if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK)
		*fault = fault_of(connection, answer->result);
	return answer->count > 0;
}

static void
end(struct db_rows *rows)
{
	struct answer *answer = (struct answer *)(void *)rows;
	PQclear(answer->result);
	if (answer->stream)
		drain(connection_of(rows->db));
	free(answer);
}

static enum db_type
type(struct db_rows *rows, int column)
{
	struct answer *answer = (struct answer *)(void *)rows;
	if (PQgetisnull(answer->result, answer->row, column))
		return DB_NULL;
	switch (PQftype(answer->result, column)) {
	case TYPE_BOOL:
	case TYPE_INT2:
	case TYPE_INT4:
	case TYPE_INT8:
		return DB_NUMBER;
	case TYPE_BYTEA:
		return DB_BYTES;
	default:
		return DB_TEXT;
	}
}

/* A number of 1, 2, 4 or 8 bytes, the highest first. */
static int64_t
number(struct db_rows *rows, int column)
{
	struct answer *answer = (struct answer *)(void *)rows;
	const char *bytes = PQgetvalue(answer->result, answer->row, column);
	int length = PQgetlength(answer->result, answer->row, column);
	enum db_type kind = type(rows, column);
	if (kind == DB_TEXT)
		return strtoll(bytes, NULL, 10);
	if (kind != DB_NUMBER)
		return 0;
	uint64_t value = (signed char)*bytes < 0 ? UINT64_MAX : 0;
	for (int i = 0; i < length; i++)
		value = value << 8 | (unsigned char)bytes[i];
	return (int64_t)value;
}

static const void *
bytes(struct db_rows *rows, int column, size_t *length)
{
	struct answer *answer = (struct answer *)(void *)rows;
	*length = 0;
	switch (type(rows, column)) {
	case DB_NULL:
		return NULL;
	case DB_NUMBER:
		*length = (size_t)snprintf(
		    answer->number, sizeof answer->number, "%lld", (long long)number(rows, column));
		return answer->number;
	default:
		*length = (size_t)PQgetlength(answer->result, answer->row, column);
		return PQgetvalue(answer->result, answer->row, column);
	}
}

/* ---- transactions ---- */

/* The lock makes the writers of all processes one; it is let go after the commit can be seen. A
 * reader's snapshot is taken by its first statement, a writer sees what was there when it got the
 * lock. */
#define WRITERS_LOCK "7164213950120"

static enum db_fault
begin(struct db *db, bool write)
{
	struct connection *connection = connection_of(db);
	const char *sql = write ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT "
				  "pg_advisory_xact_lock(" WRITERS_LOCK ")"
				: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
	enum db_fault fault = DB_STORAGE;
	/* The first may find that the connection was lost. */
	for (int i = 0; i < 2 && connected(connection); i++) {
		fault = script(db, sql);
		if (fault == DB_FINE || PQstatus(connection->handle) == CONNECTION_OK)
			break;
	}
	return fault;
}

static enum db_fault
commit(struct db *db)
{
	struct connection *connection = connection_of(db);
	PGresult *result = PQexec(connection->handle, "NOTIFY frontdesk; COMMIT");
	enum db_fault fault = DB_FINE;
	if (PQresultStatus(result) != PGRES_COMMAND_OK) {
		fault = fault_of(connection, result);
	} else if (strcmp(PQcmdStatus(result), "COMMIT") != 0) {
		/* The server took a failed transaction back, and calls that done. */
		say(connection, "the transaction was taken back");
		fault = DB_MISTAKEN;
	}
	PQclear(result);
	return fault;
}

static bool
in_transaction(struct db *db)
{
	PGTransactionStatusType status = PQtransactionStatus(connection_of(db)->handle);
	return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

static int64_t
outside(struct db *db)
{
	struct connection *connection = connection_of(db);
	if (!connected(connection))
		return connection->outside;
	PQconsumeInput(connection->handle);
	for (PGnotify *notice; (notice = PQnotifies(connection->handle)); PQfreemem(notice))
		connection->outside += notice->be_pid != PQbackendPID(connection->handle);
	return connection->outside;
}

static const char *
message(struct db *db)
{
	return connection_of(db)->message;
}

static const char *const words[] = {"@int", "bigint", "@pk",
    "bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", "@bytes", "bytea", "@strict", "",
    "@rowless", "", NULL};

const struct db_engine postgres_engine = {
    .scheme = "postgresql:",
    .words = words,
    .tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = "
	      "current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name",
    .columns = "SELECT column_name FROM information_schema.columns WHERE table_schema = "
	       "current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY "
	       "ordinal_position",
    .hints = true,
    .keys = postgres_keys,
    .open = open_connection,
    .close = close_connection,
    .begin = begin,
    .commit = commit,
    .script = script,
    .query = query,
    .next = next,
    .end = end,
    .type = type,
    .number = number,
    .bytes = bytes,
    .in_transaction = in_transaction,
    .outside = outside,
    .message = message,
    .settle = "VACUUM",
    .compact = "VACUUM FULL",
    .check = postgres_check,
    .filling = postgres_filling,
    .filled = postgres_filled,
};
