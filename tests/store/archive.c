/* Backup and restore: everything comes back, on either engine, and nothing of a damaged archive. */
#include "base/file.h"
#include "helpers/database.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "store/db.h"
#include "store/house.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXTS = 12, TEXT_SIZE = 200000 };

static struct house house;
static struct visitor ellis;
static struct customer *patel;
static char *archive;
static size_t size;

/* A database for what is restored. */
struct spot {
	char *folder, *database, *keys;
};

static void
take_archive(void)
{
	struct err err = {""};
	int64_t rows = 0;
	free(archive);
	FILE *out = open_memstream(&archive, &size);
	ck_assert_msg(crm_backup(house.crm, "ctl:test", out, &rows, &err) == 0, "%s", err.text);
	ck_assert_int_eq(fclose(out), 0);
	ck_assert_int_gt(rows, 100);
}

/* A long text that does not grow small. */
static const char *
noise(unsigned seed)
{
	char *text = arena_alloc(&house.arena, TEXT_SIZE + 1);
	for (size_t i = 0; i < TEXT_SIZE; i++) {
		seed = seed * 1103515245u + 12345u;
		text[i] = (char)('!' + (seed >> 16) % 90);
	}
	return text;
}

static void
setup(void)
{
	struct crm_counts counts;
	struct err err;
	struct lease lease = {0};
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	patel =
	    house_customer(&house, "Amina", "Patel", "+441632960151", "14 Union Street", "PR7 1AB");
	patel->access_needs = "Zebra crossing only";
	ck_assert_int_eq(crm_import_customers(house.crm, "ctl:test", patel, 1, &counts, &err), 0);
	house_case(&ellis, "chorley.waste-round", "chorley", &lease, patel);
	house_publish(house.crm, "missed-bin", "the first text");
	house_publish(house.crm, "missed-bin", "the text");
	/* More than one piece of an archive. */
	for (unsigned i = 0; i < TEXTS; i++)
		house_publish(house.crm, arena_printf(&house.arena, "noise-%u", i), noise(i));
	take_archive();
}

static void
teardown(void)
{
	house_release(&house);
	free(archive);
	archive = NULL;
}

static void
copy_keys(const char *from, const char *to)
{
	char *a = proc_text("%s.key", from), *b = proc_text("%s.key", to), *bytes;
	size_t length;
	ck_assert_int_eq(file_read_all(a, 4096, &bytes, &length, NULL), 0);
	ck_assert_int_eq(file_replace(disk_system(), b, bytes, length, NULL), 0);
	free(bytes);
	free(a);
	free(b);
}

static struct spot
spot_new(bool postgres)
{
	struct spot place = {.folder = proc_tmpdir()};
	place.database =
	    postgres ? database_new(place.folder) : proc_text("sqlite:%s/crm.db", place.folder);
	place.keys = proc_text("%s/%s", place.folder, postgres ? "frontdesk" : "crm.db");
	copy_keys(house.keys, place.keys);
	return place;
}

static void
spot_release(struct spot *place)
{
	database_drop(place->database);
	proc_rmdir(place->folder);
	free(place->folder);
	free(place->database);
	free(place->keys);
}

static int
restore(const char *database, const void *bytes, size_t length, struct crm_restored *out,
    struct err *err)
{
	struct crm_restored none;
	FILE *in = fmemopen((void *)(uintptr_t)bytes, length, "rb");
	ck_assert_ptr_nonnull(in);
	int rc = crm_restore(database, "ctl:test", in, out ? out : &none, err);
	fclose(in);
	return rc;
}

static void
restore_well(const char *database)
{
	struct err err = {""};
	ck_assert_msg(restore(database, archive, size, NULL, &err) == 0, "%s", err.text);
}

/* ---- what comes back ---- */

/* Every row of the first is in the second; the second may have more behind. */
static void
same_rows(struct db *was, struct db *is, const char *table, bool more)
{
	struct arena arena;
	int columns, others;
	arena_init(&arena);
	struct db_rows *a = house_rows(was, table, &arena, &columns);
	struct db_rows *b = house_rows(is, table, &arena, &others);
	ck_assert_int_eq(columns, others);
	while (db_next(a)) {
		ck_assert_msg(db_next(b), "%s lacks rows", table);
		for (int i = 0; i < columns; i++) {
			size_t m, n;
			const void *x = row_bytes(a, i, &m), *y = row_bytes(b, i, &n);
			ck_assert_msg(row_type(a, i) == row_type(b, i) && m == n &&
					  (m == 0 || memcmp(x, y, m) == 0),
			    "%s differs in column %d", table, i + 1);
		}
	}
	ck_assert_msg(more || !db_next(b), "%s has more rows", table);
	db_end(a);
	db_end(b);
	/* A question that was not answered has no rows on either side. */
	ck_assert_msg(was->fault == DB_FINE && is->fault == DB_FINE, "%s cannot be read", table);
	arena_release(&arena);
}

static void
same_tables(const char *database)
{
	/* Left out, or changed by the restoring; looked at below. */
	static const char *const apart =
	    " session desk_code meta counter lease service service_version ";
	struct err err;
	struct arena arena;
	arena_init(&arena);
	struct db *was = db_open(house.database, DB_READER, &err);
	struct db *is = db_open(database, DB_READER, &err);
	ck_assert(was && is);
	const char *tables[100];
	size_t count = 0, compared = 0;
	struct db_rows *rows = db_query(was, was->engine->tables, NO_VALUES);
	while (db_next(rows) && count < 100)
		tables[count++] = row_text(rows, 0, &arena);
	db_end(rows);
	for (size_t i = 0; i < count; i++)
		if (!strstr(apart, arena_printf(&arena, " %s ", tables[i]))) {
			same_rows(was, is, tables[i], strcmp(tables[i], "audit") == 0);
			compared++;
		}
	ck_assert_uint_gt(compared, 25);
	ck_assert_int_eq(db_number(is, "SELECT count(*) FROM session", NO_VALUES, -1), 0);
	static const char *const counters[] = {"directory", "reference", "reference_training"};
	static const char value[] = "SELECT value FROM counter WHERE name = $1";
	for (size_t i = 0; i < 3; i++)
		ck_assert_int_ge(db_number(is, value, VALUES(v_text(counters[i])), 0) -
				     db_number(was, value, VALUES(v_text(counters[i])), 0),
		    100000);
	ck_assert_int_eq(db_number(is, value, VALUES(v_text("feed")), 0),
	    db_number(was, value, VALUES(v_text("feed")), 0));
	db_close(was);
	db_close(is);
	arena_release(&arena);
}

/* The restored CRM as a house of its own, which shares ids and clock. */
static void
goes_on(const char *database)
{
	struct err err;
	struct crm_counts counts;
	struct house other = house;
	struct crm_options options = {.database = database, .clock = &house.clock};
	other.crm = crm_open(&options, &err);
	ck_assert_msg(other.crm != NULL, "%s", err.text);
	house_sound(&other);
	/* Nobody is signed in; who comes finds everything, and its place in the feed is of before.
	 */
	struct visitor old = ellis;
	old.house = &other;
	visit_refused(&old, ROUTE_SESSION, NULL, PROBLEM_NOT_SIGNED_IN);
	struct visitor anew = house_visitor(&other, "s.ellis", "chorley-oss-1");
	struct query follow = {.query = {ellis.session->feed}};
	const struct feed_page *page = visit_ok(&anew, ROUTE_FEED, &follow);
	ck_assert(page->reload);
	follow.query[0] = page->next;
	ck_assert(!((const struct feed_page *)visit_ok(&anew, ROUTE_FEED, &follow))->reload);
	struct query words = {.query = {"amina patel"}};
	const struct candidate_page *found = visit_ok(&anew, ROUTE_FIND_CUSTOMERS, &words);
	ck_assert_uint_eq(found->items.count, 1);
	/* A desk that has every text of before gets them under newer numbers. */
	struct query known = {.query = {"900"}};
	const struct directory_page *directory = visit_ok(&anew, ROUTE_DIRECTORY, &known);
	const struct service_text *text =
	    list_find(&directory->services, &service_text_record, "missed-bin");
	ck_assert_ptr_nonnull(text);
	ck_assert_str_eq(text->text, "the text");
	/* And what is new goes on from there. */
	struct customer *nowak = house_customer(&other, "Maria", "Nowak", NULL, NULL, NULL);
	ck_assert_int_eq(crm_import_customers(other.crm, "ctl:test", nowak, 1, &counts, &err), 0);
	words.query[0] = "nowak";
	found = visit_ok(&anew, ROUTE_FIND_CUSTOMERS, &words);
	ck_assert_uint_eq(found->items.count, 1);
	ck_assert_int_gt(house_publish(other.crm, "missed-bin", "a newer text"), text->version);
	struct lease lease = {0};
	house_case(&anew, "chorley.waste-round", "chorley", &lease, patel);
	/* A case under a number that was leased since is offered again, and taken once. */
	struct lease lost = {
	    .from = lease.from - 1000, .next = lease.from - 1000, .to = lease.from};
	struct contact *again = house_case(&anew, "chorley.waste-round", "chorley", &lost, patel);
	struct enquiry *enquiry = again->enquiries.items;
	again->id = house_id(&other);
	enquiry->id = house_id(&other);
	enquiry->opens->id = house_id(&other);
	struct query put = {.params = {again->id},
	    .operation = house_id(&other),
	    .of = &contact_record,
	    .body = again};
	visit_refused(&anew, ROUTE_PUT_CONTACT, &put, PROBLEM_REFERENCE_TAKEN);
	house_sound(&other);
	house.arena = other.arena;
	crm_close(other.crm);
}

static void
come_back(bool postgres)
{
	struct spot place = spot_new(postgres);
	restore_well(place.database);
	same_tables(place.database);
	goes_on(place.database);
	spot_release(&place);
}

START_TEST(everything_comes_back)
{
	come_back(database_is_postgres());
}
END_TEST

START_TEST(an_archive_goes_from_engine_to_engine)
{
	struct err err = {""};
	struct crm_options options = {.clock = &house.clock};
	struct spot file = spot_new(false);
	come_back(false);
	/* And back: what the file gives out is taken by the server. */
	restore_well(file.database);
	crm_close(house.crm);
	options.database = file.database;
	house.crm = crm_open(&options, &err);
	take_archive();
	crm_close(house.crm);
	options.database = house.database;
	house.crm = crm_open(&options, &err);
	struct spot place = spot_new(true);
	restore_well(place.database);
	goes_on(place.database);
	spot_release(&place);
	spot_release(&file);
}
END_TEST

START_TEST(what_came_after_the_archive_is_told)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	struct err err = {""};
	struct crm_restored restored;
	house_publish(house.crm, "missed-bin", "lost with the disk");
	crm_close(house.crm);
	database_drop(house.database);
	for (size_t i = 0; i < 3; i++) {
		char *path = proc_text("%s/crm.db%s", house.folder, ends[i]);
		unlink(path);
		free(path);
	}
	free(house.database);
	house.database = database_new(house.folder);
	ck_assert_msg(restore(house.database, archive, size, &restored, &err) == 0, "%s", err.text);
	ck_assert_int_gt(restored.lost_from, 0);
	ck_assert_int_ge(restored.lost_to, restored.lost_from);
	struct crm_options options = {.database = house.database, .clock = &house.clock};
	house.crm = crm_open(&options, &err);
	ck_assert_msg(house.crm != NULL, "%s", err.text);
	house_sound(&house);
	struct db *db = db_open(house.database, DB_READER, &err);
	char *lost = proc_text("entries %lld to %lld of before are not in the archive",
	    (long long)restored.lost_from, (long long)restored.lost_to);
	ck_assert_int_eq(
	    db_number(db, "SELECT count(*) FROM audit WHERE action = 'restore' AND purpose = $1",
		VALUES(v_text(lost)), 0),
	    1);
	free(lost);
	db_close(db);
}
END_TEST

/* ---- what is refused ---- */

static void
refused(const char *database, const void *bytes, size_t length, const char *sentence)
{
	struct err err = {""};
	ck_assert_int_eq(restore(database, bytes, length, NULL, &err), -1);
	ck_assert_msg(
	    strstr(err.text, sentence) != NULL, "\"%s\" is not in: %s", sentence, err.text);
}

START_TEST(a_damaged_archive_leaves_nothing)
{
	enum { HEAD = 40 };
	struct spot place = spot_new(database_is_postgres());
	char *bytes = malloc(size + 1);
	uint32_t first;
	memcpy(bytes, archive, size);
	memcpy(&first, archive + HEAD, 4); /* of the first piece, on machines of this kind */
	size_t second = HEAD + 4 + first + 32;
	ck_assert_uint_lt(second, size);
	const size_t at[] = {HEAD, HEAD + 3, HEAD + 4, HEAD + first / 2, second - 1, second,
	    second + 5000, size - 33, size - 1};
	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		bytes[at[i]] ^= 0x10;
		refused(place.database, bytes, size, at[i] == HEAD + 3 ? "" : "the archive");
		bytes[at[i]] ^= 0x10;
	}
	const size_t cut[] = {20, HEAD, HEAD + 2, second, second + 9, size - 32, size - 1};
	for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
		refused(place.database, bytes, cut[i], "cut off");
	bytes[size] = 0;
	refused(place.database, bytes, size + 1, "more behind");
	/* The second piece without the first. */
	memmove(bytes + HEAD, bytes + second, size - second);
	refused(place.database, bytes, size - (second - HEAD), "damaged");
	memcpy(bytes, archive, size);
	bytes[0] = 'X';
	refused(place.database, bytes, size, "no archive");
	/* Nothing was kept of any of them: the database is as new. */
	restore_well(place.database);
	same_tables(place.database);
	spot_release(&place);
	free(bytes);
}
END_TEST

START_TEST(only_into_an_empty_database_with_its_own_keys)
{
	struct err err;
	refused(house.database, archive, size, "already");
	struct spot place = spot_new(database_is_postgres());
	char *key = proc_text("%s.key", place.keys);
	unlink(key);
	refused(place.database, archive, size, key);
	/* Another CRM's. */
	struct spot other = spot_new(database_is_postgres());
	char *others = proc_text("%s.key", other.keys);
	unlink(others);
	ck_assert_msg(crm_create(other.database, &err) == 0, "%s", err.text);
	copy_keys(other.keys, place.keys);
	refused(place.database, archive, size, "other keys");
	copy_keys(house.keys, place.keys);
	restore_well(place.database);
	spot_release(&place);
	spot_release(&other);
	free(others);
	free(key);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("archive");
	TCase *tcase = tcase_create("archive");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, everything_comes_back);
	if (database_is_postgres())
		tcase_add_test(tcase, an_archive_goes_from_engine_to_engine);
	tcase_add_test(tcase, what_came_after_the_archive_is_told);
	tcase_add_test(tcase, a_damaged_archive_leaves_nothing);
	tcase_add_test(tcase, only_into_an_empty_database_with_its_own_keys);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
