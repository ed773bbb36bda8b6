/* Who spoke for a customer: the authority that a contact names is one of the customer's record, in
 * force on the day it began; history and case say it, and an erased caller is named no more. */
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis, hart;
static struct customer *holt, *son;
static struct relation letter;

static void
import(struct customer *customer)
{
	struct crm_counts counts;
	struct err err;
	ck_assert_msg(crm_import_customers(house.crm, "ctl:test", customer, 1, &counts, &err) == 0,
	    "%s", err.text);
}

static void
relate(struct relation *relations, size_t count)
{
	struct query look = {.params = {holt->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &look);
	struct customer was = {.relations = page->customer->relations},
			now = {.relations = {relations, count}};
	struct customer_change *body = record_new(&house.arena, &customer_change_record);
	*body = (struct customer_change){holt->id, &was, &now};
	struct query query = {.params = {holt->id},
	    .operation = house_id(&house),
	    .of = &customer_change_record,
	    .body = body};
	ck_assert_int_eq(visit(&ellis, ROUTE_CHANGE_CUSTOMER, &query).problem, PROBLEM_NONE);
}

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	holt = house_customer(&house, "Enid", "Holt", NULL, "3 Mill Row", "PR6 9RG");
	son = house_customer(&house, "Robert", "Holt", NULL, "9 Union Street", "PR7 1AB");
	import(holt);
	import(son);
	letter = (struct relation){.id = house_id(&house),
	    .kind = "representative",
	    .customer = son->id,
	    .authority = "written_consent",
	    .role = "son",
	    .from = "2026-11-01",
	    .until = "2026-11-20"};
	relate(&letter, 1);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct contact *
called(const char *relation, const char *authority)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->customer = holt->id;
	contact->caller_relation = relation;
	contact->caller_name = "Robert HOLT";
	contact->caller_role = "son";
	contact->authority = authority;
	return contact;
}

static enum problem_type
put(const struct contact *contact)
{
	return put_contact(&ellis, contact, house_id(&house)).problem;
}

static const struct contact *
kept(const struct contact *contact)
{
	struct query query = {.params = {contact->id}};
	return visit_ok(&ellis, ROUTE_CONTACT, &query);
}

START_TEST(an_authority_in_force_is_kept_with_its_last_day)
{
	struct contact *contact = called(letter.id, "written_consent");
	contact->authority_until = "2099-01-01"; /* the record says, not the desk */
	ck_assert_int_eq(put(contact), PROBLEM_NONE);
	const struct contact *now = kept(contact);
	ck_assert_str_eq(now->caller_name, "Robert HOLT");
	ck_assert_str_eq(now->caller_role, "son");
	ck_assert_str_eq(now->authority, "written_consent");
	ck_assert_str_eq(now->authority_until, "2026-11-20");
	ck_assert_str_eq(now->caller_relation, letter.id);
}
END_TEST

START_TEST(one_that_is_not_in_force_is_refused_and_nothing_is_kept)
{
	struct contact *contact = called(letter.id, "written_consent");
	contact->began += MICROS_DAY; /* the day after its last */
	struct crm_answer answer = put_contact(&ellis, contact, house_id(&house));
	ck_assert_int_eq(answer.problem, PROBLEM_AUTHORITY);
	ck_assert_str_eq(answer.field, "authority");
	struct query query = {.params = {contact->id}};
	visit_refused(&ellis, ROUTE_CONTACT, &query, PROBLEM_NOT_FOUND);
	contact->began -= 30 * MICROS_DAY; /* before its first */
	ck_assert_int_eq(put(contact), PROBLEM_AUTHORITY);
	/* The same contact without it is taken. */
	contact->authority = NULL;
	ck_assert_int_eq(put(contact), PROBLEM_NONE);
	ck_assert_ptr_null(kept(contact)->authority);
	ck_assert_str_eq(kept(contact)->caller_name, "Robert HOLT");
}
END_TEST

/* Sent when the line is back, it is the day of the call that counts. */
START_TEST(what_comes_late_is_judged_by_its_day)
{
	house.now += 5 * MICROS_DAY;
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* the session had ended */
	struct contact *contact = called(letter.id, "written_consent");
	contact->began = HOUSE_NOW;
	ck_assert_int_eq(put(contact), PROBLEM_NONE);
}
END_TEST

START_TEST(it_must_be_the_one_of_the_record)
{
	struct relation both[] = {
	    letter, {.id = house_id(&house), .kind = "household", .name = "Mrs Dyer"}};
	relate(both, 2);
	ck_assert_int_eq(put(called(letter.id, "power_of_attorney")), PROBLEM_AUTHORITY);
	ck_assert_int_eq(put(called(both[1].id, "written_consent")), PROBLEM_AUTHORITY);
	ck_assert_int_eq(put(called(house_id(&house), "written_consent")), PROBLEM_AUTHORITY);
	ck_assert_int_eq(put(called(NULL, "written_consent")), PROBLEM_AUTHORITY);
	/* Theirs, not another's. */
	struct contact *contact = called(letter.id, "written_consent");
	contact->customer = son->id;
	ck_assert_int_eq(put(contact), PROBLEM_AUTHORITY);
}
END_TEST

START_TEST(taken_away_it_holds_no_more)
{
	struct contact *contact = called(letter.id, "written_consent");
	ck_assert_int_eq(put(contact), PROBLEM_NONE);
	relate(NULL, 0);
	contact->step++;
	ck_assert_int_eq(put(contact), PROBLEM_AUTHORITY);
	ck_assert_int_eq(put(called(letter.id, "written_consent")), PROBLEM_AUTHORITY);
}
END_TEST

START_TEST(who_and_for_whom_is_said)
{
	struct contact *contact = called(letter.id, "written_consent");
	contact->caller_name = NULL;
	ck_assert_int_eq(put(contact), PROBLEM_BAD_FIELD);
	contact = called(NULL, NULL);
	contact->customer = NULL;
	ck_assert_int_eq(put(contact), PROBLEM_BAD_FIELD);
}
END_TEST

START_TEST(history_and_case_say_it)
{
	struct lease lease = {0};
	struct contact *contact = called(letter.id, "written_consent");
	struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	enquiry->outcome = "referred";
	enquiry->responsible = "chorley";
	struct case_open opens = {.id = house_id(&house),
	    .reference = house_reference(&ellis, &lease),
	    .queue = "waste-round"};
	enquiry->opens = &opens;
	struct crm_answer answer = put_contact(&ellis, contact, house_id(&house));
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s", answer.field);
	struct query look = {.params = {holt->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &look);
	const struct history_item *item = LIST_AT(struct history_item, &page->history, 0);
	ck_assert_str_eq(item->behalf->name, "Robert HOLT");
	ck_assert_str_eq(item->behalf->authority, "written_consent");
	ck_assert_str_eq(item->behalf->until, "2026-11-20");
	struct query open = {.params = {opens.reference}};
	const struct case_page *shown = visit_ok(&hart, ROUTE_CASE, &open);
	ck_assert_str_eq(shown->behalf->name, "Robert HOLT");
	ck_assert_str_eq(shown->behalf->role, "son");
	ck_assert_str_eq(shown->behalf->authority, "written_consent");
}
END_TEST

START_TEST(an_erased_caller_is_named_no_more)
{
	struct err err;
	struct contact *contact = called(letter.id, "written_consent");
	ck_assert_int_eq(put(contact), PROBLEM_NONE);
	struct list counts = {0};
	struct crm_erasure what = {
	    .as = "d.pool", .customer = son->id, .because = "He asked for it in writing"};
	ck_assert_msg(crm_erase(house.crm, "ctl:test", &what, &house.arena, &counts, &err) == 0,
	    "%s", err.text);
	const struct contact *now = kept(contact);
	ck_assert_str_eq(now->caller_name, "");
	ck_assert_ptr_null(now->caller_role);
	ck_assert_ptr_null(now->caller_relation);
	ck_assert_str_eq(now->customer, holt->id);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store/behalf");
	TCase *tcase = tcase_create("behalf");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, an_authority_in_force_is_kept_with_its_last_day);
	tcase_add_test(tcase, one_that_is_not_in_force_is_refused_and_nothing_is_kept);
	tcase_add_test(tcase, what_comes_late_is_judged_by_its_day);
	tcase_add_test(tcase, it_must_be_the_one_of_the_record);
	tcase_add_test(tcase, taken_away_it_holds_no_more);
	tcase_add_test(tcase, who_and_for_whom_is_said);
	tcase_add_test(tcase, history_and_case_say_it);
	tcase_add_test(tcase, an_erased_caller_is_named_no_more);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
