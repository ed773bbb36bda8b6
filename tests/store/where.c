/* Who does this at this door, at the CRM: what a desk says is verified, postcodes are looked up. */
#include "base/date.h"
#include "helpers/tap.h"
#include "store/audit.h"
#include "store/house.h"
#include "store/store.h"

#include <string.h>

static struct house house;
static struct visitor ellis;
static struct lease lease;

#define PUT(record, ...)                                                                           \
	do {                                                                                       \
		struct err err_ = {""};                                                            \
		ck_assert_msg(crm_put(house.crm, "ctl:test", record, __VA_ARGS__, 1, &err_) == 0,  \
		    "%s", err_.text);                                                              \
	} while (0)

static const char bins[] = "service: bins\n"
			   "title: Bins\n"
			   "provided_by: district\n"
			   "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			   "assured: 2026-10-01\n"
			   "review_by: 2027-04-01\n"
			   "dialogue:\n"
			   "  - section: Where\n"
			   "    prompts:\n"
			   "      - ask: place\n"
			   "        text: Where?\n"
			   "        type: address\n"
			   "        required: true\n"
			   "        fill: customer.address\n"
			   "      - refer: waste-round\n"
			   "        due: 1 working day\n";
static const char leaks[] = "service: leaks\n"
			    "title: Leaks\n"
			    "provided_by: body\n"
			    "body: water\n"
			    "owner: { team: chorley-waste, email: waste@chorley.example }\n"
			    "assured: 2026-10-01\n"
			    "review_by: 2027-04-01\n"
			    "dialogue:\n"
			    "  - section: Where\n"
			    "    prompts:\n"
			    "      - signpost: water\n"
			    "        to: Fell Water\n";

static void
setup(void)
{
	house_init(&house);
	lease = (struct lease){0};
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	PUT(&council_record, &((struct council){.id = "ribble",
				 .name = "South Ribble",
				 .tier = "district",
				 .county = "lancashire",
				 .outside = true}));
	PUT(&council_record,
	    &((struct council){
		.id = "central", .name = "Central", .tier = "unitary", .from = "2027-04-01"}));
	PUT(&council_record, &((struct council){.id = "chorley",
				 .name = "Chorley Council",
				 .tier = "district",
				 .county = "lancashire",
				 .until = "2027-04-01",
				 .successor = "central"}));
	PUT(&body_record,
	    &((struct body){.id = "fell-water", .name = "Fell Water", .kind = "water"}));
	house_publish(house.crm, "bins", bins);
	house_publish(house.crm, "leaks", leaks);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct contact *
contact_about(const char *service, const char *responsible, const char *outcome, const char *queue)
{
	struct contact *contact = house_contact(&ellis, service, outcome);
	struct enquiry *enquiry = contact->enquiries.items;
	enquiry->responsible = responsible;
	enquiry->answers = (struct list){0};
	if (!queue)
		return contact;
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .reference = house_reference(&ellis, &lease),
	    .queue = queue,
	    .due = house.now + MICROS_DAY};
	return contact;
}

static void
answer(struct contact *contact, const char *prompt, const char *value, const char *source)
{
	struct enquiry *enquiry = contact->enquiries.items;
	*(struct answer *)list_add(&house.arena, &enquiry->answers, &answer_record) =
	    (struct answer){.prompt = prompt, .value = value, .source = source, .at = house.now};
}

static void
taken(struct contact *contact)
{
	struct crm_answer reply = put_contact(&ellis, contact, NULL);
	ck_assert_msg(reply.problem == PROBLEM_NONE, "%s: %s", reply.field, reply.detail);
}

static void
refused(struct contact *contact, const char *field, const char *detail)
{
	struct crm_answer reply = put_contact(&ellis, contact, NULL);
	ck_assert_int_eq(reply.problem, PROBLEM_BAD_FIELD);
	ck_assert_str_eq(reply.field, field);
	ck_assert_str_eq(reply.detail, detail);
}

/* The audit of an enquiry by itself, struct audit_row; what it promises goes by the same id. */
static struct list
audit_of(const struct enquiry *enquiry)
{
	struct list rows = house_audit(&house, enquiry->id), own = {0};
	static const struct record audit_row_record = {"row", sizeof(struct audit_row), NULL, 0};
	LIST_EACH(struct audit_row, row, &rows)
	if (strcmp(row->record, "enquiry") == 0)
		*(struct audit_row *)list_add(&house.arena, &own, &audit_row_record) = *row;
	return own;
}

/* The contact is kept as it was said; the doubt is in the audit. */
static void
doubted(struct contact *contact, const char *instead)
{
	const struct enquiry *enquiry = contact->enquiries.items;
	taken(contact);
	struct query query = {.params = {contact->id}};
	const struct contact *kept = visit_ok(&ellis, ROUTE_CONTACT, &query);
	const char *said = LIST_AT(struct enquiry, &kept->enquiries, 0)->responsible;
	ck_assert_str_eq(said ? said : "", enquiry->responsible ? enquiry->responsible : "");
	struct list rows = audit_of(enquiry);
	ck_assert_uint_eq(rows.count, 1);
	const struct audit_row *row = rows.items;
	ck_assert_str_eq(row->action, "enquiry.doubt");
	if (!instead)
		return;
	const struct audit_change *change = row->changes.items;
	ck_assert_str_eq(change->field, "responsible");
	ck_assert_str_eq(change->was, instead);
}

static const char *
first_words(const struct contact *contact)
{
	const struct enquiry *enquiry = contact->enquiries.items;
	struct query query = {.params = {enquiry->opens->id}};
	const struct case_page *page = visit_ok(&ellis, ROUTE_CASE, &query);
	ck_assert_uint_eq(page->record->events.count, 1);
	return LIST_AT(struct case_event, &page->record->events, 0)->text;
}

/* A desk with an older partnership, or an offline call that comes late, loses nothing by it. */
START_TEST(who_must_deliver_is_verified_by_the_place)
{
	struct contact *contact =
	    contact_about("bins", "burnley", "referred", "burnley.waste-round");
	answer(contact, "address.district", "chorley", "asked");
	doubted(contact, "chorley");
	ck_assert_str_eq(first_words(contact), "Chorley Council is responsible there.");
	/* Said again, and now rightly: the case goes where it belongs, and nothing is in doubt. */
	struct enquiry *enquiry = contact->enquiries.items;
	contact->step++;
	enquiry->responsible = "chorley";
	enquiry->opens->queue = "chorley.waste-round";
	taken(contact);
	ck_assert_ptr_null(first_words(contact));
	contact = contact_about("bins", "chorley", "referred", "chorley.waste-round");
	answer(contact, "address.district", "chorley", "asked");
	taken(contact);
	ck_assert_ptr_null(first_words(contact));
	/* Nothing tells where: the desk's word stands. */
	contact = contact_about("bins", "burnley", "referred", "burnley.waste-round");
	taken(contact);
	ck_assert_ptr_null(first_words(contact));
	contact = contact_about("bins", "nowhere", "resolved", NULL);
	refused(contact, "enquiries.0.responsible", "no such council");
}
END_TEST

START_TEST(the_home_counts_where_it_is_meant)
{
	struct contact *contact = contact_about("bins", "burnley", "resolved", NULL);
	contact->new_customer =
	    house_customer(&house, "Jean", "Holt", NULL, "8 Mill Row", "PR6 9RG");
	LIST_AT(struct address, &contact->new_customer->addresses, 0)->district = "chorley";
	doubted(contact, "chorley");
	/* Another address was given: the home says nothing. */
	contact = contact_about("bins", "burnley", "resolved", NULL);
	contact->new_customer =
	    house_customer(&house, "Jean", "Holt", NULL, "8 Mill Row", "PR6 9RG");
	LIST_AT(struct address, &contact->new_customer->addresses, 0)->district = "chorley";
	answer(contact, "place", "1 Elsewhere Road", "asked");
	taken(contact);
	const struct enquiry *enquiry = contact->enquiries.items;
	ck_assert_uint_eq(audit_of(enquiry).count, 0);
}
END_TEST

START_TEST(who_is_outside_takes_no_case)
{
	/* There is no queue of theirs that could be meant. */
	struct contact *contact = contact_about("bins", "ribble", "referred", "waste-round");
	refused(contact, "enquiries.0.opens.queue", "no such queue");
	contact = contact_about("bins", "ribble", "signposted", NULL);
	LIST_AT(struct enquiry, &contact->enquiries, 0)->signposted = "ribble";
	answer(contact, "address.district", "ribble", "known");
	taken(contact);
	/* It went to a queue here before the water company was known. */
	contact = contact_about("leaks", NULL, "referred", "chorley.waste-round");
	doubted(contact, "fell-water");
	ck_assert_str_eq(first_words(contact), "Fell Water does this, outside this CRM.");
	contact = contact_about("leaks", NULL, "signposted", NULL);
	LIST_AT(struct enquiry, &contact->enquiries, 0)->signposted = "fell-water";
	taken(contact);
	struct query query = {.params = {contact->id}};
	const struct contact *kept = visit_ok(&ellis, ROUTE_CONTACT, &query);
	ck_assert_str_eq(LIST_AT(struct enquiry, &kept->enquiries, 0)->signposted, "fell-water");
	/* Who was named is named, whether still known or not. */
	LIST_AT(struct enquiry, &contact->enquiries, 0)->signposted = "moor-water";
	contact->step = 2;
	taken(contact);
}
END_TEST

/* The day is London's: on 1 April it is an hour ahead. */
START_TEST(the_successor_is_responsible_from_its_day)
{
	micros midnight = london_micros((struct date){2027, 4, 1}, 0, 0);
	struct contact *contact = contact_about("bins", "central", "resolved", NULL);
	contact->began = midnight - 1;
	doubted(contact, NULL);
	contact = contact_about("bins", "chorley", "resolved", NULL);
	contact->began = midnight - 1;
	answer(contact, "address.district", "chorley", "known");
	taken(contact);
	contact = contact_about("bins", "chorley", "resolved", NULL);
	contact->began = midnight;
	doubted(contact, "central");
	/* The old queue serves on. */
	contact = contact_about("bins", "central", "referred", "chorley.waste-round");
	contact->began = midnight;
	answer(contact, "address.district", "chorley", "known");
	taken(contact);
	contact = contact_about("bins", "central", "referred", "burnley.waste-round");
	contact->began = midnight;
	refused(contact, "enquiries.0.opens.queue", "not a queue of the responsible council");
}
END_TEST

static const struct property_page *
look_up(const char *words)
{
	struct query query = {.query = {words}};
	return visit_ok(&ellis, ROUTE_FIND_ADDRESSES, &query);
}

START_TEST(a_postcode_lies_where_its_properties_do)
{
	struct property homes[] = {
	    {"1", "1 Border Lane", "Euxton", "PR7 7AA", "chorley", "none", 355000, 420000},
	    {"2", "3 Border Lane", "Euxton", "PR7 7AA", "chorley", "none", 355010, 420000},
	    {"3", "2 Border Lane", "Leyland", "PR7 7AA", "ribble", NULL, 354000, 421000},
	    {"4", "9 Hill Road", "Chorley", "PR6 9ZZ", "chorley", NULL, 0, 0}};
	struct postcode listed[] = {{"pr77aa", "chorley", NULL, 1, 2},
	    {"pr69zz", "chorley", NULL, 360000, 413000}, {"pr69zy", "burnley", NULL, 3, 4}};
	struct crm_counts counts;
	struct err err;
	ck_assert_int_eq(crm_import_addresses(house.crm, "ctl:test", homes, 4, &counts, &err), 0);
	ck_assert_int_eq(crm_import_postcodes(house.crm, "ctl:test", listed, 3, &counts, &err), 0);
	ck_assert_uint_eq(counts.added, 3);
	ck_assert_int_eq(crm_import_postcodes(house.crm, "ctl:test", listed, 3, &counts, &err), 0);
	ck_assert_uint_eq(counts.unchanged, 3);
	/* Split: a row for each district, most properties first. */
	const struct property_page *page = look_up("border lane pr77aa");
	ck_assert_uint_eq(page->postcodes.count, 2);
	const struct postcode *place = page->postcodes.items;
	ck_assert_str_eq(place[0].district, "chorley");
	ck_assert_str_eq(place[0].parish, "none");
	ck_assert_int_eq(place[0].easting, 355005);
	ck_assert_str_eq(place[1].district, "ribble");
	ck_assert_ptr_null(place[1].parish);
	ck_assert_str_eq(LIST_AT(struct property, &page->items, 0)->parish, "none");
	/* What properties do not tell the list does. */
	place = look_up("PR6 9ZZ")->postcodes.items;
	ck_assert_str_eq(place->district, "chorley");
	ck_assert_int_eq(place->northing, 413000);
	page = look_up("PR6 9ZY");
	ck_assert_uint_eq(page->items.count, 0);
	ck_assert_str_eq(LIST_AT(struct postcode, &page->postcodes, 0)->district, "burnley");
	ck_assert_uint_eq(look_up("PR6 9ZX")->postcodes.count, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("where");
	TCase *tcase = tcase_create("where");
	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, who_must_deliver_is_verified_by_the_place);
	tcase_add_test(tcase, the_home_counts_where_it_is_meant);
	tcase_add_test(tcase, who_is_outside_takes_no_case);
	tcase_add_test(tcase, the_successor_is_responsible_from_its_day);
	tcase_add_test(tcase, a_postcode_lies_where_its_properties_do);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
