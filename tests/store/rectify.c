/* Rectification: a text is put right and nothing but the audit knows the old one; or it is not, and
 * what the person says stands beside it. */
#include "crm/access.h"
#include "helpers/tap.h"
#include "store/audit.h"
#include "store/house.h"
#include "store/store.h"

#include <string.h>

static struct house house;
static struct visitor ellis;
static struct lease lease;
static struct customer *amina;
static struct contact *contact, *referred;

static void
setup(void)
{
	struct crm_counts counts;
	struct err err = {""};
	house_init(&house);
	lease = (struct lease){0};
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	amina =
	    house_customer(&house, "Amina", "Patle", "+441632960151", "14 Union Street", "PR7 1AB");
	ck_assert_int_eq(crm_import_customers(house.crm, "ctl:test", amina, 1, &counts, &err), 0);
	contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->customer = amina->id;
	contact->ended = house.now;
	((struct enquiry *)contact->enquiries.items)->note = "She shouted at the crew";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	referred = house_case(&ellis, "chorley.waste-round", "chorley", &lease, amina);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct crm_rectification
order(const char *words, const char *place, const char *value)
{
	return (struct crm_rectification){.as = "d.pool",
	    .because = "letter of 9 November",
	    .words = words,
	    .place = place,
	    .value = value};
}

static struct list
put_right(const struct crm_rectification *what)
{
	struct list tasks = {0};
	struct err err = {""};
	ck_assert_msg(crm_rectify(house.crm, "ctl:test", what, &house.arena, &tasks, &err) == 0,
	    "%s", err.text);
	return tasks;
}

static void
refused(struct crm_rectification what, const char *sentence)
{
	struct list tasks = {0};
	struct err err = {""};
	ck_assert_int_lt(crm_rectify(house.crm, "ctl:test", &what, &house.arena, &tasks, &err), 0);
	ck_assert_msg(
	    strstr(err.text, sentence) != NULL, "\"%s\" is not in: %s", sentence, err.text);
}

static const struct customer_page *
page(void)
{
	struct query query = {.params = {amina->id}, .query = {NULL, NULL, "to see"}};
	return visit_ok(&ellis, ROUTE_CUSTOMER, &query);
}

static const struct history_item *
item_of(const char *id)
{
	LIST_EACH(struct history_item, item, &page()->history)
	if (strcmp(item->id, id) == 0)
		return item;
	ck_abort_msg("%s is not in the history", id);
	return NULL;
}

START_TEST(a_name_is_put_right_and_found)
{
	struct crm_rectification what = order(amina->id, "names.0.family", "Patel");
	const struct list tasks = put_right(&what);
	ck_assert_str_eq(
	    ((const struct person_name *)page()->customer->names.items)->family, "Patel");
	struct query query = {.query = {"patel"}};
	const struct candidate_page *found = visit_ok(&ellis, ROUTE_FIND_CUSTOMERS, &query);
	ck_assert_uint_eq(found->items.count, 1);
	/* The officer is Lancashire's: Chorley had it, and is to be told. */
	ck_assert_uint_eq(tasks.count, 1);
	const struct case_summary *told = tasks.items;
	ck_assert_str_eq(told->responsible, "chorley");
	struct visitor hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	struct query task_query = {.params = {told->id}};
	const struct case_record *task =
	    ((const struct case_page *)visit_ok(&hart, ROUTE_CASE, &task_query))->record;
	ck_assert_str_eq(task->customer, amina->id);
	ck_assert_ptr_nonnull(strstr(task->summary, "names.0.family"));
	ck_assert_ptr_null(strstr(task->summary, "Pat"));
	/* It is a customer's, and not an entry's: nobody who edits the directory sees it. */
	struct visitor dean = house_visitor(&house, "o.dean", "chorley-oss-2");
	visit_refused(&dean, ROUTE_CASE, &task_query, PROBLEM_NOT_PERMITTED);
}
END_TEST

START_TEST(a_note_is_put_right_and_the_history_says_so)
{
	const char *enquiry = ((const struct enquiry *)contact->enquiries.items)->id;
	struct crm_rectification what =
	    order(contact->id, "enquiries.0.note", "The crew shouted at her");
	ck_assert_ptr_null(item_of(enquiry)->correction);
	put_right(&what);
	const struct history_item *item = item_of(enquiry);
	ck_assert_str_eq(item->note, "The crew shouted at her");
	ck_assert_str_eq(item->correction->state, "corrected");
	ck_assert_str_eq(item->correction->role, "dpo");
	ck_assert_int_eq(item->correction->at, house.now);
	ck_assert_ptr_null(item->correction->author);
}
END_TEST

/* What it said is in the audit, where erasure destroys it. */
START_TEST(the_old_text_is_in_the_audit_alone)
{
	struct crm_rectification what = order(contact->id, "enquiries.0.note", "Spoke calmly");
	struct list rows = {0}, counts = {0};
	struct err err = {""};
	put_right(&what);
	struct store_options options = {.database = house.database, .clock = &house.clock};
	struct store *store = store_open(&options, &err);
	ck_assert_msg(store != NULL, "%s", err.text);
	struct tx *tx = store_read(store);
	ck_assert_int_eq(audit_read(tx, contact->id, &house.arena, &rows), 0);
	store_done(tx);
	const struct audit_row *last = LIST_AT(struct audit_row, &rows, rows.count - 1);
	ck_assert_str_eq(last->action, "contact.rectify");
	ck_assert_uint_eq(last->changes.count, 1);
	ck_assert_str_eq(
	    ((const struct audit_change *)last->changes.items)->was, "She shouted at the crew");
	struct crm_erasure erasure = {.as = "d.pool",
	    .customer = amina->id,
	    .because = "asked for it",
	    .with_open_cases = true};
	ck_assert_int_eq(
	    crm_erase(house.crm, "ctl:test", &erasure, &house.arena, &counts, &err), 0);
	rows = (struct list){0};
	tx = store_read(store);
	ck_assert_int_eq(audit_read(tx, contact->id, &house.arena, &rows), 0);
	store_done(tx);
	LIST_EACH(struct audit_row, row, &rows)
	ck_assert_uint_eq(row->changes.count, 0);
	store_close(store);
}
END_TEST

START_TEST(a_refusal_keeps_their_statement)
{
	const struct case_open *opens = ((const struct enquiry *)referred->enquiries.items)->opens;
	struct crm_rectification what = order(opens->reference, "note", NULL);
	struct list counts = {0}, all = {0};
	struct err err = {""};
	refused(order(opens->reference, "no_such", "x"), "there is no text of the person");
	what.statement = "I was not at home that day";
	what.place = "summary";
	put_right(&what);
	const struct correction *correction = item_of(opens->id)->correction;
	ck_assert_str_eq(correction->state, "refused");
	ck_assert_str_eq(correction->statement, "I was not at home that day");
	struct crm_erasure erasure = {.as = "d.pool",
	    .customer = amina->id,
	    .because = "asked for it",
	    .with_open_cases = true};
	ck_assert_int_eq(
	    crm_erase(house.crm, "ctl:test", &erasure, &house.arena, &counts, &err), 0);
	ck_assert_int_eq(crm_list(house.crm, &correction_record, &house.arena, &all, &err), 0);
	ck_assert_uint_eq(all.count, 1);
	correction = all.items;
	ck_assert_ptr_null(correction->customer);
	ck_assert_ptr_null(correction->statement);
	ck_assert_str_eq(correction->because, "");
}
END_TEST

START_TEST(it_is_refused_for_good_reasons)
{
	struct crm_rectification what = order(amina->id, "born", "1949-03-14");
	put_right(&what);
	ck_assert_str_eq(page()->customer->born, "1949-03-14");
	refused(order(amina->id, "born", "in March"), "born is not a date");
	refused(order(amina->id, "id", "x"), "there is no text of the person");
	refused(order(amina->id, "sharing", "full"), "there is no text of the person");
	refused(order(amina->id, "names.1.family", "x"), "there is no text of the person");
	refused(order(amina->id, "names.0", "x"), "there is no text of the person");
	refused(order("nobody", "born", "1949-03-14"), "there is no customer");
	what.as = "v.sharp";
	refused(what, "the role supervisor does not allow it");
	what = order(amina->id, "born", NULL);
	refused(what, "--statement");
	what.because = "x";
	refused(what, "--because");
	struct contact *open = house_contact(&ellis, "missed-bin", "resolved");
	open->customer = amina->id;
	open->note = "Still on the line";
	ck_assert_int_eq(put_contact(&ellis, open, NULL).problem, PROBLEM_NONE);
	refused(order(open->id, "note", "x"), "still goes on");
	struct contact *nobodys = house_contact(&ellis, "missed-bin", "resolved");
	nobodys->ended = house.now;
	ck_assert_int_eq(put_contact(&ellis, nobodys, NULL).problem, PROBLEM_NONE);
	refused(order(nobodys->id, "note", "x"), "it is nobody's");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rectification");
	TCase *tests = tcase_create("rectification");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, a_name_is_put_right_and_found);
	tcase_add_test(tests, a_note_is_put_right_and_the_history_says_so);
	tcase_add_test(tests, the_old_text_is_in_the_audit_alone);
	tcase_add_test(tests, a_refusal_keeps_their_statement);
	tcase_add_test(tests, it_is_refused_for_good_reasons);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
