#include "store/audit.h"
#include "store/db.h"
#include "store/house.h"

#include <string.h>

void
house_fault(void *context, const char *sentence)
{
	(void)context;
	ck_abort_msg("%s", sentence);
}

size_t
house_sound(const struct house *house)
{
	size_t proved = 0;
	struct err err = {""};
	ck_assert_msg(crm_check(house->crm, house_fault, NULL, &err) == 0, "%s", err.text);
	ck_assert_msg(
	    crm_audit_verify(house->crm, house_fault, NULL, &proved, &err) == 0, "%s", err.text);
	return proved;
}

struct store *
house_store(struct house *house)
{
	struct err err = {""};
	struct store_options options = {house->database, &house->clock, id_system()};
	struct store *store = store_open(&options, &err);
	ck_assert_msg(store != NULL, "%s", err.text);
	return store;
}

struct list
house_audit(struct house *house, const char *id)
{
	struct store *store = house_store(house);
	struct tx *tx = store_read(store);
	struct list rows = {0};
	ck_assert_int_eq(audit_read(tx, id, &house->arena, &rows), 0);
	store_done(tx);
	store_close(store);
	return rows;
}

/* ---- the tables ---- */

struct db_rows *
house_rows(struct db *db, const char *table, struct arena *arena, int *columns)
{
	const char *names = NULL;
	*columns = 0;
	struct db_rows *rows = db_query(db, db->engine->columns, VALUES(v_text(table)));
	for (; db_next(rows); ++*columns)
		names = arena_printf(arena, "%s%s\"%s\"", names ? names : "", names ? ", " : "",
		    row_text(rows, 0, arena));
	db_end(rows);
	ck_assert_int_gt(*columns, 0);
	return db_query(db,
	    arena_printf(arena, "SELECT %s FROM \"%s\" ORDER BY 1, 2%s", names, table,
		*columns > 2 ? ", 3" : ""),
	    NO_VALUES);
}

static bool
row_holds(struct db_rows *rows, int columns, const char *text)
{
	for (int i = 0; i < columns; i++) {
		size_t length;
		const void *bytes = row_bytes(rows, i, &length);
		if (bytes && memmem(bytes, length, text, strlen(text)))
			return true;
	}
	return false;
}

bool
house_holds(struct house *house, const char *text)
{
	struct err err;
	struct arena arena;
	bool found = false;
	int columns;
	arena_init(&arena);
	struct db *db = db_open(house->database, DB_READER, &err);
	ck_assert_ptr_nonnull(db);
	struct db_rows *tables = db_query(db, db->engine->tables, NO_VALUES);
	while (!found && db_next(tables)) {
		struct db_rows *rows =
		    house_rows(db, row_text(tables, 0, &arena), &arena, &columns);
		while (!found && db_next(rows))
			found = row_holds(rows, columns, text);
		db_end(rows);
	}
	db_end(tables);
	ck_assert_msg(db->fault == DB_FINE, "%s", db->message);
	db_close(db);
	arena_release(&arena);
	return found;
}
