/* The database of a test: a SQLite file in its folder, or, when FRONTDESK_TEST_DB names a
 * PostgreSQL server ("postgresql:///postgres?host=…"; tests/helpers/postgres starts one), a new
 * database there that sorts by bytes. What cannot be had ends the test program with the reason. */
#ifndef TESTS_DATABASE_H
#define TESTS_DATABASE_H

#include <stdbool.h>

bool database_is_postgres(void);
/* What --db takes; keys lie in the folder. Nothing is in it yet. Free it. */
char *database_new(const char *folder);
/* A PostgreSQL database that does not hold UTF-8. */
char *database_other(const char *folder);
/* The path of the keys without ".key", for a database of that folder. Free it. */
char *database_keys(const char *folder);
/* Removes a PostgreSQL database; a file goes with its folder. */
void database_drop(const char *database);
/* Ends every connection to it, as a server that is started anew does. */
void database_cut(const char *database);

/* What a query gives: a line a row, its columns separated by tabs. Free it. */
char *database_rows(const char *database, const char *sql);

#endif
