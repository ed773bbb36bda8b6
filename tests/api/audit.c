/* frontdeskctl audit on a real database file: what was done behind the CRM's back is found and
 * placed, and who looked at a customer is told. */
#include "helpers/database.h"
#include "helpers/proc.h"
#include "helpers/server.h"
#include "helpers/tap.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct server crm;
#define expect(status, args, sentence) ctl_says(&crm, status, args, WORDS(sentence))

static void
setup(void)
{
	char people[4096], *partnership = proc_source("scripts/partnership.yml");
	server_init(&crm);
	ctl_ok(&crm, "init", "--partnership", partnership);
	free(partnership);
	snprintf(people, sizeof people, "%s/people.csv", crm.dir);
	FILE *file = fopen(people, "w");
	ck_assert_ptr_nonnull(file);
	fputs(
	    "names.given,names.family,origin,origin_key\nAmina,Patel,test,1\nMaria,Nowak,test,2\n",
	    file);
	ck_assert_int_eq(fclose(file), 0);
	ctl_ok(&crm, "import", "customers", people);
}

static void
teardown(void)
{
	server_release(&crm);
}

static void
with_database(const char *script, const char *query, char *answer, size_t size)
{
	struct err err;
	struct db *db = db_open(crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	if (script)
		ck_assert_int_eq(db_script(db, script), 0);
	if (query) {
		struct arena arena;
		arena_init(&arena);
		struct db_rows *rows = db_query(db, query, NO_VALUES);
		ck_assert(db_next(rows));
		snprintf(answer, size, "%s", row_text(rows, 0, &arena));
		db_end(rows);
		arena_release(&arena);
	}
	db_close(db);
}

/* Sound before, found after. */
static void
finds(const char *script, const char *sentence)
{
	expect(0, WORDS("audit", "verify"), "entries were proved.");
	with_database(script, NULL, NULL, 0);
	expect(1, WORDS("audit", "verify"), sentence);
}

START_TEST(what_is_sound_is_counted)
{
	char count[32], sentence[64];
	with_database(NULL, "SELECT CAST(count(*) AS TEXT) FROM audit", count, sizeof count);
	ck_assert_int_gt(atoi(count), 10);
	snprintf(sentence, sizeof sentence, "%s entries were proved.", count);
	expect(0, WORDS("audit", "verify"), sentence);
	expect(2, WORDS("audit"), "Usage: frontdeskctl audit verify");
}
END_TEST

START_TEST(an_altered_entry_is_found)
{
	finds("UPDATE audit SET actor = 'somebody else' WHERE number = 5", "entry 5 was altered");
}
END_TEST

START_TEST(a_removed_entry_is_found)
{
	finds("DELETE FROM audit WHERE number = 5", "entries 5 to 5 are missing");
}
END_TEST

START_TEST(entries_in_another_order_are_found)
{
	finds("UPDATE audit SET number = -5 WHERE number = 5; UPDATE audit SET number = 5 WHERE "
	      "number = 6; UPDATE audit SET number = 6 WHERE number = -5",
	    "entry 6 was altered");
}
END_TEST

START_TEST(an_inserted_entry_is_found)
{
	finds("UPDATE audit SET number = -number - 1 WHERE number > 5; UPDATE audit SET number = "
	      "-number WHERE number < 0; INSERT INTO audit SELECT 6, at, actor, desk, action, "
	      "record, id, person, purpose, detail, mac FROM audit WHERE number = 5",
	    "entry 6 was altered");
}
END_TEST

START_TEST(an_entry_put_at_the_end_is_found)
{
	finds("INSERT INTO audit SELECT number + 1, at, actor, desk, action, record, id, person, "
	      "purpose, detail, mac FROM audit ORDER BY number DESC LIMIT 1",
	    "was altered, or what stood before it was");
}
END_TEST

START_TEST(a_cut_end_is_found)
{
	finds("DELETE FROM audit WHERE number > (SELECT max(number) - 2 FROM audit)", "cut off");
}
END_TEST

/* New entries take the numbers of those that were cut off; the anchor does not follow them. */
START_TEST(a_cut_end_is_found_after_more_was_written)
{
	with_database(
	    "DELETE FROM audit WHERE number > (SELECT max(number) - 2 FROM audit)", NULL, NULL, 0);
	for (int i = 0; i < 4; i++)
		ctl_ok(&crm, "report", "fpoc");
	expect(1, WORDS("audit", "verify"), "is not the one that was anchored");
}
END_TEST

START_TEST(a_cut_beginning_is_found)
{
	finds("DELETE FROM audit WHERE number < 4", "entries 1 to 3 are missing");
}
END_TEST

START_TEST(swapped_proofs_are_found)
{
	finds("UPDATE audit SET mac = (SELECT b.mac FROM audit b WHERE b.number = 11 - "
	      "audit.number) WHERE number IN (5, 6)",
	    "entry 5 was altered");
}
END_TEST

START_TEST(altered_values_are_found)
{
	finds("UPDATE audit SET detail = mac WHERE number = (SELECT "
	      "min(number) FROM audit WHERE detail IS NOT NULL)",
	    "was altered");
}
END_TEST

/* One byte of each copy of the anchor. */
START_TEST(a_changed_anchor_is_found)
{
	char *keys = database_keys(crm.dir), *path = proc_text("%s.anchor", keys);
	expect(0, WORDS("audit", "verify"), "entries were proved.");
	FILE *file = fopen(path, "r+");
	ck_assert_ptr_nonnull(file);
	free(keys);
	free(path);
	for (long at = 8; at <= 520; at += 512) {
		ck_assert_int_eq(fseek(file, at, SEEK_SET), 0);
		ck_assert_int_eq(fputc(0x5a, file), 0x5a);
	}
	ck_assert_int_eq(fclose(file), 0);
	expect(1, WORDS("audit", "verify"), "anchor file is damaged");
}
END_TEST

START_TEST(who_looked_is_told_and_the_question_kept)
{
	char patel[64], nowak[64], merge[256];
	with_database(NULL, "SELECT id FROM customer WHERE origin_key = '1'", patel, sizeof patel);
	with_database(NULL, "SELECT id FROM customer WHERE origin_key = '2'", nowak, sizeof nowak);
	expect(0, WORDS("audit", "looks", patel), "customer.new");
	expect(0, WORDS("--json", "audit", "looks", patel), "\"action\":\"audit.read\"");
	expect(0, WORDS("audit", "looks", patel), "ctl:");
	expect(1, WORDS("audit", "looks", "nobody"), "there is no customer and no case \"nobody\"");
	expect(2, WORDS("audit", "looks", patel, "--from", "soon"), "is no date");
	/* What was asked about a merged record is told of the one it stands in. */
	snprintf(merge, sizeof merge, "UPDATE customer SET merged_into = '%s' WHERE id = '%s'",
	    patel, nowak);
	with_database(merge, NULL, NULL, 0);
	expect(0, WORDS("audit", "looks", patel), nowak);
	expect(0, WORDS("audit", "looks", nowak), patel);
	/* A destroyed key takes the values, never the entry. */
	with_database("DELETE FROM person_key", NULL, NULL, 0);
	expect(0, WORDS("audit", "looks", patel), "customer.new");
	expect(0, WORDS("audit", "verify"), "entries were proved.");

	char *out = NULL;
	ck_assert_int_eq(ctl(&crm, &out, "audit", "looks", patel, "--until", "2001-01-01"), 0);
	ck_assert_ptr_null(strstr(out, "customer"));
	free(out);
}
END_TEST

START_TEST(unusual_looking_is_asked_for)
{
	expect(0, WORDS("audit", "unusual"), "Nothing unusual.");
	expect(0, WORDS("report", "unusual"), "own-name              0  The customer bears");
	expect(0, WORDS("--json", "report", "unusual"),
	    "{\"report\":\"unusual\",\"group\":\"glass\",\"findings\":0}");
	expect(2, WORDS("audit", "unusual", "--grace", "soon"), "\"soon\" is no number of hours");
	expect(
	    2, WORDS("audit", "unusual", "--grace", "9999999999999999"), "is no number of hours");
	expect(2, WORDS("audit", "unusual", "--grace", "-1"), "is no number of hours");
	expect(2, WORDS("audit", "unusual", "everything"), "Usage: frontdeskctl audit");
	expect(1,
	    WORDS("user", "add", "s.ellis", "--name", "Sarah Ellis", "--council", "chorley",
		"--role", "advisor", "--home", "next door"),
	    "\"next door\" is no postcode");
}
END_TEST

/* An officer's user, who never signs in. */
static void
add_officer(void)
{
	with_database(
	    "INSERT INTO \"user\" (id, name, council, role) VALUES ('d.pool', 'Dee Pool', "
	    "'lancashire', 'dpo')",
	    NULL, NULL, 0);
}

START_TEST(a_customer_is_erased)
{
	char nowak[64];
	add_officer();
	with_database(NULL, "SELECT id FROM customer WHERE origin_key = '2'", nowak, sizeof nowak);
	expect(1, WORDS("erase", nowak, "--because", "asked for it"), "say for whom, with --as");
	expect(0, WORDS("hold", nowak, "--as", "d.pool", "--because", "a claim"), "It is held.");
	expect(0, WORDS("hold", "list"), "a claim");
	expect(1, WORDS("erase", nowak, "--as", "d.pool", "--because", "asked for it"),
	    "a legal hold keeps this customer: a claim (d.pool)");
	expect(0, WORDS("hold", "lift", nowak, "--as", "d.pool"), "The hold is lifted.");
	expect(0, WORDS("erase", nowak, "--as", "d.pool", "--because", "asked for it", "--dry-run"),
	    "Nothing was changed");
	expect(0, WORDS("--json", "erase", nowak, "--as", "d.pool", "--because", "asked for it"),
	    "{\"kind\":\"customer\",\"count\":1}");
	expect(1, WORDS("erase", nowak, "--as", "d.pool", "--because", "asked for it"),
	    "there is no customer and no case");
	expect(0, WORDS("check"), "");
	expect(0, WORDS("audit", "verify"), "entries were proved.");
	expect(2, WORDS("erase"), "Usage: frontdeskctl erase");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("audit");
	TCase *tests = tcase_create("audit");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, what_is_sound_is_counted);
	tcase_add_test(tests, an_altered_entry_is_found);
	tcase_add_test(tests, a_removed_entry_is_found);
	tcase_add_test(tests, entries_in_another_order_are_found);
	tcase_add_test(tests, an_inserted_entry_is_found);
	tcase_add_test(tests, an_entry_put_at_the_end_is_found);
	tcase_add_test(tests, a_cut_end_is_found);
	tcase_add_test(tests, a_cut_end_is_found_after_more_was_written);
	tcase_add_test(tests, a_cut_beginning_is_found);
	tcase_add_test(tests, swapped_proofs_are_found);
	tcase_add_test(tests, altered_values_are_found);
	tcase_add_test(tests, a_changed_anchor_is_found);
	tcase_add_test(tests, who_looked_is_told_and_the_question_kept);
	tcase_add_test(tests, unusual_looking_is_asked_for);
	tcase_add_test(tests, a_customer_is_erased);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
