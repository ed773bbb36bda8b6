/* What the store asks of a database engine, whichever it is; and a server that goes away. */
#include "helpers/database.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "store/audit.h"
#include "store/db.h"
#include "store/entry.h"
#include "store/house.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

static struct house house;
static struct db *db;

static void
setup(void)
{
	struct err err;
	house_init(&house);
	db = db_open(house.database, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	ck_assert_int_eq(db_script(db, "CREATE TABLE shelf (name TEXT PRIMARY KEY, number @int, "
				       "bytes @bytes, label TEXT) @strict"),
	    0);
}

static void
teardown(void)
{
	db_close(db);
	house_release(&house);
}

static int
put(const char *name, struct db_value number, struct db_value bytes, struct db_value label)
{
	return db_run(db, "INSERT INTO shelf (name, number, bytes, label) VALUES ($1, $2, $3, $4)",
	    VALUES(v_text(name), number, bytes, label));
}

static int64_t
count_shelf(void)
{
	return db_number(db, "SELECT count(*) FROM shelf", NO_VALUES, -1);
}

START_TEST(values_come_back_as_they_went)
{
	static const char odd[] = "O'Brien \"x\" \\ $1 \xc3\xa9 \xe2\x82\xac \xf0\x9f\x9a\xae\n";
	static const unsigned char raw[] = {0, 1, 0x27, 0x5c, 0xff, 0};
	const struct db_value none = {0};
	/* NULL first: the types of a statement's values are not known from its first use. */
	ck_assert_int_eq(put("null", none, none, none), 0);
	ck_assert_int_eq(
	    put("least", v_number(INT64_MIN), v_bytes(raw, sizeof raw), v_text(odd)), 0);
	ck_assert_int_eq(put("most", v_number(INT64_MAX), v_bytes("", 0), v_text("")), 0);
	struct db_rows *rows =
	    db_stream(db, "SELECT name, number, bytes, label FROM shelf ORDER BY name", NO_VALUES);
	size_t length;
	ck_assert(db_next(rows));
	ck_assert_str_eq(row_text(rows, 0, &house.arena), "least");
	ck_assert_int_eq(row_type(rows, 1), DB_NUMBER);
	ck_assert_int_eq(row_number(rows, 1), INT64_MIN);
	ck_assert_int_eq(row_type(rows, 2), DB_BYTES);
	const void *bytes = row_bytes(rows, 2, &length);
	ck_assert_uint_eq(length, sizeof raw);
	ck_assert_int_eq(memcmp(bytes, raw, length), 0);
	ck_assert_str_eq(row_text(rows, 3, &house.arena), odd);
	ck_assert(db_next(rows));
	ck_assert_int_eq(row_number(rows, 1), INT64_MAX);
	ck_assert_str_eq(row_text(rows, 1, &house.arena), "9223372036854775807");
	ck_assert_int_eq(row_type(rows, 2), DB_BYTES);
	ck_assert_ptr_nonnull(row_bytes(rows, 2, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_int_eq(row_type(rows, 3), DB_TEXT);
	ck_assert_str_eq(row_text(rows, 3, &house.arena), "");
	ck_assert(db_next(rows));
	for (int i = 1; i < 4; i++) {
		ck_assert_int_eq(row_type(rows, i), DB_NULL);
		ck_assert_ptr_null(row_text(rows, i, &house.arena));
		ck_assert_int_eq(row_number(rows, i), 0);
	}
	ck_assert(!db_next(rows));
	db_end(rows);
	ck_assert_int_eq(db->fault, DB_FINE);
}
END_TEST

START_TEST(text_stands_in_the_order_of_its_bytes)
{
	static const char *const order[] = {"", " a", "10", "9", "A", "B", "a", "a b", "a-b", "aab",
	    "b", "\xc3\xa9", "\xe2\x82\xac"};
	enum { WORDS = sizeof order / sizeof *order };
	for (size_t i = 0; i < WORDS; i++)
		put(order[(i * 5) % WORDS], v_number(1), v_text(NULL), v_text(NULL));
	struct db_rows *rows = db_query(db, "SELECT name FROM shelf ORDER BY name", NO_VALUES);
	for (size_t i = 0; i < WORDS; i++) {
		ck_assert(db_next(rows));
		ck_assert_str_eq(row_text(rows, 0, NULL), order[i]);
	}
	db_end(rows);
	ck_assert_int_eq(db_number(db, "SELECT count(*) FROM shelf WHERE name >= $1 AND name < $2",
			     VALUES(v_text("B"), v_text("a-")), 0),
	    3);
}
END_TEST

START_TEST(a_mistake_is_taken_back_alone)
{
	ck_assert_int_eq(db_begin(db, true), 0);
	put("first", v_number(1), v_text(NULL), v_text(NULL));
	ck_assert_int_eq(db_savepoint(db), 0);
	put("second", v_number(2), v_text(NULL), v_text(NULL));
	ck_assert_int_eq(put("first", v_number(3), v_text(NULL), v_text(NULL)), -1);
	ck_assert_int_eq(db->fault, DB_MISTAKEN);
	ck_assert_ptr_null(strstr(db->message, "first"));
	/* The fault sticks. */
	ck_assert_int_eq(put("third", v_number(3), v_text(NULL), v_text(NULL)), -1);
	db_recover(db);
	ck_assert_int_eq(db_release(db), 0);
	put("fourth", v_number(4), v_text(NULL), v_text(NULL));
	ck_assert_int_eq(db_commit(db), 0);
	ck_assert_int_eq(count_shelf(), 2);
	/* Not ended is not kept. */
	ck_assert_int_eq(db_begin(db, true), 0);
	put("fifth", v_number(5), v_text(NULL), v_text(NULL));
	db_rollback(db);
	ck_assert_int_eq(count_shelf(), 2);
}
END_TEST

START_TEST(a_reader_sees_one_moment)
{
	struct err err;
	struct db *reader = db_open(house.database, DB_READER, &err);
	ck_assert_ptr_nonnull(reader);
	ck_assert_int_eq(db_begin(reader, false), 0);
	ck_assert_int_eq(db_number(reader, "SELECT count(*) FROM shelf", NO_VALUES, -1), 0);
	put("later", v_number(1), v_text(NULL), v_text(NULL));
	ck_assert_int_eq(db_number(reader, "SELECT count(*) FROM shelf", NO_VALUES, -1), 0);
	ck_assert_int_eq(db_run(reader, "DELETE FROM shelf", NO_VALUES), -1);
	db_rollback(reader);
	ck_assert_int_eq(db_begin(reader, false), 0);
	ck_assert_int_eq(db_number(reader, "SELECT count(*) FROM shelf", NO_VALUES, -1), 1);
	db_close(reader);
}
END_TEST

START_TEST(addresses_are_told_from_nonsense_and_hide_the_password)
{
	static const struct {
		const char *database, *shown;
	} addresses[] = {{"sqlite:/a/b.db", "sqlite:/a/b.db"},
	    {"postgresql://crm:s3cret@db.example:5432/front?keys=/k",
		"postgresql://crm@db.example:5432/front?keys=/k"},
	    {"postgresql://crm@db.example/front", "postgresql://crm@db.example/front"},
	    {"postgresql:///front?user=crm&password=s3cret&keys=/k",
		"postgresql:///front?user=crm&password=***&keys=/k"}};
	struct err err;
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		char *shown = db_shown(addresses[i].database);
		ck_assert_str_eq(shown, addresses[i].shown);
		free(shown);
	}
	ck_assert_ptr_null(db_keys("postgresql://db.example/front?user=crm", &err));
	ck_assert_ptr_nonnull(strstr(err.text, "keys=FOLDER"));
	char *keys = db_keys("postgresql://h/front?sslmode=require&keys=/etc/front%20desk", &err);
	ck_assert_str_eq(keys, "/etc/front desk/frontdesk");
	free(keys);
	ck_assert_ptr_null(db_keys("oracle:x", &err));
	ck_assert_ptr_nonnull(strstr(err.text, "postgresql://"));
	/* Nobody listens there. */
	ck_assert_ptr_null(
	    db_open("postgresql://crm:s3cret@127.0.0.1:1/front?keys=/k", DB_WRITER, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "cannot be opened"));
	ck_assert_ptr_null(strstr(err.text, "s3cret"));
}
END_TEST

/* ---- a PostgreSQL server ---- */

START_TEST(what_the_server_takes_back_is_not_called_committed)
{
	ck_assert_int_eq(db_begin(db, true), 0);
	put("once", v_number(1), v_text(NULL), v_text(NULL));
	put("once", v_number(1), v_text(NULL), v_text(NULL));
	db->fault = DB_FINE; /* as if nobody had seen it */
	ck_assert_int_eq(db_commit(db), -1);
	db_rollback(db);
	ck_assert_int_eq(count_shelf(), 0);
}
END_TEST

START_TEST(a_database_that_sorts_otherwise_is_refused)
{
	struct err err;
	char *folder = proc_tmpdir(), *other = database_other(folder);
	ck_assert_ptr_null(db_open(other, DB_MAKER, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "--locale=C"));
	database_drop(other);
	proc_rmdir(folder);
	free(folder);
	free(other);
}
END_TEST

static bool
cut_amidst(struct tx *tx, void *context)
{
	(void)context;
	attempt_put(tx, "before", 1, tx_now(tx));
	database_cut(house.database);
	attempt_put(tx, "after", 1, tx_now(tx));
	return true;
}

static bool
write_one(struct tx *tx, void *context)
{
	return attempt_put(tx, context, 1, tx_now(tx)) == 0;
}

static bool
there(struct store *store, const char *subject)
{
	int64_t count;
	micros until;
	struct tx *tx = store_read(store);
	ck_assert_ptr_nonnull(tx);
	int found = attempt_get(tx, subject, &count, &until);
	ck_assert_int_eq(tx_fault(tx), FAULT_NONE);
	store_done(tx);
	return found == 1;
}

START_TEST(a_lost_connection_loses_nothing_that_was_answered)
{
	struct err err;
	struct store_options options = {house.database, &house.clock, id_system()};
	struct store *store = store_open(&options, &err);
	ck_assert_msg(store != NULL, "%s", err.text);
	ck_assert_int_eq(store_write(store, write_one, "kept"), FAULT_NONE);
	ck_assert_int_eq(store_write(store, cut_amidst, NULL), FAULT_STORAGE);
	/* The next goes on by itself, and so do the readers, whose connections were cut too. */
	ck_assert_int_eq(store_write(store, write_one, "next"), FAULT_NONE);
	for (int i = 0; i < 6; i++) {
		ck_assert(there(store, "kept"));
		ck_assert(there(store, "next"));
		ck_assert(!there(store, "before"));
		ck_assert(!there(store, "after"));
	}
	ck_assert(!store_broken(store));
	store_close(store);
}
END_TEST

static void
add_fault(void *context, const char *sentence)
{
	strncat(context, sentence, 999 - strlen(context));
}

static void
verify(struct store *store, char faults[1000])
{
	faults[0] = '\0';
	struct tx *tx = store_read(store);
	ck_assert_int_eq(audit_verify(tx, add_fault, faults, NULL), 0);
	store_done(tx);
}

static bool
write_audited(struct tx *tx, void *context)
{
	struct audit_entry entry = {.action = context};
	return audit_add(tx, &entry) == 0;
}

/* Two servers with a folder each: the anchors seal what each has written. */
START_TEST(a_cut_end_shows_at_the_server_that_wrote_it)
{
	struct err err;
	char faults[1000], *folder = proc_tmpdir();
	char *copy = proc_text("cp -p %s.key %s/frontdesk.key", house.keys, folder);
	ck_assert_int_eq(system(copy), 0);
	char *there = proc_text("%.*skeys=%s",
	    (int)(strstr(house.database, "keys=") - house.database), house.database, folder);
	struct store_options options[2] = {
	    {house.database, &house.clock, id_system()}, {there, &house.clock, id_system()}};
	struct store *stores[2] = {store_open(&options[0], &err), store_open(&options[1], &err)};
	ck_assert(stores[0] && stores[1]);
	for (int i = 0; i < 7; i++)
		ck_assert_int_eq(store_write(stores[i % 2], write_audited, "test"), FAULT_NONE);
	for (int i = 0; i < 2; i++) {
		verify(stores[i], faults);
		ck_assert_str_eq(faults, "");
	}
	/* The last was written by the first, the one before it by the second. */
	db_run(db, "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)", NO_VALUES);
	verify(stores[1], faults);
	ck_assert_str_eq(faults, "");
	verify(stores[0], faults);
	ck_assert_ptr_nonnull(strstr(faults, "cut off"));
	/* Writing on does not cover it. */
	ck_assert_int_eq(store_write(stores[0], write_audited, "another"), FAULT_NONE);
	verify(stores[0], faults);
	ck_assert_ptr_nonnull(strstr(faults, "not the one that was anchored"));
	store_close(stores[0]);
	store_close(stores[1]);
	proc_rmdir(folder);
	free(folder);
	free(copy);
	free(there);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("engine");
	TCase *tcase = tcase_create("engine");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, values_come_back_as_they_went);
	tcase_add_test(tcase, text_stands_in_the_order_of_its_bytes);
	tcase_add_test(tcase, a_mistake_is_taken_back_alone);
	tcase_add_test(tcase, a_reader_sees_one_moment);
	tcase_add_test(tcase, addresses_are_told_from_nonsense_and_hide_the_password);
	if (database_is_postgres()) {
		tcase_add_test(tcase, what_the_server_takes_back_is_not_called_committed);
		tcase_add_test(tcase, a_database_that_sorts_otherwise_is_refused);
		tcase_add_test(tcase, a_lost_connection_loses_nothing_that_was_answered);
		tcase_add_test(tcase, a_cut_end_shows_at_the_server_that_wrote_it);
	}
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
