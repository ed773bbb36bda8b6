#include "store/postgres.h"

#include <stdio.h>

void
postgres_check(struct db *db, void (*fault)(void *context, const char *sentence), void *context)
{
	static const struct {
		const char *sql, *sentence;
	} counts[] = {
	    {"SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()",
		"pages of the database were read with a wrong checksum"},
	    {"SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE "
	     "c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid",
		"indexes of the database are not valid"},
	    {"SELECT count(*) FROM pg_constraint WHERE connamespace = "
	     "current_schema()::regnamespace AND NOT convalidated",
		"rules between tables were not held to"},
	};
	char line[120];
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		int64_t count = db_number(db, counts[i].sql, NO_VALUES, 0);
		snprintf(line, sizeof line, "%lld %s", (long long)count, counts[i].sentence);
		if (count)
			fault(context, line);
	}
}

/* Rows point to others, and among themselves: the rules are put aside, and put back over all rows
 * at once, which is also quicker. */
enum db_fault
postgres_filling(struct db *db)
{
	return db->engine->script(db,
	    "CREATE TEMPORARY TABLE put_aside ON COMMIT DROP AS SELECT conrelid::regclass::text AS "
	    "place, conname, pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE contype = "
	    "'f' AND connamespace = current_schema()::regnamespace;"
	    "DO $$ DECLARE one record; BEGIN FOR one IN SELECT * FROM put_aside LOOP "
	    "EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.place, one.conname); "
	    "END LOOP; END $$");
}

enum db_fault
postgres_filled(struct db *db)
{
	return db->engine->script(db,
	    "DO $$ DECLARE one record; BEGIN FOR one IN SELECT * FROM put_aside LOOP "
	    "EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', one.place, one.conname, "
	    "one.rule); END LOOP; "
	    "FOR one IN SELECT table_name AS place, column_name AS field FROM "
	    "information_schema.columns WHERE table_schema = current_schema() AND is_identity = "
	    "'YES' LOOP EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), "
	    "coalesce(max(%I), 0) + 1, false) FROM %I', quote_ident(one.place), one.field, "
	    "one.field, one.place); END LOOP; END $$; ANALYZE");
}
