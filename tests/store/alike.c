/* Who may be the person that is being written down: found while it is typed, with the reason, and
 * never more of them than a search shows. */
#include "helpers/tap.h"
#include "store/house.h"

#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor ellis;
static struct customer *patel, *obrien;

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	patel =
	    house_customer(&house, "Amina", "Patel", "+441632960151", "14 Union Street", "PR7 1AB");
	patel->born = "1949-03-14";
	*(struct phone *)list_add(&house.arena, &patel->phones, &phone_record) =
	    (struct phone){house_id(&house), "mobile", "+447700900318"};
	house_import(&house, patel, 1);
	obrien = house_customer(&house, "William", "O'Brien", NULL, "3 Mill Row", "PR6 9RG");
	*(struct email *)list_add(&house.arena, &obrien->emails, &email_record) =
	    (struct email){house_id(&house), "bill@mail.example"};
	house_import(&house, obrien, 1);
	for (int i = 0; i < 8; i++) {
		char line[40], phone[20];
		snprintf(line, sizeof line, "%d Parker Lane", i + 1);
		snprintf(phone, sizeof phone, "+44163296%04d", i * 1234 + 7);
		house_import(&house,
		    house_customer(&house, "John", "Smith", phone, arena_strdup(&house.arena, line),
			"BB11 2DT"),
		    1);
	}
}

static void
teardown(void)
{
	house_release(&house);
}

static const struct alike_page *
ask(const struct alike_query *query)
{
	struct query call = {.of = &alike_query_record, .body = query};
	return visit_ok(&ellis, ROUTE_ALIKE, &call);
}

START_TEST(found_by_what_is_typed_with_the_reason)
{
	static const struct {
		struct alike_query typed;
		const char *name, *why;
	} cases[] = {{{.family = "Patel", .given = "Amina", .phone = "01632 960151"},
			 "PATEL, Amina", "same.name same.phone"},
	    {{.family = "Patell", .given = "Aminah", .phone = "07700 900318"}, "PATEL, Amina",
		"like.name same.phone"},
	    {{.family = "Amina", .given = "Patel", .born = "1949-03-14"}, "PATEL, Amina",
		"like.order same.born"},
	    {{.family = "Patel", .given = "Amina", .born = "1949-03-15"}, "PATEL, Amina",
		"same.name like.born"},
	    {{.family = "Kaur", .given = "Amina", .line = "14 union street", .postcode = "pr71ab"},
		"PATEL, Amina", "same.given same.address"},
	    {{.family = "OBrien", .given = "Bill", .email = "Bill@mail.example"},
		"O'BRIEN, William", "like.name same.email"},
	    {{.family = "Obrein", .given = "William", .postcode = "PR6 9RG"}, "O'BRIEN, William",
		"like.name same.postcode"},
	    {{.family = "Smith", .given = "John", .phone = "01632963709"}, "SMITH, John",
		"same.name same.phone"},
	    {{.family = "Patel", .given = "Amina"}, "PATEL, Amina", "same.name"},
	    {{.family = "Smith", .given = "John"}, NULL, NULL}, /* so are eight */
	    {{.family = "Kaur", .given = "Baljit", .born = "1949-03-14"}, NULL, NULL},
	    /* A neighbour with nearly her number, and her son. */
	    {{.family = "Chauhan",
		 .given = "Vinod",
		 .phone = "01632 960152",
		 .line = "39 Union Street",
		 .postcode = "PR7 1AB"},
		NULL, NULL},
	    {{.family = "Patel",
		 .given = "Ravi",
		 .born = "1975-01-02",
		 .phone = "01632 960151",
		 .line = "14 Union Street",
		 .postcode = "PR7 1AB"},
		NULL, NULL},
	    {{.family = "P"}, NULL, NULL}, {{.given = "A", .phone = "0"}, NULL, NULL},
	    {{0}, NULL, NULL}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct alike_page *page = ask(&cases[i].typed);
		const struct alike *first = page->items.items;
		ck_assert_msg(page->items.count == (cases[i].name != NULL), "%zu: %zu found", i,
		    page->items.count);
		if (!first)
			continue;
		ck_assert_str_eq(first->person->name, cases[i].name);
		ck_assert_str_eq(first->why, cases[i].why);
	}
}
END_TEST

START_TEST(candidates_show_little)
{
	struct alike_query query = {
	    .family = "Patel", .given = "Amina", .born = "1949-03-14", .postcode = "PR7 1AB"};
	const struct alike_page *page = ask(&query);
	const struct alike *first = page->items.items;
	ck_assert_uint_eq(page->items.count, 1);
	ck_assert(first->sure);
	ck_assert_str_eq(first->id, patel->id);
	ck_assert_str_eq(first->person->id, patel->id);
	ck_assert_str_eq(first->person->born_year, "1949");
	ck_assert_str_eq(first->person->digits, "151");
}
END_TEST

/* Of a record: the others who may be its person, never itself nor what is merged with it. */
START_TEST(others_like_a_record)
{
	struct alike_query query = {.customer = patel->id};
	ck_assert_uint_eq(ask(&query)->items.count, 0);
	struct customer *twin =
	    house_customer(&house, "Aminah", "Patel", "+447700900318", "2 Mill Row", "PR6 9RG");
	house_import(&house, twin, 1);
	const struct alike_page *page = ask(&query);
	ck_assert_uint_eq(page->items.count, 1);
	ck_assert_str_eq(LIST_AT(struct alike, &page->items, 0)->id, twin->id);
	house_merge(&ellis, patel->id, twin->id);
	ck_assert_uint_eq(ask(&query)->items.count, 0);
	query.customer = twin->id;
	ck_assert_uint_eq(ask(&query)->items.count, 0);
	query.customer = house_id(&house);
	struct query call = {.of = &alike_query_record, .body = &query};
	visit_refused(&ellis, ROUTE_ALIKE, &call, PROBLEM_BAD_FIELD);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("alike");
	TCase *tcase = tcase_create("alike");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, found_by_what_is_typed_with_the_reason);
	tcase_add_test(tcase, candidates_show_little);
	tcase_add_test(tcase, others_like_a_record);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
