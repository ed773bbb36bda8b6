/* One list of everything that was done for a customer: every kind in its place, page after page
 * without a gap, and picked by words. */
#include "store/history.h"
#include "helpers/tap.h"
#include "store/house.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor ellis, cole, hart;
static struct customer *jo;

static void
publish(const char *service, const char *title, const char *more)
{
	char text[400];
	snprintf(text, sizeof text,
	    "service: %s\ntitle: { en: %s, cy: Gwasanaeth %s }\nprovided_by: any\nowner: { team: "
	    "a, "
	    "email: a@lancashire.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\n%s",
	    service, title, service, more);
	house_publish(house.crm, service, text);
}

static void
setup(void)
{
	struct crm_counts counts;
	struct err err;
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	publish("missed-bin", "Bins not emptied", "");
	publish("refuge", "A safe place", "sensitive: true\n");
	jo = house_customer(&house, "Jo", "Kay", NULL, "1 Union Street", "PR7 1AB");
	jo->sharing = "full";
	ck_assert_int_eq(crm_import_customers(house.crm, "ctl:test", jo, 1, &counts, &err), 0);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct contact *
put(struct contact *contact)
{
	contact->customer = jo->id;
	contact->began = house.now += MICROS_MINUTE;
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	enquiry->began = contact->began;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	return contact;
}

static struct contact *
without_enquiry(const char *channel, const char *direction, const char *note)
{
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	contact->enquiries = (struct list){0};
	contact->channel = channel;
	contact->direction = direction;
	contact->note = note;
	return put(contact);
}

static void
work(const char *case_id, const char *kind, const char *text)
{
	house.now += MICROS_MINUTE;
	ck_assert_int_eq(house_work(&hart, case_id, kind, text).problem, PROBLEM_NONE);
}

static const struct customer_page *
read_for(const struct visitor *who, const char *contact, const char *before, const char *filter)
{
	struct query query = {.params = {jo->id},
	    .query = {contact ? contact : house_id(&house), NULL, NULL, before, NULL, filter}};
	return visit_ok(who, ROUTE_CUSTOMER, &query);
}

/* A contact of one enquiry, closed and reopened; a letter; one whose caller hung up. */
START_TEST(every_kind_is_in_its_place)
{
	struct lease lease = {0};
	struct contact *empty = without_enquiry("phone", NULL, NULL);
	struct contact *letter = without_enquiry("post", "out", "sent the form");
	struct contact *bin = house_contact(&ellis, "missed-bin", "referred");
	struct enquiry *enquiry = LIST_AT(struct enquiry, &bin->enquiries, 0);
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .reference = house_reference(&ellis, &lease),
	    .queue = "waste-round",
	    .due = house.now + MICROS_HOUR};
	enquiry->responsible = "chorley";
	put(bin);
	work(enquiry->opens->id, "note", "not to be seen here");
	work(enquiry->opens->id, "close", "emptied on Friday");
	work(enquiry->opens->id, "reopen", "not done");
	struct contact *booked = put(house_contact(&ellis, "missed-bin", "booked"));
	const struct customer_page *page = read_for(&ellis, NULL, NULL, NULL);
	static const struct {
		const char *kind, *happened;
	} wanted[] = {{"enquiry", NULL}, {"event", "reopen"}, {"event", "close"}, {"case", NULL},
	    {"contact", NULL}, {"contact", NULL}};
	ck_assert_uint_eq(page->history.count, 6);
	const struct history_item *items[6];
	for (size_t i = 0; i < 6; i++) {
		items[i] = LIST_AT(struct history_item, &page->history, i);
		ck_assert_str_eq(items[i]->kind, wanted[i].kind);
		ck_assert_str_eq(items[i]->happened ? items[i]->happened : "",
		    wanted[i].happened ? wanted[i].happened : "");
		ck_assert(i == 0 || items[i]->at < items[i - 1]->at);
	}
	ck_assert_str_eq(items[0]->outcome, "booked");
	ck_assert_str_eq(items[2]->note, "emptied on Friday");
	ck_assert_str_eq(items[2]->reference, enquiry->opens->reference);
	ck_assert_int_gt(items[3]->due, enquiry->opens->due); /* anew since it was reopened */
	ck_assert_str_eq(items[4]->direction, "out");
	ck_assert_str_eq(items[4]->note, "sent the form");
	ck_assert_str_eq(items[4]->id, letter->id);
	ck_assert_str_eq(items[5]->id, empty->id);
	/* Read for a contact that has nothing in it yet: that one is no history. */
	page = read_for(&ellis, empty->id, NULL, NULL);
	ck_assert_uint_eq(page->history.count, 5);
	/* A line's enquiry opens its contact. */
	struct query query = {.params = {items[0]->id}};
	const struct contact *whole = visit_ok(&ellis, ROUTE_CONTACT, &query);
	ck_assert_str_eq(whole->id, booked->id);
	/* Of another desk: for a purpose. */
	visit_refused(&hart, ROUTE_CONTACT, &query, PROBLEM_PURPOSE_NEEDED);
	query.query[0] = booked->id; /* no contact of this desk */
	visit_refused(&hart, ROUTE_CONTACT, &query, PROBLEM_PURPOSE_NEEDED);
	query.query[0] = house_id(&house);
	visit_ok(&hart, ROUTE_CONTACT, &query);
}
END_TEST

/* Contacts with many enquiries at one moment, and cases that happened between. */
static void
log_many(size_t contacts, size_t each)
{
	for (size_t i = 0; i < contacts; i++) {
		struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
		while (contact->enquiries.count < each) {
			struct enquiry *enquiry =
			    list_add(&house.arena, &contact->enquiries, &enquiry_record);
			*enquiry = (struct enquiry){.id = house_id(&house),
			    .service = "missed-bin",
			    .outcome = "resolved",
			    .began = house.now};
		}
		LIST_AT(struct enquiry, &contact->enquiries, each / 2)->note =
		    arena_printf(&house.arena, "needle%zu", i);
		put(contact);
	}
}

START_TEST(pages_leave_nothing_out)
{
	struct lease lease = {0};
	log_many(3, 7);
	for (int i = 0; i < 3; i++) {
		struct contact *contact = house_case(&ellis, "waste-round", "chorley", &lease, jo);
		const char *id = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->id;
		work(id, "close", "done");
		work(id, "reopen", "not done");
		without_enquiry("phone", NULL, "rang");
	}
	struct store *store = house_store(&house);
	struct tx *tx = store_read(store);
	struct list all = {0};
	ck_assert_int_eq(history(tx, jo->id, NULL, NULL, 100, &house.arena, &all), 0);
	ck_assert_uint_eq(all.count, 3 * 7 + 3 * 4);
	for (size_t most = 1; most < 6; most++) {
		const char *before = NULL;
		size_t n = 0;
		for (;;) {
			struct list page = {0};
			history(tx, jo->id, NULL, before, most, &house.arena, &page);
			LIST_EACH(struct history_line, line, &page)
			{
				ck_assert_uint_lt(n, all.count);
				ck_assert_str_eq(
				    line->key, LIST_AT(struct history_line, &all, n++)->key);
				before = line->key;
			}
			if (page.count < most)
				break;
		}
		ck_assert_uint_eq(n, all.count);
	}
	store_done(tx);
	store_close(store);
}
END_TEST

START_TEST(words_are_looked_for_in_all_of_it)
{
	put(house_contact(&ellis, "refuge", "signposted"));
	log_many(6, 50);
	const struct customer_page *page = read_for(&ellis, NULL, NULL, NULL);
	ck_assert_ptr_nonnull(page->next);
	page = read_for(&ellis, NULL, NULL, "needle0");
	ck_assert_uint_eq(page->history.count, 1);
	ck_assert_ptr_null(page->next);
	/* By a title, in any language; more than a page. */
	page = read_for(&ellis, NULL, NULL, "gwasanaeth empt resolved 2026");
	ck_assert_uint_eq(page->history.count, 50);
	ck_assert_uint_eq(page->earlier.count, 0);
	size_t count = 0;
	const char *before = NULL;
	do {
		page = read_for(&ellis, NULL, before, "bins chorley");
		count += page->history.count;
		before = page->next;
	} while (before);
	ck_assert_uint_eq(count, 300);
	page = read_for(&ellis, NULL, NULL, "nothing-of-this");
	ck_assert_uint_eq(page->history.count, 0);
	/* What is withheld is found as that, and not by what it is about. */
	page = read_for(&ellis, NULL, NULL, "refuge");
	ck_assert_uint_eq(page->history.count, 1);
	static const char *const secrets[] = {"refuge", "safe", "signposted"};
	for (int i = 0; i < 3; i++) {
		page = read_for(&cole, NULL, NULL, secrets[i]);
		ck_assert_uint_eq(page->history.count, 0);
	}
	page = read_for(&cole, NULL, NULL, "withheld");
	ck_assert_uint_eq(page->history.count, 1);
	ck_assert_ptr_null(LIST_AT(struct history_item, &page->history, 0)->service);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store/history");
	TCase *c = tcase_create("history");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, every_kind_is_in_its_place);
	tcase_add_test(c, pages_leave_nothing_out);
	tcase_add_test(c, words_are_looked_for_in_all_of_it);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
