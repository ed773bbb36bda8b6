/* What another council did, and what was sensitive, by every way to it: the history is not the only
 * door. */
#include "helpers/tap.h"
#include "store/audit.h"
#include "store/house.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor ellis, cole, hart, sharp;
static struct customer *jo;
static struct lease lease;

static void
publish(const char *service, const char *more)
{
	char text[400];
	snprintf(text, sizeof text,
	    "service: %s\ntitle: A service\nprovided_by: any\nowner: { team: a, email: "
	    "a@lancashire.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\n%s",
	    service, more);
	house_publish(house.crm, service, text);
}

static void
setup(void)
{
	struct crm_counts counts;
	struct err err;
	house_init(&house);
	lease = (struct lease){0};
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-2");
	publish("missed-bin", "");
	publish("refuge", "sensitive: true\n");
	jo = house_customer(&house, "Jo", "Kay", NULL, "1 Union Street", "PR7 1AB");
	jo->sharing = "full";
	ck_assert_int_eq(crm_import_customers(house.crm, "ctl:test", jo, 1, &counts, &err), 0);
}

static void
teardown(void)
{
	house_release(&house);
}

static void
share(const char *how)
{
	struct customer was = {.sharing = jo->sharing}, now = {.sharing = how};
	ck_assert_int_eq(house_change(&ellis, jo->id, &was, &now).problem, PROBLEM_NONE);
	jo->sharing = how;
}

/* A case of Ellis's in Chorley's queue about this service. */
static const struct case_open *
open_case(const char *service)
{
	struct contact *contact = house_contact(&ellis, service, "referred");
	struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	struct case_open *opens = record_new(&house.arena, &case_open_record);
	*opens = (struct case_open){.id = house_id(&house),
	    .reference = house_reference(&ellis, &lease),
	    .queue = "waste-round",
	    .summary = "very private"};
	enquiry->opens = opens;
	enquiry->responsible = "chorley";
	contact->customer = jo->id;
	house.now += MICROS_MINUTE;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	return opens;
}

static void
sees_case(const struct visitor *who, const struct case_open *opens, enum problem_type problem)
{
	struct query by_id = {.params = {opens->id}}, by_reference = {.params = {opens->reference}};
	const struct query *const ways[] = {&by_id, &by_reference};
	for (int i = 0; i < 2; i++) {
		if (problem != PROBLEM_NONE) {
			visit_refused(who, ROUTE_CASE, ways[i], problem);
			continue;
		}
		const struct case_page *page = visit_ok(who, ROUTE_CASE, ways[i]);
		ck_assert_str_eq(page->record->summary, "very private");
	}
}

START_TEST(a_case_follows_consent_and_policy)
{
	const struct case_open *bin = open_case("missed-bin"), *refuge = open_case("refuge");
	sees_case(&cole, bin, PROBLEM_NONE);
	sees_case(&cole, refuge, PROBLEM_WITHHELD);
	sees_case(&ellis, refuge, PROBLEM_NONE); /* took it */
	sees_case(&hart, refuge, PROBLEM_NONE);  /* it waits with her team */
	sees_case(&sharp, refuge, PROBLEM_WITHHELD);
	share("exists");
	sees_case(&cole, bin, PROBLEM_WITHHELD);
	sees_case(&sharp, bin, PROBLEM_NONE);
	share("none");
	sees_case(&cole, bin, PROBLEM_NOT_FOUND);
	sees_case(&cole, refuge, PROBLEM_NOT_FOUND);
	sees_case(&sharp, bin, PROBLEM_NONE);
	share("full");
	publish("missed-bin", "sharing: exists\n");
	sees_case(&cole, bin, PROBLEM_WITHHELD);
	publish("missed-bin", "sharing: none\n");
	sees_case(&cole, bin, PROBLEM_NOT_FOUND);
	publish("refuge", "sensitive: true\nknown_to: [supervisor]\n");
	sees_case(&sharp, refuge, PROBLEM_NONE);
	sees_case(&cole, refuge, PROBLEM_WITHHELD);
}
END_TEST

START_TEST(a_council_shares_no_more_than_it_says)
{
	const struct case_open *bin = open_case("missed-bin");
	struct council chorley[] = {{.id = "chorley",
	    .name = "Chorley Council",
	    .tier = "district",
	    .county = "lancashire",
	    .sharing = "none"}};
	struct err err;
	sees_case(&cole, bin, PROBLEM_NONE);
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &council_record, chorley, 1, &err), 0);
	sees_case(&cole, bin, PROBLEM_NOT_FOUND);
	sees_case(&sharp, bin, PROBLEM_NONE);
	struct query query = {.params = {jo->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&cole, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(page->history.count, 0);
	ck_assert_uint_eq(page->earlier.count, 0);
}
END_TEST

/* The consent to share, taken back, is the last word. */
START_TEST(consent_is_taken_back)
{
	const struct case_open *bin = open_case("missed-bin");
	struct consent agreed = {.id = house_id(&house), .kind = "sharing", .agreed = true},
		       back = {.id = house_id(&house), .kind = "sharing"};
	const struct {
		struct consent *consent;
		enum problem_type problem;
	} steps[] = {{&agreed, PROBLEM_NONE}, {&back, PROBLEM_NOT_FOUND}};
	struct query queue = {.params = {"chorley.waste-round"}};
	for (int i = 0; i < 2; i++) {
		struct customer was = {0}, now = {.consents = {steps[i].consent, 1}};
		struct customer_change change = {jo->id, &was, &now};
		struct query query = {.params = {jo->id},
		    .operation = house_id(&house),
		    .of = &customer_change_record,
		    .body = &change};
		house.now += MICROS_MINUTE;
		visit_ok(&ellis, ROUTE_CHANGE_CUSTOMER, &query);
		sees_case(&cole, bin, steps[i].problem);
		const struct case_list *list = visit_ok(&hart, ROUTE_QUEUE_CASES, &queue);
		ck_assert_uint_eq(list->items.count, 1); /* her own council's */
	}
}
END_TEST

/* Who may not see it may not work on it either, and the reply to work is not a reading. */
START_TEST(work_needs_the_sight_of_it)
{
	const struct case_open *refuge = open_case("refuge");
	struct case_event event = {
	    .id = house_id(&house), .kind = "note", .text = "seen", .at = house.now};
	struct query query = {.params = {refuge->id, event.id},
	    .operation = house_id(&house),
	    .of = &case_event_record,
	    .body = &event};
	visit_refused(&sharp, ROUTE_PUT_CASE_EVENT, &query, PROBLEM_WITHHELD);
	visit_ok(&hart, ROUTE_PUT_CASE_EVENT, &query);
	/* Nor is a case that is not seen a purpose to read the person. */
	query = (struct query){.params = {jo->id}, .query = {NULL, refuge->id}};
	visit_refused(&cole, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	visit_refused(&sharp, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	visit_ok(&hart, ROUTE_CUSTOMER, &query);
}
END_TEST

START_TEST(a_queue_shows_no_name_of_what_is_sensitive)
{
	const struct case_open *bin = open_case("missed-bin"), *refuge = open_case("refuge");
	struct query query = {.params = {"chorley.waste-round"}};
	const struct case_list *list = visit_ok(&hart, ROUTE_QUEUE_CASES, &query);
	ck_assert_uint_eq(list->items.count, 2);
	LIST_EACH(struct case_summary, item, &list->items)
	ck_assert(!item->withheld && item->service && item->customer_name);
	list = visit_ok(&sharp, ROUTE_QUEUE_CASES, &query);
	ck_assert_uint_eq(list->items.count, 2);
	LIST_EACH(struct case_summary, item, &list->items)
	{
		bool hidden = strcmp(item->reference, refuge->reference) == 0;
		ck_assert(hidden || strcmp(item->reference, bin->reference) == 0);
		ck_assert_int_eq(item->withheld, hidden);
		ck_assert(hidden == !item->service && hidden == !item->summary &&
			  hidden == !item->customer_name);
	}
}
END_TEST

START_TEST(a_contact_shows_each_enquiry_by_itself)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	struct enquiry *second = list_add(&house.arena, &contact->enquiries, &enquiry_record);
	*second = (struct enquiry){.id = house_id(&house),
	    .service = "refuge",
	    .outcome = "resolved",
	    .note = "very private",
	    .began = house.now};
	contact->customer = jo->id;
	contact->note = "rang from the refuge";
	contact->caller = "+441632960151";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	struct query query = {.params = {contact->id}, .query = {NULL, "she asked for it"}};
	const struct contact *read = visit_ok(&ellis, ROUTE_CONTACT, &query);
	ck_assert_uint_eq(read->enquiries.count, 2);
	ck_assert(!read->withheld);
	ck_assert_str_eq(read->note, contact->note);
	const struct visitor *const without[] = {&cole, &sharp};
	for (int i = 0; i < 2; i++) {
		read = visit_ok(without[i], ROUTE_CONTACT, &query);
		ck_assert_uint_eq(read->enquiries.count, 1);
		ck_assert_str_eq(
		    LIST_AT(struct enquiry, &read->enquiries, 0)->service, "missed-bin");
		ck_assert(read->withheld);
		ck_assert_ptr_null(read->note);
		ck_assert_ptr_null(read->caller);
	}
	share("exists");
	visit_refused(&cole, ROUTE_CONTACT, &query, PROBLEM_WITHHELD);
	share("none");
	visit_refused(&cole, ROUTE_CONTACT, &query, PROBLEM_NOT_FOUND);
	query.query[2] = "she asked me to look";
	visit_refused(&cole, ROUTE_CONTACT, &query, PROBLEM_NOT_FOUND);
}
END_TEST

/* The last entry about a record. */
static const struct audit_row *
last_entry(const char *id)
{
	struct list rows = house_audit(&house, id);
	ck_assert_uint_gt(rows.count, 0);
	return LIST_AT(struct audit_row, &rows, rows.count - 1);
}

START_TEST(the_glass_is_broken_for_one_reading)
{
	const struct case_open *refuge = open_case("refuge");
	struct query query = {.params = {refuge->reference}, .query = {"no"}};
	visit_refused(&cole, ROUTE_CASE, &query, PROBLEM_BAD_FIELD);
	query.query[0] = "she is at the counter, hurt";
	const struct case_page *page = visit_ok(&cole, ROUTE_CASE, &query);
	ck_assert_str_eq(page->record->summary, "very private");
	sees_case(&cole, refuge, PROBLEM_WITHHELD);
	const struct audit_row *row = last_entry(refuge->id);
	ck_assert_str_eq(row->action, "case.glass");
	ck_assert_ptr_nonnull(strstr(row->purpose, "at the counter, hurt"));
	query = (struct query){.params = {page->record->contact},
	    .query = {NULL, "she is at the counter", "she is at the counter, hurt"}};
	const struct contact *contact = visit_ok(&sharp, ROUTE_CONTACT, &query);
	ck_assert_uint_eq(contact->enquiries.count, 1);
	row = last_entry(contact->id);
	ck_assert_str_eq(row->action, "contact.glass");
	ck_assert_ptr_nonnull(strstr(row->purpose, "at the counter, hurt"));
	struct visitor pool = house_visitor(&house, "d.pool", "burnley-cc-1");
	visit_refused(&pool, ROUTE_CONTACT, &query, PROBLEM_NOT_PERMITTED);
}
END_TEST

/* A colleague's dialogue is not filled from what they may not know of; nor is it in their history.
 */
START_TEST(colleagues_are_not_all_told)
{
	struct contact *contact = house_contact(&ellis, "refuge", "resolved");
	contact->customer = jo->id;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	struct query query = {.params = {jo->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(page->earlier.count, 1);
	ck_assert(!LIST_AT(struct history_item, &page->history, 0)->withheld);
	for (int i = 0; i < 2; i++) {
		query.query[0] = house_id(&house);
		page = visit_ok(&sharp, ROUTE_CUSTOMER, &query);
		ck_assert_uint_eq(page->earlier.count, 0);
		ck_assert(LIST_AT(struct history_item, &page->history, 0)->withheld);
		publish("refuge", "# withdrawn next\nsensitive: true\n");
		house_publish(house.crm, "refuge", ""); /* withdrawn: no less sensitive */
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store/sharing");
	TCase *c = tcase_create("sharing");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, a_case_follows_consent_and_policy);
	tcase_add_test(c, a_council_shares_no_more_than_it_says);
	tcase_add_test(c, consent_is_taken_back);
	tcase_add_test(c, work_needs_the_sight_of_it);
	tcase_add_test(c, a_queue_shows_no_name_of_what_is_sensitive);
	tcase_add_test(c, a_contact_shows_each_enquiry_by_itself);
	tcase_add_test(c, the_glass_is_broken_for_one_reading);
	tcase_add_test(c, colleagues_are_not_all_told);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
