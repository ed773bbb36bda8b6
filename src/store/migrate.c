#include "store/migrate.h"
#include "base/secret.h"
#include "store/rows.h"

#include <stdio.h>
#include <string.h>

static const char history[] = "CREATE TABLE IF NOT EXISTS migration ("
			      "number @int PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, "
			      "at @int NOT NULL) @strict";

static void
digest(char out[64], const char *const *texts)
{
	unsigned char hash[SECRET_HASH];
	struct buf whole;
	buf_init(&whole, 1 << 20);
	for (; *texts; texts++)
		buf_puts(&whole, *texts);
	secret_hash(hash, whole.data, whole.length, NULL);
	buf_release(&whole);
	secret_base64(out, 64, hash, sizeof hash);
}

bool
migrate_is_empty(struct db *db)
{
	struct db_rows *rows = db_query(db, db->engine->tables, NO_VALUES);
	bool empty = !db_next(rows);
	db_end(rows);
	return empty && db->fault == DB_FINE;
}

static int
apply(struct db *db, const struct migration *migration, int64_t now, struct err *err)
{
	char hash[64];
	digest(hash, migration->texts);
	for (const char *const *text = migration->texts; *text; text++)
		db_script(db, *text);
	db_run(db, "INSERT INTO migration (number, name, digest, at) VALUES ($1, $2, $3, $4)",
	    VALUES(
		v_number(migration->number), v_text(migration->name), v_text(hash), v_number(now)));
	if (db->fault != DB_FINE)
		return err_set(err, "migration %d (%s) failed: %s", migration->number,
		    migration->name, db->message);
	return 0;
}

/* Each applied migration must be one of ours, unchanged. */
static int
compare(struct db *db, int *last, struct err *err)
{
	struct arena arena;
	arena_init(&arena);
	int rc = 0;
	struct db_rows *rows =
	    db_query(db, "SELECT number, digest FROM migration ORDER BY number", NO_VALUES);
	while (rc == 0 && db_next(rows)) {
		char hash[64] = "";
		int number = (int)row_number(rows, 0);
		const struct migration *known = &migrations[*last];
		if (known->number)
			digest(hash, known->texts);
		if (known->number != number)
			rc = err_set(err,
			    "the database has migration %d, which this program does not know; use "
			    "the newer program",
			    number);
		else if (strcmp(hash, row_text(rows, 1, &arena)) != 0)
			rc = err_set(err,
			    "migration %d was applied with another text than this program's",
			    number);
		++*last;
	}
	db_end(rows);
	arena_release(&arena);
	return rc;
}

struct missing {
	struct db *db;
	struct err *err;
	int rc;
};

static void
check_table(void *context, const char *table, const char *columns)
{
	struct missing *missing = context;
	struct buf sql;
	if (missing->rc < 0)
		return;
	buf_init(&sql, 8000);
	buf_printf(&sql, "SELECT %s FROM \"%s\" LIMIT 0", columns, table);
	if (db_run(missing->db, sql.data, NO_VALUES) < 0)
		missing->rc = err_set(missing->err, "the schema lacks a field of %s: %s", table,
		    missing->db->message);
	buf_release(&sql);
}

int
migrate_part(struct db *db, int64_t now, int64_t newest, struct err *err)
{
	int last = 0;
	if (db_script(db, history) < 0)
		return err_set(err, "the database cannot be prepared: %s", db->message);
	int rc = compare(db, &last, err);
	for (; rc == 0 && migrations[last].number && migrations[last].number <= newest; last++)
		rc = apply(db, &migrations[last], now, err);
	if (rc == 0 && last > 0 && migrations[last].number == 0 && newest != INT64_MAX &&
	    migrations[last - 1].number < newest)
		rc = err_set(err,
		    "it has migration %d, which this program does not know; use the newer program",
		    (int)newest);
	return rc;
}

int
migrate(struct db *db, int64_t now, struct err *err)
{
	int rc = -1;
	if (db_begin(db, true) < 0)
		err_set(err, "the database cannot be prepared: %s", db->message);
	else
		rc = migrate_part(db, now, INT64_MAX, err);
	struct missing missing = {db, err, rc};
	if (rc == 0)
		tables_each(check_table, &missing);
	rc = missing.rc;
	if (rc == 0 && db_commit(db) < 0)
		rc = err_set(err, "the database cannot be prepared: %s", db->message);
	db_rollback(db);
	return rc;
}
