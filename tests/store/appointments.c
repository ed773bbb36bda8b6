/* Appointments in the CRM's rules: holds that expire, who sees what, what becomes of them when
 * people are merged or erased, the way between visits, and the tick. */
#include "base/date.h"
#include "helpers/tap.h"
#include "store/house.h"

#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor ellis, cole, hart;
static struct customer *jo;

static micros
at(int day, int hour, int minute)
{
	return london_micros((struct date){2026, 11, day}, hour, minute);
}

static void
publish(const char *service, const char *more)
{
	const char *text = arena_printf(&house.arena,
	    "service: %s\ntitle: A service\nprovided_by: district\nowner: { team: chorley-waste, "
	    "email: a@chorley.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\n%s",
	    service, more);
	house_publish(house.crm, service, text);
}

static void
setup(void)
{
	struct err err = {""};
	struct diary diaries[] = {{.id = "officer",
				      .council = "chorley",
				      .name = "Officer",
				      .kind = "officer",
				      .services = "benefits,refuge,pests",
				      .team = "chorley-waste",
				      .site = "chorley-oss",
				      .hours = "Mo-Fr 09:00-11:00; PH off",
				      .slot = 30,
				      .capacity = 1,
				      .ahead = 28},
	    {.id = "visits",
		.council = "chorley",
		.name = "Visits",
		.kind = "home_visit",
		.services = "benefits",
		.hours = "Mo-Fr 09:00-12:00; PH off",
		.slot = 45,
		.travel = 15,
		.capacity = 1,
		.ahead = 28}};
	house_init(&house);
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &diary_record, diaries, 2, &err), 0);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");    /* advisor, of Burnley */
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");   /* back office */
	publish("benefits", "mechanisms: [appointments]\n");
	publish("refuge", "mechanisms: [appointments]\nsensitive: true\n");
	publish("pests", "");
	jo = house_customer(&house, "Jo", "Kay", NULL, "1 Union Street", "PR7 1AB");
	*(struct need *)list_add(&house.arena, &jo->needs, &need_record) =
	    (struct need){.id = house_id(&house), .kind = "signer", .text = "BSL"};
	house_import(&house, jo, 1);
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- asking ---- */

static struct appointment
wanted(const char *diary, const char *service, micros start, const char *state)
{
	return (struct appointment){.id = house_id(&house),
	    .diary = diary,
	    .service = service,
	    .customer = strcmp(state, "held") == 0 ? NULL : jo->id,
	    .start = start,
	    .state = state};
}

static struct crm_answer
put(const struct visitor *who, const struct appointment *appointment)
{
	struct query query = {.params = {appointment->id},
	    .operation = house_id(&house),
	    .of = &appointment_record,
	    .body = appointment};
	return visit(who, ROUTE_PUT_APPOINTMENT, &query);
}

static const struct appointment *
book(const struct appointment *appointment)
{
	struct crm_answer answer = put(&ellis, appointment);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s %s", answer.field ? answer.field : "",
	    answer.detail ? answer.detail : "");
	return answer.body;
}

static void
refused(const struct appointment *appointment, enum problem_type problem, const char *field)
{
	struct crm_answer answer = put(&ellis, appointment);
	ck_assert_msg(answer.problem == problem, "%d: %s", (int)answer.problem,
	    answer.detail ? answer.detail : "");
	ck_assert_str_eq(answer.field, field);
}

static const struct diary_page *
days(const struct visitor *who)
{
	struct query query = {.params = {"officer"}, .query = {"2026-11-20", "7"}};
	return visit_ok(who, ROUTE_DIARY, &query);
}

static const struct customer_page *
look(const char *customer)
{
	struct query query = {.params = {customer}, .query = {[2] = "they asked"}};
	return visit_ok(&ellis, ROUTE_CUSTOMER, &query);
}

static size_t
appointments_in(const struct customer_page *page)
{
	size_t count = 0;
	LIST_EACH(struct history_item, item, &page->history)
	count += item->appointment != NULL;
	return count;
}

/* ---- what is so ---- */

START_TEST(a_hold_expires_by_itself)
{
	struct appointment held = wanted("officer", "benefits", at(23, 9, 0), "held");
	struct appointment other = wanted("officer", "benefits", at(23, 9, 0), "booked");
	book(&held);
	refused(&other, PROBLEM_CONFLICT, "start");
	house.now += 11 * MICROS_MINUTE;
	book(&other);
	held.state = "booked";
	held.customer = jo->id;
	refused(&held, PROBLEM_CONFLICT, "start");
	ck_assert_uint_eq(days(&ellis)->appointments.count, 1);
}
END_TEST

START_TEST(the_diary_says_who_comes_and_how_they_are_met)
{
	struct appointment one = wanted("officer", "benefits", at(23, 9, 30), "booked");
	struct appointment secret = wanted("officer", "refuge", at(23, 10, 0), "booked");
	book(&one);
	book(&secret);
	const struct diary_page *page = days(&hart);
	const struct appointment *first = LIST_AT(struct appointment, &page->appointments, 0);
	ck_assert_uint_eq(page->appointments.count, 2);
	ck_assert_str_eq(first->who, "KAY, Jo");
	ck_assert_str_eq(first->needs, "signer: BSL");
	/* Who took it knows; whoever else only that somebody comes. */
	page = days(&cole);
	const struct appointment *shown = LIST_AT(struct appointment, &page->appointments, 1);
	ck_assert(shown->withheld);
	ck_assert_ptr_null(shown->who);
	ck_assert_ptr_null(shown->customer);
	ck_assert_int_eq(shown->start, secret.start);
	struct err err;
	struct diary_page printed = {0};
	ck_assert_int_eq(crm_diary(house.crm, "ctl:test", "officer", (struct date){2026, 11, 23}, 1,
			     &house.arena, &printed, &err),
	    0);
	ck_assert(LIST_AT(struct appointment, &printed.appointments, 1)->withheld);
	ck_assert(!LIST_AT(struct appointment, &printed.appointments, 0)->withheld);
	house_sound(&house);
}
END_TEST

START_TEST(the_way_and_the_tick_are_kept)
{
	struct appointment visit = wanted("visits", "benefits", at(23, 9, 0), "booked");
	struct appointment soon = wanted("visits", "benefits", at(23, 9, 45), "booked");
	struct appointment next = wanted("visits", "benefits", at(23, 10, 0), "booked");
	struct appointment off = wanted("officer", "pests", at(23, 9, 0), "booked");
	book(&visit);
	refused(&soon, PROBLEM_BAD_FIELD, "start"); /* still on the way */
	book(&next);
	refused(&off, PROBLEM_BAD_FIELD, "service");
	/* Slots of another length from now on: what stands keeps its time. */
	struct diary shorter = {.id = "visits",
	    .council = "chorley",
	    .name = "Visits",
	    .kind = "home_visit",
	    .services = "benefits",
	    .hours = "Mo-Fr 09:00-12:00; PH off",
	    .slot = 20,
	    .travel = 10,
	    .capacity = 1,
	    .ahead = 28};
	struct err err = {""};
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &diary_record, &shorter, 1, &err), 0);
	soon.start = at(23, 9, 30);
	refused(&soon, PROBLEM_CONFLICT, "start");
	soon.start = at(23, 11, 0);
	book(&soon);
}
END_TEST

START_TEST(it_goes_with_the_person)
{
	struct customer *jojo =
	    house_customer(&house, "Jojo", "Kay", NULL, "1 Union Street", "PR7 1AB");
	struct appointment one = wanted("officer", "benefits", at(23, 9, 30), "booked");
	struct err err = {""};
	house_import(&house, jojo, 1);
	one.note = "knows the way";
	book(&one);
	ck_assert_uint_eq(appointments_in(look(jo->id)), 1);
	house_merge(&ellis, jojo->id, jo->id);
	ck_assert_uint_eq(appointments_in(look(jojo->id)), 1);
	/* Erased: the time stays taken, and says nothing of anybody. */
	struct crm_erasure order = {
	    .customer = jojo->id, .as = "d.pool", .because = "at their wish"};
	struct list counts = {0};
	int rc = crm_erase(house.crm, "ctl:test", &order, &house.arena, &counts, &err);
	ck_assert_msg(rc == 0, "%s", err.text);
	const struct diary_page *page = days(&ellis);
	const struct appointment *left = LIST_AT(struct appointment, &page->appointments, 0);
	ck_assert_uint_eq(page->appointments.count, 1);
	ck_assert_ptr_null(left->customer);
	ck_assert_ptr_null(left->note);
	ck_assert(!house_holds(&house, "knows the way"));
	house_sound(&house);
}
END_TEST

/* When its contact goes, so does whose it was. */
START_TEST(it_is_kept_as_long_as_its_contact)
{
	struct err err = {""};
	struct list counts = {0};
	struct appointment one = wanted("officer", "benefits", at(23, 9, 30), "booked");
	struct contact *contact = house_contact(&ellis, "benefits", "booked");
	const struct retention_kind *about = &retention_kinds[RETAIN_CONTACT];
	struct retention rule = {about->id, 12, about->after, about->then};
	contact->customer = jo->id;
	one.contact = contact->id;
	one.note = "knows the way";
	book(&one);
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &retention_record, &rule, 1, &err), 0);
	house.now += 400 * MICROS_DAY;
	struct crm_retaining order = {.as = "d.pool"};
	ck_assert_msg(crm_retain(house.crm, "ctl:test", &order, &house.arena, &counts, &err) == 0,
	    "%s", err.text);
	ck_assert(!house_holds(&house, "knows the way"));
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	const struct diary_page *page = days(&hart);
	ck_assert_uint_eq(page->appointments.count, 1);
	ck_assert_ptr_null(LIST_AT(struct appointment, &page->appointments, 0)->customer);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store appointments");
	TCase *c = tcase_create("appointments");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_set_timeout(c, 60);
	tcase_add_test(c, a_hold_expires_by_itself);
	tcase_add_test(c, the_diary_says_who_comes_and_how_they_are_met);
	tcase_add_test(c, the_way_and_the_tick_are_kept);
	tcase_add_test(c, it_goes_with_the_person);
	tcase_add_test(c, it_is_kept_as_long_as_its_contact);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
