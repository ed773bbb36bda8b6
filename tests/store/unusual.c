/* Unusual looking: each situation is made as desks make it, and found; an ordinary day is not. */
#include "helpers/tap.h"
#include "store/house.h"

#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor ellis, hart, sharp;
static struct customer *patel, *nowak;

static struct customer *
person(const char *given, const char *family, const char *postcode)
{
	struct customer *customer =
	    house_customer(&house, given, family, NULL, "14 Union Street", postcode);
	house_import(&house, customer, 1);
	return customer;
}

static void
put(const struct record *record, const void *item)
{
	struct err err = {""};
	ck_assert_msg(crm_put(house.crm, "ctl:test", record, item, 1, &err) == 0, "%s", err.text);
}

static void
setup(void)
{
	house_init(&house);
	const struct user users[] = {{.id = "s.ellis",
					 .name = "Sarah Ellis",
					 .council = "chorley",
					 .role = "advisor",
					 .home = "PR7 2AA"},
	    {.id = "w.hart",
		.name = "Will Hart",
		.council = "chorley",
		.team = "chorley-waste",
		.role = "back_office"},
	    {.id = "v.sharp",
		.name = "Vera Sharp",
		.council = "chorley",
		.role = "supervisor",
		.home = "PR7 9ZZ"}};
	for (size_t i = 0; i < sizeof users / sizeof *users; i++)
		put(&user_record, &users[i]);
	const struct site site = {.id = "chorley-oss",
	    .council = "chorley",
	    .name = "One Stop Shop",
	    .hours = "Mo-Fr 09:00-17:00"};
	put(&site_record, &site);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-2");
	patel = person("Amina", "Patel", "PR7 1AB");
	nowak = person("Maria", "Nowak", "PR7 1AC");
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- what desks do ---- */

static void
look(const struct visitor *who, const struct customer *customer, const char *contact,
    const char *reason, const char *why_glass)
{
	struct query query = {
	    .params = {customer->id}, .query = {contact, NULL, reason, NULL, why_glass}};
	visit_ok(who, ROUTE_CUSTOMER, &query);
}

/* The customer rings: the record is opened in the contact, which is then kept. */
static struct contact *
ring(const struct visitor *who, const struct customer *customer)
{
	struct contact *contact = house_contact(who, "missed-bin", "resolved");
	contact->customer = customer->id;
	look(who, customer, contact->id, NULL, NULL);
	ck_assert_int_eq(put_contact(who, contact, NULL).problem, PROBLEM_NONE);
	return contact;
}

/* ---- what is found ---- */

static struct list
found(void)
{
	struct list list = {0};
	struct err err = {""};
	ck_assert_msg(crm_unusual(house.crm, "ctl:test", house.now - 2 * MICROS_DAY,
			  house.now + MICROS_DAY, 12 * MICROS_HOUR, &house.arena, &list, &err) == 0,
	    "%s", err.text);
	return list;
}

static void
nothing_found(void)
{
	struct list list = found();
	LIST_EACH(struct unusual, unusual, &list)
	ck_abort_msg("%s: %s", unusual->rule, unusual->why);
}

static const struct unusual *
of_rule(const struct list *list, const char *rule)
{
	const struct unusual *one = NULL;
	LIST_EACH(struct unusual, unusual, list)
	if (strcmp(unusual->rule, rule) == 0) {
		ck_assert_msg(!one, "more than one of %s", rule);
		one = unusual;
	}
	return one;
}

/* Nothing but this one finding. */
static const struct unusual *
only(const char *rule, const struct visitor *who, const struct customer *customer)
{
	struct list list = found();
	LIST_EACH(struct unusual, unusual, &list)
	ck_assert_msg(strcmp(unusual->rule, rule) == 0, "%s too: %s", unusual->rule, unusual->why);
	const struct unusual *one = of_rule(&list, rule);
	ck_assert_msg(one != NULL, "nothing of %s", rule);
	ck_assert_str_eq(one->user, who->user);
	if (customer)
		ck_assert_str_eq(one->customer, customer->id);
	else
		ck_assert_ptr_null(one->customer);
	return one;
}

START_TEST(an_ordinary_day_is_not)
{
	struct lease lease = {0};
	for (int i = 0; i < 6; i++) {
		ring(&ellis, patel);
		ring(&hart, nowak);
		house.now += 10 * MICROS_MINUTE;
	}
	struct contact *opened =
	    house_case(&ellis, "chorley.waste-round", "chorley", &lease, patel);
	struct query query = {
	    .params = {LIST_AT(struct enquiry, &opened->enquiries, 0)->opens->id}};
	visit_ok(&hart, ROUTE_CASE, &query);
	query = (struct query){.params = {patel->id}, .query = {NULL, query.params[0]}};
	visit_ok(&hart, ROUTE_CUSTOMER, &query);
	/* A contact of this minute is still to come. */
	look(&ellis, nowak, house_id(&house), NULL, NULL);
	nothing_found();
}
END_TEST

START_TEST(the_users_own_name_is)
{
	struct customer *other = person("Tom", "ELLIS", "BB1 1AA");
	ring(&ellis, other);
	const struct unusual *one = only("own-name", &ellis, other);
	ck_assert_str_eq(one->why, "the customer too is called ELLIS");
	ck_assert_str_eq(one->customer_name, "ELLIS, Tom");
	ck_assert_str_eq(one->name, "Sarah Ellis");
	ck_assert_ptr_nonnull(strstr(one->purpose, "contact "));
	ring(&ellis, other);
	look(&hart, other, ring(&hart, nowak)->id, NULL, NULL);
	ck_assert_uint_eq(found().count, 2); /* another contact is another finding */
}
END_TEST

/* Where every sixth customer is called so, it is chance. */
START_TEST(a_common_name_is_not)
{
	for (int i = 0; i < 50; i++)
		person("Tom", "Ellis", "BB1 1AA");
	ring(&ellis, person("Jane", "Ellis", "BB1 1AA"));
	nothing_found();
	struct customer *same = person("Sarah Jane", "Ellis", "BB1 1AA");
	ring(&ellis, same);
	ck_assert_str_eq(
	    only("own-name", &ellis, same)->why, "the customer has the user's own name");
}
END_TEST

START_TEST(a_neighbour_is)
{
	struct customer *other = person("Joan", "Cole", "PR7 2AA");
	ring(&ellis, other);
	ck_assert_str_eq(only("neighbour", &ellis, other)->why, "both live at PR7 2AA");
}
END_TEST

START_TEST(a_colleague_is_unless_they_live_elsewhere)
{
	ring(&ellis, person("Vera", "Sharp", "BB1 1AA")); /* v.sharp lives at PR7 9ZZ */
	nothing_found();
	struct customer *other = person("William", "Hart", "BB1 1AA");
	ring(&ellis, other);
	nothing_found(); /* he is Will */
	struct customer *will = person("Will", "Hart", "BB1 1AA");
	ring(&ellis, will);
	ck_assert_str_eq(only("colleague", &ellis, will)->why, "w.hart is called Will Hart too");
}
END_TEST

START_TEST(a_reason_instead_of_a_contact_is)
{
	look(&hart, patel, NULL, "asked by the court", NULL);
	ck_assert_str_eq(
	    only("no-contact", &hart, patel)->why, "no contact and no case: asked by the court");
	look(&hart, patel, NULL, "asked by the court", NULL);
	ck_assert_int_eq(only("no-contact", &hart, patel)->looks, 2);
	look(&hart, patel, NULL, "forgot it", NULL);
	struct list list = found();
	ck_assert_int_eq(of_rule(&list, "again")->looks, 3);
	ck_assert_str_eq(of_rule(&list, "again")->customer, patel->id);
}
END_TEST

START_TEST(a_contact_that_never_came_is)
{
	const char *contact = house_id(&house);
	look(&ellis, patel, contact, NULL, NULL);
	nothing_found();
	house.now += 13 * MICROS_HOUR;
	const struct unusual *one = only("no-such-contact", &ellis, patel);
	ck_assert_ptr_nonnull(strstr(one->purpose, contact));
}
END_TEST

START_TEST(broken_glass_is)
{
	look(&ellis, patel, ring(&ellis, patel)->id, NULL, "danger to a child");
	const struct unusual *one = only("glass", &ellis, patel);
	ck_assert_ptr_nonnull(strstr(one->why, "danger to a child"));
	ck_assert_str_eq(one->action, "customer.glass");
}
END_TEST

START_TEST(the_evening_is_and_an_hour_before_the_doors_open_is_not)
{
	house.now = HOUSE_NOW - 2 * MICROS_HOUR; /* 8:42 on Friday */
	ring(&ellis, patel);
	nothing_found();
	house.now = HOUSE_NOW + 8 * MICROS_HOUR; /* 18:42 */
	ring(&ellis, patel);
	ck_assert_str_eq(
	    only("out-of-hours", &ellis, patel)->why, "One Stop Shop works Mo-Fr 09:00-17:00");
}
END_TEST

/* An advisor's usual of some days, and the morning after the weekend on which it is asked. */
static struct customer *people[40];

/* Six days on which s.ellis reads four records and, if there, j.cole twenty. */
static void
usual_days(bool cole_too)
{
	for (int day = 0; day < 6; day++, house.now += MICROS_DAY) {
		/* A session is for a day. */
		struct visitor one = house_visitor(&house, "s.ellis", "chorley-oss-1"),
			       other = house_visitor(&house, "j.cole", "burnley-cc-1");
		for (int i = 0; i < 20; i++) {
			if (i < 4)
				ring(&one, people[i]);
			if (cole_too)
				ring(&other, people[i]);
		}
	}
}

static void
many_people(void)
{
	for (int i = 0; i < 40; i++)
		people[i] = person("Ann", i % 2 ? "Brook" : "Field", "BB1 1AA");
}

static void
eleven_in_an_hour(void)
{
	house.now = HOUSE_NOW + 10 * MICROS_DAY; /* a Monday */
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	for (int i = 0; i < 10; i++)
		ring(&ellis, people[i]);
	nothing_found(); /* 10 are never many */
	ring(&ellis, people[10]);
}

START_TEST(far_more_than_usual_is)
{
	many_people();
	usual_days(false);
	eleven_in_an_hour();
	const struct unusual *one = only("many", &ellis, NULL);
	ck_assert_int_eq(one->looks, 11);
	ck_assert_str_eq(one->why, "11 records within the hour; usual are 4 for the user, an "
				   "unknown number for colleagues");
}
END_TEST

/* Where colleagues of the same role are as busy it is the work, not the user. */
START_TEST(what_colleagues_do_too_is_not)
{
	many_people();
	usual_days(true);
	eleven_in_an_hour();
	nothing_found();
}
END_TEST

START_TEST(asking_is_in_the_audit_itself)
{
	const char *sentence;
	size_t before = house_sound(&house), rules = 0;
	found();
	ck_assert_uint_eq(house_sound(&house), before + 1);
	for (; crm_unusual_rule(rules, &sentence); rules++)
		ck_assert_int_eq(sentence[strlen(sentence) - 1], '.');
	ck_assert_uint_eq(rules, 9);
}
END_TEST

/* ---- what comes to the officer ---- */

/* Signed in the next morning. */
static struct visitor
officer(void)
{
	house.now += MICROS_DAY;
	return house_visitor(&house, "d.pool", "chorley-oss-1");
}

static const struct list *
items(const struct visitor *pool)
{
	return &((const struct unusual_page *)visit_ok(pool, ROUTE_UNUSUAL, NULL))->items;
}

static struct query
verdict_on(const char *id, const struct unusual_verdict *verdict)
{
	return (struct query){.params = {id},
	    .operation = house_id(&house),
	    .of = &unusual_verdict_record,
	    .body = verdict};
}

START_TEST(an_officer_gets_each_once_and_decides)
{
	struct customer *tom = person("Tom", "ELLIS", "BB1 1AA");
	struct visitor pool = house_visitor(&house, "d.pool", "chorley-oss-1");
	ring(&ellis, tom);
	ck_assert_uint_eq(items(&pool)->count, 0); /* the day is not over */
	visit_refused(&ellis, ROUTE_UNUSUAL, NULL, PROBLEM_NOT_PERMITTED);
	pool = officer();
	const struct list *list = items(&pool);
	ck_assert_uint_eq(list->count, 1);
	const struct unusual_look *one = list->items;
	ck_assert_str_eq(one->rule, "own-name");
	ck_assert_str_eq(one->user, "s.ellis");
	ck_assert_str_eq(one->user_name, "Sarah Ellis");
	ck_assert_str_eq(one->customer_name, "ELLIS, Tom");
	ck_assert_str_eq(one->why, "the customer too is called ELLIS");
	ck_assert_uint_eq(items(&pool)->count, 1); /* and not twice */

	struct unusual_verdict verdict = {"explained", " "};
	struct query query = verdict_on(one->id, &verdict);
	visit_refused(&pool, ROUTE_PUT_UNUSUAL_VERDICT, &query, PROBLEM_BAD_FIELD);
	verdict.reason = "her brother rang at the counter";
	query = verdict_on(one->id, &verdict);
	const struct unusual_look *decided = visit_ok(&pool, ROUTE_PUT_UNUSUAL_VERDICT, &query);
	ck_assert_str_eq(decided->decided_by, "d.pool");
	visit_ok(&pool, ROUTE_PUT_UNUSUAL_VERDICT, &query); /* the same again */
	query = verdict_on(one->id, &verdict);
	visit_refused(&pool, ROUTE_PUT_UNUSUAL_VERDICT, &query, PROBLEM_CONFLICT);
	query = verdict_on(house_id(&house), &verdict);
	visit_refused(&pool, ROUTE_PUT_UNUSUAL_VERDICT, &query, PROBLEM_NOT_FOUND);
	ck_assert_uint_eq(items(&pool)->count, 0);
	pool = officer();
	ck_assert_uint_eq(items(&pool)->count, 0);
}
END_TEST

START_TEST(nobody_decides_about_their_own)
{
	struct visitor pool = house_visitor(&house, "d.pool", "chorley-oss-1");
	look(&pool, patel, NULL, "a complaint", NULL);
	pool = officer();
	const struct unusual_look *one = items(&pool)->items;
	ck_assert_str_eq(one->user, "d.pool");
	ck_assert_str_eq(one->rule, "no-contact");
	struct unusual_verdict verdict = {"no_concern", "it was me"};
	struct query query = verdict_on(one->id, &verdict);
	visit_refused(&pool, ROUTE_PUT_UNUSUAL_VERDICT, &query, PROBLEM_NOT_PERMITTED);
	ck_assert_uint_eq(items(&pool)->count, 1);
}
END_TEST

/* Weeks without an officer are gone through a week at a time. */
START_TEST(an_absence_is_made_up_for)
{
	struct visitor pool = officer();
	items(&pool);
	house.now += 2 * MICROS_DAY; /* a Monday */
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	look(&ellis, patel, NULL, "the file is asked for", NULL);
	house.now += 20 * MICROS_DAY;
	pool = officer();
	const struct unusual_page *page = visit_ok(&pool, ROUTE_UNUSUAL, NULL);
	ck_assert(page->more);
	ck_assert_uint_eq(page->items.count, 1);
	int asked = 1;
	for (; page->more && asked < 9; asked++)
		page = visit_ok(&pool, ROUTE_UNUSUAL, NULL);
	ck_assert_int_eq(asked, 4);
	ck_assert_uint_eq(page->items.count, 1);
}
END_TEST

START_TEST(whoever_is_erased_is_in_none)
{
	struct err err = {""};
	struct list counts = {0};
	look(&ellis, patel, NULL, "Amina wants her file", NULL);
	struct visitor pool = officer();
	const struct unusual_look *one = items(&pool)->items;
	ck_assert_str_eq(one->why, "no contact and no case: Amina wants her file");
	struct crm_erasure order = {
	    .as = "d.pool", .customer = patel->id, .because = "asked for it"};
	ck_assert_int_eq(crm_erase(house.crm, "ctl:test", &order, &house.arena, &counts, &err), 0);
	one = items(&pool)->items;
	ck_assert_str_eq(one->user, "s.ellis");
	ck_assert_ptr_null(one->customer);
	ck_assert_ptr_null(one->customer_name);
	ck_assert_ptr_null(one->why);
	ck_assert_ptr_null(one->purpose);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("unusual");
	TCase *tests = tcase_create("unusual");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, an_ordinary_day_is_not);
	tcase_add_test(tests, the_users_own_name_is);
	tcase_add_test(tests, a_common_name_is_not);
	tcase_add_test(tests, a_neighbour_is);
	tcase_add_test(tests, a_colleague_is_unless_they_live_elsewhere);
	tcase_add_test(tests, a_reason_instead_of_a_contact_is);
	tcase_add_test(tests, a_contact_that_never_came_is);
	tcase_add_test(tests, broken_glass_is);
	tcase_add_test(tests, the_evening_is_and_an_hour_before_the_doors_open_is_not);
	tcase_add_test(tests, far_more_than_usual_is);
	tcase_add_test(tests, what_colleagues_do_too_is_not);
	tcase_add_test(tests, asking_is_in_the_audit_itself);
	tcase_add_test(tests, an_officer_gets_each_once_and_decides);
	tcase_add_test(tests, nobody_decides_about_their_own);
	tcase_add_test(tests, an_absence_is_made_up_for);
	tcase_add_test(tests, whoever_is_erased_is_in_none);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
