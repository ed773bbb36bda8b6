/* Erasure: counts and cases stay, the person is nowhere in the files, the audit's chain stands. */
#include "base/file.h"
#include "helpers/database.h"
#include "helpers/tap.h"
#include "store/db.h"
#include "store/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct house house;
static struct visitor ellis, hart;
static struct lease lease;
static struct customer *quill, *twin, *patel;
static struct contact *first, *referred;

/* What is theirs alone. "zebedi" is a part that only the dictionary of names would keep. */
static const char *const theirs[] = {"Quillfeather", "QUILLFEATHER", "quillfeather", "quilfeather",
    "Zebediah", "zebediah", "1632960777", "632960777", "777069236", "Peppermint", "peppermint",
    "Quillfether", "allotment of the late uncle", "the purple gate", "zq@house.example",
    "zebediahs-old-key"};

static void
statement(const char *sql, const char *a, const char *b)
{
	struct err err;
	struct db *db = db_open(house.database, DB_WRITER, &err);
	ck_assert_ptr_nonnull(db);
	ck_assert_int_eq(db_run(db, sql, VALUES(v_text(a), v_text(b))), 0);
	db_close(db);
}

static struct enquiry *
enquiry_of(const struct contact *contact)
{
	return contact->enquiries.items;
}

static void
happen(const struct contact *contact, const char *kind, const char *text)
{
	const char *id = enquiry_of(contact)->opens->id;
	ck_assert_int_eq(house_work(&hart, id, kind, text).problem, PROBLEM_NONE);
}

static void
change_language(const struct customer *customer)
{
	struct customer was = {0}, now = {.language = "Peppermint"};
	ck_assert_int_eq(house_change(&ellis, customer->id, &was, &now).problem, PROBLEM_NONE);
}

static void
setup(void)
{
	house_init(&house);
	lease = (struct lease){0};
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	patel = house_customer(&house, "Amina", "Patel", "+441632960151", "2 Mill Lane", "PR7 1AB");
	quill = house_customer(
	    &house, "Zebediah", "Quillfeather", "+441632960777", "9 Peppermint Row", "PR7 9QQ");
	quill->origin = "old";
	quill->origin_key = "zebediahs-old-key";
	*(struct email *)list_add(&house.arena, &quill->emails, &email_record) =
	    (struct email){house_id(&house), "zq@house.example"};
	*(struct note *)list_add(&house.arena, &quill->notes, &note_record) =
	    (struct note){house_id(&house), "Behind the purple gate", "s.ellis", house.now};
	house_import(&house, quill, 1);
	*(struct relation *)list_add(&house.arena, &patel->relations, &relation_record) =
	    (struct relation){.id = house_id(&house), .kind = "household", .customer = quill->id};
	house_import(&house, patel, 1);
	twin =
	    house_customer(&house, "Zebediah", "Quillfether", NULL, "9 Peppermint Row", "PR7 9QQ");
	house_import(&house, twin, 1);
	change_language(quill);

	/* Nobody at first, then him; with a note. */
	first = house_contact(&ellis, "missed-bin", "resolved");
	first->caller = "+441632960777";
	first->note = "Rang about the allotment of the late uncle";
	ck_assert_int_eq(put_contact(&ellis, first, NULL).problem, PROBLEM_NONE);
	first->step = 2;
	first->customer = quill->id;
	enquiry_of(first)->note = "Mr Quillfeather was in";
	LIST_AT(struct answer, &enquiry_of(first)->answers, 0)->value = "the purple gate";
	ck_assert_int_eq(put_contact(&ellis, first, NULL).problem, PROBLEM_NONE);
	referred = house_case(&ellis, "chorley.waste-round", "chorley", &lease, quill);
	happen(referred, "note", "Ring Zebediah first");
	put_contact(&ellis, house_contact(&ellis, "blue-badge", "signposted"), NULL);
	struct contact *other = house_contact(&ellis, "blue-badge", "resolved");
	other->customer = twin->id;
	ck_assert_int_eq(put_contact(&ellis, other, NULL).problem, PROBLEM_NONE);
	statement("UPDATE customer SET merged_into = $1 WHERE id = $2", quill->id, twin->id);
	struct contact *hers = house_contact(&ellis, "missed-bin", "callback");
	hers->customer = patel->id;
	hers->note = "Mrs Patel waits";
	ck_assert_int_eq(put_contact(&ellis, hers, NULL).problem, PROBLEM_NONE);
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- looking ---- */

static bool
in_file(const char *end, const char *text)
{
	struct err err;
	char path[4096], *bytes = NULL;
	size_t length = 0;
	snprintf(path, sizeof path, "%s%s", house.database + strlen("sqlite:"), end);
	if (file_read_all(path, 64 << 20, &bytes, &length, &err) < 0)
		return false;
	bool found = memmem(bytes, length, text, strlen(text)) != NULL;
	free(bytes);
	return found;
}

/* In a table; with SQLite in a page of the files too that belongs to none any more. */
static bool
anywhere(const char *text)
{
	return house_holds(&house, text) ||
	       (!database_is_postgres() && (in_file("", text) || in_file("-wal", text)));
}

static const char *
report_words(void)
{
	struct buf words;
	buf_init(&words, 10000);
	for (int by = 0; by < 3; by++) {
		struct list out = {0};
		struct err err;
		ck_assert_int_eq(
		    crm_report(house.crm, "ctl:test", CRM_REPORT_FPOC, (enum crm_report_by)by,
			house.now - MICROS_DAY, house.now + MICROS_DAY, &house.arena, &out, &err),
		    0);
		LIST_EACH(struct outcome_count, count, &out)
		buf_printf(&words, "%s %lld %lld %lld %lld;", count->group,
		    (long long)count->resolved, (long long)count->referred,
		    (long long)count->callback, (long long)count->signposted);
	}
	const char *text = arena_strdup(&house.arena, words.data);
	buf_release(&words);
	return text;
}

/* ---- erasing ---- */

static struct crm_erasure
order(const char *customer)
{
	return (struct crm_erasure){.as = "d.pool",
	    .customer = customer,
	    .because = "asked for it",
	    .with_open_cases = true};
}

static struct list
erase(const struct crm_erasure *what)
{
	struct list counts = {0};
	struct err err = {""};
	ck_assert_msg(crm_erase(house.crm, "ctl:test", what, &house.arena, &counts, &err) == 0,
	    "%s", err.text);
	return counts;
}

static void
refused(const struct crm_erasure *what, const char *sentence)
{
	struct list counts = {0};
	struct err err = {""};
	ck_assert_int_lt(crm_erase(house.crm, "ctl:test", what, &house.arena, &counts, &err), 0);
	ck_assert_msg(
	    strstr(err.text, sentence) != NULL, "\"%s\" is not in: %s", sentence, err.text);
	struct query query = {.params = {quill->id}, .query = {NULL, NULL, "still there"}};
	visit_ok(&ellis, ROUTE_CUSTOMER, &query);
}

static int64_t
count_of(const struct list *counts, const char *kind)
{
	LIST_EACH(struct kind_count, count, counts)
	if (strcmp(count->kind, kind) == 0)
		return count->count;
	return -1;
}

START_TEST(the_person_is_nowhere_and_the_counts_stay)
{
	const char *before = report_words();
	ck_assert_msg(strncmp(before, "all 2 1 1 1;", 12) == 0, "%s", before);
	for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++)
		ck_assert_msg(anywhere(theirs[i]), "%s is not there", theirs[i]);
	struct crm_erasure what = order(enquiry_of(referred)->opens->reference);
	struct list counts = erase(&what);
	ck_assert_int_eq(count_of(&counts, "customer"), 2);
	ck_assert_int_eq(count_of(&counts, "contact"), 3);
	ck_assert_int_eq(count_of(&counts, "case_record"), 1);
	ck_assert_str_eq(report_words(), before);
	house_sound(&house);
	struct query query = {.params = {quill->id}, .query = {NULL, NULL, "is he there"}};
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_NOT_FOUND);
	query.params[0] = twin->id;
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_NOT_FOUND);
	query = (struct query){.params = {enquiry_of(referred)->opens->id}};
	const struct case_page *page = visit_ok(&hart, ROUTE_CASE, &query);
	ck_assert_ptr_null(page->record->customer);
	ck_assert_ptr_null(page->record->summary);
	ck_assert_uint_eq(page->record->events.count, 2);
	ck_assert_str_eq(page->record->state, "open");
	ck_assert_uint_eq(page->answers.count, 1);
	query = (struct query){.params = {patel->id}, .query = {NULL, NULL, "her relations"}};
	const struct customer_page *hers = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(hers->customer->relations.count, 0);
	query = (struct query){.query = {"patel"}};
	ck_assert_uint_eq(
	    ((const struct candidate_page *)visit_ok(&ellis, ROUTE_FIND_CUSTOMERS, &query))
		->items.count,
	    1);

	struct err err = {""};
	ck_assert_msg(crm_settle(house.database, false, &err) == 0, "%s", err.text);
	for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++)
		ck_assert_msg(!anywhere(theirs[i]), "%s is there", theirs[i]);
	ck_assert(anywhere("Mrs Patel waits") && anywhere("Mill Lane"));
	ck_assert_msg(crm_settle(house.database, true, &err) == 0, "%s", err.text);
	house_sound(&house);
}
END_TEST

START_TEST(a_trial_changes_nothing)
{
	struct crm_erasure what = order(quill->id);
	what.dry_run = true;
	struct err err = {""};
	char *before = NULL, *after = NULL;
	size_t length = 0, length_after = 0;
	const char *file = house.database + strlen("sqlite:");
	bool files = !database_is_postgres();
	ck_assert_int_eq(crm_settle(house.database, false, &err), 0);
	ck_assert(!files || file_read_all(file, 64 << 20, &before, &length, &err) == 0);
	struct list counts = erase(&what);
	ck_assert_int_eq(count_of(&counts, "contact"), 3);
	ck_assert_int_eq(crm_settle(house.database, false, &err), 0);
	ck_assert(!files || file_read_all(file, 64 << 20, &after, &length_after, &err) == 0);
	ck_assert_uint_eq(length, length_after);
	ck_assert(!files || memcmp(before, after, length) == 0);
	free(before);
	free(after);
	struct query query = {.params = {quill->id}, .query = {NULL, NULL, "still there"}};
	visit_ok(&ellis, ROUTE_CUSTOMER, &query);
}
END_TEST

START_TEST(desks_are_told_to_forget)
{
	struct crm_erasure what = order(quill->id);
	erase(&what);
	struct query query = {.query = {ellis.session->feed}};
	const struct feed_page *page = visit_ok(&ellis, ROUTE_FEED, &query);
	size_t told = 0;
	LIST_EACH(struct feed_item, item, &page->items)
	if (strcmp(item->topic, "forget") == 0) {
		ck_assert(strcmp(item->id, quill->id) == 0 || strcmp(item->id, twin->id) == 0);
		told++;
	}
	ck_assert_uint_eq(told, 2);
}
END_TEST

/* Nothing typed is lost: what a desk had not sent comes in without the person. */
START_TEST(a_contact_that_comes_late_is_kept_without_them)
{
	struct contact *late = house_contact(&ellis, "missed-bin", "resolved");
	late->customer = quill->id;
	struct crm_erasure what = order(quill->id);
	erase(&what);
	ck_assert_int_eq(put_contact(&ellis, late, NULL).problem, PROBLEM_NONE);
	first->step = 3;
	ck_assert_int_eq(put_contact(&ellis, first, NULL).problem, PROBLEM_NONE);
	struct query query = {.params = {late->id}};
	const struct contact *kept = visit_ok(&ellis, ROUTE_CONTACT, &query);
	ck_assert_ptr_null(kept->customer);
	late->new_customer = quill;
	late->step = 2;
	ck_assert_int_eq(put_contact(&ellis, late, NULL).problem, PROBLEM_NONE);
	ck_assert_ptr_null(
	    ((const struct contact *)visit_ok(&ellis, ROUTE_CONTACT, &query))->customer);
}
END_TEST

START_TEST(it_is_refused_for_good_reasons)
{
	struct crm_erasure what = order(quill->id);
	what.with_open_cases = false;
	refused(&what, "1 of their cases are open");
	refused(&what, enquiry_of(referred)->opens->reference);
	what = order(quill->id);
	what.as = NULL;
	refused(&what, "--as");
	what.as = "v.sharp";
	refused(&what, "the role supervisor does not allow it");
	what.as = "nobody";
	refused(&what, "there is no user \"nobody\"");
	what = order(quill->id);
	what.because = " ";
	refused(&what, "--because");
	what = order("1234-5678-9");
	refused(&what, "there is no customer and no case");

	struct err err = {""};
	const char *reference = enquiry_of(referred)->opens->reference;
	ck_assert_int_eq(
	    crm_hold(house.crm, "ctl:test", "v.sharp", reference, "a claim", &err), -1);
	ck_assert_int_eq(crm_hold(house.crm, "ctl:test", "d.pool", reference, "a claim", &err), 0);
	what = order(quill->id);
	refused(&what, "a legal hold keeps this customer: a claim (d.pool)");
	ck_assert_int_eq(crm_hold(house.crm, "ctl:test", "d.pool", reference, NULL, &err), 0);
	ck_assert_int_eq(crm_hold(house.crm, "ctl:test", "d.pool", reference, NULL, &err), -1);
	ck_assert_int_eq(
	    crm_hold(house.crm, "ctl:test", "d.pool", twin->id, "an inquiry", &err), 0);
	refused(&what, "an inquiry");
	ck_assert_int_eq(crm_hold(house.crm, "ctl:test", "d.pool", quill->id, NULL, &err), 0);
	erase(&what);
	house_sound(&house);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("erasure");
	TCase *tests = tcase_create("erasure");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, the_person_is_nowhere_and_the_counts_stay);
	tcase_add_test(tests, a_trial_changes_nothing);
	tcase_add_test(tests, desks_are_told_to_forget);
	tcase_add_test(tests, a_contact_that_comes_late_is_kept_without_them);
	tcase_add_test(tests, it_is_refused_for_good_reasons);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
