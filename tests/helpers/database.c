#include "helpers/database.h"

#include "helpers/proc.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
server_url(void)
{
	const char *url = getenv("FRONTDESK_TEST_DB");
	return url && *url ? url : NULL;
}

bool
database_is_postgres(void)
{
	return server_url() != NULL;
}

static _Noreturn void
die(const char *what)
{
	fprintf(stderr, "test harness: database: %s\n", what);
	abort();
}

/* The server's address with another database and more parameters. */
static char *
url_of(const char *name, const char *more)
{
	const char *url = server_url();
	const char *host = strstr(url, "//");
	if (!host)
		die("FRONTDESK_TEST_DB is no postgresql://…");
	size_t head = (size_t)(host - url) + 2 + strcspn(host + 2, "/?");
	const char *query = strchr(url, '?');
	return proc_text("%.*s/%s%s%s%s", (int)head, url, name, query ? query : "",
	    *more ? query ? "&" : "?" : "", more);
}

static char *
answer(const char *url, const char *sql)
{
	PGconn *server = PQconnectdb(url);
	PGresult *result = PQexec(server, sql);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		die(PQerrorMessage(server));
	char *text = strdup(PQntuples(result) ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	PQfinish(server);
	return text;
}

static char *
create(const char *folder, const char *encoding)
{
	static unsigned count;
	char *name = proc_text("fd_%d_%u_%lld", (int)getpid(), count++, (long long)proc_us());
	char *sql = proc_text(
	    "CREATE DATABASE %s TEMPLATE template0 ENCODING '%s' LOCALE 'C'", name, encoding);
	char *keys = proc_text("keys=%s", folder);
	free(answer(server_url(), sql));
	char *url = url_of(name, keys);
	free(name);
	free(sql);
	free(keys);
	return url;
}

char *
database_new(const char *folder)
{
	return database_is_postgres() ? create(folder, "UTF8")
				      : proc_text("sqlite:%s/crm.db", folder);
}

char *
database_other(const char *folder)
{
	return create(folder, "SQL_ASCII");
}

char *
database_keys(const char *folder)
{
	return proc_text("%s/%s", folder, database_is_postgres() ? "frontdesk" : "crm.db");
}

/* The database's name within the address; free it. */
static char *
name_of(const char *database)
{
	const char *slash = strchr(strstr(database, "//") + 2, '/');
	return strndup(slash + 1, strcspn(slash + 1, "?"));
}

void
database_drop(const char *database)
{
	if (!database || strncmp(database, "postgresql:", 11) != 0)
		return;
	char *name = name_of(database);
	char *sql = proc_text("DROP DATABASE IF EXISTS %s WITH (FORCE)", name);
	free(answer(server_url(), sql));
	free(sql);
	free(name);
}

void
database_cut(const char *database)
{
	char *name = name_of(database);
	char *sql = proc_text(
	    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '%s'",
	    name);
	free(answer(server_url(), sql));
	free(sql);
	free(name);
}

static char *
rows_of_file(const char *path, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *select;
	char *text = strdup("");
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    sqlite3_busy_timeout(db, 10000) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, sql, -1, &select, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
	while (sqlite3_step(select) == SQLITE_ROW)
		for (int i = 0, count = sqlite3_column_count(select); i < count; i++) {
			char *longer =
			    proc_text("%s%s%c", text, (const char *)sqlite3_column_text(select, i),
				i == count - 1 ? '\n' : '\t');
			free(text);
			text = longer;
		}
	sqlite3_finalize(select);
	sqlite3_close(db);
	return text;
}

char *
database_rows(const char *database, const char *sql)
{
	if (strncmp(database, "sqlite:", 7) == 0)
		return rows_of_file(database + 7, sql);
	/* The keys' folder is the house's own parameter, and the last. */
	char *url = strdup(database), *keys = strstr(url, "keys=");
	if (keys)
		keys[-1] = '\0';
	PGconn *server = PQconnectdb(url);
	PGresult *result = PQexec(server, sql);
	char *text = strdup("");
	free(url);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		die(PQerrorMessage(server));
	for (int row = 0; row < PQntuples(result); row++)
		for (int i = 0, count = PQnfields(result); i < count; i++) {
			char *longer = proc_text("%s%s%c", text, PQgetvalue(result, row, i),
			    i == count - 1 ? '\n' : '\t');
			free(text);
			text = longer;
		}
	PQclear(result);
	PQfinish(server);
	return text;
}
