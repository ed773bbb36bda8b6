/* Finding people by scraps, reading one for a purpose, changing one without running over others. */
#include "helpers/tap.h"
#include "model/permit.h"
#include "store/audit.h"
#include "store/house.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor ellis, cole;

static struct customer *patel;

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");
	patel =
	    house_customer(&house, "Amina", "Patel", "+441632960151", "14 Union Street", "PR7 1AB");
	patel->born = "1949-03-14";
	*(struct email *)list_add(&house.arena, &patel->emails, &email_record) =
	    (struct email){house_id(&house), "amina.patel@mail.example"};
	house_import(&house, patel, 1);
	house_import(&house,
	    house_customer(
		&house, "Jean", "Patterson", "+441632960900", "22 Union Street", "PR7 1AC"),
	    1);
	house_import(&house,
	    house_customer(&house, "Siân", "O'Brien", "+447700900123", "3 Llŷr Court", "BB12 8BS"),
	    1);
	house_import(&house,
	    house_customer(
		&house, "Łukasz", "Zieliński", "+447700900444", "9 Parker Lane", "BB11 2DT"),
	    1);
	house_import(
	    &house, house_customer(&house, "Li", "Ng", NULL, "140 Union Street", "PR7 1AB"), 1);
	house_import(&house,
	    house_customer(&house, "Catherine", "Whittaker", NULL, "7 Mill Row", "PR6 9RG"), 1);
}

static void
teardown(void)
{
	house_release(&house);
}

static const struct candidate_page *
find(const struct visitor *who, const char *words)
{
	struct query query = {.query = {words}};
	return visit_ok(who, ROUTE_FIND_CUSTOMERS, &query);
}

START_TEST(scraps_find_people)
{
	static const struct {
		const char *words, *name;
	} cases[] = {{"patel", "PATEL, Amina"}, {"pat am", "PATEL, Amina"},
	    {"amina pate", "PATEL, Amina"}, {"Mrs Patel", "PATEL, Amina"},
	    {"01632/960/151", "PATEL, Amina"}, {"01632 960151 ext 12", "PATEL, Amina"},
	    {"(01632) 960151 x12", "PATEL, Amina"}, {"+44 (0)1632 960151 #12", "PATEL, Amina"},
	    {"01632 960151", "PATEL, Amina"}, {"+44 1632 960151", "PATEL, Amina"},
	    {"960151", "PATEL, Amina"}, {"0151", "PATEL, Amina"}, {"pr7 pate", "PATEL, Amina"},
	    {"14 union", "PATEL, Amina"}, {"14/3/1949", "PATEL, Amina"},
	    {"patel 1949", "PATEL, Amina"}, {"14 mar", NULL}, {"amina.patel@", "PATEL, Amina"},
	    {"obrien", "O'BRIEN, Siân"}, {"o'brien sian", "O'BRIEN, Siân"},
	    {"SIÂN", "O'BRIEN, Siân"}, {"BB12 8BS", "O'BRIEN, Siân"}, {"bb128bs", "O'BRIEN, Siân"},
	    {"zielinski", "ZIELIŃSKI, Łukasz"}, {"Lukasz", "ZIELIŃSKI, Łukasz"}, {"ng", "NG, Li"},
	    {"patterson 22", "PATTERSON, Jean"}, {"patel 22", NULL}, {"nobody", NULL}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct candidate_page *page = find(&ellis, cases[i].words);
		if (!cases[i].name) {
			ck_assert_msg(page->items.count == 0, "\"%s\" finds %s", cases[i].words,
			    LIST_AT(struct candidate, &page->items, 0)->name);
			continue;
		}
		ck_assert_msg(page->items.count > 0, "\"%s\" finds nobody", cases[i].words);
		ck_assert_str_eq(LIST_AT(struct candidate, &page->items, 0)->name, cases[i].name);
	}
}
END_TEST

START_TEST(slips_and_sounds_find_people_when_nothing_else_does)
{
	static const char *const words[] = {
	    "pattel", "ptael", "patl", "whitaker", "kathryn whittaker", "zelinski", NULL};
	for (size_t i = 0; words[i]; i++)
		ck_assert_msg(find(&ellis, words[i])->items.count == 1, "\"%s\"", words[i]);
	ck_assert_uint_eq(find(&ellis, "xqzw")->items.count, 0);
	/* Of the same sound in letters that are mostly other ones. */
	ck_assert_uint_eq(find(&ellis, "pothole")->items.count, 0);
}
END_TEST

START_TEST(exact_comes_before_begun_and_candidates_show_little)
{
	const struct candidate_page *page = find(&ellis, "pat");
	ck_assert_uint_eq(page->items.count, 2);
	page = find(&ellis, "union pr7 1ab");
	ck_assert_uint_eq(page->items.count, 2);
	page = find(&ellis, "14 union street");
	ck_assert_uint_eq(page->items.count, 2);
	const struct candidate *first = LIST_AT(struct candidate, &page->items, 0);
	ck_assert_str_eq(first->name, "PATEL, Amina");
	ck_assert_str_eq(first->address, "14 Union Street, Chorley PR7 1AB");
	ck_assert_str_eq(first->born_year, "1949");
	ck_assert_str_eq(first->digits, "151");
	ck_assert_str_eq(first->council, "chorley");
	struct query empty = {.query = {"  "}};
	visit_refused(&ellis, ROUTE_FIND_CUSTOMERS, &empty, PROBLEM_BAD_FIELD);
}
END_TEST

START_TEST(a_page_ends_and_says_there_are_more)
{
	for (int i = 0; i < 30; i++)
		house_import(&house,
		    house_customer(&house, "John", "Smith", NULL, "1 High Street", "PR7 2AA"), 1);
	const struct candidate_page *page = find(&ellis, "smith");
	ck_assert_uint_eq(page->items.count, 20);
	ck_assert(page->more);
}
END_TEST

START_TEST(no_purpose_no_record)
{
	struct query query = {.params = {patel->id}};
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	query.query[2] = " ";
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	query.query[2] = NULL;
	query.query[0] = "not-an-id";
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	query.query[0] = NULL;
	query.query[1] = house_id(&house);
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	/* Another desk's contact is no purpose here. */
	struct contact *theirs = house_contact(&cole, "missed-bin", "resolved");
	ck_assert_int_eq(put_contact(&cole, theirs, NULL).problem, PROBLEM_NONE);
	query.query[1] = NULL;
	query.query[0] = theirs->id;
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	query = (struct query){
	    .params = {house_id(&house)}, .query = {NULL, NULL, "asked by the court"}};
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_NOT_FOUND);
}
END_TEST

START_TEST(a_contact_a_case_or_a_reason_opens_a_record)
{
	struct lease lease = {0};
	struct query query = {.params = {patel->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_str_eq(page->customer->born, "1949-03-14");
	ck_assert_uint_eq(page->customer->names.count, 1);
	ck_assert_str_eq(
	    LIST_AT(struct phone, &page->customer->phones, 0)->number, "+441632960151");
	query = (struct query){.params = {patel->id}, .query = {NULL, NULL, "asked by the court"}};
	visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	struct contact *contact = house_case(&ellis, "waste-round", "chorley", &lease, patel);
	const struct enquiry *enquiry = contact->enquiries.items;
	struct visitor hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	query = (struct query){.params = {patel->id}, .query = {NULL, enquiry->opens->id}};
	page = visit_ok(&hart, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(page->history.count, 1);
	/* The case of one customer does not open another. */
	const struct candidate_page *found = find(&ellis, "patterson");
	query.params[0] = LIST_AT(struct candidate, &found->items, 0)->id;
	visit_refused(&hart, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
}
END_TEST

START_TEST(history_pages_newest_first_and_respects_sharing)
{
	for (int i = 0; i < 60; i++) {
		struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
		contact->customer = patel->id;
		house.now += MICROS_MINUTE;
		ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	}
	struct query query = {.params = {patel->id}, .query = {house_id(&house)}};
	const struct customer_page *first = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(first->history.count, 50);
	ck_assert_ptr_nonnull(first->next);
	query.query[3] = first->next;
	const struct customer_page *second = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(second->history.count, 10);
	ck_assert_ptr_null(second->next);
	micros before = INT64_MAX;
	LIST_EACH(struct history_item, item, &first->history)
	{
		ck_assert_int_lt(item->at, before);
		before = item->at;
	}
	ck_assert_int_lt(LIST_AT(struct history_item, &second->history, 0)->at, before);

	/* Burnley sees that there was something, until the customer says otherwise. */
	query = (struct query){.params = {patel->id}, .query = {house_id(&house)}};
	const struct customer_page *other = visit_ok(&cole, ROUTE_CUSTOMER, &query);
	const struct history_item *item = LIST_AT(struct history_item, &other->history, 0);
	ck_assert(item->withheld);
	ck_assert_ptr_null(item->service);
	ck_assert_ptr_null(item->id);
}
END_TEST

static void
publish(const char *service, const char *more)
{
	char text[400];
	int length = snprintf(text, sizeof text,
	    "service: %s\ntitle: A service\nprovided_by: any\nowner: { team: a, email: "
	    "a@lancashire.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\n%s",
	    service, more);
	ck_assert_uint_lt((size_t)length, sizeof text);
	house_publish(house.crm, service, text);
}

/* Sharing everything does not share a sensitive service, nor one that nobody knows any more. */
START_TEST(a_sensitive_service_stays_with_its_council)
{
	static const char *const asked[] = {"missed-bin", "child-safeguarding", "gone"};
	struct customer *open =
	    house_customer(&house, "Jo", "Open", NULL, "1 Union Street", "PR7 1AB");
	open->sharing = "full";
	house_import(&house, open, 1);
	publish("missed-bin", "");
	publish("child-safeguarding", "sensitive: true\n");
	for (size_t i = 0; i < 3; i++) {
		struct contact *contact = house_contact(&ellis, asked[i], "resolved");
		contact->customer = open->id;
		house.now += MICROS_MINUTE;
		ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	}
	struct query query = {.params = {open->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&cole, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(page->history.count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct history_item *item =
		    LIST_AT(struct history_item, &page->history, 2 - i);
		ck_assert_int_eq(item->withheld, i > 0);
		ck_assert(item->withheld ? !item->service : !strcmp(item->service, asked[i]));
	}
	query.query[0] = house_id(&house);
	page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert(!LIST_AT(struct history_item, &page->history, 1)->withheld);
}
END_TEST

/* What is withheld is shown for a reason, and the audit says who, what for and why. */
START_TEST(the_glass_is_broken_for_a_reason)
{
	struct customer *jo =
	    house_customer(&house, "Jo", "Glass", NULL, "1 Union Street", "PR7 1AB");
	house_import(&house, jo, 1);
	publish("child-safeguarding", "sensitive: true\n");
	struct contact *contact = house_contact(&ellis, "child-safeguarding", "resolved");
	contact->customer = jo->id;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);

	struct query query = {.params = {jo->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&cole, ROUTE_CUSTOMER, &query);
	ck_assert(LIST_AT(struct history_item, &page->history, 0)->withheld);
	query.query[4] = "no";
	visit_refused(&cole, ROUTE_CUSTOMER, &query, PROBLEM_BAD_FIELD);
	query.query[4] = "child at the counter alone";
	page = visit_ok(&cole, ROUTE_CUSTOMER, &query);
	ck_assert(!LIST_AT(struct history_item, &page->history, 0)->withheld);
	ck_assert_str_eq(
	    LIST_AT(struct history_item, &page->history, 0)->service, "child-safeguarding");

	struct list rows = house_audit(&house, jo->id);
	const struct audit_row *row = LIST_AT(struct audit_row, &rows, rows.count - 1);
	ck_assert_str_eq(row->action, "customer.glass");
	ck_assert_ptr_nonnull(strstr(row->purpose, query.query[0]));
	ck_assert_ptr_nonnull(strstr(row->purpose, "child at the counter alone"));

	/* A stated reason to read is none to see everything; and some roles never may. */
	query.query[0] = NULL;
	query.query[2] = "curious";
	visit_refused(&cole, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	ck_assert(!permitted("dpo", ACTION_BREAK_GLASS, "chorley", NULL));
}
END_TEST

static void
give(struct contact *contact, const char *prompt, const char *value, const char *source)
{
	struct enquiry *enquiry = LIST_AT(struct enquiry, &contact->enquiries, 0);
	*(struct answer *)list_add(&house.arena, &enquiry->answers, &answer_record) =
	    (struct answer){prompt, value, source, house.now, 1};
}

static void
visit_about(const char *customer, const char *service, const char *prompt, const char *value)
{
	struct contact *contact = house_contact(&ellis, service, "resolved");
	contact->customer = customer;
	give(contact, prompt, value, "asked");
	give(contact, "sum", "12", "calculated");
	give(contact, "left_out", "", "asked");
	house.now += MICROS_MINUTE;
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
}

static const char *
said(const struct customer_page *page, const char *service, const char *prompt)
{
	const char *value = NULL;
	LIST_EACH(struct earlier_answer, answer, &page->earlier)
	if (strcmp(answer->service, service) == 0 && strcmp(answer->prompt, prompt) == 0) {
		ck_assert_msg(!value, "%s is there twice", prompt);
		value = answer->value;
	}
	return value;
}

/* The latest answers come with the customer, as far as the history may be seen whole. */
START_TEST(earlier_answers_come_with_the_customer)
{
	struct customer *jo =
	    house_customer(&house, "Jo", "Open", NULL, "1 Union Street", "PR7 1AB");
	jo->sharing = "full";
	house_import(&house, jo, 1);
	publish("missed-bin", "");
	publish("child-safeguarding", "sensitive: true\n");
	visit_about(jo->id, "missed-bin", "colour", "grey");
	visit_about(jo->id, "missed-bin", "colour", "blue");
	visit_about(jo->id, "missed-bin", "name#2", "Bo");
	visit_about(jo->id, "child-safeguarding", "child", "Kim");
	visit_about(patel->id, "missed-bin", "colour", "green");
	struct query query = {.params = {jo->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_str_eq(said(page, "missed-bin", "colour"), "blue");
	ck_assert_str_eq(said(page, "missed-bin", "name#2"), "Bo");
	ck_assert_str_eq(said(page, "child-safeguarding", "child"), "Kim");
	ck_assert_ptr_null(said(page, "missed-bin", "sum"));
	ck_assert_ptr_null(said(page, "missed-bin", "left_out"));
	/* Another council: the customer shares everything, and still not what is sensitive. */
	query.query[0] = house_id(&house);
	page = visit_ok(&cole, ROUTE_CUSTOMER, &query);
	ck_assert_str_eq(said(page, "missed-bin", "colour"), "blue");
	ck_assert_ptr_null(said(page, "child-safeguarding", "child"));
	/* Who shares only that there was something shares no answer. */
	query = (struct query){.params = {patel->id}, .query = {house_id(&house)}};
	page = visit_ok(&cole, ROUTE_CUSTOMER, &query);
	ck_assert_uint_eq(page->history.count, 1);
	ck_assert_uint_eq(page->earlier.count, 0);
	page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_str_eq(said(page, "missed-bin", "colour"), "green");
}
END_TEST

START_TEST(a_change_applies_where_nothing_has_moved)
{
	struct customer was = {.language = NULL}, now = {.language = "Gujarati"};
	struct crm_answer answer = house_change(&ellis, patel->id, &was, &now);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	ck_assert_str_eq(((const struct customer *)answer.body)->language, "Gujarati");
	/* Done already: nothing to do, also from another desk. */
	ck_assert_int_eq(house_change(&cole, patel->id, &was, &now).problem, PROBLEM_NONE);
	/* What it was no longer holds. */
	struct customer other = {.language = "Urdu", .sharing = "full"};
	answer = house_change(&cole, patel->id, &was, &other);
	ck_assert_int_eq(answer.problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(answer.field, "language");
	struct query query = {.params = {patel->id}, .query = {house_id(&house)}};
	const struct customer_page *page = visit_ok(&ellis, ROUTE_CUSTOMER, &query);
	ck_assert_str_eq(page->customer->language, "Gujarati");
	ck_assert_ptr_null(page->customer->sharing); /* nothing of it was applied */
}
END_TEST

START_TEST(list_items_change_one_by_one)
{
	struct phone home = *LIST_AT(struct phone, &patel->phones, 0), moved = home,
		     mobile = {house_id(&house), "mobile", "07700 900318"};
	struct phone both[2];
	moved.number = "+441632960777";
	both[0] = moved;
	both[1] = mobile;
	struct customer was = {.phones = {&home, 1}}, now = {.phones = {both, 2}};
	struct crm_answer answer = house_change(&ellis, patel->id, &was, &now);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	const struct customer *changed = answer.body;
	ck_assert_uint_eq(changed->phones.count, 2);
	ck_assert_str_eq(LIST_AT(struct phone, &changed->phones, 1)->number, "+447700900318");
	ck_assert_uint_eq(find(&ellis, "960777")->items.count, 1);
	ck_assert_uint_eq(find(&ellis, "960151")->items.count, 0);

	/* Another desk still sees the old number, and wants to take it away. */
	struct customer none = {0};
	answer = house_change(&cole, patel->id, &was, &none);
	ck_assert_int_eq(answer.problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(answer.field, "phones");
	struct customer mine = {.phones = {&both[1], 1}};
	LIST_AT(struct phone, &mine.phones, 0)->number = "+447700900318";
	answer = house_change(&cole, patel->id, &mine, &none);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	ck_assert_uint_eq(((const struct customer *)answer.body)->phones.count, 1);
}
END_TEST

START_TEST(an_import_repeated_doubles_nobody)
{
	struct crm_counts counts;
	struct err err;
	struct customer *customer =
	    house_customer(&house, "Ravi", "Shah", "01632 960333", "5 Mill Row", "pr69rg");
	customer->origin = "council-tax";
	customer->origin_key = "A-1";
	ck_assert_int_eq(
	    crm_import_customers(house.crm, "ctl:test", customer, 1, &counts, &err), 0);
	ck_assert_uint_eq(counts.added, 1);
	struct customer *again =
	    house_customer(&house, "Ravi", "Shah", "01632 960333", "5 Mill Row", "pr69rg");
	again->origin = customer->origin;
	again->origin_key = customer->origin_key;
	ck_assert_int_eq(crm_import_customers(house.crm, "ctl:test", again, 1, &counts, &err), 0);
	ck_assert_uint_eq(counts.unchanged, 1);
	LIST_AT(struct phone, &again->phones, 0)->number = "01632 960334";
	ck_assert_int_eq(crm_import_customers(house.crm, "ctl:test", again, 1, &counts, &err), 0);
	ck_assert_uint_eq(counts.changed, 1);
	ck_assert_uint_eq(find(&ellis, "shah")->items.count, 1);
	ck_assert_uint_eq(find(&ellis, "960334")->items.count, 1);
}
END_TEST

/* Two have given the same number: whoever gave it last is believed, and comes first. */
START_TEST(the_newest_number_given_is_believed)
{
	struct customer *jean =
	    house_customer(&house, "Jean", "Holt", "+441632960555", "8 Mill Row", "PR6 9RG");
	house_import(&house, jean, 1);
	struct phone *number = record_new(&house.arena, &phone_record);
	*number = (struct phone){house_id(&house), "home", "+441632960555"};
	struct customer was = {0}, now = {0};
	was.phones = patel->phones;
	*(struct phone *)list_add(&house.arena, &now.phones, &phone_record) = *number;
	*(struct phone *)list_add(&house.arena, &now.phones, &phone_record) =
	    *LIST_AT(struct phone, &patel->phones, 0);
	struct customer_change change = {patel->id, &was, &now};
	struct query query = {.params = {patel->id},
	    .operation = house_id(&house),
	    .of = &customer_change_record,
	    .body = &change};
	const struct customer *changed = visit_ok(&ellis, ROUTE_CHANGE_CUSTOMER, &query);
	ck_assert_uint_eq(changed->phones.count, 2);
	const struct phone *first = LIST_AT(struct phone, &changed->phones, 0);
	ck_assert_str_eq(first->number, "+441632960555");
	ck_assert_int_eq(first->since, house.now);
	const struct candidate_page *page = find(&ellis, "01632 960555");
	ck_assert_uint_eq(page->items.count, 2);
	ck_assert_str_eq(LIST_AT(struct candidate, &page->items, 0)->id, patel->id);
	/* An edit of another number leaves its day; and it moves on to somebody else. */
	micros given = house.now;
	house.now += MICROS_DAY;
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	struct phone second = *LIST_AT(struct phone, &changed->phones, 1), other = second;
	other.number = "+441632960152";
	struct customer with = {.phones = {&second, 1}}, without = {.phones = {&other, 1}};
	change = (struct customer_change){patel->id, &with, &without};
	query.operation = house_id(&house);
	changed = visit_ok(&ellis, ROUTE_CHANGE_CUSTOMER, &query);
	LIST_EACH(struct phone, phone, &changed->phones)
	ck_assert_int_eq(
	    phone->since, strcmp(phone->number, "+441632960555") == 0 ? given : house.now);
	struct customer none = {0}, hers = {0};
	*(struct phone *)list_add(&house.arena, &hers.phones, &phone_record) =
	    (struct phone){house_id(&house), "home", "+441632960555"};
	const char *third = LIST_AT(struct candidate, &find(&ellis, "whittaker")->items, 0)->id;
	change = (struct customer_change){third, &none, &hers};
	query.params[0] = third;
	query.operation = house_id(&house);
	visit_ok(&ellis, ROUTE_CHANGE_CUSTOMER, &query);
	page = find(&ellis, "01632 960555");
	ck_assert_uint_eq(page->items.count, 3);
	ck_assert_str_eq(LIST_AT(struct candidate, &page->items, 0)->id, third);
}
END_TEST

START_TEST(properties_are_found_by_postcode_or_street)
{
	struct crm_counts counts;
	struct err err;
	struct property homes[] = {{"100010", "14 Union Street", "Chorley", "pr71ab", "chorley"},
	    {"100011", "16 Union Street", "Chorley", "PR7 1AB", "chorley"},
	    {"100012", "14 Parker Lane", "Burnley", "BB11 2DT", "burnley"}};
	ck_assert_int_eq(crm_import_addresses(house.crm, "ctl:test", homes, 3, &counts, &err), 0);
	ck_assert_uint_eq(counts.added, 3);
	ck_assert_int_eq(crm_import_addresses(house.crm, "ctl:test", homes, 3, &counts, &err), 0);
	struct query query = {.query = {"pr7 1ab"}};
	const struct property_page *page = visit_ok(&ellis, ROUTE_FIND_ADDRESSES, &query);
	ck_assert_uint_eq(page->items.count, 2);
	query.query[0] = "14 union";
	page = visit_ok(&ellis, ROUTE_FIND_ADDRESSES, &query);
	ck_assert_uint_eq(page->items.count, 1);
	ck_assert_str_eq(LIST_AT(struct property, &page->items, 0)->id, "100010");
	ck_assert_str_eq(LIST_AT(struct property, &page->items, 0)->district, "chorley");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("people");
	TCase *tcase = tcase_create("people");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, scraps_find_people);
	tcase_add_test(tcase, slips_and_sounds_find_people_when_nothing_else_does);
	tcase_add_test(tcase, exact_comes_before_begun_and_candidates_show_little);
	tcase_add_test(tcase, a_page_ends_and_says_there_are_more);
	tcase_add_test(tcase, no_purpose_no_record);
	tcase_add_test(tcase, a_contact_a_case_or_a_reason_opens_a_record);
	tcase_add_test(tcase, history_pages_newest_first_and_respects_sharing);
	tcase_add_test(tcase, earlier_answers_come_with_the_customer);
	tcase_add_test(tcase, a_sensitive_service_stays_with_its_council);
	tcase_add_test(tcase, the_glass_is_broken_for_a_reason);
	tcase_add_test(tcase, a_change_applies_where_nothing_has_moved);
	tcase_add_test(tcase, list_items_change_one_by_one);
	tcase_add_test(tcase, an_import_repeated_doubles_nobody);
	tcase_add_test(tcase, the_newest_number_given_is_believed);
	tcase_add_test(tcase, properties_are_found_by_postcode_or_street);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
