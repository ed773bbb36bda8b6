/* Every role at every route: what it may, what it may not, and at whose records. */
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

static struct house house;

static void
setup(void)
{
	house_init(&house);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct customer *customer;
static const char *case_id;

static struct crm_answer
put_notice(const struct visitor *who, const char *council)
{
	struct notice_scope scope = {"council", council};
	struct notice notice = {.id = house_id(&house),
	    .text = "A59 closed at Gisburn",
	    .scope = {&scope, council ? 1 : 0},
	    .until = house.now + MICROS_HOUR};
	struct query query = {.params = {notice.id},
	    .operation = house_id(&house),
	    .of = &notice_record,
	    .body = &notice};
	return visit(who, ROUTE_PUT_NOTICE, &query);
}

/* One attempt of each kind, in the order of the letters in the table below. */
static struct crm_answer
attempt(const struct visitor *who, char what)
{
	struct query query = {.operation = house_id(&house)};
	struct customer none = {0}, now = {.language = "Urdu"};
	struct customer_change change = {customer->id, &none, &now};
	struct case_event note = {
	    .id = house_id(&house), .kind = "note", .text = "seen", .at = house.now};
	switch (what) {
	case 'f':
		query.query[0] = "patel";
		return visit(who, ROUTE_FIND_CUSTOMERS, &query);
	case 'r':
		query.params[0] = customer->id;
		query.query[2] = "a stated reason";
		return visit(who, ROUTE_CUSTOMER, &query);
	case 'c':
		query.params[0] = customer->id;
		query.of = &customer_change_record;
		query.body = &change;
		return visit(who, ROUTE_CHANGE_CUSTOMER, &query);
	case 'l':
		return put_contact(who, house_contact(who, "missed-bin", "resolved"), NULL);
	case 'L':
		return visit(who, ROUTE_LEASE, &query);
	case 'k':
		query.params[0] = case_id;
		return visit(who, ROUTE_CASE, &query);
	case 'w':
		query.params[0] = case_id;
		query.params[1] = note.id;
		query.of = &case_event_record;
		query.body = &note;
		return visit(who, ROUTE_PUT_CASE_EVENT, &query);
	case 'Q':
		return visit(who, ROUTE_QUEUES, &query);
	case 'q':
		query.params[0] = "chorley.waste-round";
		return visit(who, ROUTE_QUEUE_CASES, &query);
	case 'd':
		return visit(who, ROUTE_DIRECTORY, &query);
	case 'n':
		return put_notice(who, "chorley");
	case 'm':
		return put_notice(who, "lancashire");
	case 'N':
		return put_notice(who, NULL);
	default:
		ck_abort();
	}
}

/* Who, at which desk, and the letters of what is allowed. */
static const struct {
	const char *user, *desk, *may;
} table[] = {
    {"s.ellis", "chorley-oss-1", "frclLkwQqd"},
    {"j.cole", "burnley-cc-1", "frclLkQqd"},
    {"w.hart", "chorley-oss-1", "frclLkwQqd"},
    {"b.mann", "burnley-cc-1", "frclLQd"},
    {"i.ford", "chorley-oss-1", "Qdm"},
    {"v.sharp", "chorley-oss-1", "frclLkwQqdnmN"},
    {"t.reed", "chorley-oss-1", "d"},
    {"n.west", "chorley-oss-1", "d"},
    {"d.pool", "chorley-oss-1", "frkQqd"},
    {"a.king", "chorley-oss-1", "QqdnmN"},
};

START_TEST(each_role_may_what_it_may_and_nothing_else)
{
	struct crm_counts counts;
	struct err err;
	struct lease lease = {0};
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	customer = house_customer(&house, "Amina", "Patel", NULL, "14 Union Street", "PR7 1AB");
	customer->sharing = "full";
	house_publish(house.crm, "missed-bin",
	    "service: missed-bin\ntitle: Bins\nprovided_by: district\nowner: { team: a, email: "
	    "a@lancashire.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\n");
	ck_assert_int_eq(
	    crm_import_customers(house.crm, "ctl:test", customer, 1, &counts, &err), 0);
	struct contact *contact = house_case(&ellis, "waste-round", "chorley", &lease, customer);
	case_id = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->id;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct visitor who = house_visitor(&house, table[i].user, table[i].desk);
		for (const char *what = "frclLkwQqdnmN"; *what; what++) {
			struct crm_answer answer = attempt(&who, *what);
			enum problem_type wanted =
			    strchr(table[i].may, *what) ? PROBLEM_NONE : PROBLEM_NOT_PERMITTED;
			ck_assert_msg(answer.problem == wanted, "%s (%s) does %c: %s",
			    table[i].user, who.session->role, *what,
			    problem_kind(answer.problem)->name);
			if (wanted != PROBLEM_NONE)
				ck_assert_ptr_null(answer.body);
		}
	}
}
END_TEST

START_TEST(without_a_session_only_the_open_routes_answer)
{
	for (int route = 0; route < ROUTE_COUNT; route++) {
		if (route == ROUTE_HEALTH || route == ROUTE_OPENAPI || route == ROUTE_ENROL ||
		    route == ROUTE_SIGN_IN || route == ROUTE_DIARY_CALENDAR ||
		    route == ROUTE_FORM_PAGE || route == ROUTE_SEND_PAGE ||
		    route == ROUTE_PROGRESS_PAGE || route == ROUTE_LOOK_PAGE ||
		    route == ROUTE_PAYMENT_NOTICE || route == ROUTE_SURVEY_PAGE ||
		    route == ROUTE_SEND_SURVEY ||
		    route == ROUTE_CARRY) /* the server opens it: the CRM hears what is in it */
			continue;
		struct query query = {.operation = house_id(&house), .params = {"x", "y"}};
		struct crm_answer answer =
		    house_call(&house, (enum route_id)route, "no such token", &query);
		ck_assert_msg(answer.problem == PROBLEM_NOT_SIGNED_IN, "route %d: %s", route,
		    problem_kind(answer.problem)->name);
	}
}
END_TEST

START_TEST(notices_are_shown_while_they_last)
{
	struct visitor sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
	ck_assert_int_eq(put_notice(&sharp, NULL).problem, PROBLEM_NONE);
	const struct notice_page *page = visit_ok(&sharp, ROUTE_NOTICES, NULL);
	ck_assert_uint_eq(page->items.count, 1);
	ck_assert_str_eq(LIST_AT(struct notice, &page->items, 0)->author, "v.sharp");
	ck_assert_int_eq(put_notice(&sharp, "atlantis").problem, PROBLEM_BAD_FIELD);
	house.now += 2 * MICROS_HOUR;
	page = visit_ok(&sharp, ROUTE_NOTICES, NULL);
	ck_assert_uint_eq(page->items.count, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rights");
	TCase *tcase = tcase_create("rights");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, each_role_may_what_it_may_and_nothing_else);
	tcase_add_test(tcase, without_a_session_only_the_open_routes_answer);
	tcase_add_test(tcase, notices_are_shown_while_they_last);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
