/* The SQLite engine: WAL, synchronous FULL, foreign keys; the only file that includes sqlite3.h. */
#include "base/alloc.h"
#include "base/log.h"
#include "store/db.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CACHE_SIZE = 512, BUSY_MS = 5000 };

struct statement {
	struct db_rows rows; /* first: what the callers hold */
	char *sql;
	sqlite3_stmt *handle;
	bool in_use, kept;
	struct statement *next;
};

struct connection {
	struct db db; /* first */
	sqlite3 *handle;
	struct statement *cache[CACHE_SIZE];
};

static struct connection *
connection_of(struct db *db)
{
	return (struct connection *)(void *)db;
}

static enum db_fault
fault_of(sqlite3 *handle, int rc)
{
	switch (rc & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return DB_FINE;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return DB_BUSY;
	case SQLITE_IOERR: {
		int extended = sqlite3_extended_errcode(handle);
		return extended == SQLITE_IOERR_FSYNC || extended == SQLITE_IOERR_DIR_FSYNC
			   ? DB_SYNC
			   : DB_STORAGE;
	}
	case SQLITE_FULL:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_NOMEM:
		return DB_STORAGE;
	default:
		return DB_MISTAKEN;
	}
}

static enum db_fault
script(struct db *db, const char *sql)
{
	struct connection *connection = connection_of(db);
	return fault_of(
	    connection->handle, sqlite3_exec(connection->handle, sql, NULL, NULL, NULL));
}

static int
settle(struct connection *connection, enum db_mode mode)
{
	sqlite3_busy_timeout(connection->handle, BUSY_MS);
	sqlite3_extended_result_codes(connection->handle, 0);
	sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	/* A reader may have to make the shared-memory file, so it is opened for writing too and
	 * held to reading by query_only. */
	/* An import dirties more pages than a reader looks at; what does not fit is written twice.
	 */
	const char *const pragmas[] = {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
	    "PRAGMA foreign_keys=ON", "PRAGMA secure_delete=ON", "PRAGMA case_sensitive_like=ON",
	    "PRAGMA trusted_schema=OFF",
	    mode == DB_READER ? "PRAGMA cache_size=-8000" : "PRAGMA cache_size=-64000",
	    "PRAGMA temp_store=MEMORY",
	    /* 32 MiB: pages that many commits touch are copied back once. */
	    "PRAGMA wal_autocheckpoint=8000"};
	for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++)
		if (script(&connection->db, pragmas[i]) != DB_FINE)
			return -1;
	if (mode == DB_READER && script(&connection->db, "PRAGMA query_only=ON") != DB_FINE)
		return -1;
	return 0;
}

static void
close_connection(struct db *db)
{
	struct connection *connection = connection_of(db);
	for (size_t i = 0; i < CACHE_SIZE; i++) {
		struct statement *statement = connection->cache[i];
		while (statement) {
			struct statement *next = statement->next;
			sqlite3_finalize(statement->handle);
			free(statement->sql);
			free(statement);
			statement = next;
		}
	}
	sqlite3_close(connection->handle);
	free(connection);
}

/* The database is its owner's alone, whatever the umask; SQLite gives -wal and -shm its mode. */
static void
make_private(const char *name)
{
	int fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
}

static struct db *
open_connection(const char *name, enum db_mode mode, struct err *err)
{
	struct connection *connection = xcalloc(1, sizeof *connection);
	connection->db.engine = &sqlite_engine;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
	if (mode == DB_MAKER) {
		flags |= SQLITE_OPEN_CREATE;
		make_private(name);
	}
	if (mode != DB_MAKER && access(name, F_OK) != 0) {
		err_set(err,
		    "there is no CRM in %s; make one with: frontdeskctl --db sqlite:%s init", name,
		    name);
		close_connection(&connection->db);
		return NULL;
	}
	int rc = sqlite3_open_v2(name, &connection->handle, flags, NULL);
	if (rc != SQLITE_OK || settle(connection, mode) < 0) {
		err_set(err, "the database %s cannot be opened: %s", name,
		    sqlite3_errmsg(connection->handle));
		close_connection(&connection->db);
		return NULL;
	}
	return &connection->db;
}

static char *
keys(const char *name, struct err *err)
{
	(void)err;
	return xstrdup(name);
}

static size_t
slot_of(const char *sql)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (const char *c = sql; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	return hash % CACHE_SIZE;
}

static struct statement *
prepare(struct connection *connection, const char *sql, enum db_fault *fault)
{
	size_t slot = slot_of(sql);
	bool known = false;
	for (struct statement *statement = connection->cache[slot]; statement;
	     statement = statement->next) {
		if (strcmp(statement->sql, sql) != 0)
			continue;
		if (!statement->in_use)
			return statement;
		known = true;
	}
	struct statement *statement = xcalloc(1, sizeof *statement);
	int rc = sqlite3_prepare_v3(
	    connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, NULL);
	if (rc != SQLITE_OK) {
		*fault = fault_of(connection->handle, rc);
		free(statement);
		return NULL;
	}
	statement->rows.db = &connection->db;
	statement->sql = xstrdup(sql);
	/* The same text running inside itself gets a statement of its own for that time. */
	statement->kept = !known;
	if (statement->kept) {
		statement->next = connection->cache[slot];
		connection->cache[slot] = statement;
	}
	return statement;
}

static void
end(struct db_rows *rows)
{
	struct statement *statement = (struct statement *)(void *)rows;
	sqlite3_reset(statement->handle);
	sqlite3_clear_bindings(statement->handle);
	statement->in_use = false;
	if (!statement->kept) {
		sqlite3_finalize(statement->handle);
		free(statement->sql);
		free(statement);
	}
}

static int
bind(sqlite3_stmt *handle, int index, const struct db_value *value)
{
	switch (value->type) {
	case DB_NUMBER:
		return sqlite3_bind_int64(handle, index, value->number);
	case DB_TEXT:
		return sqlite3_bind_text64(
		    handle, index, value->bytes, value->length, SQLITE_STATIC, SQLITE_UTF8);
	case DB_BYTES:
		return sqlite3_bind_blob64(
		    handle, index, value->bytes, value->length, SQLITE_STATIC);
	default:
		return sqlite3_bind_null(handle, index);
	}
}

/* Values must live until the rows end; "$2" is a name here and its index follows first use. */
static struct db_rows *
query(struct db *db, const char *sql, const struct db_value *values, size_t count, bool stream,
    enum db_fault *fault)
{
	(void)stream; /* here every result is one */
	struct connection *connection = connection_of(db);
	struct statement *statement = prepare(connection, sql, fault);
	if (!statement)
		return NULL;
	int parameters = sqlite3_bind_parameter_count(statement->handle);
	for (int i = 1; i <= parameters; i++) {
		const char *name = sqlite3_bind_parameter_name(statement->handle, i);
		size_t number = name && *name == '$' ? strtoul(name + 1, NULL, 10) : 0;
		if (number < 1 || number > count ||
		    bind(statement->handle, i, &values[number - 1]) != SQLITE_OK) {
			log_error("store", "a statement lacks parameter %zu: %s", number, sql);
			*fault = DB_MISTAKEN;
			end(&statement->rows);
			return NULL;
		}
	}
	statement->in_use = true;
	return &statement->rows;
}

static bool
next(struct db_rows *rows, enum db_fault *fault)
{
	struct statement *statement = (struct statement *)(void *)rows;
	int rc = sqlite3_step(statement->handle);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		*fault = fault_of(connection_of(rows->db)->handle, rc);
	return false;
}

static enum db_type
type(struct db_rows *rows, int column)
{
	switch (sqlite3_column_type(((struct statement *)(void *)rows)->handle, column)) {
	case SQLITE_NULL:
		return DB_NULL;
	case SQLITE_INTEGER:
		return DB_NUMBER;
	case SQLITE_BLOB:
		return DB_BYTES;
	default:
		return DB_TEXT;
	}
}

static int64_t
number(struct db_rows *rows, int column)
{
	return sqlite3_column_int64(((struct statement *)(void *)rows)->handle, column);
}

static const void *
bytes(struct db_rows *rows, int column, size_t *length)
{
	sqlite3_stmt *handle = ((struct statement *)(void *)rows)->handle;
	int type = sqlite3_column_type(handle, column);
	*length = 0;
	if (type == SQLITE_NULL)
		return NULL;
	const void *at = type == SQLITE_BLOB ? sqlite3_column_blob(handle, column)
					     : (const void *)sqlite3_column_text(handle, column);
	*length = (size_t)sqlite3_column_bytes(handle, column);
	return at ? at : "";
}

static bool
in_transaction(struct db *db)
{
	return !sqlite3_get_autocommit(connection_of(db)->handle);
}

static enum db_fault
step(struct db *db, const char *sql)
{
	enum db_fault fault = DB_FINE;
	struct db_rows *rows = query(db, sql, NO_VALUES, false, &fault);
	if (rows) {
		next(rows, &fault);
		end(rows);
	}
	return fault;
}

static enum db_fault
begin(struct db *db, bool write)
{
	return step(db, write ? "BEGIN IMMEDIATE" : "BEGIN");
}

static enum db_fault
commit(struct db *db)
{
	return step(db, "COMMIT");
}

/* Foreign keys are looked at when the transaction commits. */
static enum db_fault
filling(struct db *db)
{
	return script(db, "PRAGMA defer_foreign_keys=ON");
}

static enum db_fault
filled(struct db *db)
{
	(void)db;
	return DB_FINE;
}

static int64_t
outside(struct db *db)
{
	return db_number(db, "PRAGMA data_version", NO_VALUES, 0);
}

static const char *
message(struct db *db)
{
	return sqlite3_errmsg(connection_of(db)->handle);
}

static void
check(struct db *db, void (*fault)(void *context, const char *sentence), void *context)
{
	struct arena arena;
	arena_init(&arena);
	struct db_rows *rows = db_query(db, "PRAGMA integrity_check(20)", NO_VALUES);
	while (db_next(rows)) {
		const char *line = row_text(rows, 0, &arena);
		if (line && strcmp(line, "ok") != 0)
			fault(context,
			    arena_printf(&arena, "the database file is damaged: %s", line));
	}
	db_end(rows);
	rows = db_query(db, "PRAGMA foreign_key_check", NO_VALUES);
	while (db_next(rows))
		fault(context,
		    arena_printf(&arena, "a row of %s points to a row of %s that is not there",
			row_text(rows, 0, &arena), row_text(rows, 2, &arena)));
	db_end(rows);
	arena_release(&arena);
}

static const char *const words[] = {"@int", "INTEGER", "@pk", "INTEGER PRIMARY KEY AUTOINCREMENT",
    "@bytes", "BLOB", "@strict", "STRICT", "@rowless", "STRICT, WITHOUT ROWID", NULL};

const struct db_engine sqlite_engine = {
    .scheme = "sqlite:",
    .words = words,
    .tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
	      "ORDER BY name",
    .columns = "SELECT name FROM pragma_table_xinfo($1) WHERE hidden = 0 ORDER BY cid",
    .keys = keys,
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
    /* secure_delete has overwritten it in the pages, and here their older copies go. */
    .settle = "PRAGMA wal_checkpoint(TRUNCATE)",
    .compact = "VACUUM",
    .check = check,
    .filling = filling,
    .filled = filled,
};
