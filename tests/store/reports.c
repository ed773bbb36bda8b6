/* FPOC and the uptake of offers: what is counted where, and what is left out. */
#include "helpers/tap.h"
#include "store/db.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis, cole;

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
}

static void
teardown(void)
{
	house_release(&house);
}

static struct enquiry *
log_one(const struct visitor *who, const char *service, const char *outcome, const char *reply)
{
	struct contact *contact = house_contact(who, service, outcome);
	struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	contact->began = enquiry->began = house.now;
	if (reply) {
		enquiry->offer = "missed-bin";
		enquiry->offer_reply = reply;
	}
	ck_assert_int_eq(put_contact(who, contact, house_id(&house)).problem, PROBLEM_NONE);
	return enquiry;
}

static struct list
read_report(enum crm_report report, enum crm_report_by by, micros from, micros to)
{
	struct list out = {0};
	struct err err;
	ck_assert_int_eq(
	    crm_report(house.crm, "ctl:test", report, by, from, to, &house.arena, &out, &err), 0);
	return out;
}

static const struct outcome_count *
of_group(const struct list *list, const char *group)
{
	LIST_EACH(struct outcome_count, count, list)
	if (strcmp(count->group, group) == 0)
		return count;
	ck_abort_msg("no %s", group);
}

START_TEST(offers_are_left_out_and_anonymous_callers_count)
{
	log_one(&ellis, "missed-bin", "resolved", NULL); /* nobody said who they are */
	log_one(&ellis, "missed-bin", "resolved", NULL);
	log_one(&ellis, "blue-badge", "referred", NULL);
	log_one(&ellis, "blue-badge", "callback", NULL);
	log_one(&ellis, "blue-badge", "signposted", NULL);
	log_one(&cole, "blue-badge", "abandoned", NULL);
	log_one(&ellis, "assisted-bin", "resolved", "no"); /* an offer */
	struct list all = read_report(
	    CRM_REPORT_FPOC, CRM_BY_ALL, house.now - MICROS_DAY, house.now + MICROS_DAY);
	ck_assert_uint_eq(all.count, 1);
	const struct outcome_count *count = of_group(&all, "all");
	ck_assert_int_eq(count->resolved, 2);
	ck_assert_int_eq(count->referred, 1);
	ck_assert_int_eq(count->callback, 1);
	ck_assert_int_eq(count->signposted, 1);
	ck_assert_int_eq(count->abandoned, 1);
	ck_assert_int_eq(count->booked, 0);
}
END_TEST

START_TEST(it_is_counted_by_council_service_and_time)
{
	log_one(&ellis, "missed-bin", "resolved", NULL);
	log_one(&cole, "missed-bin", "resolved", NULL);
	log_one(&cole, "blue-badge", "resolved", NULL);
	micros before = house.now;
	house.now += 2 * MICROS_HOUR;
	log_one(&ellis, "missed-bin", "referred", NULL);
	struct list councils = read_report(CRM_REPORT_FPOC, CRM_BY_COUNCIL, before, house.now + 1);
	ck_assert_int_eq(of_group(&councils, "chorley")->resolved, 1);
	ck_assert_int_eq(of_group(&councils, "chorley")->referred, 1);
	ck_assert_int_eq(of_group(&councils, "burnley")->resolved, 2);
	struct list services = read_report(CRM_REPORT_FPOC, CRM_BY_SERVICE, before, house.now);
	ck_assert_int_eq(of_group(&services, "missed-bin")->resolved, 2);
	ck_assert_int_eq(of_group(&services, "missed-bin")->referred, 0); /* its end is not in */
	ck_assert_uint_eq(read_report(CRM_REPORT_FPOC, CRM_BY_ALL, before + 1, house.now).count, 0);
}
END_TEST

static int64_t
volume(const struct visitor *who, const char *council, const char *service, const char *mechanism)
{
	struct query query = {.query = {council}};
	const struct volume_page *page = visit_ok(who, ROUTE_VOLUMES, &query);
	int64_t sum = 0;
	LIST_EACH(struct volume, item, &page->items)
	if (strcmp(item->service, service) == 0 && strcmp(item->mechanism, mechanism) == 0)
		sum += item->count;
	return sum;
}

static void
log_by(const char *channel, const char *direction, const char *outcome, const char *reply)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", outcome);
	struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	contact->channel = channel;
	contact->direction = direction;
	contact->began = enquiry->began = house.now;
	enquiry->offer_reply = reply;
	enquiry->offer = reply ? "missed-bin" : NULL;
	ck_assert_int_eq(put_contact(&ellis, contact, house_id(&house)).problem, PROBLEM_NONE);
}

/* What is paid at the provider's, and who went out alone: made beside the contact. */
static void
paid_and_visited(void)
{
	struct err err = {""};
	struct db *db = db_open(house.database, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	db_begin(db, true);
	static const char *const payments[] = {"success", "failed"}, *const visits[] = {
									 "back", "planned"};
	db_run(db,
	    "INSERT INTO officer (id, name, team, council, version) VALUES ('w.hart', 'W. Hart', "
	    "'chorley-waste', 'chorley', 900) ON CONFLICT (id) DO NOTHING",
	    NO_VALUES);
	for (int i = 0; i < 2; i++) {
		const char *id = house_id(&house);
		db_run(db,
		    "INSERT INTO payment (id, contact, enquiry, service, council, amount, "
		    "description, reference, state, made) VALUES ($1, $1, $1, 'missed-bin', "
		    "'chorley', 500, 'A bin', $1, $2, $3)",
		    VALUES(v_text(id), v_text(payments[i]), v_number(house.now)));
		db_run(db,
		    "INSERT INTO visit (id, worker, team, council, service, place, state, begins, "
		    "ends) VALUES ($1, 'w.hart', 'chorley-waste', 'chorley', 'missed-bin', "
		    "'Here', $2, $3, $3)",
		    VALUES(v_text(id), v_text(visits[i]), v_number(house.now)));
	}
	ck_assert_msg(db_commit(db) == 0, "%s", db->message);
	db_close(db);
}

START_TEST(each_channel_is_the_volume_of_its_mechanism)
{
	static const char *const ways[][3] = {{"phone", NULL, "telephone"},
	    {"email", NULL, "email"}, {"web", NULL, "e-forms"}, {"gateway", NULL, "outreach"},
	    {"phone", "out", "outbound"}};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		log_by(ways[i][0], ways[i][1], "resolved", NULL);
		log_by(ways[i][0], ways[i][1], "resolved", "yes"); /* an offer is none of its own */
	}
	log_by("counter", NULL, "booked", NULL);
	paid_and_visited();
	struct visitor sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		ck_assert_int_eq(volume(&sharp, "chorley", "missed-bin", ways[i][2]), 1);
		ck_assert_int_eq(volume(&sharp, NULL, "missed-bin", ways[i][2]), 1);
		ck_assert_int_eq(volume(&sharp, "burnley", "missed-bin", ways[i][2]), 0);
	}
	ck_assert_int_eq(volume(&sharp, "chorley", "missed-bin", "appointments"), 1);
	ck_assert_int_eq(volume(&sharp, "chorley", "missed-bin", "payments"), 1);
	ck_assert_int_eq(volume(&sharp, "chorley", "missed-bin", "lone-workers"), 1);
	ck_assert_int_eq(volume(&sharp, "chorley", "missed-bin", "fulfilment"), 0);
	house.now += 2 * 365 * MICROS_DAY; /* it is of the year before */
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
	ck_assert_int_eq(volume(&sharp, "chorley", "missed-bin", "telephone"), 0);
	struct query bad = {.query = {NULL, "soon"}};
	visit_refused(&sharp, ROUTE_VOLUMES, &bad, PROBLEM_BAD_FIELD);
}
END_TEST

START_TEST(offers_are_counted_by_what_was_said)
{
	log_one(&ellis, "assisted-bin", "resolved", "no");
	log_one(&ellis, "assisted-bin", "resolved", "later");
	log_one(&ellis, "assisted-bin", "callback", "yes");
	log_one(&ellis, "fire-check", "resolved", "no");
	log_one(&ellis, "missed-bin", "resolved", NULL);
	struct list list = read_report(CRM_REPORT_OFFERS, CRM_BY_SERVICE, house.now, house.now + 1);
	ck_assert_uint_eq(list.count, 2);
	const struct offer_count *count = LIST_AT(struct offer_count, &list, 0);
	ck_assert_str_eq(count->group, "assisted-bin");
	ck_assert_int_eq(count->offered, 3);
	ck_assert_int_eq(count->yes, 1);
	ck_assert_int_eq(count->no, 1);
	ck_assert_int_eq(count->later, 1);
}
END_TEST

/* ---- what a customer said before ---- */

static const struct list *
read_offers(const struct visitor *who, const char *customer, const char *contact)
{
	struct query query = {.params = {customer}, .query = {contact}};
	return &((const struct customer_page *)visit_ok(who, ROUTE_CUSTOMER, &query))->offers;
}

static const char *
log_of(const struct visitor *who, const char *customer, const char *service, const char *reply)
{
	struct contact *contact = house_contact(who, service, "resolved");
	struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	contact->customer = customer;
	contact->began = enquiry->began = house.now;
	enquiry->offer = "missed-bin";
	enquiry->offer_reply = reply;
	ck_assert_int_eq(put_contact(who, contact, house_id(&house)).problem, PROBLEM_NONE);
	house.now += MICROS_MINUTE;
	return contact->id;
}

START_TEST(the_last_word_on_an_offer_counts_at_every_council)
{
	struct crm_counts counts;
	struct err err;
	struct customer *amina =
	    house_customer(&house, "Amina", "Patel", NULL, "14 Union Street", "PR7 1AB");
	ck_assert_int_eq(crm_import_customers(house.crm, "ctl:test", amina, 1, &counts, &err), 0);
	house_publish(
	    house.crm, "assisted-bin", "service: assisted-bin\ntitle: X\nprovided_by: district\n");
	house_publish(house.crm, "refuge",
	    "service: refuge\ntitle: X\nprovided_by: district\nsensitive: true\n");
	log_of(&ellis, amina->id, "assisted-bin", "later");
	log_of(&ellis, amina->id, "refuge", "no");
	const char *last = log_of(&ellis, amina->id, "assisted-bin", "no");
	const struct list *own = read_offers(&ellis, amina->id, house_id(&house));
	ck_assert_uint_eq(own->count, 2);
	ck_assert_str_eq(LIST_AT(struct offer_said, own, 0)->reply, "no");
	/* Not what was said in this very contact. */
	ck_assert_str_eq(
	    LIST_AT(struct offer_said, read_offers(&ellis, amina->id, last), 1)->reply, "later");
	/* Burnley hears of the one, and nothing of the sensitive one. */
	const struct list *other = read_offers(&cole, amina->id, house_id(&house));
	ck_assert_uint_eq(other->count, 1);
	ck_assert_str_eq(LIST_AT(struct offer_said, other, 0)->service, "assisted-bin");
}
END_TEST

static const struct late_page *
late(const struct visitor *who, const char *after)
{
	struct query query = {.query = {"noise", "chorley", after}};
	return visit_ok(who, ROUTE_OUT_OF_HOURS, &query);
}

START_TEST(what_was_taken_while_it_was_closed)
{
	micros day = london_micros((struct date){2026, 11, 19}, 0, 0); /* a Thursday */
	const char *text = "service: noise\ntitle: Noise\nprovided_by: district\nowner: { team: t, "
			   "email: t@x.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\n"
			   "hours: Mo-Fr 09:00-17:00\nmechanisms: [telephone, out-of-hours]\n";
	house_publish(house.crm, "noise", text);
	static const int hours[] = {8, 10, 16, 18, 22};
	for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
		house.now = day + hours[i] * MICROS_HOUR;
		ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
		log_one(&ellis, "noise", "resolved", NULL);
	}
	log_one(&ellis, "missed-bin", "resolved", NULL); /* of another service */
	const struct late_page *page = late(&ellis, NULL);
	ck_assert_uint_eq(page->items.count, 3);
	ck_assert_ptr_null(page->next);
	ck_assert_int_eq(LIST_AT(struct late_enquiry, &page->items, 0)->began,
	    day + 22 * MICROS_HOUR); /* the newest first */
	ck_assert_int_eq(
	    LIST_AT(struct late_enquiry, &page->items, 2)->began, day + 8 * MICROS_HOUR);
	/* Behind a key only what is older; and none who may not read queues. */
	const char *behind = arena_printf(&house.arena, "%lld.%s",
	    (long long)(day + 18 * MICROS_HOUR), LIST_AT(struct late_enquiry, &page->items, 1)->id);
	ck_assert_uint_eq(late(&ellis, behind)->items.count, 1);
	struct visitor reed = house_visitor(&house, "t.reed", "chorley-oss-2");
	struct query query = {.query = {"noise", "chorley"}}, none = {.query = {"none", "chorley"}};
	visit_refused(&reed, ROUTE_OUT_OF_HOURS, &query, PROBLEM_NOT_PERMITTED);
	visit_refused(&ellis, ROUTE_OUT_OF_HOURS, &none, PROBLEM_NOT_FOUND);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("reports");
	TCase *tcase = tcase_create("reports");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, offers_are_left_out_and_anonymous_callers_count);
	tcase_add_test(tcase, it_is_counted_by_council_service_and_time);
	tcase_add_test(tcase, each_channel_is_the_volume_of_its_mechanism);
	tcase_add_test(tcase, offers_are_counted_by_what_was_said);
	tcase_add_test(tcase, the_last_word_on_an_offer_counts_at_every_council);
	tcase_add_test(tcase, what_was_taken_while_it_was_closed);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
