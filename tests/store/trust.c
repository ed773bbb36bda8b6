/* The audit: nothing is read or changed without an entry, and no entry can be touched unseen. */
#include "base/secret.h"
#include "helpers/database.h"
#include "helpers/tap.h"
#include "model/pack.h"
#include "store/audit.h"
#include "store/db.h"
#include "store/house.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct house house;
static struct visitor ellis;
static struct customer *patel;

static void
setup(void)
{
	struct crm_counts counts;
	struct err err;
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	patel =
	    house_customer(&house, "Amina", "Patel", "+441632960151", "14 Union Street", "PR7 1AB");
	patel->access_needs = "Zebra crossing only";
	crm_import_customers(house.crm, "ctl:test", patel, 1, &counts, &err);
	struct query query = {.params = {patel->id}, .query = {NULL, NULL, "asked by the court"}};
	visit_ok(&ellis, ROUTE_CUSTOMER, &query);
}

static void
teardown(void)
{
	house_release(&house);
}

static const struct audit_row *
last_row(struct tx *tx, const char *id)
{
	struct list rows = {0};
	audit_read(tx, id, &house.arena, &rows);
	ck_assert_uint_gt(rows.count, 0);
	return LIST_AT(struct audit_row, &rows, rows.count - 1);
}

START_TEST(reading_and_changing_leave_entries)
{
	struct store *store = house_store(&house);
	struct tx *tx = store_read(store);
	const struct audit_row *row = last_row(tx, patel->id);
	ck_assert_str_eq(row->action, "customer.read");
	ck_assert_str_eq(row->actor, "s.ellis");
	ck_assert_str_eq(row->desk, "chorley-oss-1");
	ck_assert_str_eq(row->purpose, "reason asked by the court");
	store_done(tx);

	struct customer was = {0}, now = {.language = "Gujarati"};
	struct customer_change change = {patel->id, &was, &now};
	struct query query = {.params = {patel->id},
	    .operation = house_id(&house),
	    .of = &customer_change_record,
	    .body = &change};
	visit_ok(&ellis, ROUTE_CHANGE_CUSTOMER, &query);
	tx = store_read(store);
	row = last_row(tx, patel->id);
	ck_assert_str_eq(row->action, "customer.change");
	const struct audit_change *kept = NULL;
	LIST_EACH(struct audit_change, item, &row->changes)
	if (strcmp(item->field, "language") == 0)
		kept = item;
	ck_assert_ptr_nonnull(kept);
	ck_assert_ptr_null(kept->was);
	ck_assert_str_eq(kept->now, "Gujarati");
	store_done(tx);
	store_close(store);
}
END_TEST

START_TEST(a_refused_reading_shows_nothing)
{
	struct query query = {.params = {patel->id}};
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	struct store *store = house_store(&house);
	struct tx *tx = store_read(store);
	struct list rows = {0};
	audit_read(tx, patel->id, &house.arena, &rows);
	ck_assert_uint_eq(rows.count, 2); /* imported, read once */
	store_done(tx);
	store_close(store);
}
END_TEST

static bool
contains(const char *path, const char *text)
{
	static char bytes[8 << 20];
	int fd = open(path, O_RDONLY);
	ck_assert_int_ge(fd, 0);
	ssize_t n = read(fd, bytes, sizeof bytes);
	close(fd);
	return memmem(bytes, (size_t)n, text, strlen(text)) != NULL;
}

static bool
forget(struct tx *tx, void *context)
{
	return audit_forget(tx, context) == 0;
}

START_TEST(values_are_encrypted_for_the_person_and_can_be_destroyed)
{
	struct store *store = house_store(&house);
	struct tx *tx = store_read(store);
	struct list rows = {0};
	audit_read(tx, patel->id, &house.arena, &rows);
	const struct audit_row *first = LIST_AT(struct audit_row, &rows, 0);
	ck_assert_str_eq(first->person, patel->id);
	ck_assert_uint_gt(first->changes.count, 3);
	store_done(tx);
	ck_assert_int_eq(store_write(store, forget, (void *)(uintptr_t)patel->id), FAULT_NONE);
	tx = store_read(store);
	rows = (struct list){0};
	audit_read(tx, patel->id, &house.arena, &rows);
	ck_assert_uint_eq(LIST_AT(struct audit_row, &rows, 0)->changes.count, 0);
	store_done(tx);
	store_close(store);
}
END_TEST

START_TEST(the_audit_holds_no_plain_value)
{
	struct err err;
	struct db *db = db_open(house.database, DB_WRITER, &err);
	ck_assert_ptr_nonnull(db);
	size_t entries = 0, length;
	struct db_rows *rows =
	    db_query(db, "SELECT detail FROM audit WHERE action = 'customer.new'", NO_VALUES);
	for (; db_next(rows); entries++) {
		const void *detail = row_bytes(rows, 0, &length);
		ck_assert(length > 50 && !memmem(detail, length, "Zebra", 5));
	}
	db_end(rows);
	db_close(db);
	ck_assert_uint_gt(entries, 0);
}
END_TEST

/* With the customers gone from the file, what is left must not tell either. */
START_TEST(the_file_holds_no_plain_value)
{
	struct err err;
	const char *file = house.database + strlen("sqlite:");
	if (database_is_postgres())
		return;
	crm_close(house.crm);
	house.crm = NULL;
	struct db *db = db_open(house.database, DB_WRITER, &err);
	ck_assert_ptr_nonnull(db);
	db_run(db, "PRAGMA foreign_keys=OFF", NO_VALUES);
	db_run(db, "DELETE FROM customer", NO_VALUES);
	db_run(db, "PRAGMA wal_checkpoint(TRUNCATE)", NO_VALUES);
	ck_assert(contains(file, "customer.new"));
	db_run(db, "VACUUM", NO_VALUES);
	db_run(db, "PRAGMA wal_checkpoint(TRUNCATE)", NO_VALUES);
	db_close(db);
	ck_assert(contains(file, "customer.new"));
	ck_assert(!contains(file, "Zebra"));
}
END_TEST

/* ---- tampering ---- */

static char faults[4096];

static void
add_fault(void *context, const char *sentence)
{
	(void)context;
	strncat(faults, sentence, sizeof faults - strlen(faults) - 2);
	strcat(faults, "\n");
}

/* Does it behind the CRM's back, then asks for the proof. */
static void
tamper(const char *first, const char *second)
{
	struct err err;
	faults[0] = '\0';
	ck_assert_int_eq(crm_check(house.crm, add_fault, NULL, &err), 0);
	ck_assert_str_eq(faults, "");
	struct db *db = db_open(house.database, DB_WRITER, &err);
	ck_assert_int_eq(db_script(db, first), 0);
	if (second)
		ck_assert_int_eq(db_script(db, second), 0);
	db_close(db);
	ck_assert_int_eq(crm_check(house.crm, add_fault, NULL, &err), 0);
}

START_TEST(an_altered_entry_shows)
{
	tamper("UPDATE audit SET actor = 'somebody else' WHERE number = 5", NULL);
	ck_assert_ptr_nonnull(strstr(faults, "entry 5 was altered"));
	ck_assert_ptr_null(strstr(faults, "entry 6"));
}
END_TEST

START_TEST(an_altered_value_shows)
{
	tamper("UPDATE audit SET detail = mac WHERE number = 5", NULL);
	ck_assert_ptr_nonnull(strstr(faults, "entry 5 was altered"));
}
END_TEST

START_TEST(a_removed_entry_shows)
{
	tamper("DELETE FROM audit WHERE number = 5", NULL);
	ck_assert_ptr_nonnull(strstr(faults, "entries 5 to 5 are missing"));
}
END_TEST

START_TEST(a_removed_and_renumbered_entry_shows)
{
	tamper("DELETE FROM audit WHERE number = 5",
	    "UPDATE audit SET number = 5 WHERE number = 6; UPDATE audit SET number = number - 1 "
	    "WHERE number > 6");
	ck_assert_ptr_nonnull(strstr(faults, "entry 5 was altered"));
}
END_TEST

START_TEST(swapped_entries_show)
{
	tamper("UPDATE audit SET number = -5 WHERE number = 5; UPDATE audit SET number = 5 WHERE "
	       "number = 6",
	    "UPDATE audit SET number = 6 WHERE number = -5");
	ck_assert_ptr_nonnull(strstr(faults, "entry 5 was altered"));
	ck_assert_ptr_nonnull(strstr(faults, "entry 6 was altered"));
}
END_TEST

START_TEST(a_cut_end_shows)
{
	tamper("DELETE FROM audit WHERE number > (SELECT max(number) - 2 FROM audit)", NULL);
	ck_assert_ptr_nonnull(strstr(faults, "cut off"));
}
END_TEST

START_TEST(a_lost_or_forged_anchor_shows)
{
	struct err err;
	char path[256];
	unsigned char zero[1024] = {0};
	snprintf(path, sizeof path, "%s.anchor", house.keys);
	faults[0] = '\0';
	int fd = open(path, O_RDWR);
	ck_assert_int_eq(pwrite(fd, zero, sizeof zero, 0), sizeof zero);
	ck_assert_int_eq(crm_check(house.crm, add_fault, NULL, &err), 0);
	ck_assert_ptr_nonnull(strstr(faults, "missing or empty"));
	faults[0] = '\0';
	memset(zero, 7, sizeof zero);
	ck_assert_int_eq(pwrite(fd, zero, sizeof zero, 0), sizeof zero);
	close(fd);
	ck_assert_int_eq(crm_check(house.crm, add_fault, NULL, &err), 0);
	ck_assert_ptr_nonnull(strstr(faults, "damaged"));
}
END_TEST

START_TEST(other_damage_shows)
{
	tamper(
	    "DELETE FROM token WHERE face = 1", "UPDATE counter SET value = 7 WHERE name = 'feed'");
	ck_assert_ptr_nonnull(strstr(faults, "no search words"));
	ck_assert_ptr_nonnull(strstr(faults, "the feed has"));
}
END_TEST

/* What a desk's journal has sealed to the CRM is opened for nobody but its user. */
START_TEST(a_journals_key_is_given_to_its_user_alone)
{
	unsigned char plain[SECRET_KEY + SECRET_HASH], seal[sizeof plain + SECRET_SEAL],
	    crm[SECRET_KEY];
	char text[200], key[64];
	struct visitor other = house_visitor(&house, "w.hart", "chorley-oss-1");
	ck_assert_int_eq(secret_base64_read(crm, sizeof crm, ellis.session->crm_key), SECRET_KEY);
	secret_random(plain, SECRET_KEY);
	secret_hash(plain + SECRET_KEY, "s.ellis", strlen("s.ellis"), NULL);
	secret_seal(seal, plain, sizeof plain, crm);
	secret_base64(text, sizeof text, seal, sizeof seal);
	struct journal_key body = {.seal = text};
	struct query query = {.of = &journal_key_record, .body = &body};
	const struct journal_key *given = visit_ok(&ellis, ROUTE_JOURNAL_KEY, &query);
	secret_base64(key, sizeof key, plain, SECRET_KEY);
	ck_assert_str_eq(given->key, key);
	visit_refused(&other, ROUTE_JOURNAL_KEY, &query, PROBLEM_BAD_FIELD);
	text[7] ^= 1;
	visit_refused(&ellis, ROUTE_JOURNAL_KEY, &query, PROBLEM_BAD_FIELD);
	body.seal = NULL;
	visit_refused(&ellis, ROUTE_JOURNAL_KEY, &query, PROBLEM_BAD_FIELD);
}
END_TEST

static bool
opened_envelope(const char *user, const unsigned char *key, const unsigned char *crm)
{
	char proved[64];
	unsigned char proof[SECRET_HASH];
	struct buf packed;
	struct outgoing outgoing = {
	    .operation = house_id(&house), .path = "/v1/contacts/1", .route = ROUTE_PUT_CONTACT};
	struct envelope envelope = {.user = user,
			    .desk = ellis.desk,
			    .proof = proved,
			    .outgoing = &outgoing},
			opened = {0};
	buf_init(&packed, 1 << 16);
	record_pack(&packed, &outgoing_record, &outgoing);
	secret_hash(proof, packed.data, packed.length, key);
	secret_base64(proved, sizeof proved, proof, sizeof proof);
	buf_clear(&packed);
	record_pack(&packed, &envelope_record, &envelope);
	unsigned char *sealed = arena_alloc(&house.arena, packed.length + SECRET_SEAL);
	char *text = arena_alloc(&house.arena, 2 * packed.length + 200);
	secret_seal(sealed, packed.data, packed.length, crm);
	secret_base64(text, 2 * packed.length + 200, sealed, packed.length + SECRET_SEAL);
	buf_release(&packed);
	return crm_open_envelope(house.crm, text, &opened, &house.arena);
}

/* Anybody can seal something to the CRM; only its author's desk can prove whose it is. */
START_TEST(nobody_leaves_something_in_anothers_name)
{
	unsigned char key[SECRET_KEY], other_key[SECRET_KEY], crm[SECRET_KEY],
	    other_crm[SECRET_KEY] = {9};
	struct visitor other = house_visitor(&house, "w.hart", "chorley-oss-1");
	secret_base64_read(crm, sizeof crm, ellis.session->crm_key);
	secret_base64_read(key, sizeof key, ellis.session->carry_key);
	secret_base64_read(other_key, sizeof other_key, other.session->carry_key);
	ck_assert_mem_ne(key, other_key, sizeof key);
	ck_assert(opened_envelope("s.ellis", key, crm));
	ck_assert(!opened_envelope("s.ellis", other_key, crm));
	ck_assert(!opened_envelope("w.hart", key, crm));
	ck_assert(!opened_envelope("s.ellis", key, other_crm));
}
END_TEST

START_TEST(keys_are_for_one_user_only)
{
	struct err err;
	char path[256];
	snprintf(path, sizeof path, "%s.key", house.keys);
	crm_close(house.crm);
	house.crm = NULL;
	ck_assert_int_eq(chmod(path, 0644), 0);
	struct crm_options options = {.database = house.database};
	ck_assert_ptr_null(crm_open(&options, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "chmod 600"));
	ck_assert_int_eq(chmod(path, 0600), 0);
	ck_assert_int_eq(truncate(path, 20), 0);
	ck_assert_ptr_null(crm_open(&options, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "damaged"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trust");
	TCase *tcase = tcase_create("trust");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, reading_and_changing_leave_entries);
	tcase_add_test(tcase, a_refused_reading_shows_nothing);
	tcase_add_test(tcase, values_are_encrypted_for_the_person_and_can_be_destroyed);
	tcase_add_test(tcase, the_audit_holds_no_plain_value);
	tcase_add_test(tcase, the_file_holds_no_plain_value);
	tcase_add_test(tcase, an_altered_entry_shows);
	tcase_add_test(tcase, an_altered_value_shows);
	tcase_add_test(tcase, a_removed_entry_shows);
	tcase_add_test(tcase, a_removed_and_renumbered_entry_shows);
	tcase_add_test(tcase, swapped_entries_show);
	tcase_add_test(tcase, a_cut_end_shows);
	tcase_add_test(tcase, a_lost_or_forged_anchor_shows);
	tcase_add_test(tcase, other_damage_shows);
	tcase_add_test(tcase, a_journals_key_is_given_to_its_user_alone);
	tcase_add_test(tcase, nobody_leaves_something_in_anothers_name);
	tcase_add_test(tcase, keys_are_for_one_user_only);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
